"""Words from outside are on the page as they are written, wherever they stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from geo.atlas import read_atlas
from geo.intake.reading import read_pasted
from geo.places.geoparsing import Geoparser
from geo.projects.bringing import bring, make_source, say_day
from geo.projects.storing import pack
from tests.browser.running import serving
from tests.conftest import DATA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Locator

    from geo.projects.bringing import BroughtText
    from tests.browser.conftest import OpenPage

WORDS = {
    "a picture": "![x](http://pictures.example/a.png)",
    "a formula": "$x^2$ and $$y$$",
    "a colour": ":red[hot] :blue-badge[new] :small[low]",
    "an icon": ":material/home: :smile: :streamlit:",
    "an address": "www.pages.example or http://pages.example",
    "arrows": "a -> b <- c -- d >= e",
    "a heading": "# head and **b** _i_ `c` ~~s~~",
    "markup": "<b>x</b> &lt; <img src=http://pictures.example/i.png>",
}
DRAWN = "img, a, .katex, strong, em, code, del, h1, b, [data-testid=stIconMaterial]"
DRAWN += ", [class^=stMarkdown]"


def hostile(words: str, name: str = "hostile") -> BroughtText:
    """Bring a text with these words in every field that a project records."""
    said = (
        f"Hanoi, 1 May 2025\nThe two sides agreed to open a gate in Tây Ninh. {words}"
    )
    intake = read_pasted(said)
    text = bring(
        intake,
        make_source(words, said.encode(), intake),
        say_day(dt.date(2025, 5, 1)),
        Geoparser(read_atlas(DATA).gazetteer),
        document_id=name,
    )
    document = replace(
        text.document,
        title=words,
        short_title=words,
        publisher=words,
        dated=words,
        geography_reason=words,
        rights=words,
    )
    agreements = tuple(
        replace(
            a, title=words, status_words=words, parties=(words,), proposed_because=words
        )
        for a in text.agreements
    )
    mentions = tuple(replace(m, evidence=words) for m in text.mentions)
    source = replace(text.source, notes=(words,))
    return replace(
        text,
        document=document,
        agreements=agreements,
        mentions=mentions,
        source=source,
    )


def words_in(element: Locator) -> str:
    return element.inner_text().replace("\u2060", "").strip()


def test_a_project_with_such_words_in_every_field_shows_them_and_asks_nobody(
    open_page: Callable[..., OpenPage], tmp_path: Path
) -> None:
    texts = [hostile(words, f"text-{n}") for n, words in enumerate(WORDS.values())]
    file = tmp_path / "hostile.zip"
    file.write_bytes(pack(texts))
    opened = open_page("?tab=your-text")
    page = opened.page
    page.get_by_text("Open a project that was saved here").click()
    page.locator(".st-key-project_upload input").set_input_files(file)
    page.locator(".st-key-project_open button").click()
    expect(page.locator(".st-key-brought_banner")).to_contain_text("1 May 2025")
    page.locator(".st-key-document input").click()
    choices = page.get_by_role("option")
    expect(choices).to_have_count(len(WORDS))
    assert [words_in(choice) for choice in choices.all()] == [*WORDS.values()]
    assert choices.locator(DRAWN).count() == 0
    page.keyboard.press("Escape")
    page.locator(".st-key-documents input").click()
    options = page.get_by_role("option").all()
    assert [words_in(option) for option in options][1:] == [*WORDS.values()]
    page.keyboard.press("Escape")
    for tab in ("Agreements", "Documents", "Your text"):
        page.get_by_role("tab", name=tab).click()
        shown = page.locator("[role=tabpanel]:visible")
        for words in WORDS.values():
            expect(shown).to_contain_text(words)
        assert shown.locator(".panel :is(img, .katex, strong, em, code)").count() == 0
    assert opened.strangers() == []


def test_an_error_that_quotes_such_words_shows_them_and_asks_nobody(
    open_page: Callable[..., OpenPage], tmp_path: Path
) -> None:
    opened = open_page("?tab=your-text")
    page = opened.page
    for number, words in enumerate(WORDS.values()):
        text = hostile("quiet")
        mentions = tuple(
            replace(m, place_id=f"place {number} is {words}") for m in text.mentions
        )
        file = tmp_path / f"{number}.zip"
        file.write_bytes(pack([replace(text, mentions=mentions)]))
        if number == 0:
            page.get_by_text("Open a project that was saved here").click()
        page.locator(".st-key-project_upload input").set_input_files(file)
        expect(page.get_by_text(file.name).first).to_be_visible()
        page.locator(".st-key-project_open button").click()
        alert = page.locator("[data-testid=stAlert]")
        expect(alert).to_contain_text(f"'place {number} is")
        assert words in words_in(alert)
        assert alert.locator(DRAWN.replace(", [class^=stMarkdown]", "")).count() == 0
    assert opened.strangers() == []


def test_a_project_that_cannot_be_opened_at_the_start_is_told_as_it_is_written(
    browser: Browser, tmp_path: Path
) -> None:
    words = WORDS["a picture"]
    (tmp_path / "documents").mkdir()
    record = tmp_path / "documents" / "broken.toml"
    record.write_text(f'id = "broken"\n"{words}" = 1\n', encoding="utf-8")
    asked: list[str] = []
    with serving(project=str(tmp_path)) as address:
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        expect(page.locator("[data-testid=stAlert]")).to_be_visible()
        assert page.locator("[data-testid=stAlert] img").count() == 0
        page.close()
    assert [url for url in asked if "pictures.example" in url] == []

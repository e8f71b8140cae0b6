"""The one-file page in a Chromium that may ask for nothing."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from geo.exports.html_page import write_html
from geo.model import AgreementType
from tests.exports.poison import POISON, read_poisoned
from tests.exports.sources import KHMER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from geo.atlas import Atlas
    from tests.exports.conftest import Exports, InChromium

TWO_MEGABYTES = 2_000_000
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def opened(
    browser: Browser, path: Path, query: str = "", **options: object
) -> Iterator[Page]:
    """Open the file; when the block ends nothing was asked for and nothing failed."""
    context = browser.new_context(**{"viewport": WIDE, "offline": True, **options})
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.goto(f"{path.as_uri()}{query}")
    expect(page.locator("path.mark").first).to_be_attached()
    yield page
    outside = [url for url in asked if not url.startswith((path.as_uri(), "data:"))]
    assert outside == []
    assert wrong == []
    context.close()


def mark(place: str, agreement_type: str) -> str:
    return f"path.place-{place}.type-{agreement_type}:not(.reach):not(.halo)"


def test_it_is_small_and_the_same_bytes_twice(
    atlas: Atlas, exports: Exports, tmp_path: Path
) -> None:
    path = exports.path("html")
    assert path.stat().st_size < TWO_MEGABYTES
    again = tmp_path / "again.html"
    write_html(atlas, again, whole_texts=False)
    assert again.read_bytes() == path.read_bytes()


def test_every_mark_is_drawn_and_nothing_is_asked_for(
    exports: Exports, in_chromium: InChromium
) -> None:
    def look(browser: Browser) -> None:
        with opened(browser, exports.path("html")) as page:
            for layer in exports.atlas.layers:
                slug = layer.agreement_type.value
                for feature in layer.features:
                    if feature.place.sign != "label":
                        found = page.locator(mark(feature.place.id, slug))
                        expect(found.first).to_be_attached()
                for pair in layer.pairs:
                    expect(page.locator(f"path.pair-{pair.key}").first).to_be_attached()
            rows = page.locator("#agreements tbody tr")
            expect(rows).to_have_count(len(exports.atlas.agreements))
            credit = page.locator(".leaflet-control-attribution")
            expect(credit).to_contain_text("OpenStreetMap")

    in_chromium(look)


def test_the_buttons_filter_map_and_tables(
    exports: Exports, in_chromium: InChromium
) -> None:
    def look(browser: Browser) -> None:
        with opened(browser, exports.path("html")) as page:
            button = page.locator("button.type[data-type=transport]")
            marks = page.locator("path.mark.type-transport")
            before = marks.count()
            assert before
            button.click()
            expect(button).to_have_attribute("aria-pressed", "false")
            expect(marks).to_have_count(0)
            hidden = page.locator("#agreements tr[data-type=transport]").first
            expect(hidden).to_be_hidden()
            button.click()
            expect(marks).to_have_count(before)
            page.get_by_role("button", name="Only Mekong and water").click()
            expect(page.locator("path.mark.type-border-checkpoint")).to_have_count(0)
            expect(page.locator("#count")).to_contain_text("5 of")
            page.get_by_role("button", name="None", exact=True).click()
            expect(page.locator("path.mark")).to_have_count(0)
            expect(page.locator("#empty")).to_be_visible()
            page.get_by_role("button", name="All", exact=True).click()
            expect(marks).to_have_count(before)

    in_chromium(look)


def test_a_popup_s_link_leads_to_the_passage_in_the_file(
    exports: Exports, in_chromium: InChromium
) -> None:
    content = exports.path("html").read_text(encoding="utf-8")
    assert "../../" not in content

    def look(browser: Browser) -> None:
        with opened(browser, exports.path("html")) as page:
            gate = page.locator(mark("meunchey_tannam", "border-checkpoint"))
            gate.click()
            popup = page.locator(".leaflet-popup-content")
            expect(popup).to_contain_text("welcomed the official inauguration")
            passage = page.locator("[id='passage-joint-statement-14']")
            expect(passage).to_be_in_viewport()
            expect(passage.locator("mark.lit").first).to_contain_text("The two sides")
            popup.get_by_role("link", name="Joint statement, ¶14").first.click()
            assert page.url.endswith("#passage-joint-statement-14")
            expect(passage).to_have_class("passage chosen")

    in_chromium(look)


def test_every_link_to_a_passage_finds_it(
    exports: Exports, in_chromium: InChromium
) -> None:
    lost = """() => [...document.querySelectorAll('[href^="#"]'),
        ...[...accordAtlasData.features, ...accordAtlasData.pairs].flatMap((m) => {
            const box = document.createElement('div');
            box.innerHTML = m.popup;
            return [...box.querySelectorAll('a')];
        })].map((a) => a.getAttribute('href'))
        .filter((href) => href !== '#' && !href.startsWith('#place=')
            && !document.getElementById(decodeURIComponent(href.slice(1))))"""

    def look(browser: Browser) -> None:
        with opened(browser, exports.path("html")) as page:
            assert page.evaluate(lost) == []

    in_chromium(look)


def test_the_keyboard_alone_filters_opens_and_closes(
    exports: Exports, in_chromium: InChromium
) -> None:
    def look(browser: Browser) -> None:
        with opened(browser, exports.path("html")) as page:
            page.keyboard.press("Tab")
            expect(page.locator(".skip")).to_be_focused()
            page.locator("button.type[data-type=mekong]").focus()
            page.keyboard.press("Space")
            expect(page.locator("path.mark.type-mekong")).to_have_count(0)
            page.keyboard.press("Space")
            gate = page.locator(mark("bavet_mocbai", "transport"))
            gate.focus()
            page.keyboard.press("Enter")
            popup = page.locator(".leaflet-popup")
            expect(popup).to_be_visible()
            page.keyboard.press("Escape")
            expect(popup).to_have_count(0)
            words = page.locator("#reader .mention[data-place=meunchey_tannam]").first
            words.focus()
            page.keyboard.press("Enter")
            expect(page.locator(".leaflet-popup h3")).to_contain_text("Meun Chey")

    in_chromium(look)


def test_names_follow_the_language_and_khmer_has_its_font(
    exports: Exports, in_chromium: InChromium
) -> None:
    def look(browser: Browser) -> None:
        with opened(browser, exports.path("html")) as page:
            page.locator("button[data-language=km]").click()
            label = page.locator(".map-label", has_text=re.compile("[ក-អ]"))
            expect(label.first).to_be_visible()
            expect(page.locator("#places .name-km", has_text=KHMER)).to_be_visible()
            assert page.evaluate("document.fonts.check('16px \"Atlas Khmer\"', 'ក')")
            assert page.evaluate("document.documentElement.lang") == "en"

    in_chromium(look)


def test_dark_and_light_follow_the_reader_s_machine(
    exports: Exports, in_chromium: InChromium
) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"

    def look(browser: Browser) -> None:
        with opened(browser, exports.path("html"), color_scheme="dark") as page:
            dark = page.evaluate(paper)
            page.emulate_media(color_scheme="light")
            expect(page.locator("html")).to_have_attribute("data-theme", "light")
            assert page.evaluate(paper) != dark

    in_chromium(look)


def test_nothing_is_wider_than_a_phone_and_axe_finds_nothing(
    exports: Exports, in_chromium: InChromium
) -> None:
    def look(browser: Browser) -> None:
        for scheme in ("light", "dark"):
            with opened(
                browser, exports.path("html"), viewport=PHONE, color_scheme=scheme
            ) as page:
                width = page.evaluate("document.documentElement.scrollWidth")
                assert width <= PHONE["width"]
                page.locator("path.mark").first.wait_for(state="attached")
                found = Axe().run(page).response["violations"]
                assert [(v["id"], v["nodes"][0]["html"][:99]) for v in found] == []

    in_chromium(look)


def test_embedded_it_is_the_map_and_leads_to_the_whole_file(
    exports: Exports, in_chromium: InChromium
) -> None:
    def look(browser: Browser) -> None:
        path = exports.path("html")
        size = {"width": 600, "height": 420}
        with opened(browser, path, "?embed", viewport=size) as page:
            expect(page.locator("#reader")).to_be_hidden()
            expect(page.locator(".credit a")).to_be_visible()
            box = page.locator("#map").bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= size["height"]
            gate = page.locator(mark("bavet_mocbai", "transport"))
            gate.click()
            with page.context.expect_page() as opening:
                page.locator(".leaflet-popup-content .cite a").first.click()
            whole = opening.value
            expect(whole.locator(".passage.chosen")).to_be_visible()
            assert "?embed" not in whole.url

    in_chromium(look)


def test_poison_is_shown_as_it_is_written_and_runs_nothing(
    tmp_path: Path, in_chromium: InChromium
) -> None:
    path = tmp_path / "atlas.html"
    write_html(read_poisoned(tmp_path), path)

    def look(browser: Browser) -> None:
        with opened(browser, path, "#place=meunchey_tannam") as page:
            popup = page.locator(".leaflet-popup-content")
            for part in ("h3 .name-en", "h4", "blockquote"):
                expect(popup.locator(part).first).to_contain_text(POISON)
            passage = page.locator("[id='passage-joint-statement-14']")
            expect(passage).to_contain_text(POISON)
            expect(page.locator("#agreements td").first).to_contain_text(POISON)
            expect(page.locator("#agreements blockquote").first).to_contain_text(POISON)
            expect(page.locator("#places").get_by_text(POISON).first).to_be_attached()
            assert page.locator("img").count() == 0
            assert page.locator("script").count() == 2

    in_chromium(look)


def test_one_type_is_that_type_with_its_passages(
    atlas: Atlas, tmp_path: Path, in_chromium: InChromium
) -> None:
    path = tmp_path / "atlas.html"
    write_html(atlas, path, types=[AgreementType.PROVINCIAL_COOPERATION])

    def look(browser: Browser) -> None:
        with opened(browser, path) as page:
            expect(page.locator("button.type")).to_have_count(1)
            expect(page.locator("path.mark.type-transport")).to_have_count(0)
            expect(page.locator("path.mark.pair:not(.reach)")).to_have_count(9)
            expect(page.locator("[id='passage-party-meeting-l44']")).to_be_attached()
            expect(page.locator("[id='passage-joint-statement-26']")).to_have_count(0)
            # Provinces of the basemap keep their names.
            expect(page.locator(".map-label", has_text="Pursat").first).to_be_attached()

    in_chromium(look)


def test_whole_texts_are_there_only_when_asked_for(
    atlas: Atlas, exports: Exports, tmp_path: Path
) -> None:
    path = tmp_path / "whole.html"
    write_html(atlas, path, whole_texts=True)
    every = sum(len(document.passages) for document in atlas.documents)
    assert path.read_text(encoding="utf-8").count('class="passage"') == every
    cited = exports.path("html").read_text(encoding="utf-8")
    assert cited.count('class="passage"') < every
    assert path.stat().st_size < TWO_MEGABYTES

"""A reader checks what was found in a text: by keyboard, by touch, and again later."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geo.cli import main
from tests.browser.conftest import PHONE, WIDE
from tests.browser.running import free_port, running, serving
from tests.browser.test_accessibility import serious

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import OpenPage

TEXT = """Joint press release of the two ministries of transport
Vientiane, 3 June 2025
1. The two sides agreed to upgrade the Lao Bảo–Densavan border gate and the road to \
Savannakhet.
2. They witnessed the signing of an agreement between the People's Committee of Quảng \
Trị Province and the authorities of Savannakhet and Salavan provinces.
3. The delegations visited Phnom Penh. They also saw Zorvath commune.
4. Viet Nam and Laos will open a road from Vinh to Thakhek within 2027. Vietnam also \
thanked the Mekong River Commission for its work in Tây Ninh.
"""


def _review(page: Page, text: str = TEXT) -> None:
    page.get_by_role("tab", name="Your text").click()
    box = page.locator(".st-key-brought_paste textarea")
    box.fill(text)
    box.press("Control+Enter")
    page.locator(".st-key-brought_read button").click()
    page.locator(".st-key-review_start button").click()
    expect(page.locator("#review-title")).to_be_visible()


def _expect_card(page: Page, title: str) -> None:
    expect(page.locator("#review-title")).to_contain_text(title)


def _expect_checked(page: Page, number: int) -> None:
    """The server has followed, and the browser shows what it says."""
    expect(page.locator(".review .progress b")).to_contain_text(f"{number} of")
    page.wait_for_function("accordAtlasReview.review.pending.length === 0")


def _go_to(page: Page, title: str) -> None:
    page.locator(".review .queue button", has_text=title).first.click()
    _expect_card(page, title)
    page.locator("#review-title").focus()


def _save(page: Page) -> list[dict[str, Any]]:
    """Save the file, and read the decisions in it."""
    with page.expect_download() as coming:
        page.locator("[data-act=save]").click()
    content = coming.value.path().read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        ledgers = [n for n in archive.namelist() if n.startswith("decisions/")]
        return [
            json.loads(line)
            for name in ledgers
            for line in archive.read(name).decode("utf-8").splitlines()
        ]


def _decide_about_mentions(page: Page) -> None:
    """Take another offered place, one put on the map, one searched, another role."""
    keys = page.keyboard
    _expect_card(page, "Savannakhet")
    keys.press("2")
    _expect_card(page, "Zorvath")
    _expect_checked(page, 1)
    keys.press("p")
    expect(page.locator(".place-form input").first).to_be_focused()
    page.get_by_role("button", name="Put it on the map").press("Enter")
    for label, value in (("Latitude", "16.5"), ("Longitude", "105.5")):
        page.get_by_label(label).fill(value)
    page.get_by_label("Within, m").fill("900")
    keys.press("Enter")
    _expect_card(page, "Vinh")
    _expect_checked(page, 2)
    keys.press("p")
    page.locator(".place-form input").first.fill("Thakhek")
    keys.press("Enter")
    expect(page.locator(".place-form .offer").first).to_be_focused()
    keys.press("Enter")
    _expect_card(page, "Tây Ninh")
    keys.press("r")
    keys.press("2")
    _go_to(page, "Vientiane")
    keys.press("x")
    _go_to(page, "Mekong River")
    keys.press("w")
    keys.press("4")
    expect(page.locator(".preview mark")).to_have_text("Mekong River Commission")
    keys.press("Enter")
    _go_to(page, "Phnom Penh")
    keys.press("Enter")
    _expect_checked(page, 7)


def _decide_about_proposals(page: Page) -> None:
    """Edit, split, merge and reject."""
    keys = page.keyboard
    _go_to(page, "Upgrade the Lao Bảo")
    keys.press("e")
    page.locator(".edit-form input").first.fill("Upgrade the gate")
    keys.press("Control+Enter")
    _expect_checked(page, 8)
    _go_to(page, "Quảng Trị Province – ")
    keys.press("s")
    page.locator(".split-form input").first.fill("The first half")
    keys.press("Control+Enter")
    _expect_checked(page, 11)
    _go_to(page, "Quảng Trị Province – ")
    keys.press("g")
    keys.press("Space")
    keys.press("Control+Enter")
    _go_to(page, "Open a road from Vinh")
    keys.press("x")
    page.wait_for_function("accordAtlasReview.review.pending.length === 0")


def test_every_kind_of_decision_is_made_undone_and_done_again_by_keyboard(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page(accept_downloads=True)
    page, keys = opened.page, opened.page.keyboard
    _review(page)
    _decide_about_mentions(page)
    expect(opened.mark("savannakhet_town").first).to_be_attached()
    _decide_about_proposals(page)
    left = page.evaluate("accordAtlasReview.review.counts.open")
    decided = _save(page)
    acts = {(d["subject"], d["act"]) for d in decided}
    assert acts >= {
        *(("mention", a) for a in ("place", "role", "words", "not-a-place", "confirm")),
        *(("agreement", a) for a in ("edit", "split", "merge", "reject")),
    }
    steps = len({d["step"] for d in decided})
    for _ in range(steps):
        keys.press("z")
    _expect_checked(page, 0)
    expect(page.locator("[data-act=undo]")).to_be_disabled()
    for _ in range(steps):
        keys.press("y")
    page.wait_for_function(f"accordAtlasReview.review.counts.open === {left}")
    page.wait_for_function("accordAtlasReview.review.pending.length === 0")
    expect(page.locator("[data-act=redo]")).to_be_disabled()
    assert [d for d in _save(page) if d["subject"] != "step"] == decided
    assert opened.strangers() == []


def test_a_phone_reviews_by_touch_and_what_was_decided_outlives_the_page(
    browser: Browser,
) -> None:
    """Reload, a server that is killed, and a browser page that is closed."""
    port = free_port()
    command = ("-m", "geo", "serve", "--port", str(port))
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    with running(*command, port=port) as address:
        page.goto(f"{address}/?tab=your-text")
        _review(page)
        page.locator(".offer", has_text="city, Laos").tap()
        _expect_card(page, "Zorvath")
        page.get_by_role("button", name="Not a place").tap()
        _expect_card(page, "Vinh")
        page.get_by_role("button", name="Confirm").tap()
        _expect_checked(page, 3)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        small = page.evaluate(
            "[...document.querySelectorAll('.review :is(button, select, input)')]"
            ".map((each) => each.getBoundingClientRect())"
            ".filter(({ width, height }) => width && height < 43.5).length"
        )
        assert small == 0
        page.reload()
        page.get_by_role("button", name="Go on with it").tap()
        _expect_checked(page, 3)
    # The server is gone: what is decided now is kept all the same.
    expect(page.locator("#atlas-connection")).to_be_visible()
    expect(page.get_by_test_id("stDialog")).to_have_count(0)
    page.get_by_role("button", name="Confirm").first.tap()
    expect(page.locator(".review .progress b")).to_contain_text("4 of")
    expect(page.locator(".review .saving")).to_contain_text("Saved on this computer")
    page.close()
    page = context.new_page()
    with running(*command, port=port) as address:
        page.goto(address)
        page.get_by_role("button", name="Go on with it").tap()
        _expect_checked(page, 4)
        made = page.evaluate("accordAtlasReview.data.past.map(({ id }) => id)")
        assert len(made) == len(set(made)) == 4
        page.locator("[data-act=undo]").tap()
        _expect_checked(page, 3)
        page.locator("[data-act=leave]").tap()
        page.get_by_role("button", name="Forget everything here").tap()
        expect(page.locator(".drafts")).to_be_hidden()
        page.reload()
        expect(page.locator(".drafts")).to_be_attached()
        expect(page.locator(".drafts")).to_be_hidden()
    context.close()


def test_a_project_that_may_be_edited_holds_what_each_reader_decides(
    browser: Browser, tmp_path: Path
) -> None:
    texts, project = tmp_path / "texts", tmp_path / "project"
    texts.mkdir()
    (texts / "release.txt").write_text(TEXT, encoding="utf-8")
    assert main(["read", str(texts), "-o", str(project)]) == 0
    with serving("--edit", project=str(project)) as address:
        readers = {}
        for who in ("One", "Two"):
            page = readers[who] = browser.new_context(viewport=WIDE).new_page()
            page.goto(address)
            page.locator(".st-key-review_start button").click()
            expect(page.locator("#review-title")).to_be_visible()
            page.locator(".who input").fill(who)
            page.locator(".who input").press("Tab")
            page.locator(".review .filters button", has_text="All").click()
            _go_to(page, "“Savannakhet”")
            page.keyboard.press("1" if who == "One" else "2")
            page.wait_for_function("accordAtlasReview.review.pending.length === 0")
            expect(page.locator(".saving")).to_contain_text("Saved in the project")
        _expect_filter(readers["Two"], "Disagreed")
        readers["Two"].get_by_role("button", name="Keep what One says").click()
        readers["Two"].wait_for_function("!accordAtlasReview.review.pending.length")
        _expect_checked(readers["Two"], 1)
    ledgers = sorted(path.stem for path in (project / "decisions").glob("*.jsonl"))
    assert ledgers == ["one", "two"]
    for page in readers.values():
        page.context.close()


def _expect_filter(page: Page, name: str) -> None:
    page.locator(".review .filters button", has_text=name).click()
    expect(page.locator(".review .readings")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_queue_is_clean_by_axe(
    open_page: Callable[..., OpenPage], theme: str
) -> None:
    opened = open_page(color_scheme=theme)
    page = opened.page
    _review(page)
    page.keyboard.press("Enter")
    _expect_checked(page, 1)
    found = serious(page)
    page.keyboard.press("p")
    page.get_by_role("button", name="Put it on the map").click()
    found += serious(page)
    page.get_by_role("button", name="Cancel").click()
    _go_to(page, "Upgrade the Lao Bảo")
    page.keyboard.press("e")
    expect(page.locator(".edit-form")).to_be_visible()
    found += serious(page)
    page.locator(".records summary").click()
    found += serious(page)
    assert found == []

"""For everyone: axe-core on the page and inside the map's frame; the keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame, Page

    from tests.browser.conftest import OpenPage

# What Streamlit's own frame around the page does, and no script of ours can mend.
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def serious(where: Page | Frame) -> list[str]:
    results = Axe().run(where, options=OPTIONS)
    return [
        f"{v['id']}: {n['target']} {n['failureSummary']}"
        for v in results.response["violations"]
        if v["impact"] in {"serious", "critical"}
        for n in v["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious_with_a_popup_open(
    open_page: Callable[..., OpenPage], scheme: str, size: dict[str, int]
) -> None:
    opened = open_page("?place=meunchey_tannam", viewport=size, color_scheme=scheme)
    expect(opened.popup).to_be_visible()
    expect(
        opened.page.locator(".st-key-tab_agreements tbody tr").first
    ).to_be_attached()
    opened.page.wait_for_timeout(500)
    assert serious(opened.page) == []
    frame = opened.page.locator(".st-key-map iframe").element_handle().content_frame()
    assert frame
    assert serious(frame) == []


@pytest.mark.parametrize(
    "tab", ["Places", "Pairs", "Timeline", "Compare texts", "Documents", "About"]
)
def test_axe_finds_nothing_serious_in_any_tab(
    open_page: Callable[..., OpenPage], tab: str
) -> None:
    opened = open_page()
    opened.page.get_by_role("tab", name=tab).click()
    opened.page.wait_for_timeout(2000)
    assert serious(opened.page) == []


def test_from_the_address_bar_to_the_quotation_of_a_pair_without_a_mouse(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?types=provincial-cooperation")
    page = opened.page
    mark = opened.mark("tay_ninh--svay_rieng")
    for _ in range(150):
        page.keyboard.press("Tab")
        if mark.evaluate("path => path === document.activeElement"):
            break
    else:
        pytest.fail("The pair cannot be reached with the Tab key.")
    page.keyboard.press("Enter")
    expect(opened.popup).to_be_focused()
    expect(opened.popup).to_contain_text("three cooperation agreements")
    dialog = opened.map.get_by_role("dialog")
    expect(dialog).to_have_accessible_name("Tây Ninh ↔ Svay Rieng")
    expect(opened.passage("party-meeting-l44")).to_have_class("passage chosen")
    page.keyboard.press("Escape")
    expect(opened.popup).to_have_count(0)
    expect(mark).to_be_focused()


def test_words_in_the_reader_are_reached_and_chosen_by_keyboard(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?passage=party-meeting-l44")
    words = opened.passage("party-meeting-l44").locator("[data-place=kratie]")
    words.focus()
    opened.page.keyboard.press("Enter")
    expect(opened.popup.locator("h3")).to_contain_text("Kratie")


def test_frame_map_and_reader_have_names_and_passages_their_language(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?lang=km")
    frame = opened.page.locator(".st-key-map iframe")
    assert frame.get_attribute("title")
    assert opened.map.locator("#map_div").get_attribute("aria-label")
    expect(opened.reader.get_by_role("region")).to_have_accessible_name(
        re.compile("Joint statement")
    )
    expect(opened.reader.locator("article")).to_have_attribute("lang", "en")
    expect(opened.map.locator("html")).to_have_attribute("lang", "km")

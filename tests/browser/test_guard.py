"""What must hold whatever the page looks like, in few looks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.test_map import PAIRS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import OpenPage

CHECKPOINTS = ("meunchey_tannam", "chreythum_khanhbinh")
WATER = ("mekong_river", "mekong_basin")


def test_checkpoints_pairs_and_the_mekong_are_drawn_and_filtered_by_type(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    for place in (*CHECKPOINTS, *PAIRS, *WATER):
        expect(opened.mark(place).first).to_be_attached()
    pill = opened.page.locator(".st-key-agreement_types button", has_text="Provincial")
    pill.click()
    expect(opened.map.locator("path.mark.pair")).to_have_count(0)
    expect(opened.mark(CHECKPOINTS[0]).first).to_be_attached()
    expect(opened.page).to_have_url(re.compile("types="))
    pill.click()
    expect(opened.mark(PAIRS[0])).to_be_attached()
    expect(opened.page).not_to_have_url(re.compile("types="))


def test_a_popup_quotes_its_words_and_links_to_their_passage(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    opened.mark(CHECKPOINTS[0], "border-checkpoint").click()
    expect(opened.popup).to_contain_text("official inauguration")
    expect(opened.passage("joint-statement-14")).to_have_class("passage chosen")
    expect(opened.page).to_have_url(re.compile(f"place={CHECKPOINTS[0]}"))
    link = opened.popup.get_by_role("link").first
    with opened.page.context.expect_page() as opening:
        link.click()
    other = opening.value.locator("[id='passage-joint-statement-14']")
    expect(other).to_have_class("passage chosen")
    opening.value.close()


def test_a_link_restores_what_was_chosen(open_page: Callable[..., OpenPage]) -> None:
    opened = open_page("?types=provincial-cooperation&place=dong_nai--kratie&lang=vi")
    expect(opened.popup).to_contain_text("Đồng Nai")
    expect(opened.passage("party-meeting-l44")).to_have_class("passage chosen")
    expect(opened.map.locator("path.mark.type-mekong")).to_have_count(0)
    pressed = opened.page.locator(".st-key-agreement_types button[aria-pressed=true]")
    expect(pressed).to_have_count(1)
    assert opened.strangers() == []

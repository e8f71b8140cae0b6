"""One screen: the map first, its legend the filter, what is chosen beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.atlas import Atlas
    from tests.browser.conftest import OpenPage

DESK = {"width": 1440, "height": 900}
# Where two names stand over each other, in views across the region.
OVERLAPS = """async () => {
    const found = [];
    const boxes = () => [...document.querySelectorAll(".map-label")].map((name) => {
        const {left, top, right, bottom} = name.getBoundingClientRect();
        return {left, top, right, bottom, words: name.textContent};
    });
    for (const zoom of [6, 7, 7.5, 8.5, 10])
        for (const lat of [10.2, 11.4, 12.6, 13.8])
            for (const lon of [104.5, 106.8]) {
                window.map.setView([lat, lon], zoom, {animate: false});
                await new Promise(requestAnimationFrame);
                const all = boxes();
                all.forEach((a, i) => all.slice(i + 1).forEach((b) => {
                    if (a.left < b.right - 1 && b.left < a.right - 1
                        && a.top < b.bottom - 1 && b.top < a.bottom - 1)
                        found.push(`${zoom}: ${a.words} / ${b.words}`);
                }));
            }
    return found;
}"""


def test_the_map_has_most_of_the_screen_and_the_page_does_not_scroll(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page(viewport=DESK)
    frame = opened.page.locator(".st-key-map iframe").bounding_box()
    assert frame
    assert frame["width"] * frame["height"] >= 0.55 * 1440 * 900
    main = opened.page.locator("[data-testid=stMain]")
    assert main.evaluate("each => each.scrollHeight <= each.clientHeight + 1")


def test_counts_follow_every_filter_and_each_filter_can_be_taken_away(
    open_page: Callable[..., OpenPage], atlas: Atlas
) -> None:
    opened = open_page("?status=done&q=mondulkiri")
    count = opened.page.locator(".chips .count")
    expect(count).to_contain_text("6 agreements at 7 places · 0 in the list")
    opened.page.get_by_role("button", name="Take away: “mondulkiri”").click()
    expect(opened.page).not_to_have_url(re.compile("q="))
    done = [a for a in atlas.agreements if a.status.value == "done"]
    mapped = [a for a in done if a.places]
    expect(count).to_contain_text(f"{len(done) - len(mapped)} in the list")
    opened.page.get_by_role("button", name="Clear filters").click()
    expect(count).to_contain_text(f"{len(atlas.mapped)} agreements")
    expect(count).to_contain_text(f"{len(atlas.listed)} in the list")
    expect(opened.page).not_to_have_url(re.compile("status="))


def test_the_card_says_the_whole_agreement_and_leads_to_its_partners(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?place=dong_nai--kratie")
    card = opened.page.locator(".agreement-card:not([hidden])")
    expect(card).to_contain_text("six cooperation agreements")
    expect(card.locator("mark")).to_have_text(["Dong Nai Province", "Kratie"])
    for words in ("Status", "Between", "By when", "Other partners", "How sure"):
        expect(card.locator("dt", has_text=words)).to_be_visible()
    card.get_by_role("button", name="Mondulkiri").click()
    expect(opened.page).to_have_url(re.compile("place=dong_nai--mondulkiri"))
    expect(opened.popup).to_contain_text("Mondulkiri")
    opened.page.get_by_role("button", name="Close the card").click()
    expect(card).to_have_count(0)
    expect(opened.popup).to_have_count(0)
    expect(opened.page).not_to_have_url(re.compile("place="))


def test_the_agreements_of_a_place_are_walked_through_in_its_card(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?place=meunchey_tannam")
    heads = opened.page.locator(".agreement-card h2")
    expect(heads.nth(0)).to_be_visible()
    opened.page.get_by_role("button", name="The next agreement").click()
    expect(heads.nth(0)).to_be_hidden()
    expect(heads.nth(1)).to_be_visible()
    opened.page.get_by_role("button", name="The agreement before").click()
    expect(heads.nth(0)).to_be_visible()


def test_what_is_chosen_is_lit_its_partners_are_kept_and_the_popup_covers_none(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?place=dong_nai--kratie", viewport=DESK)
    expect(opened.mark("dong_nai--kratie")).to_have_class(re.compile("selected"))
    expect(opened.mark("kratie", "provincial-cooperation")).to_have_class(
        re.compile("selected")
    )
    expect(opened.mark("mondulkiri", "provincial-cooperation")).to_have_class(
        re.compile("partner")
    )
    assert opened.mark("mekong_river", "mekong").first.evaluate(
        "mark => getComputedStyle(mark).opacity < 0.5"
    )
    popup = opened.map.locator(".leaflet-popup").bounding_box()
    assert popup
    assert popup["width"] <= 262
    assert popup["height"] <= 152
    for name in opened.map.locator(".map-label.kept").all():
        box = name.bounding_box()
        assert box
        assert (
            box["x"] + box["width"] <= popup["x"]
            or popup["x"] + popup["width"] <= box["x"]
            or box["y"] + box["height"] <= popup["y"]
            or popup["y"] + popup["height"] <= box["y"]
        )


def test_no_two_names_cover_each_other_in_forty_views(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page(viewport=DESK)
    assert opened.map.locator("body").evaluate(OVERLAPS) == []


def test_pairs_leave_their_hub_with_its_number_and_follow_the_filter(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    hubs = opened.map.locator(".hub")
    expect(hubs).to_have_count(2)
    assert sorted(hubs.all_inner_texts()) == ["3", "6"]
    opened.page.locator(".st-key-agreement_types button", has_text="Provincial").click()
    expect(hubs).to_have_count(0)
    expect(opened.map.locator(".pair-end")).to_have_count(0)


def test_on_a_phone_the_sheet_has_three_heights(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    panel = opened.page.locator(".st-key-panel")
    frame = opened.page.locator(".st-key-map iframe")
    heights = []
    for _ in range(3):
        box, over = panel.bounding_box(), frame.bounding_box()
        assert box
        assert over
        assert over["y"] + over["height"] <= box["y"] + 1 or len(heights) == 2
        heights.append(round(box["height"]))
        opened.page.locator(".grab").click()
    assert heights[0] < heights[1] < heights[2]
    assert heights[0] < 0.3 * PHONE["height"]
    assert heights[2] > 0.85 * PHONE["height"]

"""Map, reader, address and browser answer each other; at a desk and on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from geo.cli import main
from tests.browser.conftest import PHONE
from tests.browser.running import serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Route

    from tests.browser.conftest import OpenPage

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c626001000000ffff03000006000557bfabd40000000049454e44ae426082"
)


def test_back_and_forward_in_the_browser_restore_what_was_chosen(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?place=meunchey_tannam")
    expect(opened.passage("joint-statement-14")).to_have_class("passage chosen")
    opened.passage("joint-statement-26").locator(
        "[data-place=mekong_river]"
    ).first.click()
    expect(opened.passage("joint-statement-26")).to_have_class("passage chosen")
    opened.page.wait_for_url("**place=mekong_river**")
    opened.page.go_back()
    expect(opened.passage("joint-statement-14")).to_have_class("passage chosen")
    expect(opened.popup.locator("h3")).to_contain_text("Meun Chey")
    opened.page.go_forward()
    expect(opened.passage("joint-statement-26")).to_have_class("passage chosen")


def test_the_reader_scrolls_itself_and_not_the_page(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    top = opened.mark("meunchey_tannam", "border-checkpoint").bounding_box()
    opened.mark("mekong_river", "mekong").first.dispatch_event(
        "click", {"clientX": 200, "clientY": 200, "bubbles": True}
    )
    expect(opened.passage("joint-statement-26")).to_be_in_viewport()
    main = opened.page.locator("[data-testid=stMain]")
    assert main.evaluate("element => element.scrollTop") == 0
    assert top


def test_the_link_of_a_view_is_copied_and_restores_it(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page(
        "?types=maritime&place=historical_waters&names=vi",
        permissions=["clipboard-read", "clipboard-write"],
    )
    opened.page.get_by_role("button", name="Copy link").click()
    expect(opened.page.get_by_role("button", name="Link copied")).to_be_visible()
    copied = opened.page.evaluate("navigator.clipboard.readText()")
    again = open_page(f"?{urlsplit(copied).query}")
    expect(again.popup.locator("h3 .name-vi")).to_contain_text("vùng nước lịch sử")
    expect(again.passage("joint-statement-19b")).to_have_class("passage chosen")


def assert_inside_panel(opened: OpenPage, lit: Locator) -> None:
    opened.page.wait_for_timeout(1000)
    panel = opened.reader.locator(".panel").bounding_box()
    words = lit.bounding_box()
    assert panel
    assert words
    assert panel["y"] <= words["y"] < panel["y"] + panel["height"] - 20


def test_lit_words_far_down_a_long_passage_come_into_sight(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?place=friendship_school", viewport=PHONE)
    lit = opened.reader.locator(".passage.chosen mark").first
    expect(lit).to_be_attached()
    assert_inside_panel(opened, lit)
    main = opened.page.locator("[data-testid=stMain]")
    assert main.evaluate("element => element.scrollTop") == 0


def test_the_tour_shows_four_steps_and_can_be_left(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    opened.page.get_by_role("button", name="Tour").click()
    expect(opened.popup.locator("h3")).to_contain_text("Meun Chey")
    box = opened.page.locator(".st-key-tour_box")
    box.get_by_role("button", name="Next").click()
    expect(
        opened.popup.get_by_role("heading", name="Đồng Nai ↔ Kratie")
    ).to_be_visible()
    box.get_by_role("button", name="Next").click()
    expect(opened.popup.locator("h3")).to_contain_text("Friendship School")
    lit = opened.reader.locator(".passage.chosen mark").first
    expect(lit).to_be_in_viewport(ratio=0.5)
    assert_inside_panel(opened, lit)
    box.get_by_role("button", name="Leave").click()
    expect(box).to_have_count(0)


def test_on_a_phone_a_touch_opens_the_words_under_the_map(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("", viewport=PHONE, has_touch=True, is_mobile=True)
    opened.mark("meunchey_tannam", "border-checkpoint").tap()
    expect(opened.popup).to_contain_text("official inauguration")
    frame = opened.page.locator(".st-key-map iframe").bounding_box()
    reader = opened.reader.bounding_box()
    assert frame
    assert reader
    assert reader["y"] > frame["y"] + frame["height"]
    assert frame["y"] < PHONE["height"] * 0.62
    wide = opened.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]


def test_khmer_names_are_drawn_in_a_font_that_has_them(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?lang=km&place=kampong_cham")
    expect(opened.popup.locator("h3 .name-km")).to_have_text("កំពង់ចាម")
    loaded = opened.map.locator("body").evaluate(
        "() => document.fonts.ready.then(() => [...document.fonts]"
        ".filter(f => f.family.includes('Atlas Khmer')).map(f => f.status))"
    )
    assert loaded == ["loaded"]


def test_vietnamese_names_are_drawn_in_a_font_that_has_them(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?lang=vi&place=dong_nai")
    expect(opened.popup.locator("h3 .name-vi")).to_have_text("Đồng Nai")
    loaded = opened.map.locator("body").evaluate(
        "() => document.fonts.ready.then(() => [...document.fonts]"
        ".filter(f => f.family.includes('Atlas Sans'))"
        ".filter(f => f.unicodeRange.includes('1EA0'))"
        ".map(f => f.status))"
    )
    assert "loaded" in loaded


def test_an_online_background_calls_its_own_host_and_no_other(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    host = "tile.openstreetmap.org"

    def answer(route: Route) -> None:
        route.fulfill(body=PIXEL, content_type="image/png")

    opened.page.route(f"**/{host}/**", answer)
    choose_background(opened, "OpenStreetMap")
    expect(opened.map.locator("img.leaflet-tile-loaded").first).to_be_attached()
    expect(opened.map.locator(".leaflet-land-pane")).to_be_hidden()
    expect(opened.map.locator(".leaflet-control-attribution")).to_contain_text(
        "OpenStreetMap contributors"
    )
    assert opened.strangers() == [host]
    choose_background(opened, "built-in")
    expect(opened.map.locator("img.leaflet-tile")).to_have_count(0)
    expect(opened.map.locator("path.land").first).to_be_visible()


def test_an_online_background_that_is_not_reached_leaves_the_shipped_one(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    choose_background(opened, "OpenStreetMap")
    expect(opened.map.locator(".map-notice:not(.none)")).to_contain_text(
        "cannot be reached"
    )
    expect(opened.map.locator("path.land").first).to_be_visible()


def choose_background(opened: OpenPage, name: str) -> None:
    box = opened.page.locator(".st-key-background input")
    option = opened.page.get_by_role("option", name=name)
    box.scroll_into_view_if_needed()
    opened.page.wait_for_timeout(500)
    box.click()
    expect(option).to_be_visible()
    option.click()


@pytest.mark.parametrize("path", ["/atlas"])
def test_under_a_base_path_the_page_is_the_same(
    open_page: Callable[..., OpenPage], path: str
) -> None:
    with serving(path=path) as address:
        opened = open_page("?place=meunchey_tannam", at=address)
        expect(opened.popup).to_contain_text("official inauguration")
        with opened.page.context.expect_page() as opening:
            opened.popup.get_by_role("link").first.click()
        assert path in opening.value.url
        same = opening.value.locator("[id='passage-joint-statement-14']")
        expect(same).to_have_class("passage chosen")
        assert opened.strangers() == []


QUICK = """async () => {
    const pause = (ms) => new Promise((next) => setTimeout(next, ms));
    const pill = () => [...document.querySelectorAll(".st-key-agreement_types button")]
        .find((button) => button.textContent.includes("Border checkpoints"));
    const inside = document.querySelector(".st-key-map iframe").contentDocument;
    const seen = [];
    const count = () => inside.querySelectorAll("path.type-border-checkpoint").length;
    for (const turn of [1, 2, 3, 4]) {
        pill().click();
        seen.push(count() > 0);
        await pause(120);
        seen.push(count() > 0);
    }
    inside.querySelector("path.mark.place-mekong_river:not(.reach)").dispatchEvent(
        new MouseEvent("click", {bubbles: true, clientX: 200, clientY: 200}));
    return seen;
}"""


def test_clicks_that_come_quicker_than_the_server_are_all_followed(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    pills = opened.page.locator(".st-key-agreement_types button[aria-pressed=true]")
    expect(pills).to_have_count(10)
    assert opened.page.evaluate(QUICK) == [False, False, True, True] * 2
    opened.page.wait_for_url("**place=mekong_river**")
    assert "types=" not in opened.page.url
    expect(opened.passage("joint-statement-26")).to_have_class("passage chosen")
    expect(pills).to_have_count(10)
    opened.page.wait_for_timeout(3500)
    expect(opened.map.locator("path.type-border-checkpoint").first).to_be_attached()


SEARCH_AND_PRESS = """async (pause) => {
    const box = document.querySelector(".st-key-q input");
    box.dispatchEvent(new KeyboardEvent("keydown",
        {key: "Enter", code: "Enter", keyCode: 13, bubbles: true}));
    await new Promise((next) => setTimeout(next, pause));
    document.querySelector(".st-key-agreement_types button").click();
}"""


@pytest.mark.parametrize("pause", [0, 60, 150])
def test_a_button_pressed_while_a_search_is_answered_takes_no_other_type_away(
    open_page: Callable[..., OpenPage], pause: int
) -> None:
    opened = open_page()
    opened.page.get_by_placeholder("Search names and words").fill("mekong")
    opened.page.evaluate(SEARCH_AND_PRESS, pause)
    pills = opened.page.locator(".st-key-agreement_types button[aria-pressed=true]")
    expect(pills).to_have_count(9)
    opened.page.wait_for_url("**q=mekong**")
    expect(opened.page).to_have_url(re.compile("types=transport,provincial"))
    expect(opened.map.locator("path.mark.type-border-checkpoint")).to_have_count(0)
    expect(pills).to_have_count(9)


def test_a_click_lights_the_very_words_before_the_server_answers(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    words = """() => [...document.querySelectorAll(".passage.chosen mark")]
        .map((mark) => mark.textContent).join("")"""
    at_once = opened.page.evaluate(
        f"""() => {{
            const inside = document.querySelector(".st-key-map iframe").contentDocument;
            inside.querySelector("path.mark.place-mekong_river:not(.reach)")
                .dispatchEvent(new MouseEvent("click",
                    {{bubbles: true, clientX: 200, clientY: 200}}));
            return ({words})();
        }}"""
    )
    assert at_once
    expect(opened.passage("joint-statement-14").locator("mark")).to_have_count(0)
    opened.page.wait_for_url("**place=mekong_river**")
    opened.page.wait_for_timeout(500)
    assert opened.page.evaluate(words) == at_once


def choose_one_after_another(opened: OpenPage) -> None:
    """Take a type away, search, click a place, open a tab: four steps forward."""
    page = opened.page
    page.locator(".st-key-agreement_types button").first.click()
    page.wait_for_url("**types=**")
    box = page.get_by_placeholder("Search names and words")
    box.fill("mekong")
    box.press("Enter")
    page.wait_for_url("**q=mekong**")
    opened.passage("joint-statement-14").locator("[data-place]").first.click()
    page.wait_for_url("**joint-statement-14**")
    page.get_by_role("tab", name="Timeline").click()
    page.wait_for_url("**tab=timeline**")


def assert_at_first(opened: OpenPage) -> None:
    box = opened.page.get_by_placeholder("Search names and words")
    expect(opened.page).not_to_have_url(re.compile("types="))
    expect(opened.page.locator(".st-key-tab_agreements")).to_be_visible()
    expect(opened.popup).to_have_count(0)
    expect(box).to_have_value("")
    expect(opened.map.locator("path.mark.type-border-checkpoint")).not_to_have_count(0)


def assert_at_last(opened: OpenPage) -> None:
    box = opened.page.get_by_placeholder("Search names and words")
    expect(opened.page).to_have_url(re.compile("tab=timeline"))
    expect(opened.page.locator(".st-key-tab_timeline")).to_be_visible()
    expect(box).to_have_value("mekong")
    expect(opened.map.locator("path.mark.type-border-checkpoint")).to_have_count(0)
    expect(opened.passage("joint-statement-14")).to_have_class("passage chosen")


def step(opened: OpenPage, way: str) -> None:
    """Go one step back or forward, and wait until the browser is there.

    Playwright's own steps take any change of the address for the one they wait for:
    where the page writes the place of the map at that moment, the next one starts
    from the entry before, and is lost.
    """
    opened.page.evaluate(
        "async (way) => { await navigation[way]().committed; }",
        {"<": "back", ">": "forward"}[way],
    )


def test_back_and_forward_go_through_types_search_place_and_tab(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    page = opened.page
    choose_one_after_another(opened)
    step(opened, "<")
    tab = page.get_by_role("tab", name="Agreements")
    expect(tab).to_have_attribute("aria-selected", "true")
    step(opened, "<")
    expect(opened.passage("joint-statement-14")).not_to_have_class("passage chosen")
    step(opened, "<")
    expect(page.get_by_placeholder("Search names and words")).to_have_value("")
    expect(opened.map.locator("path.mark.type-border-checkpoint")).to_have_count(0)
    step(opened, "<")
    assert_at_first(opened)
    for _ in range(4):
        step(opened, ">")
    assert_at_last(opened)


@pytest.mark.parametrize("pause", [0, 150, 400])
def test_steps_back_and_forward_in_quick_succession_end_where_the_address_says(
    open_page: Callable[..., OpenPage], pause: int
) -> None:
    opened = open_page()
    choose_one_after_another(opened)
    for _ in range(3):
        for steps, assert_there in (
            ("<<<<", assert_at_first),
            (">><>>><>", assert_at_last),
        ):
            for way in steps:
                step(opened, way)
                opened.page.wait_for_timeout(pause)
            assert_there(opened)
    expect(opened.page.get_by_text("Connection error")).to_have_count(0)


def test_each_set_of_documents_opens_on_its_own_places(
    open_page: Callable[..., OpenPage], tmp_path: Path
) -> None:
    texts, project = tmp_path / "texts", tmp_path / "project"
    texts.mkdir()
    (texts / "release.txt").write_text(
        "Joint press release\nVientiane, 3 June 2025\n1. The two sides witnessed the "
        "signing of an agreement between the People's Committee of Quảng Trị Province "
        "and the authorities of Savannakhet and Salavan provinces.\n",
        encoding="utf-8",
    )
    assert main(["read", str(texts), "-o", str(project)]) == 0
    middle = "() => window.map.getCenter().lat"
    usual = open_page().map.locator("#map_div").evaluate(middle)
    with serving(project=str(project)) as address:
        opened = open_page(at=address)
        own = opened.map.locator("#map_div").evaluate(middle)
        assert 15 < own < 18
        opened.map.get_by_role("button", name="Zoom in").click()
        expect(opened.page).to_have_url(re.compile("at="))
        opened.page.locator(".st-key-show_shipped button").click()
        expect(opened.mark("meunchey_tannam").first).to_be_attached()
        expect(opened.page).not_to_have_url(re.compile("at="))
        shipped = opened.map.locator("#map_div").evaluate(middle)
        assert shipped == pytest.approx(usual, abs=0.05)

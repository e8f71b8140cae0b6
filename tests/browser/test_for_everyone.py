"""Large text, less motion, high contrast, touch, and the keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_accessibility import serious

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import OpenPage

LARGE = "document.documentElement.style.fontSize = '200%'"
CUT = """() => [...document.querySelectorAll('button, h1, .atlas-head p, .panel p')]
    .filter((each) => each.checkVisibility()
        && !each.closest('.skip, [role=tablist], [role=toolbar], .panel table'))
    .filter((each) => {
        const {left, right, width} = each.getBoundingClientRect();
        return width && (left < -1 || right > innerWidth + 1);
    }).map((each) => each.textContent)"""
FOCUS_RING = """(element) => {
    const style = getComputedStyle(element);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
        || style.boxShadow !== 'none' || parseFloat(style.strokeWidth) >= 4;
}"""


def tab_until(page: Page, wanted: Locator, *, at_most: int = 200) -> None:
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === each.ownerDocument.activeElement"):
            return
    pytest.fail(f"{wanted} cannot be reached with the Tab key.")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_text_of_twice_the_size_is_not_cut_off_and_the_page_does_not_scroll_sideways(
    open_page: Callable[..., OpenPage], size: dict[str, int]
) -> None:
    opened = open_page(viewport=size)
    opened.page.evaluate(LARGE)
    opened.map.locator("html").evaluate("html => { html.style.fontSize = '200%'; }")
    opened.page.wait_for_timeout(800)
    assert opened.page.evaluate(CUT) == []
    main = opened.page.locator("[data-testid=stMain]")
    assert main.evaluate("each => each.scrollWidth <= each.clientWidth + 1")
    pill = opened.page.locator(".st-key-agreement_types button").first
    pill.click()
    expect(opened.map.locator("path.mark.type-border-checkpoint")).to_have_count(0)
    pill.click()
    gate = opened.mark("meunchey_tannam", "border-checkpoint")
    gate.focus()
    opened.page.keyboard.press("Enter")
    expect(opened.popup).to_be_visible()
    opened.passage("joint-statement-14").scroll_into_view_if_needed()
    expect(opened.passage("joint-statement-14")).to_be_in_viewport()


def test_at_twice_the_zoom_the_page_does_not_scroll_sideways(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    assert opened.page.evaluate(CUT) == []
    main = opened.page.locator("[data-testid=stMain]")
    assert main.evaluate("each => each.scrollWidth <= each.clientWidth + 1")


def test_who_asks_for_less_motion_gets_a_map_that_jumps(
    open_page: Callable[..., OpenPage],
) -> None:
    moved = """(_, motion) => {
        const map = window.map;
        const before = map.getZoom();
        map.zoomIn();
        const zoomed = map.getZoom() !== before && !map._animatingZoom;
        const left = map.getCenter().lng;
        map.panBy([120, 0]);
        return zoomed && Math.abs(map.getCenter().lng - left) > 0.01
            && !map._panAnim?._inProgress;
    }"""
    still = open_page(reduced_motion="reduce")
    assert still.map.locator("#map_div").evaluate(moved)
    moving = open_page(reduced_motion="no-preference")
    assert not moving.map.locator("#map_div").evaluate(moved)
    scroll = "each => getComputedStyle(each).scrollBehavior"
    assert still.reader.locator(".panel").evaluate(scroll) == "auto"


def test_in_forced_colours_marks_and_focus_are_seen(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page(forced_colors="active")
    gate = opened.mark("meunchey_tannam", "border-checkpoint")
    assert gate.evaluate("path => getComputedStyle(path).fill") != "none"
    gate.focus()
    opened.page.keyboard.press("Shift+Tab")
    opened.page.keyboard.press("Tab")
    expect(gate).to_be_focused()
    assert gate.evaluate(FOCUS_RING)


def test_one_finger_moves_the_map_as_there_is_no_page_to_scroll_and_two_zoom_it(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    inside = opened.map.locator("#map_div")
    box = opened.page.locator(".st-key-map iframe").bounding_box()
    assert box
    before = inside.evaluate("() => window.map.getCenter().lat")
    main = opened.page.locator("[data-testid=stMain]")
    devtools = opened.page.context.new_cdp_session(opened.page)
    x, y = box["x"] + 200, box["y"] + box["height"] - 60

    def touch(kind: str, *points: dict[str, float]) -> None:
        devtools.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)}
        )

    touch("touchStart", {"x": x, "y": y})
    for step in range(1, 11):
        touch("touchMove", {"x": x, "y": y - 12 * step})
        opened.page.wait_for_timeout(16)
    touch("touchEnd")
    opened.page.wait_for_timeout(400)
    assert main.evaluate("each => each.scrollTop") == 0
    assert inside.evaluate("() => window.map.getCenter().lat") < before
    zoom = inside.evaluate("() => window.map.getZoom()")
    middle = opened.page.locator(".st-key-map iframe").bounding_box()
    assert middle
    devtools.send(
        "Input.synthesizePinchGesture",
        {
            "x": middle["x"] + 190,
            "y": max(middle["y"], 0) + 120,
            "scaleFactor": 2,
            "gestureSourceType": "touch",
        },
    )
    opened.page.wait_for_timeout(600)
    assert inside.evaluate("() => window.map.getZoom()") > zoom


def test_on_a_phone_a_popup_leaves_half_the_map_and_the_scale_stays_free(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?place=meunchey_tannam", viewport=PHONE, has_touch=True)
    popup = opened.map.locator(".leaflet-popup").bounding_box()
    frame = opened.page.locator(".st-key-map iframe").bounding_box()
    scale = opened.map.locator(".leaflet-control-scale").bounding_box()
    credit = opened.map.locator(".leaflet-control-attribution").bounding_box()
    assert popup
    assert frame
    assert scale
    assert credit
    assert popup["height"] < 0.56 * frame["height"]
    assert scale["y"] + scale["height"] <= credit["y"] + 1
    tour = opened.page.get_by_role("button", name="Tour").bounding_box()
    share = opened.page.locator(".copy-link summary").bounding_box()
    speaks = opened.page.locator(".st-key-lang").bounding_box()
    assert tour
    assert share
    assert speaks
    rows = {round(box["y"] / 40) for box in (tour, share, speaks)}
    assert len(rows) <= 2, "the bar has two rows"


def test_skip_links_lead_to_the_map_the_text_and_the_tables(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    page = opened.page
    for name, target in (
        ("To the map", opened.map.locator("#map_div")),
        ("To the text", opened.reader.locator(".panel")),
        ("To the tables", page.get_by_role("tab", name="Agreements")),
    ):
        skip = page.get_by_role("button", name=name)
        page.mouse.click(2, 2)
        tab_until(page, skip, at_most=20)
        assert skip.evaluate("each => each.getBoundingClientRect().width > 60")
        page.keyboard.press("Enter")
        expect(target).to_be_focused()


def test_every_mark_is_opened_read_and_left_by_keyboard(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?types=border-checkpoint,maritime")
    opened.page.get_by_role("button", name="To the map").focus()
    opened.page.keyboard.press("Enter")
    marks = opened.map.locator("path.mark[tabindex='0']")
    wanted = marks.count()
    seen: set[str] = set()
    for _ in range(wanted + 40):
        opened.page.keyboard.press("Tab")
        name = opened.map.locator("body").evaluate(
            "body => { const at = body.ownerDocument.activeElement;"
            " return at.matches('path.mark') ? at.getAttribute('class') : ''; }"
        )
        if not name or name in seen:
            continue
        seen.add(name)
        here = opened.map.locator("path.mark:focus")
        assert here.evaluate(FOCUS_RING)
        label = here.get_attribute("aria-label")
        assert label
        opened.page.keyboard.press("Enter")
        expect(opened.popup).to_be_focused()
        expect(opened.map.get_by_role("dialog")).to_have_accessible_name(
            re.compile(".+")
        )
        opened.page.keyboard.press("Escape")
        expect(opened.popup).to_have_count(0)
        expect(opened.map.locator("path.mark:focus")).to_have_attribute(
            "aria-label", label
        )
        if len(seen) == wanted:
            break
    assert len(seen) == wanted


def test_words_of_the_reader_lead_to_the_map_by_keyboard_also_after_a_pan(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?passage=party-meeting-l44")
    words = opened.passage("party-meeting-l44").locator("[data-place=mondulkiri]")
    opened.page.get_by_role("button", name="To the text").focus()
    opened.page.keyboard.press("Enter")
    tab_until(opened.page, words)
    inside = opened.map.locator("#map_div")
    for _ in range(2):
        opened.page.keyboard.press("Enter")
        expect(opened.popup.locator("h3")).to_contain_text("Mondulkiri")
        expect(opened.mark("mondulkiri").first).to_be_in_viewport()
        opened.map.locator("body").evaluate("() => window.map.closePopup()")
        inside.evaluate("() => window.map.setView([20, 96], 6, {animate: false})")
        opened.page.wait_for_timeout(700)
        words.focus()


def test_the_tour_is_left_with_escape(open_page: Callable[..., OpenPage]) -> None:
    opened = open_page()
    opened.page.get_by_role("button", name="Tour").focus()
    opened.page.keyboard.press("Enter")
    box = opened.page.locator(".st-key-tour_box")
    expect(box).to_be_visible()
    expect(opened.popup).to_be_visible()
    assert serious(opened.page) == []
    opened.page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(opened.page.get_by_role("button", name="Tour")).to_be_focused()


@pytest.mark.parametrize("query", ["?tab=download", "?q=mekong"])
def test_axe_finds_nothing_serious_in_downloads_and_search_results(
    open_page: Callable[..., OpenPage], query: str
) -> None:
    opened = open_page(query)
    opened.page.wait_for_timeout(2000)
    assert serious(opened.page) == []


def test_the_type_of_a_mark_is_said_in_words_in_tip_window_name_and_row(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    gate = opened.mark("meunchey_tannam", "border-checkpoint")
    gate.hover()
    expect(opened.map.locator(".leaflet-tooltip")).to_contain_text("Border checkpoints")
    expect(gate).to_have_attribute("aria-label", re.compile("Border checkpoints"))
    gate.click()
    expect(opened.popup.locator(".kind")).to_contain_text("Border checkpoints")
    row = opened.page.locator(".st-key-tab_agreements tbody tr").first
    expect(row.locator("td").nth(1)).to_have_text(re.compile(r"\w{5}"))


def test_names_change_their_language_in_map_tip_window_text_and_table_at_once(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?place=kampong_cham&tab=pairs")
    opened.page.get_by_role("radio", name="Tiếng Việt").click()
    expect(opened.popup.locator("h3 .name-vi")).to_be_visible()
    expect(opened.popup.locator("h3 .name-en")).to_be_hidden()
    head = opened.page.locator(".st-key-tab_pairs th .name-vi").first
    expect(head).to_be_visible()
    mention = opened.page.locator(".mention[data-place=kampong_cham]").first
    vietnamese = opened.popup.locator("h3 .name-vi").inner_text()
    expect(mention).to_have_attribute("title", re.compile(re.escape(vietnamese)))
    opened.map.locator(".leaflet-popup-close-button").click()
    opened.mark("kampong_cham").first.dispatch_event("mouseover")
    expect(opened.map.locator(".leaflet-tooltip")).to_contain_text(vietnamese)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_type_has_the_same_colour_on_its_button_on_the_map_and_in_the_table(
    open_page: Callable[..., OpenPage], scheme: str
) -> None:
    opened = open_page("?types=maritime,land-boundary", color_scheme=scheme)
    row = opened.page.locator(".st-key-tab_agreements tr:not([hidden]) .swatch").first
    expect(row).to_be_attached()
    for position, slug in ((4, "land-boundary"), (5, "maritime")):
        button = opened.page.locator(".st-key-agreement_types button").nth(position)
        shown = button.evaluate("b => getComputedStyle(b, '::before').backgroundColor")
        mark = opened.map.locator(f"path.mark.type-{slug}:not(.reach)").first
        expect(mark).to_be_attached()
        paint = "m => [getComputedStyle(m).fill, getComputedStyle(m).stroke]"
        assert shown in mark.evaluate(paint)
        swatch = opened.page.locator(
            ".st-key-tab_agreements tr:not([hidden]) .swatch"
        ).locator(f"xpath=self::*[contains(@style, '{slug}')]")
        expect(swatch.first).to_have_css("background-color", shown)


def test_on_a_phone_the_types_fold_into_one_row_and_unfold(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page(viewport=PHONE, has_touch=True)
    pills = opened.page.locator(".st-key-agreement_types button")
    rows = "all => new Set(all.map((each) => each.getBoundingClientRect().top)).size"
    cut = (
        "all => all.filter((e) => e.getBoundingClientRect().right > innerWidth).length"
    )
    fold = opened.page.locator(".st-key-fold_types button")
    expect(fold).to_have_text("More types")
    assert pills.evaluate_all(rows) == 1
    assert pills.evaluate_all(cut) > 0
    fold.tap()
    expect(fold).to_have_text("Fewer types")
    assert pills.evaluate_all(rows) > 1
    assert pills.evaluate_all(cut) == 0
    pills.last.tap()
    expect(pills.last).to_have_attribute("aria-pressed", "false")
    assert pills.evaluate_all(cut) == 0
    fold.tap()
    expect(fold).to_have_text("More types")
    assert pills.evaluate_all(rows) == 1


def test_at_a_desk_all_types_are_seen_and_nothing_folds(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    expect(
        opened.page.locator(".st-key-agreement_types button").last
    ).to_be_in_viewport()
    expect(opened.page.locator(".st-key-fold_types")).to_be_hidden()

"""The map, as a reader uses it: in Chromium, with no way out of this machine."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo.model import AgreementType

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.atlas import Atlas
    from tests.browser.conftest import OpenPage

PLACES = (
    "meunchey_tannam",
    "chreythum_khanhbinh",
    "khanhbinh_waterway",
    "bavet_mocbai",
    "expressway_connecting_point",
    "tay_ninh",
    "dong_nai",
    "an_giang",
    "svay_rieng",
    "prey_veng",
    "tbong_khmum",
    "kratie",
    "mondulkiri",
    "kampong_cham",
    "kampong_thom",
    "stung_treng",
    "kandal",
    "mekong_river",
    "bassac_river",
    "mekong_basin",
)
PAIRS = (
    "tay_ninh--svay_rieng",
    "tay_ninh--prey_veng",
    "tay_ninh--tbong_khmum",
    "dong_nai--kratie",
    "dong_nai--mondulkiri",
    "dong_nai--tbong_khmum",
    "dong_nai--kampong_cham",
    "dong_nai--kampong_thom",
    "dong_nai--stung_treng",
)
GATE = "meunchey_tannam"
VIEW = "() => JSON.stringify([window.map.getCenter(), window.map.getZoom()])"


def click_middle(opened: OpenPage, pair: str) -> None:
    """Click a line half way along it, where it is no other's."""
    opened.mark(pair).evaluate(
        """path => {
            const at = path.getPointAtLength(path.getTotalLength() * 0.5);
            const point = at.matrixTransform(path.getScreenCTM());
            const options = {bubbles: true, clientX: point.x, clientY: point.y};
            for (const kind of ['mousedown', 'mouseup', 'click'])
                path.dispatchEvent(new MouseEvent(kind, options));
        }"""
    )


def test_the_page_draws_and_asks_no_other_host(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    expect(opened.map.locator(".land").first).to_be_attached()
    expect(opened.map.locator(".leaflet-control-attribution")).to_contain_text(
        "OpenStreetMap"
    )
    assert opened.requested
    assert opened.strangers() == []


@pytest.mark.parametrize("place", PLACES)
def test_each_place_is_seen_with_a_size_once_it_is_chosen(
    open_page: Callable[..., OpenPage], place: str
) -> None:
    opened = open_page(f"?place={place}")
    mark = opened.mark(place).first
    expect(mark).to_be_visible()
    expect(opened.popup).to_be_visible()
    box = mark.bounding_box()
    assert box
    assert max(box["width"], box["height"]) > 8


def test_each_button_hides_and_shows_its_marks_and_nothing_else_moves(
    open_page: Callable[..., OpenPage], atlas: Atlas
) -> None:
    opened = open_page()
    frame = opened.page.locator(".st-key-map iframe")
    frame.evaluate("element => { element.dataset.kept = 'yes'; }")
    inside = opened.map.locator("#map_div")
    inside.evaluate("() => window.map.panBy([40, 25], {animate: false})")
    view = inside.evaluate(VIEW)
    drawn = {layer.agreement_type for layer in atlas.layers if layer.features}
    buttons = opened.page.locator(".st-key-agreement_types button")
    for position, agreement_type in enumerate(AgreementType):
        marks = opened.map.locator(f"path.mark.type-{agreement_type.value}")
        button = buttons.nth(position)
        expect(button).to_contain_text(agreement_type.label)
        before = marks.count()
        assert (before > 0) == (agreement_type in drawn)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "false")
        expect(marks).to_have_count(0)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(marks).to_have_count(before)
    assert frame.get_attribute("data-kept") == "yes"
    assert inside.evaluate(VIEW) == view


DRAWN = "all => all.map((each) => each.getAttribute('class'))"


def test_what_is_hidden_and_shown_again_lies_above_and_below_the_same_marks(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    marks = opened.map.locator("path.mark")
    order = marks.evaluate_all(DRAWN)
    pills = opened.page.locator(".st-key-agreement_types button")
    for position in (4, 0, 5):
        pills.nth(position).click()
        expect(marks).not_to_have_count(len(order))
        pills.nth(position).click()
        expect(marks).to_have_count(len(order))
    assert marks.evaluate_all(DRAWN) == order


def test_all_none_and_only_this_are_one_click_each(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    marks = opened.map.locator("path.mark")
    everything = marks.count()
    opened.page.get_by_role("button", name="None", exact=True).click()
    expect(marks).to_have_count(0)
    expect(opened.map.get_by_text("the map is empty")).to_be_visible()
    pill = opened.page.locator(".st-key-agreement_types button", has_text="Provincial")
    pill.hover()
    box = pill.bounding_box()
    assert box
    pill.click(position={"x": box["width"] - 12, "y": box["height"] / 2})
    expect(
        opened.map.locator("path.mark:not(.type-provincial-cooperation, .type-named)")
    ).to_have_count(0)
    expect(opened.mark(PAIRS[0])).to_be_attached()
    expect(opened.map.get_by_text("the map is empty")).to_have_count(0)
    expect(opened.map.locator("path.mark.type-named").first).to_be_attached()
    expect(opened.page).to_have_url(re.compile("types=provincial-cooperation$"))
    opened.page.get_by_role("button", name="All", exact=True).click()
    expect(marks).to_have_count(everything)


def test_only_one_type_is_chosen_from_a_list_by_keyboard(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    everything = opened.map.locator("path.mark").count()
    types = opened.page.get_by_role("combobox", name="Show only one type")
    types.focus()
    opened.page.keyboard.type("Mari")
    expect(types).to_have_value("maritime")
    expect(opened.page).to_have_url(re.compile("types=maritime$"))
    expect(
        opened.map.locator("path.mark:not(.type-maritime, .type-named)")
    ).to_have_count(0)
    opened.page.keyboard.press("Home")
    expect(opened.map.locator("path.mark")).to_have_count(everything)
    expect(opened.page).not_to_have_url(re.compile("types="))
    opened.page.go_back()
    expect(types).to_have_value("maritime")
    opened.page.go_forward()
    expect(types).to_have_value("")


NONE_AND_ONE = """async ([shortcut, pause]) => {
    const row = document.querySelectorAll(".st-key-agreement_types button");
    const end = row[3].getBoundingClientRect();
    if (shortcut === "None") document.querySelectorAll(".shortcuts button")[1].click();
    else row[3].dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1,
        cancelable: true, clientX: end.right - 9, clientY: end.top + 9 }));
    await new Promise((next) => setTimeout(next, pause));
    row[4].click();
}"""


@pytest.mark.parametrize("pause", [0, 50, 120])
@pytest.mark.parametrize(
    ("shortcut", "left"),
    [("None", ["land-boundary"]), ("only", ["mekong", "land-boundary"])],
)
def test_a_type_pressed_while_a_shortcut_is_answered_adds_to_what_that_left(
    open_page: Callable[..., OpenPage], shortcut: str, left: list[str], pause: int
) -> None:
    opened = open_page()
    opened.page.evaluate(NONE_AND_ONE, [shortcut, pause])
    expect(opened.page).to_have_url(re.compile(f"types={','.join(left)}$"))
    pressed = opened.page.locator(".st-key-agreement_types button[aria-pressed=true]")
    expect(pressed).to_have_text([AgreementType(slug).label for slug in left])
    others = "".join(f":not(.type-{slug})" for slug in [*left, "named"])
    expect(opened.map.locator(f"path.mark{others}")).to_have_count(0)


def test_a_name_on_the_map_chooses_its_place(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    label = opened.map.locator(".map-label.leads", has_text="Mondulkiri").first
    assert label.evaluate("each => getComputedStyle(each).cursor") == "pointer"
    label.click()
    expect(opened.popup.locator("h3 .name-en")).to_have_text("Mondulkiri")
    expect(opened.page).to_have_url(re.compile("place=mondulkiri"))


def test_the_link_shows_the_exact_place_on_the_map(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?place=bavet_mocbai")
    expect(opened.popup).to_be_visible()
    inside = opened.map.locator("#map_div")
    box = inside.bounding_box()
    assert box
    opened.map.get_by_role("button", name="Zoom in").click()
    expect(opened.page).to_have_url(re.compile("at=11"))
    opened.page.mouse.move(box["x"] + 60, box["y"] + box["height"] - 80)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + 100, box["y"] + box["height"] - 120, steps=6)
    opened.page.mouse.up()
    opened.page.wait_for_timeout(1200)
    view = inside.evaluate(VIEW)
    again = open_page(f"?{opened.page.url.partition('?')[2]}")
    expect(again.popup).to_be_visible()
    centre, zoom = json.loads(again.map.locator("#map_div").evaluate(VIEW))
    first_centre, first_zoom = json.loads(view)
    assert zoom == first_zoom
    assert centre["lat"] == pytest.approx(first_centre["lat"], abs=0.01)
    assert centre["lng"] == pytest.approx(first_centre["lng"], abs=0.01)
    again.passage("joint-statement-26").locator("[data-place]").first.click()
    expect(again.page).not_to_have_url(re.compile("at="))


@pytest.mark.parametrize("query", ["q=border", "q=dong+nai", "place=bavet_mocbai"])
def test_the_view_of_a_copied_link_wins_over_what_was_searched_or_chosen(
    open_page: Callable[..., OpenPage], query: str
) -> None:
    opened = open_page(f"?{query}&at=15.5000,107.2500,8")
    expect(opened.map.locator("path.mark").first).to_be_attached()
    opened.page.wait_for_timeout(1500)
    centre, zoom = json.loads(opened.map.locator("#map_div").evaluate(VIEW))
    assert zoom == 8
    assert centre["lat"] == pytest.approx(15.5, abs=0.01)
    assert centre["lng"] == pytest.approx(107.25, abs=0.01)
    assert "at=15.5000,107.2500,8" in opened.page.url


def test_the_view_of_another_drawing_is_not_this_ones(
    open_page: Callable[..., OpenPage],
) -> None:
    usual, zoom = json.loads(open_page().map.locator("#map_div").evaluate(VIEW))
    opened = open_page("?at=48.8000,2.3000,9,abc123")
    expect(opened.page).not_to_have_url(re.compile("at="))
    found, found_zoom = json.loads(opened.map.locator("#map_div").evaluate(VIEW))
    # A page that is a scroll bar wider has its middle a little to the side.
    assert found == pytest.approx(usual, abs=0.1)
    assert found_zoom == pytest.approx(zoom, abs=0.25)


def test_a_click_on_the_gate_leads_to_the_words_and_again_after_another_passage(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    gate = opened.mark(GATE, "border-checkpoint")
    gate.click()
    expect(opened.popup).to_contain_text("official inauguration")
    passage = opened.passage("joint-statement-14")
    expect(passage).to_have_class("passage chosen")
    expect(passage).to_be_in_viewport()
    expect(passage.locator("mark").first).to_contain_text("The two sides welcomed")
    other = opened.passage("joint-statement-16")
    other.locator("button.number").click()
    expect(other).to_have_class("passage chosen")
    # Another passage is another choice: the place is chosen no longer, nor shown so.
    expect(opened.popup).to_have_count(0)
    gate.click()
    expect(passage).to_have_class("passage chosen")
    expect(passage.locator("mark").first).to_be_visible()
    with opened.page.context.expect_page() as opening:
        opened.popup.get_by_role("link", name="Joint statement, ¶14").first.click()
    same = opening.value.locator("[id='passage-joint-statement-14']")
    expect(same).to_have_class("passage chosen")
    expect(same).to_be_in_viewport()
    expect(same.locator("mark").first).to_contain_text("The two sides welcomed")


def test_each_of_the_nine_pairs_leads_to_its_quotation(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?types=provincial-cooperation")
    sentences = {
        "tay_ninh": "three cooperation agreements",
        "dong_nai": "six cooperation",
    }
    for pair in PAIRS:
        click_middle(opened, pair)
        expect(opened.popup).to_contain_text("presentation of 11 documents")
        expect(opened.popup.locator("blockquote")).to_contain_text(
            sentences[pair.split("--")[0]]
        )
        expect(opened.popup.locator("mark")).to_have_count(2)
        passage = opened.passage("party-meeting-l44")
        expect(passage).to_have_class("passage chosen")
        expect(passage.locator("mark").first).to_contain_text(
            sentences[pair.split("--")[0]]
        )


def test_an_address_restores_types_language_place_and_passage(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?types=mekong,maritime&lang=vi&place=mekong_river")
    expect(opened.map.locator("path.mark.type-border-checkpoint")).to_have_count(0)
    expect(opened.popup.locator("h3 .name-vi")).to_be_visible()
    expect(opened.passage("joint-statement-26")).to_have_class("passage chosen")
    opened.page.get_by_role("button", name="Tất cả", exact=True).click()
    expect(
        opened.map.locator("path.mark.type-border-checkpoint").first
    ).to_be_attached()
    expect(opened.page).not_to_have_url(re.compile("types="))
    assert "lang=vi" in opened.page.url


def test_words_in_the_reader_bring_the_map_to_the_place_also_after_a_pan(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?passage=party-meeting-l44")
    words = opened.passage("party-meeting-l44").locator("[data-place=mondulkiri]")
    inside = opened.map.locator("#map_div")
    for _ in range(2):
        words.click()
        expect(opened.popup.locator("h3")).to_contain_text("Mondulkiri")
        expect(opened.mark("mondulkiri").first).to_be_in_viewport()
        opened.map.locator(".leaflet-popup-close-button").click()
        inside.evaluate("() => window.map.setView([20, 96], 6, {animate: false})")


def test_provinces_with_agreements_are_named_on_the_opening_map(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    names = opened.map.locator(".map-label.province-name")
    for name in ("Svay Rieng", "Prey Veng", "Tây Ninh", "Tbong Khmum", "Stung Treng"):
        expect(names.filter(has_text=name)).to_have_count(1)
    capital = opened.map.locator(".map-label", has_text=re.compile("^Phnom Penh"))
    expect(capital).to_have_count(1)


def test_khmer_names_are_not_spaced_apart(open_page: Callable[..., OpenPage]) -> None:
    opened = open_page("?lang=km")
    label = opened.map.locator(".map-label[lang=km]").first
    expect(label).to_have_css("letter-spacing", "normal")

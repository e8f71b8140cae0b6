"""Filters, search, tables and overviews, used as a reader would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.atlas import Atlas
    from tests.browser.conftest import OpenPage


def open_tab(opened: OpenPage, name: str) -> None:
    opened.page.get_by_role("tab", name=name).click()


def search(opened: OpenPage, words: str) -> None:
    box = opened.page.get_by_placeholder("Search names and words")
    box.fill(words)
    box.press("Enter")


def test_a_name_in_any_spelling_finds_its_place_and_lights_its_words(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    search(opened, "dong nai")
    expect(opened.popup.locator("h3 .name-en")).to_have_text("Đồng Nai")
    hits = opened.reader.locator("mark.hit")
    expect(hits.first).to_have_text("Dong Nai")
    expect(opened.page.get_by_text("6 agreements, 1 place, 1 passage")).to_be_visible()
    rows = opened.page.locator(".st-key-tab_agreements tbody tr:not([hidden])")
    expect(rows).to_have_count(6)
    expect(opened.page).to_have_url(re.compile("q=dong"))


def test_agreements_found_are_listed_and_lead_to_their_passages(
    open_page: Callable[..., OpenPage], atlas: Atlas
) -> None:
    opened = open_page("?q=cybercrime")
    found = opened.page.locator(".st-key-found .panel")
    expect(found).to_contain_text("No place named, so nothing on the map.")
    agreement = next(a for a in atlas.agreements if a.id == "cybercrime_convention")
    entry = found.locator("li", has_text=agreement.title)
    expect(entry).to_contain_text(agreement.type.label)
    entry.get_by_role("button").click()
    evidence = agreement.evidence[0]
    passage = opened.passage(f"{evidence.document_id}-{evidence.passage_id}")
    expect(passage).to_have_class("passage chosen")


def test_what_is_found_is_quoted_in_whole_words(
    open_page: Callable[..., OpenPage], atlas: Atlas
) -> None:
    opened = open_page("?q=expressway")
    quotes = opened.page.locator(".st-key-found li > span[lang]").all_inner_texts()
    assert quotes
    words = {word for d in atlas.documents for word in d.text.split()}
    for quote in quotes:
        assert set(quote.replace("…", " ").split()) <= words, quote
    expect(opened.page.get_by_text("nothing on the map.")).to_have_count(
        0 if opened.map.locator("path.mark").count() else 1
    )


def test_words_that_stand_nowhere_are_said_to_be_nowhere(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?q=atlantis")
    expect(opened.page.get_by_text("Nothing found for “atlantis”")).to_be_visible()
    expect(opened.page.get_by_text("Nothing on the map passes")).to_be_visible()
    expect(opened.map.locator("path.mark")).to_have_count(0)


def test_status_and_document_filter_marks_table_and_counts_alike(
    open_page: Callable[..., OpenPage], atlas: Atlas
) -> None:
    opened = open_page("?status=done&document=party-meeting")
    left = [
        a
        for a in atlas.agreements
        if a.status.value == "done"
        and any(e.document_id == "party-meeting" for e in a.evidence)
    ]
    rows = opened.page.locator(".st-key-tab_agreements tbody tr:not([hidden])")
    expect(rows).to_have_count(len(left))
    pairs = opened.map.locator("path.mark.pair:not(.reach)")
    expect(pairs).to_have_count(9)
    expect(opened.map.locator("path.mark.type-border-checkpoint")).to_have_count(0)
    button = opened.page.locator(".st-key-agreement_types button").nth(0)
    expect(button).to_have_accessible_name(
        "Border checkpoints 0 on the map 0 in the list"
    )


def test_a_row_leads_to_its_passage_and_to_its_place(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    row = opened.page.locator("#row-dong_nai_mondulkiri")
    row.get_by_role("button", name="Party meeting report, line 44").click()
    expect(opened.passage("party-meeting-l44")).to_have_class("passage chosen")
    row.get_by_role("button", name="Mondulkiri").click()
    expect(opened.popup.locator("h3")).to_contain_text("Mondulkiri")


def test_a_table_is_sorted_by_its_heads(open_page: Callable[..., OpenPage]) -> None:
    opened = open_page()
    open_tab(opened, "Places")
    table = opened.page.locator(".st-key-tab_places table")
    head = table.get_by_role("button", name="Kind")
    head.click()
    expect(table.locator("th[aria-sort=ascending]")).to_have_text("Kind")
    kinds = table.locator("tbody tr td:nth-child(2)").all_inner_texts()
    assert kinds == sorted(kinds)
    head.click()
    kinds = table.locator("tbody tr td:nth-child(2)").all_inner_texts()
    assert kinds == sorted(kinds, reverse=True)


def test_what_has_no_place_is_listed_with_its_reason(
    open_page: Callable[..., OpenPage], atlas: Atlas
) -> None:
    opened = open_page()
    expect(
        opened.page.get_by_text(
            f"{len(atlas.mapped)} on the map, {len(atlas.listed)} with no place named"
        )
    ).to_be_visible()
    rows = opened.page.locator(".st-key-tab_agreements tbody tr")
    expect(rows).to_have_count(len(atlas.agreements))
    expect(rows.filter(has_text="no place named:")).to_have_count(len(atlas.listed))


def test_a_cell_of_the_matrix_leads_to_the_pair(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    open_tab(opened, "Pairs")
    matrix = opened.page.locator(".st-key-tab_pairs")
    expect(matrix.locator("td button")).to_have_count(9)
    matrix.get_by_role("button", name="between Đồng Nai and Kratie").click()
    expect(
        opened.popup.get_by_role("heading", name="Đồng Nai ↔ Kratie")
    ).to_be_visible()
    expect(matrix).to_contain_text("since 1 July 2025, through what was Bình Phước")


def test_the_timeline_runs_from_1963_and_leads_to_the_words(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    open_tab(opened, "Timeline")
    years = opened.page.locator(".st-key-tab_timeline .year > b")
    expect(years.first).to_have_text("1963")
    found = [int(year) for year in years.all_inner_texts()]
    assert found == sorted(found)
    assert 2030 in found
    entry = opened.page.locator(".st-key-tab_timeline li").filter(
        has_text="8 December 2025"
    )
    entry.get_by_role("button").first.click()
    expect(opened.passage("joint-statement-14")).to_have_class("passage chosen")


def test_texts_that_differ_stand_side_by_side_with_the_note(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    open_tab(opened, "Compare texts")
    trade = opened.page.locator(".comparison").filter(has_text="20 billion").first
    expect(trade.locator("blockquote")).not_to_have_count(1)
    expect(trade).to_contain_text("in the near future")
    expect(trade).to_contain_text("Editor’s note")


def test_each_document_says_what_of_it_is_mapped_listed_and_neither(
    open_page: Callable[..., OpenPage], atlas: Atlas
) -> None:
    opened = open_page()
    open_tab(opened, "Documents")
    sections = opened.page.locator(".st-key-tab_documents section")
    expect(sections).to_have_count(len(atlas.documents))
    for number, document in enumerate(atlas.documents):
        counts = sections.nth(number).locator("tbody td:nth-child(2)").all_inner_texts()
        assert sum(int(count) for count in counts) == len(document.passages)


def test_names_change_their_language_everywhere_at_once(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?place=kampong_cham")
    open_tab(opened, "Places")
    opened.page.get_by_role("radio", name="ខ្មែរ").click()
    expect(opened.popup.locator("h3 .name-km")).to_be_visible()
    expect(opened.popup.locator("h3 .name-en")).to_be_hidden()
    expect(opened.map.locator(".map-label", has_text="កំពង់ចាម").first).to_be_attached()
    row = opened.page.locator(".st-key-tab_places tr", has_text="ព្រៃវែង").first
    expect(row.locator(".name-km").first).to_be_visible()


def test_the_old_borders_are_drawn_beneath_the_new_when_asked(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    old = opened.map.locator("path.old-border").first
    expect(old).to_be_hidden()
    opened.page.get_by_text("Provinces until 30 June 2025").click()
    expect(old).to_be_visible()

"""A collection answers as the atlas itself would, if each thing were looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.collections.asking import Asked, Sort
from geo.model import UNITS, AgreementType, Status
from geo.text.search import find_words, has_words, split_words

if TYPE_CHECKING:
    from geo.atlas import Atlas
    from geo.collections.collection import Collection
    from geo.model import Agreement
    from geo.projects.bringing import BroughtText

WORDS = (
    "",
    "mekong",
    "MÊ KÔNG",
    "dong nai",
    "bavet",
    "agreed to",
    "border gate",
    "qqq",
)
DOCUMENTS = ("joint-statement", "party-meeting", "minister-interview")

questions = st.builds(
    Asked,
    words=st.sampled_from(WORDS),
    types=st.lists(st.sampled_from(list(AgreementType)), max_size=3).map(tuple),
    statuses=st.lists(st.sampled_from(list(Status)), max_size=3).map(tuple),
    documents=st.lists(st.sampled_from(DOCUMENTS), max_size=2).map(tuple),
    parties=st.lists(st.sampled_from(["Việt Nam", "Laos"]), max_size=2).map(tuple),
    first_year=st.sampled_from([None, 2026, 2027]),
)


def expect(atlas: Atlas, asked: Asked) -> list[Agreement]:
    """Look at every agreement."""

    def passes(agreement: Agreement) -> bool:
        places = [atlas.gazetteer[place] for place in agreement.places]
        names = (
            name
            for p in places
            for name in (p.names.en, p.names.vi, p.names.km, *p.variants, p.kind.label)
        )
        quotes = (e.quote for e in agreement.evidence)
        everything = " | ".join(
            filter(None, (agreement.title, *agreement.parties, *quotes, *names))
        )
        return (
            (not asked.types or agreement.type in asked.types)
            and (not asked.statuses or agreement.status in asked.statuses)
            and (not asked.parties or bool({*agreement.parties} & {*asked.parties}))
            and all(has_words(everything, word) for word in split_words(asked.words))
            and any(
                (not asked.documents or e.document_id in asked.documents)
                and (asked.first_year is None or asked.first_year <= 2026)
                for e in agreement.evidence
            )
        )

    return [agreement for agreement in atlas.agreements if passes(agreement)]


@given(asked=questions)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_agreements_listed_and_counted_are_those_that_pass(
    asked: Asked, atlas: Atlas, shipped: Collection
) -> None:
    expected = expect(atlas, asked)
    listed = shipped.agreements(asked, most=1000)
    assert {row.id for row in listed.rows} == {agreement.id for agreement in expected}
    assert listed.total == len(expected) == shipped.count(asked).agreements
    facets = shipped.facets(asked)
    others = expect(atlas, replace(asked, types=()))
    assert facets.types == Counter(agreement.type for agreement in others)
    others = expect(atlas, replace(asked, statuses=()))
    assert facets.statuses == Counter(agreement.status for agreement in others)
    pairs = Counter(agreement.pair for agreement in expected if agreement.pair)
    assert {
        (row.from_place, row.to_place): row.agreements for row in shipped.pairs(asked)
    } == pairs


def test_a_row_says_what_the_agreement_says(atlas: Atlas, shipped: Collection) -> None:
    agreements = {agreement.id: agreement for agreement in atlas.agreements}
    rows = shipped.agreements(most=1000).rows
    assert len(rows) == len(agreements)
    for row in rows:
        agreement = agreements[row.id]
        first = agreement.evidence[0]
        assert (row.type, row.status, row.title) == (
            agreement.type,
            agreement.status,
            agreement.title,
        )
        assert (row.document, row.passage, row.quote, row.start, row.end) == (
            first.document_id,
            first.passage_id,
            first.quote,
            first.start,
            first.end,
        )
        assert {*row.places} == {*agreement.places}
        assert {*row.parties} == {*agreement.parties}


def test_the_mentions_are_those_of_the_texts(atlas: Atlas, shipped: Collection) -> None:
    listed = shipped.mentions(most=1000)
    expected = atlas.all_mentions
    assert listed.total == len(expected)
    assert [(m.document, m.start, m.exact, m.place) for m in listed.rows] == [
        (m.document_id, m.start, m.exact, m.place_id) for m in expected
    ]
    of_province = shipped.mentions(Asked(places=("tay_ninh",)), most=1000).rows
    assert "tay_ninh" in {m.place for m in of_province}
    assert len({m.place for m in of_province}) > 1, "what lies in it counts too"


def test_provinces_count_what_lies_in_them(atlas: Atlas, shipped: Collection) -> None:
    units = {row.place: row for row in shipped.units()}
    assert units, "provinces are named"
    assert all(atlas.gazetteer[place].kind in UNITS for place in units)
    for place, row in units.items():
        inside = Asked(places=(place,))
        assert row.mentions == shipped.mentions(inside).total
        assert row.agreements == shipped.agreements(inside).total


def test_a_box_holds_what_it_touches(atlas: Atlas, shipped: Collection) -> None:
    gate = atlas.gazetteer["bavet_mocbai"].versions[-1]
    assert gate.lon is not None
    assert gate.lat is not None
    box = (gate.lon - 0.01, gate.lat - 0.01, gate.lon + 0.01, gate.lat + 0.01)
    named = {m.place for m in shipped.mentions(Asked(box=box), most=1000).rows}
    assert {"tay_ninh", "svay_rieng"} & named, "a province holds its border"
    assert "phnom_penh" not in named
    assert not shipped.mentions(Asked(box=(-30.0, -30.0, -29.0, -29.0))).total


@pytest.mark.parametrize("words", ["mekong", "Đồng Nai", "dong nai", "agreed to"])
def test_the_passages_found_are_all_that_have_the_words(
    words: str, atlas: Atlas, shipped: Collection
) -> None:
    found = shipped.passages(Asked(words=words), most=1000)
    expected = {
        (p.document_id, p.id)
        for document in atlas.documents
        for p in document.passages
        if has_words(p.text, words)
    }
    assert {(row.document, row.id) for row in found.rows} == expected
    assert found.total == len(expected)
    for row in found.rows:
        document = atlas.document(row.document)
        assert document is not None
        for start, end in row.hits:
            assert find_words(document.text[start:end], words), "hits are the words"


def test_pages_follow_one_another(shipped: Collection) -> None:
    whole = shipped.agreements(most=1000)
    pages = [
        row
        for first in range(0, whole.total, 7)
        for row in shipped.agreements(first=first, most=7).rows
    ]
    assert pages == list(whole.rows)
    words = Asked(words="the")
    whole_found = shipped.passages(words, most=1000).rows
    assert whole_found[3:5] == shipped.passages(words, first=3, most=2).rows


def test_texts_are_sorted_as_asked(
    collection: Collection, texts: dict[str, BroughtText]
) -> None:
    def ids(sort: Sort) -> list[str]:
        return [row.id for row in collection.texts(sort=sort).rows]

    assert ids(Sort.NEWEST) == ["gate", "khmer", "river"]
    assert ids(Sort.OLDEST) == ["river", "khmer", "gate"]
    assert ids(Sort.TITLE)[:2] == ["river", "gate"]
    first = collection.texts(sort=Sort.AGREEMENTS).rows[0]
    assert first.agreements == max(len(t.agreements) for t in texts.values())
    assert sum(first.types.values()) == first.agreements
    assert "Viet Nam" in first.countries


def test_languages_and_years_count_texts(collection: Collection) -> None:
    facets = collection.facets()
    assert facets.languages == {"en": 2, "km": 1}
    assert facets.years == {2019: 1, 2024: 1, 2025: 1}
    english = collection.facets(Asked(languages=("en",)))
    assert english.years == {2019: 1, 2025: 1}
    assert english.languages == facets.languages, "its own choice is left out"
    counts = collection.count(Asked(first_year=2020))
    assert (counts.texts, counts.all_texts) == (2, 3)


def test_a_khmer_word_within_a_line_is_found(collection: Collection) -> None:
    (row,) = collection.passages(Asked(words="ពាណិជ្ជកម្ម")).rows
    assert row.document == "khmer"
    ((start, end),) = row.hits
    assert row.text[start - row.start : end - row.start] == "ពាណិជ្ជកម្ម"
    assert not collection.passages(Asked(words="ណិជ្ឈ")).total


@pytest.mark.parametrize(
    "words", ['"', "* OR NEAR(", "'; DROP TABLE document; --", "%", "\0", "…", "a:b"]
)
def test_no_words_break_a_question(words: str, collection: Collection) -> None:
    asked = Asked(words=words)
    assert collection.passages(asked).total >= 0
    assert collection.agreements(asked).total >= 0
    assert collection.texts(asked).total >= 0
    assert collection.texts().total == 3

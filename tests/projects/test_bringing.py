"""Bringing a text: what is found in it, and that nothing of it looks verified."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from geo.intake.reading import read_pasted
from geo.projects.bringing import (
    build_project_atlas,
    decide_day,
    find_day,
    make_id,
)
from tests.projects.conftest import TEXT

if TYPE_CHECKING:
    from geo.places.gazetteer import Gazetteer
    from tests.projects.conftest import BringText


def test_the_day_of_a_text_is_the_one_it_states() -> None:
    day = decide_day(find_day(read_pasted(TEXT)), None)
    assert day is not None
    assert day.day == dt.date(2025, 5, 12)
    assert day.words == "12 May 2025"
    assert "12 May 2025" in day.reason
    assert decide_day(find_day(read_pasted("No day is named.")), None) is None


def test_the_day_that_a_reader_says_keeps_the_words_of_the_text_for_it() -> None:
    choice = find_day(read_pasted("The Treaty signed on 27 December 1985 holds."))
    assert decide_day(choice, None) is None
    chosen = decide_day(choice, dt.date(1985, 12, 27))
    other = decide_day(choice, dt.date(1986, 1, 1))
    assert chosen is not None
    assert other is not None
    assert "27 December 1985" in chosen.reason
    assert "reader" in chosen.reason
    assert not other.words
    assert "reader" in other.reason


def test_everything_proposed_says_that_it_is_and_why(bring_text: BringText) -> None:
    brought = bring_text("release.txt")
    assert brought.agreements
    for agreement in brought.agreements:
        assert agreement.is_proposed
        assert "proposed by a rule, not verified" in agreement.standing
        for evidence in agreement.evidence:
            quoted = brought.document.text[evidence.start : evidence.end]
            assert quoted == evidence.quote


def test_a_place_that_the_gazetteer_lacks_is_kept_without_a_position(
    bring_text: BringText,
) -> None:
    assert [m.exact for m in bring_text("release.txt").unplaced] == ["Zorvath"]


def test_pairs_of_provinces_stand_in_the_atlas_of_the_text(
    bring_text: BringText, gazetteer: Gazetteer
) -> None:
    atlas = build_project_atlas([bring_text("release.txt")], gazetteer)
    pairs = {pair.key for layer in atlas.layers for pair in layer.pairs}
    assert pairs == {"tay_ninh--svay_rieng", "tay_ninh--prey_veng"}


def test_the_borders_are_those_of_the_day_of_the_text(
    bring_text: BringText, gazetteer: Gazetteer
) -> None:
    atlas = build_project_atlas([bring_text("release.txt")], gazetteer)
    versions = {
        f.version.valid_to
        for layer in atlas.layers
        for f in layer.features
        if f.place.id == "tay_ninh"
    }
    assert versions == {dt.date(2025, 6, 30)}


def test_two_texts_of_the_same_words_keep_their_agreements_apart(
    bring_text: BringText, gazetteer: Gazetteer
) -> None:
    texts = [bring_text("one.txt"), bring_text("two.txt")]
    atlas = build_project_atlas(texts, gazetteer)
    ids = [agreement.id for agreement in atlas.agreements]
    assert len(ids) == len(set(ids)) == 2 * len(texts[0].agreements)


@given(st.text(max_size=200), st.sets(st.sampled_from(["text", "a", "b-2"])))
def test_an_id_is_fit_for_an_address_and_never_taken(
    name: str, taken: set[str]
) -> None:
    made = make_id(name, taken)
    assert made not in taken
    assert made.strip("-") == made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")

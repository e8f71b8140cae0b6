"""The state of a project: the same decisions give the same, however they come."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.projects.storing import write_text
from geo.review.added import added_places
from geo.review.answers import drop_undone
from geo.review.by_hand import find_by_hand
from geo.review.deciding import (
    Hand,
    change_role,
    confirm,
    edit_agreement,
    merge,
    name_no_place,
    put_on_map,
    redo,
    reject,
    set_record,
    settle_with,
    split,
    undo,
)
from geo.review.decisions import read_line, render_line
from geo.review.ledgers import append, collect
from geo.review.projects import open_packed, open_project
from geo.review.state import state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.places.gazetteer import Gazetteer
    from geo.projects.bringing import BroughtText
    from geo.review.deciding import Step
    from geo.review.decisions import Decision
    from geo.review.state import State
    from tests.projects.conftest import BringText

_BEGIN = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
_READERS = ("one", "two", "three")
_TYPES = ("trade", "transport", "political")


def _settle(state: State, number: int, hand: Hand) -> Step:
    disputed = [item for item in state.items if item.differs]
    if not disputed:
        return ()
    item = disputed[number % len(disputed)]
    return settle_with(item, item.decisions[number % len(item.decisions)], hand)


def _mention(state: State, number: int) -> list:  # type: ignore[type-arg]
    return [state.mentions[number % len(state.mentions)]]


_CHOICES: tuple[Callable[[State, int, Hand], Step], ...] = (
    lambda s, n, h: confirm(_mention(s, n), h),
    lambda s, n, h: name_no_place(_mention(s, n), h),
    lambda s, n, h: change_role(_mention(s, n), ("actor", "literal")[n % 2], h),
    lambda s, n, h: put_on_map(_mention(s, n), h, lon=105, lat=11, radius_m=500),
    lambda s, n, h: confirm([s.agreements[n % len(s.agreements)]], h),
    lambda s, n, h: reject([s.agreements[n % len(s.agreements)]], h),
    lambda s, n, h: edit_agreement(
        s.agreements[n % len(s.agreements)], {"type": _TYPES[n % 3]}, h
    ),
    lambda s, n, h: split(s.agreements[n % len(s.agreements)], [{}, {}], h),
    lambda s, n, h: merge(s.agreements[0], [s.agreements[-1 - n % 2]], h),
    lambda s, n, h: set_record(s.records[0], {"title": f"Title {n % 3}"}, h),
    _settle,
    lambda s, _, h: undo(s.decisions, h),
    lambda s, _, h: undo(s.decisions, h),
    lambda s, _, h: redo(s.decisions, h),
)
_SEQUENCES = st.lists(
    st.tuples(
        st.sampled_from(range(len(_CHOICES))),
        st.integers(0, 50),
        st.sampled_from(_READERS),
    ),
    max_size=25,
)


@pytest.fixture(scope="module")
def text(bring_text: BringText) -> BroughtText:
    return bring_text("one.txt")


def play(
    text: BroughtText, sequence: list[tuple[int, int, str]]
) -> tuple[Decision, ...]:
    """Let readers decide one after the other, each on what is shown by then."""
    decisions: tuple[Decision, ...] = ()
    for choice, number, who in sequence:
        state = state_of([text], decisions)
        for decision in _CHOICES[choice](state, number, Hand(who=who)):
            when = _BEGIN + dt.timedelta(seconds=len(decisions))
            decisions += (replace(decision, when=when),)
    return decisions


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(_SEQUENCES, st.randoms())
def test_the_order_of_lines_and_copies_of_them_make_no_difference(
    text: BroughtText, sequence: list[tuple[int, int, str]], dice: object
) -> None:
    decisions = play(text, sequence)
    state = state_of([text], decisions)
    mixed = [*decisions, *decisions[: len(decisions) // 2]]
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert state_of([text], mixed) == state
    # Two copies of the project that each hold a part, merged one way and the other.
    one, two = mixed[::2], mixed[1::2]
    assert state_of([text], collect([*collect(one), *collect(two)])) == state
    assert state_of([text], collect([*collect(two), *collect(one)])) == state
    assert tuple(read_line(render_line(d)) for d in decisions) == decisions


@settings(max_examples=60, deadline=None)
@given(_SEQUENCES, st.sampled_from(_READERS))
def test_who_undoes_all_that_they_did_leaves_what_the_others_did(
    text: BroughtText, sequence: list[tuple[int, int, str]], who: str
) -> None:
    decisions = play(text, sequence)
    hand = Hand(who=who)
    while step := undo(collect(decisions), hand):
        decisions += step
    others = [d for d in drop_undone(collect(decisions)) if d.who != who]
    assert not [d for d in drop_undone(collect(decisions)) if d.who == who]
    assert state_of([text], decisions).texts == state_of([text], others).texts


@settings(max_examples=40, deadline=None)
@given(_SEQUENCES)
def test_everything_decided_is_shown_or_listed(
    text: BroughtText, sequence: list[tuple[int, int, str]]
) -> None:
    decisions = play(text, sequence)
    state = state_of([text], decisions)
    assert state.decisions == collect(decisions)
    assert state.reading == (text,)
    assert not state.lost
    places = added_places(drop_undone(collect(decisions)))
    named = {m.place_id for m in state.texts[0].mentions if m.place_id}
    assert {p for p in named if p.startswith("own_")} <= places.keys()
    for agreement in state.texts[0].agreements:
        assert agreement.evidence
        assert bool(agreement.decided_by) != agreement.is_proposed


def test_a_text_that_was_taken_out_leaves_its_decisions_listed(
    text: BroughtText,
) -> None:
    decisions = play(text, [(0, 0, "one"), (5, 0, "one")])
    state = state_of([], decisions)
    assert {lost.decision.id for lost in state.lost} == {d.id for d in decisions}
    assert "there is no text 'one'" in state.lost[0].sentence


def test_a_place_that_nobody_knows_is_listed(text: BroughtText) -> None:
    decisions = play(text, [(0, 0, "one")])
    state = state_of([text], decisions, place_ids=set())
    assert [lost.sentence for lost in state.lost] == [
        "there is no place 'tay_ninh_town'"
    ]
    assert state.texts == (text,)


def test_files_changed_by_hand_give_the_decisions_that_lead_to_them(
    text: BroughtText,
) -> None:
    decisions = play(
        text,
        [(6, 1, "one"), (4, 0, "one"), (2, 3, "one"), (1, 2, "one"), (9, 1, "one")],
    )
    (by_hand,) = state_of([text], decisions).texts
    found = find_by_hand(text, by_hand)
    assert found == find_by_hand(text, by_hand)
    assert {d.who for d in found} == {"by hand"}
    (again,) = state_of([text], found).texts
    assert again.document.title == by_hand.document.title
    for ours, theirs in zip(again.mentions, by_hand.mentions, strict=True):
        assert (ours.place_id, ours.role) == (theirs.place_id, theirs.role)
        assert (ours.start, ours.end) == (theirs.start, theirs.end)
    for one, other in zip(again.agreements, by_hand.agreements, strict=True):
        assert one.type == other.type
        assert one.is_proposed == other.is_proposed
        assert one.evidence == other.evidence


def test_a_saved_project_opens_with_what_was_decided(
    text: BroughtText, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    folder = tmp_path / "project"
    write_text(folder, text)
    for decision in play(text, [(0, 0, "one"), (3, 6, "two"), (5, 1, "one")]):
        append(folder, decision.who, [decision])
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    opened = open_packed(content.getvalue(), gazetteer)
    here = open_project(folder, gazetteer)
    assert opened.state.texts == here.state.texts
    assert opened.state.decisions == here.state.decisions
    assert len(opened.state.places) == 1

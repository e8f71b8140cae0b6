"""Decisions of a reader: each kind, what it does, undone and done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.model import AgreementType
from geo.review.deciding import (
    Hand,
    add_agreement,
    add_mention,
    change_role,
    choose_place,
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
    stretch,
    undo,
)
from geo.review.ledgers import append
from geo.review.projects import open_project
from geo.review.queueing import Filter, progress, queue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.places.gazetteer import Gazetteer
    from geo.review.deciding import Step
    from geo.review.items import ReviewedAgreement, ReviewedMention
    from geo.review.state import State

HAND = Hand(who="a reader")
OTHER = Hand(who="another reader")


def mention(state: State, words: str) -> ReviewedMention:
    return next(m for m in state.mentions if m.words.exact == words)


def agreement(state: State, part: str) -> ReviewedAgreement:
    return next(a for a in state.agreements if part in a.id)


_GATE = "upgrade_the_bavet"
_STEPS: dict[str, Callable[[State, Gazetteer], Step]] = {
    "the record": lambda s, _: set_record(
        s.records[0], {"title": "A meeting", "geography_on": "2026-02-06"}, HAND
    ),
    "confirmed": lambda s, _: confirm([mention(s, "Tây Ninh")], HAND),
    "another place": lambda s, g: choose_place(
        [mention(s, "Tây Ninh")], g["tay_ninh"], HAND
    ),
    "put on the map": lambda s, _: put_on_map(
        [mention(s, "Zorvath")], HAND, lon=105.5, lat=11.2, radius_m=2000
    ),
    "no place": lambda s, _: name_no_place([mention(s, "Zorvath")], HAND),
    "a role": lambda s, _: change_role([mention(s, "Tây Ninh")], "actor", HAND),
    "narrower": lambda s, _: stretch(
        mention(s, "Tây Ninh Province"),
        s.records[0].document,
        mention(s, "Tây Ninh Province").words.start,
        mention(s, "Tây Ninh Province").words.start + len("Tây Ninh"),
        HAND,
    ),
    "a missed mention": lambda s, g: add_mention(
        s.records[0].document,
        s.records[0].document.text.index("border gate"),
        s.records[0].document.text.index("border gate") + len("border gate"),
        HAND,
        place=g["bavet_mocbai"],
    ),
    "an agreement confirmed": lambda s, _: confirm([agreement(s, _GATE)], HAND),
    "an agreement edited": lambda s, _: edit_agreement(
        agreement(s, _GATE), {"type": "trade", "places": []}, HAND
    ),
    "an agreement rejected": lambda s, _: reject([agreement(s, _GATE)], HAND),
    "split": lambda s, _: split(
        agreement(s, _GATE), [{"title": "The gate"}, {"title": "The year"}], HAND
    ),
    "merged": lambda s, _: merge(
        agreement(s, "svay_rieng"), [agreement(s, "prey_veng")], HAND
    ),
    "a missed agreement": lambda s, _: add_agreement(
        s.records[0].document,
        s.records[0].document.text.index("A visit"),
        s.records[0].document.text.index("A visit") + 21,
        {"type": "political", "places": ["phnom_penh"]},
        HAND,
    ),
}


@pytest.mark.parametrize("step", _STEPS.values(), ids=_STEPS)
def test_every_decision_changes_what_is_shown_and_undone_leaves_what_was_read(
    project: Path,
    gazetteer: Gazetteer,
    step: Callable[[State, Gazetteer], Step],
) -> None:
    before = open_project(project, gazetteer).state
    append(project, HAND.who, step(before, gazetteer))
    after = open_project(project, gazetteer).state
    assert after.texts != before.texts
    assert after.reading == before.reading
    assert not after.lost
    assert progress(after).decided or after.records[0].is_decided
    append(project, HAND.who, undo(after.decisions, HAND))
    undone = open_project(project, gazetteer).state
    assert undone.texts == before.texts
    append(project, HAND.who, redo(undone.decisions, HAND))
    again = open_project(project, gazetteer).state
    assert again.texts == after.texts
    assert not redo(again.decisions, HAND)


def test_what_is_decided_is_what_is_shown(project: Path, gazetteer: Gazetteer) -> None:
    state = open_project(project, gazetteer).state
    for step in (
        choose_place([mention(state, "Tây Ninh")], gazetteer["tay_ninh"], HAND),
        change_role([mention(state, "Svay Rieng")], "literal", HAND),
        put_on_map([mention(state, "Zorvath")], HAND, lon=105, lat=11, radius_m=900),
        edit_agreement(agreement(state, _GATE), {"type": "trade"}, HAND),
        merge(agreement(state, "svay_rieng"), [agreement(state, "prey_veng")], HAND),
    ):
        append(project, HAND.who, step)
    opened = open_project(project, gazetteer)
    (text,) = opened.state.texts
    shown = {m.exact: m for m in text.mentions}
    assert shown["Tây Ninh"].place_id == "tay_ninh"
    assert shown["Tây Ninh"].decided_by == ("a reader",)
    assert shown["Tây Ninh"].is_sure
    assert shown["Svay Rieng"].role == "literal"
    version = opened.gazetteer[shown["Zorvath"].place_id or ""].versions[0]
    assert (version.lon, version.lat, version.radius_m) == (105, 11, 900)
    one, two = text.agreements
    assert {one.type, two.type} == {
        AgreementType.TRADE,
        AgreementType.PROVINCIAL_COOPERATION,
    }
    assert not one.is_proposed
    assert {"svay_rieng", "prey_veng"} <= {*one.places, *two.places}


def test_two_readers_who_differ_verify_nothing_until_one_settles_it(
    project: Path, gazetteer: Gazetteer
) -> None:
    state = open_project(project, gazetteer).state
    one = mention(state, "Tây Ninh")
    append(project, HAND.who, confirm([one], HAND))
    append(project, OTHER.who, choose_place([one], gazetteer["tay_ninh"], OTHER))
    state = open_project(project, gazetteer).state
    (item,) = queue(state, Filter.DISAGREED)
    assert isinstance(item, type(one))
    assert item.mention is not None
    assert not item.is_verified
    assert not item.mention.decided_by
    assert not item.mention.is_sure
    assert "another reader says tay_ninh" in item.mention.evidence
    (kept,) = item.held["place"].others
    append(project, OTHER.who, settle_with(item, kept, OTHER))
    state = open_project(project, gazetteer).state
    item = mention(state, "Tây Ninh")
    assert item.is_verified
    assert item.mention is not None
    assert item.mention.place_id == "tay_ninh_town"

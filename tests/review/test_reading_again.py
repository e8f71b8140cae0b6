"""Texts that are read again: what was decided about them finds its words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from geo.cli import main
from geo.collections.sources import ProjectSource
from geo.projects.bringing import read_on_day
from geo.review.deciding import (
    Hand,
    change_role,
    choose_place,
    confirm,
    edit_agreement,
    name_no_place,
    reject,
    set_record,
)
from geo.review.ledgers import append
from geo.review.projects import open_project, open_shipped
from tests.projects.conftest import TEXT
from tests.review.test_deciding import agreement, mention

if TYPE_CHECKING:
    from pathlib import Path

    from geo.places.gazetteer import Gazetteer
    from geo.places.geoparsing import Geoparser
    from geo.projects.bringing import BroughtText
    from geo.review.state import State

HAND = Hand(who="a reader")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source" / "one.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def read(source: Path, tmp_path: Path) -> Path:
    project = tmp_path / "project"
    asked = ("read", str(source), "-o", str(project), "--on", "2025-05-12")
    assert main(asked) == 0
    return project


def decide(project: Path, gazetteer: Gazetteer) -> State:
    state = open_project(project, gazetteer).state
    for step in (
        choose_place([mention(state, "Tây Ninh")], gazetteer["tay_ninh"], HAND),
        change_role([mention(state, "Svay Rieng")], "literal", HAND),
        name_no_place([mention(state, "Zorvath")], HAND),
        confirm([mention(state, "Prey Veng"), mention(state, "Phnom Penh")], HAND),
        edit_agreement(agreement(state, "upgrade_the_bavet"), {"type": "trade"}, HAND),
        confirm([agreement(state, "svay_rieng")], HAND),
        reject([agreement(state, "prey_veng")], HAND),
    ):
        append(project, HAND.who, step)
    return open_project(project, gazetteer).state


def test_a_text_that_was_edited_keeps_what_was_decided_and_says_what_is_gone(
    source: Path,
    read: Path,
    gazetteer: Gazetteer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = decide(read, gazetteer)
    sentences = TEXT.replace(
        "1. The two sides", "It rained all day, and nobody minded.\n1. The two sides"
    ).replace("A visit to Phnom Penh and to Zorvath commune followed. ", "")
    source.write_text(sentences, encoding="utf-8")
    capsys.readouterr()
    main(("read", str(source), "-o", str(read), "--on", "2025-05-12"))
    said = capsys.readouterr().err
    state = open_project(read, gazetteer).state
    lost = sorted(one.decision.words.exact for one in state.lost if one.decision.words)
    assert lost == ["Phnom Penh", "Zorvath"]
    assert all(f"{words!r} do not surely stand there" in said for words in lost)
    assert len(state.decisions) == len(before.decisions)
    shown = {m.exact: m for m in state.texts[0].mentions}
    assert shown["Tây Ninh"].place_id == "tay_ninh"
    assert shown["Svay Rieng"].role == "literal"
    assert shown["Prey Veng"].decided_by == ("a reader",)
    kept = {a.type.value: a for a in state.texts[0].agreements}
    assert kept.keys() == {"trade", "provincial-cooperation"}
    for one in kept.values():
        assert one.decided_by == ("a reader",)
        text = state.texts[0].document.text
        assert all(text[e.start : e.end] == e.quote for e in one.evidence)
    assert main(("--project", str(read), "check")) == 0


def test_a_text_that_is_renamed_keeps_what_was_decided(
    read: Path, gazetteer: Gazetteer
) -> None:
    before = decide(read, gazetteer)
    assert main(("--project", str(read), "rename", "one", "two")) == 0
    assert main(("--project", str(read), "rename", "two", "three")) == 0
    state = open_project(read, gazetteer).state
    assert not state.lost
    assert len(state.texts[0].mentions) == len(before.texts[0].mentions)
    assert [(m.exact, m.place_id, m.role) for m in state.texts[0].mentions] == [
        (m.exact, m.place_id, m.role) for m in before.texts[0].mentions
    ]
    assert [a.decided_by for a in state.texts[0].agreements] == [
        a.decided_by for a in before.texts[0].agreements
    ]
    entry = ProjectSource(read, gazetteer).read("three")
    assert entry.mentions == state.texts[0].mentions
    data = read.with_name("atlas")
    words = ("--project", str(read), "promote", "three", "-o", str(data))
    assert main(words) == 0
    promoted = open_shipped(data).state.texts[0]
    assert promoted.mentions == state.texts[0].mentions


def test_another_day_is_read_with_the_borders_of_that_day(
    read: Path, gazetteer: Gazetteer, geoparser: Geoparser
) -> None:
    days: list[dt.date] = []

    def read_again(text: BroughtText, day: dt.date) -> BroughtText:
        days.append(day)
        return read_on_day(text, day, geoparser)

    decide(read, gazetteer)
    state = open_project(read, gazetteer, read_again).state
    assert not days
    record = set_record(state.records[0], {"geography_on": "2026-02-06"}, HAND)
    append(read, HAND.who, record)
    opened = open_project(read, gazetteer, read_again)
    (text,) = opened.state.texts
    assert days == [dt.date(2026, 2, 6)]
    assert text.document.geography_on == dt.date(2026, 2, 6)
    assert "a reader" in text.document.geography_reason
    assert opened.state.reading[0].document.geography_on == dt.date(2026, 2, 6)
    assert {m.exact for m in text.mentions if m.decided_by} == {
        *("Tây Ninh", "Svay Rieng", "Prey Veng", "Phnom Penh")
    }
    assert not opened.state.lost

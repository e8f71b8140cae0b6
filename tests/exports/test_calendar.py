"""What is due, as days that a calendar's own library reads."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from geo.atlas import Atlas, build_atlas
from geo.exports.calendar_files import find_days
from geo.exports.formats import write
from geo.model import NO_DATE_STATED

if TYPE_CHECKING:
    from pathlib import Path


def read(atlas: Atlas, path: Path) -> Calendar:
    count = write("ics", atlas, path)
    calendar = Calendar.from_ical(path.read_bytes())
    assert len(calendar.walk("VEVENT")) == count
    return calendar


def with_due(atlas: Atlas, *dues: str) -> Atlas:
    chosen = [
        replace(agreement, due=due, dates=())
        for agreement, due in zip(atlas.agreements, dues, strict=False)
    ]
    return build_atlas(atlas.documents, atlas.gazetteer, chosen, atlas.mentions)


def test_a_day_a_month_and_a_year_are_events_and_words_are_none(
    atlas: Atlas, tmp_path: Path
) -> None:
    dues = ("2027-05-31", "2027-12", "2030", "in the near future", NO_DATE_STATED)
    events = read(with_due(atlas, *dues), tmp_path / "a.ics").walk("VEVENT")
    days = [(e.decoded("dtstart"), e.decoded("dtend")) for e in events]
    assert sorted(days) == [
        (dt.date(2027, 5, 31), dt.date(2027, 6, 1)),
        (dt.date(2027, 12, 1), dt.date(2028, 1, 1)),
        (dt.date(2030, 1, 1), dt.date(2031, 1, 1)),
    ]
    assert len({str(event["uid"]) for event in events}) == 3


def test_the_register_is_a_calendar_with_its_words_and_its_attribution(
    atlas: Atlas, tmp_path: Path
) -> None:
    calendar = read(atlas, tmp_path / "a.ics")
    events = calendar.walk("VEVENT")
    assert events
    assert "OpenStreetMap" in str(calendar["comment"])
    titles = {agreement.title for agreement in atlas.agreements}
    for event in events:
        summary = str(event["summary"])
        assert any(summary.startswith(title) for title in titles)
        assert "“" in str(event["description"])


def test_a_proposal_is_said_to_be_one(atlas: Atlas, tmp_path: Path) -> None:
    part = with_due(atlas, "2027")
    proposed = replace(part.agreements[0], proposed_because="a rule says so")
    atlas = build_atlas(part.documents, part.gazetteer, [proposed], part.mentions)
    (event,) = read(atlas, tmp_path / "a.ics").walk("VEVENT")
    assert str(event["summary"]).startswith("Proposed, not verified: ")
    assert "a rule says so" in str(event["description"])


@given(st.dates(max_value=dt.date(9998, 12, 31)))
def test_every_day_is_one_day_and_lies_in_its_month_and_year(day: dt.date) -> None:
    assert find_days(day.isoformat()) == (day, day + dt.timedelta(days=1))
    for shorter in (f"{day:%Y-%m}".rjust(7, "0"), f"{day.year:04}"):
        days = find_days(shorter)
        assert days
        assert days[0] <= day < days[1]


@pytest.mark.parametrize("date", ["", "soon", NO_DATE_STATED, "2026-13", "2026-02-30"])
def test_what_is_no_day_is_in_no_calendar(date: str) -> None:
    assert find_days(date) is None

"""iCalendar: what is due, and what a text dates, as days of a calendar.

A day is an event of one day, a month or a year one of all its days. What is promised
without a date, or with words such as "in the near future", is in no calendar.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from icalendar import Calendar, Event

from geo.citations import passage_label
from geo.exports.credits import render_notice
from geo.exports.files import whole_file
from geo.exports.titles import entitle
from geo.exports.writing import Taken, writes_part
from geo.model import Part
from geo.partial_dates import read_partial_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.model import Agreement


class _Entry(NamedTuple):
    """A day, month or year of an agreement, and what it is for."""

    name: str
    days: tuple[dt.date, dt.date]
    """The first, and the first that is no longer part of it."""
    what: str
    words: str


@writes_part
def write_ics(taken: Taken, path: Path) -> int:
    """Write what is dated as a calendar and give the number of its events."""
    calendar = Calendar()
    calendar.add("prodid", "-//Accord Atlas//Accord Atlas//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", entitle(taken.chosen))
    calendar.add("comment", render_notice(taken.part))
    for agreement in taken.part.agreements:
        for entry in list_entries(agreement):
            calendar.add_component(_to_event(agreement, entry, taken.part))
    with whole_file(path) as draft:
        draft.write_bytes(calendar.to_ical())
    return len(calendar.walk("VEVENT"))


def list_entries(agreement: Agreement) -> Iterator[_Entry]:
    """Give what is dated of an agreement: when it is due, and what its texts date."""
    days = find_days(agreement.due)
    if days:
        yield _Entry("due", days, "due", agreement.words_for(Part.DUE))
    for number, date in enumerate(agreement.dates, start=1):
        days = find_days(date.date)
        if days:
            yield _Entry(f"date{number}", days, date.what, date.words)


def find_days(date: str) -> tuple[dt.date, dt.date] | None:
    """Give the first day of an ISO date, and the first after it.

    >>> [str(day) for day in find_days("2026-12") or ()]
    ['2026-12-01', '2027-01-01']
    >>> find_days("in the near future"), find_days("2026-02-30")
    (None, None)
    """
    match read_partial_date(date):
        case (first, 3) if first < dt.date.max:
            return first, first + dt.timedelta(days=1)
        case (first, 2) if (first.year, first.month) < (dt.MAXYEAR, 12):
            year = first.year + first.month // 12
            return first, dt.date(year, first.month % 12 + 1, 1)
        case (first, 1) if first.year < dt.MAXYEAR:
            return first, dt.date(first.year + 1, 1, 1)
    return None


def _to_event(agreement: Agreement, entry: _Entry, part: Atlas) -> Event:
    first = agreement.evidence[0]
    document = part.document(first.document_id)
    on = document.geography_on if document else entry.days[0]
    title = document.short_title if document else first.document_id
    proposed = "Proposed, not verified: " if agreement.is_proposed else ""
    said = f"“{entry.words}”. " if entry.words else ""
    event = Event()
    event.add("uid", f"{agreement.id}.{entry.name}@accord-atlas")
    event.add("dtstamp", dt.datetime.combine(on, dt.time(), tzinfo=dt.UTC))
    event.add("dtstart", entry.days[0])
    event.add("dtend", entry.days[1])
    event.add("summary", f"{proposed}{agreement.title} ({entry.what})")
    event.add(
        "description",
        f"{said}“{first.quote}” ({title}, {passage_label(first.passage_id)}). "
        f"{agreement.standing}",
    )
    event.add("categories", [agreement.type.label])
    event.add("transp", "TRANSPARENT")
    if document and document.url:
        event.add("url", document.url)
    return event

"""Dates: the days that a text names, and which of them is the text's own, if any."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.intake.date_context import DateKind, find_kind, is_at_head, say_kind
from geo.intake.date_forms import find_written
from geo.intake.date_words import WEEKDAYS, any_of, spell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.intake.date_forms import WrittenDay

_MOST = 500
_MOST_YEARS = 3
_TOLD_FROM = 2000
"""An older day that is only told of is more often that of a text's background."""
_NEAR = dt.timedelta(days=10)
_SAME = dt.timedelta(days=45)
_YEAR = re.compile(
    r"(?<![\w.])((?:19|20)\d\d)(?:\s?[-–—]\s?(?:19|20)?\d\d(?!\d))?(?!\w|[./]\d)"
)
"""A year that is named; of a period its first."""
_SINCE = re.compile(
    r"\b(?:(?:is|are|still|until) now|nowadays|currently|to date|so far|since then"
    r"|ever since|to this day"
    r"|years? later|years? ago|hiện nay|đến nay|ngày nay|từ đó|năm trước)\b",
    re.IGNORECASE,
)
_CLOSE = 3
"""Days, between what happens and the day when it is reported."""
_WEEKDAYS = re.compile(rf"\b{any_of(WEEKDAYS)}\b", re.IGNORECASE)
_OWN = (DateKind.DATELINE, DateKind.POSTED, DateKind.CLOSING, DateKind.UPDATED)
_ORDER = list(DateKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A day that a text names, or that its file states."""

    day: dt.date
    """Of several days, the last."""
    words: str
    start: int
    """First code point in the text."""
    end: int
    """Equal to ``start`` where the words do not stand in the text."""
    reason: str
    """Why it stands where it does among the others, for the reader."""
    kind: DateKind = DateKind.EVENT
    first: dt.date | None = None
    """The first of several days."""
    has_year: bool = True
    """Whether the words hold the year; else it comes from elsewhere."""
    other: dt.date | None = None
    """The day that the words mean where the month is written first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """A day that a page or a file states of itself, outside its text."""

    day: dt.date
    words: str
    """As it is written there."""
    where: str
    """What states it: ``the page's article:published_time``."""
    is_published: bool
    """Whether it is the day of publishing, and not only that of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChoice:
    """The day of a text, or what it may be."""

    sure: FoundDate | None
    """``None`` where the reader has to be asked."""
    candidates: tuple[FoundDate, ...]
    """One a day, the likeliest first; the sure one is the first of them."""
    sentence: str
    """Why it is sure, or why it has to be asked for."""


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Find the days that a text names with their year, its own most likely day first.

    A date where the text says when it was done comes first, then one after a place or
    in a line of its own at the head, then those of what the text tells of; those of
    other texts and those still to come are last. Days of numbers alone are read day
    first, unless a day of the week or another date of the text tells otherwise. Years
    of the Buddhist era are counted back. What is no day of the calendar is no date.

    Parameters
    ----------
    text
        As it is kept; ``start`` and ``end`` are code points of it.

    Examples
    --------
    >>> found = find_dates("Since 7/1/1979. Done at Phnom Penh, 6 February 2026.")
    >>> [(date.day.isoformat(), date.kind.value) for date in found]
    [('2026-02-06', 'done'), ('1979-01-07', 'cited')]
    >>> find_dates("31 February 2026")
    ()
    """
    return _rank(text, find_written(text), years=())


def choose_day(text: str, stated: Iterable[StatedDate] = ()) -> DayChoice:
    """Choose the day of a text, or none where no day is sure.

    What the text says of itself counts before what its page or file states. The day
    of another text, a deadline, and a day without its year are never sure.

    Parameters
    ----------
    text
        As it is kept.
    stated
        What the page or the file that held it says of itself.

    Examples
    --------
    >>> choose_day("Done at Hanoi, this sixth day of May 2025.").sure.day.isoformat()
    '2025-05-06'
    >>> choice = choose_day("The Treaty signed on 27 December 1985 holds.")
    >>> choice.sure is None, choice.candidates[0].kind.value
    (True, 'cited')
    """
    stated = tuple(stated)
    years = _likely_years(text, stated)
    found = _rank(text, find_written(text), years)
    metadata = [_from_stated(date) for date in stated]
    known = {date.day for date in (*found, *metadata) if date.other is None}
    found = tuple(_settle(date, known) for date in found)
    sure, sentence = _choose(text, found, metadata, stated)
    ordered = sorted(
        (*([sure] if sure else []), *found, *metadata),
        key=lambda date: (date != sure, _ORDER.index(date.kind), not date.has_year),
    )
    return DayChoice(
        sure=sure, candidates=tuple(_one_a_day(ordered)), sentence=sentence
    )


def _rank(
    text: str, written: Sequence[WrittenDay], years: Sequence[int]
) -> tuple[FoundDate, ...]:
    found = [date for day in written[:_MOST] for date in _to_found(text, day, years)]
    found.sort(
        key=lambda date: (
            _ORDER.index(date.kind),
            not date.has_year,
            not is_at_head(text, date.start),
        )
    )
    return tuple(found)


def _to_found(
    text: str, written: WrittenDay, years: Sequence[int]
) -> Iterator[FoundDate]:
    """Give the day, or one for each year that it may be of."""
    kind = find_kind(text, written)
    for year in years if written.year is None else (written.year,):
        day = written.in_year(year)
        if day is None or (
            written.year is None
            and written.weekday is not None
            and day.weekday() != written.weekday
        ):
            continue
        first = written.first_in_year(year)
        notes = [say_kind(kind), *written.notes]
        if first is not None:
            notes.append(f"the last day of those from {first.isoformat()}")
        if written.year is None:
            notes.append(f"without its year; {year} is named elsewhere")
        yield FoundDate(
            day=day,
            words=text[written.start : written.end],
            start=written.start,
            end=written.end,
            reason="; ".join(notes),
            kind=kind,
            first=first,
            has_year=written.year is not None,
            other=_other(written, year),
        )


def _other(written: WrittenDay, year: int) -> dt.date | None:
    if written.other is None:
        return None
    day, month = written.other
    return dt.date(year, month, day)


def _likely_years(text: str, stated: Sequence[StatedDate]) -> tuple[int, ...]:
    """Give the years that a day without its own may be of, the latest first."""
    named = {int(match[1]) for match in _YEAR.finditer(text)}
    named |= {date.day.year for date in stated}
    return tuple(sorted(named, reverse=True)[:_MOST_YEARS])


def _settle(date: FoundDate, known: Iterable[dt.date]) -> FoundDate:
    """Read a day that can be read two ways as another date of the text tells."""
    if date.other is None:
        return date
    is_near, is_other_near = (
        any(abs(other - day) <= _NEAR for other in known)
        for day in (date.day, date.other)
    )
    if is_near == is_other_near:
        return date
    order = "day" if is_near else "month"
    return replace(
        date,
        day=date.day if is_near else date.other,
        other=None,
        reason=date.reason.replace(
            "read day first", f"read {order} first, as another date of it tells"
        ),
    )


def _from_stated(date: StatedDate) -> FoundDate:
    return FoundDate(
        day=date.day,
        words=date.words,
        start=0,
        end=0,
        reason=f"not in the text: {date.where} states it",
        kind=DateKind.METADATA,
    )


def _choose(
    text: str,
    found: Sequence[FoundDate],
    metadata: Sequence[FoundDate],
    stated: Sequence[StatedDate],
) -> tuple[FoundDate | None, str]:
    dated = [date for date in found if date.has_year]
    published = [
        date for date, said in zip(metadata, stated, strict=True) if said.is_published
    ]
    done = [date for date in dated if date.kind is DateKind.DONE]
    if done:
        return _agree(done, "It says more than once when it was done: which counts?")
    own = [date for date in dated if date.kind in _OWN]
    if any(date.kind is not DateKind.UPDATED for date in own):
        clock = own[0] if _may_be_clock(text, own[0], found, published) else None
        own = [d for d in own if clock is None or d.day != clock.day]
        if all(date.kind is DateKind.UPDATED for date in own) and clock is not None:
            return None, f"“{clock.words}” may be the day when its page was saved."
        return _choose_own(own, published)
    if published:
        return _choose_published(published, dated)
    return _choose_event(text, found, own)


def _agree(dates: Sequence[FoundDate], question: str) -> tuple[FoundDate | None, str]:
    """Take the first of some dates when all of them mean one day, read one way."""
    if any(date.day != dates[0].day for date in dates):
        return None, question
    return _unless_two_ways(dates[0])


def _unless_two_ways(date: FoundDate) -> tuple[FoundDate | None, str]:
    if date.other is not None:
        return None, f"“{date.words}” may be written with the day or the month first."
    return date, f"“{date.words}”: {date.reason}."


def _choose_own(
    own: Sequence[FoundDate], published: Sequence[FoundDate]
) -> tuple[FoundDate | None, str]:
    """Choose among the days at the head and the foot of a text."""
    own = [date for date in own if date.kind is not DateKind.UPDATED]
    best = own[0]
    if all(abs(date.day - best.day) <= _SAME for date in own):
        return _unless_two_ways(best)
    near = [
        date
        for date in own
        if any(abs(date.day - said.day) <= _NEAR for said in published)
    ]
    if near and all(abs(date.day - near[0].day) <= _SAME for date in near):
        return _unless_two_ways(near[0])
    return None, "Its head and its foot name several days: which is its own?"


def _may_be_clock(
    text: str,
    date: FoundDate,
    found: Sequence[FoundDate],
    published: Sequence[FoundDate],
) -> bool:
    """Whether nothing tells that a day above all else is not that of a visit.

    Pages of news print the day of the visit there, above the title. That of the text
    is told again: by its year, by a day close to it, by its day of the week.
    """
    after = text[date.end :]
    if (
        date.kind is not DateKind.POSTED
        or text[: date.start].strip()
        or after.partition("\n")[0].strip()
    ):
        return False
    years = {int(match[1]) for match in _YEAR.finditer(after)}
    if years:
        return max(years) < date.day.year
    close = (
        abs((other.day - date.day).days) <= _CLOSE
        for other in (*found, *published)
        if other.start != date.start
    )
    return bool(_WEEKDAYS.match(date.words)) and not (
        any(close) or _names_weekday(after, date.day)
    )


def _names_weekday(text: str, day: dt.date) -> bool:
    """Whether a text speaks of the day of the week that a day is."""
    return any(
        WEEKDAYS[spell(match[0])] == day.weekday() for match in _WEEKDAYS.finditer(text)
    )


def _choose_published(
    published: Sequence[FoundDate], dated: Sequence[FoundDate]
) -> tuple[FoundDate | None, str]:
    best = published[0]
    if any(abs(date.day - best.day) > _NEAR for date in published):
        return None, "Its page states several days: which is its own?"
    later = [
        date
        for date in dated
        if date.kind is DateKind.EVENT and date.day > best.day + _NEAR
    ]
    if later:
        return None, f"Its page states {best.day}, but it tells of a later day."
    return best, f"{best.day}: {best.reason}."


def _choose_event(
    text: str, found: Sequence[FoundDate], updated: Sequence[FoundDate]
) -> tuple[FoundDate | None, str]:
    """Take the day of what is told at the head, when nothing in the text is later."""
    if not found:
        return None, "No date was found in this text."
    if any(not date.has_year and date.kind in _OWN for date in found):
        return None, "The day at its head has no year."
    if updated and _is_told_again(text, updated[0], found):
        return _unless_two_ways(updated[0])
    events = [d for d in found if d.has_year and d.kind is DateKind.EVENT]
    heads = [date for date in events if is_at_head(text, date.start)]
    if heads:
        last = max(heads, key=lambda date: date.day)
        is_latest = all(date.day <= last.day for date in events)
        first = min(heads, key=lambda date: date.start)
        is_one = first is last or all(last.day - d.day <= _NEAR for d in heads)
        is_recent = last.day.year >= _TOLD_FROM and not (
            _names_later_year(text, last.day, found) or _looks_back(text)
        )
        if is_latest and is_one and (is_recent or updated):
            return _unless_two_ways(last)
    return None, "It names days, but none is surely its own."


def _is_told_again(text: str, date: FoundDate, found: Sequence[FoundDate]) -> bool:
    """Whether what a text tells of is of the day when its page was last changed.

    Its day of the week is named and no other is, and no day or year after it.
    """
    named = {WEEKDAYS[spell(match[0])] for match in _WEEKDAYS.finditer(text)}
    return (
        named == {date.day.weekday()}
        and all(other.day <= date.day for other in found)
        and not _names_later_year(text, date.day, found)
    )


def _looks_back(text: str) -> bool:
    """Whether a text speaks of a time after what it tells of."""
    return bool(_SINCE.search(text))


def _names_later_year(text: str, day: dt.date, found: Sequence[FoundDate]) -> bool:
    """Whether a text names a year after a day, other than one still to come."""
    ahead = {
        year
        for date in found
        if date.kind is DateKind.AHEAD and date.has_year
        for year in range(day.year, date.day.year + 1)
    }
    years = {int(match[1]) for match in _YEAR.finditer(text)}
    return any(year > day.year for year in years - ahead)


def _one_a_day(dates: Iterable[FoundDate]) -> Iterator[FoundDate]:
    """Give the first date of each day, and both days of one that reads two ways."""
    seen: set[dt.date] = set()
    for date in dates:
        for day in filter(None, (date.day, date.other)):
            if day not in seen:
                seen.add(day)
                yield (
                    date
                    if day == date.day
                    else replace(
                        date,
                        day=day,
                        other=None,
                        reason=date.reason.replace("day first", "month first"),
                    )
                )

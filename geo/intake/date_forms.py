"""Forms of dates: where a text writes a day, and which day of the calendar it is."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from geo.intake.date_words import (
    DIGITS,
    ENGLISH_DAY,
    ENGLISH_YEAR,
    GAP,
    MONTHS,
    UNSPACED_FROM,
    VIETNAMESE_DAY,
    VIETNAMESE_YEAR,
    WEEKDAYS,
    any_of,
    spell,
    split_scripts,
    to_number,
    words_beside,
)
from geo.intake.language import guess_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BUDDHIST = 543
_BUDDHIST_FROM = 2400
_CENTURY_TURNS = 50
_EITHER_WAY = ("en", "und")
_LONGEST_RANGE = dt.timedelta(days=62)

_S = GAP
_O = r"[ \u00a0\u200b]?"
_THANG = "tháng "
_LATIN = any_of(n for n in MONTHS if n < UNSPACED_FROM and not n.startswith(_THANG))
_OTHER = any_of(name for name in MONTHS if name > UNSPACED_FROM)
_NAMED = any_of(n.removeprefix(_THANG) for n in MONTHS if n.startswith(_THANG))
_BEFORE_DAY, _BEFORE_DAY_OTHER = split_scripts("before_days")
_BEFORE_MONTH, _BEFORE_MONTH_OTHER = split_scripts("before_months")
_BEFORE_YEAR, _BEFORE_YEAR_OTHER = split_scripts("before_years")
_RANGE = any_of(words_beside("day_ranges"))
_CAPITAL = r"[^\W\d_]"
_YEAR_DIGITS = r"(?:1[89]|2[05])\d\d(?!\d)"
_YEAR = rf"(?P<year>{_YEAR_DIGITS}|{ENGLISH_YEAR})"
_WEEKDAY_NAMES = any_of(WEEKDAYS)
_WEEKDAY = rf"(?:(?P<weekday>{_WEEKDAY_NAMES})\.?,?{_S})?"
_ORDINAL = r"(?:st|nd|rd|th|er|º)?"
_DASH = rf"{_O}[-–—‑]{_O}"
_TO = rf"(?:{_DASH}|{_S}{_RANGE}{_S}(?:(?:the|{_BEFORE_DAY}){_S})?)"
_IN_YEAR = rf"(?:{_BEFORE_YEAR},?{_S})?"
_MISREAD = rf"(?(day_words)[^.;]{{0,45}}?(?=(?:one|two){_S}thousand)|(?!))"
"""Before a year in words, what a print that is badly read makes of "in the year of"."""
_GLUED = r"(?:(?<![\w./-])|(?<=[^\W\d_])(?=\d{1,2}/\d{1,2}/\d{4}\s*(?:\n|\Z)))"
"""Before figures: no word, unless a page ran a name and the day after it together."""
_TIME = r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?[ ]?(?:Z|[+-]\d{2}:?\d{2})?)?"

_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 6 February 2026, the sixth day of February in the year two thousand …
        (
            rf"(?<![\w/-])(?<!\d\.){_WEEKDAY}(?:(?:the|{_BEFORE_DAY}){_S})?"
            rf"(?:(?P<first_day>\d{{1,2}}){_ORDINAL}(?:{_S}(?:{_BEFORE_MONTH}{_S})?(?P<first_month>{_LATIN})\.?)?{_TO})?"
            rf"(?:(?P<day>\d{{1,2}}){_ORDINAL}|(?P<day_words>{ENGLISH_DAY}))"
            rf"{_O}\n?(?:{_O}day{_S})?(?:{_BEFORE_MONTH}{_S})?(?P<month>{_LATIN})\b\.?"
            rf"(?:(?:,?{_O}\n?{_IN_YEAR}|{_MISREAD}){_YEAR})?(?!\w)"
        ),
        # February 6-7, 2026
        (
            rf"(?<!\w){_WEEKDAY}(?P<month>{_LATIN})\.?{_S}(?:the{_S})?"
            rf"(?:(?P<first_day>\d{{1,2}}){_ORDINAL}{_TO}(?:(?P<last_month>{_LATIN})\.?{_S})?)?"
            rf"(?:(?P<day>\d{{1,2}}){_ORDINAL}|(?P<day_words>{ENGLISH_DAY}))(?![\w:])"
            rf"(?:,?{_O}\n?{_IN_YEAR}{_YEAR}(?!\w))?"
        ),
        # 06-Feb-2026
        (
            rf"(?<![\w./-]){_WEEKDAY}(?P<day>\d{{1,2}})(?P<dash>[-/.])(?P<month>{_LATIN})(?P=dash)"
            rf"(?:(?P<year>{_YEAR_DIGITS})|(?P<short_year>\d\d))(?![\w/]|-\w|\.\d)"
        ),
        # ngày 6 tháng 2 năm 2026
        (
            rf"(?<!\w)(?:ngày{_S})?"
            rf"(?:(?P<first_day>\d{{1,2}})(?:{_S}tháng{_S}(?P<first_month>\d{{1,2}}))?{_TO})?"
            rf"(?:(?:mùng|mồng){_S})?(?:(?P<day>\d{{1,2}})|(?P<day_words>{VIETNAMESE_DAY}))"
            rf",?{_S}tháng{_S}(?P<month>\d{{1,2}}(?!\d)|{_NAMED})(?!\w)"
            rf"(?:(?:,?{_S}năm{_S}|,{_S}(?=\d))(?P<year>{_YEAR_DIGITS}|{VIETNAMESE_YEAR})(?!\w))?"
        ),
        # ថ្ងៃទី៦ ខែកុម្ភៈ ឆ្នាំ២០២៦, 6 กุมภาพันธ์ พ.ศ. 2569
        (
            rf"(?:{_BEFORE_DAY_OTHER}{_O})?(?P<day>\d{{1,2}}){_O}{_BEFORE_MONTH_OTHER}?{_O}"
            rf"(?P<month>{_OTHER}){_O}{_BEFORE_YEAR_OTHER}?{_O}(?P<year>{_YEAR_DIGITS})"
        ),
        # 2026-02-06T09:30:00+07:00, 2026/2/6, 2026年2月6日
        (
            rf"(?<![\w./-])(?P<year>{_YEAR_DIGITS})(?P<dash>[-/.])(?P<month>\d{{1,2}})(?P=dash)"
            rf"(?P<day>\d{{1,2}})(?!\d){_TIME}(?![\w/]|-\w|\.\d)"
        ),
        (
            rf"(?<!\d)(?P<year>{_YEAR_DIGITS})\s?年\s?(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?日"
        ),
        # 6/2/2026, 5-6/2/2026, từ ngày 5 đến ngày 6/2/2026
        (
            rf"{_GLUED}{_WEEKDAY}(?:{_BEFORE_DAY}{_S})?"
            rf"(?:(?P<first_day>\d{{1,2}})(?:[/.](?P<first_month>\d{{1,2}}))?{_TO})?"
            rf"(?P<one>\d{{1,2}})(?P<mark>[./-]|\s[-–]\s)(?P<two>\d{{1,2}})(?P=mark)"
            rf"(?P<year>{_YEAR_DIGITS})(?![\w/]|-\w|\.\d)"
        ),
        # two figures of the year, only where a word says that it is a day
        (
            rf"(?<!\w)(?:{_BEFORE_DAY}{_S}|date:?{_S}|on{_S}|(?P<weekday>{_WEEKDAY_NAMES})\.?,?{_S})"
            rf"(?P<one>\d{{1,2}})(?P<mark>[./-])(?P<two>\d{{1,2}})(?P=mark)(?P<short_year>\d\d)(?![\w/]|-\w|\.\d)"
        ),
        # 20260206, 06.02.26, before the title of a text
        (
            r"\A\s*(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?=\.?\s{1,3}(?:[^\W\d_]|\d+(?:st|nd|rd|th)\b))"
        ),
        (
            r"\A\s*(?P<one>\d\d)(?P<mark>\.)(?P<two>\d\d)\.(?P<short_year>\d\d)(?=\.?\s{1,3}(?:[^\W\d_]|\d+(?:st|nd|rd|th)\b))"
        ),
        # HÀ NỘI, 6/2 (TTXVN), without a year
        (
            rf"(?<={_CAPITAL},\s)(?P<one>\d{{1,2}})(?P<mark>/)(?P<two>\d{{1,2}})"
            r"(?=\s?(?:\(|[-–—]\s))"
        ),
        # ngày 6/2, ngày 8-9/11, without a year
        (
            rf"(?<!\w){_BEFORE_DAY}{_S}(?:(?P<first_day>\d{{1,2}})(?:[/.](?P<first_month>\d{{1,2}}))?{_TO})?"
            rf"(?P<one>\d{{1,2}})(?P<mark>[./-])(?P<two>\d{{1,2}})(?![\w/%]|-\w|\.\d)"
        ),
    )
)


class _Order(Enum):
    """Which of two figures of a text is the month."""

    DAY_FIRST = auto()
    MONTH_FIRST = auto()
    UNSURE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDay:
    """A day as a text writes it, perhaps without its year."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    first: tuple[int, int] | None = None
    """Day and month that a range of days begins with."""
    weekday: int | None = None
    """Monday is 0."""
    other: tuple[int, int] | None = None
    """Day and month, where the two figures may stand the other way round."""
    notes: tuple[str, ...] = ()

    def in_year(self, year: int) -> dt.date | None:
        """Give the day in a year, or nothing where the calendar has none."""
        return make_day(year, self.month, self.day)

    def first_in_year(self, year: int) -> dt.date | None:
        """Give the first day of the range in the year that its last day has."""
        last = self.in_year(year)
        if self.first is None or last is None:
            return None
        day, month = self.first
        found = make_day(year, month, day)
        if found is not None and found > last:
            found = make_day(year - 1, month, day)
        if found is None or not dt.timedelta(0) < last - found < _LONGEST_RANGE:
            return None
        return found


def find_written(text: str) -> tuple[WrittenDay, ...]:
    """Find the days that a text writes, in its order; none overlaps another.

    >>> [(d.day, d.month, d.year) for d in find_written("5–6 May 2026; ngày 7/5")]
    [(6, 5, 2026), (7, 5, None)]
    """
    digits = text.translate(DIGITS)
    matches = sorted(
        (match for form in _FORMS for match in form.finditer(digits)),
        key=lambda match: (match.start(), -match.end()),
    )
    order = _order(text, matches)
    found: list[WrittenDay] = []
    end = 0
    for match in matches:
        if match.start() < end:
            continue
        written = _read(match, order)
        if written is not None:
            end = written.end
            found.append(written)
    return tuple(found)


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """Give a day of the calendar, or nothing where there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _order(text: str, matches: Iterable[re.Match[str]]) -> _Order:
    """Tell how a text writes day and month in figures."""
    if any(map(_must_be_month_first, matches)):
        return _Order.MONTH_FIRST
    if guess_language(text) in _EITHER_WAY:
        return _Order.UNSURE
    return _Order.DAY_FIRST


def _read(match: re.Match[str], order: _Order) -> WrittenDay | None:
    groups = match.groupdict()
    year, notes = _year(groups)
    if (groups.get("year") or groups.get("short_year")) and year is None:
        return None
    if year is None and _is_plain_word(groups.get("month")):
        return None
    weekday = WEEKDAYS.get(spell(groups.get("weekday") or ""))
    readings = list(_readings(groups, year))
    if not readings:
        return None
    other = None
    if len(readings) > 1:
        fitting = [
            (day, month)
            for day, month in readings
            if weekday is not None
            and year is not None
            and dt.date(year, month, day).weekday() == weekday
        ]
        if len(fitting) == 1:
            readings = fitting
            notes.append("the day of the week tells which figure is the month")
        elif order is _Order.MONTH_FIRST:
            readings = readings[::-1]
            notes.append("read month first, as another date of the text must be")
        else:
            notes.append("read day first")
            is_told = order is _Order.DAY_FIRST or match[0].lower().startswith("ngày")
            other = None if is_told else readings[1]
    elif groups.get("one") and int(groups["two"]) > 12:
        notes.append("read month first")
    day, month = readings[0]
    return WrittenDay(
        start=match.start(),
        end=_end(match),
        day=day,
        month=month,
        year=year,
        first=_first(groups, month),
        weekday=weekday,
        other=other,
        notes=tuple(notes),
    )


def _is_plain_word(month: str | None) -> bool:
    """Whether a month without a year may be a small word of a sentence."""
    return bool(month) and month in MONTHS and "a" <= month[0] <= "z"


def _end(match: re.Match[str]) -> int:
    """Leave out the white space that an absent year leaves at the end."""
    words = match[0]
    return match.start() + len(words.rstrip(" \u00a0\u200b\n"))


def _year(groups: dict[str, str | None]) -> tuple[int | None, list[str]]:
    if short := groups.get("short_year"):
        year = int(short)
        year += 2000 if year < _CENTURY_TURNS else 1900
        return year, [f"the year is written {short!r}"]
    words = groups.get("year")
    if not words:
        return None, []
    found = to_number(words)
    if found is None:
        return None, []
    if found > _BUDDHIST_FROM:
        return found - _BUDDHIST, [f"year {found} of the Buddhist era"]
    return (found if 1800 <= found < 2100 else None), []


def _readings(
    groups: dict[str, str | None], year: int | None
) -> Iterator[tuple[int, int]]:
    """Give day and month, day first before month first where both are possible."""
    if one := groups.get("one"):
        two = groups["two"] or ""
        pairs = [(int(one), int(two))]
        is_slashed = groups.get("mark") != "." and groups.get("first_day") is None
        is_said = year is None
        if is_slashed and not is_said and one != two:
            pairs.append((int(two), int(one)))
    else:
        month = _month(groups.get("last_month") or groups["month"] or "")
        day = to_number(groups.get("day") or groups.get("day_words") or "")
        pairs = [] if month is None or day is None else [(day, month)]
    for day, month in pairs:
        # A year without days left out: 29 February is a day of some year.
        if make_day(2000 if year is None else year, month, day):
            yield day, month


def _first(groups: dict[str, str | None], month: int) -> tuple[int, int] | None:
    day = groups.get("first_day")
    if not day:
        return None
    words = groups.get("month" if groups.get("last_month") else "first_month")
    return int(day), _month(words or "") or month


def _month(words: str) -> int | None:
    named = spell(words)
    return MONTHS.get(named) or MONTHS.get(_THANG + named) or to_number(named)


def _must_be_month_first(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    if not (groups.get("one") and groups.get("year")) or groups["mark"] == ".":
        return False
    return int(groups["one"]) <= 12 < int(groups["two"]) <= 31

"""Dates: the days that a text names, the one that dates the text itself first."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_KHMER = [
    "មករា",
    "កុម្ភៈ|កុម្ភះ",
    "មីនា|មិនា",
    "មេសា",
    "ឧសភា",
    "មិថុនា",
    "កក្កដា",
    "សីហា",
    "កញ្ញា",
    "តុលា",
    "វិច្ឆិកា",
    "ធ្នូ",
]
_MONTH_NUMBERS = {
    name: number for number, names in enumerate(_MONTHS, start=1) for name in names
} | {
    name: number
    for number, names in enumerate(_KHMER, start=1)
    for name in names.split("|")
}
_MONTH = "|".join(
    sorted((n for names in _MONTHS for n in names), key=len, reverse=True)
)
_KHMER_MONTH = "|".join("|".join(_KHMER).split("|"))
_S = r"[ \u00a0\n]{1,3}"
_Z = "[ \u200b]?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>(?:1[89]|2[05])\d\d)"
_WEEKDAY = rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?{_S})?"
_EARLY = 600
_MOST = 500
_BUDDHIST = 543
_BUDDHIST_FROM = 2400
_FIRST_LINES = 12
_REACH = 200
_DIGITS = {
    zero + digit: str(digit) for zero in (0x17E0, 0x0ED0, 0x0E50) for digit in range(10)
}

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            rf"(?<!\w){_WEEKDAY}(?:the{_S})?{_DAY}(?:st|nd|rd|th)?{_S}?(?:day{_S})?(?:of{_S})?"
            rf"(?P<month>{_MONTH})\.?,?{_S}(?:in{_S}the{_S}year{_S})?{_YEAR}(?!\w)"
        ),
        rf"(?<!\w){_WEEKDAY}(?P<month>{_MONTH})\.?{_S}{_DAY}(?:st|nd|rd|th)?,?{_S}{_YEAR}(?!\w)",
        (
            rf"(?<!\w)(?:ngày{_S})?{_DAY}{_S}tháng{_S}(?P<month>\d{{1,2}}|giêng|một|hai|ba|tư|năm|"
            rf"sáu|bảy|tám|chín|mười một|mười hai|mười|chạp){_S}năm{_S}{_YEAR}(?!\w)"
        ),
        (
            rf"(?:ថ្ងៃទី)?{_Z}{_DAY}{_Z}(?:ខែ)?{_Z}(?P<month>{_KHMER_MONTH})"
            rf"{_Z}(?:ឆ្នាំ)?{_Z}{_YEAR}(?!\d)"
        ),
        rf"(?<![\w./-]){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/]|-\w|\.\d)",
        rf"(?<![\w./-])(?:ngày{_S})?{_DAY}(?P<mark>[./-])(?P<month>\d{{1,2}})(?P=mark){_YEAR}(?![\w/]|-\w|\.\d)",
    )
)
_VIETNAMESE_MONTHS = {
    name: number
    for number, names in enumerate(
        ["giêng|một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"],
        start=1,
    )
    for name in names.split("|")
} | {"mười một": 11, "mười hai": 12, "chạp": 12}
_DONE = re.compile(
    r"(?:^|[.;]\s+)\W*(?:done|signed|adopted|issued|made|given|executed|concluded|dated"
    r"|ký|làm|ban hành)\b[^.;\n]{0,150}$|ធ្វើនៅ[^។\n]{0,150}$",
    re.IGNORECASE,
)
_STARTS_DATELINE = re.compile(
    r"^\s*(?:date[d:]*\s*|on\s+|[^\W\d_][\w .’'-]{1,40},\s*(?:on\s+|the\s+)?"
    r"|[(\[]?)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A day that a text names."""

    day: dt.date
    words: str
    start: int
    """First code point in the text."""
    end: int
    reason: str
    """Why it stands where it does among the others, for the reader."""


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Find the days that a text names, the one that most likely dates it first.

    A date with "Done at" or "Ký ngày" before it comes first, then one that stands on
    a line by itself or after a place, then one of the first lines, then the others
    as they come. Days of numbers alone are read day first. Years of the Buddhist
    era are counted back. What is no day of the calendar is no date.

    Parameters
    ----------
    text
        As it is kept; ``start`` and ``end`` are code points of it.

    Examples
    --------
    >>> found = find_dates("Since 7/1/1979. Done at Phnom Penh, 6 February 2026.")
    >>> [(date.day.isoformat(), date.words) for date in found]
    [('2026-02-06', '6 February 2026'), ('1979-01-07', '7/1/1979')]
    >>> find_dates("31 February 2026")
    ()
    """
    digits = text.translate(_DIGITS)
    matches = sorted(
        (match for pattern in _PATTERNS for match in pattern.finditer(digits)),
        key=lambda match: (match.start(), -match.end()),
    )
    rated: list[tuple[int, FoundDate]] = []
    end = 0
    for match in matches:
        if match.start() < end:
            continue
        day = _day(match)
        if day is not None:
            rank, reason = _rate(digits, match)
            end = match.end()
            rated.append((rank, _found(text, match, day, reason)))
    rated.sort(key=lambda pair: (pair[0], pair[1].start))
    return tuple(date for _, date in rated[:_MOST])


def _found(text: str, match: re.Match[str], day: dt.date, reason: str) -> FoundDate:
    start, end = match.span()
    notes = [reason]
    if "mark" in match.groupdict() and int(match["day"]) <= 12:
        notes.append("read day first")
    if int(match["year"]) > _BUDDHIST_FROM:
        notes.append(f"year {match['year']} of the Buddhist era")
    return FoundDate(
        day=day, words=text[start:end], start=start, end=end, reason="; ".join(notes)
    )


def _day(match: re.Match[str]) -> dt.date | None:
    """Give the day of the calendar, or nothing when there is no such day."""
    written = match["month"].lower()
    month = (
        int(written)
        if written.isdigit()
        else _MONTH_NUMBERS.get(written) or _VIETNAMESE_MONTHS.get(written, 0)
    )
    year = int(match["year"])
    if year > _BUDDHIST_FROM:
        year -= _BUDDHIST
    try:
        return dt.date(year, month, int(match["day"]))
    except ValueError:
        return None


def _rate(text: str, match: re.Match[str]) -> tuple[int, str]:
    """Say how likely a date dates the text, least first, and why."""
    start, end = match.span()
    reach = max(0, start - _REACH)
    line_start = text.rfind("\n", reach, start) + 1
    is_cut = reach > 0 == line_start
    before = f"x {text[reach:start]}" if is_cut else text[line_start:start]
    after = text[end : end + _REACH].partition("\n")[0]
    is_early = start < _EARLY and text.count("\n", 0, start) < _FIRST_LINES
    if _DONE.search(before):
        return 0, "where the text says when it was done"
    if _STARTS_DATELINE.match(before) and not after.strip(" .)]"):
        if is_early:
            return 1, "in a line of its own at the head of the text"
        return 4, "in a line of its own"
    if is_early and "\n" not in text[:start]:
        return 2, "in the first line"
    if is_early:
        return 3, "in the first lines"
    return 5, "in the body of the text"

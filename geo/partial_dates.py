"""Dates as far as they are stated: a day, a month or a year."""

from __future__ import annotations

import datetime as dt
import re

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def read_partial_date(stated: str) -> tuple[dt.date, int] | None:
    """Read an ISO date: the first of its days, and how many of its parts are stated.

    Words, and days that no calendar has, are none.

    >>> read_partial_date("2026-02-06"), read_partial_date("2026-02")
    ((datetime.date(2026, 2, 6), 3), (datetime.date(2026, 2, 1), 2))
    >>> read_partial_date("2026"), read_partial_date("2026-02-30")
    ((datetime.date(2026, 1, 1), 1), None)
    """
    found = _ISO.fullmatch(stated)
    if found is None:
        return None
    parts = [int(part) for part in found.groups() if part is not None]
    year, month, day = [*parts, 1, 1][:3]
    try:
        return dt.date(year, month, day), len(parts)
    except ValueError:
        return None

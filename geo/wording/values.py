"""Numbers, days and lists as a language writes them, by Unicode's CLDR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from geo.partial_dates import read_partial_date
from geo.wording.messages import ngettext, spoken

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

_REGIONS = {"en": "en_GB"}
"""Of which country the habits are: days come before months on the page."""


def say_number(number: float, digits: int = 0) -> str:
    """Write a number.

    >>> say_number(1284), say_number(3.25, digits=1)
    ('1,284', '3.2')
    """
    form = f"#,##0{'.' + '0' * digits if digits else ''}"
    return format_decimal(number, format=form, locale=_locale())


def say_day(day: dt.date) -> str:
    """Write a day in words.

    >>> import datetime as dt
    >>> say_day(dt.date(2026, 2, 6))
    '6 February 2026'
    """
    return format_date(day, format="long", locale=_locale())


def say_date(stated: dt.date | str) -> str:
    """Write a day, a month or a year as far as it is stated: ``2026-02-06``.

    Anything else stays as it is.

    >>> say_date("2026-02-06"), say_date("2026-02"), say_date("2026")
    ('6 February 2026', 'February 2026', '2026')
    >>> say_date("2026-02-30"), say_date("2026-13")
    ('2026-02-30', '2026-13')
    """
    read = read_partial_date(str(stated))
    match read:
        case (date, 3):
            return say_day(date)
        case (date, 2):
            return format_skeleton("yMMMM", date, locale=_locale())
    return str(stated)


def say_list(words: Sequence[str]) -> str:
    """Write words as a list.

    >>> say_list(["one", "two"]), say_list(["one"])
    ('one and two', 'one')
    """
    return format_list(words, style="standard", locale=_locale())


def say_count(number: int, noun: str) -> str:
    """Say a number of things.

    >>> say_count(1, "place"), say_count(3, "place")
    ('1 place', '3 places')
    """
    return _in_form(number, noun).format(number=say_number(number))


def _in_form(number: int, noun: str) -> str:
    match noun:
        case "agreement":
            said = ngettext("{number} agreement", "{number} agreements", number)
        case "document":
            said = ngettext("{number} document", "{number} documents", number)
        case "mention":
            said = ngettext("{number} mention", "{number} mentions", number)
        case "passage":
            said = ngettext("{number} passage", "{number} passages", number)
        case "place":
            said = ngettext("{number} place", "{number} places", number)
        case "text":
            said = ngettext("{number} text", "{number} texts", number)
        case "word":
            said = ngettext("{number} word", "{number} words", number)
        case _:
            msg = f"No count of {noun!r} is known: add its forms here."
            raise ValueError(msg)
    return said


def _locale() -> str:
    return _REGIONS.get(spoken(), spoken())

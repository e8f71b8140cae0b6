"""Numerals: the number of an entry of a list as it is printed."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LARGEST_ROMAN = 3999


def to_roman(number: int) -> str:
    """Write a number in small Roman numerals, or in digits where there are none.

    >>> to_roman(14), to_roman(0)
    ('xiv', '0')
    """
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def to_letters(number: int) -> str:
    """Write a number as a list does with letters: a, b, … z, aa, ab.

    >>> to_letters(1), to_letters(27), to_letters(0)
    ('a', 'aa', '0')
    """
    if number <= 0:
        return str(number)
    written = ""
    while number:
        number, letter = divmod(number - 1, 26)
        written = chr(ord("a") + letter) + written
    return written

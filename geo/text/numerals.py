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
_LARGEST_WRITTEN = 999
_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


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


def to_repeated_letters(number: int) -> str:
    """Write a number as Word does with letters: a, b, … z, aa, bb.

    >>> to_repeated_letters(2), to_repeated_letters(28), to_repeated_letters(0)
    ('b', 'bb', '0')
    """
    if not 0 < number <= _LARGEST_WRITTEN:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def to_ordinal(number: int) -> str:
    """Write the place in an order, in figures.

    >>> to_ordinal(1), to_ordinal(12), to_ordinal(22)
    ('1st', '12th', '22nd')
    """
    teens = 10 <= number % 100 < 20
    ending = {1: "st", 2: "nd", 3: "rd"}.get(0 if teens else number % 10, "th")
    return f"{number}{ending}"


def to_words(number: int) -> str:
    """Write a number in English words.

    >>> to_words(7), to_words(21), to_words(113)
    ('seven', 'twenty-one', 'one hundred thirteen')
    """
    if not 0 < number <= _LARGEST_WRITTEN:
        return str(number)
    hundreds, rest = divmod(number, 100)
    parts = [f"{_ONES[hundreds - 1]} hundred"] if hundreds else []
    if 0 < rest < 20:
        parts.append(_ONES[rest - 1])
    elif rest:
        tens, ones = divmod(rest, 10)
        parts.append(_TENS[tens - 2] + (f"-{_ONES[ones - 1]}" if ones else ""))
    return " ".join(parts)


def to_ordinal_words(number: int) -> str:
    """Write the place in an order, in English words.

    >>> to_ordinal_words(3), to_ordinal_words(20), to_ordinal_words(21)
    ('third', 'twentieth', 'twenty-first')
    """
    words = to_words(number)
    start, mark, last = words.rpartition("-" if "-" in words else " ")
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif last.endswith("y"):
        last = f"{last[:-1]}ieth"
    elif last.isalpha():
        last = f"{last}th"
    return f"{start}{mark}{last}"

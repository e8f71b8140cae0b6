"""Words of dates: months, numbers written out, digits of other scripts.

Months, days of the week and the words beside them are those of the languages' tables;
what stands here is that of languages that have no table, and the numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.shipped import EVERY, LANGUAGES
from geo.text.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS_ELSEWHERE = {
    "fr": """janvier, février|fevrier, mars, avril, mai, juin, juillet, août|aout,
        septembre, octobre, novembre, décembre|decembre""",
    "es": """enero, febrero, marzo, abril, mayo, junio, julio, agosto,
        septiembre|setiembre, octubre, noviembre, diciembre""",
    "pt": """janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro,
        outubro, novembro, dezembro""",
    "th": """มกราคม, กุมภาพันธ์, มีนาคม, เมษายน, พฤษภาคม, มิถุนายน, กรกฎาคม, สิงหาคม,
        กันยายน, ตุลาคม, พฤศจิกายน, ธันวาคม""",
    "lo": """ມັງກອນ, ກຸມພາ, ມີນາ, ເມສາ, ພຶດສະພາ, ມິຖຸນາ, ກໍລະກົດ, ສິງຫາ, ກັນຍາ, ຕຸລາ,
        ພະຈິກ, ທັນວາ""",
}
"""Of languages without a table; a table that is added takes the place of its line."""
_BESIDE_ELSEWHERE = {
    "before_days": ("วันที่", "ວັນທີ", "le"),
    "before_months": ("เดือน", "ເດືອນ", "de"),
    "before_years": ("พ.ศ.", "ค.ศ.", "ປີ", "ຄ.ສ", "de", "del", "do"),
    "day_ranges": ("et", "au", "y", "al"),
    "posted_labels": ("le", "วันที่นำเข้าข้อมูล"),
    "updated_labels": ("วันที่ปรับปรุงข้อมูล",),
    "done_at": ("fait à", "fait en", "fait le"),
}
GAP = r"[ \u00a0\n]{1,3}"
"""Pattern of what stands between two words of a date."""


def spell(word: str) -> str:
    """Give a word of a table as it is looked up: small, one blank, no full stop."""
    return " ".join(word.lower().split()).removesuffix(".")


def _months() -> dict[str, int]:
    elsewhere = {
        name.strip(): number
        for code, names in _MONTHS_ELSEWHERE.items()
        if code not in LANGUAGES or not LANGUAGES[code].months
        for number, spelled in enumerate(names.split(","), start=1)
        for name in spelled.split("|")
    }
    return elsewhere | {
        spell(word): month.number
        for language in LANGUAGES.values()
        for month in language.months
        for word in month.words
    }


def words_beside(meaning: str) -> tuple[str, ...]:
    """Give the words that stand beside a day with a meaning, of every language."""
    return (*getattr(EVERY, meaning), *_BESIDE_ELSEWHERE[meaning])


def any_of(words: Iterable[str], gap: str = GAP) -> str:
    """Give the pattern of one of some words, the longest first."""
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    spelled = (gap.join(map(re.escape, word.split())) for word in longest)
    return f"(?:{'|'.join(spelled)})"


UNSPACED_FROM = "\u0e00"
"""Scripts from Thai on write no blanks between words."""


def split_scripts(meaning: str, gap: str = GAP) -> tuple[str, str]:
    """Give the patterns of the words beside a day: parted by blanks, and not."""
    words = words_beside(meaning)
    spaced = any_of((word for word in words if word < UNSPACED_FROM), gap)
    return spaced, any_of(word for word in words if word > UNSPACED_FROM)


MONTHS = _months()
"""The number of each month by its name, in small letters."""

WEEKDAYS = {
    spell(word): day.number - 1
    for language in LANGUAGES.values()
    for day in language.weekdays
    for word in day.words
}
"""The number of each day of the week by its name, Monday is 0."""

DIGITS = {
    zero + digit: str(digit) for zero in (0x17E0, 0x0ED0, 0x0E50) for digit in range(10)
}
"""For ``str.translate``: Khmer, Lao and Thai digits as those of Europe."""

_BROKEN = r"(?:-[\s\u00a0]{1,2})?"
"""In a word that the end of a line broke in two."""
_LONG = 7
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBERS = {word: n for n, word in enumerate(_ONES)} | {
    word: n * 10 for n, word in enumerate(_TENS, start=2)
}
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
]
_VIETNAMESE = {
    word: n
    for n, words in enumerate(
        (
            "không|linh|lẻ",
            "một|mốt",
            "hai",
            "ba",
            "bốn|tư",
            "năm|lăm|nhăm",
            "sáu",
            "bảy|bẩy",
            "tám",
            "chín",
            "mười",
        )
    )
    for word in words.split("|")
}
_LONG_NUMBERS = [w for w in (*_NUMBERS, "hundred", "thousand") if len(w) >= _LONG]
_SCALES = word_set("hundred thousand trăm nghìn ngàn mươi mười")

_GAP = r"[\s\u00a0]{1,3}"
ENGLISH_DAY = "|".join(
    re.escape(word).replace(r"\-", r"[-\s]")
    for word in sorted(_ORDINALS, key=len, reverse=True)
)
"""Pattern of a day of the month in English words."""
_EN_NUMBER = "|".join(
    _BROKEN.join(word) if len(word) >= _LONG else word
    for word in (*sorted(_NUMBERS, key=len, reverse=True), "hundred", "thousand")
)
ENGLISH_YEAR = rf"(?:{_EN_NUMBER})(?:(?:{_GAP}and)?(?:{_GAP}|-)(?:{_EN_NUMBER})){{1,7}}"
"""Pattern of a year in English words."""
_VI_NUMBER = "|".join(sorted({*_VIETNAMESE, "mươi", "trăm", "nghìn", "ngàn"}))
VIETNAMESE_DAY = (
    rf"(?:(?:mùng|mồng){_GAP})?(?:{_VI_NUMBER})(?:{_GAP}(?:{_VI_NUMBER})){{0,2}}"
)
"""Pattern of a day of the month in Vietnamese words."""
VIETNAMESE_YEAR = rf"(?:một|hai){_GAP}(?:nghìn|ngàn)(?:{_GAP}(?:{_VI_NUMBER})){{1,6}}"
"""Pattern of a year in Vietnamese words."""


def to_number(words: str) -> int | None:
    """Give the number that digits or words of English or Vietnamese write.

    >>> to_number("two thousand and twenty-six"), to_number("nineteen eighty-five")
    (2026, 1985)
    >>> to_number("hai nghìn không trăm hai mươi sáu"), to_number("mùng sáu")
    (2026, 6)
    >>> to_number("twenty-first"), to_number("one thou- sand"), to_number("07")
    (21, 1000, 7)
    >>> to_number("some") is None
    True
    """
    written = words.lower().strip()
    if written.isdecimal():
        return int(written)
    ordinal = "-".join(written.replace("-", " ").split())
    if ordinal in _ORDINALS:
        return _ORDINALS.index(ordinal) + 1
    for word in _LONG_NUMBERS:
        written = re.sub(_BROKEN.join(word), word, written)
    parts = [
        part
        for part in written.replace("-", " ").split()
        if part not in {"and", "mùng", "mồng"}
    ]
    if parts and all(part in _NUMBERS or part in _SCALES for part in parts):
        return _count_english(parts)
    if parts and all(part in _VIETNAMESE or part in _SCALES for part in parts):
        return _count_vietnamese(parts)
    return None


def _count_english(parts: list[str]) -> int:
    """Add up; two numbers below a hundred side by side are read as a year is said."""
    total = group = 0
    for part in parts:
        if part == "thousand":
            total, group = total + (group or 1) * 1000, 0
        elif part == "hundred":
            group = (group or 1) * 100
        elif part in _NUMBERS:
            number = _NUMBERS[part]
            is_joined = number < 10 and group % 10 == 0 and group % 100 >= 20
            if group and not is_joined and group % 100:
                group *= 100
            group += number
    return total + group


def _count_vietnamese(parts: list[str]) -> int:
    total = digit = 0
    for part in parts:
        if part in {"nghìn", "ngàn"}:
            total, digit = total + (digit or 1) * 1000, 0
        elif part == "trăm":
            total, digit = total + digit * 100, 0
        elif part == "mươi":
            total, digit = total + digit * 10, 0
        elif part == "mười":
            total, digit = total + digit + 10, 0
        else:
            total, digit = total + digit, _VIETNAMESE[part]
    return total + digit

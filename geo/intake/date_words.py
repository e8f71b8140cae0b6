"""Words of dates: months, numbers written out, digits of other scripts."""

from __future__ import annotations

import re

from geo.text.vocabulary import word_set

_MONTHS = """
    january|jan, february|feb, march|mar, april|apr, may, june|jun, july|jul,
    august|aug, september|sept|sep, october|oct, november|nov, december|dec
    ~janvier, février|fevrier, mars, avril, mai, juin, juillet, août|aout,
    septembre, octobre, novembre, décembre|decembre
    ~enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre|setiembre,
    octubre, noviembre, diciembre
    ~janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro,
    outubro, novembro, dezembro
    ~មករា, កុម្ភៈ|កុម្ភះ, មីនា|មិនា, មេសា, ឧសភា, មិថុនា, កក្កដា, សីហា, កញ្ញា, តុលា,
    វិច្ឆិកា, ធ្នូ
    ~มกราคม, กุมภาพันธ์, มีนาคม, เมษายน, พฤษภาคม, มิถุนายน, กรกฎาคม, สิงหาคม,
    กันยายน, ตุลาคม, พฤศจิกายน, ธันวาคม
    ~ມັງກອນ, ກຸມພາ, ມີນາ, ເມສາ, ພຶດສະພາ, ມິຖຸນາ, ກໍລະກົດ, ສິງຫາ, ກັນຍາ, ຕຸລາ, ພະຈິກ,
    ທັນວາ
"""
"""By language: English, French, Spanish, Portuguese, Khmer, Thai, Lao."""

MONTHS = {
    name.strip(): number
    for language in _MONTHS.split("~")
    for number, names in enumerate(language.split(","), start=1)
    for name in names.split("|")
}
"""The number of each month by its name, in small letters."""

WEEKDAYS = {
    name: number
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue wed thu fri sat sun",
        "mon tues weds thur fri sat sun",
    )
    for number, name in enumerate(names.split())
}
WEEKDAYS |= {
    f"thứ {name}": number
    for names in ("hai ba tư năm sáu bảy", "2 3 4 5 6 7")
    for number, name in enumerate(names.split())
}
WEEKDAYS |= {"thurs": 3, "chủ nhật": 6}
"""The number of each day of the week by its name, Monday is 0."""

DIGITS = {
    zero + digit: str(digit) for zero in (0x17E0, 0x0ED0, 0x0E50) for digit in range(10)
}
"""For ``str.translate``: Khmer, Lao and Thai digits as those of Europe."""

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
_SCALES = word_set("hundred thousand trăm nghìn ngàn mươi mười")

_GAP = r"[\s\u00a0]{1,3}"
ENGLISH_DAY = "|".join(
    re.escape(word).replace(r"\-", r"[-\s]")
    for word in sorted(_ORDINALS, key=len, reverse=True)
)
"""Pattern of a day of the month in English words."""
_EN_NUMBER = "|".join([*sorted(_NUMBERS, key=len, reverse=True), "hundred", "thousand"])
ENGLISH_YEAR = rf"(?:{_EN_NUMBER})(?:(?:{_GAP}and)?(?:{_GAP}|-)(?:{_EN_NUMBER})){{1,7}}"
"""Pattern of a year in English words."""
_VI_NUMBER = "|".join(sorted({*_VIETNAMESE, "mươi", "trăm", "nghìn", "ngàn"}))
VIETNAMESE_DAY = (
    rf"(?:(?:mùng|mồng){_GAP})?(?:{_VI_NUMBER})(?:{_GAP}(?:{_VI_NUMBER})){{0,2}}"
)
"""Pattern of a day of the month in Vietnamese words."""
VIETNAMESE_YEAR = rf"(?:một|hai){_GAP}(?:nghìn|ngàn)(?:{_GAP}(?:{_VI_NUMBER})){{1,6}}"
"""Pattern of a year in Vietnamese words."""
VIETNAMESE_MONTH = (
    rf"giêng|mười{_GAP}một|mười{_GAP}hai|mười|chạp|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín"
    "|một"
)
"""Pattern of a month in Vietnamese words."""


def to_number(words: str) -> int | None:
    """Give the number that digits or words of English or Vietnamese write.

    >>> to_number("two thousand and twenty-six"), to_number("nineteen eighty-five")
    (2026, 1985)
    >>> to_number("hai nghìn không trăm hai mươi sáu"), to_number("mùng sáu")
    (2026, 6)
    >>> to_number("twenty-first"), to_number("giêng"), to_number("07")
    (21, 1, 7)
    >>> to_number("some") is None
    True
    """
    written = words.lower().strip()
    if written.isdecimal():
        return int(written)
    special = {"giêng": 1, "chạp": 12}.get(written)
    if special:
        return special
    ordinal = "-".join(written.replace("-", " ").split())
    if ordinal in _ORDINALS:
        return _ORDINALS.index(ordinal) + 1
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

"""Persons: a name that looks like a place, within the name of a person."""

from __future__ import annotations

import re

from geo.language.shipped import EVERY
from geo.text.folding import fold_toponym
from geo.text.vocabulary import CAPITAL

_TITLES = (
    r"Mr|Mrs|Ms|Miss|Madam|Madame|Dr|Prof|Professor|Sir|Lord|Lady|Comrade|Uncle|H\.\s?E|"
    r"HE|H\.\s?M|Excellency|Majesty|Highness|Samdech|Techo|Oknha|Neak|Preah|Lok|Chumteav|"
    r"President|Vice-President|Premier|Minister|Ministers|King|Queen|Prince|Princess|"
    r"Chairman|Chairwoman|Chairperson|Secretary|Ambassador|Governor|Deputy|Senator|"
    r"Lieutenant|Colonel|Major|Admiral|Marshal|General|Commander|Director|Speaker|"
    r"Member|Mayor|Leader|Spokesman|Spokeswoman|Spokesperson|Envoy|"
    r"Quốc vương|Hoàng thân|Thái tử|Tổng thống|Ngoại trưởng|Đại tướng|Thượng tướng|"
    r"Ông|Bà|Chủ tịch|Thủ tướng|Bộ trưởng|Tổng Bí thư|Đồng chí|đồng chí|ông|bà"
)
_TITLED = re.compile(rf"(?<!\w)(?:{_TITLES})\.?[ \u00a0]+$")
_NAMED = re.compile(
    r"(?<!\w)(?:Mr|Mrs|Ms|King|Queen|Prince|Princess|Samdech|Quốc vương|Hoàng thân|"
    r"Thái tử|[ÔôBb](?:ng|à))\.?[ \u00a0]+"
    rf"(?:{CAPITAL}[\w-]*[a-z][\w-]*[ \u00a0]+){{1,3}}$"
)
_BODY_TITLES = re.compile(r"(?:Consulate|Consul|Attorney)[ -]General[ \u00a0]+$")
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_]+[ \u00a0]+){1,3}$")
_SPAN = 48


def is_person(text: str, start: int) -> bool:
    """Whether the name that starts there continues a person's name or title.

    >>> text = "Deputy Prime Minister Nguyen Hoa Binh met Governor Kep in Hanoi."
    >>> [is_person(text, text.index(name)) for name in ("Hoa", "Kep", "Hanoi")]
    [True, True, False]
    """
    named = _NAMED.search(text[max(0, start - _SPAN) : start])
    if follows_title(text, start) or named:
        return True
    words = _WORDS_BEFORE.search(text[max(0, start - _SPAN) : start])
    if not words:
        return False
    return any(
        word in EVERY.accented_surnames
        or (word[0].isupper() and fold_toponym(word) in EVERY.surnames)
        for word in _capitalised_run(words.group().split())
    )


def follows_title(text: str, start: int) -> bool:
    """Whether the words that start there stand right after a person's title.

    >>> follows_title("Governor Kep", 9), follows_title("Consulate General Kep", 18)
    (True, False)
    """
    before = text[max(0, start - _SPAN) : start]
    return bool(_TITLED.search(before)) and not _BODY_TITLES.search(before)


def _capitalised_run(words: list[str]) -> list[str]:
    """Give the capitalised words at the end."""
    run: list[str] = []
    for word in reversed(words):
        if not word[0].isupper():
            break
        run.append(word)
    return run

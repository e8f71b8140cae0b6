"""Persons: a name that looks like a place, within the name of a person."""

from __future__ import annotations

import re
from functools import lru_cache

from geo.language.matching import listed
from geo.language.shipped import EVERY
from geo.text.folding import fold_toponym
from geo.text.vocabulary import CAPITAL

_TITLES = listed("titles_of_persons")
_TITLED = re.compile(rf"(?<!\w)(?:{_TITLES})\.?[ \u00a0]+$")
_NAMED = re.compile(
    rf"(?<!\w){listed('titles_with_names')}\.?[ \u00a0]+"
    rf"(?:{CAPITAL}[\w-]*[a-z][\w-]*[ \u00a0]+){{1,3}}$"
)
_PERSON = re.compile(
    rf"(?<!\w)(?:{_TITLES})\.?[ \u00a0]+"
    rf"(?P<name>{CAPITAL}[\w’'-]+(?:[ \u00a0]+{CAPITAL}[\w’'-]+){{0,3}})"
)
_NAMES = rf"{CAPITAL}[\w’'-]+(?:[ \u00a0]+{CAPITAL}[\w’'-]+){{0,3}}"
_PERSONS = re.compile(
    rf"(?<!\w)(?:{_TITLES})(?<=[sn])[ \u00a0]+"
    rf"(?P<names>{_NAMES}(?:(?:,|,? {listed('and')}) {_NAMES})+)"
)
_NAME_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BODY_TITLES = re.compile(r"(?:Consulate|Consul|Attorney)[ -]General[ \u00a0]+$")
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_]+[ \u00a0]+){1,3}$")
_SPAN = 48


@lru_cache(maxsize=4)
def persons_of(text: str) -> frozenset[str]:
    """Give the words of the names that stand after a title anywhere in a text.

    >>> sorted(persons_of("Prime Minister Rama Odan spoke; later Odan left for Hanoi."))
    ['Odan', 'Rama']
    """
    found = [m["name"] for m in _PERSON.finditer(text)]
    found += [m["names"] for m in _PERSONS.finditer(text)]
    return frozenset(word for names in found for word in _NAME_WORD.findall(names))


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

"""Persons: a name that looks like a place, within the name of a person."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.language.matching import listed
from geo.language.shipped import EVERY, LANGUAGES
from geo.text.folding import fold_toponym
from geo.text.vocabulary import CAPITAL

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLES = listed("titles_of_persons")
_TITLED = re.compile(rf"(?<!\w)(?:{_TITLES})\.?[ \u00a0]+$")
_NAMED = re.compile(
    rf"(?<!\w){listed('titles_with_names')}\.?[ \u00a0]+"
    rf"(?:{CAPITAL}[\w-]*[a-z][\w-]*[ \u00a0]+){{1,3}}$"
)
_RUN = re.compile(
    rf"(?:(?<!\w)(?P<before>[^\W\d_]+)\.?[ \u00a0])?"
    rf"(?P<run>{CAPITAL}[\w’'-]+(?:\.?[ \u00a0]{CAPITAL}[\w’'-]+)*)"
)
_NEXT = re.compile(
    rf"(?:,|,? {listed('and')}) (?P<run>{CAPITAL}[\w’'-]+(?: {CAPITAL}[\w’'-]+)*)"
)
_TITLE_WORDS = frozenset(
    phrase.split()[-1]
    for language in LANGUAGES.values()
    if "titles_of_persons" in language.phrases
    for phrase in language.phrases["titles_of_persons"].phrases
)
"""The last words of the titles that have no marks of a phrase."""
_BODY_TITLES = re.compile(r"(?:Consulate|Consul|Attorney)[ -]General[ \u00a0]+$")
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_]+[ \u00a0]+){1,3}$")
_SPAN = 48


@lru_cache(maxsize=4)
def persons_of(text: str) -> frozenset[str]:
    """Give the words of the names that stand after a title anywhere in a text.

    >>> sorted(persons_of("Prime Minister Rama Odan spoke; later Odan left for Hanoi."))
    ['Odan', 'Rama']
    """
    found: set[str] = set()
    for match in _RUN.finditer(text):
        words = match["run"].replace(".", "").split()
        if match["before"] in _TITLE_WORDS:
            words.insert(0, match["before"])
        titles = [i for i, word in enumerate(words) if word in _TITLE_WORDS]
        if titles and titles[-1] + 1 < len(words):
            found.update(words[titles[-1] + 1 :])
            if words[titles[-1]].endswith("s"):
                found.update(_others(text, match.end()))
    return frozenset(found)


def _others(text: str, end: int) -> Iterator[str]:
    """Give the words of the persons that a list goes on with: Presidents A, B and C."""
    while following := _NEXT.match(text, end):
        yield from following["run"].split()
        end = following.end()


def is_person(text: str, start: int) -> bool:
    """Whether the name that starts there continues a person's name or title.

    >>> text = "Deputy Prime Minister Nguyen Hoa Binh met Governor Kep in Hanoi."
    >>> [is_person(text, text.index(name)) for name in ("Hoa", "Kep", "Hanoi")]
    [True, True, False]
    """
    before = text[max(0, start - _SPAN) : start]
    last = before.split()[-1:] if before[-1:].isspace() else []
    if not last or not (last[0][0].isupper() or last[0].rstrip(".") in _TITLE_WORDS):
        return False
    if follows_title(text, start) or _NAMED.search(before):
        return True
    words = _WORDS_BEFORE.search(before)
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

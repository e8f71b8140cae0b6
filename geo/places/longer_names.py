"""Longer names: a name that the gazetteer knows within one that it does not know."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.language.shipped import EVERY
from geo.model import Kind, Tier
from geo.places.nations import Standing
from geo.places.spellings import Part
from geo.text.folding import fold_toponym
from geo.text.vocabulary import CAPITAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Place
    from geo.places.expression import Expression
    from geo.places.gazetteer import Gazetteer
    from geo.places.nations import Scope

_WORD = rf"{CAPITAL}[^\W\d_]*[a-zà-ỹ][^\W\d_]*"
_SENTENCE = re.compile(r"(?:\n|[.!?:“\"]\s+|^)$")
_LAST_WORD = re.compile(r"(?P<word>[^\W\d_]+)[ \u00a0]$")
_AFTER = re.compile(rf"[ \u00a0](?P<word>{_WORD})")
_SMALL = re.compile(r"\b[a-zà-ỹ]\w+")
_REACH = 32
_LONGEST_SYLLABLE = 6
_GREAT = 500_000
"""People in a city after which treaties are called."""
NO_NAMES = (
    EVERY.no_places
    | EVERY.no_names
    | EVERY.bodies
    | EVERY.titled
    | EVERY.instruments
    | EVERY.name_words
    | EVERY.frameworks
    | EVERY.offices
    | EVERY.persons
    | EVERY.possessed_bodies
    | EVERY.titles_of_persons
    | EVERY.works
    | EVERY.roads
    | EVERY.gates
    | EVERY.gate_qualifiers
    | EVERY.settled_types
    | EVERY.nature
    | EVERY.name_types
    | EVERY.of_a_town
    | EVERY.of_a_province
    | EVERY.parts_of_nature
    | EVERY.lands
    | EVERY.borders
    | EVERY.deeds
)
"""Words that have capitals and are no part of the name of a place."""


def is_in_longer_name(
    text: str,
    found: Sequence[Expression],
    index: int,
    gazetteer: Gazetteer,
    scope: Scope,
) -> bool:
    """Whether a name only goes on another that nobody knows: Surbana Jurong.

    That counts for what is far from here, of which there is one of almost any name,
    and for half a border checkpoint.
    """
    here = found[index]
    if here.type_words:
        return False
    places = [gazetteer[sense.place_id] for sense in here.senses]
    is_half = all(sense.part is Part.HALF for sense in here.senses)
    is_far = all(place.tier is Tier.WORLD for place in places)
    if not is_half and not is_far:
        return _is_a_syllable(here, places) and _goes_on(text, found, index, gazetteer)
    before = found[index - 1].end if index else 0
    word = _word_before(text, max(before, here.start - _REACH), here.start)
    if word and _is_a_name(text, word, gazetteer):
        return True
    is_known_well = any(
        scope.standing(p) is Standing.NAMED or (p.population or 0) >= _GREAT
        for p in places
    )
    if not is_half and is_known_well:
        return False
    return _goes_on(text, found, index, gazetteer)


def _is_a_syllable(here: Expression, places: Sequence[Place]) -> bool:
    """Whether it is a town or district of one short word: Vinh, as in Vinh Nguon."""
    is_short = here.end - here.start <= _LONGEST_SYLLABLE and " " not in here.core
    return is_short and all(p.kind in {Kind.CITY, Kind.DISTRICT} for p in places)


def _goes_on(
    text: str, found: Sequence[Expression], index: int, gazetteer: Gazetteer
) -> bool:
    """Whether a capitalised word goes on the name that is one for no other reason."""
    after = found[index + 1].start if index + 1 < len(found) else len(text)
    following = _AFTER.match(text, found[index].end, after)
    return following is not None and _is_a_name(text, following["word"], gazetteer)


def _word_before(text: str, first: int, start: int) -> str:
    """Give the capitalised word before a name, none that begins a sentence."""
    found = _LAST_WORD.search(text[first:start])
    if not found or not found["word"][0].isupper() or found["word"].isupper():
        return ""
    at = first + found.start("word")
    return "" if _SENTENCE.search(text[max(0, at - 3) : at]) else found["word"]


def _is_a_name(text: str, word: str, gazetteer: Gazetteer) -> bool:
    """Whether a capitalised word is one for no other reason than that it is a name."""
    if fold_toponym(word) in NO_NAMES or word in gazetteer.nations.demonyms:
        return False
    return word.lower() not in small_words(text)


@lru_cache(maxsize=4)
def small_words(text: str) -> frozenset[str]:
    """Give the words that a text has in small letters anywhere."""
    return frozenset(_SMALL.findall(text))

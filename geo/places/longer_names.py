"""Longer names: a name that the gazetteer knows within one that it does not know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.shipped import EVERY
from geo.model import Tier
from geo.places.nations import Standing
from geo.places.spellings import Part
from geo.text.folding import fold_toponym
from geo.text.vocabulary import CAPITAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.places.expression import Expression
    from geo.places.gazetteer import Gazetteer
    from geo.places.nations import Scope

_WORD = rf"{CAPITAL}[^\W\d_]*[a-zà-ỹ][^\W\d_]*"
_BEFORE = re.compile(
    rf"(?:^|(?P<mark>[^\s\w]))?(?P<lead>\s*)(?P<word>{_WORD})[ \u00a0]$"
)
_AFTER = re.compile(rf"[ \u00a0](?P<word>{_WORD})")
_REACH = 32
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
    if not is_half and any(place.tier is not Tier.WORLD for place in places):
        return False
    before = found[index - 1].end if index else 0
    word = _BEFORE.search(text[max(before, here.start - _REACH) : here.start])
    starts_sentence = word and (
        word["mark"] in {".", "!", "?", ":"} or "\n" in word["lead"]
    )
    if word and not starts_sentence and _is_a_name(text, word["word"], gazetteer):
        return True
    is_known_well = any(
        scope.standing(p) is Standing.NAMED or (p.population or 0) >= _GREAT
        for p in places
    )
    if not is_half and is_known_well:
        return False
    after = found[index + 1].start if index + 1 < len(found) else len(text)
    following = _AFTER.match(text, here.end, after)
    return following is not None and _is_a_name(text, following["word"], gazetteer)


def _is_a_name(text: str, word: str, gazetteer: Gazetteer) -> bool:
    """Whether a capitalised word is one for no other reason than that it is a name."""
    if fold_toponym(word) in NO_NAMES or word in gazetteer.nations.demonyms:
        return False
    return not re.search(rf"\b{re.escape(word.lower())}\b", text)

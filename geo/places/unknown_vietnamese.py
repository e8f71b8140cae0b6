"""Names in Vietnamese that the gazetteer lacks: the type word stands before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.matching import listed
from geo.language.tables import Head
from geo.model import Kind
from geo.places.types import new_kinds
from geo.text.vocabulary import CAPITAL

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {word: entry.new for word, entry in new_kinds(Head.BEFORE) if entry.new}
_QUALITIES = rf"(?: {listed('qualities_of_gates')})*"
_SYLLABLE = rf"{CAPITAL}[\w’'-]*"
_NAME = rf"{_SYLLABLE}(?: {_SYLLABLE}){{0,4}}"
_PAIRED = rf"{_NAME}(?:\s?[-–/]\s?{_NAME})?"
_WORDS = "|".join(sorted(_KINDS, key=len, reverse=True))
_TYPED = re.compile(
    rf"(?<!\w)(?P<many>{listed('several')} )?"
    rf"(?P<type>{_WORDS}){_QUALITIES} (?P<name>{_PAIRED})"
)
_NEXT = re.compile(
    rf"(?:, | {listed('and_the_next')} )(?:(?:{_WORDS}){_QUALITIES} )?(?P<name>{_NAME})"
)
# With a capital of its own, within a sentence, the type word is part of the name.
_CAPITAL_KINDS = {
    "seas_with_type_first": Kind.SEA,
    "deltas_with_type_first": Kind.DELTA,
    "regions_with_type_first": Kind.REGION,
    "monuments_with_type_first": Kind.MONUMENT,
}
_FIRST = "|".join(rf"(?P<{name}>{listed(name)})" for name in _CAPITAL_KINDS)
_CAPITAL = re.compile(
    rf"(?<=[^\W_] )(?P<name>(?:{_FIRST}) {_SYLLABLE}"
    rf"(?: [^\W\d_]+(?= (?:[^\w\s]|{listed('ends_a_name')})))?(?: {_SYLLABLE})*)"
)
_REGION = re.compile(rf"(?<!\w){listed('regions_alone')}(?!\w)")


def find_vietnamese(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Find names after a Vietnamese type word: half-open offsets and a kind.

    Examples
    --------
    >>> text = "các huyện Xín Mần và Vị Xuyên, qua cầu Thanh Trì, châu Á"
    >>> [text[start:end] for start, end, _ in find_vietnamese(text)]
    ['châu Á', 'Xín Mần', 'Vị Xuyên', 'Thanh Trì']
    """
    if text.isascii():
        return
    for found in _REGION.finditer(text):
        yield *found.span(), Kind.REGION
    for found in _CAPITAL.finditer(text):
        kind = next(kind for name, kind in _CAPITAL_KINDS.items() if found[name])
        yield *found.span("name"), kind
    for found in _TYPED.finditer(text):
        kind = _KINDS[found["type"]]
        yield *found.span("name"), kind
        following = _NEXT.match(text, found.end()) if found["many"] else None
        while following:
            yield *following.span("name"), kind
            following = _NEXT.match(text, following.end())

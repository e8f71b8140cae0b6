"""Names in Vietnamese that the gazetteer lacks: the type word stands before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.matching import listed
from geo.language.shipped import EVERY
from geo.language.tables import Head
from geo.model import Kind
from geo.places.types import new_kinds
from geo.text.folding import fold_toponym
from geo.text.vocabulary import CAPITAL
from geo.text.words_at import WordsAt

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {word: entry.new for word, entry in new_kinds(Head.BEFORE) if entry.new}
_QUALITIES = rf"(?: {listed('qualities_of_gates')})*"
_SYLLABLE = rf"{CAPITAL}[\w’'-]*"
_NAME = rf"{_SYLLABLE}(?: {_SYLLABLE}){{0,4}}"
_HALF = rf"{CAPITAL}[\w’']*(?: {CAPITAL}[\w’']*){{0,4}}"
_PAIRED = rf"{_NAME}(?:\s?[-–/]\s?{_NAME})?"
_WORDS = "|".join(sorted(_KINDS, key=len, reverse=True))
_TYPED = re.compile(rf"(?P<type>{_WORDS}){_QUALITIES} (?P<name>{_PAIRED})")
_TYPES_AT = WordsAt(_KINDS)
_SEVERAL = re.compile(rf"(?<!\w){listed('several')} $")
_GATE_TYPES = "|".join(
    sorted((w for w, k in _KINDS.items() if k is Kind.BORDER_CHECKPOINT), key=len)[::-1]
)
_GATE_PAIR = re.compile(
    rf"(?:{_GATE_TYPES}){_QUALITIES} (?P<name>{_HALF} ?\([^()\n]{{1,60}}\)"
    rf"(?:/{_HALF})? ?[-–] ?{_HALF})"
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
_SHORT = {
    f"{letters}.": kind
    for name, kind in (
        ("districts_in_short", Kind.DISTRICT),
        ("towns_in_short", Kind.CITY),
    )
    for letters in sorted(getattr(EVERY, name))
}
_IN_SHORT = re.compile(
    rf"(?<![\w.])(?P<name>(?P<type>{'|'.join(map(re.escape, _SHORT))}) ?"
    rf"(?={CAPITAL}\w){_NAME})"
)
_PART = re.compile(rf"(?<!\w)(?P<name>{listed('directions')} (?=[A-ZĐ]))")
_SIDE = re.compile(rf"{listed('sides_of')} $")
_REGION = re.compile(rf"(?<!\w){listed('regions_alone')}(?!\w)")


def _names_person(name: str) -> bool:
    """Whether it is a person's whole name: the office is named before it."""
    first, *others = name.split()
    is_whole = len(others) > 1 and not any(mark in name for mark in "-–/")
    return is_whole and fold_toponym(first) in EVERY.surnames


def find_parts(text: str) -> Iterator[tuple[int, int]]:
    """Find directions that stand before a name, as in "Nam Lào": half-open offsets.

    Examples
    --------
    >>> text = "các tỉnh Nam Lào, phía Bắc Việt Nam"
    >>> [text[start:end] for start, end in find_parts(text)]
    ['Nam ']
    """
    if text.isascii():
        return
    for found in _PART.finditer(text):
        if not _SIDE.search(text, max(0, found.start() - 12), found.start()):
            yield found.span("name")


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
    regions = {found.start(): found.end() for found in _REGION.finditer(text)}
    for start, end in regions.items():
        yield start, end, Kind.REGION
    for start, _ in _TYPES_AT.find(text):
        if start in regions:
            continue
        pair = _GATE_PAIR.match(text, start)
        if pair:
            yield *pair.span("name"), Kind.BORDER_CHECKPOINT
        typed = _TYPED.match(text, start)
        if typed:
            yield from _typed(text, start, typed)
    for found in _IN_SHORT.finditer(text):
        yield *found.span("name"), _SHORT[found["type"]]
    for found in _CAPITAL.finditer(text):
        kind = next(kind for name, kind in _CAPITAL_KINDS.items() if found[name])
        yield *found.span("name"), kind


def _typed(
    text: str, start: int, found: re.Match[str]
) -> Iterator[tuple[int, int, Kind]]:
    """Give the name after a type word, and those that go on a list of them."""
    kind = _KINDS[found["type"]]
    if not _names_person(found["name"]):
        yield *found.span("name"), kind
    is_several = _SEVERAL.search(text, max(0, start - 8), start)
    following = _NEXT.match(text, found.end()) if is_several else None
    while following:
        yield *following.span("name"), kind
        following = _NEXT.match(text, following.end())

"""Toponym expressions: the words of a text that name one place, all of them.

A spelling of the gazetteer is where an expression begins. Capitalised type words
belong to it (Tay Ninh Province), so do formal names of a country (Kingdom of Cambodia)
and both halves of a border checkpoint (Chrey Thum (Kandal)–Khánh Bình (An Giang)).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from geo.model import Kind
from geo.places.spellings import Part, Sense
from geo.places.types import SETTLED, kinds_of_type_word
from geo.text.folding import fold_toponym
from geo.text.persons import is_person
from geo.text.vocabulary import GATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.places.gazetteer import Gazetteer
    from geo.text.recognition import Recognizer, Span

_PAIR_GAP = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?[-–—‐‑/]\s*")
_BRACKET = re.compile(r"\s*\([^()]{1,60}\)")
_TYPE_WORD = re.compile(r"[ \u00a0\n]+(?P<word>[^\W\d_][\w-]*)")
_GATE_WORDS = re.compile(
    r"(?:\s+(?:International|Main|National|Bilateral|Auxiliary|Secondary|Land|Road|"
    r"Inland|Waterway|River|Railway|Border|Gates?|Checkpoints?|Crossings?|Points?|"
    r"Posts?|Pairs?|INTERNATIONAL|MAIN|BORDER|GATES?|CHECKPOINTS?|CROSSINGS?)\b)+"
)
_ROAD_AHEAD = re.compile(
    r"\s+(?:\w+\s+){0,2}(?:expressways?|highways?|railways?|roads?|corridors?|routes?)\b",
    re.IGNORECASE,
)
_CHAIN = re.compile(r"[-–—‐‑/][^\W_]")
_DASHES = frozenset("-–—‐‑/")
_FORMAL = re.compile(
    r"(?<!\w)(?:(?:Socialist|Democratic|People['’]s|Islamic|Federal|Federative|Arab|"
    r"United|Co-?operative)\s+){0,3}(?:Kingdom|Republic|Union|Federation|Commonwealth)"
    r"\s+of\s+(?:the\s+(?:Union\s+of\s+)?)?$",
    re.IGNORECASE,
)
_FORMAL_VIETNAMESE = re.compile(
    r"(?<!\w)(?:Vương quốc|CHXHCN|CHDCND|CHND|Cộng h(?:òa|oà)(?: [Xx]ã hội [Cc]hủ nghĩa"
    r"| [Dd]ân chủ [Nn]hân dân| [Dd]ân chủ| [Nn]hân dân)?)\s+$"
)
_NATURE_AHEAD = re.compile(
    r"\s+(?:Sea|Ocean|Gulf|Bay|Straits?|Peninsula|Plateau|Mountains?|Range|Plain|"
    r"Highlands|Islands?|SEA|OCEAN|GULF|BAY|STRAIT)\b"
)
_NATURE_BEFORE = re.compile(
    r"(?:Gulf|Bay|Sea|Straits?|GULF|BAY|SEA)\s+(?:of|OF)\s+(?:the\s+)?$"
)
_FARTHEST_HALF = 4
# What tells that a word or a person's name is a place here.
_CITY_AHEAD = re.compile(
    r"\s+(?:city|town|municipality|port|airport|province|district)\b"
)
_CITY_BEFORE = re.compile(
    r"(?:\b(?:city|town|capital|port|municipality)(?:,| of)?|\b[Tt]hành phố|\bTP\.?|"
    r"\b[Tt]hị xã|\b[Tt]hị trấn|\b[Tt]hủ đô)\s+$"
)
_TOWARDS = re.compile(r"\b(?:in|at|to|from|near|tại|ở|đến)\s+$")
_HELD = re.compile(r"\s*[,(]\s*(?:the\s+)?")
_LARGE = 500_000
"""People in a city that a preposition is cue enough for."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that name one place: half-open offsets in code points."""

    start: int
    end: int
    senses: tuple[Sense, ...]
    core: str
    """The name itself, folded, without type words after it."""
    type_words: str = ""
    """The capitalised type words after it."""
    pair: str = ""
    """For a border checkpoint named by both halves, these halves."""
    nested: tuple[Expression, ...] = ()
    """What stands in brackets inside it."""
    unknown: Kind | None = None
    """For a name that the gazetteer lacks, what the words beside it make it."""


def find_expressions(
    text: str, recognizer: Recognizer[Sense], gazetteer: Gazetteer
) -> tuple[Expression, ...]:
    """Find what names a place of the gazetteer, in order and not overlapping."""
    found = [
        _with_type_words(text, to_expression(text, span), _kinds(span, gazetteer))
        for span in recognizer.find(text)
    ]
    kept = [
        e
        for e, following in zip_longest(found, found[1:])
        if not text.startswith("$", e.end)  # US$20 billion
        and not _is_in_nature(text, e)
        and not _is_in_person(text, e, gazetteer)
        and _has_cue(text, e, following, gazetteer)
    ]
    return tuple(_join_halves(text, kept))


def to_expression(text: str, span: Span[Sense], offset: int = 0) -> Expression:
    """Begin an expression with the words of a span."""
    core = fold_toponym(text[span.start : span.end])
    return Expression(span.start + offset, span.end + offset, span.senses, core)


def _kinds(span: Span[Sense], gazetteer: Gazetteer) -> set[Kind]:
    return {gazetteer[sense.place_id].kind for sense in span.senses}


def _is_in_person(text: str, found: Expression, gazetteer: Gazetteer) -> bool:
    kinds = {gazetteer[sense.place_id].kind for sense in found.senses}
    return kinds <= SETTLED and not found.type_words and is_person(text, found.start)


def _has_cue(
    text: str, found: Expression, following: Expression | None, gazetteer: Gazetteer
) -> bool:
    """Whether a name that is also a word or a person's is said to be a place here."""
    places = [gazetteer[sense.place_id] for sense in found.senses]
    if not all(place.needs_cue for place in places) or found.type_words:
        return True
    before = text[max(0, found.start - 24) : found.start]
    if _CITY_AHEAD.match(text, found.end) or _CITY_BEFORE.search(before):
        return True
    if following and _HELD.fullmatch(text, found.end, following.start):
        holders = [gazetteer[sense.place_id] for sense in following.senses]
        codes = {
            code for h in holders if h.kind is Kind.COUNTRY for code in h.countries
        }
        ids = {holder.id for holder in holders}
        if any(codes & {*p.countries} or ids & {*p.within} for p in places):
            return True
    is_large = any((place.population or 0) >= _LARGE for place in places)
    return is_large and bool(_TOWARDS.search(before))


def _is_in_nature(text: str, found: Expression) -> bool:
    """Whether it only stands in the name of a sea or the like: Gulf of Thailand."""
    ahead = _NATURE_AHEAD.match(text, found.end) and not found.type_words
    before = _NATURE_BEFORE.search(text, max(0, found.start - 24), found.start)
    return bool(ahead or before)


def _with_type_words(text: str, found: Expression, kinds: set[Kind]) -> Expression:
    """Take the capitalised type words after a name, and "Kingdom of" before it."""
    if Kind.COUNTRY in kinds:
        before = (text, max(0, found.start - 60), found.start)
        formal = _FORMAL.search(*before) or _FORMAL_VIETNAMESE.search(*before)
        return replace(found, start=formal.start()) if formal else found
    if Kind.BORDER_CHECKPOINT in kinds:
        gate = _GATE_WORDS.match(text, found.end)
        if gate and GATES & set(gate.group().lower().split()):
            return _extend(text, found, gate.end())
    end = found.end
    while (word := _TYPE_WORD.match(text, end)) and _is_capital_type(word["word"]):
        end = word.end()
    return _extend(text, found, end)


def _is_capital_type(word: str) -> bool:
    return word[0].isupper() and kinds_of_type_word(word) is not None


def _extend(text: str, found: Expression, end: int) -> Expression:
    words = " ".join(text[found.end : end].split())
    return replace(found, end=end, type_words=words) if words else found


def _join_halves(text: str, found: Sequence[Expression]) -> list[Expression]:
    """Join the two halves of a border checkpoint, and what is bracketed in it."""
    joined: list[Expression] = []
    index = 0
    while index < len(found):
        gate, taken = _gate_at(text, found, index)
        joined.append(gate or found[index])
        index += taken
    return joined


def _gate_at(
    text: str, found: Sequence[Expression], index: int
) -> tuple[Expression | None, int]:
    """Give the border checkpoint that begins here and how many expressions it takes."""
    one = found[index]
    if any(sense.part is Part.HALF for sense in one.senses):
        last = min(index + _FARTHEST_HALF, len(found))
        for other in range(index + 1, last):
            gate = _pair(text, one, found[other])
            if gate:
                inside = found[index + 1 : other]
                return _with_bracket(text, gate, inside, found[other + 1 : other + 3])
    return None, 1


def _pair(text: str, one: Expression, other: Expression) -> Expression | None:
    """Join two expressions that are halves of the same border checkpoint."""
    if not _PAIR_GAP.fullmatch(text, one.end, other.start):
        return None
    if _CHAIN.match(text, other.end) or text[one.start - 1 : one.start] in _DASHES:
        return None
    if _ROAD_AHEAD.match(text, other.end):
        return None
    sides = {(s.place_id, s.side) for s in one.senses if s.part is Part.HALF}
    for sense in other.senses:
        if sense.part is Part.HALF and (sense.place_id, 1 - sense.side) in sides:
            halves = (text[one.start : one.end], text[other.start : other.end])
            pair = "–".join(" ".join(half.split()) for half in halves)
            core = fold_toponym(pair)
            return Expression(one.start, other.end, (sense,), core, pair=pair)
    return None


def _with_bracket(
    text: str,
    gate: Expression,
    inside: Sequence[Expression],
    following: Sequence[Expression],
) -> tuple[Expression, int]:
    """Take what is bracketed after the second half, and the type words that follow."""
    taken = 2 + len(inside)
    bracket = _BRACKET.match(text, gate.end)
    bracketed = [e for e in following if bracket and e.end < bracket.end()]
    end = bracket.end() if bracket and (inside or bracketed) else gate.end
    types = _GATE_WORDS.match(text, end)
    nested = (*inside, *bracketed)
    return (
        replace(gate, end=types.end() if types else end, nested=nested),
        taken + len(bracketed),
    )

"""Names that the gazetteer lacks, told by where they stand: near X, the X–Y railway.

No word says what such a name is of. It is a place because one stands there: after a
preposition, at the other end of a road or a crossing, in a list with a place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.language.matching import listed
from geo.language.shipped import EVERY
from geo.model import SETTLED, Kind
from geo.places.longer_names import NO_NAMES
from geo.text.folding import fold_toponym
from geo.text.persons import is_person, persons_of
from geo.text.vocabulary import CAPITAL

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from geo.places.expression import Expression

    Found = tuple[int, int, Kind]

_WORD = rf"{CAPITAL}(?:[\w‑]|[’'](?=[^\W\d_]{{2}}))*"
_SMALL = listed("small_words_of_names")
_NAME = re.compile(
    rf"(?<![\w’'.@])(?:[Aa]l-)?{_WORD}(?:[- ]{_SMALL}[- ]{_WORD}|[ ]{_WORD})*"
)
_PAIR = re.compile(r" ?[-–—/] ?")
_TIGHT = re.compile(r"[-–]")
_LINK = re.compile(rf",\s+|,?\s+{listed('and')}\s+|;\s+")
_OWNED = re.compile(r"[’']s? ")
_GATE_AHEAD = re.compile(
    rf"\s(?:\w+\s){{0,2}}?{listed('gates_of_pairs')}\b", re.IGNORECASE
)
_ROAD_AHEAD = re.compile(
    rf"\s(?:\w+\s){{0,2}}?{listed('roads_of_pairs')}\b", re.IGNORECASE
)
_OF = r"(?: (?:of|from|between|at|on the|linking))?"
_GATE_BEFORE = re.compile(
    rf"\b{listed('gates_of_pairs')}{_OF}[ ,:–-]{{1,3}}$", re.IGNORECASE
)
_ROAD_BEFORE = re.compile(
    rf"\b{listed('roads_of_pairs')}{_OF}[ ,:–-]{{1,3}}$", re.IGNORECASE
)
_WATER_AHEAD = re.compile(rf"\s{listed('waters_of_pairs')}\b", re.IGNORECASE)
_AT = re.compile(r"\bat $")
_NUMBER = re.compile(r"\s\d|\.\d")
_DAY = re.compile(r"[ ,]+\d")
_SAYS = re.compile(rf",?\s{listed('says')}\b")
_SYLLABLES = re.compile("[ăđơưạ-ỹ]")
"""Letters that only Vietnamese has, which writes each syllable apart."""
_STARTS = re.compile(r"(?:^|[\n.!?:“\"(•])\s*$")
_CLAUSE = re.compile(r"[.,;:()\n“”\"]")
_ACRONYM, _SHORTEST, _LONGEST_NAME, _SHORT, _MOST_SYLLABLES = 5, 3, 4, 6, 2
_SYLLABLE = 2
"""Letters of a word that within a name is no preposition: Khanh An."""
_NEAR, _REACH = 48, 7
_CARRYING = EVERY.motion | EVERY.roads | EVERY.travel | EVERY.leaving
_TYPES = EVERY.gates | EVERY.settled_types | EVERY.of_a_town


@dataclass(frozen=True, slots=True)
class _Item:
    """A name of the text: one of a place that is known, or one that may be of one."""

    start: int
    end: int
    lead: int
    """Where it begins with the country that owns it: China’s Simao."""
    is_known: bool = False
    is_country: bool = False
    is_settled: bool = False


class Unlisted:
    """Reads one text for names that stand where a place does."""

    def __init__(self, text: str, kind_of: Callable[[Expression], Kind]) -> None:
        """Take a text; ``kind_of`` tells what a known expression is like."""
        self._text = text
        self._kind_of = kind_of
        self._names = tuple(_capitalised(text))
        self._items: list[_Item] = []

    def _read(self, known: Sequence[Expression]) -> None:
        items = [*_known(known, self._kind_of), *self._candidates(known)]
        self._items = _with_owners(
            self._text, sorted(items, key=lambda item: item.start)
        )

    def _candidates(self, known: Sequence[Expression]) -> Iterator[_Item]:
        """Give the capitalised names that are nothing that is known nor go on it."""
        text = self._text
        starts = [e.start for e in known]
        for start, end in self._names:
            after = bisect_right(starts, end)
            touches = after > 0 and known[after - 1].end >= start - 1
            if touches and (known[after - 1].end > start or text[start - 1].isspace()):
                continue
            goes_on = after < len(known) and starts[after] == end + 1
            if not (goes_on and text[end].isspace()):
                yield _Item(start, end, start)

    def _is_place(self, item: _Item) -> bool:
        """Whether it is no person, as far as the text tells."""
        text = self._text
        return not (
            persons_of(text) >= {*text[item.start : item.end].split()}
            or is_person(text, item.start)
            or _SAYS.match(text, item.end)
        )

    def find_pairs(self, known: Sequence[Expression]) -> Iterator[Found]:
        """Find both ends of a crossing as one, and each end of a road that is new.

        Examples
        --------
        >>> text = "the Osan May–Lu Vey crossing and the Kelmar–Orvan railway link"
        >>> found = Unlisted(text, lambda e: Kind.CITY).find_pairs([])
        >>> [text[start:end] for start, end, kind in found]
        ['Osan May–Lu Vey', 'Kelmar', 'Orvan']
        """
        self._read(known)
        text, last_gate = self._text, -1
        index = 0
        while index + 1 < len(self._items):
            first, second = self._items[index : index + 2]
            index += 1
            gap = text[first.end : second.start]
            if not _PAIR.fullmatch(gap) or (first.is_country or second.is_country):
                continue
            before = text[max(0, first.start - _NEAR) : first.start]
            goes_on = last_gate >= 0 and _LINK.fullmatch(text, last_gate, first.start)
            is_gate = goes_on or _GATE_BEFORE.search(before)
            is_gate = is_gate or _GATE_AHEAD.match(text, second.end)
            are_new = not first.is_known and not second.is_known
            if is_gate or (are_new and len(gap) == 1 and _AT.search(before)):
                yield first.start, second.end, Kind.BORDER_CHECKPOINT
                last_gate = second.end
                index += 1
            elif _WATER_AHEAD.match(text, second.end) and len(gap) == 1:
                yield first.start, second.end, Kind.RIVER
                index += 1
            elif _ROAD_BEFORE.search(before) or self._leads_to_a_road(index):
                for item in (first, second):
                    if not item.is_known and self._is_place(item):
                        yield item.start, item.end, Kind.CITY

    def _leads_to_a_road(self, index: int) -> bool:
        """Whether the chain of names that this one is in ends with a road."""
        text, items = self._text, self._items
        while index + 1 < len(items) and _PAIR.fullmatch(
            text, items[index].end, items[index + 1].start
        ):
            index += 1
        return bool(_ROAD_AHEAD.match(text, items[index].end))

    def find_alone(self, known: Sequence[Expression]) -> Iterator[Found]:
        """Find what a preposition or the places beside it make a place.

        Examples
        --------
        >>> text = "They met at Torkham and Chaman in March, and spoke of Parliament."
        >>> found = Unlisted(text, lambda e: Kind.CITY).find_alone([])
        >>> [text[start:end] for start, end, _ in found]
        ['Torkham', 'Chaman']
        """
        self._read(known)
        self._items = _joined(self._text, self._items)
        told: set[int] = set()
        for index in range(len(self._items)):
            if self._stands_as_one(index, told) and self._is_place(self._items[index]):
                told.add(index)
        told |= {*self._listed(told)}
        names = {self._name(index) for index in told}
        for index, item in enumerate(self._items):
            if not item.is_known and (index in told or self._name(index) in names):
                yield item.start, item.end, Kind.CITY

    def _name(self, index: int) -> str:
        item = self._items[index]
        return self._text[item.start : item.end]

    def _stands_as_one(self, index: int, told: Collection[int]) -> bool:
        item = self._items[index]
        if item.is_known or self._is_on_a_way(index, told):
            return not item.is_known
        before = _CLAUSE.split(self._text[max(0, item.lead - _NEAR) : item.lead])[-1]
        words = fold_toponym(before).split()[-_REACH:]
        if not words or not before[-1:].isspace():
            return False
        *others, last = words
        return (
            last in EVERY.locative
            or last in EVERY.beside_a_place
            or (last in EVERY.from_a_place and not _CARRYING.isdisjoint(others))
            or (last in EVERY.for_instance and not _TYPES.isdisjoint(others))
            or (last == "of" and not EVERY.of_a_place.isdisjoint(others[-1:]))
            or (last in EVERY.at_a_place_of_syllables and " " in self._name(index))
        )

    def _is_on_a_way(self, index: int, told: Collection[int]) -> bool:
        """Whether it is where one goes from or to: from X to Y."""
        text, item = self._text, self._items[index]
        for other in (index - 1, index + 1):
            if not 0 <= other < len(self._items):
                continue
            beside = self._items[other]
            first, second = sorted((item, beside), key=lambda i: i.start)
            if text[first.end : second.lead].strip() != "to":
                continue
            from_one = (
                text[max(0, first.lead - 6) : first.lead].lower().endswith("from ")
            )
            if from_one and (other > index or other in told or beside.is_known):
                return True
        return False

    def _listed(self, told: Collection[int]) -> Iterator[int]:
        """Give what stands in a list with a place, or with what is told to be one."""
        first = 0
        for index in range(1, len(self._items) + 1):
            if index < len(self._items) and self._is_linked(index):
                continue
            chain = range(first, index)
            first = index
            if len(chain) > 1 and self._is_of_places(chain, told):
                yield from (i for i in chain if self._joins_in(i, chain))

    def _is_linked(self, index: int) -> bool:
        one, other = self._items[index - 1 : index + 1]
        return bool(_LINK.fullmatch(self._text, one.end, other.lead))

    def _is_of_places(self, chain: Sequence[int], told: Collection[int]) -> bool:
        """Whether an and closes the list and one of its names is a place's."""
        items = self._items
        links = (
            self._text[items[i - 1].end : items[i].lead].strip() for i in chain[1:]
        )
        is_closed = any(link not in {",", ";"} for link in links)
        return is_closed and any(i in told or items[i].is_settled for i in chain)

    def _joins_in(self, index: int, chain: Sequence[int]) -> bool:
        item = self._items[index]
        before = self._text[max(0, item.lead - 4) : item.lead]
        is_first = index == chain[0] and bool(_STARTS.search(before))
        return not (item.is_known or is_first) and self._is_place(item)


def _known(
    known: Sequence[Expression], kind_of: Callable[[Expression], Kind]
) -> Iterator[_Item]:
    for found in known:
        kind = found.unknown or kind_of(found)
        yield _Item(
            found.start,
            found.end,
            found.start,
            is_known=True,
            is_country=kind is Kind.COUNTRY,
            is_settled=kind in SETTLED or kind is Kind.BORDER_CHECKPOINT,
        )


def _capitalised(text: str) -> Iterator[tuple[int, int]]:
    """Give the names of a text that are no bodies, papers or acronyms."""
    for found in _NAME.finditer(text):
        start, end = _trimmed(text, *found.span())
        if end - start < _SHORTEST or _NUMBER.match(text, end):
            continue
        words = text[start:end].split()
        if len(words) > _LONGEST_NAME or _is_no_place(words):
            continue
        if len(words) > _MOST_SYLLABLES and fold_toponym(words[0]) in EVERY.surnames:
            continue
        is_half = (
            len(words) == 1
            and text[end : end + 2].strip().islower()
            and _SYLLABLES.search(text, start, end + _SHORT)
        )
        if not is_half:
            yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the word that only begins a sentence, and a month at the end."""
    words = text[start:end].split(" ")
    while words and _begins_no_name(words):
        start += len(words.pop(0)) + 1
    while words and _is_among(words[-1], _NOT_LAST) and _DAY.match(text, end):
        end -= len(words.pop()) + 1
    return start, max(start, end)


def _begins_no_name(words: Sequence[str]) -> bool:
    """Whether the first word is none of the name: "In Kapan", but not Lao Bao."""
    if not _is_among(words[0], _NO_BEGINNING):
        return False
    is_syllable = len(words) > 1 and len(words[1]) <= _LONGEST_NAME
    return not (is_syllable and _is_among(words[0], _DEMONYMS))


def _is_no_place(words: Sequence[str]) -> bool:
    """Whether it is a body, a paper, a word that has a capital, or an acronym."""
    if any(w.isupper() and len(w) <= _ACRONYM for w in words):
        return True
    if not words[0].isascii() and words[0].lower() in EVERY.begins_no_place:
        return True
    parts = [part for word in words for part in word.split("-")]
    return any(
        _is_among(part, _NONE)
        for number, part in enumerate(parts)
        if number == 0 or (len(part) > _SYLLABLE and not _is_among(part, _NOT_LAST))
    )


_NO_BEGINNING, _DEMONYMS, _NOT_LAST, _NONE = range(4)
_TABLES = (EVERY.no_names, EVERY.demonyms, EVERY.not_names, NO_NAMES)


@lru_cache(maxsize=16_384)
def _is_among(word: str, table: int) -> bool:
    return fold_toponym(word) in _TABLES[table]


def _with_owners(text: str, items: Sequence[_Item]) -> list[_Item]:
    """Join a country to the name that it owns; the country is no part of a list."""
    joined: list[_Item] = []
    for item in items:
        owner = joined[-1] if joined and joined[-1].is_country else None
        if (
            owner
            and not item.is_country
            and _OWNED.fullmatch(text, owner.end, item.start)
        ):
            joined[-1] = replace(item, lead=owner.lead)
        else:
            joined.append(item)
    return joined


def _joined(text: str, items: Sequence[_Item]) -> list[_Item]:
    """Join new names that a dash without spaces joins: Nagorno-Karabakh."""
    joined: list[_Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if (
            before
            and not (before.is_known or item.is_known)
            and _TIGHT.fullmatch(text, before.end, item.start)
        ):
            joined[-1] = replace(before, end=item.end)
        else:
            joined.append(item)
    return joined

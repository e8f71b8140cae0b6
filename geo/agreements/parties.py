"""Parties: who "they", "the two sides" and "both provinces" are.

They are the parties that a text named last at that level: provinces and towns of two
countries or more that act together, or states. Where the words leave it open, nobody is
bound, and the proposal says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.agreements.pairs import list_names, pair_all
from geo.language.matching import listed, said
from geo.model import SETTLED, UNITS, Kind, Role
from geo.text.sentences import find_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.agreements.clause import Clause, Span
    from geo.agreements.pairs import Named
    from geo.agreements.read_text import ReadText
    from geo.model import Place

_OF_TWO = said("two_of_them")
_BELOW = said("parties_below_states")
_ABOVE = said("parties_that_are_states")
_ANY = said("parties_of_any_level")
_PAPER = said("papers_taken_up")
_BEFORE_LISTED = re.compile(
    rf"(?:{listed('before_partners')}|{listed('towards_a_partner')}|"
    rf"{listed('parties_below_states')})\W+(?:\w+\W+){{0,3}}$",
    re.IGNORECASE,
)
_LIES = said("lies_between")
_ENDS = re.compile(r"[.!?]\s+(?=[^\W\d_])")
_MEETING = said("venue_words")
_CAPITALS = said("capitals")
_OF_CITIES = said("of_cities")
_WITHIN = re.compile(rf"\b{listed('within')}\b", re.IGNORECASE)
_BEFORE = 40
_SUBJECT_WORDS = 9


@dataclass(frozen=True, slots=True)
class Parties:
    """Who acts together, where a text names them."""

    start: int
    end: int
    named: tuple[Named, ...] = ()
    """The provinces or towns; none where the parties are states."""
    is_subject: bool = False
    """Whether they act: not only "between Kep and Trat"."""

    @property
    def pairs(self) -> tuple[tuple[Place, Place], ...]:
        """The pairs that they make: across a border, each two once."""
        return pair_all(self.named)

    @property
    def span(self) -> Span:
        """From the first name to the last."""
        return self.named[0][0], self.named[-1][1]


@dataclass(frozen=True, slots=True)
class Meant:
    """Who is meant by words that stand for parties."""

    parties: Parties | None = None
    open_because: str = ""
    """Why it is not told who is meant; empty where it is."""


def find_parties(text: ReadText) -> tuple[Parties, ...]:
    """Find all who act together in a text, in reading order."""
    found: list[Parties] = []
    for start, end in find_sentences(text.text):
        below = list(_below_states(text, start, end))
        found += below or _states(text, start, end)
    return tuple(sorted(found, key=lambda parties: (parties.end, parties.start)))


def find_meant(
    text: ReadText, clause: Clause, parties: Sequence[Parties]
) -> Meant | None:
    """Tell who is meant where a clause says "they", or goes on with their subject.

    ``None`` where its subject stands for nobody else.
    """
    words = _subject(text, clause)
    below, above = _BELOW.search(words), _ABOVE.search(words)
    if not (below or _ANY.search(words) or _takes_up_paper(text, clause)) or (
        above and not below
    ):
        return None
    end, first = clause.words[0], clause.sentence[0]
    before = [one for one in parties if one.end <= end and (one.named or not below)]
    last = before[-1] if before else None
    if last and last.named and last.pairs and last.start >= first:
        return Meant(last)
    if last is None or not last.named:
        return Meant(open_because="no two are named before it") if below else None
    if not (below or _is_level(text, clause, last, parties)):
        return None
    return _meet(words, last)


def _meet(words: str, last: Parties) -> Meant:
    """Take words for those named last, if they are as many and can be paired."""
    count = len({place.id for _, _, place in last.named})
    if _OF_TWO.search(words) and count != 2:
        return Meant(open_because="more than two are named before it")
    if not last.pairs:
        return Meant(open_because="nothing tells who belongs to whom")
    return Meant(last)


def _subject(text: ReadText, clause: Clause) -> str:
    """Give the words before a verb in its clause, else in its sentence."""
    start, end = min(clause.lead[0], clause.words[0]), clause.words[0]
    words = text.text[start:end]
    return words if words.strip() else text.text[clause.sentence[0] : end]


def _takes_up_paper(text: ReadText, clause: Clause) -> bool:
    """Whether the subject is "the agreement", between those named before it."""
    return bool(_PAPER.match(text.text, min(clause.lead[0], clause.words[0])))


def are_states(text: str, named: Sequence[Named], start: int, end: int) -> bool:
    """Whether capitals stand for their states: "between Hanoi and Beijing".

    Where the words speak of cities, mayors or twins, they are the cities.
    """
    names = [text[first:last] for first, last, _ in named if start <= first < end]
    if not names or not all(_CAPITALS.fullmatch(name) for name in names):
        return False
    return not _OF_CITIES.search(text, start, end)


def _is_level(
    text: ReadText, clause: Clause, last: Parties, parties: Sequence[Parties]
) -> bool:
    """Whether "the two sides" of a clause are provinces, not the states beside them.

    So where the text begins with provinces that act, or where they act right before.
    """
    if not last.is_subject:
        return False
    begins = next((one for one in parties if one.is_subject or not one.named), None)
    near = text.text[last.end : clause.sentence[0]]
    return bool(begins and begins.named) or not _ENDS.search(near.strip()[:-1])


def _below_states(text: ReadText, start: int, end: int) -> Iterator[Parties]:
    """Give the provinces and towns that a sentence lists as acting together."""
    named = settled_between(text, start, end)
    if are_states(text.text, named, start, end):
        return
    acting = {
        (first, last)
        for first, last, mention in text.inside(start, end)
        if mention.role is Role.ACTOR
    }
    position = start
    for number, name in enumerate(named):
        if name[0] < position:
            continue
        together = list_names(text.text, name[0], end, named[number:])
        if len({place.countries for _, _, place in together}) < 2:
            continue
        before = text.text[max(start, name[0] - _BEFORE) : name[0]]
        acts = any((first, last) in acting for first, last, _ in together)
        head = text.text[start : name[0]]
        is_first = len(head.split()) <= _SUBJECT_WORDS
        begins = is_first and not _WITHIN.search(head)
        if _LIES.search(before) or not (
            acts or begins or _BEFORE_LISTED.search(before)
        ):
            continue
        position = together[-1][1]
        is_parted = _WITHIN.search(before) and not _MEETING.search(head)
        is_subject = begins or (
            acts and not is_parted and (is_first or bool(_BELOW.search(before)))
        )
        yield Parties(name[0], position, tuple(together), is_subject=is_subject)
    if position == start:
        yield from _apart(text, start, named, acting)


def _apart(
    text: ReadText,
    start: int,
    named: Sequence[Named],
    acting: set[Span],
) -> Iterator[Parties]:
    """Give two that act in one sentence apart: "Kep's governor met that of Trat"."""
    units = [name for name in named if name[2].kind in UNITS]
    places = {place.id: place for _, _, place in units}
    if len(places) != 2 or len({place.countries for place in places.values()}) != 2:
        return
    first = {place.id: (a, b, place) for a, b, place in reversed(units)}
    both = sorted(first.values(), key=lambda name: name[0])
    if all((a, b) in acting for a, b, _ in both) or _BEFORE_LISTED.search(
        text.text[start : both[1][0]]
    ):
        is_subject = all((a, b) in acting for a, b, _ in both)
        yield Parties(both[0][0], both[1][1], tuple(both), is_subject=is_subject)


def _states(text: ReadText, start: int, end: int) -> list[Parties]:
    """Give the states that act in a sentence together."""
    acting = [
        (first, last, mention.place_id)
        for first, last, mention in text.inside(start, end)
        if mention.kind is Kind.COUNTRY and mention.role is Role.ACTOR
    ]
    if len({place_id for *_, place_id in acting}) < 2:
        return []
    first, last = acting[0], acting[-1]
    is_subject = len(text.text[start : first[0]].split()) <= _SUBJECT_WORDS
    return [Parties(first[0], last[1])] if is_subject else []


def settled_between(text: ReadText, start: int, end: int) -> list[Named]:
    """Give the provinces and towns that words name, in reading order."""
    return [
        (first, last, place)
        for first, last, mention in text.inside(start, end)
        if mention.kind in SETTLED and (place := text.place(mention))
    ]

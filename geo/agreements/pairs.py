"""Pairs: the two provinces that an agreement binds, one pair for each partner."""

from __future__ import annotations

import re
from itertools import combinations, groupby
from typing import TYPE_CHECKING

from geo.language.matching import listed, said
from geo.language.shipped import EVERY

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from geo.agreements.clause import Span
    from geo.model import Place

Named = tuple[int, int, "Place"]
"""Where the words name a place: start, end, and which."""


_BINDING = said("binding")
_OPENING = said("before_partners")
_TOWARDS = said("towards_a_partner")
_OF = said("of_partners")
_SIGNED = said("signed_by_two")
"""What two provinces sign: "a plan of X and Y"."""
_NOT_BETWEEN = said("lies_between")
_INSERTED = re.compile(rf",\s*{listed('inserted')}\s*,", re.IGNORECASE)
_COUNTED = re.compile(rf"\b{listed('three_or_more')}\s*$", re.IGNORECASE)
_WITHIN = re.compile(rf"\b{listed('within')}\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_MARKS = frozenset(",&()/–—-'’")
_RESPECTIVELY = said("respectively")
_VIETNAM, _CAMBODIA = "VN", "KH"
_REACH = 60
_REACH_BEFORE = 200
_FEW = 5


def find_pairs(
    text: str,
    start: int,
    end: int,
    named: Sequence[Named],
    verb: int | None,
    *,
    is_bound: bool = False,
    acting: Container[Span] = (),
) -> tuple[tuple[Place, Place], ...]:
    """Find the pairs of places that the words between two offsets bind.

    "Between X and A, B and C" gives X–A, X–B and X–C when X is in one country and
    the others in another. Where both sides have several, only "respectively" tells
    which belongs to which; without it there is no pair.

    Parameters
    ----------
    text
        In NFC.
    start, end
        The clause.
    named
        The settled places that the sentence names, in reading order. One before the
        clause can be bound by it only as its subject.
    verb
        Where the verb begins: "X and A signed an agreement" has its names before;
        ``None`` where the words have no subject, as the item of a list has none.
    is_bound
        Whether words before the clause say that it is about agreements: "documents
        were signed: two between X and Y".
    acting
        Where names stand for who acts: "X and A agreed" binds them, "trains from X and
        A will" does not.
    """
    pairs: list[tuple[Place, Place]] = []
    openings = [
        match.end()
        for match in _OPENING.finditer(text, start, end)
        if _binds(text, start, match.start(), is_bound=is_bound)
    ]
    for opening, limit in zip(openings, [*openings, end][1:], strict=True):
        listed = list_names(text, opening, limit, named)
        pairs += bind_listed(listed, text[opening:limit])
    if not pairs:
        pairs += _with(text, start, end, named) or _of(text, start, end, named)
    if not pairs and verb is not None:
        pairs += _respectively(text, verb, end, named)
    if not pairs and verb is not None:
        pairs += _subjects(text, (start, verb, end), named, acting)
    return tuple(dict.fromkeys(map(_ordered, pairs)))


def _subjects(
    text: str,
    clause: tuple[int, int, int],
    named: Sequence[Named],
    acting: Container[Span],
) -> list[tuple[Place, Place]]:
    """Bind "X and A signed an agreement", and "X and A agreed to open a market"."""
    start, verb, end = clause
    before = [name for name in named if name[1] <= verb]
    gap = _INSERTED.sub(" ", text[before[-1][1] : verb]) if before else ","
    if "," in gap or len(gap.split()) > _FEW:
        return []
    joint = next(
        together
        for number, name in enumerate(before)
        if (together := list_names(text, name[0], verb, before[number:]))
        and together[-1] is before[-1]
    )
    if len(joint) > 2 and _COUNTED.search(text[: joint[0][0]]):
        return list(combinations([place for *_, place in joint], 2))
    if _BINDING.search(text, verb, min(end, verb + _REACH)):
        return bind_listed(list_names(text, before[0][0], verb, before), "")
    if len({place.countries for _, _, place in joint}) < 2:
        return []
    head = re.split(r"[,;:.]", text[start : joint[0][0]])[-1]
    is_subject = any((first, last) in acting for first, last, _ in joint) or (
        not _WITHIN.search(head) and len(head.split()) <= _FEW
    )
    lies = _NOT_BETWEEN.search(" ".join(head.split()[-2:]))
    if joint[0][0] < start or not is_subject or lies:
        return []
    return list(pair_all(joint))


def _respectively(
    text: str, verb: int, end: int, named: Sequence[Named]
) -> list[tuple[Place, Place]]:
    """Bind "X and Y will train nurses from A and farmers from B respectively"."""
    if not _RESPECTIVELY.search(text, verb, end):
        return []
    ours = [place for _, last, place in named if last <= verb]
    theirs = [place for first, last, place in named if verb <= first and last <= end]
    if len(ours) != len(theirs) or len(ours) < 2:
        return []
    pairs = list(zip(ours, theirs, strict=True))
    return pairs if all(a.countries != b.countries for a, b in pairs) else []


def pair_all(named: Sequence[Named]) -> tuple[tuple[Place, Place], ...]:
    """Pair one with each across the border, and all where each has its own country.

    Where both sides have several, nothing tells who belongs to whom.
    """
    pairs = bind_listed(named, "")
    places = tuple({place.id: place for _, _, place in named}.values())
    countries = {place.countries for place in places}
    if len(countries) == len(places) > 2:
        pairs = list(combinations(places, 2))
    return tuple(dict.fromkeys(map(_ordered, pairs)))


def _binds(text: str, start: int, opening: int, *, is_bound: bool) -> bool:
    """Whether "between" says who agrees, not where a road leads."""
    start = max(start, opening - _REACH_BEFORE)
    before = text[start:opening].split()[-4:]
    around = " ".join(before) + " " + text[opening : opening + 12]
    if _NOT_BETWEEN.search(" ".join(before)):
        return False
    return is_bound or bool(
        _BINDING.search(text[start:opening]) or _BINDING.search(around)
    )


def list_names(text: str, start: int, end: int, named: Sequence[Named]) -> list[Named]:
    """Give the places that follow as one list, as far as other words begin."""
    listed: list[Named] = []
    position = start
    for name in named:
        if name[0] < start or name[1] > end:
            continue
        if text[position : name[0]].strip() == "(" and listed:
            if text[name[1] : name[1] + 1] == ")":
                position = name[1]
                continue  # "Poipet (Banteay Meanchey)" is one of the two, not both
            break
        if not joins_names(text[position : name[0]]):
            break
        listed.append(name)
        position = name[1]
    return listed


def joins_names(words: str) -> bool:
    """Whether words between two names only list them.

    >>> joins_names(" and the city of "), joins_names(" signed a plan with ")
    (True, False)
    """
    return all(
        word in _MARKS
        or word.lower() in EVERY.joining_names
        or word == "s"
        or word[0].isupper()
        or word.isdigit()
        for word in _WORD.findall(words)
    )


def bind_listed(listed: Sequence[Named], words: str) -> list[tuple[Place, Place]]:
    """Pair those of two countries; "respectively" in the words tells who with whom."""
    places = [place for _, _, place in listed]
    if len({place.id for place in places}) < 2:
        return []
    groups = [
        list(group) for _, group in groupby(places, key=lambda place: place.countries)
    ]
    if len(groups) == 1:
        return [(places[0], places[1])] if len(places) == 2 else []
    one, *rest = groups
    others = [place for group in rest for place in group]
    if len(one) == 1:
        return [(one[0], other) for other in others]
    if len(others) == 1:
        return [(first, others[0]) for first in one]
    if len(one) == len(others) and _RESPECTIVELY.search(words):
        return list(zip(one, others, strict=True))
    return []


def _with(
    text: str, start: int, end: int, named: Sequence[Named]
) -> list[tuple[Place, Place]]:
    """Bind "X signed agreements with A and B"."""
    for match in _TOWARDS.finditer(text, start, end):
        subjects = [name for name in named if name[1] <= match.start()]
        if not subjects or not _BINDING.search(text, start, match.start()):
            continue
        listed = list_names(text, match.end(), end, named)
        subject = subjects[-1][2]
        others = [p for _, _, p in listed if p.countries != subject.countries]
        if others:
            return [(subject, other) for other in others]
    return []


def _of(
    text: str, start: int, end: int, named: Sequence[Named]
) -> list[tuple[Place, Place]]:
    """Bind "a plan of X and A", where the two lie in two countries."""
    for match in _OF.finditer(text, start, end):
        if not _SIGNED.search(text, max(start, match.start() - _REACH), match.start()):
            continue
        listed = list_names(text, match.end(), end, named)
        countries = {place.countries for _, _, place in listed}
        if len(listed) == len(countries) == 2:
            return bind_listed(listed, "")
    return []


def _ordered(pair: tuple[Place, Place]) -> tuple[Place, Place]:
    """Put Viet Nam before Cambodia, as the register does; else as the text has it."""
    first, second = pair
    if first.countries == (_CAMBODIA,) and second.countries == (_VIETNAM,):
        return second, first
    return first, second

"""Signings: a clause in which one after the other signs something of its own.

"A and B signed an agreement, and C signed a memorandum with D" are two signings: what
the first is about says nothing of the second.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.agreements.pairs import joins_names
from geo.language.matching import listed, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.agreements.clause import Clause
    from geo.agreements.pairs import Named

_SIGNS = said("signs")
_AUXILIARIES = re.compile(rf"\s+(?:{listed('before_signs')}\s+)*", re.IGNORECASE)
_TYPES = re.compile(rf"(?:{listed('before_signers')}\s+)*$", re.IGNORECASE)
_JOINT = re.compile(
    rf"(?:[,;]|\b{listed('signing_joints')})\s*(?:{listed('signing_joints')}\s+)?"
    rf"(?:{listed('before_signers')}\s+)*$",
    re.IGNORECASE,
)
_TOWARDS = re.compile(
    rf"\b{listed('signed_with')}\s+(?:{listed('before_partner')}\s+)*$", re.IGNORECASE
)
_A_PAPER = re.compile(rf"(?:\s+provinces?)?\s+{listed('a_paper')}\b", re.IGNORECASE)
_BEFORE = 60


def split_signings(
    text: str, clause: Clause, named: Sequence[Named]
) -> tuple[Clause, ...] | None:
    """Split a clause into its signings; ``None`` where they cannot be told apart.

    Parameters
    ----------
    text
        In NFC.
    clause
        What one verb promises, as far as rules for verbs can tell.
    named
        The provinces and towns that its sentence names, in reading order.

    Returns
    -------
    signings
        The clause itself where one signs. ``None`` where a name may belong to the
        partners of one signing as well as to those who sign next.
    """
    if clause.is_item or len(named) < 3:
        return (clause,)
    if any(_is_given_a_paper(text, clause, named, i) for i in range(1, len(named))):
        return None
    verbs = [
        match
        for match in _SIGNS.finditer(text, clause.start, clause.end)
        if _subject(text, named, match.start()) is not None
    ]
    if len(verbs) < 2:
        return (clause,)
    starts = [clause.start]
    for verb in verbs[1:]:
        first = _subject(text, named, verb.start())
        start = _boundary(text, named, first) if first is not None else None
        if start is None or start <= starts[-1]:
            return None
        starts.append(start)
    ends = [*starts[1:], clause.end]
    parts = []
    for verb, start, end in zip(verbs, starts, ends, strict=True):
        words = text[start:end].rstrip(" ,;")
        for joint in (" and", " while", " whereas", " but", " và", " còn"):
            words = words.removesuffix(joint).rstrip(" ,;")
        parts.append(
            replace(
                clause,
                start=start,
                end=start + len(words),
                lead=(start, verb.end()),
                words=verb.span(),
                content=min(verb.end() + 1, start + len(words)),
                sentence=(start, start + len(words)),
            )
        )
    return tuple(parts)


def _subject(text: str, named: Sequence[Named], verb: int) -> int | None:
    """Give which name begins the subject right before a verb, if names are its subject.

    The subject begins after a comma with an "and", or where other words stand.
    """
    last = max((i for i, n in enumerate(named) if n[1] <= verb), default=None)
    if last is None or not _AUXILIARIES.fullmatch(text, named[last][1], verb):
        return None
    first = last
    while first and _is_listed(text, named[first - 1], named[first]):
        first -= 1
    return first


def _is_listed(text: str, one: Named, other: Named) -> bool:
    words = text[one[1] : other[0]]
    return "," not in words and joins_names(words)


def _boundary(text: str, named: Sequence[Named], first: int) -> int | None:
    """Give where the signing of a subject begins, if what stands before ends another.

    In "with A, B and C signed" nothing tells whether B is a partner or signs.
    """
    start = named[first][0]
    before = text[max(0, start - _BEFORE) : start]
    if _TOWARDS.search(before) or not (joint := _JOINT.search(before)):
        return None
    listed = [
        one
        for one, other in pairwise(named[: first + 1])
        if joins_names(text[one[1] : other[0]])
    ]
    ending = 0
    several = first + 1 < len(named) and _is_listed(text, *named[first : first + 2])
    while ending < len(listed) and listed[-1 - ending] is named[first - 1 - ending]:
        ending += 1
    is_bare = joint.group().strip() == ","
    if ending > 1 or (is_bare and ending and several):
        return None
    return start - len(before) + joint.end() - len(_kept(joint.group()))


def _kept(joint: str) -> str:
    """Give what of the words before a subject belongs to it: "the", "tỉnh"."""
    types = _TYPES.search(joint)
    return types.group() if types else ""


def _is_given_a_paper(
    text: str, clause: Clause, named: Sequence[Named], index: int
) -> bool:
    """Whether a listed name is followed by what it signs: "with A and B a plan"."""
    name = named[index]
    return (
        clause.start <= name[0]
        and name[1] <= clause.end
        and bool(_A_PAPER.match(text, name[1], clause.end))
        and joins_names(text[named[index - 1][1] : name[0]])
        and "," not in text[named[index - 1][1] : name[0]]
    )

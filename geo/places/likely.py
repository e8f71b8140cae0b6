"""Likely countries: where to look for a name that the gazetteer lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import SETTLED, Kind, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.places.expression import Expression
    from geo.places.gazetteer import Gazetteer
    from geo.places.nations import Scope
    from geo.places.occurrences import Occurrence

_NEAR = 4
"""So many words after a name may stand before what holds it."""
_MOST = 2
"""More countries than these tell nothing."""


def likely_countries(
    text: str,
    occurrence: Occurrence,
    expressions: Sequence[Expression],
    gazetteer: Gazetteer,
    scope: Scope,
) -> frozenset[str]:
    """Give the countries that a name may lie in, by what is told nearest to it.

    What follows it ("X, Kenya", "X district in Champasak"), else the places of its
    list, else the countries that its sentence names, else those of the whole text,
    where they are one or two.
    """
    told = occurrence.countries or occurrence.bracketed
    if told:
        return told
    tokens, index = occurrence.sentence.tokens, occurrence.index
    following = [t.name for t in tokens[index + 1 : index + 1 + _NEAR] if t.name >= 0]
    beside = [tokens[m].name for m in occurrence.members if m != index]
    for names in (following[:1], beside):
        codes = {c for n in names for c in _codes(expressions[n], gazetteer)}
        codes &= scope.named or codes
        if 0 < len(codes) <= _MOST:
            return frozenset(codes)
    named = {
        code
        for t in tokens
        if t.name >= 0
        for code in _codes(expressions[t.name], gazetteer)
    }
    start, end = tokens[0].start, tokens[-1].end
    named |= gazetteer.nations.named_by(text[start:end])
    if 0 < len(named) <= _MOST:
        return frozenset(named)
    return scope.named if len(scope.named) <= _MOST else frozenset()


def _codes(expression: Expression, gazetteer: Gazetteer) -> Iterator[str]:
    """Give the countries of a name that can be read in one way only."""
    places = [gazetteer[sense.place_id] for sense in expression.senses]
    kinds = SETTLED | {Kind.COUNTRY, Kind.BORDER_CHECKPOINT}
    near = [p for p in places if p.tier is Tier.REGION and p.kind in kinds] or places
    codes = {place.countries for place in near}
    if len(codes) == 1:
        yield from codes.pop()

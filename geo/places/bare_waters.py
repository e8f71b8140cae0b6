"""Bare names of waters: the Rhine, the Baltic, whose other word the text leaves out.

By itself such a name may be a word or a person's, and no list of names has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.shipped import EVERY
from geo.model import Kind
from geo.places.expression import Expression
from geo.places.spellings import Sense
from geo.text.folding import fold_toponym
from geo.text.vocabulary import CAPITAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.places.gazetteer import Gazetteer

_NAME = re.compile(
    rf"\b[Tt]he (?P<name>{CAPITAL}[\w’'-]+)(?=[,.;:)]|[ \u00a0\n](?P<next>[^\W\d_]+))"
)
_OTHER_WORDS = {
    Kind.RIVER: EVERY.waters_with_articles,
    Kind.SEA: EVERY.seas_with_articles,
}


def find_bare_waters(
    text: str, known: Sequence[Expression], gazetteer: Gazetteer
) -> Iterator[Expression]:
    """Find what an article and the gazetteer together make a river or a sea."""
    wide = gazetteer.wide
    if wide is None:
        return
    taken = {e.start for e in known}
    for found in _NAME.finditer(text):
        start, end = found.span("name")
        following = found["next"]
        beside = EVERY.beside_waters | EVERY.beside_seas
        if start in taken or (following and fold_toponym(following) not in beside):
            continue
        name = fold_toponym(found["name"])
        for kind, others in _OTHER_WORDS.items():
            senses = tuple(
                Sense(place.id)
                for other in sorted(others)
                for place in wide.bearers(f"{name} {other}")
                if place.kind is kind
            )
            if senses:
                yield Expression(start, end, senses, name, type_words="")
                break

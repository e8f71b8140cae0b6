"""Sides: between whom an agreement is, and whose promise it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.agreements.drafts import name_pair
from geo.agreements.instruments import find_parties
from geo.language.matching import said
from geo.model import Kind
from geo.text.folding import fold_toponym

if TYPE_CHECKING:
    from geo.agreements.clause import Clause, Span
    from geo.agreements.drafts import Draft
    from geo.agreements.read_text import ReadText

_THREE = said("three_sides")
_ONE_SIDE = re.compile(
    r"(?<!\w)(?:the\s+)?(?P<en>(?!(?:two|both|either|each|other|one|all)\b)\w+)\s+side"
    r"(?!\w)"
    r"|(?<!\w)phía\s+(?P<vi>(?:[^\W\d_]+\s+){0,2}?[^\W\d_]+)"
    r"(?=\s+(?:đã|sẽ|cũng|cam|nhất|đồng|khẳng|bày|mong|đề|ủng|hứa)(?!\w))",
    re.IGNORECASE,
)
"""The Vietnamese side, phía Việt Nam: a promise of one side alone."""
_LONGEST_SUBJECT = 6
_FAR = 3_000
_SAME_BEGINNING = 4


def list_parties(text: ReadText, draft: Draft) -> tuple[str, ...]:
    """Give the two of a pair or of an instrument as the text has them, or the states.

    The states are those that the sentence names, else its passage, else the document.
    """
    if draft.pair:
        named = name_pair(text, draft)
        return tuple(text.words(named[place.id]) for place in draft.pair)
    if draft.instrument:
        between = find_parties(text.text[slice(*draft.subject)])
        if between:
            return between
    states = find_states(text, draft.clause)
    return tuple(text.gazetteer[place_id].names.en for place_id in states)


def find_states(text: ReadText, clause: Clause) -> tuple[str, ...]:
    """Give the ids of the two states, or three, that a clause is about."""
    count = 3 if _THREE.search(text.text, *clause.sentence) else 2
    for start, end in (clause.sentence, _line(text.text, clause)):
        first, last = max(start, clause.start - _FAR), min(end, clause.end + _FAR)
        named = dict.fromkeys(
            mention.place_id
            for _, _, mention in text.inside(first, last)
            if mention.place_id in text.countries
        )
        if len(named) == count:
            return tuple(place_id for place_id in named if place_id)
    return text.countries[:count]


def _line(text: str, clause: Clause) -> Span:
    end = text.find("\n", clause.end)
    return text.rfind("\n", 0, clause.start) + 1, end if end >= 0 else len(text)


def find_promiser(text: ReadText, clause: Clause) -> tuple[str, Span] | None:
    """Tell whose promise it is where one side alone makes it, and in which words.

    "The Vietnamese side agreed", "Thailand pledged", "phía Việt Nam cam kết".
    """
    start, end = clause.lead[0], clause.words[0]
    named = [
        (place.names.en, (first, last))
        for first, last, mention in text.inside(start, end)
        if mention.kind is Kind.COUNTRY and (place := text.place(mention))
    ]
    if len(named) == 1 and len(text.text[start:end].split()) <= _LONGEST_SUBJECT:
        return named[0]
    match = _ONE_SIDE.search(text.text, start, end)
    if match is None:
        return None
    return _nation(text, match["en"] or match["vi"]), match.span()


def _nation(text: ReadText, word: str) -> str:
    """Give the country that "Vietnamese" belongs to, by how both begin."""
    folded = fold_toponym(word).replace(" ", "")[:_SAME_BEGINNING]
    for place_id in text.countries:
        place = text.gazetteer[place_id]
        for name in (place.names.en, *place.variants):
            if fold_toponym(name).replace(" ", "").startswith(folded):
                return place.names.en
    return word

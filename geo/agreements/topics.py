"""Topics: the agreement type that the words of a draft speak for, and which do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.agreements.drafts import name_pair
from geo.language.matching import listed, said, topic_matchers
from geo.model import WATER, AgreementType, Form, Kind, Role

if TYPE_CHECKING:
    from geo.agreements.clause import Span
    from geo.agreements.drafts import Draft
    from geo.agreements.read_text import ReadText
    from geo.model import Mention

    _Scores = dict[AgreementType, dict[Span, tuple[float, str]]]
    """What each word that speaks for a type weighs, and its entry."""

_NEAR = (re.compile(r"(?:\s*\S+){0,12}"), re.compile(r"(?:\s*\S+){0,4}"))
_GAINS = (1.0, 0.5)
_TAKES_UP = said("takes_up")
_MOST_WORDS = 3
_OVER = re.compile(rf"\b{listed('over_a_water')}\s+$", re.IGNORECASE)
_BEFORE = 40
_GENERAL = frozenset({AgreementType.POLITICAL, AgreementType.PROVINCIAL_COOPERATION})
"""What is about cooperation as such."""
_TELLING = frozenset({Kind.SEA, Kind.WATERS, Kind.BASIN, Kind.COUNTRY, Kind.REGION})
"""Whose names are words of the tables themselves: South China Sea, Mekong Subregion."""
KIND_TOPICS = {
    Kind.BORDER_CHECKPOINT: (AgreementType.BORDER_CHECKPOINT, 4.5),
    Kind.CONNECTING_POINT: (AgreementType.TRANSPORT, 4.0),
    Kind.RIVER: (AgreementType.MEKONG, 2.5),
    Kind.LAKE: (AgreementType.MEKONG, 2.5),
    Kind.BASIN: (AgreementType.MEKONG, 5.0),
    Kind.DELTA: (AgreementType.MEKONG, 3.0),
    Kind.SEA: (AgreementType.MARITIME, 5.0),
    Kind.WATERS: (AgreementType.MARITIME, 2.0),
    Kind.SCHOOL: (AgreementType.SOCIETY, 4.0),
    Kind.MONUMENT: (AgreementType.SOCIETY, 4.0),
    Kind.BOUNDARY: (AgreementType.LAND_BOUNDARY, 5.0),
}
"""What a place that is named as a location speaks for, and how much."""


def find_topic(
    text: ReadText, draft: Draft
) -> tuple[AgreementType, tuple[str, ...], Span, tuple[str, ...]]:
    """Tell what a draft is about.

    Words soon after the verb weigh double. Where the clause says nothing ("this
    cooperation"), its sentence before it is asked, and quoted with it; where that
    says nothing either, the type is the political one and no word is given.

    Returns
    -------
    agreement_type
        What it is about.
    words
        The words of the document that say so, the weightiest first.
    span
        What is to be quoted, which holds these words.
    rules
        The entries that these words are of.
    """
    start, end = draft.span
    if draft.pair and not draft.parties and not _is_specific(text, draft):
        return _of_pair(text, draft)
    near = draft.clause.content
    begin = start
    if draft.instrument:
        begin = near = draft.instrument.start
    scores = _weigh(text, begin, end, near)
    if not scores and start < near:
        scores = _weigh(text, start, end, end)
    if not scores and _TAKES_UP.search(text.text, start, end):
        start = min(start, draft.clause.sentence[0])
        scores = _weigh(text, start, end, end)
    best = _best(scores) if scores else AgreementType.POLITICAL
    if draft.pair and best in _GENERAL:
        return _of_pair(text, draft)
    if not scores:
        return AgreementType.POLITICAL, (), draft.span, ()
    spans = sorted(scores[best], key=lambda span: (-scores[best][span][0], span))
    words = _words(text, spans)
    kinds = {text.words((a, b)): m.kind.label for a, b, m in text.inside(start, end)}
    rules = tuple(dict.fromkeys(scores[best][span][1] for span in spans))
    said = tuple(_say(word, kinds.get(word)) for word in words)
    return best, said, (start, end), rules


def _of_pair(
    text: ReadText, draft: Draft
) -> tuple[AgreementType, tuple[str, ...], Span, tuple[str, ...]]:
    """Give the type of what binds two provinces and says of nothing else."""
    named = sorted(name_pair(text, draft).values())
    pair = tuple(f"'{words}'" for words in _words(text, named))
    return AgreementType.PROVINCIAL_COOPERATION, pair, draft.span, ("rule.pair",)


def _is_specific(text: ReadText, draft: Draft) -> bool:
    """Whether what binds two provinces is about one thing: a gate, a road."""
    scores = _weigh(text, *draft.subject, draft.subject[0])
    best = _best(scores) if scores else AgreementType.POLITICAL
    return best not in _GENERAL and draft.form is Form.COMMITMENT


def _say(words: str, kind: str | None) -> str:
    """Quote the words of the document, and tell what kind of place they name."""
    return f"'{words}' ({kind})" if kind else f"'{words}'"


def _words(text: ReadText, spans: list[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.words(span) for span in spans))[:_MOST_WORDS]


def _weigh(text: ReadText, start: int, end: int, near: int) -> _Scores:
    """Weigh the words between two offsets, and the places that they name."""
    reaches = [m.end() for n in _NEAR if (m := n.match(text.text, near, end))]
    if near != start:
        del reaches[
            1:
        ]  # only what begins with its subject begins with what it is about
    scores: _Scores = {}
    inside = tuple(text.inside(start, end))
    named = [(a, b, m) for a, b, m in inside if m.kind not in _TELLING]
    for first, last, mention in inside:
        weighed = KIND_TOPICS.get(mention.kind)
        if _is_crossed(text, first, mention):
            named.append((first - 1, last + 1, mention))
            continue
        if weighed and mention.role is Role.LITERAL:
            topic, weight = weighed
            value = weight * _nearness(first, near, reaches)
            rule = f"rule.named-{mention.kind.value}"
            scores.setdefault(topic, {})[first, last] = value, rule
    for matcher in topic_matchers():
        for first, last, found in matcher.find(text.text, start, end):
            if _is_in_a_name((first, last), named):
                continue
            value = found.entry.weight * _nearness(first, near, reaches)
            scores.setdefault(found.entry.type, {})[first, last] = value, found.id
    return scores


def _is_crossed(text: ReadText, start: int, mention: Mention) -> bool:
    """Whether something only leads over a water: a bridge over the river."""
    before = text.text[max(0, start - _BEFORE) : start]
    return mention.kind in WATER and bool(_OVER.search(before))


def _nearness(start: int, near: int, reaches: list[int]) -> float:
    """Tell how much more a word weighs soon after the verb."""
    return 1.0 + sum(
        weight
        for reach, weight in zip(reaches, _GAINS, strict=False)
        if near <= start < reach
    )


def _is_in_a_name(word: Span, named: list[tuple[int, int, Mention]]) -> bool:
    """Whether a word is only part of a toponym: "Cầu" (bridge) in "Cầu Treo".

    The type word that ends a name says what it is: "Port" in "Vũng Áng Port".
    """
    first, last = word
    return any(
        begin <= first and last <= end and (last < end or first == begin)
        for begin, end, _ in named
    )


def _best(scores: _Scores) -> AgreementType:
    """Give the type of the greatest weight; each further word adds half as much."""
    totals = {
        topic: sum(
            value / 2**rank
            for rank, (value, _) in enumerate(sorted(found.values(), reverse=True))
        )
        for topic, found in scores.items()
    }
    return max(totals, key=lambda topic: totals[topic])

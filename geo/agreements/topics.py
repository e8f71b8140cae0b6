"""Topics: the agreement type that the words of a draft speak for, and which do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.agreements.cues import TOPICS, compile_words
from geo.agreements.drafts import name_pair
from geo.model import AgreementType

if TYPE_CHECKING:
    from geo.agreements.clauses import Span
    from geo.agreements.drafts import Draft
    from geo.agreements.read_text import ReadText

    _Scores = dict[AgreementType, dict[Span, float]]

_NEAR = re.compile(r"(?:\s*\S+){0,12}")
_TAKES_UP = compile_words("this|these|such|those|its?|them|này|đó")
_MOST_WORDS = 3


def find_topic(
    text: ReadText, draft: Draft
) -> tuple[AgreementType, tuple[str, ...], Span]:
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
    """
    start, end = draft.span
    if draft.pair:
        named = sorted(name_pair(text, draft).values())
        return AgreementType.PROVINCIAL_COOPERATION, _words(text, named), draft.span
    near = draft.clause.content
    begin = start
    if draft.instrument:
        begin = near = draft.instrument.start
    scores = _weigh(text.text, begin, end, near)
    if not scores and _TAKES_UP.search(text.text, start, end):
        start = min(start, draft.clause.sentence[0])
        scores = _weigh(text.text, start, end, end)
    if not scores:
        return AgreementType.POLITICAL, (), draft.span
    best = _best(scores)
    spans = sorted(scores[best], key=lambda span: (-scores[best][span], span))
    return best, _words(text, spans), (start, end)


def _words(text: ReadText, spans: list[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.words(span) for span in spans))[:_MOST_WORDS]


def _weigh(text: str, start: int, end: int, near: int) -> _Scores:
    close = _NEAR.match(text, near, end)
    reach = close.end() if close else near
    scores: _Scores = {}
    for topic, tables in TOPICS.items():
        for weight, words in tables:
            for match in words.finditer(text, start, end):
                is_near = near <= match.start() < reach
                value = weight * (2.0 if is_near else 1.0)
                scores.setdefault(topic, {})[match.span()] = value
    return scores


def _best(scores: _Scores) -> AgreementType:
    """Give the type of the greatest weight; each further word adds half as much."""
    totals = {
        topic: sum(
            value / 2**rank
            for rank, value in enumerate(sorted(found.values(), reverse=True))
        )
        for topic, found in scores.items()
    }
    return max(totals, key=lambda topic: totals[topic])

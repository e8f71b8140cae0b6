"""Mentions as readers decided: confirmed, elsewhere, wider, added, or none at all."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.fields import Family, Reading, from_record
from geo.model import Kind, Mention, Role
from geo.review.anchoring import Span
from geo.review.answers import NOWHERE, PLACE, ROLE, WORDS, settle
from geo.review.decisions import Act, words_at
from geo.review.items import ReviewedMention
from geo.review.said import decided, say_differing, say_verified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.model import Document
    from geo.review.answers import Held
    from geo.review.decisions import Decision

    Decisions = tuple[Decision, ...]

_READING = Reading(family=Family.LINES, keeps_unknown=True)
_UNSURE = 0.5
"""The score of a mention about which readers differ: below what is sure."""


def apply_to_mentions(
    document: Document,
    machine: Iterable[Mention],
    decided: Mapping[Span, Decisions],
) -> tuple[ReviewedMention, ...]:
    """Give the mentions of a text with what was decided about each.

    Parameters
    ----------
    document
        The text.
    machine
        Its mentions as they were read.
    decided
        By the words that they are about, where they stand now.
    """
    by_span = {Span(m.start, m.end): m for m in machine}
    given, added = _assign(by_span, decided)
    items = [
        _review(document, mention, given.get(span, ()))
        for span, mention in by_span.items()
    ]
    for span, decisions in added.items():
        items.append(_revive(document, span, decisions))
    return tuple(sorted(items, key=_order))


def _order(item: ReviewedMention) -> tuple[int, int]:
    shown = item.mention or item.machine
    return (shown.start, -shown.end) if shown else (item.words.start, -item.words.end)


def _assign(
    by_span: Mapping[Span, Mention], decided: Mapping[Span, Decisions]
) -> tuple[dict[Span, Decisions], dict[Span, Decisions]]:
    """Say of which mention each group speaks, and which speak of none that is there.

    Rules that were made better may take the same words wider or narrower.
    """
    given = {span: ds for span, ds in decided.items() if span in by_span}
    free = [span for span in by_span if span not in given]
    added: dict[Span, Decisions] = {}
    for span, decisions in sorted(decided.items()):
        if span in by_span:
            continue
        near = [s for s in free if s.start < span.end and span.start < s.end]
        if not near or all(d.act is Act.ADD for d in decisions):
            added[span] = decisions
            continue
        best = max(
            near, key=lambda s: (min(s.end, span.end) - max(s.start, span.start), s)
        )
        free.remove(best)
        given[best] = decisions
    return given, added


def _review(
    document: Document, mention: Mention, decisions: Decisions
) -> ReviewedMention:
    held = settle(decisions)
    return ReviewedMention(
        document_id=document.id,
        words=words_at(document.text, mention.start, mention.end),
        machine=mention,
        mention=_decide(document, mention, held, decisions) if held else mention,
        held=held,
        given=decisions,
    )


def _revive(document: Document, span: Span, decisions: Decisions) -> ReviewedMention:
    """Give a mention that no rule reads now: a reader added or confirmed it."""
    held = settle(decisions)
    base = Mention(
        document_id=document.id,
        passage_id=passage_at(document, span.start),
        start=span.start,
        end=span.end,
        exact=document.text[span.start : span.end],
        role=Role.LITERAL,
        kind=Kind.REGION,
        place_id=None,
    )
    for decision in decisions:
        base = _with_record(base, decision.was)
    return ReviewedMention(
        document_id=document.id,
        words=words_at(document.text, span.start, span.end),
        machine=None,
        mention=_decide(document, base, held, decisions),
        held=held,
        given=decisions,
    )


def _with_record(mention: Mention, record: Mapping[str, object]) -> Mention:
    """Let a mention be what a record says, where it stands."""
    return from_record(
        Mention,
        {**_to_defaults(mention), **record},
        _READING,
        document_id=mention.document_id,
        passage_id=mention.passage_id,
        start=mention.start,
        end=mention.end,
        exact=mention.exact,
    )


def _to_defaults(mention: Mention) -> dict[str, object]:
    return {
        "role": mention.role.value,
        "kind": mention.kind.value,
        "place": mention.place_id,
    }


def _decide(
    document: Document,
    mention: Mention,
    held: Mapping[str, Held],
    decisions: Decisions,
) -> Mention | None:
    """Let a mention be what its readers say."""
    place = held.get(PLACE)
    if place and place.value == NOWHERE and not place.differs:
        return None
    if place and place.value != NOWHERE:
        mention = _with_record(mention, place.newest.value)
    if ROLE in held:
        mention = replace(mention, role=Role(held[ROLE].value))
    if WORDS in held:
        mention = _stretch(document, mention, held[WORDS], decisions)
    if any(one.differs for one in held.values()):
        return replace(mention, score=_UNSURE, evidence=say_differing(held))
    return replace(
        mention,
        score=1.0,
        alternatives=(),
        evidence=say_verified(held),
        **decided(held),
    )


def _stretch(
    document: Document,
    mention: Mention,
    words: Held,
    decisions: Decisions,
) -> Mention:
    """Let a mention be wider or narrower, by as much as it was when that was said."""
    (decision,) = (d for d in decisions if d is words.newest)
    stood = decision.words
    start, end = words.value
    if stood is None:
        return mention
    start += mention.start - stood.start
    end += mention.end - stood.end
    exact = document.text[max(start, 0) : end]
    if exact != decision.value["exact"]:
        return mention
    return replace(
        mention,
        start=start,
        end=end,
        exact=exact,
        passage_id=passage_at(document, start),
    )


def passage_at(document: Document, offset: int) -> str:
    """Give the id of the passage in which a code point of a text stands."""
    starts = [passage.start for passage in document.passages]
    return document.passages[max(0, bisect_right(starts, offset) - 1)].id

"""The queue: what a reader looks at next, how far they are, and what is alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.review.items import Item, ReviewedAgreement, ReviewedMention, ReviewedText

if TYPE_CHECKING:
    from geo.review.state import State


class Filter(StrEnum):
    """What of the queue is shown."""

    ALL = "all"
    UNSURE = "unsure"
    """Mentions that may mean another place."""
    UNPLACED = "unplaced"
    """Mentions whose place the gazetteer lacks."""
    PROPOSED = "proposed"
    """Agreements that rules propose and nobody decided about."""
    MINE = "mine"
    """What this reader decided."""
    DISAGREED = "disagreed"
    """What readers decided differently."""
    OPEN = "open"
    """What nobody decided about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How much is decided."""

    decided: int
    total: int
    disagreed: int = 0
    lost: int = 0
    """Decisions whose words are gone."""


def queue(
    state: State,
    which: Filter = Filter.ALL,
    *,
    who: str = "",
    document_id: str = "",
) -> tuple[Item, ...]:
    """Give what there is to decide: first the text itself, then what is unsure.

    Parameters
    ----------
    state
        Of the project.
    which
        What of it.
    who
        The reader, for what is theirs.
    document_id
        Of one text; empty for all of them.
    """
    items = [
        item
        for item in state.items
        if (not document_id or item.document_id == document_id)
        and _belongs(item, which, who)
    ]
    return tuple(sorted(items, key=_rank))


def _belongs(item: Item, which: Filter, who: str) -> bool:
    belongs = {
        Filter.ALL: True,
        Filter.UNSURE: isinstance(item, ReviewedMention) and item.is_unsure,
        Filter.UNPLACED: isinstance(item, ReviewedMention) and item.is_unplaced,
        Filter.PROPOSED: isinstance(item, ReviewedAgreement) and item.is_proposed,
        Filter.MINE: any(d.who == who for d in item.decisions),
        Filter.DISAGREED: item.differs,
        Filter.OPEN: not item.is_decided and not isinstance(item, ReviewedText),
    }
    return belongs[which]


def _rank(item: Item) -> tuple[int, float, str, int]:
    """Rank what is in dispute first, then what is least sure, then the rest."""
    score, start = 0.0, 0
    if isinstance(item, ReviewedText):
        rank = 0
    elif item.differs:
        rank = 1
    elif item.is_decided:
        rank = 6
    elif isinstance(item, ReviewedAgreement) and item.is_proposed:
        rank = 4
    elif isinstance(item, ReviewedMention) and item.is_unsure:
        rank, score = 2, item.mention.score if item.mention else 0.0
    elif isinstance(item, ReviewedMention) and item.is_unplaced:
        rank = 3
    else:
        rank = 5
    if isinstance(item, ReviewedMention | ReviewedAgreement):
        start = item.words.start
    return rank, score, item.document_id, start


def progress(state: State, document_id: str = "") -> Progress:
    """Count what is decided of all mentions and agreements."""
    items = [
        item
        for item in (*state.mentions, *state.agreements)
        if not document_id or item.document_id == document_id
    ]
    return Progress(
        decided=sum(item.is_decided for item in items),
        total=len(items),
        disagreed=sum(item.differs for item in items),
        lost=len(state.lost),
    )


def like(state: State, item: ReviewedMention) -> tuple[ReviewedMention, ...]:
    """Give the mentions that nobody decided about and that were read as this one was.

    They have the same words, place and role; the mention itself is not among them.
    """
    one = item.machine
    if one is None:
        return ()
    return tuple(
        other
        for other in state.mentions
        if other is not item
        and not other.is_decided
        and other.machine is not None
        and (other.machine.exact, other.machine.place_id, other.machine.role)
        == (one.exact, one.place_id, one.role)
        and other.words != item.words
    )

"""What a reader looks at: a text, a mention, an agreement, each with its answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.review.answers import STANDING, last_time, readers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from geo.model import Agreement, Document, Mention
    from geo.review.answers import Held
    from geo.review.decisions import Decision, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that can be decided about."""

    document_id: str
    held: Mapping[str, Held] = field(default_factory=dict, hash=False)
    """The answers that readers gave, by their questions."""
    given: tuple[Decision, ...] = ()
    """Every decision about it that holds, in order, also those replaced since."""

    @property
    def is_decided(self) -> bool:
        """Whether any reader decided something about it."""
        return bool(self.held)

    @property
    def differs(self) -> bool:
        """Whether readers gave different answers that nobody settled."""
        return any(one.differs for one in self.held.values())

    @property
    def is_verified(self) -> bool:
        """Whether a reader decided about it, and no other one otherwise."""
        return self.is_decided and not self.differs

    @property
    def decided_by(self) -> tuple[str, ...]:
        """Who gave the answers that hold."""
        return readers(self.held)

    @property
    def decided_at(self) -> dt.datetime | None:
        """When the last of them was given."""
        return last_time(self.held)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that hold, and those that speak against them, in order."""
        found = {
            d.id: d for one in self.held.values() for d in (*one.decisions, *one.others)
        }
        return tuple(sorted(found.values(), key=lambda d: d.key))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedText(Item):
    """A text with its record."""

    machine: Document
    """As it was read."""
    document: Document
    """As readers decided."""
    parties: tuple[str, ...] = ()
    """Between whom its agreements are, where they do not say otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedMention(Item):
    """A mention of a text."""

    words: Words
    """What decisions about it refer to: those that were read first."""
    machine: Mention | None
    """As it was read; ``None`` where a reader added it."""
    mention: Mention | None
    """As readers decided; ``None`` where its words name no place."""

    @property
    def is_unsure(self) -> bool:
        """Whether nobody decided about it, and it may mean another place."""
        shown = self.mention
        return not self.is_decided and bool(
            shown and shown.place_id and not shown.is_sure
        )

    @property
    def is_unplaced(self) -> bool:
        """Whether nobody decided about it, and the gazetteer lacks its place."""
        shown = self.mention
        return not self.is_decided and bool(shown and shown.place_id is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedAgreement(Item):
    """An agreement that was proposed or added, and what became of it."""

    id: str
    """What decisions about it refer to, with its words."""
    words: Words
    """Its first quotation."""
    machine: Agreement | None
    """As a rule proposes it; ``None`` where a reader added it."""
    read: Agreement
    """What was decided about: that, or what was recorded when it was."""
    agreement: Agreement | None
    """As readers decided; ``None`` where it was rejected, split, or is part of
    another."""

    @property
    def is_proposed(self) -> bool:
        """Whether a rule proposed it and nobody decided about it."""
        shown = self.agreement
        return shown is not None and shown.is_proposed and not self.is_decided

    @property
    def standing(self) -> str:
        """What readers decided of it as a whole: keep, reject, split or merge."""
        held = self.held.get(STANDING)
        return str(held.value) if held else ""

"""A clause: words that hold one promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.model import Status

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that hold one promise; every span is half-open offsets of the text."""

    start: int
    end: int
    lead: Span
    """Who promises and how; before the clause where it is the item of a list."""
    words: Span
    """The words of the status."""
    content: int
    """Where what is promised begins."""
    status: Status
    sentence: Span
    items: tuple[Span, ...] = ()
    """Further lines that belong to it: the principles of a list."""
    rule: str = ""
    """The entry whose words give the status."""

    @property
    def is_item(self) -> bool:
        """Whether its verb stands outside it."""
        return self.words[0] < self.start

"""An expression: words of a text that name one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.model import Kind
    from geo.places.spellings import Sense


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that name one place: half-open offsets in code points."""

    start: int
    end: int
    senses: tuple[Sense, ...]
    core: str
    """The name itself, folded, without type words after it."""
    type_words: str = ""
    """The capitalised type words after it."""
    pair: str = ""
    """For a border checkpoint named by both halves, these halves."""
    nested: tuple[Expression, ...] = ()
    """What stands in brackets inside it."""
    is_half_known: bool = False
    """Whether the gazetteer knows only one half of that pair."""
    unknown: Kind | None = None
    """For a name that the gazetteer lacks, what the words beside it make it."""
    is_told: bool = False
    """Whether it is a type word that makes it that."""

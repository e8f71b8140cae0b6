"""Where some words stand in a text: one pass for all of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import ahocorasick

if TYPE_CHECKING:
    from collections.abc import Iterable


class WordsAt:
    """Finds whole words, whatever capitals they have."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words, or phrases with single spaces."""
        self._automaton = ahocorasick.Automaton()
        for word in words:
            small = to_small(word)
            self._automaton.add_word(small, len(small))
        self._is_empty = not len(self._automaton)
        if not self._is_empty:
            self._automaton.make_automaton()

    def find(self, text: str) -> list[tuple[int, int]]:
        """Give the half-open offsets of each, in order, of two at one start the longer.

        Examples
        --------
        >>> WordsAt(["gate", "border gate", "km"]).find("A Border Gate, 4km, gates")
        [(2, 13), (9, 13)]
        """
        if self._is_empty:
            return []
        small = to_small(text)
        found: dict[int, int] = {}
        for last, length in self._automaton.iter(small):
            start, end = last + 1 - length, last + 1
            if (start and _joins(small[start - 1])) or (
                end < len(small) and _joins(small[end])
            ):
                continue
            found[start] = max(end, found.get(start, 0))
        return sorted(found.items())


@lru_cache(maxsize=4)
def to_small(text: str) -> str:
    """Write a text in small letters, none of which becomes two."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return small


def _joins(character: str) -> bool:
    return character.isalnum() or character == "_"

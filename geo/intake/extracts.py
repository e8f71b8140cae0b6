"""Extracts: what a format's reader hands on, before the text is cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.intake.dates import StatedDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The paragraphs of a file in reading order."""

    paragraphs: tuple[str, ...]
    heading: str = ""
    """The first one, where the format marks headings."""
    notes: tuple[str, ...] = ()
    """Sentences for the reader on what was left out or joined."""
    stated: tuple[StatedDate, ...] = ()
    """Days that the file states of itself, outside its text."""
    set_aside: int = 0
    """Words that the file shows around its text, and that can be taken back."""


def squeeze(words: str) -> str:
    r"""Give words on one line, with one space between them; hard spaces stay.

    >>> squeeze(" Mộc\n  Bài\t")
    'Mộc Bài'
    """
    return " ".join(part for part in words.translate(_SPACES).split(" ") if part)


_SPACES = str.maketrans(dict.fromkeys("\t\n\r\f\v", " "))

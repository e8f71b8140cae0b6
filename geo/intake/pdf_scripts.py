"""Scripts of a PDF that are not read as they are written, or not at all, said."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import normalize

from geo.intake.pdf_layout import is_leftward

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.intake.pdf_layout import Word

UNMAPPED = "unmapped"
"""Counts words whose font does not say which letters it draws."""

_WORDS = "words"
_LEFTWARD = "leftward"
_DOWNWARD = "downward"
_UNREADABLE = "unreadable"
_DOWNWARD_LETTER = re.compile(
    "[\u1800-\u18af\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]"
)
_PRIVATE = re.compile("[\x01-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")
_LATIN = re.compile("(?:[a-zA-Z][̀-ͯ]*){4,}[.,;:]?")
_VOWEL = re.compile("[aeiouyAEIOUY]")
_FEWEST = 3
_LONGEST_WORD = 100
_MANY = 0.2
_SOME = 0.1
_MOSTLY_SIGNS = 0.5
_ENOUGH_TO_TELL = 20


def count_scripts(words: Sequence[Word]) -> Counter[str]:
    """Count the words of a page, and those of which something is to be said."""
    counts = Counter[str]({_WORDS: len(words)})
    for word in words:
        if is_leftward(word.text):
            counts[_LEFTWARD] += 1
        if _PRIVATE.search(word.text) or _is_no_word(word.text):
            counts[_UNREADABLE] += 1
        counts[_DOWNWARD] += len(word.text) if _is_tall(word) else 0
    counts[_DOWNWARD] += sum(_is_below(a, b) for a, b in pairwise(words))
    return counts


def script_notes(counts: Counter[str]) -> tuple[str, ...]:
    """Say what of a whole file is not read as it is written."""
    notes = []
    if counts[_LEFTWARD] >= _FEWEST:
        notes.append(
            "Words written from right to left may stand in another order; a Word "
            "document or a web page is surer."
        )
    if counts[_DOWNWARD] >= _FEWEST:
        notes.append(
            "Lines written from top to bottom are not read in their order; a Word "
            "document or a web page is surer."
        )
    if is_unreadable(counts):
        notes.append(
            "Its fonts do not say which letters they draw: what was read may not be "
            "what a page shows; recognise the letters (OCR) and hand in the result."
        )
    return tuple(notes)


def is_unreadable(counts: Counter[str]) -> bool:
    """Whether many words are no words that anybody could read."""
    words = max(1, counts[_WORDS])
    few_words = counts[_UNREADABLE] < _ENOUGH_TO_TELL * _MANY
    unreadable = counts[_UNREADABLE] / words
    if counts[UNMAPPED] > _MANY * words:
        return unreadable > _SOME
    return unreadable > _MOSTLY_SIGNS and not few_words


def _is_no_word(text: str) -> bool:
    """Whether hardly anything of a longer word is a letter, or none is a vowel."""
    if len(text) > 2 and sum(map(str.isalnum, text)) < _MOSTLY_SIGNS * len(text):
        return True
    plain = normalize("NFD", text[:_LONGEST_WORD])
    return bool(_LATIN.fullmatch(plain)) and not _VOWEL.search(plain)


def _is_tall(word: Word) -> bool:
    """Whether the letters of a word stand below each other."""
    return (
        len(word.text) > 1
        and word.height > 1.5 * (word.x1 - word.x0)
        and bool(_DOWNWARD_LETTER.search(word.text))
    )


def _is_below(above: Word, word: Word) -> bool:
    """Whether a single letter stands right below the one before it."""
    return (
        len(above.text) == len(word.text) == 1
        and abs(above.x0 - word.x0) < 0.3 * word.height
        and 0 < word.top - above.top < 2 * word.height
        and bool(_DOWNWARD_LETTER.match(word.text))
    )

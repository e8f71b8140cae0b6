"""Folding: comparing names across spellings, with offsets into the untouched text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_DROPPED = "\0"
_PARAGRAPH = "\u2029"
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_LATIN_MARKS = re.compile("[\u0300-\u036f]*")
_ODD_SPACE = re.compile(r"[\t\r\x0b\x0c\x1c-\x1f]")
_BLANK_LINES = re.compile(r"\n[ \0]*\n[ \n\0]*")
_SPACES = re.compile(r" [ \0]+")
_DROPPED_RUN = re.compile(r"\0+")
_SINGLES = {
    "Đ": "d",
    "đ": "d",
    "Ð": "d",
    "ð": "d",
    "ı": "i",
    "ł": "l",
    "Ł": "l",
    "ø": "o",
    "Ø": "o",
    _PARAGRAPH: _PARAGRAPH,
    **dict.fromkeys("‘’ʼ`´′＇", "'"),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", _DROPPED),
    **dict.fromkeys("\u200e\u200f\u202a\u202b\u202c\u202d\u202e", _DROPPED),
    **dict.fromkeys("\u2066\u2067\u2068\u2069\ufe0e\ufe0f", _DROPPED),
}


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded copy of a text that remembers where its characters came from."""

    text: str
    cuts: tuple[int, ...]
    """Where in the folded text characters of the original are left out before."""
    shifts: tuple[int, ...]
    """For each cut how many characters are left out up to there."""
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in the original of a half-open span of the folded text.

        Marks over the last character belong to the span, and nothing else that was
        folded away around it.
        """
        if not self.cuts or end <= start:
            return start, end
        last = self._origin(end - 1) + 1
        marks = _LATIN_MARKS.match(self.original, last)
        return self._origin(start), marks.end() if marks else last

    def _origin(self, index: int) -> int:
        cut = bisect_right(self.cuts, index)
        return index + (self.shifts[cut - 1] if cut else 0)


def fold_toponym(text: str) -> str:
    """Fold a name: no capitals, no Latin diacritics, one kind of dash, quote and space.

    Khmer and other scripts keep their marks. Folding a folded name changes nothing.

    >>> fold_toponym("Đồng  Nai")
    'dong nai'
    >>> fold_toponym("")
    ''
    """
    if _PLAIN.fullmatch(text):
        return text.lower()
    return fold_text(text).text.strip()


def fold_text(text: str) -> FoldedText:
    r"""Fold a text, keeping the way back to its own offsets.

    A line break is a space; blank lines are paragraph separators, which no name has.

    >>> folded = fold_text("Tây\u0301 Ninh")
    >>> folded.text, folded.span(0, 3)
    ('tay ninh', (0, 4))
    >>> fold_text("Phnom\nPenh\n\nHanoi").text
    'phnom penh\u2029\u2029hanoi'
    """
    folded = text if text.isascii() else _FOREIGN.sub(_fold_foreign, text)
    folded = _fold_spaces(folded.lower())
    if _DROPPED not in folded:
        return FoldedText(folded, (), (), text)
    cuts: list[int] = []
    shifts: list[int] = []
    dropped = 0
    for run in _DROPPED_RUN.finditer(folded):
        cuts.append(run.start() - dropped)
        dropped += run.end() - run.start()
        shifts.append(dropped)
    kept = folded.replace(_DROPPED, "")
    return FoldedText(kept, tuple(cuts), tuple(shifts), text)


def _fold_spaces(folded: str) -> str:
    """Make every space one blank; the length stays, what is too much is marked."""
    folded = _ODD_SPACE.sub(" ", folded)
    if "\n" in folded:
        folded = _BLANK_LINES.sub(_separate, folded).replace("\n", " ")
    if "  " in folded or _DROPPED in folded:
        folded = _SPACES.sub(_one_space, folded)
    return folded


def _separate(lines: re.Match[str]) -> str:
    return _PARAGRAPH * len(lines.group())


def _one_space(run: re.Match[str]) -> str:
    return " " + _DROPPED * (len(run.group()) - 1)


def _fold_foreign(run: re.Match[str]) -> str:
    return _fold_run(run.group())


@lru_cache(maxsize=4096)
def _fold_run(characters: str) -> str:
    return "".join(map(_fold_character, characters))


def _fold_character(character: str) -> str:
    """Fold one character to exactly one."""
    if character in _SINGLES:
        return _SINGLES[character]
    if character.isspace():
        return " "
    if "\u0300" <= character <= "\u036f":
        return _DROPPED
    decomposed = unicodedata.normalize("NFD", character)
    is_latin = _LATIN_MARKS.fullmatch(decomposed, 1)
    base = decomposed[0] if is_latin else character
    lower = base.lower() if len(base.lower()) == 1 else base
    return _SINGLES.get(lower, lower)

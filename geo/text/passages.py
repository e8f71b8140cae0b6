"""Passages: the paragraphs that a citation can name."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.model import Passage
from geo.text.numbering import count_labels, read_label
from geo.text.numerals import to_roman

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.text.numbering import Run

_DEEPEST = 3
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def split_passages(document_id: str, text: str) -> tuple[Passage, ...]:
    r"""Split a text into its paragraphs, one a line that is not blank.

    A paragraph that prints the next number in sequence bears it: ``14``, ``III``,
    ``2.1``, the 3 of Article 3. Numbers that begin again bear the number of the
    article or paragraph that they stand in (``3.1``), and where they stand in none, or
    that is taken, the next free one from 2. Paragraphs without a number are lettered
    after the last printed one (``19b``); before any number they bear ``l`` and their
    line, counted from 1 with blank lines. Ids are made of ``[A-Za-z0-9.]``, each there
    once. The passages tile the text: blank lines belong to the passage before them, or
    to the first one.

    Examples
    --------
    >>> text = "Title\n\n1. One\n2. Two\nmore\n"
    >>> [(p.id, p.text) for p in split_passages("doc", text)]
    [('l1', 'Title\n\n'), ('1', '1. One\n'), ('2', '2. Two\n'), ('2b', 'more\n')]
    >>> text = "Article 1\n1. One\n2. Two\nArticle 2\n1. Three\n2. Four"
    >>> [p.id for p in split_passages("doc", text)]
    ['1', '1.1', '1.2', '2', '2.1', '2.2']
    >>> split_passages("doc", "")
    ()
    """
    starts = list(_paragraph_starts(text))
    if not starts:
        return ()
    ids = _passage_ids(text, starts)
    bounds = [0, *(start for _, start in starts[1:]), len(text)]
    return tuple(
        Passage(
            document_id=document_id, id=passage_id, start=start, text=text[start:end]
        )
        for passage_id, (start, end) in zip(ids, pairwise(bounds), strict=True)
    )


def _paragraph_starts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the line number and the offset of each line that is not blank."""
    offset = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, offset
        offset += len(line) + 1


def _passage_ids(text: str, starts: list[tuple[int, int]]) -> list[str]:
    labels = [read_label(text, start) for _, start in starts]
    prefixes = _Prefixes()
    ids: list[str] = []
    last = ""
    after = 0
    for (line, _), counted in zip(starts, count_labels(labels), strict=True):
        if counted:
            last = prefixes.passage_id(counted.run, counted.number)
            after = 0
            ids.append(last)
        elif last:
            after += 1
            ids.append(f"{last}{_letters(after)}")
        else:
            ids.append(f"l{line}")
    return ids


class _Prefixes:
    """Gives each run of numbers a prefix of its own, as its first number comes."""

    def __init__(self) -> None:
        self._of: dict[Run, str] = {}
        self._used: set[str] = set()
        self._next = 2

    def passage_id(self, run: Run, number: int) -> str:
        """Name a numbered paragraph."""
        if run not in self._of:
            self._of[run] = self._choose(run)
        return self._of[run] + _written(run, number)

    def _choose(self, run: Run) -> str:
        """Give the first prefix that is free: the one printed, none, or a count."""
        above = run.above
        wanted = ""
        if run.prefix:
            wanted = f"{run.prefix}."
        elif above and (run.is_within or _is_part(run, above)):
            wanted = f"{self.passage_id(above, run.above_number)}."
        kind = "I" if run.style == "roman" else "1"
        if wanted.count(".") > _DEEPEST:
            wanted = ""
        while wanted + kind in self._used:
            wanted = f"{self._next}."
            self._next += 1
        self._used.add(wanted + kind)
        return wanted


def _is_part(run: Run, above: Run) -> bool:
    """Whether it counts within an article or a Roman number, not through them all."""
    return above.is_outer and above.style != run.style and not run.is_across


def _written(run: Run, number: int) -> str:
    return to_roman(number).upper() if run.style == "roman" else str(number)


def _letters(count: int) -> str:
    """Give b, c, … z, then ba, bb, …: the first paragraph itself is a."""
    if count < len(_ALPHABET):
        return _ALPHABET[count]
    return _letters(count // len(_ALPHABET)) + _ALPHABET[count % len(_ALPHABET)]

"""Passages: the paragraphs that a citation can name."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.model import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBERED = re.compile(r"\s*(?P<number>\d{1,3})[.)]\s")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def split_passages(document_id: str, text: str) -> tuple[Passage, ...]:
    r"""Split a text into its paragraphs, one a line that is not blank.

    A paragraph that prints the next number in sequence bears it. Paragraphs
    without a number are lettered after the last printed one (``19b``); before
    any number they bear ``l`` and their line, counted from 1 with blank lines.
    The passages tile the text: blank lines belong to the passage before them,
    or to the first one.

    Examples
    --------
    >>> text = "Title\n\n1. One\n2. Two\nmore\n"
    >>> [(p.id, p.text) for p in split_passages("doc", text)]
    [('l1', 'Title\n\n'), ('1', '1. One\n'), ('2', '2. Two\n'), ('2b', 'more\n')]
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
    ids: list[str] = []
    printed = 0
    after = 0
    for line, start in starts:
        match = _NUMBERED.match(text, start)
        if match and int(match["number"]) == printed + 1:
            printed += 1
            after = 0
            ids.append(str(printed))
        elif printed:
            after += 1
            ids.append(f"{printed}{_letters(after)}")
        else:
            ids.append(f"l{line}")
    return ids


def _letters(count: int) -> str:
    """Give b, c, … z, then ba, bb, …: the first paragraph itself is a."""
    if count < len(_ALPHABET):
        return _ALPHABET[count]
    return _letters(count // len(_ALPHABET)) + _ALPHABET[count % len(_ALPHABET)]

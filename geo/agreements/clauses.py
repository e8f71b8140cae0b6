"""Clauses: the parts of a text that each hold one promise, found by its verb."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.agreements.clause import Clause, Span
from geo.agreements.parts import find_content, make_item, refine, split, trim
from geo.agreements.verbs import find_beginnings, find_sides, find_verbs
from geo.language.matching import listed, said
from geo.text.sentences import find_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEADING_ITEM = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|[-–—•*+])\s")
_MARKER = re.compile(
    r"\s*(?:(?P<digit>\(?\d)|(?P<letter>\(?[a-z])|(?P<bullet>\S))", re.IGNORECASE
)
_CAPTION = re.compile(rf"\W*{listed('captions')}\s*:", re.IGNORECASE)
_GOES_ON = re.compile(rf"[;,](?:\s*{listed('and')}[,;]?)?$")
_ENDS = '.!?:;…”"'
_PRINCIPLES = said("principles")
_AS_FOLLOWS = re.compile(
    rf"\W*(?:{listed('opening_words')}\W+)*{listed('as_follows')}\W*$", re.IGNORECASE
)
_ARTICLE = re.compile(rf"{listed('articles')}\s+[\dIVX]+\W*$", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_STEM = 5
_HEADS, _BODY = 20, 60
_FEWEST = 4
_MOST = 0.7


def find_clauses(text: str, actors: Sequence[Span]) -> tuple[Clause, ...]:
    """Find every clause that promises something, in reading order.

    Parameters
    ----------
    text
        In NFC.
    actors
        Where the names of countries stand, in order, which can promise as "both
        sides" can.

    Examples
    --------
    >>> text = "Both sides thanked Laos, agreed to open a gate and to study a road."
    >>> [text[c.start : c.end] for c in find_clauses(text, [])]
    ['agreed to open a gate', 'to study a road']
    """
    headlines = _headlines(text)
    sentences = list(find_sentences(text))
    clauses: list[Clause] = []
    held = 0
    for number, (start, end) in enumerate(sentences):
        if number < held:
            continue
        if text[start:end].strip() in headlines or _CAPTION.match(text, start, end):
            continue  # what the body of the text says once more
        found = list(_read_sentence(text, start, end, actors))
        following = sentences[number + 1 :]
        items = _items_after(text, end, following) if found else ()
        if _AS_FOLLOWS.match(text, start, end):
            continue  # what follows is the treaty itself
        if found and items:
            held = number + 1 + len(items)
            *found, last = found
            found += _with_items(text, last, items, actors)
        clauses += found
    return tuple(clauses)


def _headlines(text: str) -> frozenset[str]:
    """Give the lines that a text says once more, as press reports do their headline.

    In the same words, or, near the beginning, in most of them: "Kep, Trat agree to
    open ferry" above "Kep and Trat have agreed to open a ferry in May."
    """
    lines = Counter(line.strip() for line in text.splitlines())
    bare = [line for line in lines if line and line[-1] not in _ENDS]
    told = [_stems(line) for line in [*lines][:_BODY] if line and line[-1] in _ENDS]
    return frozenset(
        line
        for number, line in enumerate(bare)
        if lines[line] > 1
        or (number < _HEADS and any(_is_told(_stems(line), body) for body in told))
    )


def _stems(line: str) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in _WORD.findall(line.lower()) if len(w) > 1)


def _is_told(head: frozenset[str], body: frozenset[str]) -> bool:
    """Whether a line has most words of a headline that is long enough to be one."""
    return len(head) >= _FEWEST and len(head & body) >= _MOST * len(head)


def _items_after(text: str, end: int, following: Sequence[Span]) -> tuple[Span, ...]:
    """Give the lines of a list that a colon opens."""
    if not text[:end].endswith(":"):
        return ()
    items: list[Span] = []
    bulleted = False
    first = ""
    for start, stop in following:
        marked = bool(_LEADING_ITEM.match(text, start))
        marker = _MARKER.match(text, start)
        kind = (marker.lastgroup or "") if marker else ""
        if items and bulleted and not (marked and kind == first):
            break
        first = first or kind
        bulleted = bulleted or (not items and marked)
        items.append((start, stop))
        if not bulleted and not _GOES_ON.search(text[start:stop]):
            break
    return tuple(items)


def _with_items(
    text: str, clause: Clause, items: Sequence[Span], actors: Sequence[Span]
) -> Iterator[Clause]:
    """Give each item as a clause of its own, or all with the principles they are."""
    spans = [
        span
        for item in items
        if (span := trim(text, *item)) and not _ARTICLE.match(text, *span)
    ]
    if _PRINCIPLES.search(text, clause.content, clause.end):
        yield replace(clause, items=tuple(spans))
        return
    for start, end in spans:
        own = tuple(_read_sentence(text, start, end, actors))
        yield from own or (make_item(text, clause, start, end),)


def _read_sentence(
    text: str, start: int, end: int, actors: Sequence[Span]
) -> Iterator[Clause]:
    if text[start:end].rstrip('"”’)').endswith("?"):
        return
    sides = find_sides(text, start, end, actors)
    found = find_verbs(text, start, end, sides)
    verbs = list(find_beginnings(text, found, sides, actors, start))
    bounds = [*(begin for begin, _ in verbs), end]
    for (begin, verb), limit in zip(verbs, bounds[1:], strict=True):
        if verb.status is None:
            continue
        span = trim(text, begin, limit)
        may_end = verb.takes_any or text[start:end].endswith(":")
        if span is None or span[1] <= verb.end - may_end:
            continue
        whole = Clause(
            start=span[0],
            end=span[1],
            lead=(span[0], verb.end),
            words=(verb.start, verb.end),
            content=find_content(text, verb, *span),
            status=refine(text, verb.status, verb.end, span[1]),
            sentence=(start, end),
            rule=verb.rule,
        )
        yield from split(text, whole)

"""Anchoring: finding the words of a decision in a text that may have changed.

First where they stood, then by what they are and what stands around them, as
annotations of web pages are found again; last by a passage that is nearly the same.
Words that are not found surely are not found: who decided about them is told.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.review.decisions import Words

_LEAST_LEAD = 0.15
"""So much better than the next place the best one fits, between 0 and 1."""
_LEAST_ALIKE = 0.5
"""So much of what stood around has to stand there, where the words stand often."""
_LEAST_BESIDE = 0.3
"""So much of it where neighbours say that they stand there."""
_BESIDE = 600
"""So far away, in code points, a neighbour was."""
_ALIKE_WORDS = 85.0
"""Of 100: so alike are words that were edited a little."""
_SHORTEST_EDITED = 24
"""Shorter words are looked for as they are: a name in another spelling is another."""


class Span(NamedTuple):
    """Where words stand, in code points."""

    start: int
    end: int


def find_words(words: Words, text: str) -> Span | None:
    """Find words in a text; ``None`` where they do not surely stand.

    Examples
    --------
    >>> from geo.review.decisions import words_at
    >>> words = words_at("They met in Tây Ninh.", 12, 20)
    >>> find_words(words, "They met in Tây Ninh.")
    Span(start=12, end=20)
    >>> find_words(words, "On Monday they met in Tây Ninh.")
    Span(start=22, end=30)
    >>> find_words(words, "They met in Svay Rieng.")
    """
    return find_all_words([words], text)[0]


def find_all_words(many: Sequence[Words], text: str) -> tuple[Span | None, ...]:
    """Find words of one text, each ``None`` where it does not surely stand.

    Words that stand often, and around them little of what stood there, are those that
    have moved as their neighbours have.
    """
    found = [_find_alone(words, text) for words in many]
    sure = sorted(
        (words.start, span.start - words.start)
        for words, span in zip(many, found, strict=True)
        if span is not None
    )
    return tuple(
        span if span is not None else _find_beside(words, text, sure)
        for words, span in zip(many, found, strict=True)
    )


def _find_alone(words: Words, text: str) -> Span | None:
    stands = words.start >= 0 and text.startswith(words.exact, words.start)
    if stands and _fits(words, text, words.start) == 1:
        return Span(words.start, words.start + len(words.exact))
    places = _find_all(text, words.exact)
    if not places:
        return _find_edited(words, text)
    scored = sorted(
        ((_fits(words, text, at), -abs(at - words.start), at) for at in places),
        reverse=True,
    )
    fit, _, at = scored[0]
    next_fit = scored[1][0] if len(scored) > 1 else 0.0
    # A sentence that stands once is itself; a name has to stand as it stood.
    is_itself = len(scored) == 1 and len(words.exact) >= _SHORTEST_EDITED
    if is_itself or (fit >= _LEAST_ALIKE and fit - next_fit >= _LEAST_LEAD):
        return Span(at, at + len(words.exact))
    return None


def _find_beside(
    words: Words, text: str, sure: Sequence[tuple[int, int]]
) -> Span | None:
    """Find words where their nearest neighbours say that they are."""
    at = bisect_left(sure, (words.start, 0))
    near = [
        (abs(start - words.start), shift)
        for start, shift in sure[max(0, at - 1) : at + 1]
        if abs(start - words.start) <= _BESIDE
    ]
    for _, shift in sorted(near):
        start = words.start + shift
        if start < 0 or not text.startswith(words.exact, start):
            continue
        if _fits(words, text, start) >= _LEAST_BESIDE:
            return Span(start, start + len(words.exact))
    return None


def _find_all(text: str, words: str) -> list[int]:
    found = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _fits(words: Words, text: str, at: int) -> float:
    """Say how much of what stood around stands around now, from 0 to 1.

    The nearest letters count: those up to the first that differs, either way. Where
    that is little, what stands there in another order counts for something.
    """
    end = at + len(words.exact)
    before = text[max(0, at - len(words.prefix)) : at]
    after = text[end : end + len(words.suffix)]
    sides = [(words.prefix[::-1], before[::-1]), (words.suffix, after)]
    kept = [_side(stood, stands) for stood, stands in sides if stood or stands]
    return sum(kept) / len(kept) if kept else 1.0


def _side(stood: str, stands: str) -> float:
    if stood == stands:
        return 1.0
    if not stood or not stands:
        return 0.0
    pairs = zip(stood, stands, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    common_share = common / len(stood)
    alike = fuzz.ratio(stood, stands) / 100
    return max(common_share, 0.9 * alike if alike > _LEAST_ALIKE else 0.0)


def _find_edited(words: Words, text: str) -> Span | None:
    """Find longer words, such as a sentence, of which a few letters were changed."""
    if len(words.exact) < _SHORTEST_EDITED or not text:
        return None
    found = fuzz.partial_ratio_alignment(words.exact, text, score_cutoff=_ALIKE_WORDS)
    if found is None or found.dest_end <= found.dest_start:
        return None
    start, end = _to_words(text, found.dest_start, found.dest_end)
    rest = text[:start] + text[end:]
    again = fuzz.partial_ratio(words.exact, rest, score_cutoff=_ALIKE_WORDS)
    return None if again >= found.score else Span(start, end)


def _to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Let a span begin and end with whole words."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end

"""Search: words in a text, whatever their spelling, at the text's own offsets."""

from __future__ import annotations

import re

from geo.text.folding import fold_text, fold_toponym

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
)
"""A letter of a script that puts no spaces between words: a word may begin anywhere."""
_UNDER = "\u17d2"
"""What sets the next letter of Khmer under the one before: no word begins there."""


def find_words(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Find every occurrence of some words: half-open offsets in code points.

    Capitals, diacritics, dashes and quotes do not matter. A word of the query may
    be the beginning of a longer one in the text.

    Examples
    --------
    >>> text = "Đồng Nai and DONG NAI; Hà Nội."
    >>> [text[start:end] for start, end in find_words(text, "dong nai")]
    ['Đồng Nai', 'DONG NAI']
    >>> find_words(text, " ")
    ()
    >>> find_words("ភាគីពាណិជ្ជកម្មឆ្លងដែន", "ពាណិជ្ជកម្ម")
    ((4, 15),)
    """
    needle = fold_toponym(query)
    if not needle:
        return ()
    folded = fold_text(text)
    spans: list[tuple[int, int]] = []
    at = folded.text.find(needle)
    while at >= 0:
        if _may_begin(folded.text, at):
            spans.append(folded.span(at, at + len(needle)))
        at = folded.text.find(needle, at + len(needle))
    return tuple(spans)


def _may_begin(folded: str, at: int) -> bool:
    """Whether a word may begin at an offset of a folded text."""
    before = folded[at - 1 : at]
    if not before.isalnum():
        return before != _UNDER
    return _UNSPACED.match(folded, at) is not None


def has_words(text: str, query: str) -> bool:
    """Whether a text has some words, whatever their spelling.

    >>> has_words("Đồng Nai", "dong")
    True
    """
    return bool(find_words(text, query))


def split_words(query: str) -> tuple[str, ...]:
    """Split a query into its words.

    >>> split_words(" Khánh  Bình ")
    ('Khánh', 'Bình')
    """
    return tuple(query.split())


def find_any(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Find the whole query, or where it stands nowhere, each of its longer words.

    >>> text = "Khánh Bình is a border checkpoint."
    >>> [text[s:e] for s, e in find_any(text, "khanh binh checkpoint")]
    ['Khánh', 'Bình', 'checkpoint']
    """
    whole = find_words(text, query)
    words = split_words(query)
    if whole or len(words) < 2:
        return whole
    spans = (s for word in words if len(word) > 2 for s in find_words(text, word))
    return tuple(sorted(set(spans)))

"""Search: words in a text, whatever their spelling, at the text's own offsets."""

from __future__ import annotations

from geo.text.folding import fold_text, fold_toponym


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
    """
    needle = fold_toponym(query)
    if not needle:
        return ()
    folded = fold_text(text)
    spans: list[tuple[int, int]] = []
    at = folded.text.find(needle)
    while at >= 0:
        if at == 0 or not folded.text[at - 1].isalnum():
            spans.append(folded.span(at, at + len(needle)))
        at = folded.text.find(needle, at + len(needle))
    return tuple(spans)


def has_words(text: str, query: str) -> bool:
    """Whether a text has some words, whatever their spelling.

    >>> has_words("Đồng Nai", "dong")
    True
    """
    return bool(find_words(text, query))

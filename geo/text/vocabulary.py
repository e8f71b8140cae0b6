"""Sets of words, Latin capitals and dashes."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Give the words of a text.

    >>> sorted(word_set("gate gates"))
    ['gate', 'gates']
    """
    return frozenset(text.split())


CAPITAL = "[{}]".format(
    "".join(
        character
        for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))
        if (character := chr(code)).isupper()
    )
)
"""A pattern of the Latin capitals, the Vietnamese ones among them."""

DASHES = frozenset("-–—‐‑/")

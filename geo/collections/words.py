"""Words as the store indexes them, and questions for them."""

from __future__ import annotations

import re

from geo.text.folding import fold_toponym
from geo.text.search import split_words

TOKENIZER = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
"""The text is folded before it comes; the marks of Khmer are parts of its words."""
_CLUSTER = re.compile(
    "[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*"
    "|[\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*"
    "|[\u0e81-\u0eb0\u0eb2\u0eb3\u0ec0-\u0ec6][\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]*"
    "|[\u1000-\u102a\u103f][\u102b-\u103e]*"
    "|[\u3040-\u30ff\u3400-\u9fff]"
)
"""A letter with its marks, in scripts that put no spaces between words: Khmer, Thai,
Lao, Burmese, Chinese. Each is a word to the index, and a word several of them."""


def index_words(text: str) -> str:
    """Write a text as the index takes it.

    >>> index_words("Đồng Nai"), index_words("ភ្នំពេញ")
    ('dong nai', ' ភ្នំ  ពេ  ញ ')
    """
    return _CLUSTER.sub(lambda cluster: f" {cluster.group()} ", fold_toponym(text))


def ask_phrase(words: str) -> str:
    """Ask for some words one after the other; the last may begin a longer one.

    >>> ask_phrase('the "Mekong"'), ask_phrase("…")
    ('"the  mekong "*', '')
    """
    asked = index_words(words).replace('"', " ")
    return f'"{asked}"*' if any(map(str.isalnum, asked)) else ""


def ask_each(words: str) -> str:
    """Ask for each of some words, wherever it stands.

    >>> ask_each("khánh bình")
    '"khanh"* AND "binh"*'
    """
    return " AND ".join(filter(None, map(ask_phrase, split_words(words))))


def ask_any(words: str) -> str:
    """Ask for any of the longer of some words.

    >>> ask_any("khánh of bình")
    '"khanh"* OR "binh"*'
    """
    long = (word for word in split_words(words) if len(word) > 2)
    return " OR ".join(filter(None, map(ask_phrase, long)))

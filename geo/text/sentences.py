"""Sentences: the words around the names of a text, one token each."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geo.language.shipped import DEFAULT, EVERY, LANGUAGES
from geo.text.folding import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = re.compile(
    r"['’]s\b|[^\W_](?:[\w\u0300-\u036f]|[’'](?!s\b)(?=[^\W_])|[.&‑-](?=[^\W_]))*"
    r"|[^\w\s]|_",
    re.IGNORECASE,
)
_BREAK = re.compile(r"(?<![ \t\r])[ \t\r]*\n\s*")
_STOP = re.compile(r"(?P<stop>[.!?;])[\"”’)\]]*\s+(?P<next>\S)")
_LAST_WORD = re.compile(r"[\w.]+$")
_ENDS_OPEN = re.compile(
    r"(?:[,–—-]|\b(?:of|the|and|or|in|to|at|by|for|on|with|between|from|an?))[ \t\r]*$"
)
LONGEST_SENTENCE = 4_000
"""So many characters are read as one sentence at most; the longest of a real text has
a fifth of that. What compares the words of a sentence stays in proportion to a text."""
_SHARE_OF_SMALL = 0.25
"""So many of the small words of a sentence are a language's smallest ones."""
_ABOUT = [language.about for language in LANGUAGES.values()]
_SMALL_WORDS = {
    about.code: frozenset(about.small_words.split())
    for about in _ABOUT
    if about.small_words
}
_SHORT, _FEW = 3, 2
_CLOSING = frozenset(')]"”’')
_STARTS_NUMBERED = re.compile(
    r"\s*(?:\d{1,3}[.)]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})\)|[-•*])\s"
)


class Token(NamedTuple):
    """A word, a mark of punctuation or a name, at its offsets in the text."""

    start: int
    end: int
    text: str
    folded: str
    name: int
    """Which name it is, or -1 for any other token."""

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is no mark of punctuation."""
        return self.text[0].isalnum()


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of a sentence, or of a heading."""

    tokens: tuple[Token, ...]
    is_headline: bool
    """Nearly every word has a capital, so that capitals tell nothing."""
    starts_line: bool
    """Whether it begins a paragraph."""
    language: str = DEFAULT
    """Whose rules read it."""


def split_sentences(text: str, names: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
    r"""Split what surrounds the names into sentences; where no name is, nothing.

    Parameters
    ----------
    text
        Any text; lines that only wrap are read on.
    names
        Half-open offsets, in order and not overlapping.

    Examples
    --------
    >>> text = "Mr. Hun met us. We left for\nHanoi. Nothing here."
    >>> [[t.text for t in s.tokens] for s in split_sentences(text, [(28, 33)])]
    [['We', 'left', 'for', 'Hanoi', '.']]
    """
    following = 0
    for start, end in _blocks(text):
        first = following
        while following < len(names) and names[following][0] < end:
            following += 1
        if first < following:
            inside = [(i, *names[i]) for i in range(first, following)]
            yield from _split_block(text, start, end, inside)


def find_sentences(text: str) -> Iterator[tuple[int, int]]:
    r"""Give the half-open offsets of every sentence, without the space around it.

    A semicolon ends none: what it parts are the items of one sentence. One of more
    than `LONGEST_SENTENCE` characters is cut at a space.

    Examples
    --------
    >>> text = "Both sides met; they agreed. Mr. Hun\nleft.\n\nA heading"
    >>> [text[start:end] for start, end in find_sentences(text)][::2]
    ['Both sides met; they agreed.', 'A heading']
    """
    for start, end in _blocks(text):
        stops = [s for s in _STOP.finditer(text, start, end) if s["stop"] != ";"]
        cuts = [
            s.start("next")
            for s in stops
            if text[s.start() - 1] in _CLOSING or _ends_sentence(text, s)
        ]
        for first, last in _pieces(text, [start, *cuts, end]):
            words = text[first:last]
            if words.strip():
                leading = len(words) - len(words.lstrip())
                yield first + leading, first + len(words.rstrip())


def _split_block(
    text: str, start: int, end: int, names: Sequence[tuple[int, int, int]]
) -> Iterator[Sentence]:
    """Cut a paragraph at its full stops and keep the sentences that hold a name."""
    starts = [first for _, first, _ in names]
    cuts = []
    for stop in _STOP.finditer(text, start, end):
        cut = stop.start("next")
        before = bisect_left(starts, cut) - 1
        is_in_name = before >= 0 and cut < names[before][2]
        if not is_in_name and _ends_sentence(text, stop):
            cuts.append(cut)
    following, position = 0, start
    for first, last in _pieces(text, [start, *cuts, end]):
        inside = []
        while following < len(names) and names[following][1] < last:
            inside.append(names[following])
            following += 1
        if inside:
            first_word = max(first, position)
            position = max(last, inside[-1][2])
            tokens = _tokenize(text, first_word, position, inside)
            yield Sentence(
                tokens, _is_headline(tokens), first == start, _guess_language(tokens)
            )


def _pieces(text: str, bounds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give what lies between bounds, cut at a space where it has no end."""
    for start, end in pairwise(bounds):
        first = start
        while end - first > LONGEST_SENTENCE:
            cut = text.rfind(" ", first + 1, first + LONGEST_SENTENCE)
            cut = cut if cut > first else first + LONGEST_SENTENCE
            yield first, cut
            first = cut
        yield first, end


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    if stop["stop"] != ".":
        return True
    if stop["next"].islower():
        return False
    before = _LAST_WORD.search(text, max(0, stop.start() - 12), stop.start())
    word = before.group().lower() if before else ""
    return len(word) > 1 and word not in EVERY.abbreviations


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Give the paragraphs: lines, unless a line break only wraps a sentence."""
    start = 0
    for found in _BREAK.finditer(text):
        if not _wraps(text, start, found):
            yield start, found.start()
            start = found.end()
    yield start, len(text)


def _wraps(text: str, start: int, line_break: re.Match[str]) -> bool:
    if line_break.group().count("\n") > 1 or line_break.end() == len(text):
        return False
    if _STARTS_NUMBERED.match(text, line_break.end()):
        return False
    tail = text[max(start, line_break.start() - 12) : line_break.start()]
    return text[line_break.end()].islower() or bool(_ENDS_OPEN.search(tail))


def _tokenize(
    text: str, start: int, end: int, names: Sequence[tuple[int, int, int]]
) -> tuple[Token, ...]:
    tokens: list[Token] = []
    position = start
    for index, name_start, name_end in names:
        tokens += _plain_tokens(text, position, name_start)
        words = text[name_start:name_end]
        tokens.append(Token(name_start, name_end, words, words, index))
        position = name_end
    tokens += _plain_tokens(text, position, end)
    return tuple(tokens)


def _plain_tokens(text: str, start: int, end: int) -> list[Token]:
    new, fold = tuple.__new__, _fold_word
    return [
        new(Token, (*match.span(), word, fold(word), -1))
        for match in _TOKEN.finditer(text, start, end)
        if (word := match[0])
    ]


@lru_cache(maxsize=8192)
def _fold_word(word: str) -> str:
    return word.lower() if word.isascii() else fold_text(word).text


def _is_headline(tokens: Sequence[Token]) -> bool:
    words, capitals = 0, 0
    for _, _, text, folded, name in tokens:
        if name < 0 and len(text) > _SHORT and folded not in EVERY.function_words:
            words += 1
            capitals += text[0].isupper()
    return words > _FEW and capitals * 20 > words * 17


def _guess_language(tokens: Sequence[Token]) -> str:
    """Tell a language by its smallest words, or by how many words have marks."""
    small = [t.text for t in tokens if t.name < 0 and t.text[0].islower()]
    if not small:
        return DEFAULT
    lower = [word.lower() for word in small]
    shares = {
        code: sum(map(words.__contains__, lower)) / len(small)
        for code, words in _SMALL_WORDS.items()
    }
    best = max(shares, key=lambda code: shares[code], default=DEFAULT)
    if shares.get(best, 0) >= _SHARE_OF_SMALL:
        return best
    marked = sum(not word.isascii() for word in small) / len(small)
    told = (a.code for a in _ABOUT if a.marked and marked >= a.marked)
    return next(told, DEFAULT)

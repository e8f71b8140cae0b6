"""Toponym recognition: where a text has a name that the gazetteer knows."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import ahocorasick

from geo.language.shipped import EVERY
from geo.text.folding import FoldedText, fold_text, fold_toponym

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Sense = TypeVar("Sense")
SenseThere_co = TypeVar("SenseThere_co", covariant=True)

_WORD = re.compile(r"[^\W\d_]+")
_BEGINNING = re.compile(r"(?<![^\W_])[^\W\d_]")
_DASH = re.compile(r"\s*-\s*")
_SHORTEST_NAME = 2
_LONGEST_SYLLABLE = 6
_SMALL_INSIDE_NAMES = frozenset({"of", "the", "and"})
# Khmer, Thai, Lao, Burmese, Chinese and Japanese set no space between words.
_NO_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]"
)


@dataclass(frozen=True, slots=True)
class Toponym(Generic[Sense]):
    """A spelling of a name and what it may stand for."""

    text: str
    senses: tuple[Sense, ...]
    plain: bool
    """Whether it may be written without its diacritics."""
    capitals: tuple[bool, ...]
    """For each word whether it must have a capital in the text."""
    core: tuple[int, int]
    """Where in the folded spelling the words begin and end that are always part of
    the name: all but type words and descriptions."""


@dataclass(frozen=True, slots=True)
class Span(Generic[Sense]):
    """Words of a text that spell a toponym: half-open offsets in code points."""

    start: int
    end: int
    toponyms: tuple[Toponym[Sense], ...]
    """Spellings that fold to these words and fit them."""
    around: str = ""
    """What the spelling has in small letters before or after these words."""

    @property
    def senses(self) -> tuple[Sense, ...]:
        """What these words may stand for."""
        return tuple(dict.fromkeys(s for t in self.toponyms for s in t.senses))


class Names(Protocol[SenseThere_co]):
    """What knows names that are too many to be held in memory."""

    def names_in(self, folded: str, starts: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Give each known spelling that begins at one of some offsets of a text."""

    def spellings(self, key: str) -> Mapping[str, Sequence[SenseThere_co]]:
        """Give what a folded spelling may be: as it is written, and its senses."""


class Recognizer(Generic[Sense]):
    """Finds the names of a gazetteer in any text, in one pass.

    Names are found as spelled, in capitals, without diacritics, whatever dash,
    apostrophe or line break the text has. A name's capitals must be capitals in the
    text: "Hue" is a city and "hue" a colour. Diacritics that the text has must be
    the name's own, and a name of one syllable keeps them: "Lào" is a country and
    "Lao" a people.
    """

    def __init__(
        self,
        names: Mapping[Sense, Iterable[str]],
        more: Names[Sense] | None = None,
    ) -> None:
        """Take the spellings of each sense, and what knows more names on demand."""
        self._more = more
        folded: dict[str, dict[str, list[Sense]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for sense, spellings in names.items():
            for spelling in dict.fromkeys(spellings):
                for key in keys_of(spelling):
                    folded[key][spelling].append(sense)
        self._automaton = ahocorasick.Automaton()
        for key, senses in folded.items():
            self._automaton.add_word(key, (len(key), _build_toponyms(key, senses)))
        self._is_empty = not folded
        if folded:
            self._automaton.make_automaton()
        self._with_more = lru_cache(maxsize=4096)(self._join_more)

    def find(self, text: str) -> tuple[Span[Sense], ...]:
        """Find every name, leftmost first and longest first, never overlapping.

        Examples
        --------
        >>> recognizer = Recognizer({"congo": ["Congo"], "state": ["Congo Free State"]})
        >>> text = "The CONGO and the Congo Free State; congo, Congolese."
        >>> [text[s.start : s.end] for s in recognizer.find(text)]
        ['CONGO', 'Congo Free State']
        >>> recognizer.find("")
        ()
        """
        if not text:
            return ()
        folded = fold_text(text)
        spans: list[Span[Sense]] = []
        taken = 0
        for start, end, toponyms in self._hits(folded):
            if start >= taken:
                span = _fit(text, folded, (start, end), toponyms)
                if span:
                    spans.append(span)
                    taken = end
        return tuple(spans)

    def _hits(
        self, folded: FoldedText
    ) -> Iterator[tuple[int, int, tuple[Toponym[Sense], ...]]]:
        """Find each whole-word match, leftmost first, the longest first of each."""
        found = {
            (last + 1 - length, last + 1): toponyms
            for last, (length, toponyms) in self._own_hits(folded.text)
            if _is_whole(folded.text, last + 1 - length, last + 1)
        }
        if self._more is not None:
            for start, key in self._more.names_in(folded.text, _capitals(folded)):
                span = start, start + len(key)
                if _is_whole(folded.text, *span):
                    found[span] = self._with_more(key, found.get(span, ()))
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            yield start, end, found[start, end]

    def _own_hits(
        self, folded: str
    ) -> Iterator[tuple[int, tuple[int, tuple[Toponym[Sense], ...]]]]:
        return iter(()) if self._is_empty else self._automaton.iter(folded)

    def _join_more(
        self, key: str, own: tuple[Toponym[Sense], ...]
    ) -> tuple[Toponym[Sense], ...]:
        """Put what bears a name elsewhere behind what bears it at hand."""
        spelled = self._more.spellings(key) if self._more is not None else {}
        return own + _build_toponyms(key, spelled) if spelled else own


def _capitals(folded: FoldedText) -> Iterator[int]:
    """Give where words begin in a folded text that have a capital in the text."""
    original, cuts = folded.original, folded.cuts
    for word in _BEGINNING.finditer(folded.text):
        start = word.start()
        at = folded.span(start, start + 1)[0] if cuts else start
        if not original[at].islower():
            yield start


def _build_toponyms(
    key: str, senses_by_spelling: Mapping[str, Iterable[Sense]]
) -> tuple[Toponym[Sense], ...]:
    """Join the spellings of one key: the accented one speaks for the plain one."""
    is_long = len(_WORD.findall(key)) > 1
    if len(senses_by_spelling) == 1:
        ((spelling, senses),) = senses_by_spelling.items()
        plain = is_long or not _marks(spelling)
        return (_build_toponym(spelling, key, tuple(senses), plain=plain),)
    spellings: dict[Sense, list[str]] = defaultdict(list)
    for spelling, senses in senses_by_spelling.items():
        for sense in senses:
            spellings[sense].append(spelling)
    toponyms: dict[tuple[str, bool], list[Sense]] = defaultdict(list)
    for sense, written in spellings.items():
        accented = [s for s in written if _marks(s)]
        plain = is_long or len(accented) < len(written)
        for spelling in accented or written:
            toponyms[spelling, plain].append(sense)
    return tuple(
        _build_toponym(spelling, key, tuple(senses), plain=plain)
        for (spelling, plain), senses in toponyms.items()
    )


def keys_of(spelling: str) -> set[str]:
    """Fold a name, with and without spaces around its dashes."""
    key = fold_toponym(spelling)
    if len(key) < _SHORTEST_NAME:
        return set()
    return {_DASH.sub("-", key), _DASH.sub(" - ", key)} if "-" in key else {key}


def _build_toponym(
    spelling: str, key: str, senses: tuple[Sense, ...], *, plain: bool
) -> Toponym[Sense]:
    if spelling.isascii() and spelling.isalpha():
        return Toponym(spelling, senses, plain, (spelling[0].isupper(),), (0, len(key)))
    words = _WORD.findall(spelling)
    places = [match.span() for match in _WORD.finditer(key)]
    capitals = _needed_capitals(words)
    if not any(capitals) or len(words) != len(places):
        return Toponym(spelling, senses, plain, capitals, (0, len(key)))
    first = capitals.index(True)
    last = len(words) - _count_description(words)
    return Toponym(
        spelling, senses, plain, capitals, (places[first][0], places[last - 1][1])
    )


def _needed_capitals(words: Sequence[str]) -> tuple[bool, ...]:
    """Tell which words need a capital: not type words, not a mere beginning.

    "Đồng bằng sông Cửu Long" begins like a sentence: its first capital may be small.
    """
    capitals = [word[0].isupper() for word in words]
    types = _count(words, EVERY.name_types)
    capitals[len(words) - types :] = [False] * types
    if len(words) > 1 and not capitals[1] and any(capitals[1:]):
        capitals[0] = False
    return tuple(capitals)


def _count_description(words: Sequence[str]) -> int:
    """Count the words at the end that only describe the place."""
    return _count(words, EVERY.descriptions)


def _count(words: Sequence[str], kinds: frozenset[str]) -> int:
    """Count the words of some kinds at the end, when something stands before them."""
    count = 0
    while count < len(words) - 1 and words[-1 - count].lower() in kinds:
        count += 1
    return count


def _fit(
    text: str,
    folded: FoldedText,
    match: tuple[int, int],
    toponyms: tuple[Toponym[Sense], ...],
) -> Span[Sense] | None:
    """Keep the spellings that the words of the text fit, and the words that count."""
    words = text[slice(*folded.span(*match))]
    fitting = tuple(t for t in toponyms if _fits(t, words))
    if not fitting:
        return None
    core_start = match[0] + min(t.core[0] for t in fitting)
    core_end = match[0] + max(t.core[1] for t in fitting)
    if match == (core_start, core_end):
        return Span(*folded.span(*match), fitting)
    start, end = match
    begins = any(t.text[0].isupper() for t in fitting) and words[0].isupper()
    if not begins and _has_small(text, folded, start, core_start):
        start = core_start
    while end > core_end and _has_small(text, folded, core_end, end):
        end = max(core_end, folded.text.rfind(" ", core_end, end))
    around = f"{folded.text[match[0] : start]} {folded.text[end : match[1]]}".strip()
    return Span(*folded.span(start, end), fitting, around)


def _has_small(text: str, folded: FoldedText, start: int, end: int) -> bool:
    """Whether words stand there in small letters, other than of, the and and."""
    words = _WORD.findall(text[slice(*folded.span(start, end))])
    return any(w[0].islower() and w not in _SMALL_INSIDE_NAMES for w in words)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a match starts and ends where words do, in any script."""
    if start and _joins(text[start - 1]) and _joins(text[start]):
        return False
    if end == len(text):
        return True
    after = text[end]
    if after == "-" and "-" in text[start:end] and text[end + 1 : end + 2].isalpha():
        return False  # Xi-ha-núc-vin
    return not (
        (_joins(after) and _joins(text[end - 1]))
        or unicodedata.category(after).startswith("M")
    )


def is_unspaced(word: str) -> bool:
    """Whether a word is in a script that sets no space between words.

    >>> is_unspaced("ខេត្ត"), is_unspaced("khet")
    (True, False)
    """
    return bool(_NO_SPACES.match(word))


@lru_cache(maxsize=4096)
def _joins(character: str) -> bool:
    if _NO_SPACES.match(character):
        return character == "\u17d2"  # the next Khmer consonant hangs below it
    return (
        character.isalnum()
        or character == "_"
        or unicodedata.category(character).startswith("M")
    )


def _fits(toponym: Toponym[Sense], words: str) -> bool:
    """Whether the words have the capitals of a spelling and no foreign diacritics."""
    found = _WORD.findall(words)
    if len(found) != len(toponym.capitals):
        return not words.islower()
    if any(
        needed and not word[0].isupper()
        for needed, word in zip(toponym.capitals, found, strict=True)
    ):
        return False
    ours, theirs = _marks(toponym.text), _marks(words)
    if not theirs:
        return toponym.plain or not ours
    if not ours:
        return not _is_a_syllable(toponym.text)
    return theirs <= ours


def _is_a_syllable(name: str) -> bool:
    """Whether a diacritic makes another word of it: Anh and Ảnh."""
    return len(name) <= _LONGEST_SYLLABLE and name.isalpha()


@lru_cache(maxsize=4096)
def _marks(words: str) -> frozenset[tuple[int, str]]:
    """List the diacritics of Latin words, each with the number of its word.

    The place of a tone mark within its syllable is free: Hòa is Hoà.
    """
    marks: set[tuple[int, str]] = set()
    spelled = unicodedata.normalize("NFC", words).replace("Ð", "Đ").replace("ð", "đ")
    for number, word in enumerate(_WORD.findall(spelled)):
        if not word.isascii():
            for character in unicodedata.normalize("NFD", word.lower()):
                if character == "đ" or "\u0300" <= character <= "\u036f":
                    marks.add((number, character))
    return frozenset(marks)

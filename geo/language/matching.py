"""Matching: the phrases of all languages in one pattern, each match with its entry."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

import ahocorasick

from geo.language.anchors import find_anchors
from geo.language.phrases import compile_phrases, to_pattern
from geo.language.shipped import LANGUAGES
from geo.language.tables import Cue, FormWords, Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    from geo.language.tables import Language

    Found = tuple[int, int, "Rule[E]"]

E = TypeVar("E", Cue, Topic, FormWords)


@dataclass(frozen=True, slots=True)
class Rule(Generic[E]):
    """An entry as it is told apart from those of every language."""

    id: str
    """The language, its table and the entry's own id: ``en.cue.agreed-vowed``."""
    entry: E


@dataclass(frozen=True, slots=True)
class Matcher(Generic[E]):
    """Finds entries that are alike; of two that begin together the first one counts."""

    pattern: re.Pattern[str]
    rules: tuple[Rule[E], ...]
    number: int
    """Which of all matchers it is, whose anchors are looked for in one pass."""

    def find(
        self, text: str, start: int, end: int
    ) -> Iterator[tuple[int, int, Rule[E]]]:
        """Give where the entries are found between two offsets, and which."""
        places = _anchored(text)[self.number]
        if places is not None:
            first = bisect_left(places, start)
            if first == len(places) or places[first] >= end:
                return
        for match in self.pattern.finditer(text, start, end):
            yield match.start(), match.end(), self._rule(match)

    def find_first(self, words: str) -> Iterator[tuple[int, Rule[E]]]:
        """Give where the first is found in a few words, if any is."""
        match = self.pattern.search(words)
        if match:
            yield match.start(), self._rule(match)

    def _rule(self, match: re.Match[str]) -> Rule[E]:
        return self.rules[int((match.lastgroup or "r0")[1:])]


def _lists(language: Language) -> Mapping[str, tuple[str, ...]]:
    return {name: entry.phrases for name, entry in language.phrases.items()}


def _matchers(
    table: str,
    entries: Callable[[Language], tuple[E, ...]],
    alike: Callable[[E], Hashable],
) -> tuple[Matcher[E], ...]:
    """Join the entries of every language that are alike, in the order of the files."""
    groups: dict[Hashable, list[tuple[Language, E]]] = {}
    for language in LANGUAGES.values():
        for key, run in groupby(entries(language), key=alike):
            groups.setdefault(key, []).extend((language, entry) for entry in run)
    matchers = []
    for members in groups.values():
        parts = []
        for number, (language, entry) in enumerate(members):
            lists = _lists(language)
            joined = "|".join(to_pattern(phrase, lists) for phrase in entry.phrases)
            parts.append(f"(?P<r{number}>{joined})")
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
        rules = tuple(
            Rule(f"{language.code}.{table}.{entry.id}", entry)
            for language, entry in members
        )
        anchors = [
            find_anchors(phrase, _lists(language))
            for language, entry in members
            for phrase in entry.phrases
        ]
        with _LOCK:  # readers of a server may be the first at once
            number = len(_ANCHORS)
            _ANCHORS.append(frozenset().union(*anchors) if all(anchors) else None)
        matchers.append(Matcher(pattern, rules, number))
    return tuple(matchers)


_LOCK = Lock()
_ANCHORS: list[frozenset[str] | None] = []
"""Of each matcher, in the order in which they were made; ``None`` where one of its
phrases needs no letters."""


@lru_cache(maxsize=8)
def _automaton(count: int) -> ahocorasick.Automaton:
    """Build the automaton of all anchors, anew when more matchers were made."""
    owners: dict[str, list[int]] = {}
    for number, anchors in enumerate(_ANCHORS[:count]):
        for anchor in anchors or ():
            owners.setdefault(anchor, []).append(number)
    automaton = ahocorasick.Automaton()
    for anchor, numbers in owners.items():
        automaton.add_word(anchor, (len(anchor), tuple(numbers)))
    automaton.make_automaton()
    return automaton


def _anchored(text: str) -> tuple[list[int] | None, ...]:
    """Give for each matcher where its anchors begin, or nothing where it has none."""
    return _find_anchored(text, len(_ANCHORS))


@lru_cache(maxsize=4)
def _find_anchored(text: str, count: int) -> tuple[list[int] | None, ...]:
    small = text.lower()
    if len(small) != len(text):  # a letter may become two
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    places: list[list[int] | None] = [
        None if anchors is None else [] for anchors in _ANCHORS[:count]
    ]
    for last, (length, numbers) in _automaton(count).iter(small):
        for number in numbers:
            begun = places[number]
            if begun is not None:
                begun.append(last + 1 - length)
    for begun in filter(None, places):
        begun.sort()
    return tuple(places)


@cache
def cue_matchers() -> tuple[Matcher[Cue], ...]:
    """Give the cues, one matcher for those that count in the same way."""
    return _matchers(
        "cue",
        lambda language: language.cues,
        lambda cue: (cue.status, cue.needs_sides, cue.takes_any),
    )


@cache
def topic_matchers() -> tuple[Matcher[Topic], ...]:
    """Give the topics, one matcher for each type and weight."""
    return _matchers(
        "topic",
        lambda language: language.topics,
        lambda topic: (topic.type, topic.weight),
    )


@cache
def form_matchers() -> tuple[Matcher[FormWords], ...]:
    """Give the forms, one matcher each."""
    return _matchers("form", lambda language: language.forms, lambda form: form.form)


@cache
def said(name: str) -> re.Pattern[str]:
    """Give the phrases of every language that a procedure asks for by their id.

    >>> bool(said("principles").search("on the principles of"))
    True
    """
    patterns = [
        compile_phrases(language.phrases[name].phrases, _lists(language)).pattern
        for language in LANGUAGES.values()
        if name in language.phrases
    ]
    return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)


@cache
def listed(name: str) -> str:
    """Give the phrases of every language under an id as a part of a pattern.

    >>> bool(re.match(listed("and"), "and"))
    True
    """
    parts = [
        to_pattern(phrase, _lists(language))
        for language in LANGUAGES.values()
        if name in language.phrases
        for phrase in language.phrases[name].phrases
    ]
    return f"(?:{'|'.join(parts) or '(?!)'})"

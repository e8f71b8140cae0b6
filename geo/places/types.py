"""Type words: what "province", "river" or "border gate" says a name to be."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.shipped import EVERY, LANGUAGES
from geo.language.tables import Head, TypeWord
from geo.model import Kind
from geo.text.folding import fold_toponym
from geo.text.recognition import is_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.text.sentences import Token

GATES = frozenset({Kind.BORDER_CHECKPOINT})
"""What a word for a border checkpoint names."""


def _collect(head: Head) -> Iterator[tuple[str, str, TypeWord]]:
    """Give the type words that stand on one side of a name: folded, with their rule."""
    for language in LANGUAGES.values():
        if language.about.head is head:
            for entry in language.types:
                for word in (*entry.words, *entry.many):
                    rule = f"{language.code}.type.{entry.id}"
                    yield fold_toponym(word), rule, entry


_SPELLED = {
    unicodedata.normalize("NFC", word)
    for language in LANGUAGES.values()
    for entry in language.types
    for word in (*entry.words, *entry.many)
}
_AFTER = {word: (rule, entry) for word, rule, entry in _collect(Head.AFTER)}
_BEFORE = {
    tuple(word.split()): (rule, entry)
    for word, rule, entry in _collect(Head.BEFORE)
    if entry.kinds
}
_LAST_WORDS = re.compile(r"(?:[^\W\d_]+ )?[^\W\d_]+ $")
_GATE_QUALITIES = {("quoc", "te"), ("song", "phuong"), ("quoc", "gia")}
_GATE_RULE = "en.gates"
_ORDER = tuple(Kind)


@dataclass(frozen=True, slots=True)
class TypeHint:
    """What the words beside a name say that it is."""

    kinds: frozenset[Kind] = frozenset()
    words: str = ""
    """The evidence in words; empty when nothing says anything."""
    is_exclusive: bool = False
    """Whether the name cannot be of any other kind."""
    rule: str = ""
    """The type word's entry."""

    @property
    def kind(self) -> Kind | None:
        """The humblest of the kinds."""
        return max(self.kinds, key=_ORDER.index, default=None)


def kinds_of_type_word(word: str) -> frozenset[Kind] | None:
    """Give the kinds that a type word names; ``None`` for any other word.

    >>> kinds_of_type_word("River")
    frozenset({<Kind.RIVER: 'river'>})
    >>> kinds_of_type_word("Commission") is None
    True
    """
    entry = _after(fold_toponym(word))[1]
    return frozenset(entry.kinds) if entry else None


def kinds_named(name: str) -> Iterator[tuple[str, frozenset[Kind]]]:
    """Give a name without a type word before or after it, and what that tells.

    >>> [(n, *map(str, k)) for n, k in kinds_named("huyện Dangkor")]
    [('Dangkor', 'district')]
    >>> [n for n, _ in kinds_named("province of Kratie")]
    ['Kratie']
    """
    words = name.split()
    folded = [fold_toponym(word) for word in words]
    for phrase, entry in _LEADING:
        size = len(phrase)
        if len(words) > size and tuple(folded[:size]) == phrase:
            yield " ".join(words[size:]), _kinds_of(entry)
    for script, entry in _UNSPACED:
        if name.startswith(script) and len(name) > len(script):
            yield name[len(script) :].strip(), _kinds_of(entry)
    if len(words) > 1 and folded[-1] in _AFTER:
        yield " ".join(words[:-1]), _kinds_of(_AFTER[folded[-1]][1])


def _kinds_of(entry: TypeWord) -> frozenset[Kind]:
    return frozenset(entry.kinds) | ({entry.new} if entry.new else set())


def new_kinds(head: Head) -> Iterator[tuple[str, TypeWord]]:
    """Give the words of a side that make a name which the gazetteer lacks a place."""
    for language in LANGUAGES.values():
        if language.about.head is head:
            for entry in language.types:
                if entry.new:
                    yield from ((word, entry) for word in (*entry.words, *entry.many))


_LEADING = sorted(
    (
        *((tuple(word.split()), entry) for word, _, entry in _collect(Head.BEFORE)),
        *(((word, "of"), entry) for word, (_, entry) in _AFTER.items()),
    ),
    key=lambda leading: -len(leading[0]),
)
_UNSPACED = [
    (word, entry)
    for language in LANGUAGES.values()
    for entry in language.types
    for word in entry.words
    if is_unspaced(word)
]


def _after(folded: str) -> tuple[str, TypeWord | None]:
    """Give a type word after a name, where it says what a known name is."""
    rule, entry = _AFTER.get(folded, ("", None))
    return (
        (rule, entry) if entry and (entry.kinds or entry.is_exclusive) else ("", None)
    )


def hint_of_type_words(words: str) -> TypeHint:
    """Read the capitalised type words that belong to a name.

    >>> hint_of_type_words("International Border Gate").kinds
    frozenset({<Kind.BORDER_CHECKPOINT: 'border_checkpoint'>})
    >>> hint_of_type_words("").words
    ''
    """
    if not words:
        return TypeHint()
    last = fold_toponym(words.rsplit(maxsplit=1)[-1])
    rule, entry = _after(last)
    return _hint(entry, last, f"named '{words}' after it", rule)


def find_hint(tokens: Sequence[Token], first: int, last: int) -> TypeHint:
    """Read the type word after a name or a list of names, or the one before it.

    >>> from geo.text.sentences import split_sentences
    >>> text = "the provinces of Kratie and the town of Pursat"
    >>> tokens = next(split_sentences(text, [(17, 23), (40, 46)])).tokens
    >>> [find_hint(tokens, i, i).words for i, t in enumerate(tokens) if t.name >= 0]
    ["'provinces of' before it", "'town of' before it"]
    """
    gate = _gate_phrase(tokens, last + 1)
    if gate:
        return TypeHint(GATES, f"'{gate}' after it", rule=_GATE_RULE)
    word = _folded(tokens, last + 1)
    rule, entry = _after(word)
    if entry:
        return _hint(entry, word, f"'{word}' after it", rule)
    return _hint_before(tokens, first)


def hint_before(words: str) -> TypeHint:
    """Read the type word that ends some words before a name.

    >>> hint_before("cửa khẩu Hoành Mô (huyện ").kind
    <Kind.DISTRICT: 'district'>
    """
    said = _LAST_WORDS.search(words)
    last = said.group().split() if said else []
    for number in (2, 1):
        rule, entry = _BEFORE.get(
            tuple(fold_toponym(word) for word in last[-number:]), ("", None)
        )
        if entry and _is_so_spelled(last[-1]):
            return _hint(entry, "", f"'{last[-1]}' before it", rule)
    return TypeHint()


def _gate_phrase(tokens: Sequence[Token], index: int) -> str:
    words: list[str] = []
    while (
        word := _folded(tokens, index + len(words))
    ) in EVERY.gates | EVERY.gate_qualifiers:
        words.append(word)
    return " ".join(words) if set(words) & EVERY.gates else ""


def _hint_before(tokens: Sequence[Token], first: int) -> TypeHint:
    rule, entry = _type_before(tokens, first - 1)
    if entry:
        return _hint(entry, "", f"'{tokens[first - 1].text}' before it", rule)
    index = first - 2 if _folded(tokens, first - 1) == "the" else first - 1
    word = _folded(tokens, index)
    head = _folded(tokens, index - 1)
    if word in {"of", "in", "at"} and head in EVERY.gates:
        return TypeHint(GATES, f"'{head} {word}' before it", rule=_GATE_RULE)
    rule, entry = _after(head)
    if word == "of" and entry and entry.kinds:
        return TypeHint(frozenset(entry.kinds), f"'{head} of' before it", rule=rule)
    rule, entry = _after(word)
    if entry and entry.kinds and index >= 0 and tokens[index].name < 0:
        return TypeHint(frozenset(entry.kinds), f"'{word}' before it", rule=rule)
    return TypeHint()


def _hint(entry: TypeWord | None, word: str, words: str, rule: str) -> TypeHint:
    if entry is None:
        return TypeHint(GATES, words, rule=_GATE_RULE)
    is_one = word not in entry.many  # "Hanoi districts" are Hanoi's
    is_exclusive = entry.is_exclusive and is_one
    return TypeHint(frozenset(entry.kinds), words, is_exclusive, rule)


def _type_before(tokens: Sequence[Token], index: int) -> tuple[str, TypeWord | None]:
    """Read tỉnh, thành phố, sông or cửa khẩu quốc tế before a name."""
    if (_folded(tokens, index - 1), _folded(tokens, index)) in _GATE_QUALITIES:
        index -= 2
    pair = (_folded(tokens, index - 1), _folded(tokens, index))
    if pair in _BEFORE:
        return _BEFORE[pair]
    found = _BEFORE.get(pair[1:])
    return found if found and _is_so_spelled(tokens[index].text) else ("", None)


def _is_so_spelled(word: str) -> bool:
    """Whether marks make no other word of a type word: "đến Huế" is no temple."""
    return word.isascii() or unicodedata.normalize("NFC", word).lower() in _SPELLED


def _folded(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].folded if 0 <= index < len(tokens) else ""

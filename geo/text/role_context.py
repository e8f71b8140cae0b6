"""Where a toponym stands in its sentence: what governs it and what follows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model import SETTLED, Kind, Role
from geo.text.vocabulary import DASHES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.language.vocabulary import Vocabulary
    from geo.text.sentences import Sentence, Token

GOVERNED = SETTLED | {Kind.COUNTRY}
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
LONGEST_PHRASE = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A role and the reason for it, in words."""

    role: Role
    reason: str
    rules: tuple[str, ...] = ()
    """The rule that gave it, and the entries whose words its reason quotes."""


@dataclass(frozen=True, slots=True)
class At:
    """A sentence, whose tokens a rule asks for."""

    sentence: Sentence

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    def token(self, index: int) -> Token | None:
        """Give the token at an index; nothing outside the sentence."""
        tokens = self.sentence.tokens
        return tokens[index] if 0 <= index < len(tokens) else None

    def word(self, index: int) -> str:
        """Give the folded token at an index; nothing outside the sentence."""
        token = self.token(index)
        return token.folded if token else ""


@dataclass(frozen=True, slots=True)
class Context(At):
    """Where a name, or a list of names, stands in its sentence."""

    first: int
    last: int
    left: int
    """The token that governs the names, or -1."""
    right: int
    """The token that follows them and what a dash joins to them."""
    kind: Kind
    words: Vocabulary
    """Those of the language of the sentence."""
    head: tuple[Token, ...] = ()
    """The words of the noun phrase before the names, where a language has it there."""

    @property
    def is_compound(self) -> bool:
        """Whether a dash joins the names."""
        within = self.sentence.tokens[self.first : self.right]
        return any(token.folded in DASHES for token in within)

    @property
    def is_chained(self) -> bool:
        """Whether a dash joins it to what stands before."""
        dash = self.token(self.first - 1)
        following = self.token(self.first)
        is_dash = dash is not None and dash.folded in DASHES
        return is_dash and dash.end == following.start if dash and following else False


def find_left(sentence: Sentence, first: int, kind: Kind, words: Vocabulary) -> int:
    """Go left past what changes nothing: the, southern, Laos's, province of."""
    tokens = sentence.tokens
    left = first - 1
    while left >= 0:
        if tokens[left].folded in words.transparent and tokens[left].name < 0:
            left -= 1
        elif kind in SETTLED and _is_possessor(tokens, left):
            left -= 2
        elif kind in SETTLED and _is_type_of(tokens, left, words):
            left = _skip_capitals(tokens, left - 2, words)
        else:
            break
    return left


def _is_possessor(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name and its 's end there."""
    return (
        index > 0 and tokens[index].folded in POSSESSIVE and tokens[index - 1].name >= 0
    )


def _is_type_of(tokens: Sequence[Token], index: int, words: Vocabulary) -> bool:
    """Whether "province of" ends there."""
    head = tokens[index - 1].folded if index else ""
    return tokens[index].folded == "of" and head in words.settled_types


def _skip_capitals(tokens: Sequence[Token], index: int, words: Vocabulary) -> int:
    """Go left past what tells the province: the Central Highlands province of."""
    while index >= 0 and tokens[index].is_word and tokens[index].is_capital:
        if tokens[index].folded in words.function_words:
            break
        index -= 1
    return index


def find_right(sentence: Sentence, last: int) -> int:
    """Go right past what a dash joins on (–Lancang) and names without a mark."""
    tokens = sentence.tokens
    right = last + 1
    while right < len(tokens):
        if tokens[right].name >= 0:
            right += 1
        elif right + 1 < len(tokens) and _is_joined(tokens[right], tokens[right + 1]):
            right += 2
        else:
            break
    if right + 3 < len(tokens) and _is_bracketed_acronym(tokens[right : right + 3]):
        right += 3
    return right


def _is_bracketed_acronym(tokens: Sequence[Token]) -> bool:
    opening, inside, closing = tokens
    return opening.text == "(" and inside.text.isupper() and closing.text == ")"


def _is_joined(dash: Token, following: Token) -> bool:
    return (
        dash.folded in DASHES
        and dash.end == following.start
        and following.is_word
        and following.is_capital
    )


def small_words(at: Context, index: int, longest: int) -> Iterator[str]:
    """Give the words of a noun phrase, as far as one that ends it."""
    for token in at.sentence.tokens[index : index + longest]:
        if not token.is_word or token.is_capital or token.name >= 0:
            return
        if token.folded in at.words.function_words:
            return
        yield token.folded


def capitalised_words(at: Context, index: int) -> Iterator[Token]:
    """Give the capitalised words of a list, and the first name among them."""
    for token in at.sentence.tokens[index:]:
        if token.name >= 0:
            yield token
            return
        if not (token.is_capital or token.folded in {",", "and", "of"}):
            return
        yield token

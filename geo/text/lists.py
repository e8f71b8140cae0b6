"""Lists: names that a sentence takes together, as "A, B and C" or "A–B"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.text.vocabulary import DASHES, TYPE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.text.sentences import Sentence, Token

_AND = frozenset({"and", "or", "&", "va", "cung"})
_CONNECTORS = DASHES | _AND | frozenset({",", "as", "well"})
_WITHIN_LISTS = TYPE_WORDS | {"the", "both", "of", "provincial", "'s", "’s"}


def find_lists(
    sentence: Sentence, classes: Sequence[str]
) -> tuple[tuple[int, ...], ...]:
    """Group the tokens that are names into lists; a name alone is a list of one.

    Parameters
    ----------
    sentence
        With the names among its tokens.
    classes
        For each name of the text what it is like: only like names make a list.

    Examples
    --------
    >>> from geo.text.sentences import split_sentences
    >>> text = "Laos, Hanoi and Hue, and Kep"
    >>> names = [(0, 4), (6, 11), (16, 19), (25, 28)]
    >>> sentence = next(split_sentences(text, names))
    >>> find_lists(sentence, ["country", "city", "city", "city"])
    ((0,), (2, 4, 7))
    """
    tokens = sentence.tokens
    names = [i for i, token in enumerate(tokens) if token.name >= 0]
    lists: list[list[int]] = []
    links: list[set[str]] = []
    for index in names:
        link = None
        if lists and classes[tokens[lists[-1][-1]].name] == classes[tokens[index].name]:
            link = _link(tokens[lists[-1][-1] + 1 : index], classes[tokens[index].name])
        if link:
            lists[-1].append(index)
            links[-1].add(link)
        else:
            lists.append([index])
            links.append(set())
    return tuple(
        part
        for members, ways in zip(lists, links, strict=True)
        for part in _parts(sentence, members, ways)
    )


def _link(between: Sequence[Token], kind: str) -> str | None:
    """Tell how two names are joined: and, comma, dash, or not at all."""
    words = [t for t in _without_brackets(between) if t.folded not in _WITHIN_LISTS]
    folded = [t.folded for t in words]
    if not folded:
        return None
    if all(word in _CONNECTORS for word in folded):
        if _AND & set(folded):
            return "comma and" if "," in folded else "and"
        return "comma" if "," in folded else "dash"
    unknown = [t for t in words if t.folded not in _CONNECTORS]
    joined = folded[0] == "," and folded[-1] in {",", "and"}
    if kind != "country" and joined and len(unknown) < 4 and _are_names(unknown):
        return "and" if folded[-1] == "and" else "comma"
    return None


def _are_names(tokens: Sequence[Token]) -> bool:
    return all(token.is_capital for token in tokens)


def _without_brackets(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        depth += token.text == "("
        if not depth:
            kept.append(token)
        depth -= token.text == ")"
    return kept if depth == 0 else list(tokens)


def _parts(
    sentence: Sentence, members: list[int], ways: set[str]
) -> list[tuple[int, ...]]:
    """Take apart what only commas join: "In Laos, Cambodia's leader" is no list."""
    pair_of_clauses = ways == {"comma and"} and len(members) == 2
    only_commas = ways == {"comma"} and not sentence.is_headline
    if pair_of_clauses or (only_commas and not _is_closed(sentence.tokens, members)):
        return [(member,) for member in members]
    if ways == {"comma", "dash"}:
        return _split_at_commas(sentence.tokens, members)
    return [tuple(members)]


def _split_at_commas(
    tokens: Sequence[Token], members: list[int]
) -> list[tuple[int, ...]]:
    parts = [[members[0]]]
    for before, after in pairwise(members):
        if any(t.folded == "," for t in tokens[before + 1 : after]):
            parts.append([after])
        else:
            parts[-1].append(after)
    return [tuple(part) for part in parts]


def _is_closed(tokens: Sequence[Token], members: list[int]) -> bool:
    """Whether brackets or a plural hold the list together."""
    before = tokens[members[0] - 1].text if members[0] else ""
    following = tokens[members[-1] + 1].folded if members[-1] + 1 < len(tokens) else ""
    return before.lower() in {"(", ":", "tỉnh"} or following in {
        "provinces",
        "cities",
        "districts",
    }

"""Lists: names that a sentence takes together, as "A, B and C" or "A–B"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.language.shipped import EVERY
from geo.text.vocabulary import DASHES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.text.sentences import Sentence, Token

_AND = frozenset({"and", "or", "&", "well", "va", "cung"})
_CONNECTORS = DASHES | _AND | frozenset({",", "as"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_WITHIN_LISTS = EVERY.settled_types | {"the", "both", "of", "provincial", "'s", "’s"}


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
    aside = _owners(tokens, classes) | _aliases(tokens)
    names = [i for i, t in enumerate(tokens) if t.name >= 0 and i not in aside]
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
    parts = [
        part
        for members, ways in zip(lists, links, strict=True)
        for part in _parts(sentence, members, ways)
    ]
    return tuple(sorted([*parts, *((index,) for index in aside)]))


def _owners(tokens: Sequence[Token], classes: Sequence[str]) -> set[int]:
    """Find the countries in "Kratie and Viet Nam's Tay Ninh": they list nothing."""
    return {
        i
        for i, token in enumerate(tokens[:-2])
        if token.name >= 0
        and classes[token.name] == "country"
        and tokens[i + 1].folded in _POSSESSIVE
        and tokens[i + 2].name >= 0
        and classes[tokens[i + 2].name] != "country"
    }


def _aliases(tokens: Sequence[Token]) -> set[int]:
    """Find the names in brackets right after a name: they list nothing either."""
    return {
        i
        for i, token in enumerate(tokens[:-1])
        if i > 1
        and token.name >= 0
        and tokens[i - 1].text == "("
        and tokens[i + 1].text == ")"
        and tokens[i - 2].name >= 0
    }


def _link(between: Sequence[Token], kind: str) -> str | None:
    """Tell how two names are joined: and, comma, dash, or not at all."""
    words = [
        t
        for t in _without_brackets(between)
        if t.name < 0
        and t.folded not in _WITHIN_LISTS
        and t.text not in EVERY.list_types
    ]
    folded = [t.folded for t in words]
    is_apposition = (  # Sendai, the city of the
        folded == [","]
        and between[-1].folded in {"the", "of"}
        and any(t.folded in EVERY.settled_types for t in between)
    )
    if is_apposition or not folded:
        return None
    if all(word in _CONNECTORS for word in folded):
        if _AND & set(folded):
            return "comma and" if "," in folded else "and"
        return "comma" if "," in folded else "dash"
    joined = folded[0] == "," and folded[-1] in {",", "and"}
    if joined and _are_names(words, 1 if kind == "country" else 3):
        return "and" if folded[-1] == "and" else "comma"
    return None


def _are_names(tokens: Sequence[Token], longest: int) -> bool:
    """Whether what stands between connectors looks like names of so many words."""
    length = 0
    for token in tokens:
        length = 0 if token.folded in _CONNECTORS else length + 1
        if length > longest or (length and not token.is_capital):
            return False
    return True


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
    if all(len(part) > 1 for part in parts):
        return [tuple(members)]
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

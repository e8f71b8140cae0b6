"""Anchors: letters that a text must hold where a phrase is found.

One pass over a text finds the anchors of all phrases at once; the pattern of a phrase
is tried only where one of its anchors stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.phrases import MARKS

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping

Anchors = frozenset[str]
"""Of these at least one stands in whatever is found; empty where nothing must."""
_NONE: Anchors = frozenset()


def find_anchors(phrase: str, lists: Mapping[str, Iterable[str]]) -> Anchors:
    """Give letters of which some stand wherever a phrase is found.

    >>> sorted(find_anchors("[the] (two|both) <3>sides {before of}", {}))
    ['sides']
    >>> sorted(find_anchors("{papers} [was] signed", {"papers": ["plan[s]"]}))
    ['signed']
    >>> find_anchors("* [side]", {})
    frozenset()
    """
    return _alternatives(MARKS.finditer(phrase), lists)


def _alternatives(
    marks: Iterator[re.Match[str]], lists: Mapping[str, Iterable[str]]
) -> Anchors:
    """Read as far as the bracket that closes, and join what each alternative needs."""
    needed: list[Anchors] = [_NONE]
    for mark in marks:
        kind = mark.lastgroup
        if kind == "shut":
            break
        if kind == "or":
            needed.append(_NONE)
            continue
        needed[-1] = _better(needed[-1], _of(mark, marks, lists))
    return frozenset().union(*needed) if all(needed) else _NONE


def _of(
    mark: re.Match[str],
    marks: Iterator[re.Match[str]],
    lists: Mapping[str, Iterable[str]],
) -> Anchors:
    kind, words = mark.lastgroup, mark.group()
    if kind == "text":
        return frozenset({words.lower()})
    if kind in {"open", "beside"}:
        inner = _alternatives(marks, lists)
        return inner if words == "(" else _NONE
    if kind == "list" and not words.endswith("*}"):
        each = [find_anchors(phrase, lists) for phrase in lists[words.strip("{}")]]
        return frozenset().union(*each) if all(each) else _NONE
    return _NONE


def _better(one: Anchors, other: Anchors) -> Anchors:
    """Take those whose shortest is the longest: they stand in the fewest places."""
    return max(one, other, key=lambda anchors: min(map(len, anchors), default=0))

"""Running rules, whatever they tell, and naming the entries that made them tell it."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Protocol, TypeVar

from geo.language.shipped import LANGUAGES
from geo.language.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Told(Protocol):
    """What a rule tells, with its reason: the words that it rests on in quotes."""

    @property
    def reason(self) -> str:
        """Why, in words."""


At = TypeVar("At")
T = TypeVar("T", bound=Told)

_TABLES = frozenset(field.name for field in fields(Vocabulary))
_QUOTED = re.compile(r"'([^']+)'")


def run(
    rules: Iterable[Callable[[At], T | None]], at: At, codes: Iterable[str]
) -> Iterator[tuple[T, tuple[str, ...]]]:
    """Ask rules in their order, and give what each tells with the ids of what fired.

    Parameters
    ----------
    rules
        Functions of a place in a sentence; the ones that have nothing to tell give
        ``None``.
    at
        The place.
    codes
        The languages whose words the rules read there.
    """
    for rule in rules:
        told = rule(at)
        if told is not None:
            yield told, find_fired(rule, told.reason, tuple(codes))


@cache
def find_fired(
    rule: Callable[..., object], reason: str, codes: tuple[str, ...]
) -> tuple[str, ...]:
    """Give the id of a rule, and of the entries whose words its reason quotes."""
    said = [part.strip(" …") for part in _QUOTED.findall(reason)]
    words = {w for part in said for w in (part, part.lower(), *part.lower().split())}
    entries = [
        f"{code}.{table}"
        for table in sorted(find_tables(rule))
        for code in codes
        if words & set(getattr(LANGUAGES[code].words, table))
    ]
    return (f"rule.{getattr(rule, '__name__', '').strip('_')}", *entries)


@cache
def find_tables(rule: Callable[..., object]) -> frozenset[str]:
    """Give the tables of words that a rule asks, by itself or through its helpers."""
    found: set[str] = set()
    seen: set[object] = set()
    waiting: list[object] = [rule]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.values()
        if not isinstance(one, FunctionType) or one in seen:
            continue
        seen.add(one)
        names = set(_names(one.__code__))
        found |= names & _TABLES
        is_ours = one.__module__.startswith("geo.text.role")
        scope = one.__globals__ if is_ours or one is rule else {}
        waiting += [scope[name] for name in names if name in scope]
    return frozenset(found)


def _names(code: CodeType) -> Iterator[str]:
    """Give the names that a function reads, those of what it defines too."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)

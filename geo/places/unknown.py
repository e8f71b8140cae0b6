"""Names that the gazetteer lacks, where the words beside them say what they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model import Kind
from geo.places.expressions import Expression
from geo.text.folding import fold_toponym
from geo.text.persons import follows_title, is_person
from geo.text.vocabulary import GATE_QUALIFIERS, NO_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SINGULAR = {
    "province": Kind.PROVINCE,
    "municipality": Kind.MUNICIPALITY,
    "city": Kind.CITY,
    "town": Kind.CITY,
    "port": Kind.CITY,
    "seaport": Kind.CITY,
    "district": Kind.DISTRICT,
    "commune": Kind.DISTRICT,
    "village": Kind.DISTRICT,
    "river": Kind.RIVER,
    "bridge": Kind.CONNECTING_POINT,
    "gate": Kind.BORDER_CHECKPOINT,
    "checkpoint": Kind.BORDER_CHECKPOINT,
}
_PLURAL = {
    "municipalities": Kind.MUNICIPALITY,
    "cities": Kind.CITY,
    **{f"{word}s": kind for word, kind in _SINGULAR.items() if word[-1] != "y"},
}
_TYPE = re.compile(rf"\b(?:{'|'.join(_SINGULAR | _PLURAL)})\b", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_][\w’'‑]*|[^\w\s]|\d+|\n")
_REACH = 160
_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str


def find_unknown(text: str, known: Sequence[Expression]) -> tuple[Expression, ...]:
    """Find capitalised names beside a type word that are no known expression.

    Examples
    --------
    >>> text = "Salavan and Xaysomboun provinces, the port of Hon La and a border gate"
    >>> [text[e.start : e.end] for e in find_unknown(text, [])]
    ['Salavan', 'Xaysomboun', 'Hon La']
    """
    found: dict[int, Expression] = {}
    for word in _TYPE.finditer(text):
        for expression in (*_names_before(text, word), *_name_after(text, word)):
            if _is_free(expression, (*known, *found.values())):
                found[expression.start] = expression
    return tuple(found[start] for start in sorted(found))


def _is_free(expression: Expression, taken: Sequence[Expression]) -> bool:
    return not any(
        other.start < expression.end and expression.start < other.end for other in taken
    )


def _names_before(text: str, word: re.Match[str]) -> Iterator[Expression]:
    """Read "Salavan province", "A and B provinces", "X–Y Border Gate"."""
    start = max(0, word.start() - _REACH)
    words = [
        _Word(m.start(), m.end(), m.group())
        for m in _TOKEN.finditer(text, start, word.start())
    ]
    kind = _kind(word.group())
    end = word.end() if word.group()[0].isupper() else None
    while words and words[-1].text.lower() in GATE_QUALIFIERS:
        if words.pop().text[0].islower():
            end = None
    while words:
        name = _pop_name(words, is_gate=kind is Kind.BORDER_CHECKPOINT)
        if not name or _is_person(text, name):
            return
        yield _expression(text, name[0].start, end or name[-1].end, kind)
        end = None
        if word.group().lower() not in _PLURAL or not _pop_comma(words):
            return


def _is_person(text: str, name: Sequence[_Word]) -> bool:
    titled = any(follows_title(text, part.start) for part in name)
    return titled or is_person(text, name[0].start)


def _pop_name(words: list[_Word], *, is_gate: bool) -> list[_Word]:
    """Take the capitalised words at the end, for a gate with the dash between."""
    name: list[_Word] = []
    while words and len(name) < _LONGEST_NAME * (1 + is_gate):
        is_dash = is_gate and name and words[-1].text in {"–", "-", "—"}
        if not (is_dash or words[-1].text[0].isupper()):
            break
        name.insert(0, words.pop())
    while name and (name[0].text in "–-—" or fold_toponym(name[0].text) in NO_NAMES):
        name.pop(0)
    return name


def _pop_comma(words: list[_Word]) -> bool:
    """Take the comma or the and before the last of a list."""
    taken = False
    while words and words[-1].text.lower() in {",", "and"}:
        words.pop()
        taken = True
    return taken


def _name_after(text: str, word: re.Match[str]) -> Iterator[Expression]:
    """Read "the port of Hon La"."""
    if not text.startswith(" of ", word.end()):
        return
    name: list[_Word] = []
    for match in _TOKEN.finditer(text, word.end() + 4, word.end() + 4 + _REACH):
        if not match.group()[0].isupper() or len(name) == _LONGEST_NAME:
            break
        if fold_toponym(match.group()) in NO_NAMES:
            return
        name.append(_Word(match.start(), match.end(), match.group()))
    if name:
        kind = _kind(word.group())
        yield _expression(text, name[0].start, name[-1].end, kind)


def _kind(word: str) -> Kind:
    return (_SINGULAR | _PLURAL)[word.lower()]


def _expression(text: str, start: int, end: int, kind: Kind) -> Expression:
    return Expression(start, end, (), fold_toponym(text[start:end]), unknown=kind)

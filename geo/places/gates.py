"""Border checkpoints: two halves that a dash joins, with what is bracketed in them.

Where the gazetteer knows both halves they are one gate. Where it knows one, and the
other is a capitalised name that nobody knows, they are the gate of the known half.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from geo.language.matching import listed, said
from geo.language.shipped import EVERY
from geo.model import SETTLED, Kind
from geo.places.spellings import Part
from geo.text.folding import fold_toponym
from geo.text.vocabulary import CAPITAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.model import Place
    from geo.places.expression import Expression
    from geo.places.gazetteer import Gazetteer

GATE_WORDS = re.compile(rf"(?:\s+{listed('gate_words')}\b)+")
_PAIR_GAP = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?(?:/[^\d\n()/–-]{2,20})?[-–—‐‑/]\s*")
_BRACKET = re.compile(r"\s*\([^()]{1,60}\)")
_CHAIN = re.compile(r"\s?[-–—‐‑/]\s?[^\W_]")
_CHAINED = re.compile(r"[^\W_]\s?[-–—‐‑/]\s?$")
_ROAD_AHEAD = re.compile(rf"\s+(?:\w+\s+){{0,2}}{listed('roads')}\b", re.IGNORECASE)
_ROAD_BEFORE = re.compile(
    rf"\b(?:{listed('roads_named')}|(?:Friendship )?Bridge \()\s*$", re.IGNORECASE
)
_GATE_AFTER = re.compile(rf"\s(?:\w+\s){{0,2}}{listed('gate_near')}", re.IGNORECASE)
_GATE_NEAR = said("gate_near")
_NAME = rf"{CAPITAL}[\w’'-]*(?:[ \u00a0][^\W\d_][\w’'-]*){{0,3}}"
_NAME_AHEAD = re.compile(rf"\s*(?:\([^()]{{1,60}}\)\s*)?[-–—‐‑/]\s*(?P<name>{_NAME})")
_NAME_BEFORE = re.compile(rf"(?P<name>{_NAME})\s*(?:\([^()]{{1,60}}\)\s*)?[-–—‐‑/]\s*$")
_FARTHEST_HALF = 4
_NEAR = 60
_LONGEST_NAME = 4
_ALIKE = 0.7


def join_halves(
    text: str, found: Sequence[Expression], gazetteer: Gazetteer
) -> list[Expression]:
    """Join the two halves of a border checkpoint, and what is bracketed in it."""
    joined: list[Expression] = []
    index = 0
    while index < len(found):
        gate, taken = _gate_at(text, found, index, gazetteer)
        joined.append(gate or found[index])
        index += taken
    return _without_overlaps(joined)


def _without_overlaps(found: Sequence[Expression]) -> list[Expression]:
    """Drop what a gate with an unknown first half holds, as its nested names."""
    kept: list[Expression] = []
    for expression in found:
        while kept and kept[-1].start >= expression.start:
            kept.pop()
        kept.append(expression)
    return kept


def _gate_at(
    text: str, found: Sequence[Expression], index: int, gazetteer: Gazetteer
) -> tuple[Expression | None, int]:
    """Give the border checkpoint that begins here and how many expressions it takes."""
    one = found[index]
    if any(sense.part is Part.HALF for sense in one.senses):
        last = min(index + _FARTHEST_HALF, len(found))
        for other in range(index + 1, last):
            gate = _pair(text, one, found[other], gazetteer)
            if gate:
                inside = found[index + 1 : other]
                following = found[other + 1 : other + 3]
                return _with_bracket(text, gate, inside, following, gazetteer)
        return _with_unknown_half(text, found, index, gazetteer)
    return None, 1


def _pair(
    text: str, one: Expression, other: Expression, gazetteer: Gazetteer
) -> Expression | None:
    """Join two expressions that are halves of the same border checkpoint."""
    if not _PAIR_GAP.fullmatch(text, one.end, other.start):
        return None
    is_said = GATE_WORDS.match(text, other.end) or _is_near(text, one)
    if _names_a_province(one, gazetteer) and not is_said:
        return None
    is_bracketed = "(" in text[one.end : other.start]
    if not is_bracketed and _is_on_a_road(text, one.start, other.end):
        return None
    sides = {(s.place_id, s.side) for s in one.senses if s.part is Part.HALF}
    for sense in other.senses:
        if sense.part is Part.HALF and (sense.place_id, 1 - sense.side) in sides:
            pair = _name_pair(text[one.start : one.end], text[other.start : other.end])
            core = fold_toponym(pair)
            return replace(
                one, end=other.end, senses=(sense,), core=core, pair=pair, type_words=""
            )
    return None


def _names_a_province(one: Expression, gazetteer: Gazetteer) -> bool:
    """Whether a half may be a province as well: its pair needs a word for a gate."""
    return any(gazetteer[s.place_id].kind is Kind.PROVINCE for s in one.senses)


def _name_pair(one: str, other: str) -> str:
    return "–".join(" ".join(half.split()) for half in (one, other))


def _is_on_a_road(text: str, start: int, end: int) -> bool:
    """Whether the two are towns of a longer chain, or of a road."""
    before = text[max(0, start - 24) : start]
    return bool(
        _CHAIN.match(text, end)
        or _CHAINED.search(before)
        or _ROAD_AHEAD.match(text, end)
        or _ROAD_BEFORE.search(before)
    )


def _with_bracket(
    text: str,
    gate: Expression,
    inside: Sequence[Expression],
    following: Sequence[Expression],
    gazetteer: Gazetteer,
) -> tuple[Expression, int]:
    """Take what is bracketed after the second half, and the type words that follow.

    A bracket belongs to the gate only where the first half has one too.
    """
    taken = 2 + len(inside)
    is_bracketed = inside or "(" in text[gate.start : gate.end]
    bracket = _BRACKET.match(text, gate.end) if is_bracketed else None
    bracketed = [e for e in following if bracket and e.end < bracket.end()]
    types = GATE_WORDS.match(text, bracket.end()) if bracket else None
    is_left_out = bracket and not types and not _GATE_AFTER.match(text, bracket.end())
    if is_left_out and bracket and _is_a_country(bracket[0], bracketed, gazetteer):
        bracket, bracketed = None, []  # where the second half lies, and no more
    end = bracket.end() if bracket else gate.end
    types = GATE_WORDS.match(text, end)
    nested = (*inside, *bracketed)
    return (
        replace(gate, end=types.end() if types else end, nested=nested),
        taken + len(bracketed),
    )


def _is_a_country(
    bracket: str, inside: Sequence[Expression], gazetteer: Gazetteer
) -> bool:
    """Whether a bracket holds nothing but the name of a country."""
    return any(
        e.core == fold_toponym(bracket.strip(" ()"))
        and any(gazetteer[s.place_id].kind is Kind.COUNTRY for s in e.senses)
        for e in inside
    )


def _with_unknown_half(
    text: str, found: Sequence[Expression], index: int, gazetteer: Gazetteer
) -> tuple[Expression | None, int]:
    """Read "Malai–Ban Khao Din" where only one of the two is known."""
    one = found[index]
    if one.type_words:
        return None, 1
    gates = tuple(s for s in one.senses if s.part is Part.HALF)
    kinds = {gazetteer[sense.place_id].kind for sense in one.senses}
    needs_word = bool(kinds & SETTLED) and not _is_near(text, one)
    around = found[max(0, index - _FARTHEST_HALF) : index + _FARTHEST_HALF + 1]
    for name, first, last in (*_name_after(text, one), *_name_before(text, one)):
        if not _may_be_a_half(text, one, name, (first, last), around):
            continue
        alike = tuple(s for s in gates if _is_like(name, gazetteer[s.place_id], s.side))
        if alike or not needs_word:
            gate = replace(one, senses=alike or gates, is_half_known=True)
            return _join_unknown(text, gate, name, (first, last), around)
    return None, 1


def _may_be_a_half(
    text: str,
    one: Expression,
    name: str,
    span: tuple[int, int],
    around: Sequence[Expression],
) -> bool:
    """Whether nothing else is named there, and no road leads to it."""
    first, last = span
    is_touched = any(e.start < last and first < e.end for e in around)
    is_name = fold_toponym(name.split(maxsplit=1)[0]) not in EVERY.no_names
    within = (min(first, one.start), max(last, one.end))
    return is_name and not is_touched and not _is_on_a_road(text, *within)


def _join_unknown(
    text: str,
    one: Expression,
    name: str,
    span: tuple[int, int],
    around: Sequence[Expression],
) -> tuple[Expression, int]:
    """Join a known half and a name beside it, with what is bracketed in them."""
    start, end = min(span[0], one.start), max(span[1], one.end)
    nested = [e for e in around if start <= e.start < end and e.start != one.start]
    bracket = _BRACKET.match(text, end)
    if bracket and "(" in text[start:end]:
        nested += [e for e in around if end <= e.start < bracket.end()]
        end = bracket.end()
    types = GATE_WORDS.match(text, end)
    halves = (text[one.start : one.end], name)
    pair = _name_pair(*(halves if span[0] > one.start else halves[::-1]))
    gate = replace(
        one,
        start=start,
        end=types.end() if types else end,
        core=fold_toponym(pair),
        pair=pair,
        nested=tuple(nested),
    )
    return gate, 1 + sum(e.start > one.start for e in nested)


def _is_like(name: str, gate: Place, side: int) -> bool:
    """Whether a name sounds like the other half: Đen-xa-vẳn like Densavan."""
    ours = _sound(name)
    halves = (half for other in gate.sides[1 - side : 2 - side] for half in other)
    return any(
        SequenceMatcher(None, ours, _sound(half)).ratio() >= _ALIKE for half in halves
    )


def _sound(name: str) -> str:
    letters = "".join(c for c in fold_toponym(name) if c.isalnum())
    return letters.replace("x", "s").replace("ph", "f")


def _is_near(text: str, one: Expression) -> bool:
    """Whether the text speaks of a border checkpoint there."""
    line = text.rfind("\n", 0, one.start) + 1
    before = text[max(line, one.start - _NEAR) : one.start]
    after = text[one.end : one.end + _NEAR]
    return bool(_GATE_NEAR.search(before) or _GATE_NEAR.search(after))


def _name_after(text: str, one: Expression) -> Iterator[tuple[str, int, int]]:
    found = _NAME_AHEAD.match(text, one.end)
    if found:
        words = _capitals(found["name"].split(" "))
        if words:
            name = " ".join(words)
            yield name, found.start("name"), found.start("name") + len(name)


def _name_before(text: str, one: Expression) -> Iterator[tuple[str, int, int]]:
    start = max(text.rfind("\n", 0, one.start) + 1, one.start - 120)
    found = _NAME_BEFORE.search(text[start : one.start])
    if found:
        words = found["name"].split(" ")
        name = " ".join(_capitals(words[::-1])[::-1])
        while name and fold_toponym(name.split(" ")[0]) in EVERY.no_names:
            name = name.partition(" ")[2]
        if name:
            end = start + found.end("name")
            yield name, end - len(name), end


def _capitals(words: Sequence[str]) -> list[str]:
    taken: list[str] = []
    for word in words[:_LONGEST_NAME]:
        if not word[:1].isupper() or GATE_WORDS.fullmatch(f" {word}"):
            break
        taken.append(word)
    return taken

"""Numbers of a Word document: what Word prints before a paragraph of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.intake.docx_styles import Styles, is_on, number_of, value
from geo.text.numerals import (
    to_ordinal,
    to_ordinal_words,
    to_repeated_letters,
    to_roman,
    to_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml import etree

_PLACE = re.compile(r"%([1-9])")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_MARKS = "*†‡§"
_FORMATS: Mapping[str, Callable[[int], str]] = {
    "cardinalText": lambda number: to_words(number).capitalize(),
    "chicago": lambda number: (
        _MARKS[(number - 1) % len(_MARKS)] * ((number - 1) // len(_MARKS) + 1)
    ),
    "decimalEnclosedCircle": lambda number: (
        chr(0x245F + number) if 0 < number <= 20 else str(number)
    ),
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": to_repeated_letters,
    "lowerRoman": to_roman,
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": to_ordinal,
    "ordinalText": lambda number: to_ordinal_words(number).capitalize(),
    "thaiNumbers": lambda number: str(number).translate(_THAI),
    "upperLetter": lambda number: to_repeated_letters(number).upper(),
    "upperRoman": lambda number: to_roman(number).upper(),
}
_DEEPEST = 8
_MOST_LINKS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One depth of a list."""

    format: str
    pattern: str
    """What is printed, ``%1.%2)``."""
    start: int
    is_legal: bool
    """Whether all its numbers are printed in digits."""
    restart: int | None
    """It begins anew after this depth, counted from 1; ``0`` means never."""
    gap: str
    """What stands between the number and the words."""
    style: str
    """The paragraph style that is numbered at this depth."""
    is_hidden: bool

    def print_number(
        self, counts: Mapping[int, int], levels: Mapping[int, Level]
    ) -> str:
        """Give what Word prints, with what stands before the words."""
        if self.is_hidden or (self.format != "bullet" and not self.pattern):
            return ""
        if self.format == "bullet":
            return f"•{self.gap}" if self.pattern.strip() else ""

        def number(place: re.Match[str]) -> str:
            depth = int(place[1]) - 1
            level = levels.get(depth, self)
            if level.format == "none":
                return ""
            is_plain = self.is_legal and level.format != "decimalZero"
            written = _FORMATS.get("" if is_plain else level.format, str)
            return written(counts.get(depth, level.start))

        printed = _PLACE.sub(number, self.pattern)
        return f"{printed}{self.gap}" if printed.strip() else ""

    def restarts_after(self, depth: int, own: int) -> bool:
        """Whether it begins anew when a paragraph of another depth came."""
        if self.restart is None:
            return depth < own
        return depth < self.restart


@dataclass(frozen=True, slots=True)
class _List:
    """A list of a document: its levels and where its numbers are counted."""

    counted_with: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]


@dataclass(slots=True)
class Numbering:
    """Counts the lists of one document as its paragraphs come."""

    lists: Mapping[str, _List]
    styles: Styles
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def label(self, properties: etree._Element | None, style: str) -> str:
        """Count one more paragraph and give its label, or nothing."""
        found = self._find(properties, style)
        if found is None:
            return ""
        list_id, depth = found
        numbered = self.lists[list_id]
        counts = self._counts.setdefault(numbered.counted_with, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for restarted, start in numbered.restarts.items():
                counts[restarted] = start - 1
        level = numbered.levels[depth]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            below = numbered.levels.get(deeper)
            if below is None or below.restarts_after(depth, deeper):
                del counts[deeper]
        return level.print_number(counts, numbered.levels)

    def _find(
        self, properties: etree._Element | None, style: str
    ) -> tuple[str, int] | None:
        """Follow a paragraph, or its style, to its list and the depth in it."""
        list_id, depth = number_of(properties)
        own = list_id or self.styles.inherit(style, lambda found: found.list_id)
        numbered = self.lists.get(own or "")
        if own is None or numbered is None:
            return None
        if depth is None and not list_id:
            depth = self._depth_of_style(numbered, style)
        if depth is None:
            depth = 0
        return (own, depth) if depth in numbered.levels else None

    def _depth_of_style(self, numbered: _List, style: str) -> int | None:
        """Give the depth whose level names a style, else the one the style names."""
        linked = {level.style: d for d, level in numbered.levels.items() if level.style}
        for found in self.styles.above(style):
            if found.id in linked:
                return linked[found.id]
            if found.depth is not None:
                return found.depth
        return None


def parse_numbering(numbering: etree._Element | None, styles: Styles) -> Numbering:
    """Build the lists from the part of the file that defines them."""
    if numbering is None:
        return Numbering({}, styles)
    abstract = {
        value(e, "abstractNumId"): e for e in numbering.iterfind("{*}abstractNum")
    }
    based_on = {
        value(e, "numId"): value(e.find("{*}abstractNumId"), "val")
        for e in numbering.iterfind("{*}num")
    }
    lists = {}
    for e in numbering.iterfind("{*}num"):
        base = value(e.find("{*}abstractNumId"), "val")
        for _ in range(_MOST_LINKS):
            linked = _linked_style(abstract.get(base))
            if not linked:
                break
            list_id = styles.inherit(linked, lambda found: found.list_id)
            base = based_on.get(list_id or "", "")
        levels = dict(_levels(abstract[base])) if base in abstract else {}
        lists[value(e, "numId")] = _override(e, base, levels)
    return Numbering(lists, styles)


def _linked_style(abstract: etree._Element | None) -> str:
    """Give the style of lists that holds the levels of this one, if it has none."""
    if abstract is None:
        return ""
    return value(abstract.find("{*}numStyleLink"), "val")


def _levels(abstract: etree._Element) -> Iterator[tuple[int, Level]]:
    for e in abstract.iterfind("{*}lvl"):
        depth = _whole(value(e, "ilvl"), 0)
        if 0 <= depth <= _DEEPEST:
            yield depth, _level(e)


def _level(e: etree._Element) -> Level:
    restart = value(e.find("{*}lvlRestart"), "val")
    # Word writes a format of its own beside one that older programs know.
    formats = [*e.iterfind("{*}numFmt"), *e.iterfind("{*}AlternateContent//{*}numFmt")]
    return Level(
        format=(value(formats[-1], "val") if formats else "") or "decimal",
        pattern=value(e.find("{*}lvlText"), "val"),
        start=_whole(value(e.find("{*}start"), "val"), 0),
        is_legal=is_on(e.find("{*}isLgl")),
        restart=_whole(restart, 0) if restart else None,
        gap="" if value(e.find("{*}suff"), "val") == "nothing" else " ",
        style=value(e.find("{*}pStyle"), "val"),
        is_hidden=is_on(e.find("{*}rPr/{*}vanish")),
    )


def _override(num: etree._Element, base: str, levels: Mapping[int, Level]) -> _List:
    changed = dict(levels)
    restarts: dict[int, int] = {}
    for e in num.iterfind("{*}lvlOverride"):
        depth = _whole(value(e, "ilvl"), 0)
        level = e.find("{*}lvl")
        if level is not None and 0 <= depth <= _DEEPEST:
            changed[depth] = _level(level)
        start = value(e.find("{*}startOverride"), "val")
        if start:
            restarts[depth] = _whole(start, 1)
    return _List(base, changed, restarts)


def _whole(written: str, default: int) -> int:
    return int(written) if re.fullmatch(r"-?[0-9]{1,6}", written) else default

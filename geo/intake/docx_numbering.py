"""Numbers of a Word document: what Word prints before a paragraph of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.text.numerals import to_letters, to_roman

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml import etree

_PLACE = re.compile(r"%([1-9])")
_FORMATS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": to_letters,
    "upperLetter": lambda number: to_letters(number).upper(),
    "lowerRoman": to_roman,
    "upperRoman": lambda number: to_roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
}
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Level:
    """One depth of a list."""

    format: str
    pattern: str
    """What is printed, ``%1.%2)``."""
    start: int
    is_legal: bool
    """Whether all its numbers are printed in digits."""

    def print_number(
        self, counts: Mapping[int, int], levels: Mapping[int, Level]
    ) -> str:
        """Give what Word prints, without the white space after it."""
        if self.format == "bullet":
            return "•"
        if self.format == "none":
            return _PLACE.sub("", self.pattern)

        def number(place: re.Match[str]) -> str:
            depth = int(place[1]) - 1
            level = levels.get(depth, self)
            written = _FORMATS.get("" if self.is_legal else level.format, str)
            return written(counts.get(depth, level.start))

        return _PLACE.sub(number, self.pattern)


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
    styles: Mapping[str, tuple[str, int]]
    """Which list and depth each paragraph style is numbered with."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def label(self, list_id: str, depth: int) -> str:
        """Count one more paragraph and give its label, or nothing."""
        found = self.lists.get(list_id)
        if found is None or depth not in found.levels:
            return ""
        counts = self._counts.setdefault(found.counted_with, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for restarted, start in found.restarts.items():
                counts[restarted] = start - 1
        level = found.levels[depth]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return level.print_number(counts, found.levels)


def parse_numbering(
    numbering: etree._Element | None, styles: etree._Element | None
) -> Numbering:
    """Build the lists from the parts of the file that define them."""
    lists: dict[str, _List] = {}
    if numbering is not None:
        abstract = {
            value(e, "abstractNumId"): dict(_levels(e))
            for e in numbering.iterfind("{*}abstractNum")
        }
        for e in numbering.iterfind("{*}num"):
            base = value(e.find("{*}abstractNumId"), "val")
            lists[value(e, "numId")] = _override(e, base, abstract.get(base, {}))
    return Numbering(lists, _numbered_styles(styles))


def value(element: etree._Element | None, name: str) -> str:
    """Give an attribute, whatever namespace it is in, or an empty string."""
    if element is None:
        return ""
    return next(
        (str(v) for key, v in element.attrib.items() if _local(str(key)) == name), ""
    )


def number_of(paragraph_properties: etree._Element | None) -> tuple[str, int] | None:
    """Give list and depth that a paragraph names itself, ``0`` meaning none."""
    if paragraph_properties is None:
        return None
    found = paragraph_properties.find("{*}numPr")
    if found is None:
        return None
    return value(found.find("{*}numId"), "val"), _whole(
        value(found.find("{*}ilvl"), "val"), 0
    )


def _levels(abstract: etree._Element) -> Iterator[tuple[int, Level]]:
    for e in abstract.iterfind("{*}lvl"):
        depth = _whole(value(e, "ilvl"), 0)
        if 0 <= depth <= _DEEPEST:
            yield depth, _level(e)


def _level(e: etree._Element) -> Level:
    legal = e.find("{*}isLgl")
    return Level(
        format=value(e.find("{*}numFmt"), "val") or "decimal",
        pattern=value(e.find("{*}lvlText"), "val"),
        start=_whole(value(e.find("{*}start"), "val"), 1),
        is_legal=legal is not None and value(legal, "val") not in {"0", "false"},
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


def _numbered_styles(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """Follow each paragraph style to the list that it or the one below it names."""
    if styles is None:
        return {}
    own: dict[str, tuple[str, int]] = {}
    below: dict[str, str] = {}
    for e in styles.iterfind("{*}style"):
        name = value(e, "styleId")
        numbered = number_of(e.find("{*}pPr"))
        if numbered:
            own[name] = numbered
        below[name] = value(e.find("{*}basedOn"), "val")
    found: dict[str, tuple[str, int]] = {}
    for name in below:
        at, steps = name, 0
        while at and at not in own and steps < len(below):
            at, steps = below.get(at, ""), steps + 1
        if at in own:
            found[name] = own[at]
    return found


def _whole(written: str, default: int) -> int:
    return int(written) if re.fullmatch(r"-?[0-9]{1,6}", written) else default


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]

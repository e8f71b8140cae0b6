"""Names on a picture of the map, none over another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from geo.exports.fonts import Font, measure, render_runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in the units of the picture."""
_LEADING = 1.2
_KHMER_LEADING = 1.6
_ASCENT = 0.8
_APART = 2.0
_STEPS = (-1.5, -1.0, -0.5, 0.5, 1.0, 1.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name, and where it would like to stand."""

    lines: tuple[str, ...]
    x: float
    y: float
    """What it belongs to, in the units of the picture."""
    rank: float
    """The lowest is set first."""
    style: str
    """Class of the text."""
    font: Font = Font.REGULAR
    size: float = 13
    tracking: float = 0
    """Room between letters, as a part of the size."""
    gap: float = 0
    """Room around a point; 0 for a name that stands on its area."""
    dot: float = 0
    """Radius of a dot drawn at the point when the name is set."""
    others: tuple[tuple[float, float], ...] = ()
    """Where else it may stand, as along a line."""
    area: BaseGeometry | None = None
    """The name's middle stays within it."""


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A name with its box; its lines begin, centre or end there."""

    label: Label
    box: Box
    anchor: str


def wrap(text: str, font: Font, size: float, width: float) -> tuple[str, ...]:
    """Break a text into lines no wider than asked for, at its spaces."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, font, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def place_labels(
    labels: Iterable[Label],
    page: tuple[float, float],
    taken: Sequence[Box] = (),
    avoided: Sequence[Box] = (),
) -> tuple[PlacedLabel, ...]:
    """Set names by rank, each where it collides with none set before.

    Parameters
    ----------
    labels
        Those for which there is no room are left out.
    page
        Width and height of the picture; no name crosses its edge.
    taken
        Boxes that no name may cover.
    avoided
        Boxes that a name covers only when there is no other room.
    """
    occupied = list(taken)
    placed: list[PlacedLabel] = []
    for label in sorted(labels, key=lambda label: label.rank):
        if label.dot and _hits(_dot_box(label), occupied):
            continue
        room = [c for c in _candidates(label) if _fits(c.box, page, occupied)]
        clear = [c for c in room if not _hits(c.box, avoided)]
        chosen = next(iter(clear or room), None)
        if chosen is not None:
            placed.append(chosen)
            occupied.append(_grow(chosen.box))
            if label.dot:
                occupied.append(_dot_box(label))
    return tuple(placed)


def size_of(label: Label) -> tuple[float, float]:
    """Give width and height of a name."""
    widths = (
        measure(line, label.font, label.size) + len(line) * label.tracking * label.size
        for line in label.lines
    )
    height = sum(_leading(line) for line in label.lines) * label.size
    return max(widths, default=0), height


def _leading(line: str) -> float:
    return _KHMER_LEADING if 'class="khmer"' in render_runs(line) else _LEADING


def _candidates(label: Label) -> list[PlacedLabel]:
    spots = ((label.x, label.y), *label.others)
    around = _around if label.gap else _upon
    return [candidate for x, y in spots for candidate in around(label, x, y)]


def _upon(label: Label, x: float, y: float) -> list[PlacedLabel]:
    """Give places on an area: its point, then a little aside."""
    width, height = size_of(label)
    shifts = [(0.0, 0.0), *((0.0, s) for s in _STEPS), *((s, 0.0) for s in _STEPS)]
    shifts += [(s, t) for s in (-0.8, 0.8) for t in (-1.0, 1.0)]
    boxes = (
        _box(x + (across - 1) * width / 2, y + (down - 0.5) * height, width, height)
        for across, down in shifts
    )
    return [PlacedLabel(label, box, "middle") for box in boxes if _within(label, box)]


def _around(label: Label, x: float, y: float) -> list[PlacedLabel]:
    """Give places beside a point: right, left, above, below, then the corners."""
    width, height = size_of(label)
    gap, near = label.gap, label.gap * 0.7
    return [
        PlacedLabel(label, _box(left, top, width, height), anchor)
        for left, top, anchor in (
            (x + gap, y - height / 2, "start"),
            (x - gap - width, y - height / 2, "end"),
            (x - width / 2, y - gap - height, "middle"),
            (x - width / 2, y + gap, "middle"),
            (x + near, y - near - height, "start"),
            (x + near, y + near, "start"),
            (x - near - width, y - near - height, "end"),
            (x - near - width, y + near, "end"),
        )
    ]


def _box(left: float, top: float, width: float, height: float) -> Box:
    return left, top, left + width, top + height


def _dot_box(label: Label) -> Box:
    x, y, reach = label.x, label.y, label.dot + 1
    return x - reach, y - reach, x + reach, y + reach


def _within(label: Label, box: Box) -> bool:
    if label.area is None:
        return True
    middle = shapely.Point((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    return bool(label.area.contains(middle))


def _fits(box: Box, page: tuple[float, float], occupied: Iterable[Box]) -> bool:
    inside = (
        box[0] >= _APART
        and box[1] >= _APART
        and box[2] <= page[0] - _APART
        and box[3] <= page[1] - _APART
    )
    return inside and not _hits(box, occupied)


def _hits(box: Box, others: Iterable[Box]) -> bool:
    return any(
        box[0] < other[2]
        and other[0] < box[2]
        and box[1] < other[3]
        and other[1] < box[3]
        for other in others
    )


def _grow(box: Box) -> Box:
    return box[0] - _APART, box[1] - 1, box[2] + _APART, box[3] + 1


def render_label(placed: PlacedLabel) -> str:
    """Write a name as SVG text, a line below the other."""
    label, (left, top, right, _) = placed.label, placed.box
    x = {"start": left, "middle": (left + right) / 2, "end": right}[placed.anchor]
    lines = ""
    for line in label.lines:
        leading = _leading(line) * label.size
        y = top + leading / 2 + label.size * (_ASCENT / 2 - 0.05)
        lines += f'<tspan x="{x:.1f}" y="{y:.1f}">{render_runs(line)}</tspan>'
        top += leading
    spacing = f' letter-spacing="{label.tracking:g}em"' if label.tracking else ""
    dot = (
        f'<circle class="dot" cx="{label.x:.1f}" cy="{label.y:.1f}" r="{label.dot:g}"/>'
        if label.dot
        else ""
    )
    return (
        f'{dot}<text class="{label.style}" font-size="{label.size:g}"{spacing} '
        f'text-anchor="{placed.anchor}">{lines}</text>'
    )

"""Pairs as arcs: lines that bow apart, so that each can be followed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOW = 0.16
_WIDEST = 0.15
"""How far the outermost lines of a fan bow to either side."""
_STEPS = 24


def arc(
    start: tuple[float, float], end: tuple[float, float], bow: float = _BOW
) -> tuple[tuple[float, float], ...]:
    """Bend a line between two points into an arc.

    Points are lon, lat in degrees, EPSG:4326. The arc is a quadratic Bézier curve
    whose control point lies ``bow`` of the distance to the left of the middle.

    >>> arc((105, 11), (106, 11))[0], arc((105, 11), (106, 11))[-1]
    ((105, 11), (106, 11))
    """
    (x0, y0), (x1, y1) = start, end
    shrink = math.cos(math.radians((y0 + y1) / 2))
    dx, dy = (x1 - x0) * shrink, y1 - y0
    control = (
        (x0 + x1) / 2 - dy * 2 * bow / shrink,
        (y0 + y1) / 2 + dx * 2 * bow,
    )
    middle = tuple(_at(step / _STEPS, start, control, end) for step in range(1, _STEPS))
    return (start, *middle, end)


def fan(
    hub: tuple[float, float], ends: Sequence[tuple[float, float]]
) -> tuple[float, ...]:
    """Give the bow of each line from a hub, so that neighbours do not cross.

    The lines are taken in the order of their bearing: the outermost bow outwards, a
    line alone bows a little.

    >>> fan((106, 11), [(105, 12), (105.5, 12.5), (106, 13)])
    (0.15, 0.0, -0.15)
    >>> fan((106, 11), [(105, 12)])
    (0.08,)
    """
    if len(ends) < 2:
        return (0.08,) * len(ends)
    bearings = [math.atan2(lat - hub[1], lon - hub[0]) for lon, lat in ends]
    order = sorted(range(len(ends)), key=lambda i: bearings[i])
    step = 2 * _WIDEST / (len(ends) - 1)
    return tuple(round(order.index(i) * step - _WIDEST, 4) for i in range(len(ends)))


def _at(
    t: float,
    start: tuple[float, float],
    control: tuple[float, float],
    end: tuple[float, float],
) -> tuple[float, float]:
    one, two, three = (1 - t) ** 2, 2 * (1 - t) * t, t**2
    return (
        round(one * start[0] + two * control[0] + three * end[0], 4),
        round(one * start[1] + two * control[1] + three * end[1], 4),
    )

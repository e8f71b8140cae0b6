"""Pairs as arcs: lines that bow apart, so that each can be followed."""

from __future__ import annotations

import math

_BOW = 0.16
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

"""What a picture of the map draws: one mark a place, and the frame around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from geo.exports.projection import Frame, fit
from geo.maps.arcs import arc
from geo.maps.palette import COLOURS, NAMED_COLOUR
from geo.model import Sign

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from geo.atlas import Atlas
    from geo.model import Pair, Place, Version

Basemap = dict[str, list[dict[str, Any]]]
"""The shipped basemap: GeoJSON features, by layer."""
PIN, RING, SMALLEST_DASHED = 6.0, 3.5, 9.0
"""Radii, in the units of the picture; each further type of a pin is a ring."""
_COMPACT_DEGREES = 7.0
"""What is larger, a basin or the river along it, does not widen the frame."""
_SMALLEST_DEGREES = 0.5
_PAD = 0.07
_PROVINCES_FROM = 0.6
"""Units a kilometre from which provinces and small towns are drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place as it is drawn: once, however many agreement types it belongs to."""

    place: Place
    version: Version
    types: tuple[str, ...]
    """Slugs, in the order of the types; ``named`` for a landmark."""
    colours: tuple[str, ...]
    proposed: tuple[bool, ...]
    """For each type, whether nobody has verified any of its agreements here."""

    @property
    def is_proposed(self) -> bool:
        """Whether nobody has verified any agreement about it."""
        return all(self.proposed)


def collect_marks(part: Atlas) -> tuple[Mark, ...]:
    """Give what is drawn, one mark a place, large areas first."""
    found: dict[str, list[tuple[str, str, bool, Place, Version]]] = {}
    for layer in part.layers:
        for feature in layer.features:
            slug, colour = layer.agreement_type.value, COLOURS[layer.agreement_type]
            one = (slug, colour, feature.is_proposed, feature.place, feature.version)
            found.setdefault(feature.place.id, []).append(one)
    for landmark in part.landmarks:
        one = ("named", NAMED_COLOUR, False, landmark.place, landmark.version)
        found.setdefault(landmark.place.id, []).append(one)
    marks = (
        Mark(
            place=all_of[0][3],
            version=all_of[0][4],
            types=tuple(slug for slug, *_ in all_of),
            colours=tuple(colour for _, colour, *_ in all_of),
            proposed=tuple(proposed for _, _, proposed, *_ in all_of),
        )
        for all_of in found.values()
    )
    return tuple(sorted(marks, key=lambda mark: (-_extent(mark), mark.place.id)))


def _extent(mark: Mark) -> float:
    geometry = mark.version.geometry
    return float(geometry.area) if geometry is not None else 0.0


def fit_marks(marks: Iterable[Mark], width: float, height: float) -> Frame:
    """Frame what is compact, or everything when nothing is."""
    shapes = [
        (m.version.geometry, "named" in m.types or m.place.sign is Sign.LABEL)
        for m in marks
        if m.version.geometry is not None
    ]
    compact = [s for s, aside in shapes if not aside and _span(s) < _COMPACT_DEGREES]
    chosen = (
        compact or [s for s, aside in shapes if not aside] or [s for s, _ in shapes]
    )
    if not chosen:
        return fit((102.0, 8.4, 108.6, 14.8), width, height)
    west, south, east, north = (float(n) for n in shapely.total_bounds(chosen))
    grow = max(_SMALLEST_DEGREES, _PAD * max(east - west, north - south))
    bounds = (west - grow, south - grow, east + grow, north + grow)
    return fit(bounds, width, height)


def _span(geometry: BaseGeometry) -> float:
    west, south, east, north = geometry.bounds
    return max(float(east - west), float(north - south))


def shows_provinces(frame: Frame) -> bool:
    """Whether a frame is near enough for the provinces that nothing is about."""
    return frame.units_per_metre(0) * 1000 > _PROVINCES_FROM


def is_faint(mark: Mark) -> bool:
    """Whether no agreement is about a mark."""
    return mark.types == ("named",)


def radius_of(mark: Mark, frame: Frame) -> float:
    """Give how far a point may be off, in the units of the picture."""
    lat = mark.version.lat or 0.0
    return (mark.version.radius_m or 0.0) * frame.units_per_metre(lat)


def arc_points(pair: Pair, frame: Frame) -> list[tuple[float, float]]:
    """Give the line of a pair, in the units of the picture."""
    return [frame.to_xy(*point[:2]) for point in arc(pair.ends[0], pair.ends[1])]

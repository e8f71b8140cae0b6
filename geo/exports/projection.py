"""Web Mercator, from degrees to the units of a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_EARTH_RADIUS_M = 6_378_137.0
_METRES_PER_DEGREE = math.pi * _EARTH_RADIUS_M / 180
_EDGE = 6.0
"""Units beyond the frame that shapes are cut at, so that no cut shows."""
_TOLERANCE = 0.2
"""Units that a line may be moved by when it is simplified."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A rectangle of the Earth and the rectangle of a picture that shows it."""

    west: float
    north: float
    """With ``west`` the upper left corner, degrees, EPSG:4326."""
    scale: float
    """Units a metre of the projection, which is longer than one on the ground."""
    width: float
    height: float

    def to_xy(self, lon: float, lat: float) -> tuple[float, float]:
        """Give the units right and down of the upper left corner."""
        x = (lon - self.west) * _METRES_PER_DEGREE * self.scale
        y = (_northing(self.north) - _northing(lat)) * self.scale
        return x, y

    def to_lonlat(self, x: float, y: float) -> tuple[float, float]:
        """Give the degrees of a point of the picture."""
        northing = _northing(self.north) - y / self.scale
        lat = math.degrees(2 * math.atan(math.exp(northing / _EARTH_RADIUS_M)))
        return self.west + x / self.scale / _METRES_PER_DEGREE, lat - 90

    def units_per_metre(self, lat: float) -> float:
        """Give the units that a metre on the ground is long at a latitude."""
        return self.scale / math.cos(math.radians(lat))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north, in degrees."""
        east, south = self.to_lonlat(self.width, self.height)
        return self.west, south, east, self.north


def _northing(lat: float) -> float:
    return _EARTH_RADIUS_M * math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def fit(
    bounds: tuple[float, float, float, float], width: float, height: float
) -> Frame:
    """Frame a rectangle of the Earth, in the middle of a picture of that size.

    Parameters
    ----------
    bounds
        West, south, east and north, in degrees, EPSG:4326.
    width, height
        In the units of the picture.
    """
    west, south, east, north = bounds
    across = (east - west) * _METRES_PER_DEGREE
    up = _northing(north) - _northing(south)
    scale = min(width / across, height / up)
    middle = (_northing(north) + _northing(south)) / 2 + height / scale / 2
    top = math.degrees(2 * math.atan(math.exp(middle / _EARTH_RADIUS_M))) - 90
    left = (west + east) / 2 - width / scale / _METRES_PER_DEGREE / 2
    return Frame(west=left, north=top, scale=scale, width=width, height=height)


def project(geometry: BaseGeometry, frame: Frame) -> BaseGeometry:
    """Cut a geometry to the frame and give it in the units of the picture.

    What lies outside is an empty geometry.
    """
    west, north = frame.to_lonlat(-_EDGE, -_EDGE)
    east, south = frame.to_lonlat(frame.width + _EDGE, frame.height + _EDGE)
    inside = shapely.clip_by_rect(geometry, west, south, east, north)
    flat = shapely.transform(inside, lambda degrees: _flatten(degrees, frame))
    return shapely.simplify(flat, _TOLERANCE, preserve_topology=False)


def _flatten(degrees: NDArray[np.float64], frame: Frame) -> NDArray[np.float64]:
    lon, lat = degrees[:, 0], degrees[:, 1]
    x = (lon - frame.west) * _METRES_PER_DEGREE * frame.scale
    northing = _EARTH_RADIUS_M * np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))
    y = (_northing(frame.north) - northing) * frame.scale
    return np.column_stack([x, y])


def render_path(geometry: BaseGeometry) -> str:
    """Write lines and areas as the data of an SVG path, one decimal a unit."""
    return "".join(_render_part(part) for part in shapely.get_parts(geometry))


def _render_part(part: BaseGeometry) -> str:
    if isinstance(part, shapely.Polygon):
        rings = (part.exterior, *part.interiors)
        return "".join(f"{_render_line(ring.coords[:-1])}Z" for ring in rings if ring)
    if isinstance(part, shapely.LineString):
        return _render_line(part.coords)
    return ""


def _render_line(points: Iterable[tuple[float, ...]]) -> str:
    written = [f"{_round(x)},{_round(y)}" for x, y in points]
    return f"M{written[0]}L{' '.join(written[1:])}" if len(written) > 1 else ""


def _round(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")

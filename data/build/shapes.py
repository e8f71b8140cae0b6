"""Geodesic measures and the few operations on shapes that every step needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from pyproj import Geod
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

GEOD = Geod(ellps="WGS84")


def area_km2(shape: BaseGeometry) -> float:
    """Geodesic area of a polygonal shape, in square kilometres."""
    return (
        sum(
            abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(part))[0])
            for part in polygons_of(shape)
        )
        / 1e6
    )


def length_km(shape: BaseGeometry) -> float:
    """Geodesic length of the lines of a shape, in kilometres."""
    return sum(GEOD.geometry_length(line) for line in lines_of(shape)) / 1e3


def distance_km(one: Point, other: Point) -> float:
    """Geodesic distance of two points, in kilometres."""
    return GEOD.inv(one.x, one.y, other.x, other.y)[2] / 1e3


def polygons_of(shape: BaseGeometry) -> list[Polygon]:
    """Return the polygons of any shape; lines and points are left out."""
    parts = shapely.get_parts(shape)
    if any(isinstance(part, MultiPolygon) for part in parts):
        parts = shapely.get_parts(parts)
    return [p for p in parts if isinstance(p, Polygon) and not p.is_empty]


def lines_of(shape: BaseGeometry) -> list[LineString]:
    """Return the lines of any shape; polygons and points are left out."""
    parts = shapely.get_parts(shape)
    if any(isinstance(part, MultiLineString) for part in parts):
        parts = shapely.get_parts(parts)
    return [p for p in parts if isinstance(p, LineString) and not p.is_empty]


def polygonal(shape: BaseGeometry) -> Polygon | MultiPolygon:
    """Return only the polygonal part of a shape, as plain as it can be."""
    parts = polygons_of(shape)
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def make_valid(shape: BaseGeometry) -> Polygon | MultiPolygon:
    """Repair rings that cross themselves; keep areas only."""
    return polygonal(
        shapely.make_valid(shape, method="structure", keep_collapsed=False)
    )


def merged(lines: Iterable[BaseGeometry]) -> LineString | MultiLineString:
    """Join lines that meet end to end into as few as possible."""
    parts = [part for line in lines for part in lines_of(line)]
    joined = shapely.line_merge(MultiLineString(parts))
    return joined if isinstance(joined, LineString) else shapely.normalize(joined)


def label_point(shape: BaseGeometry) -> tuple[float, float]:
    """Return lon, lat of the point of the largest part farthest from its edge.

    The centre of the largest circle that fits inside, not the centroid: that of a
    crescent lies outside, that of the merged Tây Ninh in another country.
    """
    largest = max(polygons_of(shape), key=lambda part: part.area)
    radius = shapely.maximum_inscribed_circle(largest, tolerance=0.002)
    lon, lat = radius.coords[0]
    return round(lon, 4), round(lat, 4)


def drop_small(shape: BaseGeometry, km2: float) -> Polygon | MultiPolygon:
    """Leave out parts and holes smaller than an area; keep at least the largest."""
    parts = polygons_of(shape)
    large = [p for p in parts if area_km2(p) >= km2]
    return polygonal(MultiPolygon(large or [max(parts, key=lambda part: part.area)]))

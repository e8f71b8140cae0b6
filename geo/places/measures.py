"""Measures on the ellipsoid: what a degree is worth where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_WGS84 = Geod(ellps="WGS84")


def distance_m(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Give the geodesic distance between two points, in metres.

    >>> round(distance_m(105.0, 11.0, 105.0, 12.0))
    110618
    """
    return float(_WGS84.inv(lon_a, lat_a, lon_b, lat_b)[2])


def area_km2(geometry: BaseGeometry) -> float:
    """Give the geodesic area in square kilometres, holes left out.

    >>> area_km2(shapely.Point(105, 11))
    0.0
    """
    oriented = shapely.orient_polygons(geometry)
    return abs(float(_WGS84.geometry_area_perimeter(oriented)[0])) / 1e6


def length_km(geometry: BaseGeometry) -> float:
    """Give the geodesic length of a line in kilometres.

    >>> round(length_km(shapely.LineString([(105, 11), (105, 12)])), 3)
    110.618
    """
    return float(_WGS84.geometry_length(geometry)) / 1000


def reach_m(geometry: BaseGeometry, lon: float, lat: float) -> float:
    """Give the distance from a point to the farthest vertex of a geometry, in metres.

    >>> round(reach_m(shapely.LineString([(105, 11), (105, 12)]), 105, 11))
    110618
    """
    vertices = shapely.get_coordinates(geometry)
    count = len(vertices)
    _, _, distances = _WGS84.inv(
        np.full(count, lon), np.full(count, lat), vertices[:, 0], vertices[:, 1]
    )
    return float(np.max(distances))


def point_inside(geometry: BaseGeometry) -> tuple[float, float]:
    """Give a point that lies well inside an area, or on a line: lon, lat.

    For an area it is the centre of the largest circle that fits in its largest
    part: the middle of a province's area may lie in the neighbour.

    >>> point_inside(shapely.Point(105.5, 11.25))
    (105.5, 11.25)
    """
    if geometry.geom_type in {"Polygon", "MultiPolygon"}:
        largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
        circle = shapely.maximum_inscribed_circle(largest, tolerance=0.005)
        lon, lat = shapely.get_coordinates(circle)[0]
    elif geometry.geom_type in {"LineString", "MultiLineString"}:
        longest = max(shapely.get_parts(geometry), key=lambda part: part.length)
        lon, lat = shapely.get_coordinates(longest.interpolate(0.5, normalized=True))[0]
    else:
        lon, lat = shapely.get_coordinates(geometry)[0]
    return round(float(lon), 5), round(float(lat), 5)


def circle(lon: float, lat: float, radius_m: float, corners: int = 64) -> BaseGeometry:
    """Give a geodesic circle as a polygon, for what must be an area elsewhere.

    >>> round(area_km2(circle(105, 11, 1000)), 2)
    3.14
    """
    bearings = np.linspace(360, 0, corners, endpoint=False)
    lons, lats, _ = _WGS84.fwd(
        np.full(corners, lon),
        np.full(corners, lat),
        bearings,
        np.full(corners, radius_m),
    )
    return shapely.Polygon(np.column_stack([lons, lats]))


def shared_border_km(one: BaseGeometry, other: BaseGeometry) -> float:
    """Give the length of the line that two areas of one topology share, in km.

    >>> west, east = shapely.box(105, 11, 106, 12), shapely.box(106, 11, 107, 12)
    >>> round(shared_border_km(west, east), 3)
    110.618
    >>> shared_border_km(west, shapely.box(106, 12, 107, 13))
    0.0
    """
    shared = shapely.intersection(one.boundary, other.boundary)
    lines = [g for g in shapely.get_parts(shared) if g.geom_type == "LineString"]
    return sum((length_km(line) for line in lines), start=0.0)

"""Areas that no source holds ready: the delta and the historical waters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coverage import dissolve
from shapely.geometry import Polygon
from shapes import polygonal, polygons_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coverage import Coverage
    from shapely.geometry.base import BaseGeometry

DELTA = (
    "an_giang",
    "bac_lieu",
    "ben_tre",
    "ca_mau",
    "can_tho",
    "dong_thap",
    "hau_giang",
    "kien_giang",
    "long_an",
    "soc_trang",
    "tien_giang",
    "tra_vinh",
    "vinh_long",
)
"""The thirteen provinces of before July 2025 that are the Mekong Delta."""
WATERS = (
    (102.92, 9.9033),  # 9°54.2′N 102°55.2′E, Poulo Wai side
    (102.95, 9.9083),  # 9°54.5′N 102°57.0′E, Poulo Wai
    (103.80, 10.4017),  # 10°24.1′N 103°48.0′E
    (103.82, 10.4267),  # 10°25.6′N 103°49.2′E, Koh Sès
    (103.79, 10.50),  # 10°30.0′N 103°47.4′E, Koh Thmei
    (103.8033, 10.54),  # 10°32.4′N 103°48.2′E, coast of Kampot
    (103.8033, 10.80),  # on land: from here the coast is the edge
    (104.4387, 10.80),  # on land
    (104.4387, 10.4228),  # end of the land boundary
    (104.0367, 10.07),  # 10°04.2′N 104°02.3′E, Mũi An Yên on Phú Quốc
    (103.985, 10.0467),  # 10°02.8′N 103°59.1′E, Mũi Đất Đỏ on Phú Quốc
    (103.44, 9.3017),  # 9°18.1′N 103°26.4′E, Thổ Chu
    (103.45, 9.26),  # 9°15′N 103°27.0′E, Hòn Nhạn: unverified
    (102.8917, 9.9167),  # 9°55.0′N 102°53.5′E, closing point: unverified
)
"""Corners of the historical waters of 1982, lon, lat, from published texts of it."""
ISLAND = 1e-4
"""Square degrees, about a square kilometre: smaller islands are not cut out."""


def build_delta(units: Coverage) -> BaseGeometry:
    """Build the Mekong Delta out of its provinces of old."""
    return dissolve(units, DELTA)


def build_waters(land: Iterable[BaseGeometry]) -> BaseGeometry:
    """Build the historical waters: the corners of 1982, without the land in them.

    An area to be drawn softly. Two corners are unverified and no source says how the
    line between the corners runs, so its edge is no line to be shown.
    """
    area = Polygon(WATERS)
    for shape in land:
        for part in polygons_of(shape):
            if part.area > ISLAND and part.intersects(area):
                area = area - Polygon(part.exterior)
    return max(polygons_of(polygonal(area)), key=lambda part: part.area)

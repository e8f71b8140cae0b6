"""Lakes of the region, the Tonle Sap among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fetch import LAKES, read_json
from shapely.geometry import Point, Polygon, box
from shapes import area_km2, make_valid, polygons_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

WINDOW = box(97.0, 7.0, 109.6, 24.0)
SMALLEST = 40.0
"""Square kilometres: smaller lakes are not drawn."""
NAMES = {
    (104.10, 12.85): "tonle_sap_lake",
    (107.06, 11.11): "tri_an",
    (106.29, 11.42): "dau_tieng",
    (107.06, 11.85): "thac_mo",
    (102.60, 18.57): "nam_ngum",
    (104.98, 21.83): "thac_ba",
}
"""Lakes that are told by name, each by lon, lat of a point in its box."""


def read_lakes() -> list[BaseGeometry]:
    """Read the lakes of the window, largest first."""
    polygons = (
        Polygon(rings[0], rings[1:])
        for geometry in read_json(LAKES, "map.geo.json")["geometries"]
        for rings in geometry["coordinates"]
        if WINDOW.contains(Point(rings[0][0]))
    )
    lakes = [part for polygon in polygons for part in polygons_of(make_valid(polygon))]
    large = [lake for lake in lakes if area_km2(lake) >= SMALLEST]
    return sorted(large, key=lambda lake: -area_km2(lake))


def name_of(lake: BaseGeometry) -> str | None:
    """Return the id of a lake, if it is one that the map names."""
    frame = box(*lake.bounds)
    return next((n for at, n in NAMES.items() if frame.contains(Point(at))), None)

"""An approximate outline of the Mekong basin, computed from public-domain lines.

No openly licensed outline is in any package registry. Each cell of a grid over the
land goes to what is nearest to it: a river of the Mekong system, another river, or the
coast. The cells of the system, without holes, largest part, smoothed, are the basin.

Natural Earth has none of the rivers of the Đồng Nai and few of the upper Sekong, Sesan
and Nam Theun, so reservoirs on them, from OpenStreetMap, stand in for their rivers.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pyogrio
import shapely
from fetch import NATURAL_EARTH, unpack_debian
from shapely.affinity import scale
from shapely.geometry import Point, Polygon, box
from shapes import polygons_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry import LineString
    from shapely.geometry.base import BaseGeometry

LAND = "usr/share/magics/10m/ne_10m_land.shp"
WINDOW = (92.5, 8.3, 109.8, 34.5)
RESERVOIRS = {
    (106.29, 11.42): False,  # Dầu Tiếng, Sài Gòn
    (107.06, 11.11): False,  # Trị An, Đồng Nai
    (107.18, 11.23): False,  # Trị An, northern arm
    (107.07, 11.84): False,  # Thác Mơ, Bé
    (107.92, 11.81): False,  # Đồng Nai 3
    (107.55, 13.99): True,  # Sesan
    (107.20, 15.01): True,  # Sekaman
    (105.16, 17.78): True,  # Nam Theun 2
    (104.98, 17.91): True,  # Nam Theun
    (104.72, 18.30): True,  # Nam Gnouang
}
"""Lon, lat in the box of a reservoir: does its river flow into the Mekong?"""
CELL = 0.05
"""Degrees: side of a cell of the grid."""
SYSTEM = frozenset(
    {35, 40, 46, 201, 455, 483, 486, 537, 608, 674, 734, 735}
    | {907, 1001, 1082, 1105, 1106}
)
"""Natural Earth's numbers of the rivers that flow into the Mekong."""
MOUTHS = box(105.9, 9.2, 107.0, 10.6)
"""The delta's coast between the mouths, to which land is not given away."""
SQUEEZE = math.cos(math.radians(18))
"""East-west distances shrink so much in the middle of the window."""
ROUNDING = 0.15
"""Degrees: three cells."""
TOLERANCE = 0.14
"""Degrees: the steps of the grid vanish at this, the shape stays."""


def read_land() -> BaseGeometry:
    """Read Natural Earth's land of the window."""
    path = unpack_debian(NATURAL_EARTH) / LAND
    _, _, shapes, _ = pyogrio.raw.read(path, bbox=WINDOW, columns=[])
    land = shapely.make_valid(shapely.from_wkb(shapes))
    return shapely.union_all(shapely.intersection(land, box(*WINDOW).buffer(2)))


def segments(lines: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    """Cut lines into their straight pieces, squeezed so that distances compare."""
    pieces = []
    for line in lines:
        points = shapely.get_coordinates(scale(line, SQUEEZE, 1, origin=(0, 0)))
        pairs = np.stack([points[:-1], points[1:]], axis=1)
        pieces += list(shapely.linestrings(pairs))
    return pieces


def coast_of(land: BaseGeometry) -> list[BaseGeometry]:
    """Return the coast without islets and without the mouths of the Mekong."""
    mainland = [p for p in polygons_of(land) if p.area > 0.05]
    frame = box(*WINDOW).buffer(1.9)
    rings = [p.exterior & frame for p in mainland]
    return [part for ring in rings for part in shapely.get_parts(ring - MOUTHS)]


def waters_of(
    rivers: list[tuple[int, str, LineString]],
    lakes: Iterable[BaseGeometry],
    *,
    system: bool,
) -> list[BaseGeometry]:
    """Return the lines of the Mekong's waters, or of all others."""
    lines = [line for number, _, line in rivers if (number in SYSTEM) == system]
    places = [Point(at) for at, ours in RESERVOIRS.items() if ours == system]
    shores = [
        lake.exterior
        for lake in lakes
        if any(box(*lake.bounds).contains(place) for place in places)
    ]
    return segments([*lines, *shores])


def cells_of_system(
    rivers: list[tuple[int, str, LineString]],
    lakes: Iterable[BaseGeometry],
    land: BaseGeometry,
) -> np.ndarray:
    """Return which cells belong to the system: rows from the south, columns east."""
    west, south, east, north = WINDOW
    lons = np.arange(west + CELL / 2, east, CELL)
    lats = np.arange(south + CELL / 2, north, CELL)
    lon, lat = np.meshgrid(lons, lats)
    ours = waters_of(rivers, lakes, system=True)
    others = waters_of(rivers, lakes, system=False)
    tree = shapely.STRtree(ours + others + segments(coast_of(land)))
    nearest = tree.nearest(shapely.points(lon * SQUEEZE, lat).ravel())
    shapely.prepare(land)
    on_land = shapely.contains_xy(land, lon, lat)
    return (nearest.reshape(lon.shape) < len(ours)) & on_land


def outline_of(cells: np.ndarray) -> Polygon:
    """Return the outline of the largest connected part of a grid, holes filled."""
    west, south = WINDOW[:2]
    rows, columns = np.nonzero(cells)
    lon, lat = west + columns * CELL, south + rows * CELL
    squares = shapely.box(lon, lat, lon + CELL, lat + CELL)
    joined = shapely.union_all(shapely.set_precision(squares, 1e-4))
    largest = max(polygons_of(joined), key=lambda part: part.area)
    return Polygon(largest.exterior)


def smooth(outline: Polygon) -> Polygon:
    """Close narrow bays, drop needless points, cut the corners once (Chaikin)."""
    filled = outline.buffer(ROUNDING).buffer(-2 * ROUNDING).buffer(ROUNDING)
    largest = max(polygons_of(filled), key=lambda part: part.area)
    corners = shapely.get_coordinates(largest.exterior.simplify(TOLERANCE))[:-1]
    after = np.roll(corners, -1, axis=0)
    cut = [0.75 * corners + 0.25 * after, 0.25 * corners + 0.75 * after]
    return Polygon(np.stack(cut, axis=1).reshape(-1, 2))


def build_basin(
    rivers: list[tuple[int, str, LineString]], lakes: Iterable[BaseGeometry]
) -> Polygon:
    """Build the approximate outline of the Mekong basin, EPSG:4326."""
    return smooth(outline_of(cells_of_system(rivers, list(lakes), read_land())))

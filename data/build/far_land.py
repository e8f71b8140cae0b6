"""Land far from the region, coarse: under the places of a text that goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyogrio
import shapely
from fetch import NATURAL_EARTH, unpack_debian
from shapes import polygonal

if TYPE_CHECKING:
    from write import Feature

LAND = "usr/share/magics/110m/ne_110m_land.shp"
GRID = 0.01
"""Degrees: the last decimal that is written."""
REGION = shapely.box(90, 4, 115, 34)
"""What the basemap itself covers."""


def build_far_land() -> list[Feature]:
    """Build the land outside the region from Natural Earth's of 1:110 million."""
    path = unpack_debian(NATURAL_EARTH) / LAND
    _, _, shapes, _ = pyogrio.raw.read(path, columns=[])
    land = shapely.union_all(shapely.make_valid(shapely.from_wkb(shapes)))
    far = shapely.set_precision(land - REGION, GRID)
    return [({"place": None}, shapely.normalize(polygonal(far)))]

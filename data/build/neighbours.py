"""Provinces of Laos and Thailand: fitted to their countries, then simplified."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from coverage import fit_to, node_together, simplify
from provinces import GRID, read_units
from shapes import polygonal, polygons_of

if TYPE_CHECKING:
    from coverage import Coverage
    from shapely.geometry.base import BaseGeometry

TOLERANCE = 0.0025
"""Degrees: corners smaller than the square of it, some 275 m a side, go."""
ISLANDS = 5.0e-4
"""Square degrees, about six square kilometres: smaller islands are left out."""
THIN = 0.02
"""Degrees: a gap twice as narrow is no province."""
IDS = {
    "LAO": {
        "bolikhamsai": "bolikhamxay",
        "sainyabuli": "sayaboury",
        "vientiane": "vientiane_province",
        "vientiane_capital": "vientiane",
        "xiangkhouang": "xieng_khouang",
    },
    "THA": {"กรงเทพมหานคร": "bangkok"},
}
"""Names of the source, folded, that are not yet the ids of the gazetteer."""
LEFT_OPEN = "sekong"
"""The province of Laos that the source lacks."""


def build_neighbours(land: Coverage) -> Coverage:
    """Build the provinces of both countries, by place id, sharing their vertices.

    Parameters
    ----------
    land
        The countries under three capitals, as one coverage with Cambodia and Viet Nam.
    """
    laos = units_of("LAO", "Laos")
    left_open = largest_gap(land["LAO"], laos)
    fitted = {
        LEFT_OPEN: left_open,
        **fit_to(polygonal(land["LAO"] - left_open), laos),
        **fit_to(without_islets(land["THA"]), units_of("THA", "Thailand")),
    }
    return simplify(node_together(fitted, GRID), TOLERANCE)


def units_of(code: str, country: str) -> Coverage:
    """Read the provinces of a country under their place ids."""
    ids = IDS[code]
    return {ids.get(name, name): unit for name, unit in read_units(country).items()}


def largest_gap(country: BaseGeometry, units: Coverage) -> BaseGeometry:
    """Return the province that the source lacks: the largest piece the rest leaves.

    What the rest leaves along the borders is thin: it is cut off by shrinking the
    piece by two kilometres and growing it again.
    """
    rest = country - shapely.union_all(list(units.values()))
    largest = max(polygons_of(rest), key=lambda part: part.area)
    opened = largest.buffer(-THIN).buffer(THIN) & largest
    return max(polygons_of(opened), key=lambda part: part.area)


def without_islets(country: BaseGeometry) -> BaseGeometry:
    """Leave out the small islands, which the generalised provinces need not have."""
    parts = [part for part in polygons_of(country) if part.area >= ISLANDS]
    return polygonal(shapely.MultiPolygon(parts))

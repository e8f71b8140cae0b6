"""Rows of the wide gazetteer: what the world has beyond the region, one place each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import shapely
from points import ascii_of
from pyproj import Geod

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

GEOD = Geod(ellps="WGS84")
NATURAL_EARTH = ("Natural Earth", "public domain", "Natural Earth")
GEONAMES = ("GeoNames", "CC BY 4.0", "GeoNames")


@dataclass(slots=True, kw_only=True)
class WideRow:
    """One place: lon, lat in degrees, EPSG:4326, radius in metres."""

    id: str
    kind: str
    name: str
    vi: str = ""
    variants: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    within: str = ""
    tier: str = "world"
    sign: str = "pin"
    certainty: str = ""
    lon: float | None = None
    lat: float | None = None
    radius_m: float | None = None
    basis: str = ""
    confidence: str = "B"
    source: str = ""
    licence: str = ""
    attribution: str = ""
    valid_to: str = ""
    population: int = 0
    geonames: int = 0
    wikidata: str = ""
    iso3166_2: str = ""
    geometry: bytes = b""
    cue: bool = False
    """Whether its names are words or persons' names too."""


def reach_m(shape: BaseGeometry, lon: float, lat: float) -> float:
    """Give the distance in metres to the farthest vertex of a shape, in whole km."""
    corners = shapely.get_coordinates(shape)
    _, _, away = GEOD.inv(
        [lon] * len(corners), [lat] * len(corners), corners[:, 0], corners[:, 1]
    )
    return float(-(-max(away) // 1000) * 1000)


def place_shape(row: WideRow, shape: BaseGeometry, decimals: int = 3) -> None:
    """Give a row a line or an area, a point of it and its reach."""
    rounded = shapely.set_precision(shape, 10.0**-decimals)
    kept = shape if rounded.is_empty else rounded
    point = (
        kept.representative_point()
        if kept.geom_type.endswith("Polygon")
        else kept.interpolate(0.5, normalized=True)
        if kept.geom_type == "LineString"
        else max(kept.geoms, key=lambda part: part.length).interpolate(
            0.5, normalized=True
        )
    )
    row.lon, row.lat = round(point.x, 5), round(point.y, 5)
    row.radius_m = reach_m(kept, row.lon, row.lat)
    row.geometry = shapely.to_wkb(kept, output_dimension=2)


def spell(names: Iterable[str | None]) -> list[str]:
    """Give each name once, and without its diacritics where it has some.

    >>> spell(["Córdoba", None, "Cordoba", "Córdoba"])
    ['Córdoba', 'Cordoba']
    """
    kept: dict[str, None] = {}
    for name in names:
        if name:
            kept |= dict.fromkeys(
                n for n in (name.strip(), ascii_of(name.strip())) if n
            )
    return list(kept)

"""Places that are one point each: countries, towns and cities, from plain tables."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

import shapely

from geo.errors import GazetteerError
from geo.model import Confidence, Kind, Names, Place, Sign, Tier, Version

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

COLUMNS = (
    "id",
    "kind",
    "tier",
    "cue",
    "name",
    "vi",
    "km",
    "variants",
    "country",
    "within",
    "lon",
    "lat",
    "radius_m",
    "population",
    "geonames",
)
"""Lists are separated by a bar; ``cue`` is 1 where a name needs one."""
_LABELS = {Kind.COUNTRY, Kind.REGION}
_CERTAINTY = {
    Kind.COUNTRY: "a country; its capital's point stands for it",
    Kind.REGION: "a territory as ISO 3166-1 lists it, which says nothing of its status",
    Kind.CITY: "town point, the town within about {km:g} km",
}
_BASIS = {
    Kind.COUNTRY: "A point for the label: the capital's, as GeoNames has it.",
    Kind.REGION: "A point for the label: the chief town's, as GeoNames has it.",
    Kind.CITY: "Town point of GeoNames; the radius follows from the population.",
}


def read_points(path: Path) -> list[Place]:
    """Read a table of places with one point each, all of them GeoNames' (CC BY 4.0).

    Raises
    ------
    GazetteerError
        A row is malformed; the message names file and line.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        head = next(rows, [])
        if tuple(head) != COLUMNS:
            msg = f"{path.name}: the columns are {head}; expected {list(COLUMNS)}."
            raise GazetteerError(msg)
        lines = list(rows)
    try:
        points = shapely.points([(float(r[10] or 0), float(r[11] or 0)) for r in lines])
    except (ValueError, IndexError) as error:
        msg = f"{path.name}: a row has no number for lon or lat ({error})."
        raise GazetteerError(msg) from error
    places = []
    for number, (row, point) in enumerate(zip(lines, points, strict=True), start=2):
        try:
            places.append(_place(row, point))
        except (ValueError, KeyError) as error:
            msg = f"{path.name}, line {number}: {error}"
            raise GazetteerError(msg) from error
    return places


def _place(row: list[str], point: BaseGeometry) -> Place:
    place_id, kind_name, tier, cue, name, vi, km, variants, country, within = row[:10]
    radius_m, population, geonames = row[12:]
    kind = Kind(kind_name)
    return Place(
        id=place_id,
        kind=kind,
        names=Names(en=name, vi=vi or None, km=km or None),
        variants=_split(variants),
        countries=_split(country),
        within=_split(within),
        sign=Sign.LABEL if kind in _LABELS else Sign.PIN,
        certainty=_say_certainty(kind, radius_m),
        geonames=int(geonames) if geonames else None,
        population=int(population) if population else None,
        tier=Tier(tier),
        needs_cue=cue == "1",
        versions=(_version(row, kind, point),),
    )


@cache
def _say_certainty(kind: Kind, radius_m: str) -> str:
    return _CERTAINTY[kind].format(km=float(radius_m or 0) / 1e3)


def _version(row: list[str], kind: Kind, point: BaseGeometry) -> Version:
    country, (lon_text, lat_text, radius_m) = row[8], row[10:13]
    code = country if kind in _LABELS else None
    if not lon_text:
        return Version(basis="No place that stands for it is recorded.", iso3166_2=code)
    lon, lat = float(lon_text), float(lat_text)
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        msg = f"lon={lon}, lat={lat}; expected lon in [-180, 180] and lat in [-90, 90]."
        raise ValueError(msg)
    return Version(
        geometry=point,
        lon=lon,
        lat=lat,
        radius_m=float(radius_m),
        basis=_BASIS[kind],
        confidence=Confidence.B,
        source=f"GeoNames {row[14]}",
        licence="CC BY 4.0",
        attribution="GeoNames",
        iso3166_2=code,
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()

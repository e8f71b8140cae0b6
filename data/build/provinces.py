"""Provinces of Cambodia and Viet Nam, old and new, in one topology."""

from __future__ import annotations

import tomllib
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

import shapely
from coverage import dissolve, fit_to, node_together
from fetch import COUNTRIES, ECHARTS, UNITS, read_json
from shapely.geometry import MultiPolygon, Polygon, box, shape
from shapes import drop_small, make_valid, polygonal, polygons_of

if TYPE_CHECKING:
    from pathlib import Path

    from coverage import Coverage
    from shapely.geometry.base import BaseGeometry

Version: TypeAlias = tuple[str, date | None, date | None]
"""A place id with its first and its last day."""
GRID = 1e-5
"""Degrees, about a metre: the precision of every geometry of the gazetteer."""
EASTERN_LIMIT = 110.0
"""No part of a province reaches east of this; what does is contested and left out."""
REGION = (90.0, 4.0, 115.0, 34.0)
"""West, south, east and north of the map, degrees."""
ISLETS = 10.0
"""Square kilometres: smaller islands of the neighbours are not drawn."""
ISLANDS = {
    (107.73, 20.14): "hai_phong",  # Bạch Long Vĩ
    (105.96, 18.80): "nghe_an",  # Hòn Mắt
    (108.20, 16.22): "hue",  # Hòn Sơn Chà
    (109.35, 13.62): "binh_dinh",  # Cù Lao Xanh
}
"""Islands near lon, lat that do not belong to the province nearest to them."""
SPELLINGS = {
    "bantey_meanchey": "banteay_meanchey",
    "ho_chi_minh": "hcmc",
    "ho_chi_minh_city": "hcmc",
    "ha_noi": "hanoi",
    "thua_thien_hue": "hue",
}
"""Names of the sources, folded, that are not yet the ids of the gazetteer."""


def fold(name: str) -> str:
    """Turn a name into an id: no diacritics, no title, words joined by underscores.

    Examples
    --------
    >>> fold("Tỉnh Hải Dương"), fold("Ba Ria–Vung Tau province")
    ('hai_duong', 'ba_ria_vung_tau')
    """
    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    ascii_name = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    words = ascii_name.replace("-", " ").replace("–", " ").split()
    if words[-1] in {"province", "city"} and words != ["ho", "chi", "minh", "city"]:
        words = words[:-1]
    words = words[1:] if words[0] == "tinh" else words
    slug = "_".join(words)
    return SPELLINGS.get(slug, slug)


def decode_ring(text: str, offset: list[int]) -> list[tuple[float, float]]:
    """Decode a ring of ECharts: zigzag deltas of 1/1024 degree, one a character."""
    lon, lat = offset
    ring = []
    for i in range(0, len(text), 2):
        east, north = (ord(c) - 64 for c in text[i : i + 2])
        lon += (east >> 1) ^ -(east & 1)
        lat += (north >> 1) ^ -(north & 1)
        ring.append((lon / 1024, lat / 1024))
    return ring


def decode_polygon(rings: list[str], offsets: list[list[int]]) -> Polygon:
    """Decode one polygon of ECharts; its first ring is the outer one."""
    shell, *holes = map(decode_ring, rings, offsets)
    return Polygon(shell, holes)


def read_units(country: str) -> Coverage:
    """Read the province outlines of a country as ECharts ships them, by place id."""
    collection = read_json(ECHARTS, f"starbucks/json/{country}.json")
    units = {}
    for feature in collection["features"]:
        geometry = feature["geometry"]
        rings, offsets = geometry["coordinates"], geometry["encodeOffsets"]
        if geometry["type"] == "Polygon":
            rings, offsets = [rings], [offsets]
        parts = MultiPolygon(list(map(decode_polygon, rings, offsets)))
        units[fold(feature["properties"]["name"])] = polygonal(parts)
    return units


def read_outlines() -> Coverage:
    """Read the countries of the world as they come, land only, by three-letter code."""
    return {
        feature["properties"].get("A3"): shape(feature["geometry"])
        for feature in read_json(COUNTRIES, "map.geo.json")["features"]
    }


def read_countries() -> Coverage:
    """Read the countries of the region, land only, by three-letter code."""
    region = box(*REGION)
    outlines = read_outlines()
    return {
        code: make_valid(outline)
        for code, outline in outlines.items()
        if code and box(*outline.bounds).intersects(region)
    }


def without_contested(outline: BaseGeometry) -> BaseGeometry:
    """Leave out the islets east of 110 E: the map takes no side on them."""
    return polygonal(
        MultiPolygon([p for p in polygons_of(outline) if p.bounds[2] <= EASTERN_LIMIT])
    )


def neighbours_of(countries: Coverage) -> Coverage:
    """Return the land of the other countries within the map, without their islets."""
    frame = box(*REGION)
    china = shapely.union_all([countries[code] for code in ("CHN", "HKG", "MAC")])
    others = {**countries, "CHN": china}
    shapes = {
        code: polygonal(outline & frame)
        for code, outline in others.items()
        if code not in {"KHM", "VNM", "HKG", "MAC"}
    }
    return {
        code: drop_small(land, ISLETS) for code, land in shapes.items() if land.area > 0
    }


def build_land(countries: Coverage) -> Coverage:
    """Build the 25 and the 63 provinces and their neighbours as one coverage.

    Provinces stand under their place ids, other countries under three capitals. That
    the neighbours take part makes the vertices of the borders with Laos, Thailand and
    China the same on both sides as well.
    """
    khm = fit_to(countries["KHM"], read_units("Cambodia"))
    vnm = fit_to(without_contested(countries["VNM"]), read_units("Vietnam"), ISLANDS)
    return node_together({**khm, **vnm, **neighbours_of(countries)}, GRID)


def provinces_of(land: Coverage) -> Coverage:
    """Return only the provinces of a coverage of land."""
    return {name: shape for name, shape in land.items() if name.islower()}


def read_register(path: Path) -> list[dict[str, Any]]:
    """Read the provinces' names, dates and mergers, which are kept by hand."""
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["place"])


def mergers_of(register: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Map each unit of Viet Nam since July 2025 to the units it was formed from."""
    return {
        place["id"]: sorted(version.get("formed_from", [place["id"]]))
        for place in register
        for version in place["version"]
        if place["countries"] == ["VN"] and "valid_to" not in version
    }


def check_mergers(register: list[dict[str, Any]]) -> None:
    """Compare the register's mergers with the table of vietnamadminunits.

    Raises
    ------
    ValueError
        Naming the first unit that differs.
    """
    member = "vietnamadminunits/data/"
    old = read_json(UNITS, member + "parser_legacy.json")["DICT_PROVINCE"]
    table = read_json(UNITS, member + "converter_2025.json")["DICT_PROVINCE"]
    ids = {key: fold(unit["provinceShort"]) for key, unit in old.items()}
    ours = mergers_of(register)
    theirs = {ids[new]: sorted(ids[key] for key in keys) for new, keys in table.items()}
    for unit in sorted(ours.keys() | theirs.keys()):
        if ours.get(unit) != theirs.get(unit):
            msg = (
                f"provinces.toml forms {unit} from {ours.get(unit)}, "
                f"{UNITS.label} from {theirs.get(unit)}."
            )
            raise ValueError(msg)


def outline_of(place: str, version: dict[str, Any], units: Coverage) -> BaseGeometry:
    """Return the outline of one version of a province.

    A province formed from several is their union; one that others were cut out of was
    the union of what it became; every other is a unit of the sources.
    """
    formed_from, became = version.get("formed_from", []), version.get("became", [])
    if len(formed_from) > 1:
        return dissolve(units, formed_from)
    if len(became) > 1:
        return dissolve(units, became)
    return units[place]


def build_versions(
    register: list[dict[str, Any]], units: Coverage
) -> dict[Version, BaseGeometry]:
    """Build every version of every province, by place, first and last day."""
    return {
        (
            place["id"],
            version.get("valid_from"),
            version.get("valid_to"),
        ): outline_of(place["id"], version, units)
        for place in register
        for version in place["version"]
    }


def ids_of(register: list[dict[str, Any]], country: str) -> list[str]:
    """Return the ids of all provinces that a country ever had."""
    return sorted(p["id"] for p in register if p["countries"] == [country])

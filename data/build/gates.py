"""The border gates: each placed on the border of its countries, from towns nearby."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely
from points import slug
from shapely.geometry import LineString, Point
from shapely.ops import nearest_points
from shapes import distance_km, lines_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    Record = dict[str, Any]

FACED, ALONE = 2, 4
"""Kilometres: no gate is known better from two towns that face each other, from one."""
PIN = 10
"""Kilometres: a gate known less well is drawn dashed."""
BESIDE = 9
"""Kilometres: a town this near to the border tells where its gate is."""
ONE_CROSSING = 4
"""Kilometres: two towns this near to the border, one on each side, face each other."""
ALONG = 0.02
"""Degrees: a border between provinces lies within so much of both outlines."""
OSM = "© OpenStreetMap contributors"
HEAD = """\
# The border gates of the region beside the four of places.toml: built by `make data`
# from data/build/gates.toml, which is kept by hand; data/build/README.md says how.
# No position here was published: each is derived, and its basis says from what.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a gate is: degrees, EPSG:4326."""

    point: Point
    km: int
    sign: str
    confidence: str
    certainty: str
    basis: str
    towns: tuple[int, ...] = ()
    """GeoNames' ids of those it was derived from."""


def find_position(
    border: BaseGeometry,
    towns: Sequence[Record],
    provinces: Mapping[str, BaseGeometry | None],
    least_km: int = 0,
) -> Position:
    """Place a gate on a border.

    Parameters
    ----------
    border
        The line between the two countries.
    towns
        GeoNames' towns that stand near the gate, or none.
    provinces
        Names and outlines of the provinces on its two sides, ``None`` without one.
    least_km
        How far from the towns it may be at least, as the record by hand says.
    """
    if not towns:
        return somewhere_along(border, provinces)
    points = [Point(town["longitude"], town["latitude"]) for town in towns]
    middle = shapely.MultiPoint(points).centroid
    point = nearest_points(border, middle)[0]
    distances = [distance_km(p, nearest_points(border, p)[0]) for p in points]
    far = max(distance_km(point, p) for p in points)
    names = " and ".join(town["name"] for town in towns)
    said = ", ".join(
        f"{town['name']} (GeoNames {town['geonameid']}, {km:.1f} km from the border)"
        for town, km in zip(towns, distances, strict=True)
    )
    basis = (
        "No openly licensed coordinate of the gate was found. Derived: the point of "
        f"the border (OpenStreetMap) nearest to {said}."
    )
    ids = tuple(town["geonameid"] for town in towns)
    faced = len(towns) == 2 and max(distances) <= ONE_CROSSING
    if min(distances) <= BESIDE:
        known = max(FACED, far + 1) if faced else max(ALONE, min(distances) + 3)
        km = max(least_km, math.ceil(known))
        return Position(
            point=point,
            km=km,
            sign="pin" if km <= PIN else "dashed",
            confidence="B" if faced and km <= 5 else "C",
            certainty=f"within about {km} km: on the border nearest to {names}",
            basis=basis,
            towns=ids,
        )
    km = math.ceil(1.5 * min(distances))
    return Position(
        point=point,
        km=km,
        sign="dashed",
        confidence="C",
        certainty=f"site not known here: somewhere on the border, within about {km} km "
        f"of its point nearest to {names}",
        basis=f"{basis} The town is far: an anchor only.",
        towns=ids,
    )


def somewhere_along(
    border: BaseGeometry, provinces: Mapping[str, BaseGeometry | None]
) -> Position:
    """Place a gate in the middle of the border between its two provinces."""
    line = border
    for outline in provinces.values():
        line = line & outline.buffer(ALONG) if outline is not None else line
    parts = lines_of(
        line if line.geom_type == "LineString" else shapely.line_merge(line)
    )
    longest: LineString = max(parts, key=lambda part: part.length)
    point = longest.interpolate(0.5, normalized=True)
    ends = shapely.points(shapely.get_coordinates(shapely.MultiLineString(parts)))
    km = math.ceil(max(distance_km(point, end) for end in ends))
    names = " and ".join(provinces)
    return Position(
        point=point,
        km=km,
        sign="dashed",
        confidence="C",
        certainty=f"site not known here: somewhere on the border of {names}, within "
        f"about {km} km of its middle",
        basis="No openly licensed coordinate of the gate or of a town near it was "
        f"found. The point is the middle of the border of {names} (OpenStreetMap); the "
        "radius reaches its ends.",
    )


def id_of(gate: Record) -> str:
    """Make the id of both halves, without spaces, in alphabetical order."""
    halves = sorted(slug(side[0]).replace("_", "") for side in gate["sides"])
    return str(gate.get("id") or "_".join(halves))


def write_gate(gate: Record, position: Position) -> str:
    """Write the record of a gate as TOML."""
    one, other = gate["sides"]
    vietnamese = next((n for n in other if not n.isascii()), other[0])
    names = {"en": f"{one[0]}–{other[0]}"}
    if gate["countries"][0] == "VN":
        names["vi"] = f"{one[0]} – {vietnamese}"
    names = {
        language: f"{name} ({gate['what']})" if "what" in gate else name
        for language, name in names.items()
    }
    sides = [list(dict.fromkeys(side)) for side in (one, other)]
    sources = "; ".join(f"GeoNames {number}" for number in position.towns)
    lines = [
        "[[place]]",
        f"id = {quoted(id_of(gate))}",
        'kind = "border_checkpoint"',
        f"countries = {quoted(gate['countries'])}",
        f"within = {quoted(gate['provinces'])}",
        f"sign = {quoted(position.sign)}",
        "names = { "
        + ", ".join(f"{key} = {quoted(name)}" for key, name in names.items())
        + " }",
        *([f"variants = {quoted(gate['variants'])}"] if "variants" in gate else []),
        "sides = [",
        *(f"    {quoted(side)}," for side in sides),
        "]",
        f"certainty = {quoted(position.certainty)}",
        "[[place.version]]",
        f"lon = {round(position.point.x, 4)}",
        f"lat = {round(position.point.y, 4)}",
        f"radius_m = {position.km * 1000}",
        f"confidence = {quoted(position.confidence)}",
        f"basis = {quoted(position.basis)}",
        "source = "
        + quoted(f"derived from OpenStreetMap{' and ' + sources if sources else ''}"),
        f"licence = {quoted('ODbL 1.0' + ('; CC BY 4.0' if sources else ''))}",
        f"attribution = {quoted(OSM + ('; GeoNames' if sources else ''))}",
    ]
    return "\n".join(lines) + "\n"


def quoted(value: object) -> str:
    """Write a string or a list of strings as TOML does."""
    return json.dumps(value, ensure_ascii=False)


def build_gates(
    gates: Sequence[Record],
    borders: Mapping[tuple[str, str], BaseGeometry],
    cities: Mapping[str, Record],
    provinces: Mapping[str, tuple[str, BaseGeometry | None]],
) -> str:
    """Write all gates.

    Parameters
    ----------
    gates
        The records by hand.
    borders
        The lines between countries, by their codes in either order.
    cities
        GeoNames' towns by id.
    provinces
        Name and outline, ``None`` without one, of each province by id.
    """
    records = []
    for gate in gates:
        one, other = gate["countries"]
        position = find_position(
            borders.get((one, other)) or borders[other, one],
            [cities[str(number)] for number in gate.get("near", ())],
            dict(provinces[name] for name in gate["provinces"]),
            gate.get("least_km", 0),
        )
        records.append((id_of(gate), write_gate(gate, position)))
    return HEAD + "\n" + "\n".join(text for _, text in sorted(records))

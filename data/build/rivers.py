"""Rivers: Natural Earth's lines, joined, led along the borders that run in them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pyogrio
import shapely
from coverage import shared_edge
from fetch import NATURAL_EARTH, unpack_debian
from shapely.geometry import LineString, MultiLineString, Point
from shapely.ops import substring
from shapes import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coverage import Coverage
    from shapely.geometry.base import BaseGeometry

LAYER = "usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp"
WINDOW = (89.0, 4.0, 115.0, 36.0)
REACH = 0.035
"""Degrees: a border no farther than this from a river's line may run in the river."""
STRETCH = 0.04
"""Degrees: shorter pieces of border beside a river are left alone."""

SPUR = 0.1
"""Degrees: where a border leaves a river it is cut off within this length."""
JOINING = 0.06
"""Degrees: a tributary that ends no farther from the main river flows into it."""
LOOP = 60
"""Vertices: a line that comes back to itself within so many makes a loop."""


def read_rivers() -> list[tuple[int, str, LineString]]:
    """Read the river lines of the region: number, name in the source, line."""
    path = unpack_debian(NATURAL_EARTH) / LAYER
    meta, _, shapes, fields = pyogrio.raw.read(
        path, bbox=WINDOW, columns=["rivernum", "name", "featurecla"]
    )
    table = dict(zip(meta["fields"], fields, strict=True))
    rows = zip(table["rivernum"], table["name"], shapely.from_wkb(shapes), strict=True)
    return sorted(
        (
            (int(number), str(name or ""), line)
            for number, name, shape in rows
            for line in lines_of(shape)
        ),
        key=lambda row: (row[0], row[2].wkb),
    )


def parts_of(
    rivers: Iterable[tuple[int, str, LineString]], number: int
) -> list[LineString]:
    """Return the parts of one river, longest first."""
    parts = [line for found, _, line in rivers if found == number]
    return sorted(parts, key=lambda line: -line.length)


def chain(parts: Iterable[LineString]) -> LineString:
    """Join parts given in the order of the flow; small gaps become straight."""
    points: list[tuple[float, float]] = []
    for part in parts:
        points += [p for p in part.coords if not points or p != points[-1]]
    return LineString(points)


def part_between(
    parts: Iterable[LineString], start: tuple[float, float], end: tuple[float, float]
) -> LineString:
    """Return the part that begins and ends nearest to two places, lon, lat."""

    def gap(line: LineString) -> float:
        first, last = Point(line.coords[0]), Point(line.coords[-1])
        return first.distance(Point(start)) + last.distance(Point(end))

    return min(parts, key=gap)


LAKE_MIDDLE = (104.2251, 12.7093)
LAKE_END = (104.61, 12.38)
"""Where Natural Earth's line through the Tonle Sap lake becomes its river."""
CONFLUENCE = (104.9512, 11.5905)
"""Where Natural Earth lets the Tonle Sap and the Bassac meet the Mekong."""


def follow(river: LineString, guide: BaseGeometry) -> LineString:
    """Lead a river along a border where the border keeps close to it.

    Both are drawn, and two lines a few hundred metres apart would say that the border
    leaves the river where it does not.

    Parameters
    ----------
    river
        Line in the order of the flow, EPSG:4326.
    guide
        Border of the same or better precision.
    """
    beside = shapely.line_merge(
        MultiLineString(lines_of(guide & river.buffer(REACH, quad_segs=4)))
    )
    for piece in sorted(lines_of(beside), key=lambda line: line.wkb):
        river = splice(river, without_spurs(piece, river))
    return without_loops(river)


def without_spurs(piece: LineString, river: LineString) -> LineString:
    """Cut off the ends of a border where it turns away from the river."""
    steps = range(1 + int(min(SPUR, piece.length / 3) / 0.002))

    def nearest(places: list[float]) -> float:
        return min(places, key=lambda at: (river.distance(piece.interpolate(at)), at))

    start = nearest([0.002 * i for i in steps])
    end = nearest([piece.length - 0.002 * i for i in steps])
    return substring(piece, start, end)


def without_loops(line: LineString) -> LineString:
    """Take the short way where a line crosses itself."""
    points = list(line.coords)
    i = 0
    while i < len(points) - 1:
        step = LineString(points[i : i + 2])
        for j in range(min(i + LOOP, len(points) - 2), i + 1, -1):
            meeting = step & LineString(points[j : j + 2])
            if not meeting.is_empty:
                cut = shapely.get_coordinates(meeting)[0]
                points[i + 1 : j + 1] = [(float(cut[0]), float(cut[1]))]
                break
        i += 1
    return chain([LineString(points)])


def splice(river: LineString, piece: LineString) -> LineString:
    """Put a piece of another line in the place of the nearest part of a river."""
    first, last = (river.project(Point(piece.coords[i])) for i in (0, -1))
    if first > last:
        first, last, piece = last, first, piece.reverse()
    replaced = last - first
    if replaced < STRETCH or not 0.6 < piece.length / replaced < 1.7:
        return river
    upper = substring(river, 0, max(first - 0.01, 0))
    lower = substring(river, min(last + 0.01, river.length), river.length)
    return chain(part for part in (upper, piece, lower) if part.length)


def lead_to_sea(river: LineString, guide: BaseGeometry) -> LineString:
    """Lengthen a river that stops short of the sea along a border that goes there.

    Parameters
    ----------
    river
        Line in the order of the flow; its last point lies near the guide.
    guide
        Border that runs in the estuary; of its ends the one farther from the river is
        at the sea.
    """
    line = max(lines_of(guide), key=lambda part: part.length)
    source = Point(river.coords[0])
    ends = [Point(line.coords[i]).distance(source) for i in (0, -1)]
    downstream = line if ends[0] < ends[1] else line.reverse()
    start = downstream.project(Point(river.coords[-1])) + 0.01
    lower = substring(downstream, start, downstream.length)
    tail = rounded(chain([LineString(river.coords[-2:]), lower]))
    return without_loops(chain([LineString(river.coords[:-1]), tail]))


def rounded(line: LineString) -> LineString:
    """Cut the corners of a line twice (Chaikin); its ends stay."""
    points = list(line.coords)
    for _ in range(2):
        cut = [points[0]]
        for (x, y), (u, v) in pairwise(points):
            cut += [(0.75 * x + 0.25 * u, 0.75 * y + 0.25 * v)]
            cut += [(0.25 * x + 0.75 * u, 0.25 * y + 0.75 * v)]
        points = [*cut, points[-1]]
    return LineString(points)


def border_between(
    units: Coverage, left: Iterable[str], right: Iterable[str]
) -> BaseGeometry:
    """Return the line between two groups of provinces."""
    groups = (
        shapely.coverage_union_all([units[name] for name in names])
        for names in (list(left), list(right))
    )
    return shared_edge(*groups)


def join_to(trunk: LineString, river: LineString) -> LineString:
    """Let the end of a tributary that comes near the main river reach it."""
    points = list(river.coords)
    for end in (0, -1):
        tip = Point(points[end])
        if 0 < trunk.distance(tip) < JOINING:
            meeting = trunk.interpolate(trunk.project(tip)).coords[0]
            points.insert(0 if end == 0 else len(points), meeting)
    return LineString(points)


def cut_at(river: LineString, border: BaseGeometry) -> tuple[LineString, LineString]:
    """Cut a river where it last crosses a border: above and below."""
    crossings = shapely.get_parts(river & border)
    places = [river.project(Point(p)) for c in crossings for p in c.coords]
    at = max(places)
    return substring(river, 0, at), substring(river, at, river.length)


def build_rivers(
    land: Coverage,
    boundary: BaseGeometry,
    lake: BaseGeometry,
) -> dict[str, LineString]:
    """Build the named rivers of the gazetteer, each one line in the order of the flow.

    ``mekong_river`` runs from Chamdo to the sea; ``tien_river`` is its part in Viet
    Nam, ``hau_river`` the Bassac's; ``my_tho_branch`` is the Tiền's northern arm.
    """
    rivers = read_rivers()
    lower = parts_of(rivers, 46)
    upper = parts_of(rivers, 40)[0]
    trunk = chain(
        [
            upper,
            part_between(lower, upper.coords[-1], (103.09, 18.14)),
            part_between(lower, (103.09, 18.14), (105.77, 15.13)),
            part_between(lower, (105.78, 15.12), (104.9524, 11.595)),
        ]
    )
    tien = part_between(lower, CONFLUENCE, (106.12, 10.24))
    bassac = part_between(lower, CONFLUENCE, (105.84, 10.0))
    for code in ("THA", "MMR"):
        trunk = follow(trunk, shared_edge(land["LAO"], land[code]))
    south = ["vinh_long", "tra_vinh"]
    tien = lead_to_sea(tien, border_between(land, ["ben_tre"], south))
    bassac = lead_to_sea(
        bassac, border_between(land, ["can_tho", "hau_giang", "soc_trang"], south)
    )
    mekong = chain([trunk, tien])
    tonle_sap = without_loops(
        chain(
            [
                part_between(parts_of(rivers, 1001), LAKE_MIDDLE, LAKE_END),
                part_between(parts_of(rivers, 1001), LAKE_END, CONFLUENCE),
                LineString([(104.9512, 11.5909), mekong.coords[-len(tien.coords)]]),
            ]
        )
    )
    upstream = (
        part_between(parts_of(rivers, 201), (106.14, 10.30), (105.94, 10.29)),
        part_between(parts_of(rivers, 201), (106.42, 10.32), (106.14, 10.30)),
    )
    branch = lead_to_sea(
        chain(part.reverse() for part in upstream),
        border_between(land, ["tien_giang"], ["ben_tre"]),
    )
    return {
        "mekong_river": mekong,
        "tien_river": cut_at(tien, boundary)[1],
        "bassac_river": cut_at(bassac, boundary)[0],
        "hau_river": cut_at(bassac, boundary)[1],
        "my_tho_branch": without_loops(join_to(tien, branch)),
        "tonle_sap_river": lines_of(tonle_sap - lake)[-1],
    }

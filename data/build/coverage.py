"""Polygons that tile: neighbours share every vertex, before and after simplifying."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely.geometry import MultiPoint, MultiPolygon, box
from shapes import merged, polygonal, polygons_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    Coverage = dict[str, BaseGeometry]

SPACING = 0.002
"""Degrees between the points that stand for an edge when a gap is shared out."""
SLIVER = 1e-4
"""Square degrees, about a square kilometre: larger holes in the land are left open."""
JAGS = 0.0015
"""Degrees: the teeth that sharing out leaves in a line are smaller than this."""


def fit_to(
    outline: BaseGeometry,
    units: Mapping[str, BaseGeometry],
    islands: Mapping[tuple[float, float], str] | None = None,
) -> Coverage:
    """Stretch and trim a tiling so that it fills an outline exactly.

    What lies outside is cut off; what the units leave open goes to the nearest unit,
    islands whole.

    Parameters
    ----------
    outline
        Land of a country, EPSG:4326.
    units
        Its provinces; they tile, but their outer edge is another one.
    islands
        Units of islands that are not those of the nearest unit, by lon, lat of a
        point within two kilometres of the island alone.
    """
    names = sorted(units)
    pieces = {name: [polygonal(units[name] & outline)] for name in names}
    tree = shapely.STRtree([units[name] for name in names])
    open_land = outline - shapely.coverage_union_all([units[n] for n in names])
    for gap in polygons_of(open_land):
        known = [u for at, u in (islands or {}).items() if is_island(gap, at)]
        for name, part in (
            [(known[0], gap)] if known else share_out(gap, names, units, tree)
        ):
            pieces[name].append(part)
    fitted = {name: shapely.union_all(pieces[name]) for name in names}
    smooth = shapely.coverage_simplify(
        [polygonal(fitted[name]) for name in names], JAGS, simplify_boundary=False
    )
    return dict(zip(names, smooth, strict=True))


def is_island(land: BaseGeometry, at: tuple[float, float]) -> bool:
    """Tell whether a small piece of land lies at lon, lat."""
    return land.area < 1e-3 and land.distance(shapely.Point(at)) < 0.02


def share_out(
    gap: BaseGeometry,
    names: list[str],
    units: Mapping[str, BaseGeometry],
    tree: shapely.STRtree,
) -> list[tuple[str, BaseGeometry]]:
    """Divide a piece of land among the units that touch it, by nearness."""
    beside = tree.query(gap, predicate="intersects")
    close = [i for i in beside if (units[names[i]] & gap).length > 0]
    if not close:
        close = [tree.nearest(gap)]
    if len(close) == 1:
        return [(names[close[0]], gap)]
    return share_by_nearness(gap, {names[i]: units[names[i]] for i in sorted(close)})


def share_by_nearness(
    gap: BaseGeometry, units: Mapping[str, BaseGeometry]
) -> list[tuple[str, BaseGeometry]]:
    """Divide a piece of land by a Voronoi diagram of points along the units' edges."""
    near = gap.buffer(0.02)
    sites: dict[tuple[float, float], str | None] = {}
    for name, unit in units.items():
        edge = (unit.boundary & near).segmentize(SPACING)
        for lon, lat in shapely.get_coordinates(edge):
            site = (round(lon, 7), round(lat, 7))
            sites[site] = None if sites.get(site, name) != name else name
    points = {site: name for site, name in sites.items() if name}
    cells = shapely.voronoi_polygons(
        MultiPoint(list(points)), extend_to=near.envelope
    ).geoms
    owners = shapely.STRtree([shapely.Point(site) for site in points])
    order = list(points.values())
    shares: dict[str, list[BaseGeometry]] = {}
    for cell in cells:
        inside = owners.query(cell, predicate="contains")
        shares.setdefault(order[inside[0]], []).append(cell)
    return [
        (name, polygonal(shapely.union_all(shares[name]) & gap))
        for name in sorted(shares)
    ]


def node_together(units: Mapping[str, BaseGeometry], grid: float) -> Coverage:
    """Rebuild polygons on one grid so that neighbours share every vertex.

    All edges are cut where they meet, rounded to the grid, and put together again
    into faces; a face belongs to the unit in which its inner point lies. One that lies
    in none stays empty (the sea, what is beyond), unless it is a sliver between units.

    Parameters
    ----------
    units
        Polygons, EPSG:4326, that tile but for slivers finer than the grid.
    grid
        Size of the grid, degrees.
    """
    names = sorted(units)
    edges = [shapely.set_precision(units[n].boundary, 0) for n in names]
    network = shapely.union_all(edges, grid_size=grid)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(network)))
    inner = shapely.point_on_surface(faces)
    tree = shapely.STRtree([units[name] for name in names])
    owner: dict[int, str] = {}
    for face, unit in sorted(zip(*tree.query(inner, predicate="within"), strict=True)):
        owner.setdefault(int(face), names[unit])
    owner |= owners_of_slivers(faces, owner)
    held: dict[str, list[BaseGeometry]] = {name: [] for name in names}
    for face in sorted(owner):
        held[owner[face]].append(faces[face])
    return {
        name: shapely.normalize(polygonal(shapely.coverage_union_all(parts)))
        for name, parts in held.items()
        if parts
    }


def owners_of_slivers(
    faces: Sequence[BaseGeometry], owner: Mapping[int, str]
) -> dict[int, str]:
    """Give each small face that land surrounds to the unit of its longest edge."""
    open_faces = [i for i, face in enumerate(faces) if i not in owner]
    known = sorted(owner)
    tree = shapely.STRtree([faces[i] for i in known])
    slivers = {}
    for i in open_faces:
        if faces[i].area > SLIVER:
            continue
        beside = [known[j] for j in sorted(tree.query(faces[i], "touches"))]
        edges = [(faces[i].boundary & faces[j].boundary).length for j in beside]
        if sum(edges) > 0.999 * faces[i].length:
            slivers[i] = owner[beside[edges.index(max(edges))]]
    return slivers


def dissolve(units: Mapping[str, BaseGeometry], members: Iterable[str]) -> BaseGeometry:
    """Put members of a coverage together; vertices on the outer edge stay."""
    return shapely.normalize(
        polygonal(shapely.coverage_union_all([units[name] for name in members]))
    )


def simplify(
    units: Mapping[str, BaseGeometry], tolerance: float, *, edge: bool = True
) -> Coverage:
    """Simplify a coverage, each shared edge once.

    Parameters
    ----------
    units
        A valid coverage, EPSG:4326.
    tolerance
        Square root of the area of the smallest corner that stays, degrees.
    edge
        Whether the outer edge is simplified as well.
    """
    names = sorted(units)
    shapes = shapely.coverage_simplify(
        [units[name] for name in names], tolerance, simplify_boundary=edge
    )
    return dict(zip(names, shapes, strict=True))


def shared_edge(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """Return the line along which two members of a coverage meet, whole."""
    return merged([one.boundary & other.boundary])


def sea_of(
    frame: tuple[float, float, float, float], land: Iterable[BaseGeometry]
) -> MultiPolygon:
    """Return what a frame holds beside the land; its edges are the land's own."""
    return polygonal(box(*frame) - shapely.union_all(list(land)))

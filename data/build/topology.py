"""TopoJSON of the basemap: every shared line once, as small integers.

The layers are also written as GeoJSON, which is what is reviewed; this is the same in a
quarter of the bytes, for the page.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon
from write import on_grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry
    from write import Feature

    Node = tuple[int, int]
    Line = list[Node]

DECIMALS = 4
"""Coordinates are whole multiples of 0.0001 degree."""


def as_line(shape: BaseGeometry) -> Line:
    """Turn a line, a ring or a point into whole numbers."""
    scaled = (shapely.get_coordinates(shape) * 10**DECIMALS).round().astype(int)
    return [(int(x), int(y)) for x, y in scaled]


def lines_in(shape: BaseGeometry) -> Iterator[Line]:
    """Yield the rings and lines of a shape."""
    for part in shapely.get_parts(shape):
        if isinstance(part, Polygon):
            yield from map(as_line, (part.exterior, *part.interiors))
        elif isinstance(part, LineString):
            yield as_line(part)


def find_junctions(shapes: Iterable[BaseGeometry]) -> set[Node]:
    """Find the nodes at which lines end or part company."""
    beside: dict[Node, set[Node]] = {}
    ends: set[Node] = set()
    for shape in shapes:
        for line in lines_in(shape):
            if line[0] != line[-1]:
                ends |= {line[0], line[-1]}
            for one, other in pairwise(line):
                beside.setdefault(one, set()).add(other)
                beside.setdefault(other, set()).add(one)
    return ends | {node for node, others in beside.items() if len(others) > 2}


def cut(line: Line, junctions: set[Node]) -> list[Line]:
    """Cut a line at the junctions; a ring begins at one, or at its least node."""
    if line[0] == line[-1]:
        open_ring = line[:-1]
        starts = [i for i, node in enumerate(open_ring) if node in junctions]
        start = starts[0] if starts else open_ring.index(min(open_ring))
        line = [*open_ring[start:], *open_ring[: start + 1]]
    stops = [i for i in range(1, len(line) - 1) if line[i] in junctions]
    return [
        line[first : last + 1] for first, last in pairwise([0, *stops, len(line) - 1])
    ]


class Arcs:
    """The lines of a topology, each once, by number."""

    def __init__(self, junctions: set[Node]) -> None:
        self.junctions = junctions
        self.numbers: dict[tuple[Node, ...], int] = {}

    def number_of(self, arc: Line) -> int:
        """Return the number of an arc; complemented when it runs backwards."""
        back = self.numbers.get(tuple(reversed(arc)))
        if back is not None:
            return ~back
        return self.numbers.setdefault(tuple(arc), len(self.numbers))

    def refer_to(self, shape: BaseGeometry) -> list[int]:
        """Return a ring or a line as the numbers of its arcs."""
        return [self.number_of(arc) for arc in cut(as_line(shape), self.junctions)]

    def geometry_of(self, shape: BaseGeometry) -> dict[str, Any]:
        """Return the geometry object of a shape."""
        if isinstance(shape, Point):
            return {"type": "Point", "coordinates": list(as_line(shape)[0])}
        if isinstance(shape, LineString):
            return {"type": "LineString", "arcs": self.refer_to(shape)}
        if isinstance(shape, MultiLineString):
            parts = [self.refer_to(part) for part in shape.geoms]
            return {"type": "MultiLineString", "arcs": parts}
        polygons = shape.geoms if isinstance(shape, MultiPolygon) else [shape]
        rings = [
            [self.refer_to(ring) for ring in (part.exterior, *part.interiors)]
            for part in polygons
        ]
        if isinstance(shape, MultiPolygon):
            return {"type": "MultiPolygon", "arcs": rings}
        return {"type": "Polygon", "arcs": rings[0]}


def delta(arc: Iterable[Node]) -> list[list[int]]:
    """Encode an arc: its first node, then the step to each next one."""
    nodes = list(arc)
    steps = [[u - x, v - y] for (x, y), (u, v) in pairwise(nodes)]
    return [list(nodes[0]), *steps]


def build_topology(layers: dict[str, list[Feature]]) -> dict[str, Any]:
    """Build one topology of all layers; each layer is an object of its own."""
    drawn = {
        layer: [(own, on_grid(shape, DECIMALS)) for own, shape in features]
        for layer, features in layers.items()
    }
    arcs = Arcs(find_junctions(shape for rows in drawn.values() for _, shape in rows))
    objects = {
        layer: {
            "type": "GeometryCollection",
            "geometries": [
                {**arcs.geometry_of(shapely.orient_polygons(shape)), "properties": own}
                for own, shape in features
            ],
        }
        for layer, features in drawn.items()
    }
    scale = 10**-DECIMALS
    return {
        "type": "Topology",
        "transform": {"scale": [scale, scale], "translate": [0, 0]},
        "objects": objects,
        "arcs": [delta(arc) for arc in arcs.numbers],
    }


def write_topology(path: Path, layers: dict[str, list[Feature]]) -> None:
    """Write the layers as TopoJSON, one arc a line."""
    topology = build_topology(layers)
    arcs = topology.pop("arcs")
    head = json.dumps(topology, ensure_ascii=False, separators=(",", ":"))
    lines = ",\n".join(json.dumps(arc, separators=(",", ":")) for arc in arcs)
    path.write_text(f'{head[:-1]},"arcs":[\n{lines}\n]}}\n', encoding="utf-8")

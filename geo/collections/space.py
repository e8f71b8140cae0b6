"""Where the places of a collection lie: a tree of their bounds, made once a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    import sqlite3

    from geo.collections.asking import Box


@dataclass(frozen=True, slots=True)
class Space:
    """The places that have a position, in the order of their numbers."""

    numbers: tuple[int, ...]
    tree: shapely.STRtree

    def inside(self, box: Box) -> tuple[int, ...]:
        """Give the numbers of the places that a box touches."""
        found = self.tree.query(shapely.box(*box))
        return tuple(sorted(self.numbers[i] for i in found))


def read_space(connection: sqlite3.Connection) -> Space:
    """Read where the places lie; one that is a point is its own bounds."""
    rows = connection.execute(
        "SELECT n, west, south, east, north FROM place WHERE west IS NOT NULL"
    ).fetchall()
    bounds = [shapely.box(*row[1:]) for row in rows]
    return Space(tuple(row[0] for row in rows), shapely.STRtree(bounds))

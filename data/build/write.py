"""GeoJSON the way this project keeps it: one feature a line, the same every time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    Feature = tuple[dict[str, Any], BaseGeometry]


def on_grid(shape: BaseGeometry, decimals: int) -> BaseGeometry:
    """Round the coordinates of a shape; points that fall together become one."""
    moved = shapely.transform(shape, lambda points: points.round(decimals))
    return shapely.remove_repeated_points(moved)


def as_geometry(shape: BaseGeometry, decimals: int) -> dict[str, Any]:
    """Turn a shape into GeoJSON: outer rings counterclockwise, coordinates rounded."""
    oriented = shapely.orient_polygons(on_grid(shape, decimals))
    geometry = json.loads(shapely.to_geojson(oriented))
    return {
        "type": geometry["type"],
        "coordinates": rounded(geometry["coordinates"], decimals),
    }


def rounded(values: Any, decimals: int) -> Any:  # noqa: ANN401  # nested lists
    """Round the numbers of nested lists; whole ones lose their point."""
    if isinstance(values, list):
        return [rounded(value, decimals) for value in values]
    number = round(values, decimals)
    return int(number) if number == int(number) else number


def write_features(path: Path, features: Iterable[Feature], *, decimals: int) -> None:
    """Write features in the order given."""
    lines = (
        json.dumps(
            {
                "type": "Feature",
                "properties": properties,
                "geometry": as_geometry(shape, decimals),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for properties, shape in features
    )
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

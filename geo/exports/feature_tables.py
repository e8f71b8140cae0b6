"""What is drawn as a table: one row a feature, for the formats that are tables."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import shapely
from shapely.geometry import shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_EVIDENCE = pa.struct(
    [
        ("document", pa.string()),
        ("passage", pa.string()),
        ("quote", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
    ]
)
FEATURE_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("place", pa.string()),
        ("name", pa.string()),
        ("name_vi", pa.string()),
        ("name_km", pa.string()),
        ("kind", pa.string()),
        ("sign", pa.string()),
        ("agreement_type", pa.string()),
        ("agreements", pa.list_(pa.string())),
        ("status", pa.list_(pa.string())),
        ("proposed", pa.bool_()),
        ("proposed_because", pa.list_(pa.string())),
        ("evidence", pa.list_(_EVIDENCE)),
        ("radius_m", pa.float64()),
        ("certainty", pa.string()),
        ("confidence", pa.string()),
        ("basis", pa.string()),
        ("valid_from", pa.date32()),
        ("valid_to", pa.date32()),
        ("from_place", pa.string()),
        ("to_place", pa.string()),
        ("share_border", pa.bool_()),
        ("source", pa.string()),
        ("licence", pa.string()),
        ("attribution", pa.string()),
        ("geometry", pa.binary()),
    ]
)
"""The properties of a GeoJSON feature, and its geometry as WKB."""


def to_feature_table(features: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Convert GeoJSON features to a table; what a feature lacks is null."""
    rows = [_row(feature) for feature in features]
    return pa.Table.from_pylist(rows, schema=FEATURE_SCHEMA)


def flatten_lists(table: pa.Table) -> pa.Table:
    """Write lists as JSON, for formats whose cells hold one value."""
    for position, field in enumerate(table.schema):
        if pa.types.is_list(field.type):
            cells = [
                json.dumps(value, ensure_ascii=False)
                for value in table.column(position).to_pylist()
            ]
            table = table.set_column(
                position, field.name, pa.array(cells, type=pa.string())
            )
    return table


def _row(feature: Mapping[str, Any]) -> dict[str, Any]:
    properties = feature["properties"]
    geometry = feature["geometry"]
    return {
        **properties,
        "id": feature["id"],
        "valid_from": _day(properties["valid_from"]),
        "valid_to": _day(properties["valid_to"]),
        "geometry": shapely.to_wkb(shape(geometry)) if geometry else None,
    }


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None

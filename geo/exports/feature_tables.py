"""What is drawn as a table: one row a feature, for the formats that are tables."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import shapely
from shapely.geometry import shape

from geo.exports.rows import arrow_type, to_cell
from geo.fields import Family, columns_of, fields_in
from geo.model import Agreement, Evidence, Place, Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PAIRS = (
    ("from_place", pa.string()),
    ("to_place", pa.string()),
    ("share_border", pa.bool_()),
)
FEATURE_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        *((c.name, arrow_type(c.held.hint)) for c in columns_of(Place, Family.FEATURE)),
        ("agreement_type", pa.string()),
        *(
            (f.name_in(Family.FEATURE), pa.list_(arrow_type(f.hint)))
            for f in fields_in(Agreement, Family.FEATURE)
        ),
        ("proposed", pa.bool_()),
        ("evidence", pa.list_(arrow_type(Evidence))),
        *(
            (c.name, arrow_type(c.held.hint))
            for c in columns_of(Version, Family.FEATURE)
        ),
        *_PAIRS,
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
            cells = [to_cell(value) for value in table.column(position).to_pylist()]
            table = table.set_column(
                position, field.name, pa.array(cells, type=pa.string())
            )
    return table


def _row(feature: Mapping[str, Any]) -> dict[str, Any]:
    properties = feature["properties"]
    geometry = feature["geometry"]
    return {
        **{name: _typed(name, value) for name, value in properties.items()},
        "id": feature["id"],
        "geometry": shapely.to_wkb(shape(geometry)) if geometry else None,
    }


def _typed(name: str, value: Any) -> Any:  # noqa: ANN401 - any column's
    is_day = value is not None and pa.types.is_date(FEATURE_SCHEMA.field(name).type)
    return dt.date.fromisoformat(value) if is_day else value

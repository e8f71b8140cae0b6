"""GeoParquet 1.1: the features of the GeoJSON as one column file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import geopandas
import pyarrow.parquet as pq
import shapely

from geo.exports.credits import render_credits, render_doubt, render_rights
from geo.exports.feature_tables import FEATURE_SCHEMA, to_feature_table
from geo.exports.files import whole_file
from geo.exports.geojson import to_features
from geo.exports.writing import Taken, writes_part

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa


@writes_part
def write_geoparquet(taken: Taken, path: Path) -> int:
    """Write everything that is mapped and give the number of features.

    Evidence is a list of structs; ``bbox`` covers each feature. Attribution stands
    in each row and, as ``credits`` and ``rights``, in the file's own metadata, beside
    ``doubt``: how many agreements are only proposed.
    """
    part = taken.part
    table = _to_geoparquet(to_feature_table(to_features(part)))
    table = table.replace_schema_metadata(
        {
            **table.schema.metadata,
            "credits": render_credits(part),
            "rights": render_rights(part),
            "doubt": render_doubt(part),
        }
    )
    with whole_file(path) as draft:
        pq.write_table(table, draft, compression="zstd")
    return int(table.num_rows)


def _to_geoparquet(table: pa.Table) -> pa.Table:
    """Let GeoPandas write the geometry's metadata, and keep our column types."""
    shapes = shapely.from_wkb(table.column("geometry").to_pylist())
    frame = geopandas.GeoDataFrame(geometry=list(shapes), crs="EPSG:4326")
    content = io.BytesIO()
    frame.to_parquet(content, schema_version="1.1.0", write_covering_bbox=True)
    located = pq.read_table(content)
    columns = {name: table.column(name) for name in FEATURE_SCHEMA.names[:-1]}
    metadata = {b"geo": located.schema.metadata[b"geo"]}
    for name in located.schema.names:
        columns[name] = located.column(name)
    return type(table).from_pydict(columns).replace_schema_metadata(metadata)

"""GeoPackage: a layer for each agreement type and shape, and every record behind them.

Layers are called after the type's slug and their shape: ``border_checkpoint_points``,
``transport_areas``, ``pairs``. The records are the tables of ``geo.exports.records``.
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyogrio
import pyogrio.raw
import shapely

from geo.errors import UsageError
from geo.exports.credits import (
    render_credits,
    render_doubt,
    render_notice,
    render_rights,
)
from geo.exports.feature_tables import flatten_lists, to_feature_table
from geo.exports.files import whole_file
from geo.exports.geojson import to_features, to_landmarks
from geo.exports.qgis import render_qml, render_sld
from geo.exports.records import (
    SCHEMAS,
    Records,
    from_tables,
    to_records,
    to_tables,
)
from geo.exports.writing import Taken, writes_part
from geo.maps.palette import COLOURS, NAMED_COLOUR
from geo.model import AgreementType

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.atlas import Atlas

_SHAPES = {
    "Point": ("points", "Point"),
    "MultiPoint": ("points", "Point"),
    "LineString": ("lines", "MultiLineString"),
    "MultiLineString": ("lines", "MultiLineString"),
    "Polygon": ("areas", "MultiPolygon"),
    "MultiPolygon": ("areas", "MultiPolygon"),
}
_GDAL_ERRORS = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.FieldError,
    pyogrio.errors.GeometryError,
)
_REASON = 160
"""Letters of GDAL's own words that an error shows: they may hold whole statements."""
_STYLES = pa.schema(
    [
        ("f_table_catalog", pa.string()),
        ("f_table_schema", pa.string()),
        ("f_table_name", pa.string()),
        ("f_geometry_column", pa.string()),
        ("styleName", pa.string()),
        ("styleQML", pa.string()),
        ("styleSLD", pa.string()),
        ("useAsDefault", pa.bool_()),
        ("description", pa.string()),
        ("owner", pa.string()),
        ("ui", pa.string()),
        ("update_time", pa.timestamp("ms", tz="UTC")),
    ]
)
_DESCRIPTIONS = {
    "documents": "The texts and where they came from.",
    "passages": "Paragraphs, with their offsets in code points of the whole text.",
    "agreements": "The register; lists are JSON.",
    "quotations": "The words that each agreement stands on.",
    "dates": "Dates that the documents give, and apart from them others.",
    "mentions": "Every occurrence of a toponym.",
    "places": "The gazetteer, one row a version of a place.",
}


@writes_part
def write_gpkg(taken: Taken, path: Path) -> int:
    """Write layers, records and styles, and give the number of features in layers."""
    part = taken.part
    layers = _split(part)
    day = max(
        (d.geography_on for d in taken.whole.documents), default=dt.date(2000, 1, 1)
    )
    with whole_file(path) as draft, _dated(day):
        # GDAL warns of a GeoPackage that is not called one.
        package = draft.with_suffix(".gpkg")
        try:
            _write(package, layers, part, day)
        except _GDAL_ERRORS as error:
            reason = str(error).partition("\n")[0][:_REASON]
            msg = f"{path}: cannot be written ({reason}); nothing was changed."
            raise UsageError(msg) from error
        package.replace(draft)
    return sum(table.num_rows for table in layers.values())


def read_gpkg(path: Path) -> Records:
    """Read the records of a GeoPackage that ``write_gpkg`` wrote.

    Raises
    ------
    UsageError
        The file is not there, or is not such a GeoPackage.
    """
    try:
        tables = {
            name: _fit(pyogrio.raw.read_arrow(path, layer=name)[1], schema)
            for name, schema in SCHEMAS.items()
        }
    except (*_GDAL_ERRORS, pa.ArrowException) as error:
        msg = f"{path}: not a GeoPackage of an atlas ({error})."
        raise UsageError(msg) from error
    return from_tables(tables)


def layer_name(agreement_type: str, shape: str) -> str:
    """Name a layer so that no SQL needs quotation marks.

    >>> layer_name("border-checkpoint", "points")
    'border_checkpoint_points'
    """
    return f"{agreement_type.replace('-', '_')}_{shape}"


def _split(part: Atlas) -> dict[str, pa.Table]:
    """Give the drawn features by layer, in the order of the types."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for feature in (*to_features(part), *to_landmarks(part)):
        properties = feature["properties"]
        if properties["kind"] == "pair":
            name = "pairs"
        elif feature["geometry"]:
            shape, _ = _SHAPES[feature["geometry"]["type"]]
            name = layer_name(properties["agreement_type"], shape)
        else:
            continue
        rows.setdefault(name, []).append(feature)
    return {name: to_feature_table(features) for name, features in rows.items()}


def _write(draft: Path, layers: dict[str, pa.Table], part: Atlas, day: dt.date) -> None:
    rights = {
        "credits": render_credits(part),
        "rights": render_rights(part),
        "doubt": render_doubt(part),
    }
    for name, table in layers.items():
        shape = "lines" if name == "pairs" else name.rpartition("_")[2]
        kind = next(kind for plural, kind in _SHAPES.values() if plural == shape)
        _write_table(
            draft,
            name,
            _multiply(flatten_lists(table), kind),
            kind,
            description=render_notice(part),
        )
    for name, table in to_tables(to_records(part)).items():
        has_shapes = "geometry" in table.schema.names
        _write_table(
            draft,
            name,
            table,
            "Unknown" if has_shapes else None,
            description=_DESCRIPTIONS[name],
        )
    _write_table(draft, "layer_styles", _styles(layers, day), None, description="")
    _write_table(
        draft,
        "rights",
        pa.table({"about": list(rights), "words": list(rights.values())}),
        None,
        description="Whose data and whose texts these are, and what is not verified.",
    )


def _write_table(
    draft: Path, name: str, table: pa.Table, kind: str | None, *, description: str
) -> None:
    shape = {"geometry_name": "geometry", "geometry_type": kind, "crs": "EPSG:4326"}
    pyogrio.raw.write_arrow(
        table,
        draft,
        layer=name,
        driver="GPKG",
        append=draft.exists(),
        dataset_options={"VERSION": "1.3"},
        layer_options={
            "DESCRIPTION": description,
            **({"GEOMETRY_NAME": "geometry"} if kind else {}),
        },
        **(shape if kind else {}),
    )


def _multiply(table: pa.Table, kind: str) -> pa.Table:
    """Make every line or area a multiple one, so that a layer has one geometry type."""
    if not kind.startswith("Multi"):
        return table
    shapes = shapely.from_wkb(table.column("geometry").to_pylist())
    make = shapely.multipolygons if kind == "MultiPolygon" else shapely.multilinestrings
    multiple = [make(list(shapely.get_parts(shape))) for shape in shapes]
    return table.set_column(
        table.schema.get_field_index("geometry"),
        "geometry",
        pa.array(shapely.to_wkb(multiple), type=pa.binary()),
    )


def _styles(layers: dict[str, pa.Table], day: dt.date) -> pa.Table:
    colours = {layer_name(t.value, ""): colour for t, colour in COLOURS.items()}
    colours |= {
        "named_": NAMED_COLOUR,
        "pairs": COLOURS[AgreementType.PROVINCIAL_COOPERATION],
    }
    rows = []
    for name, table in layers.items():
        has_proposals = any(table.column("proposed").to_pylist())
        shape = "lines" if name == "pairs" else name.rpartition("_")[2]
        colour = colours[name.removesuffix(shape)] if name != "pairs" else colours[name]
        rows.append(
            {
                "f_table_catalog": "",
                "f_table_schema": "",
                "f_table_name": name,
                "f_geometry_column": "geometry",
                "styleName": "Accord Atlas",
                "styleQML": render_qml(shape, colour, has_proposals=has_proposals),
                "styleSLD": render_sld(
                    name, shape, colour, has_proposals=has_proposals
                ),
                "useAsDefault": True,
                "description": "The colours of the atlas",
                "owner": "",
                "ui": None,
                "update_time": dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC),
            }
        )
    return pa.Table.from_pylist(rows, schema=_STYLES)


@contextmanager
def _dated(day: dt.date) -> Iterator[None]:
    """Date the file by the day of its texts: the same atlas gives the same bytes."""
    option = "OGR_CURRENT_DATE"
    before = pyogrio.get_gdal_config_option(option)
    pyogrio.set_gdal_config_options({option: f"{day.isoformat()}T00:00:00.000Z"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({option: before})


def _fit(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """Give a table as read the column types that it was written with."""
    return table.select(schema.names).cast(schema)

"""Parquet tables of a collection, a text at a time: for DuckDB, GeoPandas and Spark.

Columns are those of the field list; lists and records are Arrow's own, not JSON. The
places are GeoParquet 1.1, a row a version, each with whom to name for it.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geo.errors import UsageError
from geo.exports.files import whole_files
from geo.exports.rows import arrow_type
from geo.fields import Family, columns_of, flatten, to_plain
from geo.model import (
    UNITS,
    Agreement,
    Document,
    Evidence,
    Mention,
    Passage,
    Place,
    StatedDate,
    Version,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from geo.collections.filling import Entry
    from geo.places.gazetteer import Gazetteer

    Row = dict[str, Any]

_AT_ONCE = 100
"""Texts whose rows are written as one group."""
_TABLE = Family.TABLE


def _schema(*parts: type | tuple[str, pa.DataType]) -> pa.Schema:
    """Put the columns of nouns, and others, beside each other."""
    columns: list[tuple[str, pa.DataType]] = []
    for part in parts:
        if isinstance(part, type):
            columns += (
                (column.name, arrow_type(column.held.hint, _TABLE))
                for column in columns_of(part)
            )
        else:
            columns.append(part)
    return pa.schema(columns)


SCHEMAS = MappingProxyType(
    {
        "documents": _schema(Document),
        "passages": _schema(Passage, ("end", pa.int64())),
        "mentions": _schema(Mention, ("sure", pa.bool_())),
        "agreements": _schema(
            Agreement,
            ("dates", pa.list_(arrow_type(StatedDate, _TABLE))),
            ("proposed", pa.bool_()),
        ),
        "evidence": _schema(("agreement", pa.string()), Evidence),
        "places": _schema(Place, Version),
    }
)
"""The columns of each table, by the name of its file."""


def write_tables(
    entries: Iterable[Entry], gazetteer: Gazetteer, folder: Path
) -> dict[str, int]:
    """Write the six tables of some texts; give the rows of each.

    Texts are taken one after another and none is kept: a collection may be larger than
    the memory. All files are written, or none.

    Parameters
    ----------
    entries
        The texts, in the order in which their rows are to stand.
    gazetteer
        Knows their places.
    folder
        Made when it is not there.

    Raises
    ------
    GeoError
        A text cannot be read, or the files cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"{folder}: no folder can be made there ({error.strerror})."
        raise UsageError(msg) from error
    counts = dict.fromkeys(SCHEMAS, 0)
    places: set[str] = set()
    with (
        whole_files(*(folder / f"{name}.parquet" for name in SCHEMAS)) as drafts,
        ExitStack() as stack,
    ):
        writers = {
            name: stack.enter_context(
                pq.ParquetWriter(draft, _with_geo(name, schema), compression="zstd")
            )
            for (name, schema), draft in zip(SCHEMAS.items(), drafts, strict=True)
        }
        left = iter(entries)
        while some := list(islice(left, _AT_ONCE)):
            for name, rows in _rows_of(some).items():
                counts[name] += _write(writers[name], name, rows)
            places.update(_places_of(some))
        found = list(_with_units(places, gazetteer))
        counts["places"] = _write(writers["places"], "places", _rows_of_places(found))
        said = _credits(found)
        for writer in writers.values():
            writer.add_key_value_metadata({"credits": said})
    return counts


def _write(writer: pq.ParquetWriter, name: str, rows: Iterable[Row]) -> int:
    table = pa.Table.from_pylist(list(rows), schema=SCHEMAS[name])
    writer.write_table(table.replace_schema_metadata(writer.schema.metadata))
    return int(table.num_rows)


def _with_geo(name: str, schema: pa.Schema) -> pa.Schema:
    """Say which column of the places is their geometry, in degrees."""
    if name != "places":
        return schema
    geometry = {"encoding": "WKB", "geometry_types": []}
    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": geometry},
    }
    return schema.with_metadata({"geo": json.dumps(geo)})


def _rows_of(entries: Iterable[Entry]) -> Mapping[str, list[Row]]:
    rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS if name != "places"}
    for entry in entries:
        document = entry.document
        rows["documents"].append(flatten(document, _TABLE))
        rows["passages"] += (
            {**flatten(passage, _TABLE), "end": passage.end}
            for passage in document.passages
        )
        rows["mentions"] += (
            {**flatten(mention, _TABLE), "sure": mention.is_sure}
            for mention in entry.mentions
        )
        for agreement in entry.agreements:
            rows["agreements"].append(
                {
                    **flatten(agreement, _TABLE),
                    "dates": to_plain(agreement.dates, _TABLE),
                    "proposed": agreement.is_proposed,
                }
            )
            rows["evidence"] += (
                {"agreement": agreement.id, **flatten(words, _TABLE)}
                for words in agreement.evidence
            )
    return rows


def _places_of(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield from (m.place_id for m in entry.mentions if m.place_id)
        yield from (place for a in entry.agreements for place in a.places)


def _with_units(ids: set[str], gazetteer: Gazetteer) -> Iterator[Place]:
    """Give places with the provinces that hold them, in the order of their ids."""
    named = [gazetteer[place_id] for place_id in ids]
    holders = (gazetteer[other] for place in named for other in place.within)
    every = {place.id: place for place in (*named, *holders)}
    for place_id in sorted(every):
        if place_id in ids or every[place_id].kind in UNITS:
            yield every[place_id]


def _rows_of_places(places: Iterable[Place]) -> Iterator[Row]:
    for place in places:
        for version in place.versions or (Version(),):
            row = {**flatten(place, _TABLE), **flatten(version, _TABLE)}
            shape = row["geometry"]
            yield {**row, "geometry": None if shape is None else shapely.to_wkb(shape)}


def _credits(places: Iterable[Place]) -> str:
    """Name everybody whose positions and outlines are in the tables."""
    named = (v.attribution for place in places for v in place.versions)
    return " · ".join(sorted({said for said in named if said}))

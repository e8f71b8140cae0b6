"""The atlas as flat tables with fixed columns, and back.

Lists within a cell are JSON. What is derived (layers, landmarks) is left out: it is
computed again from what is here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import shapely

from geo.errors import UsageError
from geo.exports.rows import column_type, from_row, to_row
from geo.fields import columns_of
from geo.model import (
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
    from collections.abc import Iterable, Mapping

    from geo.atlas import Atlas

_Row = dict[str, Any]
_TEXT, _WHOLE = pa.string(), pa.int64()
_STATED, _OUTSIDE = "in the documents", "elsewhere"
"""Where a date comes from."""


def _schema(*parts: type | tuple[str, pa.DataType]) -> pa.Schema:
    """Put the columns of nouns, and others, beside each other."""
    columns: list[tuple[str, pa.DataType]] = []
    for part in parts:
        if isinstance(part, type):
            columns += (
                (column.name, column_type(column)) for column in columns_of(part)
            )
        else:
            columns.append(part)
    return pa.schema(columns)


SCHEMAS = MappingProxyType(
    {
        "documents": _schema(Document),
        "passages": _schema(Passage, ("end", _WHOLE)),
        "agreements": _schema(Agreement),
        "quotations": _schema(("agreement", _TEXT), Evidence),
        "dates": _schema(("agreement", _TEXT), ("stated", _TEXT), StatedDate),
        "mentions": _schema(Mention),
        "places": _schema(Place, Version),
    }
)
"""The columns of each table; ``places`` has one row a version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What the tables hold: an atlas without what is derived."""

    documents: tuple[Document, ...]
    """Their text is empty unless all their passages are there."""
    places: tuple[Place, ...]
    agreements: tuple[Agreement, ...]
    mentions: tuple[Mention, ...]


def to_records(atlas: Atlas) -> Records:
    """Leave out what is derived, and every text that is not there as a whole."""
    return Records(
        documents=tuple(
            _with_text(document, document.passages) for document in atlas.documents
        ),
        places=tuple(atlas.gazetteer),
        agreements=atlas.agreements,
        mentions=atlas.all_mentions,
    )


def to_tables(records: Records) -> dict[str, pa.Table]:
    """Convert records to tables, each with the columns of its schema."""
    rows: dict[str, list[_Row]] = {
        "documents": [to_row(document) for document in records.documents],
        "passages": [
            {**to_row(passage), "end": passage.end}
            for document in records.documents
            for passage in document.passages
        ],
        "agreements": [to_row(agreement) for agreement in records.agreements],
        "quotations": [
            {"agreement": agreement.id, **to_row(words)}
            for agreement in records.agreements
            for words in agreement.evidence
        ],
        "dates": [
            {"agreement": agreement.id, "stated": where, **to_row(date)}
            for agreement in records.agreements
            for where, dates in (
                (_STATED, agreement.dates),
                (_OUTSIDE, agreement.outside),
            )
            for date in dates
        ],
        "mentions": [to_row(mention) for mention in records.mentions],
        "places": [
            {**to_row(place), **to_row(version)}
            for place in records.places
            for version in place.versions
        ],
    }
    return {
        name: pa.Table.from_pylist(rows[name], schema=schema)
        for name, schema in SCHEMAS.items()
    }


def from_tables(tables: Mapping[str, pa.Table]) -> Records:
    """Convert tables back to the records that they were made of.

    Raises
    ------
    UsageError
        A table or a column is missing, or a value is not one that it can hold.
    """
    try:
        rows = {
            name: tables[name].select(schema.names).to_pylist()
            for name, schema in SCHEMAS.items()
        }
        passages = _group(rows["passages"], "document")
        quotations = _group(rows["quotations"], "agreement")
        dates = _group(rows["dates"], "agreement")
        return Records(
            documents=tuple(
                _document(row, passages.get(row["document"], []))
                for row in rows["documents"]
            ),
            places=tuple(_place(v) for v in _group(rows["places"], "place").values()),
            agreements=tuple(
                _agreement(
                    row,
                    quotations.get(row["agreement"], []),
                    dates.get(row["agreement"], []),
                )
                for row in rows["agreements"]
            ),
            mentions=tuple(from_row(Mention, row) for row in rows["mentions"]),
        )
    except (KeyError, ValueError, TypeError, shapely.errors.ShapelyError) as error:
        msg = f"Not tables of an atlas: {error}"
        raise UsageError(msg) from error


def _group(rows: Iterable[_Row], key: str) -> dict[str, list[_Row]]:
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return groups


def _document(row: _Row, passages: Iterable[_Row]) -> Document:
    document = from_row(Document, row, text="")
    return _with_text(document, tuple(from_row(Passage, p) for p in passages))


def _with_text(document: Document, passages: tuple[Passage, ...]) -> Document:
    """Give the text that the passages tile, or none when one of them is missing."""
    text = "".join(passage.text for passage in passages)
    is_whole = hashlib.sha256(text.encode()).hexdigest() == document.sha256
    return replace(document, passages=passages, text=text if is_whole else "")


def _agreement(
    row: _Row, quotations: Iterable[_Row], dates: Iterable[_Row]
) -> Agreement:
    stated: dict[str, list[StatedDate]] = {}
    for date in dates:
        stated.setdefault(date["stated"], []).append(from_row(StatedDate, date))
    return from_row(
        Agreement,
        row,
        evidence=tuple(from_row(Evidence, words) for words in quotations),
        dates=tuple(stated.get(_STATED, ())),
        outside=tuple(stated.get(_OUTSIDE, ())),
    )


def _place(rows: list[_Row]) -> Place:
    return from_row(
        Place, rows[0], versions=tuple(from_row(Version, row) for row in rows)
    )

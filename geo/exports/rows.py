"""Nouns as flat rows and back: one column a field, lists and records as JSON."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

import pyarrow as pa
import shapely
from shapely.geometry.base import BaseGeometry

from geo.fields import (
    Column,
    Family,
    Reading,
    columns_of,
    fields_in,
    flatten,
    from_record,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")
Row = dict[str, Any]
_READING = Reading(family=Family.TABLE, makers={BaseGeometry: shapely.from_wkb})
_SCALARS = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    dt.date: pa.date32(),
    BaseGeometry: pa.binary(),
}


def column_type(column: Column) -> pa.DataType:
    """Give the type of a flat column; lists and records are texts, in JSON."""
    return pa.string() if column.held.is_nested else arrow_type(column.held.hint)


def arrow_type(hint: Any, family: Family = Family.FEATURE) -> pa.DataType:  # noqa: ANN401 - any type
    """Give the type that Arrow holds a field's values in: lists and records as such."""
    if get_origin(hint) is tuple:
        return pa.list_(arrow_type(get_args(hint)[0], family))
    if is_dataclass(hint) and isinstance(hint, type):
        return pa.struct(
            [
                (field.name_in(family), arrow_type(field.hint, family))
                for field in fields_in(hint, family)
            ]
        )
    if issubclass(hint, Enum):
        return pa.string()
    return _SCALARS[hint]


def to_row(thing: object) -> Row:
    """Give a noun's row, in which every cell holds one value."""
    return {k: to_cell(value) for k, value in flatten(thing, Family.TABLE).items()}


def to_cell(value: object) -> object:
    """Write a value as a cell can hold it: lists and records as JSON, shapes as WKB."""
    if isinstance(value, BaseGeometry):
        return shapely.to_wkb(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value


def from_row(noun: type[T], row: Mapping[str, Any], **given: object) -> T:
    """Make a noun of its row.

    Raises
    ------
    ValueError
        A cell does not hold what its column says.
    """
    record: Row = {}
    kind: type = noun
    for column in columns_of(kind):
        name = column.field.name_in(Family.TABLE)
        value = row[column.name]
        if column.held.is_nested and value is not None:
            value = json.loads(value)
        if column.part is None:
            record[name] = value
        else:
            part = column.part.name_in(Family.TABLE)
            record.setdefault(name, {})[part] = value
    for field in fields_in(kind, Family.TABLE):
        name = field.name_in(Family.TABLE)
        if field.said.flat and not any(v is not None for v in record[name].values()):
            record[name] = None
    return from_record(noun, record, _READING, **given)

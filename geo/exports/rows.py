"""Nouns as flat rows and back: one column a field, lists and records as JSON.

A record that is said to be flat, such as a place's names, has a column for each of its
own fields: ``name``, ``name_vi``, ``name_km``.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args, get_origin

import pyarrow as pa
import shapely
from shapely.geometry.base import BaseGeometry

from geo.fields import (
    Family,
    Field,
    Reading,
    fields_in,
    fields_of,
    from_record,
    to_plain,
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


class Column(NamedTuple):
    """A column of a noun's table."""

    name: str
    field: Field
    part: Field | None = None
    """The field of the flat record that it holds."""

    @property
    def meaning(self) -> str:
        """What is in it, for whoever reads the table."""
        if self.part is None:
            return self.field.said.meaning
        return f"{self.field.said.meaning} {self.part.said.meaning}"

    @property
    def type(self) -> pa.DataType:
        """Its type; lists and records are texts, in JSON."""
        held = self.part or self.field
        return pa.string() if held.is_nested else arrow_type(held.hint)


@cache
def columns_of(noun: type) -> tuple[Column, ...]:
    """Give the columns of a noun's table, in the order of its fields."""
    columns: list[Column] = []
    for field in fields_in(noun, Family.TABLE):
        flat = field.said.flat
        if not flat:
            columns.append(Column(field.name_in(Family.TABLE), field))
            continue
        for number, part in enumerate(fields_of(field.hint)):
            name = f"{flat}_{part.attribute}" if number else flat
            columns.append(Column(name, field, part))
    return tuple(columns)


def arrow_type(hint: Any, family: Family = Family.TABLE) -> pa.DataType:  # noqa: ANN401 - any type
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
    """Give a noun's row."""
    row: Row = {}
    noun: type = type(thing)
    for column in columns_of(noun):
        value = getattr(thing, column.field.attribute)
        if column.part is not None and value is not None:
            value = getattr(value, column.part.attribute)
        row[column.name] = _to_cell(value)
    return row


def _to_cell(value: object) -> object:
    if isinstance(value, BaseGeometry):
        return shapely.to_wkb(value)
    plain = to_plain(value, Family.TABLE)
    if isinstance(plain, list | dict):
        return json.dumps(plain, ensure_ascii=False)
    return plain


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
        held = column.part or column.field
        if held.is_nested and value is not None:
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

"""Fields, declared once: what each means, and how each family of formats carries it.

A noun of the model declares a field in its class, as any dataclass does, with a
``Said`` beside the type::

    due: Annotated[str, Said("The day by which it is to be done.")] = ""

Files by hand, the project's files, tables, features, annotations and the command line
follow from that line, reading and writing. A field that a family carries in a way of
its own, or not at all, says so in ``but``.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import types
from dataclasses import MISSING, dataclass, fields, is_dataclass
from dataclasses import field as dataclass_field
from enum import Enum, StrEnum
from functools import cache, partial
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    NamedTuple,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_LONGEST_SHOWN = 60


class Family(StrEnum):
    """Formats that carry a field alike."""

    TOML = "toml"
    """Records by hand: register, gazetteer, documents, a project's agreements."""
    LINES = "lines"
    """One JSON object a line in a file about one document: a project's mentions."""
    JSON = "json"
    """What the command line answers."""
    TABLE = "table"
    """Flat rows: the tables of GeoPackage and CSV."""
    FEATURE = "feature"
    """The properties of what is drawn: GeoJSON, KML, GeoParquet, GeoPackage."""
    ANNOTATION = "annotation"
    """Web Annotations."""
    LINKED = "linked"
    """The properties of a place in Linked Places."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a field is for whoever reads a file: stands beside its type."""

    meaning: str
    name: str = ""
    """In files; where it is left out, the attribute's name without ``_id``."""
    but: Mapping[Family, str] = dataclass_field(default_factory=dict)
    """Its name in families that call it otherwise; empty where the family has a way
    of its own for it."""
    flat: str = ""
    """For a record within a record: what its first field is called in a flat row, and
    what stands before the names of the others."""
    is_address: bool = False
    """Whether it is followed as a link: only http and https are."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field as its class declares it."""

    attribute: str
    said: Said
    hint: Any
    """Its type, with ``None`` taken out."""
    is_optional: bool
    """Whether it may be ``None``."""
    default: Any
    """``MISSING`` for a field that every record states."""

    def name_in(self, family: Family) -> str:
        """Give its name in a family; empty where it is not a field there."""
        own = self.said.name or self.attribute.removesuffix("_id")
        return self.said.but.get(family, own)

    @property
    def is_nested(self) -> bool:
        """Whether its value is more than a text, a number, a day or a truth."""
        return get_origin(self.hint) is tuple or is_dataclass(self.hint)


@cache
def fields_of(noun: type) -> tuple[Field, ...]:
    """Give the fields of a class of the model, in its order."""
    hints = get_type_hints(noun, include_extras=True)
    return tuple(
        _describe(noun, part.name, hints[part.name], part.default)
        for part in fields(noun)
    )


def fields_in(noun: type, family: Family) -> tuple[Field, ...]:
    """Give the fields that a family carries under a name."""
    return tuple(field for field in fields_of(noun) if field.name_in(family))


def _describe(noun: type, name: str, hint: Any, default: object) -> Field:  # noqa: ANN401 - a type
    said = None
    if get_origin(hint) is Annotated:
        hint, *marks = get_args(hint)
        said = next((mark for mark in marks if isinstance(mark, Said)), None)
    if said is None:
        msg = f"{noun.__name__}.{name} does not say what it means; annotate it."
        raise TypeError(msg)
    is_optional = get_origin(hint) in {Union, types.UnionType}
    if is_optional:
        (hint,) = (one for one in get_args(hint) if one is not types.NoneType)
    return Field(name, said, hint, is_optional, default)


# --- writing ----------------------------------------------------------------------


def to_record(thing: object, family: Family) -> dict[str, Any]:
    """Give the fields of a noun by the names of a family, as plain values.

    Files by hand leave out what has no value.
    """
    found = (
        (field, getattr(thing, field.attribute))
        for field in fields_in(type(thing), family)
    )
    return {
        field.name_in(family): to_plain(value, family)
        for field, value in found
        if family is not Family.TOML or value not in (None, field.default)
    }


def to_plain(value: Any, family: Family) -> Any:  # noqa: ANN401 - whatever a field holds
    """Give a field's value as texts, numbers, truths, lists and objects.

    >>> to_plain(("a", "b"), Family.JSON), to_plain(dt.date(2026, 2, 6), Family.JSON)
    (['a', 'b'], '2026-02-06')
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [to_plain(one, family) for one in value]
    if isinstance(value, dt.date) and family not in {Family.TOML, Family.TABLE}:
        return value.isoformat()
    return to_record(value, family) if is_dataclass(value) else value


# --- flat -------------------------------------------------------------------------


class Column(NamedTuple):
    """A column of a noun's table."""

    name: str
    field: Field
    part: Field | None = None
    """The field of the flat record that it holds."""

    @property
    def held(self) -> Field:
        """The field whose value it holds."""
        return self.part or self.field

    @property
    def meaning(self) -> str:
        """What is in it, for whoever reads the table."""
        if self.part is None:
            return self.field.said.meaning
        return f"{self.field.said.meaning} {self.part.said.meaning}"


@cache
def columns_of(noun: type, family: Family = Family.TABLE) -> tuple[Column, ...]:
    """Give the columns of a noun's table, in the order of its fields.

    A record that is said to be flat, such as a place's names, has a column for each
    of its own fields: ``name``, ``name_vi``, ``name_km``.
    """
    columns: list[Column] = []
    for field in fields_in(noun, family):
        flat = field.said.flat
        if not flat:
            columns.append(Column(field.name_in(family), field))
            continue
        for number, part in enumerate(fields_of(field.hint)):
            name = f"{flat}_{part.attribute}" if number else flat
            columns.append(Column(name, field, part))
    return tuple(columns)


def flatten(thing: object, family: Family) -> dict[str, Any]:
    """Give a noun's columns with plain values: lists and records stay what they are."""
    row: dict[str, Any] = {}
    noun: type = type(thing)
    for column in columns_of(noun, family):
        value = getattr(thing, column.field.attribute)
        if column.part is not None and value is not None:
            value = getattr(value, column.part.attribute)
        row[column.name] = to_plain(value, family)
    return row


# --- reading ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How records are read back."""

    family: Family
    makers: Mapping[type, Callable[[Any], Any]] = dataclass_field(default_factory=dict)
    """For types that need more than their record: a quotation needs its passage."""
    keeps_unknown: bool = False
    """Whether a field that is not known is passed over, as one of a later edition;
    a record by hand is refused for it, since it may be misspelled."""


def from_record(noun: type[T], record: object, reading: Reading, **given: object) -> T:
    """Make a noun of a record.

    Parameters
    ----------
    noun
        What is made.
    record
        Its fields by the names of the family.
    reading
        How it is read.
    **given
        Attributes that the record does not hold, such as the document of a file.

    Raises
    ------
    ValueError
        A field is missing, not known, or not of its type; the sentence names it.
    """
    if not isinstance(record, dict):
        msg = f"{_show(record)} is no record; expected fields with values."
        raise ValueError(msg)  # noqa: TRY004 - a value of a file, not of a caller
    kind: type = noun
    known = {f.name_in(reading.family): f for f in fields_in(kind, reading.family)}
    unknown = sorted(str(name) for name in record.keys() - known.keys())
    if unknown and not reading.keeps_unknown:
        msg = f"unknown field {unknown[0]!r}; expected {', '.join(sorted(known))}."
        raise ValueError(msg)
    values = dict(given)
    for name, field in known.items():
        if field.attribute in given:
            continue
        if name in record:
            values[field.attribute] = _from_optional(field, record[name], name, reading)
        elif field.is_optional and reading.family is Family.TOML:
            values[field.attribute] = None
        elif field.default is MISSING:
            msg = f"no value for {name!r}."
            raise ValueError(msg)
    return noun(**values)


def _from_optional(field: Field, value: object, name: str, reading: Reading) -> object:
    if value is None and field.is_optional:
        return None
    made = from_plain(field.hint, value, name, reading)
    if field.said.is_address and not _ADDRESS.fullmatch(str(made)):
        msg = f"{name} is {_show(value)}; expected an address with http or https."
        raise ValueError(msg)
    return made


def from_plain(hint: Any, value: Any, name: str, reading: Reading) -> Any:  # noqa: ANN401 - any type
    """Make a value of the type that a field has.

    Raises
    ------
    ValueError
        It is not one; the sentence names the field.
    """
    if get_origin(hint) is tuple:
        return _from_list(get_args(hint), value, name, reading)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _from_choice(hint, value, name)
    make = reading.makers.get(hint)
    if make is None and is_dataclass(hint) and isinstance(hint, type):
        make = partial(from_record, hint, reading=reading)
    if make is not None:
        return _named(name, make, value)
    if hint is dt.date and isinstance(value, str) and reading.family is not Family.TOML:
        return _named(name, dt.date.fromisoformat, value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not hint or (hint is float and not math.isfinite(value)):
        msg = f"{name} is {_show(value)}; expected {_EXPECTED.get(hint, 'a value')}."
        raise ValueError(msg)
    return value


_EXPECTED = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dt.date: "a date such as 2025-07-01",
}


def _from_choice(hint: type[Enum], value: object, name: str) -> Enum:
    for choice in hint:
        if choice.value == value:
            return choice
    one_of = ", ".join(str(choice.value) for choice in hint)
    msg = f"{name} is {_show(value)}; expected one of {one_of}."
    raise ValueError(msg)


def _from_list(
    hints: tuple[Any, ...], value: object, name: str, reading: Reading
) -> tuple[Any, ...]:
    if not isinstance(value, list):
        msg = f"{name} is {_show(value)}; expected a list."
        raise ValueError(msg)  # noqa: TRY004 - a value of a file, not of a caller
    if hints[-1] is Ellipsis:
        hints = (hints[0],) * len(value)
    if len(hints) != len(value):
        msg = f"{name} is {_show(value)}; expected a list of {len(hints)}."
        raise ValueError(msg)
    return tuple(
        from_plain(hint, one, f"{name} {number}", reading)
        for number, (hint, one) in enumerate(zip(hints, value, strict=True), start=1)
    )


def _named(name: str, make: Callable[[Any], T], value: object) -> T:
    """Let the sentence of an error begin with the field that it is in."""
    try:
        return make(value)
    except (ValueError, TypeError, KeyError) as error:
        msg = f"{name}: {error}"
        raise ValueError(msg) from error


def _show(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"

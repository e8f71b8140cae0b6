"""The fields of a noun that a view has no place of its own for, in words.

What is read by people walks the field table too: a field that the model declares is
shown by its name wherever no template says it better.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING

from geo.fields import Family, fields_of

if TYPE_CHECKING:
    from collections.abc import Collection

IN_TEMPLATES = frozenset(
    {
        *("id", "type", "title", "status", "promised_by", "places", "pair"),
        *("no_place_reason", "editor_note", "proposed_because", "evidence"),
    }
)
"""What every view of an agreement says by itself."""
_LABELS = {"outside": "Not from the documents"}
"""What a field is called where its name in files would not tell a reader."""


def list_more(thing: object, shown: Collection[str]) -> list[tuple[str, str]]:
    """Give the label and the words of each field that has a value and is not shown.

    Parameters
    ----------
    thing
        A noun of the model.
    shown
        Attributes that the view says by itself.
    """
    kind: type = type(thing)
    found = (
        (field, getattr(thing, field.attribute))
        for field in fields_of(kind)
        if field.attribute not in shown
    )
    return [
        (_label(field.name_in(Family.TOML) or field.attribute), to_words(value))
        for field, value in found
        if value not in (None, "", (), field.default)
    ]


def _label(name: str) -> str:
    """Write the name of a field as a heading.

    >>> _label("status_words"), _label("form")
    ('Status words', 'Form')
    """
    return _LABELS.get(name) or name.replace("_", " ").capitalize()


def to_words(value: object) -> str:
    """Write the value of a field in words; a list and a record by their parts.

    >>> to_words(("a", "b")), to_words(True), to_words(3)
    ('a; b', 'yes', '3')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    if isinstance(value, tuple):
        return "; ".join(to_words(one) for one in value)
    if is_dataclass(value):
        parts = (getattr(value, part.name) for part in fields(value))
        return ", ".join(to_words(one) for one in parts if one not in (None, "", ()))
    return str(value)

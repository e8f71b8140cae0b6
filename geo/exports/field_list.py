"""Every field, what it means and what each family of formats calls it, as Markdown."""

from __future__ import annotations

from geo.fields import Family, Field, fields_of
from geo.model import (
    Agreement,
    Alternative,
    Document,
    Evidence,
    Mention,
    Names,
    Passage,
    Place,
    Seat,
    StatedDate,
    Version,
    Wording,
)

_HAND, _ANSWER, _TABLE = Family.TOML, Family.JSON, Family.TABLE
_FEATURE, _ANNOTATION = Family.FEATURE, Family.ANNOTATION
_NOUNS = {
    **dict.fromkeys((Document, Passage), (_HAND, _TABLE)),
    Mention: (Family.LINES, _ANSWER, _TABLE, _ANNOTATION),
    Alternative: (Family.LINES, _ANSWER, _TABLE, _ANNOTATION),
    **dict.fromkeys(
        (Agreement, Evidence, Wording, StatedDate),
        (_HAND, _ANSWER, _TABLE, _FEATURE, _ANNOTATION),
    ),
    Place: (_HAND, _TABLE, _FEATURE, Family.LINKED),
    **dict.fromkeys((Names, Seat), (_HAND,)),
    Version: (_HAND, _TABLE, _FEATURE),
}
"""The nouns, each with the families that carry it."""
_HEADS = {
    _HAND: "by hand",
    Family.LINES: "in a project",
    _ANSWER: "command line",
    _TABLE: "tables",
    _FEATURE: "features",
    _ANNOTATION: "annotations",
    Family.LINKED: "Linked Places",
}
_HEAD = """# Fields

What every field means, and its name in records by hand (TOML), in a project's mentions,
in answers of the command line, in tables (GeoPackage, CSV), in the properties of
features (GeoJSON, GeoParquet, KML, layers of GeoPackage; the fields of agreements are
lists there, one value an agreement), in annotations and in Linked Places. Where a name
is missing, the format has its own way to say it, or does not carry it. Names and seats
have a column for each of their fields: `name`, `name_vi`, `name_km`. Written by
`accord-atlas fields` from the declarations in `geo/model.py`.
"""


def render_fields() -> str:
    """Write the fields of every noun, one table a noun."""
    return _HEAD + "".join(_render(noun, carried) for noun, carried in _NOUNS.items())


def _render(noun: type, carried: tuple[Family, ...]) -> str:
    summary = (noun.__doc__ or "").partition("\n")[0]
    heads = ["field", "meaning", *(_HEADS[family] for family in carried)]
    rows = "".join(_render_row(field, carried) for field in fields_of(noun))
    return (
        f"\n## {noun.__name__}\n\n{summary}\n\n"
        f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n{rows}"
    )


def _render_row(field: Field, carried: tuple[Family, ...]) -> str:
    names = [field.name_in(family) for family in carried]
    cells = [
        f"`{field.attribute}`",
        field.said.meaning,
        *(f"`{name}`" if name else "" for name in names),
    ]
    return f"| {' | '.join(cells)} |\n"

"""Writing the wide gazetteer: a table of places, and a trie of their names."""

from __future__ import annotations

import sys
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import marisa_trie
import pyarrow as pa
from wide_rows import WideRow

if TYPE_CHECKING:
    from collections.abc import Iterable

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from geo.places.wide import ID, TABLE, TRIE
from geo.text.recognition import keys_of

TYPES = {
    "lon": pa.float64(),
    "lat": pa.float64(),
    "radius_m": pa.float64(),
    "variants": pa.list_(pa.string()),
    "countries": pa.list_(pa.string()),
    "population": pa.int64(),
    "geonames": pa.int64(),
    "geometry": pa.binary(),
    "cue": pa.bool_(),
    **dict.fromkeys(
        ("kind", "tier", "sign", "certainty", "basis", "confidence", "within"),
        pa.dictionary(pa.int32(), pa.string()),
    ),
    **dict.fromkeys(
        ("source", "licence", "attribution", "valid_to"),
        pa.dictionary(pa.int32(), pa.string()),
    ),
}
"""How a column is stored, where not as text; what repeats is stored once."""


def spellings_of(row: WideRow) -> list[str]:
    """List the spellings that a row is found by: a district's without its type word."""
    whole = [] if row.kind == "district" else [row.name, row.vi]
    return [name for name in (*whole, *row.variants) if name]


def write_wide(folder: Path, rows: Iterable[WideRow]) -> None:
    """Write the table and the trie; the same rows give the same bytes."""
    ordered = sorted(rows, key=lambda row: row.id)
    nameless = [row.name for row in ordered if not row.id]
    if nameless:
        msg = f"{nameless[0]!r} gives no id: points.ascii_of lacks one of its letters."
        raise ValueError(msg)
    twice = [one.id for one, next_ in pairwise(ordered) if one.id == next_.id]
    if twice:
        msg = f"Two rows of the wide gazetteer have the id {twice[0]!r}."
        raise ValueError(msg)
    table = pa.table(
        {
            field.name: pa.array(
                [getattr(row, field.name) for row in ordered],
                TYPES.get(field.name, pa.string()),
            )
            for field in fields(WideRow)
        }
    )
    with (
        pa.OSFile(str(folder / TABLE), "wb") as sink,
        pa.ipc.new_file(sink, table.schema) as writer,
    ):
        writer.write_table(table)
    named = sorted(
        {
            (key, number)
            for number, row in enumerate(ordered)
            for name in spellings_of(row)
            for key in keys_of(name)
        }
        | {(f"{ID}{row.id}", number) for number, row in enumerate(ordered)}
    )
    marisa_trie.RecordTrie("<I", [(key, (number,)) for key, number in named]).save(
        str(folder / TRIE)
    )

"""CSV: mentions in the file asked for, and three tables beside it.

``atlas.csv`` holds the mentions; ``atlas-agreements.csv``, ``atlas-quotations.csv``
and ``atlas-places.csv`` stand beside it. UTF-8 with a byte order mark, so that a
spreadsheet reads Vietnamese and Khmer; a list within a cell is parted by ``; ``.

A text that a spreadsheet would run, such as ``=1+1``, has an apostrophe before it, and
stands as it is in the row's last column, ``as_written``, within an object of JSON.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from geo.exports.files import is_stream, whole_files
from geo.exports.rows import to_cell
from geo.exports.writing import Taken, writes_part
from geo.fields import Family, columns_of, flatten
from geo.model import Agreement, Evidence, Mention, Place, Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from geo.atlas import Atlas

BESIDE = ("agreements", "quotations", "places")
"""The tables beside the mentions, as the ends of their files' names."""
AS_WRITTEN = "as_written"
"""The column for what other columns of a row hold with an apostrophe before it."""
_FORMULA = frozenset("=+-@＝＋－＠")
"""What a formula begins with, after blanks: in some spreadsheets in full width too."""
_BLANK = " \t\r\n\v\f\0\u00a0\u3000\ufeff"
_NAMES = ("name", "name_vi", "name_km")
_POSITION = ("lon", "lat", "radius_m")


def _columns(*parts: type | str) -> tuple[str, ...]:
    """Put the columns of nouns, and others, beside each other."""
    names: list[str] = []
    for part in (*parts, AS_WRITTEN):
        if isinstance(part, type):
            names += (c.name for c in columns_of(part) if c.name != "geometry")
        else:
            names.append(part)
    return tuple(names)


COLUMNS: dict[str, tuple[str, ...]] = {
    "mentions": _columns(Mention, *_NAMES, *_POSITION, "attribution"),
    "agreements": _columns(
        Agreement, "proposed", "dates", "dates_from_elsewhere", "quotations"
    ),
    "quotations": _columns("agreement", "proposed", Evidence, "title", "publisher"),
    "places": _columns(Place, Version),
}
"""Columns whose name ends as another format's does mean the same there."""
_Row = dict[str, Any]


@writes_part
def write_csv(taken: Taken, path: Path) -> int:
    """Write mentions and the tables beside them; give the number of mentions.

    Raises
    ------
    UsageError
        One of the files cannot be written; then none is.
    """
    part = taken.part
    tables = to_csv_rows(part)
    # Beside a pipe there is no room for the other tables.
    paths = (path,) if is_stream(path) else name_files(path)
    with whole_files(*paths) as drafts:
        for draft, (name, rows) in zip(drafts, tables.items(), strict=False):
            _write(draft, COLUMNS[name], rows)
    return len(tables["mentions"])


def name_files(path: Path) -> tuple[Path, ...]:
    """Give the files that are written when ``path`` is asked for, ``path`` first."""
    beside = (path.with_name(f"{path.stem}-{name}{path.suffix}") for name in BESIDE)
    return (path, *beside)


def to_csv_rows(part: Atlas) -> dict[str, list[_Row]]:
    """Convert an atlas to the rows of its tables, mentions first."""
    return {
        "mentions": [_mention(mention, part) for mention in part.all_mentions],
        "agreements": [_agreement(agreement) for agreement in part.agreements],
        "quotations": [
            _quotation(agreement, evidence, part)
            for agreement in part.agreements
            for evidence in agreement.evidence
        ],
        "places": [_place(p, v) for p in part.gazetteer for v in p.versions],
    }


def _write(
    draft: Path, columns: Iterable[str], rows: Iterable[Mapping[str, Any]]
) -> None:
    with draft.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(columns))
        writer.writeheader()
        writer.writerows(_disarm(row) for row in rows)


def _disarm(row: Mapping[str, Any]) -> _Row:
    """Let no text of a row be run, and keep those that are changed as written."""
    armed = {name: cell for name, cell in row.items() if _is_armed(cell)}
    if not armed:
        return {**row}
    safe = {name: f"'{cell}" for name, cell in armed.items()}
    return {**row, **safe, AS_WRITTEN: json.dumps(armed, ensure_ascii=False)}


def _is_armed(cell: object) -> bool:
    r"""Whether a spreadsheet may run a cell.

    >>> _is_armed("=1+1"), _is_armed("\t=1+1"), _is_armed("a=1"), _is_armed(-1.5)
    (True, True, False, False)
    """
    if not isinstance(cell, str):
        return False
    bare = cell.lstrip(_BLANK)
    return bare[:1] in _FORMULA and bool(bare)


def _cells(thing: object) -> _Row:
    """Give a noun's row; texts of a list are parted by semicolons."""
    return {
        name: "; ".join(value)
        if isinstance(value, list) and all(isinstance(one, str) for one in value)
        else to_cell(value)
        for name, value in flatten(thing, Family.TABLE).items()
        if name != "geometry"
    }


def _mention(mention: Mention, part: Atlas) -> _Row:
    row = _cells(mention)
    document = part.document(mention.document_id)
    if mention.place_id is None:
        return row
    place = part.gazetteer[mention.place_id]
    version = place.on(document.geography_on) if document else None
    names, position = _cells(place), _cells(version) if version else {}
    return {
        **row,
        **{name: names[name] for name in _NAMES},
        **{name: position.get(name) for name in (*_POSITION, "attribution")},
    }


def _agreement(agreement: Agreement) -> _Row:
    return {
        **_cells(agreement),
        "proposed": _truth(agreement.is_proposed),
        "dates": "; ".join(f"{d.date} {d.what}" for d in agreement.dates),
        "dates_from_elsewhere": "; ".join(
            f"{d.date} {d.what} ({d.source})" for d in agreement.outside
        ),
        "quotations": len(agreement.evidence),
    }


def _quotation(agreement: Agreement, evidence: Evidence, part: Atlas) -> _Row:
    document = part.document(evidence.document_id)
    return {
        "agreement": agreement.id,
        "proposed": _truth(agreement.is_proposed),
        **_cells(evidence),
        "title": document.title if document else None,
        "publisher": document.publisher if document else None,
    }


def _place(place: Place, version: Version) -> _Row:
    return {**_cells(place), **_cells(version)}


def _truth(value: bool) -> str:  # noqa: FBT001 - it is what the cell says
    return "true" if value else "false"

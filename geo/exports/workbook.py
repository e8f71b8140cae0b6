"""A workbook: agreements, quotations, places and mentions as sheets, names beside ids.

XlsxWriter writes it, which needs nothing else and never reads a workbook; its cells
are told what they hold, so that a text which begins as a formula does stays a text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import xlsxwriter

from geo.exports.credits import render_notice
from geo.exports.csv_files import AS_WRITTEN, COLUMNS, to_csv_rows
from geo.exports.files import whole_file
from geo.exports.markup import keep_xml
from geo.exports.titles import entitle
from geo.exports.writing import Taken, writes_part
from geo.fields import Column, columns_of
from geo.model import Agreement, Evidence, Mention, Place, Version

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

    from geo.atlas import Atlas

SHEETS = {
    "agreements": "agreements",
    "evidence": "quotations",
    "places": "places",
    "mentions": "mentions",
}
"""The tables of the CSV files, by the names of their sheets."""
LONGEST = 32_767
"""Characters that a cell can hold; what is longer ends with an ellipsis."""
_FIRST_YEAR = 1901
"""Before it a spreadsheet knows no days: they stand as texts."""
_WIDE = {"quote": 70, "title": 46, "evidence": 46, "certainty": 46, "exact": 24}
_USUAL, _MOST = 14, 40
_LINE, _MOST_LINES = 15, 20
"""A row's height in points for each line of its longest cell, and how many at most:
LibreOffice does not find it by itself."""
_NOUNS: dict[str, tuple[type, ...]] = {
    "agreements": (Agreement,),
    "evidence": (Evidence,),
    "places": (Place, Version),
    "mentions": (Mention,),
}
_DERIVED = {
    "proposed": "Whether no reader has verified the agreement.",
    "dates": "What the documents date, and what happened or is to happen.",
    "dates_from_elsewhere": "Dates that no document states, with their source.",
    "quotations": "How many there are.",
    "agreement": "The agreement that stands on these words.",
    "title": "Of the text.",
    "publisher": "Of the text.",
}
_BESIDE = {
    "agreement": "agreement_title",
    "document": "document_name",
    "places": "place_names",
    "pair": "pair_names",
    "within": "within_names",
    "formed_from": "formed_from_names",
    "became": "became_names",
}
"""For each column of ids the one with the names of what they stand for."""
_IDS = {beside: ids for ids, beside in _BESIDE.items()}
_Row = dict[str, Any]
_Names = dict[str, dict[str, str]]
"""For each column of ids, the name of each."""


@dataclass(frozen=True, slots=True)
class _Formats:
    """How a cell looks: what is only proposed is slanted, on another ground."""

    head: Any
    plain: Any
    proposed: Any
    day: Any
    proposed_day: Any


@writes_part
def write_xlsx(taken: Taken, path: Path) -> int:
    """Write the workbook and give the number of agreements in it."""
    part = taken.part
    tables = to_csv_rows(part)
    names = _names(part)
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with (
        whole_file(path) as draft,
        xlsxwriter.Workbook(str(draft), options) as book,
    ):
        book.set_properties(
            {
                "title": entitle(taken.chosen),
                "comments": keep_xml(render_notice(part)),
                "created": _newest(part),
            }
        )
        formats = _make_formats(book)
        for sheet, table in SHEETS.items():
            columns = _name_columns(COLUMNS[table])
            rows = [_add_names(row, names) for row in tables[table]]
            _write_sheet(book.add_worksheet(sheet), columns, rows, formats)
        _write_about(book.add_worksheet("about"), taken, formats)
    return len(tables["agreements"])


def _newest(part: Atlas) -> dt.datetime:
    """Give the day that the file is said to be made on: the same for the same texts."""
    days = [document.geography_on for document in part.documents]
    day = max(days, default=dt.date(1980, 1, 1))
    return dt.datetime.combine(day, dt.time(), dt.UTC).replace(tzinfo=None)


# --- names beside ids -------------------------------------------------------------


def _names(part: Atlas) -> _Names:
    places = {place.id: place.names.en for place in part.gazetteer}
    return {
        "document": {d.id: d.short_title for d in part.documents},
        "agreement": {a.id: a.title for a in part.agreements},
        **{ids: places for ids in _BESIDE if ids not in {"document", "agreement"}},
    }


def _name_columns(columns: tuple[str, ...]) -> list[str]:
    """Put beside each column of ids one with their names, where no other has them."""
    named: list[str] = []
    for column in columns:
        if column == AS_WRITTEN:
            continue
        named.append(column)
        if column in _BESIDE and not _is_named(column, columns):
            named.append(_BESIDE[column])
    return named


def _is_named(column: str, columns: tuple[str, ...]) -> bool:
    """Whether a column holds the table's own ids: then its title stands there too."""
    return column == "agreement" and columns == COLUMNS["agreements"]


def _add_names(row: Mapping[str, Any], names: _Names) -> _Row:
    beside = {
        _BESIDE[column]: "; ".join(
            known.get(one, one) for one in str(row[column]).split("; ")
        )
        for column, known in names.items()
        if row.get(column)
    }
    return {**row, **beside}


# --- sheets -----------------------------------------------------------------------


def _make_formats(book: xlsxwriter.Workbook) -> _Formats:
    usual = {"valign": "top", "text_wrap": True}
    doubt = usual | {"italic": True, "bg_color": "#FFF4D6", "font_color": "#6A4A00"}
    day = {"num_format": "yyyy-mm-dd"}
    return _Formats(
        head=book.add_format({"bold": True, "bg_color": "#E9EDEF", "valign": "top"}),
        plain=book.add_format(usual),
        proposed=book.add_format(doubt),
        day=book.add_format(usual | day),
        proposed_day=book.add_format(doubt | day),
    )


def _write_sheet(
    sheet: Worksheet, columns: list[str], rows: list[_Row], look: _Formats
) -> None:
    widths = [_width(column, rows) for column in columns]
    for position, column in enumerate(columns):
        sheet.set_column(position, position, widths[position])
        sheet.write_string(0, position, column, look.head)
    for number, row in enumerate(rows, start=1):
        is_proposed = row.get("proposed") == "true"
        cells = zip(columns, widths, strict=True)
        lines = max(len(str(row.get(c) or "")) // width + 1 for c, width in cells)
        sheet.set_row(number, _LINE * min(_MOST_LINES, lines))
        for position, column in enumerate(columns):
            _write_cell(sheet, (number, position), row.get(column), look, is_proposed)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def _width(column: str, rows: list[_Row]) -> int:
    longest = max((len(str(row.get(column) or "")) for row in rows), default=0)
    return _WIDE.get(column, min(_MOST, max(_USUAL, len(column) + 2, longest)))


def _write_cell(
    sheet: Worksheet,
    at: tuple[int, int],
    value: object,
    look: _Formats,
    is_proposed: bool,  # noqa: FBT001 - a cell is written by position
) -> None:
    usual = look.proposed if is_proposed else look.plain
    write: Callable[..., object]
    if value is None or value == "":
        sheet.write_blank(*at, None, usual)
        return
    if isinstance(value, bool):
        write = sheet.write_boolean
    elif isinstance(value, int | float):
        write = sheet.write_number
    elif isinstance(value, dt.date) and value.year >= _FIRST_YEAR:
        write, usual = (
            sheet.write_datetime,
            look.proposed_day if is_proposed else look.day,
        )
    else:
        write, value = sheet.write_string, fit_cell(str(value))
    write(*at, value, usual)


def fit_cell(text: str) -> str:
    """Cut a text to what a cell can hold, and say that it is cut.

    >>> fit_cell("Đồng Nai"), len(fit_cell("x" * 40_000)), fit_cell("x" * 40_000)[-1]
    ('Đồng Nai', 32767, '…')
    """
    kept = keep_xml(text)
    return kept if len(kept) <= LONGEST else f"{kept[: LONGEST - 1]}…"


# --- about ------------------------------------------------------------------------


def _write_about(sheet: Worksheet, taken: Taken, look: _Formats) -> None:
    """Write what the file holds, whose it is, and what each column means."""
    lines = (entitle(taken.chosen), render_notice(taken.part))
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, 110)
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, fit_cell(line))
    start = len(lines) + 1
    for position, head in enumerate(("sheet", "column", "what it holds")):
        sheet.write_string(start, position, head, look.head)
    for number, row in enumerate(_meanings(), start=start + 1):
        for position, words in enumerate(row):
            sheet.write_string(number, position, words, look.plain)


def _meanings() -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for sheet, table in SHEETS.items():
        declared: dict[str, Column] = {
            column.name: column for noun in _NOUNS[sheet] for column in columns_of(noun)
        }
        for name in _name_columns(COLUMNS[table]):
            if name in declared:
                meaning = declared[name].meaning
            elif name in _IDS:
                meaning = f"The names of what {_IDS[name]} holds the ids of."
            else:
                meaning = _DERIVED.get(name, "Of the place that is meant.")
            found.append((sheet, name, meaning))
    return found

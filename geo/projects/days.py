"""Days by file: a table that says which day's borders hold for which text.

It has the columns ``file``, ``date`` and ``may_be``. A reader fills in ``date``;
``may_be`` is what the text names, and is only for reading.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.intake.date_forms import find_written

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from geo.intake.dates import DayChoice

COLUMNS = ("file", "date", "may_be")
_LARGEST_BYTES = 10_000_000
_MOST_CANDIDATES = 5
_RUN = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class DayRow:
    """A line of the table."""

    file: str
    """As the project records it, with the folders below the one that is read."""
    date: dt.date | None
    """``None`` where it is still to be filled in."""
    may_be: str = ""


def read_days(path: Path) -> tuple[DayRow, ...]:
    """Read a table of days; an absent file has no lines.

    Raises
    ------
    UsageError
        It cannot be read, lacks a column, names a file twice, or a date in it is no
        single day.
    """
    try:
        if not path.exists():
            return ()
        with path.open("rb") as file:
            content = file.read(_LARGEST_BYTES + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror})."
        raise UsageError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{path.name}: not UTF-8; save it as CSV in UTF-8."
        raise UsageError(msg) from error
    if len(content) > _LARGEST_BYTES:
        msg = f"{path.name}: more than {_LARGEST_BYTES // 1_000_000} MB; split it."
        raise UsageError(msg)
    rows = tuple(_parse_rows(path.name, text))
    seen: set[str] = set()
    for row in rows:
        if row.file in seen:
            msg = f"{path.name}: {row.file!r} stands in it twice; keep one line of it."
            raise UsageError(msg)
        seen.add(row.file)
    return rows


def write_days(path: Path, rows: Iterable[DayRow]) -> None:
    """Write a table of days, as a spreadsheet opens it.

    Raises
    ------
    UsageError
        It cannot be written there.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        name = f"./{row.file}" if row.file.startswith(_RUN) else row.file
        day = "" if row.date is None else row.date.isoformat()
        writer.writerow((name, day, row.may_be))
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_bytes(table.getvalue().encode("utf-8-sig"))
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        msg = f"{path}: cannot be written ({error.strerror})."
        raise UsageError(msg) from error


def add_asked(
    rows: Iterable[DayRow], asked: Mapping[str, DayChoice]
) -> tuple[DayRow, ...]:
    """Add the texts that need a day, below the lines that are there."""
    rows = tuple(rows)
    known = {row.file for row in rows}
    added = (
        DayRow(name, None, say_candidates(choice))
        for name, choice in asked.items()
        if name not in known
    )
    return (*rows, *added)


def say_candidates(choice: DayChoice) -> str:
    """Say in one line which days a text may be of, the likeliest first.

    >>> from geo.intake.dates import choose_day
    >>> say_candidates(choose_day("The Treaty signed on 27 December 1985 holds."))
    '1985-12-27 (cited)'
    """
    first = choice.candidates[:_MOST_CANDIDATES]
    said = "; ".join(f"{date.day.isoformat()} ({date.kind.value})" for date in first)
    more = len(choice.candidates) - len(first)
    return f"{said}; and {more} more" if more else said


def _parse_rows(name: str, text: str) -> Iterator[DayRow]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = [cell.strip().lower() for cell in next(lines, [])]
        if not {"file", "date"} <= set(columns):
            msg = (
                f"{name}: no columns file and date; expected a CSV file that begins "
                "with file,date."
            )
            raise UsageError(msg)
        for cells in lines:
            row = dict(zip(columns, cells, strict=False))
            file = row.get("file", "").strip().removeprefix("./")
            if file:
                written = row.get("date", "").strip()
                day = _parse_day(f"{name}, line {lines.line_num}", written)
                yield DayRow(file, day, row.get("may_be", "").strip())
    except csv.Error as error:
        msg = f"{name}, line {lines.line_num}: not CSV ({error})."
        raise UsageError(msg) from error


def _parse_day(where: str, written: str) -> dt.date | None:
    """Read a day as a person or a spreadsheet writes it."""
    if not written:
        return None
    found = find_written(written)
    is_one = len(found) == 1 and found[0].end - found[0].start == len(written)
    if is_one and found[0].year is not None and found[0].other is None:
        return found[0].in_year(found[0].year)
    msg = f"{where}: {written!r} is no single day; expected one such as 2026-02-06."
    raise UsageError(msg)

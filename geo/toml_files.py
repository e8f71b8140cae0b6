"""Reading TOML, with one sentence for a file that is none."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from geo.errors import GeoError


def read_records(path: Path, table: str, error: type[GeoError]) -> list[Any]:
    """Read the records of one kind from a file; none where it has none.

    Raises
    ------
    GeoError
        As ``error``: the file is not TOML, or its table is not a list of records.
    """
    records = read_toml(path, error).get(table, [])
    if not isinstance(records, list):
        msg = f"{path.name}: {table} is no list; write each record below [[{table}]]."
        raise error(msg)
    return records


def read_toml(path: Path, error: type[GeoError]) -> dict[str, Any]:
    """Read a file, or raise ``error`` if it is not TOML.

    Raises
    ------
    GeoError
        As ``error``.
    OSError
        There is no such file.
    """
    try:
        # A mark that some editors put before the first letter is none of it.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except RecursionError as reason:
        msg = f"{path.name}: not readable as TOML (it is nested too deeply)."
        raise error(msg) from reason
    except ValueError as reason:
        msg = f"{path.name}: not readable as TOML ({reason})."
        raise error(msg) from reason

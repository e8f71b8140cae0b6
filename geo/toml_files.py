"""Reading TOML, with one sentence for a file that is none."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from geo.errors import GeoError


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
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        msg = f"{path.name}: not readable as TOML ({reason})."
        raise error(msg) from reason

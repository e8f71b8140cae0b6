"""Rows of the plain tables of the gazetteer: places that are one point each."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COLUMNS = (
    *("id", "kind", "tier", "cue", "name", "vi", "km", "variants", "country", "within"),
    *("lon", "lat", "radius_m", "population", "geonames"),
)


@dataclass(slots=True, kw_only=True)
class Row:
    """One place: lon, lat in degrees, EPSG:4326."""

    id: str
    kind: str
    name: str
    country: str
    tier: str = "region"
    cue: bool = False
    vi: str = ""
    km: str = ""
    variants: list[str] = field(default_factory=list)
    within: str = ""
    lon: float | None = None
    lat: float | None = None
    radius_m: float | None = None
    population: int | None = None
    geonames: int | None = None


_PAIRS = {ord("Þ"): "Th", ord("þ"): "th"}
"""Letters that are written with two."""


def ascii_of(name: str) -> str:
    """Write a Latin name without its diacritics; another script has no such name.

    >>> ascii_of("Đắk Nông"), ascii_of("Tromsø")
    ('Dak Nong', 'Tromso')
    """
    single = str.maketrans("ĐđØøŁłıÐðßÆæŒœ’‘ʼ", "DdOoLliDdsAaOo'''") | _PAIRS
    plain = unicodedata.normalize("NFD", name.translate(single))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return bare if bare.isascii() else ""


def slug(name: str) -> str:
    """Turn a name into an id.

    >>> slug("Côte d’Ivoire"), slug("Bandar Seri Begawan")
    ('cote_divoire', 'bandar_seri_begawan')
    """
    bare = ascii_of(name).lower().replace("'", "")
    return "_".join("".join(c if c.isalnum() else " " for c in bare).split())


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write rows sorted by id."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(COLUMNS)
        for row in sorted(rows, key=lambda row: row.id):
            values = {f.name: getattr(row, f.name) for f in fields(row)}
            values["variants"] = "|".join(dict.fromkeys(filter(None, row.variants)))
            values["cue"] = "1" if row.cue else ""
            table.writerow([as_text(values[column]) for column in COLUMNS])


def as_text(value: object) -> str:
    """Write a value; what is absent is empty, whole numbers have no point."""
    if isinstance(value, float):
        return f"{value:.5f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)

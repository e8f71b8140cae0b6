"""Names that the sources lack or misspell, from the two tables kept by hand."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from points import Row

HERE = Path(__file__).parent
SYLLABLES = 3
"""A name of fewer is joined only where it has diacritics: "Pari" is another word."""
ICELANDIC = re.compile("[Ðð]")
"""Eth, which GeoNames has in a few names for the đ of Vietnamese."""


def add_names(rows: Iterable[Row]) -> None:
    """Correct the names of rows, and add those of the press.

    Raises
    ------
    ValueError
        A table names a place that is not there.
    """
    tables = tomllib.loads((HERE / "exonyms.toml").read_text(encoding="utf-8"))
    corrections = tomllib.loads((HERE / "corrections.toml").read_text(encoding="utf-8"))
    unknown = {*tables["press"], *tables["english"]}
    for row in rows:
        unknown.discard(row.id)
        correct_name(row, corrections)
        press = list(expand(tables["press"].get(row.id, ())))
        row.vi = row.vi or next(iter(press), "")
        known = {row.name, row.vi}
        names = [*row.variants, *press, *tables["english"].get(row.id, ())]
        row.variants = [name for name in dict.fromkeys(names) if name not in known]
    if unknown:
        msg = f"exonyms.toml names {min(unknown)!r}, which is no country or city."
        raise ValueError(msg)


def correct_name(row: Row, corrections: Mapping[str, str]) -> None:
    """Write the name of a Vietnamese town as it is written."""
    right = corrections.get(str(row.geonames))
    if right:
        row.name = row.vi = right
    row.variants = [name for name in row.variants if not ICELANDIC.search(name)]


def expand(names: Iterable[str]) -> Iterator[str]:
    """Give each name, and in one word what is written by syllables.

    >>> list(expand(["Niu Đê-li", "Pa-ri"]))
    ['Niu Đê-li', 'Niu Đêli', 'Pa-ri']
    """
    for name in names:
        yield name
        joined = " ".join(map(join_syllables, name.split(" ")))
        if joined != name:
            yield joined


def join_syllables(word: str) -> str:
    """Join the syllables of a word, where that makes a name and no other word."""
    syllables = word.split("-")
    is_one_name = not any(s[:1].isupper() for s in syllables[1:])
    is_told = len(syllables) >= SYLLABLES or not word.isascii()
    return "".join(syllables) if is_one_name and is_told else word

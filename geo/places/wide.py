"""The wide gazetteer: places of the world, read from disk when a text names one.

Two files that ``make data`` builds: a table (Arrow) with a row a place, and a trie
(marisa) from each folded spelling to the rows that bear it. Both are mapped into
memory, not read: opening them takes a millisecond, and a place is made only when it
is asked for.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import marisa_trie
import pyarrow as pa
import shapely
from pyarrow import compute

from geo.errors import GazetteerError
from geo.model import Confidence, Kind, Names, Place, Sign, Tier, Version
from geo.text.recognition import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

TABLE, TRIE = "wide.arrow", "wide.trie"
ID = "#"
"""Before an id among the keys of the trie: no spelling begins with it."""
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a letter that UTF-16 writes in two, which no UTF-8 has."""
_WORD_ENDS = re.compile(r"[^\W_]+(?=(?P<mark>[.)'])?)")
_LONGEST = 60
"""Letters of a folded name; the longest of the table has fewer."""
_KEPT = 20_000
"""Places that stay made: some 30 MB."""


class WideGazetteer:
    """Places by id and by folded spelling, each made when it is first asked for."""

    def __init__(self, table: pa.Table, trie: marisa_trie.RecordTrie) -> None:
        """Take the table and the trie of its names."""
        self._table = table.combine_chunks()
        self._columns = {n: self._table.column(n).chunk(0) for n in table.column_names}
        self._trie = trie
        self._place = lru_cache(maxsize=_KEPT)(self._make)
        self._of = lru_cache(maxsize=_KEPT)(self._find)
        self._begins = lru_cache(maxsize=_KEPT)(self._has_any)

    def __len__(self) -> int:
        """Count the places."""
        return int(self._table.num_rows)

    def __contains__(self, place_id: object) -> bool:
        """Whether there is a place of that id."""
        return isinstance(place_id, str) and bool(self._rows(f"{ID}{place_id}"))

    def walk(self) -> Iterator[Place]:
        """Make every place once, in the order of the ids; none of them is kept."""
        return (self._make(row) for row in range(len(self)))

    def of_kind(self, kind: Kind, tier: Tier) -> Iterator[Place]:
        """Make every place of a kind here, or far from here."""
        is_one = compute.and_(
            compute.equal(self._columns["kind"], kind.value),
            compute.equal(self._columns["tier"], tier.value),
        )
        rows = compute.indices_nonzero(is_one)
        return (self._place(row.as_py()) for row in rows)

    def place(self, place_id: str) -> Place | None:
        """Give the place of an id."""
        return self._of(place_id)

    def bearers(self, key: str) -> tuple[Place, ...]:
        """Give the places that a folded spelling is one of."""
        return tuple(self._place(row) for row in self._rows(key))

    def names_in(self, folded: str, starts: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Give every spelling that begins at one of some offsets of a folded text."""
        trie, begins = self._trie, self._begins
        folded = _HALF.sub("?", folded)
        for start in starts:
            last = start + _LONGEST
            for word in _WORD_ENDS.finditer(folded, start, last):
                key = folded[start : word.end()]
                if not begins(key):
                    break
                if key in trie:
                    yield start, key
                if word["mark"] and (marked := key + word["mark"]) in trie:
                    yield start, marked

    def spellings(self, key: str) -> dict[str, list[Place]]:
        """Give what a folded spelling may be: as it is written, and the places."""
        found: dict[str, list[Place]] = {}
        for place in self.bearers(key):
            for name in dict.fromkeys((place.names.en, *_others(place))):
                if key in keys_of(name):
                    found.setdefault(name, []).append(place)
        return found

    def similar_keys(self, beginning: str) -> list[str]:
        """List the spellings that begin with some letters."""
        return [] if _HALF.search(beginning) else list(self._trie.keys(beginning))

    def _has_any(self, word: str) -> bool:
        """Whether any name begins with some words."""
        return next(self._trie.iterkeys(word), None) is not None

    def _find(self, place_id: str) -> Place | None:
        rows = self._rows(f"{ID}{place_id}")
        return self._place(rows[0]) if rows else None

    def _rows(self, key: str) -> list[int]:
        """Give the rows of a key; the trie cannot be asked for NUL or half a letter."""
        if "\0" in key or _HALF.search(key):
            return []
        return [row for (row,) in self._trie.get(key, ())]

    def _make(self, row: int) -> Place:
        return _place({n: c[row].as_py() for n, c in self._columns.items()})


def read_wide(folder: Path) -> WideGazetteer | None:
    """Open the wide gazetteer of a folder; ``None`` where it has none.

    Raises
    ------
    GazetteerError
        Only one of its two files is there, or one cannot be read.
    """
    table, trie = folder / TABLE, folder / TRIE
    if not table.exists() and not trie.exists():
        return None
    names = marisa_trie.RecordTrie("<I")
    try:
        rows = pa.ipc.open_file(pa.memory_map(str(table))).read_all()
        names.mmap(str(trie))
    except (OSError, RuntimeError, pa.ArrowException) as error:
        msg = (
            f"{folder.name}: {TABLE} and {TRIE} belong together and one cannot be "
            f"read ({error}); build them again with `make data`."
        )
        raise GazetteerError(msg) from error
    return WideGazetteer(rows, names)


def _place(row: dict[str, Any]) -> Place:
    return Place(
        id=row["id"],
        kind=Kind(row["kind"]),
        names=Names(en=row["name"], vi=row["vi"] or None),
        variants=tuple(row["variants"]),
        countries=tuple(row["countries"]),
        within=(row["within"],) if row["within"] else (),
        sign=Sign(row["sign"]),
        certainty=row["certainty"],
        wikidata=row["wikidata"] or None,
        geonames=row["geonames"] or None,
        population=row["population"] or None,
        tier=Tier(row["tier"]),
        needs_cue=row["cue"],
        versions=(_version(row),),
    )


def _version(row: dict[str, Any]) -> Version:
    shape = row["geometry"]
    return Version(
        valid_to=dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        geometry=shapely.from_wkb(shape)
        if shape
        else shapely.Point(row["lon"], row["lat"]),
        lon=row["lon"],
        lat=row["lat"],
        radius_m=row["radius_m"],
        basis=row["basis"],
        confidence=Confidence(row["confidence"]),
        source=row["source"],
        licence=row["licence"],
        attribution=row["attribution"],
        iso3166_2=row["iso3166_2"] or None,
    )


def _others(place: Place) -> tuple[str, ...]:
    return (*filter(None, (place.names.vi,)), *place.variants)

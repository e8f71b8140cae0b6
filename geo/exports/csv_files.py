"""CSV: mentions in the file asked for, and three tables beside it.

``atlas.csv`` holds the mentions; ``atlas-agreements.csv``, ``atlas-quotations.csv``
and ``atlas-places.csv`` stand beside it. UTF-8 with a byte order mark, so that a
spreadsheet reads Vietnamese and Khmer; a list within a cell is parted by ``; ``.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from geo.exports.files import is_stream, whole_files
from geo.exports.writing import Taken, writes_part

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.model import (
        Agreement,
        Evidence,
        Mention,
        Place,
        Version,
    )

BESIDE = ("agreements", "quotations", "places")
"""The tables beside the mentions, as the ends of their files' names."""
COLUMNS: dict[str, tuple[str, ...]] = {
    "mentions": (
        *("document", "passage", "start", "end", "exact", "role", "place", "name"),
        *("name_vi", "name_km", "kind", "lon", "lat", "radius_m", "score"),
        *("evidence", "attribution"),
    ),
    "agreements": (
        *("agreement", "type", "form", "title", "status", "proposed", "status_words"),
        *("promised_by", "parties", "places", "no_place_reason", "dates"),
        *("dates_from_elsewhere", "editor_note", "proposed_because", "quotations"),
    ),
    "quotations": (
        *("agreement", "proposed", "document", "passage", "start", "end", "quote"),
        *("title", "publisher"),
    ),
    "places": (
        *("place", "kind", "name", "name_vi", "name_km", "variants", "countries"),
        *("within", "valid_from", "valid_to", "lon", "lat", "radius_m", "certainty"),
        *("confidence", "basis", "wikidata", "geonames", "iso3166_2", "source"),
        *("licence", "attribution"),
    ),
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
        "mentions": [
            _mention(mention, part)
            for found in part.mentions.values()
            for mention in found
        ],
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
        writer.writerows(rows)


def _mention(mention: Mention, part: Atlas) -> _Row:
    document = part.document(mention.document_id)
    row: _Row = {
        "document": mention.document_id,
        "passage": mention.passage_id,
        "start": mention.start,
        "end": mention.end,
        "exact": mention.exact,
        "role": mention.role.value,
        "kind": mention.kind.value,
        "score": mention.score,
        "evidence": mention.evidence,
    }
    if mention.place_id is None:
        return row
    place = part.gazetteer[mention.place_id]
    version = place.on(document.geography_on) if document else None
    return {
        **row,
        "place": place.id,
        "name": place.names.en,
        "name_vi": place.names.vi,
        "name_km": place.names.km,
        "lon": version.lon if version else None,
        "lat": version.lat if version else None,
        "radius_m": version.radius_m if version else None,
        "attribution": version.attribution if version else None,
    }


def _agreement(agreement: Agreement) -> _Row:
    return {
        "agreement": agreement.id,
        "type": agreement.type.value,
        "form": agreement.form.value,
        "title": agreement.title,
        "status": agreement.status.value,
        "proposed": _truth(agreement.is_proposed),
        "status_words": agreement.status_words,
        "promised_by": agreement.promised_by,
        "parties": "; ".join(agreement.parties),
        "places": "; ".join(agreement.places),
        "no_place_reason": agreement.no_place_reason,
        "dates": "; ".join(f"{d.date} {d.what}" for d in agreement.dates),
        "dates_from_elsewhere": "; ".join(
            f"{d.date} {d.what} ({d.source})" for d in agreement.outside
        ),
        "editor_note": agreement.editor_note,
        "proposed_because": agreement.proposed_because,
        "quotations": len(agreement.evidence),
    }


def _quotation(agreement: Agreement, evidence: Evidence, part: Atlas) -> _Row:
    document = part.document(evidence.document_id)
    return {
        "agreement": agreement.id,
        "proposed": _truth(agreement.is_proposed),
        "document": evidence.document_id,
        "passage": evidence.passage_id,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "title": document.title if document else None,
        "publisher": document.publisher if document else None,
    }


def _place(place: Place, version: Version) -> _Row:
    return {
        "place": place.id,
        "kind": place.kind.value,
        "name": place.names.en,
        "name_vi": place.names.vi,
        "name_km": place.names.km,
        "variants": "; ".join(place.variants),
        "countries": "; ".join(place.countries),
        "within": "; ".join(place.within),
        "valid_from": _iso(version.valid_from),
        "valid_to": _iso(version.valid_to),
        "lon": version.lon,
        "lat": version.lat,
        "radius_m": version.radius_m,
        "certainty": place.certainty,
        "confidence": version.confidence.value,
        "basis": version.basis,
        "wikidata": place.wikidata,
        "geonames": place.geonames,
        "iso3166_2": version.iso3166_2,
        "source": version.source,
        "licence": version.licence,
        "attribution": version.attribution,
    }


def _truth(value: bool) -> str:  # noqa: FBT001 - it is what the cell says
    return "true" if value else "false"


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None

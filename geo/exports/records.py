"""The atlas as flat tables with fixed columns, and back.

Lists within a cell are JSON. What is derived (layers, landmarks) is left out: it is
computed again from what is here.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import shapely

from geo.errors import UsageError
from geo.model import (
    Agreement,
    AgreementType,
    Alternative,
    Confidence,
    Document,
    Evidence,
    Form,
    Kind,
    Mention,
    Names,
    Passage,
    Place,
    Role,
    Seat,
    Sign,
    StatedDate,
    Status,
    Tier,
    Version,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.atlas import Atlas

_Row = dict[str, Any]
_TYPES = MappingProxyType(
    {
        "": pa.string(),
        "day": pa.date32(),
        "number": pa.float64(),
        "shape": pa.binary(),
        "truth": pa.bool_(),
        "whole": pa.int64(),
    }
)


def _schema(columns: str) -> pa.Schema:
    """Read columns written as ``name`` for text and ``name:type`` for the rest."""
    pairs = (column.partition(":") for column in columns.split())
    return pa.schema([(name, _TYPES[kind]) for name, _, kind in pairs])


SCHEMAS = MappingProxyType(
    {
        "documents": _schema(
            "document title short_title publisher dated geography_on:day "
            "geography_reason language rights sha256 url"
        ),
        "passages": _schema("document passage start:whole end:whole text"),
        "agreements": _schema(
            "agreement type form title status status_words parties promised_by places "
            "pair no_place_reason editor_note proposed_because"
        ),
        "quotations": _schema("agreement document passage start:whole end:whole quote"),
        "dates": _schema("agreement stated date what words source note"),
        "mentions": _schema(
            "document passage start:whole end:whole exact role kind place "
            "score:number evidence alternatives"
        ),
        "places": _schema(
            "place kind name name_vi name_km variants countries sides within sign "
            "certainty wikidata geonames:whole seat seat_lon:number seat_lat:number "
            "population:whole tier needs_cue:truth "
            "valid_from:day valid_to:day lon:number lat:number radius_m:number "
            "basis confidence source licence attribution formed_from became "
            "legal_source iso3166_2 iso_note geometry:shape"
        ),
    }
)
"""The columns of each table; ``places`` has one row a version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What the tables hold: an atlas without what is derived."""

    documents: tuple[Document, ...]
    """Their text is empty unless all their passages are there."""
    places: tuple[Place, ...]
    agreements: tuple[Agreement, ...]
    mentions: tuple[Mention, ...]


def to_records(atlas: Atlas) -> Records:
    """Leave out what is derived, and every text that is not there as a whole."""
    return Records(
        documents=tuple(
            _with_text(document, document.passages) for document in atlas.documents
        ),
        places=tuple(atlas.gazetteer),
        agreements=atlas.agreements,
        mentions=tuple(m for found in atlas.mentions.values() for m in found),
    )


def to_tables(records: Records) -> dict[str, pa.Table]:
    """Convert records to tables, each with the columns of its schema."""
    rows: dict[str, list[_Row]] = {
        "documents": [_document_row(d) for d in records.documents],
        "passages": [_passage_row(p) for d in records.documents for p in d.passages],
        "agreements": [_agreement_row(a) for a in records.agreements],
        "quotations": [
            _quotation_row(a, e) for a in records.agreements for e in a.evidence
        ],
        "dates": [row for a in records.agreements for row in _date_rows(a)],
        "mentions": [_mention_row(m) for m in records.mentions],
        "places": [row for place in records.places for row in _place_rows(place)],
    }
    return {
        name: pa.Table.from_pylist(rows[name], schema=schema)
        for name, schema in SCHEMAS.items()
    }


def from_tables(tables: Mapping[str, pa.Table]) -> Records:
    """Convert tables back to the records that they were made of.

    Raises
    ------
    UsageError
        A table or a column is missing, or a value is not one that it can hold.
    """
    try:
        rows = {
            name: tables[name].select(schema.names).to_pylist()
            for name, schema in SCHEMAS.items()
        }
        passages = _group(rows["passages"], "document")
        quotations = _group(rows["quotations"], "agreement")
        dates = _group(rows["dates"], "agreement")
        return Records(
            documents=tuple(
                _document(row, passages.get(row["document"], []))
                for row in rows["documents"]
            ),
            places=tuple(_place(v) for v in _group(rows["places"], "place").values()),
            agreements=tuple(
                _agreement(
                    row,
                    quotations.get(row["agreement"], []),
                    dates.get(row["agreement"], []),
                )
                for row in rows["agreements"]
            ),
            mentions=tuple(_mention(row) for row in rows["mentions"]),
        )
    except (KeyError, ValueError, TypeError, shapely.errors.ShapelyError) as error:
        msg = f"Not tables of an atlas: {error}"
        raise UsageError(msg) from error


def _group(rows: Iterable[_Row], key: str) -> dict[str, list[_Row]]:
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return groups


def _list(texts: Iterable[Any]) -> str:
    return json.dumps(list(texts), ensure_ascii=False)


def _tuple(cell: str) -> tuple[str, ...]:
    return tuple(json.loads(cell))


# --- documents --------------------------------------------------------------------


def _document_row(document: Document) -> _Row:
    return {
        "document": document.id,
        "title": document.title,
        "short_title": document.short_title,
        "publisher": document.publisher,
        "dated": document.dated,
        "geography_on": document.geography_on,
        "geography_reason": document.geography_reason,
        "language": document.language,
        "rights": document.rights,
        "sha256": document.sha256,
        "url": document.url,
    }


def _passage_row(passage: Passage) -> _Row:
    return {
        "document": passage.document_id,
        "passage": passage.id,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


def _document(row: _Row, passages: Iterable[_Row]) -> Document:
    document = Document(
        **{key: row[key] for key in row if key != "document"},
        id=row["document"],
        text="",
    )
    found = (
        Passage(
            document_id=p["document"], id=p["passage"], start=p["start"], text=p["text"]
        )
        for p in passages
    )
    return _with_text(document, tuple(found))


def _with_text(document: Document, passages: tuple[Passage, ...]) -> Document:
    """Give the text that the passages tile, or none when one of them is missing."""
    text = "".join(passage.text for passage in passages)
    is_whole = hashlib.sha256(text.encode()).hexdigest() == document.sha256
    return replace(document, passages=passages, text=text if is_whole else "")


# --- agreements -------------------------------------------------------------------


def _agreement_row(agreement: Agreement) -> _Row:
    return {
        "agreement": agreement.id,
        "type": agreement.type.value,
        "form": agreement.form.value,
        "title": agreement.title,
        "status": agreement.status.value,
        "status_words": agreement.status_words,
        "parties": _list(agreement.parties),
        "promised_by": agreement.promised_by,
        "places": _list(agreement.places),
        "pair": _list(agreement.pair) if agreement.pair else None,
        "no_place_reason": agreement.no_place_reason,
        "editor_note": agreement.editor_note,
        "proposed_because": agreement.proposed_because,
    }


def _quotation_row(agreement: Agreement, evidence: Evidence) -> _Row:
    return {
        "agreement": agreement.id,
        "document": evidence.document_id,
        "passage": evidence.passage_id,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
    }


def _date_rows(agreement: Agreement) -> list[_Row]:
    stated = [("in the documents", date) for date in agreement.dates]
    outside = [("elsewhere", date) for date in agreement.outside]
    return [
        {
            "agreement": agreement.id,
            "stated": where,
            "date": date.date,
            "what": date.what,
            "words": date.words,
            "source": date.source,
            "note": date.note,
        }
        for where, date in (*stated, *outside)
    ]


def _agreement(
    row: _Row, quotations: Iterable[_Row], dates: Iterable[_Row]
) -> Agreement:
    stated: dict[str, list[StatedDate]] = {}
    for date in dates:
        fields = {k: date[k] for k in ("date", "what", "words", "source", "note")}
        stated.setdefault(date["stated"], []).append(StatedDate(**fields))
    pair = _tuple(row["pair"]) if row["pair"] else None
    return Agreement(
        id=row["agreement"],
        type=AgreementType(row["type"]),
        form=Form(row["form"]),
        title=row["title"],
        status=Status(row["status"]),
        status_words=row["status_words"],
        parties=_tuple(row["parties"]),
        promised_by=row["promised_by"],
        places=_tuple(row["places"]),
        pair=(pair[0], pair[1]) if pair else None,
        no_place_reason=row["no_place_reason"],
        editor_note=row["editor_note"],
        proposed_because=row["proposed_because"],
        evidence=tuple(
            Evidence(
                document_id=q["document"],
                passage_id=q["passage"],
                quote=q["quote"],
                start=q["start"],
                end=q["end"],
            )
            for q in quotations
        ),
        dates=tuple(stated.get("in the documents", ())),
        outside=tuple(stated.get("elsewhere", ())),
    )


# --- mentions ---------------------------------------------------------------------


def _mention_row(mention: Mention) -> _Row:
    return {
        "document": mention.document_id,
        "passage": mention.passage_id,
        "start": mention.start,
        "end": mention.end,
        "exact": mention.exact,
        "role": mention.role.value,
        "kind": mention.kind.value,
        "place": mention.place_id,
        "score": mention.score,
        "evidence": mention.evidence,
        "alternatives": _list(
            [a.place_id, a.score, a.evidence] for a in mention.alternatives
        ),
    }


def _mention(row: _Row) -> Mention:
    return Mention(
        document_id=row["document"],
        passage_id=row["passage"],
        start=row["start"],
        end=row["end"],
        exact=row["exact"],
        role=Role(row["role"]),
        kind=Kind(row["kind"]),
        place_id=row["place"],
        score=row["score"],
        evidence=row["evidence"],
        alternatives=tuple(
            Alternative(place_id=place, score=score, evidence=evidence)
            for place, score, evidence in json.loads(row["alternatives"])
        ),
    )


# --- places -----------------------------------------------------------------------


def _place_rows(place: Place) -> list[_Row]:
    shared: _Row = {
        "place": place.id,
        "kind": place.kind.value,
        "name": place.names.en,
        "name_vi": place.names.vi,
        "name_km": place.names.km,
        "variants": _list(place.variants),
        "countries": _list(place.countries),
        "sides": _list(list(side) for side in place.sides),
        "within": _list(place.within),
        "sign": place.sign.value,
        "certainty": place.certainty,
        "wikidata": place.wikidata,
        "geonames": place.geonames,
        "seat": place.seat.name if place.seat else None,
        "seat_lon": place.seat.lon if place.seat else None,
        "seat_lat": place.seat.lat if place.seat else None,
        "population": place.population,
        "tier": place.tier.value,
        "needs_cue": place.needs_cue,
    }
    return [{**shared, **_version_cells(version)} for version in place.versions]


def _version_cells(version: Version) -> _Row:
    return {
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
        "lon": version.lon,
        "lat": version.lat,
        "radius_m": version.radius_m,
        "basis": version.basis,
        "confidence": version.confidence.value,
        "source": version.source,
        "licence": version.licence,
        "attribution": version.attribution,
        "formed_from": _list(version.formed_from),
        "became": _list(version.became),
        "legal_source": version.legal_source,
        "iso3166_2": version.iso3166_2,
        "iso_note": version.iso_note,
        "geometry": shapely.to_wkb(version.geometry) if version.geometry else None,
    }


def _place(rows: list[_Row]) -> Place:
    row = rows[0]
    return Place(
        id=row["place"],
        kind=Kind(row["kind"]),
        names=Names(en=row["name"], vi=row["name_vi"], km=row["name_km"]),
        variants=_tuple(row["variants"]),
        countries=_tuple(row["countries"]),
        sides=tuple(tuple(side) for side in json.loads(row["sides"])),
        within=_tuple(row["within"]),
        sign=Sign(row["sign"]),
        certainty=row["certainty"],
        wikidata=row["wikidata"],
        geonames=row["geonames"],
        seat=_seat(row),
        population=row["population"],
        tier=Tier(row["tier"]),
        needs_cue=row["needs_cue"],
        versions=tuple(_version(version) for version in rows),
    )


def _seat(row: _Row) -> Seat | None:
    if row["seat"] is None:
        return None
    return Seat(name=row["seat"], lon=row["seat_lon"], lat=row["seat_lat"])


def _version(row: _Row) -> Version:
    same = (
        *("valid_from", "valid_to", "lon", "lat", "radius_m", "basis", "source"),
        *("licence", "attribution", "legal_source", "iso3166_2", "iso_note"),
    )
    return Version(
        **{key: row[key] for key in same},
        confidence=Confidence(row["confidence"]),
        formed_from=_tuple(row["formed_from"]),
        became=_tuple(row["became"]),
        geometry=shapely.from_wkb(row["geometry"]) if row["geometry"] else None,
    )

"""Linked Places Format 1.3: the gazetteer, with the passages that attest each name."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import mapping

from geo.citations import passage_label
from geo.exports.annotations import NAMES, name_text
from geo.exports.credits import list_sources, render_notice
from geo.exports.files import whole_file
from geo.exports.titles import EVERYTHING, Chosen, entitle
from geo.exports.writing import Taken, writes_part
from geo.fields import Family, to_record
from geo.model import Confidence, Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.model import Mention, Place, Version

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
"""The context that version 1.3 of the format still names."""
_DECIMALS = 6
_TYPES = MappingProxyType(
    {
        Kind.COUNTRY: ("A", "300128207", "nation"),
        Kind.PROVINCE: ("A", "300000774", "province"),
        Kind.MUNICIPALITY: ("A", "300232418", "administrative division"),
        Kind.CITY: ("P", "300008389", "city"),
        Kind.DISTRICT: ("A", "300000705", "district"),
        Kind.BORDER_CHECKPOINT: ("S", "300000809", "site"),
        Kind.CONNECTING_POINT: ("S", "300000809", "site"),
        Kind.SCHOOL: ("S", "300000809", "site"),
        Kind.MONUMENT: ("S", "300000809", "site"),
        Kind.RIVER: ("H", "300008707", "river"),
        Kind.LAKE: ("H", "300008680", "lake"),
        Kind.BASIN: ("L", "300387498", "drainage basin"),
        Kind.DELTA: ("L", "300008760", "delta"),
        Kind.SEA: ("H", "300008694", "sea"),
        Kind.BOUNDARY: ("L", "300387143", "borderland"),
        Kind.WATERS: ("H", "300266059", "body of water (natural)"),
        Kind.REGION: ("L", "300182722", "region (geographic)"),
    }
)
"""GeoNames class, and the concept of the Getty's thesaurus, of each kind."""
_CERTAINTY = MappingProxyType(
    {
        Confidence.A: "certain",
        Confidence.B: "less-certain",
        Confidence.C: "uncertain",
        Confidence.D: "uncertain",
    }
)
_Json = dict[str, Any]


@writes_part
def write_lpf(taken: Taken, path: Path) -> int:
    """Write the gazetteer and give the number of places."""
    part = taken.part
    collection = to_linked_places(part, taken.chosen)
    head = {key: value for key, value in collection.items() if key != "features"}
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False) for feature in collection["features"]
    )
    with whole_file(path) as draft:
        opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
        draft.write_text(
            f'{opening},\n "features": [\n{lines}\n]}}\n', encoding="utf-8"
        )
    return len(collection["features"])


def to_linked_places(part: Atlas, chosen: Chosen = EVERYTHING) -> _Json:
    """Convert a gazetteer to a collection of linked places."""
    attested: dict[str, list[Mention]] = {}
    for mention in part.all_mentions:
        if mention.place_id:
            attested.setdefault(mention.place_id, []).append(mention)
    return {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "indexing": {
            "@context": "https://schema.org/",
            "@type": "Dataset",
            "name": entitle(chosen),
            "creditText": render_notice(part),
            "license": sorted(set(list_sources(part).values())),
        },
        "features": [
            _feature(place, attested.get(place.id, ()), part)
            for place in part.gazetteer
        ],
    }


def place_iri(place_id: str) -> str:
    """Name a place for the whole world.

    >>> place_iri("tay_ninh")
    'urn:accord-atlas:place:tay_ninh'
    """
    return f"{NAMES}place:{place_id}"


def _feature(place: Place, mentions: Iterable[Mention], part: Atlas) -> _Json:
    fclass, concept, label = _TYPES[place.kind]
    mentions = tuple(mentions)
    return {
        "@id": place_iri(place.id),
        "type": "Feature",
        "properties": {
            "title": place.names.en,
            "ccodes": list(place.countries),
            "fclasses": [fclass],
            **to_record(place, Family.LINKED),
            "attribution": " · ".join(
                dict.fromkeys(v.attribution for v in place.versions if v.attribution)
            ),
        },
        "when": {"timespans": [_lifetime(place, mentions, part)]},
        "names": _names(place, mentions, part),
        "types": [
            {
                "identifier": f"aat:{concept}",
                "label": label,
                "sourceLabels": [{"label": place.kind.label, "lang": "en"}],
            }
        ],
        "geometry": {
            "type": "GeometryCollection",
            "geometries": [g for v in place.versions for g in _geometries(v)],
        },
        "links": _links(place),
        "relations": _relations(place, part),
        "descriptions": _descriptions(place),
    }


# --- when -------------------------------------------------------------------------


def _lifetime(place: Place, mentions: Iterable[Mention], part: Atlas) -> _Json:
    """Give when the place is known to have been.

    Without a recorded beginning that is, at the latest, its end, the day of the text
    that names it, or else the day of the atlas.
    """
    days = {document.id: document.geography_on for document in part.documents}
    first = place.versions[0].valid_from if place.versions else None
    last = place.versions[-1].valid_to if place.versions else None
    named = [days[m.document_id] for m in mentions if m.document_id in days]
    known = [*named, *([last] if last else [])] or list(days.values())
    return _timespan(first, last, attested=min(known, default=None))


def _timespan(
    start: dt.date | None, end: dt.date | None, *, attested: dt.date | None
) -> _Json:
    """Write a span; LPF wants a start, which may be a day before which it lies."""
    if start:
        beginning = {"in": start.isoformat()}
    else:
        beginning = {"latest": attested.isoformat()} if attested else {}
    return {"start": beginning, **({"end": {"in": end.isoformat()}} if end else {})}


# --- names ------------------------------------------------------------------------


def _names(place: Place, mentions: Iterable[Mention], part: Atlas) -> list[_Json]:
    """Give every name with the passages that bear it, or else with the gazetteer."""
    citations: dict[str, dict[str, _Json]] = {}
    languages: dict[str, str] = {}
    for mention in mentions:
        document = part.document(mention.document_id)
        languages[mention.exact] = document.language if document else ""
        key = f"{mention.document_id} {mention.passage_id}"
        cited = _cite(mention, part)
        citations.setdefault(mention.exact, {}).setdefault(key, cited)
    known = (
        *((place.names.en, "en"), (place.names.vi, "vi"), (place.names.km, "km")),
        *((variant, _tell_khmer(variant)) for variant in place.variants),
        *((half, _tell_khmer(half)) for side in place.sides for half in side),
        *((exact, languages[exact]) for exact in citations),
    )
    return [
        {
            "toponym": name,
            **({"lang": lang} if lang else {}),
            "citations": list(citations.get(name, {}).values())
            or [{"label": "Accord Atlas, gazetteer", "@id": place_iri(place.id)}],
        }
        for name, lang in dict.fromkeys(known)
        if name
    ]


def _tell_khmer(name: str) -> str:
    """Tell Khmer by its letters; of other spellings no language is recorded."""
    return "km" if any("\u1780" <= letter <= "\u17ff" for letter in name) else ""


def _cite(mention: Mention, part: Atlas) -> _Json:
    document = part.document(mention.document_id)
    if document is None:
        return {"label": mention.document_id}
    return {
        "label": (
            f"{document.title}, {passage_label(mention.passage_id)} "
            f"({document.publisher})"
        ),
        "year": document.geography_on.year,
        "@id": name_text(document),
    }


# --- geometry ---------------------------------------------------------------------


def _geometries(version: Version) -> list[_Json]:
    if version.geometry is None:
        return []
    rounded = shapely.transform(version.geometry, lambda xy: xy.round(_DECIMALS))
    known = _timespan(version.valid_from, version.valid_to, attested=version.valid_to)
    return [
        {
            **mapping(shapely.orient_polygons(rounded)),
            **({"when": {"timespans": [known]}} if known["start"] else {}),
            "citations": [{"label": f"{version.source} ({version.licence})"}],
            "certainty": _CERTAINTY[version.confidence],
        }
    ]


# --- links ------------------------------------------------------------------------


def _links(place: Place) -> list[_Json]:
    links = []
    if place.wikidata:
        links.append({"type": "exactMatch", "identifier": f"wd:{place.wikidata}"})
    if place.geonames:
        address = f"https://www.geonames.org/{place.geonames}/"
        links.append({"type": "exactMatch", "identifier": address})
    return links


def _relations(place: Place, part: Atlas) -> list[_Json]:
    relation, verb = "gvp:broaderPartitive", "part of"
    if place.kind is Kind.BORDER_CHECKPOINT:
        relation, verb = "gvp:tgn3000_related_to", "on the border of"
    whole = [
        {
            "relationType": relation,
            "relationTo": place_iri(other),
            "label": f"{verb} {part.gazetteer[other].names.en}",
        }
        for other in place.within
    ]
    formed = [
        {
            "relationType": "gvp:tgn3000_related_to",
            "relationTo": place_iri(other),
            "label": f"{verb} {part.gazetteer[other].names.en}",
            "when": {"timespans": [{"start": {"in": day.isoformat()}}]},
            **(
                {"citations": [{"label": version.legal_source}]}
                if version.legal_source
                else {}
            ),
        }
        for version in place.versions
        for verb, day, others in (
            ("formed from", version.valid_from, version.formed_from),
            ("became", version.valid_to, version.became),
        )
        for other in others
        if day and other != place.id
    ]
    return [*whole, *formed]


def _descriptions(place: Place) -> list[_Json]:
    certainty = f"Position: {place.certainty}." if place.certainty else ""
    basis = " ".join(dict.fromkeys(v.basis for v in place.versions if v.basis))
    words = f"{certainty} {basis}".strip()
    return [{"value": words, "lang": "en"}] if words else []

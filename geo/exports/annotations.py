"""W3C Web Annotations: a page a document, all of them in one JSON-LD file.

The file is a collection of pages. An annotation is either a mention, whose body is the
place, or a quotation, whose bodies are the agreement and its places; what else is
known of an agreement stands once, below its id. Both find their words by quotation
(with what stands before and after) and by position: code points of the text whose
sha-256 is given.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from geo.errors import UsageError
from geo.exports.credits import render_notice
from geo.exports.files import whole_file
from geo.exports.titles import EVERYTHING, Chosen, entitle
from geo.exports.writing import Taken, writes_part
from geo.fields import Family, Reading, fields_in, from_record, to_record
from geo.model import Agreement, Evidence, Mention, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.model import Document, Place

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NAMES = "urn:accord-atlas:"
"""What the atlas's own ids are relative to."""
_TERMS = {
    "atlas": NAMES,
    "geojson": "https://purl.org/geojson/vocab#",
    "altLabel": {"@id": "skos:altLabel", "@container": "@language"},
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "sha256": "https://schema.org/sha256",
    "title": "dcterms:title",
    "publisher": "dcterms:publisher",
    "source_rights": "dcterms:accessRights",
    "passage": "atlas:term:passage",
    "Agreement": "atlas:term:Agreement",
    "agreement": {"@id": "atlas:term:agreement", "@type": "@id"},
    "lat": "http://www.w3.org/2003/01/geo/wgs84_pos#lat",
    "long": "http://www.w3.org/2003/01/geo/wgs84_pos#long",
    "radius_m": "atlas:term:radius_m",
    "Place": "http://www.w3.org/2003/01/geo/wgs84_pos#SpatialThing",
    "exactMatch": {"@id": "skos:exactMatch", "@type": "@id"},
}
_READING = Reading(family=Family.ANNOTATION, keeps_unknown=True)
_AROUND = 32
"""Code points of prefix and suffix."""
_Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """What a file of annotations says."""

    mentions: Mapping[str, tuple[Mention, ...]]
    """By document id, in reading order."""
    evidence: Mapping[str, tuple[Evidence, ...]]
    """By agreement id, in the order of the register."""
    agreements: tuple[Agreement, ...]
    """With their evidence; none where the file says nothing else of them."""


@writes_part
def write_annotations(taken: Taken, path: Path) -> int:
    """Write mentions and quotations and give the number of annotations.

    Whole texts are never part of it: an annotation points into a text.
    """
    part = taken.part
    collection = to_annotations(part, taken.chosen)
    with whole_file(path) as draft:
        content = json.dumps(collection, ensure_ascii=False, indent=1)
        draft.write_text(f"{content}\n", encoding="utf-8")
    return int(collection["@graph"][0]["total"])


def to_annotations(part: Atlas, chosen: Chosen = EVERYTHING) -> _Json:
    """Convert an atlas to a collection and its pages, one a document."""
    pages = [_page(document, part) for document in part.documents]
    first = 0
    for page in pages:
        page["startIndex"] = first
        first += len(page["items"])
    for page, following in pairwise(pages):
        page["next"] = following["id"]
    collection: _Json = {
        "id": f"{NAMES}annotations",
        "type": "AnnotationCollection",
        "label": entitle(chosen),
        "rights": render_notice(part),
        "total": first,
    }
    if pages:
        collection |= {"first": pages[0]["id"], "last": pages[-1]["id"]}
    agreements = (_agreement(agreement) for agreement in part.agreements)
    return {
        "@context": [CONTEXT, _name_terms()],
        "@graph": [collection, *pages, *agreements],
    }


def _name_terms() -> _Json:
    """Name what the fields of mentions and agreements are; lists are JSON."""
    terms: _Json = {}
    for noun in (Mention, Agreement):
        for field in fields_in(noun, Family.ANNOTATION):
            name = field.name_in(Family.ANNOTATION)
            iri = f"atlas:term:{name}"
            terms[name] = {"@id": iri, "@type": "@json"} if field.is_nested else iri
    return terms | _TERMS


def _agreement(agreement: Agreement) -> _Json:
    return {
        "id": f"{NAMES}agreement:{agreement.id}",
        "type": "Agreement",
        **to_record(agreement, Family.ANNOTATION),
    }


def _page(document: Document, part: Atlas) -> _Json:
    source = _source(document)
    mentions = part.mentions.get(document.id, ())
    return {
        "id": f"{NAMES}annotations:{document.id}",
        "type": "AnnotationPage",
        "partOf": f"{NAMES}annotations",
        "label": document.short_title,
        "title": document.title,
        "publisher": document.publisher,
        "source_rights": document.rights,
        "items": [
            *(_mention(mention, document, source, part) for mention in mentions),
            *(
                _quotation(agreement, number, document, source, part)
                for agreement in part.agreements
                for number, evidence in enumerate(agreement.evidence)
                if evidence.document_id == document.id
            ),
        ],
    }


def name_text(document: Document) -> str:
    """Give the address of a text, or the name that its bytes have wherever they lie.

    A text without an address is named after RFC 6920 by its sha-256.
    """
    if document.url:
        return document.url
    digest = base64.urlsafe_b64encode(bytes.fromhex(document.sha256)).decode()
    return f"ni:///sha-256;{digest.rstrip('=')}"


def _source(document: Document) -> _Json:
    return {
        "id": name_text(document),
        "type": "Text",
        "format": "text/plain",
        "language": document.language,
        "sha256": document.sha256,
    }


def _target(
    document: Document, source: _Json, start: int, end: int, passage: str
) -> _Json:
    text = document.text
    return {
        "type": "SpecificResource",
        "source": source,
        "passage": passage,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - _AROUND) : start],
                "suffix": text[end : end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def _mention(mention: Mention, document: Document, source: _Json, part: Atlas) -> _Json:
    start, end = mention.start, mention.end
    bodies: list[_Json] = [
        {"type": "TextualBody", "purpose": "tagging", "value": mention.role.value}
    ]
    if mention.place_id:
        place = part.gazetteer[mention.place_id]
        bodies.insert(0, _identify(place, document))
    return {
        "id": f"{NAMES}mention:{document.id}:{start}-{end}:{mention.kind.value}",
        "type": "Annotation",
        "motivation": "identifying",
        **_made_by(mention),
        "body": bodies,
        "target": _target(document, source, start, end, mention.passage_id),
        **to_record(mention, Family.ANNOTATION),
    }


def _quotation(
    agreement: Agreement, number: int, document: Document, source: _Json, part: Atlas
) -> _Json:
    words = agreement.evidence[number]
    places = (part.gazetteer[place_id] for place_id in agreement.places)
    return {
        "id": f"{NAMES}quotation:{agreement.id}:{number}",
        "type": "Annotation",
        "motivation": "classifying",
        **_made_by(agreement),
        "agreement": f"{NAMES}agreement:{agreement.id}",
        "proposed_because": agreement.proposed_because,
        "body": [
            {
                "type": "TextualBody",
                "purpose": "classifying",
                "value": agreement.type.value,
            },
            {
                "type": "TextualBody",
                "purpose": "describing",
                "language": "en",
                "value": f"{agreement.title}: {agreement.standing}",
            },
            *(_identify(place, document) for place in places),
        ],
        "target": _target(document, source, words.start, words.end, words.passage_id),
    }


def _made_by(thing: Mention | Agreement) -> _Json:
    """Say who an annotation is of, and since when: the rules, or its readers."""
    if not thing.decided_by:
        if isinstance(thing, Agreement) and not thing.is_proposed:
            return {}
        return {"creator": {"type": "Software", "name": "Accord Atlas"}}
    return {
        "creator": [{"type": "Person", "name": name} for name in thing.decided_by],
        "created": thing.decided_at,
    }


def _identify(place: Place, document: Document) -> _Json:
    return {
        "type": "SpecificResource",
        "purpose": "identifying",
        "source": _place(place, document),
    }


def _place(place: Place, document: Document) -> _Json:
    labels = {"en": place.names.en, "vi": place.names.vi, "km": place.names.km}
    body: _Json = {
        "id": f"{NAMES}place:{place.id}",
        "type": "Place",
        "prefLabel": {lang: name for lang, name in labels.items() if name},
    }
    version = place.on(document.geography_on)
    if version and version.point:
        lon, lat = version.point
        body |= {"lat": lat, "long": lon, "radius_m": version.radius_m}
    same = [
        *(
            [f"http://www.wikidata.org/entity/{place.wikidata}"]
            if place.wikidata
            else []
        ),
        *([f"https://sws.geonames.org/{place.geonames}/"] if place.geonames else []),
    ]
    return body | ({"exactMatch": same} if same else {})


# --- back in ----------------------------------------------------------------------


def read_annotations(path: Path, documents: Iterable[Document]) -> Annotated:
    """Read annotations and verify each of them against its document.

    Parameters
    ----------
    path
        A file that ``write_annotations`` wrote, perhaps edited since.
    documents
        The texts that it points into, found by sha-256.

    Raises
    ------
    UsageError
        The file is not one of annotations, or an annotation's words are not at its
        offsets in its document; the message names it.
    """
    by_digest = {document.sha256: document for document in documents}
    try:
        nodes = json.loads(path.read_text(encoding="utf-8"))["@graph"]
        items = [item for node in nodes for item in node.get("items", ())]
        mentions: dict[str, list[Mention]] = {}
        evidence: dict[str, dict[int, Evidence]] = {}
        for item in items:
            document = by_digest[item["target"]["source"]["sha256"]]
            words = _verified(item, document)
            if item["motivation"] == "identifying":
                mention = _to_mention(item, words)
                mentions.setdefault(document.id, []).append(mention)
            else:
                agreement_id, number = item["id"].split(":")[-2:]
                evidence.setdefault(agreement_id, {})[int(number)] = words
        quoted = {
            key: tuple(words for _, words in sorted(found.items(), key=itemgetter(0)))
            for key, found in evidence.items()
        }
        agreements = tuple(
            _to_agreement(node, quoted) for node in nodes if node["type"] == "Agreement"
        )
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror})."
        raise UsageError(msg) from error
    except UsageError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"{path}: not a file of annotations ({error!r})."
        raise UsageError(msg) from error
    return Annotated(
        mentions={key: tuple(found) for key, found in mentions.items()},
        evidence=quoted,
        agreements=agreements,
    )


def _to_agreement(node: _Json, quoted: Mapping[str, tuple[Evidence, ...]]) -> Agreement:
    agreement_id = node["id"].removeprefix(f"{NAMES}agreement:")
    record = {key: value for key, value in node.items() if key not in {"id", "type"}}
    words = quoted.get(agreement_id, ())
    return from_record(Agreement, record, _READING, id=agreement_id, evidence=words)


def _verified(item: _Json, document: Document) -> Evidence:
    quote, position = item["target"]["selector"]
    start, end = position["start"], position["end"]
    if document.text[start:end] != quote["exact"]:
        msg = (
            f"{item['id']}: {quote['exact']!r} is not at {start} to {end} of "
            f"{document.id}; there stands {document.text[start:end]!r}."
        )
        raise UsageError(msg)
    return Evidence(
        document_id=document.id,
        passage_id=item["target"]["passage"],
        quote=quote["exact"],
        start=start,
        end=end,
    )


def _to_mention(item: _Json, words: Evidence) -> Mention:
    places = [
        body["source"]["id"].removeprefix(f"{NAMES}place:")
        for body in item["body"]
        if body.get("purpose") == "identifying"
    ]
    (role,) = (b["value"] for b in item["body"] if b.get("purpose") == "tagging")
    return from_record(
        Mention,
        item,
        _READING,
        document_id=words.document_id,
        passage_id=words.passage_id,
        start=words.start,
        end=words.end,
        exact=words.quote,
        role=Role(role),
        place_id=places[0] if places else None,
    )

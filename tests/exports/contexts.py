"""JSON-LD contexts at hand: what our files name is looked up here, never online.

Each is the part of its published context that our files use, term by term.
"""

from __future__ import annotations

from typing import Any

from geo.exports.annotations import CONTEXT as ANNO
from geo.exports.linked_places import CONTEXT as LPF

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
LPO = "http://linkedpasts.org/ontology/lpo_latest.ttl#"
SCHEMA = "https://schema.org/"


def _links(**terms: str) -> dict[str, Any]:
    return {term: {"@id": iri, "@type": "@id"} for term, iri in terms.items()}


def _sets(**terms: str) -> dict[str, Any]:
    return {term: {"@id": iri, "@container": "@set"} for term, iri in terms.items()}


CONTEXTS: dict[str, dict[str, Any]] = {
    ANNO: {
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dcterms": "http://purl.org/dc/terms/",
        "id": "@id",
        "type": "@type",
        "Annotation": f"{OA}Annotation",
        "AnnotationCollection": f"{AS}OrderedCollection",
        "AnnotationPage": f"{AS}OrderedCollectionPage",
        "SpecificResource": f"{OA}SpecificResource",
        "TextualBody": f"{OA}TextualBody",
        "TextQuoteSelector": f"{OA}TextQuoteSelector",
        "TextPositionSelector": f"{OA}TextPositionSelector",
        "Text": "http://purl.org/dc/dcmitype/Text",
        "identifying": f"{OA}identifying",
        "classifying": f"{OA}classifying",
        "describing": f"{OA}describing",
        "tagging": f"{OA}tagging",
        **_links(
            body=f"{OA}hasBody",
            target=f"{OA}hasTarget",
            source=f"{OA}hasSource",
            selector=f"{OA}hasSelector",
            partOf=f"{AS}partOf",
            first=f"{AS}first",
            last=f"{AS}last",
            next=f"{AS}next",
            rights="http://purl.org/dc/terms/rights",
        ),
        "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
        "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
        "exact": f"{OA}exact",
        "prefix": f"{OA}prefix",
        "suffix": f"{OA}suffix",
        "start": f"{OA}start",
        "end": f"{OA}end",
        "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
        "format": "http://purl.org/dc/elements/1.1/format",
        "language": "http://purl.org/dc/elements/1.1/language",
        "total": f"{AS}totalItems",
        "startIndex": f"{AS}startIndex",
    },
    LPF: {
        "id": "@id",
        "type": "@type",
        "Feature": "https://purl.org/geojson/vocab#Feature",
        "FeatureCollection": "https://purl.org/geojson/vocab#FeatureCollection",
        "properties": "https://purl.org/geojson/vocab#properties",
        "title": "http://purl.org/dc/terms/title",
        "ccodes": "http://www.geonames.org/ontology#countryCode",
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
        "identifier": "http://purl.org/dc/terms/identifier",
        "toponym": f"{LPO}toponym",
        "lang": "http://purl.org/dc/terms/language",
        "when": f"{LPO}when",
        "start": f"{LPO}has_start",
        "end": f"{LPO}has_end",
        "in": f"{LPO}in",
        "latest": f"{LPO}latest",
        "certainty": f"{LPO}has_certainty",
        "citations": "http://purl.org/spar/cito#cites",
        "geometry": "https://github.com/kgeographer/geojson-t/geometry",
        **_sets(
            features=f"{LPO}hasFeature",
            names=f"{LPO}name_attestation",
            timespans=f"{LPO}timespan",
            geometries=f"{LPO}setting",
            links=f"{LPO}link_attestation",
        ),
    },
    SCHEMA: {"@vocab": SCHEMA},
}


def load(address: str, _: object = None) -> dict[str, Any]:
    """Give a context by its address; any other address is an error."""
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": {"@context": CONTEXTS[address]},
    }

"""Linked Places in a JSON-LD processor, a GeoJSON model and a schema of its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from geojson_pydantic import FeatureCollection
from pyld import jsonld

from tests.exports.contexts import LPO, load
from tests.exports.sources import KHMER, VIETNAMESE, read_json, text_of

if TYPE_CHECKING:
    from tests.exports.conftest import Exports

DAY = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
MOMENT = {
    "type": "object",
    "properties": {"in": DAY, "earliest": DAY, "latest": DAY},
    "minProperties": 1,
    "additionalProperties": False,
}
WHEN = {
    "type": "object",
    "required": ["timespans"],
    "properties": {
        "timespans": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["start"],
                "properties": {"start": MOMENT, "end": MOMENT},
            },
        }
    },
}
CITATIONS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["label"],
        "properties": {
            "label": {"type": "string", "minLength": 1},
            "year": {"type": "integer"},
            "@id": {"type": "string", "pattern": "^[a-z]+:"},
        },
    },
}
CERTAINTY = {"enum": ["certain", "less-certain", "uncertain"]}
FEATURE = {
    "type": "object",
    "required": ["@id", "type", "properties", "names", "types", "geometry", "when"],
    "properties": {
        "@id": {"type": "string", "pattern": "^[a-z]+:"},
        "type": {"const": "Feature"},
        "properties": {
            "type": "object",
            "required": ["title", "fclasses"],
            "properties": {
                "title": {"type": "string", "minLength": 1},
                "ccodes": {"type": "array", "items": {"pattern": "^[A-Z]{2}$"}},
                "fclasses": {
                    "type": "array",
                    "minItems": 1,
                    "items": {"enum": list("AHLPRST")},
                },
            },
        },
        "when": WHEN,
        "names": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["toponym", "citations"],
                "properties": {
                    "toponym": {"type": "string", "minLength": 1},
                    "lang": {"pattern": "^[a-z]{2}$"},
                    "citations": CITATIONS,
                },
            },
        },
        "types": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["identifier", "label"],
                "properties": {"identifier": {"pattern": r"^aat:\d{9}$"}},
            },
        },
        "geometry": {
            "type": "object",
            "properties": {
                "type": {"const": "GeometryCollection"},
                "geometries": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["type", "coordinates", "citations", "certainty"],
                        "properties": {
                            "when": WHEN,
                            "citations": CITATIONS,
                            "certainty": CERTAINTY,
                        },
                    },
                },
            },
        },
        "links": {
            "type": "array",
            "items": {"properties": {"type": {"enum": ["exactMatch", "closeMatch"]}}},
        },
        "relations": {
            "type": "array",
            "items": {"required": ["relationType", "relationTo", "label"]},
        },
    },
}
"""The rules of version 1.3, as its documentation states them in words."""


def features_of(exports: Exports) -> dict[str, dict[str, Any]]:
    content = read_json(exports.path("lpf"))
    return {f["@id"].rpartition(":")[2]: f for f in content["features"]}


def test_every_place_follows_the_rules_of_the_format(exports: Exports) -> None:
    features = features_of(exports)
    assert features.keys() == set(exports.places.places)
    assert exports.count("lpf") == len(features)
    validator = jsonschema.Draft202012Validator(FEATURE)
    for feature in features.values():
        validator.validate(feature)


@pytest.mark.filterwarnings("ignore:GeometryCollection should not be used")
def test_it_is_geojson_too(exports: Exports) -> None:
    content = read_json(exports.path("lpf"))
    collection = FeatureCollection.model_validate(content)
    assert len(collection.features) == exports.count("lpf")


def test_a_json_ld_processor_finds_every_toponym(exports: Exports) -> None:
    content = read_json(exports.path("lpf"))
    for feature in content["features"]:
        # Rings are lists of lists of lists: the published context knows points only.
        feature.pop("geometry")
    content.pop("indexing")
    options = {"documentLoader": load}
    (collection,) = jsonld.expand(content, options=options)
    names = {
        name["@value"]
        for feature in collection[f"{LPO}hasFeature"]
        for attestation in feature[f"{LPO}name_attestation"]
        for name in attestation[f"{LPO}toponym"]
    }
    assert {VIETNAMESE, KHMER} <= names


def test_names_cite_the_passages_that_bear_them(exports: Exports) -> None:
    names = features_of(exports)["dong_nai"]["names"]
    by_toponym = {name["toponym"]: name for name in names}
    (cited,) = by_toponym["Dong Nai Province"]["citations"]
    assert "line 44" in cited["label"]
    assert cited["year"] == 2026
    assert "Dong Nai Province" in text_of("party-meeting")
    pairs = {(name["toponym"], name.get("lang")) for name in names}
    assert {(VIETNAMESE, "vi"), (VIETNAMESE, "en")} <= pairs


def test_a_province_has_the_outline_of_each_of_its_times(exports: Exports) -> None:
    before, after = features_of(exports)["dong_nai"]["geometry"]["geometries"]
    (span,) = before["when"]["timespans"]
    assert span == {"start": {"latest": "2025-06-30"}, "end": {"in": "2025-06-30"}}
    assert after["when"]["timespans"] == [{"start": {"in": "2025-07-01"}}]


def test_what_is_uncertain_says_so(exports: Exports) -> None:
    features = features_of(exports)
    (point,) = features["expressway_connecting_point"]["geometry"]["geometries"]
    assert point["certainty"] == "uncertain"
    assert features["moc_bai"]["geometry"]["geometries"] == []

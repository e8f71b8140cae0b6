"""Web Annotations in a JSON-LD processor, and read back."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from pyld import jsonld

from geo.errors import UsageError
from geo.exports.annotations import read_annotations, write_annotations
from geo.model import AgreementType
from tests.exports.contexts import AS, OA, load
from tests.exports.sources import KHMER, VIETNAMESE, read_json, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas import Atlas
    from tests.exports.conftest import Exports

LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"


def nodes_of(path: Path) -> list[dict[str, Any]]:
    flat = jsonld.flatten(read_json(path), options={"documentLoader": load})
    return list(flat)


def typed(nodes: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [node for node in nodes if kind in node.get("@type", ())]


def items_of(path: Path) -> list[dict[str, Any]]:
    return [
        item for page in read_json(path)["@graph"] for item in page.get("items", ())
    ]


def test_a_json_ld_processor_finds_a_page_a_document_and_every_annotation(
    exports: Exports,
) -> None:
    atlas = exports.atlas
    nodes = nodes_of(exports.path("annotations"))
    mentions = sum(len(found) for found in atlas.mentions.values())
    quotations = sum(len(agreement.evidence) for agreement in atlas.agreements)
    annotations = typed(nodes, f"{OA}Annotation")
    assert len(annotations) == mentions + quotations == exports.count("annotations")
    pages = typed(nodes, f"{AS}OrderedCollectionPage")
    assert len(pages) == len(atlas.documents)
    listed = [len(page[f"{AS}items"][0]["@list"]) for page in pages]
    (collection,) = typed(nodes, f"{AS}OrderedCollection")
    assert sum(listed) == collection[f"{AS}totalItems"][0]["@value"]
    labels = {label["@value"] for node in nodes for label in node.get(LABEL, ())}
    assert {VIETNAMESE, KHMER} <= labels


def test_every_selector_finds_its_words_with_what_stands_around_them(
    exports: Exports,
) -> None:
    documents = {d.sha256: d.id for d in exports.atlas.documents}
    for item in items_of(exports.path("annotations")):
        source = item["target"]["source"]
        text = text_of(documents[source["sha256"]])
        assert hashlib.sha256(text.encode()).hexdigest() == source["sha256"]
        quote, position = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])
        assert quote["prefix"] or start == 0


def test_the_body_of_a_mention_is_its_place(exports: Exports) -> None:
    places = [
        body["source"]
        for item in items_of(exports.path("annotations"))
        if item["motivation"] == "identifying"
        for body in item["body"]
        if body["purpose"] == "identifying"
    ]
    found = {place["id"]: place for place in places}
    assert len(places) > 200
    dong_nai = found["urn:accord-atlas:place:dong_nai"]
    assert dong_nai["prefLabel"]["vi"] == VIETNAMESE
    assert "http://www.wikidata.org/entity/Q33271" in dong_nai["exactMatch"]


def test_ids_are_unique_and_no_text_is_carried_along(exports: Exports) -> None:
    path = exports.path("annotations")
    ids = [item["id"] for item in items_of(path)]
    assert len(ids) == len(set(ids))
    content = path.read_text(encoding="utf-8")
    assert "text/plain" in content
    longest = max(len(text_of(d.id)) for d in exports.atlas.documents)
    assert all(len(line) < longest / 4 for line in content.splitlines())


@pytest.mark.parametrize("types", [None, [AgreementType.TRANSPORT]])
def test_the_round_trip_changes_nothing(
    atlas: Atlas, tmp_path: Path, types: list[AgreementType] | None
) -> None:
    path = tmp_path / "atlas.jsonld"
    write_annotations(atlas, path, types=types)
    read = read_annotations(path, atlas.documents)
    chosen = [a for a in atlas.agreements if types is None or a.type in types]
    assert dict(read.evidence) == {a.id: a.evidence for a in chosen}
    assert read.agreements == tuple(chosen)
    if types is None:
        assert dict(read.mentions) == dict(atlas.mentions)
        assert any(m.alternatives for found in read.mentions.values() for m in found)
    else:
        assert {m for found in read.mentions.values() for m in found} < {
            m for found in atlas.mentions.values() for m in found
        }


def test_words_that_are_not_at_their_offsets_are_refused_by_name(
    atlas: Atlas, exports: Exports, tmp_path: Path
) -> None:
    content = read_json(exports.path("annotations"))
    item = content["@graph"][1]["items"][3]
    item["target"]["selector"][1]["start"] += 1
    path = tmp_path / "altered.jsonld"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(UsageError, match="is not at") as refused:
        read_annotations(path, atlas.documents)
    assert str(refused.value).startswith(item["id"])
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match="not a file of annotations"):
        read_annotations(path, atlas.documents)

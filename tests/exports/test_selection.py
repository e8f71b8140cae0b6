"""The part of the atlas that is taken along."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.exports.selection import cited_passages, narrow, select
from geo.model import AgreementType

if TYPE_CHECKING:
    from geo.atlas import Atlas


def test_all_types_and_whole_texts_are_the_atlas_but_for_places_unnamed(
    atlas: Atlas,
) -> None:
    part = select(atlas, whole_texts=True)
    assert replace(part, gazetteer=atlas.gazetteer) == atlas
    named = {m.place_id for found in atlas.mentions.values() for m in found}
    assert named - {None} <= set(part.gazetteer.places) < set(atlas.gazetteer.places)


def test_without_whole_texts_only_the_cited_passages_are_there(atlas: Atlas) -> None:
    part = select(atlas)
    kept = {(p.document_id, p.id) for d in part.documents for p in d.passages}
    every = {(p.document_id, p.id) for d in atlas.documents for p in d.passages}
    assert kept == cited_passages(atlas) < every
    assert part.agreements == atlas.agreements
    assert part.mentions == atlas.mentions


def test_one_type_takes_its_places_and_passages_and_nothing_else(atlas: Atlas) -> None:
    part = select(atlas, [AgreementType.PROVINCIAL_COOPERATION])
    assert {a.type for a in part.agreements} == {AgreementType.PROVINCIAL_COOPERATION}
    (layer,) = part.layers
    assert len(layer.pairs) == 9
    named = {p for a in part.agreements for p in a.places}
    assert named == {f.place.id for f in layer.features} <= set(part.gazetteer.places)
    assert "vienna" not in part.gazetteer
    cited = cited_passages(part)
    assert {(p.document_id, p.id) for d in part.documents for p in d.passages} == cited
    for document_id, found in part.mentions.items():
        assert {(document_id, m.passage_id) for m in found} <= cited


def test_what_a_place_names_comes_with_it(atlas: Atlas) -> None:
    part = select(atlas, [AgreementType.PROVINCIAL_COOPERATION])
    for place in part.gazetteer:
        others = {o for v in place.versions for o in (*v.formed_from, *v.became)}
        assert {*place.within, *others} <= set(part.gazetteer.places)


def test_agreements_can_be_chosen_one_by_one(atlas: Atlas) -> None:
    wanted = atlas.agreements[:2]
    part = narrow(atlas, wanted)
    assert part.agreements == wanted
    features = [f for layer in part.layers for f in layer.features]
    assert all(set(feature.agreements) <= set(wanted) for feature in features)


def test_nothing_chosen_is_an_empty_atlas(atlas: Atlas) -> None:
    part = select(atlas, [])
    assert part.agreements == part.layers == part.landmarks == part.documents == ()
    assert len(part.gazetteer) == 0

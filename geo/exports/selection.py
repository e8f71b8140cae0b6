"""The part of an atlas that is taken along."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.places.gazetteer import build_gazetteer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from geo.atlas import Atlas
    from geo.model import Agreement, AgreementType, Document, Landmark, Layer, Mention
    from geo.places.gazetteer import Gazetteer

_PassageKeys = set[tuple[str, str]]


def select(
    atlas: Atlas,
    types: Collection[AgreementType] | None = None,
    *,
    whole_texts: bool = False,
) -> Atlas:
    """Give the atlas of some agreement types, with the passages that it cites.

    Parameters
    ----------
    atlas
        It stays as it is.
    types
        ``None`` for all of them.
    whole_texts
        Keep every passage. Without it the documents hold the passages that an
        agreement or a landmark cites, and no other: the texts are their
        publishers'. Offsets stay those of the whole text.

    See Also
    --------
    narrow
        By agreements instead of by types.
    """
    if types is None:
        part = atlas if whole_texts else _cite_only(atlas)
        return replace(part, gazetteer=_needed(part))
    chosen = [agreement for agreement in atlas.agreements if agreement.type in types]
    return narrow(atlas, chosen, whole_texts=whole_texts)


def narrow(
    atlas: Atlas, agreements: Iterable[Agreement], *, whole_texts: bool = False
) -> Atlas:
    """Give the atlas of some agreements: their places, passages and mentions.

    Mentions are those of the passages that are cited. Landmarks stay as long as
    there is any agreement to orient.
    """
    wanted = {agreement.id for agreement in agreements}
    ours = tuple(a for a in atlas.agreements if a.id in wanted)
    landmarks = atlas.landmarks if ours else ()
    cited = _cited(ours, landmarks)
    mentions = {
        document_id: tuple(m for m in found if (document_id, m.passage_id) in cited)
        for document_id, found in atlas.mentions.items()
    }
    layers = tuple(_narrow_layer(layer, wanted) for layer in atlas.layers)
    part = replace(
        atlas,
        documents=tuple(
            d if whole_texts else _keep_passages(d, cited)
            for d in atlas.documents
            if any(document_id == d.id for document_id, _ in cited)
        ),
        agreements=ours,
        layers=tuple(y for y in layers if y.features or y.pairs),
        landmarks=landmarks,
        mentions={key: found for key, found in mentions.items() if found},
    )
    return replace(part, gazetteer=_needed(part))


def cited_passages(atlas: Atlas) -> _PassageKeys:
    """Give document and passage of all words that something drawn or listed cites."""
    return _cited(atlas.agreements, atlas.landmarks)


def _cite_only(atlas: Atlas) -> Atlas:
    cited = cited_passages(atlas)
    documents = tuple(_keep_passages(d, cited) for d in atlas.documents)
    return replace(atlas, documents=documents)


def _cited(
    agreements: Iterable[Agreement], landmarks: Iterable[Landmark]
) -> _PassageKeys:
    return {
        *((e.document_id, e.passage_id) for a in agreements for e in a.evidence),
        *((m.document_id, m.passage_id) for mark in landmarks for m in mark.mentions),
    }


def _keep_passages(document: Document, cited: _PassageKeys) -> Document:
    kept = tuple(p for p in document.passages if (document.id, p.id) in cited)
    return replace(document, passages=kept)


def _narrow_layer(layer: Layer, wanted: set[str]) -> Layer:
    features = (
        replace(f, agreements=tuple(a for a in f.agreements if a.id in wanted))
        for f in layer.features
    )
    return replace(
        layer,
        features=tuple(feature for feature in features if feature.agreements),
        pairs=tuple(pair for pair in layer.pairs if pair.agreement.id in wanted),
    )


def _needed(part: Atlas) -> Gazetteer:
    """Keep the places that are named, and those that their records name."""
    todo = {
        *(
            place_id
            for a in part.agreements
            for place_id in (*a.places, *(a.pair or ()))
        ),
        *(mark.place.id for mark in part.landmarks),
        *_named(part.mentions),
    }
    kept: set[str] = set()
    while todo:
        place = part.gazetteer[todo.pop()]
        kept.add(place.id)
        versions = place.versions
        others = (o for v in versions for o in (*v.formed_from, *v.became))
        todo |= {*place.within, *others} - kept
    return build_gazetteer(place for place in part.gazetteer if place.id in kept)


def _named(mentions: Mapping[str, Iterable[Mention]]) -> set[str]:
    return {m.place_id for found in mentions.values() for m in found if m.place_id}

"""What of the atlas the page shows: by type, status, document and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.citations import passage_key
from geo.model import UNITS, Part
from geo.places.gazetteer import Gazetteer
from geo.places.geocoding import geocode
from geo.text.search import find_any, has_words, split_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from geo.atlas import Atlas
    from geo.model import Agreement, AgreementType, Place, Status


_SURE = 0.9
"""The score from which a name is taken to be the place's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is asked for; what is empty asks for nothing."""

    statuses: tuple[Status, ...] = ()
    documents: tuple[str, ...] = ()
    words: str = ""

    @property
    def asks(self) -> bool:
        """Whether anything is left out."""
        return bool(self.statuses or self.documents or self.words.strip())


def filter_agreements(atlas: Atlas, asked: Filter) -> tuple[Agreement, ...]:
    """Give the agreements of every type that a filter lets through."""
    return tuple(a for a in atlas.agreements if _passes(a, atlas, asked))


def _passes(agreement: Agreement, atlas: Atlas, asked: Filter) -> bool:
    if asked.statuses and agreement.status not in asked.statuses:
        return False
    if asked.documents and not any(
        e.document_id in asked.documents for e in agreement.evidence
    ):
        return False
    return not asked.words.strip() or _has_words(agreement, atlas, asked.words)


def _has_words(agreement: Agreement, atlas: Atlas, words: str) -> bool:
    said = (
        agreement.title,
        *agreement.parties,
        *(agreement.says(part) for part in Part),
        *(evidence.quote for evidence in agreement.evidence),
    )
    places = [atlas.gazetteer[place_id] for place_id in agreement.places]
    names = (n for p in places for n in (*_names_of(p), p.kind.label))
    everything = " | ".join((*said, *names))
    return all(has_words(everything, word) for word in split_words(words))


def place_has_words(place: Place, words: str) -> bool:
    """Whether one of a place's names, in any language, has some words."""
    everything = " | ".join((*_names_of(place), place.kind.label))
    return all(has_words(everything, word) for word in split_words(words))


def _names_of(place: Place) -> tuple[str, ...]:
    names = (place.names.en, place.names.vi, place.names.km, *place.variants)
    return tuple(name for name in names if name)


def known_places(atlas: Atlas) -> tuple[Place, ...]:
    """Give the places that the page can tell of: those in use, and every province.

    The gazetteer holds the cities of the world besides, which no text here names.
    """
    used = {
        *(place_id for a in atlas.agreements for place_id in a.places),
        *(m.place_id for m in atlas.all_mentions),
        *(landmark.place.id for landmark in atlas.landmarks),
    }
    return tuple(p for p in atlas.gazetteer if p.kind in UNITS or p.id in used)


def allowed_marks(atlas: Atlas, agreements: Collection[Agreement]) -> list[str]:
    """Give the ids of the marks that stand for one of some agreements."""
    ids = {agreement.id for agreement in agreements}
    return [
        mark
        for layer in atlas.layers
        for mark in (
            *(f.id for f in layer.features if any(a.id in ids for a in f.agreements)),
            *(pair.key for pair in layer.pairs if pair.agreement.id in ids),
        )
    ]


def allowed_landmarks(atlas: Atlas, asked: Filter) -> list[str]:
    """Give the ids of the landmarks that a filter lets through."""
    if asked.statuses:
        return []
    return [
        landmark.id
        for landmark in atlas.landmarks
        if (
            not asked.documents
            or any(m.document_id in asked.documents for m in landmark.mentions)
        )
        and (not asked.words.strip() or place_has_words(landmark.place, asked.words))
    ]


def count_by_type(agreements: Collection[Agreement]) -> Mapping[AgreementType, int]:
    """Count agreements by type; a type without any is absent."""
    counts: dict[AgreementType, int] = {}
    for agreement in agreements:
        counts[agreement.type] = counts.get(agreement.type, 0) + 1
    return counts


def find_hits(atlas: Atlas, words: str) -> dict[str, tuple[tuple[int, int], ...]]:
    """Find some words in every document: offsets by document id, none left empty."""
    hits = {d.id: find_any(d.text, words) for d in atlas.documents}
    return {document_id: spans for document_id, spans in hits.items() if spans}


def find_drawn(atlas: Atlas, words: str) -> str:
    """Give the place on the map that bears a name in some spelling, or nothing."""
    day = max((d.geography_on for d in atlas.documents), default=None)
    if day is None or not words.strip():
        return ""
    drawn = {f.place.id for f in atlas.features}
    drawn |= {landmark.place.id for landmark in atlas.landmarks}
    gazetteer = _part_of(atlas.gazetteer, drawn)
    candidates = geocode(gazetteer, words, day, limit=len(gazetteer))
    return next(
        (
            candidate.place.id
            for candidate in candidates
            if candidate.score >= _SURE and candidate.place.id in drawn
        ),
        "",
    )


def _part_of(gazetteer: Gazetteer, place_ids: Collection[str]) -> Gazetteer:
    """Give a gazetteer of some places, and of all that these lie within.

    A town is spelled in every way that its province is, drawn or not.
    """
    part: dict[str, Place] = {}
    left = list(place_ids)
    while left:
        place_id = left.pop()
        if place_id not in part:
            part[place_id] = gazetteer[place_id]
            left += part[place_id].within
    return Gazetteer(part)


def passage_at(atlas: Atlas, document_id: str, offset: int) -> str:
    """Name the passage of a document that an offset lies in, as an address does."""
    document = atlas.document(document_id)
    passages = document.passages if document else ()
    return next(
        (
            passage_key(p.document_id, p.id)
            for p in passages
            if p.start <= offset < p.end
        ),
        "",
    )

"""The tables: all that the map says, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.maps.markup import cite, list_evidence, render
from geo.model import NO_DATE_STATED, AgreementType, Firmness, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.atlas import Atlas
    from geo.model import Agreement, Mention, Place

_FIRMEST_FIRST = [*Firmness, None]
_CITED = 4
"""Passages that a place's row names; the rest is counted."""


def render_agreements(agreements: Iterable[Agreement], atlas: Atlas) -> str:
    """Write agreements as a table, each with its words and its places."""
    return render("agreements", agreements=[_describe(a, atlas) for a in agreements])


def _describe(agreement: Agreement, atlas: Atlas) -> dict[str, Any]:
    return {
        "agreement": agreement,
        "quotes": quotes_of(agreement, atlas),
        "pair": "--".join(agreement.pair or ()),
        "mark": "--".join(agreement.pair or agreement.places[:1]),
        "places": [atlas.gazetteer[place_id] for place_id in agreement.places],
        "firmness": _FIRMEST_FIRST.index(agreement.firmness),
        "due": f"{agreement.due in {'', NO_DATE_STATED}:d} {agreement.due}",
    }


def quotes_of(agreement: Agreement, atlas: Atlas) -> list[dict[str, Any]]:
    """Give the quotations of an agreement, each with where it stands."""
    return [
        cited | {"runs": [(cited["of"].quote, False)]}
        for cited in list_evidence(agreement.evidence, atlas)
    ]


def render_places(atlas: Atlas) -> str:
    """Write the places that the agreements or the texts name, as a table."""
    mentions = _literal_mentions(atlas)
    types = _types_of_places(atlas)
    named = [p for p in atlas.gazetteer if p.id in types or p.id in mentions]
    return render(
        "places",
        places=[
            _describe_place(place, types.get(place.id, ()), mentions, atlas)
            for place in sorted(named, key=lambda place: place.names.en)
        ],
    )


def _literal_mentions(atlas: Atlas) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for mention in atlas.all_mentions:
        if mention.place_id and mention.role is not Role.ACTOR:
            found.setdefault(mention.place_id, []).append(mention)
    return found


def _types_of_places(atlas: Atlas) -> dict[str, tuple[AgreementType, ...]]:
    found: dict[str, list[AgreementType]] = {}
    for agreement in atlas.agreements:
        for place_id in agreement.places:
            types = found.setdefault(place_id, [])
            if agreement.type not in types:
                types.append(agreement.type)
    return {place_id: tuple(types) for place_id, types in found.items()}


def _describe_place(
    place: Place,
    types: Sequence[AgreementType],
    mentions: dict[str, list[Mention]],
    atlas: Atlas,
) -> dict[str, Any]:
    found = mentions.get(place.id, [])
    passages = list(dict.fromkeys((m.document_id, m.passage_id) for m in found))
    return {
        "place": place,
        "types": types,
        "cited": [cite(d, p, atlas) for d, p in passages[:_CITED]],
        "rest": max(0, len(passages) - _CITED),
    }

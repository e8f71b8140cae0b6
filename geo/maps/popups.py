"""Popups: what a mark says of itself, with the words that put it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.maps.markup import (
    cite,
    group_by_words,
    light,
    link,
    list_evidence,
    render,
)
from geo.model import Kind, Sign
from geo.places.measures import distance_m
from geo.wording.messages import _, spoken
from geo.wording.values import say_day, say_list, say_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.atlas import Atlas
    from geo.model import Agreement, Feature, Landmark, Mention, Pair, Place, Version

_PAGE = "../../"
"""The dashboard's address, seen from inside the map's frame."""
_CHECKPOINTS = {Kind.BORDER_CHECKPOINT}
_AROUND = 110
"""Code points shown on either side of a mention."""
_NOTHING: dict[str, Any] = {
    "doubt": "",
    "groups": (),
    "mentions": (),
    "empty": False,
    "certainty": "",
    "point": "",
    "source": "",
    "between": "",
    "reach": "",
}
"""What a popup says where there is nothing to say."""


def render_feature_popup(feature: Feature, atlas: Atlas) -> str:
    """Write the popup of a place within one agreement type."""
    place = feature.place
    return render(
        "popup",
        **_NOTHING
        | _certainty(place, feature.version)
        | {
            "heads": [place.names],
            "kind": _describe_kind(feature),
            "groups": _groups(feature.agreements, atlas, place.id, {place.id}),
            "reach": _describe_reach(place, feature.version, atlas),
        },
    )


def _describe_kind(feature: Feature) -> str:
    """Say what a place is and what its agreements are about, once where it is one."""
    kind, about = _(feature.place.kind.label), _(feature.agreement_type.label)
    return about if about.lower().startswith(kind.lower()) else f"{kind} · {about}"


def render_landmark_popup(landmark: Landmark, atlas: Atlas) -> str:
    """Write the popup of a place that no agreement is about."""
    place = landmark.place
    shown = first_mentions(landmark)
    is_unsure = bool(shown) and not any(mention.is_sure for mention in shown)
    return render(
        "popup",
        **_NOTHING
        | _certainty(place, landmark.version)
        | {
            "heads": [place.names],
            "kind": _("{kind} · named, no agreement is about it").format(
                kind=_(place.kind.label)
            ),
            "doubt": shown[0].evidence if is_unsure else "",
            "mentions": quote_mentions(shown, atlas),
            "empty": not shown,
        },
    )


def first_mentions(landmark: Landmark) -> list[Mention]:
    """Give the first mention of a landmark in each passage."""
    shown: dict[tuple[str, str], Mention] = {}
    for mention in landmark.mentions:
        shown.setdefault((mention.document_id, mention.passage_id), mention)
    return list(shown.values())


def quote_mentions(mentions: Iterable[Mention], atlas: Atlas) -> list[dict[str, Any]]:
    """Quote mentions with some words around them, each cited."""
    return [
        _cite(m.document_id, m.passage_id, atlas, m.place_id or "")
        | {"runs": _words_around(m, atlas)}
        for m in mentions
    ]


def _words_around(mention: Mention, atlas: Atlas) -> list[tuple[str, bool]]:
    passage = atlas.passage(mention.document_id, mention.passage_id)
    start = mention.start - (passage.start if passage else mention.start)
    text = passage.text if passage else mention.exact
    end = start + len(mention.exact)
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return [
        (f"{'… ' if start > _AROUND else ''}{before.lstrip()}", False),
        (mention.exact, True),
        (f"{after.rstrip()}{' …' if end + _AROUND < len(text) else ''}", False),
    ]


def _cite(
    document_id: str, passage_id: str, atlas: Atlas, chosen: str
) -> dict[str, Any]:
    """Cite a passage with a link that opens the page at it, ``chosen`` on the map."""
    cited = cite(document_id, passage_id, atlas)
    return cited | {"href": link(_PAGE, place=chosen, passage=cited["key"])}


def _certainty(place: Place, version: Version) -> dict[str, Any]:
    return {
        "certainty": place.certainty,
        "point": _describe_point(place, version),
        "source": version.attribution,
    }


def _describe_point(place: Place, version: Version) -> str:
    """Give the coordinates of a pin; an area and an unfixed site have none."""
    if place.sign is not Sign.PIN or version.lon is None or version.lat is None:
        return ""
    north = _("{degrees}° N") if version.lat >= 0 else _("{degrees}° S")
    east = _("{degrees}° E") if version.lon >= 0 else _("{degrees}° W")
    return (
        f"{north.format(degrees=say_number(abs(version.lat), 4))}, "
        f"{east.format(degrees=say_number(abs(version.lon), 4))}. "
    )


def render_pair_popup(pairs: Sequence[Pair], atlas: Atlas) -> str:
    """Write the popup of the line between two places, with all that it stands for."""
    pair = pairs[0]
    agreements = tuple(one.agreement for one in pairs)
    ends = {pair.from_place.id, pair.to_place.id}
    return render(
        "popup",
        **_NOTHING
        | {
            "heads": [pair.from_place.names, pair.to_place.names],
            "kind": f"{_('pair of provinces')} · {_(pair.agreement.type.label)}",
            "groups": _groups(agreements, atlas, pair.key, ends),
            "between": f"{describe_border(pair)} {_describe_seats(pair)}",
        },
    )


def describe_border(pair: Pair) -> str:
    """Say whether a pair shares a border, and since when where a merger gave it."""
    one, other = name_of(pair.from_place), name_of(pair.to_place)
    if not pair.border.is_shared:
        return _("{place} and {partner} do not share a border on {day}.").format(
            place=one, partner=other, day=say_day(pair.day)
        )
    if pair.border.since is None:
        return _("{place} and {partner} share a border.").format(
            place=one, partner=other
        )
    return _(
        "{place} borders {partner} since {day}, through what was {before}."
    ).format(
        place=one,
        partner=other,
        day=say_day(pair.border.since),
        before=say_list([name_of(place) for place in pair.border.through]),
    )


def name_of(place: Place) -> str:
    """Name a place within a sentence, in the language of the sentence."""
    return getattr(place.names, spoken()) or place.names.en


def _describe_seats(pair: Pair) -> str:
    one, other = pair.from_place.seat, pair.to_place.seat
    if one is None or other is None:
        return ""
    apart = distance_m(one.lon, one.lat, other.lon, other.lat) / 1000
    return _(
        "Their seats, {seat} and {other}, lie {distance} km apart in a straight line; "
        "the line on the map follows no road."
    ).format(seat=one.name, other=other.name, distance=say_number(apart))


def _describe_reach(place: Place, version: Version, atlas: Atlas) -> str:
    """Say how far a border checkpoint lies from the seats of its provinces."""
    seats = [
        atlas.gazetteer[i].seat for i in place.within if place.kind in _CHECKPOINTS
    ]
    if version.point is None:
        return ""
    lon, lat = version.point
    reaches = [
        _("{seat} {distance} km").format(
            seat=seat.name,
            distance=say_number(distance_m(lon, lat, seat.lon, seat.lat) / 1000),
        )
        for seat in seats
        if seat
    ]
    return ", ".join(reaches)


def _groups(
    agreements: Iterable[Agreement], atlas: Atlas, chosen: str, lit: set[str]
) -> list[dict[str, Any]]:
    """Give agreements; those that stand on the same words share the quotation."""
    return [
        {
            "about": about,
            "shares_status": len(about) > 1 and len(_statuses(about)) == 1,
            "quotes": quote_evidence(about[0], atlas, chosen, lit),
        }
        for about in group_by_words(agreements)
    ]


def _statuses(agreements: Sequence[Agreement]) -> set[tuple[object, ...]]:
    return {(a.standing, a.status_words, a.promise) for a in agreements}


def quote_evidence(
    agreement: Agreement, atlas: Atlas, chosen: str, lit: set[str]
) -> list[dict[str, Any]]:
    """Quote what an agreement stands on, the mentions of the lit places marked."""
    return [
        cited
        | _cite(cited["of"].document_id, cited["of"].passage_id, atlas, chosen)
        | {
            "runs": light(
                cited["of"], atlas.mentions.get(cited["of"].document_id, ()), lit
            )
        }
        for cited in list_evidence(agreement.evidence, atlas)
    ]

"""Popups: what a mark says of itself, with the words that put it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.citations import passage_key, passage_label
from geo.maps.escaping import address, escape_text
from geo.model import Kind, Sign
from geo.places.measures import distance_m

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from geo.atlas import Atlas
    from geo.model import (
        Agreement,
        Evidence,
        Feature,
        Landmark,
        Mention,
        Names,
        Pair,
        Place,
        Version,
    )

_PAGE = "../../"
"""The dashboard's address, seen from inside the map's frame."""
_CHECKPOINTS = {Kind.BORDER_CHECKPOINT}
_AROUND = 110
"""Code points shown on either side of a mention."""


def render_names(names: Names) -> str:
    """Write a name in every language; the page shows the one chosen.

    What has no name in a language is shown by its English one.
    """
    return "".join(
        f'<span class="name name-{chosen}" lang="{spoken}">{escape_text(name)}</span>'
        for chosen, name, spoken in _names_by_language(names)
    )


def _names_by_language(names: Names) -> Iterable[tuple[str, str, str]]:
    for language in ("en", "vi", "km"):
        name = getattr(names, language)
        yield language, name or names.en, language if name else "en"


def render_feature_popup(feature: Feature, atlas: Atlas) -> str:
    """Write the popup of a place within one agreement type."""
    place = feature.place
    return (
        f"<h3>{render_names(place.names)}</h3>"
        f'<p class="kind">{escape_text(_describe_kind(feature))}</p>'
        + _render_agreements(feature.agreements, atlas, place.id, {place.id})
        + _render_certainty(place, feature.version)
        + _describe_reach(place, feature.version, atlas)
    )


def _describe_kind(feature: Feature) -> str:
    """Say what a place is and what its agreements are about, once where it is one."""
    kind, about = feature.place.kind.label, feature.agreement_type.label
    return about if about.lower().startswith(kind.lower()) else f"{kind} · {about}"


def render_landmark_popup(landmark: Landmark, atlas: Atlas) -> str:
    """Write the popup of a place that no agreement is about."""
    place = landmark.place
    shown: dict[tuple[str, str], Mention] = {}
    for mention in landmark.mentions:
        shown.setdefault((mention.document_id, mention.passage_id), mention)
    words = "".join(_render_mention(m, atlas) for m in shown.values())
    doubt = (
        ""
        if not shown or any(m.is_sure for m in shown.values())
        else (
            '<p class="proposal"><b>Not sure:</b> '
            f"{escape_text(next(iter(shown.values())).evidence)}.</p>"
        )
    )
    return (
        f"<h3>{render_names(place.names)}</h3>"
        f'<p class="kind">{escape_text(place.kind.label)} · named, '
        "no agreement is about it</p>"
        + doubt
        + (words or "<p>No document names it; it is drawn for orientation.</p>")
        + _render_certainty(place, landmark.version)
    )


def _render_mention(mention: Mention, atlas: Atlas) -> str:
    passage = atlas.passage(mention.document_id, mention.passage_id)
    start = mention.start - (passage.start if passage else mention.start)
    text = passage.text if passage else mention.exact
    end = start + len(mention.exact)
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return (
        f"<blockquote>“{'… ' if start > _AROUND else ''}{escape_text(before.lstrip())}"
        f"<mark>{escape_text(mention.exact)}</mark>{escape_text(after.rstrip())}"
        f"{' …' if end + _AROUND < len(text) else ''}”</blockquote>"
        + _render_citation(
            mention.document_id, mention.passage_id, atlas, mention.place_id or ""
        )
    )


def _render_citation(
    document_id: str, passage_id: str, atlas: Atlas, chosen: str
) -> str:
    document = atlas.document(document_id)
    title = document.short_title if document else document_id
    key = passage_key(document_id, passage_id)
    label = f"{title}, {passage_label(passage_id)}"
    href = address(_PAGE, place=chosen, passage=key)
    return (
        f'<p class="cite"><a href="{href}" target="_blank" rel="noopener" '
        f'data-passage="{escape_text(key)}">{escape_text(label)}</a></p>'
    )


def _render_certainty(place: Place, version: Version) -> str:
    return (
        f'<p class="certainty"><b>Position:</b> {escape_text(place.certainty)}. '
        f"{_describe_point(place, version)}"
        f'<span class="source">{escape_text(version.attribution)}</span></p>'
    )


def _describe_point(place: Place, version: Version) -> str:
    """Give the coordinates of a pin; an area and an unfixed site have none."""
    if place.sign is not Sign.PIN or version.lon is None or version.lat is None:
        return ""
    north = f"{abs(version.lat):.4f}° {'N' if version.lat >= 0 else 'S'}"
    east = f"{abs(version.lon):.4f}° {'E' if version.lon >= 0 else 'W'}"
    return f"{north}, {east}. "


def render_pair_popup(pairs: Sequence[Pair], atlas: Atlas) -> str:
    """Write the popup of the line between two places, with all that it stands for."""
    pair = pairs[0]
    agreements = tuple(one.agreement for one in pairs)
    ends = {pair.from_place.id, pair.to_place.id}
    return (
        f"<h3>{render_names(pair.from_place.names)} ↔ "
        f"{render_names(pair.to_place.names)}</h3>"
        '<p class="kind">pair of provinces · '
        f"{escape_text(pair.agreement.type.label)}</p>"
        + _render_agreements(agreements, atlas, pair.key, ends)
        + f'<p class="certainty">{escape_text(describe_border(pair))} '
        f"{escape_text(_describe_seats(pair))}</p>"
    )


def describe_border(pair: Pair) -> str:
    """Say whether a pair shares a border, and since when where a merger gave it."""
    one, other = pair.from_place.names.en, pair.to_place.names.en
    if not pair.border.is_shared:
        return f"{one} and {other} do not share a border on {_say_day(pair.day)}."
    if pair.border.since is None:
        return f"{one} and {other} share a border."
    since = pair.border.since
    through = " and ".join(place.names.en for place in pair.border.through)
    return f"{one} borders {other} since {_say_day(since)}, through what was {through}."


def _say_day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _describe_seats(pair: Pair) -> str:
    one, other = pair.from_place.seat, pair.to_place.seat
    if one is None or other is None:
        return ""
    apart = distance_m(one.lon, one.lat, other.lon, other.lat) / 1000
    return (
        f"Their seats, {one.name} and {other.name}, lie {apart:.0f} km apart in a "
        "straight line; the line on the map follows no road."
    )


def _describe_reach(place: Place, version: Version, atlas: Atlas) -> str:
    """Say how far a border checkpoint lies from the seats of its provinces."""
    seats = [
        atlas.gazetteer[i].seat for i in place.within if place.kind in _CHECKPOINTS
    ]
    if version.point is None:
        return ""
    lon, lat = version.point
    reaches = [
        f"{seat.name} {distance_m(lon, lat, seat.lon, seat.lat) / 1000:.0f} km"
        for seat in seats
        if seat
    ]
    if not reaches:
        return ""
    return (
        '<p class="source">In a straight line to the seats of its provinces: '
        f"{escape_text(', '.join(reaches))}.</p>"
    )


def _render_agreements(
    agreements: Iterable[Agreement], atlas: Atlas, chosen: str, lit: set[str]
) -> str:
    """Write agreements; those that stand on the same words share the quotation."""
    by_evidence: dict[tuple[Evidence, ...], list[Agreement]] = {}
    for agreement in agreements:
        by_evidence.setdefault(agreement.evidence, []).append(agreement)
    return "".join(
        '<section class="agreement">'
        + _render_heads(about)
        + "".join(_render_evidence(e, atlas, chosen, lit) for e in evidence)
        + "".join(_render_note(a) + _render_outside(a) for a in about)
        + "</section>"
        for evidence, about in by_evidence.items()
    )


def _render_heads(agreements: Sequence[Agreement]) -> str:
    """Write titles, and once the status where all of them have the same."""
    statuses = dict.fromkeys(_render_status(agreement) for agreement in agreements)
    if len(agreements) == 1 or len(statuses) > 1:
        return "".join(
            f"<h4>{escape_text(a.title)}</h4>{_render_status(a)}" for a in agreements
        )
    titles = "".join(f"<li>{escape_text(a.title)}</li>" for a in agreements)
    return f'<ul class="titles">{titles}</ul>{next(iter(statuses))}'


def _render_status(agreement: Agreement) -> str:
    promise = (
        f" A promise of {escape_text(agreement.promised_by)} alone."
        if agreement.promised_by
        else ""
    )
    kind = "status proposal" if agreement.is_proposed else "status"
    return (
        f'<p class="{kind}"><b>{escape_text(agreement.standing)}</b>: '
        f"“{escape_text(agreement.status_words)}”.{promise}</p>"
    )


def _render_evidence(
    evidence: Evidence, atlas: Atlas, chosen: str, lit: set[str]
) -> str:
    return (
        f"<blockquote>“{_light(evidence, atlas, lit)}”</blockquote>"
        + _render_citation(evidence.document_id, evidence.passage_id, atlas, chosen)
    )


def _light(evidence: Evidence, atlas: Atlas, lit: set[str]) -> str:
    """Write a quotation with the mentions of the lit places marked."""
    parts: list[str] = []
    at = evidence.start
    for mention in atlas.mentions.get(evidence.document_id, ()):
        inside = at <= mention.start and mention.end <= evidence.end
        if inside and mention.place_id in lit:
            before = evidence.quote[
                at - evidence.start : mention.start - evidence.start
            ]
            parts += [escape_text(before), f"<mark>{escape_text(mention.exact)}</mark>"]
            at = mention.end
    parts.append(escape_text(evidence.quote[at - evidence.start :]))
    return "".join(parts)


def _render_note(agreement: Agreement) -> str:
    if not agreement.editor_note:
        return ""
    return (
        '<p class="note"><b>Editor’s note:</b> '
        f"{escape_text(agreement.editor_note)}</p>"
    )


def _render_outside(agreement: Agreement) -> str:
    """Write what comes from outside the documents, marked as such."""
    if not agreement.outside:
        return ""
    facts = "; ".join(
        f"{fact.what} {fact.date} ({fact.source}{'; ' if fact.note else ''}{fact.note})"
        for fact in agreement.outside
    )
    return (
        '<p class="note outside"><b>Not from the documents:</b> '
        f"{escape_text(facts)}</p>"
    )

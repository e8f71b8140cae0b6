"""What a search found, as a short list under its box."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from geo.citations import passage_key
from geo.dashboard.filters import (
    Filter,
    allowed_marks,
    filter_agreements,
    find_hits,
    known_places,
    place_has_words,
)
from geo.maps.markup import cite, render
from geo.wording.messages import _
from geo.wording.values import say_count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.atlas import Atlas
    from geo.model import Agreement, Place

_SHOWN = 6
"""Places, and passages, that are listed; the rest is counted."""
_AROUND = 34
"""Code points shown on either side of the words found."""


def render_found(atlas: Atlas, words: str) -> str:
    """Write how much was found, and the first places and passages as buttons."""
    agreements = filter_agreements(atlas, Filter(words=words))
    places = [place for place in known_places(atlas) if place_has_words(place, words)]
    hits = find_hits(atlas, words)
    passages = _passages_of(atlas, hits)
    if not (agreements or places or passages):
        said = _("Nothing found for “{words}”: no agreement, place or passage has it.")
        return f"<p>{escape(said.format(words=words))}</p>"
    return render(
        "found",
        words=words,
        shown=_SHOWN,
        said=_(
            "{agreements}, {places}, {passages} in {documents}, marked in the text."
        ).format(
            agreements=say_count(len(agreements), "agreement"),
            places=say_count(len(places), "place"),
            passages=say_count(len(passages), "passage"),
            documents=say_count(len(hits), "document"),
        )
        + _say_unplaced(atlas, agreements, places),
        agreements=[_describe(agreement) for agreement in agreements],
        places=places,
        passages=passages,
    )


def _say_unplaced(
    atlas: Atlas, agreements: Iterable[Agreement], places: Iterable[Place]
) -> str:
    """Say that nothing found is on the map, where that is so."""
    marks = {landmark.place.id for landmark in atlas.landmarks}
    marks |= {f.place.id for f in atlas.features}
    if allowed_marks(atlas, tuple(agreements)) or any(p.id in marks for p in places):
        return ""
    return f" {_('No place named, so nothing on the map.')}"


def _describe(agreement: Agreement) -> dict[str, Any]:
    """Describe an agreement, with the passage and the mark that it leads to."""
    evidence = agreement.evidence[0]
    mark = "--".join(agreement.pair or agreement.places[:1])
    return {
        "agreement": agreement,
        "key": passage_key(evidence.document_id, evidence.passage_id),
        "place": mark,
    }


def _passages_of(
    atlas: Atlas, hits: dict[str, tuple[tuple[int, int], ...]]
) -> list[dict[str, Any]]:
    """Describe each passage that was found, at its first hit."""
    found = []
    for document_id, spans in hits.items():
        document = atlas.document(document_id)
        for passage in document.passages if document else ():
            first = next(
                (s for s in spans if passage.start <= s[0] < passage.end), None
            )
            if first is None:
                continue
            start, end = (offset - passage.start for offset in first)
            found.append(
                cite(document_id, passage.id, atlas)
                | {
                    "before": cut_before(passage.text[:start]),
                    "hit": passage.text[start:end],
                    "after": cut_after(passage.text[end:]),
                }
            )
    return found


def cut_before(text: str) -> str:
    """Give the end of a text, from the beginning of a word.

    >>> cut_before("agreed to advance the upgrading of the road to ")
    '… the upgrading of the road to '
    """
    if len(text) <= _AROUND:
        return text.lstrip()
    words = text[-_AROUND - 1 :]
    return f"… {words[words.find(' ') + 1 :]}"


def cut_after(text: str) -> str:
    """Give the beginning of a text, to the end of a word.

    >>> cut_after(" and opening a new inland waterway border checkpoint")
    ' and opening a new inland waterway …'
    """
    if len(text) <= _AROUND:
        return text.rstrip()
    words = text[: _AROUND + 1]
    end = words.rfind(" ")
    return f"{words[:end] if end > 0 else words} …"

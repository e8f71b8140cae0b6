"""What a search found, as a short list under its box."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from geo.citations import passage_key, passage_label
from geo.dashboard.filters import (
    Filter,
    filter_agreements,
    find_hits,
    known_places,
    place_has_words,
    say_count,
)
from geo.dashboard.tables import render_names, render_place_button

if TYPE_CHECKING:
    from geo.atlas import Atlas

_SHOWN = 6
"""Places, and passages, that are listed; the rest is counted."""
_AROUND = 34
"""Code points shown on either side of the words found."""


def render_found(atlas: Atlas, words: str) -> str:
    """Write how much was found, and the first places and passages as buttons."""
    agreements = len(filter_agreements(atlas, Filter(words=words)))
    places = [place for place in known_places(atlas) if place_has_words(place, words)]
    hits = find_hits(atlas, words)
    passages = _passages_of(atlas, hits)
    if not (agreements or places or passages):
        return (
            f"<p>Nothing found for “{escape(words)}”: no agreement, place or passage "
            "has it.</p>"
        )
    return (
        f"<p>“{escape(words)}”: {say_count(agreements, 'agreement')}, "
        f"{say_count(len(places), 'place')}, {say_count(len(passages), 'passage')} in "
        f"{say_count(len(hits), 'document')}, marked in the text.</p>"
        + _render_list(
            "Places",
            [render_place_button(p.id, "", render_names(p.names)) for p in places],
        )
        + _render_list("Passages", list(passages.values()))
    )


def _passages_of(
    atlas: Atlas, hits: dict[str, tuple[tuple[int, int], ...]]
) -> dict[str, str]:
    """Write a button a passage, at its first hit."""
    buttons: dict[str, str] = {}
    for document_id, spans in hits.items():
        document = atlas.document(document_id)
        for passage in document.passages if document else ():
            first = next(
                (s for s in spans if passage.start <= s[0] < passage.end), None
            )
            if document is None or first is None:
                continue
            key = passage_key(document_id, passage.id)
            start, end = (offset - passage.start for offset in first)
            before = passage.text[max(0, start - _AROUND) : start]
            after = passage.text[end : end + _AROUND].rstrip()
            buttons[key] = (
                f'<button type="button" data-passage="{escape(key)}">'
                f"{escape(document.short_title)}, {passage_label(passage.id)}</button> "
                f'<span lang="{escape(document.language)}">…{escape(before)}'
                f"<b>{escape(passage.text[start:end])}</b>{escape(after)}…</span>"
            )
    return buttons


def _render_list(head: str, entries: list[str]) -> str:
    if not entries:
        return ""
    lines = "".join(f"<li>{entry}</li>" for entry in entries[:_SHOWN])
    rest = len(entries) - _SHOWN
    more = f"<li>and {rest} more, below or in the text</li>" if rest > 0 else ""
    return f"<div><b>{head}</b><ul>{lines}{more}</ul></div>"

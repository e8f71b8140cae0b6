"""The queue of a review, as the page shows it."""

from __future__ import annotations

import base64
import datetime as dt
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.dashboard.components import STATIC, declare
from geo.dashboard.keeping_reviews import pack_reviewed
from geo.dashboard.review_items import (
    list_items,
    list_places,
    list_steps,
    list_texts,
    places_of,
)
from geo.dashboard.review_words import review_lists, review_words
from geo.dashboard.reviewing import (
    QUEUE,
    is_reviewing,
    leave_review,
    read_message,
)
from geo.dashboard.session import current, names_language
from geo.places.geocoding import geocode
from geo.text.search import has_words
from geo.wording.messages import _
from geo.wording.values import say_day

if TYPE_CHECKING:
    from geo.dashboard.reviewing import Review

_FOUND = 9
"""Places that a search of the gazetteer shows."""
_LONGEST_SEARCH = 200

_queue = declare("review", html=(STATIC / "review.html").read_text(encoding="utf-8"))
_redraw = declare("redraw", html="<span hidden></span>")


def show_review() -> None:
    """Show the queue, where it is open, and have the map follow."""
    review: Review | None = st.session_state.get("review")
    if review is None:
        return
    _redraw(
        key="review_redraw",
        data={"drawing": review.drawing, "of": review.read.brought},
    )
    if not is_reviewing():
        return
    # Only now: what it says of the whole page holds while the queue is open.
    st.html(f"<style>{(STATIC / 'review.css').read_text(encoding='utf-8')}</style>")
    _queue(
        key=QUEUE,
        data=_describe(review),
        on_said_change=lambda: None,
        on_save_change=lambda: None,
        on_leave_change=leave_review,
    )


def _describe(review: Review) -> dict[str, Any]:
    said = read_message(review.key)
    session: str = st.session_state.get("session", "")
    who = review.writer.name or str(said.get("who") or "")
    items = list_items(review.state, who)
    day = max(record.document.geography_on for record in review.state.records)
    found = _find(said.get("question"), review, day)
    ids = places_of(items) | set(found["places"] if found else ())
    return {
        "key": review.key,
        "name": review.name or _("The built-in documents"),
        "file": f"{review.texts[0].document.id}.zip",
        "session": session,
        "known": review.told[1] if review.told[0] == session else 0,
        "keeps": "browser" if review.folder is None else "folder",
        "brought": review.read.is_brought,
        "who": review.writer.name,
        "items": items,
        "places": _describe_places(
            list_places(ids, review.gazetteer, day, names_language())
        ),
        "texts": [
            text
            | {"geography_day": say_day(dt.date.fromisoformat(text["geography_on"]))}
            for text in list_texts(review.state.records)
        ],
        "past": list_steps(review.state, who),
        "lines": review.followed.lines,
        "refused": review.followed.refused,
        "trouble": review.trouble or _(review.writer.sentence),
        "lost": [lost.sentence for lost in review.state.lost],
        "words": review_words(),
        "lists": review_lists(),
        "found": found,
        "shown": current("document"),
        "packed": _pack(review),
    }


def _describe_places(places: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Say of each place what it is, where, and since when."""
    for place in places.values():
        kind, *where = place.pop("detail")
        parts = [_(kind), *where]
        since = place.pop("since")
        if since:
            parts.append(_("since {day}").format(day=say_day(since)))
        place["detail"] = ", ".join(parts)
    return places


def _find(
    question: dict[str, Any] | None, review: Review, day: dt.date
) -> dict[str, Any] | None:
    """Answer a search of the gazetteer."""
    if not question:
        return None
    words = str(question.get("words", ""))[:_LONGEST_SEARCH]
    own = [p.id for p in review.state.places if has_words(p.names.en, words)]
    found = geocode(review.read.atlas.gazetteer, words, day, limit=_FOUND)
    return {
        "number": question.get("number"),
        "words": words,
        "places": [*own, *(candidate.place.id for candidate in found)][:_FOUND],
    }


def _pack(review: Review) -> dict[str, Any] | None:
    """Write the file that was asked for."""
    asked = (st.session_state.get(QUEUE) or {}).get("save")
    if not asked:
        return None
    content = pack_reviewed(review.texts, review.state.decisions)
    return {
        "number": asked,
        "content": base64.b64encode(content).decode("ascii"),
        "file": f"{review.texts[0].document.id}.zip",
        "mime": "application/zip",
    }

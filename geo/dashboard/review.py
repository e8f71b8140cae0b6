"""Reviewing what is shown: decisions are followed, and the queue is drawn."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.dashboard.hand import Followed, follow
from geo.dashboard.keeping_reviews import pack_reviewed
from geo.dashboard.resources import draw, review_resources
from geo.dashboard.review_items import (
    list_items,
    list_places,
    list_steps,
    list_texts,
    places_of,
)
from geo.dashboard.review_words import review_lists, review_words
from geo.dashboard.session import current, names_language
from geo.maps.modules import join_modules
from geo.places.gazetteer import add_places
from geo.places.geocoding import geocode
from geo.projects.bringing import BroughtText, Source, build_project_atlas
from geo.review.added import added_places
from geo.review.answers import drop_undone
from geo.review.deciding import Hand
from geo.review.projects import find_edition
from geo.review.state import state_of
from geo.text.search import has_words
from geo.wording.messages import _
from geo.wording.values import say_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.dashboard.bringing import Brought
    from geo.dashboard.resources import Resources
    from geo.model import Document
    from geo.places.gazetteer import Gazetteer
    from geo.review.decisions import Decision
    from geo.review.state import State

_STATIC = files("geo.dashboard") / "static"
_FOUND = 9
"""Places that a search of the gazetteer shows."""
_QUEUE = "review_queue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What is reviewed, and how far it is."""

    key: str
    """What the browser keeps its drafts under."""
    name: str
    reading: tuple[BroughtText, ...]
    """As the machine read it."""
    read: Resources
    """What the page showed of that."""
    edition: Hand
    state: State
    gazetteer: Gazetteer
    """With the places that readers added."""
    resources: Resources
    """What the page shows now."""
    told: tuple[str, int] = ("", 0)
    """The session and the number of the last message that was followed."""
    followed: Followed = field(default_factory=Followed)
    """What became of it."""
    drawing: str = ""
    """What the map draws now, as JSON; empty where it draws what was read."""


def reviewed_resources(read: Resources, data: Path) -> Resources:
    """Give what the page shows: what was read, as its readers decided.

    Nothing is reviewed before a reader begins to.
    """
    review: Review | None = st.session_state.get("review")
    if review is not None and review.read is not read:
        # Another text is shown now: its own review, if there was one, goes on.
        kept: dict[str, Review] = st.session_state.setdefault("reviews", {})
        kept[review.key] = review
        review = next((r for r in kept.values() if r.read is read), None)
        st.session_state["review"] = review
        st.session_state["reviewing"] = False
    if st.session_state.pop("review_next", False):
        st.session_state["reviewing"] = True
    if review is None and is_reviewing():
        review = _begin(read, data)
    if review is None:
        return read
    review = _follow(review)
    st.session_state["review"] = review
    return review.resources


def is_reviewing() -> bool:
    """Whether the queue is open."""
    return bool(st.session_state.get("reviewing"))


def begin_review() -> None:
    """Open the queue from the next run on, of whatever is shown then."""
    st.session_state["review_next"] = True


def _begin(read: Resources, data: Path) -> Review:
    brought: Brought | None = st.session_state.get("brought")
    is_brought = read.is_brought and brought is not None
    reading = brought.texts if is_brought and brought else _shipped_texts(read.atlas)
    edition = find_edition(data)
    return Review(
        key=name_texts(text.document for text in reading),
        name=reading[0].document.short_title if is_brought else "",
        reading=reading,
        read=read,
        edition=Hand(who="", rules=edition.rules, gazetteer=edition.gazetteer),
        state=state_of(reading, (), read.atlas.gazetteer),
        gazetteer=read.atlas.gazetteer,
        resources=read,
    )


def name_texts(documents: Iterable[Document]) -> str:
    """Name some texts as the browser keeps what was decided about them."""
    said = "\n".join(f"{each.id} {each.sha256}" for each in documents)
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def _shipped_texts(atlas: Atlas) -> tuple[BroughtText, ...]:
    """Give the shipped documents with what stands in them, as brought texts are."""
    return tuple(
        BroughtText(
            document=document,
            mentions=atlas.mentions[document.id],
            agreements=tuple(
                a for a in atlas.agreements if a.evidence[0].document_id == document.id
            ),
            source=Source(
                name=f"{document.id}.txt", sha256=document.sha256, format="txt"
            ),
        )
        for document in atlas.documents
    )


# --- following ------------------------------------------------------------------------


def _message() -> dict[str, Any]:
    said: dict[str, Any] = (st.session_state.get(_QUEUE) or {}).get("said") or {}
    return said


def _follow(review: Review) -> Review:
    """Follow what the browser says was decided, once each."""
    said = _message()
    told = (str(said.get("session", "")), int(said.get("upto", 0)))
    if said.get("key") != review.key or told == review.told:
        return review
    held = review.state.decisions
    followed = follow(
        said.get("decisions") or (),
        held,
        lambda decisions: _state(review, decisions),
        review.edition,
        review.gazetteer,
    )
    review = replace(review, told=told, followed=followed)
    if followed.decisions == held:
        return review
    return _show(review, followed.decisions)


def _state(review: Review, decisions: tuple[Decision, ...]) -> State:
    return state_of(review.reading, decisions, review.read.atlas.gazetteer)


def _show(review: Review, decisions: tuple[Decision, ...]) -> Review:
    """Build what decisions make of the texts, for the page to show."""
    state = _state(review, decisions)
    gazetteer = _with_places(review, decisions)
    atlas = build_project_atlas(state.texts, gazetteer)
    resources = review_resources(review.read, atlas)
    return replace(
        review,
        state=state,
        gazetteer=gazetteer,
        resources=resources,
        drawing=draw(resources),
    )


def _with_places(review: Review, decisions: tuple[Decision, ...]) -> Gazetteer:
    """Add the readers' own places; the same ones give the very same gazetteer."""
    shipped = review.read.atlas.gazetteer
    added = added_places(drop_undone(decisions))
    if all(place_id in review.gazetteer for place_id in added):
        return review.gazetteer
    return add_places(shipped, added.values())


# --- showing --------------------------------------------------------------------------

_queue = st.components.v2.component(
    "accord_atlas_review",
    html=(_STATIC / "review.html").read_text(encoding="utf-8"),
    js=join_modules(_STATIC / "page", "review", is_module=True),
    isolate_styles=False,
)
_redraw = st.components.v2.component(
    "accord_atlas_redraw",
    html="<span hidden></span>",
    js=join_modules(_STATIC / "page", "redraw", is_module=True),
    isolate_styles=False,
)


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
    _queue(
        key=_QUEUE,
        data=_describe(review),
        on_said_change=lambda: None,
        on_save_change=lambda: None,
        on_leave_change=_leave,
    )


def _leave() -> None:
    st.session_state["reviewing"] = False


def _describe(review: Review) -> dict[str, Any]:
    said = _message() if _message().get("key") == review.key else {}
    who = str(said.get("who") or "")
    items = list_items(review.state, who)
    days = [record.document.geography_on for record in review.state.records]
    found = _find(said.get("question"), review, max(days))
    ids = places_of(items) | set(found["places"] if found else ())
    return {
        "key": review.key,
        "name": review.name or _("The built-in documents"),
        "file": f"{review.reading[0].document.id}.zip",
        "session": _session(),
        "known": review.told[1] if review.told[0] == _session() else 0,
        "keeps": "browser",
        "brought": review.read.is_brought,
        "who": "",
        "items": items,
        "places": _say_since(
            list_places(ids, review.gazetteer, max(days), names_language())
        ),
        "texts": _say_days(list_texts(review.state.records)),
        "past": list_steps(review.state, who),
        "lines": review.followed.lines,
        "refused": review.followed.refused,
        "lost": [lost.sentence for lost in review.state.lost],
        "words": review_words(),
        "lists": review_lists(),
        "found": found,
        "shown": current("document"),
        "packed": _pack(review),
    }


def _session() -> str:
    session: str = st.session_state.get("session", "")
    return session


def _say_since(places: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Say of each place what it is, where, and since when."""
    for place in places.values():
        kind, *where = place.pop("detail")
        parts = [_(kind), *where]
        since = place.pop("since")
        if since:
            parts.append(_("since {day}").format(day=say_day(since)))
        place["detail"] = ", ".join(parts)
    return places


def _say_days(texts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        text | {"geography_day": say_day(dt.date.fromisoformat(text["geography_on"]))}
        for text in texts
    ]


def _find(
    question: dict[str, Any] | None, review: Review, day: dt.date
) -> dict[str, Any] | None:
    """Answer a search of the gazetteer."""
    if not question:
        return None
    words = str(question.get("words", ""))[:200]
    own = [p.id for p in review.state.places if has_words(p.names.en, words)]
    found = geocode(review.read.atlas.gazetteer, words, day, limit=_FOUND)
    return {
        "number": question.get("number"),
        "words": words,
        "places": [*own, *(candidate.place.id for candidate in found)][:_FOUND],
    }


def _pack(review: Review) -> dict[str, Any] | None:
    """Write the file that was asked for."""
    asked = (st.session_state.get(_QUEUE) or {}).get("save")
    if not asked:
        return None
    content = pack_reviewed(review.reading, review.state.decisions)
    return {
        "number": asked,
        "content": base64.b64encode(content).decode("ascii"),
        "file": f"{review.reading[0].document.id}.zip",
        "mime": "application/zip",
    }

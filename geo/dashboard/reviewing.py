"""What is reviewed in a session: what was read, what was decided, what that gives."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.dashboard.hand import Followed, follow
from geo.dashboard.keeping_reviews import pack_reviewed
from geo.dashboard.resources import draw, review_resources
from geo.errors import GeoError
from geo.places.gazetteer import add_places
from geo.projects.bringing import bring_again, build_project_atlas
from geo.review.added import added_places
from geo.review.answers import drop_undone
from geo.review.deciding import Hand
from geo.review.ledgers import append, collect, list_ledgers, read_ledgers
from geo.review.projects import find_edition, open_atlas
from geo.review.state import state_of
from geo.review.writers import Writer, find_writer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from geo.dashboard.bringing import Brought
    from geo.dashboard.resources import Resources
    from geo.model import Document
    from geo.places.gazetteer import Gazetteer
    from geo.places.geoparsing import Geoparser
    from geo.projects.bringing import BroughtText
    from geo.review.decisions import Decision
    from geo.review.state import State

    Decisions = tuple[Decision, ...]
    Texts = tuple[BroughtText, ...]

QUEUE = "review_queue"
"""Of the queue's component, which says what was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What is reviewed, and how far it is."""

    key: str
    """What the browser keeps its drafts under."""
    name: str
    """Of the text; empty for the shipped ones."""
    read: Resources
    """What the page showed before."""
    texts: Texts
    """As the machine read them."""
    reading: Texts
    """The same, read with the borders of the days that readers decided."""
    begun: Decisions
    """What was decided before this session."""
    edition: Hand
    state: State
    gazetteer: Gazetteer
    """With the places that readers added."""
    resources: Resources
    """What the page shows now."""
    folder: Path | None = None
    """Where decisions are written; ``None`` where the browser keeps them."""
    stamp: tuple[tuple[str, int], ...] = ()
    """Of the ledgers as they were read last."""
    writer: Writer = field(default_factory=lambda: Writer(may_write=False))
    told: tuple[str, int] = ("", 0)
    """The session and the number of the last message that was followed."""
    followed: Followed = field(default_factory=Followed)
    """What became of it."""
    trouble: str = ""
    """Why it could not be written, in a sentence."""
    drawing: str = ""
    """What the map draws now, as JSON; empty where it draws what it began with."""


def reviewed_resources(read: Resources, data: Path) -> Resources:
    """Give what the page shows: what was read, as its readers decided.

    Where nobody has decided anything nothing is reviewed before a reader begins to.
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
    if review is None and (is_reviewing() or _is_decided(read, data)):
        review = _begin(read, data)
    if review is None:
        return read
    review = _follow(_see_others(review))
    st.session_state["review"] = review
    return review.resources


def is_reviewing() -> bool:
    """Whether the queue is open."""
    return bool(st.session_state.get("reviewing"))


def begin_review() -> None:
    """Open the queue from the next run on, of whatever is shown then."""
    st.session_state["review_next"] = True


def leave_review() -> None:
    """Close the queue; what was decided stays."""
    st.session_state["reviewing"] = False


def texts_now(read: Texts) -> Texts:
    """Give brought texts as their readers decided, where they did."""
    review = _of(read)
    return review.state.texts if review else read


def gazetteer_now(shipped: Gazetteer) -> Gazetteer:
    """Give the gazetteer with the places that readers of what was brought added."""
    brought: Brought | None = st.session_state.get("brought")
    review = _of(brought.texts) if brought else None
    if review:
        return review.gazetteer
    return brought.resources.atlas.gazetteer if brought else shipped


def pack_now() -> bytes:
    """Pack what was brought with what was decided here; empty where nothing was."""
    brought: Brought | None = st.session_state.get("brought")
    review = _of(brought.texts) if brought else None
    return pack_reviewed(review.texts, review.state.decisions) if review else b""


def _of(read: Texts) -> Review | None:
    kept: dict[str, Review] = st.session_state.get("reviews") or {}
    now: Review | None = st.session_state.get("review")
    every = (*kept.values(), *((now,) if now else ()))
    return next((review for review in every if review.texts is read), None)


def name_texts(documents: Iterable[Document]) -> str:
    """Name some texts as the browser keeps what was decided about them."""
    said = "\n".join(f"{each.id} {each.sha256}" for each in documents)
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def read_message(key: str) -> dict[str, Any]:
    """Give what the queue of some texts said last."""
    said: dict[str, Any] = (st.session_state.get(QUEUE) or {}).get("said") or {}
    return said if said.get("key") == key else {}


# --- beginning ------------------------------------------------------------------------


def _brought(read: Resources) -> Brought | None:
    brought: Brought | None = st.session_state.get("brought")
    return brought if read.is_brought else None


def _is_decided(read: Resources, data: Path) -> bool:
    """Whether anybody has decided anything about what is shown."""
    brought = _brought(read)
    return bool(brought.decisions) if brought else bool(list_ledgers(data))


def _begin(read: Resources, data: Path) -> Review:
    brought = _brought(read)
    folder: Path | None = data
    if brought is None:
        state = open_atlas(read.atlas, data).state
        texts, begun = state.reading, state.decisions
    else:
        texts, begun, folder = brought.texts, brought.decisions, brought.folder
    # Should a day be corrected, the text is read again.
    read.nursery.start()
    writer = _find_writer() if folder is not None else Writer(may_write=False)
    edition = find_edition(data)
    gazetteer = read.atlas.gazetteer
    review = Review(
        key=name_texts(text.document for text in texts),
        name=texts[0].document.short_title if brought else "",
        read=read,
        texts=texts,
        reading=texts,
        begun=begun,
        edition=Hand(who="", rules=edition.rules, gazetteer=edition.gazetteer),
        state=state_of(texts, begun, gazetteer),
        gazetteer=gazetteer,
        resources=read,
        folder=folder if writer.may_write else None,
        writer=writer,
    )
    # A brought text is drawn as it was decided from the first.
    return _show(review, begun) if begun and brought is None else review


def _find_writer() -> Writer:
    """Say whether this reader may write where the project lies."""
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    return find_writer(
        st.session_state.get("editing"),
        headers,
        signed_in=_signed_in(),
        address=str(st.context.ip_address or ""),
    )


def _signed_in() -> str:
    """Give who signed in at the page itself, where it has a sign-in."""
    user = st.user.to_dict()
    if not user.get("is_logged_in"):
        return ""
    return str(user.get("name") or user.get("email") or "")


# --- following ------------------------------------------------------------------------


def _see_others(review: Review) -> Review:
    """Take up what other readers have decided meanwhile."""
    if review.folder is None:
        return review
    stamp = tuple((p.name, p.stat().st_size) for p in list_ledgers(review.folder))
    if stamp == review.stamp:
        return review
    decisions = collect((*review.begun, *read_ledgers(review.folder).decisions))
    review = replace(review, stamp=stamp)
    if decisions == review.state.decisions:
        return review
    return _show(review, decisions)


def _follow(review: Review) -> Review:
    """Follow what the browser says was decided, once each."""
    said = read_message(review.key)
    told = (str(said.get("session", "")), int(said.get("upto", 0)))
    if not said or told == review.told:
        return review
    held = review.state.decisions
    hand = review.edition
    choices: list[dict[str, Any]] = said.get("decisions") or []
    if review.writer.name:
        choices = [{**choice, "who": review.writer.name} for choice in choices]
    followed = follow(
        choices, held, lambda ds: _state(review, ds), hand, review.gazetteer
    )
    decisions = followed.decisions
    try:
        if review.folder is not None:
            decisions = _write(review, decisions)
    except GeoError as error:
        # It is not told, so the browser keeps it and says it again.
        return replace(review, trouble=str(error))
    review = replace(review, told=told, followed=followed, trouble="")
    return review if decisions == held else _show(review, decisions)


def _write(review: Review, decisions: Decisions) -> Decisions:
    """Write into the ledgers what is new, and give all that stands in them."""
    folder = review.folder
    held = {d.id for d in review.state.decisions}
    fresh: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.id not in held:
            fresh.setdefault(decision.who, []).append(decision)
    written = [
        line
        for who, ours in fresh.items()
        if folder is not None
        for line in append(folder, who, ours)
    ]
    return collect((*review.state.decisions, *written))


def _state(review: Review, decisions: Decisions) -> State:
    if decisions == review.state.decisions and review.state.reading is review.reading:
        return review.state
    return state_of(review.reading, decisions, review.read.atlas.gazetteer)


def _show(review: Review, decisions: Decisions) -> Review:
    """Build what decisions make of the texts, for the page to show."""
    state = _state(review, decisions)
    again = _read_again(review, state)
    if again is not review:
        review = again
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


def _with_places(review: Review, decisions: Decisions) -> Gazetteer:
    """Add the readers' own places; the same ones give the very same gazetteer."""
    shipped = review.read.atlas.gazetteer
    added = added_places(drop_undone(decisions)).values()
    if all(place.id in review.gazetteer for place in added):
        return review.gazetteer
    return add_places(shipped, (p for p in added if p.id not in shipped))


def _read_again(review: Review, state: State) -> Review:
    """Read texts again whose day was decided otherwise: names may mean others then."""
    days = {r.document_id: r.document.geography_on for r in state.records}
    reading = tuple(
        _read_on(text, now, days[text.document.id], review)
        for text, now in zip(review.texts, review.reading, strict=True)
    )
    is_same = all(a is b for a, b in zip(reading, review.reading, strict=True))
    return review if is_same else replace(review, reading=reading)


def _read_on(
    text: BroughtText, now: BroughtText, day: dt.date, review: Review
) -> BroughtText:
    if day == text.document.geography_on:
        return text
    known: dict[tuple[str, dt.date], BroughtText]
    known = st.session_state.setdefault("read_again", {})
    key = (text.document.sha256, day)
    if key not in known:
        reading = review.read.nursery.begin(text.source.name, _again, (text, day))
        try:
            while not reading.look(1.0):
                pass
            found = reading.result()
            if not review.read.is_brought:
                # Those of the register are not proposed, and stay.
                found = replace(found, agreements=text.agreements)
            known[key] = found
        except GeoError:
            # The borders follow all the same; the names stay as they were read.
            return now
        finally:
            reading.end()
    return known[key]


def _again(
    geoparser: Geoparser,
    tell: Callable[[float, str], None],
    asked: tuple[BroughtText, dt.date],
) -> BroughtText:
    tell(0.5, "Finding the places")
    return bring_again(*asked, geoparser)

"""The text that a reader brought: read, kept in the session, shown or put aside."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.dashboard.keeping_reviews import pack_reviewed
from geo.dashboard.resources import bring_resources
from geo.dashboard.session import begin_anew
from geo.places.gazetteer import add_places
from geo.projects.bringing import build_project_atlas, make_id
from geo.projects.storing import read_project
from geo.projects.texts import Asked, read_text
from geo.review.added import added_places
from geo.review.answers import drop_undone
from geo.review.ledgers import collect, read_ledgers
from geo.review.projects import know_added, read_apart
from geo.review.saved import open_saved
from geo.review.state import state_of
from geo.wording.messages import _
from geo.wording.sentences import understand
from geo.wording.values import say_count

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from geo.dashboard.resources import Resources
    from geo.places.gazetteer import Gazetteer
    from geo.projects.bringing import BroughtText
    from geo.projects.nursery import Reading
    from geo.projects.texts import Found
    from geo.review.decisions import Decision

T = TypeVar("T")

PASTED = "pasted text"
LONGEST_TEXT = 2_000_000
"""Code points that the page shows: some 700 pages."""
_LOOK_S = 0.1
_PATIENCE = 100
"""Looks at a page without a connection, which may come back at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What a reader uploaded or pasted, not read yet."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """What tells it from another."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a reader brought to this session, ready to be shown."""

    texts: tuple[BroughtText, ...]
    """As they were read."""
    resources: Resources
    decisions: tuple[Decision, ...] = ()
    """What readers had decided about them when they came."""
    folder: Path | None = None
    """Where they lie, if the server was started with them."""
    choice: Found | None = None
    """How it was read, where a reader may want it read otherwise: its letters are a
    guess, or words around it were set aside."""
    packed: bytes = b""
    """The texts as a project that can be saved."""
    is_readers: bool = True
    """Whether a reader brought it; else the server was started with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What is to be shown from the next run on."""

    texts: tuple[BroughtText, ...]
    decisions: tuple[Decision, ...] = ()
    folder: Path | None = None
    choice: Found | None = None


def shown_resources(shipped: Resources, project: Path | None) -> Resources:
    """Give what the page shows: the shipped documents, or what was brought.

    A session begins with the project that the server was started with, if any.
    """
    coming: Coming | None = st.session_state.get("brought_next")
    if coming is None and project and "brought_shown" not in st.session_state:
        with st.spinner(_("Reading the project…")):
            coming = _load_project(project, shipped.atlas.gazetteer)
    if coming is not None:
        _show(coming, shipped)
        # Only now: a click meanwhile ends this run, and the next one shows them.
        st.session_state["brought_next"] = None
    brought: Brought | None = st.session_state.get("brought")
    is_shown = brought is not None and st.session_state.get("brought_shown", False)
    return brought.resources if brought is not None and is_shown else shipped


def _load_project(folder: Path, gazetteer: Gazetteer) -> Coming:
    """Read and verify the project of a folder; its texts once a server."""
    reading, by_hand = _load_texts(folder, gazetteer)
    ledgers = read_ledgers(folder)
    decisions = collect((*by_hand, *ledgers.decisions))
    return Coming(texts=reading, decisions=decisions, folder=folder)


@st.cache_resource(show_spinner=False)
def _load_texts(
    folder: Path, _gazetteer: Gazetteer
) -> tuple[tuple[BroughtText, ...], tuple[Decision, ...]]:
    """Give the texts of a project as they were read, and what was changed by hand."""
    known = know_added(folder, _gazetteer)
    return read_apart(folder, read_project(folder, known), known)


def _show(coming: Coming, shipped: Resources) -> None:
    gazetteer = shipped.atlas.gazetteer
    added = added_places(drop_undone(coming.decisions)).values()
    known = add_places(gazetteer, (p for p in added if p.id not in gazetteer))
    state = state_of(coming.texts, coming.decisions, known)
    atlas = build_project_atlas(state.texts, known)
    st.session_state["brought"] = Brought(
        texts=coming.texts,
        resources=bring_resources(shipped, atlas),
        decisions=coming.decisions,
        folder=coming.folder,
        choice=coming.choice,
        packed=pack_reviewed(coming.texts, coming.decisions),
        is_readers=coming.folder is None,
    )
    st.session_state["brought_forgotten"] = False
    # What is not sure of it is listed there.
    put_aside(shown=True, tab="your-text")


def put_aside(*, shown: bool, tab: str = "") -> None:
    """Go between what was brought and the shipped documents, as at first sight.

    ``tab`` is the one that is open then, as an address names it.
    """
    st.session_state["brought_shown"] = shown
    begin_anew(tab)


def forget() -> None:
    """Drop what was brought; nothing of it is left in this session."""
    review = st.session_state.pop("review", None)
    st.session_state["review_forgotten"] = review.key if review else ""
    st.session_state.pop("reviews", None)
    for key in ("brought", "brought_file"):
        st.session_state.pop(key, None)
    st.session_state["brought_forgotten"] = True
    put_aside(shown=False)


def open_next(coming: Coming) -> None:
    """Show some texts from the next run on: this one has drawn the page already."""
    st.session_state["brought_next"] = coming
    st.rerun()


class Left(Exception):  # noqa: N818 - nothing went wrong
    """The reader has closed the page: nobody waits for the text any more."""


def read_brought(
    file: File,
    shipped: Resources,
    show: Callable[[float, str], object],
    *,
    on: dt.date | None = None,
    encoding: str = "",
    whole: bool = False,
) -> Found:
    """Read a file and find its places, in a process of its own.

    This thread shows how far it is, again and again: a click on Cancel ends the run
    of the page at such a moment, and the reading with it.

    Parameters
    ----------
    file
        As it was brought.
    shipped
        Whose gazetteer knows the places.
    show
        Called while the reading goes on: how far it is, and what is being done.
    on
        Whose borders hold; ``None`` for the day that the text states.
    encoding
        Of its letters; empty to find out.
    whole
        Whether menus, teasers and the like around the text are read with it.

    Raises
    ------
    GeoError
        The file cannot be read, or not within its budget.
    Left
        The page was closed.
    """
    taken = {document.id for document in shipped.atlas.documents}
    asked = Asked(
        name="" if file.name == PASTED else file.name,
        content=file.content,
        document_id=make_id(file.name, taken),
        on=on,
        encoding=encoding,
        whole=whole,
        most_letters=LONGEST_TEXT,
    )
    return _wait(shipped.nursery.begin(file.name, read_text, asked), show)


def open_project(
    content: bytes, shipped: Resources, show: Callable[[float, str], object]
) -> Coming:
    """Read a project that was saved from this page, and verify it.

    Raises
    ------
    GeoError
        It is no project, or something in it is altered.
    Left
        The page was closed.
    """
    texts, decisions = _wait(
        shipped.nursery.begin("The project", open_saved, content), show
    )
    return Coming(texts=texts, decisions=decisions)


def _wait(reading: Reading[T], show: Callable[[float, str], object]) -> T:
    """Wait for a text that is being read, showing how far it is."""
    left_looks = 0
    try:
        while not reading.look(_LOOK_S):
            show(reading.share, say_doing(reading.before, reading.doing))
            left_looks = left_looks + 1 if _is_left() else 0
            if left_looks > _PATIENCE:
                raise Left
        return reading.result()
    finally:
        reading.end()


def say_doing(before: int, doing: str) -> str:
    """Say what is being done, or how many texts are done first.

    >>> say_doing(0, "Page 2 of 7"), say_doing(1, ""), say_doing(2, "")
    ('Page 2 of 7', 'Waiting: 1 text before yours', 'Waiting: 2 texts before yours')
    """
    if not before:
        return understand(doing)
    return _("Waiting: {texts} before yours").format(texts=say_count(before, "text"))


def _is_left() -> bool:
    """Whether the page of this run has no connection."""
    context = get_script_run_ctx()
    if context is None or not runtime.exists():
        return False
    return not runtime.get_instance().is_active_session(context.session_id)

"""What is chosen now: the one room that keeps it between two runs."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.citations import split_passage_key
from geo.dashboard.filters import (
    Filter,
    allowed_landmarks,
    allowed_marks,
)
from geo.dashboard.panel import read_said, show_address
from geo.dashboard.state import (
    ALL_TYPES,
    TABS,
    Choice,
    Listed,
    View,
    choose_passage,
    choose_place,
    read_view,
    write_view,
)
from geo.model import AgreementType, Status
from geo.wording.languages import LANGUAGES, choose_language
from geo.wording.messages import _, speak

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from geo.atlas import Atlas
    from geo.model import Agreement


_AT_FIRST: Mapping[str, Any] = {
    "agreement_types": [t.value for t in ALL_TYPES],
    "lang": LANGUAGES[0],
    "names": "",
    "status": [],
    "documents": [],
    "q": "",
    "old_borders": False,
    "tabs": TABS[0],
    "document": "",
    "compare_before": "",
    "compare_after": "",
    "texts_q": "",
    "texts_sort": "newest",
    "texts_first": 0,
    "choice": Choice(),
    "seen": 0,
    "followed": 0,
    "address": {},
}
"""What is chosen before anything is."""


def current(key: str) -> Any:  # noqa: ANN401 - each key has a type of its own
    """Give what is chosen under a key, or what is so at first.

    Streamlit may end a run at any element to begin another: what an element that was
    not drawn yet stands for is then absent, or ``None``.
    """
    value = st.session_state.get(key)
    return _AT_FIRST[key] if value is None else value


def own_language() -> str:
    """Give the language of the reader's browser, or English where we speak none."""
    return choose_language(st.context.headers.get("Accept-Language", ""))


def begin_speaking() -> None:
    """Speak the language that is chosen, or that of the address, or the browser's."""
    chosen = st.session_state.get("lang") or st.query_params.get("lang")
    speak(chosen if chosen in LANGUAGES else own_language())


def change_language() -> None:
    """Follow the choice of a language: all that is chosen stays, in its words.

    Streamlit knows many of its elements by their words, and would begin them anew.
    """
    tab = current_tab()
    speak(current("lang"))
    if current("names") == current("lang"):
        st.session_state["names"] = ""
    for key in _AT_FIRST:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
    st.session_state["tabs"] = _(tab)


def current_tab() -> str:
    """Give the tab that is open, as ``TABS`` name it."""
    shown = current("tabs")
    return next((tab for tab in TABS if shown in {tab, _(tab)}), TABS[0])


def open_tab(tab: str) -> None:
    """Open a tab, as ``TABS`` name it."""
    st.session_state["tabs"] = _(tab)


def names_language() -> str:
    """Give the language of the names on the map: chosen, or else that of the page."""
    chosen: str = current("names") or current("lang")
    return chosen


def restore(atlas: Atlas) -> None:
    """Follow the address at first; later the page says what was chosen in the browser.

    An address that comes with a later run may be older than the choice that asked
    for the run, so it is not read again.
    """
    said = read_said()
    if "choice" not in st.session_state:
        # A session that has shown another atlas shows this one as at first.
        if "seen" in st.session_state:
            query = {"tab": st.session_state.get("first_tab", "")}
        else:
            query = st.query_params.to_dict()
        st.session_state["seen"] = st.session_state["followed"] = said.number
        follow_address(atlas, query, said.number)
        return
    seen: int = current("seen")
    st.session_state["seen"] = max(seen, said.number)
    goes = said.query_number > current("followed")
    if goes:
        follow_address(atlas, said.query, said.query_number)
    else:
        _mend(atlas)
    if said.choice is not None and (goes or said.number > seen):
        follow_choice(atlas, said.choice)


def confirm() -> None:
    """Note that this run has drawn all that it followed.

    The browser sends its elements' values with every run: those of a run that was ended
    before they were drawn are older than the address it followed, which the next run
    has to follow again.
    """
    st.session_state["followed"] = max(current("followed"), read_said().query_number)


def follow_choice(atlas: Atlas, said: Mapping[str, str]) -> None:
    """Follow a choice on the map, in the reader or a table; an empty one ends it."""
    click = said["click"]
    if said["place"]:
        choice = choose_place(
            atlas,
            said["place"],
            agreement_type=said["type"],
            passage=said["passage"],
            click=click,
        )
    elif said["passage"]:
        choice = choose_passage(atlas, said["passage"], click=click)
    else:
        before: Choice = current("choice")
        choice = replace(before, place="", type="", click=click)
    choose(choice)


def _mend(atlas: Atlas) -> None:
    """Set what an interrupted run left without a value to what was seen last."""
    last = read_view(current("address"), atlas, own_language=own_language())
    _set(last, only={key for key in _AT_FIRST if st.session_state.get(key) is None})


def begin_anew(tab: str) -> None:
    """Forget what is chosen: another atlas is shown from now on, as at first.

    ``tab`` is the one that is open then, as an address names it.
    """
    for key in ("choice", "tour"):
        st.session_state.pop(key, None)
    st.session_state["first_tab"] = tab


def follow_address(atlas: Atlas, query: Mapping[str, str], number: int) -> None:
    """Show what an address holds: the first one, or the one the reader went to."""
    view = read_view(
        query, atlas, click=f"address.{number}", own_language=own_language()
    )
    # Should this run be ended before all is drawn, the next one mends it by this.
    st.session_state["address"] = write_view(view, own_language=own_language())
    _set(view)
    document = split_passage_key(view.choice.passage)[0]
    st.session_state["document"] = document or atlas.documents[0].id


def _set(view: View, *, only: AbstractSet[str] = frozenset(_AT_FIRST)) -> None:
    """Set what is chosen to what a view holds, under some keys only if asked."""
    if "lang" in only:
        speak(view.lang)
    values = {
        "choice": view.choice,
        "agreement_types": [t.value for t in view.types],
        "lang": view.lang,
        "names": view.names,
        "status": [status.value for status in view.asked.statuses],
        "documents": list(view.asked.documents),
        "q": view.asked.words,
        "old_borders": view.old_borders,
        "tabs": _(view.tab),
        "document": split_passage_key(view.choice.passage)[0],
        "compare_before": view.compared[0],
        "compare_after": view.compared[1],
        "texts_q": view.listed.words,
        "texts_sort": view.listed.sort,
        "texts_first": view.listed.first,
    }
    for key in only & values.keys():
        st.session_state[key] = values[key]


def read_types() -> tuple[AgreementType, ...]:
    """Give the types that are on, in their own order."""
    pressed = set(current("agreement_types"))
    return tuple(t for t in AgreementType if t.value in pressed)


def read_filter() -> Filter:
    """Give what the filters and the search ask for."""
    return Filter(
        statuses=tuple(Status(value) for value in current("status")),
        documents=tuple(current("documents")),
        words=current("q"),
    )


def allow_marks(
    atlas: Atlas, asked: Filter, passing: tuple[Agreement, ...]
) -> list[str] | None:
    """Give the marks that the filters leave; ``None`` when nothing is left out."""
    if not asked.asks:
        return None
    return allowed_marks(atlas, passing) + allowed_landmarks(atlas, asked)


def choose(choice: Choice) -> None:
    """Make this the newest choice; the reader opens its document."""
    st.session_state["choice"] = choice
    document = split_passage_key(choice.passage)[0]
    if document:
        st.session_state["document"] = document


def write_address() -> None:
    """Write what is chosen into the address.

    The query stays in the session under ``address``.
    """
    view = View(
        types=read_types(),
        asked=read_filter(),
        lang=current("lang"),
        names=current("names"),
        old_borders=current("old_borders"),
        choice=current("choice"),
        tab=current_tab(),
        compared=(current("compare_before"), current("compare_after")),
        listed=Listed(
            words=current("texts_q"),
            sort=current("texts_sort"),
            first=current("texts_first"),
        ),
    )
    st.session_state["address"] = write_view(view, own_language=own_language())
    session: str = st.session_state.setdefault("session", token_hex(8))
    show_address(
        st.session_state["address"],
        session=session,
        number=current("seen"),
        click=current("choice").click,
    )


def set_types(types: tuple[AgreementType, ...]) -> None:
    """Press the buttons of these types, and no others."""
    st.session_state["agreement_types"] = [t.value for t in types]

"""What is chosen now: the one room that keeps it between two runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.citations import split_passage_key
from geo.dashboard.filters import (
    Filter,
    allowed_landmarks,
    allowed_marks,
)
from geo.dashboard.panel import read_went, show_address
from geo.dashboard.state import (
    ALL_TYPES,
    LANGUAGES,
    TABS,
    Choice,
    View,
    read_view,
    write_view,
)
from geo.model import AgreementType, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from geo.atlas import Atlas
    from geo.model import Agreement


_AT_FIRST: Mapping[str, Any] = {
    "agreement_types": [t.value for t in ALL_TYPES],
    "lang": LANGUAGES[0],
    "status": [],
    "documents": [],
    "q": "",
    "tabs": TABS[0],
    "document": "",
    "choice": Choice(),
    "went": 0,
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


def restore(atlas: Atlas) -> None:
    """Follow the address at first; later the page says when the reader went back.

    An address that comes with a later run may be older than the choice that asked
    for the run, so it is not read again.
    """
    query, number = read_went()
    if "choice" not in st.session_state:
        # A session that has shown another atlas shows this one as at first.
        if "went" in st.session_state:
            query = {"tab": st.session_state.get("first_tab", "")}
        else:
            query = st.query_params.to_dict()
        follow_address(atlas, query, number)
    elif number != current("went"):
        follow_address(atlas, query, number)
    else:
        _mend(atlas)


def _mend(atlas: Atlas) -> None:
    """Set what an interrupted run left without a value to what was seen last."""
    last = read_view(current("address"), atlas)
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
    st.session_state["went"] = number
    view = read_view(query, atlas, click=f"address.{number}")
    _set(view)
    document = split_passage_key(view.choice.passage)[0]
    st.session_state["document"] = document or atlas.documents[0].id


def _set(view: View, *, only: AbstractSet[str] = frozenset(_AT_FIRST)) -> None:
    """Set what is chosen to what a view holds, under some keys only if asked."""
    values = {
        "choice": view.choice,
        "agreement_types": [t.value for t in view.types],
        "lang": view.lang,
        "status": [status.value for status in view.asked.statuses],
        "documents": list(view.asked.documents),
        "q": view.asked.words,
        "tabs": view.tab,
        "document": split_passage_key(view.choice.passage)[0],
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
        choice=current("choice"),
        tab=current("tabs"),
    )
    st.session_state["address"] = write_view(view)
    show_address(st.session_state["address"], current("went"))


def set_types(types: tuple[AgreementType, ...]) -> None:
    """Press the buttons of these types, and no others."""
    st.session_state["agreement_types"] = [t.value for t in types]

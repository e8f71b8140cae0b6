"""What is chosen now: the one room that keeps it between two runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.citations import split_passage_key
from geo.dashboard.filters import (
    Filter,
    allowed_landmarks,
    allowed_marks,
)
from geo.dashboard.panel import read_went, show_address
from geo.dashboard.state import (
    Choice,
    View,
    read_view,
    write_view,
)
from geo.model import AgreementType, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.atlas import Atlas
    from geo.model import Agreement


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
    elif number != st.session_state["went"]:
        follow_address(atlas, query, number)


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
    st.session_state["choice"] = view.choice
    st.session_state["agreement_types"] = [t.value for t in view.types]
    st.session_state["lang"] = view.lang
    st.session_state["status"] = [status.value for status in view.asked.statuses]
    st.session_state["documents"] = list(view.asked.documents)
    st.session_state["q"] = view.asked.words
    st.session_state["tabs"] = view.tab
    document = split_passage_key(view.choice.passage)[0]
    st.session_state["document"] = document or atlas.documents[0].id


def read_types() -> tuple[AgreementType, ...]:
    """Give the types that are on, in their own order."""
    chosen = set(st.session_state["agreement_types"])
    return tuple(t for t in AgreementType if t.value in chosen)


def read_filter() -> Filter:
    """Give what the filters and the search ask for."""
    return Filter(
        statuses=tuple(Status(value) for value in st.session_state["status"]),
        documents=tuple(st.session_state["documents"]),
        words=st.session_state["q"],
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
        lang=st.session_state["lang"],
        choice=st.session_state["choice"],
        tab=st.session_state["tabs"],
    )
    st.session_state["address"] = write_view(view)
    show_address(st.session_state["address"], st.session_state["went"])


def set_types(types: tuple[AgreementType, ...]) -> None:
    """Press the buttons of these types, and no others."""
    st.session_state["agreement_types"] = [t.value for t in types]

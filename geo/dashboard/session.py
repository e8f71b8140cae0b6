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
from geo.dashboard.state import (
    Choice,
    View,
    read_view,
    write_view,
)
from geo.model import AgreementType, Status

if TYPE_CHECKING:
    from geo.atlas import Atlas
    from geo.model import Agreement


def restore(atlas: Atlas) -> None:
    """Follow the address when it is not the one that this page wrote last.

    That is so at first, and when the reader goes back or forward in the browser.
    """
    query = st.query_params.to_dict()
    if st.session_state.get("address") == query:
        return
    view = read_view(query, atlas)
    st.session_state["choice"] = view.choice
    st.session_state["agreement_types"] = [t.value for t in view.types]
    st.session_state["lang"] = view.lang
    st.session_state["status"] = [status.value for status in view.asked.statuses]
    st.session_state["documents"] = list(view.asked.documents)
    st.session_state["q"] = view.asked.words
    document = split_passage_key(view.choice.passage)[0]
    st.session_state["document"] = document or atlas.documents[0].id


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


def write_address(types: tuple[AgreementType, ...], asked: Filter) -> None:
    """Write what is chosen into the address."""
    view = View(
        types=types,
        asked=asked,
        lang=st.session_state["lang"],
        choice=st.session_state["choice"],
    )
    query = write_view(view)
    st.session_state["address"] = query
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)

"""What a reader decided earlier, kept in their own browser, and going on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.dashboard.bringing import put_aside
from geo.dashboard.components import declare
from geo.dashboard.keeping import show_again
from geo.dashboard.panel import say_to_scripts
from geo.dashboard.reviewing import (
    Review,
    begin_review,
    is_reviewing,
    name_texts,
)

if TYPE_CHECKING:
    from geo.dashboard.bringing import Brought
    from geo.dashboard.resources import Resources

_drafts = declare("resuming", html='<div class="drafts" role="status" hidden></div>')


def show_drafts(shipped: Resources) -> None:
    """Offer what was decided in this browser and is not open."""
    brought: Brought | None = st.session_state.get("brought")
    review: Review | None = st.session_state.get("review")
    built_in = name_texts(shipped.atlas.documents)
    held = name_texts(t.document for t in brought.texts) if brought else ""
    said = _drafts(
        key="review_drafts",
        data={
            "open": review.key if review and is_reviewing() else "",
            "known": [key for key in (built_in, held) if key],
            "forgotten": st.session_state.get("review_forgotten", ""),
            **say_to_scripts(),
        },
        on_again_change=lambda: None,
    )
    again: dict[str, Any] | None = said.get("again")
    if not again:
        return
    begin_review()
    if again["key"] == built_in or again["key"] == held:
        put_aside(shown=again["key"] == held)
        st.rerun()
    show_again(str(again["project"]), shipped)

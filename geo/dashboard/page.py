"""The page: a bar, the map with its legend over it, and a panel beside it."""

from __future__ import annotations

import logging
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING

import streamlit as st
from streamlit import runtime

from geo.dashboard.bringing import shown_resources
from geo.dashboard.controls import (
    render_pill_colours,
    show_filters,
    show_fold,
    show_found,
    show_head,
    show_title,
    show_tour,
    show_types,
)
from geo.dashboard.embedding import is_embedded, show_embedded
from geo.dashboard.filters import (
    filter_agreements,
)
from geo.dashboard.keeping import show_kept
from geo.dashboard.leading import show_counts, show_lead
from geo.dashboard.map_view import show_map, show_map_options, show_signs
from geo.dashboard.panel import read_style, render_fonts, show_handle, show_unchecked
from geo.dashboard.plain import plain
from geo.dashboard.reading import show_reader, show_tabs
from geo.dashboard.resources import load_resources
from geo.dashboard.resuming import show_drafts
from geo.dashboard.review import show_review
from geo.dashboard.reviewing import is_reviewing, reviewed_resources
from geo.dashboard.session import (
    allow_marks,
    begin_speaking,
    confirm,
    read_filter,
    read_types,
    restore,
)
from geo.dashboard.your_text import show_banner
from geo.errors import GeoError
from geo.wording.messages import _
from geo.wording.sentences import understand

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from geo.dashboard.resources import Resources
    from geo.model import Agreement
    from geo.review.writers import Editing


_LOG = logging.getLogger(__name__)
_LONGEST_WAIT, _STEP = 2000, 100
"""In milliseconds: for the map to come, and between two looks."""
_read: set[Path] = set()
"""Data folders that this server has read, or is about to."""


def show_page(
    data: Path, project: Path | None = None, editing: Editing | None = None
) -> None:
    """Show the dashboard of a data folder, opened with a project if one is given.

    An error of the data is one sentence at the top; a bug goes to the log with its
    traceback and to the reader as one sentence.
    """
    st.set_page_config(page_title="Accord Atlas", page_icon="🗺️", layout="wide")
    begin_speaking()
    st.session_state["editing"] = editing
    st.html(f"<style>{read_style()}{render_pill_colours()}</style>")
    try:
        with _waiting_first(data):
            resources = load_resources(data)
        st.html(f"<style>{render_fonts(resources)}</style>")
        _show(resources, data, project)
    except GeoError as error:
        st.error(plain(understand(str(error))))
    except Exception:  # noqa: BLE001 - whatever it is, no traceback reaches a reader
        _LOG.exception("The page could not be shown.")
        st.error(
            _("The page could not be shown; the server's log says why. Reload it.")
        )


def _show(shipped: Resources, data: Path, project: Path | None) -> None:
    resources = reviewed_resources(shown_resources(shipped, project), data)
    atlas = resources.atlas
    restore(atlas)
    asked = read_filter()
    passing = filter_agreements(atlas, asked)
    types = read_types()
    if is_embedded():
        allowed = allow_marks(atlas, asked, passing)
        show_embedded(resources, types, passing, allowed)
        confirm()
        return
    is_first = "shown" not in st.session_state and runtime.exists()
    st.session_state["shown"] = True
    shown = [agreement for agreement in passing if agreement.type in types]
    bar = st.container(
        key="bar", horizontal=True, vertical_alignment="center", gap="small"
    )
    stage, panel = st.container(key="stage"), st.container(key="panel")
    with panel:
        notices, review, lead, lists, text = (
            st.container(key=key)
            for key in ("notices", "review", "lead", "lists", "text")
        )
    with bar:
        show_title(resources)
    with stage:
        show_map(resources, types, allow_marks(atlas, asked, passing))
    with text:
        show_reader(atlas, asked, tells=is_first)
    if is_first:
        _wait_for_map()
    with bar:
        show_head(resources)
    with stage:
        _show_legend(resources, passing)
        with st.container(key="active"):
            show_counts(atlas, asked, shown, types)
    with notices:
        show_handle()
        show_banner(resources)
        show_kept(shipped)
        show_drafts(shipped)
        show_tour(atlas)
        show_found(atlas)
    with review:
        show_review()
    with lead:
        show_lead(atlas)
        show_unchecked()
    # The queue lies over the lists: they need not hold it up.
    if not is_reviewing():
        with lists:
            show_tabs(resources, shipped, shown)
    confirm()


def _show_legend(resources: Resources, passing: tuple[Agreement, ...]) -> None:
    with st.container(key="legend"):
        show_types(resources.atlas, passing)
        show_fold()
        show_filters(resources.atlas)
        show_signs(resources)
        show_map_options()


def _waiting_first(data: Path) -> AbstractContextManager[None]:
    """Say what the first visitor of a server waits for."""
    if data in _read:
        return nullcontext()
    _read.add(data)
    return st.spinner(_("Reading the agreements…"))


def _wait_for_map() -> None:
    """Let the browser have the map and the text before it is given the rest.

    Streamlit's buttons and lists take it as long to draw as these, and it would draw
    them first. The panel of the text says when the map is there: Streamlit then ends
    this run at its next element and begins another, which is the whole page. Should
    nothing be said, the rest follows all the same.
    """
    place = st.empty()
    for _look in range(_LONGEST_WAIT // _STEP):
        time.sleep(_STEP / 1000)
        place.empty()

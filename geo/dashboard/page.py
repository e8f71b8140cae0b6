"""The page, from top to bottom."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

import streamlit as st
from streamlit import runtime

from geo.dashboard.bringing import shown_resources
from geo.dashboard.controls import (
    render_pill_colours,
    show_filters,
    show_head,
    show_title,
    show_tour,
    show_types,
)
from geo.dashboard.filters import (
    filter_agreements,
)
from geo.dashboard.map_view import show_map, show_map_options
from geo.dashboard.panel import read_style, render_fonts
from geo.dashboard.plain import plain
from geo.dashboard.reading import show_reader, show_tabs
from geo.dashboard.resources import load_resources
from geo.dashboard.session import (
    allow_marks,
    read_filter,
    read_types,
    restore,
)
from geo.dashboard.your_text import show_banner
from geo.errors import GeoError

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dashboard.resources import Resources


_LOG = logging.getLogger(__name__)
_LONGEST_WAIT, _STEP = 2000, 100
"""In milliseconds: for the map to come, and between two looks."""


def show_page(data: Path, project: Path | None = None) -> None:
    """Show the dashboard of a data folder, opened with a project if one is given.

    An error of the data is one sentence at the top; a bug goes to the log with its
    traceback and to the reader as one sentence.
    """
    st.set_page_config(page_title="Accord Atlas", page_icon="🗺️", layout="wide")
    st.html(f"<style>{read_style()}{render_pill_colours()}</style>")
    try:
        resources = load_resources(data)
        st.html(f"<style>{render_fonts(resources)}</style>")
        _show(resources, project)
    except GeoError as error:
        st.error(plain(str(error)))
    except Exception:  # noqa: BLE001 - whatever it is, no traceback reaches a reader
        _LOG.exception("The page could not be shown.")
        st.error("The page could not be shown; the server's log says why. Reload it.")


def _show(shipped: Resources, project: Path | None) -> None:
    resources = shown_resources(shipped, project)
    atlas = resources.atlas
    restore(atlas)
    asked = read_filter()
    passing = filter_agreements(atlas, asked)
    types = read_types()
    is_first = "shown" not in st.session_state and runtime.exists()
    st.session_state["shown"] = True
    top = st.container(key="top")
    with top:
        head = show_title(resources)
    left, right = st.columns([3, 2], gap="small")
    with left:
        show_map(resources, types, allow_marks(atlas, asked, passing))
    with right:
        show_reader(atlas, asked, tells=is_first)
    if is_first:
        _wait_for_map()
    with head:
        show_head(resources)
    with top:
        show_banner(resources)
        show_tour(atlas)
        show_types(passing)
        show_filters(atlas)
    with left:
        show_map_options()
    show_tabs(resources, shipped, [a for a in passing if a.type in types])


def _wait_for_map() -> None:
    """Let the browser have the map and the text before it is given the rest.

    Streamlit's buttons and lists take it as long to draw as these, and it would draw
    them first. The panel of the text says when the map is there: Streamlit then ends
    this run at its next element and begins another, which is the whole page. Should
    nothing be said, the rest follows all the same.
    """
    place = st.empty()
    for _ in range(_LONGEST_WAIT // _STEP):
        time.sleep(_STEP / 1000)
        place.empty()

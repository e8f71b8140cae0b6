"""What a reader brought, kept in their browser's tab, should the server forget it."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

import streamlit as st

from geo.dashboard.bringing import Left, open_next, open_project
from geo.dashboard.components import declare
from geo.dashboard.panel import say_to_scripts
from geo.dashboard.plain import plain
from geo.dashboard.reviewing import name_texts
from geo.errors import GeoError, UsageError
from geo.wording.messages import N_, _
from geo.wording.sentences import understand

if TYPE_CHECKING:
    from geo.dashboard.bringing import Brought
    from geo.dashboard.resources import Resources

_keep = declare("kept")


def show_kept(shipped: Resources) -> None:
    """Have the browser keep what is brought; offer what an earlier session had."""
    brought: Brought | None = st.session_state.get("brought")
    data: dict[str, object] = {
        "forgotten": st.session_state.get("brought_forgotten", False),
        **say_to_scripts(),
    }
    if brought is not None and brought.is_readers:
        document = brought.texts[0].document
        data |= {
            "name": document.short_title,
            "key": name_texts(text.document for text in brought.texts),
            "file": f"{document.id}.zip",
            "project": base64.b64encode(brought.packed).decode("ascii"),
        }
    said = _keep(
        key="brought_kept",
        data=data,
        on_again_change=lambda: None,
        on_back_change=lambda: None,
    )
    if said.get("again"):
        show_again(said["again"], shipped)


def show_again(project: str, shipped: Resources) -> None:
    """Show a project that the browser kept, from the next run on."""
    try:
        with st.spinner(_("Reading your text again…")):
            coming = open_project(_decode(project), shipped, lambda *_: None)
    except Left:
        return
    except GeoError as error:
        st.error(plain(understand(str(error))))
        return
    open_next(coming)


def _decode(project: str) -> bytes:
    try:
        return base64.b64decode(project, validate=True)
    except (binascii.Error, ValueError, TypeError) as error:
        msg = N_("What the browser kept is damaged; open the project that you saved.")
        raise UsageError(msg) from error

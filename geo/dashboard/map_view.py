"""The map on the page, and what a click on it chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import streamlit as st
from streamlit_folium import st_folium

from geo.dashboard.panel import show_still
from geo.dashboard.session import current
from geo.maps.backgrounds import BACKGROUNDS, find_background
from geo.maps.folium_map import build_map, build_state_group
from geo.maps.markup import render

if TYPE_CHECKING:
    from geo.dashboard.resources import Resources
    from geo.dashboard.state import Choice
    from geo.model import AgreementType


_MAP_HEIGHT = 560
"""Until the style sheet says otherwise."""
_BUILT_IN = "built-in"


def show_map(
    resources: Resources,
    types: tuple[AgreementType, ...],
    allowed: list[str] | None,
) -> None:
    """Show the map."""
    leaflet_map = build_map(
        resources.assets_address, resources.assets_version, resources.drawing
    )
    # Another drawing is another map: its frame is made anew.
    drawing = f"{crc32(resources.drawing.encode()):x}"
    key = f"map_drawing_{drawing}"
    state = _map_state(types, allowed)
    # What the address says of the view holds for the drawing that it names.
    state["drawing"] = drawing if resources.drawing else ""
    group = build_state_group(state)
    with st.container(key="map"):
        st_folium(
            leaflet_map,
            key=key,
            height=_MAP_HEIGHT,
            use_container_width=True,
            # The page's own store says what is chosen: the map returns nothing.
            returned_objects=[],
            feature_group_to_add=group,
        )
    if types and allowed == []:
        with st.container(key="nothing"):
            st.info("Nothing on the map passes the filters. Take one away.")


def show_signs(resources: Resources) -> None:
    """Show what the signs on the map mean, beside the colours of the types."""
    show_still(render("signs", is_brought=resources.is_brought), key="signs")


def show_map_options() -> None:
    """Show what can be chosen for the map."""
    with st.container(horizontal=True, key="map_options", vertical_alignment="center"):
        st.toggle(
            "Provinces until 30 June 2025",
            key="old_borders",
            help="Draws the borders that vanished when Viet Nam's 63 provinces became "
            "34 on 1 July 2025.",
        )
        st.selectbox(
            "Background",
            [_BUILT_IN, *BACKGROUNDS],
            key="background",
            format_func="Background: {}".format,
            label_visibility="collapsed",
            width=240,
        )


def _map_state(
    types: tuple[AgreementType, ...], allowed: list[str] | None
) -> dict[str, object]:
    choice: Choice = current("choice")
    return {
        "types": [t.value for t in types],
        "only": allowed,
        "lang": current("lang"),
        "old": st.session_state.get("old_borders", False),
        "background": find_background(st.session_state.get("background")),
        "theme": st.context.theme.type or "light",
        "selected": {
            "place": choice.place,
            "type": choice.type,
            "click": choice.click,
        }
        if choice.place
        else None,
        "card": True,
        "fit": current("q").strip(),
        "number": current("seen"),
    }

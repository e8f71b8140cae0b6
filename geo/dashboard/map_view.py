"""The map on the page, and what a click on it chooses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

import streamlit as st
from streamlit_folium import st_folium

from geo.dashboard.session import (
    choose,
    current,
)
from geo.dashboard.state import (
    Choice,
    choose_place,
)
from geo.maps.backgrounds import BACKGROUNDS, find_background
from geo.maps.folium_map import build_map, build_state_group

if TYPE_CHECKING:
    from geo.atlas import Atlas
    from geo.dashboard.resources import Resources
    from geo.model import AgreementType


_MAP_HEIGHT = 560
_BUILT_IN = "built-in"
_LINE = "width: 20px; height: 0; vertical-align: 3px; border-top: "
_RINGS = (
    "border: 2px solid; border-radius: 50%; outline: 2px solid; outline-offset: 2px"
)
_PROPOSED = "border: 2px dashed; background: rgba(128, 128, 128, 0.35)"
_SOFT = "background: #6fb4e8; filter: blur(3px); border-radius: 50%"
_LEGEND = f"""<p class="legend">
<span>Colours: the buttons above</span>
<span><i class="sign dot"></i>place; a circle around it shows how sure</span>
<span><i class="sign" style="{_RINGS};
margin: 0 10px 0 5px; width: 8px; height: 8px; vertical-align: 1px"></i>rings: several
types</span>
<span><i class="sign dashed"></i>site not fixed or not known</span>
<span><i class="sign outline"></i>approximate outline</span>
<span><i class="sign" style="{_LINE}3px solid var(--type-mekong)"></i>river</span>
<span><i class="sign" style="{_SOFT}"></i>historical waters, without an edge</span>
<span><i class="sign pair"></i>pair of provinces</span>
<span><i class="sign dot named"></i>named, but in no agreement</span>{{more}}</p>"""
_LEGEND_PROPOSED = (
    f'<span><i class="sign" style="{_PROPOSED}"></i>proposed, not verified</span>'
)


def show_map(
    resources: Resources,
    types: tuple[AgreementType, ...],
    allowed: list[str] | None,
) -> None:
    """Show the map and its legend."""
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
            returned_objects=["last_active_drawing"],
            feature_group_to_add=group,
            on_change=lambda: _map_chosen(resources.atlas, key),
        )
    more = _LEGEND_PROPOSED if resources.is_brought else ""
    st.html(_LEGEND.format(more=more))
    if types and allowed == []:
        st.info("Nothing on the map passes the filters. Take one away.")


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
        "fit": current("q").strip(),
        "went": current("went"),
    }


def _map_chosen(atlas: Atlas, key: str) -> None:
    drawing = (st.session_state.get(key) or {}).get("last_active_drawing")
    if drawing and not drawing["properties"]["place"]:
        choice: Choice = current("choice")
        choose(replace(choice, place="", type="", click=drawing["properties"]["click"]))
    elif drawing:
        chosen = drawing["properties"]
        choose(
            choose_place(
                atlas,
                chosen["place"],
                agreement_type=chosen["agreement_type"],
                click=chosen["click"],
            )
        )

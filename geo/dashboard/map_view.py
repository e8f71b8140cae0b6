"""The map on the page, and what a click on it chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from streamlit_folium import st_folium

from geo.dashboard.components import say_each
from geo.dashboard.panel import show_still
from geo.dashboard.session import current, names_language
from geo.maps.backgrounds import BACKGROUNDS, find_background
from geo.maps.folium_map import build_map, build_state_group
from geo.maps.markup import render
from geo.wording.languages import LANGUAGES, OWN_NAMES
from geo.wording.messages import N_, _, spoken

if TYPE_CHECKING:
    from geo.dashboard.resources import Resources
    from geo.dashboard.state import Choice
    from geo.model import AgreementType


_MAP_HEIGHT = 560
"""Until the style sheet says otherwise."""
_BUILT_IN = N_("built-in")


def show_map(
    resources: Resources,
    types: tuple[AgreementType, ...],
    allowed: list[str] | None,
) -> None:
    """Show the map."""
    worded = resources.worded()
    leaflet_map = build_map(
        resources.assets_address,
        worded.assets_version,
        worded.drawing,
        script=worded.script,
    )
    # Another drawing is another map: its frame is made anew.
    key = f"map_{spoken()}_drawing_{resources.brought}"
    state = _map_state(types, allowed)
    # What the address says of the view holds for the drawing that it names.
    state["drawing"] = resources.brought
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
            st.info(_("Nothing on the map passes the filters. Take one away."))


def show_signs(resources: Resources) -> None:
    """Show what the signs on the map mean, beside the colours of the types."""
    show_still(render("signs", is_brought=resources.is_brought), key="signs")


def show_map_options() -> None:
    """Show what can be chosen for the map."""
    backgrounds, languages = [_BUILT_IN, *BACKGROUNDS], ["", *LANGUAGES]
    with st.container(horizontal=True, key="map_options", vertical_alignment="center"):
        st.toggle(
            _("Provinces until 30 June 2025"),
            key="old_borders",
            help=_(
                "Draws the borders that vanished when Viet Nam's 63 provinces became "
                "34 on 1 July 2025."
            ),
        )
        st.selectbox(
            _("Background"),
            backgrounds,
            key="background",
            format_func=say_each(backgrounds, _say_background),
            label_visibility="collapsed",
            width=240,
        )
        st.selectbox(
            _("Language of the place names"),
            languages,
            key="names",
            format_func=say_each(languages, _say_names),
            label_visibility="collapsed",
            width=240,
        )


def _say_background(name: str) -> str:
    return _("Background: {name}").format(name=_(name))


def _say_names(language: str) -> str:
    name = OWN_NAMES[language] if language else _("as the page")
    return _("Names: {language}").format(language=name)


def _map_state(
    types: tuple[AgreementType, ...], allowed: list[str] | None
) -> dict[str, object]:
    choice: Choice = current("choice")
    return {
        "types": [t.value for t in types],
        "only": allowed,
        "lang": names_language(),
        "speaks": spoken(),
        "old": current("old_borders"),
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

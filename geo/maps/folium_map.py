"""The folium map: made anew on each run, and always the same.

What varies goes into one small feature group, so that the frame, the view and the
reader's zoom stay. The group carries no shapes: they lie in a script that the browser
loads once, and the group only says which of them to show.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.maps.assets import SCRIPT

if TYPE_CHECKING:
    from collections.abc import Mapping

_CENTRE = (12.0, 106.0)


class _Show(MacroElement):
    """Tells the map's script what to show; streamlit-folium calls the map map_div."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.accordAtlas.show(map_div, {{ this.state }});"
        "{% endmacro %}"
    )

    def __init__(self, state: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Show"
        self.state = json.dumps(state, sort_keys=True)


class _Draw(MacroElement):
    """Gives the map's script another drawing than the one in its own file."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.accordAtlasData = {{ this.drawing }};"
        "{% endmacro %}"
    )

    def __init__(self, drawing: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Draw"
        self.drawing = drawing


def build_map(
    assets_address: str, version: str, drawing: str = "", script: str = SCRIPT
) -> folium.Map:
    """Build the map: no tiles, and every script from our own address.

    Parameters
    ----------
    assets_address, version
        Where the map's frame finds its files, and what tells them from older ones.
    drawing
        A payload as JSON, every string in it escaped; it stands for the one in the
        files. A text that a reader brought never lies in a file that is served.
    script
        The one of the language that the page speaks.
    """
    leaflet_map = folium.Map(
        location=_CENTRE,
        zoom_start=7,
        tiles=None,
        min_zoom=5,
        max_zoom=12,
        zoom_snap=0.25,
        zoom_delta=0.75,
        wheel_px_per_zoom_level=90,
        world_copy_jump=False,
        fade_animation=False,
    )
    leaflet_map.default_js = [(SCRIPT, f"{assets_address}/{script}?{version}")]
    leaflet_map.default_css = []
    if drawing:
        leaflet_map.add_child(_Draw(drawing))
    return leaflet_map


def build_state_group(state: Mapping[str, Any]) -> folium.FeatureGroup:
    """Build the group that says what the map shows now.

    ``state`` holds slugs, ids and numbers only: nothing that a text says.
    """
    group = folium.FeatureGroup(name="state")
    group.add_child(_Show(state))
    return group

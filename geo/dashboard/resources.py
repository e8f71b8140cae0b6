"""What the page reads once per server and every session shares."""

from __future__ import annotations

import gc
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.components.v1 import declare_component

from geo.atlas import Atlas, read_atlas
from geo.dashboard.overviews import (
    render_comparisons,
    render_coverage,
    render_matrix,
    render_timeline,
)
from geo.dashboard.tables import render_agreements, render_places
from geo.maps.assets import write_assets
from geo.maps.payload import build_payload, read_topology

if TYPE_CHECKING:
    from collections.abc import Mapping

_OVERVIEWS = {
    "Agreements": lambda atlas: render_agreements(atlas.agreements, atlas),
    "Places": render_places,
    "Pairs": render_matrix,
    "Timeline": render_timeline,
    "Compare texts": render_comparisons,
    "Documents": render_coverage,
}


@dataclass(frozen=True, slots=True)
class Resources:
    """The atlas, and where the map's frame finds its files."""

    atlas: Atlas
    assets_address: str
    """Seen from inside the map's frame; holds under any base path."""
    assets_version: str
    overviews: Mapping[str, str]
    """The tabs' HTML, which depends on nothing that is chosen."""


@st.cache_resource(show_spinner="Reading the agreements…")
def load_resources(data: Path) -> Resources:
    """Read the atlas and write the map's files, once: both are never changed.

    What is loaded stays for good, so the garbage collector need not walk it after
    every change of a filter.
    """
    atlas = read_atlas(data)
    folder = Path(tempfile.mkdtemp(prefix="accord-atlas-"))
    version = write_assets(
        folder, read_topology(data / "basemap"), build_payload(atlas)
    )
    served = declare_component("map_assets", path=str(folder))
    gc.freeze()
    return Resources(
        atlas=atlas,
        assets_address=f"../{served.name}",
        assets_version=version,
        overviews={title: render(atlas) for title, render in _OVERVIEWS.items()},
    )

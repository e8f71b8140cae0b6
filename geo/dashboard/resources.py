"""What the page reads once per server and every session shares."""

from __future__ import annotations

import gc
import json
import tempfile
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

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
from geo.maps.payload import build_payload, read_far_land, read_topology
from geo.projects.nursery import Nursery

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    assets_folder: str
    """The same, seen from the page."""
    assets_version: str
    overviews: Mapping[str, str]
    """The tabs' HTML, which depends on nothing that is chosen."""
    basemap: Mapping[str, Any]
    """The topology that the browser draws."""
    far_land: Sequence[Any]
    """The land around it, for brought texts that go there."""
    nursery: Nursery
    """Where brought texts are read."""
    drawing: str = ""
    """What the map draws in place of the shipped atlas, as JSON: a brought text's."""

    @property
    def is_brought(self) -> bool:
        """Whether a reader brought what is shown."""
        return bool(self.drawing)


_one_reading = Lock()


def read_shipped(data: Path) -> Atlas:
    """Read the atlas of a data folder once, whoever asks first: server or reader.

    Raises
    ------
    GeoError
        Something in the folder is missing, altered or malformed.
    """
    with _one_reading:
        return _read_shipped(data)


@lru_cache(maxsize=1)
def _read_shipped(data: Path) -> Atlas:
    return read_atlas(data)


@st.cache_resource(show_spinner="Reading the agreements…")
def load_resources(data: Path) -> Resources:
    """Read the atlas and write the map's files, once: both are never changed.

    What is loaded stays for good, so the garbage collector need not walk it after
    every change of a filter.
    """
    atlas = read_shipped(data)
    folder = Path(tempfile.mkdtemp(prefix="accord-atlas-"))
    basemap = read_topology(data / "basemap")
    version = write_assets(folder, basemap, build_payload(atlas))
    served = declare_component("map_assets", path=str(folder))
    gc.freeze()
    return Resources(
        atlas=atlas,
        assets_address=f"../{served.name}",
        assets_folder=f"./component/{served.name}",
        assets_version=version,
        overviews=_render_overviews(atlas),
        basemap=basemap,
        far_land=read_far_land(data / "basemap"),
        nursery=Nursery(data),
    )


def bring_resources(shipped: Resources, atlas: Atlas) -> Resources:
    """Give what the page needs to show another atlas with the shipped files."""
    drawing = build_payload(atlas, basemap=shipped.basemap, far_land=shipped.far_land)
    return replace(
        shipped,
        atlas=atlas,
        overviews=_render_overviews(atlas),
        drawing=json.dumps(drawing, ensure_ascii=False, separators=(",", ":")),
    )


def _render_overviews(atlas: Atlas) -> Mapping[str, str]:
    return {title: render(atlas) for title, render in _OVERVIEWS.items()}

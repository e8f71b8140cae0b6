"""What the page reads once per server and every session shares."""

from __future__ import annotations

import atexit
import gc
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any
from zlib import crc32

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
from geo.maps.assets import SCRIPT, write_assets
from geo.maps.payload import build_payload, read_far_land, read_topology
from geo.projects.nursery import Nursery
from geo.wording.languages import LANGUAGES
from geo.wording.messages import speaking, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_OVERVIEWS: dict[str, Callable[[Atlas], str]] = {
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
    """Of the fonts, and of the map's script in English."""
    served: Path
    """The folder of those files."""
    basemap: Mapping[str, Any]
    """The topology that the browser draws."""
    far_land: Sequence[Any]
    """The land around it, for brought texts that go there."""
    nursery: Nursery
    """Where brought texts are read."""
    brought: str = ""
    """What tells a text that a reader brought from others; empty for the shipped."""
    reviewed: Resources | None = None
    """What a reader has decided about since, as it was read: the map began with it."""
    _worded: dict[str, Worded] = field(default_factory=dict)
    """By language."""

    @property
    def is_brought(self) -> bool:
        """Whether a reader brought what is shown."""
        return bool(self.brought)

    def worded(self) -> Worded:
        """Give what is shown in the language spoken now, written once a language."""
        language = spoken()
        with _one_wording:
            if language not in self._worded:
                self._worded[language] = _word(self, language)
            return self._worded[language]


@dataclass(frozen=True, slots=True)
class Worded:
    """What the page shows in one language, and what depends on nothing chosen."""

    overviews: Mapping[str, str]
    """The tabs' HTML."""
    script: str = SCRIPT
    """The map's, with all that is drawn."""
    assets_version: str = ""
    drawing: str = ""
    """What the map draws in place of the shipped atlas, as JSON: a brought text's."""


class _Overviews(Mapping[str, str]):
    """The HTML of the tabs, each written when it is first looked at."""

    def __init__(self, atlas: Atlas, language: str) -> None:
        self._atlas, self._language = atlas, language
        self._written: dict[str, str] = {}

    def __getitem__(self, title: str) -> str:
        if title not in self._written:
            with speaking(self._language):
                self._written[title] = _OVERVIEWS[title](self._atlas)
        return self._written[title]

    def __iter__(self) -> Iterator[str]:
        return iter(_OVERVIEWS)

    def __len__(self) -> int:
        return len(_OVERVIEWS)


def _word(resources: Resources, language: str) -> Worded:
    atlas = resources.atlas
    overviews = _Overviews(atlas, language)
    if resources.reviewed:
        return replace(resources.reviewed.worded(), overviews=overviews)
    script = SCRIPT if language == LANGUAGES[0] else f"{language}.{SCRIPT}"
    if not resources.is_brought:
        payload = build_payload(atlas)
        version = write_assets(resources.served, resources.basemap, payload, script)
        return Worded(overviews, script, version)
    return Worded(overviews, script, resources.assets_version, draw(resources))


def draw(resources: Resources) -> str:
    """Write what the map draws of an atlas beside the shipped basemap, as JSON."""
    drawing = build_payload(
        resources.atlas, basemap=resources.basemap, far_land=resources.far_land
    )
    return json.dumps(drawing, ensure_ascii=False, separators=(",", ":"))


_one_reading, _one_wording = Lock(), RLock()


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


@st.cache_resource(show_spinner=False)
def load_resources(data: Path) -> Resources:
    """Read the atlas and write the map's files, once: both are never changed.

    What is loaded stays for good, so the garbage collector need not walk it after
    every change of a filter.
    """
    atlas = read_shipped(data)
    folder = Path(tempfile.mkdtemp(prefix="accord-atlas-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    basemap = read_topology(data / "basemap")
    served = declare_component("map_assets", path=str(folder))
    resources = Resources(
        atlas=atlas,
        assets_address=f"../{served.name}",
        assets_folder=f"./component/{served.name}",
        assets_version="",
        served=folder,
        basemap=basemap,
        far_land=read_far_land(data / "basemap"),
        nursery=Nursery(data),
    )
    with speaking(LANGUAGES[0]):
        version = resources.worded().assets_version
    gc.freeze()
    return replace(resources, assets_version=version)


def bring_resources(shipped: Resources, atlas: Atlas) -> Resources:
    """Give what the page needs to show another atlas with the shipped files."""
    return replace(shipped, atlas=atlas, brought=_tell_apart(atlas), _worded={})


def review_resources(read: Resources, atlas: Atlas) -> Resources:
    """Give what the page needs once a reader has decided about what it shows.

    The map stays the same: it is told what to draw in place of what it draws.
    """
    return replace(read, atlas=atlas, reviewed=read, _worded={})


def _tell_apart(atlas: Atlas) -> str:
    """Name what is drawn of an atlas: the same texts, the same name."""
    texts = (f"{d.id} {d.geography_on} {d.text}" for d in atlas.documents)
    return f"{crc32(chr(10).join(texts).encode()):x}"

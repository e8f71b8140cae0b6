"""The files that the map's frame loads, gathered in one folder to be served."""

from __future__ import annotations

import hashlib
import json
import shutil
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xstatic.pkg.leaflet

if TYPE_CHECKING:
    from collections.abc import Mapping

SCRIPTS = ("leaflet.js", "basemap.js", "atlas.js", "viewer.js")
STYLES = ("leaflet.css", "viewer.css")
_LEAFLET_FILES = ("leaflet.js", "leaflet.css")
_OWN_FILES = ("viewer.js", "viewer.css", "noto-sans-khmer.woff2")


def write_assets(
    folder: Path, basemap: Mapping[str, Any], payload: Mapping[str, Any]
) -> str:
    """Write every file that the map needs into a folder.

    Returns
    -------
    version
        A digest of the content, for addresses that change when the content does.
    """
    folder.mkdir(parents=True, exist_ok=True)
    leaflet = Path(xstatic.pkg.leaflet.BASE_DIR)
    for name in _LEAFLET_FILES:
        shutil.copyfile(leaflet / name, folder / name)
    own = files("geo.maps") / "static"
    for name in _OWN_FILES:
        (folder / name).write_bytes((own / name).read_bytes())
    _write_script(folder / "basemap.js", "accordAtlasBasemap", basemap)
    _write_script(folder / "atlas.js", "accordAtlasData", payload)
    digest = hashlib.sha256()
    for name in (*SCRIPTS, *STYLES):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:12]


def _write_script(path: Path, variable: str, value: Mapping[str, Any]) -> None:
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(f"window.{variable}={content};\n", encoding="utf-8")

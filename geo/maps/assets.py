"""The files that the map's frame loads, gathered in one folder to be served."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xstatic.pkg.leaflet

from geo.maps.modules import join_modules
from geo.maps.palette import render_colours

if TYPE_CHECKING:
    from collections.abc import Mapping

SCRIPT = "map.js"
KHMER_FONT = "noto-sans-khmer.woff2"
KHMER_RANGE = "U+1780-17FF, U+19E0-19FF, U+200C-200D"
"""The letters that it is for."""
_FONTS = (
    KHMER_FONT,
    "noto-sans-latin-400.woff2",
    "noto-sans-latin-600.woff2",
    "noto-sans-vietnamese-400.woff2",
    "noto-sans-vietnamese-600.woff2",
)
_KHMER = (
    '@font-face { font-family: "Atlas Khmer"; font-weight: 400 700; '
    f'src: url("{KHMER_FONT}") format("woff2"); '
    f"unicode-range: {KHMER_RANGE}; font-display: swap; }}\n"
)
_LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)
_OWN = files("geo.maps") / "static"


def render_script(basemap: Mapping[str, Any], payload: Mapping[str, Any]) -> str:
    """Write Leaflet, the shapes and the map's own script as one script.

    One file is one round trip: the frame loads its scripts one after the other.
    """
    return "\n".join(
        [
            (_LEAFLET / "leaflet.js").read_text(encoding="utf-8"),
            f"window.accordAtlasBasemap={_render_json(basemap)};",
            f"window.accordAtlasData={_render_json(payload)};",
            join_modules(_OWN / "viewer", "main"),
        ]
    )


def render_style() -> str:
    """Write Leaflet's style and the map's own as one style sheet."""
    return "\n".join(
        [
            (_LEAFLET / "leaflet.css").read_text(encoding="utf-8"),
            _KHMER,
            (_OWN / "viewer.css").read_text(encoding="utf-8"),
            f":root {{ {render_colours(dark=False)} }}",
            f':root[data-theme="dark"] {{ {render_colours(dark=True)} }}',
        ]
    )


def write_fonts(folder: str, version: str) -> str:
    """Write the fonts as a style sheet for a page that finds them in a folder."""
    style = (_OWN / "fonts.css").read_text(encoding="utf-8") + _KHMER
    return re.sub(r'url\("([^"]+)"\)', rf'url("{folder}\1?{version}")', style)


def write_assets(
    folder: Path,
    basemap: Mapping[str, Any],
    payload: Mapping[str, Any],
    name: str = SCRIPT,
) -> str:
    """Write every file that the map needs into a folder, its script under a name.

    Returns
    -------
    version
        A digest of the content, for addresses that change when the content does.
    """
    folder.mkdir(parents=True, exist_ok=True)
    script = f"{_render_style_script()}\n{render_script(basemap, payload)}"
    (folder / name).write_text(script, encoding="utf-8")
    for font in _FONTS:
        (folder / font).write_bytes((_OWN / font).read_bytes())
    return hashlib.sha256(script.encode()).hexdigest()[:12]


def _render_style_script() -> str:
    """Write the style as a script: it comes with the map, which need not wait for it.

    Its fonts lie beside the script, wherever that is, and bear its version.
    """
    style = (_OWN / "fonts.css").read_text(encoding="utf-8") + render_style()
    return (
        "{const own=new URL(document.currentScript.src);"
        "const beside=(name)=>new URL(`${name}${own.search}`,own).href;"
        'const style=document.createElement("style");'
        f"style.textContent={json.dumps(style, ensure_ascii=False)}"
        '.replace(/url\\("(noto-[^"]+)"\\)/g,(_,name)=>`url("${beside(name)}")`);'
        "document.head.append(style);}"
    )


def _render_json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

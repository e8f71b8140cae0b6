"""The atlas as one HTML file: it works from a disk or an e-mail, with no network.

The map is the page's own script. A content security policy lets the two scripts of
the file run, by their digests, and nothing be asked for.
"""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from geo.exports.credits import count_agreements, count_briefly, render_doubt
from geo.exports.files import whole_file
from geo.exports.html_parts import (
    render_about,
    render_agreements,
    render_places,
    render_reader,
    render_swatch,
)
from geo.exports.licences import render_licences
from geo.exports.markup import to_inline_script, to_markup
from geo.exports.picture import list_days
from geo.exports.titles import entitle
from geo.exports.writing import Taken, writes_part
from geo.maps.assets import render_script, render_style
from geo.maps.payload import build_payload, read_topology
from geo.model import AgreementType
from geo.shipped import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas import Atlas

_STATIC = files("geo.exports") / "static"
_MAP_STATIC = files("geo.maps") / "static"
_FONT = re.compile(r"""url\(["']?(?P<name>[\w-]+\.woff2)["']?\)""")
_LINK = re.compile(
    r'href="[^"]*" target="_blank" rel="noopener" data-passage="([^"]*)"'
)
_LINK_INSIDE = r'href="#passage-\1" data-passage="\1"'
_SIGNS = (
    ("pin", "a site, its circle as wide as it is uncertain"),
    ("dashed", "site not fixed or not known: no pin"),
    ("outline", "approximate outline"),
    ("soft", "waters without an edge"),
    ("pair", "agreement between two provinces; no road"),
    ("proposed", "proposed by a rule, not verified"),
    ("named", "named, no agreement is about it"),
)
_LANGUAGES = (("en", "English", "EN"), ("vi", "Tiếng Việt", "VI"), ("km", "ខ្មែរ", "KM"))


@writes_part
def write_html(taken: Taken, path: Path) -> int:
    """Write the page and give the number of marks and pairs on its map."""
    part = taken.part
    payload = _build_payload(part, taken.whole)
    with whole_file(path) as draft:
        draft.write_text(
            render_html(part, payload, entitle(taken.chosen)), encoding="utf-8"
        )
    return len(payload["features"]) + len(payload["pairs"])


def _build_payload(part: Atlas, atlas: Atlas) -> dict[str, Any]:
    """Give what the map's script reads, its links leading to the file's passages."""
    payload = build_payload(part)
    payload["names"] = build_payload(atlas)["names"]
    for mark in (*payload["features"], *payload["pairs"]):
        mark["popup"] = _LINK.sub(
            r'href="#passage-\1" data-passage="\1"', mark["popup"]
        )
    return payload


def render_html(part: Atlas, payload: dict[str, Any], title: str) -> str:
    """Write the page of an atlas and of what its map's script reads."""
    topology = read_topology(data_folder() / "basemap")
    scripts = [
        to_inline_script(render_script(topology, payload)),
        to_inline_script(_read("page.js")),
    ]
    digests = " ".join(f"'{_digest(script)}'" for script in scripts)
    policy = (
        f"default-src 'none'; script-src {digests}; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{to_markup(title)}</title>\n"
        f"<style>\n{_style()}\n</style>\n</head>\n"
        f'<body data-lang="en">\n{_render_body(part)}\n'
        + "\n".join(f"<script>{script}</script>" for script in scripts)
        + "\n</body>\n</html>\n"
    )


def _read(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")


def _digest(script: str) -> str:
    content = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(content).decode()}"


def _style() -> str:
    """Write the style sheets with every font that they name inside."""
    return _FONT.sub(_inline_font, f"{render_style()}\n{_read('page.css')}")


def _inline_font(found: re.Match[str]) -> str:
    content = (_MAP_STATIC / found["name"]).read_bytes()
    return f"url(data:font/woff2;base64,{base64.b64encode(content).decode()})"


# --- body -------------------------------------------------------------------------


def _render_body(part: Atlas) -> str:
    return (
        '<a class="skip" href="#agreements-heading">Skip the map</a>'
        '<header><div><h1>Accord Atlas</h1><p class="lead">Places that governments '
        "wrote into their agreements, each with the words that put it on the map. "
        f"{count_agreements(part.mapped)} mapped, "
        f"{count_agreements(part.listed)} without a place listed below. "
        f"{render_doubt(part)} Borders of {to_markup(list_days(part))}.</p>"
        '<nav aria-label="Below the map"><a href="#agreements-heading">Agreements</a> '
        '<a href="#places-heading">Places</a> <a href="#about-heading">About and '
        f"sources</a></nav></div>{_render_languages()}</header>"
        f'<main>{_render_filter(part)}<div class="split">'
        '<section class="stage"><div id="map"></div>'
        '<p id="empty" role="status" hidden>No agreement type is chosen: the map is '
        "empty. Choose one, or All.</p>"
        "<noscript><p>The map needs JavaScript; the tables say all that it says."
        "</p></noscript></section>"
        '<section id="reader" tabindex="0" aria-label="Passages">'
        f"{render_reader(part)}</section></div>{_render_signs(part)}"
        '<section class="below"><h2 id="agreements-heading">Agreements</h2>'
        f'<p id="count" role="status"></p>{render_agreements(part)}'
        f'<h2 id="places-heading">Places</h2>{render_places(part)}'
        '<h2 id="about-heading">About and sources</h2>'
        f"{render_about(part, render_licences())}</section></main>"
        '<footer class="credit"><a href="" id="whole" target="_blank" rel="noopener">'
        "Accord Atlas: passages, tables and sources</a></footer>"
    )


def _render_signs(part: Atlas) -> str:
    signs = " ".join(
        f'<span><i class="sign {sign}"></i>{words}</span>'
        for sign, words in _SIGNS
        if sign != "proposed" or render_doubt(part)
    )
    return f'<p class="signs">{signs}</p>'


def _render_languages() -> str:
    buttons = "".join(
        f'<button type="button" data-language="{lang}" title="{label}" lang="{lang}" '
        f'aria-pressed="{str(lang == "en").lower()}">{short}</button>'
        for lang, label, short in _LANGUAGES
    )
    return (
        '<div class="languages" role="group" aria-label="Language of the names">'
        f"<span>Names</span>{buttons}</div>"
    )


def _render_filter(part: Atlas) -> str:
    ours = {t: [a for a in part.agreements if a.type is t] for t in AgreementType}
    pills = "".join(
        f'<span class="pill"><button type="button" class="type" data-type="{t.value}" '
        f'aria-pressed="true">{render_swatch(t)}{to_markup(t.label)} '
        f'<span class="number">{count_briefly(about)}</span></button>'
        f'<button type="button" class="only" data-only="{t.value}" '
        f'aria-label="Only {to_markup(t.label)}">only</button></span>'
        for t, about in ours.items()
        if about
    )
    return (
        '<details class="filter" open><summary>Agreement types</summary>'
        '<div role="group" aria-label="Agreement types: a button shows or hides its '
        f'marks">{pills}<span class="shortcuts">'
        '<button type="button" id="all">All</button>'
        '<button type="button" id="none">None</button></span></div></details>'
    )

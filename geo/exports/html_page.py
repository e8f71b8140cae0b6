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

from geo.exports.citation_styles import to_coins, to_text
from geo.exports.citing import cite_atlas, cite_document
from geo.exports.credits import (
    count_agreements,
    count_briefly,
    render_credits,
    render_doubt,
    render_rights,
)
from geo.exports.files import whole_file
from geo.exports.html_parts import describe_agreement, list_documents, list_places
from geo.exports.licences import render_licences
from geo.exports.markup import to_inline_script
from geo.exports.picture import list_days
from geo.exports.templating import render, written
from geo.exports.titles import EVERYTHING, Chosen, entitle
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
        draft.write_text(render_html(part, payload, taken.chosen), encoding="utf-8")
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


def render_html(
    part: Atlas, payload: dict[str, Any], chosen: Chosen = EVERYTHING
) -> str:
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
    ours = {t: [a for a in part.agreements if a.type is t] for t in AgreementType}
    return render(
        "page",
        policy=policy,
        title=entitle(chosen),
        chosen="; ".join(chosen.titles),
        style=written(_style()),
        scripts=[written(script) for script in scripts],
        mapped=count_agreements(part.mapped),
        listed=count_agreements(part.listed),
        doubt=render_doubt(part),
        days=list_days(part),
        languages=_LANGUAGES,
        types=[(t, count_briefly(about)) for t, about in ours.items() if about],
        documents=list_documents(part),
        signs=[s for s in _SIGNS if s[0] != "proposed" or render_doubt(part)],
        agreements=[describe_agreement(a, part) for a in part.agreements],
        places=list_places(part),
        texts=[to_text(cite_document(d)) for d in part.documents],
        coins=[to_coins(cite_document(d)) for d in part.documents],
        rights=render_rights(part),
        credits=render_credits(part),
        citation=to_text(cite_atlas()),
        licences=render_licences(),
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

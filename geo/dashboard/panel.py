"""Panels: parts of the page as HTML of our own, whose marks can be chosen."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.maps.assets import KHMER_FONT, KHMER_RANGE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from geo.dashboard.resources import Resources
    from geo.model import AgreementType

_STATIC = files("geo.dashboard") / "static"
_FAMILIES = ("Source Sans", "Source Serif", "Source Code Pro")
_WEIGHTS = "100 900"
"""As Streamlit declares them."""
_panel = st.components.v2.component(
    "accord_atlas_panel",
    html='<div class="panel" role="region" tabindex="0"></div>',
    js=(_STATIC / "panel.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show_panel(  # noqa: PLR0913 - each says one thing of the panel
    html: str,
    *,
    key: str,
    label: str,
    on_choice: Callable[[dict[str, str]], None],
    target: str = "",
    click: str = "",
    document: str = "",
    hidden: Collection[str] = (),
    later: bool = False,
    lang: str = "en",
    tells: bool = False,
) -> None:
    """Show HTML in a panel that scrolls by itself.

    Parameters
    ----------
    html
        Already escaped; elements with ``data-place`` or ``data-passage`` can be
        chosen by mouse and keyboard.
    key
        Of the component; the panel is found under ``.st-key-<key>``.
    label
        What a screen reader calls the panel.
    on_choice
        Called with ``place``, ``passage``, ``type`` and ``click`` of what was chosen.
    target
        The id of the element to scroll to, when ``click`` has changed.
    click
        Different for each choice.
    document
        What the panel shows; when it changes the panel starts at its top.
    hidden
        Elements whose ``data-group`` is among these are not shown: hiding is
        quicker than writing the rest anew.
    later
        Fill it a moment later: what lies below need not hold up the map.
    lang
        The language of the place names.
    tells
        Have the page shown anew as soon as the map has come.
    """

    def chosen() -> None:
        value: dict[str, Any] | None = st.session_state[key].get("chosen")
        if value:
            on_choice(value)

    _panel(
        key=key,
        data={
            "html": html,
            "label": label,
            "target": target,
            "click": click,
            "document": document,
            "hidden": list(hidden),
            "later": later,
            "lang": lang,
            "tells": tells,
        },
        on_chosen_change=chosen,
        on_map_change=lambda: None,
    )


_address = st.components.v2.component(
    "accord_atlas_address",
    html='<nav class="skip" aria-label="Skip to">'
    '<button type="button" data-skip=".st-key-map iframe">To the map</button>'
    '<button type="button" data-skip=".st-key-reader .panel">To the text</button>'
    '<button type="button" data-skip=".st-key-tabs [role=tab][aria-selected=true]">'
    "To the tables</button></nav>"
    '<div class="copy-link"><button type="button">Copy link</button></div>',
    js=(_STATIC / "address.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


_ADDRESS = "copy_link"


def show_address(query: Mapping[str, str], went: int) -> None:
    """Write the address of the page; show the button that copies it and skip links.

    Parameters
    ----------
    query
        What is chosen, as the address holds it.
    went
        How often the reader went back or forward, as far as the server knows: an
        answer from before the last time writes nothing.
    """
    _address(
        key=_ADDRESS,
        data={"query": dict(query), "went": went},
        on_went_change=lambda: None,
        width="content",
    )


def read_went() -> tuple[dict[str, str], int]:
    """Give the query that the reader went back or forward to last, and its number."""
    said: dict[str, Any] = st.session_state.get(_ADDRESS) or {}
    value: dict[str, Any] = said.get("went") or {"query": {}, "number": 0}
    return value["query"], int(value["number"])


_shortcuts = st.components.v2.component(
    "accord_atlas_types",
    html='<div class="shortcuts" role="group" aria-label="Agreement types at once">'
    '<button type="button">All</button><button type="button">None</button>'
    '<select aria-label="Show only one type"><option value="">Only one type</option>'
    "</select></div>",
    js=(_STATIC / "types.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show_shortcuts(types: Iterable[AgreementType]) -> None:
    """Show the shortcuts that press the types' buttons: all, none, only one."""
    _shortcuts(
        key="shortcuts",
        data={"types": [{"slug": t.value, "label": t.label} for t in types]},
        width="content",
    )


def read_about() -> str:
    """Give the text of the page about the atlas, as HTML."""
    return (_STATIC / "about.html").read_text(encoding="utf-8")


def render_fonts(resources: Resources) -> str:
    """Have the letters of Khmer on the page where the reader's machine lacks them.

    They join the families that Streamlit sets its page in, at all of their weights: a
    browser takes one face for a weight, and looks for no other where that has no such
    letter. The file is asked for only where Khmer is shown.
    """
    font = f"{resources.assets_folder}/{KHMER_FONT}?{resources.assets_version}"
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {_WEIGHTS}; '
        f'font-style: {style}; src: url("{font}") format("woff2"); '
        f"unicode-range: {KHMER_RANGE}; }} "
        for family in _FAMILIES
        for style in ("normal", "italic")
    )


def read_style() -> str:
    """Give the page's style sheet."""
    return (_STATIC / "page.css").read_text(encoding="utf-8")

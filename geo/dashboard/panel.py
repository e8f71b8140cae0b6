"""Panels: parts of the page as HTML of our own, whose marks can be chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import metadata
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.dashboard.components import STATIC, declare
from geo.maps.assets import KHMER_FONT, KHMER_RANGE, write_fonts
from geo.maps.markup import render
from geo.model import AgreementType
from geo.wording.catalogue import words_of_scripts
from geo.wording.languages import OWN_NAMES, UNCHECKED
from geo.wording.messages import _, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from geo.dashboard.resources import Resources

_FAMILIES = ("Source Sans", "Source Serif", "Source Code Pro")
_WEIGHTS = "100 900"
"""As Streamlit declares them."""
_panel = declare("panel")


def show_panel(
    html: str,
    *,
    key: str,
    label: str,
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
        on_map_change=lambda: None,
    )


def say_to_scripts() -> dict[str, Any]:
    """Give the scripts of the page the language that is spoken, and their words."""
    return {"lang": spoken(), "words": words_of_scripts(spoken())}


_address = declare("address")


_ADDRESS = "copy_link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the page says was chosen in the browser, and in which order."""

    number: int = 0
    """Of the newest choice."""
    query_number: int = 0
    """Of the last step back or forward, and where it led."""
    query: Mapping[str, str] = field(default_factory=dict)
    choice: Mapping[str, str] | None = None
    """The place, type, passage and click chosen after that, if anything was."""


def show_address(
    query: Mapping[str, str], *, session: str, number: int, click: str
) -> None:
    """Tell the page what is chosen; show the button that copies it and skip links.

    Parameters
    ----------
    query
        What is chosen, as the address holds it.
    session
        Different for each session: a new one is told what the page knows.
    number
        Of the newest choice of the browser's that this answers.
    click
        Of the place or passage chosen, different for each choice.
    """
    answer = {"query": dict(query), "session": session, "number": number}
    _address(
        key=_ADDRESS,
        data={
            "types": [t.value for t in AgreementType],
            "answer": {**answer, "click": click},
            **say_to_scripts(),
        },
        on_said_change=lambda: None,
        width="content",
    )


def read_said() -> Said:
    """Give what the page said last."""
    value: dict[str, Any] = (st.session_state.get(_ADDRESS) or {}).get("said") or {}
    gone: dict[str, Any] = value.get("query") or {}
    return Said(
        number=int(value.get("number", 0)),
        query_number=int(gone.get("number", 0)),
        query=gone.get("values", {}),
        choice=value.get("choice"),
    )


_whole = declare("whole")


def show_way_out() -> None:
    """Show the link from a map within another page to the whole page."""
    _whole(key="whole_page", data=say_to_scripts(), width="content")


_shortcuts = declare("types")


def show_shortcuts(types: Iterable[AgreementType]) -> None:
    """Show the shortcuts that press the types' buttons: all, none, only one."""
    _shortcuts(
        key="shortcuts",
        data={
            "types": [{"slug": t.value, "label": _(t.label)} for t in types],
            **say_to_scripts(),
        },
        width="content",
    )


_still = declare("still")


def show_still(html: str, *, key: str) -> None:
    """Show HTML that was escaped before, drawings included, which `st.html` drops."""
    _still(key=key, data={"html": html})


_report = declare("report")


def show_unchecked() -> None:
    """Say where nobody has checked the translation yet, and take reports of words."""
    html = render("unchecked") if spoken() in UNCHECKED else ""
    version = f"Accord Atlas {metadata.version('accord-atlas')}"
    told = {"html": html, "version": version, "languages": dict(OWN_NAMES)}
    _report(key="unchecked", data=told | say_to_scripts())


_sheet = declare("sheet")


def show_handle() -> None:
    """Show what a phone's sheet is drawn by."""
    _sheet(key="sheet", data=say_to_scripts())


_active = declare("active")
_ACTIVE = "active_chips"


def show_active(html: str, *, on_drop: Callable[[], None]) -> None:
    """Show what is shown and what leaves the rest out; ``on_drop`` takes one away."""
    _active(key=_ACTIVE, data={"html": html}, on_dropped_change=on_drop)


def read_dropped() -> tuple[str, str]:
    """Give the kind and the value of the filter that the reader took away."""
    said: dict[str, Any] = st.session_state.get(_ACTIVE) or {}
    dropped: dict[str, str] = said.get("dropped") or {}
    return dropped.get("kind", ""), dropped.get("value", "")


def render_fonts(resources: Resources) -> str:
    """Have the map's letters on the page, and Khmer where the machine lacks it.

    Those of Khmer join the families that Streamlit sets its page in, at all of their
    weights: a browser takes one face for a weight, and looks for no other where that
    has no such letter. A file is asked for only where its letters are shown.
    """
    font = f"{resources.assets_folder}/{KHMER_FONT}?{resources.assets_version}"
    shared = write_fonts(f"{resources.assets_folder}/", resources.assets_version)
    return shared + "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {_WEIGHTS}; '
        f'font-style: {style}; src: url("{font}") format("woff2"); '
        f"unicode-range: {KHMER_RANGE}; }} "
        for family in _FAMILIES
        for style in ("normal", "italic")
    )


def read_style() -> str:
    """Give the page's style sheet."""
    return (STATIC / "page.css").read_text(encoding="utf-8")

"""The page, from top to bottom."""

from __future__ import annotations

import time
from html import escape
from typing import TYPE_CHECKING

import streamlit as st
from streamlit_folium import st_folium

from geo.citations import split_passage_key
from geo.dashboard.panel import read_style, show_panel
from geo.dashboard.reader import render_document
from geo.dashboard.resources import Resources, load_resources
from geo.dashboard.state import (
    ALL_TYPES,
    LANGUAGES,
    Choice,
    View,
    choose_passage,
    choose_place,
    read_view,
    write_view,
)
from geo.dashboard.tables import render_agreements
from geo.errors import GeoError
from geo.maps.folium_map import build_map, build_state_group
from geo.maps.palette import COLOURS
from geo.model import AgreementType

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas import Atlas

_MAP_HEIGHT = 560
_LANGUAGE_LABELS = {"en": "English", "vi": "Tiếng Việt", "km": "ខ្មែរ"}


def show_page(data: Path) -> None:
    """Show the dashboard of a data folder.

    An error of the data is one sentence at the top; nothing else is drawn.
    """
    st.set_page_config(page_title="Accord Atlas", page_icon="🗺️", layout="wide")
    st.html(f"<style>{read_style()}{_pill_colours()}</style>")
    try:
        resources = load_resources(data)
    except GeoError as error:
        st.error(escape(str(error)))
        return
    atlas = resources.atlas
    _restore(atlas)
    _show_head(atlas)
    types = _show_filter(atlas)
    left, right = st.columns([3, 2], gap="small")
    with left:
        _show_map(resources, types)
    with right:
        _show_reader(atlas)
    _show_tables(atlas, types)
    _write_address(types)


# --- state ------------------------------------------------------------------------


def _restore(atlas: Atlas) -> None:
    """Read the address once a session: after that the page is the newer."""
    if "choice" in st.session_state:
        return
    view = read_view(st.query_params.to_dict(), atlas)
    st.session_state["choice"] = view.choice
    st.session_state["agreement_types"] = [t.value for t in view.types]
    st.session_state["lang"] = view.lang
    document = split_passage_key(view.choice.passage)[0]
    st.session_state["document"] = document or atlas.documents[0].id


def _choose(choice: Choice) -> None:
    st.session_state["choice"] = choice
    document = split_passage_key(choice.passage)[0]
    if document:
        st.session_state["document"] = document


def _write_address(types: tuple[AgreementType, ...]) -> None:
    view = View(
        types=types,
        lang=st.session_state["lang"],
        choice=st.session_state["choice"],
    )
    query = write_view(view)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)


# --- parts ------------------------------------------------------------------------


def _show_head(atlas: Atlas) -> None:
    with st.container(
        horizontal=True,
        key="head",
        vertical_alignment="center",
        horizontal_alignment="distribute",
    ):
        st.html(
            '<div class="atlas-head"><h1>Accord Atlas</h1><p>Places that two '
            "governments wrote into their agreements, each with the words that put "
            f"it on the map. {len(atlas.mapped)} agreements mapped, "
            f"{len(atlas.listed)} without a place listed below.</p></div>",
            width="stretch",
        )
        st.segmented_control(
            "Language of the place names",
            LANGUAGES,
            key="lang",
            format_func=_LANGUAGE_LABELS.__getitem__,
            required=True,
            label_visibility="collapsed",
            width="content",
        )


def _show_filter(atlas: Atlas) -> tuple[AgreementType, ...]:
    counts = {t: sum(a.type == t for a in atlas.agreements) for t in AgreementType}
    st.pills(
        "Agreement types: a button shows or hides its marks",
        [t.value for t in AgreementType],
        selection_mode="multi",
        key="agreement_types",
        format_func=lambda slug: (
            f"{AgreementType(slug).label} {counts[AgreementType(slug)]}"
        ),
        label_visibility="collapsed",
    )
    with st.container(horizontal=True, key="type_shortcuts", gap="small"):
        st.button("All", key="all_types", on_click=_set_types, args=(ALL_TYPES,))
        st.button("None", key="no_types", on_click=_set_types, args=((),))
        st.html("<span class='only-label'>Only:</span>", width="content")
        st.pills(
            "Show only one type",
            [t.value for t in AgreementType],
            key="only_type",
            format_func=lambda slug: f"Only {AgreementType(slug).label}",
            on_change=_set_only_type,
            label_visibility="collapsed",
            width="content",
        )
    chosen = set(st.session_state["agreement_types"])
    return tuple(t for t in AgreementType if t.value in chosen)


def _set_types(types: tuple[AgreementType, ...]) -> None:
    st.session_state["agreement_types"] = [t.value for t in types]


def _set_only_type() -> None:
    slug = st.session_state["only_type"]
    if slug:
        _set_types((AgreementType(slug),))
        st.session_state["only_type"] = None


def _pill_colours() -> str:
    """Give each pill the colour of its marks: the row is the legend."""
    dot = (
        "content: ''; width: 0.75em; height: 0.75em; border-radius: 50%; "
        "display: inline-block; margin-right: 0.45em; flex: none;"
    )
    row, only = ".st-key-agreement_types button", ".st-key-only_type button"
    colours = "".join(
        f"{row}:nth-of-type({position})::before, {only}:nth-of-type({position})::before"
        f" {{ background: {COLOURS[t]}; }} "
        f"{only}:nth-of-type({position}):is(:hover, :focus-visible)::after "
        f"{{ content: 'Only {t.label}'; }} "
        for position, t in enumerate(AgreementType, start=1)
    )
    return (
        f"{row}::before, {only}::before {{ {dot} }} "
        f"{row}[aria-pressed='false']::before {{ opacity: 0.3; }} {colours}"
    )


def _show_map(resources: Resources, types: tuple[AgreementType, ...]) -> None:
    leaflet_map = build_map(resources.assets_address, resources.assets_version)
    group = build_state_group(_map_state(types))
    with st.container(key="map"):
        st_folium(
            leaflet_map,
            key="map_drawing",
            height=_MAP_HEIGHT,
            use_container_width=True,
            returned_objects=["last_active_drawing"],
            feature_group_to_add=group,
            on_change=lambda: _map_chosen(resources.atlas),
        )
    if not types:
        st.info("No agreement type is chosen: the map is empty. Choose one, or All.")


def _map_state(types: tuple[AgreementType, ...]) -> dict[str, object]:
    choice: Choice = st.session_state["choice"]
    return {
        "types": [t.value for t in types],
        "lang": st.session_state["lang"],
        "theme": st.context.theme.type or "light",
        "selected": {
            "place": choice.place,
            "type": choice.type,
            "click": choice.click,
        }
        if choice.place
        else None,
    }


def _map_chosen(atlas: Atlas) -> None:
    drawing = (st.session_state.get("map_drawing") or {}).get("last_active_drawing")
    if drawing:
        chosen = drawing["properties"]
        _choose(
            choose_place(
                atlas,
                chosen["place"],
                agreement_type=chosen["agreement_type"],
                click=chosen["click"],
            )
        )


def _panel_chosen(atlas: Atlas, chosen: dict[str, str]) -> None:
    """Follow a choice in the reader or a table: the map goes where it points."""
    click = f"page.{chosen['click']}.{time.monotonic_ns()}"
    if chosen["place"]:
        choice = choose_place(
            atlas,
            chosen["place"],
            agreement_type=chosen["type"],
            passage=chosen["passage"],
            click=click,
        )
    else:
        choice = choose_passage(atlas, chosen["passage"], click=click)
    _choose(choice)


def _show_reader(atlas: Atlas) -> None:
    titles = {document.id: document.short_title for document in atlas.documents}
    st.segmented_control(
        "Document",
        list(titles),
        key="document",
        format_func=titles.__getitem__,
        required=True,
        label_visibility="collapsed",
    )
    document = atlas.document(st.session_state["document"]) or atlas.documents[0]
    choice: Choice = st.session_state["choice"]
    show_panel(
        render_document(
            document,
            atlas.mentions[document.id],
            chosen=choice.passage,
            lit=choice.lit,
        ),
        key="reader",
        label=f"Reader: {document.short_title}",
        on_choice=lambda chosen: _panel_chosen(atlas, chosen),
        target=f"passage-{choice.passage}",
        click=choice.click,
        document=document.id,
    )


def _show_tables(atlas: Atlas, types: tuple[AgreementType, ...]) -> None:
    (agreements,) = st.tabs(["Agreements"])
    with agreements, st.container(key="tables"):
        shown = [a for a in atlas.agreements if a.type in types]
        mapped = {a.id for a in atlas.mapped}
        count = sum(a.id in mapped for a in shown)
        st.caption(
            f"{len(shown)} agreements: {count} mapped, "
            f"{len(shown) - count} with no place named."
        )
        show_panel(
            render_agreements(atlas.agreements, atlas),
            key="agreements_table",
            label="Table of agreements",
            on_choice=lambda chosen: _panel_chosen(atlas, chosen),
            hidden=[t.value for t in AgreementType if t not in types],
            later=True,
        )

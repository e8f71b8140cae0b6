"""The page, from top to bottom."""

from __future__ import annotations

import logging
import time
from html import escape
from typing import TYPE_CHECKING

import streamlit as st
from streamlit_folium import st_folium

from geo.citations import split_passage_key
from geo.dashboard.filters import (
    Filter,
    allowed_landmarks,
    allowed_marks,
    count_by_type,
    filter_agreements,
    find_hits,
    passage_at,
    place_has_words,
    say_count,
)
from geo.dashboard.panel import read_about, read_style, show_copy_link, show_panel
from geo.dashboard.reader import render_document
from geo.dashboard.resources import Resources, load_resources
from geo.dashboard.state import (
    ALL_TYPES,
    LANGUAGES,
    Choice,
    View,
    choose_passage,
    choose_place,
    choose_words,
    read_view,
    write_view,
)
from geo.dashboard.tour import STEPS
from geo.errors import GeoError
from geo.maps.backgrounds import BACKGROUNDS, find_background
from geo.maps.folium_map import build_map, build_state_group
from geo.maps.palette import COLOURS
from geo.model import AgreementType, Status
from geo.text.search import find_words

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.model import Agreement

_LOG = logging.getLogger(__name__)
_MAP_HEIGHT = 560
_LEGEND = """<p class="legend">
<span><i class="sign dot"></i>place; a circle around it shows how sure</span>
<span><i class="sign dashed"></i>site not fixed or not known</span>
<span><i class="sign outline"></i>approximate outline</span>
<span><i class="sign pair"></i>pair of provinces</span>
<span><i class="sign dot named"></i>named, but in no agreement</span></p>"""
_LANGUAGE_LABELS = {"en": "English", "vi": "Tiếng Việt", "km": "ខ្មែរ"}


def show_page(data: Path) -> None:
    """Show the dashboard of a data folder.

    An error of the data is one sentence at the top; a bug goes to the log with its
    traceback and to the reader as one sentence.
    """
    st.set_page_config(page_title="Accord Atlas", page_icon="🗺️", layout="wide")
    st.html(f"<style>{read_style()}{_pill_colours()}</style>")
    try:
        _show(load_resources(data))
    except GeoError as error:
        st.error(escape(str(error)))
    except Exception:  # noqa: BLE001 - whatever it is, no traceback reaches a reader
        _LOG.exception("The page could not be shown.")
        st.error("The page could not be shown; the server's log says why. Reload it.")


def _show(resources: Resources) -> None:
    atlas = resources.atlas
    _restore(atlas)
    _show_head(atlas)
    _show_tour(atlas)
    asked = _asked()
    passing = filter_agreements(atlas, asked)
    types = _show_types(passing)
    _show_filters(atlas)
    left, right = st.columns([3, 2], gap="small")
    with left:
        _show_map(resources, types, _allowed(atlas, asked, passing))
    with right:
        _show_reader(atlas, asked)
    _show_tabs(resources, [a for a in passing if a.type in types])
    _write_address(types, asked)


# --- state ------------------------------------------------------------------------


def _restore(atlas: Atlas) -> None:
    """Follow the address when it is not the one that this page wrote last.

    That is so at first, and when the reader goes back or forward in the browser.
    """
    query = st.query_params.to_dict()
    if st.session_state.get("address") == query:
        return
    view = read_view(query, atlas)
    st.session_state["choice"] = view.choice
    st.session_state["agreement_types"] = [t.value for t in view.types]
    st.session_state["lang"] = view.lang
    st.session_state["status"] = [status.value for status in view.asked.statuses]
    st.session_state["documents"] = list(view.asked.documents)
    st.session_state["q"] = view.asked.words
    document = split_passage_key(view.choice.passage)[0]
    st.session_state["document"] = document or atlas.documents[0].id


def _asked() -> Filter:
    return Filter(
        statuses=tuple(Status(value) for value in st.session_state["status"]),
        documents=tuple(st.session_state["documents"]),
        words=st.session_state["q"],
    )


def _allowed(
    atlas: Atlas, asked: Filter, passing: tuple[Agreement, ...]
) -> list[str] | None:
    """Give the marks that the filters leave; ``None`` when nothing is left out."""
    if not asked.asks:
        return None
    return allowed_marks(atlas, passing) + allowed_landmarks(atlas, asked)


def _choose(choice: Choice) -> None:
    st.session_state["choice"] = choice
    document = split_passage_key(choice.passage)[0]
    if document:
        st.session_state["document"] = document


def _write_address(types: tuple[AgreementType, ...], asked: Filter) -> None:
    view = View(
        types=types,
        asked=asked,
        lang=st.session_state["lang"],
        choice=st.session_state["choice"],
    )
    query = write_view(view)
    st.session_state["address"] = query
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
        show_copy_link()
        st.button("Tour", key="tour_start", on_click=_tour, args=(0,), width="content")


def _tour(step: int | None) -> None:
    """Go to a step of the tour, or leave it."""
    st.session_state["tour"] = step
    if step is None:
        return
    shown = STEPS[step]
    _set_types((shown.only,) if shown.only else ALL_TYPES)
    if shown.place:
        st.session_state["tour_place"] = shown.place


def _show_tour(atlas: Atlas) -> None:
    step = st.session_state.get("tour")
    if step is None:
        return
    place = st.session_state.pop("tour_place", "")
    if place:
        _choose(choose_place(atlas, place, click=f"tour.{time.monotonic_ns()}"))
    with st.container(
        key="tour_box", horizontal=True, vertical_alignment="center", gap="small"
    ):
        st.text(f"{step + 1} of {len(STEPS)}. {STEPS[step].words}")
        if step + 1 < len(STEPS):
            st.button("Next", key="tour_next", on_click=_tour, args=(step + 1,))
        st.button("Leave", key="tour_leave", on_click=_tour, args=(None,))


def _show_types(passing: tuple[Agreement, ...]) -> tuple[AgreementType, ...]:
    counts = count_by_type(passing)
    st.pills(
        "Agreement types: a button shows or hides its marks",
        [t.value for t in AgreementType],
        selection_mode="multi",
        key="agreement_types",
        format_func=lambda slug: (
            f"{AgreementType(slug).label} {counts.get(AgreementType(slug), 0)}"
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


def _show_filters(atlas: Atlas) -> None:
    titles = {document.id: document.short_title for document in atlas.documents}
    with st.container(horizontal=True, key="filters", gap="small"):
        st.multiselect(
            "Status",
            [status.value for status in Status],
            key="status",
            format_func=lambda value: Status(value).label,
            placeholder="Any status",
            label_visibility="collapsed",
        )
        st.multiselect(
            "Document",
            list(titles),
            key="documents",
            format_func=titles.__getitem__,
            placeholder="All documents",
            label_visibility="collapsed",
        )
        st.text_input(
            "Search names and words",
            key="q",
            placeholder="Search names and words, in any spelling",
            label_visibility="collapsed",
            on_change=_searched,
            args=(atlas,),
        )
    words = st.session_state["q"].strip()
    if words:
        st.caption(escape(_say_found(atlas, words)))


def _searched(atlas: Atlas) -> None:
    """Go to the place that a search names, or else to the first words found."""
    words = st.session_state["q"].strip()
    choice = choose_words(
        atlas,
        words,
        click=f"search.{time.monotonic_ns()}",
        document=st.session_state["document"],
    )
    if choice.passage:
        _choose(choice)


def _say_found(atlas: Atlas, words: str) -> str:
    agreements = len(filter_agreements(atlas, Filter(words=words)))
    places = sum(place_has_words(place, words) for place in atlas.gazetteer)
    hits = find_hits(atlas, words)
    passages = {
        passage_at(atlas, document, start)
        for document, spans in hits.items()
        for start, _ in spans
    }
    if not (agreements or places or passages):
        return f"Nothing found for “{words}”: no agreement, place or passage has it."
    return (
        f"“{words}”: {say_count(agreements, 'agreement')}, "
        f"{say_count(places, 'place')}, {say_count(len(passages), 'passage')} in "
        f"{say_count(len(hits), 'document')}, marked in the reader."
    )


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


def _show_map(
    resources: Resources,
    types: tuple[AgreementType, ...],
    allowed: list[str] | None,
) -> None:
    leaflet_map = build_map(resources.assets_address, resources.assets_version)
    group = build_state_group(_map_state(types, allowed))
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
    st.html(_LEGEND)
    with st.container(horizontal=True, key="map_options", vertical_alignment="center"):
        st.toggle(
            "Provinces until 30 June 2025",
            key="old_borders",
            help="Draws the borders that vanished when Viet Nam's 63 provinces became "
            "34 on 1 July 2025.",
        )
        st.selectbox(
            "Background",
            [None, *BACKGROUNDS],
            key="background",
            format_func=lambda name: f"Background: {name or 'shipped'}",
            label_visibility="collapsed",
            width=240,
        )
    if not types:
        st.info("No agreement type is chosen: the map is empty. Choose one, or All.")
    elif allowed == []:
        st.info("Nothing on the map passes the filters. Take one away.")


def _map_state(
    types: tuple[AgreementType, ...], allowed: list[str] | None
) -> dict[str, object]:
    choice: Choice = st.session_state["choice"]
    return {
        "types": [t.value for t in types],
        "only": allowed,
        "lang": st.session_state["lang"],
        "old": st.session_state.get("old_borders", False),
        "background": find_background(st.session_state.get("background")),
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


def _show_reader(atlas: Atlas, asked: Filter) -> None:
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
            hits=find_words(document.text, asked.words),
        ),
        key="reader",
        label=f"Reader: {document.short_title}",
        on_choice=lambda chosen: _panel_chosen(atlas, chosen),
        target=f"passage-{choice.passage}",
        click=choice.click,
        document=document.id,
    )


def _show_tabs(resources: Resources, shown: list[Agreement]) -> None:
    """Show what the map says as tables and overviews, filtered with it."""
    atlas = resources.atlas
    ids = {agreement.id for agreement in shown}
    places = {i for agreement in shown for i in agreement.places}
    hidden = [a.id for a in atlas.agreements if a.id not in ids]
    if len(shown) < len(atlas.agreements):
        hidden += [f"place:{p.id}" for p in atlas.gazetteer if p.id not in places]
    mapped = sum(agreement in atlas.mapped for agreement in shown)
    captions = {
        "Agreements": f"{say_count(len(shown), 'agreement')}: {mapped} on the map, "
        f"{len(shown) - mapped} with no place named.",
        "Places": "What the agreements and the texts name, and how sure each "
        "position is.",
        "Pairs": "Vietnamese provinces down, Cambodian provinces across.",
        "Timeline": "What the agreements date, in the texts’ words.",
        "Compare texts": "Agreements that several passages speak of, their words side "
        "by side.",
        "Documents": "What of each document is on the map, listed, or neither.",
    }
    *tabs, about = st.tabs([*captions, "About"])
    for tab, (title, caption) in zip(tabs, captions.items(), strict=True):
        key = title.lower().replace(" ", "_")
        with tab, st.container(key=f"tab_{key}"):
            st.caption(caption)
            show_panel(
                resources.overviews[title],
                key=f"{key}_panel",
                label=title,
                on_choice=lambda chosen: _panel_chosen(atlas, chosen),
                hidden=hidden,
                later=True,
                lang=st.session_state["lang"],
            )
    about.html(read_about())

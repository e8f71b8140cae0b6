"""The head of the page: languages, types, filters, search and the tour."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import streamlit as st

from geo.dashboard.filters import count_by_type, say_count
from geo.dashboard.found import render_found
from geo.dashboard.panel import show_panel, show_shortcuts
from geo.dashboard.reading import follow_panel
from geo.dashboard.session import choose, current, set_types, write_address
from geo.dashboard.state import (
    ALL_TYPES,
    LANGUAGES,
    choose_place,
    choose_words,
)
from geo.dashboard.tour import STEPS
from geo.maps.palette import colour_of, render_colours, render_either
from geo.model import AgreementType, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from streamlit.delta_generator import DeltaGenerator

    from geo.atlas import Atlas
    from geo.dashboard.resources import Resources
    from geo.model import Agreement


_UNFOLDED = '.st-key-agreement_types [role="toolbar"] { flex-wrap: wrap !important; }'
"""On a phone the types are one row that scrolls, until they are unfolded."""
_LANGUAGE_LABELS = {"en": "English", "vi": "Tiếng Việt", "km": "ខ្មែរ"}


def show_title(resources: Resources) -> DeltaGenerator:
    """Show the title, and give the row that it stands in."""
    counts = "" if resources.is_brought else _say_counts(resources.atlas)
    row = st.container(
        horizontal=True,
        key="head",
        vertical_alignment="center",
        horizontal_alignment="distribute",
    )
    row.html(
        '<div class="atlas-head"><h1>Accord Atlas</h1><p>Places that governments '
        "wrote into their agreements, each with the words that put it on the map."
        f"{counts}</p></div>",
        width="stretch",
    )
    return row


def show_head(resources: Resources) -> None:
    """Show the language of the names, the link and the tour."""
    st.segmented_control(
        "Language of the place names",
        LANGUAGES,
        key="lang",
        format_func=_LANGUAGE_LABELS.__getitem__,
        required=True,
        label_visibility="collapsed",
        width="content",
    )
    write_address()
    if not resources.is_brought:
        st.button(
            "Tour",
            key="tour_start",
            on_click=_tour,
            args=(resources.atlas, 0),
            width="content",
        )


def _say_counts(atlas: Atlas) -> str:
    return (
        f" {say_count(len(atlas.mapped), 'agreement')} on the map and "
        f"{len(atlas.listed)} listed below without a place, from "
        f"{say_count(len(atlas.documents), 'document')}{_say_day(atlas)}."
    )


def _say_day(atlas: Atlas) -> str:
    days = sorted({document.geography_on for document in atlas.documents})
    return f" of {days[0].day} {days[0]:%B %Y}" if len(days) == 1 else ""


def _tour(atlas: Atlas, step: int | None) -> None:
    """Go to a step of the tour, or leave it."""
    st.session_state["tour"] = step
    if step is None:
        return
    shown = STEPS[step]
    set_types((shown.only,) if shown.only else ALL_TYPES)
    if shown.place:
        choose(choose_place(atlas, shown.place, click=f"tour.{time.monotonic_ns()}"))


def show_tour(atlas: Atlas) -> None:
    """Show the step of the tour that is on, if one is."""
    step = st.session_state.get("tour")
    if step is None:
        return
    with st.container(
        key="tour_box", horizontal=True, vertical_alignment="center", gap="small"
    ):
        st.text(f"{step + 1} of {len(STEPS)}. {STEPS[step].words}")
        if step + 1 < len(STEPS):
            st.button("Next", key="tour_next", on_click=_tour, args=(atlas, step + 1))
        st.button("Leave", key="tour_leave", on_click=_tour, args=(atlas, None))


def show_types(passing: tuple[Agreement, ...]) -> None:
    """Show a button a type: the row is the filter and the legend.

    A button's label is what Streamlit knows it by, so it stays the same: with the count
    in it, a press that crossed with another answer would name a button of before.
    """
    counts = count_by_type(passing)
    unfolded = _UNFOLDED if _is_unfolded() else ""
    st.html(f"<style>{_render_counts(counts)}{unfolded}</style>")
    st.pills(
        "Agreement types: a button shows or hides its marks",
        [t.value for t in AgreementType],
        selection_mode="multi",
        key="agreement_types",
        format_func=lambda slug: AgreementType(slug).label,
        label_visibility="collapsed",
    )


def show_filters(atlas: Atlas) -> None:
    """Show the shortcuts of the types, the search, and the other filters."""
    titles = {document.id: document.short_title for document in atlas.documents}
    with st.container(horizontal=True, key="filters", gap="small"):
        show_shortcuts(AgreementType)
        st.button(
            "Fewer types" if _is_unfolded() else "More types",
            key="fold_types",
            on_click=_fold_types,
        )
        st.text_input(
            "Search names and words",
            key="q",
            placeholder="Search names and words, in any spelling",
            label_visibility="collapsed",
            on_change=_searched,
            args=(atlas,),
        )
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
    words = current("q").strip()
    if words:
        show_panel(
            render_found(atlas, words),
            key="found",
            label="What the search found",
            on_choice=lambda chosen: follow_panel(atlas, chosen),
            lang=current("lang"),
        )


def _fold_types() -> None:
    """On a phone, show all types below each other, or one row of them again."""
    st.session_state["types_unfolded"] = not _is_unfolded()


def _is_unfolded() -> bool:
    return bool(st.session_state.get("types_unfolded"))


def _searched(atlas: Atlas) -> None:
    """Go to the place that a search names, or else to the first words found."""
    words = current("q").strip()
    choice = choose_words(
        atlas,
        words,
        click=f"search.{time.monotonic_ns()}",
        document=current("document"),
    )
    if choice.passage:
        choose(choice)


def _render_counts(counts: Mapping[AgreementType, int]) -> str:
    """Write each pill's count after its label, and tone down those that stand for none.

    They stay as they are pressed.
    """
    row = ".st-key-agreement_types button"
    rules = []
    for position, agreement_type in enumerate(AgreementType, start=1):
        pill = f"{row}:nth-of-type({position})"
        count = counts.get(agreement_type, 0)
        rules.append(f'{pill} p::after {{ content: " {count}"; }} ')
        if not count:
            rules.append(
                f"{pill} {{ border-style: dashed; background: none; }} "
                f"{pill}::before {{ opacity: 0.35; }} "
            )
    return "".join(rules)


def render_pill_colours() -> str:
    """Give each pill the colour of its marks: the row is the legend."""
    dot = (
        "content: ''; width: 0.75em; height: 0.75em; border-radius: 50%; "
        "display: inline-block; margin-right: 0.45em; flex: none; "
        "box-shadow: 0 0 0 1px rgba(255, 255, 255, 0.45);"
    )
    row = ".st-key-agreement_types button"
    colours = "".join(
        f"{row}:nth-of-type({position})::before "
        f"{{ background: {colour_of(t.value)}; }} "
        for position, t in enumerate(AgreementType, start=1)
    )
    named = f".sign.dot.named {{ background: {colour_of('named')}; }} "
    return (
        f":root {{ {render_colours(dark=False)} }} "
        "@supports (color: light-dark(red, red)) "
        f"{{ .stApp {{ {render_either()} }} }} {named}"
        f"{row}::before {{ {dot} }} "
        f"{row}[aria-pressed='false']::before {{ opacity: 0.3; }} {colours}"
    )

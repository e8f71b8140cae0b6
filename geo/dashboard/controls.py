"""The bar of the page, its types and filters, the search and the tour."""

from __future__ import annotations

import time
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from geo.dashboard.components import say_each
from geo.dashboard.filters import count_by_type
from geo.dashboard.found import render_found
from geo.dashboard.leading import say_scope
from geo.dashboard.panel import show_panel, show_shortcuts, show_still
from geo.dashboard.session import (
    change_language,
    choose,
    current,
    names_language,
    open_tab,
    set_types,
    write_address,
)
from geo.dashboard.state import (
    ALL_TYPES,
    choose_place,
    choose_words,
)
from geo.dashboard.tour import STEPS
from geo.exports.citation_styles import to_coins
from geo.exports.citing import cite_document
from geo.maps.glyphs import glyph_of
from geo.maps.markup import render
from geo.maps.palette import colour_of, render_colours, render_either
from geo.model import AgreementType, Status
from geo.wording.languages import LANGUAGES, OWN_NAMES
from geo.wording.messages import _
from geo.wording.values import say_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.atlas import Atlas
    from geo.dashboard.resources import Resources
    from geo.model import Agreement


_UNFOLDED = (
    "@media (max-width: 720px) { .st-key-legend { flex-direction: column !important; "
    "top: 0; overflow: auto; background: var(--surface); align-items: stretch; } "
    ".st-key-legend > *, .st-key-legend > .st-key-agreement_types "
    "{ display: block; flex: none; width: 100% !important; } "
    '.st-key-agreement_types [role="toolbar"] { flex-wrap: wrap !important; } }'
)
"""On a phone the legend is one row of types that scrolls, until it is unfolded."""
_IN_STYLE = {ord(c): f"\\{ord(c):x} " for c in "'\\<"}
"""What a string of a style sheet does not hold as it is."""


def show_title(resources: Resources) -> None:
    """Show the name of the page, and whose texts it shows."""
    scope, texts = say_scope(resources.atlas)
    coins = [to_coins(cite_document(d)) for d in resources.atlas.documents]
    show_still(render("brand", scope=scope, texts=texts, coins=coins), key="brand")


def show_head(resources: Resources) -> None:
    """Show the search, what can be done with all, and the language of the names."""
    atlas = resources.atlas
    st.text_input(
        _("Search names and words"),
        key="q",
        placeholder=_("Search names and words, in any spelling"),
        label_visibility="collapsed",
        on_change=_searched,
        args=(atlas,),
    )
    st.button(
        _("Bring a text"),
        key="bring_text",
        icon=":material/add:",
        on_click=open_tab,
        args=("Your text",),
        width="content",
    )
    write_address()
    if not resources.is_brought:
        st.button(
            _("Tour"),
            key="tour_start",
            on_click=_tour,
            args=(atlas, 0),
            width="content",
        )
    st.segmented_control(
        _("Language of the page"),
        LANGUAGES,
        key="lang",
        format_func=OWN_NAMES.__getitem__,
        required=True,
        on_change=change_language,
        label_visibility="collapsed",
        width="content",
    )


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
        st.text(
            f"{_('{at} of {all}').format(at=step + 1, all=len(STEPS))}. "
            f"{_(STEPS[step].words)}"
        )
        if step + 1 < len(STEPS):
            st.button(
                _("Next"), key="tour_next", on_click=_tour, args=(atlas, step + 1)
            )
        st.button(_("Leave"), key="tour_leave", on_click=_tour, args=(atlas, None))


def show_types(atlas: Atlas, passing: tuple[Agreement, ...]) -> None:
    """Show a button a type: the list is the filter and the legend.

    A button's label is what Streamlit knows it by, so it stays the same: with the count
    in it, a press that crossed with another answer would name a button of before.
    """
    mapped = {agreement.id for agreement in atlas.mapped}
    unfolded = _UNFOLDED if _is_unfolded() else ""
    on_map = count_by_type([a for a in passing if a.id in mapped])
    in_list = count_by_type([a for a in passing if a.id not in mapped])
    show_shortcuts(AgreementType)
    st.html(
        f"<style>{_render_counts(on_map, in_list)}{_render_words()}{unfolded}</style>"
        f'<p class="columns" aria-hidden="true"><span>{escape(_("on map"))}</span>'
        f"<span>{escape(_('in list'))}</span></p>"
    )
    st.pills(
        _("Agreement types: a button shows or hides its marks"),
        [t.value for t in AgreementType],
        selection_mode="multi",
        key="agreement_types",
        format_func=say_each(AgreementType, lambda slug: _(AgreementType(slug).label)),
        label_visibility="collapsed",
    )


def show_fold() -> None:
    """Show what opens the whole legend on a phone, where it is one row of types."""
    st.button(
        _("Fewer types") if _is_unfolded() else _("More types"),
        key="fold_types",
        on_click=_fold_types,
    )


def _fold_types() -> None:
    """On a phone, show the whole legend, or one row of types again."""
    st.session_state["types_unfolded"] = not _is_unfolded()


def _is_unfolded() -> bool:
    return bool(st.session_state.get("types_unfolded"))


def show_filters(atlas: Atlas) -> None:
    """Show the other filters: by status and by document."""
    titles = {document.id: document.short_title for document in atlas.documents}
    with st.container(key="filters", gap="small"):
        st.multiselect(
            _("Status"),
            [status.value for status in Status],
            key="status",
            format_func=say_each(Status, lambda value: _(Status(value).label)),
            placeholder=_("Any status"),
            label_visibility="collapsed",
        )
        st.multiselect(
            _("Document"),
            list(titles),
            key="documents",
            format_func=titles.__getitem__,
            placeholder=_("All documents"),
            label_visibility="collapsed",
        )


def show_found(atlas: Atlas) -> None:
    """Show what the search found, where something is searched."""
    words = current("q").strip()
    if words:
        show_panel(
            render_found(atlas, words),
            key="found",
            label=_("What the search found"),
            lang=names_language(),
        )


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


def _render_counts(
    on_map: Mapping[AgreementType, int], in_list: Mapping[AgreementType, int]
) -> str:
    """Write the counts of each button after its label, with what they count in words.

    A button that stands for none stays as it is pressed.
    """
    drawn, listed = _("{number} on the map"), _("{number} in the list")
    return "".join(
        f"{_pill(position)} p::after {{ {_count(on_map.get(t, 0), drawn)} }} "
        f"{_pill(position)} [data-testid='stMarkdownContainer']::after "
        f"{{ {_count(in_list.get(t, 0), listed)} }} "
        for position, t in enumerate(AgreementType, start=1)
    )


def _render_words() -> str:
    """Give the style sheet the words that it shows."""
    only, sort_by = (word.translate(_IN_STYLE) for word in (_("only"), _("Sort by")))
    return f":root {{ --say-only: '{only}'; --say-sort-by: '{sort_by}'; }} "


def _pill(position: int) -> str:
    return f".st-key-agreement_types button:nth-of-type({position})"


def _count(number: int, words: str) -> str:
    said = words.format(number=say_number(number)).translate(_IN_STYLE)
    return f"content: '{say_number(number) if number else '–'}' / ' {said}';"


def render_pill_colours() -> str:
    """Give every type its colour and its glyph."""
    buttons = "".join(
        f"{_pill(position)} {{ --c: {colour_of(t.value)}; --g: {glyph_of(t)}; }} "
        f".glyph.{t.value} {{ --g: {glyph_of(t)}; }} "
        for position, t in enumerate(AgreementType, start=1)
    )
    return (
        f":root {{ {render_colours(dark=False)} }} "
        "@supports (color: light-dark(red, red)) "
        f"{{ .stApp {{ {render_either()} }} }} {buttons}"
    )

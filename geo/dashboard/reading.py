"""The reader beside the map and the tabs below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.dashboard.comparing import show_comparison
from geo.dashboard.download import show_downloads
from geo.dashboard.filters import (
    Filter,
    known_places,
)
from geo.dashboard.many import MANY, show_texts
from geo.dashboard.panel import show_panel
from geo.dashboard.plain import plain
from geo.dashboard.reader import render_document
from geo.dashboard.reviewing import begin_review, is_reviewing
from geo.dashboard.session import current, names_language, read_filter, read_types
from geo.dashboard.state import TABS
from geo.dashboard.your_text import show_your_text
from geo.maps.markup import render
from geo.text.search import find_any
from geo.wording.messages import N_, _
from geo.wording.values import say_count, say_number

if TYPE_CHECKING:
    from geo.atlas import Atlas
    from geo.dashboard.resources import Resources
    from geo.dashboard.state import Choice
    from geo.model import Agreement


_BESIDE_EACH_OTHER = 4
"""Texts that have a button each; more are a list that can be searched."""
_CAPTIONS = {
    "Places": N_(
        "What the agreements and the texts name, and how sure each position is."
    ),
    "Pairs": N_("The first-named of a pair of provinces down, its partner across."),
    "Timeline": N_("What the agreements date, in the texts’ words."),
    "Compare texts": N_(
        "Agreements that several passages speak of, their words side by side."
    ),
    "Documents": N_("What of each document is on the map, listed, or neither."),
}


def show_reader(atlas: Atlas, asked: Filter, *, tells: bool = False) -> None:
    """Show the whole document at the passage chosen; ``tells`` as for a panel."""
    titles = {document.id: document.short_title for document in atlas.documents}
    if len(titles) <= _BESIDE_EACH_OTHER:
        st.segmented_control(
            _("Document"),
            list(titles),
            key="document",
            format_func=lambda document_id: plain(titles[document_id]),
            required=True,
            label_visibility="collapsed",
        )
    else:
        # Options of a list that opens are plain text already.
        st.selectbox(
            _("Document"),
            list(titles),
            key="document",
            format_func=titles.__getitem__,
            label_visibility="collapsed",
        )
    document = atlas.document(current("document")) or atlas.documents[0]
    choice: Choice = current("choice")
    show_panel(
        render_document(
            document,
            atlas.mentions[document.id],
            chosen=choice.passage,
            lit=choice.lit,
            hits=find_any(document.text, asked.words),
            names=_names(document.id, atlas, names_language()),
        ),
        key="reader",
        label=_("Reader: {document}").format(document=document.short_title),
        target=f"passage-{choice.passage}",
        click=choice.click,
        document=document.id,
        tells=tells,
    )


def _names(document_id: str, atlas: Atlas, lang: str) -> dict[str, str]:
    """Give the names of the places that a document mentions."""
    ids = {m.place_id for m in atlas.mentions[document_id] if m.place_id}
    places = [atlas.gazetteer[place_id] for place_id in ids]
    return {p.id: getattr(p.names, lang) or p.names.en for p in places}


def show_tabs(resources: Resources, shipped: Resources, shown: list[Agreement]) -> None:
    """Show what the map says as tables and overviews, filtered with it.

    Only the tab that is open is written: what is not seen need not hold up a filter.
    """
    tabs = st.tabs([_(tab) for tab in TABS], key="tabs", on_change="rerun")
    for tab, title in zip(tabs, TABS, strict=True):
        if not tab.open:
            continue
        with tab:
            if title == "Download":
                show_downloads(resources.atlas, shown)
            elif title == "Your text":
                with st.container(key="tab_your_text"):
                    show_your_text(shipped)
            elif title == "About":
                st.html(render("about"))
            elif title == "Documents" and len(resources.atlas.documents) >= MANY:
                show_texts(resources.atlas, read_filter(), read_types())
            elif title != "Compare texts" or not show_comparison(resources, shipped):
                _show_overview(resources, shown, title)


def _show_overview(resources: Resources, shown: list[Agreement], title: str) -> None:
    atlas = resources.atlas
    ids = {agreement.id for agreement in shown}
    hidden = [a.id for a in atlas.agreements if a.id not in ids]
    if hidden:
        places = {i for agreement in shown for i in agreement.places}
        hidden += [f"place:{p.id}" for p in known_places(atlas) if p.id not in places]
    key = title.lower().replace(" ", "_")
    with st.container(key=f"tab_{key}"):
        if title == "Documents" and not resources.is_brought and not is_reviewing():
            st.button(_("Check and correct"), key="review_start", on_click=begin_review)
        st.caption(_(_CAPTIONS.get(title, "")) or _say_shown(atlas, ids))
        show_panel(
            resources.worded().overviews[title],
            key=f"{key}_panel",
            label=_(title),
            hidden=hidden,
            later=True,
            lang=names_language(),
        )


def _say_shown(atlas: Atlas, ids: set[str]) -> str:
    proposed = sum(agreement.is_proposed for agreement in atlas.agreements)
    mapped = sum(agreement.id in ids for agreement in atlas.mapped)
    said = (
        _(
            "{agreements}: {mapped} on the map, {listed} with no place named; proposed "
            "by rules, none verified."
        )
        if proposed
        else _("{agreements}: {mapped} on the map, {listed} with no place named.")
    )
    return said.format(
        agreements=say_count(len(ids), "agreement"),
        mapped=say_number(mapped),
        listed=say_number(len(ids) - mapped),
    )

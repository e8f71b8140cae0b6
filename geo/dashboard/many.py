"""The texts of a page that has many: searched, sorted, some at a time."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.citations import passage_key
from geo.collections.asking import Asked, Paged, Sort, TextRow
from geo.collections.collection import Collection, collect
from geo.dashboard.components import say_each
from geo.dashboard.panel import show_panel
from geo.dashboard.same import Same
from geo.dashboard.session import current, names_language
from geo.maps.markup import render
from geo.model import AgreementType
from geo.wording.messages import N_, _
from geo.wording.values import say_count, say_number

if TYPE_CHECKING:
    from geo.atlas import Atlas
    from geo.dashboard.filters import Filter

MANY = 12
"""From so many texts on they are a list."""
PAGE = 20
"""Texts that are listed at once."""
_SORTS = {
    Sort.NEWEST: N_("Newest first"),
    Sort.OLDEST: N_("Oldest first"),
    Sort.TITLE: N_("By title"),
    Sort.AGREEMENTS: N_("Most agreements first"),
    Sort.PLACES: N_("Most places first"),
}


def show_texts(atlas: Atlas, asked: Filter, types: tuple[AgreementType, ...]) -> None:
    """Show some of the texts that the filters leave, and what turns the pages."""
    with st.container(key="texts_head", horizontal=True):
        st.text_input(
            _("Search in these texts"), key="texts_q", on_change=_turn_to_first
        )
        st.selectbox(
            _("Order"),
            [sort.value for sort in _SORTS],
            key="texts_sort",
            format_func=say_each(_SORTS, lambda sort: _(_SORTS[Sort(sort)])),
            on_change=_turn_to_first,
        )
    first = int(current("texts_first"))
    question = Asked(
        words=" ".join((current("texts_q"), asked.words)).strip(),
        types=() if len(types) == len(AgreementType) else types,
        statuses=asked.statuses,
        documents=asked.documents,
    )
    page = _collect(Same(atlas)).texts(
        question, sort=Sort(current("texts_sort")), first=first, most=PAGE
    )
    if first >= page.total > 0:
        first = 0
        st.session_state["texts_first"] = 0
        page = _collect(Same(atlas)).texts(
            question, sort=Sort(current("texts_sort")), most=PAGE
        )
    st.caption(say_page(first, page))
    show_panel(
        render_texts(page, first, atlas),
        key="texts_panel",
        label=_("Texts"),
        document=f"{question} {first}",
        later=True,
        lang=names_language(),
    )
    with st.container(key="texts_pager", horizontal=True):
        _show_turn(_("Before"), "texts_back", first - PAGE, is_off=first == 0)
        _show_turn(
            _("After"), "texts_on", first + PAGE, is_off=first + PAGE >= page.total
        )


def _show_turn(label: str, key: str, first: int, *, is_off: bool) -> None:
    st.button(
        label,
        key=key,
        disabled=is_off,
        on_click=_turn_to,
        args=(max(0, first),),
        width="content",
    )


def _turn_to(first: int) -> None:
    st.session_state["texts_first"] = first


def _turn_to_first() -> None:
    _turn_to(0)


def say_page(first: int, page: Paged[TextRow]) -> str:
    """Say which of how many texts are listed."""
    if not page.total:
        return _("No text has all of that.")
    return _("{first} to {last} of {texts}").format(
        first=say_number(first + 1),
        last=say_number(first + len(page.rows)),
        texts=say_count(page.total, "text"),
    )


def render_texts(page: Paged[TextRow], first: int, atlas: Atlas) -> str:
    """Write some texts as a list; each leads to its beginning."""
    return render(
        "texts", first=first + 1, rows=[_describe(row, atlas) for row in page.rows]
    )


def _describe(row: TextRow, atlas: Atlas) -> dict[str, Any]:
    document = atlas.document(row.id)
    passage = document.passages[0].id if document and document.passages else ""
    counts = (
        say_count(row.agreements, "agreement"),
        say_count(row.places, "place"),
    )
    return {
        "key": passage_key(row.id, passage) if passage else "",
        "title": row.title or row.short_title,
        "language": row.language,
        "day": row.day,
        "countries": " – ".join(row.countries[:3]),
        "counts": " · ".join(counts),
        "types": list(row.types.items()),
    }


@lru_cache(maxsize=8)
def _collect(same: Same) -> Collection:
    return collect(same.atlas)

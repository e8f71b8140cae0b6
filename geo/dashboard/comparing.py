"""Any two texts of the page beside each other, commitment by commitment."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.agreements.comparing import Change, Side, compare, mark_differences
from geo.citations import passage_key, passage_label
from geo.dashboard.panel import show_panel
from geo.dashboard.same import Same
from geo.dashboard.session import current, names_language
from geo.maps.markup import render
from geo.wording.messages import N_, _, ngettext, speaking, spoken
from geo.wording.values import say_number

if TYPE_CHECKING:
    from geo.agreements.comparing import Commitment, Compared
    from geo.atlas import Atlas
    from geo.dashboard.resources import Resources
    from geo.model import Document

SHIPPED = "shipped/"
"""Before the id of a shipped text, where the page shows what a reader brought."""
_TITLES = {
    Change.REWORDED: N_("Reworded"),
    Change.KEPT: N_("Kept"),
    Change.NEW: N_("New"),
    Change.DROPPED: N_("Dropped"),
}
"""In the order of the page: what was reworded is looked for first."""
_TURNS = {"firmer": N_("It binds more."), "softer": N_("It binds less."), "": ""}


def show_comparison(resources: Resources, shipped: Resources) -> bool:
    """Show which two texts are compared, and how; whether two were chosen."""
    texts = _list_texts(resources, shipped)
    if len(texts) < 2:
        return False
    with st.container(key="compare", horizontal=True):
        for key, label in (
            ("compare_before", _("Earlier text")),
            ("compare_after", _("Later text")),
        ):
            if current(key) not in texts:
                st.session_state[key] = ""
            st.selectbox(
                label,
                ["", *texts],
                key=key,
                format_func=lambda text: texts.get(text) or _("Choose a text"),
            )
    before, after = current("compare_before"), current("compare_after")
    if before not in texts or after not in texts or before == after:
        return False
    show_panel(
        _render(
            _find(before, resources, shipped),
            _find(after, resources, shipped),
            Same(resources.atlas),
            spoken(),
        ),
        key="compared_panel",
        label=_("Two texts compared"),
        document=f"{before} {after}",
        later=True,
        lang=names_language(),
    )
    return True


def _list_texts(resources: Resources, shipped: Resources) -> dict[str, str]:
    """Give the titles of the texts that can be compared, by what an address says."""
    texts = {d.id: d.short_title for d in resources.atlas.documents}
    if resources.is_brought:
        texts |= {f"{SHIPPED}{d.id}": d.short_title for d in shipped.atlas.documents}
    return texts


def _find(text: str, resources: Resources, shipped: Resources) -> tuple[str, Same]:
    """Give the id of a text, and the atlas that it stands in."""
    is_shipped = text.startswith(SHIPPED)
    atlas = shipped.atlas if is_shipped else resources.atlas
    return text.removeprefix(SHIPPED), Same(atlas)


@lru_cache(maxsize=32)
def _render(
    before: tuple[str, Same], after: tuple[str, Same], shown: Same, language: str
) -> str:
    with speaking(language):
        return render_compared(_side(*before), _side(*after), shown.atlas)


def _side(document_id: str, of: Same) -> Side:
    (document,) = (d for d in of.atlas.documents if d.id == document_id)
    return Side(
        document=document,
        mentions=of.atlas.mentions[document_id],
        agreements=of.atlas.agreements,
    )


def render_compared(before: Side, after: Side, shown: Atlas) -> str:
    """Write two texts beside each other.

    Parameters
    ----------
    before, after
        The earlier text and the later one.
    shown
        The atlas of the page: only its passages can be led to.
    """
    lines = compare(before, after)
    texts = {side.document.id: side.document for side in (before, after)}
    sections = [
        {
            "change": change.value,
            "title": _(title),
            "lines": [
                _describe(line, shown, texts) for line in lines if line.change is change
            ],
        }
        for change, title in _TITLES.items()
    ]
    return render(
        "compared",
        said=_("{commitments} in either text.").format(
            commitments=ngettext(
                "{number} commitment", "{number} commitments", len(lines)
            ).format(number=say_number(len(lines)))
        ),
        sections=[section for section in sections if section["lines"]],
    )


def _describe(
    line: Compared, shown: Atlas, texts: dict[str, Document]
) -> dict[str, Any]:
    quotes = [one.quote if one else "" for one in (line.before, line.after)]
    runs = (
        mark_differences(*quotes)
        if line.differences
        else tuple([(quote, False)] for quote in quotes)
    )
    note = " ".join(
        filter(
            None,
            (
                _(_TURNS[line.turn]),
                _("Alike: {score}").format(score=f"{line.score:.2f}")
                if line.score
                else "",
            ),
        )
    )
    return {
        "before": _cite(line.before, runs[0], shown, texts),
        "after": _cite(line.after, runs[1], shown, texts),
        "note": note,
    }


def _cite(
    one: Commitment | None,
    runs: list[tuple[str, bool]],
    shown: Atlas,
    texts: dict[str, Document],
) -> dict[str, Any] | None:
    if one is None:
        return None
    document, text = shown.document(one.document_id), texts[one.document_id]
    is_shown = document is not None and (
        document.text[one.start : one.end] == one.quote
    )
    return {
        "runs": runs,
        "language": text.language,
        "key": passage_key(one.document_id, one.passage_id) if is_shown else "",
        "label": f"{text.short_title}, {passage_label(one.passage_id)}",
        "places": [
            shown.gazetteer[place] for place in one.places if place in shown.gazetteer
        ]
        if is_shown
        else [],
    }

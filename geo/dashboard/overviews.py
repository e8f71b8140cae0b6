"""Overviews: pairs as a matrix, dates as a timeline, texts side by side."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from geo.citations import passage_key, passage_label
from geo.dashboard.filters import say_count
from geo.dashboard.tables import (
    render_names,
    render_note,
    render_place_button,
    render_quote,
    render_status,
    render_table,
    render_type,
)
from geo.maps.popups import describe_border

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.atlas import Atlas
    from geo.model import Agreement, Document, Evidence, Pair, StatedDate


def render_matrix(atlas: Atlas) -> str:
    """Write the pairs as a matrix: Vietnamese provinces down, Cambodian across."""
    pairs = atlas.pairs
    if not pairs:
        return "<p>No agreement binds two provinces.</p>"
    by_ends: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        by_ends.setdefault((pair.from_place.id, pair.to_place.id), []).append(pair)
    rows = dict.fromkeys(p.from_place.id for p in pairs)
    columns = dict.fromkeys(p.to_place.id for p in pairs)
    heads = ["", *(render_names(atlas.gazetteer[c].names) for c in columns)]
    body = (
        f'<tr><th scope="row">{render_names(atlas.gazetteer[row].names)}</th>'
        + "".join(_render_cell(by_ends.get((row, column), [])) for column in columns)
        + "</tr>"
        for row in rows
    )
    borders = "".join(
        f"<li>{escape(describe_border(alike[0]))}</li>" for alike in by_ends.values()
    )
    return (
        render_table(heads, body, sortable=False)
        + "<p>The number of agreements; ● the provinces share a border, ○ they do "
        "not, on the day whose borders hold for the text; computed from their "
        "outlines.</p>"
        f"<ul>{borders}</ul>"
    )


def _render_cell(pairs: Sequence[Pair]) -> str:
    if not pairs:
        return "<td>–</td>"
    pair, count = pairs[0], say_count(len(pairs), "agreement")
    sign = "●" if pair.border.is_shared else "○"
    names = f"{pair.from_place.names.en} and {pair.to_place.names.en}"
    label = (
        f'<span aria-hidden="true">{sign} {len(pairs)}</span>'
        f'<span class="unseen">{count} between {escape(names)}</span>'
    )
    return f"<td>{render_place_button(pair.key, pair.agreement.type.value, label)}</td>"


def render_timeline(atlas: Atlas) -> str:
    """Write what the agreements date, oldest first, by year."""
    dated = sorted(
        ((date, a) for a in atlas.agreements for date in a.dates),
        key=lambda entry: (entry[0].date, entry[1].title),
    )
    years = "".join(
        f'<li class="year"><b>{escape(year)}</b><ul>'
        + "".join(_render_date(date, agreement) for date, agreement in entries)
        + "</ul></li>"
        for year, entries in groupby(dated, key=lambda entry: entry[0].date[:4])
    )
    return f'<ol class="timeline">{years}</ol>'


def _render_date(date: StatedDate, agreement: Agreement) -> str:
    evidence = next(
        (e for e in agreement.evidence if date.words in e.quote), agreement.evidence[0]
    )
    key = passage_key(evidence.document_id, evidence.passage_id)
    is_year = len(date.date) == len("2026")
    day = "" if is_year else f"<time>{escape(date.date)}</time> "
    return (
        f'<li data-group="{agreement.id}">{day}{render_type(agreement.type)}: '
        f"{escape(date.what)}, "
        f'<button type="button" data-passage="{escape(key)}">'
        f"{escape(agreement.title)}</button> <small>“{escape(date.words)}”</small></li>"
    )


def render_comparisons(atlas: Atlas) -> str:
    """Write the agreements that several texts speak of, their words side by side."""
    several = [
        a
        for a in atlas.agreements
        if len({(e.document_id, e.passage_id) for e in a.evidence}) > 1
    ]
    return "".join(_render_comparison(agreement, atlas) for agreement in several)


def _render_comparison(agreement: Agreement, atlas: Atlas) -> str:
    note = render_note(agreement).removeprefix("<br>")
    return (
        f'<section class="comparison" data-group="{agreement.id}">'
        f"<h3>{escape(agreement.title)}</h3><p>{render_type(agreement.type)} · "
        f"{render_status(agreement)}</p>"
        f'<div class="texts">{_render_texts(agreement.evidence, atlas)}</div>'
        f"<p>{note}</p></section>"
    )


def _render_texts(evidence: Sequence[Evidence], atlas: Atlas) -> str:
    return "".join(f"<div>{render_quote(e, atlas)}</div>" for e in evidence)


def render_coverage(atlas: Atlas) -> str:
    """Write what of each document is mapped, listed, and neither."""
    mapped = {agreement.id for agreement in atlas.mapped}
    return "".join(_render_document(d, atlas, mapped) for d in atlas.documents)


def _render_document(document: Document, atlas: Atlas, mapped: set[str]) -> str:
    by_passage: dict[str, set[str]] = {p.id: set() for p in document.passages}
    for agreement in atlas.agreements:
        for evidence in agreement.evidence:
            if evidence.document_id == document.id:
                by_passage[evidence.passage_id].add(agreement.id)
    on_map = [p for p, ids in by_passage.items() if ids & mapped]
    listed = [p for p, ids in by_passage.items() if ids and not ids & mapped]
    neither = [p for p, ids in by_passage.items() if not ids]
    rows = (
        f'<tr><th scope="row">{label}</th><td>{len(passages)}</td>'
        f"<td>{_render_passages(document, passages)}</td></tr>"
        for label, passages in (
            ("on the map", on_map),
            ("listed, no place named", listed),
            ("no agreement", neither),
        )
    )
    return (
        f"<section><h3>{escape(document.title)}</h3>"
        f"<p>Publisher: {escape(document.publisher)}. Date: {escape(document.dated)}. "
        f"Read with the borders of {document.geography_on.isoformat()}: "
        f"{escape(document.geography_reason)} {escape(document.rights)}</p>"
        + render_table(("Passages", "Number", "Which"), rows, sortable=False)
        + "</section>"
    )


def _render_passages(document: Document, passages: Sequence[str]) -> str:
    return ", ".join(
        f'<button type="button" data-passage="{escape(passage_key(document.id, p))}">'
        f"{passage_label(p)}</button>"
        for p in passages
    )

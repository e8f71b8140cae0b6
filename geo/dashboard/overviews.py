"""Overviews: pairs as a matrix, dates as a timeline, texts side by side."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from geo.citations import passage_key
from geo.dashboard.tables import quotes_of
from geo.maps.markup import render_part, say_passage
from geo.maps.popups import describe_border
from geo.wording.messages import _

if TYPE_CHECKING:
    from geo.atlas import Atlas
    from geo.model import Agreement, Document, Pair, StatedDate


def render_matrix(atlas: Atlas) -> str:
    """Write the pairs as a matrix: Vietnamese provinces down, Cambodian across."""
    pairs = atlas.pairs
    if not pairs:
        return f"<p>{escape(_('No agreement binds two provinces.'))}</p>"
    by_ends: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        by_ends.setdefault((pair.from_place.id, pair.to_place.id), []).append(pair)
    rows = dict.fromkeys(p.from_place.id for p in pairs)
    columns = dict.fromkeys(p.to_place.id for p in pairs)
    return render_part(
        "overviews",
        "matrix",
        [atlas.gazetteer[row] for row in rows],
        [atlas.gazetteer[column] for column in columns],
        by_ends,
        [describe_border(alike[0]) for alike in by_ends.values()],
    )


def render_timeline(atlas: Atlas) -> str:
    """Write what the agreements date, oldest first, by year."""
    dated = sorted(
        ((date, a) for a in atlas.agreements for date in a.dates),
        key=lambda entry: (entry[0].date, entry[1].title),
    )
    years = [
        {"year": year, "entries": [_describe_date(date, a) for date, a in entries]}
        for year, entries in groupby(dated, key=lambda entry: entry[0].date[:4])
    ]
    return render_part("overviews", "timeline", years)


def _describe_date(date: StatedDate, agreement: Agreement) -> dict[str, Any]:
    evidence = next(
        (e for e in agreement.evidence if date.words in e.quote), agreement.evidence[0]
    )
    is_year = len(date.date) == len("2026")
    return {
        "agreement": agreement,
        "day": "" if is_year else date.date,
        "what": date.what,
        "words": date.words,
        "key": passage_key(evidence.document_id, evidence.passage_id),
    }


def render_comparisons(atlas: Atlas) -> str:
    """Write the agreements that several texts speak of, their words side by side."""
    several = [
        a
        for a in atlas.agreements
        if len({(e.document_id, e.passage_id) for e in a.evidence}) > 1
    ]
    entries = [{"agreement": a, "quotes": quotes_of(a, atlas)} for a in several]
    return render_part("overviews", "comparisons", entries)


def render_coverage(atlas: Atlas) -> str:
    """Write what of each document is mapped, listed, and neither."""
    mapped = {agreement.id for agreement in atlas.mapped}
    entries = [
        {"document": d, "rows": _cover(d, atlas, mapped)} for d in atlas.documents
    ]
    return render_part("overviews", "coverage", entries)


def _cover(
    document: Document, atlas: Atlas, mapped: set[str]
) -> list[tuple[str, list[dict[str, str]]]]:
    by_passage: dict[str, set[str]] = {p.id: set() for p in document.passages}
    for agreement in atlas.agreements:
        for evidence in agreement.evidence:
            if evidence.document_id == document.id:
                by_passage[evidence.passage_id].add(agreement.id)
    on_map = [p for p, ids in by_passage.items() if ids & mapped]
    listed = [p for p, ids in by_passage.items() if ids and not ids & mapped]
    neither = [p for p, ids in by_passage.items() if not ids]
    return [
        (label, [_point_to(document, passage) for passage in passages])
        for label, passages in (
            (_("on the map"), on_map),
            (_("listed, no place named"), listed),
            (_("no agreement"), neither),
        )
    ]


def _point_to(document: Document, passage: str) -> dict[str, str]:
    return {
        "key": passage_key(document.id, passage),
        "label": say_passage(passage),
    }

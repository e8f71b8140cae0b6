"""A view to print: the map, its legend and numbered citations, on sheets of A4.

One HTML file without scripts; the browser's print makes a PDF of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from geo.citations import passage_label
from geo.exports.citation_styles import to_text
from geo.exports.citing import cite_atlas, cite_document, link_words
from geo.exports.credits import (
    count_agreements,
    render_credits,
    render_doubt,
    render_rights,
)
from geo.exports.files import whole_file
from geo.exports.fonts import Font, render_font_faces
from geo.exports.legend_svg import render_scale, render_signs, render_types
from geo.exports.map_names import pick_name
from geo.exports.map_svg import draw_map
from geo.exports.marks import collect_marks, fit_marks
from geo.exports.markup import to_markup
from geo.exports.picture import STYLE, list_days
from geo.exports.titles import EVERYTHING, Chosen, entitle
from geo.exports.writing import Taken, writes_part
from geo.maps.palette import COLOURS
from geo.maps.payload import read_basemap
from geo.model import AgreementType
from geo.shipped import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.exports.marks import Mark
    from geo.model import Agreement, Evidence

_MAP_WIDTH, _MAP_HEIGHT, _LEGEND_WIDTH = 1000, 1015, 310
_STYLE = (files("geo.exports") / "static/print.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Entry:
    """Agreements that stand on the same words, with their numbers."""

    agreements: tuple[tuple[int, Agreement], ...]
    evidence: tuple[Evidence, ...]


@writes_part
def write_print(taken: Taken, path: Path) -> int:
    """Write the sheets and give the number of agreements on them."""
    part = taken.part
    with whole_file(path) as draft:
        draft.write_text(
            render_print(part, taken.whole, lang=taken.lang, chosen=taken.chosen),
            encoding="utf-8",
        )
    return len(part.agreements)


def render_print(
    part: Atlas, atlas: Atlas, *, lang: str = "en", chosen: Chosen = EVERYTHING
) -> str:
    """Write the sheets as one HTML file."""
    numbered = tuple(enumerate(_sorted(part.agreements), start=1))
    numbers = _numbers_by_place(part, numbered)
    title = to_markup(entitle(chosen))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; font-src data:\">"
        f"<title>{title}</title><style>{render_font_faces(Font)}{STYLE}{_STYLE}</style>"
        f"</head><body><h1>{title}</h1>"
        f'<p class="lead">{_lead(part)}</p>'
        f"{_render_map(part, atlas, numbers, lang)}"
        "<h2>Citations</h2>"
        f'<div class="citations">{_render_entries(part, numbered)}</div>'
        f"{_render_index(part, numbers, lang)}{_render_sources(part)}</body></html>\n"
    )


def _sorted(agreements: Iterable[Agreement]) -> list[Agreement]:
    order = list(AgreementType)
    return sorted(agreements, key=lambda agreement: order.index(agreement.type))


def _lead(part: Atlas) -> str:
    return to_markup(
        f"{count_agreements(part.mapped)} on the map, {count_agreements(part.listed)} "
        f"without a place; the numbers lead to the words they stand on. "
        f"{render_doubt(part)} Borders of {list_days(part)}."
    )


# --- numbers ----------------------------------------------------------------------


def _numbers_by_place(
    part: Atlas, numbered: Iterable[tuple[int, Agreement]]
) -> dict[str, str]:
    found: dict[str, list[int]] = {}
    drawn = {mark.place.id for mark in collect_marks(part)}
    for number, agreement in numbered:
        for place_id in agreement.places:
            if place_id in drawn:
                found.setdefault(place_id, []).append(number)
    return {place_id: join_numbers(numbers) for place_id, numbers in found.items()}


def join_numbers(numbers: Iterable[int]) -> str:
    """Write numbers in rising order, what follows on each other as a range.

    >>> join_numbers([1, 5, 6, 7, 9, 10])
    '1, 5–7, 9, 10'
    """
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ranges = ([number for _, number in run] for _, run in runs)
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run))
        for run in ranges
    )


# --- map and legend ---------------------------------------------------------------


def _render_map(part: Atlas, atlas: Atlas, numbers: dict[str, str], lang: str) -> str:
    frame = fit_marks(collect_marks(part), _MAP_WIDTH, _MAP_HEIGHT)
    scale, length = render_scale(frame)
    plate = (12.0, _MAP_HEIGHT - 48.0, 32.0 + length, _MAP_HEIGHT - 10.0)
    drawing = draw_map(
        part,
        read_basemap(data_folder() / "basemap"),
        frame,
        gazetteer=atlas.gazetteer,
        home=atlas.home,
        lang=lang,
        numbers=numbers,
        obstacles=[plate],
    )
    return (
        f'<figure><svg viewBox="0 0 {_MAP_WIDTH} {_MAP_HEIGHT}" role="img" '
        'aria-label="Map of the agreements">'
        f"{drawing.body}"
        f'<rect class="plate" x="{plate[0]:g}" y="{plate[1]:g}" rx="3" '
        f'width="{plate[2] - plate[0]:g}" height="{plate[3] - plate[1]:g}"/>'
        f'<g transform="translate({plate[0] + 10:g},{plate[3] - 8:g})">{scale}</g>'
        f'<rect class="edge" width="{_MAP_WIDTH}" height="{_MAP_HEIGHT}"/></svg>'
        '</figure><div class="front">'
        f"{_render_legend(render_types(part, _LEGEND_WIDTH), 'Agreement types')}"
        f"{_render_legend(render_signs(drawing, _LEGEND_WIDTH), 'Signs on the map')}"
        f'<div><p class="small">{to_markup(render_credits(part))}</p>'
        f'<p class="small">{to_markup(render_rights(part))}</p>'
        f"{_render_beyond(drawing.outside, lang)}</div></div>"
    )


def _render_legend(legend: tuple[str, float], label: str) -> str:
    body, height = legend
    return (
        f'<svg viewBox="0 0 {_LEGEND_WIDTH} {height:.0f}" role="img" '
        f'aria-label="{label}">{body}</svg>'
    )


def _render_beyond(outside: Iterable[Mark], lang: str) -> str:
    names = ", ".join(pick_name(mark.place.names, lang) for mark in outside)
    return f'<p class="small">Beyond the map: {to_markup(names)}.</p>' if names else ""


# --- citations --------------------------------------------------------------------


def _render_entries(part: Atlas, numbered: Iterable[tuple[int, Agreement]]) -> str:
    html = ""
    by_type = groupby(numbered, key=lambda one: one[1].type)
    for agreement_type, of_type in by_type:
        dot = f'<span class="dot" style="background:{COLOURS[agreement_type]}"></span>'
        html += f"<h3>{dot}{to_markup(agreement_type.label)}</h3>"
        for evidence, group in groupby(of_type, key=lambda one: one[1].evidence):
            html += _render_entry(_Entry(tuple(group), evidence), part)
    return html


def _render_entry(entry: _Entry, part: Atlas) -> str:
    heads = "".join(
        f"<li><b>{number}</b>{to_markup(agreement.title)} "
        f'<span class="status">{to_markup(_standing(agreement))}</span></li>'
        for number, agreement in entry.agreements
    )
    words = "".join(_render_words(evidence, part) for evidence in entry.evidence)
    notes = "".join(
        f'<p class="small"><b>Editor’s note:</b> {to_markup(agreement.editor_note)}</p>'
        for _, agreement in entry.agreements
        if agreement.editor_note
    )
    return f'<div class="entry"><ul>{heads}</ul>{words}{notes}</div>'


def _standing(agreement: Agreement) -> str:
    standing = agreement.standing
    if agreement.promise:
        standing += f"; {agreement.promise}"
    if not agreement.places:
        standing += f"; no place named: {agreement.no_place_reason}"
    return standing


def _render_words(evidence: Evidence, part: Atlas) -> str:
    document = part.document(evidence.document_id)
    title = document.short_title if document else evidence.document_id
    where = to_markup(f"{title}, {passage_label(evidence.passage_id)}")
    link = link_words((document.url if document else "") or "", evidence.quote)
    cited = f'<a href="{to_markup(link)}">{where}</a>' if link else where
    return (
        f"<blockquote>“{to_markup(evidence.quote)}” "
        f'<span class="where">{cited}</span></blockquote>'
    )


# --- index and sources ------------------------------------------------------------


def _render_index(part: Atlas, numbers: dict[str, str], lang: str) -> str:
    names = {place_id: part.gazetteer[place_id].names for place_id in numbers}
    rows = sorted((pick_name(names[p], lang), n) for p, n in numbers.items())
    listed = "".join(f"<li>{to_markup(name)} <b>{n}</b></li>" for name, n in rows)
    return f'<h2>Places</h2><ul class="index">{listed}</ul>' if listed else ""


def _render_sources(part: Atlas) -> str:
    texts = [to_text(cite_document(document)) for document in part.documents]
    return (
        "<h2>Texts</h2>"
        + "".join(f"<p>{to_markup(text)}</p>" for text in texts)
        + f"<h2>To cite</h2><p>{to_markup(to_text(cite_atlas()))}</p>"
    )

"""A view to print: the map, its legend and numbered citations, on sheets of A4.

One HTML file without scripts; the browser's print makes a PDF of it.
"""

from __future__ import annotations

from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any

from geo.exports.citation_styles import to_text
from geo.exports.citing import cite_atlas, cite_document
from geo.exports.credits import (
    count_agreements,
    render_credits,
    render_doubt,
    render_rights,
)
from geo.exports.files import whole_file
from geo.exports.fonts import Font, render_font_faces
from geo.exports.html_parts import quote_online
from geo.exports.legend_svg import render_scale, render_signs, render_types
from geo.exports.map_names import pick_name
from geo.exports.map_svg import draw_map
from geo.exports.marks import collect_marks, fit_marks
from geo.exports.more_fields import IN_TEMPLATES, list_more
from geo.exports.picture import STYLE, list_days
from geo.exports.templating import render, written
from geo.exports.titles import EVERYTHING, Chosen, entitle
from geo.exports.writing import Taken, writes_part
from geo.maps.payload import read_basemap
from geo.model import AgreementType
from geo.shipped import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.exports.map_svg import Drawing
    from geo.model import Agreement

_MAP_WIDTH, _MAP_HEIGHT, _LEGEND_WIDTH = 1000, 1015, 310
_STYLE = (files("geo.exports") / "static/print.css").read_text(encoding="utf-8")


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
    drawing, drawn = _draw_map(part, atlas, numbers, lang)
    legends = (
        _render_legend(render_types(part, _LEGEND_WIDTH), "Agreement types"),
        _render_legend(render_signs(drawing, _LEGEND_WIDTH), "Signs on the map"),
    )
    names = (pick_name(mark.place.names, lang) for mark in drawing.outside)
    return render(
        "sheets",
        title=entitle(chosen),
        style=written(f"{render_font_faces(Font)}{STYLE}{_STYLE}"),
        lead=_lead(part),
        map=written(drawn),
        legends=written("".join(legends)),
        credits=render_credits(part),
        rights=render_rights(part),
        beyond=", ".join(names),
        chapters=_list_chapters(part, numbered),
        index=_list_index(part, numbers, lang),
        texts=[to_text(cite_document(document)) for document in part.documents],
        to_cite=to_text(cite_atlas()),
    )


def _sorted(agreements: Iterable[Agreement]) -> list[Agreement]:
    order = list(AgreementType)
    return sorted(agreements, key=lambda agreement: order.index(agreement.type))


def _lead(part: Atlas) -> str:
    return (
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


def _draw_map(
    part: Atlas, atlas: Atlas, numbers: dict[str, str], lang: str
) -> tuple[Drawing, str]:
    """Draw the map, and write it with its scale and its edge."""
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
    return drawing, (
        f'<figure><svg viewBox="0 0 {_MAP_WIDTH} {_MAP_HEIGHT}" role="img" '
        'aria-label="Map of the agreements">'
        f"{drawing.body}"
        f'<rect class="plate" x="{plate[0]:g}" y="{plate[1]:g}" rx="3" '
        f'width="{plate[2] - plate[0]:g}" height="{plate[3] - plate[1]:g}"/>'
        f'<g transform="translate({plate[0] + 10:g},{plate[3] - 8:g})">{scale}</g>'
        f'<rect class="edge" width="{_MAP_WIDTH}" height="{_MAP_HEIGHT}"/></svg>'
        "</figure>"
    )


def _render_legend(legend: tuple[str, float], label: str) -> str:
    body, height = legend
    return (
        f'<svg viewBox="0 0 {_LEGEND_WIDTH} {height:.0f}" role="img" '
        f'aria-label="{label}">{body}</svg>'
    )


# --- citations --------------------------------------------------------------------


def _list_chapters(
    part: Atlas, numbered: Iterable[tuple[int, Agreement]]
) -> list[tuple[AgreementType, list[dict[str, Any]]]]:
    """Give the agreements by type; those that stand on the same words together."""
    return [
        (
            agreement_type,
            [
                _describe_entry(tuple(group), part)
                for _, group in groupby(of_type, key=lambda one: one[1].evidence)
            ],
        )
        for agreement_type, of_type in groupby(numbered, key=lambda one: one[1].type)
    ]


def _describe_entry(
    group: tuple[tuple[int, Agreement], ...], part: Atlas
) -> dict[str, Any]:
    more = (list_more(agreement, IN_TEMPLATES) for _, agreement in group)
    return {
        "heads": [
            {"number": n, "agreement": a, "standing": _standing(a)} for n, a in group
        ],
        "quotes": quote_online(group[0][1].evidence, part),
        "more": list({str(fields): fields for fields in more}.values()),
    }


def _standing(agreement: Agreement) -> str:
    standing = agreement.standing
    if agreement.promise:
        standing += f"; {agreement.promise}"
    if not agreement.places:
        standing += f"; no place named: {agreement.no_place_reason}"
    return standing


def _list_index(
    part: Atlas, numbers: dict[str, str], lang: str
) -> list[tuple[str, str]]:
    names = {place_id: part.gazetteer[place_id].names for place_id in numbers}
    return sorted((pick_name(names[p], lang), n) for p, n in numbers.items())

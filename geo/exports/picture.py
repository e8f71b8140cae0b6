"""A picture of the map for print and newsroom: SVG, and PNG made of it."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import resvg_py

from geo.exports.credits import count_agreements, render_notice
from geo.exports.files import whole_file
from geo.exports.fonts import (
    Font,
    font_folder,
    render_font_faces,
    render_runs,
)
from geo.exports.labels import wrap
from geo.exports.legend_svg import (
    covers_region,
    render_inset,
    render_scale,
    render_signs,
    render_types,
)
from geo.exports.map_names import pick_name
from geo.exports.map_svg import draw_map
from geo.exports.marks import collect_marks, fit_marks
from geo.exports.markup import to_markup
from geo.exports.titles import EVERYTHING, Chosen, entitle
from geo.exports.writing import Taken, writes_part
from geo.maps.payload import read_basemap
from geo.shipped import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.exports.map_svg import Drawing
    from geo.exports.marks import Basemap

_WIDTH, _HEIGHT = 1440, 1250
_MARGIN, _HEAD, _SIDE, _GAP = 36, 86, 306, 28
_FOOT = 58
_INSET, _INSET_ASPECT = 176, 0.6
_ZOOM = 2
STYLE = (files("geo.exports") / "static/picture.css").read_text(encoding="utf-8")


@writes_part
def write_svg(taken: Taken, path: Path) -> int:
    """Write the map with legend, scale and attribution; give the number of marks."""
    part = taken.part
    svg, count = render_svg(part, taken.whole, lang=taken.lang, chosen=taken.chosen)
    with whole_file(path) as draft:
        draft.write_text(svg, encoding="utf-8")
    return count


@writes_part
def write_png(taken: Taken, path: Path) -> int:
    """Write the same picture as pixels, 2880 of them wide."""
    part = taken.part
    svg, count = render_svg(part, taken.whole, lang=taken.lang, chosen=taken.chosen)
    with whole_file(path) as draft:
        draft.write_bytes(to_png(svg))
    return count


def to_png(svg: str, zoom: float = _ZOOM) -> bytes:
    """Draw an SVG with the shipped fonts and no others, ``zoom`` pixels a unit."""
    fonts = [str(font_folder() / font.value) for font in Font]
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            skip_system_fonts=True,
            font_files=fonts,
            font_family="Noto Sans",
            sans_serif_family="Noto Sans",
        )
    )


def render_svg(
    part: Atlas, atlas: Atlas, *, lang: str = "en", chosen: Chosen = EVERYTHING
) -> tuple[str, int]:
    """Write the picture and give the number of marks and pairs that it shows.

    Parameters
    ----------
    part
        What is drawn.
    atlas
        Names for the basemap, which shows more than the part.
    lang
        Of the names.
    chosen
        The filter, which the title says.
    """
    basemap = read_basemap(data_folder() / "basemap")
    width = _WIDTH - 2 * _MARGIN - _SIDE - _GAP
    height = _HEIGHT - 2 * _MARGIN - _HEAD - _FOOT
    frame = fit_marks(collect_marks(part), width, height)
    scale, length = render_scale(frame)
    plate = (14.0, height - 50.0, 34.0 + length, height - 12.0)
    drawing = draw_map(
        part,
        basemap,
        frame,
        gazetteer=atlas.gazetteer,
        home=atlas.home,
        lang=lang,
        obstacles=[plate],
    )
    pairs = len(part.pairs)
    title, subtitle = entitle(chosen), _subtitle(part)
    body = (
        f'<rect class="paper" width="{_WIDTH}" height="{_HEIGHT}"/>'
        f'<g transform="translate({_MARGIN},{_MARGIN})">'
        f'<text class="title" x="0" y="28">{render_runs(title)}</text>'
        f'<text class="subtitle" x="0" y="56">{render_runs(subtitle)}</text>'
        f'<g transform="translate(0,{_HEAD})">'
        f'<clipPath id="frame"><rect width="{width}" height="{height}"/></clipPath>'
        f'<g clip-path="url(#frame)">{drawing.body}</g>'
        f"{_render_plate(plate, scale)}"
        f'<rect class="edge" width="{width}" height="{height}"/></g>'
        f'<g transform="translate({width + _GAP},{_HEAD})">'
        f"{_render_side(part, basemap, drawing, height, lang)}</g>"
        f'<g transform="translate(0,{_HEAD + height})">{_render_foot(part)}</g></g>'
    )
    return _page(body, title, subtitle, lang), len(collect_marks(part)) + pairs


def _subtitle(part: Atlas) -> str:
    texts = ", ".join(document.short_title for document in part.documents)
    return (
        f"{count_agreements(part.mapped)} on the map, {count_agreements(part.listed)} "
        f"without a place. Borders of {list_days(part)}. From: {texts or 'no text'}."
    )


def list_days(part: Atlas) -> str:
    """Name the days whose borders are drawn: ``6 February 2026``."""
    days = sorted({document.geography_on for document in part.documents})
    return ", ".join(f"{day.day} {day:%B %Y}" for day in days) or "no day"


def _page(body: str, title: str, subtitle: str, lang: str) -> str:
    fonts = [Font.REGULAR, Font.BOLD, Font.ITALIC]
    if 'class="khmer"' in body:
        fonts.append(Font.KHMER)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" role="img" lang="{lang}" '
        'aria-labelledby="title description">'
        f'<title id="title">{to_markup(title)}</title>'
        f'<desc id="description">{to_markup(subtitle)}</desc>'
        f"<style>{render_font_faces(fonts)}{STYLE}</style>{body}</svg>\n"
    )


def _render_plate(plate: tuple[float, float, float, float], scale: str) -> str:
    left, top, right, bottom = plate
    return (
        f'<rect class="plate" x="{left:g}" y="{top:g}" rx="3" '
        f'width="{right - left:g}" height="{bottom - top:g}"/>'
        f'<g transform="translate({left + 10:g},{bottom - 8:g})">{scale}</g>'
    )


def _render_side(
    part: Atlas, basemap: Basemap, drawing: Drawing, height: float, lang: str
) -> str:
    types, used = render_types(part, _SIDE)
    signs, more = render_signs(drawing, _SIDE)
    legend = f'{types}<g transform="translate(0,{used + 14:g})">{signs}</g>'
    if covers_region(drawing.frame):
        return legend
    room = height - used - more - 60
    width = min(_INSET, room * _INSET_ASPECT)
    inset, tall = render_inset(part, basemap, drawing.frame, width)
    top = height - tall
    return (
        f'{legend}<g transform="translate(0,{top:.1f})">'
        f'<clipPath id="inset"><rect width="{width:g}" height="{tall:g}"/></clipPath>'
        f'<g clip-path="url(#inset)">{inset}</g></g>'
        f'<g transform="translate({width + 12:.1f},{top + 11:.1f})">'
        f"{_beyond(drawing, lang)}</g>"
    )


def _beyond(drawing: Drawing, lang: str) -> str:
    names = [pick_name(mark.place.names, lang) for mark in drawing.outside]
    lines = ["Red: this map"]
    if names:
        lines += ["", "Beyond it:", *(line for name in names for line in _lines(name))]
    return "".join(
        f'<text class="key faint" x="0" y="{16 * row}">{render_runs(line)}</text>'
        for row, line in enumerate(lines)
    )


def _lines(name: str) -> tuple[str, ...]:
    return wrap(name, Font.REGULAR, 12.5, 120)


def _render_foot(part: Atlas) -> str:
    words = f"{render_notice(part)} Web Mercator projection."
    lines = wrap(words, Font.REGULAR, 11.5, _WIDTH - 2 * _MARGIN)
    return "".join(
        f'<text class="foot" x="0" y="{24 + 16 * row}">{render_runs(line)}</text>'
        for row, line in enumerate(lines)
    )

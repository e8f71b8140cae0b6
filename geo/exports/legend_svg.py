"""What explains a picture of the map: legend, scale bar, and where in the region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shapely.geometry import shape

from geo.exports.fonts import Font, measure, render_runs
from geo.exports.labels import wrap
from geo.exports.marks import collect_marks
from geo.exports.projection import Frame, fit, project, render_path
from geo.maps.palette import COLOURS, NAMED_COLOUR
from geo.model import AgreementType, Sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.atlas import Atlas
    from geo.exports.map_svg import Drawing
    from geo.exports.marks import Basemap, Mark

_ROW, _LINE, _SIGN = 21.0, 16.0, 34.0
_INK, _PALE = "#33312b", "#999"
_REGION = (93.0, 8.0, 110.8, 34.0)
_NICE = (1, 2, 5)
_SIGNS = {
    Sign.PIN.value: "A site, its circle as wide as it is uncertain",
    Sign.DASHED.value: "Site not fixed or not known: no pin",
    Sign.AREA.value: "A province, municipality or lake",
    "stripes": "In agreements of several types",
    Sign.OUTLINE.value: "Approximate outline",
    Sign.SOFT.value: "Waters without an edge",
    Sign.LINE.value: "A river or the land boundary",
    "pair": "Agreement between two provinces; no road",
    "proposed": "Proposed by a rule, not verified",
}


def render_types(part: Atlas, width: float) -> tuple[str, float]:
    """Write the agreement types with their colours and counts; give the height."""
    mapped = {agreement.id for agreement in part.mapped}
    body, y = _heading("Agreement types", 0)
    body += _text(width, 2, "on the map", "key faint", "end")
    for agreement_type in AgreementType:
        ours = [a for a in part.agreements if a.type is agreement_type]
        on_map = sum(a.id in mapped for a in ours)
        if ours:
            body += _render_type(agreement_type, on_map, len(ours), y, width)
            y += _ROW
            proposed = sum(a.is_proposed for a in ours)
            if proposed:
                words = (
                    "all proposed" if proposed == len(ours) else f"{proposed} proposed"
                )
                body += _text(width, y - 5, words, "key faint", "end")
                y += _LINE
    if any("named" in mark.types for mark in collect_marks(part)):
        body += _render_swatch(NAMED_COLOUR, y)
        body += _text(_SIGN - 8, y, "Named, no agreement")
        y += _ROW
    return body, y


def render_signs(drawing: Drawing, width: float) -> tuple[str, float]:
    """Write what the signs of a map mean, those that occur; give the height."""
    body, y = _heading("On the map", 0)
    for sign, words in _SIGNS.items():
        if sign in drawing.signs:
            body += _render_sign(sign, y)
            for line in wrap(words, Font.REGULAR, 12.5, width - _SIGN):
                body += _text(_SIGN, y, line)
                y += _LINE
            y += _ROW - _LINE
    return body, y


def _heading(words: str, y: float) -> tuple[str, float]:
    return f'<text class="heading" x="0" y="{y + 13:g}">{words}</text>', y + 26


def _text(x: float, y: float, words: str, style: str = "key", anchor: str = "") -> str:
    end = f' text-anchor="{anchor}"' if anchor else ""
    runs = render_runs(words)
    return f'<text class="{style}" x="{x:g}" y="{y + 11:g}"{end}>{runs}</text>'


def _render_type(
    agreement_type: AgreementType, on_map: int, every: int, y: float, width: float
) -> str:
    style = "key" if on_map else "key faint"
    return (
        _render_swatch(COLOURS[agreement_type], y, 1 if on_map else 0.35)
        + _text(_SIGN - 8, y, agreement_type.label, style)
        + _text(width, y, f"{on_map} of {every}", style, "end")
    )


def _render_swatch(colour: str, y: float, opacity: float = 1) -> str:
    return (
        f'<circle cx="9" cy="{y + 7:g}" r="6" fill="{colour}" opacity="{opacity:g}"/>'
    )


def _render_sign(sign: str, y: float) -> str:
    middle = y + 7
    ink = f'stroke="{_INK}"'
    dashes = f'fill="none" {ink} stroke-width="1.6" stroke-dasharray="4 3"'
    circle = f'cx="12" cy="{middle:g}"'
    box = f'x="2" y="{middle - 7:g}" width="20" height="14"'
    stripes = "".join(
        f'<rect x="{2 + 5 * band}" y="{middle - 7:g}" width="5" height="14" '
        f'fill="{shade}" fill-opacity="0.35"/>'
        for band, shade in enumerate((_INK, _PALE, _INK, _PALE))
    )
    return {
        Sign.PIN.value: f'<circle {circle} r="9" fill="{_INK}" fill-opacity="0.15" '
        f'{ink} stroke-width="0.8"/><circle {circle} r="4.5" fill="{_INK}"/>',
        Sign.DASHED.value: f'<circle {circle} r="8" {dashes}/>',
        Sign.AREA.value: f'<rect {box} fill="{_INK}" fill-opacity="0.15" {ink}/>',
        "stripes": f'{stripes}<rect {box} fill="none" {ink}/>',
        Sign.OUTLINE.value: f"<rect {box} {dashes}/>",
        Sign.SOFT.value: f'<rect {box} fill="{_INK}" fill-opacity="0.25"/>',
        Sign.LINE.value: f'<path d="M2,{middle + 4:g}q6,-10 10,-4t10,-4" fill="none" '
        f'{ink} stroke-width="2.2"/>',
        "pair": f'<path d="M2,{middle + 5:g}q10,-14 20,0" fill="none" {ink} '
        'stroke-width="2"/>',
        "proposed": f'<circle {circle} r="6" fill="{_INK}" fill-opacity="0.25" {ink} '
        'stroke-width="1.8" stroke-dasharray="4 3"/>',
    }[sign]


# --- scale bar --------------------------------------------------------------------


def render_scale(frame: Frame, longest: float = 150) -> tuple[str, float]:
    """Write a scale bar for the middle of the frame, and give its length."""
    _, south, _, north = frame.bounds
    lat = (south + north) / 2
    per_km = frame.units_per_metre(lat) * 1000
    lengths = [n * 10.0**power for power in range(-1, 4) for n in _NICE]
    km = max((n for n in lengths if n * per_km <= longest), default=lengths[0])
    length = km * per_km
    words = f"{km:g} km at {lat:.0f}° N" if lat >= 0 else f"{km:g} km at {-lat:.0f}° S"
    bar = f'<path class="scale" d="M0,-7V0H{length:.1f}V-7M{length / 2:.1f},-5V0"/>'
    text = f'<text class="key" x="0" y="-12">{words}</text>'
    return bar + text, max(length, measure(words, Font.REGULAR, 12.5))


# --- where in the region ----------------------------------------------------------


def covers_region(frame: Frame) -> bool:
    """Whether a frame is about as high as the region, which then needs no inset."""
    _, south, _, north = frame.bounds
    return north - south > 0.7 * (_REGION[3] - _REGION[1])


def render_inset(
    part: Atlas, basemap: Basemap, frame: Frame, width: float
) -> tuple[str, float]:
    """Write a small map of the whole region with the frame on it; give its height."""
    tall = fit(_REGION, width, width * 10)
    _, top = tall.to_xy(_REGION[0], _REGION[3])
    _, bottom = tall.to_xy(_REGION[0], _REGION[1])
    inset = fit(_REGION, width, bottom - top)
    west, south, east, north = frame.bounds
    left, upper = inset.to_xy(west, north)
    right, lower = inset.to_xy(east, south)
    body = (
        f'<rect class="sea" width="{width:g}" height="{inset.height:.1f}"/>'
        + _background(basemap["countries"], "home", inset)
        + _background(basemap["borders"], "border thin", inset)
        + "".join(_render_mark(mark, inset) for mark in collect_marks(part))
        + f'<rect class="window" x="{left:.1f}" y="{upper:.1f}" '
        f'width="{right - left:.1f}" height="{lower - upper:.1f}"/>'
        f'<rect class="edge" width="{width:g}" height="{inset.height:.1f}"/>'
    )
    return body, inset.height


def _background(features: Iterable[Mapping[str, Any]], style: str, frame: Frame) -> str:
    flat = (project(shape(feature["geometry"]), frame) for feature in features)
    path = "".join(render_path(geometry) for geometry in flat)
    return f'<path class="{style}" d="{path}"/>'


def _render_mark(mark: Mark, inset: Frame) -> str:
    if mark.version.geometry is None:
        return ""
    flat = project(mark.version.geometry, inset)
    if flat.is_empty or mark.place.sign is Sign.LABEL:
        return ""
    colour = mark.colours[0]
    if flat.geom_type == "Point":
        x, y = flat.coords[0]
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.6" fill="{colour}"/>'
    if "Polygon" not in flat.geom_type:
        return f'<path d="{render_path(flat)}" fill="none" stroke="{colour}"/>'
    dash = ' stroke-dasharray="4 3"' if mark.place.sign is Sign.OUTLINE else ""
    return (
        f'<path d="{render_path(flat)}" fill="{colour}" fill-opacity="0.18" '
        f'stroke="{colour}" stroke-width="0.7"{dash}/>'
    )

"""The map as SVG: basemap, marks and names, in a frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import shape

from geo.exports.labels import Box, render_label
from geo.exports.map_names import name_marks
from geo.exports.marks import (
    PIN,
    RING,
    SMALLEST_DASHED,
    Basemap,
    Mark,
    arc_points,
    collect_marks,
    is_faint,
    radius_of,
    shows_provinces,
)
from geo.exports.markup import to_markup
from geo.exports.projection import Frame, project, render_path
from geo.maps.palette import COLOURS
from geo.model import Sign

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    from geo.atlas import Atlas
    from geo.model import Names, Pair, Place
    from geo.places.gazetteer import Gazetteer

_OPACITY = {Sign.AREA: 0.2, Sign.OUTLINE: 0.05, Sign.SOFT: 0.3}
_STRIPED_OPACITY = 0.34
_PROPOSED_OPACITY = 0.25
"""Of the fill of what nobody has verified, beside what is verified."""
_PROPOSED_DASH = ' stroke-dasharray="4 3"'
_FAINT_OPACITY = 0.1
"""Of a landmark, which no agreement is about."""
_SOFT = '<filter id="soft"><feGaussianBlur stdDeviation="7"/></filter>'
_BLURRED = ' filter="url(#soft)"'
"""Waters have no edge."""
_KNOWN = shapely.box(90, 4, 115, 34)
"""What the basemap covers: beyond it nothing is known to be sea."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A map in its frame, as SVG, and what its legend has to explain."""

    frame: Frame
    body: str
    signs: frozenset[str]
    """Signs that occur, with ``pair``, ``stripes`` and ``proposed``."""
    outside: tuple[Mark, ...] = field(default=())
    """Marks that lie beyond the frame."""


def draw_map(
    part: Atlas,
    basemap: Basemap,
    frame: Frame,
    *,
    gazetteer: Gazetteer,
    home: Collection[Place] = (),
    lang: str = "en",
    numbers: Mapping[str, str] | None = None,
    obstacles: Iterable[Box] = (),
) -> Drawing:
    """Draw the map.

    Parameters
    ----------
    part, basemap, frame
        What is drawn, on what, and how much of it.
    gazetteer
        Names of the provinces of the basemap; more of them than ``part`` may hold.
    home
        The countries that are drawn brighter than their neighbours.
    lang
        Of the names: ``en``, ``vi`` or ``km``.
    numbers
        By place id, what to print below its name.
    obstacles
        Boxes of the frame that something else will lie on: a scale bar.
    """
    marks = collect_marks(part)
    pairs = [pair for pair in part.pairs if pair.ends]
    drawn = [
        (mark, project(mark.version.geometry, frame))
        for mark in marks
        if mark.version.geometry is not None
    ]
    inside = [(mark, flat) for mark, flat in drawn if not flat.is_empty]
    names = name_marks(
        inside,
        pairs,
        basemap,
        frame,
        gazetteer=gazetteer,
        lang=lang,
        numbers=numbers or {},
        obstacles=obstacles,
    )
    signs = {mark.place.sign.value for mark, _ in inside}
    signs |= {"pair"} if pairs else set()
    doubts = (
        *(doubt for mark, _ in inside for doubt in mark.proposed),
        *(pair.agreement.is_proposed for pair in pairs),
    )
    signs |= {"proposed"} if any(doubts) else set()
    signs |= {"stripes"} if any(_is_striped(mark) for mark, _ in inside) else set()
    return Drawing(
        frame=frame,
        body=(
            f"<defs>{_SOFT}{_render_stripes(mark for mark, _ in inside)}</defs>"
            f"{_render_basemap(basemap, frame, home)}"
            f'<g class="marks">{_render_marks(inside, pairs, frame)}</g>'
            f'<g class="names">{"".join(render_label(name) for name in names)}</g>'
        ),
        signs=frozenset(signs),
        outside=tuple(mark for mark, flat in drawn if flat.is_empty),
    )


# --- basemap ----------------------------------------------------------------------


def _render_basemap(basemap: Basemap, frame: Frame, home: Collection[Place]) -> str:
    names = {place.names.en for place in home}
    ours = [f for f in basemap["countries"] if f["properties"].get("name") in names]
    abroad = [f for f in basemap["countries"] if f not in ours]
    now = [f for f in basemap["provinces"] if not f["properties"].get("valid_to")]
    ranks = {
        rank: [f for f in basemap["rivers"] if f["properties"]["rank"] == rank]
        for rank in sorted({f["properties"]["rank"] for f in basemap["rivers"]})
    }
    near = shows_provinces(frame)
    return (
        f'<rect class="beyond" width="{frame.width:g}" height="{frame.height:g}"/>'
        f'<path class="sea" d="{render_path(project(_KNOWN, frame))}"/>'
        + _render_background(abroad, "land", frame)
        + _render_background(ours, "home", frame)
        + _render_background(basemap["lakes"], "lake", frame)
        + "".join(
            _render_background(rivers, f"river rank-{rank}", frame)
            for rank, rivers in ranks.items()
        )
        + (_render_background(now, "province", frame) if near else "")
        + _render_background(basemap["borders"], "border", frame)
    )


def _render_background(
    features: Iterable[Mapping[str, Any]], style: str, frame: Frame
) -> str:
    flat = (project(shape(feature["geometry"]), frame) for feature in features)
    path = "".join(render_path(geometry) for geometry in flat if not geometry.is_empty)
    return f'<path class="{style}" d="{path}"/>' if path else ""


# --- marks ------------------------------------------------------------------------


def _is_striped(mark: Mark) -> bool:
    return len(mark.colours) > 1 and mark.place.sign in _OPACITY


def _stripes_id(mark: Mark) -> str:
    doubts = zip(mark.types, mark.proposed, strict=True)
    return "stripes-" + "-".join(f"{t}{'-proposed' if p else ''}" for t, p in doubts)


def _render_stripes(marks: Iterable[Mark]) -> str:
    """Write a pattern for each set of types that meet in one area."""
    patterns: dict[str, str] = {}
    for mark in marks:
        if _is_striped(mark):
            band = 7
            bands = "".join(
                f'<rect x="{i * band}" width="{band}" height="10" fill="{colour}"'
                f"{_fade(doubt)}/>"
                for i, (colour, doubt) in enumerate(_coloured(mark))
            )
            patterns[_stripes_id(mark)] = (
                f'<pattern id="{_stripes_id(mark)}" width="{band * len(mark.colours)}" '
                'height="10" patternUnits="userSpaceOnUse" '
                f'patternTransform="rotate(45)">{bands}</pattern>'
            )
    return "".join(patterns.values())


def _coloured(mark: Mark) -> tuple[tuple[str, bool], ...]:
    """Give each colour of a mark, and whether what it stands for is only proposed."""
    return tuple(zip(mark.colours, mark.proposed, strict=True))


def _fade(is_proposed: bool) -> str:  # noqa: FBT001 - it is what the mark says
    return f' fill-opacity="{_PROPOSED_OPACITY:g}"' if is_proposed else ""


def _dash(is_proposed: bool) -> str:  # noqa: FBT001 - it is what the mark says
    return _PROPOSED_DASH if is_proposed else ""


def _say_doubt(is_proposed: bool) -> str:  # noqa: FBT001 - it is what the mark says
    return " (proposed by a rule, not verified)" if is_proposed else ""


def _render_marks(
    inside: list[tuple[Mark, BaseGeometry]], pairs: Iterable[Pair], frame: Frame
) -> str:
    """Write areas below lines below pairs below points."""
    order = {"areas": "", "lines": "", "points": ""}
    for mark, flat in inside:
        if mark.place.sign is Sign.LABEL:
            continue
        kind = "areas" if "Polygon" in flat.geom_type else "points"
        kind = "lines" if "LineString" in flat.geom_type else kind
        render = {"areas": _render_area, "lines": _render_line, "points": _render_point}
        order[kind] += _group(mark, render[kind](mark, flat, frame))
    arcs = "".join(_render_pair(pair, frame) for pair in pairs)
    return order["areas"] + order["lines"] + arcs + order["points"]


def _group(mark: Mark, content: str) -> str:
    types = " ".join(f"type-{slug}" for slug in mark.types)
    doubt = " proposed" if mark.is_proposed else ""
    title = f"{_render_title(mark.place.names)}{_say_doubt(mark.is_proposed)}"
    return (
        f'<g class="mark {mark.place.sign.value} place-{mark.place.id} {types}{doubt}">'
        f"<title>{title}</title>{content}</g>"
    )


def _render_title(names: Names) -> str:
    every = (names.en, names.vi, names.km)
    return to_markup(" · ".join(dict.fromkeys(name for name in every if name)))


def _render_area(mark: Mark, flat: BaseGeometry, _: Frame) -> str:
    sign, colour = mark.place.sign, mark.colours[0]
    opacity = _FAINT_OPACITY if is_faint(mark) else _OPACITY.get(sign, 0.2)
    fill = colour
    if _is_striped(mark):
        fill, opacity = f"url(#{_stripes_id(mark)})", _STRIPED_OPACITY
    dash = ' stroke-dasharray="8 6"' if sign is Sign.OUTLINE else ""
    if mark.is_proposed:
        dash = dash or _PROPOSED_DASH
        opacity *= 0.5
    width = 0.8 if is_faint(mark) and not dash else 1.5
    stroke = f' stroke="{colour}" stroke-width="{width:g}"{dash}'
    return (
        f'<path d="{render_path(flat)}" fill="{fill}" fill-opacity="{opacity:g}"'
        f"{_BLURRED if sign is Sign.SOFT else stroke}/>"
    )


def _render_line(mark: Mark, flat: BaseGeometry, _: Frame) -> str:
    path = render_path(flat)
    width = 1.2 if is_faint(mark) else 2.2
    return "".join(
        f'<path d="{path}" fill="none" stroke="{colour}" '
        f'stroke-width="{width + 2.6 * ring:g}" stroke-linejoin="round"{_dash(doubt)}/>'
        for ring, (colour, doubt) in reversed(list(enumerate(_coloured(mark))))
    )


def _render_point(mark: Mark, flat: BaseGeometry, frame: Frame) -> str:
    x, y = flat.coords[0]
    radius = radius_of(mark, frame)
    colour = mark.colours[0]
    if mark.place.sign is Sign.DASHED:
        radius = max(radius, SMALLEST_DASHED)
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" '
            f'fill="{colour}" fill-opacity="0.12" stroke="{colour}" stroke-width="1.8" '
            'stroke-dasharray="5 4"/>'
        )
    halo = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" '
        f'fill-opacity="0.15" stroke="{colour}" stroke-width="0.8"'
        f"{_dash(mark.proposed[0])}/>"
        if radius > PIN + 3
        else ""
    )
    rings = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{PIN + RING * ring:g}" fill="none" '
        f'stroke="{ring_colour}" stroke-width="2.4"{_dash(doubt)}/>'
        for ring, (ring_colour, doubt) in enumerate(_coloured(mark))
        if ring
    )
    edge = 'stroke="#fff" stroke-width="1.5"'
    if mark.proposed[0]:
        edge = f'stroke="{colour}" stroke-width="1.8"{_PROPOSED_DASH}'
    return (
        f'{halo}<circle cx="{x:.1f}" cy="{y:.1f}" r="{PIN:g}" fill="{colour}"'
        f"{_fade(mark.proposed[0])} {edge}/>{rings}"
    )


def _render_pair(pair: Pair, frame: Frame) -> str:
    points = arc_points(pair, frame)
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    colour = COLOURS[pair.agreement.type]
    one, other = (
        _render_title(pair.from_place.names),
        _render_title(pair.to_place.names),
    )
    is_proposed = pair.agreement.is_proposed
    doubt = " proposed" if is_proposed else ""
    return (
        f'<g class="mark pair pair-{pair.key} type-{pair.agreement.type.value}{doubt}">'
        f"<title>{one} ↔ {other}{_say_doubt(is_proposed)}</title>"
        f'<polyline points="{line}" fill="none" stroke="#fff" stroke-width="4" '
        'stroke-opacity="0.7"/>'
        f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2" '
        f'stroke-linecap="round"{_dash(is_proposed)}/></g>'
    )

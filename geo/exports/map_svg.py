"""The map as SVG: basemap, marks and names, in a frame."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import shape

from geo.exports.fonts import Font, measure, split_scripts
from geo.exports.labels import (
    Box,
    Label,
    place_labels,
    render_label,
    size_of,
    wrap,
)
from geo.exports.markup import to_markup
from geo.exports.projection import Frame, fit, project, render_path
from geo.maps.arcs import arc
from geo.maps.palette import COLOURS, NAMED_COLOUR
from geo.model import Kind, Names, Sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    from geo.atlas import Atlas
    from geo.model import Pair, Place, Version
    from geo.places.gazetteer import Gazetteer

Basemap = dict[str, list[dict[str, Any]]]
"""The shipped basemap: GeoJSON features, by layer."""
_PIN, _RING, _SMALLEST_DASHED = 6.0, 3.5, 9.0
_OPACITY = {Sign.AREA: 0.2, Sign.OUTLINE: 0.05, Sign.SOFT: 0.3}
_STRIPED_OPACITY = 0.34
_FAINT_OPACITY = 0.1
"""Of a landmark, which no agreement is about."""
_COMPACT_DEGREES = 7.0
"""What is larger, a basin or the river along it, does not widen the frame."""
_SMALLEST_DEGREES = 0.5
_PAD = 0.07
_WRAP, _LONG = 150, 230
_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)
_WATER = {Kind.RIVER, Kind.LAKE, Kind.SEA, Kind.WATERS, Kind.BASIN, Kind.DELTA}
_NAMES = {
    "ours": (Font.BOLD, 14.0),
    "water": (Font.ITALIC, 13.5),
    "faint": (Font.REGULAR, 12.5),
}
"""Font and size of the names of marks."""
_LAST_TOWN_RANK, _DOT = 3, 2.6
_SOFT = '<filter id="soft"><feGaussianBlur stdDeviation="7"/></filter>'
_BLURRED = ' filter="url(#soft)"'
"""Waters have no edge."""
_WORTH_A_NAME = 0.02
"""Part of the picture that a country has to fill to be named off its place."""
_BACKGROUND = {
    "country": (Font.BOLD, 15.0, 4.0),
    "water": (Font.ITALIC, 15.0, 4.5),
    "town rank-1": (Font.REGULAR, 14.0, 6.0),
    "town rank-2": (Font.REGULAR, 12.5, 7.0),
    "town rank-3": (Font.REGULAR, 11.5, 8.0),
    "province": (Font.REGULAR, 10.0, 9.0),
}
"""Font, size and rank of the basemap's names."""
_TRACKING = {"country": 0.15, "province": 0.08}
"""Names of areas, in spaced capitals."""
_KNOWN = shapely.box(90, 4, 115, 34)
"""What the basemap covers: beyond it nothing is known to be sea."""
_PROVINCES_FROM = 0.6
"""Units a kilometre from which provinces and small towns are drawn."""
_HOME = ("KHM", "VNM")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place as it is drawn: once, however many agreement types it belongs to."""

    place: Place
    version: Version
    types: tuple[str, ...]
    """Slugs, in the order of the types; ``named`` for a landmark."""
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A map in its frame, as SVG, and what its legend has to explain."""

    frame: Frame
    body: str
    signs: frozenset[str]
    """Signs that occur, with ``pair`` and ``stripes``."""
    outside: tuple[Mark, ...] = field(default=())
    """Marks that lie beyond the frame."""


def collect_marks(part: Atlas) -> tuple[Mark, ...]:
    """Give what is drawn, one mark a place, large areas first."""
    found: dict[str, list[tuple[str, str, Place, Version]]] = {}
    for layer in part.layers:
        for feature in layer.features:
            slug, colour = layer.agreement_type.value, COLOURS[layer.agreement_type]
            one = (slug, colour, feature.place, feature.version)
            found.setdefault(feature.place.id, []).append(one)
    for landmark in part.landmarks:
        one = ("named", NAMED_COLOUR, landmark.place, landmark.version)
        found.setdefault(landmark.place.id, []).append(one)
    marks = (
        Mark(
            place=all_of[0][2],
            version=all_of[0][3],
            types=tuple(slug for slug, *_ in all_of),
            colours=tuple(colour for _, colour, *_ in all_of),
        )
        for all_of in found.values()
    )
    return tuple(sorted(marks, key=lambda mark: (-_extent(mark), mark.place.id)))


def _extent(mark: Mark) -> float:
    geometry = mark.version.geometry
    return float(geometry.area) if geometry is not None else 0.0


def fit_marks(marks: Iterable[Mark], width: float, height: float) -> Frame:
    """Frame what is compact, or everything when nothing is."""
    shapes = [
        (m.version.geometry, "named" in m.types or m.place.sign is Sign.LABEL)
        for m in marks
        if m.version.geometry is not None
    ]
    compact = [s for s, aside in shapes if not aside and _span(s) < _COMPACT_DEGREES]
    chosen = (
        compact or [s for s, aside in shapes if not aside] or [s for s, _ in shapes]
    )
    if not chosen:
        return fit((102.0, 8.4, 108.6, 14.8), width, height)
    west, south, east, north = (float(n) for n in shapely.total_bounds(chosen))
    grow = max(_SMALLEST_DEGREES, _PAD * max(east - west, north - south))
    bounds = (west - grow, south - grow, east + grow, north + grow)
    return fit(bounds, width, height)


def _span(geometry: BaseGeometry) -> float:
    west, south, east, north = geometry.bounds
    return max(float(east - west), float(north - south))


def draw_map(
    part: Atlas,
    basemap: Basemap,
    frame: Frame,
    *,
    gazetteer: Gazetteer,
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
    lang
        Of the names: ``en``, ``vi`` or ``km``.
    numbers
        By place id, what to print below its name.
    obstacles
        Boxes of the frame that something else will lie on: a scale bar.
    """
    marks = collect_marks(part)
    pairs = [pair for layer in part.layers for pair in layer.pairs if pair.ends]
    drawn = [
        (mark, project(mark.version.geometry, frame))
        for mark in marks
        if mark.version.geometry is not None
    ]
    inside = [(mark, flat) for mark, flat in drawn if not flat.is_empty]
    labels = [
        *(_mark_label(m, flat, frame, lang, numbers or {}) for m, flat in inside),
        *_background_labels(basemap, frame, lang, marks, gazetteer),
    ]
    arcs = [point for pair in pairs for point in _arc_points(pair, frame)]
    names = place_labels(
        labels,
        (frame.width, frame.height),
        taken=[*obstacles, *(box for m, flat in inside for box in _pin_box(m, flat))],
        avoided=[(x - 3, y - 3, x + 3, y + 3) for x, y in arcs],
    )
    signs = {mark.place.sign.value for mark, _ in inside}
    signs |= {"pair"} if pairs else set()
    signs |= {"stripes"} if any(_is_striped(mark) for mark, _ in inside) else set()
    return Drawing(
        frame=frame,
        body=(
            f"<defs>{_SOFT}{_render_stripes(mark for mark, _ in inside)}</defs>"
            f"{_render_basemap(basemap, frame)}"
            f'<g class="marks">{_render_marks(inside, pairs, frame)}</g>'
            f'<g class="names">{"".join(render_label(name) for name in names)}</g>'
        ),
        signs=frozenset(signs),
        outside=tuple(mark for mark, flat in drawn if flat.is_empty),
    )


# --- basemap ----------------------------------------------------------------------


def _render_basemap(basemap: Basemap, frame: Frame) -> str:
    home = [f for f in basemap["countries"] if f["properties"]["code"] in _HOME]
    abroad = [f for f in basemap["countries"] if f not in home]
    now = [f for f in basemap["provinces"] if not f["properties"].get("valid_to")]
    ranks = {
        rank: [f for f in basemap["rivers"] if f["properties"]["rank"] == rank]
        for rank in sorted({f["properties"]["rank"] for f in basemap["rivers"]})
    }
    near = frame.units_per_metre(0) * 1000 > _PROVINCES_FROM
    return (
        f'<rect class="beyond" width="{frame.width:g}" height="{frame.height:g}"/>'
        f'<path class="sea" d="{render_path(project(_KNOWN, frame))}"/>'
        + _render_background(abroad, "land", frame)
        + _render_background(home, "home", frame)
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
    return "stripes-" + "-".join(mark.types)


def _render_stripes(marks: Iterable[Mark]) -> str:
    """Write a pattern for each set of types that meet in one area."""
    patterns: dict[str, str] = {}
    for mark in marks:
        if _is_striped(mark):
            band = 7
            bands = "".join(
                f'<rect x="{i * band}" width="{band}" height="10" fill="{colour}"/>'
                for i, colour in enumerate(mark.colours)
            )
            patterns[_stripes_id(mark)] = (
                f'<pattern id="{_stripes_id(mark)}" width="{band * len(mark.colours)}" '
                'height="10" patternUnits="userSpaceOnUse" '
                f'patternTransform="rotate(45)">{bands}</pattern>'
            )
    return "".join(patterns.values())


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
    return (
        f'<g class="mark {mark.place.sign.value} place-{mark.place.id} {types}">'
        f"<title>{_render_title(mark.place.names)}</title>{content}</g>"
    )


def _render_title(names: Names) -> str:
    every = (names.en, names.vi, names.km)
    return to_markup(" · ".join(dict.fromkeys(name for name in every if name)))


def _render_area(mark: Mark, flat: BaseGeometry, _: Frame) -> str:
    sign, colour = mark.place.sign, mark.colours[0]
    opacity = _FAINT_OPACITY if _is_faint(mark) else _OPACITY.get(sign, 0.2)
    fill = colour
    if _is_striped(mark):
        fill, opacity = f"url(#{_stripes_id(mark)})", _STRIPED_OPACITY
    dash = ' stroke-dasharray="8 6"' if sign is Sign.OUTLINE else ""
    width = 0.8 if _is_faint(mark) and not dash else 1.5
    stroke = f' stroke="{colour}" stroke-width="{width:g}"{dash}'
    return (
        f'<path d="{render_path(flat)}" fill="{fill}" fill-opacity="{opacity:g}"'
        f"{_BLURRED if sign is Sign.SOFT else stroke}/>"
    )


def _is_faint(mark: Mark) -> bool:
    return mark.types == ("named",)


def _render_line(mark: Mark, flat: BaseGeometry, _: Frame) -> str:
    path = render_path(flat)
    width = 1.2 if _is_faint(mark) else 2.2
    return "".join(
        f'<path d="{path}" fill="none" stroke="{colour}" '
        f'stroke-width="{width + 2.6 * ring:g}" stroke-linejoin="round"/>'
        for ring, colour in reversed(list(enumerate(mark.colours)))
    )


def _render_point(mark: Mark, flat: BaseGeometry, frame: Frame) -> str:
    x, y = flat.coords[0]
    radius = _radius(mark, frame)
    colour = mark.colours[0]
    if mark.place.sign is Sign.DASHED:
        radius = max(radius, _SMALLEST_DASHED)
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" '
            f'fill="{colour}" fill-opacity="0.12" stroke="{colour}" stroke-width="1.8" '
            'stroke-dasharray="5 4"/>'
        )
    halo = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" '
        f'fill-opacity="0.15" stroke="{colour}" stroke-width="0.8"/>'
        if radius > _PIN + 3
        else ""
    )
    rings = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_PIN + _RING * ring:g}" fill="none" '
        f'stroke="{ring_colour}" stroke-width="2.4"/>'
        for ring, ring_colour in enumerate(mark.colours)
        if ring
    )
    return (
        f'{halo}<circle cx="{x:.1f}" cy="{y:.1f}" r="{_PIN:g}" fill="{colour}" '
        f'stroke="#fff" stroke-width="1.5"/>{rings}'
    )


def _radius(mark: Mark, frame: Frame) -> float:
    lat = mark.version.lat or 0.0
    return (mark.version.radius_m or 0.0) * frame.units_per_metre(lat)


def _render_pair(pair: Pair, frame: Frame) -> str:
    points = _arc_points(pair, frame)
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    colour = COLOURS[pair.agreement.type]
    one, other = (
        _render_title(pair.from_place.names),
        _render_title(pair.to_place.names),
    )
    return (
        f'<g class="mark pair pair-{pair.id} type-{pair.agreement.type.value}">'
        f"<title>{one} ↔ {other}</title>"
        f'<polyline points="{line}" fill="none" stroke="#fff" stroke-width="4" '
        'stroke-opacity="0.7"/>'
        f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2" '
        'stroke-linecap="round"/></g>'
    )


def _arc_points(pair: Pair, frame: Frame) -> list[tuple[float, float]]:
    return [frame.to_xy(*point[:2]) for point in arc(pair.ends[0], pair.ends[1])]


# --- names ------------------------------------------------------------------------


def pick_name(names: Names, lang: str) -> str:
    """Give the name in a language, or the English one where there is none."""
    return getattr(names, lang) or names.en


def _pin_box(mark: Mark, flat: BaseGeometry) -> list[Box]:
    if mark.place.sign is not Sign.PIN or flat.geom_type != "Point":
        return []
    reach = _PIN + _RING * (len(mark.types) - 1) + 1
    x, y = flat.coords[0]
    return [(x - reach, y - reach, x + reach, y + reach)]


def _mark_label(
    mark: Mark,
    flat: BaseGeometry,
    frame: Frame,
    lang: str,
    numbers: Mapping[str, str],
) -> Label:
    name, kind = pick_name(mark.place.names, lang), _kind_of_name(mark)
    font, size = _NAMES[kind]
    if measure(name, font, size) > _LONG:
        font, size = Font.REGULAR, size - 2
    number = numbers.get(mark.place.id, "")
    lines = (*wrap(name, font, size, _WRAP), *([number] if number else []))
    spots, gap = _spots(mark, flat, frame), _gap(mark, flat, frame)
    label = Label(
        lines=lines,
        x=spots[0][0],
        y=spots[0][1],
        others=spots[1:],
        rank=_rank(mark, flat) + (3 if font is Font.REGULAR else 0),
        style=f"name {kind}" + (" long" if font is Font.REGULAR else ""),
        font=font,
        size=size,
        gap=gap,
        area=flat if "Polygon" in flat.geom_type and not gap else None,
    )
    width, height = size_of(label)
    if label.area is not None and _is_small(flat, width, height):
        reach = math.sqrt(flat.area / math.pi)
        return replace(label, area=None, gap=reach)
    return label


def _kind_of_name(mark: Mark) -> str:
    if mark.place.kind in _WATER:
        return "water"
    return "faint" if _is_faint(mark) else "ours"


def _is_small(flat: BaseGeometry, width: float, height: float) -> bool:
    left, top, right, bottom = flat.bounds
    return bool(right - left < 0.9 * width or bottom - top < 1.5 * height)


def _gap(mark: Mark, flat: BaseGeometry, frame: Frame) -> float:
    """Give the room that a name keeps from what it names; none on an area."""
    if mark.place.sign is Sign.LABEL or "Polygon" in flat.geom_type:
        return 0
    if mark.place.sign is Sign.DASHED:
        return max(_radius(mark, frame), _SMALLEST_DASHED) + 4
    return _PIN + _RING * len(mark.types)


def _rank(mark: Mark, flat: BaseGeometry) -> float:
    if _is_faint(mark):
        return 6.5
    if flat.geom_type == "Point":
        return 1 if mark.place.sign is Sign.PIN else 3
    return 2 if mark.place.sign is Sign.AREA else 5


def _spots(
    mark: Mark, flat: BaseGeometry, frame: Frame
) -> tuple[tuple[float, float], ...]:
    """Give where a name belongs: along a line, or at the point of the place."""
    window = shapely.box(0, 0, frame.width, frame.height)
    inside = shapely.intersection(flat, window)
    if inside.is_empty:
        return ((-1, -1),)
    if "LineString" in inside.geom_type:
        longest = max(shapely.get_parts(inside), key=lambda line: float(line.length))
        points = [longest.interpolate(part, normalized=True) for part in _ALONG]
        return tuple((float(point.x), float(point.y)) for point in points)
    if mark.version.point:
        x, y = frame.to_xy(*mark.version.point)
        if window.contains(shapely.Point(x, y)):
            return ((x, y),)
    point = inside.representative_point()
    return ((float(point.x), float(point.y)),)


def _background_labels(
    basemap: Basemap,
    frame: Frame,
    lang: str,
    marks: Iterable[Mark],
    gazetteer: Gazetteer,
) -> list[Label]:
    """Give the names of the basemap, but for what has its name as a mark."""
    near = frame.units_per_metre(0) * 1000 > _PROVINCES_FROM
    shown = {mark.place.id for mark in marks}
    bear = {mark.place.names.en for mark in marks}
    labels: list[Label] = []
    for feature in basemap["labels"]:
        kind = "country" if feature["properties"]["kind"] == "country" else "water"
        at = feature["geometry"]["coordinates"]
        if kind == "country":
            at = _country_spot(feature["properties"]["code"], at, basemap, frame)
        if feature["properties"].get("place") not in shown:
            names = _basemap_names(feature["properties"])
            labels.append(_background(names, at, frame, lang, kind))
    for feature in basemap["towns"]:
        rank, names = (
            feature["properties"]["rank"],
            _basemap_names(feature["properties"]),
        )
        if rank <= _LAST_TOWN_RANK - (not near) and names.en not in bear:
            at = feature["geometry"]["coordinates"]
            labels.append(_background(names, at, frame, lang, f"town rank-{rank}"))
    for feature in basemap["provinces"]:
        place_id, at = (
            feature["properties"]["place"],
            feature["properties"].get("label"),
        )
        current = near and at and not feature["properties"].get("valid_to")
        if current and place_id not in shown and place_id in gazetteer:
            names = gazetteer[place_id].names
            labels.append(_background(names, at, frame, lang, "province"))
    return labels


def _country_spot(
    code: str, at: tuple[float, float], basemap: Basemap, frame: Frame
) -> tuple[float, float]:
    """Give where a country's name stands: where it should, or on what shows of it."""
    x, y = frame.to_xy(at[0], at[1])
    if 0 < x < frame.width and 0 < y < frame.height:
        return at
    window = shapely.box(0, 0, frame.width, frame.height)
    ours = (c for c in basemap["countries"] if c["properties"]["code"] == code)
    for country in ours:
        seen = shapely.intersection(project(shape(country["geometry"]), frame), window)
        if seen.area > _WORTH_A_NAME * window.area:
            largest = max(shapely.get_parts(seen), key=lambda part: float(part.area))
            middle = shapely.maximum_inscribed_circle(largest, tolerance=5).coords[0]
            return frame.to_lonlat(*middle)
    return at


def _basemap_names(properties: Mapping[str, Any]) -> Names:
    return Names(
        en=properties.get("name") or "",
        vi=properties.get("name_vi"),
        km=properties.get("name_km"),
    )


def _background(
    names: Names, at: tuple[float, float], frame: Frame, lang: str, kind: str
) -> Label:
    font, size, rank = _BACKGROUND[kind]
    x, y = frame.to_xy(at[0], at[1])
    name, tracking = pick_name(names, lang), _TRACKING.get(kind, 0)
    name = name.upper() if tracking else name
    # Letters of a Khmer syllable stand on and below each other.
    tracking = 0 if any(khmer for _, khmer in split_scripts(name)) else tracking
    return Label(
        lines=wrap(name, font, size, _WRAP),
        tracking=tracking,
        x=x,
        y=y,
        rank=rank,
        style=f"name {kind}",
        font=font,
        size=size,
        gap=7 if kind.startswith("town") else 0,
        dot=_DOT if kind.startswith("town") else 0,
    )

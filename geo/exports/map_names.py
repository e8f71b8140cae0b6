"""The names on a picture of the map: what stands where, in which font."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import shape

from geo.exports.fonts import Font, measure, split_scripts
from geo.exports.labels import Box, Label, PlacedLabel, place_labels, size_of, wrap
from geo.exports.marks import (
    PIN,
    RING,
    SMALLEST_DASHED,
    Basemap,
    Mark,
    arc_points,
    is_faint,
    radius_of,
    shows_provinces,
)
from geo.exports.projection import Frame, project
from geo.model import WATER, Names, Sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    from geo.model import Pair
    from geo.places.gazetteer import Gazetteer

_WRAP, _LONG = 150, 230
_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)
_NAMES = {
    "ours": (Font.BOLD, 14.0),
    "water": (Font.ITALIC, 13.5),
    "faint": (Font.REGULAR, 12.5),
}
"""Font and size of the names of marks."""
_LAST_TOWN_RANK, _DOT = 3, 2.6
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


def name_marks(
    inside: list[tuple[Mark, BaseGeometry]],
    pairs: Iterable[Pair],
    basemap: Basemap,
    frame: Frame,
    *,
    gazetteer: Gazetteer,
    lang: str,
    numbers: Mapping[str, str],
    obstacles: Iterable[Box],
) -> tuple[PlacedLabel, ...]:
    """Set the names of marks and basemap, none over another.

    Parameters
    ----------
    inside
        Marks with their shapes in the units of the picture.
    pairs, basemap, frame
        What else is drawn, and where.
    gazetteer
        Names of the basemap's provinces.
    lang
        Of the names.
    numbers
        By place id, what to print below its name.
    obstacles
        Boxes that no name may cover.
    """
    marks = [mark for mark, _ in inside]
    labels = [
        *(_mark_label(m, flat, frame, lang, numbers) for m, flat in inside),
        *_background_labels(basemap, frame, lang, marks, gazetteer),
    ]
    arcs = [point for pair in pairs for point in arc_points(pair, frame)]
    return place_labels(
        labels,
        (frame.width, frame.height),
        taken=[*obstacles, *(box for m, flat in inside for box in _pin_box(m, flat))],
        avoided=[(x - 3, y - 3, x + 3, y + 3) for x, y in arcs],
    )


def pick_name(names: Names, lang: str) -> str:
    """Give the name in a language, or the English one where there is none."""
    return getattr(names, lang) or names.en


def _pin_box(mark: Mark, flat: BaseGeometry) -> list[Box]:
    if mark.place.sign is not Sign.PIN or flat.geom_type != "Point":
        return []
    reach = PIN + RING * (len(mark.types) - 1) + 1
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
    if mark.place.kind in WATER:
        return "water"
    return "faint" if is_faint(mark) else "ours"


def _is_small(flat: BaseGeometry, width: float, height: float) -> bool:
    left, top, right, bottom = flat.bounds
    return bool(right - left < 0.9 * width or bottom - top < 1.5 * height)


def _gap(mark: Mark, flat: BaseGeometry, frame: Frame) -> float:
    """Give the room that a name keeps from what it names; none on an area."""
    if mark.place.sign is Sign.LABEL or "Polygon" in flat.geom_type:
        return 0
    if mark.place.sign is Sign.DASHED:
        return max(radius_of(mark, frame), SMALLEST_DASHED) + 4
    return PIN + RING * len(mark.types)


def _rank(mark: Mark, flat: BaseGeometry) -> float:
    if is_faint(mark):
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
    near = shows_provinces(frame)
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

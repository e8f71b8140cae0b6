"""What the map's script reads: features, pairs and the shapes they share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import mapping

from geo.citations import passage_key
from geo.errors import GazetteerError
from geo.maps.arcs import arc, fan
from geo.maps.escaping import escape_text
from geo.maps.glyphs import GLYPHS
from geo.maps.palette import colour_of
from geo.maps.popups import (
    render_feature_popup,
    render_landmark_popup,
    render_pair_popup,
)
from geo.model import UNITS, WIDE, AgreementType, Landmark, Tier
from geo.places.gazetteer import TILED
from geo.wording.catalogue import words_of_scripts
from geo.wording.messages import _, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.atlas import Atlas
    from geo.model import (
        Evidence,
        Feature,
        Mention,
        Names,
        Pair,
        Place,
        Version,
    )

_BASEMAP_FILES = (
    "borders",
    "countries",
    "features",
    "labels",
    "lakes",
    "old_borders",
    "provinces",
    "rivers",
    "towns",
)
_FINEST_DEGREES = 0.002
"""About 200 m: what the largest zoom shows of an outline."""
_VIEW_MARGIN = 0.6
"""Degrees around the places of a brought text."""
_COVERED = (90, 4, 115, 34)
"""West, south, east and north of the basemap's land, in degrees."""

_OUTERMOST = 0.05
"""The share of the merely named places left out of the view on either side."""


def build_payload(
    atlas: Atlas,
    *,
    basemap: Mapping[str, Any] | None = None,
    far_land: Sequence[Any] = (),
) -> dict[str, Any]:
    """Collect what is drawn, as JSON values; every string is already escaped.

    Names are those of what is drawn or labelled, not of the whole gazetteer: that of
    the world is ten times as large as everything else.

    Parameters
    ----------
    atlas
        Whose features, landmarks and pairs are drawn.
    basemap
        The topology whose shapes the browser has already. With it the payload
        stands alone beside it: it carries the shapes that the basemap lacks, and
        the view that shows its places.
    far_land
        GeoJSON features of the land around the basemap; taken along where a place
        lies there.
    """
    features = atlas.features
    pairs = atlas.pairs
    drawn = {
        *(feature.place.id for feature in features),
        *(landmark.place.id for landmark in atlas.landmarks),
        *(place.id for place in atlas.gazetteer if _is_labelled(place)),
    }
    return {
        "attribution": escape_text(
            "© OpenStreetMap contributors (ODbL), Natural Earth, GeoNames (CC BY 4.0). "
            + _("Boundaries not authoritative.")
        ),
        "words": words_of_scripts(spoken()),
        "types": [
            {
                "slug": t.value,
                "label": escape_text(_(t.label)),
                "colour": colour_of(t.value),
                "glyph": GLYPHS[t],
            }
            for t in AgreementType
        ]
        + [
            {
                "slug": "named",
                "label": escape_text(_("Named only")),
                "colour": colour_of("named"),
            }
        ],
        "features": [
            *(_feature(feature, atlas) for feature in features),
            *(_landmark(landmark, atlas) for landmark in atlas.landmarks),
        ],
        "names": {
            p: _names(atlas.gazetteer[p].names) | _local_name(atlas.gazetteer[p])
            for p in sorted(drawn)
        },
        "pairs": [_pair(alike, bow, atlas) for alike, bow in _fans(_group(pairs))],
        **(_beside(basemap, far_land, atlas) if basemap else {}),
    }


def _beside(
    basemap: Mapping[str, Any], far_land: Sequence[Any], atlas: Atlas
) -> dict[str, Any]:
    """Collect what a brought text needs and the basemap does not have."""
    marks: list[Feature | Landmark] = [
        *(feature for feature in atlas.features),
        *atlas.landmarks,
    ]
    drawn = {
        shape_key(mark.place, mark.version): mark.version.geometry
        for mark in marks
        if mark.version.geometry is not None
        and mark.version.geometry.geom_type != "Point"
    }
    missing = {k: g for k, g in drawn.items() if k not in _shape_keys(basemap)}
    return {
        "shapes": {key: _shape(geometry) for key, geometry in missing.items()},
        "view": _view(atlas),
        "home": sorted(place.id for place in atlas.home),
        "farLand": list(far_land) if any(map(_is_far, marks)) else [],
    }


def _is_far(mark: Feature | Landmark) -> bool:
    """Whether a mark lies where the basemap has no land."""
    return mark.version.point is not None and not _is_covered(mark.version.point)


def _is_covered(point: tuple[float, float]) -> bool:
    """Whether a point, lon, lat, lies on the basemap."""
    lon, lat = point
    west, south, east, north = _COVERED
    return west <= lon <= east and south <= lat <= north


def _shape_keys(basemap: Mapping[str, Any]) -> set[str]:
    return {
        f"{g['properties']['place']}@{g['properties'].get('valid_from') or ''}"
        for layer in ("provinces", "features")
        for g in basemap["objects"][layer]["geometries"]
    }


def _shape(geometry: BaseGeometry) -> dict[str, Any]:
    """Give a shape as a GeoJSON feature, as fine as the map can show it."""
    simple = shapely.simplify(geometry, _FINEST_DEGREES)
    rounded = shapely.transform(simple, lambda xy: xy.round(4))
    return {"type": "Feature", "properties": {}, "geometry": mapping(rounded)}


def _view(atlas: Atlas) -> list[list[float]] | None:
    """Give the south-west and north-east corner, lat, lon, of what a text is about.

    That is the pins, provinces and pairs of its agreements, and most of the places
    that it merely names: of these the outermost in each direction are left out, as
    are rivers, seas and regions, which reach beyond what is said of them. Places of
    the region, where it names any: one city far away should not make the others
    small.
    """
    features = atlas.features
    named = [landmark for landmark in atlas.landmarks if landmark.mentions]
    marks: list[Feature | Landmark] = [*features, *named]
    near = [m for m in marks if m.place.tier is Tier.REGION and not _is_far(m)]
    compact = [m for m in near or marks if m.place.kind not in WIDE]
    about = [m for m in compact if not isinstance(m, Landmark)]
    merely = [m for m in compact if isinstance(m, Landmark)]
    pairs = atlas.pairs
    points = [
        *_points(about),
        *(end for p in pairs for end in p.ends or () if _is_covered(end)),
    ]
    lons, lats = (
        [*(point[axis] for point in points), *_middle(_points(merely), axis)]
        for axis in (0, 1)
    )
    if not lons:
        everything = _points(near or marks)
        lons, lats = ([point[axis] for point in everything] for axis in (0, 1))
    if not lons:
        return None
    return [
        [min(lats) - _VIEW_MARGIN, min(lons) - _VIEW_MARGIN],
        [max(lats) + _VIEW_MARGIN, max(lons) + _VIEW_MARGIN],
    ]


def _points(marks: Iterable[Feature | Landmark]) -> list[tuple[float, float]]:
    """Give the points of some marks: lon, lat."""
    return [mark.version.point for mark in marks if mark.version.point]


def _middle(points: Sequence[tuple[float, float]], axis: int) -> list[float]:
    """Give the middle nine tenths of some points, by lon (0) or lat (1)."""
    values = sorted(point[axis] for point in points)
    cut = round(len(values) * _OUTERMOST)
    return values[cut : len(values) - cut]


def read_basemap(folder: Path) -> dict[str, Any]:
    """Read the shipped basemap, one GeoJSON file a layer, by the file's name.

    Raises
    ------
    GazetteerError
        A file is missing or is not JSON.
    """
    return {name: _read_features(folder, name) for name in _BASEMAP_FILES}


def _read_features(folder: Path, name: str) -> list[Any]:
    try:
        content = (folder / f"{name}.geojson").read_text(encoding="utf-8")
        features: list[Any] = json.loads(content)["features"]
    except (OSError, ValueError, KeyError) as error:
        msg = f"basemap: {error}; build it with `make data`."
        raise GazetteerError(msg) from error
    return features


def read_far_land(folder: Path) -> list[Any]:
    """Read the coarse land around the basemap, as GeoJSON features.

    Raises
    ------
    GazetteerError
        The file is missing or is not GeoJSON.
    """
    return _read_features(folder, "far_land")


def read_topology(folder: Path) -> dict[str, Any]:
    """Read the same basemap as TopoJSON, which stores each shared line once.

    Raises
    ------
    GazetteerError
        The file is missing or is not JSON.
    """
    try:
        content = (folder / "basemap.topojson").read_text(encoding="utf-8")
        topology: dict[str, Any] = json.loads(content)
    except (OSError, ValueError) as error:
        msg = f"basemap: {error}; build it with `make data`."
        raise GazetteerError(msg) from error
    return topology


def _is_labelled(place: Place) -> bool:
    """Whether the basemap labels it: a province of the two countries it is made for."""
    return place.kind in UNITS and not TILED.isdisjoint(place.countries)


def _names(names: Names) -> dict[str, str]:
    return {
        "en": escape_text(names.en),
        "vi": escape_text(names.vi or names.en),
        "km": escape_text(names.km or names.en),
    }


def _local_name(place: Place) -> dict[str, str]:
    """Give the name in the language of the place's own country, where it is known."""
    name = next(
        (
            name
            for country, name in (("KH", place.names.km), ("VN", place.names.vi))
            if country in place.countries and name
        ),
        "",
    )
    return {"local": escape_text(name)} if name else {}


def shape_key(place: Place, version: Version) -> str:
    """Name the shape of a version, as the basemap's features do."""
    return f"{place.id}@{version.valid_from.isoformat() if version.valid_from else ''}"


def _feature(feature: Feature, atlas: Atlas) -> dict[str, Any]:
    return {
        "doubt": "proposed" if feature.is_proposed else "",
        **_drawing(feature.place, feature.version),
        "id": feature.id,
        "type": feature.agreement_type.value,
        "popup": render_feature_popup(feature, atlas),
        "with": sorted(
            {p for a in feature.agreements for p in a.places} - {feature.place.id}
        ),
        **_words([e for a in feature.agreements for e in a.evidence], atlas),
    }


def _landmark(landmark: Landmark, atlas: Atlas) -> dict[str, Any]:
    is_unsure = not any(mention.is_sure for mention in landmark.mentions)
    return {
        "doubt": "unsure" if landmark.mentions and is_unsure else "",
        **_drawing(landmark.place, landmark.version),
        "id": landmark.id,
        "type": "named",
        "popup": render_landmark_popup(landmark, atlas),
        **_words(landmark.mentions, atlas),
    }


def _drawing(place: Place, version: Version) -> dict[str, Any]:
    is_point = version.geometry is not None and version.geometry.geom_type == "Point"
    return {
        "place": place.id,
        "sign": place.sign.value,
        "shape": None if is_point else shape_key(place, version),
        "lon": version.lon,
        "lat": version.lat,
        "radius": version.radius_m if is_point else None,
        "spread": _spread(version),
        "names": _names(place.names),
        "kind": escape_text(_(place.kind.label)),
    }


def _words(spans: Sequence[Evidence | Mention], atlas: Atlas) -> dict[str, Any]:
    """Name the passage that a mark brings up first, and the words to light there.

    ``lit`` counts code points from the passage's start; nothing when no text names
    the place.
    """
    if not spans:
        return {}
    document_id, passage_id = spans[0].document_id, spans[0].passage_id
    passage = atlas.passage(document_id, passage_id)
    start = passage.start if passage else 0
    lit = dict.fromkeys(
        (span.start - start, span.end - start)
        for span in spans
        if (span.document_id, span.passage_id) == (document_id, passage_id)
    )
    key = escape_text(passage_key(document_id, passage_id))
    return {"passage": key, "lit": list(lit)}


def _spread(version: Version) -> float:
    """Give an area's rough size in square degrees: larger ones are drawn first."""
    if version.geometry is None or version.radius_m is None:
        return 0.0
    if version.geometry.geom_type == "Point":
        return round((version.radius_m / 111_000) ** 2, 6)
    west, south, east, north = version.geometry.bounds
    return float(round((east - west) * (north - south), 4))


def _group(pairs: Iterable[Pair]) -> Iterable[Sequence[Pair]]:
    """Collect the agreements of one type between the same two places: one line."""
    groups: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        groups.setdefault((pair.key, pair.agreement.type.value), []).append(pair)
    return groups.values()


def _fans(groups: Iterable[Sequence[Pair]]) -> list[tuple[Sequence[Pair], float]]:
    """Give pairs with the bow of their lines, as they fan out of their hubs."""
    by_hub: dict[str, list[Sequence[Pair]]] = {}
    for alike in groups:
        by_hub.setdefault(alike[0].from_place.id, []).append(alike)
    found: list[tuple[Sequence[Pair], float]] = []
    for ours in by_hub.values():
        drawn = [alike for alike in ours if alike[0].ends]
        ends = [alike[0].ends for alike in drawn]
        bows = fan(ends[0][0], [end[1] for end in ends]) if ends else ()
        found += zip(drawn, bows, strict=True)
        found += [(alike, 0.0) for alike in ours if not alike[0].ends]
    return found


def _pair(pairs: Sequence[Pair], bow: float, atlas: Atlas) -> dict[str, Any]:
    pair = pairs[0]
    agreements = [one.agreement for one in pairs]
    line = arc(pair.ends[0], pair.ends[1], bow) if pair.ends else ()
    one, other = _names(pair.from_place.names), _names(pair.to_place.names)
    return {
        "doubt": "proposed" if all(a.is_proposed for a in agreements) else "",
        "id": pair.key,
        "type": pair.agreement.type.value,
        "line": line,
        "names": {k: f"{one[k]} ↔ {other[k]}" for k in one},
        "kind": escape_text(_("pair of provinces")),
        "popup": render_pair_popup(pairs, atlas),
        "with": [pair.from_place.id, pair.to_place.id],
        **_words([e for a in agreements for e in a.evidence], atlas),
    }

"""GeoJSON after RFC 7946: one feature a place and agreement type, one a pair."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import mapping

from geo.exports.files import whole_file
from geo.exports.writing import Taken, writes_part
from geo.fields import Family, fields_in, flatten, to_plain, to_record
from geo.model import Agreement, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.atlas import Atlas
    from geo.model import (
        Feature,
        Landmark,
        Mention,
        Pair,
        Place,
        Version,
    )

_DECIMALS = 6


@writes_part
def write_geojson(taken: Taken, path: Path) -> int:
    """Write everything that is mapped and give the number of features."""
    features = to_features(taken.part)
    with whole_file(path) as draft:
        draft.write_text(_render(features), encoding="utf-8")
    return len(features)


def to_features(atlas: Atlas) -> list[dict[str, Any]]:
    """Convert the layers of an atlas to GeoJSON features, in their order.

    Coordinates are lon, lat in degrees, EPSG:4326; outer rings run
    counterclockwise.
    """
    return [
        *(_feature(f) for f in atlas.features),
        *(_pair(p) for p in atlas.pairs),
    ]


def to_landmarks(atlas: Atlas) -> list[dict[str, Any]]:
    """Convert what is drawn without an agreement, with the properties of features."""
    return [_landmark(landmark) for landmark in atlas.landmarks]


def _render(features: list[dict[str, Any]]) -> str:
    lines = ",\n".join(json.dumps(f, ensure_ascii=False) for f in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def _feature(feature: Feature) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": feature.id,
        "geometry": _geometry(feature.version.geometry),
        "properties": _placed(
            feature.place,
            feature.version,
            agreement_type=feature.agreement_type.value,
            about=_about(feature.agreements),
        ),
    }


def _landmark(landmark: Landmark) -> dict[str, Any]:
    mentioned = [_to_evidence(mention) for mention in landmark.mentions]
    return {
        "type": "Feature",
        "id": landmark.id,
        "geometry": _geometry(landmark.version.geometry),
        "properties": _placed(
            landmark.place,
            landmark.version,
            agreement_type="named",
            about={**_about(()), "evidence": mentioned},
        ),
    }


def _placed(
    place: Place, version: Version, *, agreement_type: str, about: dict[str, Any]
) -> dict[str, Any]:
    return {
        **flatten(place, Family.FEATURE),
        "agreement_type": agreement_type,
        **about,
        **flatten(version, Family.FEATURE),
    }


def _pair(pair: Pair) -> dict[str, Any]:
    one, other = pair.from_place.names, pair.to_place.names
    versions = (pair.from_place.on(pair.day), pair.to_place.on(pair.day))
    licences = dict.fromkeys(v.licence for v in versions if v)
    return {
        "type": "Feature",
        "id": pair.id,
        "geometry": _geometry(shapely.LineString(pair.ends)) if pair.ends else None,
        "properties": {
            "place": pair.key,
            "name": f"{one.en} ↔ {other.en}",
            "name_vi": f"{one.vi or one.en} ↔ {other.vi or other.en}",
            "name_km": f"{one.km or one.en} ↔ {other.km or other.en}",
            "kind": "pair",
            "sign": "line",
            "from_place": pair.from_place.id,
            "to_place": pair.to_place.id,
            "share_border": pair.border.is_shared,
            "agreement_type": pair.agreement.type.value,
            **_about([pair.agreement]),
            "radius_m": None,
            "certainty": "a line between two provinces; it follows no road",
            "valid_from": None,
            "valid_to": None,
            "source": "line between a point inside each province; it follows no road",
            "licence": " · ".join(licences),
            "attribution": pair.attribution,
        },
    }


def _about(agreements: Iterable[Agreement]) -> dict[str, Any]:
    """Give each field of some agreements as a list, one value an agreement."""
    agreements = tuple(agreements)
    lists = {
        field.name_in(Family.FEATURE): [
            to_plain(getattr(a, field.attribute), Family.FEATURE) for a in agreements
        ]
        for field in fields_in(Agreement, Family.FEATURE)
    }
    return {
        **lists,
        "proposed": bool(agreements) and all(a.is_proposed for a in agreements),
        "evidence": [
            to_record(words, Family.FEATURE) for a in agreements for words in a.evidence
        ],
    }


def _to_evidence(mention: Mention) -> dict[str, Any]:
    """Give a mention as the quotation that a feature stands on."""
    words = Evidence(
        document_id=mention.document_id,
        passage_id=mention.passage_id,
        quote=mention.exact,
        start=mention.start,
        end=mention.end,
    )
    return to_record(words, Family.FEATURE)


def _geometry(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    if geometry is None:
        return None
    rounded = shapely.transform(geometry, lambda xy: xy.round(_DECIMALS))
    result: dict[str, Any] = mapping(shapely.orient_polygons(rounded))
    return result

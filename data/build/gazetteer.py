"""The geometries of the gazetteer, each with its source, licence and attribution."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from fetch import COUNTRIES, ECHARTS, LAKES, NATURAL_EARTH

if TYPE_CHECKING:
    from datetime import date

    from provinces import Version
    from shapely.geometry.base import BaseGeometry
    from write import Feature


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a geometry is from and on what terms."""

    source: str
    licence: str
    attribution: str


OSM = {"licence": "ODbL 1.0", "attribution": "© OpenStreetMap contributors"}
BOTH = {
    "licence": "ODbL 1.0; Natural Earth is in the public domain",
    "attribution": "© OpenStreetMap contributors; Natural Earth",
}
PROVINCES = f"npm {ECHARTS.label}, starbucks/json"
OUTLINES = f"npm {COUNTRIES.label}, map.geo.json"
RIVERS = f"Debian {NATURAL_EARTH.label}, ne_10m_rivers_lake_centerlines"
PROVINCE = Origin(
    source=f"{PROVINCES}, fitted to the outline of the country in {OUTLINES}", **OSM
)
NEIGHBOUR = Origin(
    source=f"{PROVINCES}, fitted to the country in {OUTLINES}, simplified",
    **OSM,
)
RIVER = Origin(
    source=f"{RIVERS}, as they stand, simplified",
    licence="public domain",
    attribution="Natural Earth",
)
LAKE = Origin(source=f"npm {LAKES.label}, map.geo.json, unchanged", **OSM)
LEFT_OPEN = Origin(
    source="what the outlines of its neighbours leave open of Laos: "
    f"{PROVINCES}, {OUTLINES}, simplified",
    **OSM,
)
ORIGINS = {
    "land_boundary": Origin(
        source=f"shared edge of the provinces of both countries: {OUTLINES}", **OSM
    ),
    "mekong_delta": Origin(
        source=f"union of the thirteen provinces of before July 2025: {PROVINCES}, "
        f"{OUTLINES}",
        **OSM,
    ),
    "tonle_sap_lake": Origin(
        source=f"npm {LAKES.label}, map.geo.json, unchanged; low water", **OSM
    ),
    "mekong_river": Origin(
        source=f"{RIVERS}, numbers 40 and 46, from Chamdo down; where the borders of "
        "Laos run in it, their line; its last 61 km, which Natural Earth lacks, follow "
        "the border of Bến Tre, rounded: approximate",
        **BOTH,
    ),
    "tien_river": Origin(
        source=f"{RIVERS}, number 46, below the boundary; its last 61 km, which "
        "Natural Earth lacks, follow the border of Bến Tre, rounded: approximate",
        **BOTH,
    ),
    "bassac_river": Origin(
        source=f"{RIVERS}, number 46, from Phnom Penh to the boundary",
        licence="public domain; cut at the boundary, ODbL 1.0",
        attribution="Natural Earth; © OpenStreetMap contributors",
    ),
    "hau_river": Origin(
        source=f"{RIVERS}, number 46, below the boundary; its last 69 km, which "
        "Natural Earth lacks, follow the border of Sóc Trăng, rounded: approximate",
        **BOTH,
    ),
    "tonle_sap_river": Origin(
        source=f"{RIVERS}, number 1001, from the lake to Phnom Penh", **BOTH
    ),
    "mekong_basin": Origin(
        source="computed, approximate: land nearest to the rivers of the Mekong system "
        f"in {RIVERS} and ne_10m_land; reservoirs of {LAKES.label} for rivers that "
        "Natural Earth lacks",
        **BOTH,
    ),
    "historical_waters": Origin(
        source="corners as published texts of the agreement of 7 July 1982 give them; "
        "two, off Hòn Nhạn and the closing point, are unverified; land cut out with "
        f"{OUTLINES}; a soft area, its edge is not a line to show",
        licence="corners: official text; coast: ODbL 1.0",
        attribution="© OpenStreetMap contributors",
    ),
}


def feature_of(
    place: str,
    first: date | None,
    last: date | None,
    shape: BaseGeometry,
    origin: Origin,
) -> Feature:
    """Put one version of a place together."""
    properties: dict[str, Any] = {
        "place": place,
        "valid_from": first.isoformat() if first else None,
        "valid_to": last.isoformat() if last else None,
        **asdict(origin),
    }
    return properties, shape


def build_features(
    versions: dict[Version, BaseGeometry], others: dict[str, BaseGeometry]
) -> list[Feature]:
    """Build all features of the gazetteer, sorted by place and first day."""
    features = [
        feature_of(place, first, last, shape, PROVINCE)
        for (place, first, last), shape in versions.items()
    ] + [
        feature_of(place, None, None, shape, ORIGINS[place])
        for place, shape in others.items()
    ]
    return sorted(features, key=lambda f: (f[0]["place"], f[0]["valid_from"] or ""))


def build_neighbour_features(
    units: dict[str, BaseGeometry], waters: dict[str, tuple[BaseGeometry, Origin]]
) -> list[Feature]:
    """Build the features beyond the two countries, sorted by place."""
    features = [
        feature_of(
            place,
            None,
            None,
            shape,
            LEFT_OPEN if place == "sekong" else NEIGHBOUR,
        )
        for place, shape in units.items()
    ] + [
        feature_of(place, None, None, shape, origin)
        for place, (shape, origin) in waters.items()
    ]
    return sorted(features, key=lambda f: f[0]["place"])

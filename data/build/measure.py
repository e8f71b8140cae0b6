"""Print what README.md says was measured. Run after ``make.py``, from anywhere."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import Point, shape
from shapes import area_km2, distance_km, label_point, length_km, polygons_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parents[2]
OFFICIAL = {"tay_ninh": 8536, "dong_nai": 12737, "an_giang": 9889}
"""Square kilometres since July 2025."""
HYDROBASINS = (
    *((104.85, 10.62), (104.72, 10.65), (104.62, 10.74), (104.53, 10.90)),
    *((104.40, 11.00), (104.30, 11.00), (104.23, 11.15), (104.09, 11.20)),
    *((99.43, 21.54), (99.24, 21.72), (99.29, 21.93), (99.35, 22.07), (99.51, 22.18)),
    *((99.39, 22.32), (99.52, 22.52), (99.71, 22.64), (99.66, 22.90), (99.52, 23.06)),
    *((95.74, 33.29), (95.94, 33.19), (96.14, 33.18), (96.33, 33.03), (96.64, 32.99)),
    *((96.80, 32.78), (97.00, 32.60), (97.30, 32.54), (97.36, 32.45), (97.49, 32.37)),
    *((102.68, 21.48), (102.64, 21.29), (102.80, 21.39), (103.05, 21.55)),
    *((103.17, 21.48), (103.13, 21.20), (103.06, 21.00), (103.25, 20.82)),
    *((103.33, 20.61), (103.21, 20.55), (107.76, 12.15), (107.58, 12.32)),
    *((107.36, 12.32), (107.10, 12.28), (106.95, 12.05), (106.72, 11.93)),
    *((106.55, 11.95), (106.35, 11.85), (106.12, 11.86), (105.87, 11.95)),
)
"""Points on the outline of the Mekong in HydroBASINS, lon, lat, in five places."""


def read(path: str) -> list[tuple[dict[str, object], BaseGeometry]]:
    """Read the features of a file of this project."""
    rows = json.loads((ROOT / path).read_text(encoding="utf-8"))["features"]
    return [(row["properties"], shape(row["geometry"])) for row in rows]


def measure_provinces(rows: list[tuple[dict[str, object], BaseGeometry]]) -> None:
    """Print areas, gaps and overlaps."""
    lines = {"mekong_river", "land_boundary", "mekong_basin", "mekong_delta"}
    others = {*lines, "historical_waters", "tonle_sap_lake"}
    provinces = [
        (own, land) for own, land in rows if own["place"] not in others and land.area
    ]
    for day in ("2025-06-30", "2025-07-01"):
        valid = [
            land
            for own, land in provinces
            if str(own["valid_from"] or "") <= day <= str(own["valid_to"] or "9")
        ]
        union = shapely.union_all(valid)
        gaps = [shapely.Polygon(r) for p in polygons_of(union) for r in p.interiors]
        overlap = sum(map(area_km2, valid)) - area_km2(union)
        gap = sum(map(area_km2, gaps))
        print(f"{day}: {len(valid)} units, overlap {overlap:.4f}, gaps {gap:.4f} km²")
    for own, land in provinces:
        if own["place"] in OFFICIAL:
            print(own["place"], own["valid_from"], f"{area_km2(land):.0f} km²")


def measure_basin(basin: BaseGeometry) -> None:
    """Print size of the basin and its distance from HydroBASINS."""
    away = sorted(
        distance_km(
            Point(at), shapely.shortest_line(basin.exterior, Point(at)).interpolate(0)
        )
        for at in HYDROBASINS
    )
    west, south, east, north = basin.bounds
    print(f"basin {area_km2(basin):.0f} km², {len(basin.exterior.coords)} vertices")
    print(f"basin {west:.2f}-{east:.2f} E, {south:.2f}-{north:.2f} N")
    print(f"basin centroid {basin.centroid}")
    print(
        f"from HydroBASINS: median {away[len(away) // 2]:.0f} km, {away[-1]:.0f} most"
    )


def main() -> None:
    """Print everything."""
    rows = read("data/gazetteer/geometries.geojson")
    measure_provinces(rows)
    for own, place in rows:
        if place.length and not place.area:
            print(own["place"], f"{length_km(place):.0f} km")
    single = {str(own["place"]): place for own, place in rows}
    for place in ("mekong_delta", "tonle_sap_lake", "historical_waters"):
        print(place, f"{area_km2(single[place]):.0f} km²", label_point(single[place]))
    measure_basin(single["mekong_basin"])
    for path in sorted((ROOT / "data" / "basemap").glob("*json")):
        content = path.read_bytes()
        print(path.name, len(content), len(gzip.compress(content)))


if __name__ == "__main__":
    main()

"""The built geometries are what they say: whole, exact, dated, small and neutral."""

import csv
import gzip
import json
import tomllib
from datetime import date
from functools import cache
from itertools import accumulate, combinations
from pathlib import Path
from typing import Any

import pytest
import shapely
from pyproj import Geod
from shapely.geometry import MultiLineString, Point, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

ROOT = Path(__file__).resolve().parents[2]
GAZETTEER = ROOT / "data" / "gazetteer"
BASEMAP = ROOT / "data" / "basemap"
GEOD = Geod(ellps="WGS84")

LAST_DAY_OF_63 = date(2025, 6, 30)
FIRST_DAY_OF_34 = date(2025, 7, 1)
TODAY = date(2026, 2, 6)

Row = tuple[dict[str, Any], BaseGeometry]


@cache
def features(path: Path) -> tuple[Row, ...]:
    collection = json.loads(path.read_text(encoding="utf-8"))
    return tuple(
        (row["properties"], shape(row["geometry"])) for row in collection["features"]
    )


@cache
def register() -> dict[str, dict[str, Any]]:
    text = (GAZETTEER / "provinces.toml").read_text(encoding="utf-8")
    return {place["id"]: place for place in tomllib.loads(text)["place"]}


def holds(properties: dict[str, Any], day: date) -> bool:
    first, last = properties["valid_from"], properties["valid_to"]
    return (first is None or date.fromisoformat(first) <= day) and (
        last is None or day <= date.fromisoformat(last)
    )


@cache
def provinces(day: date, country: str | None = None) -> dict[str, BaseGeometry]:
    return {
        properties["place"]: outline
        for properties, outline in features(GAZETTEER / "geometries.geojson")
        if properties["place"] in register()
        and holds(properties, day)
        and country in {None, register()[properties["place"]]["countries"][0]}
    }


def area_km2(outline: BaseGeometry) -> float:
    return (
        sum(
            abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(part))[0])
            for part in shapely.get_parts(outline)
        )
        / 1e6
    )


def length_km(line: BaseGeometry) -> float:
    return GEOD.geometry_length(line) / 1e3


def km_between(point: Point, outline: BaseGeometry) -> float:
    there = nearest_points(outline, point)[0]
    return GEOD.inv(point.x, point.y, there.x, there.y)[2] / 1e3


def neighbours(place: str, day: date, country: str) -> set[str]:
    outline = provinces(day)[place]
    return {
        other
        for other, land in provinces(day, country).items()
        if other != place and outline.intersects(land)
    }


@cache
def feature(place: str) -> BaseGeometry:
    found = [
        outline
        for properties, outline in features(GAZETTEER / "geometries.geojson")
        if properties["place"] == place
    ]
    (outline,) = found
    return outline


# --- how many, when ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "country", "count"),
    [
        (LAST_DAY_OF_63, "VN", 63),
        (FIRST_DAY_OF_34, "VN", 34),
        (TODAY, "VN", 34),
        (date(2013, 12, 30), "KH", 24),
        (date(2014, 1, 1), "KH", 25),
        (TODAY, "KH", 25),
    ],
)
def test_a_day_has_its_provinces(day: date, country: str, count: int) -> None:
    assert len(provinces(day, country)) == count


def test_every_version_of_the_register_has_its_outline() -> None:
    listed = {
        (place["id"], version.get("valid_from"), version.get("valid_to"))
        for place in register().values()
        for version in place["version"]
    }
    drawn = {
        (
            properties["place"],
            *(
                date.fromisoformat(properties[key]) if properties[key] else None
                for key in ("valid_from", "valid_to")
            ),
        )
        for properties, _ in features(GAZETTEER / "geometries.geojson")
        if properties["place"] in register()
    }
    assert drawn == listed


def test_a_merged_province_is_the_union_of_what_it_was_formed_from() -> None:
    for place in register().values():
        members = place["version"][-1].get("formed_from", [])
        if len(members) > 1:
            before = provinces(LAST_DAY_OF_63)
            union = shapely.coverage_union_all([before[name] for name in members])
            assert union.equals(provinces(TODAY)[place["id"]]), place["id"]


def test_what_a_province_became_was_formed_from_it() -> None:
    for place in register().values():
        for version in place["version"]:
            for heir in version.get("became", []):
                formed = register()[heir]["version"][-1]["formed_from"]
                assert place["id"] in formed


def test_kampong_cham_held_tbong_khmum_until_the_end_of_2013() -> None:
    old = provinces(date(2013, 12, 30))
    now = provinces(TODAY)
    assert "tbong_khmum" not in old
    parts = [now["kampong_cham"], now["tbong_khmum"]]
    assert old["kampong_cham"].equals(shapely.coverage_union_all(parts))


def test_features_are_sorted_and_one_stands_on_a_line() -> None:
    path = GAZETTEER / "geometries.geojson"
    keys = [(p["place"], p["valid_from"] or "") for p, _ in features(path)]
    assert keys == sorted(keys)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(keys) + 2
    kinds = {json.loads(line.rstrip(","))["type"] for line in lines[1:-1]}
    assert kinds == {"Feature"}


def test_coordinates_have_five_decimals_at_most() -> None:
    for _, outline in features(GAZETTEER / "geometries.geojson"):
        points = shapely.get_coordinates(outline)
        assert (abs(points - points.round(5)) < 1e-12).all()


def test_every_feature_names_source_licence_and_attribution() -> None:
    for properties, _ in features(GAZETTEER / "geometries.geojson"):
        for key in ("source", "licence", "attribution"):
            assert properties[key].strip(), properties["place"]


# --- one topology ------------------------------------------------------------------


@pytest.mark.parametrize("day", [date(2013, 12, 30), LAST_DAY_OF_63, FIRST_DAY_OF_34])
def test_provinces_of_both_countries_share_every_vertex(day: date) -> None:
    assert shapely.coverage_is_valid(list(provinces(day).values()))


@pytest.mark.parametrize("day", [LAST_DAY_OF_63, FIRST_DAY_OF_34])
def test_overlaps_and_gaps_are_under_half_a_square_kilometre(day: date) -> None:
    outlines = list(provinces(day).values())
    union = shapely.union_all(outlines)
    overlaps = sum(map(area_km2, outlines)) - area_km2(union)
    gaps = sum(
        area_km2(shapely.Polygon(ring))
        for part in shapely.get_parts(union)
        for ring in part.interiors
    )
    assert overlaps + gaps < 0.5


def test_every_outline_is_valid() -> None:
    for path in (GAZETTEER / "geometries.geojson", *BASEMAP.glob("*.geojson")):
        for properties, outline in features(path):
            assert outline.is_valid, (path.name, properties)


@pytest.mark.parametrize("day", [LAST_DAY_OF_63, FIRST_DAY_OF_34])
def test_simplified_neighbours_share_every_vertex(day: date) -> None:
    drawn = [
        outline
        for properties, outline in features(BASEMAP / "provinces.geojson")
        if holds(properties, day)
    ]
    assert len(drawn) == len(provinces(day))
    assert shapely.coverage_is_valid(drawn)


def test_countries_are_their_provinces_and_share_their_borders() -> None:
    countries = {p["code"]: land for p, land in features(BASEMAP / "countries.geojson")}
    assert shapely.coverage_is_valid(list(countries.values()))
    for code, country in (("KHM", "KH"), ("VNM", "VN")):
        drawn = [
            outline
            for properties, outline in features(BASEMAP / "provinces.geojson")
            if holds(properties, TODAY)
            and register()[properties["place"]]["countries"] == [country]
        ]
        assert shapely.coverage_union_all(drawn).equals(countries[code])


# --- sizes -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "day", "km2"),
    [
        ("dong_nai", LAST_DAY_OF_63, 5860),
        ("dong_nai", TODAY, 12740),
        ("tay_ninh", LAST_DAY_OF_63, 4041),
        ("tay_ninh", TODAY, 8536),
        ("an_giang", LAST_DAY_OF_63, 3537),
        ("an_giang", TODAY, 9889),
    ],
)
def test_areas_are_the_official_ones_within_two_percent(
    place: str, day: date, km2: float
) -> None:
    assert area_km2(provinces(day)[place]) == pytest.approx(km2, rel=0.02)


def test_the_land_boundary_is_one_line_of_1100_to_1200_km() -> None:
    line = feature("land_boundary")
    assert line.geom_type == "LineString"
    assert 1100 < length_km(line) < 1200


def test_the_land_boundary_is_where_the_countries_meet() -> None:
    for country in ("KH", "VN"):
        land = shapely.coverage_union_all(list(provinces(TODAY, country).values()))
        assert land.boundary.covers(feature("land_boundary"))


def test_nothing_of_a_province_lies_east_of_110_degrees() -> None:
    for properties, outline in (
        *features(GAZETTEER / "geometries.geojson"),
        *features(BASEMAP / "provinces.geojson"),
    ):
        assert outline.bounds[2] <= 110, properties["place"]


def test_no_islet_of_the_open_sea_is_drawn_for_anyone() -> None:
    open_sea = shapely.box(110.5, 5.5, 115, 18)
    for _, land in features(BASEMAP / "countries.geojson"):
        assert not land.intersects(open_sea)


def test_the_sea_is_labelled_with_both_names_west_of_111() -> None:
    (label,) = (
        (properties, point)
        for properties, point in features(BASEMAP / "labels.geojson")
        if properties["place"] == "east_sea"
    )
    assert label[0]["name"] == "East Sea (South China Sea)"
    assert label[1].x < 111


# --- who borders whom --------------------------------------------------------------


def test_the_old_dong_nai_touches_no_province_of_cambodia() -> None:
    assert neighbours("dong_nai", LAST_DAY_OF_63, "KH") == set()


def test_the_new_dong_nai_touches_exactly_three_provinces_of_cambodia() -> None:
    expected = {"tbong_khmum", "kratie", "mondulkiri"}
    assert neighbours("dong_nai", TODAY, "KH") == expected


def test_prey_veng_touches_tay_ninh_at_the_gate_of_meun_chey() -> None:
    before = provinces(LAST_DAY_OF_63)
    meeting = before["prey_veng"] & before["tay_ninh"]
    assert km_between(Point(105.809, 11.6), meeting) < 1


def test_the_boundary_has_nine_provinces_and_since_2025_eight() -> None:
    cambodian = {
        place for place in provinces(TODAY, "KH") if neighbours(place, TODAY, "VN")
    }
    assert cambodian == {
        "kampot",
        "kandal",
        "kratie",
        "mondulkiri",
        "prey_veng",
        "ratanakiri",
        "svay_rieng",
        "takeo",
        "tbong_khmum",
    }
    assert {p for p in provinces(TODAY, "VN") if neighbours(p, TODAY, "KH")} == {
        "an_giang",
        "dak_lak",
        "dong_nai",
        "dong_thap",
        "gia_lai",
        "lam_dong",
        "quang_ngai",
        "tay_ninh",
    }


def test_old_borders_lie_inside_the_new_provinces() -> None:
    for properties, line in features(BASEMAP / "old_borders.geojson"):
        (heir,) = register()[properties["a"]]["version"][0]["became"]
        assert register()[properties["b"]]["version"][0]["became"] == [heir]
        (outline,) = (
            land
            for own, land in features(BASEMAP / "provinces.geojson")
            if own["place"] == heir and holds(own, TODAY)
        )
        assert outline.covers(line)
        assert line.interpolate(0.5, normalized=True).within(outline)


# --- towns -------------------------------------------------------------------------

PROVINCE_OF_CODE = {
    "KH.02": "kampong_cham",
    "KH.03": "kampong_chhnang",
    "KH.04": "kampong_speu",
    "KH.05": "kampong_thom",
    "KH.07": "kandal",
    "KH.08": "koh_kong",
    "KH.09": "kratie",
    "KH.10": "mondulkiri",
    "KH.12": "pursat",
    "KH.13": "preah_vihear",
    "KH.14": "prey_veng",
    "KH.17": "stung_treng",
    "KH.18": "svay_rieng",
    "KH.19": "takeo",
    "KH.21": "kampot",
    "KH.22": "phnom_penh",
    "KH.23": "ratanakiri",
    "KH.24": "siem_reap",
    "KH.25": "banteay_meanchey",
    "KH.26": "kep",
    "KH.27": "oddar_meanchey",
    "KH.28": "preah_sihanouk",
    "KH.29": "battambang",
    "KH.30": "pailin",
    "KH.31": "tbong_khmum",
    "VN.01": "hanoi",
    "VN.04": "cao_bang",
    "VN.08": "tuyen_quang",
    "VN.11": "dien_bien",
    "VN.12": "lai_chau",
    "VN.14": "son_la",
    "VN.15": "lao_cai",
    "VN.19": "thai_nguyen",
    "VN.20": "lang_son",
    "VN.22": "quang_ninh",
    "VN.24": "bac_ninh",
    "VN.25": "phu_tho",
    "VN.31": "hai_phong",
    "VN.33": "hung_yen",
    "VN.37": "ninh_binh",
    "VN.38": "thanh_hoa",
    "VN.40": "nghe_an",
    "VN.42": "ha_tinh",
    "VN.44": "quang_tri",
    "VN.46": "hue",
    "VN.48": "da_nang",
    "VN.51": "quang_ngai",
    "VN.52": "gia_lai",
    "VN.56": "khanh_hoa",
    "VN.66": "dak_lak",
    "VN.68": "lam_dong",
    "VN.75": "dong_nai",
    "VN.79": "hcmc",
    "VN.80": "tay_ninh",
    "VN.82": "dong_thap",
    "VN.86": "vinh_long",
    "VN.91": "an_giang",
    "VN.92": "can_tho",
    "VN.96": "ca_mau",
}
"""GeoNames' codes; the Vietnamese ones are those of after the mergers."""
MISFILED = {1828227, 1829727, 8403851, 8554466, 11440775}
"""Towns that GeoNames files or places wrongly; data/build/README.md says how."""
OLD_PROVINCES = {
    1582436: "binh_phuoc",  # Đồng Xoài
    1575864: "binh_phuoc",  # Lộc Ninh
    1585317: "binh_phuoc",  # Chơn Thành
    1587923: "dong_nai",  # Biên Hòa
    9075789: "dong_nai",  # Long Khánh
    1566559: "tay_ninh",  # Tây Ninh
    1564046: "tay_ninh",  # Trảng Bàng
    9081327: "tay_ninh",  # Hòa Thành
    1567069: "long_an",  # Tân An
    1586296: "long_an",  # Cần Giuộc
    1575627: "an_giang",  # Long Xuyên
    1585660: "an_giang",  # Châu Đốc
    1567032: "an_giang",  # Tân Châu
    1568510: "kien_giang",  # Rạch Giá
    1581052: "kien_giang",  # Hà Tiên
    1569973: "kien_giang",  # Dương Đông
    1566083: "hcmc",  # Ho Chi Minh City
    1565022: "binh_duong",  # Thủ Dầu Một
    1588060: "binh_duong",  # Bến Cát
    1562414: "ba_ria_vung_tau",  # Vũng Tàu
    1570357: "ba_ria_vung_tau",  # Phú Mỹ
    1574023: "tien_giang",  # Mỹ Tho
    1581529: "tien_giang",  # Gò Công
    1586151: "dong_thap",  # Cao Lãnh
    1580400: "dong_thap",  # Hồng Ngự
    1587976: "ben_tre",  # Bến Tre
    1563926: "tra_vinh",  # Trà Vinh
    1562538: "hau_giang",  # Vị Thanh
    1567788: "soc_trang",  # Sóc Trăng
    1591474: "bac_lieu",  # Bạc Liêu
    1581834: "dak_nong",  # Gia Nghĩa
    1571058: "binh_thuan",  # Phan Thiết
    1571067: "ninh_thuan",  # Phan Rang-Tháp Chàm
    1563281: "phu_yen",  # Tuy Hòa
    1568574: "binh_dinh",  # Quy Nhơn
    1578500: "kon_tum",  # Kon Tum
    1567148: "quang_nam",  # Tam Kỳ
    1582886: "quang_binh",  # Đồng Hới
    1573517: "nam_dinh",  # Nam Định
    1581326: "hai_duong",  # Hải Dương
}
"""Forty towns of Viet Nam and the province they were in before July 2025, by hand."""


@cache
def towns() -> dict[int, tuple[str, Point]]:
    path = Path(__file__).parent / "geonames_towns.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return {
            int(row["geonames"]): (
                PROVINCE_OF_CODE[f"{row['country']}.{row['admin1']}"],
                Point(float(row["lon"]), float(row["lat"])),
            )
            for row in csv.DictReader(stream)
        }


@cache
def borders() -> BaseGeometry:
    edges = (
        one.boundary & other.boundary
        for one, other in combinations(provinces(TODAY).values(), 2)
        if one.intersects(other)
    )
    return MultiLineString(
        [
            line
            for edge in edges
            for line in shapely.get_parts(edge)
            if line.geom_type == "LineString"
        ]
    )


def province_at(point: Point, day: date) -> str:
    return min(
        provinces(day).items(), key=lambda row: (row[1].distance(point), row[0])
    )[0]


def test_towns_far_from_a_border_fall_in_their_province() -> None:
    far = [
        (town, province, point)
        for town, (province, point) in towns().items()
        if km_between(point, borders()) > 3
    ]
    wrong = {
        town for town, province, point in far if province_at(point, TODAY) != province
    }
    assert len(far) > 1000
    assert wrong == MISFILED
    assert len(wrong) / len(far) < 0.005


def test_forty_towns_fall_in_the_province_they_were_in_before_the_mergers() -> None:
    assert len(OLD_PROVINCES) == 40
    found = {
        town: province_at(towns()[town][1], LAST_DAY_OF_63) for town in OLD_PROVINCES
    }
    assert found == OLD_PROVINCES


def test_seats_lie_in_their_provinces() -> None:
    for place in register().values():
        if "seat" in place:
            seat = Point(place["seat_lon"], place["seat_lat"])
            last = place["version"][-1].get("valid_to", TODAY)
            assert province_at(seat, last) == place["id"]


# --- labels, rivers, areas ---------------------------------------------------------


def test_a_province_is_labelled_well_inside() -> None:
    for properties, outline in features(BASEMAP / "provinces.geojson"):
        label = Point(properties["label"])
        assert label.within(outline), properties["place"]
        assert km_between(label, outline.boundary) > 2, properties["place"]


def test_the_label_of_tay_ninh_is_not_in_cambodia_though_its_centroid_is() -> None:
    outline = provinces(TODAY)["tay_ninh"]
    assert province_at(outline.centroid, TODAY) == "svay_rieng"


def test_labels_of_areas_are_inside_and_those_of_lines_on_them() -> None:
    for properties, place in features(BASEMAP / "features.geojson"):
        label = Point(properties["label"])
        if place.geom_type.endswith("Polygon"):
            assert label.within(place), properties["place"]
        else:
            assert place.distance(label) < 1e-4, properties["place"]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("bassac_river", "hau_river"),
        ("bassac_river", "mekong_river"),
        ("tonle_sap_river", "mekong_river"),
        ("tonle_sap_river", "tonle_sap_lake"),
        ("tien_river", "mekong_river"),
    ],
)
def test_rivers_meet(upper: str, lower: str) -> None:
    assert feature(upper).distance(feature(lower)) < 2e-5


@pytest.mark.parametrize(
    "river",
    ["mekong_river", "tien_river", "hau_river", "bassac_river", "tonle_sap_river"],
)
def test_a_river_is_one_line_without_loops(river: str) -> None:
    assert feature(river).geom_type == "LineString"
    assert feature(river).is_simple


def test_the_mekong_and_the_bassac_reach_the_sea() -> None:
    land = shapely.coverage_union_all(list(provinces(TODAY).values()))
    for river in ("mekong_river", "hau_river"):
        mouth = Point(feature(river).coords[-1])
        assert land.boundary.distance(mouth) < 1e-4


def test_the_delta_is_its_thirteen_provinces() -> None:
    assert area_km2(feature("mekong_delta")) == pytest.approx(40_205, rel=0.01)


def test_the_lake_is_the_low_water_of_the_tonle_sap() -> None:
    assert area_km2(feature("tonle_sap_lake")) == pytest.approx(2463, rel=0.01)


@pytest.mark.parametrize(
    ("name", "lon", "lat", "inside"),
    [
        ("Phnom Penh", 104.916, 11.562, True),
        ("Khánh Bình", 105.079, 10.949, True),
        ("Vientiane", 102.6, 17.967, True),
        ("Bavet–Mộc Bài", 106.172, 11.075, False),
        ("Meun Chey–Tân Nam", 105.809, 11.6, False),
        ("Tây Ninh", 106.098, 11.31, False),
        ("Biên Hòa", 106.824, 10.945, False),
    ],
)
def test_the_basin_holds_what_drains_to_the_mekong(
    name: str, lon: float, lat: float, *, inside: bool
) -> None:
    assert feature("mekong_basin").contains(Point(lon, lat)) is inside, name


def test_the_basin_is_light_and_about_as_large_as_the_published_ones() -> None:
    basin = feature("mekong_basin")
    assert 60 <= len(basin.exterior.coords) <= 120
    assert 750_000 < area_km2(basin) < 815_000


def test_the_historical_waters_hold_no_land() -> None:
    land = shapely.coverage_union_all(list(provinces(TODAY).values()))
    overlap = shapely.set_precision(land & feature("historical_waters"), 1e-6)
    assert area_km2(overlap) < 10


# --- the same as TopoJSON ----------------------------------------------------------


def decode_arc(arc: list[list[int]]) -> list[tuple[float, float]]:
    nodes = accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])
    return [(x / 10_000, y / 10_000) for x, y in nodes]


def decode(geometry: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> Any:  # noqa: ANN401  # GeoJSON
    def line(numbers: list[int]) -> list[tuple[float, float]]:
        parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        return [*parts[0], *(node for part in parts[1:] for node in part[1:])]

    def nested(numbers: list[Any]) -> list[Any]:
        return (
            line(numbers) if isinstance(numbers[0], int) else list(map(nested, numbers))
        )

    if geometry["type"] == "Point":
        return [value / 10_000 for value in geometry["coordinates"]]
    return nested(geometry["arcs"])


def test_the_topojson_holds_every_layer_of_the_basemap_unchanged() -> None:
    topology = json.loads((BASEMAP / "basemap.topojson").read_text(encoding="utf-8"))
    arcs = list(map(decode_arc, topology["arcs"]))
    files = {path.stem for path in BASEMAP.glob("*.geojson")}
    # Land far away goes only with a text that names places there.
    assert topology["objects"].keys() == files - {"far_land"}
    for layer, collection in topology["objects"].items():
        rows = features(BASEMAP / f"{layer}.geojson")
        assert len(rows) == len(collection["geometries"])
        for (properties, outline), row in zip(
            rows, collection["geometries"], strict=True
        ):
            same = {"type": row["type"], "coordinates": decode(row, arcs)}
            assert row["properties"] == properties
            assert shape(same).normalize().equals_exact(outline.normalize(), 1e-9)


def test_the_basemap_is_under_100_kilobytes_compressed() -> None:
    packed = gzip.compress((BASEMAP / "basemap.topojson").read_bytes())
    assert len(packed) < 100_000

"""The region and the world: whole, placed where they say, each with its source."""

import json
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import shapely
from pyproj import Geod
from shapely.ops import nearest_points

from geo.model import Confidence, Kind, Place, Sign, Tier
from geo.places.gazetteer import Gazetteer, read_gazetteer
from geo.places.measures import area_km2
from geo.places.points import read_points

ROOT = Path(__file__).resolve().parents[2]
GEOD = Geod(ellps="WGS84")
UNITS = {Kind.PROVINCE, Kind.MUNICIPALITY}


@cache
def gazetteer() -> Gazetteer:
    return read_gazetteer(ROOT / "data" / "gazetteer")


@cache
def units(country: str) -> dict[str, shapely.Geometry]:
    """Outlines of a country's provinces as they are now."""
    return {
        place.id: place.versions[-1].geometry
        for place in gazetteer()
        if place.kind in UNITS
        and place.countries == (country,)
        and place.versions[-1].valid_to is None
        and place.sign is Sign.AREA
    }


def gates() -> list[Place]:
    """Those between two countries; a planned one has a single country."""
    return [
        place
        for place in gazetteer()
        if place.kind is Kind.BORDER_CHECKPOINT and len(place.countries) == 2
    ]


def km_between(one: shapely.Geometry, other: shapely.Geometry) -> float:
    a, b = nearest_points(one, other)
    return GEOD.inv(a.x, a.y, b.x, b.y)[2] / 1e3


# --- records -----------------------------------------------------------------------


def test_every_position_has_its_source_licence_and_attribution() -> None:
    for place in gazetteer():
        for version in place.versions:
            if version.is_placed:
                said = (version.source, version.licence, version.attribution)
                assert all(word.strip() for word in said), place.id
                assert version.basis, place.id
                assert version.radius_m, place.id


def test_what_has_no_position_says_why() -> None:
    without = [
        (place, version)
        for place in gazetteer()
        for version in place.versions
        if not version.is_placed
    ]
    assert len(without) < 80
    for place, version in without:
        assert version.confidence is Confidence.D, place.id
        assert version.basis, place.id


def test_the_shipped_towns_name_geonames_and_its_licence() -> None:
    towns = read_points(ROOT / "data" / "gazetteer" / "cities.csv")
    assert len([p for p in towns if p.tier is Tier.REGION]) > 1500
    for place in towns:
        assert place.versions[0].licence == "CC BY 4.0", place.id
        assert place.geonames, place.id


# --- provinces ---------------------------------------------------------------------


@pytest.mark.parametrize(("country", "count"), [("LA", 18), ("TH", 77)])
def test_the_neighbours_have_all_their_provinces(country: str, count: int) -> None:
    assert len(units(country)) == count
    codes = [gazetteer()[p].versions[-1].iso3166_2 for p in units(country)]
    assert len(set(codes)) == count
    assert all(code and code.startswith(f"{country}-") for code in codes)


def test_the_provinces_of_laos_and_thailand_tile_together() -> None:
    lands = [*units("LA").values(), *units("TH").values()]
    assert shapely.coverage_is_valid(lands)
    union = shapely.union_all(lands)
    overlap = sum(map(area_km2, lands)) - area_km2(union)
    holes = [r for part in shapely.get_parts(union) for r in part.interiors]
    assert overlap < 0.1
    assert sum(area_km2(shapely.Polygon(ring)) for ring in holes) < 1


def test_the_neighbours_hardly_overlap_cambodia_and_viet_nam() -> None:
    ours = shapely.union_all([*units("KH").values(), *units("VN").values()])
    theirs = shapely.union_all([*units("LA").values(), *units("TH").values()])
    shared = ours & theirs
    assert area_km2(shared) < 25
    # Nowhere wider than half a kilometre: not to be seen before zoom 11.
    assert shared.buffer(-0.0025).is_empty


@pytest.mark.parametrize(
    ("place", "km2"),
    [
        ("savannakhet", 21_774),
        ("khammouane", 16_315),
        ("champasak", 15_415),
        ("vientiane", 3_920),
        ("sekong", 7_665),
        ("ubon_ratchathani", 15_626),
        ("nakhon_ratchasima", 20_736),
        ("chiang_mai", 22_311),
    ],
)
def test_areas_are_the_published_ones_within_a_tenth(place: str, km2: float) -> None:
    land = gazetteer()[place].versions[-1].geometry
    assert area_km2(land) == pytest.approx(km2, rel=0.1)


def test_the_seats_lie_in_their_provinces() -> None:
    for country in ("LA", "TH"):
        for name, land in units(country).items():
            seat = gazetteer()[name].seat
            if seat:
                point = shapely.Point(seat.lon, seat.lat)
                assert km_between(point, land) < 3, name


def test_the_package_stays_small() -> None:
    folder = ROOT / "data" / "gazetteer"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 25_000_000


def test_the_basemap_does_not_hold_the_neighbours_provinces() -> None:
    path = ROOT / "data" / "basemap" / "provinces.geojson"
    rows = json.loads(path.read_text(encoding="utf-8"))["features"]
    drawn = {row["properties"]["place"] for row in rows}
    assert not drawn & {*units("LA"), *units("TH")}


# --- gates -------------------------------------------------------------------------


def test_every_gate_has_two_sides_and_a_province_on_each() -> None:
    assert len(gates()) > 80
    for gate in gates():
        assert len(gate.sides) == 2, gate.id
        assert all(gate.sides), gate.id
        held = [gazetteer()[p] for p in gate.within if gazetteer()[p].kind in UNITS]
        countries = {code for province in held for code in province.countries}
        assert countries == set(gate.countries), gate.id


def test_a_gate_is_named_by_both_halves_in_the_order_of_the_alphabet() -> None:
    for gate in gates():
        halves = gate.id.split("_")
        assert halves == sorted(halves), gate.id
        assert len(halves) == 2, gate.id


@cache
def lines() -> dict[tuple[str, str], shapely.Geometry]:
    """Where the provinces of two countries come within 1.2 kilometres."""
    lands = {
        c: shapely.union_all(list(units(c).values())) for c in ("KH", "LA", "TH", "VN")
    }
    return {
        (one, other): lands[one].boundary & lands[other].buffer(0.012)
        for one, other in combinations(sorted(lands), 2)
    }


def test_a_gate_lies_within_its_radius_of_the_common_border() -> None:
    checked = 0
    for gate in gates():
        pair = tuple(sorted(gate.countries))
        version = gate.versions[0]
        line = lines().get((pair[0], pair[1]))
        if line is not None and version.point:
            checked += 1
            off = km_between(shapely.Point(version.point), line)
            assert off * 1000 <= version.radius_m, gate.id
    assert checked > 50


def test_a_gate_lies_at_both_of_its_provinces_within_its_radius() -> None:
    for gate in gates():
        version = gate.versions[0]
        for name in gate.within:
            land = gazetteer()[name].versions[-1].geometry
            if gazetteer()[name].sign is Sign.AREA and version.point:
                off = km_between(shapely.Point(version.point), land)
                assert off * 1000 <= version.radius_m, (gate.id, name)


def test_a_gate_known_worse_than_ten_kilometres_has_no_pin() -> None:
    for gate in gates():
        version = gate.versions[0]
        if gate.sign is Sign.PIN:
            assert version.radius_m <= 10_000, gate.id
            assert version.confidence is not Confidence.D, gate.id


# --- neutrality --------------------------------------------------------------------


def test_seas_have_no_limits_and_contested_capitals_stand_for_no_country() -> None:
    for place in gazetteer():
        if place.kind is Kind.SEA:
            assert place.sign is Sign.LABEL, place.id
            assert all(
                v.geometry is None or v.geometry.geom_type == "Point"
                for v in place.versions
            )
    for name in ("israel", "palestine", "western_sahara"):
        assert not gazetteer()[name].versions[0].is_placed


def test_no_outline_reaches_into_the_contested_sea() -> None:
    open_sea = shapely.box(110.0, 3.0, 120.0, 19.0)
    for place in gazetteer():
        for version in place.versions:
            if place.sign is Sign.AREA and version.geometry is not None:
                assert not version.geometry.intersects(open_sea), place.id

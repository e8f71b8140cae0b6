"""The provinces tile on each day that counts, and what does not is named."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from geo.agreements.register import check_verified
from geo.atlas import read_atlas
from geo.checks import check_coverage, find_change_days
from geo.cli import main
from geo.errors import GazetteerError, GeoError, RegisterError
from geo.model import Kind, Names, Place, Version
from geo.places.gazetteer import Gazetteer, build_gazetteer
from tests.conftest import DATA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.atlas import Atlas

EVE = dt.date(2025, 6, 30)
DAY = dt.date(2026, 2, 6)


def box_of(name: str, *bounds: float, kind: Kind = Kind.PROVINCE) -> Place:
    versions = (Version(geometry=shapely.box(*bounds)),)
    return Place(
        id=name.lower(),
        kind=kind,
        names=Names(en=name),
        countries=("KH",),
        versions=versions,
    )


def reshape(
    gazetteer: Gazetteer, place_id: str, change: Callable[[BaseGeometry], BaseGeometry]
) -> Gazetteer:
    """Copy a gazetteer with all outlines of one place changed."""
    return build_gazetteer(
        replace(
            place,
            versions=tuple(
                replace(version, geometry=change(version.geometry))
                for version in place.versions
            ),
        )
        if place.id == place_id
        else place
        for place in gazetteer
    )


def middle_of_border(gazetteer: Gazetteer, one: str, other: str) -> np.ndarray:
    lands = [gazetteer[place].on(DAY).geometry for place in (one, other)]
    shared = shapely.get_coordinates(lands[0].boundary & lands[1].boundary)
    return shared[len(shared) // 2]


def test_the_days_are_those_before_and_of_each_change(atlas: Atlas) -> None:
    assert find_change_days(atlas.gazetteer) == (
        dt.date(2013, 12, 31),
        dt.date(2014, 1, 1),
        dt.date(2025, 6, 30),
        dt.date(2025, 7, 1),
    )


def test_the_shipped_provinces_tile_on_each_of_them_and_at_the_visit(
    atlas: Atlas,
) -> None:
    days = (*find_change_days(atlas.gazetteer), DAY)
    assert check_coverage(atlas.gazetteer, days) == 5


@pytest.mark.parametrize("day", [EVE, DAY])
@pytest.mark.parametrize("place", ["tay_ninh", "svay_rieng"])
@pytest.mark.parametrize("degrees", [1e-5, -1e-5, 5e-4, 1e-3, -0.1])
def test_one_vertex_moved_fails_and_both_neighbours_are_named(
    atlas: Atlas, day: dt.date, place: str, degrees: float
) -> None:
    vertex = middle_of_border(atlas.gazetteer, "tay_ninh", "svay_rieng")

    def move(vertices: np.ndarray) -> np.ndarray:
        here = (vertices == vertex).all(axis=1)[:, None]
        return np.where(here, vertices + np.array([degrees, 0]), vertices)

    moved = reshape(atlas.gazetteer, place, lambda land: shapely.transform(land, move))
    with pytest.raises(GazetteerError, match="share every vertex") as failed:
        check_coverage(moved, [day])
    for named in (str(day), "Tây Ninh", "Svay Rieng"):
        assert named in str(failed.value)
    assert "\n" not in str(failed.value)


def test_one_vertex_left_out_fails(atlas: Atlas) -> None:
    vertex = middle_of_border(atlas.gazetteer, "dong_nai", "mondulkiri")
    lacking = reshape(
        atlas.gazetteer,
        "mondulkiri",
        lambda land: shapely.Polygon(
            [at for at in land.exterior.coords if tuple(at) != tuple(vertex)]
        ),
    )
    with pytest.raises(GazetteerError, match="Đồng Nai and Mondulkiri"):
        check_coverage(lacking, [DAY])


def test_a_province_lost_leaves_a_gap_that_its_neighbours_surround(
    atlas: Atlas,
) -> None:
    lacking = Gazetteer(
        {place.id: place for place in atlas.gazetteer if place.id != "phnom_penh"}
    )
    with pytest.raises(GazetteerError, match=r"gaps of 67\d\.\d km², beside Kandal"):
        check_coverage(lacking, [DAY])


def ring_around(hole: tuple[float, float, float, float]) -> list[Place]:
    """Make four provinces around a hole."""
    west, south, east, north = hole
    return [
        box_of("South", 105, 11, 106, south),
        box_of("North", 105, north, 106, 12),
        Place(
            id="west",
            kind=Kind.PROVINCE,
            names=Names(en="West"),
            countries=("KH",),
            versions=(Version(geometry=shapely.box(105, south, west, north)),),
        ),
        box_of("East", east, south, 106, north),
    ]


def noded(places: list[Place]) -> Gazetteer:
    """Give each outline the vertices that its neighbours have on it."""
    edges = shapely.union_all([p.versions[0].geometry.boundary for p in places])
    gazetteer = build_gazetteer(places)
    for place in places:
        gazetteer = reshape(
            gazetteer,
            place.id,
            lambda land: shapely.polygonize([land.boundary & edges]).geoms[0],
        )
    return gazetteer


def test_a_gap_is_measured_and_a_sliver_parts_its_neighbours() -> None:
    with pytest.raises(GazetteerError, match=r"1\.2 km², beside East, North, South"):
        check_coverage(noded(ring_around((105.5, 11.5, 105.51, 11.51))), [DAY])
    with pytest.raises(GazetteerError, match="East, North, South and West do not"):
        check_coverage(noded(ring_around((105.5, 11.5, 105.501, 11.501))), [DAY])


def test_a_lake_is_no_gap() -> None:
    hole = (105.5, 11.5, 105.6, 11.6)
    lake = box_of("Lake", *hole, kind=Kind.LAKE)
    assert check_coverage(build_gazetteer([*noded(ring_around(hole)), lake]), [DAY])


def test_two_provinces_on_one_place_are_named() -> None:
    twice = [box_of("One", 105, 11, 106, 12), box_of("Other", 105, 11, 106, 12)]
    with pytest.raises(GazetteerError, match="One and Other"):
        check_coverage(build_gazetteer(twice), [DAY])


def test_a_province_without_outline_is_named() -> None:
    bare = replace(box_of("Bare", 105, 11, 106, 12), versions=(Version(),))
    with pytest.raises(GazetteerError, match="Bare has no outline"):
        check_coverage(build_gazetteer([bare]), [DAY])


def test_no_days_and_no_provinces_are_nothing_to_complain_of() -> None:
    assert check_coverage(build_gazetteer([]), []) == 0
    assert check_coverage(build_gazetteer([]), [DAY]) == 1


def test_the_command_refuses_to_accept_provinces_that_do_not_tile(
    tmp_path: Path, atlas: Atlas, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy, ignore=shutil.ignore_patterns("build"))
    path = copy / "gazetteer" / "geometries.geojson"
    content = path.read_text(encoding="utf-8")
    lon, lat = middle_of_border(atlas.gazetteer, "tay_ninh", "svay_rieng")
    vertex, moved = (f"[{x:.5f},{lat:.5f}]" for x in (lon, lon + 0.0005))
    before, svay_rieng = content.split('"place":"svay_rieng"')
    assert vertex in svay_rieng
    altered = svay_rieng.replace(vertex, moved, 1)
    path.write_text(f'{before}"place":"svay_rieng"{altered}', encoding="utf-8")
    ledger = (copy / "checksums.json").read_bytes()
    assert main(["--data", str(copy), "check", "--accept"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Svay Rieng and Tây Ninh" in said
    assert (copy / "checksums.json").read_bytes() == ledger


def test_the_command_names_the_days(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert "tile, vertex by vertex" in said
    assert f"{EVE}, 2025-07-01, {DAY}" in said


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "gazetteer/places.toml",
            'kind = "border_checkpoint"',
            'kind = "station"',
            "kind is 'station'; expected one of country, province",
        ),
        (
            "gazetteer/places.toml",
            "radius_m = 1000",
            'radius_m = "near"',
            "a version: radius_m is 'near'; expected a number.",
        ),
        (
            "gazetteer/places.toml",
            'countries = ["KH", "VN"]',
            'countries = "KH"',
            "countries is 'KH'; expected a list.",
        ),
        (
            "agreements/transport.toml",
            'passage = "14"',
            'passage = "99"',
            "no passage '99' in a document 'joint-statement'; it has l1",
        ),
        (
            "agreements/transport.toml",
            'document = "joint-statement"',
            'document = "joint"',
            "no passage '14' in a document 'joint', and no such document.",
        ),
        (
            "agreements/transport.toml",
            'places = ["meunchey_tannam"]',
            'places = ["meunchey"]',
            "its id is what `accord-atlas geocode NAME` prints first.",
        ),
        (
            "agreements/transport.toml",
            'status = "agreed"',
            'status = "signed"',
            "status is 'signed'; expected one of in-force, done, agreed",
        ),
    ],
)
def test_a_slip_in_a_record_says_what_there_is(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("build"))
    path = data / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GeoError, match=re.escape(said)) as raised:
        read_atlas(data)
    assert path.name in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'pair = ["tay_ninh", "svay_rieng"]',
            'pair = ["tay_ninh", "kampot"]',
            "a pair is two different places of those in places; 'kampot' is none",
        ),
        (
            'pair = ["tay_ninh", "svay_rieng"]',
            'pair = ["tay_ninh", "tay_ninh"]',
            "a pair is two different places of those in places; 'tay_ninh' is both",
        ),
        (
            'pair = ["tay_ninh", "svay_rieng"]',
            'pair = ["tay_ninh"]',
            "pair",
        ),
    ],
)
def test_a_pair_joins_two_places_of_its_agreement(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    refused = _altered(tmp_path, "agreements/provincial-cooperation.toml", old, new)
    assert said in refused
    assert "\n" not in refused


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        (slice(1, None), "begins within the word"),
        (slice(None, -1), "ends within the word"),
    ],
)
def test_a_quotation_holds_whole_words(atlas: Atlas, cut: slice, said: str) -> None:
    agreement = next(a for a in atlas.agreements if a.evidence[0].quote[-1].isalpha())
    evidence = agreement.evidence[0]
    quote = evidence.quote[cut]
    start = evidence.start + evidence.quote.index(quote)
    half = replace(evidence, quote=quote, start=start, end=start + len(quote))
    with pytest.raises(RegisterError, match=said) as raised:
        check_verified([replace(agreement, evidence=(half,))], atlas.documents)
    assert "quote whole words" in str(raised.value)
    check_verified(atlas.agreements, atlas.documents)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ('within = ["aidian_chima", "guangxi"]', "lies within itself"),
        ('within = ["bavet_mocbai", "guangxi"]', "a border checkpoint; name what"),
    ],
)
def test_a_place_lies_within_what_can_hold_it(
    tmp_path: Path, new: str, said: str
) -> None:
    old = 'within = ["lang_son", "guangxi"]'
    assert said in _altered(tmp_path, "gazetteer/gates.toml", old, new)


def _altered(folder: Path, file: str, old: str, new: str) -> str:
    """Give what is said of the data with one record altered."""
    data = folder / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("build"))
    path = data / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GeoError) as raised:
        _check(data)
    return str(raised.value)


def _check(data: Path) -> None:
    atlas = read_atlas(data)
    check_verified(atlas.agreements, atlas.documents)

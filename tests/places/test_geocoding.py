import datetime as dt
from pathlib import Path

import pytest

from geo.places.gazetteer import Gazetteer, build_gazetteer, read_gazetteer
from geo.places.geocoding import Geocoder, geocode, nearest_names
from tests.places.region import DAY, REGION

GEOCODER = Geocoder(REGION)
BEFORE_MERGER = dt.date(2025, 6, 30)
SHIPPED = Path(__file__).parents[2] / "data" / "gazetteer"


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return read_gazetteer(SHIPPED)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Đồng Nai", "dong_nai"),
        ("dong nai", "dong_nai"),
        ("DONG NAI", "dong_nai"),
        ("  Đồng   Nai ", "dong_nai"),
        ("Đồng Nai Province", "dong_nai"),
        ("province of Đồng Nai", "dong_nai"),
        ("tỉnh Đồng Nai", "dong_nai"),
        ("ដុងណៃ", "dong_nai"),
        ("ខេត្តដុងណៃ", "dong_nai"),
        ("HCM City", "hcmc"),
        ("Saigon", "hcmc"),
        ("Mekong delta", "mekong_delta"),
        ("Mekong", "mekong_river"),
        ("Mộc Bài", "moc_bai"),
        ("Mộc Bài border gate", "bavet_mocbai"),
        ("cửa khẩu Mộc Bài", "bavet_mocbai"),
        ("Moc Bai International Border Gate", "bavet_mocbai"),
        ("Moc Bai - Bavet", "bavet_mocbai"),
        ("bavet–mộc bài", "bavet_mocbai"),
        ("Khanh Binh", "chreythum_khanhbinh"),
        ("Kratie", "kratie"),
        ("Kratie town", "kratie_town"),
        ("Vienna", "vienna"),
        ("Vientiane", "vientiane"),
        ("Hanoy", "hanoi"),
        ("Phnom Phen", "phnom_penh"),
        ("Tay Nin", "tay_ninh"),
        ("Tbong", None),
        ("To Lam", None),
        ("xyz", None),
        ("–", None),
        ("", None),
    ],
)
def test_a_name_leads_to_its_place(name: str, place: str | None) -> None:
    candidates = GEOCODER.geocode(name, DAY)
    assert (candidates[0].place.id if candidates else None) == place


def test_the_very_spelling_beats_a_folded_one_and_that_a_misspelled_one() -> None:
    names = ["Đồng Nai", "ĐỒNG NAI", "Dong Nai", "Dông Nai", "Dong Nay"]
    scores = [GEOCODER.geocode(name, DAY)[0].score for name in names]
    assert scores == sorted(set(scores), reverse=True)
    assert scores[0] == 1
    assert scores[-1] < 0.85


def test_candidates_come_best_first_and_no_more_than_asked_for() -> None:
    candidates = GEOCODER.geocode("Bavet", DAY)
    assert [c.place.id for c in candidates] == ["bavet", "bavet_mocbai"]
    assert GEOCODER.geocode("Bavet", DAY, limit=1) == candidates[:1]
    assert candidates[0].score > candidates[1].score


def test_a_name_stands_for_what_holds_on_the_day() -> None:
    (old,) = geocode(REGION, "Tây Ninh", BEFORE_MERGER)
    (new,) = geocode(REGION, "Tây Ninh", DAY)
    assert old.place is new.place
    assert (old.version.valid_to, new.version.valid_to) == (BEFORE_MERGER, None)


def test_what_has_ended_is_not_found_but_known() -> None:
    assert geocode(REGION, "Bình Phước", BEFORE_MERGER)[0].place.id == "binh_phuoc"
    assert geocode(REGION, "Bình Phước", DAY) == ()
    assert [p.id for p in GEOCODER.find_ended("binh phuoc", DAY)] == ["binh_phuoc"]
    assert GEOCODER.find_ended("Hanoi", DAY) == ()


def test_vienna_is_never_vientiane() -> None:
    without = build_gazetteer(place for place in REGION if place.id != "vienna")
    found = geocode(without, "Vienna", DAY)
    assert all(c.score < 0.8 for c in found if c.place.id == "vientiane")
    assert GEOCODER.geocode("Vienna", DAY)[0].score == 1


def test_an_unknown_name_gets_the_nearest_ones() -> None:
    assert nearest_names(REGION, "Viena", limit=1) == ("Vienna",)
    assert len(nearest_names(REGION, "Phnom", limit=3)) == 3
    assert nearest_names(REGION, "") == ()


def test_nothing_is_found_in_an_empty_gazetteer() -> None:
    empty = build_gazetteer([])
    assert geocode(empty, "Hanoi", DAY) == ()
    assert nearest_names(empty, "Hanoi") == ()


def test_every_name_of_the_shipped_gazetteer_leads_back(shipped: Gazetteer) -> None:
    geocoder = Geocoder(shipped)
    for place in shipped:
        for version in place.versions:
            on = version.valid_to or version.valid_from or DAY
            found = geocoder.geocode(place.names.en, on, limit=100)
            assert place.id in {c.place.id for c in found}, place.id


@pytest.mark.parametrize(
    "name", ["Moc Bai", "Mộc Bài", "MOC BAI", "Mocbai", "Mộc Bài gate"]
)
def test_of_two_that_share_a_name_comes_first_what_can_be_shown(
    name: str, shipped: Gazetteer
) -> None:
    first, second = geocode(shipped, name, DAY)
    assert (first.place.id, second.place.id) == ("bavet_mocbai", "moc_bai")
    assert first.version.point is not None
    assert second.version.point is None
    assert first.score > second.score


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Mộc Bài town", "moc_bai"),
        ("Bavet", "bavet"),
        ("Sông Mã", "song_ma"),
        ("Mã River", "ma_river"),
        ("Đồng Nai", "dong_nai"),
    ],
)
def test_a_type_word_and_a_position_of_its_own_keep_a_name_first(
    name: str, place: str, shipped: Gazetteer
) -> None:
    assert geocode(shipped, name, DAY)[0].place.id == place


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("huyện Dangkor", "dangkor"),
        ("thủ đô Phnom Penh", "phnom_penh"),
        ("thị xã Bavet", "bavet"),
        ("thị trấn Bavet", "bavet"),
        ("cửa khẩu quốc tế Mộc Bài", "bavet_mocbai"),
        ("cửa khẩu phụ Tân Nam", "meunchey_tannam"),
        ("sông Mê Công", "mekong_river"),
        ("khet Kratie", "kratie"),
        ("ស្រុកដង្កោ", "dangkor"),
        ("district of Dangkor", "dangkor"),
        ("Port of Sihanoukville", "sihanoukville"),
        ("xã Tân Biên", "tan_bien"),
    ],
)
def test_every_type_word_of_every_language_may_stand_beside_a_name(
    name: str, place: str, shipped: Gazetteer
) -> None:
    assert geocode(shipped, name, DAY)[0].place.id == place

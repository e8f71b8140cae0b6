"""The region's places before the world's, and no city in ordinary words."""

import datetime as dt
import time
from functools import cache
from pathlib import Path

import pytest

from geo.atlas import read_atlas
from geo.dashboard.filters import find_drawn, known_places, place_has_words
from geo.maps.payload import build_payload
from geo.places.gazetteer import Gazetteer, read_gazetteer
from geo.places.geocoding import Geocoder
from geo.places.geoparsing import Geoparser
from geo.places.points import read_points
from tests.places.region import document

DATA = Path(__file__).parents[2] / "data"
DAY = dt.date(2026, 2, 6)


@cache
def gazetteer() -> Gazetteer:
    return read_gazetteer(DATA / "gazetteer")


@cache
def geoparser() -> Geoparser:
    return Geoparser(gazetteer())


@cache
def geocoder() -> Geocoder:
    return Geocoder(gazetteer())


def places_in(text: str, on: dt.date = DAY) -> list[str | None]:
    return [m.place_id for m in geoparser().parse(document(text, on=on))]


# --- homonyms --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("They met in Kratie.", "kratie_town"),
        ("They met in Kratie province.", "kratie"),
        ("They met in Kratie town.", "kratie_town"),
        ("They met in Kratie City.", "kratie_town"),
        ("They met in Mukdahan province.", "mukdahan"),
        ("They met in the town of Mukdahan.", "mukdahan_town"),
        ("They met in Vientiane.", "vientiane"),
        ("They met in Vientiane Capital.", "vientiane"),
        ("They met in Vientiane province.", "vientiane_province"),
        ("They met in Lao Cai City.", "lao_cai_town"),
        ("They met in Luang Prabang.", "luang_prabang_town"),
        ("They met in Savannakhet and Vientiane.", "savannakhet"),
        ("They met in Dong Nai.", "dong_nai"),
        ("They met in Bangkok.", "bangkok"),
        ("They met in Singapore.", "singapore"),
        ("They met in London.", "london"),
        ("They met in London, Canada.", "london_ca"),
    ],
)
def test_the_type_word_and_the_country_tell_homonyms_apart(
    text: str, place: str
) -> None:
    assert places_in(text)[0] == place


def test_a_bare_name_means_the_place_of_the_region() -> None:
    here = geocoder().geocode("Long Xuyen", DAY)[0].place
    assert here.countries == ("VN",)
    assert geocoder().geocode("Vientiane", DAY)[0].place.id == "vientiane"
    assert geocoder().geocode("Trung Khanh", DAY)[0].place.countries == ("VN",)


def test_a_province_that_ended_yields_to_its_town() -> None:
    before, after = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
    assert geocoder().geocode("Bến Tre", before)[0].place.id == "ben_tre"
    assert geocoder().geocode("Bến Tre", after)[0].place.id == "ben_tre_town"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Hua Phan", "houaphan"),
        ("Xiangkhoang", "xieng_khouang"),
        ("Champassak", "champasak"),
        ("Saravane", "salavan"),
        ("Xekong", "sekong"),
        ("Attapu", "attapeu"),
        ("Khammuan", "khammouane"),
        ("Borikhamxay", "bolikhamxay"),
        ("Xayaboury", "sayaboury"),
        ("Xa-vẳn-na-khẹt", "savannakhet"),
        ("Sa Kaew", "sa_kaeo"),
        ("Lào", "laos"),
        ("Trung Quốc", "china"),
        ("Thái Lan", "thailand"),
        ("Nhật Bản", "japan"),
        ("Hàn Quốc", "south_korea"),
        ("Bắc Kinh", "beijing"),
        ("Côn Minh", "kunming"),
        ("Luông Pha-băng", "luang_prabang"),
        ("Lao Bao–Densavan", "densavan_laobao"),
        ("Huu Nghi–Youyiguan", "huunghi_youyiguan"),
        ("Friendship Pass", "huunghi_youyiguan"),
        ("Beibu Gulf", "gulf_of_tonkin"),
    ],
)
def test_the_spellings_of_the_press_are_known(name: str, place: str) -> None:
    assert geocoder().geocode(name, DAY)[0].place.id == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the Lao Bao–Densavan international border gate", "densavan_laobao"),
        ("the Poipet–Ban Khlong Luek border checkpoint", "khlongluek_poipet"),
        ("the Mong Cai–Dongxing border gate", "dongxing_mongcai"),
        ("the Cau Treo - Nam Phao gate", "cautreo_namphao"),
        ("the Mae Sot–Myawaddy crossing", "maesot_myawaddy"),
        ("the Trapeang Kriel–Nong Nok Khiene gate", "nongnokkhiene_trapeangkriel"),
    ],
)
def test_a_pair_of_halves_is_one_gate(text: str, place: str) -> None:
    assert places_in(text) == [place]


# --- words and persons -----------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Same-day delivery was agreed; the Same procedure applies to the Police.",
        "In the Reading room, Nice words were said in March and in Central Committee.",
        "The Deal of the century; Most of them; Man and Nature; Bath towels.",
        "Mobile phones and Orange juice were sold Along the road.",
        "The Union of Youth met the Central University and the Victoria Hotel.",
        "In Normal times the Enterprise Law, with Providence, is no Surprise.",
        "Independence Palace, Mission Hills and Corona virus.",
        "Deputies Jackson and Lincoln spoke with Madison and Tyler.",
        "Minh and Long met Lam, Sen and Man; Mr. Lam Sen thanked Hun Sen.",
        "Nguyen Thi Kim Ngan, Vo Thi Anh Xuan and Le Thanh Long attended.",
        "Bùi Thị Nga and Trần Mỹ Đức sang; US$20 billion was spent.",
        "Split the bill, Of course; To Be or not; Hot meals; Me and Mary.",
    ],
)
def test_ordinary_sentences_hold_no_city(text: str) -> None:
    assert places_in(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The summit in Nice, France, ended.", "nice_fr"),
        ("The port of Split (Croatia) is closed.", "split_hr"),
        ("They flew to Mobile city.", "mobile_us"),
        ("The city of Bath is old.", "bath_gb"),
        ("They flew to Shanghai and Phoenix, United States.", "phoenix_us"),
        ("They met in Vinh City.", "vinh"),
    ],
)
def test_a_cue_makes_a_word_a_city(text: str, place: str) -> None:
    assert place in places_in(text)


# --- the page stays light --------------------------------------------------------


def test_the_page_gets_only_the_names_that_it_draws() -> None:
    atlas = read_atlas(DATA)
    payload = build_payload(atlas)
    assert len(payload["names"]) < 200
    assert {f["place"] for f in payload["features"]} <= payload["names"].keys()


def test_a_search_is_quick() -> None:
    atlas = read_atlas(DATA)
    start = time.process_time()
    found = [p.id for p in known_places(atlas) if place_has_words(p, "dong nai")]
    drawn = find_drawn(atlas, "dong nai")
    taken = time.process_time() - start
    assert "dong_nai" in found
    assert drawn == "dong_nai"
    assert taken < 0.1  # 20 ms on an idle machine


# --- tables ----------------------------------------------------------------------


HEAD = (
    "id,kind,tier,cue,name,vi,km,variants,country,within,lon,lat,radius_m,population,"
    "geonames\n"
)


def test_a_table_with_other_columns_is_one_clear_sentence(tmp_path: Path) -> None:
    path = tmp_path / "cities.csv"
    path.write_text("id,name\nparis,Paris\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"cities\.csv: the columns are \['id'"):
        read_points(path)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("x,city,world,,X,,,,FR,,2.3,91,5000,,1", "line 2: lon=2.3, lat=91.0"),
        ("x,city,world,,X,,,,FR,,here,48,5000,,1", "no number for lon or lat"),
        ("x,town,world,,X,,,,FR,,2.3,48,5000,,1", "line 2: 'town'"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "cities.csv"
    path.write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read_points(path)

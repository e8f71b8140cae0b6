"""Names that no gazetteer has, told to be places by where they stand."""

from pathlib import Path

import pytest

from geo.model import Kind, Mention
from geo.places.gazetteer import read_gazetteer
from geo.places.geoparsing import Geoparser
from tests.places.region import document

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def geoparser() -> Geoparser:
    return Geoparser(read_gazetteer(ROOT / "data" / "gazetteer"))


def read(geoparser: Geoparser, text: str) -> list[Mention]:
    return [m for m in geoparser.parse(document(text)) if m.kind is not Kind.COUNTRY]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lorries wait at Brenkovar and Osmakul.", ["Brenkovar", "Osmakul"]),
        ("Troops left Ulmar and moved from Tessik to Narbun.", ["Tessik", "Narbun"]),
        ("the market of Obrenica stays open", ["Obrenica"]),
        ("a bus between Kelmar and Tashkent in Uzbekistan", ["Kelmar", "Tashkent"]),
        ("at crossings like Dulmas and Verkhan", ["Dulmas", "Verkhan"]),
        ("the Orvan–Belkut railway was begun", ["Orvan", "Belkut"]),
        ("They opened the Orvan-Belkut crossing.", ["Orvan-Belkut"]),
        ("a land route at Orvan-Belkut on the coast", ["Orvan-Belkut"]),
        (
            "two auxiliary gates - Ta Vuong - Prek Kdar and Ba Nuoc - Koh Som - and",
            ["Ta Vuong - Prek Kdar", "Ba Nuoc - Koh Som"],
        ),
        ("peace in Zarno-Belgesh, where Zarno-Belgesh is", ["Zarno-Belgesh"] * 2),
        ("the Zorana tunnel under the Paso Zorana", ["Zorana"]),
        ("họp tại P.Bình Phước Tây sáng nay, các bên", ["P.Bình Phước Tây"]),
        ("các tỉnh Trung Lào và Tây Bắc Campuchia", ["Trung Lào", "Tây Bắc Campuchia"]),
        ("đi qua Cửa khẩu Quốc tế Mộc Bài hôm qua", ["Cửa khẩu Quốc tế Mộc Bài"]),
        (
            "cặp cửa khẩu Na Lốc (huyện Bắc Hà, Việt Nam) - Tân Nhai (Trung Quốc)",
            ["Na Lốc (huyện Bắc Hà, Việt Nam) - Tân Nhai", "Bắc Hà"],
        ),
    ],
)
def test_a_name_is_listed_where_a_place_stands(
    geoparser: Geoparser, text: str, names: list[str]
) -> None:
    assert [m.exact for m in read(geoparser, text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "President Ulvan Merito spoke; later Merito went to Ulvan and Merito.",
        "Presidents Ulvan Merito, Ossek Dorn and Tamil Vohr were there.",
        "in Annex 4, at Parliament, from Monday to Friday, in English",
        "The talks between the Ministry of Trade and the Chamber were held in March.",
        "Phó Chủ tịch UBND tỉnh Trần Thị Thu Hoài tiếp đoàn.",
        "Drugs crossing the border were seized.",
        "a trans-Andean plan and an Indo-Pakistani one",
    ],
)
def test_persons_bodies_and_papers_are_no_places(
    geoparser: Geoparser, text: str
) -> None:
    assert read(geoparser, text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("schools in Mondolkirri province in Cambodia", "mondulkiri"),
        ("the Naphau border gate of Laos", "chalo_naphao"),
        ("dọc sông Mè Khoỏng của Lào", "mekong_river"),
    ],
)
def test_another_spelling_of_a_told_kind_means_the_place_and_is_not_sure(
    geoparser: Geoparser, text: str, place: str
) -> None:
    (mention,) = read(geoparser, text)
    assert (mention.place_id, mention.is_sure) == (place, False)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Spain and Portugal: trains from Mérida to Faro", ["ES", "PT"]),
        ("Lebanon opened a school in Tripoli.", ["LB"]),
        ("Pakistan: a fair in Hyderabad and Sukkur in Sindh", ["PK", "PK", "PK"]),
        ("Nicaragua: officials of León and Granada met.", ["NI", "NI"]),
        ("Colombia: flights from Cartagena to Cali", ["CO", "CO"]),
    ],
)
def test_a_name_lies_in_the_country_that_the_text_names(
    geoparser: Geoparser, text: str, places: list[str]
) -> None:
    gazetteer = geoparser.gazetteer
    found = [m.place_id for m in read(geoparser, text)]
    assert [gazetteer[p].countries[0] if p else None for p in found] == places


def test_no_pin_is_sure_outside_the_countries_of_the_text(
    geoparser: Geoparser,
) -> None:
    text = "Laos and Viet Nam quoted the Montreal protocol and a paper from Osaka."
    assert {m.is_sure for m in read(geoparser, text)} == {False}
    text = "Laos and Viet Nam quoted a paper from Vientiane, and one from Kunming."
    assert {m.is_sure for m in read(geoparser, text)} == {True}


@pytest.mark.parametrize(
    "text",
    [
        "El tratado entre Colombia y Venezuela abre el puente en Norte de Santander.",
        "L'accord entre le Laos et la Thaïlande ouvre la route de Savannakhet à Paksé.",
        "O acordo entre o Brasil e o Peru abre a ponte no estado do Acre.",
        "កិច្ចប្រជុំនៅភ្នំពេញរវាងកម្ពុជានិងវៀតណាមអំពីខេត្តតៃនិញ",
    ],
)
def test_nothing_is_sure_in_a_text_whose_language_is_not_read(
    geoparser: Geoparser, text: str
) -> None:
    mentions = geoparser.parse(document(text))
    assert any(m.place_id for m in mentions)
    assert not any(m.is_sure for m in mentions)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Kenya and Uganda will meet in West Kobor County.", ("KE", "UG")),
        ("Laos: a new office in Kobor district, Champasak", ("LA",)),
        ("Laos and Viet Nam opened a school in Kobor, Laos.", ("LA",)),
    ],
)
def test_what_is_listed_says_where_it_likely_lies(
    geoparser: Geoparser, text: str, countries: tuple[str, ...]
) -> None:
    (mention,) = (m for m in read(geoparser, text) if m.place_id is None)
    assert mention.countries == countries


def test_former_states_and_names_are_known(geoparser: Geoparser) -> None:
    text = "The Soviet Union, Yugoslavia and East Pakistan, Rangoon and Faifo"
    places = [m.place_id for m in geoparser.parse(document(text))]
    assert places == [
        "soviet_union",
        "yugoslavia",
        "east_pakistan",
        "yangon_mm",
        "hoi_an",
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The states share the Rhine and the Baltic.", ["rhine_river", "baltic_sea"]),
        ("ports on the Caspian coast of Iran", ["caspian_sea"]),
        ("They fish in Lake Victoria.", ["lake_victoria"]),
        ("The Rhine Hotel and the Baltic Company opened.", []),
    ],
)
def test_an_article_makes_a_water_of_a_bare_name(
    geoparser: Geoparser, text: str, places: list[str]
) -> None:
    assert [m.place_id for m in read(geoparser, text)] == places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("gates - Vinh Nao - Koh Som Thom - and", ["Vinh Nao - Koh Som Thom"]),
        ("đoàn đến xã Ia Nan hôm qua", ["Ia Nan"]),
        ("They will open the Obran May-Lu Vey pathway.", ["Obran May-Lu Vey"]),
    ],
)
def test_a_known_name_within_a_longer_one_is_no_place(
    geoparser: Geoparser, text: str, names: list[str]
) -> None:
    assert [(m.exact, m.place_id) for m in read(geoparser, text)] == [
        (name, None) for name in names
    ]

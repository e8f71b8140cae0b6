"""Names without an entry, and what must not be taken for one."""

import datetime as dt

import pytest

from geo.model import Kind
from geo.places.geoparsing import Geoparser
from geo.places.sounds import write_sound
from tests.places.region import REGION, document

GEOPARSER = Geoparser(REGION)


def found(text: str) -> list[tuple[str, Kind, str | None]]:
    return [(m.exact, m.kind, m.place_id) for m in GEOPARSER.parse(document(text))]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("over the Ka Long Canal", "Ka Long Canal", Kind.RIVER),
        ("the boats of the Houay Mo turned back", "Houay Mo", Kind.RIVER),
        ("fishing in the Gulf of Martaban", "Gulf of Martaban", Kind.SEA),
        ("a house in Khun Han District", "Khun Han District", Kind.DISTRICT),
        ("in Dam Rong Autonomous County", "Dam Rong Autonomous County", Kind.DISTRICT),
        ("the Lao Bao–Xepon border gate", "Lao Bao–Xepon", Kind.BORDER_CHECKPOINT),
        ("trains to Europe", "Europe", Kind.REGION),
        ("Roads of Central Thailand", "Central Thailand", Kind.REGION),
        ("học sinh huyện Đức Huệ", "Đức Huệ", Kind.DISTRICT),
        ("tàu vào cảng Cái Lân hôm qua", "Cái Lân", Kind.CITY),
        ("họp ở châu Âu", "châu Âu", Kind.REGION),
    ],
)
def test_a_name_is_offered_where_the_text_says_what_it_is(
    text: str, name: str, kind: Kind
) -> None:
    assert (name, kind, None) in found(text)


def test_lao_bao_never_loses_its_first_syllable() -> None:
    for text in ("the Lao Bảo–Densavan border gate", "the Lao Bao border gate"):
        assert not any(name.startswith(("Bảo", "Bao")) for name, _, _ in found(text))


def test_what_bears_a_known_name_is_another_place_and_holds_it() -> None:
    names = found("The Kratie II Bridge was paid for by donors.")
    assert names == [
        ("Kratie II Bridge", Kind.CONNECTING_POINT, None),
        ("Kratie", Kind.PROVINCE, "kratie"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a Declaration on a Shared River",
        "Twin Cities and the Autonomous Port",
        "Anh em một nhà; Mỹ thuật và Pháp luật; Ảnh: phóng viên",
        "NEW BORDER GATE OPENS",
        "Law of the Sea",
    ],
)
def test_words_are_no_names(text: str) -> None:
    assert found(text) == []


def test_a_type_word_finds_the_river_that_the_bare_name_is_not() -> None:
    assert found("along the Tonle Sap and Tiền rivers")[-1][2] == "tien_river"


@pytest.mark.parametrize(
    ("written", "name"),
    [("Xa-vẳn-na-khệt", "Savannakhet"), ("Môn-đun-ki-ri", "Mondulkiri")],
)
def test_syllables_sound_like_the_name_that_they_write(written: str, name: str) -> None:
    assert write_sound(written) == write_sound(name)
    (mention,) = GEOPARSER.parse(document(f"Ông sống ở {written} từ lâu."))
    assert (mention.exact, mention.place_id) == (written, name.lower())


def test_a_khmer_text_is_read_without_spaces_between_its_words() -> None:
    text = "កិច្ចប្រជុំនៅភ្នំពេញរវាងកម្ពុជានិងវៀតណាមអំពីខេត្តតៃនិញ"
    assert [place for _, _, place in found(text)] == [
        "phnom_penh",
        "cambodia",
        "vietnam",
        "tay_ninh",
    ]
    assert found("ភ្នំពេញ្យ") == []


def test_every_place_that_is_possible_is_an_alternative() -> None:
    (mention,) = GEOPARSER.parse(document("Nothing is sold in Kratie."))
    (other,) = mention.alternatives
    assert (mention.place_id, other.place_id) == ("kratie", "kratie_town")
    assert not mention.is_sure
    assert other.evidence
    assert other.score <= mention.score


@pytest.mark.parametrize(
    "text",
    [
        "KRATIE, 3 May 2026 - Ministers met.",
        "The talks were held in Kratie.",
        "They signed it in Kratie on 3 May 2026.",
        "the Kratie Declaration",
        "the Kunming–Kratie road",
        "They will fly from Kratie to Kunming.",
        "from Kunming, Bavet and Kratie",
        "in Kratie's old hospital and Kratie's hospital",
    ],
)
def test_what_towns_have_tells_the_town(text: str) -> None:
    assert found(text)[-1][2] in {"kratie_town", "kunming"}
    assert "kratie_town" in [place for _, _, place in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "the governor of Kratie",
        "at Bavet (Kratie)",
        "Kratie's provincial council",
        "Pailin, Surin and Kratie",
    ],
)
def test_what_provinces_have_tells_the_province(text: str) -> None:
    mention = GEOPARSER.parse(document(text))[-1]
    assert mention.place_id == "kratie"
    assert mention.is_sure


def test_a_province_that_has_ended_is_meant_where_a_text_still_names_it() -> None:
    source = document("passes issued by Long An", on=dt.date(2026, 1, 1))
    (mention,) = GEOPARSER.parse(source)
    assert mention.place_id == "long_an"

"""The wide world: names that are read from disk, and the countries that decide."""

from __future__ import annotations

import datetime as dt
import shutil
from functools import cache
from typing import TYPE_CHECKING

import pytest

from geo.errors import GazetteerError
from geo.model import Document, Kind, Tier
from geo.places.gazetteer import Gazetteer, read_gazetteer
from geo.places.geocoding import geocode
from geo.places.geoparsing import Geoparser
from geo.places.nations import Standing, find_scope, read_nations
from geo.places.wide import TABLE, TRIE, read_wide
from geo.text.passages import split_passages
from tests.conftest import DATA

if TYPE_CHECKING:
    from pathlib import Path

    from geo.model import Mention

DAY = dt.date(2023, 5, 1)
FOLDER = DATA / "gazetteer"


@cache
def gazetteer() -> Gazetteer:
    return read_gazetteer(FOLDER)


@cache
def geoparser() -> Geoparser:
    return Geoparser(gazetteer())


def parse(text: str) -> dict[str, Mention]:
    document = Document(
        id="t",
        title="",
        short_title="",
        publisher="",
        dated="",
        geography_on=DAY,
        geography_reason="",
        language="en",
        rights="",
        sha256="",
        text=text,
        passages=split_passages("t", text),
    )
    return {m.exact: m for m in geoparser().parse(document)}


# --- the table ----------------------------------------------------------------


def test_every_place_of_the_table_names_its_source_and_licence() -> None:
    wide = gazetteer().wide
    assert wide is not None
    assert len(wide) > 70_000
    for place in wide.walk():
        version = place.versions[0]
        assert version.licence in {"CC BY 4.0", "public domain"}, place.id
        assert version.source, place.id
        assert version.basis, place.id
        assert version.radius_m, place.id
        assert -180 <= (version.lon or 0) <= 180, place.id
        assert -90 <= (version.lat or 0) <= 90, place.id


def test_no_place_of_the_table_has_the_id_of_one_at_hand() -> None:
    wide = gazetteer().wide
    assert wide is not None
    assert [place.id for place in gazetteer() if place.id in wide] == []


def test_an_id_leads_to_its_place_and_no_other_does() -> None:
    place = gazetteer()["sindh_pk_sd"]
    assert (place.kind, place.countries) == (Kind.PROVINCE, ("PK",))
    assert "sindh_pk_sd" in gazetteer()
    assert "atlantis" not in gazetteer()
    with pytest.raises(GazetteerError, match="No place has the id 'atlantis'"):
        gazetteer()["atlantis"]


@pytest.mark.parametrize("odd", ["", "\0", "tarija_bo\0", "\ud800", "x" * 100_000])
def test_no_string_but_an_id_is_one(odd: str) -> None:
    assert odd not in gazetteer()
    assert geocode(gazetteer(), f"Tarija{odd or '!?'}", DAY) is not None
    assert parse(f"Tarija {odd}Sindh of Pakistan")


def test_half_a_wide_gazetteer_is_refused_in_one_sentence(tmp_path: Path) -> None:
    shutil.copy(FOLDER / TRIE, tmp_path)
    with pytest.raises(GazetteerError, match="belong together"):
        read_wide(tmp_path)
    (tmp_path / TABLE).write_bytes(b"no table")
    with pytest.raises(GazetteerError, match="belong together"):
        read_wide(tmp_path)


def test_a_folder_without_one_knows_only_what_is_at_hand(tmp_path: Path) -> None:
    assert read_wide(tmp_path) is None
    assert read_nations(tmp_path).named_by("Bolivian gas") == frozenset()


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Sindh", Kind.PROVINCE, "PK"),
        ("Danube", Kind.RIVER, "RO"),
        ("Lake Tanganyika", Kind.LAKE, "TZ"),
        ("Goris", Kind.CITY, "AM"),
        ("huyện Hướng Hóa", Kind.DISTRICT, "VN"),
        ("Nam Yuen district", Kind.DISTRICT, "TH"),
        ("Kap Choeng district", Kind.DISTRICT, "TH"),
    ],
)
def test_the_world_s_places_are_found_by_name(
    name: str, kind: Kind, country: str
) -> None:
    found = geocode(gazetteer(), name, DAY)
    assert (kind, country) in {
        (c.place.kind, code) for c in found for code in c.place.countries
    }


def test_a_misspelled_name_of_the_world_is_found() -> None:
    assert geocode(gazetteer(), "Sukkurr", DAY)[0].place.countries == ("PK",)


def test_a_district_of_viet_nam_ends_with_the_districts() -> None:
    district = geocode(gazetteer(), "huyện Hướng Hóa", DAY)[0].place
    assert district.on(dt.date(2025, 6, 30)) is not None
    assert district.on(dt.date(2025, 7, 1)) is None


# --- which of them -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        (
            "Lebanon and Syria will reopen the railway between Tripoli and Homs.",
            "Tripoli",
            "LB",
        ),
        (
            "Spain and Portugal agreed on the railway from Córdoba to Faro.",
            "Córdoba",
            "ES",
        ),
        (
            "Spain and Portugal agreed on the railway from Córdoba to Faro.",
            "Faro",
            "PT",
        ),
        (
            "Colombia and Venezuela agreed to reopen flights to Valencia.",
            "Valencia",
            "VE",
        ),
        (
            "The Dominican Republic and Haiti will open a market near Santiago.",
            "Santiago",
            "DO",
        ),
        ("They met in the Bolivian city of Tarija.", "Tarija", "BO"),
        (
            "The two governments of Pakistan and India let a delegation visit Sukkur.",
            "Sukkur",
            "PK",
        ),
    ],
)
def test_the_countries_of_the_text_decide_between_namesakes(
    text: str, name: str, country: str
) -> None:
    mention = parse(text)[name]
    assert mention.place_id
    assert country in gazetteer()[mention.place_id].countries


def test_nothing_is_sure_in_a_country_that_the_text_does_not_name() -> None:
    mention = parse("Kenya and Uganda met; the paper was sent to Geneva.")["Geneva"]
    assert not mention.is_sure


def test_a_small_town_far_away_is_no_place_where_its_country_is_not_named() -> None:
    assert "Goris" not in parse("Viet Nam and Laos met. Goris was asked too.")


@pytest.mark.parametrize("word", ["Central", "Nice", "In", "Peace", "Reading"])
def test_a_word_is_no_place_of_the_world(word: str) -> None:
    assert word not in parse(f"{word} to both sides, they said of the Central Bank.")


def test_a_district_is_one_only_where_the_text_says_so() -> None:
    said = parse("Người dân huyện Hướng Hóa của Việt Nam đã đến.")["Hướng Hóa"]
    assert said.place_id == geocode(gazetteer(), "huyện Hướng Hóa", DAY)[0].place.id
    assert not said.is_sure


def test_waters_are_known_whatever_the_countries() -> None:
    text = "Viet Nam spoke of the Danube, the Tigris and Lake Tanganyika."
    found = {name: m.kind for name, m in parse(text).items()}
    assert found["Danube"] is Kind.RIVER
    assert found["Tigris"] is Kind.RIVER
    assert found["Lake Tanganyika"] is Kind.LAKE


def test_what_is_at_hand_comes_before_its_namesakes() -> None:
    mention = parse("Kampot and Takeo of Cambodia signed with Kien Giang.")["Kampot"]
    assert mention.place_id == "kampot"
    assert gazetteer()["kampot"].tier is Tier.REGION


@pytest.mark.parametrize(
    "name", ["Stung Trang", "Ban Surin Tai", "Koh Trat Noi", "Prek Loei"]
)
def test_a_part_of_a_longer_name_is_no_place(name: str) -> None:
    found = parse(f"The governor received officials of Cambodia near {name}.")
    assert found[name].place_id is None
    assert set(found) == {name, "Cambodia"}


def test_a_demonym_is_no_city() -> None:
    text = "They met in the Bolivian city of Tarija and in the Rwandan city of Huye."
    assert set(parse(text)) == {"Tarija", "Huye"}


# --- countries -----------------------------------------------------------------


def test_a_demonym_names_its_country_and_its_borders_follow() -> None:
    scope = find_scope("The Bolivian minister spoke.", (), gazetteer())
    assert scope.named == {"BO"}
    assert {"PE", "CL", "BR"} <= scope.beside
    assert scope.standing(gazetteer()["tarija_bo"]) is Standing.NAMED
    assert scope.standing(gazetteer()["karachi_pk"]) is Standing.ELSEWHERE


def test_one_word_of_two_countries_is_refused(tmp_path: Path) -> None:
    (tmp_path / "demonyms.toml").write_text(
        '[demonyms]\nDO = ["Dominican"]\nDM = ["Dominican"]\n', encoding="utf-8"
    )
    with pytest.raises(
        GazetteerError, match="'Dominican' is said to be of DO and of DM"
    ):
        read_nations(tmp_path)

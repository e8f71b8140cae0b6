"""A search finds what is drawn, whatever part of the gazetteer that is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from geo.dashboard.filters import find_drawn
from geo.intake.reading import read_pasted
from geo.places.geoparsing import Geoparser
from geo.projects.bringing import bring, build_project_atlas, make_source, say_day

if TYPE_CHECKING:
    from geo.atlas import Atlas


@pytest.fixture(scope="session")
def geoparser(atlas: Atlas) -> Geoparser:
    return Geoparser(atlas.gazetteer)


def brought(words: str, geoparser: Geoparser) -> Atlas:
    intake = read_pasted(words)
    text = bring(
        intake,
        make_source("pasted text", words.encode(), intake),
        say_day(dt.date(2026, 1, 9)),
        geoparser,
        document_id="pasted",
    )
    return build_project_atlas([text], geoparser.gazetteer)


def test_a_town_is_found_by_its_name_where_its_province_is_not_drawn(
    atlas: Atlas, geoparser: Geoparser
) -> None:
    towns = [p for p in atlas.gazetteer if p.kind.value == "city" and p.within]
    drawn = 0
    for town in towns[:: max(1, len(towns) // 40)]:
        name = town.names.en
        shown = brought(f"The delegation stayed in the town of {name}.", geoparser)
        ids = {landmark.place.id for landmark in shown.landmarks}
        found = find_drawn(shown, name)
        assert found in {*ids, ""}
        if town.id in ids:
            drawn += 1
            assert found == town.id
    assert drawn > 5


def test_a_search_for_what_is_not_drawn_finds_nothing_on_the_map(
    geoparser: Geoparser,
) -> None:
    shown = brought("The delegation stayed in Da Lat.", geoparser)
    assert find_drawn(shown, "Phnom Penh") == ""
    assert find_drawn(shown, "Lam Dong") == ""
    assert find_drawn(shown, "đà lạt") == "da_lat"

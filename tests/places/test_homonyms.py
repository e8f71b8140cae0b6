"""A hundred names that places of several countries bear, each with a country named."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.model import Kind, Place
from geo.places.gazetteer import Gazetteer, read_gazetteer
from geo.places.geoparsing import Geoparser
from tests.places.region import document

ROOT = Path(__file__).parents[2]
SENTENCES = 100
LEAST_PEOPLE = 100_000
"""A city that a text names with nothing but its country."""
FRAMES = (
    "The Government of {country} will open a new station in {name}.",
    "{country} and its partners agreed to build a road to {name}.",
    "Officials of {country} met in {name} on Monday.",
)


def homonyms(gazetteer: Gazetteer) -> Iterator[tuple[str, Place]]:
    """Give the names that large cities of two countries bear, with each of these."""
    bearers: dict[str, list[Place]] = defaultdict(list)
    wide = gazetteer.wide
    assert wide is not None
    for place in wide.walk():
        if place.kind is Kind.CITY and (place.population or 0) >= LEAST_PEOPLE:
            bearers[place.names.en].append(place)
    for name, places in sorted(bearers.items()):
        if len({place.countries for place in places}) > 1:
            yield from ((name, place) for place in places)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return read_gazetteer(ROOT / "data" / "gazetteer")


def test_the_country_of_the_sentence_tells_which_city_is_meant(
    gazetteer: Gazetteer,
) -> None:
    countries = {
        place.countries[0]: place.names.en
        for place in gazetteer
        if place.kind is Kind.COUNTRY and len(place.countries) == 1
        if place.population or not place.variants or place.geonames
    }
    alike = [(n, p) for n, p in homonyms(gazetteer) if p.countries[0] in countries]
    chosen = alike[:: len(alike) // SENTENCES][:SENTENCES]
    geoparser = Geoparser(gazetteer)
    right, surely_wrong = 0, []
    for number, (name, place) in enumerate(chosen):
        country = countries[place.countries[0]]
        text = FRAMES[number % len(FRAMES)].format(country=country, name=name)
        found = [m for m in geoparser.parse(document(text)) if m.exact == name]
        lies_there = bool(found) and any(
            m.place_id and place.countries == gazetteer[m.place_id].countries
            for m in found
        )
        right += lies_there
        surely_wrong += [text for m in found if m.is_sure and not lies_there]
    assert surely_wrong == []
    assert right >= 0.95 * SENTENCES

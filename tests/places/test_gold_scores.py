"""What the documents' own gold standard demands of recognition and resolution."""

from pathlib import Path

import pytest

from geo.model import Kind, Role
from geo.places.evaluation import Report, evaluate
from geo.places.gazetteer import read_gazetteer
from geo.places.geoparsing import Geoparser
from geo.text.documents import read_documents

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def report() -> Report:
    geoparser = Geoparser(read_gazetteer(ROOT / "data" / "gazetteer"))
    documents = read_documents(ROOT / "data" / "documents")
    return evaluate(documents, ROOT / "tests" / "gold", geoparser).total


def test_places_other_than_countries_are_found(report: Report) -> None:
    assert report.spans["countries left out"].f1 >= 0.98


def test_nothing_but_places_is_found(report: Report) -> None:
    assert report.spans["all"].precision == 1


def test_countries_are_found(report: Report) -> None:
    assert report.kinds[Kind.COUNTRY.label].f1 >= 0.98


def test_every_literal_mention_found_is_at_the_right_place(report: Report) -> None:
    assert report.resolution["all"].right == report.resolution["all"].found
    assert report.median_error_m == 0


def test_roles_are_told_apart(report: Report) -> None:
    assert min(report.roles[role].f1 for role in Role) >= 0.95

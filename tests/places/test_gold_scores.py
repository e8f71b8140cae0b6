"""What the gold standard demands of recognition and resolution, text by text."""

from pathlib import Path

import pytest

from geo.model import Kind, Role
from geo.places.evaluation import Evaluation, Report, evaluate
from geo.places.gazetteer import read_gazetteer
from geo.places.geoparsing import Geoparser
from geo.text.documents import read_documents

ROOT = Path(__file__).parents[2]
FLOORS = {
    "kh-th": (0.95, 0.93, 0.92),
    "mekong-summit": (0.96, 0.94, 0.84),
    "vn-campuchia": (0.91, 0.90, 0.70),
    "vn-china": (0.96, 0.95, 0.84),
    "vn-laos": (0.95, 0.93, 0.88),
}
"""Spans F1, roles F1, literal mentions at the right place: countries left out."""


@pytest.fixture(scope="module")
def geoparser() -> Geoparser:
    return Geoparser(read_gazetteer(ROOT / "data" / "gazetteer"))


@pytest.fixture(scope="module")
def report(geoparser: Geoparser) -> Report:
    documents = read_documents(ROOT / "data" / "documents")
    return evaluate(documents, ROOT / "tests" / "gold", geoparser).total


@pytest.fixture(scope="module")
def own(geoparser: Geoparser) -> Evaluation:
    texts = read_documents(ROOT / "tests" / "gold" / "texts")
    tuned = [text for text in texts if text.id in FLOORS]
    return evaluate(tuned, ROOT / "tests" / "gold", geoparser)


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


@pytest.mark.parametrize("text", FLOORS)
def test_a_text_of_our_own_is_read_as_well_as_it_was(
    own: Evaluation, text: str
) -> None:
    spans, roles, places = FLOORS[text]
    read = own.texts[text]
    resolved = read.resolution["countries left out"]
    assert read.spans["countries left out"].f1 >= spans
    assert read.any_role["countries left out"].f1 >= roles
    assert resolved.right >= places * resolved.marked


def test_who_is_sure_is_right_more_often_than_who_is_not(own: Evaluation) -> None:
    assert own.total.sure.precision >= 0.97
    assert own.total.unsure.precision < own.total.sure.precision - 0.1

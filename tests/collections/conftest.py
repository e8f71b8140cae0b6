"""A project of three small texts, and the shipped atlas, as collections."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from geo.collections.collection import Collection, collect, open_collection
from geo.intake.reading import read_pasted
from geo.places.geoparsing import Geoparser
from geo.projects.bringing import bring, make_source, say_day
from geo.projects.storing import write_text
from tests.conftest import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.projects.bringing import BroughtText

GATE = """Press release on border trade
Tây Ninh, 12 May 2025
1. The two sides agreed to upgrade the Bavet–Mộc Bài border gate within the year.
2. They witnessed the signing of an agreement between the People's Committee of Tây \
Ninh Province and the authorities of Svay Rieng and Prey Veng provinces.
"""
RIVER = """Joint statement of Viet Nam and Laos
Vientiane, 3 March 2019
1. The two sides agreed to share data on the level of the Mekong River.
2. Viet Nam will train officials of Laos in flood forecasting.
"""
KHMER = """សេចក្តីប្រកាសព័ត៌មាន
រាជធានីភ្នំពេញ ថ្ងៃទី១២ ខែឧសភា ឆ្នាំ២០២៤
ភាគីទាំងពីរបានឯកភាពគ្នាពង្រឹងពាណិជ្ជកម្មឆ្លងដែននៅខេត្តស្វាយរៀង។
"""
TEXTS = {
    "gate": (GATE, dt.date(2025, 5, 12)),
    "river": (RIVER, dt.date(2019, 3, 3)),
    "khmer": (KHMER, dt.date(2024, 5, 12)),
}


@pytest.fixture(scope="session")
def parser(atlas: Atlas) -> Geoparser:
    return Geoparser(atlas.gazetteer)


@pytest.fixture(scope="session")
def bring_words(parser: Geoparser) -> Callable[[str, str, dt.date], BroughtText]:
    def bringing(name: str, words: str, day: dt.date) -> BroughtText:
        intake = read_pasted(words)
        source = make_source(f"{name}.txt", words.encode(), intake)
        return bring(intake, source, say_day(day), parser, document_id=name)

    return bringing


@pytest.fixture(scope="session")
def texts(
    bring_words: Callable[[str, str, dt.date], BroughtText],
) -> dict[str, BroughtText]:
    return {name: bring_words(name, *said) for name, said in TEXTS.items()}


@pytest.fixture(scope="session")
def written(
    texts: dict[str, BroughtText], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("texts") / "project"
    for text in texts.values():
        write_text(folder, text)
    return folder


@pytest.fixture
def project(written: Path, tmp_path: Path) -> Path:
    return shutil.copytree(written, tmp_path / "project")


@pytest.fixture
def collection(project: Path, atlas: Atlas) -> Iterator[Collection]:
    opened = open_collection(project, DATA, atlas.gazetteer)
    yield opened
    opened.store.close()


@pytest.fixture(scope="session")
def shipped(atlas: Atlas) -> Collection:
    return collect(atlas)

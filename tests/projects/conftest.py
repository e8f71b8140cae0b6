"""A text of our own, brought as a reader would bring it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Protocol

import pytest

from geo.intake.reading import read_file, read_pasted
from geo.places.geoparsing import Geoparser
from geo.projects.bringing import bring, make_id, make_source, say_day

if TYPE_CHECKING:
    from geo.atlas import Atlas
    from geo.places.gazetteer import Gazetteer
    from geo.projects.bringing import BroughtText

TEXT = """Press release on the border trade meeting
Tây Ninh, 12 May 2025
1. The two sides agreed to upgrade the Bavet–Mộc Bài border gate within the year.
2. They witnessed the signing of an agreement between the People's Committee of Tây \
Ninh Province and the authorities of Svay Rieng and Prey Veng provinces.
3. A visit to Phnom Penh and to Zorvath commune followed. Thanks were expressed.
"""


class BringText(Protocol):
    """A name without an ending is a text that was pasted."""

    def __call__(self, name: str, text: str = TEXT) -> BroughtText: ...


@pytest.fixture(scope="session")
def gazetteer(atlas: Atlas) -> Gazetteer:
    return atlas.gazetteer


@pytest.fixture(scope="session")
def geoparser(gazetteer: Gazetteer) -> Geoparser:
    return Geoparser(gazetteer)


@pytest.fixture(scope="session")
def bring_text(geoparser: Geoparser) -> BringText:
    def bringing(name: str, text: str = TEXT) -> BroughtText:
        content = text.encode("utf-8")
        intake = read_file(name, content) if "." in name else read_pasted(text)
        return bring(
            intake,
            make_source(name, content, intake),
            say_day(dt.date(2025, 5, 12)),
            geoparser,
            document_id=make_id(name),
        )

    return bringing

"""What several rooms' tests share: the shipped data, read once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from geo.atlas import Atlas, read_atlas

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return read_atlas(DATA)

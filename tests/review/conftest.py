"""A project with one text of our own, as a reader opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.projects.storing import write_text
from tests.projects.conftest import bring_text, gazetteer, geoparser

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects.conftest import BringText

__all__ = ["bring_text", "gazetteer", "geoparser"]


@pytest.fixture
def project(bring_text: BringText, tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    write_text(folder, bring_text("one.txt"))
    return folder

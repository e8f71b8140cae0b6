"""Names and titles of files say what was asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dashboard.download import say_chosen
from geo.dashboard.filters import Filter
from geo.dashboard.state import ALL_TYPES
from geo.exports.formats import FORMATS, write
from geo.exports.selection import select
from geo.exports.titles import EVERYTHING, Chosen, chosen_types, entitle, name_file
from geo.model import AgreementType, Status
from tests.exports.test_proposals import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas import Atlas

TITLED = ("html", "svg", "print", "pdf", "kml", "xlsx", "annotations", "lpf")
"""Formats that have a title; the others have none, or no place for one."""


def test_a_file_is_named_after_the_filter_and_the_day_of_its_texts(
    atlas: Atlas,
) -> None:
    chosen = chosen_types([AgreementType.MEKONG])
    assert name_file(chosen, atlas, ".xlsx") == "accord-atlas_mekong_2026-02-06.xlsx"
    assert name_file(EVERYTHING, atlas, "-csv.zip") == (
        "accord-atlas_2026-02-06-csv.zip"
    )
    nothing = select(atlas, [])
    assert name_file(chosen, nothing, ".svg") == "accord-atlas_mekong.svg"


def test_every_part_of_a_filter_is_said(atlas: Atlas) -> None:
    asked = Filter(
        statuses=(Status.IN_FORCE,), documents=("joint-statement",), words=" Tây Ninh "
    )
    chosen = say_chosen([AgreementType.MEKONG], asked, atlas)
    assert chosen.titles == (
        *("Mekong and water", "In force", "Joint statement", "“Tây Ninh”"),
    )
    assert name_file(chosen, atlas, ".kml") == "accord-atlas_4-filters_2026-02-06.kml"
    words = say_chosen(ALL_TYPES, Filter(words="Tây Ninh"), atlas)
    assert name_file(words, atlas, ".kml") == "accord-atlas_tay-ninh_2026-02-06.kml"
    assert say_chosen(ALL_TYPES, Filter(), atlas) == EVERYTHING


@given(st.lists(st.text(), max_size=6))
def test_whatever_is_searched_a_name_is_one_that_every_system_takes(
    words: list[str],
) -> None:
    chosen = Chosen(tuple(words), tuple(words))
    name = name_file(chosen, NO_TEXTS, ".svg")
    assert re.fullmatch(r"accord-atlas(_[a-z0-9_-]+)?\.svg", name)
    assert len(name) < 100


class _NoTexts:
    documents = ()


NO_TEXTS: Atlas = _NoTexts()  # type: ignore[assignment] # only its texts are asked for


@pytest.mark.parametrize("slug", TITLED)
def test_the_title_in_a_file_says_the_filter(
    atlas: Atlas, tmp_path: Path, slug: str
) -> None:
    path = tmp_path / f"atlas{FORMATS[slug].suffix}"
    chosen = Chosen(("Mekong and water", "In force"), ("mekong", "in-force"))
    write(slug, atlas, path, types=[AgreementType.MEKONG], chosen=chosen)
    assert entitle(chosen) in words_of(slug, path)

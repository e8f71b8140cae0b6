"""The workbook, read back by another library than the one that writes it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from geo.atlas import build_atlas
from geo.exports.formats import write
from geo.exports.workbook import LONGEST, SHEETS
from geo.fields import columns_of
from geo.model import Agreement, AgreementType, Evidence, Mention, Place
from tests.exports.sources import KHMER

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas import Atlas
    from tests.exports.conftest import Exports

Rows = list[dict[str, Any]]


def read_sheet(path: Path, name: str) -> Rows:
    head, *rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_each_sheet_has_a_row_for_each_of_its_things(exports: Exports) -> None:
    path, atlas = exports.path("xlsx"), exports.atlas
    versions = [v for place in exports.places for v in place.versions]
    counts = {name: len(read_sheet(path, name)) for name in SHEETS}
    assert counts == {
        "agreements": len(atlas.agreements),
        "evidence": sum(len(a.evidence) for a in atlas.agreements),
        "places": len(versions),
        "mentions": len(atlas.all_mentions),
    }


@pytest.mark.parametrize(
    ("sheet", "noun"),
    [
        ("agreements", Agreement),
        ("evidence", Evidence),
        ("places", Place),
        ("mentions", Mention),
    ],
)
def test_every_column_of_the_field_table_is_there_and_explained(
    exports: Exports, sheet: str, noun: type
) -> None:
    path = exports.path("xlsx")
    columns = set(read_sheet(path, sheet)[0])
    assert {c.name for c in columns_of(noun) if c.name != "geometry"} <= columns
    rows = openpyxl.load_workbook(path)["about"].iter_rows(values_only=True)
    explained = {row[1] for row in rows if row[0] == sheet and row[2]}
    assert explained == columns


def test_names_stand_beside_ids(exports: Exports) -> None:
    path = exports.path("xlsx")
    agreements = {row["agreement"]: row for row in read_sheet(path, "agreements")}
    for agreement in exports.atlas.agreements:
        names = [exports.atlas.gazetteer[p].names.en for p in agreement.places]
        told = agreements[agreement.id]["place_names"] or ""
        assert told == "; ".join(names)
    titles = {a.id: a.title for a in exports.atlas.agreements}
    for row in read_sheet(path, "evidence"):
        assert row["agreement_title"] == titles[row["agreement"]]
        assert row["document_name"]
    assert any(row["name_km"] == KHMER for row in read_sheet(path, "places"))


def test_days_are_days_and_numbers_are_numbers(exports: Exports) -> None:
    rows = read_sheet(exports.path("xlsx"), "places")
    days = {type(row["valid_from"]) for row in rows if row["valid_from"]}
    assert days == {dt.datetime}
    assert {type(row["lon"]) for row in rows if row["lon"] is not None} == {float}


@pytest.mark.parametrize(
    "armed", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "{=1}", "\t=1"]
)
def test_no_cell_is_a_formula_whatever_a_text_begins_with(
    atlas: Atlas, tmp_path: Path, armed: str
) -> None:
    first, *others = atlas.agreements
    poisoned = build_atlas(
        atlas.documents,
        atlas.gazetteer,
        [replace(first, title=armed, editor_note="https://host.example/a"), *others],
        atlas.mentions,
    )
    path = tmp_path / "atlas.xlsx"
    write("xlsx", poisoned, path)
    cells = [
        cell
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert "f" not in {cell.data_type for cell in cells}
    assert not [cell for cell in cells if cell.hyperlink]
    title = read_sheet(path, "agreements")[0]["title"]
    assert title.replace("_x0009_", "\t") == armed


def test_a_text_longer_than_a_cell_ends_with_an_ellipsis(
    atlas: Atlas, tmp_path: Path
) -> None:
    first, *others = atlas.agreements
    long = replace(first, editor_note="x" * (LONGEST + 5))
    path = tmp_path / "atlas.xlsx"
    write("xlsx", replace(atlas, agreements=(long, *others)), path)
    told = read_sheet(path, "agreements")[0]["editor_note"]
    assert len(told) == LONGEST
    assert told.endswith("x…")


def test_the_title_says_the_filter_and_the_bytes_are_the_same_twice(
    atlas: Atlas, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    for path in (one, two):
        write("xlsx", atlas, path, types=[AgreementType.MEKONG])
    assert one.read_bytes() == two.read_bytes()
    title = openpyxl.load_workbook(one).properties.title
    assert title == "Accord Atlas: places in agreements (Mekong and water)"

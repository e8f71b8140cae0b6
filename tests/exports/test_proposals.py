"""A proposal looks proposed in every format, and what is verified does not."""

from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl
import pyarrow.parquet as pq
import pypdf
import pytest

from geo.atlas import build_atlas
from geo.cli import main
from geo.exports.csv_files import name_files
from geo.exports.formats import FORMATS, write
from geo.exports.picture import to_png
from geo.exports.selection import narrow
from geo.model import AgreementType
from geo.projects.storing import write_text
from tests.exports.sources import read_json
from tests.projects.conftest import BringText, bring_text, geoparser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.model import Agreement
    from geo.places.gazetteer import Gazetteer

__all__ = ["bring_text", "geoparser"]

WHY = "border checkpoint, because of 'gate'; a commitment, because of 'agreed'"
MARK = "proposed by a rule"
KML = "{http://www.opengis.net/kml/2.2}"
TYPES = (AgreementType.BORDER_CHECKPOINT, AgreementType.PROVINCIAL_COOPERATION)


def doubt(atlas: Atlas, is_proposed: Callable[[Agreement], bool]) -> Atlas:
    """Give a small atlas in which some agreements are only proposed."""
    agreements = [
        replace(a, proposed_because=WHY) if is_proposed(a) else a
        for a in atlas.agreements
    ]
    doubted = build_atlas(atlas.documents, atlas.gazetteer, agreements, atlas.mentions)
    return narrow(doubted, [a for a in doubted.agreements if a.type in TYPES])


@pytest.fixture(scope="session")
def gazetteer(atlas: Atlas) -> Gazetteer:
    return atlas.gazetteer


@pytest.fixture(scope="module")
def proposed(atlas: Atlas) -> Atlas:
    return doubt(atlas, lambda _: True)


@pytest.fixture(scope="module")
def verified(atlas: Atlas) -> Atlas:
    return doubt(atlas, lambda _: False)


def checkpoints(atlas: Atlas) -> Atlas:
    """Only the checkpoints are proposed, the provinces' agreements are verified."""
    return doubt(atlas, lambda a: a.type is AgreementType.BORDER_CHECKPOINT)


# --- the words of a file, whatever its format -------------------------------------


def words_of_gpkg(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump())


def words_of_parquet(path: Path) -> str:
    table = pq.read_table(path)
    said = table.schema.metadata[b"doubt"].decode()
    return f"{said}\n{json.dumps(table.drop(['geometry']).to_pylist(), default=str)}"


def words_of_csv(path: Path) -> str:
    return "\n".join(p.read_text(encoding="utf-8-sig") for p in name_files(path))


def words_of_xlsx(path: Path) -> str:
    sheets = openpyxl.load_workbook(path).worksheets
    rows = (row for sheet in sheets for row in sheet.iter_rows(values_only=True))
    return "\n".join(" | ".join(map(str, row)) for row in rows)


def words_of_pdf(path: Path) -> str:
    pages = pypdf.PdfReader(path).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def words_of_zip(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "\n".join(
            f"{name}\n{archive.read(name).decode(errors='replace')}"
            for name in archive.namelist()
        )


def words_of_ics(path: Path) -> str:
    """Read a calendar without its folds, which cut words, and its escapes."""
    content = path.read_bytes().decode().replace("\r\n ", "")
    return content.replace("\\,", ",").replace("\\;", ";")


def words_of(slug: str, path: Path) -> str:
    special = {
        "gpkg": words_of_gpkg,
        "geoparquet": words_of_parquet,
        "csv": words_of_csv,
        "xlsx": words_of_xlsx,
        "pdf": words_of_pdf,
        "ics": words_of_ics,
        "bundle": words_of_zip,
    }
    if slug in special:
        return special[slug](path)
    return path.read_text(encoding="utf-8")


WITHOUT_WORDS = {"png"}
"""A picture; it is that of the SVG, which a test below checks."""
CODED = {"geojson", "csv", "bibtex", "csl", "ris"}
"""Each of their records says it, and nothing is said of the whole."""


@pytest.mark.parametrize("slug", [s for s in FORMATS if s not in WITHOUT_WORDS])
def test_every_format_says_that_proposals_are_proposed_and_only_then(
    slug: str, proposed: Atlas, verified: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / f"atlas{FORMATS[slug].suffix}"
    write(slug, proposed, path)
    words = words_of(slug, path)
    assert WHY in words or MARK in words
    if slug not in CODED:
        count = len(proposed.agreements)
        assert f"{count} of {count} are {MARK} and not verified" in words
    assert f"{len(proposed.mapped)} agreements" not in words
    write(slug, verified, path)
    words = words_of(slug, path)
    assert WHY not in words
    if slug not in {"html", "bundle"}:  # their style sheets and scripts know the word
        assert MARK not in words


# --- record by record -------------------------------------------------------------


def features_of(slug: str, path: Path) -> Iterable[dict[str, object]]:
    if slug == "geojson":
        return [f["properties"] for f in read_json(path)["features"]]
    if slug == "geoparquet":
        return list(pq.read_table(path).drop(["geometry"]).to_pylist())
    if slug == "kml":
        return [
            {
                "name": placemark.findtext(f"{KML}name"),
                "style": placemark.findtext(f"{KML}styleUrl"),
                **{
                    data.get("name", ""): data.findtext(f"{KML}value")
                    for data in placemark.iter(f"{KML}Data")
                },
            }
            for placemark in ET.parse(path).iter(f"{KML}Placemark")  # noqa: S314 - our own
        ]
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        layers = connection.execute("SELECT f_table_name FROM layer_styles").fetchall()
        return [
            dict(row)
            for (name,) in layers
            for row in connection.execute(f"SELECT * FROM {name}")  # noqa: S608 - our own
        ]


@pytest.mark.parametrize("slug", ["geojson", "geoparquet", "gpkg", "kml"])
def test_each_feature_says_whether_any_of_its_agreements_is_verified(
    slug: str, atlas: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / f"atlas{FORMATS[slug].suffix}"
    write(slug, checkpoints(atlas), path)
    seen = set()
    for feature in features_of(slug, path):
        told = json.loads(str(feature["proposed"]).lower())
        assert bool(told) == (feature["agreement_type"] == "border-checkpoint")
        assert (WHY in str(feature["proposed_because"])) == bool(told)
        if slug == "kml":
            assert str(feature["name"]).endswith("(proposed)") == bool(told)
            assert str(feature["style"]).endswith("-proposed") == bool(told)
        seen.add(bool(told))
    assert seen == {True, False}


def test_a_layer_with_proposals_is_drawn_and_labelled_so_by_desktop_programs(
    atlas: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / "atlas.gpkg"
    write("gpkg", checkpoints(atlas), path)
    with closing(sqlite3.connect(path)) as connection:
        styles = connection.execute(
            "SELECT f_table_name, styleQML, styleSLD FROM layer_styles"
        ).fetchall()
    for name, qml, sld in styles:
        has_proposals = name.startswith("border_checkpoint")
        filters = [rule.get("filter") for rule in ET.fromstring(qml).iter("rule")]  # noqa: S314 - our own
        proposals = [test for test in filters if test and 'AND "proposed"' in test]
        assert len(proposals) == (len(filters) / 2 if has_proposals else 0)
        assert ("'(proposed)'" in qml.replace("' (", "'(")) == has_proposals
        assert ("<ogc:PropertyName>proposed<" in sld) == has_proposals


def test_tables_mark_each_agreement_and_each_of_its_quotations(
    atlas: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / "atlas.csv"
    part = checkpoints(atlas)
    write("csv", part, path)
    expected = {a.id: str(a.is_proposed).lower() for a in part.agreements}
    for table in ("agreements", "quotations"):
        content = (tmp_path / f"atlas-{table}.csv").read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(content.splitlines()))
        assert {row["agreement"]: row["proposed"] for row in rows} == expected


def test_a_workbook_marks_each_agreement_and_its_quotations_and_shows_it(
    atlas: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / "atlas.xlsx"
    part = checkpoints(atlas)
    write("xlsx", part, path)
    expected = {a.id: a.is_proposed for a in part.agreements}
    book = openpyxl.load_workbook(path)
    for name in ("agreements", "evidence"):
        head, *rows = book[name].iter_rows()
        at = {cell.value: number for number, cell in enumerate(head)}
        told = {
            row[at["agreement"]].value: row[at["proposed"]].value == "true"
            for row in rows
        }
        looks = {row[at["agreement"]].value: bool(row[0].font.italic) for row in rows}
        assert told == looks == expected


def test_annotations_and_citations_mark_each_agreement(
    atlas: Atlas, tmp_path: Path
) -> None:
    part = checkpoints(atlas)
    path = tmp_path / "atlas.jsonld"
    write("annotations", part, path)
    ours = {a.id: a.proposed_because for a in part.agreements}
    items = [
        item for page in read_json(path)["@graph"] for item in page.get("items", ())
    ]
    told = {
        item["agreement"].rpartition(":")[2]: item["proposed_because"]
        for item in items
        if "agreement" in item
    }
    assert told == ours
    write("csl", part, path)
    titles = {item["id"]: item["title"] for item in read_json(path)}
    for agreement in part.agreements:
        title = titles[f"agreement-{agreement.id}"]
        assert (MARK in title) == agreement.is_proposed


@pytest.mark.parametrize("slug", ["svg", "print"])
def test_a_picture_draws_and_counts_proposals_apart(
    slug: str, atlas: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / f"atlas{FORMATS[slug].suffix}"
    part = checkpoints(atlas)
    write(slug, part, path)
    content = path.read_text(encoding="utf-8")
    groups = [g.partition("</g>")[0] for g in content.split('<g class="mark ')[1:]]
    named = {g.partition('"')[0] for g in groups}
    assert any(" proposed" in classes for classes in named)
    for group in groups:
        classes = group.partition('"')[0]
        is_proposed = classes.endswith(" proposed")
        ours = "type-border-checkpoint" in classes and classes.count("type-") == 1
        assert is_proposed == ours, classes
        assert ("(proposed by a rule, not verified)</title>" in group) == is_proposed
        if is_proposed:
            assert "stroke-dasharray" in group
    verified = [a for a in part.mapped if not a.is_proposed]
    apart = len(part.mapped) - len(verified)
    assert f"{len(verified)} agreements and {apart} proposed agreement" in content
    assert "all proposed" in content
    assert "Proposed by a rule, not verified" in content


def test_the_png_is_the_picture_of_the_svg(proposed: Atlas, tmp_path: Path) -> None:
    svg, png = tmp_path / "atlas.svg", tmp_path / "atlas.png"
    write("svg", proposed, svg)
    write("png", proposed, png)
    assert png.read_bytes() == to_png(svg.read_text(encoding="utf-8"))


def test_the_page_in_one_file_counts_draws_and_explains_proposals(
    atlas: Atlas, proposed: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / "atlas.html"
    write("html", proposed, path)
    content = path.read_text(encoding="utf-8")
    assert f"{len(proposed.mapped)} proposed agreements mapped" in content
    assert '<i class="sign proposed"></i>' in content
    assert content.count('"doubt": "proposed"') + content.count(
        '"doubt":"proposed"'
    ) == sum(len(y.features) + len(y.pairs) for y in proposed.layers)
    write("html", checkpoints(atlas), path)
    content = path.read_text(encoding="utf-8")
    assert content.count(", all proposed</span>") == 1


def test_the_command_says_what_it_wrote_without_anybody_having_verified_it(
    bring_text: BringText, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, path = tmp_path / "project", tmp_path / "atlas.svg"
    write_text(project, bring_text("one.txt"))
    command = ["--project", str(project), "export", "svg", "-o", str(path)]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert f"are {MARK} and not verified." in said
    assert main(["export", "svg", "-o", str(path), "--type", "mekong"]) == 0
    assert MARK not in capsys.readouterr().out

"""The table of formats, and the command that writes them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from geo.cli import main
from geo.errors import UsageError
from geo.exports.formats import FORMATS, write
from tests.exports.sources import KHMER, read_json

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas import Atlas

PROMISED = (
    *("geojson", "gpkg", "geoparquet", "kml", "csv", "annotations", "lpf", "html"),
    *("png", "svg", "xlsx", "ris", "pdf", "bundle"),
)


def test_every_promised_format_has_a_writer_and_a_sentence() -> None:
    assert set(PROMISED) <= set(FORMATS)
    for slug, form in FORMATS.items():
        assert form.slug == slug
        assert form.what_for.endswith(".")
        module, _, function = form.writer.partition(".")
        assert callable(getattr(import_module(f"geo.exports.{module}"), function))


def test_the_command_writes_one_type_and_says_how_much(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.geojson"
    chosen = ["--type", "mekong", "--type", "maritime"]
    assert main(["export", "geojson", "-o", str(path), *chosen]) == 0
    features = read_json(path)["features"]
    types = {feature["properties"]["agreement_type"] for feature in features}
    assert types == {"mekong", "maritime"}
    assert capsys.readouterr().out == f"{path}: {len(features)} features\n"


def test_the_command_takes_whole_texts_and_a_language(tmp_path: Path) -> None:
    picture, table = tmp_path / "a.svg", tmp_path / "a.csv"
    assert main(["export", "svg", "-o", str(picture), "--lang", "km"]) == 0
    assert KHMER in picture.read_text(encoding="utf-8")
    assert main(["export", "csv", "-o", str(table), "--whole-texts"]) == 0
    names = {path.name for path in tmp_path.glob("a*.csv")}
    assert names == {"a.csv", "a-agreements.csv", "a-quotations.csv", "a-places.csv"}


def test_a_format_that_is_not_there_is_one_sentence(
    atlas: Atlas, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="No format is called 'docx'; expected one"):
        write("docx", atlas, tmp_path / "a.docx")


@pytest.mark.parametrize("slug", [slug for slug in FORMATS if slug != "bundle"])
def test_nothing_chosen_is_an_empty_file_of_every_format(
    atlas: Atlas, tmp_path: Path, slug: str
) -> None:
    path = tmp_path / f"empty{FORMATS[slug].suffix}"
    counted = write(slug, atlas, path, types=[])
    # A citation of the atlas itself remains.
    assert counted == (1 if slug in {"bibtex", "csl", "ris"} else 0)
    assert path.stat().st_size > 0

"""Folders of texts: read one at a time, and gone on with after a kill."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from geo.cli import main
from geo.projects.finding import find_files
from geo.projects.folders import Outcome, read_files
from geo.projects.storing import list_sources, read_project
from tests.projects.conftest import TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from geo.places.gazetteer import Gazetteer
    from geo.places.geoparsing import Geoparser

_MANY = 200


def _write_texts(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        text = TEXT.replace("the year", f"{number} years") * 4
        (folder / f"text {number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_run_that_was_killed_goes_on_with_nothing_lost_or_doubled(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    texts, project = _write_texts(tmp_path / "texts", _MANY), tmp_path / "project"
    command = [sys.executable, "-m", "geo", "read", str(texts), "-o", str(project)]
    killed = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while len(list_sources(project)) < 5 and time.monotonic() < deadline:
        time.sleep(0.02)
    killed.kill()
    killed.wait(10)
    done = len(list_sources(project))
    assert 5 <= done < _MANY
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    known = int(again.stdout.split(" known")[0].rsplit(" ", 1)[1])
    assert known >= done
    assert f"{_MANY - known} read, {known} known already, 0 refused" in again.stdout
    names = [source.name for source in list_sources(project).values()]
    assert sorted(names) == [f"text {number:03}.txt" for number in range(_MANY)]
    assert len(read_project(project, gazetteer)) == _MANY
    assert not list(project.rglob("*.draft"))


def test_a_file_that_changed_is_read_again_under_its_id(
    tmp_path: Path, geoparser: Geoparser, gazetteer: Gazetteer
) -> None:
    texts, project = _write_texts(tmp_path / "texts", 3), tmp_path / "project"

    def outcomes() -> list[Outcome]:
        read = read_files(find_files(texts), project, geoparser, None)
        return [file.outcome for file in read]

    assert outcomes() == [Outcome.READ] * 3
    assert outcomes() == [Outcome.KNOWN] * 3
    (texts / "text 001.txt").write_text(TEXT + "4. More.\n", encoding="utf-8")
    assert outcomes() == [Outcome.KNOWN, Outcome.READ, Outcome.KNOWN]
    assert len(read_project(project, gazetteer)) == 3


def test_files_of_one_name_in_two_folders_are_two_texts(
    tmp_path: Path, geoparser: Geoparser
) -> None:
    for folder in ("a", "b"):
        _write_texts(tmp_path / folder, 1)
    files = find_files(tmp_path)
    project = tmp_path / "project"
    assert len(list(read_files(files, project, geoparser, None))) == 2
    assert len(list_sources(project)) == 2


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = _write_texts(tmp_path / "texts", 2)
    (texts / "broken.docx").write_bytes(b"PK\x03\x04 no document")
    (texts / "undated.txt").write_text("Nothing is dated here.", encoding="utf-8")
    status = main(["read", str(texts), "-o", str(tmp_path / "project")])
    said = capsys.readouterr()
    assert status == 2
    assert "2 read, 0 known already, 1 refused, 1 without a sure day" in said.out
    lines = [line for line in said.err.splitlines() if "|" not in line]
    assert [line.split(":")[0] for line in lines[:2]] == ["broken.docx", "undated.txt"]
    assert "--dates FILE.csv" in lines[-1]


def test_a_project_is_checked_and_exported_like_the_shipped_documents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts, project = _write_texts(tmp_path / "texts", 1), str(tmp_path / "project")
    assert main(["read", str(texts), "-o", project]) == 0
    assert main(["--project", project, "check"]) == 0
    assert "none is verified" in capsys.readouterr().out
    exported = tmp_path / "map.geojson"
    assert main(["--project", project, "export", "geojson", "-o", str(exported)]) == 0
    assert "not verified" not in exported.read_text(encoding="utf-8")
    assert '"proposed_because": ["' in exported.read_text(encoding="utf-8")
    main(["--project", project, "agreements", "--json"])
    assert '"proposed_because": "' in capsys.readouterr().out


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_without_texts_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "empty").mkdir()
    status = main(["read", str(tmp_path / name), "-o", str(tmp_path / "project")])
    assert status == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_checking_what_is_no_project_fails_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--project", str(tmp_path), "check"]) == 1
    assert "is no project" in capsys.readouterr().err

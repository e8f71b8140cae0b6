"""What the documentation shows is run as it stands there."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from geo.atlas import read_atlas
from geo.cli import main
from geo.exports.field_list import render_fields
from tests.conftest import DATA, ROOT

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = re.compile(
    r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
GUIDE = ROOT / "CONTRIBUTING.md"
PAGES = [
    ROOT / "README.md",
    GUIDE,
    ROOT / "CHANGELOG.md",
    *(ROOT / "docs").glob("*.md"),
]


def blocks(page: Path) -> list[re.Match[str]]:
    return list(_BLOCK.finditer(page.read_text(encoding="utf-8")))


def commands(page: Path) -> list[list[str]]:
    """Give the commands that a page shows, in its order."""
    return [
        shlex.split(line.removeprefix("$ accord-atlas "))
        for block in blocks(page)
        if block["kind"] == "console"
        for line in block["body"].splitlines()
        if line.startswith("$ accord-atlas ")
    ]


def write_files(page: Path, folder: Path) -> None:
    """Write the files that a page shows, or add to those that are there."""
    for block in blocks(page):
        if block["file"]:
            path = folder / block["file"]
            content = block["body"]
            text = path.with_suffix(".txt")
            if "SHA256 OF THE TEXT" in content:
                digest = hashlib.sha256(text.read_bytes()).hexdigest()
                content = content.replace("SHA256 OF THE TEXT", digest)
            before = path.read_text(encoding="utf-8") + "\n" if path.exists() else ""
            path.write_text(before + content, encoding="utf-8")


def run(command: list[str], *before: str) -> int:
    try:
        return main([*before, *command])
    except SystemExit as ended:
        return int(ended.code or 0)


def test_every_command_of_the_page_on_the_command_line_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = ROOT / "docs" / "command-line.md"
    write_files(page, tmp_path)
    monkeypatch.chdir(tmp_path)
    shown = commands(page)
    assert len(shown) > 10
    for command in shown:
        assert run(command) == 0, command
        said = capsys.readouterr().out
        assert said, command
        if "--json" in command:
            assert all(json.loads(line) for line in said.splitlines())
    assert (tmp_path / "meeting.html").stat().st_size > 100_000


def test_every_command_of_the_page_on_reviewing_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = ROOT / "docs" / "reviewing.md"
    write_files(page, tmp_path)
    monkeypatch.chdir(tmp_path)
    for command in commands(page):
        assert run(command) == 0, (command, capsys.readouterr().err)
        said = capsys.readouterr().out
        if "--json" in command:
            assert all(json.loads(line) for line in said.splitlines())
    assert (tmp_path / "talks" / "decisions" / "reader.jsonl").is_file()
    assert (tmp_path / "atlas" / "documents" / "talks.toml").is_file()


def test_who_follows_the_guide_has_a_fourth_document_on_the_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("build"))
    before = read_atlas(data)
    write_files(GUIDE, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["check"], "--data", "data") == 1
    capsys.readouterr()
    for command in commands(GUIDE):
        assert run(command, "--data", "data") == 0, capsys.readouterr().err
    atlas = read_atlas(data)
    assert len(atlas.documents) == len(before.documents) + 1
    assert len(atlas.agreements) == len(before.agreements) + 2
    assert len(atlas.mapped) == len(before.mapped) + 2
    assert "koh_sampeou_landing" in atlas.gazetteer
    features = json.loads((tmp_path / "atlas.geojson").read_text("utf-8"))["features"]
    ids = {feature["id"] for feature in features}
    assert "koh_sampeou_landing.transport" in ids
    assert "tay_ninh--kratie.tay_ninh_kratie_river_transport" in ids


def test_the_lines_of_python_in_the_readme_run(tmp_path: Path) -> None:
    (script,) = (b["body"] for b in blocks(ROOT / "README.md") if b["kind"] == "python")
    assert len(script.splitlines()) <= 12
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    atlas = read_atlas(DATA)
    mekong = [a for a in atlas.agreements if a.type == "mekong"]
    assert len(ran.stdout.splitlines()) == len(mekong)
    assert mekong[0].evidence[0].quote in ran.stdout
    written = json.loads((tmp_path / "mekong.geojson").read_text("utf-8"))
    assert written["features"]


def test_the_list_of_fields_is_that_of_the_code() -> None:
    written = (ROOT / "docs" / "fields.md").read_text(encoding="utf-8")
    assert written == render_fields(), "accord-atlas fields > docs/fields.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_and_target_that_a_page_names_is_there(page: Path) -> None:
    content = page.read_text(encoding="utf-8")
    code = re.findall(r"`([^`\n]+)`", _BLOCK.sub("", content))
    files = [c for c in code if re.fullmatch(r"(geo|data|tests|docs)/[\w./-]+", c)]
    example = {block["file"] for block in blocks(page)}
    for name in files:
        assert name in example or (ROOT / name).exists(), name
    targets = {c.split()[1] for c in code if c.startswith("make ") and " " in c}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in targets:
        assert f"\n{target}:" in makefile, target


def test_every_command_that_a_page_names_is_there() -> None:
    named = {
        name
        for page in PAGES
        for name in re.findall(
            r"accord-atlas(?: --project \w+)? ([a-z]+)\b",
            page.read_text(encoding="utf-8"),
        )
    }
    assert {"check", "export", "read", "serve", "licences", "fields"} <= named
    for name in sorted(named - {"contributors"}):
        assert run([name, "--help"]) == 0, name

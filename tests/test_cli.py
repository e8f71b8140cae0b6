"""The commands, run as a reader runs them, and what they say of altered data."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from geo.checks import write_ledger
from geo.cli import main
from geo.errors import GeoError
from tests.conftest import DATA, ROOT

if TYPE_CHECKING:
    from geo.atlas import Atlas


@pytest.fixture
def data(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy, ignore=shutil.ignore_patterns("build"))
    return copy


def alter(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def check(data: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    status = main(["--data", str(data), "check"])
    return status, capsys.readouterr().err


def test_the_shipped_data_pass_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "3 documents" in capsys.readouterr().out


def test_one_letter_of_a_quotation_altered_fails_the_check_in_one_sentence(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = data / "agreements" / "border-checkpoint.toml"
    alter(
        register, 'quote = "The two sides welcomed', 'quote = "The two sides welcomes'
    )
    status, said = check(data, capsys)
    assert status == 1
    assert said.count("\n") == 1
    for named in ("border-checkpoint.toml", "meunchey_tannam_inauguration", "welcomes"):
        assert named in said


def test_one_coordinate_altered_by_hand_fails_the_check_in_one_sentence(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alter(data / "gazetteer" / "places.toml", "lon = 105.809\n", "lon = 105.808\n")
    status, said = check(data, capsys)
    assert status == 1
    assert said.count("\n") == 1
    for named in ("gazetteer/places.toml", "meunchey_tannam", "lon 105.808"):
        assert named in said


def test_one_coordinate_of_a_built_geometry_altered_fails_the_check(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = data / "gazetteer" / "geometries.geojson"
    content = path.read_text(encoding="utf-8")
    start = content.index('"place":"tay_ninh"')
    at = content.index("[[[", start) + 3
    end = content.index(",", at)
    moved = f"{float(content[at:end].strip('[')) + 0.0001:.5f}"
    brackets = content[at:end].count("[")
    path.write_text(
        content[:at] + "[" * brackets + moved + content[end:], encoding="utf-8"
    )
    status, said = check(data, capsys)
    assert status == 1
    assert said.count("\n") == 1
    assert "gazetteer/geometries.geojson" in said
    assert "tay_ninh" in said


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("gazetteer/places.toml", 'id = "bavet_mocbai"', 'id = "bavet_mocbay"'),
        (
            "agreements/provincial-cooperation.toml",
            'id = "dong_nai_kratie"',
            'id = "dong_nai_kratia"',
        ),
        (
            "agreements/mekong.toml",
            'places = ["mekong_basin"]',
            'places = ["mekong_bason"]',
        ),
    ],
)
def test_one_id_altered_fails_the_check_in_one_sentence(
    data: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str
) -> None:
    alter(data / file, old, new)
    status, said = check(data, capsys)
    assert status == 1
    assert said.count("\n") == 1
    assert file.split("/")[1] in said
    assert new.split('"')[1] in said or old.split('"')[1] in said


def test_a_text_with_one_letter_altered_is_refused(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alter(data / "documents" / "joint-statement.txt", "official", "officiel")
    status, said = check(data, capsys)
    assert status == 1
    assert "joint-statement.txt: sha-256" in said


def test_agreements_as_json_quote_the_documents_at_their_offsets(
    capsys: pytest.CaptureFixture[str], atlas: Atlas
) -> None:
    assert main(["agreements", "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(records) == len(atlas.agreements)
    for record in records:
        assert record["evidence"]
        for evidence in record["evidence"]:
            document = atlas.document(evidence["document"])
            assert document
            words = document.text[evidence["start"] : evidence["end"]]
            assert words == evidence["quote"]


def test_nine_agreements_bind_two_provinces_each(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["agreements", "--type", "provincial-cooperation", "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    pairs = [tuple(record["pair"]) for record in records if record["pair"]]
    assert len(pairs) == len(set(pairs)) == 9
    assert sum(pair[0] == "tay_ninh" for pair in pairs) == 3
    assert sum(pair[1] == "tbong_khmum" for pair in pairs) == 2


def test_an_unknown_command_exits_with_2() -> None:
    command = [sys.executable, "-m", "geo", "explode"]
    result = subprocess.run(command, capture_output=True, check=False)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr


def test_a_folder_that_is_not_there_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path / "none"), "agreements"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "none" in said


def test_a_taken_port_is_said_in_one_sentence() -> None:
    import socket  # noqa: PLC0415 - this test alone needs it

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "geo", "serve", "--port", str(port)]
        command += ["--host", "127.0.0.1"]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert f"Port {port}" in result.stderr
    assert "--port" in result.stderr


GOLD = str(DATA.parent / "tests" / "gold")


def test_every_text_that_has_gold_is_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["evaluate", "--gold", GOLD, "--list"]) == 0
    listed = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == [*sorted(listed[:3]), *sorted(listed[3:])]
    assert {"joint-statement", "vn-laos", "vn-china", "vn-campuchia"} <= set(listed)


def test_only_the_texts_asked_for_are_scored(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["--only", "party-meeting", "joint-statement"]
    left_out = ["--without", "joint-*"]
    assert main(["evaluate", "--gold", GOLD, *asked, *left_out]) == 0
    said = capsys.readouterr().out
    assert "party-meeting" in said
    assert "joint-statement" not in said


def test_a_text_without_gold_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["evaluate", "--gold", GOLD, "--only", "vn-lao"]) == 2
    said = capsys.readouterr().err
    assert "has no gold for 'vn-lao'; it has joint-statement," in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp874", "utf-8"])
def test_what_is_said_goes_through_any_console(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*command: str) -> tuple[int, list[str]]:
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", out)
            status = main(command)
        out.flush()
        said = cast("io.BytesIO", out.buffer).getvalue()
        return status, said.decode(encoding).splitlines()

    assert run("agreements")[0] == 0
    assert run("geocode", "Không Đâu")[0] == 1
    status, lines = run("geocode", "Đồng Nai", "--json")
    assert status == 0
    assert {json.loads(line)["place"] for line in lines} >= {"dong_nai"}


def test_a_reader_who_has_enough_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "geo", "agreements", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""
    assert process.returncode == 0


def test_output_that_cannot_be_written_is_one_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "geo", "agreements"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"No space left" in done.stderr


def test_options_hold_before_and_after_the_command(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "agreements" / "mekong.toml").unlink()
    said = []
    for command in (
        ["--data", str(data), "agreements"],
        ["agreements", "--data", str(data)],
    ):
        assert main(command) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] != ""
    assert "\tmekong\t" not in said[0]
    nowhere = str(data / "nowhere")
    assert main(["agreements", "--project", nowhere]) == 2
    assert main(["--project", nowhere, "agreements"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0] == said[1]


def test_a_name_that_is_too_long_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    long = "a" * 5_000
    for command in (
        ["--data", long, "agreements"],
        ["--project", long, "agreements"],
        ["parse", long],
        ["read", long, "-o", str(tmp_path / "p")],
        ["export", "geojson", "-o", long],
        ["export", "geojson", "-o", f"{long}/map.geojson"],
    ):
        assert main(command) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_a_mistyped_command_or_type_is_one_line_with_what_there_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for command, named in (
        (["agreements", "--type", "rivers"], "'mekong'"),
        (["export", "geojson", "-o", "x", "--type", "rivers"], "'mekong'"),
        (["export", "geojsn", "-o", "x"], "'geojson'"),
        (["agrements"], "'agreements'"),
        ([], "COMMAND"),
        (["geocode", "x", "--on", "soon"], "2026-02-06"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(command)
        assert ended.value.code == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert named in said
        assert "<" not in said
        assert "--help" in said


def test_every_command_that_a_message_names_is_there() -> None:
    of_a_project = r"(?: --project (?:[A-Z]+|{[a-z]+}))?"
    called = rf"`(?:accord-atlas|geo){of_a_project}((?: [a-z-]+)+)"
    names = set(re.findall(called, _sources()))
    assert {" read", " check --accept"} <= names
    for name in names:
        with pytest.raises(SystemExit) as ended:
            main([*name.split(), "--help"])
        assert ended.value.code == 0, name
    assert "`geo " not in _sources()


def _sources() -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "geo").rglob("*.py")
    )


def test_the_version_is_that_of_the_package(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"accord-atlas {version('accord-atlas')}\n"


def test_every_library_is_listed_with_its_version_and_licence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["licences", "--json"]) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = {one["name"]: one for one in map(json.loads, lines)}
    assert {"streamlit", "folium", "shapely", "jinja2"} <= listed.keys()
    assert "pytest" not in listed
    for name, library in listed.items():
        assert library["version"] == version(name)
        assert library["licence"]
    assert listed["shapely"]["licence"] == "BSD-3-Clause"


def test_scores_without_marked_texts_say_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["evaluate"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "run it in the source tree, or name with --gold a folder" in said.err


def test_a_ledger_that_cannot_be_written_stays_as_it_was(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = data / "checksums.json"
    before = ledger.read_bytes()

    def break_off(path: Path, target: Path) -> Path:
        raise OSError(28, f"No space left for {target.name}", str(path))

    monkeypatch.setattr(Path, "replace", break_off)
    with pytest.raises(GeoError, match="cannot be written"):
        write_ledger(data)
    assert ledger.read_bytes() == before
    assert not list(data.glob(".*draft"))

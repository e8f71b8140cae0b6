"""Renaming a text and removing one: nothing of it is lost, and it stays so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.cli import main
from geo.projects.changing import list_ids, only_run
from geo.projects.storing import read_project, write_text
from tests.projects.conftest import TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from geo.places.gazetteer import Gazetteer
    from tests.projects.conftest import BringText


def test_a_text_renamed_and_removed_is_not_read_again_unless_asked(
    tmp_path: Path, gazetteer: Gazetteer, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("note.txt", "other.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    project = tmp_path / "project"
    read = ["read", str(tmp_path), "-o", str(project)]
    assert main(read) == 0
    before = read_project(project, gazetteer)[0]
    gate = project / "agreements" / "note" / "border-checkpoint.toml"
    lines = gate.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("proposed_because")]
    gate.write_text("".join(kept), encoding="utf-8")

    assert main(["rename", "note", "release-2025", "--project", str(project)]) == 0
    assert list_ids(project) == ("other", "release-2025")
    assert not (project / "agreements" / "note").exists()
    _, now = read_project(project, gazetteer)
    assert now.document.text == before.document.text
    assert [m.exact for m in now.mentions] == [m.exact for m in before.mentions]
    assert [a.is_proposed for a in now.agreements] == [False, True, True]
    assert {e.document_id for a in now.agreements for e in a.evidence} == {
        "release-2025"
    }
    assert main(["--project", str(project), "check"]) == 0
    capsys.readouterr()
    assert main(read) == 0
    assert "0 read, 2 known already" in capsys.readouterr().out

    (tmp_path / "note.txt").write_text(TEXT + "4. More of Hanoi.\n", encoding="utf-8")
    assert main(read) == 0
    said = capsys.readouterr()
    assert "1 changes by hand kept" in said.err
    assert [a.is_proposed for a in read_project(project, gazetteer)[1].agreements] == [
        False,
        True,
        True,
    ]

    assert main(["--project", str(project), "remove", "release-2025"]) == 0
    assert "set-aside" in capsys.readouterr().out
    assert list_ids(project) == ("other",)
    assert main(read) == 0
    assert "1 removed before and left out" in capsys.readouterr().out
    assert list_ids(project) == ("other",)
    assert main([*read, "--again"]) == 0
    assert list_ids(project) == ("other", "release-2025")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["rename", "one", "two"], "has a text 'two' already"),
        (["rename", "three", "four"], "no text 'three'; it has one, two"),
        (["rename", "one", "Ô ne"], "such as 'o-ne'"),
        (["rename", "one", "../one"], "cannot be the id"),
        (["rename", "one", "a" * 200], "cannot be the id"),
        (["rename", "one", ""], "cannot be the id"),
        (["remove", "three"], "no text 'three'"),
        (["remove", "../one"], "no text '../one'"),
    ],
)
def test_what_cannot_be_renamed_or_removed_is_one_sentence(
    tmp_path: Path,
    bring_text: BringText,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
    said: str,
) -> None:
    for name in ("one.txt", "two.txt"):
        write_text(tmp_path, bring_text(name))
    assert main(["--project", str(tmp_path), *command]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert list_ids(tmp_path) == ("one", "two")


@pytest.mark.parametrize("command", [["remove", "one"], ["rename", "one", "two"]])
def test_a_folder_that_is_no_project_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert main(command) == 2
    assert main(["--project", str(tmp_path / "none"), *command]) == 2
    assert capsys.readouterr().err.count("\n") == 2
    assert not list(tmp_path.iterdir())


def test_a_renaming_that_was_cut_short_is_the_one_or_the_other(
    tmp_path: Path, bring_text: BringText, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_text(tmp_path, bring_text("one.txt"))
    with monkeypatch.context() as patched:
        patched.setattr("os.link", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            write_text(tmp_path, bring_text("two.txt"), replaces="one")
    assert list_ids(tmp_path) == ("two",)
    with only_run(tmp_path, print):
        pass
    assert list_ids(tmp_path) == ("two",)
    assert not list((tmp_path / "documents").glob("one.*"))

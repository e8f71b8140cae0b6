"""Reading a folder as a reader says: whole, in an encoding, and none left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = (
    "<nav><a href=/>Home</a> <a href=/x>Zorvath news</a></nav><main><h1>Statement</h1>"
    "<p>The two sides opened the gate of Mộc Bài in Tây Ninh, at length.</p></main>"
)


def read(folder: Path, project: Path, *options: str) -> int:
    day = ("--on", "2026-02-06")
    return main(["read", str(folder), "-o", str(project), *day, *options])


def test_what_was_set_aside_of_a_page_comes_back_when_it_is_asked_for(
    tmp_path: Path,
) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "page.html").write_text(PAGE, encoding="utf-8")
    project = tmp_path / "project"
    text, record = (project / "documents" / f"page.{end}" for end in ("txt", "toml"))
    assert read(tmp_path / "texts", project) == 0
    assert "Zorvath" not in text.read_text(encoding="utf-8")
    assert "set aside: “Home" in record.read_text(encoding="utf-8")
    assert read(tmp_path / "texts", project, "--whole", "--again") == 0
    assert "Zorvath news" in text.read_text(encoding="utf-8")


def test_the_encoding_of_a_text_may_be_said(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes("Cöa khÈu Méc Bµi".encode("latin-1"))
    assert read(path, tmp_path / "project", "--encoding", "tcvn3") == 0
    kept = (tmp_path / "project/documents/note.txt").read_text(encoding="utf-8")
    assert kept == "Cửa khẩu Mộc Bài"


def test_a_page_with_nothing_in_it_stops_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, source in (("a", "</html>"), ("b", PAGE), ("c", "<!-- x -->")):
        (texts / f"{name}.html").write_text(source, encoding="utf-8")
    assert read(texts, tmp_path / "project") == 2
    said = capsys.readouterr()
    assert "1 read, 0 known already, 2 refused" in said.out
    assert "a.html: holds no words" in said.err
    assert "Traceback" not in said.err

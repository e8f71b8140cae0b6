"""Own text: what is parsed is what is read, and a plain text counts as it stands."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.cli import main
from geo.errors import IntakeError
from geo.intake.own_text import read_with_offsets
from geo.intake.reading import read_file
from tests.intake.files import pdf_file, word_file

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "The two sides opened the gate of Mộc Bài in Tây Ninh Province."
PAGE = f"<!DOCTYPE html><title>x</title><script>var a = 'Hanoi'</script><p>{WORDS}</p>"


def run(
    capsys: pytest.CaptureFixture[str], *options: str
) -> tuple[list[dict[str, object]], str]:
    assert main(["parse", "--json", "--on", "2026-02-06", *options]) == 0
    said = capsys.readouterr()
    return [json.loads(line) for line in said.out.splitlines()], said.err


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
@settings(deadline=None)
def test_a_plain_text_in_utf8_is_parsed_as_it_stands(text: str) -> None:
    content = f"{WORDS}\r\n\r\n\r\n  {text}".encode()
    try:
        found = read_with_offsets("x.txt", content)
    except IntakeError:
        with pytest.raises(IntakeError):
            read_file("x.txt", content)
        return
    if found.is_own:
        assert found.text == content.decode()
    assert read_with_offsets("x.txt", content, raw=True).text == content.decode()


def test_offsets_of_a_plain_text_are_those_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"\ufeff\r\n\n  {WORDS}\r\n\r\n\r\n\tTa\u0302y Ninh and Svay Rieng met.\n"
    for name in ("x.txt", "x", "x.text"):
        (tmp_path / name).write_bytes(text.encode())
        records, said = run(capsys, str(tmp_path / name))
        assert said == ""
        assert len(records) == 4
        for record in records:
            assert record["offsets"] == "file"
            assert text[record["start"] : record["end"]] == record["exact"]  # type: ignore[misc]


@pytest.mark.parametrize("ending", ["html", "htm", "docx", "pdf", "md", "txt"])
def test_any_format_is_parsed_as_it_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    content = {
        "docx": word_file(lambda document: document.add_paragraph(WORDS)),
        "pdf": pdf_file([WORDS]),
        "md": f"# Note\n\n*{WORDS}*".encode(),
        "txt": WORDS.encode("utf-16"),
    }.get(ending, PAGE.encode())
    path = tmp_path / f"x.{ending}"
    path.write_bytes(content)
    records, said = run(capsys, str(path))
    assert [record["exact"] for record in records] == ["Mộc Bài", "Tây Ninh Province"]
    text = read_file(path.name, content).text
    for record in records:
        assert record["offsets"] == "reading"
        assert text[record["start"] : record["end"]] == record["exact"]  # type: ignore[misc]
    assert "Offsets count in the text as it was read" in said
    assert ("--raw" in said) == (ending not in {"docx", "pdf"})


def test_raw_offsets_are_those_of_the_page_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.html"
    path.write_text(PAGE, encoding="utf-8")
    records, _ = run(capsys, "--raw", str(path))
    assert records[0]["exact"] == "Hanoi"
    for record in records:
        assert PAGE[record["start"] : record["end"]] == record["exact"]  # type: ignore[misc]


def test_what_has_no_plain_text_of_its_own_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf_file([WORDS]))
    assert main(["parse", "--raw", str(path)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "leave out --raw" in said


@pytest.mark.parametrize(
    "content",
    [WORDS.encode(), PAGE.encode(), f"<main><p>{WORDS}</main>".encode()],
)
def test_standard_input_is_read_as_what_it_is(
    content: bytes,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    records, _ = run(capsys, "-")
    assert [record["exact"] for record in records] == ["Mộc Bài", "Tây Ninh Province"]


def test_a_word_document_comes_through_a_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = word_file(lambda document: document.add_paragraph(WORDS))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    records, _ = run(capsys, "-")
    assert records[0]["exact"] == "Mộc Bài"


def test_the_names_of_a_menu_are_no_mentions_unless_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    menu = "Home\nNews\nAn Giang\nCan Tho\nAbout us\n"
    path = tmp_path / "x.txt"
    path.write_text(menu + WORDS, encoding="utf-8")
    records, said = run(capsys, str(path))
    assert [record["exact"] for record in records] == ["Mộc Bài", "Tây Ninh Province"]
    assert records[0]["start"] == (menu + WORDS).index("Mộc")
    assert "set aside" in said
    records, said = run(capsys, "--whole", str(path))
    assert [record["exact"] for record in records][:2] == ["An Giang", "Can Tho"]
    assert said == ""


def test_the_encoding_may_be_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes("Méc Bµi".encode("latin-1"))
    records, said = run(capsys, "--encoding", "tcvn3", str(path))
    assert [record["exact"] for record in records] == ["Mộc Bài"]
    assert "TCVN3" in said
    assert main(["parse", "--encoding", "klingon", str(path)]) == 2
    assert "no encoding is called 'klingon'" in capsys.readouterr().err

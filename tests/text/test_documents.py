"""Documents are read as they stand, and passages tile them."""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DocumentError
from geo.text.documents import read_document, read_documents
from geo.text.passages import split_passages
from tests.conftest import DATA

if TYPE_CHECKING:
    from pathlib import Path

RECORD = """
id = "note"
title = "A note"
short_title = "Note"
publisher = "not stated"
dated = "not stated"
geography_on = 2026-02-06
geography_reason = "a test"
language = "en"
rights = "none"
sha256 = "{sha256}"
"""


def written(folder: Path, text: str, record: str = RECORD) -> Path:
    (folder / "note.txt").write_bytes(text.encode())
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    path = folder / "note.toml"
    path.write_text(record.replace("{sha256}", sha256), encoding="utf-8")
    return path


def test_the_three_documents_have_the_passages_that_others_cite() -> None:
    documents = {d.id: d for d in read_documents(DATA / "documents")}
    ids = [p.id for p in documents["joint-statement"].passages]
    assert ids[:6] == ["l1", "l3", "l5", "l7", "l9", "1"]
    assert ids[15:21] == ["10b", "10c", "10d", "10e", "10f", "11"]
    assert {"19b", "22b", "28", "28b"} <= set(ids)
    nine = next(p for p in documents["party-meeting"].passages if p.id == "l44")
    assert nine.text.startswith("On this occasion, leaders from both sides")
    assert documents["minister-interview"].publisher == "not stated"
    assert documents["minister-interview"].dated == "not stated"


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_passages_tile_any_text(text: str) -> None:
    passages = split_passages("any", text)
    if text.strip("\n") and any(line.strip() for line in text.split("\n")):
        assert "".join(p.text for p in passages) == text
    assert all(text[p.start : p.end] == p.text for p in passages)
    assert len({p.id for p in passages}) == len(passages)


def test_a_number_out_of_sequence_is_no_passage_number() -> None:
    passages = split_passages("any", "1. One\n2026. A year\n2) Two\n")
    assert [p.id for p in passages] == ["1", "1b", "2"]


def test_windows_line_ends_and_a_byte_order_mark_stay_in_the_text(
    tmp_path: Path,
) -> None:
    text = "\ufeffTitle\r\n\r\n1. One\r\n"
    document = read_document(written(tmp_path, text))
    assert document.text == text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "A note"', "", "no value for title"),
        ('id = "note"', 'id = "other"', "id is 'other'"),
        ("geography_on = 2026-02-06", 'geography_on = "soon"', "expected a date"),
        ('sha256 = "', 'sha256 = "0', "sha-256 is"),
        ("id =", "id", "not readable as TOML"),
    ],
)
def test_a_bad_record_is_refused_in_one_sentence(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    path = written(tmp_path, "Text", RECORD.replace(old, new, 1))
    with pytest.raises(DocumentError, match=said):
        read_document(path)


def test_a_text_without_a_record_is_not_overlooked(tmp_path: Path) -> None:
    written(tmp_path, "Text")
    (tmp_path / "orphan.txt").write_text("Text", encoding="utf-8")
    with pytest.raises(DocumentError, match="orphan"):
        read_documents(tmp_path)


def ids(text: str) -> str:
    return " ".join(p.id for p in split_passages("any", text.replace("|", "\n")))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(1) a|(2) b|c", "1 2 2b"),
        ("14) a|15) b|16) c", "14 15 16"),
        ("1. a|2. b|4. c|5. d", "1 2 4 5"),
        ("Article 1|a|Article 2. B|Article 3", "1 1b 2 3"),
        ("Điều 1. a|1. b|2. c|Điều 2: d|1. e|2. f", "1 1.1 1.2 2 2.1 2.2"),
        ("I. a|1. b|2. c|II. d|3. e|4. f", "I 1 2 II 3 4"),
        ("I. a|1. b|2. c|II. d|1. e|2. f", "I I.1 I.2 II II.1 II.2"),
        ("1. a|1.1 b|1.2 c|2. d|2.1 e|2.2 f|2.2.1 g", "1 1.1 1.2 2 2.1 2.2 2.2b"),
        ("1. a|2. b|1) c|2) d|3) e|3. f|4. g", "1 2 2.1 2.2 2.3 3 4"),
        ("1. a|2. b|Annex|1. c|2. d|1. e|2. f", "1 2 2b 2.1 2.2 3.1 3.2"),
        ("មាត្រា ១|a|មាត្រា ២", "1 1b 2"),
        ("Article 3 of the treaty|C. Smith|1.5 million", "l1 l2 l3"),
    ],
)
def test_numbers_of_many_kinds_name_their_passages(text: str, said: str) -> None:
    assert ids(text) == said


def test_numbers_that_begin_over_and_over_are_told_apart_quickly() -> None:
    text = "I. a|Article 1|1. a|2. b|(1) c|(2) d|1.1 e|1.2 f|II. g|".replace("|", "\n")
    start = time.process_time()
    passages = split_passages("any", text * 3_000)
    assert time.process_time() - start < 10
    assert len({p.id for p in passages}) == len(passages)
    assert max(len(p.id) for p in passages) < 30

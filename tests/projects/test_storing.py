"""Projects: saved, opened again, and verified when they are."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import GeoError, ProjectError
from geo.model import Evidence
from geo.projects import storing
from geo.projects.storing import pack, read_project, unpack, write_text
from tests.projects.conftest import TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from geo.places.gazetteer import Gazetteer
    from tests.projects.conftest import BringText


def test_a_saved_project_opens_as_it_was(
    bring_text: BringText, gazetteer: Gazetteer
) -> None:
    texts = (bring_text("one.txt"), bring_text("two.md"))
    packed = pack(texts)
    assert unpack(packed, gazetteer) == texts
    assert pack(texts) == packed


def test_a_project_of_the_first_edition_opens(
    bring_text: BringText, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    brought = bring_text("one.txt")
    write_text(tmp_path, brought)
    for path in tmp_path.rglob("*.toml"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        later = ("format_version = ", "start = ")
        first = [line for line in lines if not line.startswith(later)]
        assert len(first) < len(lines)
        path.write_text("".join(first), encoding="utf-8")
    assert read_project(tmp_path, gazetteer) == (brought,)


@pytest.mark.parametrize("version", ["3", "0", '"2"', "true", "2.0", "[2]"])
def test_a_project_of_a_later_edition_is_refused_in_one_sentence(
    bring_text: BringText, gazetteer: Gazetteer, tmp_path: Path, version: str
) -> None:
    write_text(tmp_path, bring_text("one.txt"))
    path = tmp_path / "documents" / "one.toml"
    content = path.read_text(encoding="utf-8")
    assert "format_version = 2" in content
    path.write_text(content.replace("= 2\n", f"= {version}\n"), encoding="utf-8")
    with pytest.raises(ProjectError, match=r"documents/one\.toml: its format_v"):
        read_project(tmp_path, gazetteer)


def test_fields_of_a_later_edition_are_passed_over(
    bring_text: BringText, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    brought = bring_text("one.txt")
    write_text(tmp_path, brought)
    for path in (*tmp_path.rglob("*.toml"), *tmp_path.rglob("*.jsonl")):
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            content = content.replace('{"passage"', '{"mood": "glad", "passage"')
        elif path.parent.name == "documents":
            content = f'mood = "glad"\n{content}'
        else:
            content = content.replace("]]\nid", ']]\nmood = "glad"\nid')
        assert "glad" in content
        path.write_text(content, encoding="utf-8")
    assert read_project(tmp_path, gazetteer) == (brought,)


def test_a_text_keeps_its_address(
    bring_text: BringText, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    brought = bring_text("one.txt")
    document = replace(brought.document, url="https://host.example/one")
    write_text(tmp_path, replace(brought, document=document))
    [text] = read_project(tmp_path, gazetteer)
    assert text.document == document


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_quotation_that_its_passage_says_several_times_keeps_its_place(
    bring_text: BringText, gazetteer: Gazetteer, tmp_path: Path, number: int
) -> None:
    brought = bring_text("one.txt", "They agreed to trade to trade to trade. Done.")
    words = "to trade"
    start = [m.start() for m in re.finditer(words, brought.document.text)][number]
    evidence = Evidence(
        document_id="one",
        passage_id=brought.document.passages[0].id,
        quote=words,
        start=start,
        end=start + len(words),
    )
    agreements = tuple(
        replace(a, evidence=(evidence,), status_words=words, dates=())
        for a in brought.agreements
    )
    assert agreements
    brought = replace(brought, agreements=agreements)
    write_text(tmp_path, brought)
    assert read_project(tmp_path, gazetteer) == (brought,)


_WORDS = st.sampled_from(
    ["agreed to open", "Tây Ninh", "Kratie", "\u2028", "\x85", '"', "\\", "{{ 7*7 }}"]
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.one_of(_WORDS, st.text(max_size=12)), max_size=30))
def test_any_text_survives_saving_and_opening(
    bring_text: BringText, gazetteer: Gazetteer, words: list[str]
) -> None:
    brought = bring_text("any", "Both sides met. " + " ".join(words))
    assert unpack(pack([brought]), gazetteer) == (brought,)


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("documents/one.txt", "Mộc Bài", "Mộc Bao", "sha-256"),
        ("mentions/one.jsonl", '"exact": "Phnom Penh"', '"exact": "Hanoi"', "stand"),
        ("mentions/one.jsonl", '"place": "phnom_penh"', '"place": "atlantis"', "atlan"),
        ("mentions/one.jsonl", '{"passage"', "{passage", "line 1"),
        (
            "agreements/one/border-checkpoint.toml",
            "agreed to upgrade",
            "agreed to close",
            "does not say",
        ),
        ("documents/one.toml", "[source]", "[origin]", "one.toml"),
    ],
)
def test_what_was_altered_is_told_in_one_sentence(
    *,
    bring_text: BringText,
    gazetteer: Gazetteer,
    tmp_path: Path,
    part: str,
    old: str,
    new: str,
    said: str,
) -> None:
    write_text(tmp_path, bring_text("one.txt"))
    path = tmp_path / part
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")
    with pytest.raises(GeoError, match=re.escape(said)) as raised:
        read_project(tmp_path, gazetteer)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("part", ["mentions/one.jsonl", "documents/one.txt"])
def test_a_part_that_is_missing_is_named(
    bring_text: BringText, gazetteer: Gazetteer, tmp_path: Path, part: str
) -> None:
    write_text(tmp_path, bring_text("one.txt"))
    (tmp_path / part).unlink()
    with pytest.raises(GeoError, match=re.escape(part.split("/")[1])):
        read_project(tmp_path, gazetteer)


def test_a_verified_proposal_is_verified_when_opened_again(
    bring_text: BringText, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    write_text(tmp_path, bring_text("one.txt"))
    path = tmp_path / "agreements" / "one" / "border-checkpoint.toml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("proposed_because")]
    path.write_text("".join(kept), encoding="utf-8")
    [text] = read_project(tmp_path, gazetteer)
    proposed = {a.type.value: a.is_proposed for a in text.agreements}
    assert proposed == {"border-checkpoint": False, "provincial-cooperation": True}


def test_reading_a_text_again_leaves_nothing_of_what_it_no_longer_proposes(
    bring_text: BringText, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    write_text(tmp_path, bring_text("one.txt"))
    shorter = bring_text("one.txt", "Both sides met in Hanoi.")
    write_text(tmp_path, shorter)
    assert read_project(tmp_path, gazetteer) == (shorter,)


def _zip(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no saved project"),
        (b"PK\x03\x04 broken", "no saved project"),
        (_zip({}), "no project"),
        (_zip({"../evil.txt": b"x"}), "evil.txt"),
        (_zip({"/etc/passwd": b"x"}), "passwd"),
        (_zip({"documents/a.exe": b"x"}), "a.exe"),
        (_zip({"documents/a.toml": b"= broken"}), "a.toml"),
        (_zip({"documents/a.toml": b'id = "a"'}), "a.toml"),
    ],
)
def test_what_is_no_project_is_told_in_one_sentence(
    gazetteer: Gazetteer, content: bytes, said: str
) -> None:
    with pytest.raises(GeoError, match=re.escape(said)) as raised:
        unpack(content, gazetteer)
    assert "\n" not in str(raised.value)


def test_a_project_that_unpacks_without_end_is_refused(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "LARGEST_PROJECT", 1_000_000)
    bomb = _zip({"documents/a.txt": b"0" * 5_000_000})
    assert len(bomb) < 10_000
    with pytest.raises(ProjectError, match="more than 1 MB"):
        unpack(bomb, gazetteer)


def test_a_text_without_its_record_is_not_there_yet(
    bring_text: BringText, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    write_text(tmp_path, bring_text("one.txt"))
    (tmp_path / "documents" / "two.txt").write_text(TEXT, encoding="utf-8")
    assert [t.document.id for t in read_project(tmp_path, gazetteer)] == ["one"]


def test_what_git_and_editors_do_to_line_ends_and_beginnings_is_no_change(
    bring_text: BringText, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    brought = bring_text("one.txt")
    write_text(tmp_path, brought)
    files = [
        path
        for room in ("documents", "mentions", "agreements")
        for path in (tmp_path / room).rglob("*")
        if path.is_file()
    ]
    assert len(files) == 5
    for path in files:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
        path.with_name(f"._{path.name}").write_bytes(b"\x00\x05\x16\x07")
    moved = tmp_path.rename(tmp_path.with_name("moved and renamed"))
    assert read_project(moved, gazetteer) == (brought,)


def test_a_project_that_was_packed_by_hand_opens(
    bring_text: BringText, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    brought = bring_text("one.txt")
    write_text(tmp_path, brought)
    parts = {
        f"my project/{path.relative_to(tmp_path).as_posix()}": path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    assert "my project/.machine/one.zip" in parts
    beside = {"__MACOSX/my project/._documents": b"", "my project/.DS_Store": b""}
    aside = {"my project/set-aside/one/documents/one.txt": b"x"}
    assert unpack(_zip(parts | beside | aside), gazetteer) == (brought,)


def test_an_altered_zip_is_one_sentence_or_none(
    bring_text: BringText, gazetteer: Gazetteer
) -> None:
    packed = pack([bring_text("one.txt")])
    said = set()
    for at in range(0, len(packed), 7):
        for put in (b"", b"\xff\xff", b"\x00\x00\x00\x00"):
            altered = packed[:at] + put + packed[at + len(put) + (not put) :]
            try:
                unpack(altered, gazetteer)
            except GeoError as error:
                said.add(str(error))
    assert len(said) > 5
    assert not [sentence for sentence in said if "\n" in sentence]


def test_a_zip_that_holds_a_part_twice_is_refused(gazetteer: Gazetteer) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("documents/a.txt", "one")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("documents/a.txt", "two")
    with pytest.raises(ProjectError, match="twice"):
        unpack(content.getvalue(), gazetteer)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_in_another_way_is_refused(
    gazetteer: Gazetteer, packing: int
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", packing) as archive:
        archive.writestr("documents/a.txt", "one")
    with pytest.raises(ProjectError, match="packed in a way"):
        unpack(content.getvalue(), gazetteer)


@pytest.mark.parametrize(
    "name",
    [
        "../documents/a.txt",
        "x/../../documents/a.txt",
        "documents/../../a.txt",
        "/documents/a.txt",
        "C:/documents/a.txt",
        "documents\\a.txt",
        "documents/A.txt",
        "documents/a.txt/b.txt",
        "agreements/../documents/a.txt",
        "documents/a\u0000.txt",
    ],
)
def test_a_zip_that_leads_elsewhere_writes_nothing(
    gazetteer: Gazetteer, name: str
) -> None:
    others = {"documents/b.txt": b"x", "mentions/b.jsonl": b""}
    with pytest.raises(ProjectError, match=r"no saved project|no project"):
        unpack(_zip({name: b"x", **others}), gazetteer)

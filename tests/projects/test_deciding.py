"""What a person decided about a text holds on when the text is read again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

import pytest
import tomli_w

from geo.errors import ProjectError
from geo.model import Part
from geo.projects.finding import find_files
from geo.projects.folders import Outcome, read_files
from geo.projects.storing import read_project
from geo.toml_files import read_toml
from tests.projects.conftest import TEXT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.places.gazetteer import Gazetteer
    from geo.places.geoparsing import Geoparser
    from geo.projects.bringing import BroughtText
    from geo.projects.folders import FileRead

GATE = "agreements/note/border-checkpoint.toml"
PAIRS = "agreements/note/provincial-cooperation.toml"


class Read(Protocol):
    def __call__(self, text: str, *, again: bool = False) -> FileRead: ...


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path / "project"


@pytest.fixture
def read(tmp_path: Path, project: Path, geoparser: Geoparser) -> Read:
    """Write the text's file, and read it into the project."""

    def reading(text: str, *, again: bool = False) -> FileRead:
        (tmp_path / "note.txt").write_text(text, encoding="utf-8")
        files = find_files(tmp_path / "note.txt", project)
        [file] = read_files(files, project, geoparser, None, again=again)
        return file

    reading(TEXT)
    return reading


def stored(project: Path, gazetteer: Gazetteer) -> BroughtText:
    [text] = read_project(project, gazetteer)
    return text


def edit(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    record = read_toml(path, ProjectError)
    change(record)
    path.write_text(tomli_w.dumps(record), encoding="utf-8")


def verify(record: dict[str, Any]) -> None:
    agreement = record["agreement"][0]
    del agreement["proposed_because"]
    agreement["title"] = "Checked by a reader"


LONGER = TEXT + "4. Both sides spoke of Hanoi.\n"
EARLIER = TEXT.replace("1. The two", "Both sides met in Hanoi.\n1. The two")


@pytest.mark.parametrize("text", [LONGER, EARLIER, TEXT.replace("\n", "\r\n")])
def test_a_verified_agreement_stays_verified(
    project: Path, gazetteer: Gazetteer, read: Read, text: str
) -> None:
    edit(project / GATE, verify)
    file = read(text, again=True)
    assert file.sentence.startswith("note.txt: read again; 1 changes by hand kept")
    now = stored(project, gazetteer)
    verified = [a for a in now.agreements if not a.is_proposed]
    assert [a.title for a in verified] == ["Checked by a reader"]
    assert len(now.agreements) == 3
    for agreement in now.agreements:
        for one in agreement.evidence:
            assert now.document.text[one.start : one.end] == one.quote
    before = read_project(project / "set-aside" / "note", gazetteer)[0]
    assert before.document.text == TEXT.rstrip("\n")
    assert "Checked by a reader" in {a.title for a in before.agreements}
    assert read(text).outcome is Outcome.KNOWN


def test_what_was_kept_once_is_kept_again(
    project: Path, gazetteer: Gazetteer, read: Read
) -> None:
    edit(project / GATE, verify)
    for count in range(4):
        read(TEXT + "4. Both sides spoke of Hanoi.\n" * count)
    titles = {a.title for a in stored(project, gazetteer).agreements}
    assert "Checked by a reader" in titles


def test_an_agreement_that_was_taken_out_does_not_come_back(
    project: Path, gazetteer: Gazetteer, read: Read
) -> None:
    (project / GATE).unlink()
    edit(project / PAIRS, lambda record: record["agreement"].pop())
    [left] = stored(project, gazetteer).agreements
    for text in (LONGER, EARLIER):
        assert "2 changes by hand kept" in read(text).sentence
        [now] = stored(project, gazetteer).agreements
        assert (now.id, now.title, now.pair) == (left.id, left.title, left.pair)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Another title"),
        ("parties", ["Svay Rieng"]),
        ("places", ["svay_rieng"]),
        ("status", "aim"),
        ("editor_note", "Seen in the original."),
    ],
)
def test_an_edited_field_of_an_agreement_is_kept(
    *, project: Path, gazetteer: Gazetteer, read: Read, field: str, value: object
) -> None:
    edit(project / GATE, lambda record: record["agreement"][0].update({field: value}))
    read(LONGER)
    [now] = [
        a
        for a in stored(project, gazetteer).agreements
        if a.type.value == "border-checkpoint"
    ]
    assert json.dumps(getattr(now, field)) == json.dumps(value)


def without_promise(record: dict[str, Any], **fields: str) -> dict[str, Any]:
    """Copy a record without what its own words promise."""
    parts = {"words", *(part.value for part in Part)}
    return {k: v for k, v in record.items() if k not in parts} | fields


def test_an_agreement_of_a_persons_own_is_kept(
    project: Path, gazetteer: Gazetteer, read: Read
) -> None:
    def add(record: dict[str, Any]) -> None:
        own = without_promise(record["agreement"][0], id="own", title="Thanks")
        own["evidence"] = [
            {"document": "note", "passage": "3", "quote": "Thanks were expressed"}
        ]
        own["status_words"] = "expressed"
        del own["proposed_because"]
        record["agreement"].append(own)

    edit(project / GATE, add)
    read(EARLIER)
    assert "own" in {a.id for a in stored(project, gazetteer).agreements}


def test_mentions_that_were_moved_or_taken_out_stay_so(
    project: Path, gazetteer: Gazetteer, read: Read
) -> None:
    path = project / "mentions" / "note.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "Zorvath" not in line]
    kept = [line.replace('"phnom_penh"', '"kandal"') for line in kept]
    path.write_text("".join(kept), encoding="utf-8")
    read(EARLIER)
    places = {m.exact: m.place_id for m in stored(project, gazetteer).mentions}
    assert "Zorvath" not in places
    assert places["Phnom Penh"] == "kandal"
    assert "Hanoi" in places


@pytest.mark.parametrize(
    ("field", "value"), [("title", "Its title"), ("publisher", "A ministry")]
)
def test_an_edited_record_is_kept(
    *, project: Path, gazetteer: Gazetteer, read: Read, field: str, value: str
) -> None:
    edit(
        project / "documents" / "note.toml",
        lambda record: record.update({field: value}),
    )
    read(LONGER)
    assert getattr(stored(project, gazetteer).document, field) == value


def test_borders_of_another_day_are_kept_and_read_by(
    project: Path, gazetteer: Gazetteer, read: Read
) -> None:
    day = stored(project, gazetteer).document.geography_on.replace(year=2026)
    edit(
        project / "documents" / "note.toml",
        lambda record: record.update(geography_on=day),
    )
    read(LONGER)
    assert stored(project, gazetteer).document.geography_on == day


def test_what_is_about_words_that_are_gone_is_set_aside_and_said(
    project: Path, gazetteer: Gazetteer, read: Read
) -> None:
    edit(project / GATE, verify)
    file = read(TEXT.replace("agreed to upgrade", "agreed to close"))
    assert "0 changes by hand kept, 1 not: their words are gone" in file.sentence
    assert not [a for a in stored(project, gazetteer).agreements if not a.is_proposed]
    [before] = read_project(project / "set-aside" / "note", gazetteer)
    assert [a.title for a in before.agreements if not a.is_proposed] == [
        "Checked by a reader"
    ]


def test_a_text_that_a_person_broke_is_set_aside_before_it_is_read_again(
    project: Path, gazetteer: Gazetteer, read: Read
) -> None:
    path = project / GATE
    path.write_text(path.read_text(encoding="utf-8") + "= broken", encoding="utf-8")
    assert "as it could not be opened" in read(LONGER).sentence
    assert stored(project, gazetteer).agreements
    aside = project / "set-aside" / "note" / GATE
    assert aside.read_text(encoding="utf-8").endswith("= broken")


def test_nothing_is_set_aside_where_nobody_changed_anything(
    project: Path, read: Read
) -> None:
    assert not read(LONGER).sentence
    assert not (project / "set-aside").exists()


def test_a_project_of_before_keeps_what_was_decided_in_it(
    project: Path, gazetteer: Gazetteer, read: Read
) -> None:
    edit(project / GATE, verify)
    (project / PAIRS).unlink()
    (project / ".machine" / "note.zip").unlink()
    record = project / "documents" / "note.toml"
    edit(record, lambda fields: fields["source"].pop("place"))
    edit(record, lambda fields: fields.pop("format_version"))
    edit(
        project / GATE,
        lambda fields: fields["agreement"][0]["evidence"][0].pop("start"),
    )
    read(LONGER)
    [now] = stored(project, gazetteer).agreements
    assert now.title == "Checked by a reader"


def test_a_text_taken_out_by_hand_is_not_read_again_unless_asked(
    project: Path, read: Read
) -> None:
    (project / "documents" / "note.toml").unlink()
    assert read(TEXT).outcome is Outcome.REMOVED
    assert read(LONGER).outcome is Outcome.REMOVED
    assert read(LONGER, again=True).outcome is Outcome.READ
    assert read(LONGER).outcome is Outcome.KNOWN


def test_a_remark_in_a_file_is_set_aside(project: Path, read: Read) -> None:
    path = project / GATE
    path.write_text("# Asked the ministry.\n" + path.read_text(encoding="utf-8"))
    assert "0 changes by hand kept. As it was" in read(LONGER).sentence
    aside = project / "set-aside" / "note" / GATE
    assert aside.read_text(encoding="utf-8").startswith("# Asked")


def test_words_that_stand_twice_are_kept_where_they_were_quoted(
    project: Path, gazetteer: Gazetteer, read: Read
) -> None:
    words = "They thanked both sides."
    twice = TEXT.replace("Thanks were expressed.", f"{words} {words}")
    read(twice)

    def add(record: dict[str, Any]) -> None:
        text = stored(project, gazetteer).document.text
        own = without_promise(record["agreement"][0], id="own", title="Thanks")
        own["evidence"] = [
            {
                "document": "note",
                "passage": "3",
                "quote": words,
                "start": text.rindex(words),
            }
        ]
        own["status_words"] = "thanked"
        del own["proposed_because"]
        record["agreement"].append(own)

    edit(project / GATE, add)
    read(twice.replace("1. The two", "Both sides met in Hanoi.\n1. The two"))
    now = stored(project, gazetteer)
    [own] = [a for a in now.agreements if a.id == "own"]
    assert own.evidence[0].start == now.document.text.rindex(words)

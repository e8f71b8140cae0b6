"""Which files are texts, and which text of a project a file is."""

from __future__ import annotations

import os
import shutil
import unicodedata
from typing import TYPE_CHECKING, Protocol

import pytest

from geo.errors import UsageError
from geo.projects.finding import find_files
from geo.projects.folders import Outcome, read_files
from geo.projects.storing import list_sources
from tests.projects.conftest import TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from geo.places.geoparsing import Geoparser

OTHER = TEXT.replace("Mộc Bài", "Tân Nam").replace("12 May", "13 May")


class Read(Protocol):
    """Read a file or folder into the project; the outcomes by the files' names."""

    def __call__(self, path: Path) -> dict[str, str]: ...


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path / "project"


@pytest.fixture
def read(project: Path, geoparser: Geoparser) -> Read:
    def reading(path: Path) -> dict[str, str]:
        files = find_files(path, project)
        read = read_files(files, project, geoparser, None)
        return {file.name: file.outcome.value for file in read}

    return reading


def put(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def stored(project: Path) -> dict[str, str]:
    """Give the words that tell the texts apart, by id."""
    return {
        name: "Tân Nam"
        if "Tân Nam"
        in (project / "documents" / f"{name}.txt").read_text(encoding="utf-8")
        else "Mộc Bài"
        for name in list_sources(project)
    }


def test_the_same_name_from_another_folder_is_another_text(
    tmp_path: Path, project: Path, read: Read
) -> None:
    put(tmp_path / "a" / "note.txt")
    put(tmp_path / "b" / "note.txt", OTHER)
    for _ in range(2):
        read(tmp_path / "a")
        read(tmp_path / "b" / "note.txt")
    assert stored(project) == {"note": "Mộc Bài", "note-2": "Tân Nam"}


def test_a_file_moved_or_renamed_is_known_by_what_it_holds(
    tmp_path: Path, project: Path, read: Read
) -> None:
    first = put(tmp_path / "a" / "note.txt")
    read(first.parent)
    moved = first.rename(tmp_path / "a" / "other.txt")
    assert read(tmp_path / "a") == {"other.txt": "known"}
    moved.parent.rename(tmp_path / "c")
    assert read(tmp_path / "c") == {"other.txt": "known"}
    put(tmp_path / "c" / "other.txt", TEXT + "4. More.\n")
    assert read(tmp_path / "c") == {"other.txt": "read"}
    assert set(list_sources(project)) == {"note"}


def test_a_file_that_takes_the_name_of_another_does_not_take_its_text(
    tmp_path: Path, project: Path, read: Read
) -> None:
    first = put(tmp_path / "a" / "report.txt")
    read(first.parent)
    first.rename(tmp_path / "a" / "report-may.txt")
    put(first, OTHER)
    outcomes = read(tmp_path / "a")
    assert outcomes == {"report-may.txt": "known", "report.txt": "read"}
    assert stored(project) == {"report": "Mộc Bài", "report-2": "Tân Nam"}


def test_project_and_sources_can_be_moved_together(
    tmp_path: Path, geoparser: Geoparser
) -> None:
    put(tmp_path / "one" / "texts" / "note.txt")
    for folder in ("one", "two"):
        if folder == "two":
            (tmp_path / "one").rename(tmp_path / "two")
            put(tmp_path / "two" / "texts" / "note.txt", TEXT + "4. More.\n")
        project = tmp_path / folder / "project"
        files = find_files(tmp_path / folder / "texts", project)
        [file] = read_files(files, project, geoparser, None)
        assert file.outcome is Outcome.READ
    assert set(list_sources(project)) == {"note"}


def test_names_that_look_alike_are_texts_of_their_own(
    tmp_path: Path, project: Path, read: Read
) -> None:
    names = ["Note.txt", "note.txt", "note.md", "nôte.txt", "Đ.txt", "D.txt"]
    names += [unicodedata.normalize(form, "hà.txt") for form in ("NFC", "NFD")]
    for number, name in enumerate(names):
        put(tmp_path / "a" / name, TEXT + f"{number + 4}. More.\n")
    assert set(read(tmp_path / "a").values()) == {"read"}
    assert set(read(tmp_path / "a").values()) == {"known"}
    assert len(list_sources(project)) == len(names)


def test_a_name_composed_anew_by_another_system_is_the_same_file(
    tmp_path: Path, project: Path, read: Read
) -> None:
    path = put(tmp_path / "a" / unicodedata.normalize("NFC", "hà.txt"))
    read(path.parent)
    path.unlink()
    put(tmp_path / "a" / unicodedata.normalize("NFD", "hà.txt"), TEXT + "4. More.\n")
    assert set(read(path.parent).values()) == {"read"}
    assert len(list_sources(project)) == 1


def test_a_name_whose_bytes_are_no_letters_is_read(
    tmp_path: Path, project: Path, read: Read
) -> None:
    path = os.fsencode(put(tmp_path / "a" / "note.txt"))
    os.rename(path, path.replace(b"note", b"caf\xe9"))  # noqa: PTH104 - bytes
    assert read(tmp_path / "a") == {"caf\ufffd.txt": "read"}
    assert read(tmp_path / "a") == {"caf\ufffd.txt": "known"}
    assert len(list_sources(project)) == 1


def test_the_project_itself_and_what_is_hidden_are_not_read(
    tmp_path: Path, read: Read, project: Path
) -> None:
    put(tmp_path / "note.txt")
    for hidden in (
        "~$note.docx",
        "._note.txt",
        ".note.txt",
        "Thumbs.db",
        ".git/note.txt",
        "deep/.cache/note.txt",
        ".DS_Store",
    ):
        put(tmp_path / hidden, "owner")
    assert read(tmp_path) == {"note.txt": "read"}
    shutil.copytree(project, tmp_path / "deep" / "another project")
    assert read(tmp_path) == {"note.txt": "known"}
    for inside in ("documents", "documents/note.txt", "mentions"):
        with pytest.raises(UsageError, match="in the project itself"):
            read(project / inside)


def test_sources_may_lie_beside_the_texts_of_the_project(
    read: Read, project: Path
) -> None:
    put(project / "note.txt")
    put(project / "sources" / "other.txt", OTHER)
    assert read(project) == {"note.txt": "read", "sources/other.txt": "read"}
    assert read(project) == {"note.txt": "known", "sources/other.txt": "known"}
    assert read(project / "sources") == {"other.txt": "known"}
    assert stored(project) == {"note": "Mộc Bài", "sources-other": "Tân Nam"}


def test_links_that_lead_in_a_circle_are_followed_once(
    tmp_path: Path, read: Read
) -> None:
    put(tmp_path / "a" / "note.txt")
    (tmp_path / "a" / "round").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "self.txt").symlink_to("self.txt")
    (tmp_path / "a" / "same.txt").symlink_to("note.txt")
    (tmp_path / "a" / "lost.txt").symlink_to("nowhere.txt")
    (tmp_path / "a" / "b").symlink_to(tmp_path / "b")
    put(tmp_path / "b" / "linked.txt", OTHER)
    outcomes = read(tmp_path / "a")
    assert outcomes.pop("self.txt") == outcomes.pop("lost.txt") == "refused"
    assert outcomes == {"b/linked.txt": "read", "note.txt": "read"}


def test_a_pipe_among_the_texts_is_told_and_not_waited_for(
    tmp_path: Path, read: Read
) -> None:
    put(tmp_path / "a" / "note.txt")
    os.mkfifo(tmp_path / "a" / "pipe.txt")
    assert read(tmp_path / "a") == {"note.txt": "read", "pipe.txt": "refused"}

"""Changing a project: one run at a time, whole or not at all."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geo.cli import main
from geo.errors import ProjectError
from geo.projects import changing
from geo.projects.finding import find_files
from geo.projects.folders import Outcome, read_files
from geo.projects.storing import list_sources, read_project, write_text
from tests.projects.conftest import TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.places.gazetteer import Gazetteer
    from geo.places.geoparsing import Geoparser
    from tests.projects.conftest import BringText

HOLD = """
import sys
from pathlib import Path
from geo.projects.changing import only_run
with only_run(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("end", ["let go", "killed"])
def test_a_second_run_waits_until_the_first_has_ended(
    tmp_path: Path, geoparser: Geoparser, end: str
) -> None:
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    project = tmp_path / "project"
    waits = threading.Event()
    outcomes: list[Outcome] = []

    def read() -> None:
        files = find_files(tmp_path / "note.txt", project)
        reading = read_files(
            files, project, geoparser, None, tell=lambda _: waits.set()
        )
        outcomes.extend(file.outcome for file in reading)

    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(project)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == b"held\n"
        second = threading.Thread(target=read)
        second.start()
        assert waits.wait(60)
        assert not outcomes
        if end == "killed":
            holder.kill()
        holder.stdin.close()
        second.join(60)
    assert outcomes == [Outcome.READ]


def state(project: Path, gazetteer: Gazetteer) -> str:
    """Give the words that tell the old text from the new one."""
    [text] = read_project(project, gazetteer)
    return "new" if "Hanoi" in text.document.text else "old"


def end_after(
    steps: Iterator[int], whole: Callable[..., object]
) -> Callable[..., object]:
    """Let a call of the system go through as long as there are steps left."""

    def wrapped(*arguments: object, **options: object) -> object:
        if next(steps, None) is None:
            raise KeyboardInterrupt
        return whole(*arguments, **options)

    return wrapped


def test_wherever_a_run_ends_the_text_is_the_old_one_or_the_new_one(
    tmp_path: Path,
    gazetteer: Gazetteer,
    bring_text: BringText,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each call of the system fails once, as when the process ended there."""
    old = bring_text("one.txt")
    new = bring_text("one.txt", TEXT.split("2.")[0] + "They met in Hanoi.\n")
    states: list[str] = []
    number = 0
    while True:
        project = tmp_path / str(number)
        write_text(project, old)
        steps = iter(range(number))
        with monkeypatch.context() as patched:
            for name in ("write_bytes", "rename", "replace", "unlink", "mkdir"):
                patched.setattr(Path, name, end_after(steps, getattr(Path, name)))
            try:
                write_text(project, new)
                ended = False
            except KeyboardInterrupt:
                ended = True
        states.append(state(project, gazetteer))
        with changing.only_run(project, print):
            pass
        assert state(project, gazetteer) == states[-1]
        assert not list(project.rglob("*draft"))
        if not ended:
            break
        number += 1
    assert number > 15
    assert states == sorted(states, reverse=True)
    assert {"old", "new"} == set(states)


@pytest.mark.parametrize("what", ["file", "file/project", "a" * 300])
def test_what_cannot_be_a_project_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    note = tmp_path / "note.txt"
    note.write_text(TEXT, encoding="utf-8")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert main(["read", str(note), "-o", str(tmp_path / what)]) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("way", ["documents", "mentions", ".coming", ".lock/x"])
def test_a_file_or_folder_in_the_way_is_one_sentence(
    tmp_path: Path, bring_text: BringText, way: str
) -> None:
    path = tmp_path / "project" / way
    path.parent.mkdir(parents=True)
    path.write_text("x", encoding="utf-8")
    with (
        pytest.raises(ProjectError, match="cannot be written"),
        changing.only_run(tmp_path / "project", print),
    ):
        write_text(tmp_path / "project", bring_text("one.txt"))
    assert path.read_text(encoding="utf-8") == "x"


def test_a_full_disk_ends_the_run_and_leaves_no_draft(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(3):
        (texts / f"{number}.txt").write_text(TEXT * (1 + 40 * number), encoding="utf-8")
    script = (
        "import resource, sys; from geo.cli import main; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)); "
        "sys.exit(main(['read', sys.argv[1], '-o', sys.argv[2]]))"
    )
    project = tmp_path / "project"
    done = subprocess.run(
        [sys.executable, "-c", script, str(texts), str(project)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "what it held is as it was" in done.stderr
    assert set(list_sources(project)) == {"0"}
    assert not list(project.rglob("*draft"))


def test_several_processes_write_texts_at_once(tmp_path: Path) -> None:
    project = tmp_path / "project"
    names = [[f"text-{part}-{n}" for n in range(100)] for part in range(4)]
    wrong: list[ProjectError] = []

    def write(ours: list[str]) -> None:
        try:
            for name in ours:
                parts = {
                    f"documents/{name}.txt": b"words",
                    f"documents/{name}.toml": b'id = "x"',
                }
                changing.put_text(project, name, parts)
        except ProjectError as error:
            wrong.append(error)

    threads = [threading.Thread(target=write, args=(ours,)) for ours in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert list(changing.list_ids(project)) == sorted(n for ours in names for n in ours)


def test_a_folder_that_is_taken_away_meanwhile_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Path] = []
    make = Path.mkdir

    def mkdir(path: Path, *args: object, **how: bool) -> None:
        if ".coming" in path.parts and len(taken) < 3:
            taken.append(path)
            raise FileNotFoundError(2, "No such file or directory")
        make(path, *args, **how)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(Path, "mkdir", mkdir)
    changing.put_text(tmp_path / "project", "text", {"documents/text.toml": b"x"})
    assert len(taken) == 3
    assert (tmp_path / "project" / "documents" / "text.toml").read_bytes() == b"x"

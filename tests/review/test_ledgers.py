"""Ledgers on the disk: whole lines, several readers at once, nothing written twice."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from geo.atlas import build_atlas
from geo.errors import ProjectError, UsageError
from geo.review.agreeing import compare_readers
from geo.review.deciding import Hand, change_role, choose_place, confirm
from geo.review.decisions import render_line
from geo.review.ledgers import append, read_ledgers
from geo.review.merging import merge_projects
from geo.review.projects import open_atlas, open_project
from geo.review.state import state_of
from tests.review.test_deciding import mention

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.places.gazetteer import Gazetteer
    from geo.projects.bringing import BroughtText
    from geo.review.decisions import Decision
    from geo.review.state import State
    from tests.projects.conftest import BringText

HAND = Hand(who="a reader")
ONE, OTHER = "a reader", "độc giả"


@pytest.fixture
def text(bring_text: BringText) -> BroughtText:
    return bring_text("one.txt")


def some(text: BroughtText, count: int, who: str = "a reader") -> list[Decision]:
    """Confirm the same mention again and again."""
    item = state_of([text], ()).mentions[0]
    return [d for _ in range(count) for d in confirm([item], Hand(who=who))]


DECIDE = """
import sys
from pathlib import Path
from geo.review.decisions import read_line
from geo.review.ledgers import append

for line in sys.stdin:
    append(Path(sys.argv[1]), sys.argv[2], [read_line(line)])
"""


def _roles(state: State, who: str, counts: list[tuple[str, int]]) -> list[Decision]:
    """Give so many mentions one role after the other, in reading order."""
    mentions = iter(state.mentions)
    return [
        decision
        for role, count in counts
        for _ in range(count)
        for decision in change_role([next(mentions)], role, Hand(who=who))
    ]


def test_two_readers_decide_a_hundred_things_each_at_once(
    atlas: Atlas, tmp_path: Path
) -> None:
    """Of 100 mentions both say literal of 45, both actor of 30, and differ about 25.

    One says literal of 60, the other of 55: by chance they would agree about 51, and
    kappa is (0.75 - 0.51) / 0.49. Of their 200 answers 115 are literal: alpha is
    1 - 199 * 50 / (200 ** 2 - 115 ** 2 - 85 ** 2).
    """
    (document,) = (d for d in atlas.documents if d.id == "joint-statement")
    mentions = {document.id: atlas.mentions[document.id][:100]}
    part = build_atlas([document], atlas.gazetteer, (), mentions)
    state = open_atlas(part, tmp_path).state
    one = _roles(state, ONE, [("literal", 60), ("actor", 40)])
    two = _roles(state, OTHER, [("literal", 45), ("actor", 45), ("literal", 10)])
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", DECIDE, str(tmp_path), who],
            stdin=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for who in (ONE, OTHER)
    ]
    for process, decisions in zip(readers, (one, two), strict=True):
        assert process.stdin
        process.stdin.write("".join(map(render_line, decisions)))
        process.stdin.close()
    assert [process.wait() for process in readers] == [0, 0]
    ledgers = read_ledgers(tmp_path)
    assert not ledgers.told
    assert {d.id for d in ledgers.decisions} == {d.id for d in (*one, *two)}
    assert len({d.when for d in ledgers.decisions}) == 200
    files = {p.name: p.read_text("utf-8") for p in tmp_path.glob("decisions/*.jsonl")}
    assert files.keys() == {"a-reader.jsonl", "doc-gia.jsonl"}
    assert all(said.count("\n") == 100 for said in files.values())
    state = open_atlas(part, tmp_path).state
    assert sum(item.differs for item in state.mentions) == 25
    (roles,) = compare_readers(state)
    assert (roles.question, roles.units, roles.disagreements) == (
        "mention role",
        100,
        25,
    )
    (kappa,) = roles.kappas
    assert (kappa.one, kappa.two, kappa.same) == (ONE, OTHER, 75)
    assert kappa.kappa == pytest.approx(0.24 / 0.49)
    assert roles.alpha == pytest.approx(1 - 199 * 50 / 19_550)


def test_a_decision_that_is_sent_again_is_written_once(
    project: Path, text: BroughtText
) -> None:
    decisions = some(text, 3)
    written = append(project, "a reader", decisions)
    assert append(project, "a reader", decisions) == written
    assert append(project, "a reader", decisions[1:2]) == written[1:2]
    assert read_ledgers(project).decisions == written


def test_a_later_decision_is_later_whatever_the_clock_says(
    project: Path, text: BroughtText
) -> None:
    first, second = some(text, 2)
    append(project, "one", [second])
    append(project, "two", [first])
    assert [d.who for d in read_ledgers(project).decisions] == ["one", "two"]


_KILLED = """
import os, signal, sys
from pathlib import Path
from geo.review import ledgers
from geo.review.decisions import read_line

real = os.write
left = int(sys.argv[2])

def write(handle, content):
    written = real(handle, content[:left])
    os.fsync(handle)
    os.kill(os.getpid(), signal.SIGKILL)
    return written

os.write = write
ledgers.append(Path(sys.argv[1]), "a reader", [read_line(sys.stdin.read())])
"""


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99, 1.0])
def test_a_writer_that_is_killed_leaves_whole_lines_and_one_that_is_set_aside(
    project: Path, text: BroughtText, share: float
) -> None:
    first, second, third = some(text, 3)
    kept = append(project, "a reader", [first])
    line = render_line(second)
    ended = subprocess.run(
        [
            *(sys.executable, "-c", textwrap.dedent(_KILLED), str(project)),
            str(int(share * len(line.encode()))),
        ],
        input=line.encode(),
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    ledgers = read_ledgers(project)
    assert ledgers.decisions[:1] == kept
    cut = 0 < share < 1
    assert len(ledgers.told) == cut
    if cut:
        assert "line 2: the last line was cut" in ledgers.told[0]
    append(project, "a reader", [third])
    now = read_ledgers(project)
    assert not now.told
    assert {first.id, third.id} <= {d.id for d in now.decisions}
    aside = list((project / "decisions" / "set-aside").glob("*.txt"))
    assert len(aside) == cut


def test_what_is_no_decision_is_told_and_stays(
    project: Path, text: BroughtText
) -> None:
    written = append(project, "a reader", some(text, 2))
    path = project / "decisions" / "a-reader.jsonl"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    strange = '{"id": "x", "act": "dream"}\n'
    path.write_text(
        lines[0] + "<<<<<<< ours\n" + strange + "\n" + lines[1], encoding="utf-8"
    )
    ledgers = read_ledgers(project)
    assert ledgers.decisions == written
    assert [sentence.split(":")[0] for sentence in ledgers.told] == [
        "decisions/a-reader.jsonl, line 2",
        "decisions/a-reader.jsonl, line 3",
    ]
    append(project, "a reader", some(text, 1))
    assert strange in path.read_text("utf-8")


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "x" * 81])
def test_a_reader_without_a_name_writes_nothing(
    project: Path, text: BroughtText, name: str
) -> None:
    with pytest.raises(UsageError, match="no name of a reader"):
        append(project, name, some(text, 1))
    assert not (project / "decisions").exists()


def test_two_names_that_look_alike_have_a_file_each(
    project: Path, text: BroughtText
) -> None:
    for who in (OTHER, "đọc gia", OTHER):
        append(project, who, some(text, 1, who))
    assert len(read_ledgers(project).decisions) == 3
    names = sorted(p.name for p in project.glob("decisions/*.jsonl"))
    assert names == ["doc-gia-2.jsonl", "doc-gia.jsonl"]


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(
    project: Path, text: BroughtText
) -> None:
    (project / "decisions").write_text("a file where the folder belongs")
    with pytest.raises(ProjectError, match="cannot be written"):
        append(project, "a reader", some(text, 1))


def test_two_copies_are_merged_by_taking_every_line_of_both(
    project: Path, text: BroughtText, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    shared = append(project, "one", some(text, 1))
    other = tmp_path / "copy"
    subprocess.run(["cp", "-r", project, other], check=True)
    state = open_project(project, gazetteer).state
    append(project, "one", confirm([mention(state, "Svay Rieng")], HAND))
    place = gazetteer["tay_ninh"]
    append(other, "two", choose_place([mention(state, "Tây Ninh")], place, HAND))
    merge_projects(project, other, tmp_path / "both", gazetteer)
    merge_projects(other, project, tmp_path / "back", gazetteer)
    merged = read_ledgers(tmp_path / "both")
    assert merged == read_ledgers(tmp_path / "back")
    assert len(merged.decisions) == 3
    assert shared[0] in merged.decisions
    both = open_project(tmp_path / "both", gazetteer).state
    assert both == open_project(tmp_path / "back", gazetteer).state
    assert [item.differs for item in both.mentions].count(True) == 1
    (place_kind,) = (k for k in compare_readers(both) if k.question == "mention place")
    assert place_kind.disagreements == 1

"""Texts are read by several processes, or on several machines, as by one."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import pytest

from geo.cli import main
from geo.collections.cluster import Cluster
from geo.errors import UsageError
from geo.projects.finding import find_files
from geo.projects.folders import Outcome, read_files
from geo.projects.nursery import LostError, Nursery
from tests.conftest import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from distributed import LocalCluster

    from geo.places.geoparsing import Geoparser

COUNT = 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("texts")
    for number in range(COUNT):
        day = f"Phnom Penh, {number + 1} May 2025"
        gate = "agreed to upgrade the Bavet–Mộc Bài border gate"
        text = f"Press note {number}\n{day}\n1. The two sides {gate}, part {number}.\n"
        # Two of a name, whose ids have to be told apart in the same order.
        path = made / f"{number % 2}" / f"note-{number // 2}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    (made / "0" / "undated.txt").write_text("No day stands here.\n", "utf-8")
    (made / "1" / "empty.txt").write_bytes(b"")
    return made


@pytest.fixture(scope="module")
def serial(
    folder: Path, parser: Geoparser, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    project = tmp_path_factory.mktemp("serial") / "project"
    outcomes = [
        f.outcome for f in read_files(find_files(folder), project, parser, None)
    ]
    assert outcomes.count(Outcome.READ) == COUNT
    return tree(project)


def tree(project: Path) -> dict[str, bytes]:
    """Give every file of a project but its lock and its store.

    The projects lie equally deep: their records say where the texts lie from there.
    """
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in project.rglob("*")
        if path.is_file() and path.name != ".lock" and ".store" not in path.parts
    }


def test_three_processes_write_what_one_writes(
    folder: Path, serial: dict[str, bytes], tmp_path: Path
) -> None:
    project = tmp_path / "project"
    files = find_files(folder)
    with Nursery(DATA, at_once=3) as nursery:
        read = list(read_files(files, project, nursery, None))
        assert [file.name for file in read] == list(files), "in their order"
        assert tree(project) == serial
        again = [f.outcome for f in read_files(files, project, nursery, None)]
    assert again.count(Outcome.KNOWN) == COUNT
    assert Outcome.READ not in again


class Dying:
    """Readers whose first process of each text ends without a word."""

    at_once = 2

    def __init__(self, parser: Geoparser, lives: int) -> None:
        self.begun: dict[str, int] = {}
        self._geoparser = parser
        self._lives = lives

    def begin(
        self, name: str, read: Callable[..., Any], *arguments: object
    ) -> DyingHandle:
        self.begun[name] = self.begun.get(name, 0) + 1
        is_lost = self.begun[name] <= self._lives
        return DyingHandle(
            lambda: read(self._geoparser, None, *arguments), is_lost=is_lost
        )


class DyingHandle:
    def __init__(self, read: Callable[[], Any], *, is_lost: bool) -> None:
        self._read = read
        self._is_lost = is_lost

    def look(self, seconds: float) -> bool:
        return seconds >= 0

    def result(self) -> object:
        if self._is_lost:
            msg = "It is gone."
            raise LostError(msg)
        return self._read()

    def end(self) -> None:
        pass


def test_a_text_whose_process_is_gone_is_begun_once_more(
    folder: Path, parser: Geoparser, tmp_path: Path
) -> None:
    files = find_files(folder)
    dying = Dying(parser, lives=1)
    read = list(read_files(files, tmp_path / "project", dying, None))
    assert [file.outcome for file in read].count(Outcome.READ) == COUNT
    assert set(dying.begun.values()) == {2}
    gone = list(read_files(files, tmp_path / "no", Dying(parser, lives=9), None))
    assert {file.outcome for file in gone} == {Outcome.REFUSED}
    assert {file.sentence for file in gone} == {"It is gone."}


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from distributed import LocalCluster  # noqa: PLC0415 - slow to load

        with LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address=None,
            host="127.0.0.1",
            silence_logs=50,
        ) as local:
            yield local


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_writes_the_same_though_a_worker_is_killed_in_the_middle(
    folder: Path, serial: dict[str, bytes], tmp_path: Path, cluster: LocalCluster
) -> None:
    project = tmp_path / "project"
    files = find_files(folder)
    with Cluster(cluster.scheduler_address, DATA) as readers:
        outcomes = []
        for number, file in enumerate(read_files(files, project, readers, None)):
            outcomes.append(file.outcome)
            if number == 2:
                worker = next(iter(cluster.workers.values()))
                worker.process.process.kill()
        assert outcomes.count(Outcome.READ) == COUNT
        assert tree(project) == serial
        again = [f.outcome for f in read_files(files, project, readers, None)]
    assert again.count(Outcome.KNOWN) == COUNT
    assert Outcome.READ not in again


def test_a_scheduler_that_does_not_answer_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("geo.collections.cluster._PATIENCE_S", 0.2)
    with pytest.raises(UsageError, match=r"No scheduler of Dask answers at 'tcp:"):
        Cluster("tcp://127.0.0.1:9", DATA)
    with pytest.raises(UsageError, match=r"No scheduler of Dask answers at 'nothing'"):
        Cluster("nothing", DATA)


@pytest.mark.parametrize("number", ["0", "x", "-1", "1000"])
def test_a_wrong_number_of_workers_is_one_sentence(
    number: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["read", str(folder), "-o", str(tmp_path / "p"), "--workers", number])
    assert ended.value.code == 2
    assert "is no number of workers" in capsys.readouterr().err


def test_the_command_reads_with_workers_and_leaves_a_store(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "project"
    command = ["read", str(folder), "-o", str(project), "--workers", "2"]
    assert main(command) == 2, "one has no day, one is empty"
    assert f"{COUNT} read" in capsys.readouterr().out
    assert list((project / ".store").glob("*.sqlite"))
    assert not list((project / ".store").glob("*-wal"))
    assert main(command) == 2
    assert f"0 read, {COUNT} known already" in capsys.readouterr().out

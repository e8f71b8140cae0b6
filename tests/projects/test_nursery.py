"""Each text is read in a process of its own, and nobody else notices."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geo.cli import main
from geo.errors import GeoError, IntakeError, ProjectError, UsageError
from geo.projects import nursery as nursery_module
from geo.projects.bringing import make_id
from geo.projects.budgets import Budget
from geo.projects.nursery import Nursery
from geo.projects.storing import pack
from geo.projects.texts import Asked, read_text
from geo.review.saved import open_saved
from tests.conftest import DATA
from tests.projects.conftest import TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.places.geoparsing import Geoparser
    from tests.projects.conftest import BringText

    Tell = Callable[[float, str], None]

SMALL = Budget(memory=64_000_000, seconds=2)
ASKED = Asked(name="release.txt", content=TEXT.encode(), document_id="release")


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with Nursery(DATA, SMALL, at_once=2) as started:
        yield started


def hoard(_: Geoparser, __: Tell) -> int:
    return len(bytearray(1_000_000_000))


def hoard_bit_by_bit(_: Geoparser, __: Tell) -> int:
    kept: list[list[int]] = []
    while True:
        kept.append(list(range(1000)))


def answer_with_more_than_fits(_: Geoparser, __: Tell) -> list[bytes]:
    return [os.urandom(45_000_000)]


def spin(_: Geoparser, __: Tell) -> None:
    while True:
        pass


def spin_where_no_signal_is_heard(_: Geoparser, __: Tell) -> int:
    return sum(range(10**14))


def spin_and_catch_all(_: Geoparser, __: Tell) -> None:
    while True:
        try:
            spin(_, __)
        except Exception:  # noqa: BLE001, S112 - what a reader of a format may do
            continue


def crash(_: Geoparser, __: Tell) -> None:
    os.abort()


def end(_: Geoparser, __: Tell) -> None:
    os._exit(0)


def refuse(_: Geoparser, __: Tell) -> None:
    msg = "x.pdf: it is no PDF."
    raise IntakeError(msg)


def fail(_: Geoparser, __: Tell) -> None:
    msg = "a bug"
    raise OSError(msg)


def add(geoparser: Geoparser, tell: Tell, one: int, other: int) -> int:
    tell(0.5, "Adding")
    assert len(geoparser.gazetteer) > 0
    return one + other


def tell_and_wait(_: Geoparser, tell: Tell) -> None:
    tell(0.1, f"{os.getpid()}")
    threading.Event().wait()


def tell_and_spin(_: Geoparser, tell: Tell) -> None:
    while True:
        tell(0.1, f"{os.getpid()}")


def say_folder(_: Geoparser, tell: Tell) -> None:
    import tempfile  # noqa: PLC0415 - what the process of a text sees

    folder = tempfile.mkdtemp()
    Path(folder, "part").write_text("half", encoding="utf-8")
    tell(0.1, folder)
    threading.Event().wait()


def test_a_text_is_read_there_as_it_is_read_here(
    nursery: Nursery, geoparser: Geoparser
) -> None:
    here = read_text(geoparser, lambda *_: None, ASKED)
    assert nursery.begin("release.txt", read_text, ASKED).result() == here
    assert here.text is not None
    assert here.text.mentions


def test_a_saved_project_is_opened_there_as_well(
    nursery: Nursery, bring_text: BringText
) -> None:
    text = bring_text("release.txt")
    assert nursery.begin("p", open_saved, pack([text])).result() == ((text,), ())


@pytest.mark.parametrize(
    "read",
    [
        hoard,
        hoard_bit_by_bit,
        answer_with_more_than_fits,
        spin,
        spin_where_no_signal_is_heard,
        spin_and_catch_all,
        crash,
        end,
    ],
)
def test_what_takes_too_much_is_refused_in_a_sentence_and_another_is_read(
    nursery: Nursery, read: Callable[..., object]
) -> None:
    other = nursery.begin("release.txt", read_text, ASKED)
    with pytest.raises(UsageError, match=r"^bomb\.pdf: reading it takes more") as told:
        nursery.begin("bomb.pdf", read).result()
    assert "\n" not in str(told.value)
    assert other.result().text is not None
    assert nursery.begin("sum", add, 1, 2).result() == 3


def test_errors_come_back_as_they_are(nursery: Nursery) -> None:
    with pytest.raises(IntakeError, match=r"^x\.pdf: it is no PDF\.$"):
        nursery.begin("x.pdf", refuse).result()
    with pytest.raises(RuntimeError, match=r"(?s)x\.pdf could not be read.*a bug"):
        nursery.begin("x.pdf", fail).result()


@pytest.mark.parametrize("read", [tell_and_wait, tell_and_spin])
def test_the_process_of_a_text_ends_when_nobody_waits_for_it(
    nursery: Nursery, read: Callable[..., object]
) -> None:
    reading = nursery.begin("x", read)
    while not reading.doing.isdigit():
        reading.look(1)
    process = Path("/proc") / reading.doing
    assert process.exists()
    reading.end()
    while process.exists():
        threading.Event().wait(0.05)


def test_what_a_process_unpacked_goes_with_it(nursery: Nursery) -> None:
    reading = nursery.begin("x", say_folder)
    while not reading.doing.startswith("/"):
        reading.look(1)
    folder = Path(reading.doing)
    assert (folder / "part").exists()
    reading.end()
    assert not folder.exists()


def test_texts_wait_for_their_turn_and_move_up() -> None:
    with Nursery(DATA, at_once=1) as one_at_a_time:
        readings = [one_at_a_time.begin("x", tell_and_wait) for _ in range(3)]
        readings.append(one_at_a_time.begin("sum", add, 1, 2))
        while not readings[0].doing.isdigit():
            readings[0].look(1)
        assert [reading.before for reading in readings] == [0, 1, 2, 3]
        assert not readings[1].look(0.01)
        readings[1].end()
        assert [reading.before for reading in readings[2:]] == [1, 2]
        for reading in readings[:3]:
            reading.end()
        assert readings[3].result() == 3


def test_a_nursery_that_ended_is_started_again() -> None:
    with Nursery(DATA) as started:
        assert started.begin("sum", add, 1, 2).result() == 3
        process = started._process  # noqa: SLF001 - it is to be ended
        assert process is not None
        process.kill()
        process.wait()
        assert started.begin("sum", add, 1, 2).result() == 3


def test_a_broken_data_folder_is_told_in_a_sentence(tmp_path: Path) -> None:
    gazetteer = tmp_path / "gazetteer"
    gazetteer.mkdir()
    (gazetteer / "places.toml").write_text("[[place]]\nid = 'No'\n", encoding="utf-8")
    with (
        Nursery(tmp_path) as started,
        pytest.raises(ProjectError, match="No process could be started"),
    ):
        started.begin("sum", add, 1, 2).result()


def test_where_processes_cannot_split_texts_are_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(nursery_module, "CAN_FORK", False)
    with Nursery(DATA) as started:
        found = started.begin("release.txt", read_text, ASKED).result()
        assert found.text is not None
        with pytest.raises(GeoError, match="it is no PDF"):
            started.begin("x.pdf", refuse).result()
        reading = started.begin("x", tell_and_spin)
        while not reading.doing.isdigit():
            reading.look(1)
        before = threading.active_count()
        reading.end()
        while threading.active_count() >= before:
            threading.Event().wait(0.05)


def test_the_command_line_refuses_a_bomb_and_reads_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.projects.nursery.Budget", lambda: SMALL)
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(TEXT * 20_000, encoding="utf-8")
    (texts / "b.txt").write_text(TEXT, encoding="utf-8")
    assert main(["read", str(texts), "-o", str(tmp_path / "project")]) == 2
    said = capsys.readouterr()
    assert "1 read" in said.out
    assert said.err.startswith("a.txt: reading it takes more")
    assert make_id("b.txt") in {
        p.stem for p in (tmp_path / "project" / "documents").iterdir()
    }

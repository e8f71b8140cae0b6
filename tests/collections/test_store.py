"""The store is thrown away and built again without loss, whatever becomes of it."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest

from geo.collections import store as rooms
from geo.collections.asking import Asked
from geo.collections.collection import Collection, open_collection
from geo.collections.filling import Entry
from geo.collections.sources import ProjectSource, stamp_text
from geo.collections.store import FOLDER, Store
from geo.errors import GeoError, ProjectError
from geo.projects.managing import remove
from geo.projects.storing import write_text
from geo.review.decisions import Act, Decision, Subject, new_id, words_at
from geo.review.ledgers import append, list_ledgers
from tests.conftest import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.projects.bringing import BroughtText

DAY = dt.date(2021, 6, 1)


def answers(collection: Collection) -> tuple[object, ...]:
    words = Asked(words="border")
    return (
        collection.count(),
        collection.facets(),
        collection.texts(),
        collection.agreements(most=1000),
        collection.mentions(most=1000),
        collection.passages(words),
        collection.units(),
        collection.places(),
        collection.pairs(),
    )


def only_file(project: Path) -> Path:
    (path,) = (project / FOLDER).glob("*.sqlite")
    return path


def delete_folder(project: Path) -> None:
    shutil.rmtree(project / FOLDER)


def delete_database(project: Path) -> None:
    only_file(project).unlink()


def cut(project: Path) -> None:
    path = only_file(project)
    content = path.read_bytes()
    for beside in path.parent.glob("*-wal"):
        beside.unlink()
    path.write_bytes(content[: len(content) // 3])


def empty(project: Path) -> None:
    only_file(project).write_bytes(b"")


def write_over(project: Path) -> None:
    path = only_file(project)
    for beside in path.parent.glob("*-wal"):
        beside.unlink()
    path.write_bytes(b"\0" * path.stat().st_size)


def damage_tables(project: Path) -> None:
    path = only_file(project)
    content = bytearray(path.read_bytes())
    for beside in path.parent.glob("*-wal"):
        beside.unlink()
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)


def drop_a_table(project: Path) -> None:
    connection = sqlite3.connect(only_file(project))
    connection.execute("DROP TABLE said")
    connection.commit()
    connection.close()


def point_nowhere(project: Path) -> None:
    (pointer,) = (project / FOLDER).glob("*.current")
    pointer.write_bytes(b"\xff/../x")


DAMAGES = [
    delete_folder,
    delete_database,
    cut,
    empty,
    write_over,
    damage_tables,
    drop_a_table,
    point_nowhere,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
@pytest.mark.parametrize("is_open", [True, False], ids=["while open", "before"])
def test_a_damaged_store_is_built_again(
    damage: Callable[[Path], None],
    is_open: bool,  # noqa: FBT001 - a parameter of the test
    project: Path,
    collection: Collection,
    atlas: Atlas,
) -> None:
    before = answers(collection)
    if not is_open:
        collection.store.close()
    damage(project)
    now = collection
    if not is_open:
        now = open_collection(project, DATA, atlas.gazetteer)
    assert answers(now) == before
    assert only_file(project).stat().st_size > 4096
    now.store.close()


def test_one_of_another_edition_is_left_alone_and_not_read(
    project: Path,
    collection: Collection,
    atlas: Atlas,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = answers(collection)
    other = only_file(project)
    monkeypatch.setattr(rooms, "VERSION", "another")
    later = open_collection(project, DATA, atlas.gazetteer)
    assert answers(later) == before
    later.store.close()
    assert other.exists()
    assert answers(collection) == before


def test_one_replaced_while_it_is_read_is_followed(
    project: Path, collection: Collection, atlas: Atlas, texts: dict[str, BroughtText]
) -> None:
    source = ProjectSource(project, atlas.gazetteer)
    key = only_file(project).name.split("-")[1]
    other = Store(source, project / FOLDER, key)
    before = answers(collection)
    (pointer,) = (project / FOLDER).glob("*.current")
    pointer.unlink()
    remove(project, "river", lambda _: None)
    assert Collection(other).count().texts == 2
    assert collection.count().texts == 2
    write_text(project, texts["river"])
    collection.store.refresh()
    assert sorted(row.id for row in collection.texts().rows) == sorted(texts)
    assert collection.count() == before[0]
    other.close()


def test_what_changes_in_the_plain_files_is_taken_in(
    project: Path,
    collection: Collection,
    bring_words: Callable[[str, str, dt.date], BroughtText],
) -> None:
    write_text(project, bring_words("later", "Rain fell on Phnom Penh.", DAY))
    collection.store.refresh()
    assert collection.count().texts == 4
    assert collection.passages(Asked(words="rain")).total == 1
    write_text(project, bring_words("later", "Snow fell on Phnom Penh.", DAY))
    record = project / "documents" / "gate.toml"
    said = record.read_text("utf-8").replace("Press release", "Another title", 1)
    record.write_text(said, "utf-8")
    remove(project, "khmer", lambda _: None)
    collection.store.refresh()
    assert not collection.passages(Asked(words="rain")).total
    assert collection.passages(Asked(words="snow")).total == 1
    assert collection.texts(Asked(words="another title")).total == 1
    assert collection.count().texts == 3
    assert collection.count().mentions == collection.mentions().total


def test_an_appended_store_is_that_of_a_new_one(
    project: Path, collection: Collection, texts: dict[str, BroughtText]
) -> None:
    for name in ("river", "gate", "river"):
        text = texts[name]
        collection.store.put(
            Entry(
                document=text.document,
                mentions=text.mentions,
                agreements=text.agreements,
                stamp=stamp_text(project, name),
            )
        )
    collection.store.refresh()
    appended = answers(collection)
    shutil.rmtree(project / FOLDER)
    rebuilt = answers(collection)
    # The order of passages and mentions is that in which the texts came.
    assert _sorted(appended) == _sorted(rebuilt)


def _sorted(found: tuple[object, ...]) -> list[object]:
    return [
        (sorted(map(repr, rows)), one) if (rows := getattr(one, "rows", None)) else one
        for one in found
        if not hasattr(one, "rows")
    ] + [sorted(map(repr, getattr(one, "rows", ()))) for one in found]


def _look(
    collection: Collection, texts: set[int], agreements: set[int]
) -> Iterator[object]:
    """Give what is wrong with the answers of one moment."""
    try:
        counts, page = collection.count(), collection.texts()
        listed = collection.agreements(most=1000)
    except GeoError as error:
        yield error
        return
    if counts.texts not in texts or page.total != len(page.rows):
        yield counts, page.total
    if listed.total not in agreements:
        yield listed.total


def test_it_is_written_while_eight_threads_read(
    project: Path,
    collection: Collection,
    bring_words: Callable[[str, str, dt.date], BroughtText],
) -> None:
    news = bring_words("news", "1. The two sides agreed to meet in Phnom Penh.", DAY)
    before = collection.count()
    agreements = {before.agreements, before.agreements + len(news.agreements)}
    wrong: list[object] = []
    done = threading.Event()
    begun = threading.Barrier(9)

    def read() -> None:
        begun.wait()
        while not done.is_set():
            wrong.extend(_look(collection, {3, 4}, agreements))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    begun.wait()
    for number in range(20):
        if number % 2 == 0:
            write_text(project, news)
        else:
            remove(project, "news", lambda _: None)
        if number in {7, 14}:
            shutil.rmtree(project / FOLDER, ignore_errors=True)
        collection.store.refresh()
    done.set()
    for thread in threads:
        thread.join()
    assert not wrong
    assert collection.count() == before


def test_where_nothing_can_be_written_the_store_lies_elsewhere(
    project: Path, atlas: Atlas
) -> None:
    (project / FOLDER).write_bytes(b"a file in its way")
    opened = open_collection(project, DATA, atlas.gazetteer)
    assert opened.count().texts == 3
    assert (project / FOLDER).read_bytes() == b"a file in its way"


def test_a_text_that_cannot_be_read_is_one_sentence(
    project: Path, collection: Collection
) -> None:
    (project / "mentions" / "gate.jsonl").write_text("{}\n", "utf-8")
    with pytest.raises(ProjectError, match=r"gate\.jsonl, line 1"):
        collection.store.refresh()
    assert "\n" not in str(ProjectError("a\nb"))


def test_what_readers_decided_is_what_is_asked(
    project: Path, collection: Collection, texts: dict[str, BroughtText]
) -> None:
    rejected = next(a for a in texts["gate"].agreements if a.pair is None)
    before = collection.count()
    evidence = rejected.evidence[0]
    words = words_at(texts["gate"].document.text, evidence.start, evidence.end)
    decision = Decision(
        id=new_id(),
        when=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
        who="a reader",
        subject=Subject.AGREEMENT,
        act=Act.REJECT,
        document_id="gate",
        words=words,
        about=rejected.id,
    )
    append(project, "a reader", [decision])
    collection.store.refresh()
    assert collection.count().agreements == before.agreements - 1
    assert rejected.id not in {row.id for row in collection.agreements().rows}
    for ledger in list_ledgers(project):
        ledger.unlink()
    collection.store.refresh()
    assert collection.count() == before

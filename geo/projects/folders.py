"""Reading a file or a folder of texts into a project, one text at a time."""

from __future__ import annotations

import hashlib
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from geo.errors import GeoError, ProjectError, UsageError
from geo.intake.reading import LARGEST_BYTES, Intake, read_file
from geo.projects.bringing import (
    GeographyDay,
    bring,
    decide_day,
    find_day,
    make_id,
    make_source,
)
from geo.projects.changing import only_run, set_aside
from geo.projects.deciding import find_decided_day, keep_decided
from geo.projects.finding import find_place, match_sources, name_of
from geo.projects.nursery import Handle, LostError, Readers
from geo.projects.storing import (
    is_as_written,
    list_removed_sources,
    list_sources,
    read_machine,
    read_project_text,
    write_source,
    write_text,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from geo.intake.dates import DayChoice
    from geo.places.geoparsing import Geoparser
    from geo.projects.bringing import BroughtText, Source
    from geo.projects.nursery import Tell


_LOOK_S = 0.02
_MOST_WAITING = 1000
_AHEAD = 3
"""Texts begun for each that is read at once: one that takes long holds none up."""
_TRIES = 2
"""How often a text is begun whose process ended without a word."""


class Outcome(StrEnum):
    """What became of a file."""

    READ = "read"
    KNOWN = "known"
    """Read before, and not changed since."""
    UNDATED = "undated"
    """It names no day that is surely its own; the others are read."""
    REMOVED = "removed"
    """Read before, and taken out of the project since."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """A file of the folder, and what became of it."""

    name: str
    outcome: Outcome
    text: BroughtText | None = None
    """Only when it was read now."""
    sentence: str = ""
    """Why it was refused, why its day has to be said, or what became of what a person
    had changed."""
    choice: DayChoice | None = None
    """What an undated text may be of."""


def _tell_nobody(*_: object) -> None:
    pass


def read_files(
    files: dict[str, Path],
    project: Path,
    reader: Geoparser | Readers,
    on: dt.date | None,
    days: Mapping[str, dt.date] | None = None,
    *,
    again: bool = False,
    encoding: str = "",
    whole: bool = False,
    tell: Callable[[str], object] = _tell_nobody,
) -> Iterator[FileRead]:
    """Read files into a project, and yield each as it is done.

    What the project holds already is left as it is, so a run that was stopped goes
    on where it was. A file that changed since is read again under its old id, and
    what a person decided about it holds on where its words still stand.

    Parameters
    ----------
    files
        By the name that the project records.
    project
        A folder; made when it is not there.
    reader
        Finds the places: here, or elsewhere, each text within its budget and as many
        at once as it says. What is written is the same.
    on
        Whose borders hold; ``None`` for the day that each text states.
    days
        Whose borders hold for single files, by name; they go before ``on``.
    again
        Read what is known again too, and what was taken out.
    encoding
        Of the bytes of the files; empty to find out.
    whole
        Read menus, teasers and the like around the texts with them.
    tell
        Given a sentence when another run has to be waited for.

    Raises
    ------
    ProjectError
        The project cannot be written, or is none.
    """
    days = days or {}
    with only_run(project, tell):
        known = list_sources(project)
        removed = list_removed_sources(project)
        matched = match_sources(files, known | removed, project)
        ids = {*known, *removed}

        def tasks() -> Iterator[tuple[_Task, dt.date | None]]:
            for name, path in files.items():
                document_id = matched.get(name) or make_id(name, taken=ids)
                ids.add(document_id)
                task = _Task(
                    name,
                    path,
                    document_id,
                    known.get(document_id),
                    is_removed=document_id in removed,
                    encoding=encoding,
                    whole=whole,
                )
                yield task, days.get(name, on)

        for file in _read_some_at_once(tasks(), project, reader, ids, again=again):
            if file.text is not None:
                ids.add(file.text.document.id)
            yield file


class _Waiting:
    """A file that is read elsewhere, or what became of it."""

    def __init__(
        self, done: FileRead | None, begin: Callable[[], Handle] | None
    ) -> None:
        self.done = done
        self._begin = begin
        self._handle = begin() if begin else None
        self._lost = 0

    def look(self, name: str, seconds: float) -> bool:
        """Wait for news, so long at most; whether it is done.

        A process that ended without a word is begun again: it may have been ended
        with the machine that it ran on.
        """
        if self._handle is None or not self._handle.look(seconds):
            return self.done is not None
        try:
            self.done = self._handle.result()
        except LostError as error:
            self._lost += 1
            if self._lost < _TRIES and self._begin is not None:
                self._handle = self._begin()
                return False
            self.done = _refuse(name, error)
        except ProjectError:
            # The disk is full, or the like: the next text fares no better.
            raise
        except GeoError as error:
            self.done = _refuse(name, error)
        self._handle = None
        return True

    def end(self) -> None:
        """Read no further."""
        if self._handle is not None:
            self._handle.end()


def _refuse(name: str, error: GeoError) -> FileRead:
    return FileRead(name=name, outcome=Outcome.REFUSED, sentence=str(error))


def _read_some_at_once(
    tasks: Iterable[tuple[_Task, dt.date | None]],
    project: Path,
    reader: Geoparser | Readers,
    ids: set[str],
    *,
    again: bool,
) -> Iterator[FileRead]:
    """Read files here or some at once elsewhere; yield each in the order they came."""
    waiting: deque[tuple[_Task, _Waiting]] = deque()
    try:
        for task, on in tasks:
            asked = (task, project, on, frozenset(ids), again)
            most = 0
            if isinstance(reader, Readers) and not _is_known(asked):
                if task.may_be_another:
                    yield from _drain(waiting, 0)
                begin = partial(reader.begin, task.name, _read_there, *asked)
                waiting.append((task, _Waiting(None, begin)))
                if reader.at_once > 1 and not task.may_be_another:
                    most = _AHEAD * reader.at_once
            else:
                waiting.append((task, _Waiting(_read_here(reader, asked), None)))
                most = _MOST_WAITING if len(waiting) > 1 else 0
            yield from _drain(waiting, most)
        yield from _drain(waiting, 0)
    finally:
        for _, one in waiting:
            one.end()


def _drain(waiting: deque[tuple[_Task, _Waiting]], most: int) -> Iterator[FileRead]:
    """Yield what is done, in order, until only so many are waited for."""
    while len(waiting) > most:
        for task, one in tuple(waiting)[1:]:
            one.look(task.name, 0)
        task, first = waiting[0]
        if first.look(task.name, _LOOK_S if len(waiting) > 1 else 1):
            waiting.popleft()
            if first.done is not None:
                yield first.done


def _read_here(reader: Geoparser | Readers, asked: _Asked) -> FileRead:
    if isinstance(reader, Readers):
        return FileRead(name=asked[0].name, outcome=Outcome.KNOWN)
    try:
        return _read_there(reader, _tell_nobody, *asked)
    except ProjectError:
        raise
    except GeoError as error:
        return _refuse(asked[0].name, error)


def _is_known(asked: _Asked) -> bool:
    """Whether a file was read before, lies where it lay and holds what it held."""
    task, project, _, _, again = asked
    known = task.known
    if known is None or again or task.is_removed:
        return False
    if known.place != find_place(task.path, project):
        return False
    try:
        return hashlib.sha256(_read_bytes(task)).hexdigest() == known.sha256
    except UsageError:
        return False


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to be read, and what the project holds of it."""

    name: str
    path: Path
    document_id: str
    known: Source | None
    is_removed: bool = False
    encoding: str = ""
    whole: bool = False

    @property
    def may_be_another(self) -> bool:
        """Whether only its name says which text it is: it may get another id.

        Those of the files after it depend on that.
        """
        return self.known is not None and not self.known.place


_Asked = tuple[_Task, "Path", "dt.date | None", "frozenset[str]", bool]


def _read_there(  # noqa: PLR0917 - what a nursery calls it with
    geoparser: Geoparser,
    _: Tell,
    task: _Task,
    project: Path,
    on: dt.date | None,
    ids: frozenset[str],
    again: bool,  # noqa: FBT001
) -> FileRead:
    """Read a file into a project, wherever that is done."""
    return _read(task, project, geoparser, on, ids=ids, again=again)


def _read(
    task: _Task,
    project: Path,
    geoparser: Geoparser,
    on: dt.date | None,
    *,
    ids: frozenset[str],
    again: bool,
) -> FileRead:
    if task.is_removed and not again:
        return FileRead(name=task.name, outcome=Outcome.REMOVED)
    content = _read_bytes(task)
    digest = hashlib.sha256(content).hexdigest()
    place = find_place(task.path, project)
    if task.known and task.known.sha256 == digest and not again:
        if task.known.place != place:
            moved = replace(task.known, name=task.name, place=place)
            write_source(project, task.document_id, moved)
        return FileRead(name=task.name, outcome=Outcome.KNOWN)
    intake = read_file(
        name_of(task.path.name), content, encoding=task.encoding, whole=task.whole
    )
    source = make_source(task.name, content, intake, place=place)
    document_id = task.document_id
    before = _Before() if task.known is None else _look(project, task, geoparser)
    if task.known and not task.known.place and not _is_alike(before.text, intake):
        # Only the name says that it is that text, and its words say that it is not.
        document_id = make_id(task.name, taken=ids)
        before = _Before()
    choice = find_day(intake)
    day = before.day or decide_day(choice, on)
    if day is None:
        return FileRead(
            name=task.name,
            outcome=Outcome.UNDATED,
            sentence=f"{task.name}: {choice.sentence}",
            choice=choice,
        )
    text = bring(intake, source, day, geoparser, document_id=document_id)
    return _write(task, project, text, before)


@dataclass(frozen=True, slots=True)
class _Before:
    """A text as it stood before it is read again."""

    text: BroughtText | None = None
    machine: BroughtText | None = None
    """What rules had read of it."""
    is_changed: bool = False
    """Whether a person changed or noted something, or it cannot be read."""

    @property
    def day(self) -> GeographyDay | None:
        """The day that a person chose."""
        if self.text is None or self.machine is None:
            return None
        return find_decided_day(self.text, self.machine)


def _look(project: Path, task: _Task, geoparser: Geoparser) -> _Before:
    """See what a project holds of a text, and what of it a person decided."""
    gazetteer = geoparser.gazetteer
    try:
        text = read_project_text(project, task.document_id, gazetteer)
    except GeoError:
        return _Before(is_changed=True)
    machine = read_machine(project, task.document_id, gazetteer)
    if machine is None or machine.document.sha256 != text.document.sha256:
        # Read before it was kept what rules read: they read it again.
        machine = _read_anew(text, geoparser)
    is_decided = replace(text, source=machine.source) != machine
    return _Before(text, machine, is_decided or not is_as_written(project, text))


def _read_anew(text: BroughtText, geoparser: Geoparser) -> BroughtText:
    document = text.document
    intake = Intake(
        text=document.text,
        format=text.source.format,
        title=document.title,
        language=document.language,
    )
    day = GeographyDay(
        day=document.geography_on,
        reason=document.geography_reason,
        words=document.dated,
    )
    return bring(intake, text.source, day, geoparser, document_id=document.id)


def _is_alike(before: BroughtText | None, intake: Intake) -> bool:
    """Whether half of the lines of a text are those of another."""
    if before is None:
        return False
    old, new = (
        {line.strip() for line in text.splitlines() if line.strip()}
        for text in (before.document.text, intake.text)
    )
    return 2 * len(old & new) >= min(len(old), len(new))


def _write(
    task: _Task, project: Path, machine: BroughtText, before: _Before
) -> FileRead:
    """Write a text that was read, with what a person decided about it before."""
    text, sentence = machine, ""
    if before.is_changed:
        aside = set_aside(project, machine.document.id)
        said = "read again, as it could not be opened"
        if before.text is not None and before.machine is not None:
            decided = keep_decided(before.text, before.machine, machine)
            text = decided.text
            said = f"read again; {decided.kept} changes by hand kept"
            if decided.lost:
                said += f", {decided.lost} not: their words are gone"
        sentence = f"{task.name}: {said}. As it was, it lies in {aside}."
    write_text(project, text, machine=machine)
    return FileRead(name=task.name, outcome=Outcome.READ, text=text, sentence=sentence)


def _read_bytes(task: _Task) -> bytes:
    """Read a file, but no further than a text may be large."""
    try:
        if task.path.exists() and not task.path.is_file():
            with suppress(NotADirectoryError):
                tuple(task.path.iterdir())
            msg = f"{task.name}: it is no regular file, and is not read."
            raise UsageError(msg)
        with task.path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError as error:
        msg = f"{task.name}: cannot be read ({error.strerror})."
        raise UsageError(msg) from error

"""Reading a file or a folder of texts into a project, one text at a time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.errors import GeoError, UsageError
from geo.intake.reading import FORMATS, LARGEST_BYTES, read_file
from geo.projects.bringing import bring, decide_day, find_day, make_id, make_source
from geo.projects.storing import list_sources, write_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from geo.intake.dates import DayChoice
    from geo.places.geoparsing import Geoparser
    from geo.projects.bringing import BroughtText, Source


class Outcome(StrEnum):
    """What became of a file."""

    READ = "read"
    KNOWN = "known"
    """Read before, and not changed since."""
    UNDATED = "undated"
    """It names no day that is surely its own; the others are read."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """A file of the folder, and what became of it."""

    name: str
    outcome: Outcome
    text: BroughtText | None = None
    """Only when it was read now."""
    sentence: str = ""
    """Why it was refused, or why its day has to be said."""
    choice: DayChoice | None = None
    """What an undated text may be of."""


def find_files(path: Path) -> dict[str, Path]:
    """Find the texts of a folder and of the folders in it, by name, sorted.

    A file stands for itself; of a folder those whose format can be read count.

    Raises
    ------
    UsageError
        There is nothing there, or nothing that can be read.
    """
    if path.is_file():
        return {path.name: path}
    if not path.is_dir():
        msg = f"There is no file or folder {str(path)!r}."
        raise UsageError(msg)
    found = {
        file.relative_to(path).as_posix(): file
        for file in sorted(path.rglob("*"))
        if file.is_file() and file.suffix.lower() in FORMATS
    }
    if not found:
        msg = f"No text in {str(path)!r}; expected files that end in {_or(FORMATS)}."
        raise UsageError(msg)
    return found


def _or(endings: tuple[str, ...]) -> str:
    return f"{', '.join(endings[:-1])} or {endings[-1]}"


def read_files(
    files: dict[str, Path],
    project: Path,
    geoparser: Geoparser,
    on: dt.date | None,
    days: Mapping[str, dt.date] | None = None,
) -> Iterator[FileRead]:
    """Read files into a project, and yield each as it is done.

    What the project holds already is left as it is, so a run that was stopped goes
    on where it was. A file that changed since is read again under its old id.

    Parameters
    ----------
    files
        By the name that the project records.
    project
        A folder; made when it is not there.
    geoparser
        Finds the places.
    on
        Whose borders hold; ``None`` for the day that each text states.
    days
        Whose borders hold for single files, by name; they go before ``on``.
    """
    days = days or {}
    known = list_sources(project)
    ids = {source.name: document_id for document_id, source in known.items()}
    for name, path in files.items():
        ids[name] = ids.get(name) or make_id(name, taken=ids.values())
        task = _Task(name, path, ids[name], known.get(ids[name]))
        try:
            yield _read(task, project, geoparser, days.get(name, on))
        except GeoError as error:
            yield FileRead(name=name, outcome=Outcome.REFUSED, sentence=str(error))


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to be read, and what the project holds of it."""

    name: str
    path: Path
    document_id: str
    known: Source | None


def _read(
    task: _Task, project: Path, geoparser: Geoparser, on: dt.date | None
) -> FileRead:
    content = _read_bytes(task.path)
    digest = hashlib.sha256(content).hexdigest()
    if task.known and task.known.sha256 == digest:
        return FileRead(name=task.name, outcome=Outcome.KNOWN)
    intake = read_file(task.path.name, content)
    choice = find_day(intake)
    day = decide_day(choice, on)
    if day is None:
        return FileRead(
            name=task.name,
            outcome=Outcome.UNDATED,
            sentence=f"{task.name}: {choice.sentence}",
            choice=choice,
        )
    source = make_source(task.name, content, intake)
    text = bring(intake, source, day, geoparser, document_id=task.document_id)
    write_text(project, text)
    return FileRead(name=task.name, outcome=Outcome.READ, text=text)


def _read_bytes(path: Path) -> bytes:
    """Read a file, but no further than a text may be large."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError as error:
        msg = f"{path.name}: cannot be read ({error.strerror})."
        raise UsageError(msg) from error

"""Finding the files of a folder that are texts, and the texts that they are."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.intake.reading import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from geo.projects.bringing import Source

_ROOMS = ("documents", "mentions", "agreements", "set-aside", ".machine", ".coming")
_NO_TEXT = re.compile(r"\.|~\$|(thumbs\.db|desktop\.ini)$", re.IGNORECASE)
"""How a name begins that systems and programs write for themselves."""


def find_files(path: Path, project: Path | None = None) -> dict[str, Path]:
    """Find the texts of a folder and of the folders in it, by name, sorted.

    A file stands for itself; of a folder those whose format can be read count. What
    is hidden is left out, and so is a project, this one or another. A folder that
    cannot be listed stands in the result too: who reads it learns why.

    Raises
    ------
    UsageError
        There is nothing there, or nothing that can be read.
    """
    own = _own_folders(path, project) if project else ()
    if any(_lies_in(path, folder) for folder in own):
        msg = (
            f"{str(path)!r} lies in the project itself; expected the file or folder "
            "that its texts come from."
        )
        raise UsageError(msg)
    if _is(path, Path.is_file):
        return {name_of(path.name): path}
    if not _is(path, Path.is_dir):
        shown = str(path) if len(str(path)) < 200 else f"{str(path)[:200]}…"
        msg = f"There is no file or folder {shown!r}."
        raise UsageError(msg)
    found = {
        name_of(file.relative_to(path).as_posix()): file for file in _walk(path, own)
    }
    if not found:
        msg = f"No text in {str(path)!r}; expected files that end in {_or(FORMATS)}."
        raise UsageError(msg)
    return dict(sorted(found.items()))


def _own_folders(path: Path, project: Path) -> tuple[Path, ...]:
    """Give the folders of a project that are not read.

    All of it, unless its sources lie in it: then those in which it keeps its texts.
    """
    if not _lies_in(path, project):
        return (project,)
    return tuple(project / name for name in _ROOMS)


def _lies_in(path: Path, folder: Path) -> bool:
    real, own = os.path.realpath(path), os.path.realpath(folder)
    return real == own or real.startswith(own.rstrip(os.sep) + os.sep)


def name_of(name: str) -> str:
    r"""Give a file's name in letters that can be written, whatever its bytes are.

    >>> name_of("Hà Nội.txt"), name_of("caf\udce9.txt")
    ('Hà Nội.txt', 'caf�.txt')
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def find_place(path: Path, project: Path) -> str:
    """Give where a file lies, seen from the project, so that both can be moved."""
    real = os.path.realpath(path)
    try:
        place = os.path.relpath(real, os.path.realpath(project))
    except ValueError:  # another drive
        place = real
    return name_of(place.replace(os.sep, "/"))


def match_sources(
    files: Mapping[str, Path], known: Mapping[str, Source], project: Path
) -> dict[str, str]:
    """Say which text of a project each file is; a file that is none is left out.

    A text is known by where its file lies and by what it holds. A file that lies
    elsewhere is the same text when it holds the same and the old one is gone; one
    that lies there and holds something else has changed. Of texts that were read
    before places were recorded, the name says as much as it can.

    Parameters
    ----------
    files
        By name.
    known
        The files that the texts came from, by the id of the text.
    project
        Its folder.
    """
    places = {name: find_place(path, project) for name, path in files.items()}
    digests = {name: _digest(path) for name, path in files.items()}
    found: dict[str, str] = {}

    def match(
        of_file: Callable[[str], object], of_text: Callable[[Source], object]
    ) -> None:
        free = defaultdict[object, list[str]](list)
        for text, source in reversed(tuple(known.items())):
            if text not in taken and of_text(source):
                free[of_text(source)].append(text)
        for name in files:
            if name not in found and free[of_file(name)]:
                found[name] = free[of_file(name)].pop()
                taken.add(found[name])

    taken: set[str] = set()
    match(
        lambda name: (places[name], digests[name]),
        lambda source: source.place and (source.place, source.sha256),
    )
    match(
        digests.__getitem__,
        lambda source: (
            source.place and not _is_there(source, project) and source.sha256
        ),
    )
    match(places.__getitem__, lambda source: source.place)
    match(
        lambda name: unicodedata.normalize("NFC", places[name]),
        lambda source: source.place and unicodedata.normalize("NFC", source.place),
    )
    match(
        lambda name: (name, digests[name]),
        lambda source: not source.place and (source.name, source.sha256),
    )
    match(lambda name: name, lambda source: not source.place and source.name)
    return found


def _is_there(source: Source, project: Path) -> bool:
    """Whether a text's file lies where it lay, and holds what it held."""
    if not source.place:
        # Not recorded: the name has to do.
        return True
    return _digest(Path(os.path.realpath(project)) / source.place) == source.sha256


def _digest(path: Path) -> str:
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def _walk(folder: Path, own: Iterable[Path]) -> Iterator[Path]:
    """Yield the texts of a folder; where links lead in a circle, each once."""
    seen = {_identify(one) for one in own}
    left = [folder]
    while left:
        at = left.pop()
        if _is_seen(at, seen) or (at != folder and _is_project(at)):
            continue
        try:
            entries = sorted(at.iterdir())
        except OSError:
            yield at
            continue
        for entry in entries:
            if _NO_TEXT.match(entry.name):
                continue
            if _is(entry, Path.is_dir):
                left.append(entry)
            elif entry.suffix.lower() in FORMATS and not _is_seen(entry, seen):
                yield entry


def _is_seen(path: Path, seen: set[object]) -> bool:
    """Whether a file or folder was met under another name; from now on it was."""
    known = _identify(path)
    if known is None or known not in seen:
        seen.add(known)
        return False
    return True


def _identify(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return None
    # Some file systems number nothing.
    return (found.st_dev, found.st_ino) if found.st_ino else None


def _is_project(folder: Path) -> bool:
    return _is(folder / "mentions", Path.is_dir) and _is(
        folder / "documents", Path.is_dir
    )


def _is(path: Path, what: Callable[[Path], bool]) -> bool:
    try:
        return what(path)
    except (OSError, ValueError):
        return False


def _or(endings: tuple[str, ...]) -> str:
    return f"{', '.join(endings[:-1])} or {endings[-1]}"

"""Changing a project: one run at a time, and each text whole or not at all.

A text is several files. They are written below ``.coming/<id>.draft`` first; the
folder's new name ``.coming/<id>`` makes them count, all at once. Whoever reads takes
them from there until each lies in its place, so that a run that is killed leaves
either the old text or the new one, and the next run ends what it began.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

from geo.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_COMING = ".coming"
_REPLACES = "replaces"
"""In a coming folder: the id of the text whose place it takes."""
_LOCK = ".lock"
_TRIES = 100


@contextmanager
def only_run(project: Path, tell: Callable[[str], object]) -> Iterator[None]:
    """Be the only run that changes a project; wait for another that does.

    The system gives the lock back when a process ends, however it ends: there is no
    stale one. Where a file system knows no locks there is none.

    Parameters
    ----------
    project
        A folder; made when it is not there.
    tell
        Given one sentence when it has to wait.

    Raises
    ------
    ProjectError
        The folder cannot be made or written into.
    """
    with _one_sentence(project):
        if project.exists() and not project.is_dir():
            msg = f"{project}: it is a file; expected a folder for the project."
            raise ProjectError(msg)
        project.mkdir(parents=True, exist_ok=True)
        lock = (project / _LOCK).open("a+b")
    with lock:
        with _one_sentence(project):
            if not take_lock(lock, wait=False):
                tell(f"{project}: another run changes this project; waiting for it.")
                take_lock(lock, wait=True)
            _end_what_was_begun(project)
        yield


def put_text(
    project: Path,
    document_id: str,
    parts: Mapping[str, bytes],
    *,
    replaces: str | None = None,
) -> None:
    """Write the files of a text, all of them or none.

    Parameters
    ----------
    project
        The folder.
    document_id
        Whose files these are; those it had and has no more are removed.
    parts
        By their path in the project.
    replaces
        Another text whose place it takes.

    Raises
    ------
    ProjectError
        The disk does not take it; the project is as it was.
    """
    coming = project / _COMING / document_id
    draft = coming.with_name(f"{document_id}.draft")
    with _one_sentence(project):
        try:
            _remove_tree(draft)
            for name, content in parts.items():
                path = draft / name
                _make_folder(path.parent)
                path.write_bytes(content)
            if replaces:
                (draft / _REPLACES).write_text(replaces, encoding="ascii")
            draft.rename(coming)
        except BaseException:
            _remove_tree(draft)
            raise
        _put_in_place(project, coming)


def remove_text(project: Path, document_id: str, *, memory: bool = True) -> None:
    """Remove the files of a text; its record goes first, so that none is half there.

    ``memory`` of it stays unless it is not wanted: what the rules read, by which the
    next run knows that it was taken out.
    """
    with _one_sentence(project):
        for path in files_of(project, document_id):
            path.unlink(missing_ok=True)
        with suppress(OSError):
            (project / "agreements" / document_id).rmdir()
        if not memory:
            memory_file(project, document_id).unlink(missing_ok=True)


def set_aside(project: Path, document_id: str) -> Path:
    """Copy the files of a text, as they stand, into a project of their own.

    The same files are not copied twice. Gives the folder of the copy.
    """
    root = find_root(project, document_id)
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in files_of(root, document_id)
        if path.is_file()
    }
    with _one_sentence(project):
        number = 1
        while True:
            name = document_id if number == 1 else f"{document_id}-{number}"
            folder = project / "set-aside" / name
            if not folder.exists():
                break
            if all(_holds(folder / part, content) for part, content in files.items()):
                return folder
            number += 1
        draft = folder.with_name(f".{name}.draft")
        try:
            _remove_tree(draft)
            for part, content in files.items():
                path = draft / part
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            draft.rename(folder)
        except BaseException:
            _remove_tree(draft)
            raise
    return folder


def find_root(project: Path, document_id: str) -> Path:
    """Give the folder that holds the files of a text: the project, most often."""
    coming = project / _COMING / document_id
    return coming if coming.is_dir() else project


def list_ids(project: Path) -> tuple[str, ...]:
    """Give the ids of a project's texts, sorted."""
    placed = {
        record.stem
        for record in (project / "documents").glob("*.toml")
        if not record.name.startswith(".")
    }
    coming = tuple(_list_coming(project))
    replaced = {_replaced(folder) for folder in coming}
    return tuple(sorted((placed - replaced) | {folder.name for folder in coming}))


def list_removed(project: Path) -> tuple[str, ...]:
    """Give the ids of texts that were there once and are remembered, sorted."""
    remembered = {path.stem for path in (project / ".machine").glob("*.zip")}
    return tuple(sorted(remembered.difference(list_ids(project))))


def memory_file(root: Path, document_id: str) -> Path:
    """Name the file that keeps what rules read of a text, as nobody changed it."""
    return root / ".machine" / f"{document_id}.zip"


def stamp(project: Path, document_id: str) -> tuple[object, ...]:
    """Give what changes whenever a text of a project is written anew."""
    record = find_root(project, document_id) / "documents" / f"{document_id}.toml"
    try:
        found = record.stat()
    except OSError:
        return ()
    return record.as_posix(), found.st_ino, found.st_mtime_ns


def _end_what_was_begun(project: Path) -> None:
    for draft in (project / _COMING).glob("*.draft"):
        _remove_tree(draft)
    for coming in tuple(_list_coming(project)):
        _put_in_place(project, coming)


def _list_coming(project: Path) -> Iterator[Path]:
    for folder in sorted((project / _COMING).glob("*")):
        if folder.suffix != ".draft":
            yield folder


def _replaced(coming: Path) -> str:
    with suppress(OSError):
        return (coming / _REPLACES).read_text(encoding="ascii")
    return ""


def _put_in_place(project: Path, coming: Path) -> None:
    """Let each file of a coming text lie in its place, its record last."""
    parts = {
        path.relative_to(coming): path
        for path in coming.rglob("*")
        if path.is_file() and path.name != _REPLACES
    }
    for path in files_of(project, coming.name):
        if path.relative_to(project) not in parts and path.parent.name == coming.name:
            path.unlink()
    for part, path in sorted(parts.items(), key=lambda item: item[0].suffix == ".toml"):
        target = project / part
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.draft")
        draft.unlink(missing_ok=True)
        try:
            os.link(path, draft)
        except OSError:  # a file system without links
            shutil.copyfile(path, draft)
        draft.replace(target)
        # Where both are one file already, the system leaves the other name.
        draft.unlink(missing_ok=True)
    if replaced := _replaced(coming):
        remove_text(project, replaced, memory=False)
    done = coming.with_name(f"{coming.name}.draft")
    coming.rename(done)
    _remove_tree(done)


def files_of(root: Path, document_id: str) -> list[Path]:
    """List the files of a text, its record first."""
    return [
        root / "documents" / f"{document_id}.toml",
        root / "documents" / f"{document_id}.txt",
        root / "mentions" / f"{document_id}.jsonl",
        *sorted((root / "agreements" / document_id).glob("*.toml")),
    ]


def _holds(path: Path, content: bytes) -> bool:
    with suppress(OSError):
        return path.read_bytes() == content
    return False


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it.

    Another process may take the one above away meanwhile, being done with it.
    """
    for _ in range(_TRIES):
        with suppress(FileNotFoundError):
            folder.mkdir(parents=True, exist_ok=True)
            return
    folder.mkdir(parents=True, exist_ok=True)


def _remove_tree(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        folder.parent.rmdir()


@contextmanager
def _one_sentence(project: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        msg = (
            f"{project}: the project cannot be written ({error.strerror}); what it "
            "held is as it was."
        )
        raise ProjectError(msg) from error


if sys.platform == "win32":
    import msvcrt

    def take_lock(lock: IO[bytes], *, wait: bool) -> bool:
        """Take a lock, or say that another process has it."""
        lock.seek(0)
        while True:
            try:
                msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                # Tries for ten seconds, then fails.
                with suppress(OSError):
                    msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
                    return True
            else:
                return True
else:
    import fcntl

    def take_lock(lock: IO[bytes], *, wait: bool) -> bool:
        """Take a lock, or say that another process has it."""
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks
            return True
        return True

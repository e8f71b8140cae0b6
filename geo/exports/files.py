"""Writing files whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPEN_TO_READ = 0o644
_UNNAMED: int | None = getattr(os, "O_TMPFILE", None)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path to write to; it takes the name of ``path`` only when all went well.

    Raises
    ------
    UsageError
        The folder is not there, or the disk does not take the file. An existing
        file of that name stays as it was.
    """
    with whole_files(path) as (draft,):
        yield draft


@contextmanager
def whole_files(*paths: Path) -> Iterator[tuple[Path, ...]]:
    """Give a path to write to for each of several files that belong together.

    Drafts lie in a folder of their own outside the target's. Once the block has
    ended well they are copied, all of them, before the first takes its name; where
    the system can, the copies have no name until then, so that even a killed
    process leaves nothing behind. A file keeps the mode that it had; of a link the
    file it leads to is written; a pipe or a device is written into.

    Raises
    ------
    UsageError
        A folder is not there, or the disk does not take the files.
    """
    names = ", ".join(str(path) for path in paths)
    try:
        targets = [_follow(path) for path in paths]
        with tempfile.TemporaryDirectory(prefix="accord-atlas-export-") as folder:
            drafts = tuple(Path(folder) / path.name for path in paths)
            yield drafts
            _publish(dict(zip(drafts, targets, strict=True)))
    except OSError as error:
        msg = f"{names}: cannot be written ({error.strerror}); nothing was changed."
        raise UsageError(msg) from error


def is_stream(path: Path) -> bool:
    """Whether what stands there is written into: a pipe, a device."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _follow(path: Path) -> Path:
    """Give what a link leads to, and everything else as it is."""
    target = path
    if path.is_symlink() and not is_stream(path):
        with suppress(FileNotFoundError):  # which a link may make
            path.stat()
        target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        msg = f"{path}: cannot be written (there is no folder {target.parent})."
        raise UsageError(msg)
    return target


def _publish(targets: dict[Path, Path]) -> None:
    copies: list[tuple[IO[bytes], Path]] = []
    streams = {draft: path for draft, path in targets.items() if is_stream(path)}
    try:
        for draft, path in targets.items():
            if draft in streams:
                continue
            if path.is_dir():
                raise IsADirectoryError(None, "it is a folder", str(path))
            copy = _open_copy(path)
            copies.append((copy, path))
            with draft.open("rb") as content:
                shutil.copyfileobj(content, copy)
            copy.flush()
            os.fsync(copy.fileno())
        for draft, path in streams.items():
            with draft.open("rb") as content, path.open("wb") as stream:
                shutil.copyfileobj(content, stream)
        for copy, path in copies:
            _name(copy, path)
    finally:
        for copy, _ in copies:
            copy.close()
            _forget(copy)


def _open_copy(path: Path) -> IO[bytes]:
    """Open a file in the target's folder, without a name where that can be."""
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
    if _UNNAMED is not None:
        with suppress(OSError):
            handle = os.open(path.parent, _UNNAMED | os.O_WRONLY, _OPEN_TO_READ)
            if mode is not None:
                os.fchmod(handle, mode)
            return os.fdopen(handle, "wb")
    named: Any = tempfile.NamedTemporaryFile(  # noqa: SIM115 - closed by the caller
        dir=path.parent, prefix=f".{path.name}.", delete=False
    )
    Path(named.name).chmod(_OPEN_TO_READ if mode is None else mode)
    file: IO[bytes] = named
    return file


def _name(copy: IO[bytes], path: Path) -> None:
    if isinstance(copy.name, str):
        Path(copy.name).replace(path)
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        # A folder's descriptor makes Python follow the link to the unnamed file.
        source = f"/proc/self/fd/{copy.fileno()}"
        os.link(source, beside.name, dst_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)
    beside.replace(path)


def _forget(copy: IO[bytes]) -> None:
    if isinstance(copy.name, str):
        Path(copy.name).unlink(missing_ok=True)

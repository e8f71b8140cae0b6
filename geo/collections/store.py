"""The store's file: found, built, appended to, thrown away and built again.

The plain files are the source of truth. The store lies beside them, in ``.store``: a
database whose name holds the edition of its tables and of the gazetteer, and a file
that says which database counts. A new one is written under a new name before it
counts, so that whoever reads goes on reading the old one; of another edition none is
read. What is damaged is thrown away, and built from the plain files.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import sqlite3
import tempfile
import threading
import time
import weakref
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from queue import Empty, LifoQueue
from typing import TYPE_CHECKING, TypeVar

from geo.collections.filling import Filling
from geo.collections.schema import TABLES, VERSION
from geo.errors import GeoError, ProjectError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.collections.filling import Entry
    from geo.collections.sources import Source

T = TypeVar("T")

FOLDER = ".store"
_PATIENCE_S = 60
"""How long one who writes is waited for."""
_AT_ONCE = 100
"""Texts that are written in one transaction while a store is built."""
_TRIES = 3
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def digest_gazetteer(folder: Path) -> str:
    """Give what changes whenever a file of the gazetteer does."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file():
            digest.update(path.name.encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:10]


class Store:
    """A store that can be asked by many threads, and mends itself.

    Parameters
    ----------
    source
        What it is derived from.
    folder
        Where it lies; made when it is not there. Where it cannot be written it lies
        in a folder of its own that is removed with it.
    key
        Of what it depends on besides the texts: the gazetteer's digest.
    """

    def __init__(self, source: Source, folder: Path | None, key: str = "") -> None:
        self.source = source
        self._key = f"{VERSION}-{key}" if key else VERSION
        self._folder = self._find_folder(folder)
        self._lock = threading.RLock()
        self._idle: LifoQueue[tuple[object, sqlite3.Connection]] = LifoQueue()
        self._synced = 0.0

    def _find_folder(self, folder: Path | None) -> Path:
        if folder is not None:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                with tempfile.TemporaryFile(dir=folder):
                    return folder
            except OSError:
                # A disk that is only read, or somebody else's project.
                pass
        own = Path(tempfile.mkdtemp(prefix="accord-atlas-store-"))
        weakref.finalize(self, shutil.rmtree, own, ignore_errors=True)
        return own

    # --- asking -------------------------------------------------------------------

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Answer a question, from a store that is built first where there is none.

        All of the answer is of one moment, whatever is written meanwhile.

        Raises
        ------
        GeoError
            The texts cannot be read, or the store cannot be written.
        """

        def at_one_moment(connection: sqlite3.Connection) -> T:
            with _transaction(connection, "DEFERRED"):
                return question(connection)

        return self._run(at_one_moment)

    def _run(self, action: Callable[[sqlite3.Connection], T]) -> T:
        """Do something with a store that is whole."""
        for _ in range(_TRIES):
            path = self._current()
            if path is None:
                self._build()
                continue
            mark = _mark(path)
            try:
                with self._lend(path, mark) as connection:
                    return action(connection)
            except sqlite3.DatabaseError as error:
                if _is_busy(error):
                    break
                self._throw_away(path)
        msg = (
            f"{self._folder}: the store of these texts cannot be read; is the disk "
            "full, or does another run write for long? Remove that folder: it is "
            "built again."
        )
        raise ProjectError(msg)

    @contextmanager
    def _lend(self, path: Path, mark: object) -> Iterator[sqlite3.Connection]:
        """Give a connection that nobody else uses meanwhile."""
        connection = None
        while connection is None:
            try:
                stood, connection = self._idle.get_nowait()
            except Empty:
                connection = _connect(path)
                break
            if stood != mark:
                connection.close()
                connection = None
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._idle.put((mark, connection))

    # --- the file that counts -----------------------------------------------------

    @property
    def _pointer(self) -> Path:
        return self._folder / f"{self._key}.current"

    def _current(self) -> Path | None:
        """Give the database that counts, if it is there and whole."""
        try:
            name = self._pointer.read_text(encoding="ascii")
            path = self._folder / name
            if name.startswith(self._key) and _is_whole(path):
                return path
        except (OSError, ValueError):
            pass
        return None

    def _throw_away(self, path: Path) -> None:
        """Let a database count no more, unless another does already."""
        with self._lock:
            if self._current() == path:
                with suppress(OSError):
                    self._pointer.unlink()

    def _build(self) -> None:
        """Build a database from the texts, and let it count."""
        with self._lock:
            if self._current() is not None:
                return
            name = f"{self._key}-{secrets.token_hex(6)}.sqlite"
            path = self._folder / name
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                with closing(_connect(path, is_new=True)) as connection:
                    self._fill(connection, self.source.stamps())
                    connection.execute("PRAGMA journal_mode = WAL")
                _sync(path)
                pointer = self._pointer.with_name(f"{name}.pointer")
                pointer.write_text(name, encoding="ascii")
                pointer.replace(self._pointer)
            except (OSError, sqlite3.Error) as error:
                _remove(path)
                msg = f"{self._folder}: the store cannot be written ({error})."
                raise ProjectError(msg) from error
            except BaseException:
                _remove(path)
                raise
            self._synced = time.monotonic()
            self._remove_others(name)

    def _remove_others(self, name: str) -> None:
        """Remove what does not count any more; who still reads it goes on reading."""
        for path in self._folder.glob(f"{self._key}-*.sqlite"):
            if path.name != name:
                _remove(path)

    # --- keeping up with the texts ------------------------------------------------

    def refresh(self, *, after_s: float = 0) -> None:
        """Take in what of the texts has changed, unless it was looked at just now.

        Raises
        ------
        GeoError
            A text that changed cannot be read.
        """
        if after_s and time.monotonic() - self._synced < after_s:
            return
        with self._lock:
            if after_s and time.monotonic() - self._synced < after_s:
                return
            stamps = self.source.stamps()
            known = dict(self.ask(_read_stamps))
            if known != stamps:
                changed = {k: s for k, s in stamps.items() if known.get(k) != s}
                self._write(
                    lambda connection: self._fill(
                        connection, changed, known.keys() - stamps.keys()
                    )
                )
            self._synced = time.monotonic()

    def put(self, *entries: Entry) -> None:
        """Take in texts that were just written.

        Raises
        ------
        ProjectError
            The store cannot be written.
        """
        with self._lock:
            self._write(lambda connection: self._put(connection, entries))

    def close(self) -> None:
        """Give every connection back, and leave one file behind."""
        path = self._current()
        if path is not None:
            with (
                suppress(sqlite3.Error, ProjectError),
                self._lend(path, _mark(path)) as c,
            ):
                c.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        while True:
            try:
                self._idle.get_nowait()[1].close()
            except Empty:
                return

    def _write(self, write: Callable[[sqlite3.Connection], None]) -> None:
        try:
            self._run(write)
        except sqlite3.Error as error:  # pragma: no cover - what is no damage
            msg = f"{self._folder}: the store cannot be written ({error})."
            raise ProjectError(msg) from error

    def _fill(
        self,
        connection: sqlite3.Connection,
        wanted: Iterable[str],
        gone: Iterable[str] = (),
    ) -> None:
        """Read texts and write them, some hundred at once."""
        with _transaction(connection):
            filling = Filling(connection, self.source.gazetteer)
            for name in gone:
                filling.remove(name)
        some: list[Entry] = []
        for name in wanted:
            try:
                some.append(self.source.read(name))
            except GeoError:
                if name in self.source.stamps():
                    raise
                continue  # taken out meanwhile
            if len(some) == _AT_ONCE:
                self._put(connection, some)
                some = []
        self._put(connection, some)

    def _put(self, connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
        with _transaction(connection):
            filling = Filling(connection, self.source.gazetteer)
            for entry in entries:
                filling.put(entry)


def _read_stamps(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT id, stamp FROM document").fetchall()


@contextmanager
def _transaction(
    connection: sqlite3.Connection, kind: str = "IMMEDIATE"
) -> Iterator[None]:
    connection.execute(f"BEGIN {kind}")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _connect(path: Path, *, is_new: bool = False) -> sqlite3.Connection:
    """Open a database; what is missing is not made by the way."""
    mode = "rwc" if is_new else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        timeout=_PATIENCE_S,
        isolation_level=None,
        check_same_thread=False,
        uri=True,
    )
    try:
        # A store that is being built counts for nobody yet. From then on it keeps what
        # is written beside it for a while (WAL): who reads and who writes do not wait.
        connection.execute(f"PRAGMA synchronous = {'OFF' if is_new else 'NORMAL'}")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -8000")
        if is_new:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.executescript(TABLES)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_busy(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY


def _mark(path: Path) -> object:
    """Give what tells a file from another of its name."""
    with suppress(OSError):
        found = path.stat()
        return path.name, found.st_ino, found.st_dev
    return None


def _is_whole(path: Path) -> bool:
    """Whether a database is there, and not shorter than its own head says."""
    with path.open("rb") as file:
        head = file.read(32)
        size = os.fstat(file.fileno()).st_size
    if not head.startswith(b"SQLite format 3\0"):
        return False
    with suppress(OSError):
        if path.with_name(f"{path.name}-wal").stat().st_size:
            # What is written beside it may say of the size what holds.
            return True
    pages = int.from_bytes(head[28:32], "big")
    return size >= pages * int.from_bytes(head[16:18], "big")


def _sync(path: Path) -> None:
    """Have the disk itself hold a file."""
    with path.open("rb") as file, suppress(OSError):
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    for one in (
        path,
        *(path.with_name(f"{path.name}-{end}") for end in ("wal", "shm")),
    ):
        with suppress(OSError):
            one.unlink()

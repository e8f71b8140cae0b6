"""The nursery: each text is read in a process of its own, with a budget.

A text is somebody else's: reading it may take more than it is worth, or end the
process. So one process of its own loads what every reading needs, the gazetteer and
the names in it, and does nothing else; for each text it is asked for, it splits into
another, which shares all that and reads that one text. The server asks, waits, and is
never touched: a fork of the server itself would copy locks that its threads hold.

The process of a text ends when nobody waits for it any more, as its line is closed.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    Protocol,
    TypeVar,
    cast,
    runtime_checkable,
)

from geo.errors import GeoError, ProjectError, UsageError
from geo.projects.budgets import Budget, is_spent, keep

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Self

    from geo.places.geoparsing import Geoparser

    Tell = Callable[[float, str], None]
    """Says how far a reading is, from 0 to 1, and what is being done."""

T = TypeVar("T")

CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")
_HEAD = 8
_CHUNK = 1 << 20
_LARGEST_ANSWER = 256_000_000
_MEGABYTE = 1_000_000


class LostError(UsageError):
    """A process ended without a word: its budget, or its machine, was at an end."""


class Handle(Protocol):
    """A text that is being read, or waits for its turn."""

    def look(self, seconds: float) -> bool:
        """Wait for news, so long at most; whether it is done."""

    def result(self) -> Any:  # noqa: ANN401 - what the function gives
        """Give what was read, or raise why it could not be."""

    def end(self) -> None:
        """Read no further."""


@runtime_checkable
class Readers(Protocol):
    """Where texts are read, some at once."""

    @property
    def at_once(self) -> int:
        """How many are read at once."""

    def begin(self, name: str, read: Callable[..., Any], *arguments: object) -> Handle:
        """Begin to read a text as soon as its turn comes."""


class OutOfTime(BaseException):
    """The processor time is spent; no reader of a format may catch it."""


class _Left(BaseException):
    """Nobody waits for the text any more; no reader of a format may catch it."""


class Nursery:
    """Starts the readings of texts, as many at once as the machine has cores.

    Parameters
    ----------
    data
        The data folder whose gazetteer knows the places.
    budget
        Of each text.
    at_once
        How many are read at once; the others wait in the order that they came.
    """

    def __init__(
        self, data: Path, budget: Budget | None = None, at_once: int | None = None
    ) -> None:
        self._data = data
        self.budget = budget or Budget()
        self.at_once = at_once or os.cpu_count() or 1
        self._lock = threading.RLock()
        self._queue: list[Reading[Any]] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._asking: socket.socket | None = None
        self._geoparser: Geoparser | None = None

    def __enter__(self) -> Self:
        """Start at once, and end with the block."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        self.close()

    def start(self) -> None:
        """Load what readings need, in the background, unless that is done."""
        with self._lock:
            if not CAN_FORK or (self._process and self._process.poll() is None):
                return
            self.close()
            ours, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(  # noqa: S603 - our own module
                    [
                        *(sys.executable, "-m", "geo.projects.nursery"),
                        *(str(self._data), str(theirs.fileno())),
                        *(str(self.budget.memory), str(self.budget.seconds)),
                    ],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    # More threads than one would be lost in a fork.
                    env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
                )
            self._asking = ours

    def close(self) -> None:
        """End, and with it every reading."""
        with self._lock:
            if self._asking:
                self._asking.close()
                self._asking = None
            if self._process:
                self._process.terminate()
                self._process.wait()
                self._process = None

    def begin(
        self, name: str, read: Callable[..., T], *arguments: object
    ) -> Reading[T]:
        """Begin to read a text as soon as its turn comes.

        Parameters
        ----------
        name
            Of the text, for sentences.
        read
            A function of a module, called with the geoparser, a function that tells
            how far it is, and the arguments; all of them can be pickled.
        *arguments
            What it needs.
        """
        reading: Reading[T] = Reading(self, name, (read, arguments))
        with self._lock:
            self._queue.append(reading)
        return reading

    def before(self, reading: Reading[Any]) -> int:
        """Count the texts that have to be done before one is begun."""
        with self._lock:
            return max(0, self._queue.index(reading) - self.at_once + 1)

    def leave(self, reading: Reading[Any]) -> None:
        """Take a reading out of the queue, done or not."""
        with self._lock:
            if reading in self._queue:
                self._queue.remove(reading)

    def connect(self) -> socket.socket:
        """Have a process started, and give the line to it."""
        ours, theirs = socket.socketpair()
        with theirs:
            if not CAN_FORK:
                self._attend_here(theirs.dup())
                return ours
            with self._lock:
                self.start()
                try:
                    self._send(theirs)
                except OSError:
                    # It has ended since it was looked at; another takes its place.
                    self.close()
                    self.start()
                    self._send(theirs)
        return ours

    def _send(self, line: socket.socket) -> None:
        if self._asking:
            socket.send_fds(self._asking, [b"r"], [line.fileno()])

    def _attend_here(self, line: socket.socket) -> None:
        """Read in a thread, where processes cannot split."""
        from geo.places.geoparsing import Geoparser  # noqa: PLC0415 - slow to load

        with self._lock:
            self._geoparser = self._geoparser or Geoparser(_read_gazetteer(self._data))
        threading.Thread(
            target=_attend, args=(line, self._geoparser, self.budget), daemon=True
        ).start()


class Reading(Generic[T]):
    """A text that is being read, or waits for its turn.

    Nothing happens between two looks at it but the reading itself.
    """

    def __init__(self, nursery: Nursery, name: str, job: object) -> None:
        self.share = 0.0
        """How far it is, from 0 to 1."""
        self.doing = "Reading"
        self._nursery = nursery
        self._name = name
        self._job = job
        self._line: socket.socket | None = None
        self._received = bytearray()
        self._began = False
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._end: tuple[str, Any] | None = None

    @property
    def before(self) -> int:
        """How many texts have to be done before this one is begun."""
        waits = self._line is None and self._end is None
        return self._nursery.before(self) if waits else 0

    def look(self, seconds: float) -> bool:
        """Wait for news, so long at most; whether it is done."""
        if self._end is None and self._line is None and not self.before:
            self._line = self._nursery.connect()
        if self._end is None and self._line is not None:
            ready, _, _ = select.select([self._line], [], [], seconds)
            if ready:
                self._receive(self._line)
        elif self._end is None:
            threading.Event().wait(seconds)
        return self._end is not None

    def result(self) -> T:
        """Give what was read; look until it is done first.

        Raises
        ------
        GeoError
            The text cannot be read, or not within its budget.
        """
        while not self.look(1):
            pass
        self.end()
        kind, value = self._end or ("", None)
        if kind == "done":
            return cast("T", value)
        if kind == "refused" and isinstance(value, GeoError):
            raise value
        if kind == "bug":
            msg = f"{self._name} could not be read:\n{value}"
            raise RuntimeError(msg)
        if not self._began:
            msg = (
                f"No process could be started to read {self._name}: see what was said "
                "where the program was started, and run `accord-atlas check`."
            )
            raise ProjectError(msg)
        raise LostError(self._say_over_budget("memory or processor time"))

    def end(self) -> None:
        """Read no further: the process ends as its line is closed."""
        self._nursery.leave(self)
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._folder is not None:
            # A process that was ended in the middle leaves what it unpacked.
            self._folder.cleanup()
            self._folder = None
        self._end = self._end or ("ended", None)

    def _receive(self, line: socket.socket) -> None:
        try:
            content = line.recv(_CHUNK)
        except OSError:
            content = b""
        if not content:
            self._end = self._end or ("lost", None)
            return
        self._received += content
        while len(self._received) >= _HEAD:
            length = int.from_bytes(self._received[:_HEAD], "big")
            if length > _LARGEST_ANSWER:
                self._end = ("lost", None)
                return
            if len(self._received) < _HEAD + length:
                return
            message = pickle.loads(self._received[_HEAD : _HEAD + length])  # noqa: S301 - from our own process
            del self._received[: _HEAD + length]
            self._take(line, *message)

    def _take(self, line: socket.socket, kind: str, value: Any) -> None:  # noqa: ANN401 - of each kind another
        if kind == "ready":
            self._began = True
            self._folder = tempfile.TemporaryDirectory(
                prefix="accord-atlas-", ignore_cleanup_errors=True
            )
            with suppress(_Left):
                _say(line, (self._job, self._folder.name))
        elif kind == "progress":
            self.share, self.doing = value
        elif kind in {"memory", "time"}:
            what = "memory" if kind == "memory" else "processor time"
            self._end = ("refused", UsageError(self._say_over_budget(what)))
        else:
            self._end = (kind, value)

    def _say_over_budget(self, what: str) -> str:
        budget = self._nursery.budget
        return (
            f"{self._name}: reading it takes more {what} than a text may "
            f"({budget.memory // _MEGABYTE} MB, {budget.seconds} s); split it, or save "
            "it as plain text."
        )


# --- in the process of a text -----------------------------------------------------


def _attend(line: socket.socket, geoparser: Geoparser, budget: Budget) -> None:
    """Read one text, and say how it went."""
    began_with = 0
    try:
        _say(line, ("ready", None))
        job, folder = _hear(line) or (None, None)
        if CAN_FORK:
            tempfile.tempdir = folder
            _end_when_left(line)
            began_with = keep(budget)
        if job is not None:
            _say(line, _read(line, geoparser, *job))
    except MemoryError:
        _say(line, ("memory", None))
    except OutOfTime:
        _say(line, ("time", None))
    except _Left:
        return
    except Exception:  # noqa: BLE001 - whatever it is, it is told
        is_over = CAN_FORK and is_spent(budget, began_with)
        _say(line, ("memory", None) if is_over else ("bug", traceback.format_exc()))
    finally:
        line.close()


def _read(
    line: socket.socket,
    geoparser: Geoparser,
    read: Callable[..., Any],
    arguments: tuple[object, ...],
) -> tuple[str, Any]:
    def tell(share: float, doing: str) -> None:
        _say(line, ("progress", (share, doing)))

    try:
        return "done", read(geoparser, tell, *arguments)
    except GeoError as error:
        return "refused", error


def _end_when_left(line: socket.socket) -> None:
    """End the process as soon as the other end of its line is closed."""

    def wait() -> None:
        with suppress(OSError):
            while line.recv(1):
                pass
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def _out_of_time(_: int, __: FrameType | None) -> None:
    raise OutOfTime


def _say(line: socket.socket, message: object) -> None:
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    try:
        line.sendall(len(content).to_bytes(_HEAD, "big") + content)
    except OSError as error:
        raise _Left from error


def _hear(line: socket.socket) -> Any:  # noqa: ANN401 - what was sent
    with line.makefile("rb") as stream:
        head = stream.read(_HEAD)
        if len(head) < _HEAD:
            return None
        return pickle.loads(stream.read(int.from_bytes(head, "big")))  # noqa: S301 - from our own server


# --- in the nursery's own process -------------------------------------------------


def _read_gazetteer(data: Path) -> Any:  # noqa: ANN401 - see the import
    from geo.places.gazetteer import read_gazetteer  # noqa: PLC0415 - slow to load

    return read_gazetteer(data / "gazetteer")


def main(data: str, asking: str, memory: str, seconds: str) -> None:
    """Split into another process for every line that is asked for, until the end."""
    from geo.places.geoparsing import Geoparser  # noqa: PLC0415 - slow to load
    from geo.projects.texts import warm_up  # noqa: PLC0415 - what every reading needs

    budget = Budget(memory=int(memory), seconds=int(seconds))
    try:
        geoparser = Geoparser(_read_gazetteer(Path(data)))
        warm_up(geoparser)
    except GeoError as error:
        sys.exit(str(error))
    gc.collect()
    gc.freeze()
    # What has ended is not waited for.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # Ctrl-C is for the server, whose end ends this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(fileno=int(asking)) as door:
        while True:
            said, handles, _, _ = socket.recv_fds(door, 1, 1)
            if not said:
                return
            if os.fork() == 0:
                door.close()
                signal.signal(signal.SIGXCPU, _out_of_time)
                with suppress(_Left, OSError):
                    _attend(socket.socket(fileno=handles[0]), geoparser, budget)
                os._exit(0)
            os.close(handles[0])


if __name__ == "__main__":
    main(*sys.argv[1:])

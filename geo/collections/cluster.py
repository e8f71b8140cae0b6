"""Reading on many machines: an existing Dask cluster, which shares the disk.

Each of its workers keeps a nursery of its own: what a text may take, and what becomes
of one that takes more, is as on one machine. Dask itself begins a text again whose
worker is gone. What is done lies in the project; the digests there say what need not
be read again, so nothing is lost with the cluster or with whoever asked it.
"""

from __future__ import annotations

import atexit
import threading
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.collections.store import digest_gazetteer
from geo.errors import GeoError, UsageError
from geo.projects.nursery import LostError, Nursery
from geo.shipped import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

_PATIENCE_S = 20


class Cluster:
    """Starts the readings of texts on a Dask cluster.

    Parameters
    ----------
    address
        Of its scheduler, such as ``tcp://10.0.0.5:8786``.
    data
        The data folder, here and on every worker.

    Raises
    ------
    UsageError
        Dask is not installed, nobody answers, or a worker has another edition of the
        program or of the gazetteer: it would write something else.
    """

    def __init__(self, address: str, data: Path) -> None:
        try:
            from distributed import Client  # noqa: PLC0415 - only who asks has it
        except ImportError as error:
            msg = "A cluster needs Dask: pip install 'accord-atlas[cluster]'."
            raise UsageError(msg) from error
        try:
            self._client: Any = Client(
                address, timeout=_PATIENCE_S, set_as_default=False
            )
        except (OSError, ValueError) as error:
            msg = (
                f"No scheduler of Dask answers at {address!r}; expected an address "
                "such as tcp://10.0.0.5:8786, as `dask scheduler` prints it."
            )
            raise UsageError(msg) from error
        self._data = data
        self._check()

    def _check(self) -> None:
        own = describe(str(self._data))
        others = self._client.run(describe, str(self._data), on_error="return")
        if not others:
            self.close()
            msg = "The cluster has no worker yet; start `dask worker` beside it."
            raise UsageError(msg)
        for worker, said in sorted(others.items()):
            if said != own:
                self.close()
                msg = (
                    f"The worker at {worker} has {said} where this machine has {own}: "
                    "install the same edition on both."
                )
                raise UsageError(msg)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the cluster, which goes on."""
        self.close()

    def close(self) -> None:
        """Leave the cluster, which goes on."""
        self._client.close()

    @property
    def at_once(self) -> int:
        """How many texts are read at once: as many as the workers have threads."""
        return max(2, int(sum(self._client.nthreads().values())))

    def begin(
        self, name: str, read: Callable[..., Any], *arguments: object
    ) -> Submitted:
        """Begin to read a text as soon as its turn comes."""
        future = self._client.submit(
            read_there, str(self._data), name, read, arguments, pure=False
        )
        return Submitted(name, future)


class Submitted:
    """A text that is being read on a cluster, or waits there."""

    def __init__(self, name: str, future: Any) -> None:  # noqa: ANN401 - of Dask
        self._name = name
        self._future = future
        self._done = threading.Event()
        future.add_done_callback(lambda _: self._done.set())

    def look(self, seconds: float) -> bool:
        """Wait for news, so long at most; whether it is done."""
        return self._done.wait(seconds)

    def result(self) -> Any:  # noqa: ANN401 - what the function gives
        """Give what was read.

        Raises
        ------
        GeoError
            The text cannot be read.
        LostError
            Every worker that was given it is gone.
        """
        try:
            kind, value = self._future.result()
        except Exception as error:
            # What was read, or refused, comes as a value: this is Dask's own.
            msg = f"{self._name}: the cluster could not read it ({error})."
            raise LostError(msg) from error
        finally:
            self.end()
        if kind == "refused":
            raise value
        return value

    def end(self) -> None:
        """Read no further, and keep nothing of it on the cluster."""
        self._future.release()


# --- on a worker ------------------------------------------------------------------


def describe(data: str) -> str:
    """Say which edition of the program and of the gazetteer a machine has."""
    gazetteer = digest_gazetteer(_find(data) / "gazetteer")
    return f"accord-atlas {version('accord-atlas')} with gazetteer {gazetteer}"


def read_there(
    data: str, name: str, read: Callable[..., Any], arguments: tuple[object, ...]
) -> tuple[str, Any]:
    """Read a text in the nursery of this worker."""
    try:
        return "done", _nursery(data).begin(name, read, *arguments).result()
    except GeoError as error:
        return "refused", error


@lru_cache(maxsize=1)
def _nursery(data: str) -> Nursery:
    nursery = Nursery(_find(data))
    atexit.register(nursery.close)
    return nursery


def _find(data: str) -> Path:
    """Give the data folder: where it lies on the machine that asks, or the shipped."""
    folder = Path(data)
    return folder if folder.is_dir() else data_folder()

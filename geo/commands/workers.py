"""Where the command `read` has texts read, and the store that it keeps up with them."""

from __future__ import annotations

import argparse
from contextlib import contextmanager
from typing import TYPE_CHECKING

from geo.collections.cluster import Cluster
from geo.collections.collection import open_store
from geo.collections.sources import ProjectSource
from geo.errors import GeoError
from geo.places.gazetteer import read_gazetteer
from geo.projects.nursery import Nursery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.collections.store import Store
    from geo.projects.bringing import BroughtText
    from geo.projects.folders import FileRead


_AT_ONCE = 50
"""Texts that are written into the store together."""


def add_workers(command: argparse.ArgumentParser) -> None:
    """Let a command be told by how many texts are read at once, and where."""
    where = command.add_mutually_exclusive_group()
    where.add_argument(
        "--workers",
        type=_number,
        default=1,
        metavar="N",
        help="how many texts are read at once, each in a process of its own; 1 if "
        "left out",
    )
    where.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="of a Dask cluster that shares this disk, such as tcp://10.0.0.5:8786; "
        "needs accord-atlas[cluster]",
    )


def _number(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= 256:
        msg = f"{text!r} is no number of workers; expected one from 1 to 256"
        raise argparse.ArgumentTypeError(msg)
    return number


def open_readers(options: argparse.Namespace) -> Nursery | Cluster:
    """Give what reads the texts: processes here, or a cluster."""
    if options.scheduler:
        return Cluster(options.scheduler, options.data)
    return Nursery(options.data, at_once=options.workers)


@contextmanager
def keep_store(
    options: argparse.Namespace, complain: Callable[[str], object]
) -> Iterator[Callable[[FileRead], None]]:
    """Keep the store of a project up with what is read into it.

    The store is derived: where it cannot be written that is said once, and the texts
    are read all the same.
    """
    waiting: list[BroughtText] = []
    kept = _Kept(options)
    is_broken = False

    def write() -> None:
        nonlocal is_broken
        try:
            kept.put(waiting)
        except GeoError as error:
            is_broken = True
            complain(f"{error} The texts are read all the same.")
        waiting.clear()

    def keep(file: FileRead) -> None:
        if file.text is None or is_broken:
            return
        waiting.append(file.text)
        if len(waiting) >= _AT_ONCE:
            write()

    try:
        yield keep
        # Not where the run ended with an error: the disk may be full.
        if waiting:
            write()
    finally:
        kept.close()


class _Kept:
    """The store of a project, opened when there is something to write."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._opened: tuple[ProjectSource, Store] | None = None

    def put(self, texts: Iterable[BroughtText]) -> None:
        """Take in texts that were just written."""
        if self._opened is None:
            gazetteer = read_gazetteer(self._options.data / "gazetteer")
            source = ProjectSource(self._options.output, gazetteer)
            self._opened = source, open_store(source, self._options.data)
        source, store = self._opened
        store.put(*(source.entry_of(text) for text in texts))

    def close(self) -> None:
        """Leave one file behind."""
        if self._opened is not None:
            self._opened[1].close()

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
    from collections.abc import Callable, Iterator

    from geo.collections.store import Store
    from geo.projects.folders import FileRead


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
    source: ProjectSource | None = None
    store: Store | None = None
    is_broken = False

    def keep(file: FileRead) -> None:
        nonlocal source, store, is_broken
        if file.text is None or is_broken:
            return
        try:
            if store is None or source is None:
                gazetteer = read_gazetteer(options.data / "gazetteer")
                source = ProjectSource(options.output, gazetteer)
                store = open_store(source, options.data)
            store.put(source.entry_of(file.text))
        except GeoError as error:
            is_broken = True
            complain(f"{error} The texts are read all the same.")

    try:
        yield keep
    finally:
        if store is not None:
            store.close()

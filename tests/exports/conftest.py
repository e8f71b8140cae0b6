"""Every export of the full atlas, written once, and a Chromium to open them in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import duckdb
import duckdb_extension_spatial
import pytest

from geo.exports.formats import FORMATS, write
from geo.exports.selection import select
from tests.browser.running import chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from geo.atlas import Atlas

T = TypeVar("T")


class InChromium(Protocol):
    def __call__(self, work: Callable[[Browser], T]) -> T: ...


class Exports:
    """The files of the full atlas by format, each written when first asked for."""

    def __init__(self, atlas: Atlas, folder: Path) -> None:
        self.atlas = atlas
        self.places = select(atlas).gazetteer
        self.folder = folder
        self.counts: dict[str, int] = {}

    def path(self, slug: str) -> Path:
        path = self.folder / f"{slug}{FORMATS[slug].suffix}"
        if slug not in self.counts:
            self.counts[slug] = write(slug, self.atlas, path)
        return path

    def count(self, slug: str) -> int:
        self.path(slug)
        return self.counts[slug]


@pytest.fixture(scope="session")
def exports(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Exports:
    return Exports(atlas, tmp_path_factory.mktemp("exports"))


@pytest.fixture(scope="session")
def in_chromium() -> Iterator[InChromium]:
    """Give a function that does work in a thread with a Chromium of its own.

    Another room's tests keep a browser open, and a thread can drive only one.
    """
    with ThreadPoolExecutor(1) as pool, ExitStack() as stack:
        browser = pool.submit(stack.enter_context, chromium()).result()
        try:
            yield lambda work: pool.submit(work, browser).result()
        finally:
            pool.submit(stack.close).result()


@pytest.fixture
def spatial() -> duckdb.DuckDBPyConnection:
    """Give DuckDB with its spatial extension, which comes from a package."""
    folder = next(iter(duckdb_extension_spatial.__path__))
    (extension,) = Path(folder).rglob("spatial.duckdb_extension")
    connection = duckdb.connect()
    connection.load_extension(str(extension))
    return connection

"""The text that a reader brought: read, kept in the session, shown or put aside."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geo.dashboard.resources import bring_resources
from geo.dashboard.session import begin_anew
from geo.errors import UsageError
from geo.intake.reading import read_file, read_pasted
from geo.projects.bringing import (
    bring,
    build_project_atlas,
    decide_day,
    find_day,
    make_id,
    make_source,
)
from geo.projects.storing import read_project, unpack

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from geo.dashboard.resources import Resources
    from geo.intake.reading import Intake
    from geo.places.gazetteer import Gazetteer
    from geo.places.geoparsing import Geoparser
    from geo.projects.bringing import BroughtText

PASTED = "pasted text"
LONGEST_TEXT = 2_000_000
"""Code points that the page shows: some 700 pages."""
_LOOK_S = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What a reader uploaded or pasted, not read yet."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a reader brought to this session, ready to be shown."""

    texts: tuple[BroughtText, ...]
    resources: Resources


def shown_resources(shipped: Resources, project: Path | None) -> Resources:
    """Give what the page shows: the shipped documents, or what was brought.

    A session begins with the project that the server was started with, if any.
    """
    texts = st.session_state.get("brought_next")
    if texts is None and project and "brought_shown" not in st.session_state:
        texts = load_project(project, shipped.atlas.gazetteer)
    if texts is not None:
        _show(texts, shipped)
        # Only now: a click meanwhile ends this run, and the next one shows them.
        st.session_state["brought_next"] = None
    brought: Brought | None = st.session_state.get("brought")
    is_shown = brought is not None and st.session_state.get("brought_shown", False)
    return brought.resources if brought is not None and is_shown else shipped


@st.cache_resource(show_spinner="Reading the project…")
def load_project(folder: Path, _gazetteer: Gazetteer) -> tuple[BroughtText, ...]:
    """Read and verify the project of a folder, once a server."""
    return read_project(folder, _gazetteer)


def _show(texts: tuple[BroughtText, ...], shipped: Resources) -> None:
    atlas = build_project_atlas(texts, shipped.atlas.gazetteer)
    st.session_state["brought"] = Brought(
        texts=texts, resources=bring_resources(shipped, atlas)
    )
    # What is not sure of it is listed there.
    put_aside(shown=True, tab="your-text")


def put_aside(*, shown: bool, tab: str = "") -> None:
    """Go between what was brought and the shipped documents, as at first sight.

    ``tab`` is the one that is open then, as an address names it.
    """
    st.session_state["brought_shown"] = shown
    begin_anew(tab)


def forget() -> None:
    """Drop what was brought; nothing of it is left in this session."""
    for key in ("brought", "brought_file"):
        st.session_state.pop(key, None)
    put_aside(shown=False)


def open_next(texts: tuple[BroughtText, ...]) -> None:
    """Show some texts from the next run on: this one has drawn the page already."""
    st.session_state["brought_next"] = texts
    st.rerun()


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The reader does not want the text any more."""


@dataclass(slots=True)
class Progress:
    """How far a reading is; the page looks at it while another thread reads."""

    share: float = 0.0
    """From 0 to 1."""
    doing: str = "Reading"
    is_cancelled: bool = False

    def tell(self, share: float, doing: str) -> None:
        """Note how far it is.

        Raises
        ------
        Cancelled
            Nobody waits for it any more.
        """
        if self.is_cancelled:
            raise Cancelled
        self.share, self.doing = share, doing


def read_brought(
    file: File,
    on: dt.date | None,
    shipped: Resources,
    show: Callable[[Progress], object],
) -> BroughtText | None:
    """Read a file and find its places; ``None`` where its date has to be asked for.

    Another thread reads, and this one shows how far it is, again and again: a click
    on Cancel ends the run of the page at such a moment, and the reading with it.

    Parameters
    ----------
    file
        As it was brought.
    on
        Whose borders hold; ``None`` for the day that the text states.
    shipped
        Whose gazetteer knows the places.
    show
        Called while the reading goes on.

    Raises
    ------
    GeoError
        The file cannot be read.
    """
    progress = Progress()
    show(progress)
    taken = {document.id for document in shipped.atlas.documents}
    pool = ThreadPoolExecutor(1)
    work = pool.submit(_read_whole, file, on, shipped.geoparser, taken, progress)
    try:
        while not wait([work], timeout=_LOOK_S).done:
            show(progress)
    finally:
        progress.is_cancelled = True
        pool.shutdown(wait=False)
    return work.result()


def _read_whole(
    file: File,
    on: dt.date | None,
    geoparser: Geoparser,
    taken: set[str],
    progress: Progress,
) -> BroughtText | None:
    def on_page(done: int, pages: int) -> None:
        progress.tell(0.7 * done / pages, f"Page {done} of {pages}")

    intake = _read(file, on_page)
    if len(intake.text) > LONGEST_TEXT:
        msg = (
            f"{file.name}: its text has {len(intake.text):,} letters; this page shows "
            f"up to {LONGEST_TEXT:,}. Read it with `accord-atlas read`."
        )
        raise UsageError(msg)
    day = decide_day(find_day(intake), on)
    if day is None:
        return None
    progress.tell(0.75, "Finding the places")
    return bring(
        intake,
        make_source(file.name, file.content, intake),
        day,
        geoparser,
        document_id=make_id(file.name, taken),
    )


def _read(file: File, on_page: Callable[[int, int], None]) -> Intake:
    if file.name == PASTED:
        return read_pasted(file.content.decode("utf-8"))
    return read_file(file.name, file.content, on_page)


def open_project(content: bytes, shipped: Resources) -> tuple[BroughtText, ...]:
    """Read a project that was saved from this page, and verify it.

    Raises
    ------
    GeoError
        It is no project, or something in it is altered.
    """
    return unpack(content, shipped.atlas.gazetteer)

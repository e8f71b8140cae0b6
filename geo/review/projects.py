"""Projects under review: opened with all that their readers decided."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.atlas import read_atlas
from geo.places.gazetteer import add_places
from geo.projects.bringing import BroughtText, Source, build_project_atlas
from geo.projects.changing import list_ids
from geo.projects.storing import (
    read_machine,
    read_project,
    read_project_text,
    unpacked,
)
from geo.review.added import added_places
from geo.review.answers import drop_undone
from geo.review.by_hand import WHO, find_by_hand, renaming, verified_by_hand
from geo.review.ledgers import append, list_ledgers, read_ledgers
from geo.review.state import State, readdress, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.places.gazetteer import Gazetteer
    from geo.places.geoparsing import Geoparser
    from geo.review.decisions import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """With which rules and which gazetteer a text is read."""

    rules: str
    gazetteer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A project with the state that its ledgers give."""

    state: State
    gazetteer: Gazetteer
    """With the places that readers added."""
    told: tuple[str, ...] = ()
    """A sentence for each line of a ledger that could not be read."""


@lru_cache(maxsize=4)
def find_edition(data: Path) -> Edition:
    """Give the edition of the rules and of the gazetteer of a data folder."""
    return Edition(
        rules=_digest(sorted((data / "language").glob("**/*.toml"))),
        gazetteer=_digest([data / "checksums.json"]),
    )


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def open_project(
    project: Path,
    gazetteer: Gazetteer,
    read_again: Callable[[BroughtText, dt.date], BroughtText] | None = None,
) -> Opened:
    """Open a project as its readers see it.

    Parameters
    ----------
    project, gazetteer
        The folder, and what knows its places.
    read_again
        Reads a text with the borders of another day, where its readers say that it is
        of that day: names may mean other places then. Without it the borders follow
        and the names stay what they were read as.

    Raises
    ------
    GeoError
        It is none, or something in it is altered.
    """
    ledgers = read_ledgers(project)
    known = know_added(project, gazetteer)
    texts = read_project(project, known)
    reading, by_hand = read_apart(project, texts, known)
    decisions = (*by_hand, *ledgers.decisions)
    state = state_of(reading, decisions, known)
    days = {r.document_id: r.document.geography_on for r in state.records}
    late = [t for t in reading if days[t.document.id] != t.document.geography_on]
    if read_again is not None and late:
        again = {t.document.id: read_again(t, days[t.document.id]) for t in late}
        reading = tuple(again.get(t.document.id, t) for t in reading)
        state = state_of(reading, decisions, known)
    return Opened(state=state, gazetteer=known, told=ledgers.told)


def open_text(project: Path, document_id: str, gazetteer: Gazetteer) -> BroughtText:
    """Open one text of a project as its readers see it.

    Raises
    ------
    GeoError
        There is none of that id, or something in it is altered.
    """
    ids = set(list_ids(project))
    holding = readdress(drop_undone(read_ledgers(project).decisions), ids)
    known = know_added(project, gazetteer)
    text = read_project_text(project, document_id, known)
    reading, by_hand = read_apart(project, (text,), known)
    decided = [d for d in holding if d.document_id == document_id]
    return state_of(reading, (*by_hand, *decided), known).texts[0]


def rename_in_ledgers(project: Path, old: str, new: str) -> None:
    """Let what was decided about a text be about it under its new id.

    Raises
    ------
    ProjectError
        The disk does not take it.
    """
    if list_ledgers(project):
        append(project, WHO, [renaming(old, new, dt.datetime.now(dt.UTC))])


def know_added(project: Path, gazetteer: Gazetteer) -> Gazetteer:
    """Give a gazetteer that knows the places that readers of a project added."""
    return _know(gazetteer, read_ledgers(project).decisions)


def _know(gazetteer: Gazetteer, decisions: Iterable[Decision]) -> Gazetteer:
    added = added_places(drop_undone(decisions)).values()
    return add_places(gazetteer, (p for p in added if p.id not in gazetteer))


def open_shipped(data: Path, geoparser: Geoparser | None = None) -> Opened:
    """Open the documents of a data folder as their readers see them.

    What readers decide about them lies beside them, as in a project.

    Raises
    ------
    GeoError
        Something in the folder is missing, altered or malformed.
    """
    return open_atlas(read_atlas(data, geoparser), data)


def open_atlas(atlas: Atlas, data: Path) -> Opened:
    """Open an atlas that was read, with the ledgers of its folder."""
    ledgers = read_ledgers(data)
    known = _know(atlas.gazetteer, ledgers.decisions)
    reading = tuple(
        BroughtText(
            document=document,
            mentions=atlas.mentions[document.id],
            agreements=tuple(
                a for a in atlas.agreements if a.evidence[0].document_id == document.id
            ),
            source=Source(
                name=f"{document.id}.txt", sha256=document.sha256, format="txt"
            ),
        )
        for document in atlas.documents
    )
    state = state_of(reading, ledgers.decisions, known)
    return Opened(state=state, gazetteer=known, told=ledgers.told)


def read_reviewed_atlas(data: Path, geoparser: Geoparser | None = None) -> Atlas:
    """Read the atlas of a data folder as its readers decided.

    Raises
    ------
    GeoError
        Something in the folder is missing, altered or malformed.
    """
    atlas = read_atlas(data, geoparser)
    opened = open_atlas(atlas, data)
    if not opened.state.decisions:
        return atlas
    return build_project_atlas(opened.state.texts, opened.gazetteer)


def open_packed(content: bytes, gazetteer: Gazetteer) -> Opened:
    """Open a project that was saved as a zip file, with its ledgers.

    Raises
    ------
    GeoError
        It is no such file, is too large, or something in it is altered.
    """
    with unpacked(content) as folder:
        return open_project(folder, gazetteer)


def read_apart(
    project: Path, texts: Iterable[BroughtText], gazetteer: Gazetteer
) -> tuple[tuple[BroughtText, ...], tuple[Decision, ...]]:
    """Take what rules read and what was changed by hand in a project's files apart."""
    reading: list[BroughtText] = []
    decisions: list[Decision] = []
    for text in texts:
        machine = read_machine(project, text.document.id, gazetteer)
        if machine is None or machine.document.sha256 != text.document.sha256:
            reading.append(text)
            decisions += verified_by_hand(text)
        else:
            reading.append(replace(machine, source=text.source))
            decisions += find_by_hand(machine, text)
    return tuple(reading), tuple(decisions)

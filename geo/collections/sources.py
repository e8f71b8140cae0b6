"""What a store is derived from: the plain files of a project, or a finished atlas."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from geo.collections.filling import Entry
from geo.projects.changing import find_root, list_ids
from geo.projects.storing import read_project_text
from geo.review.answers import drop_undone
from geo.review.ledgers import list_ledgers, read_ledgers
from geo.review.projects import know_added, read_apart
from geo.review.state import readdress, state_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.places.gazetteer import Gazetteer
    from geo.projects.bringing import BroughtText
    from geo.review.decisions import Decision


class Source(Protocol):
    """Texts by id, each with a stamp that changes whenever it does."""

    @property
    def gazetteer(self) -> Gazetteer:
        """What knows the places."""

    def stamps(self) -> Mapping[str, str]:
        """Give the stamp of every text, in the order in which they are read."""

    def read(self, document_id: str) -> Entry:
        """Read a text, verified."""


class ProjectSource:
    """The plain files of a project, as its readers decided.

    Parameters
    ----------
    folder
        The project.
    gazetteer
        Knows the places; those that readers added are known beside them.
    """

    def __init__(self, folder: Path, gazetteer: Gazetteer) -> None:
        self.folder = folder
        self._shipped = gazetteer
        self._decided = _Decided((), {}, gazetteer)

    @property
    def gazetteer(self) -> Gazetteer:
        """What knows the places."""
        return self._read_decided().gazetteer

    def stamps(self) -> Mapping[str, str]:
        """Give the stamp of every text, by its files and what was decided about it."""
        return {name: self.stamp(name) for name in list_ids(self.folder)}

    def stamp(self, document_id: str) -> str:
        """Give what changes with a text, or with what readers decided about it."""
        files = stamp_text(self.folder, document_id)
        decided = self._read_decided().by_text.get(document_id)
        if not decided:
            return files
        ids = " ".join(decision.id for decision in decided)
        return hashlib.sha256(f"{files} {ids}".encode()).hexdigest()[:20]

    def read(self, document_id: str) -> Entry:
        """Read a text, verified.

        Raises
        ------
        GeoError
            A file of it is missing, altered or malformed.
        """
        # Before it is read: what is written meanwhile has another.
        stamp = self.stamp(document_id)
        known = self.gazetteer
        text = read_project_text(self.folder, document_id, known)
        decided = self._read_decided().by_text.get(document_id)
        if decided:
            reading, by_hand = read_apart(self.folder, (text,), known)
            (text,) = state_of(reading, (*by_hand, *decided), known).texts
        return to_entry(text, stamp)

    def entry_of(self, text: BroughtText) -> Entry:
        """Give a text that was just read and written, as its readers decided."""
        name = text.document.id
        if self._read_decided().by_text.get(name):
            return self.read(name)
        return to_entry(text, self.stamp(name))

    def _read_decided(self) -> _Decided:
        """Read the ledgers, where they are not those that were read last."""
        stamps = tuple(
            (path.name, *_stamp_file(str(path))) for path in list_ledgers(self.folder)
        )
        if self._decided.stamps != stamps:
            valid = drop_undone(read_ledgers(self.folder).decisions)
            by_text: dict[str, list[Decision]] = {}
            for decision in readdress(valid, set(list_ids(self.folder))):
                by_text.setdefault(decision.document_id, []).append(decision)
            known = know_added(self.folder, self._shipped)
            self._decided = _Decided(stamps, by_text, known)
        return self._decided


@dataclass(frozen=True, slots=True)
class _Decided:
    """What readers of a project decided, as the ledgers stood."""

    stamps: tuple[object, ...]
    by_text: Mapping[str, Sequence[Decision]]
    gazetteer: Gazetteer


def to_entry(text: BroughtText, stamp: str) -> Entry:
    """Give a text as the store takes it."""
    return Entry(
        document=text.document,
        mentions=text.mentions,
        agreements=text.agreements,
        stamp=stamp,
    )


def stamp_text(folder: Path, document_id: str) -> str:
    """Give what changes whenever a file of a text does."""
    root = find_root(folder, document_id)
    own = f"{root}{os.sep}"
    files = [
        f"{own}documents{os.sep}{document_id}.toml",
        f"{own}documents{os.sep}{document_id}.txt",
        f"{own}mentions{os.sep}{document_id}.jsonl",
    ]
    seen = [_stamp_file(path) for path in files]
    try:
        with os.scandir(f"{own}agreements{os.sep}{document_id}") as entries:
            seen += sorted(
                (entry.name, *_stamp(entry.stat()))
                for entry in entries
                if entry.name.endswith(".toml") and not entry.name.startswith(".")
            )
    except OSError:
        pass
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:20]


def _stamp_file(path: str) -> tuple[object, ...]:
    try:
        return _stamp(os.stat(path))  # noqa: PTH116 - ten thousand of them
    except OSError:
        return ()


def _stamp(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns


@dataclass(frozen=True, slots=True)
class AtlasSource:
    """An atlas that was read as a whole, and does not change."""

    atlas: Atlas

    @property
    def gazetteer(self) -> Gazetteer:
        """What knows the places."""
        return self.atlas.gazetteer

    def stamps(self) -> Mapping[str, str]:
        """Give the digest of every text."""
        return {document.id: document.sha256 for document in self.atlas.documents}

    def read(self, document_id: str) -> Entry:
        """Give a text, with the agreements that no later text is quoted for."""
        order = {d.id: number for number, d in enumerate(self.atlas.documents)}
        document = self.atlas.documents[order[document_id]]
        return Entry(
            document=document,
            mentions=self.atlas.mentions[document_id],
            agreements=tuple(
                agreement
                for agreement in self.atlas.agreements
                if max(order[e.document_id] for e in agreement.evidence)
                == order[document_id]
            ),
            stamp=document.sha256,
        )

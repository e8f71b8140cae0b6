"""What a store is derived from: the plain files of a project, or a finished atlas."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from geo.collections.filling import Entry
from geo.projects.changing import find_root, list_ids
from geo.projects.storing import read_project_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.places.gazetteer import Gazetteer


class Source(Protocol):
    """Texts by id, each with a stamp that changes whenever it does."""

    @property
    def gazetteer(self) -> Gazetteer:
        """What knows the places."""

    def stamps(self) -> Mapping[str, str]:
        """Give the stamp of every text, in the order in which they are read."""

    def read(self, document_id: str) -> Entry:
        """Read a text, verified."""


@dataclass(frozen=True, slots=True)
class ProjectSource:
    """The plain files of a project."""

    folder: Path
    gazetteer: Gazetteer

    def stamps(self) -> Mapping[str, str]:
        """Give the stamp of every text: names, sizes and times of its files."""
        return {name: stamp_text(self.folder, name) for name in list_ids(self.folder)}

    def read(self, document_id: str) -> Entry:
        """Read a text, verified.

        Raises
        ------
        GeoError
            A file of it is missing, altered or malformed.
        """
        # Before it is read: what is written meanwhile has another.
        stamp = stamp_text(self.folder, document_id)
        text = read_project_text(self.folder, document_id, self.gazetteer)
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

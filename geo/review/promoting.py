"""Promoting: a reviewed text becomes part of an atlas, in the formats kept by hand.

Its record and its text go to the documents, its verified agreements to the register,
the places that readers added to the gazetteer. Mentions are read anew by whoever opens
an atlas, so what was decided about them goes along as lines of ledgers. Proposals that
nobody decided about stay where they are.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import tomli_w

from geo.agreements.register import check_verified, read_register
from geo.agreements.writing import write_register
from geo.checks import check_digests, write_ledger
from geo.errors import GeoError, ProjectError, UsageError
from geo.fields import Family, to_record
from geo.places.gazetteer import read_gazetteer
from geo.review.added import list_records
from geo.review.answers import drop_undone
from geo.review.decisions import Subject, render_line
from geo.review.ledgers import FOLDER, name_file
from geo.review.state import readdress
from geo.text.documents import read_documents

if TYPE_CHECKING:
    from pathlib import Path

    from geo.places.gazetteer import Gazetteer
    from geo.projects.bringing import BroughtText
    from geo.review.decisions import Decision
    from geo.review.state import State

_ROOMS = ("gazetteer", "language", "basemap")
"""What an atlas needs of another one, beside texts and register."""
_OWN_PLACES = "own.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promoted:
    """What became part of an atlas."""

    agreements: int
    places: int
    decisions: int
    """About mentions."""
    left: int
    """Proposals that nobody decided about, or about which readers differ."""


def promote(state: State, document_id: str, shipped: Path, data: Path) -> Promoted:
    """Make a reviewed text part of an atlas.

    Parameters
    ----------
    state
        Of the project.
    document_id
        The text.
    shipped
        The data folder whose gazetteer the project was read with; a new atlas is
        begun with it.
    data
        The folder of the atlas; made when it is not there.

    Raises
    ------
    GeoError
        There is no such text, the atlas has it already, or something of it cannot be
        verified there. The folder is as it was.
    """
    text = _find(state, document_id)
    is_new = not data.exists()
    if is_new:
        _begin(shipped, data)
    else:
        check_digests(data)
    verified = tuple(a for a in text.agreements if not a.is_proposed)
    decisions = _about_mentions(state, document_id)
    known = read_gazetteer(data / "gazetteer")
    places = _own_places(state, document_id, known)
    parts = {
        data / "documents" / f"{document_id}.txt": text.document.text,
        data / "documents" / f"{document_id}.toml": tomli_w.dumps(
            to_record(text.document, Family.TOML)
        ),
    }
    added = {
        data / "agreements" / name: said
        for name, said in write_register(verified).items()
    }
    if places:
        added[data / "gazetteer" / _OWN_PLACES] = tomli_w.dumps({"place": places})
    for decision in decisions:
        path = name_file(data / FOLDER, decision.who)
        added[path] = added.get(path, "") + render_line(decision)
    if any(path.exists() for path in parts):
        msg = f"{data} has a text {document_id!r} already; rename one of them."
        raise UsageError(msg)
    before = {p: p.read_bytes() if p.is_file() else None for p in (*parts, *added)}
    ledger = data / "checksums.json"
    before[ledger] = ledger.read_bytes() if ledger.is_file() else None
    try:
        for path, said in parts.items():
            _write(path, said)
        for path, said in added.items():
            _write(path, _join(before[path], said))
        _verify(data)
        write_ledger(data)
    except (GeoError, OSError) as error:
        _restore(before)
        if is_new:
            shutil.rmtree(data, ignore_errors=True)
        why = error.strerror if isinstance(error, OSError) else str(error)
        msg = f"{document_id} is not promoted, {data} is as it was: {why}"
        raise ProjectError(msg) from error
    return Promoted(
        agreements=len(verified),
        places=len(places),
        decisions=len(decisions),
        left=len(text.agreements) - len(verified),
    )


def _find(state: State, document_id: str) -> BroughtText:
    for text in state.texts:
        if text.document.id == document_id:
            return text
    known = ", ".join(text.document.id for text in state.texts)
    msg = f"There is no text {document_id!r}; there are {known or 'none'}."
    raise UsageError(msg)


def _begin(shipped: Path, data: Path) -> None:
    """Begin an atlas that knows the same places and has no text."""
    try:
        for room in _ROOMS:
            if (shipped / room).is_dir():
                shutil.copytree(shipped / room, data / room)
        for room in ("documents", "agreements"):
            (data / room).mkdir(parents=True)
    except OSError as error:
        shutil.rmtree(data, ignore_errors=True)
        msg = f"{data}: cannot be written ({error.strerror})."
        raise ProjectError(msg) from error


def _holding(state: State) -> tuple[Decision, ...]:
    ids = {text.document.id for text in state.texts}
    return readdress(drop_undone(state.decisions), ids)


def _about_mentions(state: State, document_id: str) -> tuple[Decision, ...]:
    lost = {one.decision.id for one in state.lost}
    return tuple(
        d
        for d in _holding(state)
        if d.subject is Subject.MENTION
        and d.document_id == document_id
        and d.id not in lost
    )


def _own_places(
    state: State, document_id: str, gazetteer: Gazetteer
) -> list[dict[str, object]]:
    """Give the records of the places that were added for a text and are not known."""
    records = {
        record["id"]: record
        for d in _holding(state)
        if d.document_id == document_id
        for record in list_records(d)
    }
    return [records[key] for key in sorted(records) if key not in gazetteer]


def _join(before: bytes | None, said: str) -> str:
    stood = (before or b"").decode("utf-8")
    if stood and not stood.endswith("\n"):
        stood += "\n"
    gap = "\n" if stood and not said.startswith("{") else ""
    return f"{stood}{gap}{said}"


def _write(path: Path, said: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    draft.write_bytes(said.encode("utf-8"))
    draft.replace(path)


def _restore(before: dict[Path, bytes | None]) -> None:
    for path, content in before.items():
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(content)


def _verify(data: Path) -> None:
    """Read texts and register of an atlas as everybody will."""
    gazetteer = read_gazetteer(data / "gazetteer")
    documents = read_documents(data / "documents")
    check_verified(read_register(data / "agreements", documents, gazetteer), documents)

"""Documents: a text file, and beside it the record of where it came from."""

from __future__ import annotations

import hashlib
from dataclasses import MISSING, replace
from typing import TYPE_CHECKING

from geo.errors import DocumentError
from geo.fields import Family, Reading, fields_in, from_record
from geo.model import Document
from geo.text.passages import split_passages
from geo.toml_files import read_toml

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

_READING = Reading(family=Family.TOML, keeps_unknown=True)
_NEEDED = tuple(
    field.name_in(Family.TOML)
    for field in fields_in(Document, Family.TOML)
    if field.default is MISSING
)
"""What every document's record says."""


def read_documents(folder: Path) -> tuple[Document, ...]:
    """Read every ``<id>.toml`` of a folder with its ``<id>.txt``, sorted by id.

    Raises
    ------
    DocumentError
        A record is malformed, or a text is not the one that was recorded.
    """
    documents = [read_document(record) for record in sorted(folder.glob("*.toml"))]
    orphans = {p.stem for p in folder.glob("*.txt")} - {d.id for d in documents}
    if orphans:
        msg = (
            f"{folder.name}/{min(orphans)}.txt has no record; write "
            f"{min(orphans)}.toml beside it: title, publisher, date, rights, sha256."
        )
        raise DocumentError(msg)
    return tuple(documents)


def read_document(record_path: Path) -> Document:
    """Read one record and the text that it describes.

    Raises
    ------
    DocumentError
        A field is missing, the id is not the file's name, or the text's sha-256
        is not the recorded one.
    """
    name = record_path.name
    record = read_toml(record_path, DocumentError)
    missing = [key for key in _NEEDED if not record.get(key)]
    if missing:
        msg = f"{name}: no value for {', '.join(missing)}; every record needs them."
        raise DocumentError(msg)
    if record["id"] != record_path.stem:
        msg = (
            f"{name}: id is {record['id']!r}; expected the file's name, "
            f"{record_path.stem!r}."
        )
        raise DocumentError(msg)
    try:
        document = from_record(Document, record, _READING, text="")
    except ValueError as error:
        msg = f"{name}: {error}"
        raise DocumentError(msg) from error
    text = _read_text(record_path.with_suffix(".txt"), document.sha256)
    return replace(document, text=text, passages=split_passages(document.id, text))


def make_document(document_id: str, text: str, on: dt.date) -> Document:
    """Make a document of a text without a record, read with the borders of a day.

    >>> import datetime as dt
    >>> make_document("note", "1. One", dt.date(2026, 2, 6)).passages[0].id
    '1'
    """
    return Document(
        id=document_id,
        title=document_id,
        short_title=document_id,
        publisher="not stated",
        dated="not stated",
        geography_on=on,
        geography_reason="the day asked for",
        language="und",
        rights="not stated",
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        text=text,
        passages=split_passages(document_id, text),
    )


def read_text(path: Path) -> str:
    """Read a text as it stands: no newline is translated, no mark removed.

    Raises
    ------
    DocumentError
        The file cannot be read, or is not UTF-8.
    """
    return _decode(path, _read_bytes(path))


def _read_text(path: Path, sha256: str) -> str:
    """Read a text and check that it is the one that was recorded."""
    if not path.is_file():
        msg = f"{path.name}: the text of this record is missing."
        raise DocumentError(msg)
    content = _read_bytes(path)
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        # Git and some editors end lines in their own way, or begin with a mark.
        plain = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
        if hashlib.sha256(plain).hexdigest() == sha256:
            return _decode(path, plain)
        msg = (
            f"{path.name}: sha-256 is {found}, its record says {sha256}. "
            "A document is never changed; restore the file."
        )
        raise DocumentError(msg)
    return _decode(path, content)


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror})."
        raise DocumentError(msg) from error


def _decode(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        msg = f"{path.name}: not UTF-8 ({error}); save it as UTF-8."
        raise DocumentError(msg) from error

"""Projects: brought texts as plain files, saved, opened again and verified.

A project is a folder like ``data/``::

    documents/<id>.txt           the text that offsets refer to
    documents/<id>.toml          its record, written last: without it there is no text
    mentions/<id>.jsonl          one mention a line
    agreements/<id>/<type>.toml  what rules propose, in the format of the register
    .machine/<id>.zip            what rules read, as it was before anybody changed it
    set-aside/<id>/              a text as it was before it was read again or removed
    decisions/<reader>.jsonl     what a reader decided, one decision a line

Its places are those of the gazetteer that is shipped. A proposal that somebody has
verified loses its line ``proposed_because``; one that is wrong is taken out.
"""

from __future__ import annotations

import io
import json
import re
import struct
import tempfile
import tomllib
import zipfile
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import tomli_w

from geo.agreements.register import read_register
from geo.agreements.writing import write_register
from geo.errors import GeoError, ProjectError
from geo.fields import Family, Reading, from_record, to_record
from geo.model import Mention
from geo.projects.bringing import BroughtText, Source
from geo.projects.changing import (
    files_of,
    find_root,
    list_ids,
    list_removed,
    memory_file,
    put_text,
    stamp,
)
from geo.text.documents import read_document, read_text
from geo.toml_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from geo.model import Document

FORMAT_VERSION = 2
"""Of a text's files. 1 had no such line, no address of the text, and no offsets of
quotations; all of them are read. A field that a later edition adds is passed over."""
_READING = Reading(family=Family.LINES, keeps_unknown=True)
LARGEST_PROJECT = 200_000_000
"""Bytes that a packed project may hold, unpacked."""
_MOST_PARTS = 100_000
_ROOMS = frozenset(("documents", "mentions", "agreements", "decisions"))
_PASSED_OVER = re.compile(
    r"(?!\.\.?/)(.*/)?\.[^/.]|__MACOSX/|set-aside/|decisions/set-aside/"
)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises at files that are no zip, or a broken one."""
_PART = re.compile(
    r"documents/[a-z0-9-]+\.(txt|toml)|mentions/[a-z0-9-]+\.jsonl|"
    r"agreements/[a-z0-9-]+/[a-z-]+\.toml|decisions/[a-z0-9-]+\.jsonl"
)


def write_text(
    folder: Path,
    text: BroughtText,
    *,
    machine: BroughtText | None = None,
    replaces: str | None = None,
) -> None:
    """Write a text into a project, whole or not at all.

    Parameters
    ----------
    folder
        The project.
    text
        As it is to be read again.
    machine
        What the rules read, where somebody has changed something since.
    replaces
        The id of a text whose place it takes.

    Raises
    ------
    ProjectError
        The disk does not take it; the project is as it was.
    """
    name = text.document.id
    parts = _render(text)
    memory = memory_file(folder, name).relative_to(folder).as_posix()
    parts[memory] = pack([machine or text])
    put_text(folder, name, parts, replaces=replaces)


def _render(text: BroughtText) -> dict[str, bytes]:
    """Give the files of a text by their path in the project."""
    name = text.document.id
    agreements = write_register(text.agreements)
    parts = {
        f"documents/{name}.txt": text.document.text,
        f"documents/{name}.toml": _render_record(text),
        f"mentions/{name}.jsonl": render_mentions(text.mentions),
    } | {f"agreements/{name}/{file}": said for file, said in agreements.items()}
    return {part: said.encode("utf-8") for part, said in parts.items()}


def read_project(folder: Path, place_ids: Container[str]) -> tuple[BroughtText, ...]:
    """Read every text of a project, and verify it.

    Raises
    ------
    GeoError
        A file is missing, altered or malformed, a mention or a quotation is not at
        its offsets, or a place is not in the gazetteer.
    """
    ids = list_ids(folder)
    if not ids:
        msg = (
            f"{folder.name} is no project: it has no documents/*.toml. Choose a "
            "folder that `accord-atlas read` wrote, or a project saved on the page."
        )
        raise ProjectError(msg)
    return tuple(read_project_text(folder, name, place_ids) for name in ids)


def read_project_text(
    folder: Path, name: str, place_ids: Container[str]
) -> BroughtText:
    """Read one text of a project, and verify it.

    Raises
    ------
    GeoError
        As of a whole project.
    """
    while True:
        stood = stamp(folder, name)
        try:
            return _read_text(find_root(folder, name), name, place_ids)
        except (GeoError, OSError):
            # Written anew meanwhile: what was begun with is not there any more.
            if stamp(folder, name) == stood:
                raise


def read_machine(
    folder: Path, name: str, place_ids: Container[str]
) -> BroughtText | None:
    """Give what rules read of a text, before anybody changed it, where it is known."""
    path = memory_file(folder, name)
    try:
        texts = unpack(path.read_bytes(), place_ids)
    except (GeoError, OSError):
        return None
    return texts[0] if [text.document.id for text in texts] == [name] else None


def is_as_written(folder: Path, text: BroughtText) -> bool:
    """Whether the files of a text say no more than it does: no comment, no other field.

    Those that an earlier edition wrote may say the same in another way.
    """
    root = find_root(folder, text.document.id)
    found = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in files_of(root, text.document.id)
    }
    return found == _render(text)


def list_sources(folder: Path) -> dict[str, Source]:
    """Give the file that each text of a project came from, by the text's id."""
    return {name: _read_source(_record(folder, name)) for name in list_ids(folder)}


def list_removed_sources(folder: Path) -> dict[str, Source]:
    """Give the file that each text came from which was taken out, by the text's id."""
    found: dict[str, Source] = {}
    for name in list_removed(folder):
        with suppress(GeoError, OSError, KeyError, zipfile.BadZipFile):
            with zipfile.ZipFile(memory_file(folder, name)) as archive:
                record = archive.read(f"documents/{name}.toml")
            found[name] = _to_source(record, name)
    return found


def write_source(folder: Path, name: str, source: Source) -> None:
    """Record where the file of a text lies now; all else of its record stays.

    Raises
    ------
    ProjectError
        The disk does not take it.
    """
    root = find_root(folder, name)
    record = read_toml(_record(folder, name), ProjectError)
    record["source"] = {**record["source"], "name": source.name, "place": source.place}
    parts = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in files_of(root, name)
        if path.is_file()
    }
    parts[f"documents/{name}.toml"] = tomli_w.dumps(record).encode("utf-8")
    put_text(folder, name, parts)


def _record(folder: Path, name: str) -> Path:
    return find_root(folder, name) / "documents" / f"{name}.toml"


def pack(texts: Iterable[BroughtText]) -> bytes:
    """Write a project as one zip file; the same texts give the same bytes."""
    parts = {name: said for text in texts for name, said in _render(text).items()}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: name.split("/")):
            part = zipfile.ZipInfo(name)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, parts[name])
    return content.getvalue()


def unpack(content: bytes, place_ids: Container[str]) -> tuple[BroughtText, ...]:
    """Read a project from the zip file that it was saved as, and verify it.

    Raises
    ------
    GeoError
        It is no such file, is too large, or something in it is altered.
    """
    with unpacked(content) as folder:
        return read_project(folder, place_ids)


@contextmanager
def unpacked(content: bytes) -> Iterator[Path]:
    """Give the folder of a project that was saved as a zip file, while it is needed.

    Raises
    ------
    ProjectError
        It is no such file, or is too large.
    """
    with tempfile.TemporaryDirectory(prefix="accord-atlas-") as name:
        folder = Path(name) / "project"
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                _extract(archive, folder)
        except _BROKEN as error:
            msg = (
                f"This is no saved project, or a damaged one ({error}). Choose the zip "
                "saved here."
            )
            raise ProjectError(msg) from error
        yield folder


def _extract(archive: zipfile.ZipFile, folder: Path) -> None:
    """Write the parts that a project has and no others, as far as they may go."""
    left = LARGEST_PROJECT
    for name, part in _list_parts(archive).items():
        with archive.open(part) as source:
            read = source.read(left + 1)
        left -= len(read)
        if left < 0:
            msg = f"This project holds more than {LARGEST_PROJECT // 1_000_000} MB."
            raise ProjectError(msg)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(read)


def _list_parts(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Give the parts by their path in the project, which may lie in a folder.

    What is hidden, what macOS adds and what was set aside is passed over, so that a
    project that somebody packed in their own way can be opened.
    """
    found: dict[str, zipfile.ZipInfo] = {}
    parts = [part for part in archive.infolist() if not part.is_dir()]
    tops = {part.filename.partition("/")[0] for part in parts} - {"__MACOSX"}
    top = f"{tops.pop()}/" if len(tops) == 1 and not tops & _ROOMS else ""
    for part in parts:
        name = part.filename.removeprefix(top)
        if _PASSED_OVER.match(name):
            continue
        if not _PART.fullmatch(name):
            wrong = f"it holds {part.filename[:80]!r}"
        elif name in found:
            wrong = f"it holds {name!r} twice"
        elif part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            wrong = f"{name!r} is packed in a way that is not read"
        elif len(found) == _MOST_PARTS:
            wrong = f"it holds more than {_MOST_PARTS:,} files"
        else:
            found[name] = part
            continue
        msg = f"This is no saved project: {wrong}. Choose the zip saved here."
        raise ProjectError(msg)
    return found


def _render_record(text: BroughtText) -> str:
    source = text.source
    return tomli_w.dumps(
        {
            **to_record(text.document, Family.TOML),
            "format_version": FORMAT_VERSION,
            "source": {
                "name": source.name,
                "sha256": source.sha256,
                "format": source.format,
                "notes": list(source.notes),
            }
            | ({"place": source.place} if source.place else {}),
        }
    )


def _read_text(folder: Path, name: str, place_ids: Container[str]) -> BroughtText:
    record = folder / "documents" / f"{name}.toml"
    _check_version(record)
    document = read_document(record)
    mentions = folder / "mentions" / f"{document.id}.jsonl"
    if not mentions.is_file():
        msg = f"mentions/{mentions.name} is missing from this project."
        raise ProjectError(msg)
    agreements = folder / "agreements" / document.id
    return BroughtText(
        document=document,
        mentions=tuple(read_mentions(mentions, document, place_ids)),
        agreements=read_register(
            agreements, (document,), place_ids, keeps_unknown=True
        ),
        source=_read_source(record),
    )


def _check_version(record: Path) -> None:
    """Refuse what a later edition wrote; without a version the first one wrote it."""
    version = read_toml(record, ProjectError).get("format_version", 1)
    if type(version) is not int or not 1 <= version <= FORMAT_VERSION:
        msg = (
            f"documents/{record.name}: its format_version is {version!r}, this edition "
            f"reads 1 to {FORMAT_VERSION}; open it with a newer edition."
        )
        raise ProjectError(msg)


def _read_source(record: Path) -> Source:
    try:
        return _to_source(record.read_bytes(), record.stem)
    except OSError as error:
        msg = f"{record.name}: cannot be read ({error.strerror})."
        raise ProjectError(msg) from error


def _to_source(record: bytes, name: str) -> Source:
    try:
        source = tomllib.loads(record.decode("utf-8-sig"))["source"]
        return Source(
            name=str(source["name"]),
            sha256=str(source["sha256"]),
            format=str(source["format"]),
            notes=tuple(map(str, source["notes"])),
            place=str(source.get("place", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"{name}.toml: no record of the file it came from ({error!r})."
        raise ProjectError(msg) from error


def render_mentions(mentions: Iterable[Mention]) -> str:
    """Write mentions, one JSON object a line."""
    return "".join(
        json.dumps(to_record(m, Family.LINES), ensure_ascii=False) + "\n"
        for m in mentions
    )


def read_mentions(
    path: Path, document: Document, place_ids: Container[str]
) -> Iterator[Mention]:
    """Read the mentions of a document, each verified against its text.

    Raises
    ------
    ProjectError
        A line is malformed, names an unknown place, or is not at its offsets.
    """
    passages = {passage.id: passage for passage in document.passages}
    # Not splitlines(): JSON leaves U+2028 and U+0085 as they are.
    lines = read_text(path).removeprefix("\ufeff").removesuffix("\n").split("\n")
    for number, line in enumerate(lines if lines != [""] else [], start=1):
        try:
            mention = from_record(
                Mention, json.loads(line), _READING, document_id=document.id
            )
        except RecursionError as error:
            msg = (
                f"mentions/{path.name}, line {number}: it is nested too deeply; "
                "expected the fields of a mention."
            )
            raise ProjectError(msg) from error
        except ValueError as error:
            msg = f"mentions/{path.name}, line {number}: {error}"
            raise ProjectError(msg) from error
        passage = passages.get(mention.passage_id)
        places = (mention.place_id, *(a.place_id for a in mention.alternatives))
        lost = [place for place in places if place and place not in place_ids]
        if lost:
            msg = (
                f"mentions/{path.name}, line {number}: the place {lost[0]!r} is not "
                "in the gazetteer."
            )
            raise ProjectError(msg)
        stands = document.text[mention.start : mention.end] == mention.exact
        inside = passage and passage.start <= mention.start < passage.end
        if not (stands and inside):
            msg = (
                f"mentions/{path.name}, line {number}: {mention.exact!r} does not "
                f"stand at {mention.start} to {mention.end} of passage "
                f"{mention.passage_id}."
            )
            raise ProjectError(msg)
        yield mention

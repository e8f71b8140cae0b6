"""Word documents: paragraphs with their printed numbers, tables, notes at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from geo.errors import IntakeError
from geo.intake.archives import Archive, broken, open_archive
from geo.intake.docx_numbering import Numbering, number_of, parse_numbering, value
from geo.intake.extracts import Extract, squeeze
from geo.text.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFT_OUT = word_set("""
    Fallback annotationRef commentReference del delText drawing fldData instrText
    moveFrom object pPr pict rPr rt sectPr
""")
_WRITTEN = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_SAID = {
    "del": "Tracked deletions left out.",
    "moveFrom": "Tracked deletions left out.",
    "footnoteReference": "The document's notes stand at the end, without their marks.",
    "endnoteReference": "The document's notes stand at the end, without their marks.",
}
_LONGEST_CELL = 400
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


@dataclass(slots=True)
class _Reader:
    """What is known of a document while its paragraphs are read."""

    numbering: Numbering
    headings: frozenset[str]
    contents: frozenset[str]
    hidden: frozenset[str]
    heading: str = ""
    seen: set[str] = field(default_factory=set)


def read_docx(name: str, content: bytes) -> Extract:
    """Read the words of a Word document (.docx).

    Tracked insertions count as text and tracked deletions do not; hidden text,
    headers, footers, comments and tables of contents are left out; footnotes and
    endnotes stand at the end. A row of a table is a paragraph.

    Raises
    ------
    IntakeError
        It is not a Word document, locked, damaged, or unpacks to far too much.
    """
    _check_container(name, content)
    with open_archive(name, content) as archive:
        folder, body = _main_part(name, archive)
        styles = _parse_part(name, archive, f"{folder}/styles.xml")
        numbers = _parse_part(name, archive, f"{folder}/numbering.xml")
        notes = [
            _parse_part(name, archive, f"{folder}/{part}.xml")
            for part in ("footnotes", "endnotes")
        ]
        has_margins = any(
            f"{folder}/{part}{n}.xml" in archive
            for part in ("header", "footer")
            for n in range(1, 10)
        )
    reader = _Reader(parse_numbering(numbers, styles), *_style_kinds(styles))
    if has_margins:
        reader.seen.add("Headers and footers left out.")
    found = body.find("{*}body")
    paragraphs = [] if found is None else list(_blocks(reader, found))
    for part in notes:
        paragraphs += _notes(reader, part)
    return Extract(
        paragraphs=tuple(paragraphs),
        heading=reader.heading,
        notes=tuple(sorted(reader.seen)),
    )


def _check_container(name: str, content: bytes) -> None:
    if content.startswith(_OLE):
        if _LOCKED in content:
            msg = (
                f"{name}: the document is locked with a password; save it without one "
                "and hand it in again."
            )
        else:
            msg = (
                f"{name}: an old Word document (.doc) under the ending .docx; open it "
                "in a word processor and save it as .docx."
            )
        raise IntakeError(msg)
    if not content.startswith(b"PK"):
        msg = (
            f"{name}: not a Word document; expected a .docx as a word processor saves "
            "it; save it again as .docx."
        )
        raise IntakeError(msg)


def _main_part(name: str, archive: Archive) -> tuple[str, etree._Element]:
    """Find the part that holds the text by the relation that names it."""
    relations = archive.read("_rels/.rels")
    targets = [
        value(e, "Target").lstrip("/")
        for e in (_parse(name, relations) if relations else ())
        if value(e, "Type").endswith("/officeDocument")
    ]
    if targets and targets[0] in archive and targets[0].endswith(".xml"):
        root = _parse(name, archive.read(targets[0]))
        if _local(root) == "document":
            return targets[0].rpartition("/")[0], root
    msg = (
        f"{name}: a zip file, but not a Word document; expected a .docx as a word "
        "processor saves it; unpack it and hand in the text in it."
    )
    raise IntakeError(msg)


def _parse_part(name: str, archive: Archive, part: str) -> etree._Element | None:
    content = archive.read(part)
    return _parse(name, content) if content else None


def _parse(name: str, content: bytes) -> etree._Element:
    """Parse XML that defines no entities; Word never does."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise IntakeError(broken(name)) from error
    doctype: str = root.getroottree().docinfo.doctype  # type: ignore[union-attr]
    if doctype:
        msg = (
            f"{name}: defines entities of its own, which a Word document never does; "
            "open it in a word processor and save it again."
        )
        raise IntakeError(msg)
    return root


def _style_kinds(
    styles: etree._Element | None,
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give the styles of headings, of tables of contents and of hidden words."""
    kinds: tuple[set[str], set[str], set[str]] = (set(), set(), set())
    if styles is not None:
        for e in styles.iterfind("{*}style"):
            called = value(e.find("{*}name"), "val").lower()
            style = value(e, "styleId")
            if called == "title" or called.startswith("heading "):
                kinds[0].add(style)
            if called.startswith("toc "):
                kinds[1].add(style)
            if _is_on(e.find("{*}rPr/{*}vanish")):
                kinds[2].add(style)
    return frozenset(kinds[0]), frozenset(kinds[1]), frozenset(kinds[2])


def _blocks(reader: _Reader, parent: etree._Element) -> Iterator[str]:
    """Give the paragraphs and rows of a body, a cell or a note."""
    for child in parent:
        tag = _local(child)
        if tag == "p":
            yield from _paragraph(reader, child)
        elif tag == "tbl":
            yield from _table(reader, child)
        elif tag in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            yield from _blocks(reader, child)
        elif tag in _SAID:
            reader.seen.add(_SAID[tag])


def _table(reader: _Reader, table: etree._Element) -> Iterator[str]:
    for row in table.iter("{*}tr"):
        if next(row.iterancestors("{*}tbl")) is not table:
            continue
        if _is_on(row.find("{*}trPr/{*}del")):
            reader.seen.add(_SAID["del"])
            continue
        cells = [
            list(_blocks(reader, cell))
            for cell in row.iter("{*}tc")
            if next(cell.iterancestors("{*}tr")) is row
        ]
        if len(cells) == 1 or any(
            len(cell) > 1 and sum(map(len, cell)) > _LONGEST_CELL for cell in cells
        ):
            for cell in cells:
                yield from cell
        elif any(cells):
            yield " | ".join(squeeze(" ".join(cell)) for cell in cells)


def _paragraph(reader: _Reader, paragraph: etree._Element) -> Iterator[str]:
    properties = paragraph.find("{*}pPr")
    style = "" if properties is None else value(properties.find("{*}pStyle"), "val")
    if style in reader.contents:
        reader.seen.add("The table of contents left out.")
        return
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    _gather(reader, paragraph, pieces, boxes)
    words = "\n".join(filter(None, map(squeeze, "".join(pieces).split("\n"))))
    if words:
        label = _label(reader, properties, style)
        if style in reader.headings and not reader.heading:
            reader.heading = words
        yield f"{label} {words}" if label else words
    for box in boxes:
        yield from _blocks(reader, box)


def _label(reader: _Reader, properties: etree._Element | None, style: str) -> str:
    numbered = number_of(properties) or reader.numbering.styles.get(style)
    return reader.numbering.label(*numbered) if numbered else ""


def _gather(
    reader: _Reader,
    parent: etree._Element,
    pieces: list[str],
    boxes: list[etree._Element],
) -> None:
    """Collect the words of a paragraph, and the text boxes that hang on it."""
    for child in parent:
        tag = _local(child)
        if tag == "t":
            pieces.append(child.text or "")
        elif tag in _WRITTEN:
            pieces.append(_WRITTEN[tag])
        elif tag == "r" and _is_vanished(reader, child):
            reader.seen.add("Hidden text left out.")
        elif tag in {"drawing", "pict", "object"}:
            boxes += list(child.iter("{*}txbxContent"))
        elif tag in _SAID:
            reader.seen.add(_SAID[tag])
        elif tag not in _LEFT_OUT:
            _gather(reader, child, pieces, boxes)


def _is_vanished(reader: _Reader, run: etree._Element) -> bool:
    properties = run.find("{*}rPr")
    if properties is None:
        return False
    own = properties.find("{*}vanish")
    if own is not None:
        return _is_on(own)
    return value(properties.find("{*}rStyle"), "val") in reader.hidden


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and value(element, "val") not in {"0", "false", "off"}


def _notes(reader: _Reader, part: etree._Element | None) -> Iterator[str]:
    """Give footnotes or endnotes, without the lines that Word draws above them."""
    if part is None:
        return
    for note in part:
        if value(note, "type") in {"", "normal"}:
            yield from _blocks(reader, note)


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]

"""Word documents: paragraphs with their printed numbers, tables, notes at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.errors import IntakeError
from geo.intake.archives import open_archive
from geo.intake.docx_numbering import Numbering, parse_numbering
from geo.intake.docx_package import Package, open_package
from geo.intake.docx_styles import (
    RunLook,
    Styles,
    local,
    parse_styles,
    read_look,
    value,
)
from geo.intake.docx_symbols import read_symbol, read_symbols
from geo.intake.encodings import decode_text
from geo.intake.extracts import Extract, squeeze
from geo.intake.html_pages import read_html
from geo.intake.legacy import read_font_run
from geo.intake.stated_dates import make_stated
from geo.text.numerals import to_roman
from geo.text.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml import etree

    from geo.intake.dates import StatedDate

_LEFT_OUT = word_set("""
    Fallback annotationRef commentReference del delText drawing endnoteRef fldData
    footnoteRef instrText moveFrom object pPr pict rPr rt sdtPr sectPr
""")
_INNER = word_set("customXml ins moveTo sdt sdtContent smartTag")
_WRITTEN = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_DELETED = "Tracked deletions left out."
_STRUCK = "Words that are struck through left out."
_HIDDEN = "Hidden text left out."
_MARGINS = "Headers and footers left out."
_CONTENTS = "The table of contents left out."
_NOTES = "The document's notes stand at the end, after their marks."
_SYMBOLS = "Symbols that only their font draws left out."
_FOREIGN = "A part in another format left out: open and save it in a word processor."
_FONTS = "Words in a Vietnamese font of before Unicode read as it draws them."
_SAID = {"del": _DELETED, "moveFrom": _DELETED}
_NOTE_MARKS: Mapping[str, tuple[str, Callable[[int], str]]] = {
    "footnoteReference": ("footnotes", str),
    "endnoteReference": ("endnotes", to_roman),
}
WORD_ENDINGS = (".docx", ".docm", ".dotx", ".dotm")
"""The endings of Word documents and of their templates, with and without macros."""

_LONGEST_CELL = 400
_MOST_PARTS = 50
_DEEPEST = 3
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_HTML = (".htm", ".html", ".xhtml", ".mht")


@dataclass(slots=True)
class _Reader:
    """What is known of a document while its paragraphs are read."""

    package: Package
    styles: Styles
    numbering: Numbering
    has_fields: bool
    """Whether each field that begins also ends, so that its code can be told."""
    heading: str = ""
    seen: set[str] = field(default_factory=set)
    fields: list[bool] = field(default_factory=list)
    """Of the fields that are open: whether their result has begun."""
    marks: dict[tuple[str, str], str] = field(default_factory=dict)
    """The printed mark of each note that was referred to, in that order."""
    parts: int = 0
    depth: int = 0
    """Of documents that this one is a part of."""


@dataclass(slots=True)
class _Line:
    """The words of a paragraph, by the font that draws them."""

    style: str
    pieces: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def add(self, words: str, font: str = "") -> None:
        """Add words; a letter may be written with marks in the next run."""
        if self.pieces and self.pieces[-1][1] == font:
            words = self.pieces.pop()[0] + words
        self.pieces.append((words, font))


def read_docx(name: str, content: bytes) -> Extract:
    """Read the words of a Word document (.docx).

    Tracked insertions count as text; tracked deletions and struck words do not.
    Hidden text, headers, footers, comments and tables of contents are left out;
    footnotes and endnotes stand at the end, each after its mark. A row of a table is
    a paragraph. A part in HTML or plain text is read where it stands.

    Raises
    ------
    IntakeError
        It is not a Word document, locked, damaged, or unpacks to far too much.
    """
    return _read(name, content, depth=0)


def _read(name: str, content: bytes, *, depth: int) -> Extract:
    _check_container(name, content)
    with open_archive(name, content) as archive:
        package = open_package(name, archive)
        styles = parse_styles(package.read("styles"))
        numbering = parse_numbering(package.read("numbering"), styles)
        kinds = [value(e, "fldCharType") for e in package.root.iter("{*}fldChar")]
        has_fields = kinds.count("begin") == kinds.count("end")
        reader = _Reader(package, styles, numbering, has_fields, depth=depth)
        if package.has_words("header") or package.has_words("footer"):
            reader.seen.add(_MARGINS)
        body = package.root.find("{*}body")
        paragraphs = [] if body is None else list(_blocks(reader, body))
        paragraphs += _notes(reader)
        stated = tuple(_stated(package))
    return Extract(
        paragraphs=tuple(paragraphs),
        heading=reader.heading,
        notes=tuple(sorted(reader.seen)),
        stated=stated,
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
                f"{name}: an old Word document (.doc) under another ending; open it "
                "in a word processor and save it as .docx."
            )
        raise IntakeError(msg)
    if not content.startswith(b"PK"):
        msg = (
            f"{name}: not a Word document; expected a .docx as a word processor saves "
            "it; save it again as .docx."
        )
        raise IntakeError(msg)


def _stated(package: Package) -> Iterator[StatedDate]:
    """Give the days when the file was made and last saved, which it states itself."""
    part = next((r.part for r in package.outer if r.kind == "core-properties"), "")
    content = package.archive.read(part)
    for name in ("created", "modified"):
        tag = f":{name}".encode()
        _, _, rest = content.partition(tag)
        written = rest.partition(b">")[2].partition(b"<")[0][:40]
        where = f"the document’s “{name}”"
        yield from make_stated(
            written.decode("utf-8", "replace"), where, is_published=False
        )


def _blocks(
    reader: _Reader, parent: etree._Element, *, is_cell: bool = False
) -> Iterator[str]:
    """Give the paragraphs and rows of a body, a cell or a note.

    A paragraph whose own mark is deleted goes on in the next one.
    """
    open_line: _Line | None = None
    for child in _flattened(reader, parent):
        tag = local(str(child.tag))
        if tag == "p":
            properties = child.find("{*}pPr")
            line = _read_line(reader, child, properties, open_line)
            open_line = line if _is_mark_deleted(reader, properties) else None
            if open_line is None:
                yield from _finish(reader, line, properties, is_cell=is_cell)
            continue
        if open_line is not None:
            yield from _finish(reader, open_line, None, is_cell=is_cell)
            open_line = None
        if tag == "tbl":
            yield from _table(reader, child)
        elif tag == "altChunk":
            yield from _other_part(reader, value(child, "id"))
    if open_line is not None:
        yield from _finish(reader, open_line, None, is_cell=is_cell)


def _flattened(reader: _Reader, parent: etree._Element) -> Iterator[etree._Element]:
    """Give the blocks of a parent, those in controls and tags among them."""
    for child in parent:
        tag = local(str(child.tag))
        if tag in _INNER:
            yield from _flattened(reader, child)
        elif tag == "AlternateContent":
            for choice in child.iterfind("{*}Choice"):
                yield from _flattened(reader, choice)
        elif tag in _SAID:
            reader.seen.add(_SAID[tag])
        else:
            yield child


def _table(reader: _Reader, table: etree._Element) -> Iterator[str]:
    for row in table.iter("{*}tr"):
        if next(row.iterancestors("{*}tbl")) is not table:
            continue
        if row.find("{*}trPr/{*}del") is not None:
            reader.seen.add(_DELETED)
            continue
        cells = [
            list(_blocks(reader, cell, is_cell=True))
            for cell in row.iter("{*}tc")
            if next(cell.iterancestors("{*}tr")) is row
            and cell.find("{*}tcPr/{*}cellDel") is None
        ]
        if len(cells) == 1 or any(
            len(cell) > 1 and sum(map(len, cell)) > _LONGEST_CELL for cell in cells
        ):
            for cell in cells:
                yield from cell
        elif any(cells):
            yield " | ".join(squeeze(" ".join(cell)) for cell in cells)


def _read_line(
    reader: _Reader,
    paragraph: etree._Element,
    properties: etree._Element | None,
    before: _Line | None,
) -> _Line:
    """Read the words of a paragraph, after those of one that goes on in it."""
    style = "" if properties is None else value(properties.find("{*}pStyle"), "val")
    line = _Line(style or reader.styles.default_paragraph)
    if before is not None:
        line.pieces, line.boxes = before.pieces, before.boxes
    _gather(reader, paragraph, line)
    return line


def _finish(
    reader: _Reader,
    line: _Line,
    properties: etree._Element | None,
    *,
    is_cell: bool,
) -> Iterator[str]:
    """Give the words of a line after its number, and those of its boxes."""
    named = reader.styles.inherit(line.style, lambda style: style.name) or ""
    if named.startswith("toc "):
        reader.seen.add(_CONTENTS)
        return
    drawn = "".join(_draw(reader, words, font) for words, font in line.pieces)
    words = "\n".join(filter(None, map(squeeze, drawn.split("\n"))))
    label = reader.numbering.label(properties, line.style)
    if words:
        if _is_heading(reader.styles, line.style) and not reader.heading:
            reader.heading = words
        yield f"{label}{words}"
    elif label and is_cell:
        yield label.strip()
    for box in line.boxes:
        yield from _blocks(reader, box)


def _draw(reader: _Reader, words: str, font: str) -> str:
    """Give words as their font draws them."""
    plain = read_symbols(words, font)
    if len(plain) < len(words):
        reader.seen.add(_SYMBOLS)
    drawn = read_font_run(plain, font)
    if drawn != plain:
        reader.seen.add(_FONTS)
    return drawn


def _is_heading(styles: Styles, style: str) -> bool:
    return any(
        found.name == "title" or found.name.startswith("heading ")
        for found in styles.above(style)
    )


def _is_mark_deleted(reader: _Reader, properties: etree._Element | None) -> bool:
    if properties is None:
        return False
    is_deleted = any(
        properties.find(f"{{*}}rPr/{{*}}{tag}") is not None for tag in _SAID
    )
    if is_deleted:
        reader.seen.add(_DELETED)
    return is_deleted


def _gather(reader: _Reader, parent: etree._Element, line: _Line) -> None:
    """Collect the words of a paragraph, and the text boxes that hang on it."""
    for child in parent:
        tag = local(str(child.tag))
        if tag == "r":
            _gather_run(reader, child, line)
        elif tag in {"drawing", "pict", "object"}:
            line.boxes += list(child.iter("{*}txbxContent"))
        elif tag in _SAID:
            reader.seen.add(_SAID[tag])
        elif tag == "t":
            line.add(child.text or "")
        elif tag not in _LEFT_OUT:
            _gather(reader, child, line)


def _gather_run(reader: _Reader, run: etree._Element, line: _Line) -> None:
    """Collect the words of a run, if it is seen."""
    look = _look(reader.styles, run, line.style)
    is_seen = True
    if look.hidden or look.struck:
        is_seen = False
        if any(e.text and e.text.strip() for e in run.iter("{*}t")):
            reader.seen.add(_HIDDEN if look.hidden else _STRUCK)
    _gather_inner(reader, run, line, look.font, is_seen=is_seen)


def _gather_inner(
    reader: _Reader, parent: etree._Element, line: _Line, font: str, *, is_seen: bool
) -> None:
    for child in parent:
        tag = local(str(child.tag))
        if tag == "fldChar":
            _follow_field(reader, value(child, "fldCharType"))
        elif tag in {"drawing", "pict", "object"}:
            if is_seen:
                line.boxes += list(child.iter("{*}txbxContent"))
        elif tag in _SAID:
            reader.seen.add(_SAID[tag])
        elif is_seen and all(reader.fields):
            _gather_word(reader, child, line, font)


def _gather_word(
    reader: _Reader, child: etree._Element, line: _Line, font: str
) -> None:
    """Collect one thing that a run shows."""
    tag = local(str(child.tag))
    if tag == "t":
        line.add(child.text or "", font)
    elif tag in _WRITTEN:
        line.add(_WRITTEN[tag], font)
    elif tag == "sym":
        _gather_symbol(reader, child, line)
    elif tag in _NOTE_MARKS:
        mark = _mark_note(reader, tag, value(child, "id"))
        if value(child, "customMarkFollows") not in {"1", "true", "on"}:
            line.add(f"[{mark}]")
    elif tag == "r":
        _gather_run(reader, child, line)
    elif tag not in _LEFT_OUT:
        _gather_inner(reader, child, line, font, is_seen=True)


def _gather_symbol(reader: _Reader, symbol: etree._Element, line: _Line) -> None:
    try:
        code = int(value(symbol, "char"), 16)
    except ValueError:
        return
    letter = read_symbol(code, value(symbol, "font"))
    if not letter:
        reader.seen.add(_SYMBOLS)
    line.add(letter)


def _follow_field(reader: _Reader, kind: str) -> None:
    """Keep track of fields: what stands before their result is not shown."""
    if not reader.has_fields:
        return
    if kind == "begin":
        reader.fields.append(False)
    elif kind == "separate" and reader.fields:
        reader.fields[-1] = True
    elif kind == "end" and reader.fields:
        reader.fields.pop()


def _look(styles: Styles, run: etree._Element, paragraph_style: str) -> RunLook:
    """Tell how a run is drawn: by itself, its style, its paragraph's, the default."""
    properties = run.find("{*}rPr")
    own = read_look(properties)
    style = "" if properties is None else value(properties.find("{*}rStyle"), "val")
    looks = [
        own,
        *(found.look for found in styles.above(style)),
        *(found.look for found in styles.above(paragraph_style)),
        styles.default,
    ]
    return RunLook(
        hidden=next((look.hidden for look in looks if look.hidden is not None), None),
        struck=next((look.struck for look in looks if look.struck is not None), None),
        font=next((look.font for look in looks if look.font), ""),
    )


def _mark_note(reader: _Reader, tag: str, note: str) -> str:
    """Give the mark that is printed for a note: the next number of its kind."""
    kind, write = _NOTE_MARKS[tag]
    if (kind, note) not in reader.marks:
        count = sum(known == kind for known, _ in reader.marks)
        reader.marks[kind, note] = write(count + 1)
    return reader.marks[kind, note]


def _notes(reader: _Reader) -> Iterator[str]:
    """Give the notes that the text refers to, each after its mark."""
    if reader.marks:
        reader.seen.add(_NOTES)
    for kind in ("footnotes", "endnotes"):
        part = reader.package.read(kind) if reader.marks else None
        by_id = {} if part is None else {value(note, "id"): note for note in part}
        for (of, note), mark in list(reader.marks.items()):
            if of == kind and note in by_id:
                reader.fields.clear()
                first, *others = [*_blocks(reader, by_id[note])] or [""]
                yield f"[{mark}] {first}"
                yield from others


def _other_part(reader: _Reader, relation: str) -> Iterator[str]:
    """Read a part in another format, where it is HTML or plain text."""
    package = reader.package
    part = next((r.part for r in package.relations if r.id == relation), "")
    content = package.archive.read(part)
    ending = part[part.rfind(".") :].lower()
    reader.parts += 1
    if not content or reader.parts > _MOST_PARTS:
        return
    try:
        found = _read_other(reader, part, ending, content)
    except IntakeError:
        found = None
    if found is None:
        reader.seen.add(_FOREIGN)
    else:
        reader.seen.update(found.notes)
        yield from found.paragraphs


def _read_other(
    reader: _Reader, part: str, ending: str, content: bytes
) -> Extract | None:
    if ending in _HTML and not content.startswith(b"MIME"):
        return read_html(decode_text(part, content).text, whole=True)
    if ending == ".txt":
        lines = decode_text(part, content).text.split("\n")
        return Extract(paragraphs=tuple(lines))
    if ending in WORD_ENDINGS and reader.depth < _DEEPEST:
        return _read(part, content, depth=reader.depth + 1)
    return None

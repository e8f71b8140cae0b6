"""Files of the formats that are read, made in memory."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fpdf import FPDF
from pypdf import PdfWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docx.document import Document

FONT = Path(__file__).parents[2] / "geo/exports/static/noto-sans-regular.ttf"
W = nsdecls("w")
K = 72 / 25.4
"""Points in a millimetre."""


def word_file(write: Callable[[Document], object]) -> bytes:
    """Make a Word document of what a function writes into an empty one."""
    document = docx.Document()
    write(document)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def add_xml(document: Document, inner: str) -> None:
    """Add a paragraph of WordprocessingML."""
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {W}>{inner}</w:p>"))


def with_parts(content: bytes, parts: dict[str, str | bytes]) -> bytes:
    """Give a zip file with some parts put in or replaced."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return kept.getvalue()


def with_related(content: bytes, kind: str, part: str, xml: str | bytes) -> bytes:
    """Give a Word document with a part that its main part names by a relation."""
    rels = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        named = old.read(rels).decode()
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="r{kind}" Type="{base}/{kind}" Target="{part}"/>'
    named = named.replace("</Relationships>", f"{relation}</Relationships>")
    return with_parts(content, {rels: named, f"word/{part}": xml})


class Pdf(FPDF):
    """A PDF in the font of the pictures, with a head and a foot if asked for."""

    def __init__(self, size: float = 11, head: str = "", foot: str = "") -> None:
        super().__init__(format="A4")
        self._size, self._head, self._foot = size, head, foot
        self.add_font("Noto", fname=FONT)
        self.set_font("Noto", size=size)

    def header(self) -> None:
        if self._head:
            self.set_font("Noto", size=8)
            self.cell(0, 5, self._head, align="C", new_x="LMARGIN", new_y="NEXT")
            self.ln(4)
            self.set_font("Noto", size=self._size)

    def footer(self) -> None:
        if self._foot:
            self.set_y(-15)
            self.set_font("Noto", size=8)
            self.cell(0, 5, self._foot.format(self.page_no()), align="C")

    def paragraph(self, text: str, align: str = "J", gap: float = 3) -> None:
        step = self._size * 0.5
        self.multi_cell(0, step, text, align=align, new_x="LMARGIN", new_y="NEXT")
        self.ln(gap)


def pdf_file(paragraphs: Sequence[str], head: str = "", foot: str = "") -> bytes:
    """Make a PDF of paragraphs in one column."""
    pdf = Pdf(head=head, foot=foot)
    pdf.add_page()
    for paragraph in paragraphs:
        pdf.paragraph(paragraph)
    return bytes(pdf.output())


def two_columns(paragraphs: Sequence[str], title: str = "") -> bytes:
    """Make a PDF of two columns below a title, with page numbers."""
    pdf = Pdf(9, foot="- {} -")
    pdf.add_page()
    if title:
        pdf.set_font("Noto", size=16)
        pdf.paragraph(title, "C")
        pdf.set_font("Noto", size=9)
    with pdf.text_columns(ncols=2, gutter=8, text_align="J") as columns:
        for paragraph in paragraphs:
            columns.write(paragraph)
            columns.ln()
            columns.ln()
    return bytes(pdf.output())


def gazette(
    paragraphs: Sequence[str],
    *,
    columns: int,
    gutter: float,
    shift: float,
    heading: str = "",
    indent: float = 0,
) -> bytes:
    """Set the same paragraphs in each of some columns, each a little lower than before.

    Measures are in points; lines are ragged. A heading runs across after the first
    paragraph of each column.
    """
    pdf = Pdf(7)
    pdf.set_auto_page_break(auto=False)
    pdf.add_page()
    width = (515 - gutter * (columns - 1)) / columns
    deepest = 60.0
    parts = (paragraphs[:1], paragraphs[1:]) if heading else (paragraphs,)
    for part in parts:
        if heading and part is parts[1]:
            pdf.set_font("Noto", size=12)
            middle = 40 + 515 / 2 - pdf.get_string_width(heading) * K / 2
            pdf.text(middle / K, (deepest + 20) / K, heading)
            pdf.set_font("Noto", size=7)
            deepest += 45
        first, deepest = deepest, 0.0
        for column in range(columns):
            x, y = 40 + column * (width + gutter), first + column * shift
            for paragraph in part:
                for n, line in enumerate(wrapped(pdf, paragraph, width, indent)):
                    pdf.text((x + (0 if n else indent)) / K, y / K, line)
                    y += 9
            deepest = max(deepest, y)
    return bytes(pdf.output())


def wrapped(pdf: Pdf, text: str, width: float, indent: float) -> list[str]:
    """Break a paragraph into lines that are at most so many points wide."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        room = width - indent if len(lines) == 1 else width
        if pdf.get_string_width(longer) * K > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def placed_lines(*lines: tuple[float, float, str], size: float = 9) -> bytes:
    """Make a PDF of lines at places, in mm from the upper left corner."""
    pdf = Pdf(size)
    pdf.add_page()
    for x, y, text in lines:
        pdf.text(x, y, text)
    return bytes(pdf.output())


def drawn(*contents: bytes, page: bytes = b"/MediaBox[0 0 600 800]") -> bytes:
    """Make a PDF of what the content streams of its pages and their entries say."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(contents)))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for n, content in enumerate(contents):
        parts += [
            b"<</Type/Page/Parent 2 0 R/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>"
            b"%s>>" % (5 + 2 * n, page),
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        ]
    objects = b"".join(b"%d 0 obj\n%s\nendobj\n" % part for part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + objects + b"trailer<</Root 1 0 R>>\n%%EOF"


def drawn_words(*placed: tuple[str, str], page: bytes = b"") -> bytes:
    """Make a PDF of words, each after the operators that say where and how."""
    shown = "".join(
        f"q BT /F1 10 Tf {how} ({words}) Tj ET Q\n" for how, words in placed
    )
    page = page or b"/MediaBox[0 0 600 800]"
    return drawn(shown.encode("latin-1"), page=page)


def locked(user: str, owner: str) -> bytes:
    """Make a PDF that a password locks; an empty one opens it for reading."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf_file(["Words of the text"])))
    writer.encrypt(user, owner, algorithm="RC4-128")
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def scanned() -> bytes:
    """Make a PDF of a page without a word."""
    pdf = Pdf()
    pdf.add_page()
    pdf.rect(10, 10, 50, 50, style="F")
    return bytes(pdf.output())


def one_word() -> bytes:
    return word_file(lambda document: document.add_paragraph("word"))


def bomb() -> bytes:
    return with_parts(one_word(), {"word/document.xml": b" " * 60_000_000})

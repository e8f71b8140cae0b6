"""PDF: the words of each page with their boxes, and from them the paragraphs."""

from __future__ import annotations

import ctypes
import re
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from geo.errors import IntakeError
from geo.intake.pdf_layout import Word, read_page
from geo.intake.pdf_paragraphs import PdfText, join_pages
from geo.intake.pdf_streams import check_streams

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.intake.pdf_layout import Line

MOST_PAGES = 1_000
"""How many pages a PDF may have."""

_MOST_CHARACTERS = 100_000
_HYPHENS = "\x02\ufffe\u00ad"
_WORD = re.compile(rf"[^\s{_HYPHENS}\x00]+[{_HYPHENS}]?|[{_HYPHENS}]")
_PASSWORD = 4
# PDFium is one machine for the whole process: two threads in it at once crash it.
_PDFIUM = Lock()


def read_pdf(
    name: str,
    content: bytes,
    on_progress: Callable[[int, int], None] | None = None,
) -> PdfText:
    """Read the words of a PDF, in reading order and joined to paragraphs.

    Raises
    ------
    IntakeError
        It is damaged, locked, without text, or has more than `MOST_PAGES` pages.
    """
    with _opened(name, content) as document:
        pages = _page_count(name, document)
        lines: list[tuple[Line, ...]] = []
        for index in range(pages):
            lines.append(read_page(_words(name, document, index)))
            if on_progress:
                on_progress(index + 1, pages)
    joined = join_pages(lines)
    if not joined.text:
        msg = (
            f"{name}: no text in its {pages} page{'' if pages == 1 else 's'}, only "
            "pictures of them; recognise the letters (OCR) and hand in the result."
        )
        raise IntakeError(msg)
    return joined


@contextmanager
def _opened(name: str, content: bytes) -> Iterator[pdfium.PdfDocument]:
    if b"%PDF-" not in content[:1024]:
        raise IntakeError(_broken(name))
    check_streams(name, content)
    try:
        with _PDFIUM:
            document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            msg = (
                f"{name}: locked with a password; save it without one and hand it in "
                "again."
            )
            raise IntakeError(msg) from error
        raise IntakeError(_broken(name)) from error
    try:
        yield document
    finally:
        with _PDFIUM:
            document.close()


def _page_count(name: str, document: pdfium.PdfDocument) -> int:
    with _PDFIUM:
        pages = len(document)
    if pages > MOST_PAGES:
        msg = (
            f"{name}: {pages:,} pages; at most {MOST_PAGES:,} are read; hand in the "
            "part that you need."
        )
        raise IntakeError(msg)
    return pages


def _words(name: str, document: pdfium.PdfDocument, index: int) -> list[Word]:
    """Give the words of a page; a page that cannot be read has none."""
    with _PDFIUM:
        try:
            page = document[index]
        except pdfium.PdfiumError:
            return []
        text_page = None
        try:
            text_page = page.get_textpage()
            if text_page.count_chars() > _MOST_CHARACTERS:
                msg = (
                    f"{name}, page {index + 1}: {text_page.count_chars():,} letters; "
                    f"at most {_MOST_CHARACTERS:,} are read; leave this page out."
                )
                raise IntakeError(msg)
            return list(_boxed(text_page))
        except pdfium.PdfiumError:
            return []
        finally:
            if text_page is not None:
                text_page.close()
            page.close()


def _boxed(text_page: pdfium.PdfTextPage) -> Iterator[Word]:
    """Give each word with its box, in points, down from the top."""
    count = text_page.count_chars()
    text = text_page.get_text_range() if count else ""
    if len(text) != count:
        code = pdfium_c.FPDFText_GetUnicode
        text = "".join(_character(code(text_page.raw, i)) for i in range(count))
    first, last = pdfium_c.FS_RECTF(), pdfium_c.FS_RECTF()
    box = pdfium_c.FPDFText_GetLooseCharBox
    for found in _WORD.finditer(text):
        start, end = found.start(), found.end() - 1
        if not box(text_page.raw, start, ctypes.byref(first)):
            continue
        if not box(text_page.raw, end, ctypes.byref(last)):
            continue
        angle = pdfium_c.FPDFText_GetCharAngle(text_page.raw, start)
        yield Word(
            found.group(),
            min(first.left, last.left),
            -max(first.top, last.top),
            max(first.right, last.right),
            -min(first.bottom, last.bottom),
            round(angle / (3.141592653589793 / 2), 1) % 4,
        )


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 else "\x00"


def _broken(name: str) -> str:
    return (
        f"{name}: damaged, or no PDF at all; expected a PDF that opens in a viewer; "
        "save it again as PDF."
    )

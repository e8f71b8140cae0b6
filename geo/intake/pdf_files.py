"""PDF: the words of each page with their boxes, and from them the paragraphs."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from geo.errors import IntakeError
from geo.intake.pdf_layout import read_page
from geo.intake.pdf_line_numbers import take_line_numbers
from geo.intake.pdf_paragraphs import PdfText, join_pages
from geo.intake.pdf_scripts import is_unreadable, script_notes
from geo.intake.pdf_streams import check_streams
from geo.intake.pdf_words import PageWords, page_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.intake.pdf_layout import Line
    from geo.intake.pdf_line_numbers import Margin

MOST_PAGES = 1_000
"""How many pages a PDF may have."""

_MOST_CHARACTERS = 100_000
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
        left_out = Counter[str]()
        scripts = Counter[str]()
        margin: Margin | None = None
        numbers = 0
        for index in range(pages):
            found = _words(name, document, index)
            left_out.update(dict(found.left_out))
            scripts.update(found.scripts)
            words, margin = take_line_numbers(found.words, margin)
            numbers += len(found.words) - len(words)
            lines.append(read_page(words))
            if on_progress:
                on_progress(index + 1, pages)
    joined = join_pages(lines)
    notes = _left_out_notes(left_out)
    if numbers:
        notes = (*notes, f"{numbers:,} numbers of lines in the margin left out.")
    if not joined.text and is_unreadable(scripts):
        msg = (
            f"{name}: its fonts do not say which letters they draw; recognise the "
            "letters (OCR) and hand in the result."
        )
        raise IntakeError(msg)
    if not joined.text and notes:
        msg = f"{name}: no words that a viewer shows; {notes[0]}"
        raise IntakeError(msg)
    if not joined.text:
        msg = (
            f"{name}: no text in its {pages} page{'' if pages == 1 else 's'}, only "
            "pictures of them; recognise the letters (OCR) and hand in the result."
        )
        raise IntakeError(msg)
    return replace(joined, notes=(*joined.notes, *notes, *script_notes(scripts)))


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


def _words(name: str, document: pdfium.PdfDocument, index: int) -> PageWords:
    """Give the words of a page; a page that cannot be read has none."""
    with _PDFIUM:
        try:
            page = document[index]
        except pdfium.PdfiumError:
            return PageWords()
        text_page = None
        try:
            text_page = page.get_textpage()
            if text_page.count_chars() > _MOST_CHARACTERS:
                msg = (
                    f"{name}, page {index + 1}: {text_page.count_chars():,} letters; "
                    f"at most {_MOST_CHARACTERS:,} are read; leave this page out."
                )
                raise IntakeError(msg)
            return page_words(page, text_page)
        except pdfium.PdfiumError:
            return PageWords()
        finally:
            if text_page is not None:
                text_page.close()
            page.close()


def _left_out_notes(left_out: Counter[str]) -> tuple[str, ...]:
    return tuple(
        f"{count:,} word{'' if count == 1 else 's'} {why} left out."
        for why, count in left_out.items()
    )


def _broken(name: str) -> str:
    return (
        f"{name}: damaged, or no PDF at all; expected a PDF that opens in a viewer; "
        "save it again as PDF."
    )

"""Words of a PDF's page: what a viewer shows of it, with the boxes of each word."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium_c

from geo.intake.pdf_layout import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2 as pdfium

OUTSIDE = "outside the visible part of the page"

_HYPHENS = "\x02\ufffe\u00ad"
_WORD = re.compile(rf"[^\s{_HYPHENS}\x00]+[{_HYPHENS}]?|[{_HYPHENS}]")
_QUARTER_TURN = 3.141592653589793 / 2


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page as PDFium gives them, and what was left out."""

    words: tuple[Word, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    """Why, and how many words."""


def page_words(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> PageWords:
    """Give the words of a page that a viewer shows."""
    visible = _visible_part(page)
    words: list[Word] = []
    left_out = Counter[str]()
    for word in _boxed(text_page):
        if _is_inside(word, visible):
            words.append(word)
        else:
            left_out[OUTSIDE] += 1
    return PageWords(tuple(words), tuple(left_out.items()))


def _visible_part(page: pdfium.PdfPage) -> tuple[float, float, float, float] | None:
    """Give what a viewer shows, y down; nothing where the page's boxes make no sense.

    Its crop box within its media box, both of which a page may have from its parents.
    """
    left, bottom, right, top = page.get_bbox()
    if not all(map(isfinite, (left, bottom, right, top))):
        return None
    return (left, -top, right, -bottom) if left < right and bottom < top else None


def _is_inside(word: Word, visible: tuple[float, float, float, float] | None) -> bool:
    """Whether the middle of a word is in the part that is shown."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    if not isfinite(x) or not isfinite(y):
        return False
    if visible is None:
        return True
    left, top, right, bottom = visible
    return left <= x <= right and top <= y <= bottom


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
            round(angle / _QUARTER_TURN, 1) % 4,
        )


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 else "\x00"

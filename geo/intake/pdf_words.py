"""Words of a PDF's page: what a viewer shows of it, with the boxes of each word."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2.raw as pdfium_c

from geo.intake.pdf_layout import Word
from geo.intake.pdf_scripts import UNMAPPED, count_scripts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import pypdfium2 as pdfium

OUTSIDE = "outside the visible part of the page"
UNSEEN = "that no viewer shows"
TINY = "too small to be seen"

_HYPHENS = "\x02\ufffe\u00ad"
_WORD = re.compile(rf"[^\s{_HYPHENS}\x00]+[{_HYPHENS}]?|[{_HYPHENS}]")
_QUARTER_TURN = 3.141592653589793 / 2
_CLOSING = ".,;:!?)]}\"'”’»…"
_MAY_BE_RAISED = re.compile(r".[\d*†‡§¶]")
_MARK = re.compile(r"[(\[]?(?:\d{1,3}|[*†‡§¶]{1,4}|[a-z])(?:[,;–-]\s?\d{1,3})*[)\]]?")
_EXPONENT = re.compile(r"[-−–+]?\d{1,3}")
_TAKES_EXPONENT = re.compile(
    r"(?:.*\D)?10|(?:.*[\d/·.])?(?:[kcdm]?m|s|ft|in)|\W*[a-zA-Z]"
)
_TAKES_LETTER = re.compile(r"(?:.*\D)?\d{1,2}|[IVXLC]+|\W*[A-Za-z]")
_SUPERSCRIPT = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
_SMALLER = 0.85
_RAISED = 0.1
_OUT_OF_SCALE = 10
_TINY = 0.001
_TINIEST = 1.0
_WHITE = 245
_NEVER_DRAWN = frozenset((3, 7))
"""Text render modes: invisible, and only a clip."""
_LARGEST_SIDE = 1_600
_LEAST_CONTRAST = 8
_MOST_OF_PAGE = 0.5


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page as PDFium gives them, and what was left out."""

    words: tuple[Word, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    """Why, and how many words."""
    scripts: Counter[str] = field(default_factory=Counter)
    """What `pdf_scripts` counts."""


class _Box(NamedTuple):
    """In points, y down."""

    x0: float
    top: float
    x1: float
    bottom: float
    base: float = 0.0
    """The line that its letters stand on."""

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


class _Run(NamedTuple):
    """Letters of one size on one baseline, and their box."""

    text: str
    box: _Box


def page_words(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> PageWords:
    """Give the words of a page that a viewer shows.

    Letters that are never drawn are kept where they are most of the page, or lie
    under a picture of it: they are what was recognised in a scan.
    """
    visible = _visible_part(page)
    found = list(_found(text_page, visible))
    is_scan = _is_scan(page, found, visible)
    drawn: _Drawn | None = None
    words: list[Word] = []
    left_out = Counter[str]()
    for word, box, reason, _ in found:
        why = reason
        if why == _DOUBTFUL:
            drawn = drawn or _Drawn(page)
            why = "" if drawn.shows(box) else UNSEEN
        if why and not (why == UNSEEN and reason == UNSEEN and is_scan):
            left_out[why] += 1
        elif words and _closes(word, words[-1]):
            words[-1] = words[-1]._replace(text=words[-1].text + word.text, x1=word.x1)
        else:
            words.append(word)
    scripts = count_scripts(words)
    unmapped = pdfium_c.FPDFText_HasUnicodeMapError
    scripts[UNMAPPED] = sum(unmapped(text_page.raw, at) == 1 for *_, at in found)
    return PageWords(tuple(words), tuple(left_out.items()), scripts)


_DOUBTFUL = "white, or of a layer"


def _found(
    text_page: pdfium.PdfTextPage, visible: _Box | None
) -> Iterator[tuple[Word, _Box, str, int]]:
    """Give each word, the box of its letters, why it may not be seen, its place."""
    before: Word | None = None
    known: dict[int, str] = {}
    for word, index in _boxed(text_page):
        box = _Box(word.x0, word.top, word.x1, word.bottom)
        placed = _on_the_line_of(before, word)
        before = placed
        if not _is_inside(box, visible):
            yield placed, box, OUTSIDE, index
        elif (
            visible
            and not word.turn
            and word.height < min(_TINIEST, _TINY * visible.height)
        ):
            yield placed, box, TINY, index
        else:
            yield placed, box, _hidden(text_page, index, known), index


def _visible_part(page: pdfium.PdfPage) -> _Box | None:
    """Give what a viewer shows; nothing where the page's boxes make no sense.

    Its crop box within its media box, both of which a page may have from its parents.
    """
    left, bottom, right, top = page.get_bbox()
    if not all(map(isfinite, (left, bottom, right, top))):
        return None
    return _Box(left, -top, right, -bottom) if left < right and bottom < top else None


def _is_inside(box: _Box, visible: _Box | None) -> bool:
    """Whether the middle of a word is in the part that is shown."""
    x, y = box.middle
    if not isfinite(x) or not isfinite(y):
        return False
    if visible is None:
        return True
    return visible.x0 <= x <= visible.x1 and visible.top <= y <= visible.bottom


def _hidden(text_page: pdfium.PdfTextPage, index: int, known: dict[int, str]) -> str:
    """Say whether the letter at a place is not drawn, or may not be seen."""
    text_object = pdfium_c.FPDFText_GetTextObject(text_page.raw, index)
    address = ctypes.cast(text_object, ctypes.c_void_p).value
    if address is None:
        return ""
    if address not in known:
        known[address] = _hidden_by(text_page, index, text_object)
    return known[address]


def _hidden_by(text_page: pdfium.PdfTextPage, index: int, text_object: object) -> str:
    if pdfium_c.FPDFTextObj_GetTextRenderMode(text_object) in _NEVER_DRAWN:
        return UNSEEN
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if pdfium_c.FPDFText_GetFillColor(text_page.raw, index, red, green, blue, alpha):
        if not alpha.value:
            return UNSEEN
        if min(red.value, green.value, blue.value) >= _WHITE:
            return _DOUBTFUL
    return _DOUBTFUL if _is_of_layer(text_object) else ""


def _is_of_layer(text_object: object) -> bool:
    """Whether text belongs to an optional layer, which may be switched off."""
    for number in range(pdfium_c.FPDFPageObj_CountMarks(text_object)):
        mark = pdfium_c.FPDFPageObj_GetMark(text_object, number)
        name = (pdfium_c.FPDF_WCHAR * 4)()
        size = ctypes.c_ulong()
        pdfium_c.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), size)
        if bytes(name).decode("utf-16-le").rstrip("\0") == "OC":
            return True
    return False


def _is_scan(
    page: pdfium.PdfPage,
    found: Sequence[tuple[Word, _Box, str, int]],
    visible: _Box | None,
) -> bool:
    """Whether what is not drawn on a page is what was recognised in its picture."""
    unseen = sum(reason == UNSEEN for _, _, reason, _ in found)
    if not unseen:
        return False
    if unseen > len(found) / 2 or visible is None:
        return True
    area = (visible.x1 - visible.x0) * visible.height
    return any(
        (right - left) * (top - bottom) > _MOST_OF_PAGE * area
        for left, bottom, right, top in (
            picture.get_bounds()
            for picture in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE])
        )
    )


class _Drawn:
    """A small picture of a page as a viewer draws it."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        width, height = page.get_size()
        scale = min(1.0, _LARGEST_SIDE / max(width, height, 1))
        self._page = page
        self._pixels: np.ndarray = page.render(scale=scale, grayscale=True).to_numpy()

    def shows(self, box: _Box) -> bool:
        """Whether anything stands out within a box."""
        x0, y0 = self._at(box.x0, -box.top)
        x1, y1 = self._at(box.x1, -box.bottom)
        part = self._pixels[
            max(0, min(y0, y1)) : max(y0, y1) + 1, max(0, min(x0, x1)) : max(x0, x1) + 1
        ]
        return part.size > 0 and int(part.max()) - int(part.min()) >= _LEAST_CONTRAST

    def _at(self, x: float, y: float) -> tuple[int, int]:
        """Say which pixel shows a place of the page, however it is turned."""
        height, width = self._pixels.shape[:2]
        right, down = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDF_PageToDevice(
            self._page.raw, 0, 0, width, height, 0, x, y, right, down
        )
        return right.value, down.value


def _boxed(text_page: pdfium.PdfTextPage) -> Iterator[tuple[Word, int]]:
    """Give each word with its box, in points down from the top, and its place."""
    count = text_page.count_chars()
    text = text_page.get_text_range() if count else ""
    if len(text) != count:
        code = pdfium_c.FPDFText_GetUnicode
        text = "".join(_character(code(text_page.raw, i)) for i in range(count))
    for found in _WORD.finditer(text):
        start = found.start()
        angle = pdfium_c.FPDFText_GetCharAngle(text_page.raw, start)
        turn = round(angle / _QUARTER_TURN, 1) % 4
        for run in _parted(text_page, found.group(), start):
            yield Word(run.text, *run.box[:4], turn), start


def _parted(text_page: pdfium.PdfTextPage, text: str, start: int) -> Iterator[_Run]:
    """Part a word at a raised mark of a note, and at letters out of all scale."""
    first = _letter_box(text_page, start)
    last = _letter_box(text_page, start + len(text) - 1)
    if first is None or last is None:
        return
    inner = len(text.rstrip(_CLOSING)) - 1
    within = _letter_box(text_page, start + inner) if inner > 0 else None
    others = [box for box in (last, within) if box]
    if not _MAY_BE_RAISED.search(text) and all(_is_alike(first, b) for b in others):
        yield _Run(text, _around((first, last)))
        return
    letters = [
        (letter, box)
        for n, letter in enumerate(text)
        if (box := _letter_box(text_page, start + n))
    ]
    yield from _joined_runs(_sized_runs(letters))


def _sized_runs(letters: Sequence[tuple[str, _Box]]) -> list[_Run]:
    """Group letters of one size and height."""
    runs: list[_Run] = []
    for (_, _), group in groupby(
        letters, key=lambda at: (round(at[1].height, 1), round(at[1].base, 1))
    ):
        kept = list(group)
        runs.append(
            _Run("".join(letter for letter, _ in kept), _around([b for _, b in kept]))
        )
    return runs


def _joined_runs(runs: Sequence[_Run]) -> Iterator[_Run]:
    """Join the runs of a word again, but for the marks of notes."""
    joined: list[_Run] = []
    for run in runs:
        before = joined[-1] if joined else None
        if before is None or not _is_in_scale(before.box, run.box):
            joined.append(run)
        elif _is_raised(run.box, before.box):
            if _EXPONENT.fullmatch(run.text) and _TAKES_EXPONENT.fullmatch(before.text):
                joined[-1] = _glued(before, run.text.translate(_SUPERSCRIPT), run.box)
            elif _is_mark(run.text, before.text):
                joined.append(_Run(run.text, run.box._replace(**_heights(before.box))))
            else:
                joined[-1] = _glued(before, run.text, run.box)
        elif _is_raised(before.box, run.box) and _MARK.fullmatch(before.text):
            joined[-1] = _Run(before.text, before.box._replace(**_heights(run.box)))
            joined.append(run)
        else:
            joined[-1] = _glued(before, run.text, run.box)
    yield from joined


def _is_mark(text: str, before: str) -> bool:
    """Whether raised letters point to a note, and do not end a number or a name."""
    if not _MARK.fullmatch(text):
        return False
    return not (text.isalpha() and _TAKES_LETTER.fullmatch(before))


def _glued(before: _Run, text: str, box: _Box) -> _Run:
    wide = _around((before.box, box))
    return _Run(before.text + text, wide._replace(**_heights(before.box)))


def _heights(box: _Box) -> dict[str, float]:
    return {"top": box.top, "bottom": box.bottom, "base": box.base}


def _on_the_line_of(before: Word | None, word: Word) -> Word:
    """Set a raised mark that stands apart on the line of the word before it."""
    if before is None or before.turn or word.turn or not _MARK.fullmatch(word.text):
        return word
    is_near = -0.2 * before.height < word.x0 - before.x1 < 0.5 * before.height
    is_small = word.height < _SMALLER * before.height
    rise = before.bottom - word.bottom
    if is_near and is_small and _RAISED * before.height < rise < before.height:
        return word._replace(top=before.top, bottom=before.bottom)
    return word


def _closes(word: Word, before: Word) -> bool:
    """Whether a word is only what closes the one before it, after a raised mark."""
    return (
        not word.text.strip(_CLOSING)
        and word.turn == before.turn == 0
        and abs(word.x0 - before.x1) < 0.1 * word.height
        and before.top < (word.top + word.bottom) / 2 < before.bottom
    )


def _is_raised(box: _Box, line: _Box) -> bool:
    """Whether letters are smaller than those of a line and stand higher."""
    return (
        box.height < _SMALLER * line.height
        and line.base - box.base > _RAISED * line.height
        and box.base > line.top
    )


def _is_alike(one: _Box, two: _Box) -> bool:
    return (
        not _is_raised(one, two) and not _is_raised(two, one) and _is_in_scale(one, two)
    )


def _is_in_scale(one: _Box, two: _Box) -> bool:
    small, large = sorted((one.height, two.height))
    return large <= _OUT_OF_SCALE * small or large == 0


def _around(boxes: Sequence[_Box]) -> _Box:
    return _Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
        boxes[0].base,
    )


def _letter_box(text_page: pdfium.PdfTextPage, index: int) -> _Box | None:
    rect = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDFText_GetLooseCharBox(text_page.raw, index, ctypes.byref(rect)):
        return None
    x, base = ctypes.c_double(), ctypes.c_double()
    if not pdfium_c.FPDFText_GetCharOrigin(text_page.raw, index, x, base):
        return None
    return _Box(rect.left, -rect.top, rect.right, -rect.bottom, -base.value)


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 else "\x00"

"""Paragraphs of a PDF: its lines without heads, feet and page numbers, joined."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from geo.intake.cleaning import clean_text
from geo.text.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.intake.pdf_layout import Line

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_BREAK_HYPHEN = re.compile("[\x02\ufffe\u00ad]$")
_LABEL = re.compile(
    r"(?:[(\[]?(?:\d{1,3}|[a-zđ]|[ivxIVX]{1,5})[.)\]]|[-–—•*·▪●○]|\d{1,2}(?:\.\d{1,2})+\.?)\s"
    r"|(?:Article|ARTICLE|Art\.|Section|SECTION|Chapter|CHAPTER|Annex|ANNEX|Điều|ĐIỀU|"
    r"Khoản|Chương|CHƯƠNG|Mục|Phụ lục|PHỤ LỤC|មាត្រា)\s"
)
_PAGE_NUMBER = re.compile(
    r"[-–—\s|\[(]*(?:(?:page|p\.|trang|ទំព័រ)\s*)?(?P<number>[0-9]{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|trên|-|–)\s*[0-9]{1,4})?[-–—\s|\])]*",
    re.IGNORECASE,
)
_SAYS_PAGE = re.compile(
    r"page|p\.|trang|ទំព័រ|[-–—]\s*\d+\s*[-–—]|\d\s*(?:/|of)\s*\d", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?:;。។][\"”’')\]»]*$")
_DIGITS = re.compile(r"\d+")
_KEPT_BEFORE_HYPHEN = word_set("""
    all anti co cross east eco ex far four half high long low mid multi non north
    one post self semi short single so socio south three two up vice well west year
""")
_TAIL = 200
"""Letters of a paragraph that what comes next is compared with."""
_EDGE = 3
_FEWEST_PAGES = 3
_SHARE_OF_PAGES = 0.3
_LONGEST_SAID = 60
_LARGER = 1.15
_OTHER_SIZE = 0.25
_WIDER = 1.3
_INDENT = 0.6
_LONG = 0.35
_REACHES = 0.7
_ENDS_OPEN = re.compile(r"\S[-\u2010–—/]$")
_SLACK = 0.6
_SMALLER = 0.88
_NOTE_MARK = re.compile(r"[(\[]?(?:\d{1,3}|\*{1,3}|†)[)\]]?\s?\S")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u4e00-\u9fff]"
)
_WHOLE_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_VIETNAMESE = re.compile("[ăđơưạ-ỹ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfText:
    """The text of a PDF, with where its pages begin."""

    text: str
    heading: str = ""
    page_starts: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Paragraph:
    """Lines that are being joined, and the pages that begin among them."""

    first: Line
    last: Line
    pieces: list[str]
    """Its words, parted where lines met: joined once, at the end."""
    length: int
    tail: str
    """The last of its words, as far as what comes next is glued to them."""
    page_starts: list[tuple[int, int]] = field(default_factory=list)
    """Which pages begin at which of its code points."""
    lines: int = 1

    @classmethod
    def begin(cls, line: Line) -> _Paragraph:
        """Begin one with a line."""
        return cls(line, line, [line.text], len(line.text), line.text[-_TAIL:])

    def add(self, line: Line, glue: str, *, is_cut: bool) -> int:
        """Add a line, without the hyphen before it if that is cut; say where."""
        if is_cut:
            self.pieces[-1] = self.pieces[-1][:-1]
            self.length -= 1
            self.tail = self.tail[:-1]
        at = self.length + len(glue)
        self.pieces += (glue, line.text) if glue else (line.text,)
        self.length = at + len(line.text)
        self.tail = f"{self.tail}{glue}{line.text}"[-_TAIL:]
        self.lines += 1
        self.last = line
        return at

    @property
    def words(self) -> str:
        """All of them."""
        return "".join(self.pieces)


def join_pages(pages: Sequence[Sequence[Line]]) -> PdfText:
    """Join the lines of all pages to paragraphs, without what frames the pages."""
    body, notes = drop_frames(pages)
    shown = [
        [replace(line, text=text) for line in page if (text := _shown(line.text))]
        for page in body
    ]
    running, footnotes = _part_footnotes(shown)
    joiner = _Joiner(_leading(running), _widest(running), _inner_words(running))
    for number, page in enumerate(running):
        joiner.begin_page(number)
        for line in page:
            joiner.add(line)
    joiner.keep_apart()
    for line in footnotes:
        joiner.add(line)
    if footnotes:
        notes = (*notes, "Footnotes stand at the end.")
    return joiner.finish(notes)


class _Joiner:
    """Joins lines as they come."""

    def __init__(self, leading: float, widest: float, words: frozenset[str]) -> None:
        self._leading = leading
        self._widest = widest
        self._inner = words
        self._paragraphs: list[_Paragraph] = []
        self._pending: list[int] = []
        self._hyphens = 0
        self._is_apart = True

    def begin_page(self, number: int) -> None:
        self._pending.append(number)

    def keep_apart(self) -> None:
        """Begin a paragraph with the next line, whatever it looks like."""
        self._is_apart = True

    def add(self, line: Line) -> None:
        last = self._paragraphs[-1] if self._paragraphs else None
        at = 0
        if last is None or self._is_apart or not self._continues(last, line):
            last = _Paragraph.begin(line)
            self._paragraphs.append(last)
        else:
            glue, is_cut = _glue(last.tail, line.text, self._inner)
            self._hyphens += is_cut
            at = last.add(line, glue, is_cut=is_cut)
        last.page_starts += [(page, at) for page in self._pending]
        self._pending = []
        self._is_apart = False

    def finish(self, notes: tuple[str, ...]) -> PdfText:
        if self._hyphens:
            count = f"{self._hyphens:,} hyphen{'' if self._hyphens == 1 else 's'}"
            notes = (*notes, f"{count} at line ends undone.")
        pieces: list[str] = []
        starts: dict[int, int] = {}
        length = 0
        before: _Paragraph | None = None
        for paragraph in self._paragraphs:
            if before:
                is_table = before.last.is_row and paragraph.first.is_row
                pieces.append("\n" if is_table else "\n\n")
                length += len(pieces[-1])
            starts |= {page: length + at for page, at in paragraph.page_starts}
            pieces.append(paragraph.words)
            length += paragraph.length
            before = paragraph
        starts |= dict.fromkeys(self._pending, length)
        return PdfText(
            text="".join(pieces),
            heading=self._heading(),
            page_starts=tuple(starts[page] for page in sorted(starts)),
            notes=notes,
        )

    def _heading(self) -> str:
        """Give the paragraph in the largest letters near the head of the text."""
        head = self._paragraphs[:8]
        if not head:
            return ""
        usual = median(p.first.height for p in self._paragraphs)
        largest = max(head, key=lambda p: p.first.height)
        return largest.words if largest.first.height > _LARGER * usual else ""

    def _continues(self, last: _Paragraph, line: Line) -> bool:
        before = last.last
        height = max(before.height, line.height)
        if (
            before.is_row
            or line.is_row
            or abs(before.height - line.height) > _OTHER_SIZE * height
        ):
            return False
        is_open = not _ENDS.search(before.text)
        is_full = (is_open and line.text[0].islower()) or not _broke_early(before, line)
        same_column = (before.left, before.right) == (line.left, line.right)
        if self._pending or not same_column or line.top <= before.top:
            is_long = before.x1 - before.x0 > _LONG * self._widest
            is_long = is_long and before.x1 - before.left > _REACHES * (
                before.right - before.left
            )
            goes_on = line.text[0].islower() or is_long
            return is_open and goes_on and not _LABEL.match(line.text)
        if line.bottom - before.bottom > _WIDER * max(self._leading, 0.9 * height):
            return False
        if _is_centred(before) and _is_centred(line):
            return True
        return is_full and _is_aligned(last, line, is_open=is_open)


def _is_aligned(last: _Paragraph, line: Line, *, is_open: bool) -> bool:
    """Whether a line begins where the next line of its paragraph would.

    A step inward begins a paragraph, but for what hangs under a label; a step outward
    ends one, but for the second line. A label begins one after a full stop.
    """
    step = line.x0 - last.last.x0
    indent = _INDENT * line.height
    is_inward = step > indent and not _LABEL.match(f"{last.first.text} ")
    is_outward = step < -indent and last.lines > 1
    if _LABEL.match(line.text):
        return is_open and abs(step) <= indent
    return is_open or not (is_inward or is_outward)


def _broke_early(before: Line, line: Line) -> bool:
    """Whether the first word of a line would have fitted on the one before."""
    if _ENDS_OPEN.search(before.text):
        return False
    first = len(line.text.split(maxsplit=1)[0])
    width = (line.x1 - line.x0) * first / len(line.text)
    return before.x1 + width + _SLACK * before.height < before.right


def _is_centred(line: Line) -> bool:
    left, right = line.x0 - line.left, line.right - line.x1
    return left > line.height and abs(left - right) < line.height


def _glue(before: str, text: str, words: frozenset[str]) -> tuple[str, bool]:
    """Say what goes between two lines, and whether the hyphen before it is cut."""
    if len(before) > 1 and not before[-2].isspace():
        if before[-1] in "-\u2010" and text[0].isalnum():
            return "", before[-2].isalpha() and _is_cut(before, text, words)
        if before[-1] in "–—/\u2011" and not text[0].isspace():
            return "", False
    if text[0] in "–—/" and text[1:2].isalnum():
        return "", False
    if _UNSPACED.match(before[-1]) and _UNSPACED.match(text[0]):
        return "", False
    return " ", False


def _is_cut(before: str, text: str, words: frozenset[str]) -> bool:
    """Whether a hyphen at a line's end only breaks a word.

    It stays before a capital, where the text has the word with a hyphen inside a
    line, after parts that take one, and between Vietnamese syllables.
    """
    if not text[0].islower():
        return False
    stem = _LAST_WORD.search(before[:-1])
    rest = _FIRST_WORD.match(text)
    if not stem or not rest:
        return False
    first, second = stem.group().lower(), rest.group().lower()
    if f"{first}-{second}" in words:
        return False
    if first + second in words:
        return True
    is_vietnamese = _VIETNAMESE.search(first + second)
    return not is_vietnamese and first.rpartition("-")[2] not in _KEPT_BEFORE_HYPHEN


def _shown(text: str) -> str:
    """Clean a line; a hyphen at its end shows as one."""
    marked = _BREAK_HYPHEN.sub("-", text.strip())
    return " ".join(clean_text(marked.translate(_LIGATURES)).text.split())


def _inner_words(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Give the words of the text that no line end breaks."""
    return frozenset(
        word.group().lower()
        for page in pages
        for line in page
        for word in _WHOLE_WORD.finditer(line.text)
        if word.end() < len(line.text) - 1
    )


def _leading(pages: Sequence[Sequence[Line]]) -> float:
    """Give the usual distance from one line of a paragraph to the next."""
    steps = [
        line.bottom - before.bottom
        for page in pages
        for before, line in pairwise(page)
        if before.left == line.left and before.top < line.top
    ]
    return median(steps) if steps else 0.0


def _widest(pages: Sequence[Sequence[Line]]) -> float:
    return max((line.x1 - line.x0 for page in pages for line in page), default=0.0)


def _part_footnotes(
    pages: Sequence[Sequence[Line]],
) -> tuple[list[list[Line]], list[Line]]:
    """Take the small numbered lines at the foot of each page out of the others."""
    heights = [line.height for page in pages for line in page]
    usual = median(heights) if heights else 0.0
    running: list[list[Line]] = []
    footnotes: list[Line] = []
    for page in pages:
        first = len(page)
        while first and page[first - 1].height < _SMALLER * usual:
            first -= 1
        while first < len(page) and not _NOTE_MARK.match(page[first].text):
            first += 1
        running.append(list(page[:first]))
        footnotes += page[first:]
    return running, footnotes


def drop_frames(
    pages: Sequence[Sequence[Line]],
) -> tuple[list[list[Line]], tuple[str, ...]]:
    """Take running heads and feet and page numbers off the pages, and say so."""
    repeated = _repeated(pages)
    said: dict[str, None] = {}
    kept: list[list[Line]] = []
    numbers = _page_numbers(pages, repeated)
    for page in pages:
        dropped: set[int] = set()
        for edge in _edges(page):
            for index in edge:
                text = page[index].text
                if _key(text) in repeated and not _PAGE_NUMBER.fullmatch(text):
                    said.setdefault(_quoted(text))
                    dropped.add(index)
                elif (id(page), index) in numbers:
                    dropped.add(index)
                else:
                    break
        rest = [line for i, line in enumerate(page) if i not in dropped]
        kept.append(rest if rest or len(page) <= _EDGE else list(page))
    notes = []
    if numbers:
        notes.append("Page numbers left out.")
    if said:
        named = ", ".join(list(said)[:3])
        notes.append(f"Running heads and feet left out: {named}.")
    return kept, tuple(notes)


def _repeated(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Give what stands at the edges of many pages and hardly elsewhere."""
    at_edges = Counter[str]()
    anywhere = Counter[str]()
    for page in pages:
        at_edges.update({_key(page[i].text) for edge in _edges(page) for i in edge})
        anywhere.update(_key(line.text) for line in page)
    if len(pages) == 2:
        return _repeated_in_place(*pages)
    least = max(_FEWEST_PAGES, _SHARE_OF_PAGES * len(pages))
    return frozenset(
        key
        for key, count in at_edges.items()
        if count >= least and anywhere[key] <= count + max(1, count // 10)
    )


def _repeated_in_place(one: Sequence[Line], two: Sequence[Line]) -> frozenset[str]:
    """Give the outermost lines that two pages share, letter by letter and in place."""
    first, second = (
        {(page[i].text, round(page[i].top)) for edge in _edges(page) for i in edge[:1]}
        for page in (one, two)
    )
    return frozenset(_key(text) for text, _ in first & second)


def _page_numbers(
    pages: Sequence[Sequence[Line]], repeated: frozenset[str]
) -> frozenset[tuple[int, int]]:
    """Give the lines that count the pages, or say that they do."""
    offsets = Counter[int]()
    found: list[tuple[tuple[int, int], int, bool]] = []
    for number, page in enumerate(pages):
        for edge in _edges(page):
            for index in edge:
                match = _PAGE_NUMBER.fullmatch(page[index].text)
                if not match and _key(page[index].text) in repeated:
                    continue
                if not match:
                    break
                offset = _value(match["number"]) - number
                offsets[offset] += 1
                says = bool(_SAYS_PAGE.search(page[index].text))
                found.append(((id(page), index), offset, says))
    counted = {offset for offset, count in offsets.items() if count > 1}
    return frozenset(
        where for where, offset, says in found if says or offset in counted
    )


def _edges(page: Sequence[Line]) -> Iterator[list[int]]:
    """Give the outermost lines of a page, from its head and from its foot inward."""
    order = sorted(range(len(page)), key=lambda i: page[i].top)
    half = len(order) // 2
    yield order[: min(_EDGE, len(order) - half)]
    yield order[::-1][: min(_EDGE, half)]


def _key(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.casefold().split()))


def _quoted(text: str) -> str:
    short = text if len(text) <= _LONGEST_SAID else text[: _LONGEST_SAID - 1] + "…"
    return f"“{short}”"


def _value(written: str) -> int:
    if written.isdigit():
        return int(written)
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    numbers = [values[letter] for letter in written.lower()]
    return sum(
        -a if a < b else a for a, b in zip(numbers, [*numbers[1:], 0], strict=True)
    )

"""Layout: from the words of a page, wherever they stand, to its lines as they are read.

Boxes are in points, x to the right and y down. A page is cut at its gutters: lines that
run across one stand by themselves, between them the left column comes before the right.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CROSSING = 0.35
_NARROWEST_COLUMN = 0.2
_FEWEST_ROWS = 3
_DEEPEST = 3
_FULL = 0.7
_COVERED = 0.5
_SHORTEST_LINE = 3
_APART = 0.4
_NARROWEST_SPAN = 2.0
_MOST_TRIED = 5
_NARROWEST_GAP = 0.5
_OF_GAP = 0.6
_ROWS_A_HEADING = 20
_CLOSE = 5
_CLOSER = 10
_SPACE = 0.35
_LABEL = re.compile(r"[(\[]?\w{1,4}[.)\]]?|[-–•*·▪●○]|\w{1,9} \d{1,3}[.:]?")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PARTY = re.compile(r"(?:for|on behalf of|thay mặt|đại diện|tm\.?)\b", re.IGNORECASE)


class Word(NamedTuple):
    """Letters without a space among them, and their box."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    turn: float = 0.0
    """Quarter turns of its letters, clockwise."""

    @property
    def height(self) -> float:
        """Of its letters with what the font leaves above and below."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line of a column."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    left: float
    """Where its column begins and ends."""
    right: float
    is_row: bool = False
    """Whether it is a row of a table."""

    @property
    def height(self) -> float:
        """Of its words."""
        return self.bottom - self.top


_Row = list[Word]


class _Gutter(NamedTuple):
    """What parts two columns."""

    x: float
    narrowest: float
    """What a row must leave free there."""
    beyond: tuple[_Gutter | None, _Gutter | None] = (None, None)
    """Further gutters, to the left and to the right of it."""


class _Span(NamedTuple):
    """A part of a region's width."""

    x0: float
    x1: float
    crossed: int
    """How many rows have a word there."""


def read_page(words: Sequence[Word]) -> tuple[Line, ...]:
    """Give the lines of a page in the order in which they are read.

    Words that are turned otherwise than most are left out: they are marks across
    the page or beside it.

    >>> read_page([Word("Ninh", 30, 0, 50, 10), Word("Tây", 0, 0, 20, 10)])[0].text
    'Tây Ninh'
    >>> read_page([])
    ()
    """
    upright = _turned_upright(words)
    return tuple(_read_region(group_rows(upright), 0)) if upright else ()


def _turned_upright(words: Sequence[Word]) -> list[Word]:
    if not words:
        return []
    turn = Counter(word.turn for word in words if word.turn % 1 == 0).most_common(1)
    if not turn:
        return []
    kept = [word for word in words if word.turn == turn[0][0]]
    if turn[0][0] == 1:
        return [Word(w.text, w.top, -w.x1, w.bottom, -w.x0) for w in kept]
    if turn[0][0] == 2:
        return [Word(w.text, -w.x1, -w.bottom, -w.x0, -w.top) for w in kept]
    if turn[0][0] == 3:
        return [Word(w.text, -w.bottom, w.x0, -w.top, w.x1) for w in kept]
    return kept


def group_rows(words: Sequence[Word]) -> list[list[Word]]:
    """Group words whose middles are at one height, from the top down."""
    rows: list[_Row] = []
    middle = height = 0.0
    for word in sorted(words, key=lambda w: w.top + w.bottom):
        at = (word.top + word.bottom) / 2
        if rows and abs(at - middle) < 0.35 * min(height, word.height or height):
            rows[-1].append(word)
        else:
            rows.append([word])
            middle, height = at, word.height
    for row in rows:
        row.sort(key=lambda w: w.x0)
    return rows


def _read_region(
    rows: Sequence[_Row], depth: int, known: _Gutter | None = None
) -> Iterator[Line]:
    """Cut a region at its gutter, or at one known from around it, or read it by row."""
    gutter = (_find_gutter(rows, depth) or known) if rows else None
    if gutter is None:
        yield from _read_rows(rows)
        return
    band: list[_Row] = []
    extent = _extent(rows)
    for index, row in enumerate(rows):
        if _crosses(row, gutter) or _stands_across(rows, index, extent):
            yield from _read_band(band, gutter, depth)
            band = []
            yield from _read_rows([row], extent)
        else:
            band.append(row)
    yield from _read_band(band, gutter, depth)


def _read_band(band: Sequence[_Row], gutter: _Gutter, depth: int) -> Iterator[Line]:
    """Read what lies between two lines across the gutter, the left side first."""
    for rows, known in zip(_parted(band, gutter.x), gutter.beyond, strict=True):
        yield from _read_region(rows, depth + 1, known)


def _parted(rows: Sequence[_Row], x: float) -> tuple[list[_Row], list[_Row]]:
    """Give the rows of each side of a place, made anew.

    The lines of two columns need not be at one height.
    """
    words = [word for row in rows for word in row]
    return (
        group_rows([word for word in words if word.x0 < x]),
        group_rows([word for word in words if word.x0 >= x]),
    )


def _find_gutter(rows: Sequence[_Row], depth: int) -> _Gutter | None:
    """Find where two columns of running text part, if the region has two.

    Few rows have a word across a gutter, and on both sides the lines fill their
    columns, or fill columns of their own: the cells of a table do not.
    """
    if len(rows) < _FEWEST_ROWS or depth >= _DEEPEST:
        return None
    left, right = _extent(rows)
    margin = _NARROWEST_COLUMN * (right - left)
    spans = _spans(rows, left + margin, right - margin)
    lowest = min((span.crossed for span in spans), default=len(rows))
    if lowest > _CROSSING * len(rows):
        return None
    # The words of a heading across leave spaces within a gutter.
    free = _joined(spans, lowest + len(rows) // _ROWS_A_HEADING)
    free.sort(key=lambda span: span.x0 - span.x1)
    tried = free[: _MOST_TRIED - 2 * depth]
    return next(filter(None, (_gutter_at(rows, span, depth) for span in tried)), None)


def _spans(rows: Sequence[_Row], start: float, end: float) -> list[_Span]:
    """Say between two places how many rows have a word where, from left to right.

    Counted from word to word, whatever lies between them: a page may be as wide as its
    file says. Spans too narrow to part columns are left out.
    """
    changes = Counter[float]({start: 0, end: 0})
    for row in rows:
        for x0, x1 in _covered(row):
            first, last = max(x0, start), min(x1, end)
            if first < last:
                changes[first] += 1
                changes[last] -= 1
    edges = sorted(x for x, change in changes.items() if change or x in {start, end})
    counts = accumulate(changes[x] for x in edges)
    return [
        _Span(x0, x1, crossed)
        for (x0, x1), crossed in zip(pairwise(edges), counts, strict=False)
        if x1 - x0 >= _NARROWEST_SPAN
    ]


def _joined(spans: Sequence[_Span], most: int) -> list[_Span]:
    """Give the spans that at most so many rows cross, those that touch as one."""
    joined: list[_Span] = []
    for span in spans:
        if span.crossed > most:
            continue
        if joined and joined[-1].x1 == span.x0:
            joined[-1] = _Span(joined[-1].x0, span.x1, most)
        else:
            joined.append(span)
    return joined


def _covered(row: _Row, space: float = 0) -> Iterator[tuple[float, float]]:
    """Give where a row has words, those as one that so many heights part at most."""
    first, last = row[0].x0, row[0].x1
    for word in row:
        if word.x0 > last + space * word.height:
            yield first, last
            first = word.x0
        last = max(last, word.x1)
    yield first, last


def _gutter_at(rows: Sequence[_Row], span: _Span, depth: int) -> _Gutter | None:
    """Give the gutter at a place where columns of running text part, or nothing."""
    x = (span.x0 + span.x1) / 2
    free = [row for row in rows if not any(word.x0 < x < word.x1 for word in row)]
    sides = _parted(free, x)
    if min(map(len, sides)) < _FEWEST_ROWS:
        return None
    height = median(word.height for row in rows for word in row)
    if _gap(*sides, _CLOSE) < _NARROWEST_GAP * height:
        return None
    beyond: list[_Gutter | None] = []
    for side in sides:
        inner = None if _is_filled(side) else _find_gutter(side, depth + 1)
        if inner is None and not _is_filled(side):
            return None
        beyond.append(inner)
    narrowest = _OF_GAP * _gap(*sides, _CLOSER)
    return _Gutter(x, max(narrowest, _SPACE * height), (beyond[0], beyond[1]))


def _gap(left: Sequence[_Row], right: Sequence[_Row], one_in: int) -> float:
    """Say how far apart two sides are where their lines come close to each other.

    Not all do: a line may be short, a heading may run across, and the next words of a
    row may stand in a further column.
    """
    ends = sorted((max(word.x1 for word in row) for row in left), reverse=True)
    starts = sorted(row[0].x0 for row in right)
    return starts[len(starts) // one_in] - ends[len(ends) // one_in]


def _is_filled(rows: Sequence[_Row]) -> bool:
    """Whether most lines of a column are about as long as the column is wide.

    Words and numbers of one length below each other are the cells of a table.
    """
    starts = sorted(row[0].x0 for row in rows)
    ends = sorted((max(word.x1 for word in row) for row in rows), reverse=True)
    lengths = [max(word.x1 for word in row) - row[0].x0 for row in rows]
    covered = [sum(x1 - x0 for x0, x1 in _covered(row, 2)) for row in rows]
    width = ends[len(ends) // _CLOSER] - starts[len(starts) // _CLOSER]
    height = median(word.height for row in rows for word in row)
    return (
        median(lengths) > max(_FULL * width, _SHORTEST_LINE * height)
        and median(covered) > _COVERED * width
    )


def _crosses(row: _Row, gutter: _Gutter) -> bool:
    """Whether a row runs on across a gutter, be it with a space there."""
    left = max((w.x1 for w in row if w.x0 < gutter.x), default=None)
    right = min((w.x0 for w in row if w.x0 >= gutter.x), default=None)
    if left is None or right is None:
        return left is not None and left > gutter.x
    return right - left < gutter.narrowest


def _stands_across(
    rows: Sequence[_Row], index: int, extent: tuple[float, float]
) -> bool:
    """Whether a row is a heading of all columns, though it may fit into one of them.

    It is in the middle, and nothing stands beside it nor close above or below it.
    """
    row = rows[index]
    height = median(word.height for word in row)
    middle = (row[0].x0 + max(word.x1 for word in row)) / 2
    if abs(middle - sum(extent) / 2) > height:
        return False
    top, bottom = min(w.top for w in row), max(w.bottom for w in row)
    space = _APART * height
    is_below = not index or max(w.bottom for w in rows[index - 1]) < top - space
    is_last = index + 1 == len(rows)
    return is_below and (
        is_last or min(w.top for w in rows[index + 1]) > bottom + space
    )


def _extent(rows: Sequence[_Row]) -> tuple[float, float]:
    return (
        min(word.x0 for row in rows for word in row),
        max(word.x1 for row in rows for word in row),
    )


def _usual_extent(rows: Sequence[_Row]) -> tuple[float, float]:
    """Give where a column begins and ends, whatever a lone line beside it does."""
    height = median(word.height for row in rows for word in row)
    shared = max(2, len(rows) // 10) if len(rows) > _FEWEST_ROWS else 1
    lefts = sorted(row[0].x0 for row in rows)
    rights = sorted((max(w.x1 for w in row) for row in rows), reverse=True)
    left = _shared_edge(lefts, height, shared)
    return left, max(_shared_edge(rights, height, shared), left + height)


def _shared_edge(edges: Sequence[float], height: float, shared: int) -> float:
    """Give the outermost place that several edges are near."""
    for outer, inner in zip(edges, edges[shared - 1 :], strict=False):
        if abs(inner - outer) < 2 * height:
            return outer
    return edges[0]


def _read_rows(
    rows: Sequence[_Row], extent: tuple[float, float] | None = None
) -> Iterator[Line]:
    """Read rows one after the other, those of tables cell by cell."""
    if not rows:
        return
    left, right = extent or _usual_extent(rows)
    cells = [_cells(row) for row in rows]
    tabular = [len(row) > 1 for row in cells]
    at = 0
    while at < len(rows):
        end = at
        while (
            end < len(rows)
            and tabular[end]
            and not (end > at and _is_apart(rows[end - 1], rows[end]))
        ):
            end += 1
        if end - at > 1 and _is_of_parties(cells[at:end]):
            for column in range(max(map(len, cells[at:end]))):
                for row in cells[at:end]:
                    if column < len(row):
                        yield _line([row[column]], left, right, is_row=True)
        else:
            for row in cells[at : max(end, at + 1)]:
                yield _line(row, left, right, is_row=end - at > 1)
        at = max(end, at + 1)


def _is_apart(row: _Row, below: _Row) -> bool:
    """Whether the space between two rows is wider than between those of a table."""
    gap = min(w.top for w in below) - max(w.bottom for w in row)
    return gap > 1.5 * median(w.height for w in row)


def _cells(row: _Row) -> list[_Row]:
    """Part a row where a gap is far wider than a space, but not after a label."""
    height = median(word.height for word in row)
    cells = [[row[0]]]
    for before, word in pairwise(row):
        if word.x0 - before.x1 > 2 * height:
            cells.append([word])
        else:
            cells[-1].append(word)
    if len(cells) == 2 and _LABEL.fullmatch(" ".join(w.text for w in cells[0])):
        return [row]
    return cells


def count_cells(row: Sequence[Word]) -> int:
    """Say in how many parts far wider gaps than a space cut a row."""
    return len(_cells(list(row)))


def _is_of_parties(cells: Sequence[Sequence[_Row]]) -> bool:
    """Whether the rows are the names of two parties that sign side by side."""
    first = cells[0]
    return len(first) == 2 and all(
        _PARTY.match(cell[0].text + " ") or _PARTY.match(" ".join(w.text for w in cell))
        for cell in first
    )


def _line(cells: Sequence[_Row], left: float, right: float, *, is_row: bool) -> Line:
    words = [word for cell in cells for word in cell]
    if sum(is_leftward(word.text) for word in words) > len(words) / 2:
        cells = [_leftward(cell) for cell in reversed(cells)]
    bar = " | " if is_row else " "
    return Line(
        text=bar.join(" ".join(word.text for word in cell) for cell in cells),
        x0=words[0].x0,
        top=min(word.top for word in words),
        x1=max(word.x1 for word in words),
        bottom=max(word.bottom for word in words),
        left=left,
        right=right,
        is_row=is_row,
    )


def is_leftward(text: str) -> bool:
    """Whether a word is written from right to left."""
    return bool(_LEFTWARD.search(text))


def _leftward(row: _Row) -> _Row:
    """Put words in the order in which they are read from right to left.

    Numbers and names in other letters among them keep theirs.
    """
    ordered: _Row = []
    for leftward, words in groupby(reversed(row), lambda word: is_leftward(word.text)):
        run = list(words)
        ordered += run if leftward else reversed(run)
    return ordered

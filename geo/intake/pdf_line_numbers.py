"""Numbers of lines: those that a draft or a judgment counts its lines with, taken out.

They stand in one column beside the text, a line or a few lines apart, and count on.
Numbers of paragraphs stand farther apart; those of a table's rows have cells beside
them, or lines that do not run on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from geo.intake.pdf_layout import Word, count_cells, group_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(r"\d{1,5}")
_STEPS = frozenset((1, 2, 3, 4, 5, 10))
_FEWEST = 4
_FEWEST_ROWS = 6
_REGULAR = 0.9
_RUNNING_ON = 0.1
_SAME_EDGE = 3.0
_MOST_CELLS = 2


class Margin(NamedTuple):
    """A column of line numbers, as found on a page."""

    is_left: bool
    edge: float
    """Where they all begin or end."""
    is_by_start: bool
    step: int
    last: int


def take_line_numbers(
    words: Sequence[Word], before: Margin | None = None
) -> tuple[tuple[Word, ...], Margin | None]:
    """Give the words of a page without the numbers of its lines.

    Parameters
    ----------
    before
        The numbers on the page before: few lines are then enough where they go on.

    Returns
    -------
        The other words, and the column that was taken out or else `before`.

    >>> lines = enumerate(("it is agreed", "both meet", "in a year", "or two"))
    >>> text = [Word(said, 50, 12 * n, 150, 12 * n + 10) for n, said in lines]
    >>> numbers = [Word(str(n + 1), 20, 12 * n, 25, 12 * n + 10) for n in range(4)]
    >>> take_line_numbers([*text, *numbers])[0] == tuple(text)
    True
    """
    upright = [word for word in words if not word.turn]
    numbers = [word for word in upright if _NUMBER.fullmatch(word.text)]
    for is_by_start in (False, True):
        for column in _columns(numbers, is_by_start=is_by_start):
            margin = _margin(upright, column, before, is_by_start=is_by_start)
            if margin:
                taken = set(map(id, column))
                return tuple(w for w in words if id(w) not in taken), margin
    return tuple(words), before


def _columns(numbers: Sequence[Word], *, is_by_start: bool) -> list[list[Word]]:
    """Group numbers that begin, or end, at one place; the largest groups first."""
    columns: list[list[Word]] = []
    for word in sorted(numbers, key=lambda w: _edge(w, is_by_start=is_by_start)):
        edge = _edge(word, is_by_start=is_by_start)
        if columns and edge - _edge(columns[-1][0], is_by_start=is_by_start) < 2:
            columns[-1].append(word)
        else:
            columns.append([word])
    for column in columns:
        column.sort(key=lambda word: word.top)
    return sorted(columns, key=len, reverse=True)[:3]


def _edge(word: Word, *, is_by_start: bool) -> float:
    return word.x0 if is_by_start else word.x1


def _margin(
    words: Sequence[Word],
    column: Sequence[Word],
    before: Margin | None,
    *,
    is_by_start: bool,
) -> Margin | None:
    """Say how a column counts the lines beside it, if it does."""
    step = _step(column)
    edge = median(_edge(word, is_by_start=is_by_start) for word in column)
    first, last = int(column[0].text), int(column[-1].text)
    goes_on = (
        before is not None
        and before.is_by_start == is_by_start
        and abs(before.edge - edge) < _SAME_EDGE
        and first in {before.last + before.step, before.step, 1}
        and (len(column) == 1 or step == before.step)
    )
    if goes_on and before is not None:
        step = before.step
    taken = set(map(id, column))
    rows = group_rows([word for word in words if id(word) not in taken])
    side = _side(column, rows)
    if step not in _STEPS or side is None:
        return None
    beside = rows if goes_on else _between(column, rows)
    is_enough = len(column) >= _FEWEST or (
        step > 1 and len(column) * step >= _FEWEST_ROWS
    )
    if not goes_on and not (
        is_enough and _counts_lines(column, rows, step) and _runs_on(beside)
    ):
        return None
    return Margin(side, edge, is_by_start, step, last)


def _step(column: Sequence[Word]) -> int:
    """Say by how much the numbers of a column grow, or 0 where they do not."""
    steps = [int(b.text) - int(a.text) for a, b in pairwise(column)]
    if not steps:
        return 0
    usual = int(median(steps))
    # A page may begin with the first line, and then count every fifth.
    odd = sum(step != usual for step in steps)
    return (
        usual if odd <= (1 - _REGULAR) * len(steps) + (int(column[0].text) == 1) else 0
    )


def _side(column: Sequence[Word], rows: Sequence[Sequence[Word]]) -> bool | None:
    """Say whether the numbers are left or right of all words, or neither."""
    lefts = [row[0].x0 for row in rows]
    rights = [max(word.x1 for word in row) for row in rows]
    if not rows:
        return None
    if max(word.x1 for word in column) < min(lefts):
        return True
    if min(word.x0 for word in column) > max(rights):
        return False
    return None


def _between(
    column: Sequence[Word], rows: Sequence[Sequence[Word]]
) -> list[Sequence[Word]]:
    top, bottom = column[0].top, column[-1].bottom
    return [row for row in rows if top < (row[0].top + row[0].bottom) / 2 < bottom]


def _counts_lines(
    column: Sequence[Word], rows: Sequence[Sequence[Word]], step: int
) -> bool:
    """Whether from one number to the next there are as many rows, or blank ones."""
    middles = sorted((row[0].top + row[0].bottom) / 2 for row in rows)
    places = [bisect_right(middles, word.bottom) for word in column]
    passed = [b - a for a, b in pairwise(places)]
    return sum(rows <= step for rows in passed) >= _REGULAR * len(passed) and (
        sum(passed) >= 0.5 * step * len(passed)
    )


def _runs_on(rows: Sequence[Sequence[Word]]) -> bool:
    """Whether the rows are lines of text, some of which go on in small letters."""
    if not rows:
        return False
    cells = median(count_cells(row) for row in rows)
    going_on = sum(row[0].text[0].islower() for row in rows)
    has_case = any(word.text[0].isupper() for row in rows for word in row)
    is_running = going_on >= _RUNNING_ON * len(rows) or not has_case
    return is_running and cells <= _MOST_CELLS

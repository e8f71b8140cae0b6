"""Numbering: which numbers printed before paragraphs count, and in what sequence.

A text may count its paragraphs more than once: articles with numbered paragraphs each,
a list inside a paragraph, an annex that begins again at 1. Each sequence is a run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_WRITTEN = re.compile(r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_LABEL = re.compile(
    r"\s*(?:"
    r"(?P<plain>\d{1,3})(?P<mark>[.)])(?=\s|[^\W\d_a-z])"
    r"|[(\[](?P<bracketed>\d{1,3})[)\]](?=\s)"
    r"|(?P<decimal>\d{1,3}(?:\.\d{1,3}){1,3})\.?(?=\s)"
    r"|(?:(?:A(?i:rticle|rt\.)|Đ(?i:iều))[ \u00a0]?|មាត្រា[ \u00a0]?|ມາດຕາ[ \u00a0]?)"
    r"(?P<article>\d{1,3}|[IVXLC]{1,7})(?=[.:)–—-]|\s*$|\s+[^\W\d_a-z])"
    r"|(?P<roman>[IVXLC]{1,7})[.)](?=\s)"
    r")",
    re.MULTILINE,
)
_FARTHEST_GAP = 3
_MOST_OPEN = 6
_STYLES = ("plain", "bracketed", "decimal", "article", "roman")


class Label(NamedTuple):
    """A number that a paragraph prints."""

    style: str
    """How it is printed; numbers of one run are printed alike."""
    number: int
    prefix: str = ""
    """What stands before the last dot of ``2.1``."""
    mark: str = ""
    """What ends it."""


@dataclass(slots=True, eq=False)
class Run:
    """Paragraphs that are counted in one sequence."""

    style: str
    prefix: str
    mark: str
    above: Run | None
    """The run that was counted last when it began."""
    above_number: int
    number: int = 0
    """The last one counted."""
    is_within: bool = False
    """Whether it ended before the run above went on."""
    is_across: bool = False
    """Whether it went on after the run above did."""

    @property
    def is_outer(self) -> bool:
        """Whether its numbers name parts of the text rather than paragraphs."""
        return self.style in {"article", "roman"}


class Counted(NamedTuple):
    """Where a numbered paragraph stands."""

    run: Run
    number: int


def read_label(text: str, start: int) -> Label | None:
    """Read the number that a line begins with.

    >>> read_label("14. Text", 0)
    Label(style='plain', number=14, prefix='', mark='.')
    >>> read_label("Article IV", 0).number
    4
    >>> read_label("Article 4 of the treaty", 0), read_label("2026. A year", 0)
    (None, None)
    """
    match = _LABEL.match(text, start)
    if not match:
        return None
    style = next(name for name in _STYLES if match[name])
    written = match[style]
    if style == "decimal":
        prefix, _, last = written.rpartition(".")
        return Label(style, int(last), prefix)
    if written[0].isalpha():
        number = _read_roman(written)
        return Label(style, number) if number else None
    return Label(style, int(written), mark=match["mark"] or "")


def count_labels(labels: Sequence[Label | None]) -> list[Counted | None]:
    """Say which numbers continue a run or begin one; others are words of the text.

    A number continues the run that was counted last if it is its next one, or one of
    the next few when the text counts on from there. It begins a run at 1 where 2
    follows, and the first run anywhere where two more follow. The first 1 with a full
    stop or a bracket needs nothing after it.
    """
    following = _following(labels)
    counted: list[Counted | None] = []
    runs: list[Run] = []
    for index, label in enumerate(labels):
        run = label and (
            _continued(runs, label, following[index])
            or _begun(runs, label, following[index])
        )
        if not label or not run:
            counted.append(None)
            continue
        _go_on(runs, run)
        run.number = label.number
        counted.append(Counted(run, label.number))
    return counted


def _continued(
    runs: Sequence[Run], label: Label, following: tuple[int, int]
) -> Run | None:
    """Find the run that a number goes on with, the most alike and latest first."""
    alike = [
        run
        for run in reversed(runs)
        if run.style == label.style and run.prefix == label.prefix
    ]
    alike.sort(key=lambda run: run.mark != label.mark)
    for run in alike:
        if run.number + 1 == label.number:
            return run
    for run in alike:
        gap = label.number - run.number
        if 1 < gap <= _FARTHEST_GAP and following[0] == label.number + 1:
            return run
    return None


def _begun(runs: list[Run], label: Label, following: tuple[int, int]) -> Run | None:
    """Begin a run with a number, if the text counts on."""
    above = runs[-1] if runs else None
    number = label.number
    is_first = all(run.style != label.style for run in runs)
    begins = (
        (number == 1 and following[0] == 2)
        or (number == 1 and label.style == "plain" and not runs)
        or (number == 1 and label.style == "article" and is_first)
        or (number == 1 and above is not None and label.prefix == str(above.number))
        or (number > 1 and is_first and following == (number + 1, number + 2))
    )
    if not begins:
        return None
    run = Run(
        label.style, label.prefix, label.mark, above, above.number if above else 0
    )
    runs.append(run)
    del runs[1:-_MOST_OPEN]
    return run


def _go_on(runs: list[Run], run: Run) -> None:
    """Close the runs that began within a paragraph which is over now.

    Those that began under an article or a Roman number may go on under the next.
    """
    if run.above and run.above.number != run.above_number:
        run.is_within, run.is_across = False, True
    inner = [other for other in runs if _is_below(other, run)]
    for other in inner:
        other.is_within = True
    gone = () if run.is_outer else inner
    runs[:] = [r for r in runs if r is not run and r not in gone] + [run]


def _is_below(run: Run, outer: Run) -> bool:
    above = run.above
    for _ in range(_MOST_OPEN):
        if above is None or above is outer:
            break
        above = above.above
    return above is outer


def _following(labels: Sequence[Label | None]) -> list[tuple[int, int]]:
    """Give for each label the next two numbers printed alike."""
    following = [(0, 0)] * len(labels)
    ahead: dict[tuple[str, str, str], tuple[int, int]] = {}
    for index in range(len(labels) - 1, -1, -1):
        label = labels[index]
        if label is not None:
            key = (label.style, label.prefix, label.mark)
            following[index] = ahead.get(key, (0, 0))
            ahead[key] = (label.number, following[index][0])
    return following


def _read_roman(written: str) -> int:
    if not _ROMAN_WRITTEN.fullmatch(written):
        return 0
    values = [_ROMAN[letter] for letter in written]
    return sum(
        -a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)
    )

"""Cleaning: what is shown of a text is what is kept of it, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
    # Joiners shape other scripts and do nothing in Latin.
    "|(?<![\u0370-\u1dff\u2190-\u21ff\u2300-\uffff\U00010000-\U0010ffff])[\u200c\u200d]"
)
_MOST_MARKS = 30
"""On one letter; the scripts that take most of them have a few."""
_MARK = "".join(
    chr(code)
    for first, end in (
        (0x300, 0x3100),
        (0xA600, 0xAC00),
        (0xFB00, 0xFE30),
        (0x10000, 0x12000),
        (0x16A00, 0x1F000),
    )
    for code in range(first, end)
    if unicodedata.combining(chr(code))
)
_HEAPED = re.compile(f"(?<=[{_MARK}]{{{_MOST_MARKS}}})[{_MARK}]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_NUMBERED = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]+)[.)]|[-–—•*·▪●○|>#]|"
    r"(?:Article|ARTICLE|Section|Annex|ANNEX|Điều|ĐIỀU)\b)"
)
_WIDEST_WRAP = 100
_NARROWEST_WRAP = 50
_FEWEST_WRAPS = 4
_WRAPPED_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text as it will be shown and kept, and what was done to it."""

    text: str
    notes: tuple[str, ...]
    """Sentences for the reader."""


def clean_text(raw: str) -> CleanText:
    r"""Make the lines of a text what a reader sees of them.

    Line ends become ``\n``, white space around a line goes, and of several blank
    lines one stays. Invisible characters (directions, zero width, soft hyphens,
    controls) go, and letters take their accents (NFC).

    >>> clean_text("Ta\u0302y Ninh \r\n\r\n\r\nM\u202eoc Bai").text
    'Tây Ninh\n\nMoc Bai'
    >>> clean_text("")
    CleanText(text='', notes=())
    """
    notes: list[str] = []
    text, removed = _INVISIBLE.subn("", _LINE_ENDS.sub("\n", raw))
    if removed > (raw[:1] == "\ufeff"):
        notes.append(_removal_note(removed))
    text, heaped = drop_heaped_marks(text)
    if heaped:
        notes.append(
            f"{count_of(heaped, 'mark')} left out: more than {_MOST_MARKS} stood on "
            "one letter."
        )
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
        notes.append("Accents that stood beside their letters were joined to them.")
    lost = text.count("\ufffd")
    if lost:
        notes.append(f"{count_of(lost, 'character')} could not be read and show as �.")
    lines = "\n".join(line.strip() for line in text.split("\n"))
    return CleanText(_BLANK_LINES.sub("\n\n", lines).strip("\n"), tuple(notes))


def drop_heaped_marks(text: str) -> tuple[str, int]:
    r"""Leave out the marks beyond what any letter takes, and count them.

    Putting marks in their order takes the square of how many stand on one letter.

    >>> left, dropped = drop_heaped_marks("a\u0301b")
    >>> len(left), dropped
    (3, 0)
    >>> len(drop_heaped_marks("a" + "\u0301\u0323" * 500)[0])
    31
    """
    kept = text if text.isascii() else _HEAPED.sub("", text)
    return kept, len(text) - len(kept)


def strip_invisible(words: str) -> str:
    r"""Give a few words on one line without invisible characters.

    >>> strip_invisible("a\u202eb\n c")
    'ab c'
    """
    return " ".join(_INVISIBLE.sub("", _LINE_ENDS.sub(" ", words)).split())


def unwrap_lines(text: str) -> CleanText:
    r"""Join lines that were broken at a width, as in a letter of plain text.

    A break is one at a width when the next word would not have fitted before it.
    Only a text whose breaks are nearly all such is joined, and never at a number, a
    dash or a blank line.

    >>> unwrap_lines("One\nTwo").text
    'One\nTwo'
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return CleanText(text, ())
    breaks = [_is_full(a, b, width) for a, b in pairwise(lines) if _may_join(a, b)]
    if len(breaks) < _FEWEST_WRAPS or sum(breaks) < _WRAPPED_SHARE * len(breaks):
        return CleanText(text, ())
    joined = [lines[0]]
    for before, line in pairwise(lines):
        fits = _may_join(before, line) and _is_full(before, line, width)
        joined += (" " if fits else "\n", line)
    note = f"Lines broken at {width} characters were joined to paragraphs."
    return CleanText("".join(joined), (note,))


def _may_join(before: str, line: str) -> bool:
    return bool(before and line and not _NUMBERED.match(line))


def _is_full(before: str, line: str, width: int) -> bool:
    return len(before) + 1 + len(line.split(maxsplit=1)[0]) > width


def _removal_note(count: int) -> str:
    return (
        f"{count_of(count, 'invisible character')} (directions, zero width, soft "
        "hyphens or controls) left out."
    )


def count_of(number: int, noun: str) -> str:
    """Give a number with its noun.

    >>> count_of(1, "word"), count_of(2_000, "word")
    ('1 word', '2,000 words')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

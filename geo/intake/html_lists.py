"""HTML lists: what a browser writes before the entries of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.text.numerals import to_letters, to_roman

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml import html

    from geo.intake.html_styles import Styles

_BULLET = "•"
_ROMAN, _LATIN = "roman", "alpha"
_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_WRITTEN: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimal-leading-zero": lambda number: f"{number:02}",
    "lower-alpha": to_letters,
    "lower-latin": to_letters,
    "upper-alpha": lambda number: to_letters(number).upper(),
    "upper-latin": lambda number: to_letters(number).upper(),
    "lower-roman": to_roman,
    "upper-roman": lambda number: to_roman(number).upper(),
}
_BULLETS = ("disc", "circle", "square")


class ListCount:
    """Where a list of a page has come to."""

    def __init__(self, element: html.HtmlElement, styles: Styles) -> None:
        start = _whole(element.get("start"))
        self.step = 1 if element.get("reversed") is None else -1
        if start is None and self.step < 0:
            start = len(element.findall("li"))
        self.number = (1 if start is None else start) - self.step
        default = "decimal" if element.tag == "ol" else "disc"
        self.style = styles.list_style(element) or _TYPES.get(
            element.get("type", ""), default
        )

    def label(self, entry: html.HtmlElement, styles: Styles) -> str:
        """Give what stands before an entry, with the space behind it."""
        written = _whole(entry.get("value"))
        self.number = self.number + self.step if written is None else written
        style = styles.list_style(entry) or _TYPES.get(
            entry.get("type", ""), self.style
        )
        return mark_of(self.number, style)


def mark_of(number: int, style: str) -> str:
    """Give the mark of an entry of a list, with the space behind it.

    >>> mark_of(3, "lower-roman"), mark_of(3, "disc"), mark_of(3, "none")
    ('iii. ', '• ', '')
    """
    if style == "none":
        return ""
    if style in _BULLETS:
        return f"{_BULLET} "
    return f"{write_number(number, style)}. "


def write_number(number: int, style: str) -> str:
    """Write a number as a style of lists has it; one that is not known in digits."""
    return _WRITTEN.get(style, str)(number)


def _whole(value: str | None) -> int | None:
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,6}", value) else None

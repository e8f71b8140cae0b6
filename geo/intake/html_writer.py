"""HTML blocks: the words of a page's elements, one paragraph a block, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from geo.intake.extracts import squeeze
from geo.intake.html_lists import ListCount
from geo.text.vocabulary import word_set

if TYPE_CHECKING:
    from lxml import html

    from geo.intake.html_styles import Styles

BLOCKS = word_set("""
    address article aside blockquote body button caption center dd details dialog div
    dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html
    legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul
""")
"""Elements that stand on lines of their own."""

_LISTS = ("ol", "ul", "menu")
_CELLS = ("td", "th")
_CELL = "\x00"
_LONGEST_CELL = 500
_SPACES = re.compile("[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a page, and where it stands."""

    words: str
    element: html.HtmlElement
    """The innermost one around its first word."""
    linked: float
    """Share of its letters that are links."""


class BlockWriter:
    """Collects the blocks of elements, in document order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._blocks: list[Block] = []
        self._line: list[str] = []
        self._lists: list[ListCount] = []
        self._label = ""
        self._cells = 0
        self._verbatim = 0
        self._links = 0
        self._linked = 0
        self._first: html.HtmlElement | None = None

    def write(self, root: html.HtmlElement) -> tuple[Block, ...]:
        """Write an element and all in it."""
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._open(element)
            else:
                self._close(element)
                if element is not root:
                    self._add(element.tail, element.getparent())
        self._break(root)
        return tuple(self._blocks)

    def _open(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if tag in _CELLS and not _is_layout(element):
            self._cells += 1
            self._line.append(_CELL if self._cells == 1 else " ")
        elif tag in BLOCKS or tag in _CELLS:
            self._break(element)
        elif tag == "br":
            self._line.append(" " if self._cells else "\n")
        self._links += _leads_away(element)
        self._verbatim += tag == "pre"
        self._count(element)
        self._add(element.text, element)

    def _count(self, element: html.HtmlElement) -> None:
        """Write what a browser puts before an element: numbers and bullets."""
        if element.tag in _LISTS:
            self._lists.append(ListCount(element, self._styles))
        elif element.tag == "li" and self._lists:
            self._label = self._lists[-1].label(element, self._styles)
        if counted := self._styles.counted(element):
            self._label = counted

    def _close(self, element: html.HtmlElement) -> None:
        tag = element.tag
        self._links -= _leads_away(element)
        self._verbatim -= tag == "pre"
        if tag in _LISTS and self._lists:
            self._lists.pop()
        if tag in _CELLS and not _is_layout(element):
            self._cells -= 1
        elif tag in BLOCKS or tag in _CELLS:
            self._break(element)

    def _add(self, words: str | None, element: html.HtmlElement | None) -> None:
        if not words:
            return
        if self._first is None and not words.isspace():
            self._first = element
        if self._links:
            self._linked += len(words.strip())
        self._line.append(words if self._verbatim else _SPACES.sub(" ", words))

    def _break(self, element: html.HtmlElement) -> None:
        """End a paragraph; within a cell, only a word."""
        if self._cells:
            self._line.append(" ")
            return
        words = "".join(self._line)
        self._line = []
        if _CELL in words:
            cells = [squeeze(cell) for cell in words.split(_CELL)]
            words = " | ".join(cells[not cells[0] :]) if any(cells) else ""
        lines = [line for line in map(squeeze, words.split("\n")) if line]
        if lines:
            # The label waits for the words: <li><p>words</p></li>.
            lines[0] = self._label + lines[0]
            self._label = ""
        first = element if self._first is None else self._first
        linked = min(1.0, self._linked / max(1, len(words.strip())))
        self._blocks += (Block(line, first, linked) for line in lines)
        self._first, self._linked = None, 0


def _leads_away(element: html.HtmlElement) -> bool:
    """Whether it is a link to another page."""
    return element.tag == "a" and not element.get("href", "#").startswith("#")


def _is_layout(cell: html.HtmlElement) -> bool:
    """Whether a cell holds paragraphs of running text, so that it is no cell."""
    return (cell.find(".//p") is not None or cell.find(".//li") is not None) and len(
        cell.text_content()
    ) > _LONGEST_CELL

"""HTML: the words that a page shows of its main part, one paragraph a block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html

from geo.intake.extracts import Extract, squeeze
from geo.text.numerals import to_letters, to_roman
from geo.text.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_DROPPED = word_set("""
    aside audio button canvas dialog embed form head iframe input map math menu nav
    noscript object rp rt script select style svg template textarea video
""")
_BLOCKS = word_set("""
    address article blockquote body caption center dd details div dl dt fieldset
    figcaption figure footer h1 h2 h3 h4 h5 h6 header hr html legend li main ol p
    pre section summary table tbody tfoot thead tr ul
""")
_HEADINGS = ("h1", "h2", "h3")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_MAIN = ("main", "article")
_LEAST_MAIN = 0.4
_LISTS = ("ol", "ul")
_CELLS = ("td", "th")
_CELL = "\x00"
_BULLET = "•"
_LONGEST_CELL = 500
_SPACES = re.compile("[ \t\n\r\f]+")
_NUMERALS: Mapping[str, Callable[[int], str]] = {
    "a": to_letters,
    "A": lambda number: to_letters(number).upper(),
    "i": to_roman,
    "I": lambda number: to_roman(number).upper(),
}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_html(text: str, *, whole: bool = False) -> Extract:
    """Read the words of a page: its main part, where one holds most of the words.

    Scripts, menus, forms and hidden elements are left out, entities decoded. A row
    of a table is a paragraph, its cells parted by bars. The numbers of a numbered
    list, which a browser writes itself, are written out.

    >>> read_html("<nav>Home</nav><h1>A&amp;B</h1><ol start=14><li>x</ol>").paragraphs
    ('A&B', '14. x')
    >>> read_html("").paragraphs
    ()
    """
    source = _NOT_XML.sub("", _DECLARED.sub("", text))
    if not source.strip():
        return Extract(paragraphs=())
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False
    )
    root = html.document_fromstring(
        source.encode(), parser=parser, ensure_head_body=True
    )
    named = squeeze(root.findtext(".//title") or "")
    notes = [*_drop_hidden(root)]
    main = root if whole else _main_part(root)
    if main is not root:
        notes.append("Only the main part of the page was read.")
    paragraphs = _Writer().write(main)
    return Extract(
        paragraphs=paragraphs, heading=_heading(main) or named, notes=tuple(notes)
    )


def _drop_hidden(root: html.HtmlElement) -> Iterator[str]:
    """Take out what a page does not show, and say what of it had words."""
    hidden = [
        element
        for element in root.iter(etree.Element)
        if element.tag in _DROPPED or _is_hidden(element) or _is_outer(element)
    ]
    tags = {
        str(element.tag)
        for element in hidden
        if element.tag not in {"head", "script", "style"}
        and "".join(element.itertext()).strip()
    }
    for element in hidden:
        if element.getparent() is not None and element.tag != "body":
            element.drop_tree()
    if tags:
        yield "Menus, forms or hidden parts of the page left out."


def _is_hidden(element: html.HtmlElement) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def _is_outer(element: html.HtmlElement) -> bool:
    """Whether it is the foot of the page, not of an article."""
    if element.tag != "footer" and element.get("role") not in {
        "navigation",
        "contentinfo",
    }:
        return False
    return all(above.tag not in _MAIN for above in element.iterancestors())


def _main_part(root: html.HtmlElement) -> html.HtmlElement:
    """Give the largest main or article element that holds much of the page's words."""
    words = len(root.text_content())
    for tag in _MAIN:
        parts = [(len(part.text_content()), i) for i, part in enumerate(root.iter(tag))]
        if parts and max(parts)[0] > _LEAST_MAIN * words:
            _length, index = max(parts, key=lambda part: (part[0], -part[1]))
            return list(root.iter(tag))[index]
    return root


def _heading(main: html.HtmlElement) -> str:
    for tag in _HEADINGS:
        for element in main.iter(tag):
            if words := squeeze(element.text_content()):
                return words
    return ""


class _Count:
    """Where a list of the page has come to."""

    def __init__(self, element: html.HtmlElement) -> None:
        start = _whole(element.get("start"))
        self.is_numbered = element.tag == "ol"
        self.step = 1 if element.get("reversed") is None else -1
        if start is None and self.step < 0:
            start = len(element.findall("li"))
        self.number = (1 if start is None else start) - self.step
        self.write = _NUMERALS.get(element.get("type", "1"), str)


class _Writer:
    """Collects the paragraphs of elements, in document order."""

    def __init__(self) -> None:
        self._paragraphs: list[str] = []
        self._line: list[str] = []
        self._lists: list[_Count] = []
        self._label = ""
        self._cells = 0
        self._verbatim = 0

    def write(self, root: html.HtmlElement) -> tuple[str, ...]:
        """Write an element and all in it."""
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._open(element)
            else:
                self._close(element)
                if element is not root:
                    self._add(element.tail)
        self._break()
        return tuple(self._paragraphs)

    def _open(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if tag in _CELLS and not _is_layout(element):
            self._cells += 1
            self._line.append(_CELL if self._cells == 1 else " ")
        elif tag in _BLOCKS or tag in _CELLS:
            self._break()
        elif tag == "br":
            self._line.append(" " if self._cells else "\n")
        if tag in _LISTS:
            self._lists.append(_Count(element))
        elif tag == "li":
            self._label = self._number(element)
        self._verbatim += tag == "pre"
        self._add(element.text)

    def _close(self, element: html.HtmlElement) -> None:
        tag = element.tag
        self._verbatim -= tag == "pre"
        if tag in _LISTS and self._lists:
            self._lists.pop()
        if tag in _CELLS and not _is_layout(element):
            self._cells -= 1
        elif tag in _BLOCKS or tag in _CELLS:
            self._break()

    def _number(self, entry: html.HtmlElement) -> str:
        """Give what a browser writes before an entry of a list."""
        count = self._lists[-1] if self._lists else None
        if count is None or not count.is_numbered:
            return f"{_BULLET} "
        written = _whole(entry.get("value"))
        count.number = count.number + count.step if written is None else written
        return f"{count.write(count.number)}. "

    def _add(self, words: str | None) -> None:
        if words:
            self._line.append(words if self._verbatim else _SPACES.sub(" ", words))

    def _break(self) -> None:
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
        self._paragraphs += lines


def _is_layout(cell: html.HtmlElement) -> bool:
    """Whether a cell holds paragraphs of running text, so that it is no cell."""
    return (cell.find(".//p") is not None or cell.find(".//li") is not None) and len(
        cell.text_content()
    ) > _LONGEST_CELL


def _whole(value: str | None) -> int | None:
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,6}", value) else None

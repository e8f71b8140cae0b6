"""Markdown: its words without its marks, numbers of lists as they are printed."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from geo.errors import IntakeError
from geo.intake.extracts import Extract, squeeze
from geo.intake.html_pages import read_html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

_MARKS = "\n*_[`<|"
_MOST_MARKS = 250_000
_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


def read_markdown(text: str, *, name: str = "The text") -> Extract:
    r"""Read the words of a text in Markdown (CommonMark with tables).

    Raises
    ------
    IntakeError
        It has far more lines and marks than a text has.

    Examples
    --------
    >>> read_markdown("## Talks\n\n14. *Tay* [Ninh](x)\n- a").paragraphs
    ('Talks', '14. Tay Ninh', '• a')
    """
    text = text.replace("\r\n", "\n").lstrip("\ufeff")
    marks = sum(map(text.count, _MARKS))
    if marks > _MOST_MARKS:
        msg = (
            f"{name}: {marks:,} lines and marks; at most {_MOST_MARKS:,} are read as "
            "Markdown; split it, or save it as .txt."
        )
        raise IntakeError(msg)
    front = _FRONT_MATTER.match(text)
    notes = ("The settings before the text (front matter) left out.",) if front else ()
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(text[front.end() :] if front else text)
    return Extract(
        paragraphs=tuple(_paragraphs(tokens)), heading=_heading(tokens), notes=notes
    )


def _paragraphs(tokens: list[Token]) -> list[str]:
    found: list[str] = []
    label = ""
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "list_item_open":
            label = f"{token.info}{token.markup} " if token.info else "• "
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            found.append(" | ".join(cells or ()))
            cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(squeeze(_inline(token.children or ())))
        elif token.type == "inline":
            found.append(label + _inline(token.children or ()))
            label = ""
        elif token.type in {"fence", "code_block"}:
            found.append(label + token.content)
            label = ""
        elif token.type == "html_block":
            found += read_html(token.content, whole=True).paragraphs
    return found


def _inline(children: Iterable[Token]) -> str:
    return "".join(map(_words, children))


def _words(token: Token) -> str:
    if token.type in {"text", "code_inline", "text_special"}:
        return token.content
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    if token.type == "html_inline":
        return "\n" if token.content.lower().startswith("<br") else ""
    return ""


def _heading(tokens: list[Token]) -> str:
    for before, token in itertools.pairwise(tokens):
        if before.type == "heading_open":
            return _inline(token.children or ())
    return ""

"""Markdown: its words without its marks, numbers of lists as they are printed."""

from __future__ import annotations

import itertools
import re
from html import escape
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from geo.errors import IntakeError
from geo.intake.extracts import Extract, squeeze
from geo.intake.html_pages import read_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_STRUCK = {"s_open": "<s>", "s_close": "</s>"}
_AS_PAGE = {"html_inline", *_STRUCK}
_STRUCK_NOTE = "Struck words left out."
_FRONT_NOTE = "The settings before the text (front matter) left out."
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
    notes = [_FRONT_NOTE] if front else []
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(text[front.end() :] if front else text)
    if any(
        below.type == "s_open" for token in tokens for below in token.children or ()
    ):
        notes.append(_STRUCK_NOTE)
    return Extract(
        paragraphs=tuple(_paragraphs(tokens)),
        heading=_heading(tokens),
        notes=tuple(notes),
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


def _inline(children: Sequence[Token]) -> str:
    """Give the words of a line, those of tags in it as a page shows them."""
    if not any(token.type in _AS_PAGE for token in children):
        return "".join(map(_words, children))
    page = "".join(map(_as_page, children))
    return "\n".join(read_html(page, whole=True).paragraphs)


def _words(token: Token) -> str:
    if token.type in {"text", "code_inline", "text_special"}:
        return token.content
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, "")


def _as_page(token: Token) -> str:
    if token.type == "html_inline":
        return token.content
    if token.type in _STRUCK:
        return _STRUCK[token.type]
    return escape(_words(token)).replace("\n", "<br>")


def _heading(tokens: list[Token]) -> str:
    for before, token in itertools.pairwise(tokens):
        if before.type == "heading_open":
            return _inline(token.children or ())
    return ""

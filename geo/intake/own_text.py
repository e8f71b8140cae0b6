"""Own text: whose offsets mentions have, a file's or those of what was read of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from geo.errors import IntakeError
from geo.intake.encodings import decode_text
from geo.intake.garbled import mend_letters
from geo.intake.menus import find_menu
from geo.intake.reading import FORMATS, read_file

_PACKED = {".pdf": "a PDF", ".docx": "a Word document"}
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!--|!doctype\s+html|(?:html|head|body|meta|title|main"
    rb"|article|section|div|form|table|script|style|center|h[1-6]|p|ul|ol)[\s>])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """A text to find mentions in."""

    text: str
    is_own: bool
    """Whether it is the file's own text, not one that was read from the file."""
    aside: tuple[int, int] = (0, 0)
    """Half-open, in code points: a menu, whose names are no mentions."""
    notes: tuple[str, ...] = ()
    """Sentences for the reader."""


def read_with_offsets(
    name: str,
    content: bytes,
    *,
    encoding: str = "",
    whole: bool = False,
    raw: bool = False,
) -> OwnText:
    """Read the text of a file, as the file itself counts it wherever that can be.

    A plain text in UTF-8 is its own: nothing in it is moved. What is read from a
    page, a PDF, a Word document, Markdown or another encoding is a new text.

    Parameters
    ----------
    name
        Its ending says the format; any other ending than those that are read stands
        for what the bytes begin like, or for a plain text.
    content
        The whole file.
    encoding
        Of its bytes; empty to find out.
    whole
        Whether menus, teasers and the like around the text are read with it.
    raw
        Whether to take the file's own text, marks of a page or of Markdown and all.

    Raises
    ------
    IntakeError
        It cannot be read, or has no text of its own.

    Examples
    --------
    >>> read_with_offsets("a.html", b"<p>Moc Bai").text
    'Moc Bai'
    >>> read_with_offsets("a.html", b"<p>Moc Bai", raw=True).text
    '<p>Moc Bai'
    """
    ending = _ending(name, content)
    if raw:
        return _read_raw(name, ending, content, encoding)
    intake = read_file(_named(name, ending), content, encoding=encoding, whole=whole)
    own = None if encoding or ending != ".txt" else _own_text(content)
    if own is None:
        said = (
            f"Offsets count in the text as it was read, {len(intake.text):,} characters"
        )
        said += "." if ending in _PACKED else "; --raw counts in the file's own."
        return OwnText(text=intake.text, is_own=False, notes=(*intake.notes, said))
    return OwnText(
        text=own,
        is_own=True,
        aside=(0, 0) if whole else find_menu(own),
        notes=tuple(note for note in intake.notes if "menu" in note or "“?”" in note),
    )


def _read_raw(name: str, ending: str, content: bytes, encoding: str) -> OwnText:
    if ending in _PACKED:
        msg = (
            f"{name}: {_PACKED[ending]} has no plain text of its own; leave out --raw "
            "to read its words."
        )
        raise IntakeError(msg)
    if not encoding and (own := _utf8(content)) is not None:
        return OwnText(text=own, is_own=True)
    decoded = decode_text(name, content, encoding=encoding)
    notes = (decoded.note,) if decoded.note else ()
    return OwnText(text=decoded.text, is_own=True, notes=notes)


def _own_text(content: bytes) -> str | None:
    """Give the text of a file in UTF-8, unless its letters had to be mended."""
    own = _utf8(content)
    return own if own is not None and mend_letters("", own).text == own else None


def _utf8(content: bytes) -> str | None:
    """Decode UTF-8 as it stands: no newline is translated, no mark removed."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _ending(name: str, content: bytes) -> str:
    ending = PurePosixPath(name).suffix.lower()
    if ending in FORMATS:
        return ending
    if content.startswith(b"%PDF-"):
        return ".pdf"
    if content.startswith(b"PK\x03\x04"):
        return ".docx"
    return ".html" if _PAGE.match(content) else ".txt"


def _named(name: str, ending: str) -> str:
    return name if name.lower().endswith(ending) else f"{name}{ending}"

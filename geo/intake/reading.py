"""Reading: one text, with its title and language, of a file of any known format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from geo.errors import IntakeError
from geo.intake.cleaning import clean_text, strip_invisible, unwrap_lines
from geo.intake.docx_files import read_docx
from geo.intake.encodings import decode_text
from geo.intake.extracts import Extract
from geo.intake.html_pages import read_html
from geo.intake.language import guess_language
from geo.intake.markdown_texts import read_markdown
from geo.intake.pdf_files import read_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.intake.dates import StatedDate
    from geo.intake.pdf_paragraphs import PdfText

FORMATS = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
"""The endings that are read, as a file's name bears them."""

LARGEST_BYTES = 25_000_000
"""What a file may hold."""

_LONGEST_NAME = 80
_LONGEST_TITLE = 90
_WORD = re.compile(r"[^\W\d_]{2}")
_SHAPED = frozenset(("km", "lo", "my", "th"))
_SHAPED_NOTE = (
    "A PDF keeps the letters of this script as they are drawn: some may stand in "
    "another order or apart; a Word document or a web page is surer."
)
_OTHER_ENDINGS = {
    ".doc": "save it as .docx",
    ".rtf": "save it as .docx",
    ".odt": "save it as .docx",
    ".pages": "export it as .docx or .pdf",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A text as it will be shown and kept, with what is known of it."""

    text: str
    r"""In NFC, one paragraph a line, ``\n`` between them and at most one blank line."""
    format: str
    """The ending of the file's name, or ``pasted``."""
    title: str
    """The first heading or line, shortened; else the file's name."""
    language: str
    """A code such as ``en``, ``vi`` or ``km``; ``und`` where none is sure."""
    page_starts: tuple[int, ...] = ()
    """First code point of each page of a PDF."""
    notes: tuple[str, ...] = ()
    """Sentences for the reader on what was left out or joined."""
    stated: tuple[StatedDate, ...] = ()
    """Days that the page or the file states of itself, outside its text."""


def read_file(
    name: str,
    content: bytes,
    on_progress: Callable[[int, int], None] | None = None,
) -> Intake:
    r"""Read the text of a file.

    Parameters
    ----------
    name
        As it was handed in; its ending says the format, folders in it say nothing.
    content
        The whole file.
    on_progress
        Called with pages done and pages in all, where a format has pages. What it
        raises ends the reading.

    Raises
    ------
    IntakeError
        The format is not known, or the file is empty, too large, broken, locked or
        without words.

    Examples
    --------
    >>> read_file("note.md", b"# Note\n\n14. Tay Ninh").text
    'Note\n\n14. Tay Ninh'
    """
    name = _bare_name(name)
    ending = PurePosixPath(name).suffix.lower()
    _check_file(name, ending, content)
    if ending == ".pdf":
        return _from_pdf(name, read_pdf(name, content, on_progress))
    if ending == ".docx":
        extract = read_docx(name, content)
    else:
        text, encoding = decode_text(name, content)
        extract = _parse_text(ending, text)
        if not encoding.startswith("utf"):
            said = f"Not UTF-8; read as {_encoding_name(encoding)}."
            extract = Extract(
                paragraphs=extract.paragraphs,
                heading=extract.heading,
                notes=(said, *extract.notes),
            )
    cleaned = clean_text("\n\n".join(extract.paragraphs))
    text, notes = cleaned.text, (*extract.notes, *cleaned.notes)
    if ending == ".txt":
        unwrapped = unwrap_lines(text)
        text, notes = unwrapped.text, (*notes, *unwrapped.notes)
    _check_words(name, text)
    return Intake(
        text=text,
        format=ending,
        title=_title(extract.heading, text, name),
        language=guess_language(text),
        notes=notes,
    )


def read_pasted(text: str) -> Intake:
    """Read a text that was typed or pasted.

    Raises
    ------
    IntakeError
        There are no words in it, or too many.

    Examples
    --------
    >>> read_pasted("The gate of Mộc Bài").title
    'The gate of Mộc Bài'
    """
    if len(text) > LARGEST_BYTES:
        msg = (
            f"The text has {len(text):,} characters; at most {LARGEST_BYTES:,} are "
            "read; paste it in parts."
        )
        raise IntakeError(msg)
    cleaned = clean_text(text)
    _check_words("The text", cleaned.text)
    unwrapped = unwrap_lines(cleaned.text)
    return Intake(
        text=unwrapped.text,
        format="pasted",
        title=_title("", unwrapped.text, "Pasted text"),
        language=guess_language(unwrapped.text),
        notes=(*cleaned.notes, *unwrapped.notes),
    )


def _parse_text(ending: str, text: str) -> Extract:
    if ending == ".md":
        return read_markdown(text)
    if ending in {".html", ".htm"}:
        return read_html(text)
    return Extract(paragraphs=(text,))


def _from_pdf(name: str, pdf: PdfText) -> Intake:
    _check_words(name, pdf.text)
    language = guess_language(pdf.text)
    notes = pdf.notes
    if language in _SHAPED:
        notes = (*notes, _SHAPED_NOTE)
    return Intake(
        text=pdf.text,
        format=".pdf",
        title=_title(pdf.heading, pdf.text, name),
        language=language,
        page_starts=pdf.page_starts,
        notes=notes,
    )


def _bare_name(name: str) -> str:
    """Give a file's name without folders and without what cannot be seen."""
    bare = strip_invisible(name.replace("\\", "/").rstrip("/").rpartition("/")[2])
    if len(bare) > _LONGEST_NAME:
        ending = PurePosixPath(bare).suffix[:8]
        bare = bare[: _LONGEST_NAME - 1 - len(ending)] + "…" + ending
    return bare or "The file"


def _check_file(name: str, ending: str, content: bytes) -> None:
    if ending not in FORMATS:
        known = ", ".join(FORMATS)
        remedy = _OTHER_ENDINGS.get(ending, "save it as one of these")
        what = f"files ending in {ending} are" if ending else "a file without ending is"
        msg = f"{name}: {what} not read; expected {known}; {remedy}."
        raise IntakeError(msg)
    if len(content) > LARGEST_BYTES:
        msg = (
            f"{name}: {len(content) / 1e6:,.1f} MB; at most "
            f"{LARGEST_BYTES / 1e6:.0f} MB are read; split it, or leave pictures out."
        )
        raise IntakeError(msg)
    if not content:
        msg = f"{name}: the file is empty; expected a text; choose another file."
        raise IntakeError(msg)


def _check_words(name: str, text: str) -> None:
    if not text.strip():
        where = f"{name}:" if name != "The text" else "The text"
        msg = f"{where} holds no words, only white space; hand in a text."
        raise IntakeError(msg)


def _title(heading: str, text: str, name: str) -> str:
    lines = (strip_invisible(line) for line in (heading, *text[:5_000].split("\n")))
    first = next((line for line in lines if _WORD.search(line)), "")
    if not first:
        return PurePosixPath(name).stem or name
    if len(first) <= _LONGEST_TITLE:
        return first
    return first[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:.-–—") + "…"


def _encoding_name(encoding: str) -> str:
    if encoding.startswith("cp125"):
        return f"Windows-{encoding[2:]}"
    return encoding.replace("_", "-")

"""Reading: one text, with its title and language, of a file of any known format."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from geo.errors import IntakeError
from geo.intake.cleaning import (
    CleanText,
    clean_text,
    count_of,
    strip_invisible,
    unwrap_lines,
)
from geo.intake.docx_files import WORD_ENDINGS, read_docx
from geo.intake.encodings import Decoded, decode_text, find_declared
from geo.intake.extracts import Extract
from geo.intake.garbled import mend_letters, say_legacy
from geo.intake.html_pages import read_html
from geo.intake.language import guess_language, say_what_is_not_read
from geo.intake.legacy import find_legacy, to_unicode
from geo.intake.markdown_texts import read_markdown
from geo.intake.menus import find_menu
from geo.intake.pdf_files import read_pdf
from geo.intake.stated_dates import find_stated_in_page, find_stated_in_pdf
from geo.intake.titles import find_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.intake.dates import StatedDate
    from geo.intake.pdf_paragraphs import PdfText

FORMATS = (".txt", ".md", ".html", ".htm", *WORD_ENDINGS, ".pdf")
"""The endings that are read, as a file's name bears them."""

LARGEST_BYTES = 25_000_000
"""What a file may hold."""

_PAGES = (".html", ".htm")
_PLAIN = (".txt", "pasted")
_PASTED = "The text"
_TITLE = "Pasted text"
_LONGEST_NAME = 80
_NO_TITLE = "No title was found in it; the name of the file stands for one."
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHAPED = frozenset(("km", "lo", "my", "th"))
_SHAPED_NOTE = (
    "A PDF keeps the letters of this script as they are drawn: some may stand in "
    "another order or apart; a Word document or a web page is surer."
)
_LOST_NOTE = (
    "In such a PDF the letter ư is a soft hyphen, which is not handed on: words may "
    "lack it; the Word document or the text that it was made of is surer."
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
    """The heading or line that names it, shortened; else the file's name."""
    language: str
    """A code such as ``en``, ``vi`` or ``km``; ``und`` where none is sure."""
    page_starts: tuple[int, ...] = ()
    """First code point of each page of a PDF."""
    notes: tuple[str, ...] = ()
    """Sentences for the reader on what was left out or joined."""
    stated: tuple[StatedDate, ...] = ()
    """Days that the page or the file states of itself, outside its text."""
    encoding: str = ""
    """Of the file's bytes, such as ``utf-8`` or ``tcvn3``; empty where there is none
    to tell."""
    encodings: tuple[str, ...] = ()
    """Others that are possible, where the encoding is a guess: the reader's choice."""
    set_aside: int = 0
    """Words around the text, such as menus, that reading it whole brings back."""


def read_file(
    name: str,
    content: bytes,
    on_progress: Callable[[int, int], None] | None = None,
    *,
    encoding: str = "",
    whole: bool = False,
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
    encoding
        Of the bytes of a text, Markdown or HTML, such as ``windows-1258`` or
        ``tcvn3``; empty to find out.
    whole
        Whether menus, teasers and the like around the text are read with it.

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
        intake = _from_pdf(name, read_pdf(name, content, on_progress))
        return replace(intake, stated=find_stated_in_pdf(content))
    if ending in WORD_ENDINGS:
        return _make_intake(name, ending, read_docx(name, content))
    declared = find_declared(content) if ending in _PAGES else ""
    decoded = decode_text(name, content, encoding=encoding, declared=declared)
    extract = _parse_text(name, ending, decoded.text, whole=whole)
    intake = _make_intake(name, ending, extract, whole=whole)
    return _with_encoding(intake, decoded)


def read_pasted(text: str, *, whole: bool = False) -> Intake:
    """Read a text that was typed or pasted.

    Parameters
    ----------
    text
        As it was pasted.
    whole
        Whether a menu before the text is read with it.

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
    return _make_intake(_PASTED, "pasted", Extract(paragraphs=(text,)), whole=whole)


def _make_intake(
    name: str, file_format: str, extract: Extract, *, whole: bool = False
) -> Intake:
    """Make the text of what a format's reader found: mended, cleaned, without menu."""
    mended = mend_letters(name, "\n\n".join(extract.paragraphs))
    cleaned = clean_text(mended.text)
    is_plain = file_format in _PLAIN
    steps = [mended, cleaned]
    set_aside = extract.set_aside
    if is_plain and not whole:
        rest, words = _without_menu(cleaned.text)
        steps.append(rest)
        set_aside += words
    if is_plain:
        steps.append(unwrap_lines(steps[-1].text))
    text = steps[-1].text
    _check_words(name, text)
    heading = mend_letters(name, extract.heading).text
    called = _TITLE if name == _PASTED else name
    title, is_found = find_title(heading, text, called)
    language = guess_language(text)
    return Intake(
        text=text,
        format=file_format,
        title=title,
        language=language,
        notes=(
            *filter(None, (say_what_is_not_read(language),)),
            *extract.notes,
            *(note for step in steps for note in step.notes),
            *(() if is_found else (_NO_TITLE,)),
        ),
        stated=extract.stated,
        set_aside=set_aside,
    )


def _without_menu(text: str) -> tuple[CleanText, int]:
    """Leave out the menu before a text, and count its words."""
    start, end = find_menu(text)
    words = len(_WORD.findall(text[start:end]))
    if not words or not text[end:].strip():
        return CleanText(text, ()), 0
    note = f"A menu before the text ({count_of(words, 'word')}) set aside."
    return CleanText((text[:start] + text[end:]).strip("\n"), (note,)), words


def _with_encoding(intake: Intake, decoded: Decoded) -> Intake:
    notes = (decoded.note, *intake.notes) if decoded.note else intake.notes
    return replace(
        intake, encoding=decoded.encoding, encodings=decoded.others, notes=notes
    )


def _parse_text(name: str, ending: str, text: str, *, whole: bool) -> Extract:
    if ending == ".md":
        return read_markdown(text, name=name)
    if ending in _PAGES:
        extract = read_html(text, whole=whole, name=name)
        return replace(extract, stated=find_stated_in_page(text))
    return Extract(paragraphs=(text,))


def _from_pdf(name: str, pdf: PdfText) -> Intake:
    _check_words(name, pdf.text)
    pdf = _with_letters(pdf)
    language = guess_language(pdf.text)
    notes = (*filter(None, (say_what_is_not_read(language),)), *pdf.notes)
    if language in _SHAPED:
        notes = (*notes, _SHAPED_NOTE)
    title, is_found = find_title(pdf.heading, pdf.text, name)
    if not is_found:
        notes = (*notes, _NO_TITLE)
    return Intake(
        text=pdf.text,
        format=".pdf",
        title=title,
        language=language,
        page_starts=pdf.page_starts,
        notes=notes,
    )


def _with_letters(pdf: PdfText) -> PdfText:
    """Turn the Vietnamese of an old font into Unicode, page by page."""
    legacy = find_legacy(pdf.text)
    if legacy is None:
        return pdf
    starts = sorted({0, *pdf.page_starts})
    pieces = [
        to_unicode(pdf.text[start:end], legacy)
        for start, end in zip(starts, [*starts[1:], len(pdf.text)], strict=True)
    ]
    moved = dict(zip(starts, accumulate(map(len, pieces), initial=0), strict=False))
    return replace(
        pdf,
        text="".join(pieces),
        heading=to_unicode(pdf.heading, legacy),
        page_starts=tuple(moved[start] for start in pdf.page_starts),
        notes=(
            *pdf.notes,
            say_legacy(legacy),
            *((_LOST_NOTE,) if legacy == "tcvn3" else ()),
        ),
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
        where = f"{name}:" if name != _PASTED else name
        msg = f"{where} holds no words, only white space; hand in a text."
        raise IntakeError(msg)

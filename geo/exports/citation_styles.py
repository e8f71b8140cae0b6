"""A citation as a reader pastes it: plain text, CSL-JSON or BibTeX."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

AUTHOR = "Accord Atlas contributors"
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "%": r"\%",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A quotation with where it stands."""

    quote: str
    where: str
    """Title, publisher and date of the text, and the passage."""
    url: str = ""
    """Leads to the very words; empty where the text's address is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What is cited, before it is written in some style."""

    id: str
    kind: str
    """``document``, ``entry``, ``map`` or ``dataset``."""
    title: str
    author: str = AUTHOR
    container: str = ""
    """What it stands in; empty when it stands by itself."""
    publisher: str = ""
    version: str = ""
    """Of the atlas, which has a version where a text has a date."""
    dated: str = ""
    """ISO 8601, as precise as it is known; empty when it is not."""
    url: str = ""
    accessed: str = ""
    words: tuple[Words, ...] = ()
    note: str = ""


def to_text(citation: Citation) -> str:
    """Write a citation as plain text.

    >>> to_text(Citation(id="a", kind="entry", title="Tây Ninh", dated="2026-02-06"))
    'Accord Atlas contributors, “Tây Ninh”. 2026-02-06.'
    """
    author = citation.author or citation.publisher
    head = f"{author}, “{citation.title}”." if author else f"“{citation.title}”."
    parts = [
        head,
        f"{_edition(citation)}." if _edition(citation) else "",
        f"{citation.publisher}." if citation.author and citation.publisher else "",
        f"{citation.dated}." if citation.dated else "",
        *(quote_words(words) for words in citation.words),
        citation.url,
        f"(Seen {citation.accessed}.)" if citation.accessed else "",
        f"{citation.note}." if citation.note and not citation.words else "",
    ]
    return " ".join(part for part in parts if part)


def _edition(citation: Citation) -> str:
    version = f"version {citation.version}" if citation.version else ""
    if citation.container:
        return f"In: {citation.container}, {version}".removesuffix(", ")
    return version.capitalize()


def quote_words(words: Words) -> str:
    """Write a quotation with where it stands."""
    return f"“{words.quote}” ({words.where}){f' {words.url}' if words.url else ''}."


def to_csl(citation: Citation) -> dict[str, Any]:
    """Convert a citation to an item of CSL-JSON."""
    item: dict[str, Any] = {
        "id": citation.id,
        "type": citation.kind,
        "title": citation.title,
        "author": [{"literal": citation.author}] if citation.author else [],
        "container-title": citation.container,
        "publisher": citation.publisher,
        "version": citation.version,
        "issued": _csl_date(citation.dated),
        "accessed": _csl_date(citation.accessed),
        "URL": citation.url,
        "note": _note(citation),
    }
    return {key: value for key, value in item.items() if value}


def _note(citation: Citation) -> str:
    note = f"{citation.note}." if citation.note else ""
    return " ".join([note, *(quote_words(words) for words in citation.words)]).strip()


def _csl_date(text: str) -> dict[str, Any]:
    return {"date-parts": [[int(n) for n in text.split("-")]]} if text else {}


def to_bibtex(citation: Citation) -> str:
    r"""Write a citation as a BibTeX entry, for biblatex and for bibtex.

    Titles stand in braces of their own: styles would write names of places small.

    >>> print(to_bibtex(Citation(id="a_b", kind="map", title="A & B", url="https://x")))
    @misc{a_b,
      author = {{Accord Atlas contributors}},
      title = {{A \& B}},
      url = {https://x},
    }
    """
    fields = {
        "author": f"{{{_tex(citation.author)}}}" if citation.author else "",
        "title": _keep_capitals(citation.title),
        "booktitle": _keep_capitals(citation.container),
        "publisher": _tex(citation.publisher),
        "version": citation.version,
        "year": citation.dated[:4],
        "date": citation.dated,
        "urldate": citation.accessed,
        "url": citation.url.translate({ord(c): f"%{ord(c):02X}" for c in "{}\\"}),
        "note": _tex(_note(citation)),
    }
    lines = "".join(f"  {k} = {{{value}}},\n" for k, value in fields.items() if value)
    kind = "incollection" if citation.container else "misc"
    return f"@{kind}{{{citation.id},\n{lines}}}"


def to_coins(citation: Citation) -> str:
    """Write a citation as the title of a span of class ``Z3988``, which Zotero reads.

    >>> to_coins(Citation(id="a", kind="map", title="A & B", author="")).split("&")[2:]
    ['rft.type=map', 'rft.title=A+%26+B']
    """
    kinds = {"document": "document", "map": "map", "dataset": "dataset"}
    fields = (
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", kinds.get(citation.kind, "encyclopediaArticle")),
        ("rft.title", citation.title),
        ("rft.aucorp", citation.author),
        ("rft.publisher", citation.publisher),
        ("rft.date", citation.dated),
        ("rft.identifier", citation.url),
        ("rft.description", _note(citation)),
    )
    return urlencode([(key, value) for key, value in fields if value])


_RIS_KINDS = {"document": "GOVDOC", "entry": "ENCYC", "map": "MAP", "dataset": "DATA"}


def to_ris(citation: Citation) -> str:
    """Write a citation as a record of RIS, which Zotero, EndNote and Mendeley read.

    A comma after an author says that the name is not one of a person.

    >>> print(to_ris(Citation(id="a", kind="map", title="A", dated="2026-02")).strip())
    TY  - MAP
    ID  - a
    AU  - Accord Atlas contributors,
    TI  - A
    PY  - 2026
    DA  - 2026/02//
    ER  -
    """
    lines = (
        ("TY", _RIS_KINDS[citation.kind]),
        ("ID", citation.id),
        ("AU", f"{citation.author}," if citation.author else ""),
        ("TI", citation.title),
        ("T2", citation.container),
        ("PB", citation.publisher),
        ("ET", citation.version),
        ("PY", citation.dated[:4]),
        ("DA", _ris_date(citation.dated)),
        ("UR", citation.url),
        ("Y2", _ris_date(citation.accessed)),
        ("N1", _note(citation)),
    )
    body = "".join(f"{tag}  - {_one_line(v)}\n" for tag, v in lines if v)
    return f"{body}ER  - \n"


def _ris_date(text: str) -> str:
    """Write a day as RIS has it: four parts, of which the last may be missing.

    >>> _ris_date("2026-02-06"), _ris_date("2026"), _ris_date("")
    ('2026/02/06/', '2026///', '')
    """
    year, month, day = (*text.split("-"), "", "")[:3]
    return f"{year}/{month}/{day}/" if year else ""


def _one_line(text: str) -> str:
    """Write a text on one line: in RIS a new line may begin another field."""
    return " ".join(text.split())


def _keep_capitals(text: str) -> str:
    return f"{{{_tex(text)}}}" if text else ""


def _tex(text: str) -> str:
    return text.translate(_TEX)

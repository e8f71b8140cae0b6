"""How a place, an agreement, a text or a view of the map is cited."""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from geo.citations import passage_label
from geo.exports.citation_styles import (
    AUTHOR,
    Citation,
    Words,
    to_bibtex,
    to_csl,
    to_ris,
)
from geo.exports.files import whole_file
from geo.exports.more_fields import IN_TEMPLATES, list_more
from geo.exports.writing import Taken, writes_part

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.model import Agreement, Document, Evidence, Place

TITLE = "Accord Atlas"
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_FRAGMENT_WORDS = 6
"""Words on either end of a long quotation that a text-fragment link names."""


# --- what is cited ----------------------------------------------------------------


def cite_agreement(agreement: Agreement, atlas: Atlas, *, url: str = "") -> Citation:
    """Cite an agreement, with the words it stands on.

    Parameters
    ----------
    agreement, atlas
        What is cited, and where it stands.
    url
        The page that shows it, when it is published somewhere.
    """
    return Citation(
        id=f"agreement-{agreement.id}",
        kind="entry",
        title=_title(agreement),
        container=TITLE,
        version=_version(),
        url=url,
        words=tuple(cite_words(e, atlas) for e in agreement.evidence),
        note="; ".join(_about(agreement)),
    )


def _about(agreement: Agreement) -> Iterable[str]:
    """Say what a citation's note holds: its type and status, then every other field."""
    yield agreement.type.label
    yield f"status: {agreement.standing}"
    yield from (
        f"{label[0].lower()}{label[1:]}: {words}"
        for label, words in list_more(agreement, IN_TEMPLATES - {"promised_by"})
    )


def _title(agreement: Agreement) -> str:
    """Name an agreement; styles leave notes out, so a proposal says so in its title."""
    doubt = " (proposed by a rule, not verified)" if agreement.is_proposed else ""
    return f"{agreement.title}{doubt}"


def cite_place(place: Place, atlas: Atlas, *, url: str = "") -> Citation:
    """Cite a place, with the words of the agreements that are about it.

    A place of no agreement is cited with the sentences that name it: those are the
    mentions, whose words are the name alone.
    """
    evidence = dict.fromkeys(
        e for a in atlas.agreements if place.id in a.places for e in a.evidence
    )
    words = [cite_words(e, atlas) for e in evidence]
    if not words:
        words = [
            Words(quote=m.exact, where=_where(m.document_id, m.passage_id, atlas))
            for m in atlas.all_mentions
            if m.place_id == place.id
        ]
    names = [place.names.en, place.names.vi, place.names.km]
    others = [name for name in dict.fromkeys(names) if name and name != names[0]]
    title = f"{names[0]} ({', '.join(others)})" if others else place.names.en
    return Citation(
        id=f"place-{place.id}",
        kind="entry",
        title=title,
        container=TITLE,
        version=_version(),
        url=url,
        words=tuple(dict.fromkeys(words)),
        note=f"{place.kind.label}; position: {place.certainty}".removesuffix(
            "; position: "
        ),
    )


def cite_view(
    atlas: Atlas,
    query: Mapping[str, str],
    *,
    page: str = "",
    accessed: dt.date | None = None,
) -> Citation:
    """Cite what the page shows.

    Parameters
    ----------
    atlas
        What is shown.
    query
        That of the page's address, as ``{"types": "mekong", "lang": "vi"}``.
    page
        The page's address without the query; empty when it is not published.
    accessed
        The day on which it was seen.
    """
    asked = urlencode(query)
    labels = {layer.agreement_type.value: layer for layer in atlas.layers}
    types = [slug for slug in query.get("types", "").split(",") if slug in labels]
    names = ", ".join(labels[slug].agreement_type.label for slug in types)
    return Citation(
        id="view",
        kind="map",
        title=f"{TITLE}: {names}" if names else f"{TITLE}: all agreement types",
        version=_version(),
        url=f"{page}?{asked}" if page and asked else page,
        accessed=accessed.isoformat() if accessed else "",
        note=f"View: {asked}" if asked else "",
    )


def cite_document(document: Document) -> Citation:
    """Cite a text, by its publisher."""
    more = document.dated.removeprefix(_day(document)).lstrip(";, ")
    dated = f"Date: {more}; " if more else ""
    return Citation(
        id=f"document-{document.id}",
        kind="document",
        title=document.title,
        author="",
        publisher=_publisher(document),
        dated=_day(document),
        url=document.url or "",
        note=f"{dated}sha-256 {document.sha256}",
    )


def cite_atlas() -> Citation:
    """Cite the whole of it."""
    return Citation(
        id="accord-atlas",
        kind="dataset",
        title=f"{TITLE}: places in diplomatic agreements, each with its words",
        version=_version(),
    )


def cite_all(part: Atlas) -> tuple[Citation, ...]:
    """Cite the atlas, its texts, its agreements and the places that it draws."""
    drawn = {f.place.id for f in part.features}
    return (
        cite_atlas(),
        *(cite_document(document) for document in part.documents),
        *(cite_agreement(agreement, part) for agreement in part.agreements),
        *(cite_place(place, part) for place in part.gazetteer if place.id in drawn),
    )


def link_words(url: str, quotation: str) -> str:
    """Link to the very words of a page, by a text fragment.

    Of a long quotation its first and last words are named.

    >>> link_words("https://example.org/text", "well-known, A & B")
    'https://example.org/text#:~:text=well%2Dknown%2C%20A%20%26%20B'
    >>> link_words("", "words")
    ''
    """
    if not url:
        return ""
    words = quotation.split()
    ends = [" ".join(words)]
    if len(words) > 2 * _FRAGMENT_WORDS:
        ends = [" ".join(words[:_FRAGMENT_WORDS]), " ".join(words[-_FRAGMENT_WORDS:])]
    fragment = ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)
    return f"{url.partition('#')[0]}#:~:text={fragment}"


def cite_words(evidence: Evidence, atlas: Atlas) -> Words:
    """Cite the words of an agreement, with the passage that they stand in."""
    document = atlas.document(evidence.document_id)
    return Words(
        quote=evidence.quote,
        where=_where(evidence.document_id, evidence.passage_id, atlas),
        url=link_words((document.url if document else "") or "", evidence.quote),
    )


def _where(document_id: str, passage_id: str, atlas: Atlas) -> str:
    document = atlas.document(document_id)
    if document is None:
        return f"{document_id}, {passage_label(passage_id)}"
    known = (_publisher(document), _day(document))
    issued = f" ({', '.join(fact for fact in known if fact)})" if any(known) else ""
    return f"{document.title}{issued}, {passage_label(passage_id)}"


def _publisher(document: Document) -> str:
    return "" if document.publisher == "not stated" else document.publisher


def _day(document: Document) -> str:
    """Give the date that the text's record begins with, if it begins with one."""
    match = _DAY.match(document.dated)
    return match.group() if match else ""


def _version() -> str:
    return version("accord-atlas")


# --- files ------------------------------------------------------------------------


@writes_part
def write_bibtex(taken: Taken, path: Path) -> int:
    """Write every citation as BibTeX and give their number."""
    citations = cite_all(taken.part)
    with whole_file(path) as draft:
        entries = "\n\n".join(to_bibtex(citation) for citation in citations)
        draft.write_text(f"{entries}\n", encoding="utf-8")
    return len(citations)


@writes_part
def write_ris(taken: Taken, path: Path) -> int:
    """Write every citation as RIS and give their number."""
    citations = cite_all(taken.part)
    with whole_file(path) as draft:
        entries = "\n".join(to_ris(citation) for citation in citations)
        draft.write_text(entries, encoding="utf-8", newline="\r\n")
    return len(citations)


@writes_part
def write_csl(taken: Taken, path: Path) -> int:
    """Write every citation as CSL-JSON and give their number."""
    citations = cite_all(taken.part)
    with whole_file(path) as draft:
        items = [to_csl(citation) for citation in citations]
        content = json.dumps(items, ensure_ascii=False, indent=1)
        draft.write_text(f"{content}\n", encoding="utf-8")
    return len(citations)


def render_cff() -> str:
    """Write the repository's own ``CITATION.cff``."""
    return (
        "cff-version: 1.2.0\n"
        "message: If you use the atlas, cite it, and cite the texts that it quotes.\n"
        f"title: {TITLE}\n"
        "abstract: >-\n"
        "  From diplomatic text to a cited map: the places that two governments wrote\n"
        "  into their agreements, geocoded as they were on the day, each with the\n"
        "  words that put it on the map.\n"
        "type: software\n"
        "authors:\n"
        f"  - name: {AUTHOR}\n"
        "license: MIT\n"
        "keywords:\n"
        "  - gazetteer\n"
        "  - geoparsing\n"
        "  - treaties\n"
        "  - Cambodia\n"
        "  - Viet Nam\n"
        "  - Mekong\n"
    )

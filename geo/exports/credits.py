"""Whose data and whose words an export carries."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.atlas import Atlas

NOT_AUTHORITATIVE = "Boundaries as OpenStreetMap maps them; not authoritative."


def list_sources(atlas: Atlas) -> dict[str, str]:
    """Give whose data the positions and outlines are, each with its licence.

    A version may name several, such as ``© OpenStreetMap contributors; GeoNames``
    under ``ODbL 1.0; CC BY 4.0``. The most frequent comes first.
    """
    counts: Counter[str] = Counter()
    licences: dict[str, str] = {}
    for version in (v for p in atlas.gazetteer for v in p.versions if v.is_placed):
        names, terms = version.attribution.split("; "), version.licence.split("; ")
        counts.update(names)
        for name, licence in zip(names, terms, strict=False):
            if len(names) == len(terms):
                known = licences.get(name, licence)
                licences[name] = min(known, licence, key=len)
    return {name: licences.get(name, "") for name, _ in counts.most_common() if name}


def render_credits(atlas: Atlas) -> str:
    """Write the attribution that has to stand with every file and picture."""
    sources = ", ".join(
        f"{name} ({licence})" if licence else name
        for name, licence in list_sources(atlas).items()
    )
    return f"Positions and outlines: {sources}. {NOT_AUTHORITATIVE}"


def render_rights(atlas: Atlas) -> str:
    """Write whose the quoted texts are."""
    texts = "; ".join(
        f"{document.short_title} ({document.publisher})" for document in atlas.documents
    )
    return f"Quotations: {texts}; rights with their publishers." if texts else ""

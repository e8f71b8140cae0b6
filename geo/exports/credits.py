"""Whose data and whose words an export carries."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.atlas import Atlas
    from geo.model import Agreement

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


def render_notice(atlas: Atlas) -> str:
    """Write what has to stand with a file: whose it is, and what nobody verified."""
    parts = (render_credits(atlas), render_rights(atlas), render_doubt(atlas))
    return " ".join(part for part in parts if part)


def render_doubt(atlas: Atlas) -> str:
    """Write how many agreements nobody has verified; empty where all are."""
    proposed = sum(agreement.is_proposed for agreement in atlas.agreements)
    if not proposed:
        return ""
    are = "is" if proposed == 1 else "are"
    return (
        f"Of the agreements, {proposed} of {len(atlas.agreements)} {are} proposed by "
        "a rule and not verified."
    )


def count_briefly(agreements: Iterable[Agreement]) -> str:
    """Count agreements where there is little room, as a legend has it.

    >>> count_briefly([])
    '0'
    """
    marks = [agreement.is_proposed for agreement in agreements]
    if not any(marks):
        return str(len(marks))
    return f"{len(marks)}, {'all' if all(marks) else sum(marks)} proposed"


def count_agreements(agreements: Iterable[Agreement]) -> str:
    """Count agreements in words, those that are only proposed apart from the others.

    >>> count_agreements([])
    '0 agreements'
    """
    marks = [agreement.is_proposed for agreement in agreements]
    proposed = sum(marks)
    verified = len(marks) - proposed
    words = []
    if verified or not proposed:
        words.append(f"{verified} agreement{'' if verified == 1 else 's'}")
    if proposed:
        words.append(f"{proposed} proposed agreement{'' if proposed == 1 else 's'}")
    return " and ".join(words)

"""A glyph for every type, so that colour never tells it alone."""

from __future__ import annotations

from types import MappingProxyType
from urllib.parse import quote

from geo.model import AgreementType

GLYPHS = MappingProxyType(
    {
        AgreementType.BORDER_CHECKPOINT: "M2.5 13.5V4.5M13.5 13.5V4.5M2.5 6.5h11"
        "M6.2 6.5v4M9.8 6.5v4",
        AgreementType.TRANSPORT: "M2 5.5h11M10 2.5l3 3-3 3M14 11H3M6 8.5L3 11l3 2.8",
        AgreementType.PROVINCIAL_COOPERATION: "M6 11.5a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 "
        "1 4.4 0zM14.4 4.5a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 1 4.4 0zM5.6 10l4.8-4",
        AgreementType.MEKONG: "M1.5 5.8c2.2-2 4-2 6.5 0s4.3 2 6.5 0M1.5 11c2.2-2 4-2 "
        "6.5 0s4.3 2 6.5 0",
        AgreementType.LAND_BOUNDARY: "M2 13.5l3.5-6 3.5 2.5L14 2.5M2 9l2 1M11 10l2.5 1",
        AgreementType.MARITIME: "M8 4.5v9.5M5 7h6M2.8 10c.4 2.8 2.7 4 5.2 4s4.8-1.2 "
        "5.2-4M9.4 3a1.4 1.4 0 1 1-2.8 0 1.4 1.4 0 0 1 2.8 0z",
        AgreementType.TRADE: "M2 14h12M4 14V9M8 14V3M12 14V6.5",
        AgreementType.SECURITY: "M8 1.8l5.2 1.9v4c0 3.2-2.1 5.3-5.2 6.5-3.1-1.2-5.2-3.3"
        "-5.2-6.5v-4z",
        AgreementType.SOCIETY: "M1.8 3.3c2.3-.9 4.3-.8 6.2.6 1.9-1.4 3.9-1.5 6.2-.6v9.4"
        "c-2.3-.9-4.3-.8-6.2.6-1.9-1.4-3.9-1.5-6.2-.6zM8 4v9",
        AgreementType.POLITICAL: "M1.8 14h12.4M3.5 14V7.5M8 14V7.5M12.5 14V7.5M1.8 6.3L"
        "8 2.2l6.2 4.1z",
    }
)
"""Strokes of 1.8 in a square of 16: gate, arrows, linked dots, waves, stepped line,
anchor, bars, shield, book, columns."""


def glyph_of(agreement_type: AgreementType) -> str:
    """Give a glyph as an image for a style sheet, to be used as a mask.

    >>> glyph_of(AgreementType.TRADE)[:26]
    'url("data:image/svg+xml,%3'
    """
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" '
        'stroke="#000" stroke-width="1.9" stroke-linecap="round" '
        f'stroke-linejoin="round"><path d="{GLYPHS[agreement_type]}"/></svg>'
    )
    return f'url("data:image/svg+xml,{quote(svg, safe="/:= ")}")'

"""The colours of the agreement types, told apart by colour-blind readers too.

Hues after Okabe and Ito's and Paul Tol's qualitative schemes. Types that are often
drawn side by side also differ in lightness, so that they part in grey.
"""

from __future__ import annotations

from types import MappingProxyType

from geo.model import AgreementType

COLOURS = MappingProxyType(
    {
        AgreementType.BORDER_CHECKPOINT: "#c4321c",
        AgreementType.TRANSPORT: "#e08214",
        AgreementType.PROVINCIAL_COOPERATION: "#2166ac",
        AgreementType.MEKONG: "#0f8b8d",
        AgreementType.LAND_BOUNDARY: "#7b3294",
        AgreementType.MARITIME: "#4aa8dc",
        AgreementType.TRADE: "#a6761d",
        AgreementType.SECURITY: "#5b6470",
        AgreementType.SOCIETY: "#d6508f",
        AgreementType.POLITICAL: "#5c4033",
    }
)

NAMED_COLOUR = "#6b7280"
"""Of places that a text names and no agreement is about."""

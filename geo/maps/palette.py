"""The colours of the agreement types, told apart by colour-blind readers too.

Chosen by search: from hues that suit the types, moved as little as it takes that any
two part in usual vision, protanopia, deuteranopia and tritanopia, differ in lightness
(so also in grey), and stand out from the land. ``tests/maps/test_palette.py`` says by
how much. Ten colours cannot be named from memory, so the type is said in words too.
"""

from __future__ import annotations

from types import MappingProxyType

from geo.model import AgreementType

COLOURS = MappingProxyType(
    {
        AgreementType.BORDER_CHECKPOINT: "#ad5f50",
        AgreementType.TRANSPORT: "#aa8e05",
        AgreementType.PROVINCIAL_COOPERATION: "#0255e4",
        AgreementType.MEKONG: "#15596d",
        AgreementType.LAND_BOUNDARY: "#6001a1",
        AgreementType.MARITIME: "#188dd9",
        AgreementType.TRADE: "#8a4418",
        AgreementType.SECURITY: "#10365e",
        AgreementType.SOCIETY: "#ff4995",
        AgreementType.POLITICAL: "#67270d",
    }
)

NAMED_COLOUR = "#6b7280"
"""Of places that a text names and no agreement is about."""

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

DARK_COLOURS = MappingProxyType(
    {
        AgreementType.BORDER_CHECKPOINT: "#f7a7a5",
        AgreementType.TRANSPORT: "#fadd61",
        AgreementType.PROVINCIAL_COOPERATION: "#86a0d3",
        AgreementType.MEKONG: "#2181bb",
        AgreementType.LAND_BOUNDARY: "#b26cfe",
        AgreementType.MARITIME: "#a0d0f8",
        AgreementType.TRADE: "#bc6c15",
        AgreementType.SECURITY: "#f6f8ff",
        AgreementType.SOCIETY: "#fa1882",
        AgreementType.POLITICAL: "#fc8739",
    }
)
"""The same hues on a dark ground, found by the same search."""

NAMED_COLOUR = "#6b7280"
"""Of places that a text names and no agreement is about."""
NAMED_DARK = "#8f97a3"


def colour_of(slug: str) -> str:
    """Name the colour of a type, or of ``named``, as the style sheet knows it.

    >>> colour_of("maritime")
    'var(--type-maritime)'
    """
    return f"var(--type-{slug})"


def render_colours(*, dark: bool) -> str:
    """Give every type its colour, as declarations of a style sheet."""
    chosen, named = (DARK_COLOURS, NAMED_DARK) if dark else (COLOURS, NAMED_COLOUR)
    types = "".join(f"--type-{t.value}: {colour}; " for t, colour in chosen.items())
    return f"{types}--type-named: {named};"


def render_either() -> str:
    """Give every type its colours for light and dark, chosen by ``color-scheme``."""
    pairs = [(t.value, COLOURS[t], DARK_COLOURS[t]) for t in COLOURS]
    return "".join(
        f"--type-{slug}: light-dark({light}, {dark}); "
        for slug, light, dark in (*pairs, ("named", NAMED_COLOUR, NAMED_DARK))
    )

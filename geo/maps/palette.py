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
        AgreementType.BORDER_CHECKPOINT: "#ee5a6f",
        AgreementType.TRANSPORT: "#9a7017",
        AgreementType.PROVINCIAL_COOPERATION: "#1600b4",
        AgreementType.MEKONG: "#279ca5",
        AgreementType.LAND_BOUNDARY: "#9850f8",
        AgreementType.MARITIME: "#096ba1",
        AgreementType.TRADE: "#485a00",
        AgreementType.SECURITY: "#24243a",
        AgreementType.SOCIETY: "#844164",
        AgreementType.POLITICAL: "#4b2804",
    }
)

DARK_COLOURS = MappingProxyType(
    {
        AgreementType.BORDER_CHECKPOINT: "#eda597",
        AgreementType.TRANSPORT: "#b79d08",
        AgreementType.PROVINCIAL_COOPERATION: "#5680fe",
        AgreementType.MEKONG: "#abfef3",
        AgreementType.LAND_BOUNDARY: "#a75fb7",
        AgreementType.MARITIME: "#00b5ff",
        AgreementType.TRADE: "#5a8639",
        AgreementType.SECURITY: "#bdcbe7",
        AgreementType.SOCIETY: "#ec5981",
        AgreementType.POLITICAL: "#ffd59c",
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

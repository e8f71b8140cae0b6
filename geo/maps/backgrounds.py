"""Online backgrounds: a choice, never the default."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import xyzservices.providers as xyz

from geo.maps.escaping import escape_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xyzservices import TileProvider

_PROVIDERS: Mapping[str, TileProvider] = MappingProxyType(
    {
        "OpenStreetMap": xyz.OpenStreetMap.Mapnik,
        "Esri light grey": xyz.Esri.WorldGrayCanvas,
    }
)
BACKGROUNDS = tuple(_PROVIDERS)
"""What can be chosen beside the shipped background."""


def find_background(name: str | None) -> dict[str, str | int] | None:
    """Give address and attribution of an online background; ``None`` for the shipped.

    >>> find_background("OpenStreetMap")["url"]
    'https://tile.openstreetmap.org/{z}/{x}/{y}.png'
    >>> find_background(None) is None
    True
    """
    if name is None or name not in _PROVIDERS:
        return None
    provider = _PROVIDERS[name]
    return {
        "url": provider.build_url(fill_subdomain=False, scale_factor=""),
        "attribution": escape_text(provider.attribution),
        "maxZoom": int(provider.get("max_zoom", 19)),
    }

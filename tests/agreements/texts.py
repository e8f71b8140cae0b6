"""Texts of our own with a small gazetteer in which everything can be drawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import shapely

from geo.agreements.proposals import propose
from geo.model import Agreement, Document, Kind
from geo.places.gazetteer import Gazetteer, build_gazetteer
from geo.places.geoparsing import Geoparser
from geo.text.documents import make_document
from tests.places.region import REGION, place

DAY = dt.date(2026, 2, 6)


def _drawable() -> Gazetteer:
    """Give every place but the regions a point: a region has no outline."""
    boundary = place("laos_border", Kind.BOUNDARY, "Laos–Viet Nam land boundary")
    places = [*REGION, replace(boundary, countries=("LA", "VN"))]
    return build_gazetteer(
        p
        if p.kind is Kind.REGION
        else replace(
            p,
            versions=tuple(
                replace(v, geometry=shapely.Point(105, 15), lon=105.0, lat=15.0)
                for v in p.versions
            ),
        )
        for p in places
    )


DRAWABLE = _drawable()
PARSER = Geoparser(DRAWABLE)

VIET_NAM_LAOS = """\
JOINT STATEMENT

1. At the invitation of the Lao Government, the Prime Minister of Viet Nam paid an \
official visit to Laos from 8 to 9 January.

2. The two sides expressed satisfaction with the fine development of their relations \
since 1962, and congratulated each other on what had been achieved.

3. The two Prime Ministers witnessed the signing of a cooperation agreement between \
the Ministry of Justice of Viet Nam and the Ministry of Justice of Laos, and a \
memorandum of understanding between the People's Committee of Quảng Trị Province and \
the authorities of Savannakhet, Champasak and Khammouane provinces.

4. Both sides agreed to open the La Lay–Lalay border gate day and night; to study a \
railway between Vũng Áng and Vientiane; and to raise bilateral trade to 5 billion USD.

5. The Vietnamese side pledged to grant 1,000 scholarships to Lao students. They \
reaffirmed that they would fully implement the 2016 Agreement on the Land Border Regime.
"""

CAMBODIA_THAILAND = """\
The Foreign Ministers of Cambodia and Thailand met in Bangkok on 3 March 2026.

Thailand inaugurated a new bridge at Poipet. The two Ministers discussed the \
demarcation of the land boundary and agreed to negotiate a Protocol on Border Crossings.

Both sides also agreed to strengthen the twinning of Banteay Meanchey and Sa Kaeo \
provinces, and encouraged their navies to keep the peace at sea. Thailand thanked \
Cambodia for its warm hospitality. Will the gate open soon? He is confident that \
Cambodia will become a high-income country.
"""

VIETNAMESE = """\
Nhân dịp này, hai bên đã ký kết bản ghi nhớ hợp tác giữa Ủy ban nhân dân tỉnh Đồng Nai \
và chính quyền các tỉnh Kratie, Mondulkiri và Stung Treng.

Hai bên bày tỏ vui mừng trước quan hệ tốt đẹp giữa hai nước. Phía Việt Nam cảm ơn Lào.

Hai bên nhất trí đẩy nhanh việc xây dựng đường cao tốc Hà Nội – Viêng Chăn. Phía Việt \
Nam cam kết dành 200 học bổng cho sinh viên Campuchia. Hai bên khuyến khích doanh \
nghiệp đầu tư và thảo luận về việc nâng cấp cửa khẩu Bavet – Mộc Bài.
"""


def read(text: str, document_id: str = "text") -> Document:
    return make_document(document_id, text, DAY)


def propose_for(text: str) -> tuple[Agreement, ...]:
    document = read(text)
    return propose(document, PARSER.parse(document), DRAWABLE)

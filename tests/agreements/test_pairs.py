"""Pairs of provinces, in any words that two neighbours use."""

import pytest

from geo.agreements.proposals import propose
from geo.atlas import Atlas
from tests.agreements.texts import propose_for


def pairs(text: str) -> list[tuple[str, str]]:
    return [agreement.pair for agreement in propose_for(text) if agreement.pair]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Both sides signed a cooperation agreement between Quảng Trị and "
                "Savannakhet provinces."
            ),
            [("quang_tri", "savannakhet")],
        ),
        (
            (
                "The two sides witnessed the signing of agreements between the "
                "People's Committee of An Giang Province and the authorities of "
                "Kandal, Kep and Pailin provinces."
            ),
            [("an_giang", "kandal"), ("an_giang", "kep"), ("an_giang", "pailin")],
        ),
        (
            (
                "They welcomed the signing of memoranda between Kratie and Stung Treng "
                "provinces and the People's Committee of Gia Lai."
            ),
            [("gia_lai", "kratie"), ("gia_lai", "stung_treng")],
        ),
        (
            "The two countries agreed on the twinning of Trat and Kep.",
            [("trat", "kep")],
        ),
        (
            (
                "They pledged to promote cooperation between Lạng Sơn and Cao Bằng "
                "provinces and Guangxi."
            ),
            [("lang_son", "guangxi"), ("cao_bang", "guangxi")],
        ),
        (
            (
                "Laos and Viet Nam agreed to foster cooperation between Nghệ An and Hà "
                "Tĩnh and Champasak and Attapeu, respectively."
            ),
            [("nghe_an", "champasak"), ("ha_tinh", "attapeu")],
        ),
        (
            (
                "Tây Ninh Province signed cooperation agreements with Svay Rieng and "
                "Prey Veng."
            ),
            [("tay_ninh", "svay_rieng"), ("tay_ninh", "prey_veng")],
        ),
        (
            (
                "Quảng Trị province and Savannakhet province signed a cooperation "
                "agreement on trade."
            ),
            [("quang_tri", "savannakhet")],
        ),
        (
            (
                "Eight documents between local authorities were presented: two "
                "agreements between the People's Committee of Nghệ An Province and the "
                "authorities of Champasak and Attapeu provinces; one between the "
                "People's Committee of Gia Lai Province and Kratie; and one between "
                "An Giang and Kandal."
            ),
            [
                ("nghe_an", "champasak"),
                ("nghe_an", "attapeu"),
                ("gia_lai", "kratie"),
                ("an_giang", "kandal"),
            ],
        ),
        (
            (
                "Two papers were presented, one between Gia Lai and Kratie and one "
                "between An Giang and Kandal."
            ),
            [("gia_lai", "kratie"), ("an_giang", "kandal")],
        ),
        (
            (
                "Các văn bản được trao gồm:\n- hai thỏa thuận giữa Ủy ban nhân dân "
                "tỉnh Đồng Nai với chính quyền các tỉnh Kratie và Mondulkiri;\n- một "
                "kế hoạch giữa An Giang và Kandal.\n"
            ),
            [
                ("dong_nai", "kratie"),
                ("dong_nai", "mondulkiri"),
                ("an_giang", "kandal"),
            ],
        ),
        (
            (
                "The following instruments were signed:\n(a) a plan of work of Pailin "
                "and Trat on gems;\n(b) a letter of intent of Kep and Trat.\n\n11. The "
                "Bank of Laos spoke."
            ),
            [("pailin", "trat"), ("kep", "trat")],
        ),
        (
            "Tây Ninh Province has agreements with Svay Rieng and Prey Veng.",
            [("tay_ninh", "svay_rieng"), ("tay_ninh", "prey_veng")],
        ),
        (
            "The two sides welcomed the sister relations between An Giang and Kandal.",
            [("an_giang", "kandal")],
        ),
        (
            "Twinning relations between An Giang and Kandal were established in 2010.",
            [("an_giang", "kandal")],
        ),
        (
            (
                "Hai bên đã ký kết thỏa thuận kết nghĩa giữa tỉnh Quảng Trị và tỉnh "
                "Savannakhet."
            ),
            [("quang_tri", "savannakhet")],
        ),
    ],
)
def test_each_partner_makes_a_pair(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        (
            "Both sides agreed to build a road between Quảng Trị and Savannakhet "
            "provinces."
        ),
        "They agreed to upgrade the border gate between Trat and Kep provinces.",
        (
            "Laos and Viet Nam agreed to foster cooperation between Nghệ An and Hà "
            "Tĩnh and Champasak and Attapeu."
        ),
        (
            "They signed a cooperation agreement between Laos and Thailand on trade in "
            "Savannakhet and Trat."
        ),
        "Both sides agreed to strengthen cooperation with the border provinces.",
        "The two sides agreed to open a gate between Kep and Kep.",
        "They signed a note between Champasak University and Trat Hospital.",
        "Photo: Signing of the agreement between An Giang and Kandal.",
    ],
)
def test_what_only_lies_between_two_places_binds_no_pair(text: str) -> None:
    assert pairs(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Savannakhet and Quảng Trị signed a cooperation agreement for "
                "2026–2030, and Attapeu signed a memorandum with Gia Lai."
            ),
            [("savannakhet", "quang_tri"), ("attapeu", "gia_lai")],
        ),
        (
            (
                "Savannakhet signed a memorandum with Quảng Trị, and Attapeu and Gia "
                "Lai signed a plan."
            ),
            [("savannakhet", "quang_tri"), ("attapeu", "gia_lai")],
        ),
        (
            (
                "Trat concluded an agreement with Pailin while Savannakhet renewed a "
                "protocol with Quảng Trị."
            ),
            [("trat", "pailin"), ("savannakhet", "quang_tri")],
        ),
        (
            (
                "Savannakhet và Quảng Trị ký thỏa thuận hợp tác giai đoạn 2026–2030, "
                "còn Attapeu ký bản ghi nhớ với Gia Lai."
            ),
            [("savannakhet", "quang_tri"), ("attapeu", "gia_lai")],
        ),
        (
            (
                "Tỉnh Savannakhet và tỉnh Quảng Trị đã ký thỏa thuận hợp tác, và tỉnh "
                "Attapeu đã ký biên bản ghi nhớ với tỉnh Gia Lai."
            ),
            [("savannakhet", "quang_tri"), ("attapeu", "gia_lai")],
        ),
    ],
)
def test_each_that_signs_has_its_own_partner_and_its_own_paper(
    text: str, expected: list[tuple[str, str]]
) -> None:
    proposed = [a for a in propose_for(text) if a.pair]
    assert [a.pair for a in proposed] == expected
    first, second = (a.evidence[0].quote for a in proposed)
    assert "Attapeu" not in first
    assert "2030" not in second


@pytest.mark.parametrize(
    "text",
    [
        (
            "Savannakhet signed an agreement with Quảng Trị and Gia Lai signed a "
            "memorandum with Attapeu."
        ),
        (
            "Savannakhet signed an agreement with Quảng Trị and Gia Lai a memorandum "
            "with Attapeu."
        ),
        (
            "Savannakhet signed an agreement with Quảng Trị, Nghệ An and Gia Lai "
            "signed a memorandum with Attapeu."
        ),
        (
            "Savannakhet ký thỏa thuận với Quảng Trị và Gia Lai ký bản ghi nhớ với "
            "Attapeu."
        ),
    ],
)
def test_a_name_that_may_be_a_partner_or_sign_itself_binds_no_pair(text: str) -> None:
    assert pairs(text) == []


def test_vietnam_comes_before_cambodia_and_else_the_order_is_the_texts() -> None:
    assert pairs("They signed an agreement between Kandal and An Giang provinces.") == [
        ("an_giang", "kandal")
    ]
    assert pairs("They signed an agreement between Yunnan and Lào Cai provinces.") == [
        ("yunnan", "lao_cai")
    ]


def test_the_shipped_party_meeting_has_its_nine_pairs(atlas: Atlas) -> None:
    document = atlas.document("party-meeting")
    assert document
    found = propose(document, atlas.mentions[document.id], atlas.gazetteer)
    verified = {agreement.pair for agreement in atlas.agreements if agreement.pair}
    assert len(verified) == 9
    assert {proposal.pair for proposal in found if proposal.pair} == verified

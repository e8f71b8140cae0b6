"""Who "they", "the two sides" and "both provinces" are, and where it is left open."""

from __future__ import annotations

import pytest

from geo.agreements.parties import find_parties
from geo.agreements.read_text import read_text
from tests.agreements.texts import DRAWABLE, PARSER, propose_for, read

Pairs = list[tuple[str, str]]


def pairs(text: str) -> Pairs:
    return [agreement.pair for agreement in propose_for(text) if agreement.pair]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Quảng Trị and Savannakhet provinces met in Kep. They agreed to share "
                "data on rice."
            ),
            [("quang_tri", "savannakhet")],
        ),
        (
            (
                "Leaders of Quảng Trị province and Laos' Savannakhet province talked. "
                "The two sides will build a market. Both provinces vowed to fish."
            ),
            [("quang_tri", "savannakhet"), ("quang_tri", "savannakhet")],
        ),
        (
            (
                "Tây Ninh and Svay Rieng provinces met. The localities agreed to "
                "open a road."
            ),
            [("tay_ninh", "svay_rieng")],
        ),
        (
            (
                "Officials of Quảng Trị province and Laos' Savannakhet and Champasak "
                "provinces met, during which they signed cooperation agreements."
            ),
            [("quang_tri", "savannakhet"), ("quang_tri", "champasak")],
        ),
        (
            (
                "Lãnh đạo hai tỉnh Quảng Trị và Savannakhet gặp nhau ngày 3/5. Hai bên "
                "nhất trí mở chợ mới."
            ),
            [("quang_tri", "savannakhet")],
        ),
        (
            (
                "Tỉnh Tây Ninh và tỉnh Svay Rieng họp. Hai địa phương thống "
                "nhất xây đường."
            ),
            [("tay_ninh", "svay_rieng")],
        ),
        (
            "Talks between Quảng Trị and Savannakhet ended. They agreed to fish.",
            [("quang_tri", "savannakhet")],
        ),
        (
            "Savannakhet and the Vietnamese province of Quảng Trị agreed to run a bus.",
            [("savannakhet", "quang_tri")],
        ),
        (
            "Tỉnh Tây Ninh phối hợp với tỉnh Svay Rieng khánh thành cầu mới.",
            [("tay_ninh", "svay_rieng")],
        ),
    ],
)
def test_words_that_stand_for_two_provinces_bind_them(
    text: str, expected: Pairs
) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # The sides are states, whatever was named between.
        (
            "Viet Nam and Laos talked. Trade between Quảng Trị and Savannakhet rose. "
            "The two sides agreed to open a road."
        ),
        "Quảng Trị and Savannakhet met. The two countries agreed to open a road.",
        # Capitals stand for their states.
        "Ties between Hanoi and Phnom Penh are good. They agreed to open a road.",
        # Nobody is named.
        "They agreed to open a road.",
        "Both provinces agreed to open a road.",
        # Of one country.
        "Savannakhet and Champasak provinces met. They agreed to open a road.",
        # A road leads there.
        "The road between Quảng Trị and Savannakhet is long. They agreed to mend it.",
    ],
)
def test_where_it_is_not_told_that_provinces_are_meant_none_are_bound(
    text: str,
) -> None:
    assert pairs(text) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            (
                "Quảng Trị and Laos' Savannakhet and Champasak provinces met. Both "
                "provinces agreed to open a road."
            ),
            "no pair, as more than two are named before it",
        ),
        (
            "Both provinces agreed to open a road.",
            "no pair, as no two are named before it",
        ),
        (
            (
                "Quảng Trị and Tây Ninh and Laos' Savannakhet and Champasak met. "
                "The provinces agreed to open a road."
            ),
            "no pair, as nothing tells who belongs to whom",
        ),
    ],
)
def test_a_proposal_says_why_it_has_no_pair(text: str, why: str) -> None:
    (agreement,) = propose_for(text)
    assert agreement.pair is None
    assert agreement.proposed_because.endswith(why)


def test_both_halves_of_a_pair_are_quoted_where_they_are_named() -> None:
    text = "Quảng Trị and Savannakhet met. They agreed to open a road."
    (agreement,) = propose_for(text)
    quoted = [evidence.quote for evidence in agreement.evidence]
    assert quoted == ["They agreed to open a road", "Quảng Trị and Savannakhet"]
    assert agreement.parties == ("Quảng Trị", "Savannakhet")
    assert "the pair is 'Quảng Trị' and 'Savannakhet'" in agreement.proposed_because


def test_three_of_three_countries_are_bound_two_by_two() -> None:
    text = (
        "3 tỉnh Quảng Trị của Việt Nam, Trat của Thái Lan và Savannakhet của Lào thống "
        "nhất mở tuyến xe buýt."
    )
    assert set(map(frozenset, pairs(text))) == {
        frozenset({"quang_tri", "trat"}),
        frozenset({"quang_tri", "savannakhet"}),
        frozenset({"trat", "savannakhet"}),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "An Giang and Tây Ninh will train Kandal and Svay Rieng respectively.",
            {("an_giang", "kandal"), ("tay_ninh", "svay_rieng")},
        ),
        (
            "Quảng Trị, Savannakhet and Trat aim to double their trade.",
            {
                *(("quang_tri", "savannakhet"), ("quang_tri", "trat")),
                ("savannakhet", "trat"),
            },
        ),
        (
            "Ba tỉnh Quảng Trị, Gia Lai và Savannakhet đang bàn một kế hoạch chung.",
            {
                *(("quang_tri", "gia_lai"), ("quang_tri", "savannakhet")),
                ("gia_lai", "savannakhet"),
            },
        ),
        (
            "Kandal and An Giang, for their part, are negotiating a ferry.",
            {("an_giang", "kandal")},
        ),
        (
            "The police of Tây Ninh and Svay Rieng have set up a shared line.",
            {("tay_ninh", "svay_rieng")},
        ),
    ],
)
def test_who_acts_together_is_told_in_many_ways(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert set(pairs(text)) == expected


def test_parties_are_found_in_reading_order() -> None:
    document = read("Kandal and An Giang met. Savannakhet and Quảng Trị met.")
    text = read_text(document, PARSER.parse(document), DRAWABLE)
    found = find_parties(text)
    assert [[place.id for *_, place in one.named] for one in found] == [
        ["kandal", "an_giang"],
        ["savannakhet", "quang_tri"],
    ]

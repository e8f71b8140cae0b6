"""Proposals from texts of our own: English and Vietnamese, and what is none."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.agreements.read_text import LONGEST_QUOTE
from geo.model import Agreement, Form, Status
from tests.agreements.texts import (
    CAMBODIA_THAILAND,
    VIET_NAM_LAOS,
    VIETNAMESE,
    propose_for,
    read,
)

TEXTS = [VIET_NAM_LAOS, CAMBODIA_THAILAND, VIETNAMESE]


def told(proposals: tuple[Agreement, ...]) -> list[tuple[str, str, str]]:
    return [(a.title, a.type.value, a.status.value) for a in proposals]


def test_a_statement_of_viet_nam_and_laos_is_read_promise_by_promise() -> None:
    assert told(propose_for(VIET_NAM_LAOS)) == [
        (
            (
                "A cooperation agreement between the Ministry of Justice of Viet Nam "
                "and the Ministry…"
            ),
            "political",
            "done",
        ),
        (
            "Quảng Trị Province – Savannakhet: memorandum of understanding",
            "provincial-cooperation",
            "done",
        ),
        (
            "Quảng Trị Province – Champasak: memorandum of understanding",
            "provincial-cooperation",
            "done",
        ),
        (
            "Quảng Trị Province – Khammouane: memorandum of understanding",
            "provincial-cooperation",
            "done",
        ),
        (
            "Open the La Lay–Lalay border gate day and night",
            "border-checkpoint",
            "agreed",
        ),
        (
            "Study a railway between Vũng Áng and Vientiane",
            "transport",
            "discussing",
        ),
        ("Raise bilateral trade to 5 billion USD", "trade", "agreed"),
        ("Grant 1,000 scholarships to Lao students", "society", "agreed"),
        ("2016 Agreement on the Land Border Regime", "land-boundary", "in-force"),
    ]


def test_a_meeting_of_cambodia_and_thailand_is_read_promise_by_promise() -> None:
    assert told(propose_for(CAMBODIA_THAILAND)) == [
        ("A new bridge at Poipet", "transport", "done"),
        ("Demarcation of the land boundary", "land-boundary", "discussing"),
        ("Protocol on Border Crossings", "border-checkpoint", "negotiating"),
        (
            (
                "Banteay Meanchey – Sa Kaeo: strengthen the twinning of Banteay "
                "Meanchey and Sa Kaeo…"
            ),
            "provincial-cooperation",
            "agreed",
        ),
        ("Their navies to keep the peace at sea", "security", "aim"),
    ]


def test_a_vietnamese_text_is_read_promise_by_promise() -> None:
    assert told(propose_for(VIETNAMESE)) == [
        ("Đồng Nai – Kratie: bản ghi nhớ hợp tác", "provincial-cooperation", "done"),
        (
            "Đồng Nai – Mondulkiri: bản ghi nhớ hợp tác",
            "provincial-cooperation",
            "done",
        ),
        (
            "Đồng Nai – Stung Treng: bản ghi nhớ hợp tác",
            "provincial-cooperation",
            "done",
        ),
        (
            "Đẩy nhanh việc xây dựng đường cao tốc Hà Nội – Viêng Chăn",
            "transport",
            "agreed",
        ),
        ("Dành 200 học bổng cho sinh viên Campuchia", "society", "agreed"),
        ("Doanh nghiệp đầu tư", "trade", "aim"),
        (
            "Nâng cấp cửa khẩu Bavet – Mộc Bài",
            "border-checkpoint",
            "discussing",
        ),
    ]


def test_a_pair_has_its_two_provinces_as_parties_and_places() -> None:
    pairs = {a.pair: a for a in propose_for(VIET_NAM_LAOS) if a.pair}
    assert set(pairs) == {
        ("quang_tri", "savannakhet"),
        ("quang_tri", "champasak"),
        ("quang_tri", "khammouane"),
    }
    one = pairs["quang_tri", "champasak"]
    assert one.parties == ("Quảng Trị Province", "Champasak")
    assert one.places == ("quang_tri", "champasak")
    assert one.form is Form.MEMORANDUM


def test_a_promise_of_one_side_says_whose_it_is() -> None:
    promised = {a.title: a.promised_by for a in propose_for(VIET_NAM_LAOS)}
    assert promised["Grant 1,000 scholarships to Lao students"] == "Viet Nam"
    assert promised["Raise bilateral trade to 5 billion USD"] == "Both sides"
    vietnamese = {a.title: a.promised_by for a in propose_for(VIETNAMESE)}
    assert vietnamese["Dành 200 học bổng cho sinh viên Campuchia"] == "Viet Nam"


def test_places_are_those_that_are_bound_and_can_be_drawn() -> None:
    by_title = {a.title: a for a in propose_for(VIET_NAM_LAOS)}
    gate = by_title["Open the La Lay–Lalay border gate day and night"]
    assert gate.places == ("lalay",)
    assert gate.no_place_reason == ""
    trade = by_title["Raise bilateral trade to 5 billion USD"]
    assert trade.places == ()
    assert trade.no_place_reason == "the sentence names no place"
    regime = by_title["2016 Agreement on the Land Border Regime"]
    assert regime.places == ("laos_border",)


def test_where_people_only_met_is_no_place_of_what_they_agreed() -> None:
    (agreed,) = propose_for("Laos and Thailand agreed to trade more at talks in Hanoi.")
    assert agreed.places == ()
    (agreed,) = propose_for("In Hanoi, Laos and Thailand agreed to trade more.")
    assert agreed.places == ()
    (agreed,) = propose_for("Laos and Thailand agreed to build a school in Hanoi.")
    assert agreed.places == ("hanoi",)


def test_the_parties_are_the_states_that_the_text_is_about() -> None:
    (agreed,) = propose_for("Laos and Thailand met. Both sides agreed to trade more.")
    assert agreed.parties == ("Laos", "Thailand")


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            "Both sides agreed to keep Lalay open at night.",
            "border-checkpoint",
            "because of 'Lalay' (border checkpoint)",
        ),
        (
            "Gauges will be set up in Attapeu.",
            "mekong",
            "because of 'Gauges'",
        ),
        (
            "A hospital will be built in Attapeu.",
            "society",
            "because of 'hospital'",
        ),
        (
            "Coaches will be sent to Attapeu.",
            "transport",
            "because of 'Coaches'",
        ),
        (
            "Split consignments will be cleared on one declaration.",
            "trade",
            "because of 'consignments'",
        ),
    ],
)
def test_the_kinds_of_places_and_word_families_tell_the_type(
    text: str, expected: str, reason: str
) -> None:
    (proposal,) = propose_for(text)
    assert proposal.type.value == expected
    assert reason in proposal.proposed_because


def test_a_title_ends_on_a_word_that_can_end_it() -> None:
    (proposal,) = propose_for(
        "Article 4. Vessels from Hanoi shall carry one pass for each of the rivers, "
        "the lakes and of the other waters on their way."
    )
    assert proposal.title == (
        "Vessels from Hanoi shall carry one pass for each of the rivers, the lakes…"
    )


def test_an_item_is_quoted_with_the_verb_that_governs_it() -> None:
    study = next(a for a in propose_for(VIET_NAM_LAOS) if "railway" in a.title)
    assert [e.quote for e in study.evidence] == [
        "to study a railway between Vũng Áng and Vientiane",
        "Both sides agreed to",
    ]
    assert study.proposed_because == (
        "transport and transit, because of 'railway'; being discussed, because of "
        "'agreed'"
    )


def test_the_lines_of_a_list_are_promises_of_their_own() -> None:
    text = "Both sides agreed to:\n(a) open a gate;\n(b) build a bridge; and\n(c) rest."
    assert [a.title for a in propose_for(text)] == [
        "Open a gate",
        "Build a bridge",
        "Rest",
    ]


def test_the_lines_of_a_list_of_principles_are_one_agreement() -> None:
    text = (
        "The two sides agreed on the following principles:\n\nRespecting each "
        "other;\n\nSettling differences in peace.\n\nThey left."
    )
    (agreement,) = propose_for(text)
    assert [e.quote for e in agreement.evidence] == [
        "The two sides agreed on the following principles",
        "Respecting each other",
        "Settling differences in peace",
    ]


def test_an_instrument_named_twice_is_one_agreement_with_two_quotations() -> None:
    text = (
        "They agreed to implement the 1995 Agreement on Fisheries.\n\n"
        "They pledged to respect the 1995 Agreement on Fisheries."
    )
    (agreement,) = propose_for(text)
    assert [e.passage_id for e in agreement.evidence] == ["l1", "l3"]
    assert agreement.status is Status.IN_FORCE


def test_instruments_that_begin_alike_stay_apart() -> None:
    between = (
        "Agreement between the Government of the Socialist Republic of Viet Nam and "
        "the Government of the Kingdom of Cambodia"
    )
    proposals = propose_for(
        f"They agreed to implement the {between} on Fisheries.\n"
        f"They agreed to implement the {between} on Forests.\n"
    )
    assert len(proposals) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The two sides expressed their gratitude for the warm hospitality.",
        "Laos highly appreciated the support of Viet Nam for its development.",
        "Cambodia congratulated Viet Nam on the success of its Congress.",
        "The Minister paid a courtesy call on the President and laid wreaths.",
        "Since 1967, the two countries have had diplomatic relations.",
        "The delegation arrived in Hanoi on Monday and will leave on Friday.",
        "What did both sides agree to do?",
        "He is confident that Cambodia will become a high-income country.",
        "All Ministers agreed with the assessment.",
        "As for issues yet to be agreed upon, nobody knows.",
        "Prime Minister opened the meeting.",
        "Hai bên bày tỏ lòng cảm ơn chân thành.",
        "Lào đánh giá cao sự ủng hộ của Việt Nam.",
        "Đoàn sẽ thăm Hà Nội vào thứ hai.",
        "Đất nước thống nhất.",
        "The trip will take two hours.",
        "The agreement will take effect on 1 June.",
        "They spoke of a road that will be built.",
        "Both sides looked forward to the summit in Hanoi.",
        "Kim ngạch sẽ tăng 10%.",
    ],
)
def test_courtesy_background_and_programme_are_no_proposals(text: str) -> None:
    assert propose_for(text) == ()


@pytest.mark.parametrize("text", TEXTS)
def test_decomposed_and_wrapped_texts_give_the_same_titles(text: str) -> None:
    titles = [a.title for a in propose_for(text)]
    decomposed = propose_for(unicodedata.normalize("NFD", text))
    assert [unicodedata.normalize("NFC", a.title) for a in decomposed] == titles


def test_a_promise_that_wraps_is_quoted_line_by_line() -> None:
    (agreement,) = propose_for("Both sides agreed to open a\nborder gate in\nHanoi.")
    assert [e.quote for e in agreement.evidence] == [
        "Both sides agreed to open a",
        "border gate in",
        "Hanoi",
    ]


WORDS = st.sampled_from(
    [
        *re.findall(r"\S+", " ".join(TEXTS)),
        *(
            "\n",
            "\n\n",
            ";",
            ":",
            ",",
            "(a)",
            "1.",
            "and to",
            "including",
            "principles",
        ),
        *(
            "both sides agreed to",
            "signing of the",
            "Hai bên nhất trí",
            "between",
            "with",
        ),
    ]
)
SENTENCES = st.lists(WORDS, max_size=60).map(" ".join)


def check(text: str) -> None:
    document = read(text)
    passages = {passage.id: passage for passage in document.passages}
    proposals = propose_for(text)
    assert len({a.id for a in proposals}) == len(proposals)
    for agreement in proposals:
        assert re.fullmatch(r"[a-z0-9_]+", agreement.id)
        assert agreement.title
        assert len(agreement.title) <= 90
        assert agreement.is_proposed
        assert bool(agreement.places) != bool(agreement.no_place_reason)
        quotes = [evidence.quote for evidence in agreement.evidence]
        assert quotes
        for evidence in agreement.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote
            assert passages[evidence.passage_id].text.count(evidence.quote) == 1
        assert any(agreement.status_words in quote for quote in quotes)
        for word in re.findall(
            r"(?<=[ ])'(.+?)'(?=;| and '| \(|$)", agreement.proposed_because
        ):
            assert any(word in quote for quote in quotes), word


@given(SENTENCES)
@settings(max_examples=150, deadline=None)
def test_quotations_are_exact_and_reasons_stand_in_them(text: str) -> None:
    check(text)


@given(st.text())
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_fail(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", TEXTS)
def test_the_texts_of_our_own_keep_the_promises(text: str) -> None:
    assert propose_for(text)
    check(text)
    check(unicodedata.normalize("NFD", text))


def test_ids_are_the_same_each_time() -> None:
    ids = [a.id for a in propose_for(VIET_NAM_LAOS)]
    assert ids == [a.id for a in propose_for(VIET_NAM_LAOS)]
    assert ids[4] == "text_4_open_the_la_lay_lalay_border_gate_day_and_night"


ENDLESS = [
    "both sides agreed to open a gate in Kep and ",
    "a road will be built, ",
    "hai bên nhất trí mở cửa khẩu Khánh Bình và ",
]


@pytest.mark.parametrize("unit", ENDLESS)
def test_a_sentence_without_an_end_is_quoted_in_proportion_to_its_length(
    unit: str,
) -> None:
    quoted = {}
    for length in (10_000, 40_000):
        text = (unit * length)[:length]
        evidence = [e for a in propose_for(text) for e in a.evidence]
        assert evidence
        assert all(text[e.start : e.end] == e.quote for e in evidence)
        assert all(len(e.quote) <= LONGEST_QUOTE for e in evidence)
        quoted[length] = sum(len(e.quote) for e in evidence)
    assert quoted[40_000] <= 4 * quoted[10_000] + LONGEST_QUOTE


def test_a_quotation_that_is_cut_says_so() -> None:
    (proposal,) = propose_for("Both sides agreed to open a gate" + " of iron" * 300)
    assert "the first 2,000 characters" in proposal.proposed_because


def test_words_said_twice_in_a_long_passage_are_quoted_with_what_stands_beside() -> (
    None
):
    rest = " ".join(f"They met in room {number}." for number in range(200))
    text = f"Laos agreed to pay. {rest} Laos agreed to pay. Nothing else."
    proposals = propose_for(text)
    quotes = [e.quote for a in proposals for e in a.evidence]
    assert len(quotes) == 2
    assert all(text.count(quote) == 1 for quote in quotes)
    assert all("Laos agreed to pay" in q and len(q) < 1_000 for q in quotes)

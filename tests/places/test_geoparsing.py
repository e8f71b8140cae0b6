import unicodedata
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.model import Kind, Mention, Role
from geo.places.geoparsing import Geoparser
from geo.places.spellings import spell_names
from tests.places.marked import read_marked
from tests.places.region import REGION, document

SENTENCES = [
    line
    for line in Path(__file__)
    .with_name("sentences.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if line and not line.startswith("#")
]
GEOPARSER = Geoparser(REGION)


def parse(text: str) -> tuple[Mention, ...]:
    return GEOPARSER.parse(document(text))


def places(text: str) -> list[str | None]:
    return [mention.place_id for mention in parse(text)]


@pytest.mark.parametrize("marked", SENTENCES)
def test_a_sentence_is_read_as_it_is_marked(marked: str) -> None:
    text, expected = read_marked(marked)
    found = [(m.exact, m.role.value, m.place_id) for m in parse(text)]
    assert found == [(e.exact, e.role, e.place_id) for e in expected]


# --- the table of traps ------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "To Lam and Tô Lâm met Hun Sen, Hun Manet and Men Sam On.",
        "TÔ LÂM MET HUN SEN",
        "Her Majesty Queen Mother Norodom Monineath Sihanouk",
        "Samdech Preah Sihanouk and King Preah Sihanouk",
        "President Ho Chi Minh and Ho Chi Minh Thought",
        "the Ho Chi Minh Communist Youth Union and Uncle Ho Chi Minh",
        "Chủ tịch Hồ Chí Minh",
        "Deputy Prime Minister Nguyen Hoa Binh and Nguyễn Hòa Bình",
        "Mr Tran Ha Giang and Ms. Le Thi Ha Giang",
        "the Cambodian People's Party and the Lao People's Revolutionary Party",
        "Vietnamese, Cambodian, Lao, Thai and Chinese people; ASEAN, CPV, CPP, VNA",
        "United Nations Convention on the Law of the Sea",
        "border provinces, the land boundary, the two countries, the subregion",
        "an International Border Checkpoint and Designated Border Gates",
        "a hue and cry; so long an hour; kep; the mekong",
    ],
)
def test_persons_parties_and_peoples_are_no_places(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Vienna Convention", ["vienna"]),
        ("the Mekong River Commission", ["mekong_river"]),
        ("the Mekong River Basin's water", ["mekong_basin"]),
        ("the Mekong River's water", ["mekong_river"]),
        ("hospitals in HCM City", ["hcmc"]),
        ("the mayor of Ho Chi Minh City", ["hcmc"]),
        ("in Preah Sihanouk and Sihanoukville", ["preah_sihanouk", "sihanoukville"]),
        ("Lâm Đồng and Lam Dong and LÂM ĐỒNG", ["lam_dong"] * 3),
        ("Vietnam's, Việt Nam’s and Viet Nam's laws", ["vietnam"] * 3),
        ("Cambodia’s and Cambodia's", ["cambodia"] * 2),
        (
            "in Oddar\nMeanchey and Banteay\r\nMeanchey",
            ["oddar_meanchey", "banteay_meanchey"],
        ),
        ("កម្ពុជានិងវៀតណាម", ["cambodia", "vietnam"]),
        ("ខេត្តតៃនិញ", ["tay_ninh"]),
        ("Lào and Laos, not Lao", ["laos", "laos"]),
        ("the East Sea (internationally known as South China Sea)", ["east_sea"] * 2),
    ],
)
def test_each_spelling_means_its_place(text: str, expected: list[str]) -> None:
    assert places(text) == expected


def test_the_last_word_of_a_list_tells_what_all_are() -> None:
    text = "the authorities of Kratie, Svay Rieng, and Stung Treng provinces"
    mentions = parse(text)
    assert [m.place_id for m in mentions] == ["kratie", "svay_rieng", "stung_treng"]
    assert {m.kind for m in mentions} == {Kind.PROVINCE}
    assert {m.role for m in mentions} == {Role.ASSOCIATIVE}


def test_a_member_that_nobody_knows_does_not_break_a_list() -> None:
    text = "the authorities of Kratie, Xaysomboun, and Stung Treng"
    assert places(text) == ["kratie", None, "stung_treng"]
    assert {m.role for m in parse(text)} == {Role.ASSOCIATIVE}


def test_one_name_may_mean_two_things_in_a_sentence() -> None:
    text = (
        "upgrading of the Chrey Thum (Kandal)–Khánh Bình (An Giang) bilateral border "
        "checkpoint and a new inland waterway border checkpoint in Khánh Bình."
    )
    found = [(m.exact, m.place_id) for m in parse(text)]
    assert found == [
        ("Chrey Thum (Kandal)–Khánh Bình (An Giang)", "chreythum_khanhbinh"),
        ("Kandal", "kandal"),
        ("An Giang", "an_giang"),
        ("Khánh Bình", "khanhbinh_waterway"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Bavet–Mộc Bài",
        "Moc Bai - Bavet",
        "MOC BAI–BAVET",
        "Mộc Bài (Tây Ninh)–Bavet (Svay Rieng)",
        "Bavet (Svay Rieng Province)—Moc Bai (Tay Ninh Province)",
        "Moc Bai/Bavet International Border Gate",
        "Bavet–Moc Bai Border Gate Pair",
    ],
)
def test_a_pair_is_one_border_checkpoint_in_either_order(text: str) -> None:
    outer = parse(f"the {text} opened")[0]
    assert (outer.exact, outer.place_id) == (text, "bavet_mocbai")
    assert "the pair '" in outer.evidence


def test_towns_before_a_kind_of_road_are_no_border_checkpoint() -> None:
    mentions = parse("the Phnom Penh–Bavet–Moc Bai–HCM City Expressway")
    expected = ["phnom_penh", "bavet", "moc_bai", "hcmc"]
    assert [m.place_id for m in mentions] == expected
    assert {m.role for m in mentions} == {Role.ASSOCIATIVE}


def test_what_the_text_makes_of_a_name_counts_more_than_the_gazetteer() -> None:
    city, river = parse("Tay Ninh City lies far from the Dong Nai river.")
    assert (city.exact, city.place_id, city.kind) == ("Tay Ninh City", None, Kind.CITY)
    assert (river.exact, river.place_id, river.kind) == ("Dong Nai", None, Kind.RIVER)
    assert "another place" in river.evidence


def test_one_sense_holds_through_a_document() -> None:
    text = (
        "Nothing is sold in Kratie.\n\nThe town of Kratie is small. Kratie town is old."
    )
    first = parse(text)[0]
    assert first.place_id == "kratie_town"
    assert "one sense per document" in first.evidence
    assert places("Nothing is sold in Kratie.") == ["kratie"]


def test_the_borders_are_those_of_the_documents_own_day() -> None:
    import datetime as dt  # noqa: PLC0415

    (now,) = parse("in Bình Phước")
    earlier = document("in Bình Phước", on=dt.date(2025, 6, 30))
    (then,) = GEOPARSER.parse(earlier)
    assert now.place_id == then.place_id == "binh_phuoc"
    assert now.score < then.score
    assert "no version of it holds on 2026-02-06" in now.evidence


def test_every_mention_says_why() -> None:
    mentions = parse("Hanoi and Phnom Penh agreed on Kratie province and Khánh Bình.")
    assert all(0 < m.score <= 1 and m.evidence for m in mentions)
    assert "'province' after it" in mentions[2].evidence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Salavan province", [("Salavan", Kind.PROVINCE)]),
        ("at the Bo Y border gate", [("Bo Y", Kind.BORDER_CHECKPOINT)]),
        (
            "the Nam Giang–Dak Ta Ook International Border Gate",
            [
                (
                    "Nam Giang–Dak Ta Ook International Border Gate",
                    Kind.BORDER_CHECKPOINT,
                )
            ],
        ),
        (
            "Nong Ian village, Aranyaprathet district",
            [("Nong Ian", Kind.DISTRICT), ("Aranyaprathet", Kind.DISTRICT)],
        ),
        ("the port of Hon La", [("Hon La", Kind.CITY)]),
        ("an International Border Gate in the Cambodian provinces", []),
        ("Governor Tran District", []),
    ],
)
def test_names_that_nobody_knows_are_offered_without_a_place(
    text: str, expected: list[tuple[str, Kind]]
) -> None:
    found = parse(text)
    assert [(m.exact, m.kind) for m in found] == expected
    assert all(m.place_id is None and m.score < 0.5 for m in found)


def test_an_unknown_member_of_a_list_shares_its_role() -> None:
    text = "the authorities of Kratie, Xaysomboun, and Stung Treng provinces"
    found = parse(text)
    assert [m.place_id for m in found] == ["kratie", None, "stung_treng"]
    assert {m.role for m in found} == {Role.ASSOCIATIVE}


# --- properties ----------------------------------------------------------------

NAMES = [name for place in REGION for name in spell_names(place)]
GLUE = ["–", ", ", " and ", " (", ") ", "\n", "\n\n", ". ", "'s ", " of ", " provinces"]
WORDS = [*NAMES, *GLUE, "Agreement", "border gate", "President", "in ", "to ", " City"]
TEXTS = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=14
).map("".join) | st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@given(TEXTS | st.text())
@settings(deadline=None)
def test_offsets_quote_their_words_whatever_the_text(text: str) -> None:
    source = document(text)
    passages = {passage.id: passage for passage in source.passages}
    for mention in GEOPARSER.parse(source):
        assert text[mention.start : mention.end] == mention.exact
        passage = passages[mention.passage_id]
        assert passage.start <= mention.start < passage.end


@given(TEXTS)
@settings(deadline=None)
def test_mentions_are_in_order_and_overlap_only_as_one_in_another(text: str) -> None:
    mentions = parse(text)
    spans = [(m.start, m.end) for m in mentions]
    assert spans == sorted(set(spans), key=lambda span: (span[0], -span[1]))
    for (a, b), (c, d) in combinations(spans, 2):
        assert b <= c or d <= b or (a, b) == (c, d)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_text_in_nfd_has_the_mentions_of_its_nfc_twin(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    twin = unicodedata.normalize("NFD", text)
    ours, theirs = parse(composed), parse(twin)
    assert [_without_offsets(m) for m in ours] == [_without_offsets(m) for m in theirs]
    for mine, other in zip(ours, theirs, strict=True):
        assert twin[other.start : other.end] == other.exact
        before = unicodedata.normalize("NFC", twin[: other.start])
        assert before == composed[: mine.start]


def _without_offsets(mention: Mention) -> tuple[object, ...]:
    return (
        unicodedata.normalize("NFC", mention.exact),
        mention.passage_id,
        mention.role,
        mention.kind,
        mention.place_id,
        mention.score,
        mention.evidence,
    )


@given(st.permutations(SENTENCES[:6]))
@settings(max_examples=20, deadline=None)
def test_the_order_of_documents_changes_nothing(texts: list[str]) -> None:
    documents = [document(t, document_id=str(SENTENCES.index(t))) for t in texts]
    found = {d.id: GEOPARSER.parse(d) for d in documents}
    fresh = {d.id: Geoparser(REGION).parse(d) for d in documents[:1]}
    assert found == {d.id: GEOPARSER.parse(d) for d in reversed(documents)}
    assert found | fresh == found

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.text.recognition import Recognizer

NAMES = {
    "hue": ["Huế", "Hue"],
    "laos": ["Laos", "Lào"],
    "tay_ninh": ["Tây Ninh", "Tay Ninh"],
    "hanoi": ["Hanoi", "Hà Nội"],
    "kep": ["Kep", "កែប"],
    "delta": ["Mekong Delta"],
    "river": ["Mekong River", "Mekong"],
    "planned": ["waterway checkpoint in Khánh Bình"],
    "gate": ["Chrey Thum–Khánh Bình"],
}
RECOGNIZER = Recognizer(NAMES)


def find(text: str) -> list[str]:
    return [text[span.start : span.end] for span in RECOGNIZER.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tây Ninh, Tay Ninh, TÂY NINH, TAY NINH", 4),
        ("Tay\nNinh and Tay\u00a0Ninh", 2),
        ("Tay\n\nNinh", 0),
        ("tay ninh", 0),
        ("Tạy Ninh and Táy Ninh", 0),
        ("Hue and Huế", 2),
        ("hue", 0),
        ("Huệ", 0),
        ("Lào and Laos", 2),
        ("Lao officials, LAO PEOPLE, Lão", 0),
        ("Ha Nội and HA NOI", 2),
        ("Hanois, aHanoi, Hanoi2, _Hanoi", 0),
        ("Hanoi's, Hanoi-based, (Hanoi), “Hanoi”", 4),
        ("Chrey Thum-Khanh Binh and Chrey Thum–Khánh Bình", 2),
    ],
)
def test_a_name_is_found_in_each_of_its_spellings_only(text: str, found: int) -> None:
    assert len(RECOGNIZER.find(text)) == found


def test_the_longest_name_wins() -> None:
    assert find("the Mekong Delta of the Mekong River, the Mekong") == [
        "Mekong Delta",
        "Mekong River",
        "Mekong",
    ]


def test_type_words_in_small_letters_help_but_stay_outside() -> None:
    (span,) = RECOGNIZER.find("the Mekong delta")
    assert (span.start, span.end) == (4, 10)
    assert span.senses == ("delta",)
    assert span.around == "delta"


def test_small_words_before_a_name_stay_outside() -> None:
    text = "a waterway checkpoint in Khánh Bình"
    assert find(text) == ["Khánh Bình"]
    assert find("Waterway Checkpoint in Khánh Bình") == ["Khánh Bình"]


def test_khmer_names_need_no_spaces_but_whole_clusters() -> None:
    assert find("ខេត្តកែបនិងភ្នំពេញ") == ["កែប"]
    assert find("កែប្រែ") == []


def test_nothing_is_found_in_nothing() -> None:
    assert RECOGNIZER.find("") == ()
    assert Recognizer({}).find("Hanoi") == ()


WORDS = st.sampled_from([name for names in NAMES.values() for name in names])
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=12).map(" ".join)


@given(st.one_of(st.text(), TEXTS))
@settings(deadline=None)
def test_spans_are_in_order_and_do_not_overlap(text: str) -> None:
    spans = RECOGNIZER.find(text)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))

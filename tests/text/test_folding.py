import re
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.text.folding import fold_text, fold_toponym

LETTERS = [
    chr(point)
    for point in range(sys.maxunicode + 1)
    if not 0xD800 <= point <= 0xDFFF and unicodedata.category(chr(point)) != "Cn"
]
NASTY = "İıßẞŉǰΐ가각កោះ្ដ\u0301\u0323\u0345\u200b\u00ad\ufeff \n\r\u2029đĐÐơƯ’-–"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đồng Nai", "dong nai"),
        ("ĐỒNG NAI", "dong nai"),
        ("Ðồng Nai", "dong nai"),
        ("Kâmpóng  Cham", "kampong cham"),
        ("Phnom\u00a0Penh", "phnom penh"),
        ("Phnom\r\nPenh", "phnom penh"),
        ("Chrey Thum–Khánh Bình", "chrey thum-khanh binh"),
        ("Lao People’s Democratic Republic", "lao people's democratic republic"),
        ("\ufeffHa\u00adnoi\u200b", "hanoi"),
        ("កំពង់ចាម", "កំពង់ចាម"),
        ("İstanbul", "istanbul"),
        ("", ""),
        ("\u0301", ""),
    ],
)
def test_spellings_of_a_name_fold_to_one(written: str, folded: str) -> None:
    assert fold_toponym(written) == folded
    assert fold_toponym(unicodedata.normalize("NFD", written)) == folded


def test_folding_each_letter_of_unicode_twice_changes_nothing() -> None:
    once = [fold_toponym(letter) for letter in LETTERS]
    assert [fold_toponym(folded) for folded in once] == once


@given(st.text() | st.text(alphabet=NASTY))
@settings(deadline=None)
def test_folding_is_idempotent(text: str) -> None:
    folded = fold_toponym(text)
    assert fold_toponym(folded) == folded


@given(st.text() | st.text(alphabet=NASTY))
@settings(deadline=None)
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    folded = fold_text(text)
    spans = [folded.span(i, i + 1) for i in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [start for start, _ in spans] == sorted({start for start, _ in spans})


@given(st.text(alphabet="aôĐ 가ក\u0301\u0323"), st.text(alphabet="eệ\u0302 \u200b"))
@settings(deadline=None)
def test_marks_belong_to_the_letter_that_they_stand_on(left: str, right: str) -> None:
    text = f"{left}Tây{right}"
    folded = fold_text(text)
    found = re.search("tay", folded.text)
    assert found
    start, end = folded.span(*found.span())
    assert fold_toponym(text[start:end]) == "tay"


def test_a_blank_line_is_no_space() -> None:
    assert fold_text("Phnom\nPenh").text == "phnom penh"
    assert fold_text("Phnom\n\nPenh").text == "phnom\u2029\u2029penh"

"""A promise taken apart by rule, each part with the text's own words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from geo.agreements.promises import to_day
from geo.model import NO_DATE_STATED, Agreement, Firmness, Part
from tests.agreements.test_proposals import SENTENCES
from tests.agreements.texts import VIET_NAM_LAOS, VIETNAMESE, propose_for


def take(text: str) -> Agreement:
    (agreement,) = propose_for(text)
    return agreement


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Both sides agreed to open a market by the end of May 2027.",
            ("Both sides", "open", "a market", "", "2027-05", Firmness.AGREED),
        ),
        (
            "Laos pledged to build a school for Cambodia within two years.",
            (
                *("Laos", "build", "a school for Cambodia", "Cambodia"),
                *("within two years", Firmness.WILL),
            ),
        ),
        (
            "Each party shall keep the river clean.",
            ("Each party", "keep", "the river clean", "", "", Firmness.SHALL),
        ),
        (
            "A road will be built in 2028.",
            ("", "will be built", "A road", "", "2028", Firmness.WILL),
        ),
        (
            "Both towns are planning to open a market in the near future.",
            (
                *("Both towns", "open", "a market", ""),
                *("in the near future", Firmness.AIMS),
            ),
        ),
        (
            "The two sides discussed a railway.",
            ("The two sides", "discussed", "a railway", "", "", Firmness.CONSIDERS),
        ),
        (
            "They reaffirmed their friendship at the border.",
            (
                *("They", "reaffirmed", "their friendship at the border", ""),
                *("", Firmness.NOTES),
            ),
        ),
        (
            "Hai bên nhất trí mở chợ mới trước ngày 1 tháng 5 năm 2027.",
            ("Hai bên", "mở", "chợ mới", "", "2027-05-01", Firmness.AGREED),
        ),
        (
            "Phía Việt Nam cam kết dành 200 học bổng cho sinh viên Campuchia.",
            (
                *("Viet Nam", "dành", "200 học bổng", "sinh viên Campuchia"),
                *("", Firmness.WILL),
            ),
        ),
    ],
)
def test_a_promise_tells_who_what_to_whom_by_when_and_how_firmly(
    text: str, expected: tuple[str, ...]
) -> None:
    found = take(text)
    told = found.promised_by, found.action, found.object, found.to
    due = expected[4] or NO_DATE_STATED
    assert (*told, found.due, found.firmness) == (*expected[:4], due, expected[5])


def test_the_paper_and_the_condition_of_a_promise_are_told() -> None:
    found = take(
        "Under the Protocol of 2019, Laos agreed to widen the road once the bridge is "
        "open."
    )
    assert found.under == "the Protocol of 2019"
    assert found.depends_on == "once the bridge is open"


@given(SENTENCES)
@settings(deadline=None, max_examples=60)
def test_every_part_that_is_told_has_words_at_its_offsets(text: str) -> None:
    for agreement in propose_for(text):
        for words in agreement.words:
            assert text[words.start : words.end] == words.quote
            said = agreement.says(words.of)
            assert said
        told = {part for part in Part if agreement.says(part)}
        mute = {Part.DUE} if agreement.due == NO_DATE_STATED else set()
        assert {words.of for words in agreement.words} == told - mute


@pytest.mark.parametrize("text", [VIET_NAM_LAOS, VIETNAMESE])
def test_every_proposal_tells_its_day_or_that_there_is_none(text: str) -> None:
    assert all(a.due and a.firmness and a.action for a in propose_for(text))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on 6 February 2026", "2026-02-06"),
        ("by February 6, 2026", "2026-02-06"),
        ("by the end of 2030", "2030"),
        ("in early May 2031", "2031-05"),
        ("vào ngày 6/2/2026", "2026-02-06"),
        ("tháng 9 năm 2027", "2027-09"),
        ("soon", ""),
    ],
)
def test_a_day_in_words_is_a_day(words: str, day: str) -> None:
    assert to_day(words) == day

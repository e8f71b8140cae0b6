"""Two texts are compared commitment by commitment, with the words that differ."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from geo.agreements.comparing import (
    Change,
    Compared,
    Side,
    compare,
    find_commitments,
    find_differences,
    is_same_wording,
)
from geo.agreements.firmness import read_firmness
from geo.agreements.proposals import propose
from geo.intake.language import guess_language
from geo.model import Firmness
from geo.text.documents import make_document
from tests.agreements.texts import DRAWABLE, PARSER

DAY = dt.date(2026, 2, 6)
EARLIER = """\
1. The two sides agreed to open the La Lay–Lalay border gate at night.
2. Both sides will consider a joint school for nurses in Savannakhet.
3. They agreed to raise trade in coffee to 300 million USD by 2027.
4. They agreed to repair the lighthouse on the western island.
"""
LATER = """\
1. The two sides agreed to open the La Lay–Lalay border gate at night.
2. Both sides shall build a joint school for nurses in Savannakhet.
3. They agreed to raise trade in coffee to 500 million USD by 2030.
4. The Vietnamese side will lend Laos two fire engines.
"""


def side(text: str, name: str) -> Side:
    document = replace(
        make_document(name, text, DAY), language=guess_language(text) or "en"
    )
    mentions = PARSER.parse(document)
    return Side(
        document=document,
        mentions=mentions,
        agreements=propose(document, mentions, DRAWABLE),
    )


def lines(before: str, after: str) -> tuple[Compared, ...]:
    return compare(side(before, "earlier"), side(after, "later"))


def test_each_commitment_is_kept_reworded_new_or_dropped() -> None:
    found = {
        (line.before or line.after).passage_id  # type: ignore[union-attr]  # one is there
        + ("" if line.before else " new"): line
        for line in lines(EARLIER, LATER)
    }
    assert found["1"].change is Change.KEPT
    assert found["1"].score > 0.9
    assert found["2"].change is Change.REWORDED
    assert found["2"].turn == "firmer"
    assert found["3"].change is Change.REWORDED, "another figure is another promise"
    assert [(d.before, d.after) for d in found["3"].differences] == [
        ("300", "500"),
        ("2027", "2030"),
    ]
    assert found["4"].change is Change.DROPPED
    assert found["4"].after is None
    assert found["4 new"].change is Change.NEW
    assert found["4 new"].before is None


def test_the_other_way_round_what_was_new_is_dropped_and_firmer_is_softer() -> None:
    there, back = lines(EARLIER, LATER), lines(LATER, EARLIER)
    assert len(there) == len(back)
    other = {Change.NEW: Change.DROPPED, Change.DROPPED: Change.NEW}
    turned = {"firmer": "softer", "softer": "firmer", "": ""}
    assert sorted((other.get(x.change, x.change), turned[x.turn]) for x in there) == (
        sorted((x.change, x.turn) for x in back)
    )


def test_a_text_compared_with_itself_is_kept_whole() -> None:
    found = lines(EARLIER, EARLIER)
    assert {line.change for line in found} == {Change.KEPT}
    assert not any(line.differences for line in found)
    assert len(found) == len(find_commitments(side(EARLIER, "one")))


def test_every_commitment_of_both_stands_in_a_line() -> None:
    before, after = side(EARLIER, "earlier"), side(LATER, "later")
    found = compare(before, after)
    assert {x.before.quote for x in found if x.before} == {
        one.quote for one in find_commitments(before)
    }
    assert {x.after.quote for x in found if x.after} == {
        one.quote for one in find_commitments(after)
    }


def test_quotations_stand_at_their_offsets() -> None:
    for text in (EARLIER, LATER):
        one = side(text, "one")
        for commitment in find_commitments(one):
            assert text[commitment.start : commitment.end] == commitment.quote


def test_what_a_sentence_lists_is_compared_item_by_item() -> None:
    listed = (
        "The two sides agreed to open a clinic in Savannakhet, train sixty midwives a "
        "year, and build a ferry landing below the old bridge.\n"
    )
    alone = "They agreed to build a ferry landing below the old bridge.\n"
    found = lines(listed, alone)
    (both,) = [line for line in found if line.before and line.after]
    assert both.before is not None
    assert both.before.quote.startswith("build a ferry landing")
    assert sum(line.change is Change.DROPPED for line in found) == 2


def test_a_text_without_commitments_is_all_dropped_or_new() -> None:
    assert {x.change for x in lines(EARLIER, "It rained.\n")} == {Change.DROPPED}
    assert {x.change for x in lines("It rained.\n", EARLIER)} == {Change.NEW}
    assert lines("It rained.\n", "It snowed.\n") == ()


def test_the_same_in_two_languages_is_matched_by_number_and_place() -> None:
    english = """\
1. The two sides agreed to open the La Lay–Lalay border gate.
2. Both sides agreed to lend Savannakhet 12 fire engines.
"""
    vietnamese = """\
1. Hai bên nhất trí mở cửa khẩu La Lay–Lalay.
2. Hai bên nhất trí cho Savannakhet mượn 12 xe cứu hỏa.
"""
    found = lines(english, vietnamese)
    assert [
        (x.before.passage_id, x.after.passage_id) for x in found if x.before and x.after
    ] == [("1", "1"), ("2", "2")]
    assert all(not x.differences for x in found), "words of two languages all differ"


@pytest.mark.parametrize(
    ("words", "firmness"),
    [
        ("The Parties shall keep the gate open", Firmness.SHALL),
        ("Viet Nam pledged to send nurses", Firmness.WILL),
        ("They reached consensus on the ferry", Firmness.AGREED),
        ("They agreed to study a railway", Firmness.CONSIDERS),
        ("Laos hopes to join", Firmness.AIMS),
        ("Both sides welcomed the visit", Firmness.NOTES),
        ("Hai bên nhất trí mở cửa khẩu", Firmness.AGREED),
        ("Hai bên phấn đấu hoàn thành", Firmness.AIMS),
        ("The river is long", None),
    ],
)
def test_words_bind_as_firmly_as_they_say(
    words: str, firmness: Firmness | None
) -> None:
    assert read_firmness(words) is firmness


def test_the_words_that_differ_are_those_of_the_texts() -> None:
    before, after = (
        "Both sides will open TWO gates.",
        "Both sides will open a gate soon.",
    )
    found = list(find_differences(before, after))
    assert [(d.before, d.after) for d in found] == [("TWO gates", "a gate soon")]
    assert is_same_wording("the Mekong, again", "The Mekong again")
    assert not is_same_wording("in 2026", "in 2027")

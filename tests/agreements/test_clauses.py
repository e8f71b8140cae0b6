"""Clauses: where one promise ends and the next begins."""

import pytest

from geo.agreements.clauses import find_clauses
from geo.agreements.parts import trim
from geo.model import Status
from geo.text.sentences import find_sentences


def clauses(text: str) -> list[str]:
    return [text[clause.start : clause.end] for clause in find_clauses(text, [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They stressed the need to trade, pledged to do it, and agreed to meet.",
            [
                "They stressed the need to trade",
                "pledged to do it",
                "agreed to meet",
            ],
        ),
        (
            "Encouraged by growth, the two sides agreed to continue discussions.",
            ["the two sides agreed to continue discussions"],
        ),
        (
            "They agreed to advance the upgrading of a gate and opening a new one.",
            [
                "They agreed to advance the upgrading of a gate",
                "opening a new one",
            ],
        ),
        (
            "They will open a gate (for trucks). They will build a road.",
            ["They will open a gate (for trucks)", "They will build a road"],
        ),
        (
            "Hai bên nhất trí mở cửa khẩu và tăng cường hợp tác.",
            ["Hai bên nhất trí mở cửa khẩu", "tăng cường hợp tác"],
        ),
        ("Both sides thanked each other and left.", []),
        ("They affirmed that the meeting was long.", []),
    ],
)
def test_a_sentence_is_cut_where_another_verb_promises(
    text: str, expected: list[str]
) -> None:
    assert clauses(text) == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Both sides agreed to open a gate.", Status.AGREED),
        ("Both sides agreed to discuss a gate.", Status.DISCUSSING),
        ("Both sides agreed to negotiate a treaty.", Status.NEGOTIATING),
        ("Both sides inaugurated the gate.", Status.DONE),
        ("They welcomed the opening of the gate.", Status.DONE),
        ("They aim to open a gate.", Status.AIM),
        ("They encouraged the ministries to open a gate.", Status.AIM),
        ("They commended efforts to find a solution to it.", Status.NEGOTIATING),
    ],
)
def test_the_verb_tells_how_firm_a_promise_is(text: str, status: Status) -> None:
    assert [clause.status for clause in find_clauses(text, [])] == [status]


def test_the_name_of_a_country_can_promise() -> None:
    text = "Thailand will build a bridge."
    (clause,) = find_clauses(text, [(0, 8)])
    assert text[slice(*clause.words)] == "will"
    assert text[clause.content :] == "build a bridge."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A weighbridge will be built at Hanoi.", True),
        ("The point where both halves will meet is to be settled by May.", True),
        ("Hanoi University will train nurses.", True),
        ("Trạm cân sẽ được xây dựng tại Hà Nội.", True),
        ("Old passes remain valid until May.", True),
        ("The delegation will visit Hanoi.", False),
        ("The next meeting will be held in Hanoi.", False),
        ("They spoke of a road that will be built.", False),
        ("It will be built.", False),
        ("Hội nghị năm 2027 sẽ họp ở Hà Nội.", False),
    ],
)
def test_what_is_to_be_done_is_a_promise_whoever_does_it(
    text: str, *, expected: bool
) -> None:
    clauses = find_clauses(text, [])
    assert [text[c.content : c.end] for c in clauses] == [text[:-1]] * expected


def test_the_marks_around_a_clause_are_left_out() -> None:
    assert trim("and (ii) open it; and, ", 0, 23) == (9, 16)
    assert trim(" ;, ", 0, 4) is None


def test_a_bracket_before_a_full_stop_ends_a_sentence() -> None:
    text = "See the law (UNCLOS). They met Mr. Lam. It rained"
    found = [text[start:end] for start, end in find_sentences(text)]
    assert found == ["See the law (UNCLOS).", "They met Mr. Lam.", "It rained"]

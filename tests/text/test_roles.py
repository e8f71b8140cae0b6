"""Single rules; whole sentences stand in tests/places/sentences.txt."""

import pytest

from geo.model import Kind, Role
from geo.text.roles import read_role
from geo.text.sentences import split_sentences


def role(text: str, kind: Kind = Kind.COUNTRY) -> Role:
    start = text.index("X")
    (sentence,) = split_sentences(text, [(start, start + 1)])
    index = next(i for i, token in enumerate(sentence.tokens) if token.name == 0)
    return read_role(sentence, index, index, kind).role


@pytest.mark.parametrize(
    "text",
    [
        "a visit to X",
        "they stayed in X",
        "he left for X",
        "the territory of X",
        "it was broadcast across X",
        "she visited X",
        "hospitals in X's border provinces",
        "a border with X",
        "from southern X",
        "thăm chính thức X và họp tại Y",
    ],
)
def test_where_something_is_or_goes_is_literal(text: str) -> None:
    assert role(text) is Role.LITERAL


@pytest.mark.parametrize(
    "text",
    [
        "the Communist Party of X",
        "the King of X",
        "the X Friendship Association",
        "the Treaty between X and others",
        "the Ambassador to X",
        "Heads of State of X",
        "X's Ministry of Defence",
        "the competent authorities of X",
        "the regime of X",
        "Bộ Ngoại giao X đã họp với Lào",
    ],
)
def test_what_is_part_of_a_name_or_an_office_is_associative(text: str) -> None:
    assert role(text) is Role.ASSOCIATIVE


@pytest.mark.parametrize(
    "text",
    [
        "X agreed",
        "X's laws",
        "the Government and the people of X",
        "the Party and State of X",
        "thanks to the people's support for X",
        "with deep gratitude to X",
        "relations with X",
        "our brotherly country X",
        "the economies of X",
        "quan hệ với X được củng cố",
    ],
)
def test_who_acts_is_an_actor(text: str) -> None:
    assert role(text) is Role.ACTOR


def test_a_river_never_acts() -> None:
    assert role("relations with X", Kind.RIVER) is Role.LITERAL
    assert role("X agreed", Kind.CITY) is Role.ACTOR
    assert role("the road to X", Kind.CITY) is Role.LITERAL

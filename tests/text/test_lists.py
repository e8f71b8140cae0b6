import pytest

from geo.text.lists import find_lists
from geo.text.sentences import split_sentences

KINDS = {"Laos": "country", "Thailand": "country", "Cambodia": "country"}
NAMES = [*KINDS, "Hanoi", "Hue", "Kep"]


def group(text: str) -> list[list[str]]:
    spans = sorted((text.index(n), text.index(n) + len(n)) for n in NAMES if n in text)
    classes = [KINDS.get(text[start:end], "settled") for start, end in spans]
    (sentence,) = split_sentences(text, spans)
    lists = find_lists(sentence, classes)
    return [[sentence.tokens[index].text for index in members] for members in lists]


@pytest.mark.parametrize(
    "text",
    [
        "Laos, Thailand and Cambodia agreed",
        "Laos, Thailand, and Cambodia agreed",
        "Laos - Thailand - Cambodia relations",
        "Laos–Thailand–Cambodia relations",
        "Laos, Thailand, as well as Cambodia agreed",
        "Laos (in May), Thailand and the Cambodia of old",
    ],
)
def test_names_joined_alike_are_a_list(text: str) -> None:
    assert group(text) == [["Laos", "Thailand", "Cambodia"]]


@pytest.mark.parametrize(
    "text",
    [
        "In Laos, Thailand is known",
        "He visited Laos, and Thailand agreed",
        "He left Laos for Thailand",
        "Laos agreed and so did Thailand",
    ],
)
def test_a_comma_between_clauses_makes_no_list(text: str) -> None:
    assert group(text) == [["Laos"], ["Thailand"]]


def test_only_like_names_make_a_list() -> None:
    assert group("in Hanoi, Laos and Cambodia") == [["Hanoi"], ["Laos", "Cambodia"]]


def test_a_plural_or_brackets_close_a_list_of_commas() -> None:
    assert group("Hanoi, Hue cities") == [["Hanoi", "Hue"]]
    assert group("three cities (Hanoi, Hue, Kep)") == [["Hanoi", "Hue", "Kep"]]


def test_a_name_that_is_unknown_does_not_break_a_list() -> None:
    assert group("Hanoi, Vinh Yen, and Hue provinces") == [["Hanoi", "Hue"]]

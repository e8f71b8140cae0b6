import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.text.sentences import (
    LONGEST_SENTENCE,
    Sentence,
    find_sentences,
    split_sentences,
)


def split(text: str, *names: str) -> list[Sentence]:
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    return list(split_sentences(text, spans))


def words(sentence: Sentence) -> list[str]:
    return [token.text for token in sentence.tokens]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Hun Sen and H.E. To Lam met in Hanoi.",
        "The U.S. side met in Hanoi.",
        "They left for\nHanoi.",
        "They met in the city of\nHanoi.",
        "Goods (No. 5, Art. 3) went to Hanoi.",
    ],
)
def test_abbreviations_and_wrapped_lines_end_no_sentence(text: str) -> None:
    (sentence,) = split(text, "Hanoi")
    assert sentence.tokens[0].start == 0
    assert sentence.tokens[-1].text == "."


@pytest.mark.parametrize(
    "text",
    [
        "They left. Hanoi is far.",
        "They left; Hanoi is far.",
        "They “left.” Hanoi is far.",
        "They left\n\nHanoi is far.",
        "A headline of several words\nHanoi is far.",
        "An item of\n2. Hanoi is far.",
    ],
)
def test_stops_and_blank_lines_end_a_sentence(text: str) -> None:
    (sentence,) = split(text, "Hanoi")
    assert words(sentence)[-4:] == ["Hanoi", "is", "far", "."]
    assert "left" not in words(sentence)
    assert "of" not in words(sentence)


def test_only_sentences_with_a_name_are_given() -> None:
    text = "Nothing here. Hanoi here. Nothing again."
    assert [words(s) for s in split(text, "Hanoi")] == [["Hanoi", "here", "."]]


def test_a_name_is_one_token_and_the_possessive_another() -> None:
    (sentence,) = split("Viet Nam’s laws and Lao People's Party", "Viet Nam")
    assert words(sentence)[:3] == ["Viet Nam", "’s", "laws"]
    assert words(sentence)[-3:] == ["People", "'s", "Party"]


def test_a_headline_is_known_by_its_capitals() -> None:
    (headline,) = split("Vietnam And Cambodia Sign Border Trade Deal", "Vietnam")
    (sentence,) = split("Vietnam has signed the Border Trade Agreement", "Vietnam")
    assert headline.is_headline
    assert not sentence.is_headline


def test_a_sentence_without_an_end_is_cut_at_a_space_and_no_name_is_lost() -> None:
    unit = "both sides went to Tây Ninh and "
    text = unit * 500
    names = [(m.start(), m.end()) for m in re.finditer("Tây Ninh", text)]
    sentences = list(split_sentences(text, names))
    tokens = [token for sentence in sentences for token in sentence.tokens]
    assert [t.name for t in tokens if t.name >= 0] == list(range(500))
    assert [t.start for t in tokens] == sorted({t.start for t in tokens})
    assert all(
        s.tokens[-1].end - s.tokens[0].start <= LONGEST_SENTENCE + 10 for s in sentences
    )
    spans = list(find_sentences(text))
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(
        " ", ""
    )
    assert max(b - a for a, b in spans) <= LONGEST_SENTENCE


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Tây Ninh", " ", "a. ", "b; ", "\n", "c"])))
def test_every_name_is_in_one_sentence_and_no_token_twice(parts: list[str]) -> None:
    text = "".join(parts)
    names = [(m.start(), m.end()) for m in re.finditer("Tây Ninh", text)]
    tokens = [t for s in split_sentences(text, names) for t in s.tokens]
    assert [t.name for t in tokens if t.name >= 0] == list(range(len(names)))
    starts = [t.start for t in tokens]
    assert starts == sorted(set(starts))

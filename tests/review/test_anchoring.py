"""Words that decisions are about, found again in a text that was edited."""

from __future__ import annotations

import random
import re
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.review.anchoring import Span, find_all_words, find_words
from geo.review.decisions import words_at

if TYPE_CHECKING:
    from geo.atlas import Atlas
    from geo.model import Document

_SENTENCE = re.compile(r"[^\n.;]*(?:[.;](?=\s)|\n|$)\s*")
_NEW = (
    "Both delegations thanked their hosts for a warm welcome. ",
    "Việt Nam and Cambodia will meet again in Phnom Penh. ",
    "The Cambodian side noted this with satisfaction. ",
)
_TIMES = 10
_Sentence = tuple[int | None, str]
"""Where it began, and what it says."""


def edit(text: str, seed: int) -> list[_Sentence]:
    """Insert, delete and move ten sentences each."""
    dice = random.Random(seed)  # noqa: S311 - nothing is to be kept secret
    sentences: list[_Sentence] = [
        (match.start(), match.group())
        for match in _SENTENCE.finditer(text)
        if match.group()
    ]
    for _ in range(_TIMES):
        place = dice.randrange(len(sentences) + 1)
        sentences.insert(place, (None, dice.choice(_NEW)))
        sentences.pop(dice.randrange(len(sentences)))
        moved = sentences.pop(dice.randrange(len(sentences)))
        sentences.insert(dice.randrange(len(sentences) + 1), moved)
    return sentences


def list_spans(document: Document, atlas: Atlas) -> list[Span]:
    mentions = [Span(m.start, m.end) for m in atlas.mentions[document.id]]
    return mentions + [
        Span(e.start, e.end)
        for agreement in atlas.agreements
        for e in agreement.evidence
        if e.document_id == document.id
    ]


def test_ten_sentences_inserted_deleted_and_moved_keep_what_was_decided(
    atlas: Atlas,
) -> None:
    kept = lost = elsewhere = 0
    for document in atlas.documents:
        spans = list_spans(document, atlas)
        words = [words_at(document.text, *span) for span in spans]
        for seed in range(5):
            sentences = edit(document.text, seed)
            text = "".join(said for _, said in sentences)
            starts = [0, *accumulate(len(said) for _, said in sentences)]
            moved = {
                stood: (starts[i], len(said))
                for i, (stood, said) in enumerate(sentences)
                if stood is not None
            }
            found = find_all_words(words, text)
            for span, one, now in zip(spans, words, found, strict=True):
                expected = next(
                    (
                        at + span.start - stood
                        for stood, (at, length) in moved.items()
                        if stood <= span.start < stood + length
                    ),
                    None,
                )
                if expected is None or not text.startswith(one.exact, expected):
                    continue
                kept += now is not None and now.start == expected
                lost += now is None
                elsewhere += now is not None and now.start != expected
    standing = kept + lost + elsewhere
    assert standing > 1_000
    assert kept >= 0.98 * standing
    assert elsewhere <= 0.005 * standing


@given(st.text(), st.integers(0), st.integers(0))
def test_words_of_the_same_text_are_where_they_were(
    text: str, one: int, other: int
) -> None:
    start, end = sorted((one % (len(text) + 1), other % (len(text) + 1)))
    if start < end:
        assert find_words(words_at(text, start, end), text) == (start, end)


@given(st.text(), st.text(min_size=1), st.text())
def test_found_words_are_the_words_or_nearly(before: str, exact: str, now: str) -> None:
    words = words_at(before + exact, len(before), len(before) + len(exact))
    found = find_words(words, now)
    if found is not None and len(exact) < 24:
        assert now[found.start : found.end] == exact


@pytest.mark.parametrize(
    "now",
    [
        "They met in Svay Rieng.",
        "Nothing of it is left.",
        "",
        "In Tây Ninh nothing was said about the talks that were held elsewhere.",
    ],
)
def test_words_that_do_not_surely_stand_there_are_not_found(now: str) -> None:
    text = "The governors of both provinces spoke for an hour in Tây Ninh today."
    start = text.index("Tây Ninh")
    assert find_words(words_at(text, start, start + 8), now) is None


def test_a_sentence_with_a_few_other_letters_is_the_same_sentence() -> None:
    text = "Intro. The two sides agreed to open the gate at Mộc Bài. End."
    sentence = "The two sides agreed to open the gate at Mộc Bài"
    words = words_at(text, 7, 7 + len(sentence))
    now = "Other intro. The two sides agree to open the gates at Mộc Bài. An end."
    found = find_words(words, now)
    assert found is not None
    assert now[found.start : found.end].startswith("The two sides agree to open")

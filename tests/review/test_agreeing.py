"""Figures of agreement, beside those of a library and of a case by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from geo.review.agreeing import cohen_kappa, krippendorff_alpha

_PAIRS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=40
)


@given(_PAIRS)
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    kappa = cohen_kappa(pairs)
    if kappa is None:
        assert len({answer for pair in pairs for answer in pair}) == 1
    else:
        ones, twos = zip(*pairs, strict=True)
        assert kappa == pytest.approx(cohen_kappa_score(ones, twos))


def test_alpha_of_three_readers_is_as_worked_out_by_hand() -> None:
    """Eleven answers, six a and five b: 60 of the pairs that chance makes differ.

    One of three differs about the second thing (4 pairs, each counted by half) and
    two about the fourth (2 pairs): 1 - 10 * (2 + 2) / 60. What only one reader
    decided counts for nothing.
    """
    units = [["a", "a", "a"], ["a", "a", "b"], ["b", "b", "b"], ["a", "b"], ["a"]]
    assert krippendorff_alpha(units) == pytest.approx(1 - 10 * 4 / 60)


def test_readers_who_never_agree_are_below_chance() -> None:
    assert cohen_kappa([("a", "b"), ("b", "a")]) == -1
    alpha = krippendorff_alpha([["a", "b"], ["b", "a"]])
    assert alpha is not None
    assert alpha < 0


def test_nothing_decided_has_no_figure() -> None:
    assert cohen_kappa([]) is None
    assert krippendorff_alpha([["a"], []]) is None

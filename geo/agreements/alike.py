"""How alike commitments are, and which of one text is which of another.

Words count by how rare they are in the two texts (TF-IDF): "the two sides agreed to
strengthen cooperation" stands everywhere and tells nothing. Pieces of words count
beside words, so that "upgrade" and "upgrading" are alike. Which belong together is
decided for all at once, as an assignment whose sum is the greatest. scikit-learn and
SciPy do both; rapidfuzz, which is here already, knows how far two strings are apart
and not which of their words matter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from geo.language.matching import listed
from geo.text.folding import fold_toponym

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Agreement

LEAST = 0.28
"""Below this score two commitments are not the same."""
AGAIN = 0.4
"""From this score on a commitment is one that another is matched with already."""
_WORDS, _PIECES, _PLACES, _FIGURES, _TITLES = 0.6, 0.4, 0.1, 0.1, 0.05
_HOLLOW = re.compile(rf"(?<!\w){listed('hollow')}(?!\w)", re.IGNORECASE)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


class Worded(Protocol):
    """What is compared."""

    @property
    def quote(self) -> str:
        """Its words."""

    @property
    def passage_id(self) -> str:
        """Where they stand."""

    @property
    def places(self) -> tuple[str, ...]:
        """What they are about."""

    @property
    def agreement(self) -> Agreement | None:
        """What is known of it."""


class Likeness:
    """How alike each commitment of one text is to each of another."""

    def __init__(
        self,
        old: Sequence[Worded],
        new: Sequence[Worded],
        old_language: str,
        new_language: str,
    ) -> None:
        self.is_translated = old_language != new_language
        if not old or not new:
            self.scores = np.zeros((len(old), len(new)))
        elif self.is_translated:
            self.scores = _by_place_and_number(old, new)
        else:
            self.scores = _by_words(old, new)


def match_pairs(likeness: Likeness) -> list[tuple[int, int, float]]:
    """Give which commitment is which, by number, with the score of the two.

    What is left may be said twice in the other text: it goes to its nearest there,
    where the two are alike enough.
    """
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - slow to load

    scores = likeness.scores
    if not scores.size:
        return []
    found = {
        (int(i), int(j))
        for i, j in zip(*linear_sum_assignment(-scores), strict=True)
        if scores[i, j] >= LEAST
    }
    olds, news = {i for i, _ in found}, {j for _, j in found}
    found |= {
        (i, j)
        for i in set(range(scores.shape[0])) - olds
        if scores[i, j := int(scores[i].argmax())] >= AGAIN
    }
    found |= {
        (i, j)
        for j in set(range(scores.shape[1])) - news
        if scores[i := int(scores[:, j].argmax()), j] >= AGAIN
    }
    return [(i, j, float(scores[i, j])) for i, j in sorted(found)]


def _by_words(old: Sequence[Worded], new: Sequence[Worded]) -> Any:  # noqa: ANN401 - an array
    quotes = [_telling(one.quote) for one in (*old, *new)]
    words = _weigh(quotes, len(old), analyzer="word", ngram_range=(1, 1))
    pieces = _weigh(quotes, len(old), analyzer="char_wb", ngram_range=(3, 5))
    places = _overlap(
        [_sites(one) for one in old], [_sites(one) for one in new], none=0
    )
    figures = _overlap([_figures(o) for o in old], [_figures(o) for o in new], none=0)
    titles = _overlap(
        [_title(one) for one in old], [_title(one) for one in new], none=0
    )
    return np.minimum(
        1.0,
        _WORDS * words
        + _PIECES * pieces
        + _PLACES * places
        + _FIGURES * figures
        + _TITLES * titles,
    )


def _telling(quote: str) -> str:
    """Fold a quotation, and leave out the words that stand in every statement."""
    folded = fold_toponym(quote)
    return _HOLLOW.sub(" ", folded) or "-"


def _sites(one: Worded) -> set[str]:
    """Give its places but the two that are named everywhere."""
    return {*one.places}


def _weigh(quotes: list[str], count: int, **how: Any) -> Any:  # noqa: ANN401 - as scikit-learn has it
    """Give the mean of the cosine and of what the lighter one shares with the other.

    A promise within a longer sentence is as like it as one that stands alone.
    """
    from sklearn.feature_extraction.text import (  # noqa: PLC0415 - slow to load
        TfidfVectorizer,
    )

    weights = TfidfVectorizer(sublinear_tf=True, norm=None, **how).fit_transform(quotes)
    squares = weights.multiply(weights)
    own = np.maximum(np.asarray(squares.sum(axis=1)).ravel(), 1e-9)
    both = (weights[:count] @ weights[count:].T).toarray()
    ours, theirs = own[:count, None], own[None, count:]
    cosine = both / np.sqrt(ours * theirs)
    held = np.minimum(1.0, both / np.minimum(ours, theirs))
    return (cosine + held) / 2


def _title(one: Worded) -> set[str]:
    if one.agreement is None:
        return set()
    return {
        one.agreement.type.value,
        *(one.agreement.pair or ()),
        one.agreement.form.value,
    }


def _overlap(old: list[set[str]], new: list[set[str]], *, none: float) -> Any:  # noqa: ANN401 - an array
    """Give the share of what both have among what one has; where neither has any."""
    found = np.zeros((len(old), len(new)))
    for i, ours in enumerate(old):
        for j, theirs in enumerate(new):
            both = ours | theirs
            found[i, j] = len(ours & theirs) / len(both) if both else none
    return found


def _by_place_and_number(old: Sequence[Worded], new: Sequence[Worded]) -> Any:  # noqa: ANN401 - an array
    """Compare texts in two languages by what both write alike.

    The printed number of a passage, the places, the figures, and how far on in the
    text it stands.
    """
    passages = _overlap(
        [{one.passage_id} for one in old], [{one.passage_id} for one in new], none=0
    )
    numbered = np.array(
        [[one.passage_id[:1].isdigit() for _ in new] for one in old], dtype=float
    )
    places = _overlap(
        [{*one.places} for one in old], [{*one.places} for one in new], none=0.3
    )
    figures = _overlap([_figures(o) for o in old], [_figures(o) for o in new], none=0.3)
    at = np.abs(
        np.linspace(0, 1, len(old))[:, None] - np.linspace(0, 1, len(new))[None, :]
    )
    return (
        0.35 * passages * numbered + 0.3 * places + 0.15 * figures + 0.2 * (1 - at) ** 4
    )


def _figures(one: Worded) -> set[str]:
    return {re.sub(r"[.,]", "", figure) for figure in _FIGURE.findall(one.quote)}

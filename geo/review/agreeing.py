"""Agreement of readers: where they agree, where not, and how much beyond chance.

Cohen's kappa compares two readers; Krippendorff's alpha any number, of whom each may
have decided about a part. Both are a few lines for answers that are only the same or
not, and are written here: scikit-learn's kappa takes a second to load and warns where
everybody gave one answer, and it has no alpha. A test compares the two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from geo.review.answers import PLACE, ROLE, STANDING, same_as, say
from geo.review.items import ReviewedAgreement, ReviewedMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.review.items import Item
    from geo.review.state import State

_QUESTIONS = {
    ReviewedMention: (PLACE, ROLE),
    ReviewedAgreement: (STANDING, "type", "status", "places", "parties", "pair"),
}
_KINDS = {ReviewedMention: "mention", ReviewedAgreement: "agreement"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kappa:
    """How far two readers agree about what both decided."""

    one: str
    two: str
    units: int
    same: int
    kappa: float | None
    """``None`` where both always gave the same single answer, or decided nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreeing:
    """How far readers agree about one kind of question."""

    question: str
    """Such as ``mention place``."""
    units: int
    """What two readers or more decided about."""
    disagreements: int
    alpha: float | None
    """Krippendorff's, nominal; ``None`` where nothing varies."""
    kappas: tuple[Kappa, ...]
    """One for each two readers."""


def compare_readers(state: State) -> tuple[Agreeing, ...]:
    """Compare what readers answered, for each kind of question that two answered.

    Of each reader the latest answer counts that they did not undo, also where another
    decision was taken in its place since: it is theirs all the same.
    """
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for item in (*state.mentions, *state.agreements):
        for question, answers in _answers(item).items():
            if len(answers) > 1:
                found[f"{_KINDS[type(item)]} {question}"].append(answers)
    return tuple(_compare(question, units) for question, units in found.items())


def _answers(item: Item) -> dict[str, dict[str, str]]:
    """Give each reader's latest answer to each question about one thing."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    readers = {decision.id: decision.who for decision in item.given}
    for decision in item.given:
        if {readers.get(i, decision.who) for i in decision.replaces} - {decision.who}:
            # Who settles what others said gives no answer of their own.
            continue
        for question, value in say(decision).items():
            if question in _QUESTIONS[type(item)]:
                found[question][decision.who] = same_as(question, value)
    return found


def _compare(question: str, units: Sequence[Mapping[str, str]]) -> Agreeing:
    names = sorted({who for unit in units for who in unit})
    return Agreeing(
        question=question,
        units=len(units),
        disagreements=sum(len(set(unit.values())) > 1 for unit in units),
        alpha=krippendorff_alpha([list(unit.values()) for unit in units]),
        kappas=tuple(
            _compare_two(one, two, units) for one, two in combinations(names, 2)
        ),
    )


def _compare_two(one: str, two: str, units: Iterable[Mapping[str, str]]) -> Kappa:
    both = [(unit[one], unit[two]) for unit in units if one in unit and two in unit]
    return Kappa(
        one=one,
        two=two,
        units=len(both),
        same=sum(a == b for a, b in both),
        kappa=cohen_kappa(both),
    )


def cohen_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Give Cohen's kappa of what two readers answered; ``None`` where it has no value.

    Twenty things, fifteen alike, each of two answers half of the time:

    >>> alike = [("a", "a")] * 8 + [("b", "b")] * 7
    >>> cohen_kappa([*alike, *[("a", "b")] * 2, *[("b", "a")] * 3])
    0.5
    >>> cohen_kappa([("a", "a")])
    """
    if not pairs:
        return None
    total = len(pairs)
    same = sum(a == b for a, b in pairs) / total
    ones, twos = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(ones[answer] * twos[answer] for answer in ones) / total**2
    return None if chance == 1 else (same - chance) / (1 - chance)


def krippendorff_alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Give Krippendorff's alpha of answers that are the same or not.

    Parameters
    ----------
    units
        For each thing the answers that it was given, in any order.

    Examples
    --------
    >>> round(krippendorff_alpha([["a", "a"], ["a", "b"], ["b", "b"]]), 3)
    0.444
    >>> krippendorff_alpha([["a", "a"]])
    """
    compared = [unit for unit in units if len(unit) > 1]
    values = Counter(value for unit in compared for value in unit)
    total = sum(values.values())
    expected = total**2 - sum(count**2 for count in values.values())
    if not expected:
        return None
    observed = sum(
        (len(unit) ** 2 - sum(c**2 for c in Counter(unit).values())) / (len(unit) - 1)
        for unit in compared
    )
    return 1 - (total - 1) * observed / expected

"""Answers: what decisions say to the questions that can be asked of a thing.

A decision answers one question or several: which place a mention means, of which type
an agreement is. Of each reader the latest answer counts, unless another decision says
that it stands in its place.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.review.decisions import Act, Subject

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from geo.review.decisions import Decision

PLACE, ROLE, WORDS = "place", "role", "words"
STANDING, PARTS, INTO = "standing", "parts", "into"
NOWHERE = "not-a-place"
"""What a mention's place is where its words name none."""
KEEP, REJECT, SPLIT, MERGE = "keep", "reject", "split", "merge"
_STANDINGS = {Act.REJECT: REJECT, Act.SPLIT: SPLIT, Act.MERGE: MERGE}
_UNORDERED = frozenset({"places", "parties"})


@dataclass(frozen=True, slots=True)
class Held:
    """The answer to a question, and who gave it."""

    value: Any
    """The newest."""
    decisions: tuple[Decision, ...]
    """Those that give this answer, the newest last."""
    others: tuple[Decision, ...] = ()
    """Those of other readers that give another one and that nobody settled."""

    @property
    def differs(self) -> bool:
        """Whether readers gave different answers."""
        return bool(self.others)

    @property
    def newest(self) -> Decision:
        """The decision whose answer it is."""
        return self.decisions[-1]


def drop_undone(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Leave out what its reader has undone, and the undoing itself.

    Parameters
    ----------
    decisions
        Each once, in the order of their making.
    """
    decisions = tuple(decisions)
    undone = undone_steps(decisions)
    return tuple(
        d
        for d in decisions
        if d.subject is not Subject.STEP and (d.who, d.undone_with) not in undone
    )


def undone_steps(decisions: Iterable[Decision]) -> set[tuple[str, str]]:
    """Give the reader and the step of all that is undone at the end."""
    made: set[tuple[str, str]] = set()
    undone: set[tuple[str, str]] = set()
    for decision in decisions:
        if decision.subject is not Subject.STEP:
            made.add((decision.who, decision.undone_with))
            continue
        step = decision.who, str(decision.value["step"])
        if decision.act is Act.REDO:
            undone.discard(step)
        elif step in made:
            undone.add(step)
    return undone


def say(decision: Decision) -> dict[str, Any]:
    """Give a decision's answers by their questions."""
    act, value = decision.act, decision.value
    if decision.subject is Subject.MENTION:
        return _say_of_mention(act, value)
    if act in _STANDINGS:
        details = {k: value[k] for k in (PARTS, INTO) if k in value}
        return {STANDING: _STANDINGS[act], **details}
    if decision.subject is Subject.AGREEMENT:
        return {STANDING: KEEP, **value}
    return dict(value)


def _say_of_mention(act: Act, value: Mapping[str, Any]) -> dict[str, Any]:
    if act is Act.NOT_A_PLACE:
        return {PLACE: NOWHERE}
    if act is Act.WORDS:
        return {WORDS: [value["start"], value["end"]]}
    if act is Act.ROLE:
        return {ROLE: value[ROLE]}
    if act is Act.PLACE:
        return {PLACE: value[PLACE]}
    return {key: value[key] for key in (PLACE, ROLE) if key in value}


def settle(decisions: Iterable[Decision]) -> dict[str, Held]:
    """Give the answer to each question that the decisions about one thing answer.

    Parameters
    ----------
    decisions
        That hold, in the order of their making.
    """
    replaced: set[str] = set()
    latest: dict[str, dict[str, tuple[Decision, Any]]] = {}
    for decision in decisions:
        replaced.update(decision.replaces)
        for question, value in say(decision).items():
            by_reader = latest.setdefault(question, {})
            by_reader.pop(decision.who, None)
            by_reader[decision.who] = decision, value
    return {
        question: _hold(question, list(by_reader.values()), replaced)
        for question, by_reader in latest.items()
    }


def _hold(question: str, given: list[tuple[Decision, Any]], replaced: set[str]) -> Held:
    if len(given) == 1:
        ((only, answer),) = given
        return Held(value=answer, decisions=(only,))
    newest, value = max(given, key=lambda pair: pair[0].key)
    counting = [
        (decision, said)
        for decision, said in given
        if decision is newest or decision.id not in replaced
    ]
    same = same_as(question, value)
    return Held(
        value=value,
        decisions=tuple(d for d, said in counting if same_as(question, said) == same),
        others=tuple(d for d, said in counting if same_as(question, said) != same),
    )


def same_as(question: str, value: Any) -> str:  # noqa: ANN401 - as JSON has it
    """Give what two answers have in common when they are the same.

    >>> same_as("places", ["b", "a"]) == same_as("places", ["a", "b"])
    True
    >>> same_as("pair", ["b", "a"]) == same_as("pair", ["a", "b"])
    False
    """
    if question in _UNORDERED and isinstance(value, list):
        value = sorted(value, key=str)
    if question == WORDS and value and isinstance(value[0], dict):
        # The words of a promise are the same wherever they stand by now.
        value = [[one.get("of"), one.get("quote")] for one in value]
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def readers(held: Mapping[str, Held]) -> tuple[str, ...]:
    """Give who answered, by name, each once."""
    return tuple(sorted({d.who for one in held.values() for d in one.decisions}))


def last_time(held: Mapping[str, Held]) -> dt.datetime | None:
    """Give when the last of the answers was given."""
    return max((one.newest.when for one in held.values()), default=None)

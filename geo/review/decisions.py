"""Decisions: what a reader decided about words, one line each, never changed.

What is undone stays: undoing is a line too. So any number of ledgers, in any order,
hold a set of decisions, and a set is all that the state is made of.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any

from geo.fields import Family, Reading, Said, from_record, to_record

Value = Mapping[str, Any]
"""Fields by name, as JSON has them."""
AROUND = 64
"""Code points that are kept of what stands before and after."""


class Subject(StrEnum):
    """What a decision is about."""

    TEXT = "text"
    MENTION = "mention"
    AGREEMENT = "agreement"
    STEP = "step"
    """Decisions made before, which are undone or hold again."""


class Act(StrEnum):
    """What was decided; what it says stands in the decision's value."""

    SET = "set"
    """Of a text: ``geography_on``, ``dated``, ``title``, ``publisher``, ``parties``,
    ``language``."""
    RENAME = "rename"
    """A text is called otherwise from now on: ``to``, its new id."""
    CONFIRM = "confirm"
    """A mention or an agreement is what it is shown as; the value says what that is."""
    PLACE = "place"
    """A mention means another place: ``place`` and its ``kind``; ``record`` where the
    reader added it."""
    NOT_A_PLACE = "not-a-place"
    """The words name no place."""
    ROLE = "role"
    """A mention has another ``role``."""
    WORDS = "words"
    """A mention is wider or narrower: ``start``, ``end`` and ``exact``."""
    ADD = "add"
    """A mention or an agreement that was missed; the value is its record."""
    EDIT = "edit"
    """Fields of an agreement are otherwise; the value has those and no others."""
    SPLIT = "split"
    """An agreement is several: ``parts``, each with the fields that are its own."""
    MERGE = "merge"
    """An agreement is part of another: ``into``, its id."""
    REJECT = "reject"
    """The words are no agreement."""
    UNDO = "undo"
    """A ``step`` of the same reader does not hold."""
    REDO = "redo"
    """A ``step`` that was undone holds again."""


ACTS = {
    Subject.TEXT: frozenset({Act.SET, Act.RENAME}),
    Subject.MENTION: frozenset(
        {Act.CONFIRM, Act.PLACE, Act.NOT_A_PLACE, Act.ROLE, Act.WORDS, Act.ADD}
    ),
    Subject.AGREEMENT: frozenset(
        {Act.CONFIRM, Act.EDIT, Act.SPLIT, Act.MERGE, Act.REJECT, Act.ADD}
    ),
    Subject.STEP: frozenset({Act.UNDO, Act.REDO}),
}
TEXT_FIELDS = (
    "geography_on",
    "dated",
    "title",
    "publisher",
    "parties",
    "language",
)
"""What a reader can set of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a text, found again after it was edited.

    The fields are those of the W3C's text position and text quote selectors.
    """

    start: Annotated[int, Said("First code point in the document's text, zero-based.")]
    end: Annotated[int, Said("One past the last code point.")]
    exact: Annotated[str, Said("The words themselves.")]
    prefix: Annotated[str, Said("What stands before them.")] = ""
    suffix: Annotated[str, Said("What stands after them.")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one reader decided about one thing."""

    id: Annotated[str, Said("Of this line, wherever it is copied to.")]
    when: Annotated[
        dt.datetime,
        Said("In UTC; after all that its reader knew of when it was made."),
    ]
    who: Annotated[str, Said("The reader's name.")]
    subject: Annotated[Subject, Said("What it is about: text, mention or agreement.")]
    act: Annotated[Act, Said("What was decided.")]
    document_id: Annotated[str, Said("The text; empty for a step.")] = ""
    words: Annotated[
        Words | None, Said("The words that it is about; none for a whole text.")
    ] = None
    about: Annotated[
        str, Said("For an agreement, the id that it had when it was decided.")
    ] = ""
    value: Annotated[Value, Said("What it says, by the act.")] = field(
        default_factory=dict, hash=False
    )
    was: Annotated[
        Value, Said("What rules had read there, where they had read anything.")
    ] = field(default_factory=dict, hash=False)
    replaces: Annotated[
        tuple[str, ...],
        Said("Ids of the decisions in whose place it stands, another reader's too."),
    ] = ()
    step: Annotated[
        str, Said("What is undone together; the id itself where it stands alone.")
    ] = ""
    why: Annotated[str, Said("The reader's own words for it.")] = ""
    rules: Annotated[str, Said("The edition of the rules whose reading was seen.")] = ""
    gazetteer: Annotated[str, Said("The edition of the gazetteer.")] = ""

    @property
    def key(self) -> tuple[dt.datetime, str]:
        """Where it stands among all decisions, whichever file it was read from."""
        return self.when, self.id

    @property
    def undone_with(self) -> str:
        """The step that it belongs to."""
        return self.step or self.id


def new_id() -> str:
    """Make an id that no other decision has, here or on another machine."""
    return uuid.uuid4().hex


def words_at(text: str, start: int, end: int) -> Words:
    """Take words of a text with what stands around them.

    >>> words_at("Tây Ninh and Svay Rieng", 13, 23).exact
    'Svay Rieng'
    """
    return Words(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
    )


# --- lines ------------------------------------------------------------------------


def _read_value(value: object) -> Value:
    if not isinstance(value, dict):
        msg = f"{value!r} is no object."
        raise ValueError(msg)  # noqa: TRY004 - a value of a file, not of a caller
    return value


def _read_moment(value: object) -> dt.datetime:
    moment = dt.datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        msg = f"{value!r} has no time zone."
        raise ValueError(msg)
    return moment.astimezone(dt.UTC)


_READING = Reading(
    family=Family.LINES,
    makers={Value: _read_value, dt.datetime: _read_moment},
    keeps_unknown=True,
)


def render_line(decision: Decision) -> str:
    """Write a decision as one line of its ledger, with its end.

    Letters that some programs take for the end of a line are written as escapes.
    """
    line = json.dumps(to_record(decision, Family.LINES), ensure_ascii=False)
    for letter in "\x85\u2028\u2029":
        line = line.replace(letter, f"\\u{ord(letter):04x}")
    return f"{line}\n"


def read_line(line: str) -> Decision:
    """Read a decision.

    Raises
    ------
    ValueError
        It is none; the sentence says what is wrong.
    """
    try:
        decision = from_record(Decision, json.loads(line), _READING)
    except RecursionError as error:
        msg = "it is nested too deeply."
        raise ValueError(msg) from error
    return decision


def check(decision: Decision) -> None:
    """Check that a decision says all that its act needs.

    Raises
    ------
    ValueError
        It does not; the sentence says what is missing.
    """
    act, value = decision.act, decision.value
    if not decision.id or not decision.who.strip():
        msg = "a decision needs an id and the name of its reader."
        raise ValueError(msg)
    if act not in ACTS[decision.subject]:
        fitting = ", ".join(sorted(ACTS[decision.subject]))
        msg = (
            f"{act.value} is nothing to decide of a {decision.subject.value}; "
            f"expected one of {fitting}."
        )
        raise ValueError(msg)
    if decision.subject is not Subject.STEP and not decision.document_id:
        msg = "no value for 'document'."
        raise ValueError(msg)
    if decision.subject in {Subject.MENTION, Subject.AGREEMENT}:
        _check_words(decision.words)
    missing = [name for name in _NEEDED.get(act, ()) if name not in value]
    if missing:
        msg = f"{act.value} needs {', '.join(missing)} in its value."
        raise ValueError(msg)


_NEEDED = {
    Act.PLACE: ("place",),
    Act.ROLE: ("role",),
    Act.WORDS: ("start", "end", "exact"),
    Act.SPLIT: ("parts",),
    Act.MERGE: ("into",),
    Act.RENAME: ("to",),
    Act.UNDO: ("step",),
    Act.REDO: ("step",),
}


def _check_words(words: Words | None) -> None:
    if words is None or not words.exact or words.end - words.start != len(words.exact):
        msg = "its words are not as long as their offsets say, or there are none."
        raise ValueError(msg)

"""What a reader chose in the browser, as decisions of the ledger.

The browser names each choice before the server knows of it, so that one that comes
twice, after a lost connection or a restart, is still one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from geo.errors import GeoError, UsageError
from geo.review import deciding
from geo.review.added import place_record
from geo.review.checking import check_decision
from geo.review.decisions import Act, Decision, Subject, read_line, render_line
from geo.review.ledgers import check_name, collect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geo.model import Document
    from geo.places.gazetteer import Gazetteer
    from geo.review.deciding import Hand
    from geo.review.items import (
        Item,
        ReviewedAgreement,
        ReviewedMention,
    )
    from geo.review.state import State

    T = TypeVar("T", bound=Item)
    Made = tuple[Decision, ...]

Choice = dict[str, Any]
"""As the browser sends it: ``id, step, when, who, subject, act, item, value, why``; and
its ``lines`` in the ledger, once they have been made."""
_MOST = 10_000
"""Choices that one message may hold."""
_WHERE = frozenset({"document", "start", "end", "exact"})
_UNKNOWN = "{act!r} is nothing that can be decided here."


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What became of the choices of a message."""

    decisions: tuple[Decision, ...] = ()
    """All that are held now, those from before among them."""
    lines: Mapping[str, list[str]] = field(default_factory=dict)
    """The lines of the ledger that each choice of the message made, by its id."""
    refused: Mapping[str, str] = field(default_factory=dict)
    """A sentence for each choice that cannot be followed, by its id."""


def mention_id(item: ReviewedMention) -> str:
    """Name a mention for the browser: by its words as they were read."""
    return f"{item.document_id}:{item.words.start}-{item.words.end}"


def follow(
    choices: Iterable[Choice],
    held: tuple[Decision, ...],
    state: Callable[[tuple[Decision, ...]], State],
    hand: Hand,
    gazetteer: Gazetteer,
) -> Followed:
    """Make decisions of choices, step by step, each seen with those before it.

    Parameters
    ----------
    choices
        Of a message, in the order of their making; those that were followed before
        may come again.
    held
        The decisions that are there already.
    state
        Gives the state that decisions make.
    hand
        With which rules and gazetteer; each choice says who makes it.
    gazetteer
        The places that can be chosen.
    """
    known = {d.id: d for d in held}
    lines: dict[str, list[str]] = {}
    refused: dict[str, str] = {}
    listed = list(choices)[:_MOST]
    for _, group in groupby(listed, key=lambda choice: choice.get("step")):
        step = list(group)
        first = step[0]
        try:
            if all(choice.get("id") in known for choice in step):
                made = tuple(d for d in known.values() if d.step == first.get("step"))
            elif first.get("lines"):
                made = tuple(_read(line) for c in step for line in c.get("lines", ()))
            else:
                now = state(collect(known.values()))
                made = _make(step, now, hand, gazetteer)
        except (GeoError, ValueError, KeyError, TypeError, AttributeError) as error:
            said = str(error) if isinstance(error, GeoError | ValueError) else ""
            refused |= {str(c.get("id")): said or repr(error) for c in step}
            continue
        known |= {d.id: d for d in made}
        lines |= _lines_by_choice(step, made)
    return Followed(decisions=collect(known.values()), lines=lines, refused=refused)


def _lines_by_choice(
    step: list[Choice], made: tuple[Decision, ...]
) -> dict[str, list[str]]:
    """Give the lines of each choice of a step; the first has those beyond its own."""
    by_id = {d.id: render_line(d).rstrip("\n") for d in made}
    own = {c["id"]: [by_id.pop(c["id"])] for c in step if c["id"] in by_id}
    if own:
        own[next(iter(own))] += by_id.values()
    return own


def _read(line: str) -> Decision:
    decision = read_line(line)
    check_decision(decision)
    return decision


def _make(step: list[Choice], state: State, hand: Hand, gazetteer: Gazetteer) -> Made:
    """Make the decisions of one step, with the names that the browser gave them."""
    first = step[0]
    who = check_name(str(first["who"]))
    hand = replace(hand, who=who, why=str(first.get("why") or ""))
    when = dt.datetime.fromisoformat(str(first["when"])).astimezone(dt.UTC)
    drafts = _decide(step, state, hand, gazetteer)
    ids = [str(choice["id"]) for choice in step]
    ids += [f"{ids[0]}-{number}" for number in range(1, len(drafts) - len(ids) + 1)]
    made = tuple(
        replace(
            draft,
            id=name,
            step=str(first["step"]),
            when=when + dt.timedelta(microseconds=number),
        )
        for number, (draft, name) in enumerate(zip(drafts, ids, strict=False))
    )
    for decision in made:
        check_decision(decision)
    return made


def _decide(step: list[Choice], state: State, hand: Hand, gazetteer: Gazetteer) -> Made:
    first = step[0]
    known = _Known(state, gazetteer)
    subject, act = Subject(first["subject"]), str(first["act"])
    value: dict[str, Any] = first.get("value") or {}
    if subject is Subject.STEP:
        return _turn_back(act, str(value["step"]), state, hand)
    if subject is Subject.TEXT:
        record = _find(state.records, lambda item: item.document_id, first["item"])
        return deciding.set_record(record, value, hand)
    if act == "add":
        return _add(subject, value, known, hand)
    if subject is Subject.MENTION:
        mentions = [_find(state.mentions, mention_id, c["item"]) for c in step]
        return _decide_mentions(act, mentions, value, hand, known)
    agreements = [_find(state.agreements, lambda i: i.id, c["item"]) for c in step]
    return _decide_agreements(act, agreements, value, hand, known)


class _Known(NamedTuple):
    """What can be decided about, and the places that can be chosen."""

    state: State
    gazetteer: Gazetteer


def _find(items: Iterable[T], name: Callable[[T], str], wanted: str) -> T:
    found = next((item for item in items if name(item) == wanted), None)
    if found is None:
        msg = "What was decided about is no longer read in the text."
        raise UsageError(msg)
    return found


def _turn_back(act: str, step: str, state: State, hand: Hand) -> Made:
    """Undo a step of the reader's, or let it hold again."""
    ours = [d for d in state.decisions if d.undone_with == step]
    if not ours:
        msg = "What is to be undone was never decided here."
        raise UsageError(msg)
    (undone,) = deciding.undo_step(ours[0], hand)
    return (replace(undone, act=Act(act)),)


def _decide_mentions(
    act: str,
    items: list[ReviewedMention],
    value: Choice,
    hand: Hand,
    known: _Known,
) -> Made:
    first = items[0]
    match act:
        case Act.CONFIRM:
            made = deciding.confirm(items, hand)
        case Act.NOT_A_PLACE:
            made = deciding.name_no_place(items, hand)
        case Act.ROLE:
            made = deciding.change_role(items, str(value["role"]), hand)
        case Act.WORDS:
            document = _document(known.state, first.document_id)
            start, end = int(value["start"]), int(value["end"])
            made = deciding.stretch(first, document, start, end, hand)
        case Act.PLACE if "record" in value:
            made = deciding.put_on_map(items, hand, **_position(value["record"]))
        case Act.PLACE:
            place = known.gazetteer[str(value["place"])]
            made = deciding.choose_place(items, place, hand)
        case "settle":
            made = _settle(first, value, hand)
        case _:
            raise UsageError(_UNKNOWN.format(act=act))
    return made


def _position(record: Choice) -> dict[str, Any]:
    return {
        "lon": float(record["lon"]),
        "lat": float(record["lat"]),
        "radius_m": float(record["radius_m"]),
        "name": str(record["name"]),
        "kind": str(record["kind"]),
    }


def _decide_agreements(
    act: str, items: list[ReviewedAgreement], value: Choice, hand: Hand, known: _Known
) -> Made:
    first = items[0]
    match act:
        case Act.CONFIRM:
            made = deciding.confirm(items, hand)
        case Act.REJECT:
            made = deciding.reject(items, hand)
        case Act.EDIT:
            made = deciding.edit_agreement(first, value, hand)
        case Act.SPLIT:
            made = deciding.split(first, value["parts"], hand)
        case Act.MERGE:
            every = known.state.agreements
            others = [_find(every, lambda i: i.id, name) for name in value["with"]]
            made = deciding.merge(first, others, hand)
        case "settle":
            made = _settle(first, value, hand)
        case _:
            raise UsageError(_UNKNOWN.format(act=act))
    return made


def _settle(
    item: ReviewedMention | ReviewedAgreement, value: Choice, hand: Hand
) -> Made:
    """Keep what one of two readers decided."""
    kept = next((d for d in item.decisions if d.id == value["decision"]), None)
    if kept is None:
        msg = "The decision that is to be kept is not there any more."
        raise UsageError(msg)
    return deciding.settle_with(item, kept, hand)


def _add(subject: Subject, value: Choice, known: _Known, hand: Hand) -> Made:
    """Add what was missed."""
    document = _document(known.state, str(value["document"]))
    start, end = int(value["start"]), int(value["end"])
    if subject is Subject.AGREEMENT:
        fields = {k: v for k, v in value.items() if k not in _WHERE}
        return deciding.add_agreement(document, start, end, fields, hand)
    record = value.get("record")
    place = (
        None if record or not value.get("place") else known.gazetteer[value["place"]]
    )
    (draft,) = deciding.add_mention(
        document, start, end, hand, place=place, role=str(value.get("role", "literal"))
    )
    if not record:
        return (draft,)
    position = _position(record)
    made = place_record(
        position.pop("name"),
        position.pop("kind"),
        **position,
        basis=hand.why,
        seed=f"{document.id}:{start}-{end}",
    )
    added = {**draft.value, "place": made["id"], "kind": made["kind"], "record": made}
    return (replace(draft, value=added),)


def _document(state: State, name: str) -> Document:
    """Give a text as it was read: offsets are its own."""
    return _find(state.records, lambda item: item.document_id, name).machine

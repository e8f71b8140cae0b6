"""Deciding: the decisions that a reader's choices make, before they are kept.

Each function gives the decisions of one step, to be added to the reader's ledger
together and undone together. None of them changes anything.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geo.errors import UsageError
from geo.fields import Family, to_record
from geo.review.added import place_record
from geo.review.answers import undone_steps
from geo.review.decisions import Act, Decision, Subject, new_id, words_at
from geo.review.items import ReviewedAgreement, ReviewedMention, ReviewedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.model import Document, Place
    from geo.review.decisions import Value, Words
    from geo.review.items import Item

_NOT_CONFIRMED = frozenset(
    {"id", "evidence", "proposed_because", "rules", "decided_by", "decided_at"}
)
"""Fields of an agreement that nobody confirms: they say where it comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who decides, and on which reading."""

    who: str
    rules: str = ""
    """The edition of the rules."""
    gazetteer: str = ""
    """The edition of the gazetteer."""
    why: str = ""
    """The reader's reason, where one is given."""


Step = tuple[Decision, ...]
_Any = ReviewedText | ReviewedMention | ReviewedAgreement


# --- a text ---------------------------------------------------------------------------


def set_record(item: ReviewedText, value: Value, hand: Hand) -> Step:
    """Set fields of a text: ``{"geography_on": "2026-02-06"}``."""
    return _step([_draft(item, Act.SET, value, hand)])


# --- mentions -------------------------------------------------------------------------


def confirm(items: Iterable[ReviewedMention | ReviewedAgreement], hand: Hand) -> Step:
    """Confirm mentions and agreements as they are shown."""
    return _step([_draft(i, Act.CONFIRM, _shown(i), hand) for i in items])


def choose_place(items: Iterable[ReviewedMention], place: Place, hand: Hand) -> Step:
    """Say that mentions mean another place: offered, or searched for."""
    value = {"place": place.id, "kind": place.kind.value}
    return _step([_draft(i, Act.PLACE, value, hand) for i in items])


def put_on_map(
    items: Sequence[ReviewedMention],
    hand: Hand,
    *,
    lon: float,
    lat: float,
    radius_m: float,
    name: str = "",
    kind: str = "",
    basis: str = "",
) -> Step:
    """Say where mentions are, with a place that the gazetteer lacks."""
    words = items[0].words.exact
    shown = items[0].mention or items[0].machine
    drafts = [_draft(item, Act.PLACE, {}, hand) for item in items]
    record = place_record(
        name or words,
        kind or (shown.kind.value if shown else "city"),
        lon,
        lat,
        radius_m,
        basis=basis or hand.why,
        seed=drafts[0].id,
    )
    value = {"place": record["id"], "kind": record["kind"], "record": record}
    return _step([replace(draft, value=value) for draft in drafts])


def name_no_place(items: Iterable[ReviewedMention], hand: Hand) -> Step:
    """Say that words name no place."""
    return _step([_draft(i, Act.NOT_A_PLACE, {}, hand) for i in items])


def change_role(items: Iterable[ReviewedMention], role: str, hand: Hand) -> Step:
    """Say what mentions do in their sentence."""
    return _step([_draft(i, Act.ROLE, {"role": role}, hand) for i in items])


def stretch(
    item: ReviewedMention, document: Document, start: int, end: int, hand: Hand
) -> Step:
    """Say that a mention is wider or narrower than it was read."""
    value = {"start": start, "end": end, "exact": document.text[start:end]}
    return _step([_draft(item, Act.WORDS, value, hand)])


def add_mention(
    document: Document,
    start: int,
    end: int,
    hand: Hand,
    *,
    place: Place | None = None,
    role: str = "literal",
) -> Step:
    """Add a mention that was missed."""
    value: dict[str, Any] = {"role": role, "place": place.id if place else None}
    if place:
        value["kind"] = place.kind.value
    words = words_at(document.text, start, end)
    return _step([_new(Subject.MENTION, Act.ADD, document.id, words, value, hand)])


# --- agreements -----------------------------------------------------------------------


def edit_agreement(item: ReviewedAgreement, value: Value, hand: Hand) -> Step:
    """Say that fields of an agreement are otherwise: ``{"type": "trade"}``."""
    return _step([_draft(item, Act.EDIT, value, hand)])


def reject(items: Iterable[ReviewedAgreement], hand: Hand) -> Step:
    """Say that words are no agreement."""
    return _step([_draft(i, Act.REJECT, {}, hand) for i in items])


def split(item: ReviewedAgreement, parts: Sequence[Value], hand: Hand) -> Step:
    """Say that an agreement is several.

    Each part has the fields that are its own, and ``quoted`` (``start``, ``end``,
    ``exact``) where it does not quote all that the whole quotes.
    """
    return _step([_draft(item, Act.SPLIT, {"parts": list(parts)}, hand)])


def merge(
    whole: ReviewedAgreement, others: Iterable[ReviewedAgreement], hand: Hand
) -> Step:
    """Say that agreements are part of another one."""
    return _step(
        [
            _draft(whole, Act.CONFIRM, _shown(whole), hand),
            *(_draft(i, Act.MERGE, {"into": whole.id}, hand) for i in others),
        ]
    )


def add_agreement(
    document: Document, start: int, end: int, value: Value, hand: Hand
) -> Step:
    """Add an agreement that was missed; its value has the fields that are known."""
    words = words_at(document.text, start, end)
    draft = _new(Subject.AGREEMENT, Act.ADD, document.id, words, value, hand)
    return _step([replace(draft, about=draft.id)])


# --- readers who differ ---------------------------------------------------------------


def settle_with(item: Item, kept: Decision, hand: Hand) -> Step:
    """Decide between readers: one's decision is made again in the place of all."""
    draft = replace(
        kept,
        id=new_id(),
        when=_now(),
        who=hand.who,
        why=hand.why or kept.why,
        rules=hand.rules,
        gazetteer=hand.gazetteer,
        replaces=tuple(d.id for d in item.decisions),
        step="",
    )
    return _step([draft])


# --- undo and redo --------------------------------------------------------------------


def undo(decisions: Iterable[Decision], hand: Hand) -> Step:
    """Undo the last step of a reader that is not undone; empty where there is none."""
    steps, undone, _ = _history(tuple(decisions), hand.who)
    holding = [step for step in steps if step not in undone]
    return _about_step(Act.UNDO, holding[-1], hand) if holding else ()


def redo(decisions: Iterable[Decision], hand: Hand) -> Step:
    """Let the step hold again that its reader undid last.

    Empty where nothing is undone, or something new was decided since.
    """
    decisions = tuple(decisions)
    _, undone, order = _history(decisions, hand.who)
    waiting = [step for step in order if step in undone]
    mine = [d for d in decisions if d.who == hand.who]
    newest = next((d for d in reversed(mine) if d.subject is not Subject.STEP), None)
    if not waiting or newest is None:
        return ()
    last_undo = max(
        d.key for d in mine if d.act is Act.UNDO and d.value["step"] == waiting[-1]
    )
    return () if newest.key > last_undo else _about_step(Act.REDO, waiting[-1], hand)


def undo_step(decision: Decision, hand: Hand) -> Step:
    """Undo the step of one decision, whatever was decided since.

    Raises
    ------
    UsageError
        Another reader made it: decide otherwise instead.
    """
    if decision.who != hand.who:
        msg = f"{decision.who} decided that; only {decision.who} can undo it."
        raise UsageError(msg)
    return _about_step(Act.UNDO, decision.undone_with, hand)


def _history(
    decisions: tuple[Decision, ...], who: str
) -> tuple[list[str], set[str], list[str]]:
    """Give a reader's steps in order, which of them are undone, and as undone last."""
    mine = [d for d in decisions if d.who == who]
    steps = list(
        dict.fromkeys(d.undone_with for d in mine if d.subject is not Subject.STEP)
    )
    undone = {step for _, step in undone_steps(mine)}
    order: dict[str, None] = {}
    for decision in mine:
        if decision.act is Act.UNDO:
            order.pop(decision.value["step"], None)
            order[decision.value["step"]] = None
    return steps, undone, list(order)


def _about_step(act: Act, step: str, hand: Hand) -> Step:
    draft = _new(Subject.STEP, act, "", None, {"step": step}, hand)
    return (replace(draft, step=draft.id),)


# --- drafts ---------------------------------------------------------------------------


def _draft(item: _Any, act: Act, value: Value, hand: Hand) -> Decision:
    """Make a decision about something that is shown."""
    if isinstance(item, ReviewedText):
        was = {name: _json(item.machine).get(name) for name in value}
        return replace(
            _new(Subject.TEXT, act, item.document_id, None, value, hand), was=was
        )
    is_agreement = isinstance(item, ReviewedAgreement)
    subject = Subject.AGREEMENT if is_agreement else Subject.MENTION
    draft = _new(subject, act, item.document_id, item.words, value, hand)
    return replace(
        draft,
        about=item.id if isinstance(item, ReviewedAgreement) else "",
        was=_was(item),
        replaces=tuple(d.id for d in item.decisions if d.who == hand.who),
    )


def _new(  # noqa: PLR0917 - what every decision says
    subject: Subject,
    act: Act,
    document_id: str,
    words: Words | None,
    value: Value,
    hand: Hand,
) -> Decision:
    return Decision(
        id=new_id(),
        when=_now(),
        who=hand.who,
        subject=subject,
        act=act,
        document_id=document_id,
        words=words,
        value=dict(value),
        why=hand.why,
        rules=hand.rules,
        gazetteer=hand.gazetteer,
    )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _step(decisions: list[Decision]) -> Step:
    """Let decisions be undone together."""
    return tuple(replace(d, step=decisions[0].id) for d in decisions)


def _was(item: Item) -> Value:
    """Give what the machine had read, as far as a decision keeps it."""
    if isinstance(item, ReviewedMention) and item.machine:
        record = to_record(item.machine, Family.LINES)
        return {k: v for k, v in record.items() if k not in _NOT_KEPT}
    if isinstance(item, ReviewedAgreement):
        record = to_record(item.read, Family.JSON)
        return {k: v for k, v in record.items() if not k.startswith("decided_")}
    return {}


_NOT_KEPT = frozenset(
    {"passage", "start", "end", "exact", "alternatives", "decided_by", "decided_at"}
)


def _shown(item: Item) -> dict[str, Any]:
    """Give what a confirmation confirms."""
    if isinstance(item, ReviewedMention) and item.mention:
        shown = item.mention
        return {
            "place": shown.place_id,
            "kind": shown.kind.value,
            "role": shown.role.value,
        }
    if isinstance(item, ReviewedAgreement):
        record = to_record(item.agreement or item.read, Family.JSON)
        return {k: v for k, v in record.items() if k not in _NOT_CONFIRMED}
    return {}


def _json(document: Document) -> Mapping[str, Any]:
    return to_record(document, Family.JSON)

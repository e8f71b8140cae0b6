"""What was changed by hand in a project's files, as the ledger that it would be.

Before there were ledgers a reader verified an agreement by taking the line
``proposed_because`` out of its record. What rules had read is remembered, so whatever
differs from it was decided by somebody; the same files give the same decisions.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.fields import Family, to_record
from geo.review.decisions import Act, Decision, Subject, new_id, words_at
from geo.review.recorded import SETTABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Agreement, Document, Mention
    from geo.projects.bringing import BroughtText
    from geo.review.decisions import Value, Words

WHO = "by hand"
"""Whoever changed a file."""
LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When that was, as nobody wrote it down: before all that somebody did."""
_FROM = frozenset({"proposed_because", "rules", "decided_by", "decided_at"})


def find_by_hand(machine: BroughtText, text: BroughtText) -> tuple[Decision, ...]:
    """Give the decisions that lead from what rules read to what the files say."""
    found = (
        *_of_record(machine.document, text.document),
        *_of_mentions(machine, text),
        *_of_agreements(machine, text),
    )
    return tuple(
        replace(d, when=LONG_AGO + dt.timedelta(microseconds=number), step=d.id)
        for number, d in enumerate(map(_name, found), start=1)
    )


def verified_by_hand(text: BroughtText) -> tuple[Decision, ...]:
    """Give the decisions of a text of which nobody remembers what rules had read."""
    confirmed = [
        _of_agreement(text.document, a, Act.CONFIRM, _shown(a), a)
        for a in text.agreements
        if not a.is_proposed
    ]
    return tuple(
        replace(d, when=LONG_AGO + dt.timedelta(microseconds=number), step=d.id)
        for number, d in enumerate(map(_name, confirmed), start=1)
    )


def renaming(old: str, new: str, when: dt.datetime) -> Decision:
    """Give the decision that says how a text is called from now on."""
    return replace(
        Decision(
            id=new_id(),
            when=when,
            who=WHO,
            subject=Subject.TEXT,
            act=Act.RENAME,
            document_id=old,
            value={"to": new},
        ),
    )


def _name(decision: Decision) -> Decision:
    """Give a decision the id that follows from what it says."""
    said = json.dumps(to_record(decision, Family.LINES), sort_keys=True, default=str)
    digest = hashlib.sha256(said.encode("utf-8")).hexdigest()
    return replace(decision, id=digest[:32])


def _of_record(machine: Document, document: Document) -> Iterator[Decision]:
    was = to_record(machine, Family.JSON)
    now = to_record(document, Family.JSON)
    value = {k: v for k, v in now.items() if k in SETTABLE and v != was.get(k)}
    if value:
        yield replace(
            _new(Subject.TEXT, Act.SET, document, None, value),
            was={k: was.get(k) for k in value},
        )


def _of_mentions(machine: BroughtText, text: BroughtText) -> Iterator[Decision]:
    read = {(m.start, m.end): m for m in machine.mentions}
    ours = {(m.start, m.end): m for m in text.mentions}
    for span, mention in ours.items():
        stood = read.get(span)
        if mention == stood:
            continue
        record = _record(mention)
        yield replace(
            _new(Subject.MENTION, Act.ADD, text.document, _at(text, span), record),
            was=_record(stood) if stood else {},
        )
    for span, mention in read.items():
        if span not in ours:
            draft = _new(
                Subject.MENTION, Act.NOT_A_PLACE, text.document, _at(text, span), {}
            )
            yield replace(draft, was=_record(mention))


def _of_agreements(machine: BroughtText, text: BroughtText) -> Iterator[Decision]:
    read = {a.id: a for a in machine.agreements}
    ours = {a.id: a for a in text.agreements}
    document = text.document
    for key, agreement in ours.items():
        stood = read.get(key)
        if agreement == stood:
            continue
        if stood is None or stood.evidence != agreement.evidence:
            whole = to_record(agreement, Family.JSON)
            draft = _of_agreement(document, agreement, Act.ADD, whole, agreement)
            if stood is None and agreement.is_proposed:
                continue
            yield draft
            continue
        was, now = to_record(stood, Family.JSON), to_record(agreement, Family.JSON)
        changed = {k: v for k, v in now.items() if v != was[k] and k not in _FROM}
        act, value = (
            (Act.EDIT, changed) if changed else (Act.CONFIRM, _shown(agreement))
        )
        yield _of_agreement(document, agreement, act, value, stood)
    for key, agreement in read.items():
        if key not in ours:
            yield _of_agreement(document, agreement, Act.REJECT, {}, agreement)


def _of_agreement(
    document: Document, agreement: Agreement, act: Act, value: Value, was: Agreement
) -> Decision:
    first = agreement.evidence[0]
    words = words_at(document.text, first.start, first.end)
    draft = _new(Subject.AGREEMENT, act, document, words, value)
    return replace(draft, about=agreement.id, was=to_record(was, Family.JSON))


def _shown(agreement: Agreement) -> dict[str, Any]:
    record = to_record(agreement, Family.JSON)
    return {k: v for k, v in record.items() if k not in {*_FROM, "id", "evidence"}}


def _record(mention: Mention) -> dict[str, Any]:
    record = to_record(mention, Family.LINES)
    return {
        k: v for k, v in record.items() if k not in {"passage", "start", "end", "exact"}
    }


def _at(text: BroughtText, span: tuple[int, int]) -> Words:
    return words_at(text.document.text, *span)


def _new(
    subject: Subject,
    act: Act,
    document: Document,
    words: Words | None,
    value: Value,
) -> Decision:
    return Decision(
        id="",
        when=LONG_AGO,
        who=WHO,
        subject=subject,
        act=act,
        document_id=document.id,
        words=words,
        value=value,
    )

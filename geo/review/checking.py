"""Checking decisions before they are kept, and whenever a ledger is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.errors import GeoError
from geo.fields import Family, Reading, from_plain, from_record
from geo.model import Kind, Mention, Role
from geo.places.gazetteer import read_place
from geo.review import recorded
from geo.review.added import list_records
from geo.review.agreed import check_fields
from geo.review.decisions import Act, Subject, Words, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.review.decisions import Decision

_LINES = Reading(family=Family.LINES, keeps_unknown=True)


def check_decision(decision: Decision) -> None:
    """Check that a decision says all that its act needs, each value of its type.

    Raises
    ------
    ValueError
        It does not; the sentence says what is wrong.
    """
    check(decision)
    value = decision.value
    if decision.act is Act.RENAME:
        from_plain(str, value["to"], "to", _LINES)
    elif decision.subject is Subject.TEXT:
        recorded.check_record(value)
    elif decision.subject is Subject.MENTION:
        _check_mention(decision.act, value)
        _check_mention_record(decision.was)
    elif decision.subject is Subject.AGREEMENT:
        _check_agreement(decision.act, value)
        check_fields(decision.was)
        _check_evidence(decision.was.get("evidence", []))
    else:
        from_plain(str, value["step"], "step", _LINES)
    for record in list_records(decision):
        try:
            read_place(record, "the place that it adds")
        except GeoError as error:
            raise ValueError(str(error)) from error


def _check_mention(act: Act, value: Mapping[str, Any]) -> None:
    if act is Act.WORDS:
        start, end = (from_plain(int, value[k], k, _LINES) for k in ("start", "end"))
        exact = from_plain(str, value["exact"], "exact", _LINES)
        if start < 0 or not exact or end - start != len(exact):
            msg = f"{exact!r} is not as long as from {start} to {end}."
            raise ValueError(msg)
        return
    _check_mention_record(value)


def _check_mention_record(value: Mapping[str, Any]) -> None:
    usual = {"role": Role.LITERAL.value, "kind": Kind.REGION.value, "place": None}
    from_record(
        Mention,
        {**usual, **value},
        _LINES,
        document_id="",
        passage_id="",
        start=0,
        end=0,
        exact="",
    )


def _check_agreement(act: Act, value: Mapping[str, Any]) -> None:
    if act is Act.MERGE:
        from_plain(str, value["into"], "into", _LINES)
        return
    if act is not Act.SPLIT:
        check_fields(value)
        return
    parts = value["parts"]
    if not isinstance(parts, list) or len(parts) < 2:
        msg = "parts: expected two or more, each with the fields that are its own."
        raise ValueError(msg)
    for part in parts:
        check_fields(part)
        if "quoted" in part:
            from_record(Words, part["quoted"], _LINES)


def _check_evidence(evidence: object) -> None:
    records = evidence if isinstance(evidence, list) else [None]
    for one in records:
        named = one if isinstance(one, dict) else {}
        from_plain(str, named.get("quote"), "the quote of its evidence", _LINES)
        from_plain(int, named.get("start"), "the start of its evidence", _LINES)

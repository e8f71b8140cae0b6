"""The record of a text as readers decided: its day, title, publisher, parties."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.fields import Family, Reading, fields_in, from_plain
from geo.model import Document
from geo.review.answers import settle
from geo.review.items import ReviewedText
from geo.review.said import say_verified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.model import Agreement
    from geo.review.decisions import Decision

_READING = Reading(family=Family.JSON)
FIELDS = {f.name_in(Family.JSON): f for f in fields_in(Document, Family.JSON)}
_FIXED = frozenset({"id", "sha256", "text", "passages"})
SETTABLE = frozenset(FIELDS) - _FIXED | {"parties"}
"""What a reader can set of a text, by name."""


def apply_to_record(
    document: Document, agreements: Iterable[Agreement], decisions: Iterable[Decision]
) -> ReviewedText:
    """Give a text with the record that its readers decided.

    Parameters
    ----------
    document
        As it was read.
    agreements
        Those proposed in it, which say between whom they are.
    decisions
        About its record, in the order of their making.
    """
    held = settle(decisions)
    changes = {
        FIELDS[name].attribute: to_field(name, one.value)
        for name, one in held.items()
        if name in FIELDS and name not in _FIXED
    }
    if "geography_on" in changes and "geography_reason" not in changes:
        given = {"geography_on": held["geography_on"]}
        changes["geography_reason"] = say_verified(given)
    if "title" in changes and "short_title" not in changes:
        changes["short_title"] = changes["title"]
    parties = held.get("parties")
    return ReviewedText(
        document_id=document.id,
        machine=document,
        document=replace(document, **changes),
        parties=tuple(parties.value) if parties else usual_parties(agreements),
        held=held,
    )


def usual_parties(agreements: Iterable[Agreement]) -> tuple[str, ...]:
    """Give the parties that most agreements of a text are between."""
    counted = Counter(a.parties for a in agreements)
    return min(counted, key=lambda p: (-counted[p], p)) if counted else ()


def set_parties(
    agreements: Iterable[Agreement], record: ReviewedText
) -> tuple[Agreement, ...]:
    """Let agreements between the usual parties of a text be between those decided."""
    agreements = tuple(agreements)
    if "parties" not in record.held:
        return agreements
    usual = usual_parties(agreements)
    return tuple(
        replace(a, parties=record.parties) if a.parties == usual else a
        for a in agreements
    )


def to_field(name: str, said: Any) -> Any:  # noqa: ANN401 - as JSON has it
    """Make the value of a field of the record.

    Raises
    ------
    ValueError
        It is none; the sentence names the field.
    """
    field = FIELDS[name]
    if said is None and field.is_optional:
        return None
    return from_plain(field.hint, said, name, _READING)


def check_record(value: Mapping[str, Any]) -> None:
    """Check what a decision sets of a text.

    Raises
    ------
    ValueError
        It names something else, or a value is none of its field.
    """
    unknown = sorted(value.keys() - SETTABLE)
    if unknown or not value:
        named = repr(unknown[0]) if unknown else "nothing"
        msg = (
            f"{named} cannot be set of a text; expected {', '.join(sorted(SETTABLE))}."
        )
        raise ValueError(msg)
    for name, said in value.items():
        if name == "parties":
            from_plain(tuple[str, ...], said, name, _READING)
        else:
            to_field(name, said)

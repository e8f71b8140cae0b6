"""Sentences about decisions: who decided, when, and where readers differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.review.answers import last_time, readers, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.review.answers import Held


def say_verified(held: Mapping[str, Held]) -> str:
    """Say who decided and when, with the reason where one was given."""
    when = last_time(held)
    day = f" on {when.date()}" if when and when.year > 1970 else ""
    whys = dict.fromkeys(d.why for one in held.values() for d in one.decisions if d.why)
    said = f"Decided by {' and '.join(readers(held))}{day}"
    return f"{said}: {'; '.join(whys)}" if whys else f"{said}."


def decided(held: Mapping[str, Held]) -> dict[str, Any]:
    """Give the fields of a mention or an agreement that say who decided, and when."""
    when = last_time(held)
    return {
        "decided_by": readers(held),
        "decided_at": when.isoformat(timespec="seconds") if when else "",
    }


def say_differing(held: Mapping[str, Held]) -> str:
    """Say what each reader holds, where they differ."""
    parts = []
    for question, one in held.items():
        if not one.differs:
            continue
        given = [
            f"{d.who} says {show(say(d)[question])}"
            for d in (*one.decisions, *one.others)
        ]
        parts.append(f"{question}: {', '.join(given)}")
    return f"Readers differ. {'; '.join(parts)}."


def show(value: object) -> str:
    """Show a value of a decision in a sentence."""
    if isinstance(value, list):
        return " and ".join(map(str, value)) or "none"
    return "none" if value is None else str(value).replace("-", " ")

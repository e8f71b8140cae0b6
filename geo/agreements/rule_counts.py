"""Rules counted: how often each entry of the languages fired, and was right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.shipped import LANGUAGES, name_entries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.agreements.evaluating import ProposalsReport
    from geo.places.evaluation import Pairs


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule or an entry fired, and how often what it made was right."""

    id: str
    fired: int
    right: int


def count_rules(
    pairs: Pairs, reports: Iterable[ProposalsReport]
) -> tuple[RuleCount, ...]:
    """Count every entry, those that never fired among them, the busiest first.

    A mention is right when reading marked it with the same place and role; a proposal
    when reading found it too, with the same type and status.

    Parameters
    ----------
    pairs
        What reading marked in each text, and what was found.
    reports
        What reading found agreed, and what was proposed.
    """
    fired: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for gold, mention in pairs:
        if mention is not None:
            fired.update(mention.rules)
            is_right = gold is not None and (gold.place_id, gold.role) == (
                mention.place_id,
                mention.role,
            )
            right.update(mention.rules if is_right else ())
    for report in reports:
        for ours, theirs in report.matched:
            fired.update(theirs.rules)
            is_right = (ours.type, ours.status) == (theirs.type, theirs.status)
            right.update(theirs.rules if is_right else ())
        for found in report.documents:
            for extra in found.extra:
                fired.update(extra.rules)
    ids = dict.fromkeys((*fired, *name_entries(LANGUAGES.values())))
    counts = (RuleCount(name, fired[name], right[name]) for name in ids)
    return tuple(sorted(counts, key=lambda count: (-count.fired, count.id)))


def render_rules(counts: Iterable[RuleCount]) -> str:
    """Set the counts as a table of plain text.

    >>> print(render_rules([RuleCount("en.deeds", 4, 3)]))
    rule                                               fired   right   share
    en.deeds                                               4       3   0.750
    """
    lines = [f"{'rule':48}{'fired':>8}{'right':>8}{'share':>8}"]
    for count in counts:
        share = f"{count.right / count.fired:8.3f}" if count.fired else f"{'–':>8}"
        lines.append(f"{count.id:48}{count.fired:>8}{count.right:>8}{share}")
    return "\n".join(lines)

"""What a person decided about a text, kept when the text is read again.

Whatever differs from what rules read was decided by a person: an agreement verified,
edited, added or taken out, a mention too, a field of the record. It holds on where the
words that it is about still stand.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from geo.agreements.quoting import find_quote
from geo.model import Evidence, Wording
from geo.projects.bringing import GeographyDay

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.model import Agreement, Document, Mention, Passage
    from geo.projects.bringing import BroughtText

_Quoted = TypeVar("_Quoted", Evidence, Wording)
_RECORD_FIELDS = (
    "title",
    "short_title",
    "publisher",
    "dated",
    "geography_on",
    "geography_reason",
    "language",
    "rights",
    "url",
)


class _Moved(NamedTuple):
    """Where a passage's words stand now."""

    passage: Passage
    shift: int
    """In code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A text as it is after it was read again."""

    text: BroughtText
    kept: int
    """Decisions that hold on."""
    lost: int
    """Decisions about words that do not stand there any more."""


def find_decided_day(old: BroughtText, machine: BroughtText) -> GeographyDay | None:
    """Give the day whose borders hold, where a person changed it in the record."""
    if old.document.geography_on == machine.document.geography_on:
        return None
    return GeographyDay(
        day=old.document.geography_on, reason=old.document.geography_reason
    )


def keep_decided(old: BroughtText, machine: BroughtText, new: BroughtText) -> Kept:
    """Put what a person decided about a text in the place of what rules read anew.

    Parameters
    ----------
    old
        The text as it stood in the project.
    machine
        What rules had read of it, before anybody changed it.
    new
        What rules read of it now.
    """
    moved = _match_passages(old.document, new.document)
    fields = {
        field: getattr(old.document, field)
        for field in _RECORD_FIELDS
        if getattr(old.document, field) != getattr(machine.document, field)
    }
    mentions, kept_mentions, lost_mentions = _keep_mentions(old, machine, new, moved)
    agreements, kept, lost = _keep_agreements(old, machine, new, moved)
    text = replace(
        new,
        document=replace(new.document, **fields),
        mentions=mentions,
        agreements=agreements,
    )
    return Kept(
        text=text,
        kept=len(fields) + kept_mentions + kept,
        lost=lost_mentions + lost,
    )


def _match_passages(old: Document, new: Document) -> dict[str, _Moved]:
    """Give the new passage of each old one whose words stand as they stood."""
    standing = defaultdict[str, list["Passage"]](list)
    for passage in new.passages:
        standing[passage.text.strip()].append(passage)
    stood = defaultdict[str, list["Passage"]](list)
    for passage in old.passages:
        stood[passage.text.strip()].append(passage)
    return {
        before.id: _Moved(now, _start_of_words(now) - _start_of_words(before))
        for words, passages in stood.items()
        if len(passages) == len(standing.get(words, ()))
        for before, now in zip(passages, standing[words], strict=True)
    }


# --- mentions ---------------------------------------------------------------------


def _keep_mentions(
    old: BroughtText,
    machine: BroughtText,
    new: BroughtText,
    moved: Mapping[str, _Moved],
) -> tuple[tuple[Mention, ...], int, int]:
    decided = _by_passage(old.mentions)
    read = _by_passage(machine.mentions)
    mentions = _by_passage(new.mentions)
    kept = lost = 0
    for passage in old.document.passages:
        ours, theirs = decided.get(passage.id, []), read.get(passage.id, [])
        count = sum(m not in theirs for m in ours) + sum(m not in ours for m in theirs)
        if not count:
            continue
        now = moved.get(passage.id)
        if now is None:
            lost += count
            continue
        kept += count
        mentions[now.passage.id] = [
            replace(
                m,
                passage_id=now.passage.id,
                start=m.start + now.shift,
                end=m.end + now.shift,
            )
            for m in ours
        ]
    found = sorted((m for ours in mentions.values() for m in ours), key=_start)
    return tuple(found), kept, lost


def _by_passage(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.passage_id, []).append(mention)
    return found


def _start(mention: Mention) -> int:
    return mention.start


def _start_of_words(passage: Passage) -> int:
    return passage.start + len(passage.text) - len(passage.text.lstrip())


# --- agreements -------------------------------------------------------------------


def _keep_agreements(
    old: BroughtText,
    machine: BroughtText,
    new: BroughtText,
    moved: Mapping[str, _Moved],
) -> tuple[tuple[Agreement, ...], int, int]:
    read = {a.id: a for a in machine.agreements}
    ids = {a.id for a in old.agreements}
    carried: list[Agreement] = []
    settled = [a for a in machine.agreements if a.id not in ids]
    lost = 0
    for agreement in old.agreements:
        if read.get(agreement.id) == agreement:
            continue
        now = _carry(agreement, moved, new.document)
        if now is None:
            lost += 1
            continue
        carried.append(now)
        settled += [now, *([read[now.id]] if now.id in read else [])]
    taken = {a.id for a in carried}
    proposed = [a for a in new.agreements if not any(_is_same(a, s) for s in settled)]
    removed = sum(
        any(_is_same(a, s) for a in new.agreements)
        for s in machine.agreements
        if s.id not in ids
    )
    renamed = []
    for agreement in proposed:
        free = _free_id(agreement.id, taken)
        taken.add(free)
        renamed.append(replace(agreement, id=free))
    return (
        tuple(sorted((*carried, *renamed), key=_order)),
        len(carried) + removed,
        lost,
    )


def _order(agreement: Agreement) -> int:
    return list(type(agreement.type)).index(agreement.type)


def _free_id(wanted: str, taken: set[str]) -> str:
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}_{number}"
    return found


def _is_same(one: Agreement, other: Agreement) -> bool:
    """Whether two agreements speak of the same places in the same words."""
    if (one.pair, set(one.places)) != (other.pair, set(other.places)):
        return False
    if one.type != other.type and one.title != other.title:
        return False
    return any(
        a.quote in b.quote or b.quote in a.quote
        for a in one.evidence
        for b in other.evidence
    )


def _carry(
    agreement: Agreement, moved: Mapping[str, _Moved], document: Document
) -> Agreement | None:
    """Give an agreement at the offsets of the new text; ``None`` if it says else."""
    evidence: list[Evidence] = []
    for one in agreement.evidence:
        found = _find(one, moved.get(one.passage_id), document)
        if found is None:
            return None
        evidence.append(found)
    words: list[Wording] = []
    for said in agreement.words:
        there = _find(said, moved.get(said.passage_id), document)
        if there is None:
            return None
        words.append(there)
    texts = {p.id: p.text for p in document.passages}
    quoted = [texts[e.passage_id] for e in evidence]
    stands = agreement.status_words in quoted[0] and all(
        any(date.words in text for text in quoted) for date in agreement.dates
    )
    if not stands:
        return None
    return replace(agreement, evidence=tuple(evidence), words=tuple(words))


def _find(one: _Quoted, moved: _Moved | None, document: Document) -> _Quoted | None:
    """Find quoted words in their passage, or in the only other that has them."""
    passages = [p for p in document.passages if one.quote in p.text]
    try:
        if moved is not None:
            there = find_quote(moved.passage, one.quote, one.start + moved.shift)
        elif len(passages) == 1:
            there = find_quote(passages[0], one.quote)
        else:
            return None
    except ValueError:
        return None
    return replace(one, passage_id=there.passage_id, start=there.start, end=there.end)

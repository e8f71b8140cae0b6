"""Agreements as readers decided: kept, edited, split, merged, rejected, added."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.fields import Family, Reading, fields_in, from_plain
from geo.model import Agreement, AgreementType, Evidence, Form, Part, Status
from geo.review.answers import INTO, KEEP, MERGE, PARTS, SPLIT, STANDING, settle
from geo.review.decisions import Act, words_at
from geo.review.items import ReviewedAgreement
from geo.review.mentioned import passage_at
from geo.review.said import decided, say_differing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.model import Document, Wording
    from geo.review.anchoring import Span
    from geo.review.answers import Held
    from geo.review.decisions import Decision

READING = Reading(family=Family.JSON, keeps_unknown=True)
FIELDS = {f.name_in(Family.JSON): f for f in fields_in(Agreement, Family.JSON)}
"""What can be edited, by the names that the command line uses."""
_NOT_EDITED = frozenset({"id", "evidence", "proposed_because", "rules"})
_LONGEST_TITLE = 80
_PART = "_part_"
NO_PLACE = "No place is named, as a reader found."


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision about an agreement, and where its words stand now."""

    decision: Decision
    span: Span


def apply_to_agreements(
    document: Document,
    machine: Iterable[Agreement],
    decided: Sequence[Placed],
    parties: tuple[str, ...] = (),
) -> tuple[ReviewedAgreement, ...]:
    """Give the agreements of a text with what was decided about each.

    Parameters
    ----------
    document
        The text.
    machine
        What rules propose in it.
    decided
        In the order of their making.
    parties
        Between whom an agreement is that a reader added without saying so.
    """
    proposed = {a.id: a for a in machine}
    groups, names = _group(proposed, decided)
    waiting = [_Waiting(key, base) for key, base in proposed.items()]
    waiting += [
        _Waiting(key, None)
        for key in groups
        if key not in proposed and not _is_part(key, groups)
    ]
    items: dict[str, ReviewedAgreement] = {}
    while waiting:
        one = waiting.pop(0)
        item = _review(document, one, groups.get(one.key, ()), parties)
        if item is None or one.key in items:
            continue
        items[one.key] = item
        waiting[:0] = _parts(document, item)
    return _merge(items, names)


class _Waiting(NamedTuple):
    """An agreement that is still to be decided about."""

    key: str
    base: Agreement | None
    given: Mapping[str, Held] = {}
    """What was decided of it by splitting another."""


# --- which agreement a decision is about ---------------------------------------------


def _group(
    proposed: Mapping[str, Agreement], decided: Sequence[Placed]
) -> tuple[dict[str, tuple[Placed, ...]], dict[str, str]]:
    """Collect decisions by the id of the agreement that they are about now.

    Also gives that id for each that it had before.

    Ids are made by rules, which may name an agreement otherwise when they read it
    again. So the words decide first, then pair, places and type.
    """
    groups: dict[str, list[Placed]] = {}
    for placed in decided:
        groups.setdefault(placed.decision.about, []).append(placed)
    taken = {
        about
        for about, ours in groups.items()
        if about in proposed and any(_stands_on(proposed[about], p.span) for p in ours)
    }
    found: dict[str, tuple[Placed, ...]] = {}
    names: dict[str, str] = {}
    for about, ours in sorted(groups.items()):
        key = about
        if about not in taken:
            known = next((p.decision.was for p in ours if p.decision.was), None)
            rivals = [
                a
                for a in proposed.values()
                if a.id not in taken and any(_stands_on(a, p.span) for p in ours)
            ]
            if known is not None and rivals:
                key = max(rivals, key=lambda a: (_likeness(a, known), a.id)).id
                taken.add(key)
            elif about in proposed:
                key = f"{about}_of_before"
        names[about] = key
        found[key] = (*found.get(key, ()), *ours)
    return found, names


def _stands_on(agreement: Agreement, span: Span) -> bool:
    return any(e.start < span.end and span.start < e.end for e in agreement.evidence)


def _likeness(agreement: Agreement, known: Mapping[str, Any]) -> tuple[bool, ...]:
    pair = list(agreement.pair) if agreement.pair else None
    return (
        pair == known.get("pair"),
        sorted(agreement.places) == sorted(known.get("places") or ()),
        agreement.type.value == known.get("type"),
        agreement.title == known.get("title"),
    )


def _is_part(key: str, groups: Mapping[str, tuple[Placed, ...]]) -> bool:
    """Whether an id is that of a part of an agreement that somebody split."""
    whole, _, number = key.rpartition(_PART)
    return number.isdigit() and whole in groups


# --- one agreement --------------------------------------------------------------------


def _review(
    document: Document,
    one: _Waiting,
    placed: tuple[Placed, ...],
    parties: tuple[str, ...],
) -> ReviewedAgreement | None:
    base = one.base
    if base is None and placed:
        base = _rebuild(document, one.key, placed, parties)
    if base is None:
        return None
    decisions = tuple(p.decision for p in placed)
    held = {**one.given, **settle(decisions)}
    first = base.evidence[0]
    return ReviewedAgreement(
        document_id=document.id,
        id=one.key,
        words=words_at(document.text, first.start, first.end),
        machine=one.base,
        read=base,
        agreement=_stand_again(document, _decide(base, held)),
        held=held,
        given=decisions,
    )


def _decide(base: Agreement, held: Mapping[str, Held]) -> Agreement | None:
    """Let an agreement be what its readers say."""
    if not held:
        return base
    standing = held.get(STANDING)
    if standing and standing.value != KEEP and not standing.differs:
        return None
    agreement = edit(base, {name: one.value for name, one in held.items()})
    return replace(agreement, **mark(held))


def mark(held: Mapping[str, Held]) -> dict[str, Any]:
    """Give what an agreement says of who decided about it."""
    if any(one.differs for one in held.values()):
        return {"proposed_because": say_differing(held)}
    return {"proposed_because": "", **decided(held)}


def edit(agreement: Agreement, value: Mapping[str, Any]) -> Agreement:
    """Give an agreement with other values for the fields that a value has."""
    changes = {
        FIELDS[name].attribute: _to_field(name, said)
        for name, said in value.items()
        if name in FIELDS and name not in _NOT_EDITED
    }
    edited = replace(agreement, **changes)
    if "words" not in value:
        # What a part says now was said by other words before.
        said_anew = {part for part in Part if agreement.says(part) != edited.says(part)}
        kept = tuple(one for one in edited.words if one.of not in said_anew)
        edited = replace(edited, words=kept)
    if edited.places and "no_place_reason" not in value:
        return replace(edited, no_place_reason="")
    if not edited.places and not edited.no_place_reason:
        return replace(edited, no_place_reason=NO_PLACE)
    return edited


def check_fields(value: object) -> None:
    """Check that the fields of an agreement have values of their types.

    Raises
    ------
    ValueError
        One has not; the sentence names it.
    """
    if not isinstance(value, dict):
        msg = f"{value!r} is no record of an agreement."
        raise ValueError(msg)  # noqa: TRY004 - a value of a file, not of a caller
    for name, said in value.items():
        if name in FIELDS and name not in _NOT_EDITED:
            _to_field(name, said)


def _to_field(name: str, said: Any) -> Any:  # noqa: ANN401 - as JSON has it
    field = FIELDS[name]
    if said is None and field.is_optional:
        return None
    return from_plain(field.hint, said, name, READING)


def _rebuild(
    document: Document,
    key: str,
    placed: tuple[Placed, ...],
    parties: tuple[str, ...],
) -> Agreement | None:
    """Make an agreement of what was recorded when it was decided."""
    span = placed[0].span
    agreement = Agreement(
        id=key if set(key) <= _ID_LETTERS and key else make_agreement_id(document, key),
        type=AgreementType.POLITICAL,
        form=Form.COMMITMENT,
        title=shorten(document.text[slice(*span)]),
        status=Status.AGREED,
        status_words=document.text[slice(*span)],
        parties=parties or ("not stated",),
        places=(),
        no_place_reason=NO_PLACE,
        evidence=(quote(document, span),),
    )
    for one in placed:
        recorded = one.decision.was
        if recorded:
            agreement = _with_evidence(document, edit(agreement, recorded), one)
        if one.decision.act is Act.ADD:
            agreement = edit(agreement, one.decision.value)
    return agreement


def _stand_again(document: Document, agreement: Agreement | None) -> Agreement | None:
    """Let the words of a promise's parts be where they stand in this text."""
    if agreement is None or all(_stands(document, one) for one in agreement.words):
        return agreement
    passages = {e.passage_id for e in agreement.evidence}
    quoted = [p for p in document.passages if p.id in passages]
    words: list[Wording] = []
    for one in agreement.words:
        found = [
            (abs(start - one.start), passage.id, start)
            for passage in quoted
            if (at := passage.text.find(one.quote)) >= 0
            for start in (passage.start + at,)
        ]
        if _stands(document, one):
            words.append(one)
        elif found:
            _, name, start = min(found)
            words.append(
                replace(
                    one,
                    document_id=document.id,
                    passage_id=name,
                    start=start,
                    end=start + len(one.quote),
                )
            )
    return replace(agreement, words=tuple(words))


def _stands(document: Document, words: Wording) -> bool:
    return (
        words.document_id == document.id
        and passage_at(document, words.start) == words.passage_id
        and document.text[words.start : words.end] == words.quote
    )


_ID_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


def make_agreement_id(document: Document, seed: str) -> str:
    """Make the id of an agreement that a reader added, the same for the same seed."""
    digest = hashlib.sha256(seed.encode("utf-8")).hexdigest()[:10]
    return f"{document.id.replace('-', '_')}_added_{digest}"


def _with_evidence(
    document: Document, agreement: Agreement, placed: Placed
) -> Agreement:
    """Let an agreement quote all that it quoted, as far as that stands."""
    quoted = [quote(document, placed.span)]
    stood = placed.decision.words
    shift = placed.span.start - stood.start if stood else 0
    for record in placed.decision.was.get("evidence", ())[1:]:
        exact, start = str(record["quote"]), int(record["start"]) + shift
        if document.text[start : start + len(exact)] != exact:
            start = document.text.find(exact)
        if exact and start >= 0:
            quoted.append(_quote(document, start, start + len(exact)))
    return replace(agreement, evidence=tuple(quoted))


def quote(document: Document, span: Span) -> Evidence:
    """Quote words of a text, as far as they stand in one passage."""
    return _quote(document, span.start, span.end)


def _quote(document: Document, start: int, end: int) -> Evidence:
    name = passage_at(document, start)
    (passage,) = (p for p in document.passages if p.id == name)
    end = min(end, passage.start + len(passage.text.rstrip()))
    return Evidence(
        document_id=document.id,
        passage_id=name,
        quote=document.text[start:end],
        start=start,
        end=end,
    )


def shorten(words: str) -> str:
    """Cut words at a space, for a title.

    >>> shorten("The two sides agreed to open the border gate within the present year \
and to build a road")
    'The two sides agreed to open the border gate within the present year and to…'
    """
    line = " ".join(words.split())
    if len(line) <= _LONGEST_TITLE:
        return line
    return line[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


# --- split and merged -----------------------------------------------------------------


def _parts(document: Document, item: ReviewedAgreement) -> list[_Waiting]:
    """Give the parts of an agreement that was split, each one by itself."""
    standing = item.held.get(STANDING)
    if standing is None or standing.value != SPLIT or standing.differs:
        return []
    given = {STANDING: replace(standing, value=KEEP)}
    return [
        _Waiting(
            f"{item.id}{_PART}{number}",
            _part(document, item, number, value),
            given,
        )
        for number, value in enumerate(item.held[PARTS].value, start=1)
    ]


def _part(
    document: Document, item: ReviewedAgreement, number: int, value: Mapping[str, Any]
) -> Agreement:
    part = replace(edit(item.read, value), id=f"{item.id}{_PART}{number}")
    words = value.get("quoted")
    if not words or not words.get("exact"):
        return part
    # Where the whole has moved, its parts have moved with it.
    first = item.read.evidence[0]
    at = first.quote.find(words["exact"])
    if at < 0:
        return part
    start = first.start + at
    evidence = _quote(document, start, start + len(words["exact"]))
    return replace(part, evidence=(evidence,), status_words=evidence.quote)


def _merge(
    items: dict[str, ReviewedAgreement], names: Mapping[str, str]
) -> tuple[ReviewedAgreement, ...]:
    """Let an agreement that others are part of have their words, places and parties.

    What is to be part of something that is not there stays what it is.
    """
    for item in tuple(items.values()):
        standing = item.held.get(STANDING)
        if standing is None or standing.value != MERGE or standing.differs:
            continue
        into = item.held[INTO].value
        whole = items.get(names.get(into, into))
        if whole is None or whole.agreement is None or whole.id == item.id:
            items[item.id] = replace(item, agreement=item.read)
            continue
        joined = _join(whole.agreement, item.read)
        items[whole.id] = replace(whole, agreement=joined)
    return tuple(items.values())


def _join(whole: Agreement, part: Agreement) -> Agreement:
    def both(name: str) -> tuple[Any, ...]:
        return tuple(dict.fromkeys((*getattr(whole, name), *getattr(part, name))))

    places = both("places")
    return replace(
        whole,
        parties=both("parties"),
        places=places,
        no_place_reason="" if places else whole.no_place_reason,
        dates=both("dates"),
        evidence=both("evidence"),
        rules=both("rules"),
    )

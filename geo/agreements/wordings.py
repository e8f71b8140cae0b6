"""The words of a promise: each part of it found in the passages that hold it.

A record by hand gives a part of a promise in the text's own words and no more: they are
found. Where a part is said in other words (``due = "2030"``), or its words stand
elsewhere, the record's ``words`` quote the text::

    due = "2030"
    words = [{ of = "due", quote = "by the end of the decade" }]
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.agreements.quoting import find_all, find_quote
from geo.fields import Family, Reading, from_record, to_record
from geo.model import NO_DATE_STATED, Part, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.model import Agreement, Evidence, Passage

    _Passages = Mapping[tuple[str, str], Passage]

_ORDER = list(Part)
_READING = Reading(family=Family.TOML)
_WHOLE = (Part.PROMISED_BY, Part.ACTION, Part.DUE)


def find_wordings(
    agreement: Agreement, records: object, passages: _Passages
) -> tuple[Wording, ...]:
    """Find the words of every part of a promise, in the order of the parts.

    Parameters
    ----------
    agreement
        With its evidence, without its words.
    records
        What its record says of them; ``None`` where it says nothing.
    passages
        Those of the documents, by document and id.

    Raises
    ------
    ValueError
        A part has no words in the passages of the evidence, or words that are given
        do not stand where they are said to.
    """
    given = [_read(record, agreement, passages) for record in _list(records)]
    told = {wording.of for wording in given}
    for part in sorted(told, key=_ORDER.index):
        if not agreement.says(part):
            msg = f"words are given for {part.value}, and {part.value} says nothing."
            raise ValueError(msg)
    found = [
        _find(part, words, agreement, passages)
        for part in Part
        if part not in told and (words := _expected_words(agreement, part))
    ]
    return tuple(sorted((*given, *found), key=lambda one: _ORDER.index(one.of)))


def _list(records: object) -> list[Any]:
    if records is None or isinstance(records, list):
        return records or []
    msg = 'words is no list; expected one such as [{ of = "due", quote = "…" }].'
    raise ValueError(msg)


def check_whole(agreement: Agreement) -> None:
    """Check that a promise whose firmness is told tells who, what and when as well.

    Raises
    ------
    ValueError
        It leaves one of them out.
    """
    left = [part.value for part in _WHOLE if not agreement.says(part)]
    if agreement.firmness and left:
        msg = (
            f"agreement {agreement.id!r}: firmness is given and no "
            f"{' and no '.join(left)}; a promise is recorded whole (due is "
            f"{NO_DATE_STATED!r} where the text names none)."
        )
        raise ValueError(msg)


def to_short_records(agreement: Agreement) -> list[dict[str, Any]]:
    """Give what a record by hand has to say of words: those not found without."""
    return [
        to_record(wording, Family.TOML)
        for wording in agreement.words
        if not _is_found(wording, agreement)
    ]


def _is_found(wording: Wording, agreement: Agreement) -> bool:
    words = _expected_words(agreement, wording.of)
    alone = sum(one.of is wording.of for one in agreement.words) == 1
    first = _quoted(agreement.evidence, words)
    there = (wording.document_id, wording.start)
    return alone and wording.quote == words and first is not None and first == there


def _quoted(evidence: Iterable[Evidence], words: str) -> tuple[str, int] | None:
    """Give document and offset of words within the first quotation that has them."""
    for one in evidence:
        at = one.quote.find(words)
        if at >= 0:
            return one.document_id, one.start + at
    return None


def _expected_words(agreement: Agreement, part: Part) -> str:
    """Give the words that a record means when it does not quote any."""
    said = agreement.says(part)
    if part is Part.FIRMNESS:
        return agreement.status_words if said else ""
    return "" if (part, said) == (Part.DUE, NO_DATE_STATED) else said


def _find(part: Part, words: str, agreement: Agreement, passages: _Passages) -> Wording:
    """Find words in the quotations; else nearest before them, else after them."""
    for evidence in (
        *(e for e in agreement.evidence if words in e.quote),
        *agreement.evidence,
    ):
        passage = passages[evidence.document_id, evidence.passage_id]
        starts = [passage.start + at for at in find_all(passage.text, words)]
        if not starts:
            continue
        within = [
            at for at in starts if evidence.start <= at <= evidence.end - len(words)
        ]
        before = [at for at in starts if at < evidence.start]
        start = (within or before[-1:] or starts)[0]
        return Wording(
            of=part,
            document_id=passage.document_id,
            passage_id=passage.id,
            quote=words,
            start=start,
            end=start + len(words),
        )
    there = ", ".join(f"{e.document_id} {e.passage_id}" for e in agreement.evidence)
    msg = (
        f"{part.value}: the words {words!r} do not stand in {there}; copy them from "
        f'there, or quote them: words = [{{ of = "{part.value}", quote = "…" }}].'
    )
    raise ValueError(msg)


def _read(record: Any, agreement: Agreement, passages: _Passages) -> Wording:  # noqa: ANN401 - of a file
    """Read words that a record quotes; where they stand need not be recorded."""
    at = record.get("start") if isinstance(record, dict) else None
    known = {"document": agreement.evidence[0].document_id, "passage": "", "start": 0}
    draft = from_record(
        Wording,
        {**known, **record} if isinstance(record, dict) else record,
        _READING,
        end=0,
    )
    if not draft.passage_id:
        found = _find(draft.of, draft.quote, agreement, passages)
    else:
        key = draft.document_id, draft.passage_id
        if key not in passages:
            msg = f"words for {draft.of.value}: no passage {key[1]!r} in {key[0]!r}."
            raise ValueError(msg)
        quoted = find_quote(passages[key], draft.quote, at)
        found = replace(draft, start=quoted.start, end=quoted.end)
    return found

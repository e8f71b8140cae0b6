"""The register: agreements by hand, every quotation verified when it is read."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from geo.agreements.quoting import find_quote
from geo.agreements.wordings import check_whole, find_wordings
from geo.errors import RegisterError
from geo.fields import Family, Reading, from_record
from geo.model import Agreement, AgreementType, Evidence
from geo.toml_files import read_records

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from pathlib import Path

    from geo.model import Document, Passage

    _Passages = Mapping[tuple[str, str], Passage]

_WORD_END, _WORD_BEGIN = re.compile(r"\w+\Z"), re.compile(r"\w+")
_LONGEST_WORD = 60
_ID_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


def read_register(
    folder: Path,
    documents: Iterable[Document],
    place_ids: Container[str],
    *,
    keeps_unknown: bool = False,
) -> tuple[Agreement, ...]:
    """Read one TOML file an agreement type and verify every record.

    The result is in the order of the types, then of the files.

    Parameters
    ----------
    folder
        Of the files.
    documents
        What is quoted.
    place_ids
        Those of the gazetteer.
    keeps_unknown
        Whether a field that is not known is passed over instead of refused.

    Raises
    ------
    RegisterError
        A record is malformed, names a place that is not in the gazetteer, or
        quotes what its passage does not say. The message names file, record and
        value.
    """
    passages = {(p.document_id, p.id): p for d in documents for p in d.passages}
    reading = Reading(
        family=Family.TOML,
        makers={Evidence: partial(_evidence, passages=passages)},
        keeps_unknown=keeps_unknown,
    )
    agreements: list[Agreement] = []
    unknown = sorted(
        path.name
        for path in folder.glob("[!.]*.toml")
        if path.stem not in set(AgreementType)
    )
    if unknown:
        msg = f"{unknown[0]}: not an agreement type; one of {', '.join(AgreementType)}."
        raise RegisterError(msg)
    for agreement_type in AgreementType:
        path = folder / f"{agreement_type.value}.toml"
        if not path.is_file():
            continue
        for record in read_records(path, "agreement", RegisterError):
            try:
                agreements.append(
                    _agreement(record, reading, agreement_type, passages, place_ids)
                )
            except ValueError as error:
                msg = f"{path.name}, agreement {_name(record)}: {error}"
                raise RegisterError(msg) from error
    ids = [agreement.id for agreement in agreements]
    twice = sorted({i for i in ids if ids.count(i) > 1})
    if twice:
        msg = f"Agreement {twice[0]!r} is recorded twice; every id is used once."
        raise RegisterError(msg)
    return tuple(agreements)


def _name(record: object) -> str:
    return repr(record.get("id")) if isinstance(record, dict) else "without fields"


def check_verified(
    agreements: Iterable[Agreement], documents: Iterable[Document]
) -> None:
    """Check that a reader has verified every agreement.

    The register of this repository holds no proposal; a project that a reader brings
    may.

    Parameters
    ----------
    agreements
        Those of the register.
    documents
        What they quote.

    Raises
    ------
    RegisterError
        An agreement is only proposed by a rule, its promise is told by half, it
        quotes half a word, or its pair is not two of its places.
    """
    texts = {document.id: document.text for document in documents}
    for agreement in agreements:
        try:
            check_whole(agreement)
            _check_pair(agreement)
            for evidence in agreement.evidence:
                _check_ends(evidence, texts[evidence.document_id])
        except ValueError as error:
            raise RegisterError(str(error)) from error
        if agreement.is_proposed:
            msg = (
                f"{agreement.type.value}.toml, agreement {agreement.id!r}: a rule "
                f"proposed it ({agreement.proposed_because}) and nobody has verified "
                "it; promote it by reading it and taking the line proposed_because out."
            )
            raise RegisterError(msg)


def _agreement(
    record: object,
    reading: Reading,
    agreement_type: AgreementType,
    passages: _Passages,
    place_ids: Container[str],
) -> Agreement:
    if not isinstance(record, dict):
        msg = "it is no record; expected a table of fields, headed [[agreement]]."
        raise ValueError(msg)  # noqa: TRY004 - what a file holds is a value
    words = record.get("words")
    bare = {name: value for name, value in record.items() if name != "words"}
    agreement = from_record(Agreement, bare, reading, type=agreement_type, words=())
    _check(agreement, place_ids)
    agreement = replace(agreement, words=find_wordings(agreement, words, passages))
    quoted = [passages[e.document_id, e.passage_id] for e in agreement.evidence]
    _check_words(agreement.status_words, quoted[:1])
    for date in agreement.dates:
        _check_words(date.words, quoted)
    return agreement


def _check_pair(agreement: Agreement) -> None:
    """Refuse a pair that does not join two places of the agreement."""
    if agreement.pair is None:
        return
    one, other = agreement.pair
    missing = [place for place in agreement.pair if place not in agreement.places]
    if one == other or missing:
        said = f"{missing[0]!r} is none of them" if missing else f"{one!r} is both"
        msg = (
            f"{agreement.type.value}.toml, agreement {agreement.id!r}: a pair is two "
            f"different places of those in places; {said}."
        )
        raise ValueError(msg)


def _check_ends(evidence: Evidence, text: str) -> None:
    """Refuse a quotation that begins or ends within a word.

    Scripts from Thai on write their words without blanks between them.
    """
    for at, does in ((evidence.start, "begins"), (evidence.end, "ends")):
        around = text[max(0, at - 1) : at + 1]
        if len(around) == 2 and all(c.isalnum() and c < "\u0e00" for c in around):
            before = _WORD_END.search(text[max(0, at - _LONGEST_WORD) : at])
            after = _WORD_BEGIN.match(text, at)
            word = "".join(found[0] for found in (before, after) if found)
            msg = (
                f"{evidence.document_id}, passage {evidence.passage_id}: the quotation "
                f"{evidence.quote!r} {does} within the word {word!r}; quote "
                "whole words."
            )
            raise ValueError(msg)


def _check(agreement: Agreement, place_ids: Container[str]) -> None:
    if not set(agreement.id) <= _ID_LETTERS:
        msg = f"the id {agreement.id!r} is not made of a to z, 0 to 9 and _."
        raise ValueError(msg)
    if not agreement.evidence:
        msg = "no evidence; an agreement without a quotation is not recorded."
        raise ValueError(msg)
    for place_id in (*agreement.places, *(agreement.pair or ())):
        if place_id not in place_ids:
            msg = (
                f"the place {place_id!r} is not in the gazetteer; its id is what "
                "`accord-atlas geocode NAME` prints first."
            )
            raise ValueError(msg)
    if not agreement.places and not agreement.no_place_reason:
        msg = "no places and no no_place_reason; say why nothing can be drawn."
        raise ValueError(msg)


def _evidence(record: Any, passages: _Passages) -> Evidence:  # noqa: ANN401 - of a file
    """Read a quotation and find it; where it stands need not be recorded."""
    at = record.get("start") if isinstance(record, dict) else None
    draft = from_record(
        Evidence,
        record,
        Reading(family=Family.TOML),
        end=0,
        **({} if at is not None else {"start": 0}),
    )
    key = draft.document_id, draft.passage_id
    if key not in passages:
        there = ", ".join(passage for text, passage in passages if text == key[0])
        msg = f"no passage {key[1]!r} in a document {key[0]!r}" + (
            f"; it has {there}." if there else ", and no such document."
        )
        raise ValueError(msg)
    found = find_quote(passages[key], draft.quote, at)
    return replace(draft, start=found.start, end=found.end)


def _check_words(words: str, passages: list[Passage]) -> None:
    if not words or not any(words in passage.text for passage in passages):
        said = ", ".join(f"{p.document_id} {p.id}" for p in passages)
        msg = f"the words {words!r} do not stand in {said}."
        raise ValueError(msg)

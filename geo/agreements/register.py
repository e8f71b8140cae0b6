"""The register: agreements by hand, every quotation verified when it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.errors import RegisterError
from geo.model import Agreement, AgreementType, Evidence, Form, StatedDate, Status
from geo.toml_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from pathlib import Path

    from geo.model import Document, Passage

RECORD_FIELDS = (
    "id",
    "form",
    "title",
    "status",
    "status_words",
    "parties",
    "promised_by",
    "places",
    "no_place_reason",
    "pair",
    "editor_note",
    "proposed_because",
    "date",
    "evidence",
    "outside",
)
"""What an agreement's record may say, in the order it is written in."""
_ID_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


def read_register(
    folder: Path, documents: Iterable[Document], place_ids: Container[str]
) -> tuple[Agreement, ...]:
    """Read one TOML file an agreement type and verify every record.

    The result is in the order of the types, then of the files.

    Raises
    ------
    RegisterError
        A record is malformed, names a place that is not in the gazetteer, or
        quotes what its passage does not say. The message names file, record and
        value.
    """
    passages = {(p.document_id, p.id): p for d in documents for p in d.passages}
    agreements: list[Agreement] = []
    unknown = sorted(
        path.name
        for path in folder.glob("*.toml")
        if path.stem not in set(AgreementType)
    )
    if unknown:
        msg = f"{unknown[0]}: not an agreement type; one of {', '.join(AgreementType)}."
        raise RegisterError(msg)
    for agreement_type in AgreementType:
        path = folder / f"{agreement_type.value}.toml"
        if not path.is_file():
            continue
        for record in read_toml(path, RegisterError).get("agreement", []):
            where = f"{path.name}, agreement {record.get('id')!r}"
            agreements.append(
                _agreement(record, agreement_type, passages, place_ids, where)
            )
    ids = [agreement.id for agreement in agreements]
    twice = sorted({i for i in ids if ids.count(i) > 1})
    if twice:
        msg = f"Agreement {twice[0]!r} is recorded twice; every id is used once."
        raise RegisterError(msg)
    return tuple(agreements)


def check_verified(agreements: Iterable[Agreement]) -> None:
    """Check that a reader has verified every agreement.

    The register of this repository holds no proposal; a project that a reader brings
    may.

    Raises
    ------
    RegisterError
        An agreement is only proposed by a rule.
    """
    for agreement in agreements:
        if agreement.is_proposed:
            msg = (
                f"{agreement.type.value}.toml, agreement {agreement.id!r}: a rule "
                f"proposed it ({agreement.proposed_because}) and nobody has verified "
                "it; promote it by reading it and taking the line proposed_because out."
            )
            raise RegisterError(msg)


def find_quote(passage: Passage, quote: str) -> Evidence:
    """Find the words of a quotation in their passage.

    Raises
    ------
    ValueError
        The passage does not say so, or says it more than once.

    Examples
    --------
    >>> from geo.model import Passage
    >>> passage = Passage(document_id="d", id="1", start=10, text="Both sides agreed.")
    >>> evidence = find_quote(passage, "sides")
    >>> evidence.start, evidence.end
    (15, 20)
    """
    count = passage.text.count(quote) if quote else 0
    if count != 1:
        times = "does not say" if count == 0 else f"says {count} times"
        msg = f"passage {passage.id} of {passage.document_id} {times} {quote!r}."
        raise ValueError(msg)
    start = passage.start + passage.text.index(quote)
    return Evidence(
        document_id=passage.document_id,
        passage_id=passage.id,
        quote=quote,
        start=start,
        end=start + len(quote),
    )


def _agreement(
    record: dict[str, Any],
    agreement_type: AgreementType,
    passages: Mapping[tuple[str, str], Passage],
    place_ids: Container[str],
    where: str,
) -> Agreement:
    try:
        _check_record(record, place_ids)
        evidence = tuple(_evidence(e, passages) for e in record["evidence"])
        quoted = [passages[e.document_id, e.passage_id] for e in evidence]
        dates = tuple(StatedDate(**date) for date in record.get("date", ()))
        _check_words(record["status_words"], quoted[:1])
        for date in dates:
            _check_words(date.words, quoted)
        pair = record.get("pair")
        return Agreement(
            id=record["id"],
            type=agreement_type,
            form=Form(record["form"]),
            title=record["title"],
            status=Status(record["status"]),
            status_words=record["status_words"],
            parties=tuple(record["parties"]),
            promised_by=record.get("promised_by"),
            places=tuple(record["places"]),
            pair=(pair[0], pair[1]) if pair else None,
            no_place_reason=record.get("no_place_reason", ""),
            editor_note=record.get("editor_note", ""),
            evidence=evidence,
            dates=dates,
            outside=tuple(StatedDate(**date) for date in record.get("outside", ())),
            proposed_because=record.get("proposed_because", ""),
        )
    except KeyError as error:
        msg = f"{where}: no value for {error.args[0]!r}."
        raise RegisterError(msg) from error
    except (TypeError, ValueError) as error:
        msg = f"{where}: {error}"
        raise RegisterError(msg) from error


def _check_record(record: dict[str, Any], place_ids: Container[str]) -> None:
    unknown = sorted(record.keys() - {*RECORD_FIELDS})
    if unknown:
        known = ", ".join(sorted(RECORD_FIELDS))
        msg = f"unknown field {unknown[0]!r}; expected {known}."
        raise ValueError(msg)
    if not set(record["id"]) <= _ID_LETTERS:
        msg = f"the id {record['id']!r} is not made of a to z, 0 to 9 and _."
        raise ValueError(msg)
    if not record["evidence"]:
        msg = "no evidence; an agreement without a quotation is not recorded."
        raise ValueError(msg)
    for place_id in (*record["places"], *record.get("pair", ())):
        if place_id not in place_ids:
            msg = f"the place {place_id!r} is not in the gazetteer."
            raise ValueError(msg)
    if not record["places"] and not record.get("no_place_reason"):
        msg = "no places and no no_place_reason; say why nothing can be drawn."
        raise ValueError(msg)
    if len(record.get("pair", ("", ""))) != 2:
        msg = f"pair is {record['pair']!r}; expected two places."
        raise ValueError(msg)


def _evidence(
    record: dict[str, str], passages: Mapping[tuple[str, str], Passage]
) -> Evidence:
    key = record["document"], record["passage"]
    if key not in passages:
        msg = f"no passage {key[1]!r} in a document {key[0]!r}."
        raise ValueError(msg)
    return find_quote(passages[key], record["quote"])


def _check_words(words: str, passages: list[Passage]) -> None:
    if not words or not any(words in passage.text for passage in passages):
        said = ", ".join(f"{p.document_id} {p.id}" for p in passages)
        msg = f"the words {words!r} do not stand in {said}."
        raise ValueError(msg)

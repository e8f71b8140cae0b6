"""Writing agreements as TOML, in the format that the register is read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomli_w

from geo.agreements.register import RECORD_FIELDS
from geo.errors import RegisterError
from geo.model import AgreementType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.model import Agreement, Evidence, StatedDate


def write_agreements(agreements: Iterable[Agreement]) -> str:
    """Write the agreements of one type as the text of its file.

    A file of the register does not name the type of its agreements; its own name
    does. So all of them have the same, and the text belongs into ``<type>.toml``.

    Raises
    ------
    RegisterError
        The agreements are not all of one type.

    Examples
    --------
    >>> write_agreements([])
    ''
    """
    agreements = tuple(agreements)
    types = sorted({agreement.type.value for agreement in agreements})
    if len(types) > 1:
        msg = (
            f"Agreements of {' and '.join(types)} do not belong into one file; write "
            "one file a type."
        )
        raise RegisterError(msg)
    if not agreements:
        return ""
    return tomli_w.dumps({"agreement": [_record(a) for a in agreements]})


def write_register(agreements: Iterable[Agreement]) -> Mapping[str, str]:
    """Give the text of each file that holds agreements, by the file's name."""
    agreements = tuple(agreements)
    return {
        f"{kind.value}.toml": write_agreements(ours)
        for kind in AgreementType
        if (ours := [a for a in agreements if a.type is kind])
    }


def _record(agreement: Agreement) -> dict[str, Any]:
    """Give the fields in the order of the register, those without a value left out."""
    pair = list(agreement.pair) if agreement.pair else None
    needed = {
        "id": agreement.id,
        "form": agreement.form.value,
        "title": agreement.title,
        "status": agreement.status.value,
        "status_words": agreement.status_words,
        "parties": list(agreement.parties),
        "places": list(agreement.places),
        "evidence": [_evidence(evidence) for evidence in agreement.evidence],
    }
    optional = {
        "promised_by": agreement.promised_by,
        "pair": pair,
        "no_place_reason": agreement.no_place_reason,
        "editor_note": agreement.editor_note,
        "proposed_because": agreement.proposed_because,
        "date": [_date(date) for date in agreement.dates],
        "outside": [_date(date) for date in agreement.outside],
    }
    record = needed | {key: value for key, value in optional.items() if value}
    return {key: record[key] for key in RECORD_FIELDS if key in record}


def _evidence(evidence: Evidence) -> dict[str, str]:
    return {
        "document": evidence.document_id,
        "passage": evidence.passage_id,
        "quote": evidence.quote,
    }


def _date(date: StatedDate) -> dict[str, str]:
    fields = {
        "date": date.date,
        "what": date.what,
        "words": date.words,
        "source": date.source,
        "note": date.note,
    }
    return {key: value for key, value in fields.items() if value or key == "date"}

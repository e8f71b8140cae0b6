"""Writing agreements as TOML, in the format that the register is read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomli_w

from geo.agreements.wordings import to_short_records
from geo.errors import RegisterError
from geo.fields import Family, to_record
from geo.model import AgreementType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.model import Agreement


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
    return tomli_w.dumps({"agreement": [_to_record(a) for a in agreements]})


def _to_record(agreement: Agreement) -> dict[str, Any]:
    """Give a record; words that are found without being quoted are left out of it."""
    record = to_record(agreement, Family.TOML)
    words = to_short_records(agreement)
    return {
        name: words if name == "words" else value
        for name, value in record.items()
        if name != "words" or words
    }


def write_register(agreements: Iterable[Agreement]) -> Mapping[str, str]:
    """Give the text of each file that holds agreements, by the file's name."""
    agreements = tuple(agreements)
    return {
        f"{kind.value}.toml": write_agreements(ours)
        for kind in AgreementType
        if (ours := [a for a in agreements if a.type is kind])
    }

"""How firmly words bind: shall, will, agreed, aims, considers, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.matching import listed
from geo.model import Firmness, Status

if TYPE_CHECKING:
    from geo.model import Agreement

SCALE = tuple(Firmness)
"""In falling order."""


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){listed(name)}(?!\w)", re.IGNORECASE)


_WORDS = tuple((firmness, _pattern(f"firm_{firmness.value}")) for firmness in SCALE)
_BETWEEN = re.compile(rf"[\s,]*(?:{listed('between_verbs')}\s+)*", re.IGNORECASE)
_OF_STATUS = {
    Status.IN_FORCE: Firmness.NOTES,
    Status.DONE: Firmness.AGREED,
    Status.AGREED: Firmness.AGREED,
    Status.NEGOTIATING: Firmness.CONSIDERS,
    Status.DISCUSSING: Firmness.CONSIDERS,
    Status.AIM: Firmness.AIMS,
}


def read_firmness(words: str) -> Firmness | None:
    """Tell how firmly some words bind: by the first of them that says so.

    "Agreed to consider" only considers: what is agreed on is weaker than the agreeing.

    >>> read_firmness("Both sides agreed to open it"), read_firmness("It is there.")
    (<Firmness.AGREED: 'agreed'>, None)
    >>> read_firmness("agreed to consider a consulate")
    <Firmness.CONSIDERS: 'considers'>
    """
    found = sorted(
        (match.start(), -match.end(), firmness)
        for firmness, pattern in _WORDS
        if (match := pattern.search(words))
    )
    if not found:
        return None
    _, end, first = found[0]
    considers = next(pattern for f, pattern in _WORDS if f is Firmness.CONSIDERS)
    follows = considers.match(words, _skip(words, -end))
    if first in {Firmness.AGREED, Firmness.WILL} and follows:
        return Firmness.CONSIDERS
    return first


def _skip(words: str, at: int) -> int:
    """Pass over what stands between a verb and what it governs."""
    between = _BETWEEN.match(words, at)
    return between.end() if between else at


def firmness_of(agreement: Agreement, words: str) -> Firmness:
    """Give how firmly an agreement binds, as it is recorded or as its words say."""
    return (
        agreement.firmness
        or read_firmness(agreement.status_words)
        or read_firmness(words)
        or _OF_STATUS[agreement.status]
    )


def is_firmer(before: Firmness, after: Firmness) -> bool:
    """Whether what stands later binds more.

    >>> is_firmer(Firmness.CONSIDERS, Firmness.AGREED)
    True
    """
    return SCALE.index(after) < SCALE.index(before)

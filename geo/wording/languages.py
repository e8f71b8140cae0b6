"""The languages that the page speaks, and which of them a reader asks for."""

from __future__ import annotations

import re
from types import MappingProxyType

LANGUAGES = ("en", "vi", "km")
"""The first one is that of the messages in the code."""
OWN_NAMES = MappingProxyType({"en": "English", "vi": "Tiếng Việt", "km": "ខ្មែរ"})
"""As their readers write them."""
UNCHECKED = frozenset({"vi", "km"})
"""Whose translation nobody who grew up with the language has checked yet."""

_ASKED = re.compile(r"\s*([a-zA-Z]+)(?:-[\w-]+)?\s*(?:;\s*q\s*=\s*([0-9.]+))?\s*")


def choose_language(accepted: str) -> str:
    """Choose from what a browser accepts, as it says in its header.

    >>> choose_language("vi-VN,vi;q=0.9,en;q=0.8"), choose_language("fr, km;q=0.5")
    ('vi', 'km')
    >>> choose_language("en-GB,en;q=0.9,vi;q=0.8"), choose_language("de")
    ('en', 'en')
    """
    asked = [
        (_weight(found[2]), -position, found[1].lower())
        for position, part in enumerate(accepted.split(","))
        if (found := _ASKED.fullmatch(part))
    ]
    wanted = (name for weight, _, name in sorted(asked, reverse=True) if weight > 0)
    return next((name for name in wanted if name in LANGUAGES), LANGUAGES[0])


def _weight(written: str | None) -> float:
    try:
        return 1.0 if written is None else float(written)
    except ValueError:
        return 0.0

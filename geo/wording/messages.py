"""Saying a message in the language that is spoken now.

A message is a sentence or a label in English, as the code has it: whole, with names in
braces for what varies, so that another language can order it as it needs to::

    _("{name} has no border.").format(name=place.names.en)

``make messages`` collects them; ``CONTRIBUTING.md`` says how one is added.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from geo.wording.catalogue import load_translations
from geo.wording.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

_spoken: ContextVar[str] = ContextVar("spoken", default=LANGUAGES[0])


def spoken() -> str:
    """Give the language that is spoken now: of this run of the page, or English."""
    return _spoken.get()


def speak(language: str) -> None:
    """Speak a language from now on, in this thread; an unknown one is not spoken."""
    _spoken.set(language if language in LANGUAGES else LANGUAGES[0])


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while."""
    before = _spoken.set(language if language in LANGUAGES else LANGUAGES[0])
    try:
        yield
    finally:
        _spoken.reset(before)


def gettext(message: str) -> str:
    """Say a message.

    >>> with speaking("vi"):
    ...     gettext("Border checkpoints")
    'Cửa khẩu biên giới'
    """
    return load_translations(_spoken.get()).gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """Say a message about a number of things, in the form for that number."""
    return load_translations(_spoken.get()).ngettext(one, many, number)


def N_(message: str) -> str:  # noqa: N802 - what gettext's tools know it by
    """Mark a message that is said later, when it is known in which language."""
    return message


_ = gettext

"""Garbled letters: what went wrong with a text before it came here, mended or said."""

from __future__ import annotations

import re

from geo.errors import IntakeError
from geo.intake.cleaning import CleanText, count_of
from geo.intake.legacy import LEGACY, find_legacy, to_unicode

_SHOWN_BYTES = re.compile(  # A byte that begins a letter of UTF-8, and the next one.
    "[\u00c2-\u00f4][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]"
)
_FEWEST_SHOWN_BYTES = 5
_MOST_LEFT = 0.5
_LOST_LETTER = re.compile(r"(?<![\w/=&?:.-])[^\W\d_]+\?[^\W\d_]+(?![\w/=&])")
_FEWEST_LOST = 3


def mend_letters(name: str, text: str) -> CleanText:
    """Put letters right that another program has spoiled, or say that they are lost.

    Vietnamese of before Unicode becomes Unicode, and UTF-8 that was once read as
    Windows-1252 what it was. Letters that became question marks are lost; how many
    words they stand in is said.

    Raises
    ------
    IntakeError
        The letters are garbled in a way that cannot be undone.

    Examples
    --------
    >>> mend_letters("x.txt", "ViÖt Nam, T©y Ninh, Méc Bµi").text
    'Việt Nam, Tây Ninh, Mộc Bài'
    >>> mend_letters("x.txt", "").notes
    ()
    """
    if text.isascii():
        return CleanText(text, _say_lost(text))
    if legacy := find_legacy(text):
        return CleanText(to_unicode(text, legacy), (say_legacy(legacy),))
    if len(_SHOWN_BYTES.findall(text)) >= _FEWEST_SHOWN_BYTES:
        return _unscramble(name, text)
    return CleanText(text, _say_lost(text))


def say_legacy(encoding: str) -> str:
    """Say that a text was written for a font of before Unicode."""
    return (
        f"Its Vietnamese was written for an old font, {LEGACY[encoding]}, and is now "
        "Unicode."
    )


def _unscramble(name: str, text: str) -> CleanText:
    # Only a text that shows the signs pays for the import.
    from ftfy import fix_encoding  # noqa: PLC0415

    lines = [
        fix_encoding(line) if _SHOWN_BYTES.search(line) else line
        for line in text.split("\n")
    ]
    mended = "\n".join(lines)
    before = len(_SHOWN_BYTES.findall(text))
    after = len(_SHOWN_BYTES.findall(mended))
    if mended == text and not _is_dense(text, before):
        return CleanText(text, ())
    if after > _MOST_LEFT * before:
        msg = (
            f"{name}: its letters are garbled, UTF-8 that was once read as "
            "Windows-1252 (Viá»‡t for Việt); save the original again as UTF-8."
        )
        raise IntakeError(msg)
    note = (
        "Its letters were garbled, UTF-8 that was once read as Windows-1252 (Viá»‡t "
        "for Việt), and were put right."
    )
    return CleanText(mended, (note,))


def _is_dense(text: str, signs: int) -> bool:
    """Whether most letters that are not plain are such signs."""
    return signs * 3 > sum(character > "\x7f" for character in text)


def _say_lost(text: str) -> tuple[str, ...]:
    lost = len(_LOST_LETTER.findall(text)) if text.count("?") >= _FEWEST_LOST else 0
    if lost < _FEWEST_LOST:
        return ()
    note = (
        f"In {count_of(lost, 'word')} letters had been replaced by “?” before it came "
        "here: names among them are not found; save the original again as UTF-8."
    )
    return (note,)

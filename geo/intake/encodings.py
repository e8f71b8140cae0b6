"""Encodings: from the bytes of a plain text to its characters."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from geo.errors import IntakeError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip or an office file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
_MOST_CONTROLS = 0.002
_SAMPLE = 65_536
_VIETNAMESE_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_TONED_VOWEL = re.compile(
    "[aăâeêioôơuưyAĂÂEÊIOÔƠUƯY][\u0300\u0301\u0303\u0309\u0323](?![\u0300-\u0323])"
)
_OLD_FONTS = (
    (
        "TCVN3 (.VnTime)",
        re.compile(r"ViÖt|[Cc]éng hoµ|[Cc]éng hßa|chñ nghÜa|n­íc|nưíc|®[aåîóùéÆÞÓ]|\b®"),
    ),
    (
        "VNI",
        re.compile(
            r"Vieät|[Cc]oäng hoøa|chuû nghóa|nöôùc|ñoäc laäp|[aeo][äùøûõ][a-z]?\b"
        ),
    ),
)
_FOREIGN_LETTERS = re.compile(r"[^\x00-\x7f\W\d_]")
_FIRST_NOT_LATIN = "\u0370"
_FEWEST_SIGNS = 3
_GARBLED = re.compile(
    "á[»º][\u0080-\u00bf‡†°±€ƒ„…ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Ã[ -¿]|â€[™œ“”\u009d]"
)
_FEWEST_GARBLED = 5


def decode_text(name: str, content: bytes) -> tuple[str, str]:
    """Decode a plain text, and say in which encoding it was.

    UTF-8, and UTF-16 or UTF-32 by their marks, are read as what they are; then
    Windows-1258, which the marks over Vietnamese vowels tell; what is left is
    guessed.

    Raises
    ------
    IntakeError
        The bytes are no text, or one of a Vietnamese font of before Unicode.

    Examples
    --------
    >>> decode_text("note.txt", "Đồng Nai".encode("utf-16"))
    ('Đồng Nai', 'utf-16')
    """
    text, encoding = _decode(name, content)
    _check_letters(name, text)
    return text, encoding


def check_is_text(name: str, content: bytes) -> None:
    """Refuse bytes of another kind of file under the name of a text.

    Raises
    ------
    IntakeError
        They begin as another format does, or hold what no text holds.
    """
    kind = next((k for start, k in _OTHER_FORMATS if content.startswith(start)), None)
    if kind:
        msg = (
            f"{name}: holds {kind}, not a text as its ending says; give the file the "
            "ending of its format, or save it as a text."
        )
        raise IntakeError(msg)
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 1 + _MOST_CONTROLS * len(sample):
        msg = (
            f"{name}: holds bytes that no text has; expected words in UTF-8 or another "
            "encoding; save it as a text."
        )
        raise IntakeError(msg)


def _decode(name: str, content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), encoding
    wide = _wide_encoding(content)
    if wide:
        return content.decode(wide, errors="replace"), wide
    check_is_text(name, content)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" or _is_nearly_utf8(content):
            return content.decode("utf-8", errors="replace"), "utf-8"
    vietnamese = content.decode("cp1258", errors="replace")
    if _is_vietnamese(vietnamese):
        return vietnamese, "cp1258"
    return _guess(content)


def _is_nearly_utf8(content: bytes) -> bool:
    """Whether a few bad bytes spoil what is UTF-8 otherwise."""
    text = content.decode("utf-8", errors="replace")
    foreign = sum(map(len, re.findall("[^\x00-\x7f\ufffd]+", text)))
    return text.count("\ufffd") * 20 < foreign


def _wide_encoding(content: bytes) -> str | None:
    """Tell UTF-16 without a mark by the zeros beside its spaces and line ends."""
    sample = content[:_SAMPLE]
    if not sample.count(0) or len(content) % 2:
        return None
    little, big = sample[1::2].count(0), sample[::2].count(0)
    marks = {"utf-16-le": little, "utf-16-be": big}
    best = max(marks, key=lambda encoding: marks[encoding])
    others = little + big - marks[best]
    if marks[best] * 10 < len(sample) // 2 or others * 20 > marks[best]:
        return None
    try:
        content.decode(best)
    except UnicodeDecodeError:
        return None
    return best


def _is_vietnamese(text: str) -> bool:
    tones = len(_VIETNAMESE_TONE.findall(text))
    return tones > 1 and len(_TONED_VOWEL.findall(text)) >= 0.95 * tones


def _guess(content: bytes) -> tuple[str, str]:
    best = from_bytes(content, steps=5, chunk_size=2048, preemptive_behaviour=False)
    guess = best.best()
    foreign = _FOREIGN_LETTERS.findall(str(guess)[:_SAMPLE]) if guess else []
    if guess is None or not any(letter >= _FIRST_NOT_LATIN for letter in foreign):
        # Among the Latin code pages no guess is as likely as the commonest.
        return content.decode("cp1252", errors="replace"), "cp1252"
    return str(guess), guess.encoding


def _check_letters(name: str, text: str) -> None:
    sample = text[:_SAMPLE]
    for font, signs in _OLD_FONTS:
        if len(signs.findall(sample)) >= _FEWEST_SIGNS and _is_mostly(signs, sample):
            msg = (
                f"{name}: its Vietnamese is written for an old font, {font}, and shows "
                "as other letters; convert it to Unicode (UTF-8) and read it again."
            )
            raise IntakeError(msg)
    if len(_GARBLED.findall(sample)) >= _FEWEST_GARBLED:
        msg = (
            f"{name}: its letters are garbled, UTF-8 that was once read as "
            "Windows-1252 (Viá»‡t for Việt); save the original again as UTF-8."
        )
        raise IntakeError(msg)


def _is_mostly(signs: re.Pattern[str], sample: str) -> bool:
    """Whether the signs are many beside the words, and real Vietnamese is not."""
    real = len(re.findall("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]", sample))
    return len(signs.findall(sample)) > real

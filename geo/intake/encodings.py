"""Encodings: from the bytes of a plain text to its characters."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

from charset_normalizer import from_bytes

from geo.errors import IntakeError
from geo.intake.legacy import LEGACY, find_legacy, to_unicode

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
_FOREIGN_LETTERS = re.compile(r"[^\x00-\x7f\W\d_]")
_FIRST_NOT_LATIN = "\u0370"
_EBCDIC = ("cp037", "cp500", "cp1140")
_EBCDIC_SPACE, _SPACE = 0x40, 0x20
_EBCDIC_LETTERS = re.compile(r"[A-Za-z0-9 .,;:'\"()\-\n\r\x85]")
_WHITE = re.compile(r"[\t\n\r\f\ufeff]+")
_MOST_BLOCKS = 4
_IDEOGRAPHIC_STOPS = re.compile("[、。，：；]")
_WIDER = {  # What a label stands for in every browser, or a set that holds it.
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
_LEGACY_LABELS = {
    "tcvn": "tcvn3",
    "x-viet-tcvn5712": "tcvn3",
    "x-viet-vni": "vni",
    "x-viscii": "viscii",
    "csviscii": "viscii",
}
_WESTERN = ("cp1252", "cp1254", "iso8859-15")
_NO_LETTERS = (  # What Python calls encodings beside those of texts.
    *("idna", "mbcs", "oem", "punycode"),
    *("raw-unicode-escape", "undefined", "unicode-escape"),
)
_SEVEN_BITS = ("hz", "iso2022")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_LABEL = re.compile(
    rb"""<meta\b[^<>]*?charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|^\s*<\?xml\b[^>]*?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The characters of some bytes, and in which encoding they were."""

    text: str
    encoding: str
    """Such as ``utf-8``, ``windows-1258`` or ``tcvn3``: what chooses it again."""
    others: tuple[str, ...] = ()
    """Other encodings that are possible, where this one is a guess."""
    note: str = ""
    """A sentence for the reader, where it is not Unicode."""


def decode_text(
    name: str, content: bytes, *, encoding: str = "", declared: str = ""
) -> Decoded:
    r"""Decode a plain text, and say in which encoding it was.

    What the reader says holds. Else Unicode is read as what it is, by its mark, by
    the zeros in it or because the bytes are UTF-8; then what the file declares of
    itself, where it decodes the bytes; then the encodings of Vietnamese, which its
    syllables tell; what is left is guessed.

    Parameters
    ----------
    name
        Of the file, for what is said of it.
    content
        The bytes.
    encoding
        As the reader says it; empty to find out.
    declared
        As the file says it.

    Raises
    ------
    IntakeError
        The bytes are no text, or no encoding is called so.

    Examples
    --------
    >>> decode_text("note.txt", "Đồng Nai".encode("utf-16")).text
    'Đồng Nai'
    >>> decode_text("note.txt", b"Vi\xd6t Nam", encoding="TCVN3").text
    'Việt Nam'
    """
    if encoding:
        return _as_chosen(name, content, encoding)
    found = _as_marked(content) or _as_unicode(content) or _as_ebcdic(content)
    if found is None or (found.encoding == "utf-8" and not _is_marked(content)):
        check_is_text(name, content)
    if found and not _is_seven_bit(found, declared):
        return found
    return _as_declared(content, declared) or _as_guessed(content, declared)


def find_declared(content: bytes) -> str:
    """Give the encoding that a page declares in its first lines; empty for none.

    >>> find_declared(b'<!-- charset=x --><meta charset="gb2312"><p>')
    'gb2312'
    >>> find_declared(b"<p>words")
    ''
    """
    found = _LABEL.search(_COMMENT.sub(b"", content[:_DECLARED_WITHIN]))
    return (found[1] or found[2]).decode("ascii") if found else ""


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


def say_encoding(encoding: str) -> str:
    """Give an encoding's name as people write it.

    >>> [say_encoding(name) for name in ("windows-1258", "tcvn3", "koi8-r")]
    ['Windows-1258', 'TCVN3 (ABC)', 'KOI8-R']
    """
    if encoding in LEGACY:
        return LEGACY[encoding]
    if encoding.startswith("windows-"):
        return encoding.capitalize()
    return encoding.upper()


def _as_chosen(name: str, content: bytes, encoding: str) -> Decoded:
    codec = _codec(encoding)
    if not codec:
        msg = (
            f"{name}: no encoding is called {encoding!r}; expected one such as utf-8, "
            f"windows-1258, gb18030, {', '.join(LEGACY)}."
        )
        raise IntakeError(msg)
    public = _public(codec)
    return Decoded(
        text=_decode(content, codec, "replace"),
        encoding=public,
        note=f"Read as {say_encoding(public)}, as was asked for.",
    )


def _as_marked(content: bytes) -> Decoded | None:
    """Read Unicode that begins with the mark of its encoding."""
    codec = next((codec for mark, codec in _MARKS if content.startswith(mark)), "")
    if not codec:
        return None
    text = content.decode(codec, errors="replace")
    return Decoded(text=text, encoding=_public(codec))


def _is_marked(content: bytes) -> bool:
    return any(content.startswith(mark) for mark, _ in _MARKS)


def _as_unicode(content: bytes) -> Decoded | None:
    """Read what is valid as UTF-8, or has the zeros of wider Unicode in it."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _as_wide(content)
    if "\0" in text and (wide := _as_wide(content)):
        return wide
    return Decoded(text=text, encoding="utf-8")


def _as_wide(content: bytes) -> Decoded | None:
    """Read UTF-16 or UTF-32 without a mark, where what it gives is a text."""
    for codec in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if _reads_well(text):
            return Decoded(text=text, encoding=codec)
    return None


def _reads_well(text: str) -> bool:
    """Whether characters are such as a text has, and of few scripts."""
    sample = text[:_SAMPLE]
    kinds = Counter(map(unicodedata.category, _WHITE.sub("", sample)))
    if any(kinds[kind] for kind in ("Cc", "Cn", "Co", "Cs")):
        return False
    # Bytes of Latin letters, two and two, are ideographs of every kind.
    foreign = [character for character in sample if character > "\x7f"]
    blocks = {ord(character) >> 7 for character in foreign}
    stops = len(_IDEOGRAPHIC_STOPS.findall(sample))
    return (
        len(foreign) * 10 < len(sample) * 9
        or len(blocks) <= _MOST_BLOCKS
        or stops * 100 > len(sample)
    )


def _is_seven_bit(unicode: Decoded, declared: str) -> bool:
    """Whether what looks like plain ASCII is declared to be written in escapes."""
    codec = _codec(declared)
    return (
        unicode.text.isascii()
        and codec.startswith(_SEVEN_BITS)
        and any(sign in unicode.text for sign in ("\x1b", "~{"))
    )


def _is_ebcdic(content: bytes) -> bool:
    """Whether bytes are those of a mainframe, whose spaces are commercial ats."""
    sample = content[:_SAMPLE]
    if sample.count(_EBCDIC_SPACE) < max(2, 3 * sample.count(_SPACE)):
        return False
    text = sample.decode(_EBCDIC[0])
    return len(_EBCDIC_LETTERS.findall(text)) > 0.9 * len(text)


def _as_ebcdic(content: bytes) -> Decoded | None:
    if not _is_ebcdic(content):
        return None
    return Decoded(
        text=content.decode(_EBCDIC[0], errors="replace"),
        encoding=_EBCDIC[0],
        others=_EBCDIC[1:],
        note="Not UTF-8; read as EBCDIC of a mainframe (CP037), a guess.",
    )


def _as_declared(content: bytes, declared: str) -> Decoded | None:
    """Read what a page declares, unless it says Western and is Vietnamese."""
    codec = _codec(declared)
    if not codec or codec.replace("_", "-").startswith("utf-8"):
        return None
    if codec in _WESTERN and (vietnamese := _as_vietnamese(content)):
        return vietnamese
    try:
        text = _decode(content, codec, "strict")
    except UnicodeError:
        return None
    public = codec if codec in LEGACY else declared.strip().lower()
    said = f"Not UTF-8; read as {say_encoding(public)}, as the page declares."
    return Decoded(text=text, encoding=public, note=said)


def _as_guessed(content: bytes, declared: str) -> Decoded:
    """Guess, and say what the page declares in vain."""
    found = _as_nearly_utf8(content) or _as_vietnamese(content) or _guess(content)
    if not declared or not found.note:
        return found
    return replace(found, note=f"{found.note} The page declares {declared}.")


def _as_nearly_utf8(content: bytes) -> Decoded | None:
    """Read UTF-8 that breaks off, or that a few bad bytes spoil."""
    text = content.decode("utf-8", errors="replace")
    foreign = sum(map(len, re.findall("[^\x00-\x7f\ufffd]+", text)))
    lost = text.count("\ufffd")
    is_cut = lost == 1 and text.endswith("\ufffd")
    if is_cut or lost * 20 < foreign:
        return Decoded(text=text, encoding="utf-8")
    return None


def _as_vietnamese(content: bytes) -> Decoded | None:
    """Read Vietnamese as Windows or as the fonts of before Unicode wrote it."""
    text = content.decode("cp1258", errors="replace")
    tones = len(_VIETNAMESE_TONE.findall(text))
    if tones > 1 and len(_TONED_VOWEL.findall(text)) >= 0.95 * tones:
        return _guessed(text, "windows-1258", ("windows-1252",))
    shown = content.decode("latin-1")
    legacy = find_legacy(shown)
    if legacy is None:
        return None
    others = ("windows-1252", *(name for name in LEGACY if name != legacy))
    return _guessed(to_unicode(shown, legacy), legacy, others)


def _guess(content: bytes) -> Decoded:
    found = from_bytes(content, steps=5, chunk_size=2048, preemptive_behaviour=False)
    best = found.best()
    others = tuple(dict.fromkeys(_public(match.encoding) for match in list(found)[:6]))
    foreign = _FOREIGN_LETTERS.findall(str(best)[:_SAMPLE]) if best else []
    if best is None or not any(letter >= _FIRST_NOT_LATIN for letter in foreign):
        # Among the Latin code pages no guess is as likely as the commonest.
        text = content.decode("cp1252", errors="replace")
        return _guessed(text, "windows-1252", ("windows-1250", *others))
    return _guessed(str(best), _public(best.encoding), others)


def _guessed(text: str, encoding: str, others: tuple[str, ...]) -> Decoded:
    return Decoded(
        text=text,
        encoding=encoding,
        others=tuple(dict.fromkeys(other for other in others if other != encoding)),
        note=f"Not UTF-8; read as {say_encoding(encoding)}, a guess.",
    )


def _codec(label: str) -> str:
    """Give what decodes an encoding of that name; empty where nothing does."""
    wanted = label.strip().lower()
    wanted = _LEGACY_LABELS.get(wanted, wanted)
    if wanted in LEGACY:
        return wanted
    try:
        found = codecs.lookup(wanted)
    except (LookupError, ValueError):
        return ""
    # Base64 and its like decode bytes to bytes.
    if not getattr(found, "_is_text_encoding", True) or found.name in _NO_LETTERS:
        return ""
    return _WIDER.get(found.name, found.name)


def _decode(content: bytes, codec: str, errors: str) -> str:
    if codec in LEGACY:
        return to_unicode(content.decode("latin-1"), codec)
    return content.decode(codec, errors=errors)


def _public(codec: str) -> str:
    """Give the name that people and other programs know an encoding by."""
    name = codec.replace("_", "-")
    if name.startswith("cp125"):
        return f"windows-{name[2:]}"
    return "utf-8" if name == "utf-8-sig" else name

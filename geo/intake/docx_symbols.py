"""Symbols of a Word document: characters that only a font of symbols draws."""

from __future__ import annotations

_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SYMBOL = {
    **{0x41 + n: letter for n, letter in enumerate(_GREEK)},
    **{0x61 + n: letter for n, letter in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")},
    **dict(
        zip(
            (0xA3, 0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xB7, 0xB8, 0xB9, 0xBB, 0xBC),
            "≤°±″≥×•÷≠≈…",
            strict=True,
        )
    ),
    **dict(
        zip((0xA2, 0xAB, 0xAC, 0xAD, 0xAE, 0xAF, 0xD2, 0xD3, 0xD4, 0xE2, 0xE3),
            "′↔←↑→↓®©™®©", strict=True)
    ),
}  # fmt: skip
_WINGDINGS = dict(
    zip(
        (0x6C, 0x6E, 0x6F, 0x71, 0x72, 0x75, 0x76, 0x9F, 0xA7, 0xA8, 0xD8, 0xE0),
        "●■□❑❒◆❖•▪◻➢→",
        strict=True,
    )
) | dict(zip((0xDF, 0xE8, 0xF0, 0xFB, 0xFC, 0xFD, 0xFE), "←➔⇨✗✓☒☑", strict=True))
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_PRIVATE = range(0xF000, 0xF100)


def read_symbol(code: int, font: str) -> str:
    """Give the character that a font of symbols draws for a code, or nothing.

    >>> read_symbol(0xF0B7, "Symbol"), read_symbol(0xFC, "Wingdings")
    ('•', '✓')
    >>> read_symbol(0xF041, "Wingdings 3"), read_symbol(0xE9, "Arial")
    ('', 'é')
    """
    byte = code - _PRIVATE.start if code in _PRIVATE else code
    named = font.strip().lower()
    if named in _FONTS:
        if byte in _FONTS[named]:
            return _FONTS[named][byte]
        return chr(byte) if named == "symbol" and 0x20 <= byte < 0x40 else ""
    if code in _PRIVATE or named.startswith(("wingdings", "webdings", "zapf")):
        return ""
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def read_symbols(words: str, font: str) -> str:
    """Read the words of a run, of which a font of symbols may draw some or all."""
    is_symbols = font.strip().lower() in _FONTS
    return "".join(
        read_symbol(ord(letter), font)
        if ord(letter) in _PRIVATE or (is_symbols and not letter.isspace())
        else letter
        for letter in words
    )

"""Legacy Vietnamese: TCVN3, VNI and VISCII, which show as other letters today.

Before Unicode a Vietnamese text stood in the codes of Western letters, and a font of
its own drew them as Vietnamese. Without that font "Mộc Bài" shows as "Méc Bµi" in
TCVN3 (the fonts whose names begin with ".Vn"), as "Moäc Baøi" in VNI and as "Mµc Bài"
in VISCII (RFC 1456). What stands here goes from what shows to what was meant, and so
serves bytes, pasted words and Word documents alike.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from geo.intake.cleaning import drop_heaped_marks

if TYPE_CHECKING:
    from collections.abc import Mapping

LEGACY: Mapping[str, str] = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "viscii": "VISCII"}
"""The encodings that are known here, by the name that chooses one, as people say it."""

_TCVN3 = (  # From 0xA0 on: TCVN 5712:1993; a dot is no letter.
    ".ĂÂÊÔƠƯĐăâêôơưđẰ.....àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
    "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_VISCII = (  # From 0x80 on: RFC 1456.
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_CONTROLS = {2: "Ẳ", 5: "Ẵ", 6: "Ẫ", 20: "Ỷ", 25: "Ỹ", 30: "Ỵ"}
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301\u0300\u0309\u0303\u0323"
_HAT, _BREVE = "\u0302\u0306"
_VNI_MARKS = {  # What stands behind a vowel, and what it puts on it.
    "aeouyôö": {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT},
    "aeo": {
        "â": _HAT,
        "á": _HAT + _ACUTE,
        "à": _HAT + _GRAVE,
        "å": _HAT + _HOOK,
        "ã": _HAT + _TILDE,
        "ä": _HAT + _DOT,
    },
    "a": {
        "ê": _BREVE,
        "é": _BREVE + _ACUTE,
        "è": _BREVE + _GRAVE,
        "ú": _BREVE + _HOOK,
        "ü": _BREVE + _TILDE,
        "ë": _BREVE + _DOT,
    },
}
_VNI_SINGLE = dict(zip("ôöñîæóò", "ơưđỵỉĩị", strict=True))

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SYLLABLE = re.compile(
    "(?:ngh?|gh|gi|kh|nh|ph|qu|t[hr]|ch|[bcdđghklmnprstvx])?(?:"
    "a[iouy]|â[uy]|eo|êu|i[au]|iêu|oi|oa[ioy]|oeo|[ôơ]i|u[aiơ]|uây|uôi|uya|uyu|ư[aiu]"
    "|ươ[iu]|yêu|[aeêioôơuưy]|o[ae]|u[êy]"
    "|(?:[aăâeêioôơuưy]|iê|o[aăeo]|u[âêôy]|uyê|ươ|yê)(?:ng|[cmnpt])"
    "|(?:[aêiy]|oa|u[êy])(?:ch|nh))"
)
_STOPPED = ("c", "ch", "p", "t")
_TONES = dict.fromkeys(map(ord, _ACUTE + _GRAVE + _HOOK + _TILDE + _DOT))
_OWN_LETTERS = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_SAMPLE = 65_536
_FEWEST_WORDS = 3
_FEWEST_SYLLABLES = 0.85
_FONTS = (("tcvn3", ".vn"), ("vni", "vni-"), ("vni", "vni "), ("viscii", "viscii"))


def to_unicode(words: str, encoding: str) -> str:
    r"""Give what was meant by words that are shown without their font.

    Parameters
    ----------
    words
        As they show in Windows-1252 or Latin-1.
    encoding
        One of `LEGACY`.

    Examples
    --------
    >>> [to_unicode(*pair) for pair in (("Méc Bµi", "tcvn3"), ("Moäc Baøi", "vni"))]
    ['Mộc Bài', 'Mộc Bài']
    >>> to_unicode("", "viscii")
    ''
    """
    if encoding == "vni":
        return _VNI.sub(lambda found: _VNI_LETTERS[found.group()], words)
    return words.translate(_TABLES[encoding])


def read_font_run(words: str, font: str) -> str:
    """Give the words of a run that a font of before Unicode draws, as it draws them.

    Where the font is none of those, they stay as they are. A TCVN3 font whose name
    ends in H draws capitals.

    >>> [read_font_run("tØnh", font) for font in (".VnTime", ".VnTimeH", "Arial")]
    ['tỉnh', 'TỈNH', 'tØnh']
    """
    name = font.strip().lower()
    encoding = next((e for e, start in _FONTS if name.startswith(start)), None)
    if encoding is None:
        return words
    read = to_unicode(words, encoding)
    return read.upper() if encoding == "tcvn3" and name.endswith("h") else read


def find_legacy(text: str) -> str | None:
    """Tell in which legacy encoding a text is, by the syllables that it gives.

    Nearly all words with other than plain letters have to be Vietnamese syllables
    when read so, and many of them no syllables as they stand.

    >>> find_legacy("Céng hoµ x· héi chñ nghÜa ViÖt Nam")
    'tcvn3'
    >>> find_legacy("Le président a été reçu à Hanoï"), find_legacy("Mộc Bài")
    (None, None)
    """
    sample = text[:_SAMPLE]
    if sample.isascii() or is_vietnamese(sample):
        return None
    words = [word for word in sample.split() if not word.isascii()]
    found = {name: _share_read_as(words, name) for name in LEGACY}
    best = max(found, key=lambda name: found[name])
    return best if found[best][0] >= _FEWEST_SYLLABLES else None


def is_vietnamese(text: str) -> bool:
    """Whether nearly all words with other than plain letters are syllables.

    >>> is_vietnamese("Mộc Bài, Tây Ninh, Đồng Nai"), is_vietnamese("Köln, Łódź, Çà")
    (True, False)
    """
    sample = unicodedata.normalize("NFC", drop_heaped_marks(text[:_SAMPLE])[0])
    marked = [word for word in _LETTERS.findall(sample) if not word.isascii()]
    good = sum(map(_is_syllable, marked))
    return bool(_OWN_LETTERS.search(sample)) and good >= _FEWEST_SYLLABLES * len(marked)


def _share_read_as(words: list[str], encoding: str) -> tuple[float, int]:
    """Give the share of syllables among the words, and how many became some."""
    good = bad = mended = 0
    for word in words:
        read = to_unicode(word, encoding)
        if _holds_syllables(read):
            good += 1
            mended += read != word and not _holds_syllables(word)
        else:
            bad += any(not part.isascii() for part in _LETTERS.findall(read))
    if mended < max(_FEWEST_WORDS, good / 4):
        return 0.0, mended
    return good / (good + bad), mended


def _holds_syllables(word: str) -> bool:
    """Whether what bears marks in it is Vietnamese, and something does."""
    marked = [part for part in _LETTERS.findall(word) if not part.isascii()]
    return bool(marked) and all(map(_is_syllable, marked))


def _is_syllable(word: str) -> bool:
    """Whether a word is a Vietnamese syllable, with one tone at most."""
    bare = unicodedata.normalize("NFD", word.lower())
    toneless = bare.translate(_TONES)
    tones = {mark for mark in bare if ord(mark) in _TONES}
    if len(bare) - len(toneless) > 1:
        return False
    if toneless.endswith(_STOPPED) and not tones & {_ACUTE, _DOT}:
        return False
    return bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)))


def _shown_as(code: int) -> set[int]:
    """Give the characters that a byte shows as where its encoding is not known."""
    shown = bytes([code]).decode("cp1252", errors="ignore")
    return {code, *map(ord, shown)}


def _table(first: int, letters: str) -> dict[int, str]:
    return {
        shown: letter
        for code, letter in enumerate(letters, start=first)
        if letter != "."
        for shown in _shown_as(code)
    }


def _vni_letters() -> dict[str, str]:
    small = {
        vowel + mark: unicodedata.normalize("NFC", _VNI_SINGLE.get(vowel, vowel) + put)
        for vowels, marks in _VNI_MARKS.items()
        for vowel in vowels
        for mark, put in marks.items()
    } | _VNI_SINGLE
    # A capital may bear the mark of a small letter, and the other way about.
    return {
        shown: letter.upper() if shown[0].isupper() else letter
        for pair, letter in small.items()
        for shown in (pair, pair.upper(), pair[0].upper() + pair[1:])
    }


_TABLES = {
    "tcvn3": _table(0xA0, _TCVN3),
    "viscii": _table(0x80, _VISCII) | _VISCII_CONTROLS,
}
_VNI_LETTERS = _vni_letters()
_VNI = re.compile("|".join(sorted(_VNI_LETTERS, key=len, reverse=True)))

"""Language: by script, and for Latin letters by the smallest words."""

from __future__ import annotations

import re
from collections import Counter

from geo.language.shipped import LANGUAGES
from geo.text.vocabulary import word_set

_SCRIPTS = (
    ("km", "\u1780-\u17ff"),
    ("lo", "\u0e80-\u0eff"),
    ("th", "\u0e00-\u0e7f"),
    ("my", "\u1000-\u109f"),
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u4e00-\u9fff"),
    ("ru", "\u0400-\u04ff"),
)
_COUNTED = tuple((code, re.compile(f"[{range_}]")) for code, range_ in _SCRIPTS)
_LATIN = re.compile(r"[^\W\d_\u0370-\u1dff\u2c00-\uffff]+")
_ABOUT = [language.about for language in LANGUAGES.values()]
_LETTERS = {
    about.code: re.compile(f"[{about.letters}]") for about in _ABOUT if about.letters
}
_SMALL_WORDS = {
    "fr": word_set("au aux dans de des du en et la le les par pour sur un une"),
    **{
        about.code: word_set(about.small_words) for about in _ABOUT if about.small_words
    },
}
"""Of the languages' tables; French stands here as long as it has none."""
_SAMPLE = 50_000
_FEWEST_SHARE = 0.03


def guess_language(text: str) -> str:
    """Give the language of most of a text, as BCP 47 has it, or ``und``.

    >>> guess_language("Hai bên nhất trí mở cửa khẩu Tân Nam và Mộc Bài.")
    'vi'
    >>> guess_language("The two sides agreed to open the gate of Tân Nam.")
    'en'
    >>> guess_language("ព្រះរាជាណាចក្រកម្ពុជា")
    'km'
    >>> guess_language("2026")
    'und'
    """
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _LATIN.findall(sample)]
    letters = sum(map(len, words))
    counts = {code: len(found.findall(sample)) for code, found in _COUNTED}
    best = max(counts, key=lambda code: counts[code])
    if counts[best] > letters:
        return "ja" if counts["ja"] * 5 > counts[best] else best
    return _latin_language(words)


def _latin_language(words: list[str]) -> str:
    if not words:
        return "und"
    for code, letters in _LETTERS.items():
        if sum(bool(letters.search(word)) for word in words) > len(words) / 4:
            return code
    counts = Counter(words)
    shares = {
        code: sum(counts[word] for word in small) / len(words)
        for code, small in _SMALL_WORDS.items()
    }
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] > _FEWEST_SHARE else "und"

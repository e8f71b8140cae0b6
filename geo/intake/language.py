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
    "es": word_set("al con de del el en entre la las los para por que se su un una y"),
    "pt": word_set(
        "ao as com da das de do dos e em entre na no os para pela que um uma"
    ),
    "it": word_set("che con da dei del della di e gli il in la le nel per tra un una"),
    "de": word_set(
        "auf das dem den der des die ein eine für im ist mit und von zu zur"
    ),
    "id": word_set("akan dan dari dengan di ini itu ke pada untuk yang oleh antara"),
    **{
        about.code: word_set(about.small_words) for about in _ABOUT if about.small_words
    },
}
"""Of the languages' tables; the others stand here as long as they have none."""
_TOLD = frozenset({"fr", *(about.code for about in _ABOUT)})
_NAMES = {
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "de": "German",
    "id": "Indonesian or Malay",
    "km": "Khmer",
    "lo": "Lao",
    "th": "Thai",
    "my": "Burmese",
    "ja": "Japanese",
    "ko": "Korean",
    "zh": "Chinese",
    "ru": "Russian",
}
READ = frozenset({"und", *(c for c, told in LANGUAGES.items() if told.cues)})
"""The languages whose sentences are read, and what is too short to tell."""
_SAMPLE = 50_000
_FEWEST_SHARE = 0.03
_FEWEST_OF_OTHERS, _FEWEST_WORDS = 0.15, 3
"""The same, and different small words, for a language that has no tables."""


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


def say_what_is_not_read(language: str) -> str | None:
    """Say in one sentence what is not read of a text, or nothing where all is.

    >>> say_what_is_not_read("vi") is None
    True
    >>> say_what_is_not_read("es")[:35]
    'The text looks like Spanish: names '
    """
    if language in READ:
        return None
    return (
        f"The text looks like {_NAMES.get(language, language)}: names of known places "
        "are found and none is sure; who does what, dates in words and agreements are "
        "not read."
    )


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
    if best not in _TOLD:
        is_several = len(_SMALL_WORDS[best] & counts.keys()) >= _FEWEST_WORDS
        return best if is_several and shares[best] >= _FEWEST_OF_OTHERS else "und"
    return best if shares[best] > _FEWEST_SHARE else "und"

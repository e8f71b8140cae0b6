r"""Phrases: how the files of a language write what a text may say, without patterns.

Words stand for themselves, whatever space is between them and whether or not they have
capitals. Beside them there are a few marks:

``(sign|ink)ed``
    one of several;
``gate[s]``, ``[the] two sides``
    what may be left out;
``<3>``
    up to three words of any kind before the next; ``*`` is one word of any kind, or the
    rest of one: ``conclu*``; ``#`` is a number;
``...``
    anything up to 200 characters, within the clause;
``agreed {before to|on}``, ``sign {not before in}``, ``{after both} sides``, ``{not
after we} agree``
    what stands beside the phrase and does not belong to it;
``{papers}``
    one of the phrases that the language lists under that id; ``{adverbs*}`` any number
    of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MARKS = re.compile(
    r"<(?P<few>\d+)>\s?|(?P<rest>\.\.\.)|(?P<beside>\{(?:not )?(?:before|after) )"
    r"|(?P<list>\{[a-z_]+\*?\})|(?P<word>\*)|(?P<number>#)|(?P<open>[(\[])"
    r"|(?P<shut>[)\]}])|(?P<or>\|)|(?P<space>\s+)|(?P<text>[^\s(){}\[\]|*#<.]+|.)"
)
"""What a phrase is made of."""
_WORD = r"[\w’-]+"
_SPACE = r"\s+"
_BEGINS = re.compile(r"(?:^|\||\\s\+(?:\)[?*])?|\\s\)+|\}\?|\((?:\?:)?)$")
"""Where a word begins: after a space, or after what takes its space with it."""


class _Reader:
    """Turns one phrase into a pattern."""

    def __init__(self, phrase: str, lists: Mapping[str, Iterable[str]]) -> None:
        self._phrase = phrase
        self._lists = lists
        self._marks = list(MARKS.finditer(phrase))
        self._at = 0

    def read(self) -> str:
        pattern = self._alternatives("")
        if self._at < len(self._marks):
            msg = f"{self._phrase!r}: a bracket closes what none opens."
            raise ValueError(msg)
        return pattern

    def _alternatives(self, until: str) -> str:
        parts = [""]
        while self._at < len(self._marks):
            mark = self._marks[self._at]
            if mark["shut"]:
                if mark["shut"] != until:
                    break
                self._at += 1
                return "|".join(parts)
            self._at += 1
            if mark["or"]:
                parts.append("")
            else:
                parts[-1] = self._join(parts[-1], mark)
        if until:
            msg = f"{self._phrase!r}: {until} is missing."
            raise ValueError(msg)
        return "|".join(parts)

    def _join(self, before: str, mark: re.Match[str]) -> str:
        """Add what a mark stands for to the pattern before it."""
        kind, words = mark.lastgroup or "", mark.group()
        if words == "[":
            return self._optional(before)
        if kind == "beside":
            return self._beside(before, words)
        if kind == "list":
            return before + self._insert(words.strip("{}"))
        if kind == "rest":
            return before.removesuffix(_SPACE) + r"[^.;]{0,200}?"
        simple = {
            "space": _SPACE,
            "number": r"\d+(?:[.,]\d+)*",
            "text": re.escape(words),
            "word": r"\w*" if before[-1:].isalnum() else _WORD,
            "few": rf"(?:{_WORD}\s+){{0,{mark['few']}}}?",
        }
        return before + (simple.get(kind) or f"(?:{self._alternatives(')')})")

    def _optional(self, before: str) -> str:
        """Read what may be left out, and with it the space on one of its sides."""
        inner = self._alternatives("]")
        after = self._peek()
        is_last = after in {"", "shut", "or"} or self._peek(1) == "beside"
        if before.endswith(_SPACE) and is_last:
            return rf"{before.removesuffix(_SPACE)}(?:\s+(?:{inner}))?"
        if after == "space" and _BEGINS.search(before):
            self._at += 1
            return rf"{before}(?:(?:{inner})\s+)?"
        return f"{before}(?:{inner})?"

    def _peek(self, ahead: int = 0) -> str:
        if self._at + ahead >= len(self._marks):
            return ""
        return self._marks[self._at + ahead].lastgroup or ""

    def _beside(self, before: str, words: str) -> str:
        """Read what stands before or after the phrase and does not belong to it."""
        inner = self._alternatives("}")
        sign = "!" if words.startswith("{not") else "="
        if "before" in words:
            gap = _SPACE if before.endswith(_SPACE) else ""
            self._at += not before and self._peek() == "space"
            return f"{before.removesuffix(_SPACE)}(?{sign}{gap}(?:{inner})" + r"(?!\w))"
        if self._peek() == "space":
            self._at += 1
        parts = inner.replace(_SPACE, r"\s").split("|")
        each = [rf"(?<{sign}{part}\s)" for part in parts]
        try:
            re.compile("|".join(each))
        except re.error as error:
            msg = f"{self._phrase!r}: what stands before it is words alone."
            raise ValueError(msg) from error
        return before + ("".join(each) if sign == "!" else f"(?:{'|'.join(each)})")

    def _insert(self, name: str) -> str:
        """Put in the phrases of a list."""
        listed = self._lists.get(name.rstrip("*"))
        if listed is None:
            msg = f"{self._phrase!r}: there are no phrases {name!r}."
            raise ValueError(msg)
        joined = "|".join(to_pattern(phrase, self._lists) for phrase in listed)
        if not name.endswith("*"):
            return f"(?:{joined})"
        if self._peek() == "space":
            self._at += 1
        return rf"(?:(?:{joined})\s+)*"


def to_pattern(phrase: str, lists: Mapping[str, Iterable[str]]) -> str:
    r"""Give the pattern of a phrase.

    >>> to_pattern("gate[s]", {}), to_pattern("[the] two sides", {})
    ('gate(?:s)?', '(?:(?:the)\\s+)?two\\s+sides')
    >>> to_pattern("agreed {before to|on}", {})
    'agreed(?=\\s+(?:to|on)(?!\\w))'
    >>> to_pattern("signed {papers}", {"papers": ["a (plan|memo)"]})
    'signed\\s+(?:a\\s+(?:plan|memo))'
    """
    return _Reader(phrase, lists).read()


def compile_phrases(
    phrases: Iterable[str], lists: Mapping[str, Iterable[str]]
) -> re.Pattern[str]:
    """Compile phrases that begin and end where words do.

    >>> found = compile_phrases(["sign[ed]"], {})
    >>> bool(found.search("It was Signed.")), bool(found.search("a signal"))
    (True, False)
    """
    joined = "|".join(to_pattern(phrase, lists) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def check(phrase: str, lists: Mapping[str, Iterable[str]]) -> None:
    """Refuse a phrase whose brackets do not fit or that names what is not listed."""
    to_pattern(phrase, lists)


def compile_words(*alternatives: str) -> re.Pattern[str]:
    """Compile alternatives that begin and end at the edges of words.

    >>> bool(compile_words("sign(?:ed)?").search("It was Signed."))
    True
    >>> bool(compile_words("sign").search("signal"))
    False
    """
    joined = "|".join(alternative.replace(" ", r"\s+") for alternative in alternatives)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)

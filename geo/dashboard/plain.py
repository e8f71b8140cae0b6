"""Words from outside on Streamlit's own elements, shown as they are written."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_REPLACED = re.compile(
    r"(?<=:)(?=\S)|(?<=@)|(?<=\bwww)(?=\.)|(?<=[-<>=~])(?=[-<>=~])", re.IGNORECASE
)
_JOINER = "\u2060"
"""Takes no room and breaks no line; where it stands no pattern is recognised."""


def plain(words: str) -> str:
    r"""Write words so that Streamlit's Markdown shows them as they are, on one line.

    Streamlit reads the labels of its elements, their options where these are buttons,
    its notices, captions and tooltips as Markdown with additions of its own: a picture
    asks another host, ``$`` sets formulas, ``:red[…]`` colours. Punctuation bears a
    backslash against that. What is looked for only afterwards, in the text itself
    (addresses, arrows, ``:streamlit:``), a joiner without width keeps apart.

    Options in a list that opens are plain text already and do not come here.

    >>> plain("![x](a.png) $1$\n    # two")
    '\\!\\[x\\]\\(a\\.png\\) \\$1\\$ \\# two'
    >>> plain("a -> b") == "a \\-\u2060\\> b"
    True
    """
    apart = _REPLACED.sub(_JOINER, " ".join(words.split()))
    return _PUNCTUATION.sub(lambda found: f"\\{found.group()}", apart)

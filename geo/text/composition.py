"""Composition: a text in NFC, with offsets into the text as it stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate

# A character below U+0080 never joins the one before it, so that each run that
# begins with one can be composed by itself.
_RUN = re.compile(r"[\x00-\x7f][^\x00-\x7f]*|^[^\x00-\x7f]+")
_HANGUL_TAIL = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")


@dataclass(frozen=True, slots=True)
class ComposedText:
    """A text in NFC that remembers where its characters came from."""

    text: str
    starts: tuple[int, ...] | None
    """For each character where its cluster starts in the original; ``None`` when
    the original is in NFC itself."""
    ends: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in the original of a half-open span of the composed text."""
        if self.starts is None or self.ends is None or end <= start:
            return start, end
        return self.starts[start], self.ends[end - 1]


def compose_text(text: str) -> ComposedText:
    r"""Compose a text, keeping the way back to its own offsets.

    >>> composed = compose_text("Ta\u0302y Ninh")
    >>> composed.text[:3], composed.span(0, 3)
    ('Tây', (0, 4))
    >>> compose_text("").text
    ''
    """
    if unicodedata.is_normalized("NFC", text):
        return ComposedText(text, None, None)
    clusters = [c for run in _RUN.findall(text) for c in _split_clusters(run)]
    composed = [unicodedata.normalize("NFC", cluster) for cluster in clusters]
    bounds = [0, *accumulate(map(len, clusters))]
    starts: list[int] = []
    ends: list[int] = []
    for cluster, first, last in zip(composed, bounds, bounds[1:], strict=False):
        starts += [first] * len(cluster)
        ends += [last] * len(cluster)
    return ComposedText("".join(composed), tuple(starts), tuple(ends))


def _split_clusters(run: str) -> list[str]:
    """Split before each character that cannot join the one before it."""
    clusters: list[str] = []
    for character in run:
        joins = unicodedata.category(character).startswith("M")
        if clusters and (joins or _HANGUL_TAIL.match(character)):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters

"""The fonts of the pictures: measured, and carried along by what is drawn.

A Khmer syllable is wider or narrower than its letters side by side, so texts are
measured as HarfBuzz shapes them.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import uharfbuzz

from geo.exports.markup import to_markup

if TYPE_CHECKING:
    from collections.abc import Iterable

_STATIC = files("geo.exports") / "static"
_LATIN, _KHMER = "Noto Sans", "Noto Sans Khmer"
_KHMER_LETTERS = (("\u1780", "\u17ff"), ("\u19e0", "\u19ff"), ("\u200b", "\u200d"))


class Font(Enum):
    """A font that is shipped, by its file."""

    REGULAR = "noto-sans-regular.ttf"
    BOLD = "noto-sans-bold.ttf"
    ITALIC = "noto-sans-italic.ttf"
    KHMER = "noto-sans-khmer.ttf"


@dataclass(frozen=True, slots=True)
class _Face:
    family: str
    weight: int
    style: str


_FACES = {
    Font.REGULAR: _Face(_LATIN, 400, "normal"),
    Font.BOLD: _Face(_LATIN, 700, "normal"),
    Font.ITALIC: _Face(_LATIN, 400, "italic"),
    Font.KHMER: _Face(_KHMER, 400, "normal"),
}


KHMER_SIZE = 1.12
"""Khmer letters look smaller than Latin ones of the same size (picture.css)."""


def split_scripts(text: str) -> tuple[tuple[str, bool], ...]:
    """Split a text into runs, each with whether it is Khmer.

    >>> split_scripts("Kratie ក្រចេះ")
    (('Kratie ', False), ('ក្រចេះ', True))
    """
    runs = groupby(text, key=_is_khmer)
    return tuple(("".join(letters), khmer) for khmer, letters in runs)


def _is_khmer(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _KHMER_LETTERS)


def measure(text: str, font: Font, size: float) -> float:
    """Give the width of a text in the unit of its size."""
    return sum(
        _advance(run, Font.KHMER) * size * KHMER_SIZE
        if khmer
        else _advance(run, font) * size
        for run, khmer in split_scripts(text)
    )


@cache
def _advance(run: str, font: Font) -> float:
    shaper, units = _open(font)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    uharfbuzz.shape(shaper, buffer)
    return float(sum(p.x_advance for p in buffer.glyph_positions)) / units


@cache
def _open(font: Font) -> tuple[uharfbuzz.Font, int]:
    face = uharfbuzz.Face(uharfbuzz.Blob((_STATIC / font.value).read_bytes()))
    return uharfbuzz.Font(face), face.upem


def render_runs(text: str) -> str:
    """Write a text for SVG, its Khmer runs in their own font."""
    return "".join(
        f'<tspan class="khmer">{to_markup(run)}</tspan>' if khmer else to_markup(run)
        for run, khmer in split_scripts(text)
    )


def render_font_faces(fonts: Iterable[Font]) -> str:
    """Write style rules that carry fonts within them."""
    return "".join(_render_face(font) for font in fonts)


def _render_face(font: Font) -> str:
    face = _FACES[font]
    content = base64.b64encode((_STATIC / font.value).read_bytes()).decode()
    return (
        f"@font-face{{font-family:'{face.family}';font-weight:{face.weight};"
        f"font-style:{face.style};src:url(data:font/ttf;base64,{content})"
        " format('truetype')}\n"
    )


def font_folder() -> Path:
    """Give the folder of the font files, for a renderer that reads files."""
    with as_file(_STATIC) as folder:
        return Path(folder)

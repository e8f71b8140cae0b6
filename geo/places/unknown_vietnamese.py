"""Names in Vietnamese that the gazetteer lacks: the type word stands before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.tables import Head
from geo.model import Kind
from geo.places.types import new_kinds
from geo.text.vocabulary import CAPITAL

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {word: entry.new for word, entry in new_kinds(Head.BEFORE) if entry.new}
_QUALITIES = r"(?: quốc tế| quốc gia| song phương| chính| phụ| đường bộ| đường thủy)*"
_SYLLABLE = rf"{CAPITAL}[\w’'-]*"
_NAME = rf"{_SYLLABLE}(?: {_SYLLABLE}){{0,4}}"
_PAIRED = rf"{_NAME}(?:\s?[-–/]\s?{_NAME})?"
_WORDS = "|".join(sorted(_KINDS, key=len, reverse=True))
_TYPED = re.compile(
    rf"(?<!\w)(?P<many>(?:[Cc]ác|[Hh]ai|[Bb]a|[Nn]hững) )?"
    rf"(?P<type>{_WORDS}){_QUALITIES} (?P<name>{_PAIRED})"
)
_NEXT = re.compile(
    rf"(?:, | và | cùng )(?:(?:{_WORDS}){_QUALITIES} )?(?P<name>{_NAME})"
)
# With a capital of its own, within a sentence, the type word is part of the name.
_CAPITAL = re.compile(
    r"(?<=[^\W_] )(?P<name>(?:Vịnh|Đồng bằng sông|Cao nguyên|Cung|Tượng đài|Lăng|Chùa) "
    rf"{_SYLLABLE}(?: [^\W\d_]+(?= (?:[^\w\s]|ở|tại|và|có|đã|sẽ)))?(?: {_SYLLABLE})*)"
)
_CAPITAL_KINDS = {
    "Vịnh": Kind.SEA,
    "Đồng": Kind.DELTA,
    "Cao": Kind.REGION,
}
_REGION = re.compile(
    r"(?<!\w)(?:[Cc]hâu (?:Á|Âu|Phi|Mỹ|Đại Dương)(?:\s?[-–]\s?Thái Bình Dương)?|"
    r"Thái Bình Dương|Ấn Độ Dương|Đại Tây Dương|Trung Đông|Đông Bắc Á|Đông Á|"
    r"Trung Á|Nam Á)(?!\w)"
)


def find_vietnamese(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Find names after a Vietnamese type word: half-open offsets and a kind.

    Examples
    --------
    >>> text = "các huyện Xín Mần và Vị Xuyên, qua cầu Thanh Trì, châu Á"
    >>> [text[start:end] for start, end, _ in find_vietnamese(text)]
    ['châu Á', 'Xín Mần', 'Vị Xuyên', 'Thanh Trì']
    """
    if text.isascii():
        return
    for found in _REGION.finditer(text):
        yield *found.span(), Kind.REGION
    for found in _CAPITAL.finditer(text):
        word = found["name"].split(" ", 1)[0]
        yield *found.span("name"), _CAPITAL_KINDS.get(word, Kind.MONUMENT)
    for found in _TYPED.finditer(text):
        kind = _KINDS[found["type"]]
        yield *found.span("name"), kind
        following = _NEXT.match(text, found.end()) if found["many"] else None
        while following:
            yield *following.span("name"), kind
            following = _NEXT.match(text, following.end())

"""Names by their sound: the Vietnamese press writes foreign ones by syllables."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from geo.model import SETTLED, Kind, Tier
from geo.places.spellings import Sense, spell_names
from geo.text.folding import fold_toponym
from geo.text.vocabulary import CAPITAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.places.gazetteer import Gazetteer

_BY_SYLLABLES = re.compile(
    rf"(?<![\w-]){CAPITAL}\w*(?:-[^\W\d_]+){{1,5}}(?: {CAPITAL}\w*)?(?![\w-])"
)
_KINDS = SETTLED | {Kind.RIVER, Kind.LAKE}
_TYPE_WORDS = re.compile(r" (?:river|lake|province|city)$|^song ")
_LETTERS = (
    ("ph", "f"),
    ("x", "s"),
    ("c", "k"),
    ("q", "k"),
    ("kh", "k"),
    ("y", "i"),
    ("ou", "u"),
)
_FINAL_L = re.compile(r"l(?![aeiou])")
_SHORTEST = 5


def write_sound(name: str) -> str:
    """Write a name as it sounds, alike in Vietnamese syllables and in English.

    >>> write_sound("Xa-vẳn-na-khệt") == write_sound("Savannakhet")
    True
    >>> write_sound("Môn-đun-ki-ri") == write_sound("Mondulkiri")
    True
    """
    sound = "".join(c for c in fold_toponym(name) if c.isalpha())
    for written, spoken in _LETTERS:
        sound = sound.replace(written, spoken)
    sound = "".join(letter for letter, _ in groupby(sound))
    return _FINAL_L.sub("n", sound)


def index_sounds(gazetteer: Gazetteer) -> Mapping[str, tuple[Sense, ...]]:
    """List what is named by each sound, in the countries around Viet Nam."""
    sounds: dict[str, list[Sense]] = defaultdict(list)
    for place in gazetteer:
        if (
            place.tier is Tier.REGION
            and place.kind in _KINDS
            and place.countries != ("VN",)
        ):
            names = {_TYPE_WORDS.sub("", fold_toponym(n)) for n in spell_names(place)}
            for sound in {write_sound(name) for name in names}:
                if len(sound) >= _SHORTEST:
                    sounds[sound].append(Sense(place.id))
    return {sound: tuple(senses) for sound, senses in sounds.items()}


def find_by_sound(
    text: str, sounds: Mapping[str, tuple[Sense, ...]]
) -> Iterator[tuple[int, int, tuple[Sense, ...]]]:
    """Find names that are written by syllables, with what sounds like them."""
    if text.isascii():
        return
    for found in _BY_SYLLABLES.finditer(text):
        words = found.group()
        for name in (words, words.partition(" ")[0]):
            senses = sounds.get(write_sound(name))
            if senses and not name.isascii():
                yield found.start(), found.start() + len(name), senses
                break

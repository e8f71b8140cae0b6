"""Similar names: a spelling that the gazetteer lacks, of a place that it knows."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from geo.model import SETTLED, Kind, Tier
from geo.places.sounds import write_sound
from geo.places.spellings import Part, Sense, spell_names
from geo.text.folding import fold_toponym

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.model import Place
    from geo.places.gazetteer import Gazetteer

_SHORTEST = 5
_ALIKE = 90
_BESIDE = {
    Kind.MUNICIPALITY: frozenset({Kind.CITY, Kind.MUNICIPALITY}),
    Kind.CITY: frozenset({Kind.CITY, Kind.MUNICIPALITY}),
}


class Similar:
    """Places of the region by how their names sound."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Take the gazetteer; its names are sounded out when the first is asked for."""
        self._gazetteer = gazetteer

    def find(self, name: str, kind: Kind) -> tuple[Sense, ...]:
        """Give the one place of a kind whose name sounds like another, if only one.

        Only a name whose kind the text tells is looked for: "Ratanakkiri province".
        """
        sound = _sound(name)
        if len(sound) < _SHORTEST:
            return ()
        found: dict[str, Sense] = {}
        for one in _BESIDE.get(kind, {kind}):
            sounds = self._sounds.get(one, {})
            near = process.extract(
                sound, sounds.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=4
            )
            best = max((score for _, score, _ in near), default=0)
            for written, score, _ in near:
                if score == best and written[0] == sound[0]:
                    found |= {sense.place_id: sense for sense in sounds[written]}
        return tuple(found.values()) if len(found) == 1 else ()

    @cached_property
    def _sounds(self) -> Mapping[Kind, Mapping[str, list[Sense]]]:
        sounds: dict[Kind, dict[str, list[Sense]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for place in self._places():
            if place.kind is Kind.BORDER_CHECKPOINT:
                for side, halves in enumerate(place.sides):
                    sense = Sense(place.id, Part.HALF, side)
                    for half in halves:
                        sounds[place.kind][_sound(half)].append(sense)
            else:
                for name in spell_names(place):
                    sounds[place.kind][_sound(name)].append(Sense(place.id))
        return sounds

    def _places(self) -> Iterator[Place]:
        kinds = SETTLED | {Kind.RIVER, Kind.BORDER_CHECKPOINT}
        for place in self._gazetteer:
            if place.tier is Tier.REGION and place.kind in kinds:
                yield place
        if self._gazetteer.wide is not None:
            yield from self._gazetteer.wide.of_kind(Kind.DISTRICT, Tier.REGION)


def _sound(name: str) -> str:
    """Write a name as it sounds, with what its spellings differ in made one."""
    words = fold_toponym(name).split()
    core = [w for w in words if w not in _TYPES] or words
    return write_sound(" ".join(core)).replace("ao", "au").replace("oa", "ua")


_TYPES = frozenset({"district", "province", "river", "city", "town", "song", "stung"})

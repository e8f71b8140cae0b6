"""Spellings: every way in which the gazetteer expects a place to be written."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING

from geo.language.shipped import EVERY
from geo.model import WATER, Kind, Tier
from geo.text.folding import fold_toponym

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from geo.model import Place
    from geo.places.gazetteer import Gazetteer
    from geo.places.wide import WideGazetteer

_BRACKETED = re.compile(r"\s*\([^()]*\)")
_WORD = re.compile(r"[^\W\d_]+")
_DASH = re.compile(r"\s*[-–—]\s*")
_PAIR = re.compile(r"^(?P<a>[^-–—]+?)\s*[-–—]\s*(?P<b>[^-–—]+)$")
_ALIKE = 0.6
_DEGREES = frozenset({"Greater", "Lower", "Upper"})


class Part(StrEnum):
    """What a spelling is to its place."""

    NAME = "name"
    HALF = "half"
    """The half of a border checkpoint on one side."""
    FORMER = "former"
    """A name that the place had."""
    BARE = "bare"
    """The name that a city owes to a person, without "City"."""
    CORE = "core"
    """The name without the words that say what it is."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a spelling may stand for."""

    place_id: str
    part: Part = Part.NAME
    side: int = -1
    """For a half, which."""
    missing: frozenset[str] = frozenset()
    """For a core, the folded words that it lacks."""


def find_senses(gazetteer: Gazetteer) -> Mapping[Sense, tuple[str, ...]]:
    """List the spellings of each sense that a gazetteer's names may have."""
    spellings: dict[Sense, list[str]] = defaultdict(list)
    countries = [p for p in gazetteer if p.kind is Kind.COUNTRY]
    of_halves = _spellings_of_halves(gazetteer)
    for place in gazetteer:
        if place.tier is Tier.WORLD:
            spellings[Sense(place.id)] += spell_names(place)
            continue
        names = [
            *spell_names(place),
            *_abbreviated(spell_names(place)),
            *_of_its_province(place, gazetteer),
            *of_halves.get(_key(place), ()),
            *_with_other_country_names(spell_names(place), place, countries),
        ]
        for name in names:
            if _is_pair_of_halves(name, place):
                continue
            part = Part.BARE if _is_bare(name, place) else Part.NAME
            spellings[Sense(place.id, part)].append(name)
            for core, missing in _cores(name):
                spellings[Sense(place.id, Part.CORE, missing=missing)].append(core)
        for side, halves in enumerate(place.sides):
            spellings[Sense(place.id, Part.HALF, side)] += halves
    for place_id, former in gazetteer.former.items():
        spellings[Sense(place_id, Part.FORMER)] += former
    whole = {
        fold_toponym(name)
        for sense, names in spellings.items()
        if sense.part is not Part.CORE
        for name in names
    }
    return {
        sense: kept
        for sense, names in spellings.items()
        if (kept := _only(names, whole) if sense.part is Part.CORE else tuple(names))
    }


def _abbreviated(names: Iterable[str]) -> Iterator[str]:
    """Spell "TP.HCM" with a space too."""
    for name in names:
        if name.startswith("TP."):
            yield f"TP. {name[3:].strip()}"
            yield f"TP {name[3:].strip()}"


def _key(place: Place) -> str:
    """Tell a town apart by its name; nothing else shares a gate's spellings."""
    return fold_toponym(place.names.en) if place.kind is Kind.CITY else ""


def _spellings_of_halves(gazetteer: Gazetteer) -> Mapping[str, tuple[str, ...]]:
    """Give for the town that a gate's half is named after how the half is spelled."""
    found: dict[str, tuple[str, ...]] = {}
    for place in gazetteer:
        for first, *others in filter(None, place.sides):
            alike = (name for name in others if _sounds_like(name, first))
            found[fold_toponym(first)] = tuple(alike)
    return found


def _sounds_like(name: str, other: str) -> bool:
    ours, theirs = fold_toponym(name), fold_toponym(other)
    return SequenceMatcher(None, ours, theirs).ratio() >= _ALIKE


def _of_its_province(place: Place, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Spell a town in every way that the province of that name is spelled."""
    if place.kind is not Kind.CITY:
        return ()
    own = fold_toponym(place.names.en)
    return tuple(
        name
        for other in place.within
        if fold_toponym(gazetteer[other].names.en) == own
        for name in spell_names(gazetteer[other])
    )


def find_cores(gazetteer: Gazetteer) -> Mapping[str, tuple[Place, ...]]:
    """Give the rivers and the like by their names without type words, folded."""
    cores: dict[str, list[Place]] = defaultdict(list)
    for place in gazetteer:
        if place.tier is Tier.REGION and place.kind in WATER:
            for name in spell_names(place):
                for core in {name, *(core for core, _ in _cores(name))}:
                    if place not in cores[fold_toponym(core)]:
                        cores[fold_toponym(core)].append(place)
    return {core: tuple(places) for core, places in cores.items()}


def _only(names: Iterable[str], whole: Collection[str]) -> tuple[str, ...]:
    """Keep the cores that are names by themselves: "Mekong", but not "East"."""
    return tuple(name for name in names if fold_toponym(name) in whole)


def spell_names(place: Place) -> tuple[str, ...]:
    """List a place's names without what the gazetteer adds in brackets.

    >>> from geo.model import Names, Place
    >>> names = Names(en="East Sea (South China Sea)", vi="Biển Đông / Đông Hải")
    >>> spell_names(Place(id="east_sea", kind=Kind.SEA, names=names))
    ('East Sea', 'Biển Đông', 'Đông Hải')
    """
    names = (place.names.en, place.names.vi, place.names.km, *place.variants)
    spelled: dict[str, None] = {}
    for name in filter(None, names):
        if "(" in name or "/" in name:
            parts = _BRACKETED.sub("", name).split(" / ")
            spelled |= dict.fromkeys(part.strip() for part in parts)
        else:
            spelled[name] = None
    return tuple(spelled)


def _is_bare(name: str, place: Place) -> bool:
    """Whether the place's own name is this one and "City"."""
    return f"{fold_toponym(name)} city" == fold_toponym(place.names.en)


def _is_pair_of_halves(name: str, place: Place) -> bool:
    """Whether the halves of a border checkpoint, found one by one, make the name."""
    pair = _PAIR.match(name)
    halves = {half for side in place.sides for half in side}
    return pair is not None and {pair["a"], pair["b"]} <= halves


def _cores(name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Give a name without its type words, and without its words in small letters."""
    words = name.split()
    capitals = [i for i, word in enumerate(words) if word[0].isupper()]
    if not capitals:
        return
    core = words[capitals[0] : capitals[-1] + 1]
    if len(core) < len(words) and not _DASH.search(" ".join(core)):
        rest = [*words[: capitals[0]], *words[capitals[-1] + 1 :]]
        yield " ".join(core), _folded_words(rest)
    first = 1 if words[0] in _DEGREES else 0
    while len(words) > first + 1 and fold_toponym(words[-1]) in EVERY.name_types:
        words = words[:-1]
        missing = [*name.split()[:first], *name.split()[len(words) :]]
        yield " ".join(words[first:]), _folded_words(missing)


def _folded_words(words: Iterable[str]) -> frozenset[str]:
    small = {"of", "the", "in", "at"}
    return frozenset(w for word in words if (w := fold_toponym(word)) not in small)


def _with_other_country_names(
    names: Iterable[str], place: Place, countries: Iterable[Place]
) -> Iterator[str]:
    """Spell "Laos–Viet Nam Friendship School" with each name and order of the two."""
    if place.kind not in {Kind.SCHOOL, Kind.MONUMENT}:
        return
    spelled = {n: spell_names(c) for c in countries for n in spell_names(c)}
    for pair in filter(None, map(_PAIR.match, names)):
        for other, others in spelled.items():
            if pair["a"] in spelled and pair["b"].startswith(f"{other} "):
                rest = pair["b"][len(other) :]
                for a, b in product(spelled[pair["a"]], others):
                    yield f"{a}–{b}{rest}"
                    yield f"{b}–{a}{rest}"


@dataclass(frozen=True, slots=True)
class WideNames:
    """The names of the wide gazetteer, as a recogniser of senses asks for them."""

    wide: WideGazetteer

    def names_in(self, folded: str, starts: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Give each known spelling that begins at one of some offsets of a text."""
        return self.wide.names_in(folded, starts)

    def spellings(self, key: str) -> Mapping[str, tuple[Sense, ...]]:
        """Give what a folded spelling may be: as it is written, and its senses."""
        return {
            name: tuple(Sense(place.id) for place in places)
            for name, places in self.wide.spellings(key).items()
        }

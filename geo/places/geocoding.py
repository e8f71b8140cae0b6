"""Geocoding: from a name and a date to places, as they were on that day."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from geo.language.shipped import EVERY
from geo.places.resolution import order_of_homonyms
from geo.places.spellings import Part, find_senses, spell_names
from geo.places.types import GATES, kinds_named
from geo.text.folding import fold_toponym

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from geo.model import Kind, Place, Version
    from geo.places.gazetteer import Gazetteer

_EXACT = 1.0
_OTHER_CAPITALS = 0.98
_FOLDED = 0.95
_OTHER_DIACRITICS = 0.9
_FUZZY = 0.85
_OF_A_HALF = 0.85
_OTHER_KIND = 0.6
_OF_ANOTHER = 0.7
"""Below this share of a score another kind of place was asked for."""
_JUST_AFTER = 0.001
_LEAST_SIMILARITY = 78
_LEAST_NEARNESS = 0
_SHORTEST_MISSPELLED = 4
_SAME_LETTERS = 2
"""A misspelled name of the wide world begins with these letters of its own."""
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_AROUND_DASH = re.compile(r"\s*-\s*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for, as it was on the day asked for."""

    place: Place
    version: Version
    score: float
    """1 for the very spelling; lower when diacritics or letters differ."""
    spelling: str
    """The gazetteer's spelling that was matched."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    text: str
    place_id: str
    part: Part


class Geocoder:
    """Finds places by name and date; built once for many questions."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Take the gazetteer whose names are to be found."""
        self._gazetteer = gazetteer
        self._spellings: dict[str, list[_Spelling]] = defaultdict(list)
        for spelling in _list_spellings(gazetteer):
            self._spellings[_key(spelling.text)].append(spelling)
        for key, spellings in self._spellings.items():
            self._spellings[key] = _without_plain(spellings, gazetteer)

    def geocode(self, name: str, on: dt.date, limit: int = 5) -> tuple[Candidate, ...]:
        """Find the places that bear a name on a day, the best first.

        A name is found in any spelling that the gazetteer holds, without its
        diacritics, with a type word, and misspelled when nothing else is found.
        Nothing found is an empty tuple.
        """
        best: dict[str, Candidate] = {}
        for place_id, score, spelling in self._matches(name):
            place = self._gazetteer[place_id]
            version = place.on(on)
            known = best.get(place_id)
            if version and (known is None or score > known.score):
                best[place_id] = Candidate(place, version, round(score, 3), spelling)
        ranked = sorted(_unplaced_after_placed(best.values()), key=_order)
        return tuple(ranked[:limit])

    def find_ended(self, name: str, on: dt.date) -> tuple[Place, ...]:
        """Find the places of that very name that do not exist on that day."""
        places = {
            spelling.place_id: self._gazetteer[spelling.place_id]
            for variant, _ in _variants(_composed(name))
            for spelling in self._spelled(_key(variant))
        }
        return tuple(place for place in places.values() if place.on(on) is None)

    def nearest_names(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """Give the names most like one that was not found, one a place."""
        nearest: dict[str, str] = {}
        if not _key(name):
            return ()
        for key, _ in self._similar(_key(name), _LEAST_NEARNESS, limit * 8):
            for spelling in self._spelled(key):
                place = self._gazetteer[spelling.place_id]
                nearest.setdefault(place.id, spell_names(place)[0])
        return tuple(dict.fromkeys(nearest.values()))[:limit]

    def _matches(self, name: str) -> Iterator[tuple[str, float, str]]:
        """Give place, score and spelling: as spelled, else as misspelled."""
        variants = list(_variants(_composed(name)))
        known = [v for v in variants if self._spelled(_key(v[0]))]
        for variant, kinds in known:
            for spelling in self._spelled(_key(variant)):
                yield self._match(spelling, _closeness(spelling.text, variant), kinds)
        for variant, kinds in () if known else variants:
            key = _key(variant)
            if len(key) >= _SHORTEST_MISSPELLED:
                for similar, likeness in self._similar(key, _LEAST_SIMILARITY, 20):
                    for spelling in self._spelled(similar):
                        yield self._match(spelling, _FUZZY * likeness, kinds)

    def _spelled(self, key: str) -> tuple[_Spelling, ...]:
        """Give what is spelled so: of the places at hand, then of the wide world."""
        wide = self._gazetteer.wide
        return (
            *self._spellings.get(key, ()),
            *(
                _Spelling(name, place.id, Part.NAME)
                for name, places in (wide.spellings(key) if wide else {}).items()
                for place in places
            ),
        )

    def _match(
        self, spelling: _Spelling, score: float, kinds: frozenset[Kind]
    ) -> tuple[str, float, str]:
        if spelling.part is Part.HALF:
            score *= _OF_A_HALF
        if kinds and self._gazetteer[spelling.place_id].kind not in kinds:
            score *= _OTHER_KIND
        return spelling.place_id, score, spelling.text

    def _similar(self, key: str, least: int, limit: int) -> list[tuple[str, float]]:
        """Give the known keys like one, with their likeness from 0 to 1.

        Of the wide world those that begin with the same letters are compared.
        """
        wide = self._gazetteer.wide
        far = wide.similar_keys(key[:_SAME_LETTERS]) if wide else []
        found = process.extract(
            key,
            [*self._spellings, *far],
            scorer=fuzz.ratio,
            score_cutoff=least,
            limit=limit,
        )
        return [(similar, likeness / 100) for similar, likeness, _ in found]


def geocode(
    gazetteer: Gazetteer, name: str, on: dt.date, limit: int = 5
) -> tuple[Candidate, ...]:
    """Find the places that bear a name on a day, the best first.

    Examples
    --------
    >>> import datetime as dt
    >>> from geo.model import Kind, Names, Place, Version
    >>> from geo.places.gazetteer import build_gazetteer
    >>> versions = (Version(valid_to=dt.date(2025, 6, 30)),)
    >>> names = Names(en="Bình Phước")
    >>> gazetteer = build_gazetteer(
    ...     [Place(id="x", kind=Kind.PROVINCE, names=names, versions=versions)]
    ... )
    >>> day = dt.date(2025, 6, 30)
    >>> [geocode(gazetteer, n, day)[0].score for n in ("Bình Phước", "binh phuoc")]
    [1.0, 0.95]
    >>> geocode(gazetteer, "Bình Phước", dt.date(2025, 7, 1))
    ()
    """
    return Geocoder(gazetteer).geocode(name, on, limit)


def nearest_names(gazetteer: Gazetteer, name: str, limit: int = 3) -> tuple[str, ...]:
    """Give the names most like one that was not found, one a place."""
    return Geocoder(gazetteer).nearest_names(name, limit)


def _list_spellings(gazetteer: Gazetteer) -> Iterator[_Spelling]:
    for sense, names in find_senses(gazetteer).items():
        if sense.part is not Part.CORE:
            for name in names:
                yield _Spelling(name, sense.place_id, sense.part)
    for place in gazetteer:
        for halves in combinations(place.sides, 2):
            for one, other in product(*halves):
                yield _Spelling(f"{one}–{other}", place.id, Part.NAME)
                yield _Spelling(f"{other}–{one}", place.id, Part.NAME)


def _without_plain(spellings: list[_Spelling], gazetteer: Gazetteer) -> list[_Spelling]:
    """Leave out what is only another spelling of a place without its diacritics."""
    accented = {s.place_id for s in spellings if not s.text.isascii()}
    return [
        s
        for s in spellings
        if not s.text.isascii()
        or s.place_id not in accented
        or s.text == gazetteer[s.place_id].names.en
    ]


def _composed(name: str) -> str:
    bare = _BRACKETED.sub("", name) or name
    return unicodedata.normalize("NFC", " ".join(bare.split()))


def _key(name: str) -> str:
    """Fold a name, and set no spaces around a dash."""
    return _AROUND_DASH.sub("-", fold_toponym(_composed(name)))


def _variants(name: str) -> Iterator[tuple[str, frozenset[Kind]]]:
    """Give a name as it is, and without the type words before or after it."""
    yield name, frozenset()
    yield from kinds_named(name)
    words = name.split()
    gates = EVERY.gates | EVERY.gate_qualifiers
    is_gate = fold_toponym(words[-1]) in EVERY.gates if words else False
    while len(words) > 1 and fold_toponym(words[-1]) in gates:
        words.pop()
        if is_gate:
            yield " ".join(words), GATES


def _unplaced_after_placed(candidates: Collection[Candidate]) -> Iterator[Candidate]:
    """Put a place without a position after what bears its name and has one.

    "Mộc Bài" is a town whose site nobody gives, and the half of a border checkpoint
    in the same country that can be shown. A namesake far away is no answer.
    """
    placed = [c for c in candidates if c.version.point is not None]
    for candidate in candidates:
        rivals = [
            other.score
            for other in placed
            if candidate.version.point is None
            and _key(other.spelling) == _key(candidate.spelling)
            and {*other.place.countries} & {*candidate.place.countries}
            and other.score > candidate.score * _OF_ANOTHER
        ]
        after = max(rivals, default=1.0) - _JUST_AFTER
        is_after = bool(rivals) and after < candidate.score
        yield replace(candidate, score=round(after, 3)) if is_after else candidate


def _closeness(spelling: str, name: str) -> float:
    """Tell how near two names are that fold to the same."""
    if spelling == name:
        return _EXACT
    if spelling.casefold() == name.casefold():
        return _OTHER_CAPITALS
    return _FOLDED if fold_toponym(name) == name.lower() else _OTHER_DIACRITICS


def _order(candidate: Candidate) -> tuple[float, bool, bool, int, int, str]:
    return (-candidate.score, *order_of_homonyms(candidate.place))

"""Which countries a text names: they decide between places of one name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.errors import GazetteerError
from geo.model import Kind, Tier
from geo.text.folding import fold_toponym
from geo.toml_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from geo.model import Place
    from geo.places.expression import Expression
    from geo.places.gazetteer import Gazetteer

DEMONYMS, BORDERS = "demonyms.toml", "borders.toml"


class Standing(IntEnum):
    """What the countries that a text names say of a place; the greater the better."""

    ELSEWHERE = 0
    """The text names countries, and it lies in none of them nor beside one."""
    UNTOLD = 1
    """The text names no country, or the place lies in none."""
    BESIDE = 2
    """It lies in a country that borders one of them."""
    NAMED = 3
    """It lies in one of them."""


@dataclass(frozen=True, slots=True)
class Nations:
    """What is known of countries beside their names: ISO 3166-1 alpha-2 throughout."""

    borders: Mapping[str, frozenset[str]]
    """The countries that border each one by land."""
    demonyms: Mapping[str, str]
    """For what its people and things are called, the country: Bolivian, BO."""

    def named_by(self, text: str) -> frozenset[str]:
        """Find the countries whose people or things a text speaks of."""
        words = _WORD.findall(text)
        pairs = (f"{one} {other}" for one, other in pairwise(words))
        said = self.demonyms.keys() & {*words, *pairs}
        return frozenset(self.demonyms[word] for word in said)


_WORD = re.compile(r"[A-Z][^\W\d_A-Z]+")
_SMALL = 100_000
"""People in a town that a text names with its country, if it is far from here."""
NONE = Nations({}, {})


@dataclass(frozen=True, slots=True)
class Scope:
    """The countries that a text names, and those beside them."""

    named: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    def standing(self, place: Place) -> Standing:
        """Tell how a place stands to the countries of the text."""
        own = frozenset(place.countries)
        if not self.named or not own:
            return Standing.UNTOLD
        if own & self.named:
            return Standing.NAMED
        return Standing.BESIDE if own & self.beside else Standing.ELSEWHERE


_NO_BORDER = frozenset({"-"})
"""What stands beside countries that border none, so that they are known to be told."""
NOWHERE = Scope()
"""Of a text that names no country."""


def read_nations(folder: Path) -> Nations:
    """Read what the gazetteer's folder says of countries.

    Raises
    ------
    GazetteerError
        The file is malformed, or one word is said to be of two countries.
    """
    demonyms: dict[str, str] = {}
    for code, words in _read(folder / DEMONYMS, "demonyms"):
        for word in words:
            if demonyms.setdefault(word, code) != code:
                other = demonyms[word]
                msg = f"{DEMONYMS}: {word!r} is said to be of {other} and of {code}."
                raise GazetteerError(msg)
    borders = {c: frozenset(o) for c, o in _read(folder / BORDERS, "borders")}
    return Nations(borders, demonyms)


def _read(path: Path, table: str) -> Iterable[tuple[str, list[str]]]:
    if not path.exists():
        return ()
    found: dict[str, list[str]] = read_toml(path, GazetteerError).get(table, {})
    return found.items()


def find_scope(
    text: str, expressions: Iterable[Expression], gazetteer: Gazetteer
) -> Scope:
    """Find the countries that a text names, by their names or their people's.

    A gazetteer that knows no borders tells nothing.
    """
    nations = gazetteer.nations
    if not nations.borders:
        return NOWHERE
    places = (
        gazetteer[sense.place_id]
        for expression in expressions
        for sense in expression.senses[:1]
    )
    named = nations.named_by(text) | {
        code for p in places if p.kind is Kind.COUNTRY for code in p.countries
    }
    beside = {other for code in named for other in nations.borders.get(code, ())}
    return Scope(frozenset(named), frozenset(beside - named))


def with_provinces(
    scope: Scope, places: Iterable[Place], gazetteer: Gazetteer
) -> Scope:
    """Add the countries that a text tells by their provinces: Quảng Trị, of Viet Nam.

    Only provinces of the region tell theirs: a province's name elsewhere is also that
    of a town in ten other countries.
    """
    borders = gazetteer.nations.borders
    if not borders:
        return scope
    tells = {Kind.PROVINCE, Kind.MUNICIPALITY}
    named = scope.named | {
        code
        for place in places
        if place.kind in tells and place.tier is Tier.REGION
        for code in place.countries
    }
    beside = {other for code in named for other in borders.get(code, ())}
    return Scope(frozenset(named), frozenset(beside - named) or _NO_BORDER)


def keep_in_scope(
    expressions: Iterable[Expression], scope: Scope, gazetteer: Gazetteer
) -> tuple[Expression, ...]:
    """Leave out small towns far from here whose country the text does not name.

    There is one of almost any name. Where nothing else bears it, the words are no
    expression any more: what is left of them is for the rules of unknown names.
    """
    kept = []
    for expression in expressions:
        senses = tuple(
            s
            for s in expression.senses
            if not _is_out_of_scope(gazetteer[s.place_id], expression.core, scope)
        )
        if senses == expression.senses:
            kept.append(expression)
        elif senses:
            kept.append(replace(expression, senses=senses))
    return tuple(kept)


def _is_out_of_scope(place: Place, name: str, scope: Scope) -> bool:
    if place.tier is not Tier.WORLD:
        return False
    if scope.standing(place) in {Standing.NAMED, Standing.BESIDE}:
        return False
    if place.kind is Kind.PROVINCE:
        return fold_toponym(place.names.en) != name
    return place.kind is Kind.CITY and (place.population or 0) < _SMALL

"""Toponym resolution: which place a name means here, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.language.shipped import EVERY
from geo.model import SETTLED, Kind, Tier
from geo.places.nations import NOWHERE, Scope, Standing
from geo.places.spellings import Part, Sense
from geo.places.types import TypeHint

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from geo.model import Place
    from geo.places.gazetteer import Gazetteer
    from geo.places.settlement import Cue

_OF_A_NAME = 0.85
_OF_A_CORE = 0.87
_OF_A_FORMER_NAME = 0.82
_OF_A_BARE_NAME = 0.8
_OF_A_HALF = 0.7
_OF_HALF_A_PAIR = 0.65
_TYPE_FITS = 0.13
_TYPE_FITS_A_HALF = 0.2
_NEEDS_A_CUE = 0.12
_ONE_SENSE = 0.1
_TOO_SMALL = 0.12
_MANY_TIMES = 8
_FAMOUS_TIMES = 30
"""So many times the people of its namesake has a city that needs no country: Paris."""
_TYPE_DIFFERS = 0.5
_NOT_ON_THE_DAY = 0.11
_OF_THE_WORLD = 0.1
_COUNTRY_DIFFERS = 0.3
_OF_A_HAMLET = 0.15
_ROUGHLY = 0.25
_COUNTRY_FITS = 0.08
_NAMED, _SMALL_AND_NAMED = 0.1, 0.02
_ELSEWHERE, _LARGE_ELSEWHERE = 0.15, 0.08
_NAMED_HERE = 0.03
_ELSEWHERE_NEAR = 0.25
"""What speaks against a place of the region where the text names only others."""
_A_CITY_IS_MEANT = 0.06
# What else may follow a name that is short for a region or a river.
_CONTEXT: dict[Kind, frozenset[str]] = {
    Kind.REGION: EVERY.of_a_region,
}
_WATERS = frozenset({Kind.RIVER, Kind.LAKE, Kind.SEA})
METROPOLIS, LARGE = 500_000, 100_000
"""People in a city that a text may name without its country, and in one that it may
name where it names others."""
_RANK = tuple(Kind)
# Kinds whose names other places share: Tay Ninh City, Dong Nai River.
_MISTAKABLE = SETTLED | {Kind.RIVER, Kind.LAKE, Kind.BORDER_CHECKPOINT}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A place that a name may mean."""

    place: Place
    score: float
    """Between 0 and 1, comparable among candidates of one mention."""
    evidence: tuple[str, ...]
    is_told: bool = False
    """Whether the sentence itself tells the kind of place."""
    is_cued: bool = False
    """Whether its sentence speaks for this kind of place."""
    is_contradicted: bool = False
    """Whether the sentence tells another kind of place."""
    told_kind: Kind | None = None
    """That other kind, or its own where it is told to lie elsewhere."""
    rules: tuple[str, ...] = ()
    """The entries that told the kind, and those of the cues."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands beside a name in its sentence."""

    hint: TypeHint
    before: tuple[str, ...] = ()
    """Folded words, the nearest last."""
    after: tuple[str, ...] = ()
    """Folded words, the nearest first."""
    countries: frozenset[str] = frozenset()
    """Codes of the country that stands right after it: London, Canada."""
    cues: tuple[Cue, ...] = ()
    """What else the sentence says of it."""
    is_pair: bool = False
    """Whether the words are a pair of which only one half is known."""
    scope: Scope = NOWHERE
    """The countries that the whole text names."""
    here: Scope = NOWHERE
    """Those that its sentence names."""
    bracketed: frozenset[str] = frozenset()
    """Codes of the countries of what stands in brackets after it."""


ALONE = Surroundings(TypeHint())


def rank_meanings(
    gazetteer: Gazetteer,
    senses: Iterable[Sense],
    on: dt.date,
    surroundings: Surroundings = ALONE,
) -> tuple[Meaning, ...]:
    """Score each place that a name may mean on that day, the best first.

    Examples
    --------
    >>> import datetime as dt
    >>> from geo.model import Names, Place, Version
    >>> from geo.places.gazetteer import build_gazetteer
    >>> names, versions = Names(en="Kratie"), (Version(),)
    >>> places = [
    ...     Place(id=kind.value, kind=kind, names=names, versions=versions)
    ...     for kind in (Kind.PROVINCE, Kind.CITY)
    ... ]
    >>> hint = TypeHint(frozenset({Kind.CITY}), "'town' after it", is_exclusive=True)
    >>> senses = [Sense("city"), Sense("province")]
    >>> ranked = rank_meanings(
    ...     build_gazetteer(places), senses, dt.date(2026, 2, 6), Surroundings(hint)
    ... )
    >>> [(c.place.id, c.score) for c in ranked]
    [('city', 0.98), ('province', 0.35)]
    >>> rank_meanings(build_gazetteer([]), [], dt.date(2026, 2, 6))
    ()
    """
    senses = tuple(senses)
    if any(gazetteer[sense.place_id].kind is Kind.COUNTRY for sense in senses):
        # Singapore is no reason to mean the city by "Singapore".
        surroundings = replace(surroundings, scope=NOWHERE, here=NOWHERE)
        senses = tuple(s for s in senses if _is_no_namesake(gazetteer[s.place_id]))
    best: dict[str, Meaning] = {}
    for sense in senses:
        candidate = _candidate(gazetteer[sense.place_id], sense, on, surroundings)
        known = best.get(sense.place_id)
        if candidate and (known is None or candidate.score > known.score):
            best[sense.place_id] = candidate
    return sort_meanings(
        _without_dwarfs(
            _with_named(_with_cities(tuple(best.values())), surroundings),
            surroundings.here,
        )
    )


def _is_no_namesake(place: Place) -> bool:
    """Whether it is no town far from here that only bears a country's name."""
    is_far = place.tier is Tier.WORLD and place.kind is Kind.CITY
    return not is_far or (place.population or 0) >= LARGE


def _with_named(
    meanings: tuple[Meaning, ...], surroundings: Surroundings
) -> tuple[Meaning, ...]:
    """Mean what lies in a country that the text names, however great its namesakes."""
    scope, here = surroundings.scope, surroundings.here
    standings = {m.place.id: scope.standing(m.place) for m in meanings}
    largest = max((m.place.population or 0 for m in meanings), default=0)
    named = [
        m
        for m in meanings
        if standings[m.place.id] is Standing.NAMED
        and (
            m.place.kind is not Kind.CITY
            or (m.place.population or 0) >= LARGE
            or (
                here.standing(m.place) is Standing.NAMED
                and (m.place.population or 0) * _FAMOUS_TIMES >= largest
            )
        )
    ]
    if not named:
        return meanings
    return tuple(
        weigh(meaning, -_ELSEWHERE, "its namesake lies in a country that is named")
        if meaning.place.tier is Tier.WORLD
        and standings[meaning.place.id] is Standing.ELSEWHERE
        else meaning
        for meaning in meanings
    )


def _with_cities(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """Mean the city, far from here, where a unit of its country bears its name."""
    cities = {
        c for m in meanings if m.place.kind is Kind.CITY for c in m.place.countries
    }
    return tuple(
        weigh(meaning, -_A_CITY_IS_MEANT, "a city of that country bears its name")
        if meaning.place.kind is Kind.PROVINCE
        and meaning.place.tier is Tier.WORLD
        and not meaning.is_told
        and cities & {*meaning.place.countries}
        else meaning
        for meaning in meanings
    )


def sort_meanings(meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
    """Put the best first."""
    return tuple(
        sorted(meanings, key=lambda c: (-c.score, *order_of_homonyms(c.place)))
    )


def _without_dwarfs(meanings: tuple[Meaning, ...], scope: Scope) -> Iterator[Meaning]:
    """Trust a town less where another of that name has many times its people.

    One in a country that the text names is not measured by one elsewhere.
    """
    largest_by: dict[Standing, int] = {}
    for meaning in meanings:
        if meaning.place.kind is Kind.CITY:
            standing = scope.standing(meaning.place)
            people = meaning.place.population or 0
            largest_by[standing] = max(people, largest_by.get(standing, 0))
    has_municipality = any(m.place.kind is Kind.MUNICIPALITY for m in meanings)
    for meaning in meanings:
        if meaning.place.kind is Kind.CITY and has_municipality:
            yield weigh(meaning, -_TOO_SMALL, "a municipality bears its name")
            continue
        people = meaning.place.population or 0
        standing = scope.standing(meaning.place)
        largest = max((n for s, n in largest_by.items() if s >= standing), default=0)
        if meaning.place.kind is Kind.CITY and people * _MANY_TIMES < largest:
            yield weigh(meaning, -_TOO_SMALL, "much smaller than another of that name")
        else:
            yield meaning


def weigh(meaning: Meaning, weight: float, words: str) -> Meaning:
    """Add what speaks for a meaning, or against it."""
    score = round(min(max(meaning.score + weight, 0.05), 1.0), 3)
    return replace(meaning, score=score, evidence=(*meaning.evidence, words))


def order_of_homonyms(place: Place) -> tuple[bool, bool, int, int, str]:
    """Put what a bare name means first: the region's, the greater kind, the larger.

    Far from here a city comes before the unit of its name.
    """
    is_far = place.tier is Tier.WORLD
    is_no_city = is_far and place.kind is not Kind.CITY
    rank = _RANK.index(place.kind)
    return is_far, is_no_city, rank, -(place.population or 0), place.id


def _candidate(
    place: Place, sense: Sense, on: dt.date, surroundings: Surroundings
) -> Meaning | None:
    begun = _weigh_spelling(place, sense, surroundings)
    if begun is None:
        return None
    if surroundings.is_pair:
        begun = _OF_HALF_A_PAIR, "one half of the pair is a name of it"
    score, evidence = begun[0], [begun[1]]
    hint = surroundings.hint
    is_told = place.kind in hint.kinds
    if place.kind is Kind.DISTRICT and place.needs_cue and not is_told:
        return None
    differs = hint.is_exclusive and not is_told and place.kind in _MISTAKABLE
    if surroundings.bracketed and not surroundings.bracketed & {*place.countries}:
        differs = bool(place.countries)
    if is_told:
        score += _TYPE_FITS_A_HALF if sense.part is Part.HALF else _TYPE_FITS
        evidence.append(hint.words)
    elif differs:
        score -= _TYPE_DIFFERS
        words = hint.words or "a bracket after it"
        evidence.append(f"{words}, which is another place")
    cues = [cue for cue in surroundings.cues if place.kind in cue.kinds]
    if cues:
        score += max(cue.weight for cue in cues)
        evidence += [cue.reason for cue in cues]
    for weight, words in _weigh_place(place, surroundings, on, is_told=is_told):
        score += weight
        evidence.append(words)
    return Meaning(
        place,
        round(min(max(score, 0.05), 1.0), 3),
        tuple(evidence),
        is_told,
        bool(cues) or sense.part is Part.CORE,
        differs,
        hint.kind or (place.kind if surroundings.bracketed else None),
        (
            *((hint.rule,) if hint.rule and (is_told or differs) else ()),
            *(rule for cue in cues for rule in cue.rules),
        ),
    )


def _weigh_place(
    place: Place, surroundings: Surroundings, on: dt.date, *, is_told: bool
) -> Iterator[tuple[float, str]]:
    """Yield what speaks for the place itself and against it, with its weight."""
    is_far = place.tier is Tier.WORLD
    standing = surroundings.scope.standing(place)
    if is_far:
        yield -_OF_THE_WORLD, "far from the Mekong countries"
        is_here = surroundings.here.standing(place) is Standing.NAMED
        yield from _weigh_standing(place, standing, is_here=is_here)
    elif standing is Standing.ELSEWHERE and _is_of_the_region(place):
        yield -_ELSEWHERE_NEAR, "the text names only countries far from it"
    if place.needs_cue and not is_told:
        yield -_NEEDS_A_CUE, "also a word or a person's name"
    if place.kind is Kind.DISTRICT and place.needs_cue:
        yield -_ROUGHLY, "where it lies is known only roughly"
    if _is_hamlet(place):
        yield -_OF_A_HAMLET, "a place too small for a count of its people"
    if surroundings.countries & {*place.countries}:
        yield _COUNTRY_FITS, "its country after it"
    elif surroundings.countries and is_far:
        yield -_COUNTRY_DIFFERS, "the country after it is another"
    if place.on(on) is None:
        yield -_NOT_ON_THE_DAY, f"no version of it holds on {on}"


def _is_of_the_region(place: Place) -> bool:
    """Whether a text names it with its country, or a country beside it.

    What the region's texts name of the rest of the world is at hand as well: Vienna.
    """
    return bool(place.within) or place.kind in {Kind.PROVINCE, Kind.MUNICIPALITY}


def _weigh_standing(
    place: Place, standing: Standing, *, is_here: bool
) -> Iterator[tuple[float, str]]:
    """Yield what the countries of the text say of a place far from the region."""
    people = place.population or 0
    if standing is Standing.NAMED:
        is_small = place.kind is Kind.CITY and people < LARGE and not is_here
        weight = _SMALL_AND_NAMED if is_small else _NAMED
        yield weight, "in a country that the text names"
    elif standing is Standing.ELSEWHERE and place.kind not in _WATERS:
        weight = _LARGE_ELSEWHERE if people >= LARGE else _ELSEWHERE
        if people < METROPOLIS:
            yield -weight, "in no country that the text names"
    if is_here:
        yield _NAMED_HERE, "in a country that the sentence names"


def _is_hamlet(place: Place) -> bool:
    """Whether GeoNames lists it as a town and knows of no people there."""
    is_listed = place.kind is Kind.CITY and place.geonames is not None
    return is_listed and place.population is None


def _weigh_spelling(
    place: Place, sense: Sense, surroundings: Surroundings
) -> tuple[float, str] | None:
    match sense.part:
        case Part.NAME:
            return _OF_A_NAME, "a name of it"
        case Part.FORMER:
            return _OF_A_FORMER_NAME, "a former name of it"
        case Part.BARE:
            return _OF_A_BARE_NAME, "its name without 'City'"
        case Part.HALF:
            return _OF_A_HALF, "the name of one side of the border checkpoint"
        case Part.CORE:
            return _weigh_core(place, sense, surroundings)


def _weigh_core(
    place: Place, sense: Sense, surroundings: Surroundings
) -> tuple[float, str] | None:
    """Take a name without its type words when the words are near."""
    context = _CONTEXT.get(place.kind, frozenset())
    telling = sense.missing - EVERY.gates - EVERY.gate_qualifiers or sense.missing
    waters = place.kind in _WATERS and any(
        place.kind in cue.kinds for cue in surroundings.cues
    )
    if waters:
        return _OF_A_BARE_NAME, "its name without the type word"
    before = surroundings.before
    if place.kind in SETTLED:
        before = _right_before(before)
    near = [
        *_wanted(before, sense.missing),
        *_wanted(surroundings.after, sense.missing | context),
    ]
    if not _wanted(near, telling | context):
        return None
    share = min(1.0, len(set(near)) / len(sense.missing))
    words = "', '".join(dict.fromkeys(near))
    return _OF_A_CORE + 0.07 * share, f"'{words}' beside the name"


def _right_before(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give the word that stands at a name, "of" and "the" left out.

    "Savannakhet province and Vientiane" does not make Vientiane the province.
    """
    while words and words[-1] in {"of", "the"}:
        words = words[:-1]
    return words[-1:]


def _wanted(words: Iterable[str], wanted: Collection[str]) -> list[str]:
    """Give the words that are wanted, or derived from one that is: subregional."""
    return [
        word
        for word in words
        if any(w == word or (len(w) > 5 and word.startswith(w)) for w in wanted)
    ]


def find_document_senses(choices: Iterable[tuple[str, Meaning]]) -> Mapping[str, str]:
    """Give for each name the place that it most often means where the text tells."""
    counts: dict[str, dict[str, int]] = {}
    for name, candidate in choices:
        if (candidate.is_told or candidate.is_cued) and not candidate.is_contradicted:
            places = counts.setdefault(name, {})
            places[candidate.place.id] = places.get(candidate.place.id, 0) + 1
    return {
        name: min(places, key=lambda place: (-places[place], place))
        for name, places in counts.items()
    }


def with_document_sense(
    ranked: tuple[Meaning, ...], sense: str | None
) -> tuple[Meaning, ...]:
    """Trust what the document means elsewhere, where the sentence tells nothing."""
    if sense is None or len(ranked) == 1 or ranked[0].is_told or ranked[0].is_cued:
        return ranked
    return sort_meanings(
        weigh(meaning, _ONE_SENSE, "one sense per document")
        if meaning.place.id == sense
        else meaning
        for meaning in ranked
    )

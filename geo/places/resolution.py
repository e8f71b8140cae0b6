"""Toponym resolution: which place a name means here, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.language.shipped import EVERY
from geo.model import SETTLED, Kind, Tier
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
_OF_A_BARE_NAME = 0.8
_OF_A_HALF = 0.7
_OF_HALF_A_PAIR = 0.65
_TYPE_FITS = 0.13
_TYPE_FITS_A_HALF = 0.2
_NEEDS_A_CUE = 0.12
_ONE_SENSE = 0.1
_TOO_SMALL = 0.12
_MANY_TIMES = 8
_TYPE_DIFFERS = 0.5
_NOT_ON_THE_DAY = 0.11
_OF_THE_WORLD = 0.1
_COUNTRY_DIFFERS = 0.3
_OF_A_HAMLET = 0.15
_COUNTRY_FITS = 0.08
# What else may follow a name that is short for a region or a river.
_CONTEXT: dict[Kind, frozenset[str]] = {
    Kind.REGION: EVERY.of_a_region,
}
_WATERS = frozenset({Kind.RIVER, Kind.LAKE})
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
    """That other kind, where it is one of ours."""
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
    best: dict[str, Meaning] = {}
    for sense in senses:
        candidate = _candidate(gazetteer[sense.place_id], sense, on, surroundings)
        known = best.get(sense.place_id)
        if candidate and (known is None or candidate.score > known.score):
            best[sense.place_id] = candidate
    return sort_meanings(_without_dwarfs(tuple(best.values())))


def sort_meanings(meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
    """Put the best first."""
    return tuple(
        sorted(meanings, key=lambda c: (-c.score, *order_of_homonyms(c.place)))
    )


def _without_dwarfs(meanings: tuple[Meaning, ...]) -> Iterator[Meaning]:
    """Trust a town less where another of that name has many times its people."""
    towns = [m.place.population or 0 for m in meanings if m.place.kind is Kind.CITY]
    largest = max(towns, default=0)
    has_municipality = any(m.place.kind is Kind.MUNICIPALITY for m in meanings)
    for meaning in meanings:
        if meaning.place.kind is Kind.CITY and has_municipality:
            yield weigh(meaning, -_TOO_SMALL, "a municipality bears its name")
            continue
        people = meaning.place.population or 0
        if meaning.place.kind is Kind.CITY and people * _MANY_TIMES < largest:
            yield weigh(meaning, -_TOO_SMALL, "much smaller than another of that name")
        else:
            yield meaning


def weigh(meaning: Meaning, weight: float, words: str) -> Meaning:
    """Add what speaks for a meaning, or against it."""
    score = round(min(max(meaning.score + weight, 0.05), 1.0), 3)
    return replace(meaning, score=score, evidence=(*meaning.evidence, words))


def order_of_homonyms(place: Place) -> tuple[bool, int, int, str]:
    """Put what a bare name means first: the region's, the greater kind, the larger."""
    is_far = place.tier is Tier.WORLD
    return is_far, _RANK.index(place.kind), -(place.population or 0), place.id


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
    differs = hint.is_exclusive and not is_told and place.kind in _MISTAKABLE
    if is_told:
        score += _TYPE_FITS_A_HALF if sense.part is Part.HALF else _TYPE_FITS
        evidence.append(hint.words)
    elif differs:
        score -= _TYPE_DIFFERS
        evidence.append(f"{hint.words}, which is another place")
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
        hint.kind,
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
    if is_far:
        yield -_OF_THE_WORLD, "far from the Mekong countries"
    if place.needs_cue and not is_told:
        yield -_NEEDS_A_CUE, "also a word or a person's name"
    if _is_hamlet(place):
        yield -_OF_A_HAMLET, "a place too small for a count of its people"
    if surroundings.countries & {*place.countries}:
        yield _COUNTRY_FITS, "its country after it"
    elif surroundings.countries and is_far:
        yield -_COUNTRY_DIFFERS, "the country after it is another"
    if place.on(on) is None:
        yield -_NOT_ON_THE_DAY, f"no version of it holds on {on}"


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

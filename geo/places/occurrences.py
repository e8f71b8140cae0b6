"""Occurrences: an expression in its sentence, with the list that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.shipped import EVERY
from geo.model import SETTLED, Kind, Tier
from geo.places.settlement import Cue, read_list
from geo.places.spellings import Part
from geo.text.lists import find_lists
from geo.text.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.places.expression import Expression
    from geo.places.gazetteer import Gazetteer
    from geo.text.sentences import Sentence, Token

_LONGEST_BRACKET = 10


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An expression in its sentence, with the list that it belongs to."""

    expression: Expression
    sentence: Sentence
    index: int
    members: tuple[int, ...]
    countries: frozenset[str] = frozenset()
    """Codes of the country right after it."""
    cues: tuple[Cue, ...] = ()
    """What the other names of its list say."""
    gates: tuple[int, ...] = ()
    """The list of names that may all be border checkpoints, where it is in one: some
    of them are towns as well."""
    nearby: frozenset[str] = frozenset()
    """Codes of the countries that its sentence names, if a name of it may be far."""
    bracketed: frozenset[str] = frozenset()
    """Codes of the countries of what stands in brackets after it."""


def find_occurrences(
    text: str, expressions: Sequence[Expression], gazetteer: Gazetteer
) -> Iterator[Occurrence]:
    """Give every expression of a text in its sentence, in reading order."""
    classes = [_class(first_kind(e, gazetteer)) for e in expressions]
    halves = [_half_class(e, number) for number, e in enumerate(expressions)]
    spans = [(e.start, e.end) for e in expressions]
    are_far = [_may_be_far(e, gazetteer) for e in expressions]
    for sentence in split_sentences(text, spans):
        lists = find_lists(sentence, classes)
        tokens = sentence.tokens
        cues = {
            members: read_list(
                [expressions[tokens[m].name] for m in members], gazetteer
            )
            for members in lists
            if len(members) > 1
        }
        gates = {i: m for m in find_lists(sentence, halves) if len(m) > 1 for i in m}
        nearby = (
            _countries_in(text, sentence, expressions, gazetteer)
            if any(are_far[t.name] for t in tokens if t.name >= 0)
            else frozenset()
        )
        for index, members in sorted((i, found) for found in lists for i in found):
            yield Occurrence(
                expressions[tokens[index].name],
                sentence,
                index,
                members,
                _countries_after(tokens, index, expressions, gazetteer)
                or _countries_of_list(tokens, members, expressions, gazetteer),
                cues[members] if len(members) > 1 else (),
                gates.get(index, ()),
                nearby,
                _countries_in_brackets(tokens, index, expressions, gazetteer),
            )


def _may_be_far(expression: Expression, gazetteer: Gazetteer) -> bool:
    """Whether it may be a place for which the countries of its sentence count."""
    return any(gazetteer[s.place_id].tier is Tier.WORLD for s in expression.senses)


def _countries_in(
    text: str,
    sentence: Sentence,
    expressions: Sequence[Expression],
    gazetteer: Gazetteer,
) -> frozenset[str]:
    """Give the codes of the countries that a sentence names, or their people."""
    tokens = sentence.tokens
    if not tokens:
        return frozenset()
    named = (expressions[t.name].senses[:1] for t in tokens if t.name >= 0)
    places = (gazetteer[sense.place_id] for senses in named for sense in senses)
    codes = {c for p in places if p.kind is Kind.COUNTRY for c in p.countries}
    return gazetteer.nations.named_by(text[tokens[0].start : tokens[-1].end]) | codes


def _countries_after(
    tokens: Sequence[Token],
    index: int,
    expressions: Sequence[Expression],
    gazetteer: Gazetteer,
) -> frozenset[str]:
    """Give the codes of the country in "London, Canada", "Vienna (Austria)"."""
    if index + 2 >= len(tokens) or tokens[index + 1].text not in {",", "("}:
        return frozenset()
    following = tokens[index + 2].name
    senses = expressions[following].senses if following >= 0 else ()
    places = (gazetteer[sense.place_id] for sense in senses)
    return frozenset(
        code for p in places if p.kind is Kind.COUNTRY for code in p.countries
    )


def _countries_of_list(
    tokens: Sequence[Token],
    members: Sequence[int],
    expressions: Sequence[Expression],
    gazetteer: Gazetteer,
) -> frozenset[str]:
    """Give the codes of what holds a list, as in "Hyderabad and Sukkur in Sindh"."""
    last = members[-1]
    own = (gazetteer[s.place_id] for s in expressions[tokens[last].name].senses)
    if all(place.tier is not Tier.WORLD for place in own):
        return frozenset()
    if last + 2 >= len(tokens) or tokens[last + 1].folded not in EVERY.inside:
        return frozenset()
    holder = tokens[last + 2].name
    senses = expressions[holder].senses if holder >= 0 else ()
    places = [gazetteer[sense.place_id] for sense in senses]
    if not any(p.kind in {Kind.COUNTRY, Kind.PROVINCE} for p in places):
        return frozenset()
    following = _countries_after(tokens, last + 2, expressions, gazetteer)
    codes = {code for place in places[:1] for code in place.countries}
    return following or frozenset(codes)


def _countries_in_brackets(
    tokens: Sequence[Token],
    index: int,
    expressions: Sequence[Expression],
    gazetteer: Gazetteer,
) -> frozenset[str]:
    """Give the codes of the countries of what a bracket after a name says."""
    codes: set[str] = set()
    if index + 2 >= len(tokens) or tokens[index + 1].text != "(":
        return frozenset()
    first = tokens[index + 2]
    if first.name < 0 and first.folded not in EVERY.types_before:
        return frozenset()  # (with Guangxi)
    for token in tokens[index + 2 : index + 2 + _LONGEST_BRACKET]:
        if token.text == ")":
            return frozenset(codes)
        if token.name >= 0:
            senses = expressions[token.name].senses[:1]
            codes |= {c for s in senses for c in gazetteer[s.place_id].countries}
    return frozenset()


def first_kind(expression: Expression, gazetteer: Gazetteer) -> Kind:
    """Give what a name is like: what people live in comes before a gate's half."""
    if expression.unknown:
        return expression.unknown
    kinds = [gazetteer[sense.place_id].kind for sense in expression.senses]
    settled = (kind for kind in kinds if kind in SETTLED or kind is Kind.COUNTRY)
    return kinds[0] if expression.pair else next(settled, kinds[0])


def _half_class(expression: Expression, number: int) -> str:
    """Tell the names that may be a border checkpoint; all others are unlike."""
    is_half = any(sense.part is Part.HALF for sense in expression.senses)
    return "gate" if is_half and not expression.type_words else str(number)


def _class(kind: Kind) -> str:
    """Tell like from like: only names of one class make a list."""
    return "settled" if kind in SETTLED else kind.value

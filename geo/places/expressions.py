"""Toponym expressions: the words of a text that name one place, all of them.

A spelling of the gazetteer is where an expression begins. Capitalised type words
belong to it (Tay Ninh Province), so do formal names of a country (Kingdom of Cambodia)
and both halves of a border checkpoint (Chrey Thum (Kandal)–Khánh Bình (An Giang)).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.matching import listed
from geo.language.shipped import EVERY
from geo.model import SETTLED, Kind, Tier
from geo.places.expression import Expression
from geo.places.gates import GATE_WORDS, join_halves
from geo.places.longer_names import is_in_longer_name
from geo.places.nations import Standing, find_scope
from geo.places.sounds import find_by_sound
from geo.places.types import kinds_of_type_word
from geo.text.folding import fold_toponym
from geo.text.persons import is_person
from geo.text.vocabulary import CAPITAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.model import Place
    from geo.places.gazetteer import Gazetteer
    from geo.places.nations import Scope
    from geo.places.spellings import Sense
    from geo.text.recognition import Recognizer, Span

_TYPE_WORD = re.compile(r"[ \u00a0\n]+(?P<word>[^\W\d_][\w-]*)")
_FORMAL = re.compile(
    rf"(?<!\w)(?:{listed('formal_adjectives')}\s+){{0,3}}{listed('formal_heads')}"
    r"\s+of\s+(?:the\s+(?:Union\s+of\s+)?)?$",
    re.IGNORECASE,
)
_FORMAL_VIETNAMESE = re.compile(
    r"(?<!\w)(?:Vương quốc|CHXHCN|CHDCND|CHND|Cộng h(?:òa|oà)(?: [Xx]ã hội [Cc]hủ nghĩa"
    r"| [Dd]ân chủ [Nn]hân dân| [Dd]ân chủ| [Nn]hân dân)?)\s+$"
)
_NATURE_AHEAD = re.compile(rf"\s+{listed('nature_after')}\b")
_NATURE_BEFORE = re.compile(rf"{listed('nature_of')}\s+(?:of|OF)\s+(?:the\s+)?$")
_NAME_AHEAD = re.compile(r" [^\W\d_a-z]\w+")
_PERSONS_TOO = frozenset({"anh", "bi", "duc", "my", "nga", "phap", "y"})
"""The Vietnamese names of countries that persons bear as well."""
# What tells that a word or a person's name is a place here.
_CITY_AHEAD = re.compile(rf"\s+{listed('city_after')}\b")
_CITY_BEFORE = re.compile(rf"\b{listed('city_before')}(?:,| of|\.)?\s+$")
_TOWARDS = re.compile(rf"\b{listed('towards')}\s+$")
_LISTED = re.compile(rf"\s*[,(]\s*(?:the\s+)?|,?\s+{listed('and')}\s+")
_ENDS = re.compile(rf"\s*(?:[.,;:)]|$)|\s+{listed('ends_of_names')}\b")
_CITY = 100_000
"""People in a city that a preposition before it and a mark after it are cue for."""
_LARGE = 500_000
"""People in a city that a preposition is cue enough for."""
_HUGE = 3_000_000
"""People in a city that is meant whatever else its name is."""
_NEXT_WORD = re.compile(r"[ \u00a0]([^\W\d_]+)")
_FIRST = re.compile(r"(?:^|[\n.!?:“\"])\s*$")
_CREDIT = re.compile(rf"\b{listed('credits')}:\s*(?:\w+/)*$")
_STREET = re.compile(r"(?:\bđường|(?<!thành )\bphố|\bđại lộ)\s+$")
_REACH_OF_RIVER = re.compile(rf"{listed('parts_of_rivers')}[ \u00a0]$")
_NUMBERED = re.compile(r"[ \u00a0]\d")
_CAPITAL_BEFORE = re.compile(
    rf"(?<=[^\W_])[ \u00a0](?P<type>{listed('capital_types')})[ \u00a0]$"
)
_CAPITAL_GATE_BEFORE = re.compile(
    rf"(?<=[^\W_])[ \u00a0](?P<type>{listed('capital_gates')}"
    rf"(?: {listed('capital_gate_qualities')})*)[ \u00a0]$"
)
_UNIT_BEFORE = re.compile(rf"\b(?P<type>{listed('units_of')}) of (?:the )?$")
_OF_A_BODY = re.compile(rf" {listed('bodies_of_a_city')}\b")
_TYPE_FIRST = re.compile(rf"{listed('types_first')}[ \u00a0]")
_WHO = re.compile(rf"[ \u00a0]{CAPITAL}[\w-]+,?[ \u00a0]who\b")


def find_expressions(
    text: str,
    recognizer: Recognizer[Sense],
    gazetteer: Gazetteer,
    sounds: Mapping[str, tuple[Sense, ...]] | None = None,
) -> tuple[Expression, ...]:
    """Find what names a place of the gazetteer, in order and not overlapping."""
    found = [
        _with_type_words(text, to_expression(text, span), _kinds(span, gazetteer))
        for span in recognizer.find(text)
    ]
    found = _with_sounds(text, found, sounds or {})
    scope = find_scope(text, found, gazetteer)
    kept = [
        said
        for i, e in enumerate(found)
        if not text.startswith("$", e.end)  # US$20 billion
        and not _is_in_nature(text, e)
        and not _is_in_person(text, e, gazetteer)
        and not _is_no_name(text, e, gazetteer)
        and not is_in_longer_name(text, found, i, gazetteer, scope)
        and (said := _without_words(text, e, _beside(text, found, i), gazetteer, scope))
    ]
    return tuple(join_halves(text, kept, gazetteer))


def _with_sounds(
    text: str, found: list[Expression], sounds: Mapping[str, tuple[Sense, ...]]
) -> list[Expression]:
    """Add names that are written by their syllables, where no other name is."""
    by_sound = [
        Expression(start, end, senses, fold_toponym(text[start:end]))
        for start, end, senses in find_by_sound(text, sounds)
    ]
    if not by_sound:
        return found
    starts = [e.start for e in found]
    ends = [e.end for e in found]
    free = [
        e for e in by_sound if bisect_left(starts, e.end) == bisect_right(ends, e.start)
    ]
    return sorted([*found, *free], key=lambda e: e.start)


def to_expression(text: str, span: Span[Sense], offset: int = 0) -> Expression:
    """Begin an expression with the words of a span."""
    core = fold_toponym(text[span.start : span.end])
    return Expression(span.start + offset, span.end + offset, span.senses, core)


def _kinds(span: Span[Sense], gazetteer: Gazetteer) -> set[Kind]:
    return {gazetteer[sense.place_id].kind for sense in span.senses}


def _is_in_person(text: str, found: Expression, gazetteer: Gazetteer) -> bool:
    kinds = {gazetteer[sense.place_id].kind for sense in found.senses}
    if found.type_words:
        return False
    if kinds == {Kind.BORDER_CHECKPOINT} and _begins_person(text, found):
        return True
    country = {Kind.COUNTRY} if found.core in _PERSONS_TOO else set()
    if not kinds <= SETTLED | {Kind.BORDER_CHECKPOINT} | country:
        return False
    return is_person(text, found.start) or bool(_WHO.match(text, found.end))


def _begins_person(text: str, found: Expression) -> bool:
    """Whether it is a surname with another name, and a third follows: Le Thanh Long."""
    surname, *others = found.core.split()
    is_surname = bool(others) and surname in EVERY.surnames
    return is_surname and bool(_NAME_AHEAD.match(text, found.end))


def _beside(
    text: str, found: Sequence[Expression], index: int
) -> tuple[Expression | None, Expression | None]:
    """Give the names before and after in a list, each where there is one."""
    here = found[index]
    before = found[index - 1] if index else None
    after = found[index + 1] if index + 1 < len(found) else None
    return (
        before if before and _LISTED.fullmatch(text, before.end, here.start) else None,
        after if after and _LISTED.fullmatch(text, here.end, after.start) else None,
    )


def _without_words(
    text: str,
    found: Expression,
    beside: tuple[Expression | None, Expression | None],
    gazetteer: Gazetteer,
    scope: Scope,
) -> Expression | None:
    """Leave out the places whose name is also a word or a person's, without a cue."""
    sure = tuple(s for s in found.senses if _may_stand_alone(gazetteer[s.place_id]))
    if sure == found.senses or _has_cue(text, found, beside, gazetteer, scope):
        return found
    return replace(found, senses=sure) if sure else None


def _may_stand_alone(place: Place) -> bool:
    """Whether its name is no word; a district's type word is looked for later."""
    return not place.needs_cue or place.kind is Kind.DISTRICT


def _has_cue(
    text: str,
    found: Expression,
    beside: tuple[Expression | None, Expression | None],
    gazetteer: Gazetteer,
    scope: Scope,
) -> bool:
    """Whether a name that is also a word or a person's is said to be a place here."""
    places = [gazetteer[sense.place_id] for sense in found.senses]
    people = max((place.population or 0) for place in places)
    if found.type_words or people >= _HUGE or _is_water(text, found, places):
        return True
    if "-" in found.core and all(p.names.vi != p.names.en for p in places):
        return True  # Giơ-ne-vơ is no word
    before = text[max(0, found.start - 24) : found.start]
    if _CITY_AHEAD.match(text, found.end) or _CITY_BEFORE.search(before):
        return True
    for other in filter(None, beside):
        holders = [gazetteer[sense.place_id] for sense in other.senses]
        codes = {
            code for h in holders if h.kind is Kind.COUNTRY for code in h.countries
        }
        ids = {holder.id for holder in holders}
        if any(codes & {*p.countries} or ids & {*p.within} for p in places):
            return True
    is_towards = bool(_TOWARDS.search(before))
    is_named = any(scope.standing(p) is Standing.NAMED for p in places)
    if not is_towards and not (any if is_named else all)(beside):
        return False
    return (
        is_named
        or people >= _LARGE
        or (people >= _CITY and bool(_ENDS.match(text, found.end)))
    )


def _is_water(text: str, found: Expression, places: Sequence[Place]) -> bool:
    """Whether an article or a type word makes a river or a lake of a word."""
    words = text[found.start : found.end].split()
    has_type = any(kinds_of_type_word(word) for word in (words[0], words[-1]))
    has_article = text[max(0, found.start - 4) : found.start].lower() == "the "
    is_one = any(place.kind in {Kind.RIVER, Kind.LAKE, Kind.SEA} for place in places)
    return is_one and ((has_type and len(words) > 1) or has_article)


def _is_no_name(text: str, found: Expression, gazetteer: Gazetteer) -> bool:
    """Whether a name of the gazetteer is a word, an agency or a street here."""
    word = text[found.start : found.end]
    before = text[max(0, found.start - 24) : found.start]
    if " " not in word and word in EVERY.syllables:
        following = _NEXT_WORD.match(text, found.end)
        is_first = not before or bool(_FIRST.search(before))
        if following and is_first and f"{word} {following[1]}" in EVERY.compounds:
            return True
        return bool(following and following[1][0].isupper() and not found.type_words)
    kinds = {gazetteer[sense.place_id].kind for sense in found.senses}
    if not kinds <= SETTLED | {Kind.REGION}:
        return False
    is_far = all(gazetteer[s.place_id].tier is Tier.WORLD for s in found.senses)
    return bool(is_far and _CREDIT.search(before)) or bool(
        kinds <= {Kind.CITY, Kind.REGION} and _STREET.search(before)
    )


def _is_in_nature(text: str, found: Expression) -> bool:
    """Whether it only stands in the name of a sea or the like: Gulf of Thailand."""
    ahead = _NATURE_AHEAD.match(text, found.end) and not found.type_words
    before = _NATURE_BEFORE.search(text, max(0, found.start - 24), found.start)
    return bool(ahead or before)


def _with_type_words(text: str, found: Expression, kinds: set[Kind]) -> Expression:
    """Take the capitalised type words after a name, and "Kingdom of" before it."""
    if Kind.COUNTRY in kinds:
        before = (text, max(0, found.start - 60), found.start)
        formal = _FORMAL.search(*before) or _FORMAL_VIETNAMESE.search(*before)
        return replace(found, start=formal.start()) if formal else found
    unit = _UNIT_BEFORE.search(text, max(0, found.start - 24), found.start)
    if unit and kinds & SETTLED:
        named = kinds_of_type_word(unit["type"])
        return (
            replace(found, start=unit.start(), type_words=unit["type"])
            if named
            else found
        )
    found = _with_words_before(text, found, kinds)
    if Kind.BORDER_CHECKPOINT in kinds:
        gate = GATE_WORDS.match(text, found.end)
        if gate and EVERY.gates & set(gate.group().lower().split()):
            return _extend(text, found, gate.end())
    end = found.end
    while (word := _TYPE_WORD.match(text, end)) and _is_capital_type(word["word"]):
        if _OF_A_BODY.match(text, word.end()):
            break
        end = word.end()
    return _extend(text, found, end)


def _with_words_before(text: str, found: Expression, kinds: set[Kind]) -> Expression:
    """Take Thủ đô and Lower before a name; leave the Sông that begins a sentence."""
    before = text[max(0, found.start - 24) : found.start]
    reaches = kinds & {Kind.RIVER, Kind.REGION}
    part = _REACH_OF_RIVER.search(before) if reaches else None
    if part and not _NUMBERED.match(text, found.end):
        return replace(found, start=found.start - len(part.group()))
    capital = _CAPITAL_BEFORE.search(before) if kinds & SETTLED else None
    if capital:
        return replace(found, start=found.start - len(capital["type"]) - 1)
    gate = (
        _CAPITAL_GATE_BEFORE.search(text[max(0, found.start - 48) : found.start])
        if Kind.BORDER_CHECKPOINT in kinds
        else None
    )
    if gate:
        start = found.start - len(gate["type"]) - 1
        return replace(found, start=start, type_words=gate["type"])
    type_word = _TYPE_FIRST.match(text, found.start, found.end)
    if type_word and (not before or _FIRST.search(before)):
        return replace(found, start=type_word.end())
    return found


def _is_capital_type(word: str) -> bool:
    return word[0].isupper() and kinds_of_type_word(word) is not None


def _extend(text: str, found: Expression, end: int) -> Expression:
    words = " ".join(text[found.end : end].split())
    return replace(found, end=end, type_words=words) if words else found

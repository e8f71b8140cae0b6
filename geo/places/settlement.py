"""Province or town: what a sentence says of a name that both of them bear."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.language.shipped import EVERY, LANGUAGES
from geo.model import UNITS, Kind
from geo.places.spellings import Part
from geo.places.types import hint_of_type_words
from geo.text.role_context import At
from geo.text.running import run
from geo.text.vocabulary import DASHES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.places.expression import Expression
    from geo.places.gazetteer import Gazetteer

TOWNS = frozenset({Kind.CITY, Kind.MUNICIPALITY})
PROVINCES = frozenset({Kind.PROVINCE})
_WATERS = frozenset({Kind.RIVER, Kind.LAKE})
FIRM, STRONG, WEAK = 0.2, 0.13, 0.06

_LONG_LIST = 3
_LONGEST_CHAIN = 16
_REACH, _REACH_OF_DATE, _REACH_OF_ROAD = 9, 12, 8


@dataclass(frozen=True, slots=True)
class Cue:
    """What speaks for places of some kinds."""

    kinds: frozenset[Kind]
    weight: float
    reason: str
    rules: tuple[str, ...] = ()
    """The rule that gave it, and the entries whose words its reason quotes."""


@dataclass(frozen=True, slots=True)
class Position(At):
    """A name in its sentence, with the list that it belongs to."""

    index: int
    members: tuple[int, ...]


def find_cues(at: Position) -> Iterator[Cue]:
    """Give what the sentence says, rule by rule.

    Examples
    --------
    >>> from geo.text.sentences import split_sentences
    >>> text = "The talks were held in Surin."
    >>> sentence = next(split_sentences(text, [(23, 28)]))
    >>> [cue.reason for cue in find_cues(Position(sentence, 5, (5,)))]
    ["'held in' before it"]
    """
    for cue, rules in run(_RULES, at, LANGUAGES):
        yield replace(cue, rules=rules)


def read_list(members: Sequence[Expression], gazetteer: Gazetteer) -> tuple[Cue, ...]:
    """Tell what a list is of by those of its names that can be only one thing."""
    kinds = [_kinds(member, gazetteer) for member in members]
    towns = [k for k in kinds if Kind.PROVINCE not in k and Kind.CITY in k]
    provinces = [k for k in kinds if Kind.PROVINCE in k and Kind.CITY not in k]
    if len(towns) > len(provinces):
        return (Cue(TOWNS, STRONG, "in a list of towns"),)
    may_be = UNITS
    is_long = len(members) >= _LONG_LIST and all(k & may_be for k in kinds)
    if is_long or len(provinces) > len(towns):
        return (Cue(PROVINCES, STRONG, "in a list of provinces"),)
    return ()


def _kinds(member: Expression, gazetteer: Gazetteer) -> set[Kind]:
    """Give what a name may be; its own type words settle it."""
    told = hint_of_type_words(member.type_words)
    if told.kinds:
        return {told.kind} if told.kind else set()
    if member.unknown:
        return {member.unknown}
    return {
        gazetteer[s.place_id].kind for s in member.senses if s.part is not Part.HALF
    }


def _dateline(at: Position) -> Cue | None:
    """Read "SURIN, 14 June 2024" and "Done at Surin on 14 June"."""
    if at.word(at.index - 1) == "at" and at.word(at.index - 2) in {"done", "made"}:
        return Cue(TOWNS, STRONG, "the place of signature")
    if at.index or not at.sentence.starts_line:
        return None
    following = at.tokens[1:_REACH_OF_DATE]
    is_dated = any(t.text.isdigit() and len(t.text) == 4 for t in following)
    opens = at.word(1) in {",", "("} | DASHES
    return Cue(TOWNS, STRONG, "a dateline") if opens and is_dated else None


def _event(at: Position) -> Cue | None:
    """Read "met in Surin", "in Surin on 14 June", "họp tại Surin"."""
    first = at.members[0]
    before = at.word(first - 1)
    if before not in EVERY.town_prepositions:
        return None
    following = [at.word(at.index + 1), at.word(at.index + 2)]
    if following[0] in EVERY.meetings:
        return Cue(TOWNS, STRONG, f"'{following[0]}' after it")
    if following[0] in EVERY.when and (
        following[1][:1].isdigit() or following[1] in EVERY.days_and_months
    ):
        return Cue(TOWNS, STRONG, f"'{before}' and a date beside it")
    for token in at.tokens[max(0, first - _REACH) : first][::-1]:
        if token.folded in EVERY.happens:
            return Cue(TOWNS, STRONG, f"'{token.folded} {before}' before it")
        if token.folded in {",", ";", "which", "that"}:
            break
    return None


def _title(at: Position) -> Cue | None:
    """Read "Surin Declaration": instruments bear the town that they were made in."""
    index = at.index + 1
    for token in at.tokens[index : index + 3]:
        if not token.is_word or not token.is_capital:
            break
        if token.folded in EVERY.instruments:
            return Cue(TOWNS, STRONG, f"named in a title ('… {token.text}')")
    return None


def _owner(at: Position) -> Cue | None:
    """Read "Surin's riverside", "the governor of Surin", "Surin's provincial"."""
    after = at.index + 1
    if at.word(after) in {"'s", "’s"}:
        after += 1
    if at.word(after) in EVERY.of_a_town:
        return Cue(TOWNS, STRONG, f"'{at.word(after)}' after it")
    if at.word(after) == "provincial":
        return Cue(PROVINCES, STRONG, "'provincial' after it")
    left = at.members[0] - 1
    if at.word(left) == "of":
        head = at.word(left - 1)
        if head in EVERY.of_a_province | EVERY.governed_by | {"those"}:
            return Cue(PROVINCES, STRONG, f"'{head} of' before it")
        if head in EVERY.of_a_town:
            return Cue(TOWNS, STRONG, f"'{head} of' before it")
    if at.word(left) == "by" and at.word(left - 1) == "issued":
        return Cue(PROVINCES, STRONG, "'issued by' before it")
    return None


def _party(at: Position) -> Cue | None:
    """Read "an agreement between Surin and Pursat": provinces sign them."""
    first = at.members[0]
    if len(at.members) == 1 or at.word(first - 1) not in {"between", "of", "giua"}:
        return None
    for index in range(first - 2, max(first - _REACH, -1), -1):
        if at.word(index) in EVERY.instruments:
            return Cue(PROVINCES, WEAK, f"'{at.word(index)} …' before it")
    return None


def _in_brackets(at: Position) -> Cue | None:
    """Read "Poipet (Banteay Meanchey)": a bracket tells the province."""
    index = at.index
    is_closed = at.word(index - 1) == "(" and at.word(index + 1) == ")"
    if is_closed and index > 1 and at.tokens[index - 2].name >= 0:
        return Cue(PROVINCES, STRONG, "in brackets after a place")
    return None


def _on_a_road(at: Position) -> Cue | None:
    """Read "the Surin–Pakse road": roads and railways join towns."""
    first, last = at.index, at.index
    while at.word(last + 1) in DASHES and last < at.index + _LONGEST_CHAIN:
        last = _end_of_name(at, last + 2)
    while at.word(first - 1) in DASHES and first > max(1, at.index - _LONGEST_CHAIN):
        first -= 2
    if first == last:
        return None
    for index in range(last + 1, min(last + 4, len(at.tokens))):
        if at.word(index) in EVERY.roads:
            return Cue(TOWNS, FIRM, f"on a road ('… {at.word(index)}')")
        if not at.tokens[index].is_word:
            break
    for token in at.tokens[max(0, first - _REACH_OF_ROAD) : first][::-1]:
        if not token.is_word:
            break
        if token.text.lower() in EVERY.roads_before:
            return Cue(TOWNS, FIRM, f"on a road ('{token.text} …')")
    return None


def _end_of_name(at: Position, index: int) -> int:
    """Give the last word of the name that begins there."""
    while (
        index + 1 < len(at.tokens)
        and at.tokens[index].name < 0
        and at.tokens[index + 1].is_word
        and at.tokens[index + 1].is_capital
        and at.word(index + 1) not in EVERY.roads
    ):
        index += 1
    return index


def _journey(at: Position) -> Cue | None:
    """Read "fly from Surin to Pakse": what carries people goes from town to town."""
    if at.word(at.index - 1) not in {"from", "to"}:
        return None
    for index in range(at.index - 2, max(at.index - _REACH, -1), -1):
        if at.word(index) in EVERY.travel:
            return Cue(TOWNS, STRONG, f"'{at.word(index)}' before it")
    return None


def _bridge(at: Position) -> Cue | None:
    """Read "a bridge between Nong Khai and": bridges join towns."""
    first = at.members[0]
    words = [at.word(i) for i in range(max(0, first - 6), first)]
    ends = words[-1:] in (["between"], ["("]) and any(
        "bridge" in w.lower() for w in words
    )
    return Cue(TOWNS, STRONG, "an end of a bridge") if ends else None


def _riparian(at: Position) -> Cue | None:
    """Read "the four Mekong riparian states": only waters have banks."""
    word = at.word(at.index + 1)
    return Cue(_WATERS, FIRM, f"'{word}' after it") if word in EVERY.of_waters else None


def _article(at: Position) -> Cue | None:
    """Read "the Sekong": only waters have the article before a bare name."""
    first = at.members[0] if len(at.members) == 1 else at.index
    if at.word(first - 1) != "the" or at.index + 1 >= len(at.tokens):
        return None
    following = at.tokens[at.index + 1]
    if following.text in DASHES:
        return None
    is_noun = (
        following.is_word and following.folded not in EVERY.when | EVERY.beside_waters
    )
    return None if is_noun else Cue(_WATERS, STRONG, "'the' before the bare name")


_RULES: tuple[Callable[[Position], Cue | None], ...] = (
    _dateline,
    _event,
    _title,
    _owner,
    _party,
    _in_brackets,
    _on_a_road,
    _journey,
    _bridge,
    _riparian,
    _article,
)

"""Verbs: the words that promise, and where in its sentence what they promise begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.agreements.pairs import joins_names
from geo.language.matching import cue_matchers, listed, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.agreements.clause import Span
    from geo.model import Status

_JOINT = re.compile(
    rf"(?:[;:,]|\b{listed('joints')}\b)\s*(?P<rest>[^,;:]*)$", re.IGNORECASE
)
_FILLER = re.compile(rf"{listed('fillers')}\b\s*", re.IGNORECASE)
_STARTS_BEFORE = re.compile(rf"^{listed('before_it')}\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?:\w+ing|determined)\b", re.IGNORECASE)
_ARTICLES = re.compile(
    r"(?:\bthe\s+(?:[\w-]+\s+){0,3}of\s+(?:the\s+)?|\b[\w-]+\s+of\s+(?:the\s+)?"
    rf"|\b{listed('before_subjects')}\s+)$",
    re.IGNORECASE,
)
_EDGE = re.compile(rf"(?:^|[^\w\s’']|\b{listed('edges')})\s*$", re.IGNORECASE)
_OWN_JOINT = re.compile(
    rf";|,?\s+{listed('new_subjects')}\s|,\s+{listed('and')}\s|,", re.IGNORECASE
)
_PART = re.compile(r"[;:]\s")
_ANDS = frozenset({"and", "or", "và", "hoặc"})
_NO_SUBJECT = re.compile(
    rf"\W*{listed('no_subjects')}\b(?!\s+\w+\s+(?:gate|road|bridge))", re.IGNORECASE
)
_TOLD_BEFORE = re.compile(
    rf"\b{listed('only_told')}\b|\bthat(?:\s+(?:it|they|this))?$", re.IGNORECASE
)
_WITHIN = re.compile(
    rf"\b{listed('within')}\s+(?:the\s+)?(?:\w+\s+{listed('and')}\s+)?$"
)
_WHERE = re.compile(rf"\b{listed('relative')}\b[^,;:]*$", re.IGNORECASE)
_WILL = re.compile(listed("will"), re.IGNORECASE)
_SIDES = said("sides")
_SIGNS = said("signs")
_GOES_ON = re.compile(
    rf"(?:[,;]|\s{listed('and')})\s+(?:{listed('and')}\s+)?$", re.IGNORECASE
)
"""What says that the same subject does one thing more."""
_PASSIVE = re.compile(rf"{listed('passive')}\b", re.IGNORECASE)
_MOST_BEFORE_JOINT = 160
_MOST_BETWEEN_NAMES = 7
_NEAR_WORDS = 7
_MOST_WORDS_OF_SUBJECT = 40
_MOST_REST = 60
_MOST_WORDS_TO_VERB = 4


@dataclass(frozen=True, slots=True)
class Verb:
    """Words that promise, where they stand."""

    start: int
    end: int
    status: Status | None
    needs_sides: bool
    takes_any: bool = False
    is_whole: bool = False
    """Whether its subject belongs to what is promised."""
    rule: str = ""
    """The entry that found it."""


def find_sides(text: str, start: int, end: int, actors: Sequence[Span]) -> list[Span]:
    """Give who can promise: countries by name, and words such as "both sides"."""
    named = [span for span in _between(actors, start, end) if span[1] <= end]
    said = [match.span() for match in _SIDES.finditer(text, start, end)]
    return sorted([*named, *said])


def _between(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Give those of sorted spans that begin between two offsets."""
    return spans[bisect_left(spans, (start, 0)) : bisect_left(spans, (end, 0))]


def find_verbs(
    text: str, start: int, end: int, sides: Sequence[Span]
) -> Iterator[Verb]:
    """Give the verbs of the tables: the first, and of two at one place the longer."""
    found = [
        Verb(first, last, cue.status, cue.needs_sides, cue.takes_any, rule=rule.id)
        for matcher in cue_matchers()
        for first, last, rule in matcher.find(text, start, end)
        for cue in (rule.entry,)
        if not cue.needs_sides or (sides and sides[0][1] <= first)
    ]
    position = start
    for verb in sorted(found, key=lambda v: (v.start, -v.end)):
        if verb.start >= position:
            yield verb
            position = verb.end


def find_beginnings(
    text: str,
    verbs: Iterable[Verb],
    sides: Sequence[Span],
    actors: Sequence[Span],
    start: int,
) -> Iterator[tuple[int, Verb]]:
    """Give the verbs that begin a clause and where it begins.

    A verb inside what another promises ("agreed to continue discussions") begins
    none; one after a comma, an "and" or a new subject does.
    """
    before: Verb | None = None
    begun = start
    for verb in verbs:
        subject = _subject(sides, start, verb)
        if verb.takes_any:
            begin = _any_start(text, start, before, verb)
            if begin is not None:
                before, begun = replace(verb, is_whole=True), begin
                yield begin, before
            continue
        if before is None:
            begin = _first_start(text, start, subject, actors, verb)
        else:
            begin = _later_start(text, before, verb, subject)
            if subject in actors and _sign_both(text, before, verb):
                begin = None  # who signs with whom is told when signings are parted
            if before.status is None and text.startswith("to ", verb.start):
                begin = begun  # praise of an effort tells what the effort is for
        if _WILL.fullmatch(text, verb.start, verb.end) and _WHERE.search(
            text, max(start, verb.start - _MOST_REST), verb.start
        ):
            continue
        if begin is None and _WILL.fullmatch(text, verb.start, verb.end):
            begin = _any_start(text, start, before, verb)
            verb = replace(verb, is_whole=True, takes_any=True)  # noqa: PLW2901
        if begin is not None:
            before, begun = verb, begin
            yield begin, verb


def _sign_both(text: str, before: Verb, verb: Verb) -> bool:
    return all(_SIGNS.search(text, one.start, one.end + 1) for one in (before, verb))


def _any_start(text: str, start: int, before: Verb | None, verb: Verb) -> int | None:
    """Give where a clause with any subject begins: "a bridge will be built".

    It begins with its sentence, or after a semicolon, after ", and", or after a comma
    when the clause before it is of the same make.
    """
    begin = start
    if before is None:
        marks = list(_PART.finditer(text, start, verb.start))[-1:]
        begin = marks[0].end() if marks else start
    else:
        joints = list(_OWN_JOINT.finditer(text, before.end, verb.start))
        strong = [joint for joint in joints if joint.group() != ","]
        if not joints or not (strong or before.takes_any or before.status is None):
            return None
        begin = (strong or joints)[-1].end()
        if not strong and not before.takes_any:
            if joints[-1].end() != verb.start - 1:
                return None
            begin = start  # "the town, as it has been called since, will"
    while begin < verb.start and text[begin].isspace():
        begin += 1
    words = text[begin : verb.start].split()
    if not words or words[-1].lower() in _ANDS or len(words) > _MOST_WORDS_OF_SUBJECT:
        return None
    if _NO_SUBJECT.match(text, begin, verb.start):
        return None
    is_short = text[verb.start : verb.start + 2].lower() in {"is", "ar"}
    last_part = text[begin : verb.start].rpartition(",")[2].split()
    near = " ".join(last_part[-3 if is_short else -_NEAR_WORDS :])
    return None if _TOLD_BEFORE.search(near) else begin


def _subject(sides: Sequence[Span], start: int, verb: Verb) -> Span | None:
    """Give the words for the sides that stand nearest before a verb."""
    before = (s for s in sides if start <= s[0] and s[1] <= verb.start)
    return max(before, default=None, key=lambda s: s[1])


def _first_start(
    text: str,
    start: int,
    subject: Span | None,
    actors: Sequence[Span],
    verb: Verb,
) -> int | None:
    if subject is None:
        return start
    between = text[subject[1] : verb.start]
    if _PASSIVE.match(text, verb.start, verb.end):
        return start
    if verb.needs_sides and len(between.split()) > _MOST_WORDS_TO_VERB:
        is_will = _WILL.fullmatch(text, verb.start, verb.end)
        goes_on = (
            not is_will
            and not _PARTICIPLE.match(text, verb.start)
            and len(between) <= _MOST_BEFORE_JOINT
        )
        return verb.start if goes_on and _GOES_ON.search(between) else None
    if _WILL.fullmatch(text, verb.start, verb.end) and (
        "," in between or _WITHIN.search(text, max(start, subject[0] - 20), subject[0])
    ):
        return None  # "trains from Laos will" is about trains
    if len(between) > _MOST_REST:
        return start
    begin = _subject_start(text, start, subject, actors)
    told = _STARTS_BEFORE.match(text[start:begin])
    return start if told and verb.status is not None else begin


def _later_start(
    text: str, before: Verb, verb: Verb, subject: Span | None
) -> int | None:
    """Give where a further verb begins its clause; nothing where it begins none."""
    between = text[before.end : verb.start]
    joint = _JOINT.search(between)
    if joint is None:
        return None
    last = _GOES_ON.search(between)
    if last and not (subject and subject[0] >= before.end + last.start()):
        return verb.start
    if before.status is None and _PARTICIPLE.match(text, verb.start):
        return None
    begin = before.end + joint.start("rest")
    rest = joint["rest"]
    if subject and subject[0] >= begin:
        rest = text[subject[1] : verb.start]
        rest = rest if len(rest.split()) >= _MOST_WORDS_TO_VERB else ""
    return None if _FILLER.sub("", rest).strip() else begin


def _subject_start(text: str, start: int, subject: Span, actors: Sequence[Span]) -> int:
    """Give where the subject begins: "Viet Nam and Laos" begins with Viet Nam."""
    begin = subject[0]
    for first, last in reversed(_between(actors, start, begin)):
        if last <= begin:
            words = text[last:begin]
            if not joins_names(words) or len(words.split()) > _MOST_BETWEEN_NAMES:
                break
            if "," in words and subject not in actors:
                break
            begin = first
    articles = _ARTICLES.search(text, start, begin)
    begin = articles.start() if articles else begin
    return begin if _EDGE.search(text[start:begin]) else start

"""Promises: who promises what to whom, by when and how firmly, in the text's own words.

A part that no rule finds is left out; only the day is always told, since that a text
names none is a finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.agreements.firmness import read_firmness
from geo.agreements.instruments import find_instruments
from geo.agreements.sides import find_promiser
from geo.intake.date_words import MONTHS, any_of
from geo.language.matching import listed, said
from geo.model import NO_DATE_STATED, SETTLED, Firmness, Kind, Part, Status, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.agreements.clause import Span
    from geo.agreements.drafts import Draft
    from geo.agreements.read_text import ReadText

_SIDES = said("sides")
_WEAK = {
    Status.AIM: Firmness.AIMS,
    Status.NEGOTIATING: Firmness.CONSIDERS,
    Status.DISCUSSING: Firmness.CONSIDERS,
}
_VERB = re.compile(
    rf"(?:{listed('before_deeds')}\s+)*(?:{listed('joint_verbs')}|[^\W\d_][\w’'-]*)"
    rf"(?:\s+{listed('deed_particles')}\b)?",
    re.IGNORECASE,
)
_NO_VERB = re.compile(rf"{listed('no_deed_first')}\b", re.IGNORECASE)
_TO_FOLLOWS = re.compile(rf"\b{listed('deed_follows')}\s*$", re.IGNORECASE)
_SUFFERED = re.compile(rf"\s+{listed('suffered')}\s+\w+(?:\s+\w+)?")
_ENDS_OBJECT = re.compile(
    rf"[;:]|,\s|\s+{listed('ends_object')}(?!\w)|\s+\(", re.IGNORECASE
)
_DUE = said("due")
_NUMBERED = rf"\d{{1,2}}(?:{listed('ordinal_ends')})?"
_PARTS = rf"(?:{listed('parts_of_time')}\s+)*"
_YEARS = r"(?:19|20)\d\d"
_DATED = re.compile(
    rf"\b{listed('before_dates')}\s+{_PARTS}(?:(?:{_NUMBERED}\s+{_PARTS})?"
    rf"{any_of(MONTHS)}\.?(?:\s+{_NUMBERED}(?![\d:]))?(?:\s*,?\s+{_PARTS}{_YEARS})?"
    rf"|{listed('dates_in_numbers')}|{_YEARS}|\d{{1,2}}[./-](?:\d{{1,2}}[./-])?{_YEARS})"
    r"(?!\w)",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"\b{_YEARS}\b")
_NUMBER = re.compile(r"\d+")
_MONTH = re.compile(rf"(?<!\w){any_of(MONTHS)}(?!\w)")
_OF_MONTHS = re.compile(rf"\d[./-]\d|\b{listed('before_month_numbers')}\s+\d")
_TOWARDS = re.compile(
    rf"\b{listed('before_receivers')}\s+(?:\w+\s+){{0,3}}?$", re.IGNORECASE
)
_RECEIVED = said("received")
_UNDER = re.compile(
    rf"\b{listed('under_words')}\s+(?P<paper>(?:{listed('determiners')}\s+)?"
    rf"(?:[^\s,;.]+\s+){{0,9}}?{listed('paper_nouns')}"
    rf"(?:\s+{listed('before_years')}\s+{_YEARS})?)\b",
    re.IGNORECASE,
)
_DEPENDS = re.compile(rf"\b(?P<what>{listed('depends')}\b[^,;.]*)", re.IGNORECASE)
_LONGEST = 300
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise taken apart: what is said of each part, and the words for it."""

    said: Mapping[Part, str]
    firmness: Firmness
    words: tuple[Wording, ...]


def take_apart(text: ReadText, draft: Draft) -> Promise:
    """Take what a draft promises apart."""
    found: dict[Part, tuple[str, Span]] = {}
    promiser = _find_promiser(text, draft)
    if promiser:
        found[Part.PROMISED_BY] = promiser
    due = _find_due(text, draft)
    action, thing = _find_deed(text, draft)
    if due and thing and thing[0] <= due[1][0] < thing[1]:
        thing = _trim(text, thing[0], due[1][0])
    spans = {
        Part.ACTION: action,
        Part.OBJECT: thing,
        Part.TO: _find_receiver(text, draft),
        Part.UNDER: _find_paper(text, draft),
        Part.DEPENDS_ON: _find_condition(text, draft),
    }
    for part, span in spans.items():
        if span and span[0] < span[1] and (quoted := text.words(span)):
            found[part] = quoted, span
    if due:
        found[Part.DUE] = due
    found[Part.FIRMNESS] = "", draft.words
    words = tuple(
        wording
        for part in Part
        if part in found
        for wording in _quote(text, part, found[part][1])
    )
    kept = {wording.of for wording in words}
    told = {part: value for part, (value, _) in found.items() if part in kept}
    return Promise(
        said={Part.DUE: NO_DATE_STATED} | told,
        firmness=find_firmness(text.text[slice(*draft.words)], draft.status),
        words=words,
    )


def find_firmness(words: str, status: Status) -> Firmness:
    """Tell how firmly words bind; what is only discussed binds no more than that.

    >>> find_firmness("shall", Status.AGREED).value
    'shall'
    >>> find_firmness("agreed to", Status.DISCUSSING).value
    'considers'
    """
    found = read_firmness(words)
    if found is Firmness.NOTES or status not in _WEAK:
        return found or (Firmness.WILL if status is Status.AGREED else Firmness.AGREED)
    return _WEAK[status]


def _quote(text: ReadText, part: Part, span: Span) -> Iterator[Wording]:
    for words in text.quote(span)[:1]:
        yield Wording(
            of=part,
            document_id=words.document_id,
            passage_id=words.passage_id,
            quote=words.quote,
            start=words.start,
            end=words.end,
        )


def _find_promiser(text: ReadText, draft: Draft) -> tuple[str, Span] | None:
    """Give the one side, the words for the sides, or those who act by name."""
    one = find_promiser(text, draft.clause)
    if one:
        return one
    clause = draft.clause
    start, end = min(clause.lead[0], clause.words[0]), clause.words[0]
    if not text.text[start:end].strip():
        start = clause.sentence[0]
    sides = [match.span() for match in _SIDES.finditer(text.text, start, end)]
    named = [
        (first, last)
        for first, last, mention in text.inside(start, end)
        if mention.kind in SETTLED or mention.kind is Kind.COUNTRY
    ]
    span = max((*sides, *named[-1:]), default=None, key=lambda one: one[1])
    if span is None and clause.content < clause.words[0] and _is_active(text, draft):
        span = _trim(text, clause.content, clause.words[0])
    if span is None:
        return None
    if span in named:
        span = named[0][0], span[1]
    words = text.words(span)
    return (words, span) if words and span[1] - span[0] <= _LONGEST else None


def _find_deed(text: ReadText, draft: Draft) -> tuple[Span | None, Span | None]:
    """Give what is to be done and what it is done to.

    "Agreed to open a gate" has them side by side; "a gate will be built" has the deed
    after it, and "signed a plan" is the deed itself.
    """
    clause, words = draft.clause, draft.words
    if draft.instrument and not draft.parties:
        inside = (draft.instrument.start, draft.instrument.end)
        return words, inside
    start, end = clause.content, clause.end
    if start < clause.words[0] and not clause.is_item:
        suffered = _SUFFERED.match(text.text, clause.words[1], end)
        if suffered or not _is_active(text, draft):
            last = suffered.end() if suffered else clause.words[1]
            return (clause.words[0], last), _trim(text, start, clause.words[0])
        start = clause.words[1] + 1
    verb = _VERB.match(text.text, start, end)
    before = text.text[max(0, start - _BEFORE) : start]
    has_verb = verb and not _NO_VERB.match(text.text, start, end)
    if not has_verb or not (_TO_FOLLOWS.search(before) or clause.is_item):
        return words, _to_object(text, start, end)
    if verb is None:
        return words, None
    return verb.span(), _to_object(text, verb.end(), end)


def _is_active(text: ReadText, draft: Draft) -> bool:
    """Whether the deed follows the words of the status: "will", "are planning to"."""
    if _SUFFERED.match(text.text, draft.clause.words[1]):
        return False
    return bool(_TO_FOLLOWS.search(text.text[slice(*draft.clause.words)]))


def _to_object(text: ReadText, start: int, end: int) -> Span | None:
    """Give what follows a verb, as far as other things begin."""
    stop = _ENDS_OBJECT.search(text.text, start + 1, end)
    return _trim(text, start, stop.start() if stop else end)


def _trim(text: ReadText, start: int, end: int) -> Span | None:
    words = text.text[start : min(end, start + _LONGEST)]
    left = len(words) - len(words.lstrip(" ,;:\n\t"))
    right = len(words.rstrip(" ,;:.\n\t"))
    return (start + left, start + right) if left < right else None


def _find_due(text: ReadText, draft: Draft) -> tuple[str, Span] | None:
    """Give the day by which it is to be done: as ISO 8601, or in the text's words."""
    start, end = draft.clause.start, draft.clause.end
    found = [
        match.span()
        for pattern in (_DATED, _DUE)
        for match in pattern.finditer(text.text, start, end)
    ]
    if not found:
        return None
    span = min(found, key=lambda one: (one[0], -one[1]))
    words = text.text[slice(*span)]
    return to_day(words) or text.words(span), span


def to_day(words: str) -> str:
    """Give a day, month or year that words name; empty where they name none.

    >>> to_day("by 31 December 2027"), to_day("in May 2026"), to_day("trước năm 2030")
    ('2027-12-31', '2026-05', '2030')
    >>> to_day("vào tháng 12/2025"), to_day("in the near future")
    ('2025-12', '')
    """
    year = _YEAR.search(words)
    if year is None:
        return ""
    before = words[: year.start()] + words[year.end() :]
    numbers = [int(number) for number in _NUMBER.findall(before)]
    named = _MONTH.search(words.lower())
    if named:
        day_and_month = [*numbers[:1], MONTHS[named.group()]]
    else:
        day_and_month = numbers[-2:] if _OF_MONTHS.search(words.lower()) else []
    return "-".join((year.group(), *(f"{n:02}" for n in reversed(day_and_month))))


def _find_receiver(text: ReadText, draft: Draft) -> Span | None:
    """Give to whom one side promises something: "to Laos", "cho sinh viên Lào"."""
    if find_promiser(text, draft.clause) is None:
        return None
    for first, last, mention in text.inside(draft.clause.content, draft.clause.end):
        if mention.kind is not Kind.COUNTRY and mention.kind not in SETTLED:
            continue
        before = text.text[max(draft.clause.content, first - _BEFORE) : first]
        towards = _TOWARDS.search(before)
        if towards:
            begins = re.match(
                rf"{listed('before_receivers')}\s+", towards.group(), re.IGNORECASE
            )
            start = first - len(towards.group()) + (begins.end() if begins else 0)
            return start, last
        if _RECEIVED.search(before) and len(before.split()) <= 2:
            return first, last
    return None


def _find_paper(text: ReadText, draft: Draft) -> Span | None:
    """Give the instrument that it is promised under."""
    clause = draft.clause
    start = max(clause.sentence[0], clause.start - _LONGEST)
    start = min(start, clause.lead[0], clause.start)
    found = _UNDER.search(text.text, start, clause.end)
    if found is None:
        return None
    first, last = found.span("paper")
    for instrument in find_instruments(text.text, clause):
        if instrument.start <= last and first <= instrument.end:
            first = min(first, instrument.start)
            last = max(last, instrument.end)
    return first, last


def _find_condition(text: ReadText, draft: Draft) -> Span | None:
    """Give what has to happen first."""
    clause = draft.clause
    found = _DEPENDS.search(text.text, min(clause.lead[0], clause.start), clause.end)
    return _trim(text, *found.span("what")) if found else None

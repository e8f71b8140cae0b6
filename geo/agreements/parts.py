"""Parts: a clause taken apart where it promises several things."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.matching import listed, said
from geo.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.agreements.clause import Clause, Span
    from geo.agreements.verbs import Verb

_LEADING = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+|[-–—•*+,;:]\s*|"
    rf"{listed('and')}\s+|{listed('at_once')},?\s+)+",
    re.IGNORECASE,
)
_TRAILING = " \t\r\n,;:.!?…–—-"
_SEMICOLON = re.compile(";")
_OF_COUNT = rf"{listed('counts')}\s+(?:[\w-]+\s+){{0,2}}?{listed('between')}\b"
_OPENS_LIST = re.compile(
    rf"(?:\s+[^\s;:]+){{0,8}}?\s*(?::(?=\s+\S)|,(?=\s+{_OF_COUNT}))", re.IGNORECASE
)
_AND_ONE = re.compile(
    rf"(?:,\s+(?:{listed('and')}\s+)?|\s+{listed('and')}\s+)(?={_OF_COUNT})",
    re.IGNORECASE,
)
_LAST_ANDS = tuple(f"{mark}{word}" for mark in " \n,;" for word in ("and", "và"))
_AND_TO = re.compile(
    r"(?:,\s*(?:and\s+)?(?:also\s+)?|\s+and\s+(?:also\s+)?)"
    rf"(?=to\s+(?!{listed('no_verbs')}\b)[a-z])"
)
_AND_VERB = re.compile(
    rf"\s+{listed('and')}\s+(?={listed('joint_verbs')}\s)", re.IGNORECASE
)
_NEXT_WORDS = re.compile(r"(?:\s*[^\s;:.]+){0,8}")
_NEXT_WORDS_TO_COMMA = re.compile(r"(?:\s*[^\s,;:.]+){0,6}")
_IS_TOLD = re.compile(rf"(?:\s*[^\s,;]+){{1,6}}?\s+{listed('told_verbs')}\s")
_BEFORE_CONTENT = re.compile(rf"\s*(?:{listed('before_content')}\s+)?", re.IGNORECASE)
_AND_WORKS = re.compile(
    rf"\s+and\s+(?={listed('works_begun')}\s+(?:an?|the|new|more)\s)"
)
_HOURS = "opening hours"
_PASSIVE = re.compile(
    rf"{listed('passive')}\b|.*\b{listed('paper_nouns')}\s+(?:\w+\s+){{0,2}}"
    rf"{listed('paper_deeds')}$",
    re.IGNORECASE | re.DOTALL,
)
_TO_FOLLOWS = re.compile(r"\s*(?:[^\s,;]+\s+){0,6}to\s")
_PRINCIPLES = said("principles")
_BEFORE_LISTS = said("before_lists")
_TO_BE_DISCUSSED = said("to_be_discussed")
_TO_BE_NEGOTIATED = said("to_be_negotiated")
_IS_PLANNED = said("is_planned")
_SHORTEST_ITEM = 12
_OF_NAMES = 0.6


def make_item(text: str, clause: Clause, start: int, end: int) -> Clause:
    """Make a clause of an item, whose verb stands in the lead before it."""
    status = refine(text, clause.status, start, end)
    lead = (clause.start, max(clause.end, clause.words[1]))
    content = start + 3 if text[start : start + 3].lower() == "to " else start
    return replace(
        clause,
        start=start,
        end=end,
        lead=lead,
        content=content,
        status=status,
        items=(),
    )


def find_content(text: str, verb: Verb, begin: int, end: int) -> int:
    """Skip the small words between a verb and what it promises.

    What was inaugurated is the inauguration of something; what was signed stands
    before "were signed".
    """
    words = text[verb.start : verb.end]
    if verb.is_whole:
        return begin
    if _PASSIVE.match(words):
        return begin
    if words.endswith(_HOURS):
        return verb.end - len(_HOURS)
    if text.startswith(" of ", verb.end):
        return verb.start + max(words.rfind(" "), words.rfind("\n")) + 1
    start = verb.end
    match = _BEFORE_CONTENT.match(text, start, end)
    return match.end() if match and match.end() < end else start


def refine(text: str, status: Status, start: int, end: int) -> Status:
    """Weaken what is agreed only to be discussed, studied or negotiated."""
    if status is Status.DONE and _IS_PLANNED.search(text, start, end):
        return Status.AGREED
    if status is not Status.AGREED:
        return status
    following = _NEXT_WORDS.match(text, start, end)
    if following and _TO_BE_NEGOTIATED.search(following.group()):
        return Status.NEGOTIATING
    following = _NEXT_WORDS_TO_COMMA.match(text, start, end)
    if following and _TO_BE_DISCUSSED.search(following.group()):
        return Status.DISCUSSING
    return status


def split(text: str, clause: Clause) -> Iterator[Clause]:
    """Take a clause apart where it promises several things."""
    if _PRINCIPLES.search(text, clause.content, clause.content + 60):
        yield clause
        return
    spans = _pieces(text, clause)
    opened = _opened(text, clause)
    if len(spans) == 1 and not opened:
        yield clause
        return
    first_end = spans[0][1]
    listed = opened or _list_start(text, clause.content, first_end)
    lead_end = max(clause.content, clause.words[1])
    if listed:
        lead_end, first_item = listed
        pieces = [(first_item, first_end), *spans[1:]]
    else:
        trimmed = trim(text, clause.start, first_end)
        if trimmed and trimmed[1] > clause.content:
            yield replace(clause, end=trimmed[1])
        pieces = spans[1:]
    lead = replace(clause, end=lead_end)
    for start, end in pieces:
        span = trim(text, start, end)
        if span and span[1] - span[0] >= _SHORTEST_ITEM:
            yield make_item(text, lead, *span)


def _pieces(text: str, clause: Clause) -> list[Span]:
    """Cut at semicolons, and at "and to" after "agreed to"."""
    found = [
        match.span()
        for match in _SEMICOLON.finditer(text, clause.content, clause.end)
        if not _IS_TOLD.match(text, match.end())
        and not _is_name(text[match.end() : clause.end].partition(";")[0])
    ]
    if _TO_FOLLOWS.match(text, clause.words[1], clause.end):
        joints = _AND_TO.finditer(text, clause.content, clause.end)
        found += [match.span() for match in joints]
    joints_of_all = [_AND_WORKS, _AND_VERB]
    if clause.status is Status.DONE:
        joints_of_all.append(_AND_ONE)
    for joint in joints_of_all:
        joints = joint.finditer(text, clause.content, clause.end)
        found += [match.span() for match in joints]
    found.sort()
    starts = [clause.content, *(end for _, end in found)]
    ends = [*(start for start, _ in found), clause.end]
    return [(a, max(a, b)) for a, b in zip(starts, ends, strict=True)]


def _is_name(words: str) -> bool:
    """Whether a part of a list holds names and no deed.

    >>> _is_name(" Kep, Kingdom of Cambodia, and Trat"), _is_name(" Kep opens a gate")
    (True, False)
    """
    found = [word for word in words.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in found) > _OF_NAMES * len(found)


def _opened(text: str, clause: Clause) -> Span | None:
    """Give where a colon ends the lead and the items begin: "were presented: one"."""
    if clause.status is not Status.DONE:
        return None
    colon = _OPENS_LIST.match(text, clause.words[1], clause.end)
    return (colon.end() - 1, colon.end()) if colon else None


def _list_start(text: str, start: int, end: int) -> Span | None:
    """Give where the lead ends and the items begin: "11 documents, including"."""
    for match in _BEFORE_LISTS.finditer(text, start, end):
        before = text[start : match.start()].rstrip()
        if before.endswith((",", "documents", "kiện", "tác")):
            return start + len(before.rstrip(",")), match.end()
    return None


def trim(text: str, start: int, end: int) -> Span | None:
    """Leave out the marks and the numbers around a clause.

    >>> trim("(a) open a gate; and", 0, 20)
    (4, 15)
    """
    while start < end and text[start].isspace():
        start += 1
    leading = _LEADING.match(text, start, end)
    if leading:
        start = leading.end()
    words = text[start:end].rstrip(_TRAILING)
    while words.lower().endswith(_LAST_ANDS):
        words = words[: -len("and") if words[-1] in "dD" else -len("và")]
        words = words.rstrip(_TRAILING)
    end = start + len(words)
    return (start, end) if end > start else None

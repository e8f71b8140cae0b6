"""Clauses: the parts of a text that each hold one promise, found by its verb."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.language.matching import cue_matchers, listed, said
from geo.model import Status
from geo.text.sentences import find_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Span = tuple[int, int]

_LEADING = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+|[-–—•*+,;:]\s*|"
    rf"{listed('and')}\s+|{listed('at_once')},?\s+)+",
    re.IGNORECASE,
)
_LEADING_ITEM = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|[-–—•*+])\s")
_TRAILING = " \t\r\n,;:.!?…–—-"
_MARKER = re.compile(
    r"\s*(?:(?P<digit>\(?\d)|(?P<letter>\(?[a-z])|(?P<bullet>\S))", re.IGNORECASE
)
_SEMICOLON = re.compile(";")
_CAPTION = re.compile(rf"\W*{listed('captions')}\s*:", re.IGNORECASE)
_OF_COUNT = rf"{listed('counts')}\s+(?:[\w-]+\s+){{0,2}}?{listed('between')}\b"
_OPENS_LIST = re.compile(
    rf"(?:\s+[^\s;:]+){{0,8}}?\s*(?::(?=\s+\S)|,(?=\s+{_OF_COUNT}))", re.IGNORECASE
)
_AND_ONE = re.compile(
    rf"(?:,\s+(?:{listed('and')}\s+)?|\s+{listed('and')}\s+)(?={_OF_COUNT})",
    re.IGNORECASE,
)
_LAST_ANDS = tuple(f"{mark}{word}" for mark in " \n,;" for word in ("and", "và"))
_JOINT = re.compile(
    rf"(?:[;:,]|\b{listed('joints')}\b)\s*(?P<rest>[^,;:]*)$", re.IGNORECASE
)
_FILLER = re.compile(rf"{listed('fillers')}\b\s*", re.IGNORECASE)
_AND_TO = re.compile(
    r"(?:,\s*(?:and\s+)?(?:also\s+)?|\s+and\s+(?:also\s+)?)"
    rf"(?=to\s+(?!{listed('no_verbs')}\b)[a-z])"
)
_AND_VERB = re.compile(
    rf"\s+{listed('and')}\s+(?={listed('joint_verbs')}\s)", re.IGNORECASE
)
_STARTS_BEFORE = re.compile(rf"^{listed('before_it')}\b", re.IGNORECASE)
_NEXT_WORDS = re.compile(r"(?:\s*[^\s;:.]+){0,8}")
_NEXT_WORDS_TO_COMMA = re.compile(r"(?:\s*[^\s,;:.]+){0,6}")
_PARTICIPLE = re.compile(r"(?:\w+ing|determined)\b", re.IGNORECASE)
_IS_TOLD = re.compile(rf"(?:\s*[^\s,;]+){{1,6}}?\s+{listed('told_verbs')}\s")
_ARTICLES = re.compile(
    r"(?:\bthe\s+(?:[\w-]+\s+){0,3}of\s+(?:the\s+)?|\b[\w-]+\s+of\s+(?:the\s+)?"
    rf"|\b{listed('before_subjects')}\s+)$",
    re.IGNORECASE,
)
_BEFORE_CONTENT = re.compile(rf"\s*(?:{listed('before_content')}\s+)?", re.IGNORECASE)
_EDGE = re.compile(rf"(?:^|[^\w\s’']|\b{listed('edges')})\s*$", re.IGNORECASE)
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
_GOES_ON = re.compile(rf"[;,](?:\s*{listed('and')}[,;]?)?$")
_ENDS = '.!?:;…”"'
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
_PRINCIPLES = said("principles")
_BEFORE_LISTS = said("before_lists")
_TO_BE_DISCUSSED = said("to_be_discussed")
_TO_BE_NEGOTIATED = said("to_be_negotiated")
_NEAR_WORDS = 7
_MOST_WORDS_OF_SUBJECT = 40
_MOST_REST = 60
_MOST_WORDS_TO_VERB = 4
_SHORTEST_ITEM = 12


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that hold one promise; every span is half-open offsets of the text."""

    start: int
    end: int
    lead: Span
    """Who promises and how; before the clause where it is the item of a list."""
    words: Span
    """The words of the status."""
    content: int
    """Where what is promised begins."""
    status: Status
    sentence: Span
    items: tuple[Span, ...] = ()
    """Further lines that belong to it: the principles of a list."""
    rule: str = ""
    """The entry whose words give the status."""

    @property
    def is_item(self) -> bool:
        """Whether its verb stands outside it."""
        return self.words[0] < self.start


@dataclass(frozen=True, slots=True)
class _Verb:
    start: int
    end: int
    status: Status | None
    needs_sides: bool
    takes_any: bool = False
    is_whole: bool = False
    """Whether its subject belongs to what is promised."""
    rule: str = ""
    """The entry that found it."""


def find_clauses(text: str, actors: Sequence[Span]) -> tuple[Clause, ...]:
    """Find every clause that promises something, in reading order.

    Parameters
    ----------
    text
        In NFC.
    actors
        Where the names of countries stand, in order, which can promise as "both
        sides" can.

    Examples
    --------
    >>> text = "Both sides thanked Laos, agreed to open a gate and to study a road."
    >>> [text[c.start : c.end] for c in find_clauses(text, [])]
    ['agreed to open a gate', 'to study a road']
    """
    headlines = _headlines(text)
    sentences = list(find_sentences(text))
    clauses: list[Clause] = []
    held = 0
    for number, (start, end) in enumerate(sentences):
        if number < held:
            continue
        if text[start:end].strip() in headlines or _CAPTION.match(text, start, end):
            continue  # what the body of the text says once more
        found = list(_read_sentence(text, start, end, actors))
        following = sentences[number + 1 :]
        items = _items_after(text, end, following) if found else ()
        if found and items:
            held = number + 1 + len(items)
            *found, last = found
            found += _with_items(text, last, items, actors)
        clauses += found
    return tuple(clauses)


def _headlines(text: str) -> frozenset[str]:
    """Give the lines that a text repeats as press reports repeat their headline."""
    lines = Counter(line.strip() for line in text.splitlines())
    return frozenset(
        line
        for line, count in lines.items()
        if count > 1 and line and line[-1] not in _ENDS
    )


def _items_after(text: str, end: int, following: Sequence[Span]) -> tuple[Span, ...]:
    """Give the lines of a list that a colon opens."""
    if not text[:end].endswith(":"):
        return ()
    items: list[Span] = []
    bulleted = False
    first = ""
    for start, stop in following:
        marked = bool(_LEADING_ITEM.match(text, start))
        marker = _MARKER.match(text, start)
        kind = (marker.lastgroup or "") if marker else ""
        if items and bulleted and not (marked and kind == first):
            break
        first = first or kind
        bulleted = bulleted or (not items and marked)
        items.append((start, stop))
        if not bulleted and not _GOES_ON.search(text[start:stop]):
            break
    return tuple(items)


def _with_items(
    text: str, clause: Clause, items: Sequence[Span], actors: Sequence[Span]
) -> Iterator[Clause]:
    """Give each item as a clause of its own, or all with the principles they are."""
    spans = [span for item in items if (span := trim(text, *item))]
    if _PRINCIPLES.search(text, clause.content, clause.end):
        yield replace(clause, items=tuple(spans))
        return
    for start, end in spans:
        own = tuple(_read_sentence(text, start, end, actors))
        yield from own or (_item(text, clause, start, end),)


def _item(text: str, clause: Clause, start: int, end: int) -> Clause:
    status = _refine(text, clause.status, start, end)
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


def _read_sentence(
    text: str, start: int, end: int, actors: Sequence[Span]
) -> Iterator[Clause]:
    if text[start:end].rstrip('"”’)').endswith("?"):
        return
    sides = _sides(text, start, end, actors)
    found = _verbs(text, start, end, sides)
    verbs = list(_governing(text, found, sides, actors, start))
    bounds = [*(begin for begin, _ in verbs), end]
    for (begin, verb), limit in zip(verbs, bounds[1:], strict=True):
        if verb.status is None:
            continue
        span = trim(text, begin, limit)
        may_end = verb.takes_any or text[start:end].endswith(":")
        if span is None or span[1] <= verb.end - may_end:
            continue
        whole = Clause(
            start=span[0],
            end=span[1],
            lead=(span[0], verb.end),
            words=(verb.start, verb.end),
            content=_content(text, verb, *span),
            status=_refine(text, verb.status, verb.end, span[1]),
            sentence=(start, end),
            rule=verb.rule,
        )
        yield from _split(text, whole)


def _sides(text: str, start: int, end: int, actors: Sequence[Span]) -> list[Span]:
    named = [span for span in _between(actors, start, end) if span[1] <= end]
    said = [match.span() for match in _SIDES.finditer(text, start, end)]
    return sorted([*named, *said])


def _between(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Give those of sorted spans that begin between two offsets."""
    return spans[bisect_left(spans, (start, 0)) : bisect_left(spans, (end, 0))]


def _verbs(text: str, start: int, end: int, sides: Sequence[Span]) -> Iterator[_Verb]:
    """Give the verbs of the tables: the first, and of two at one place the longer."""
    found = [
        _Verb(first, last, cue.status, cue.needs_sides, cue.takes_any, rule=rule.id)
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


def _governing(
    text: str,
    verbs: Iterable[_Verb],
    sides: Sequence[Span],
    actors: Sequence[Span],
    start: int,
) -> Iterator[tuple[int, _Verb]]:
    """Give the verbs that begin a clause and where it begins.

    A verb inside what another promises ("agreed to continue discussions") begins
    none; one after a comma, an "and" or a new subject does.
    """
    before: _Verb | None = None
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


def _any_start(text: str, start: int, before: _Verb | None, verb: _Verb) -> int | None:
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


def _subject(sides: Sequence[Span], start: int, verb: _Verb) -> Span | None:
    """Give the words for the sides that stand nearest before a verb."""
    before = (s for s in sides if start <= s[0] and s[1] <= verb.start)
    return max(before, default=None, key=lambda s: s[1])


def _first_start(
    text: str,
    start: int,
    subject: Span | None,
    actors: Sequence[Span],
    verb: _Verb,
) -> int | None:
    if subject is None:
        return start
    between = text[subject[1] : verb.start]
    if verb.needs_sides and len(between.split()) > _MOST_WORDS_TO_VERB:
        return None
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
    text: str, before: _Verb, verb: _Verb, subject: Span | None
) -> int | None:
    """Give where a further verb begins its clause; nothing where it begins none."""
    joint = _JOINT.search(text[before.end : verb.start])
    if joint is None:
        return None
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
    joins = {"", "and", "và", "of", "the", "and the", "of the"}
    if subject in actors:
        joins.add(",")
    for first, last in reversed(_between(actors, start, begin)):
        if last <= begin:
            if text[last:begin].strip(" –-").lower() not in joins:
                break
            begin = first
    articles = _ARTICLES.search(text, start, begin)
    begin = articles.start() if articles else begin
    return begin if _EDGE.search(text[start:begin]) else start


def _content(text: str, verb: _Verb, begin: int, end: int) -> int:
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


def _refine(text: str, status: Status, start: int, end: int) -> Status:
    """Weaken what is agreed only to be discussed, studied or negotiated."""
    if status is not Status.AGREED:
        return status
    following = _NEXT_WORDS.match(text, start, end)
    if following and _TO_BE_NEGOTIATED.search(following.group()):
        return Status.NEGOTIATING
    following = _NEXT_WORDS_TO_COMMA.match(text, start, end)
    if following and _TO_BE_DISCUSSED.search(following.group()):
        return Status.DISCUSSING
    return status


def _split(text: str, clause: Clause) -> Iterator[Clause]:
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
            yield _item(text, lead, *span)


def _pieces(text: str, clause: Clause) -> list[Span]:
    """Cut at semicolons, and at "and to" after "agreed to"."""
    found = [
        match.span()
        for match in _SEMICOLON.finditer(text, clause.content, clause.end)
        if not _IS_TOLD.match(text, match.end())
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

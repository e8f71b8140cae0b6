"""Instruments: the agreements, protocols and plans that a clause calls by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.matching import form_matchers, listed, said
from geo.language.phrases import compile_words
from geo.language.shipped import EVERY
from geo.model import Form, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.agreements.clause import Clause, Span
    from geo.language.matching import Rule
    from geo.language.tables import FormWords

_TOKEN = re.compile(r"\w[\w’'/.-]*\w|\w|[^\w\s]")
_YEAR = re.compile(r"(?:19|20)\d\d(?:-\d{2,4})?$")
_VIETNAMESE = listed("instrument_nouns")
_SMALL_HEADS = listed("small_heads")
_DETERMINER = rf"(?:{listed('determiners')}|\d{{1,3}})"
_NOT_OF_A_TITLE = listed("not_of_a_title")
_SMALL = compile_words(
    rf"(?:{_DETERMINER} (?:(?!{_NOT_OF_A_TITLE} )[\w-]+ ){{0,3}}?|"
    rf"(?:(?!(?:{_NOT_OF_A_TITLE}|{_DETERMINER}) )[\w-]+ ){{0,2}}?){_SMALL_HEADS}"
    r" (?:on|between|for|regarding|concerning|with)"
)
_NEXT_SMALL = re.compile(
    rf"(?:,\s*(?:and\s+)?|\s(?:and|as\s+well\s+as)\s+){_DETERMINER}\s+"
    rf"(?:[\w-]+\s+){{0,4}}?{_SMALL_HEADS}(?!\w)",
    re.IGNORECASE,
)
_TITLED_VIETNAMESE = re.compile(
    rf"(?<!\w)(?:(?:một|hai|ba|bốn|năm|\d+)\s+)?(?:{_VIETNAMESE})(?!\w)"
    rf"(?P<rest>[^,;.]*?)(?=[,;.]|\s+(?:và|cùng)\s+(?:\(\w+\)\s+)?"
    rf"(?:{_VIETNAMESE}|{said('joint_verbs').pattern})(?!\w)|$)",
    re.IGNORECASE,
)
_MAKING = said("making")
_IMPLEMENTING = said("implementing")
_LONGEST_TAIL = 4
_NEAR = 8
"""So many words may stand between what is done and the instrument it is done to."""
_LOOSE = frozenset({"under", "existing", "based on", "enshrined in"})
"""What only mentions an instrument."""
_RELATIVE = re.compile(
    rf"\s*,?\s+{listed('after_instruments')}\b|\s*\(|,\s+(?:as well as|while|with)\b"
)
_BETWEEN = re.compile(
    r"(?<!\w)(?:between|giữa)\s+(?:the\s+)?(?P<both>.+?)"
    r"(?=\s+(?:for\s+(?:the\s+)?\d|on\s|regarding\s|concerning\s|to\s+[a-z]|về\s|"
    r"nhằm\s|giai đoạn\s)|\s*[,;:.]|\s*$)",
    re.IGNORECASE,
)
_AND_THE = re.compile(r"\s+and\s+the\s+")
_AND = re.compile(r"\s+(?:and(?:\s+the)?|và|với)\s+|\s*[–]\s*")


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument where a clause names it."""

    start: int
    end: int
    form: Form
    is_titled: bool
    """Whether capitals make it the title of one known instrument."""
    governor: Span | None = None
    """The words that say what is done with it: "implementation of"."""
    is_existing: bool = False
    """Whether these words say that it is there already."""
    is_object: bool = False
    """Whether the whole clause is about doing that."""
    is_listed: bool = False
    """Whether another stands before it, after the same words."""


def find_instruments(text: str, clause: Clause) -> tuple[Instrument, ...]:
    """Find the instruments that a clause names, in reading order.

    >>> from geo.agreements.clauses import find_clauses
    >>> text = "They agreed to observe the 1995 Agreement on the Mekong and a plan."
    >>> (found,) = find_instruments(text, find_clauses(text, [])[0])
    >>> text[found.start : found.end], found.is_existing
    ('1995 Agreement on the Mekong', True)
    """
    spans = list(_titles(text, clause.start, clause.end))
    for start, end in _descriptions(text, clause):
        if not any(a < end and start < b for a, b in spans):
            spans.append((start, end))
    for match in _TITLED_VIETNAMESE.finditer(text, clause.start, clause.end):
        titled = match.group()[0].isupper() or "giữa" in match["rest"].split()
        if titled and match["rest"].strip():
            spans.append((match.start(), match.start() + len(match.group().rstrip())))
    found: list[Instrument] = []
    for start, end in sorted(spans):
        if found and start < found[-1].end:
            continue
        found.append(_instrument(text, clause, (start, end), found))
    return tuple(found)


def find_form(title: str) -> Form | None:
    """Tell what an instrument is from the nouns of its title.

    >>> find_form("Protocol to Amend the Agreement on Transit").value
    'protocol'
    """
    first = _first_form(title)
    return first.entry.form if first else None


def name_form(title: str) -> str:
    """Name the entry whose noun tells what an instrument is; empty where none does.

    >>> name_form("Protocol to Amend the Agreement on Transit")
    'en.form.protocol'
    """
    first = _first_form(title)
    return first.id if first else ""


def _first_form(title: str) -> Rule[FormWords] | None:
    first = [
        (start, order, rule)
        for order, matcher in enumerate(form_matchers())
        for start, rule in matcher.find_first(title)
    ]
    return min(first, key=lambda found: found[:2])[2] if first else None


def find_parties(title: str) -> tuple[str, ...]:
    """Give the two that an instrument is between, in the words of the text.

    >>> find_parties("agreement between the Bank of Laos and the Bank of Thailand")
    ('Bank of Laos', 'Bank of Thailand')
    """
    match = _BETWEEN.search(title)
    if match is None:
        return ()
    both = match["both"]
    joints = list(_AND_THE.finditer(both))[-1:] or list(_AND.finditer(both))[:1]
    if not joints:
        return ()
    parts = both[: joints[0].start()].strip(), both[joints[0].end() :].strip()
    return parts if all(parts) else ()


def _titles(text: str, start: int, end: int) -> Iterator[Span]:
    """Find capitalised titles: 1982 X–Y Agreement on Historical Waters."""
    tokens = [m.span() for m in _TOKEN.finditer(text, start, end)]
    words = [text[a:b] for a, b in tokens]
    number = 0
    while number < len(words):
        if not _is_head(words[number]):
            number += 1
            continue
        first = _title_start(words, number)
        last = _title_end(words, number)
        is_bracketed = (
            first and words[first - 1] == "(" and ")" in words[first : last + 1]
        )
        if is_bracketed:
            number += 1  # an agency's name in the dateline
            continue
        if last > number or any(w[0].isupper() for w in words[first:number]):
            yield tokens[first][0], tokens[last][1]
        number = last + 1


def _is_head(word: str) -> bool:
    return word[0].isupper() and word.lower() in EVERY.title_heads


def _title_start(words: Sequence[str], head: int) -> int:
    first = head
    for index in range(head - 1, -1, -1):
        word = words[index]
        named = word[0].isupper() and word.lower() not in {"the", "a", "an", "this"}
        if named or _YEAR.match(word):
            first = index
        elif word not in {"–", "-", "’s", "'s"}:
            break
    return first


def _title_end(words: Sequence[str], head: int) -> int:
    last = head
    for index in range(head + 1, len(words)):
        word = words[index]
        if word.lower() in {"and", "as"} and _head_follows(words, index + 1):
            break
        closes = word in {")", "”", '"'} and last > head
        if word[0].isupper() or word[0].isdigit() or closes:
            last = index
        elif word.lower() not in EVERY.title_words and word != "–":
            break
    return last + (_count_tail(words, last) if last > head else 0)


def _count_tail(words: Sequence[str], last: int) -> int:
    """Count the small words that end a title: "on the Laos–Viet Nam borderline"."""
    following = words[last + 1 : last + 2 + _LONGEST_TAIL]
    for count, word in enumerate(following):
        if not word.isalpha() or word.lower() in EVERY.title_words | EVERY.after_titles:
            return count
    return len(following) if len(following) <= _LONGEST_TAIL else 0


def _head_follows(words: Sequence[str], index: int) -> bool:
    """Whether the next capitalised words are an instrument of their own."""
    following = list(words[index : index + 6])
    if following and following[0].lower() in {"the", "a", "an", "its", "well"}:
        following = following[1:]
    for word in following:
        if word.lower().rstrip("s") in EVERY.title_heads:
            return True
        if not (word[0].isupper() or _YEAR.match(word)):
            return False
    return False


def _descriptions(text: str, clause: Clause) -> Iterator[Span]:
    """Find those without a title: a cooperation agreement between X and Y."""
    position = clause.start
    while match := _SMALL.search(text, position, clause.end):
        stop = _NEXT_SMALL.search(text, match.end(), clause.end)
        end = stop.start() if stop else clause.end
        semicolon = text.find(";", match.end(), end)
        end = semicolon if semicolon >= 0 else end
        relative = _RELATIVE.search(text, match.end(), end)
        end = relative.start() if relative else end
        stripped = len(text[match.start() : end].rstrip(" ,;"))
        end = max(match.start() + stripped, match.end())
        if _is_made(text, clause, match.start()):
            yield match.start(), end
        position = end


def _is_made(text: str, clause: Clause, start: int) -> bool:
    """Whether an instrument is signed, presented or negotiated, not just spoken of."""
    if clause.is_item:
        return start - clause.start < 12
    before = text[clause.words[0] : start]
    if clause.status is Status.DONE:
        return True
    found = _last(_MAKING, before)
    return found is not None and len(before) - found[1] < 120


def _last(pattern: re.Pattern[str], text: str) -> Span | None:
    last = None
    for match in pattern.finditer(text):
        last = match.span()
    return last


def _instrument(
    text: str, clause: Clause, span: Span, before: Sequence[Instrument]
) -> Instrument:
    start, end = span
    title = text[start:end]
    offset = min(clause.words[0], start)
    words = text[offset:start]
    there = None if clause.status is Status.DONE else _last(_IMPLEMENTING, words)
    made = _last(_MAKING, words)
    is_existing = there is not None and (made is None or there > made)
    governor = there if is_existing else made
    first = before[0].start if before else start
    is_object = False
    if clause.status is Status.DONE:
        governor = None
        words_before = len(text[clause.words[1] : first].split())
        is_object = clause.is_item or words_before <= 2 * _NEAR
    elif governor:
        begins = offset + governor[0]
        said = text[begins : offset + governor[1]].lower()
        close = len(text[clause.content : begins].split()) <= _NEAR
        near = len(text[offset + governor[1] : first].split()) <= _NEAR
        is_object = close and near and said not in _LOOSE
        governor = (begins, offset + governor[1])
    return Instrument(
        start=start,
        end=end,
        form=find_form(title) or Form.AGREEMENT,
        is_titled=any(word[0].isupper() for word in title.split()),
        governor=governor,
        is_existing=is_existing,
        is_object=is_object,
        is_listed=bool(before) and (governor is None or governor[0] < before[-1].start),
    )

"""Names that the gazetteer lacks, where the words beside them say what they name."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.matching import listed
from geo.language.shipped import EVERY, LANGUAGES
from geo.language.tables import Head
from geo.model import Kind
from geo.places.expression import Expression
from geo.places.types import new_kinds
from geo.places.unknown_vietnamese import find_parts, find_vietnamese
from geo.places.unlisted import Unlisted
from geo.text.folding import fold_toponym
from geo.text.persons import follows_title, is_person
from geo.text.vocabulary import CAPITAL
from geo.text.words_at import WordsAt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_TYPES = dict(new_kinds(Head.AFTER))
_PLURAL = {word for word, entry in _TYPES.items() if word in entry.many}
_NATURE = {word for word, entry in _TYPES.items() if entry.in_name}
"""Only with a capital, as part of the name."""
_KINDS = {word: entry.new for word, entry in _TYPES.items() if entry.new}
# What may hold a known name as that of something else: Bắc Luân II Bridge.
_HOLDING = frozenset({"bridge", "station"})
# The Central Highlands province of Gia Lai: where it lies, no name of the province.
_DESCRIBING = frozenset({"Highlands", "Delta", "Coast", "Plateau"})
# West Pokot County: of a unit the direction may be part of the name.
_WIDE_UNITS = frozenset({"county", "governorate", "oblast"})
_CHAINED = {"bridge", "gate", "checkpoint", "basin"}
_TYPES_AT = WordsAt(_KINDS)
_OF_KINDS = {
    "seas_named_of": Kind.SEA,
    "monuments_named_of": Kind.MONUMENT,
    "regions_named_of": Kind.REGION,
}
_OF = re.compile(
    rf"\b(?:{'|'.join(rf'(?P<{name}>{listed(name)})' for name in _OF_KINDS)})"
    rf" (?:of|to) (?:the )?(?={CAPITAL})"
)
_RIVER_WORDS_AT = WordsAt(
    word
    for language in LANGUAGES.values()
    if "river_words" in language.phrases
    for word in language.phrases["river_words"].phrases
)
_RIVER = re.compile(rf"{listed('river_words')}(?: [A-Z][\w-]+){{1,2}}")
_BEFORE_A_RIVER = re.compile(rf"\bthe (?:{listed('parts_of_a_river')} )?$")
_REACH_OF_RIVER = 24
_CONTINENT = re.compile(rf"\b(?:{listed('continents')}|Asia(?![-–‑\w]))\b")
_LONGER = re.compile(rf"\b{listed('beginnings_of_names')}(?: {CAPITAL}[\w’'‑]+){{1,2}}")
_PART = re.compile(rf"\b{listed('parts_of_a_country')} $")
_NO_TYPE = re.compile(rf"{listed('no_types')}\b")
_TOKEN = re.compile(r"[^\W\d_][\w’'‑]*|[^\w\s]|\d+|\n")
_DASHES = frozenset("–-—")
_REACH = 160
_LONGEST_NAME = 4
_LONGEST_SYLLABLE = 4
_LONGEST_SHORT = 3
"""Letters of a type word in short, with its full stop: TX."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    is_known: bool = False


class _Known:
    """The expressions of a text that the gazetteer knows, in order."""

    def __init__(self, expressions: Sequence[Expression]) -> None:
        self._all = expressions
        self._ends = [e.end for e in expressions]

    def within(self, start: int, end: int) -> list[Expression]:
        """Give what touches a span."""
        index = bisect_left(self._ends, start + 1)
        found = []
        while index < len(self._all) and self._all[index].start < end:
            found.append(self._all[index])
            index += 1
        return found


def with_unknown(
    text: str,
    known: Sequence[Expression],
    kind_of: Callable[[Expression], Kind] = lambda _: Kind.CITY,
) -> tuple[Expression, ...]:
    """Add capitalised names that the words beside them call a place.

    What makes another place of a known name takes its place: "Can Tho Bridge". In the
    end come those that stand where a place does; ``kind_of`` tells what a known one is.

    Examples
    --------
    >>> text = "Salavan and Xaysomboun provinces, the port of Hon La and a border gate"
    >>> [text[e.start : e.end] for e in with_unknown(text, [])]
    ['Salavan', 'Xaysomboun', 'Hon La']
    """
    lookup = _Known(known)
    taken: list[Expression] = []

    def take(candidates: Iterable[Expression]) -> None:
        for expression in sorted(candidates, key=lambda e: e.start - e.end):
            if _is_free(expression, taken) and _only_holds(expression, lookup):
                insort(taken, expression, key=_start)

    for rule in _RULES[:_BEFORE_PAIRS]:
        take(rule(text, lookup))
    unlisted = Unlisted(text, kind_of)
    take(_expression(text, *found) for found in unlisted.find_pairs(known))
    for rule in _RULES[_BEFORE_PAIRS:]:
        take(rule(text, lookup))
    told = _without_held(known, taken)
    take(_expression(text, *found) for found in unlisted.find_alone(told))
    return _without_held(known, taken)


def _without_held(
    known: Sequence[Expression], taken: Sequence[Expression]
) -> tuple[Expression, ...]:
    """Put what is taken in the place of what it holds."""
    holders = _Known(taken)
    kept = (k for k in known if not holders.within(k.start, k.end))
    return tuple(sorted((*kept, *taken), key=_start))


def _longer_names(text: str, known: _Known) -> Iterator[Expression]:
    """Read "Stung Trang", "Ban Surin Tai": no province, but a place named like one."""
    for name in _LONGER.finditer(text):
        begins_known = any(
            e.start <= name.start() for e in known.within(name.start(), name.end())
        )
        if not begins_known and not is_person(text, name.start()):
            yield _expression(text, name.start(), name.end(), Kind.DISTRICT)


def _start(expression: Expression) -> int:
    return expression.start


def _is_free(expression: Expression, taken: Sequence[Expression]) -> bool:
    """Whether it touches none of those taken, which are in order."""
    index = bisect_left(taken, expression.start, key=_start)
    beside = taken[max(0, index - 1) : index + 1]
    return all(e.end <= expression.start or expression.end <= e.start for e in beside)


def _only_holds(expression: Expression, known: _Known) -> bool:
    """Whether what it touches lies within it and is less than the whole."""
    return all(
        expression.start <= inside.start
        and inside.end <= expression.end
        and (inside.start, inside.end) != (expression.start, expression.end)
        for inside in known.within(expression.start, expression.end)
    )


def _beside_type_words(text: str, known: _Known) -> Iterator[Expression]:
    for start, end in _TYPES_AT.find(text):
        word = _Word(start, end, text[start:end])
        folded = word.text.lower()
        is_small = folded in _NATURE and not word.text[0].isupper()
        if is_small or word.text.isupper() or _NO_TYPE.match(text, start):
            continue
        yield from _names_before(text, word, known)
        if folded not in _NATURE:
            yield from _names_after(text, word, known)


def _names_before(text: str, word: _Word, known: _Known) -> Iterator[Expression]:
    """Read "Salavan province", "A and B provinces", "X–Y Border Gate"."""
    folded = word.text.lower()
    words = _words(text, max(0, word.start - _REACH), word.start, known)
    kind = _KINDS[folded]
    end = word.end if word.text[0].isupper() else None
    is_qualified = folded in _CHAINED or folded in EVERY.of_a_town
    while words and words[-1].text.lower() in EVERY.gate_qualifiers and is_qualified:
        if words.pop().text[0].islower():
            end = None
    if words and words[-1].text == ")" and end and folded in _NATURE | {"river"}:
        _pop_bracket(words)
    takes_known = folded in EVERY.other_places and (
        end is not None or folded == "station"
    )
    while words:
        name = _pop_name(words, folded, takes_known=takes_known)
        if name and not _is_person(text, name) and not _continues(text, words, name):
            if any(not w.is_known for w in name) or end:
                start, last = name[0].start, end or name[-1].end
                inside = known.within(start, last) if folded in _HOLDING else ()
                yield _expression(text, start, last, kind, inside, is_told=True)
        elif words and words[-1].is_known:
            words.pop()
        else:
            return
        end = None
        if folded not in _PLURAL or not _pop_comma(words):
            return


def _words(text: str, start: int, end: int, known: _Known) -> list[_Word]:
    """Split into words and marks; a known expression is one word."""
    inside = [e for e in known.within(start, end) if start <= e.start and e.end <= end]
    words: list[_Word] = []
    position = start
    for e in [*inside, None]:
        last = e.start if e else end
        words += [
            _Word(m.start(), m.end(), m.group())
            for m in _TOKEN.finditer(text, position, last)
        ]
        if e:
            words.append(_Word(e.start, e.end, text[e.start : e.end], is_known=True))
            position = e.end
    return words


def _pop_bracket(words: list[_Word]) -> None:
    """Go past another name in brackets: Bắc Luân (Beilun) River."""
    inside = words[-2:-5:-1]
    opening = next((i for i, w in enumerate(inside) if w.text == "("), 0)
    if opening and all(w.text[0].isupper() for w in inside[:opening]):
        del words[-opening - 2 :]


def _continues(text: str, words: Sequence[_Word], name: Sequence[_Word]) -> bool:
    """Whether it goes on from a known name, describes, or stands after a or an."""
    if name[-1].text in _DESCRIBING:
        return True
    if not words:
        return False
    is_joined = words[-1].is_known and text[words[-1].end : name[0].start].isspace()
    return is_joined or words[-1].text in {"a", "an"}


def _is_person(text: str, name: Sequence[_Word]) -> bool:
    titled = any(follows_title(text, part.start) for part in name)
    return titled or is_person(text, name[0].start)


def _pop_name(words: list[_Word], kind: str, *, takes_known: bool) -> list[_Word]:
    """Take the capitalised words at the end, for a gate with the dash between."""
    is_chain = kind in _CHAINED
    name: list[_Word] = []
    while words and len(name) < _LONGEST_NAME * (1 + is_chain):
        word = words[-1]
        is_dash = is_chain and name and word.text in _DASHES
        if word.is_known and not takes_known:
            break
        if not (is_dash or word.text[0].isupper()):
            break
        name.insert(0, words.pop())
    while name and _begins_no_name(name, kind):
        name.pop(0)
    return name


def _begins_no_name(name: Sequence[_Word], kind: str) -> bool:
    """Whether the first word is no part of the name: "the Lao Salavan", not Lao Bảo."""
    first = name[0]
    folded = fold_toponym(first.text)
    if first.is_known or (
        folded in EVERY.parts_of_nature and (kind in _NATURE or kind in _WIDE_UNITS)
    ):
        return False
    if folded in EVERY.no_places:
        return True
    if first.text in _DASHES or folded not in EVERY.no_names:
        return first.text in _DASHES
    following = name[1].text if len(name) > 1 else ""
    is_paired = any(word.text in _DASHES for word in name)
    is_syllable = not following.isascii() or len(following) <= _LONGEST_SYLLABLE
    return not (folded in EVERY.demonyms and following and (is_paired or is_syllable))


def _pop_comma(words: list[_Word]) -> bool:
    """Take the comma or the and before the last of a list."""
    taken = False
    while words and words[-1].text.lower() in {",", "and"}:
        words.pop()
        taken = True
    return taken


def _names_after(text: str, word: _Word, known: _Known) -> Iterator[Expression]:
    """Read "the port of Hon La", "the districts of A and B"."""
    if not text.startswith(" of ", word.end):
        return
    start = word.end + 4
    words = _words(text, start, min(len(text), start + _REACH), known)[::-1]
    kind = _KINDS[word.text.lower()]
    while words:
        name: list[_Word] = []
        while words and words[-1].text[0].isupper() and not words[-1].is_known:
            name.append(words.pop())
        if name and (
            len(name) > _LONGEST_NAME
            or fold_toponym(name[0].text) in EVERY.no_names
            or (words and words[-1].is_known)
        ):
            return
        if name:
            yield _expression(text, name[0].start, name[-1].end, kind, is_told=True)
        elif words and words[-1].is_known:
            words.pop()
        else:
            return
        if word.text.lower() not in _PLURAL or not _pop_comma(words):
            return


def _named_of(text: str, known: _Known) -> Iterator[Expression]:
    """Read "Gulf of Thailand", "Plain of Jars", "Monument to the Fallen"."""
    del known
    for found in _OF.finditer(text):
        end = found.end()
        for match in _TOKEN.finditer(text, end, end + _REACH):
            if not match.group()[0].isupper() or match.start() > end + 1:
                break
            end = match.end()
        if end > found.end() and text[found.end() : end] not in {"Sea", "Party"}:
            yield _expression(
                text, found.start(), end, _OF_KINDS[found.lastgroup or ""]
            )


def _rivers(text: str, known: _Known) -> Iterator[Expression]:
    """Read "the Nam Khan", "the upper Stung Sen": a word for river with its article."""
    del known
    for start, _ in _RIVER_WORDS_AT.find(text):
        name = _RIVER.match(text, start)
        before = text[max(0, start - _REACH_OF_RIVER) : start]
        if name and _BEFORE_A_RIVER.search(before):
            yield _expression(text, *name.span(), Kind.RIVER)


def _continents(text: str, known: _Known) -> Iterator[Expression]:
    del known
    for found in _CONTINENT.finditer(text):
        yield _expression(text, *found.span(), Kind.REGION)


def _parts(text: str, known: _Known) -> Iterator[Expression]:
    """Read "Central Vietnam": a part of a country is a region of its own."""
    for found in re.finditer(r"(?:ern|Central) (?=[A-Z])", text):
        part = _PART.search(text, max(0, found.start() - 16), found.end())
        country = known.within(found.end(), found.end() + 1)
        if part and country and country[0].start == found.end():
            yield _expression(text, part.start(), country[0].end, Kind.REGION)
    for start, end in find_parts(text):
        country = known.within(end, end + 1)
        if country and country[0].start == end:
            yield _expression(text, start, country[0].end, Kind.REGION)


def _in_vietnamese(text: str, known: _Known) -> Iterator[Expression]:
    found = [*find_vietnamese(text)]
    for start, end, kind in found:
        inside = known.within(start, end)
        is_gate = kind is Kind.BORDER_CHECKPOINT and text.find("(", start, end) > 0
        if is_gate:
            inside += [
                _expression(text, *other)
                for other in found
                if start < other[0] and other[1] < end and not known.within(*other[:2])
            ]
        is_in_short = "." in text[start : start + _LONGEST_SHORT]
        ends_known = (
            bool(inside) and inside[0].start > start and "-" not in text[start:end]
        )
        if not inside or is_gate or is_in_short or ends_known or kind is Kind.REGION:
            nested = inside if is_gate else ()
            yield _expression(text, start, end, kind, nested, is_told=True)


_RULES: tuple[Callable[[str, _Known], Iterator[Expression]], ...] = (
    _named_of,
    _parts,
    _in_vietnamese,
    _beside_type_words,
    _rivers,
    _longer_names,
    _continents,
)


_BEFORE_PAIRS = 3
"""How many of them come before the pairs that a dash joins."""


def _expression(
    text: str,
    start: int,
    end: int,
    kind: Kind,
    inside: Sequence[Expression] = (),
    *,
    is_told: bool = False,
) -> Expression:
    core = fold_toponym(text[start:end])
    return Expression(
        start, end, (), core, nested=tuple(inside), unknown=kind, is_told=is_told
    )

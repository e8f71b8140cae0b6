"""Geoparsing: the mentions of a document, each with its place, its role and why."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.intake.language import READ, guess_language
from geo.language.shipped import EVERY
from geo.model import SETTLED, SURE_SCORE, Alternative, Kind, Mention, Role, Tier
from geo.places.bare_waters import find_bare_waters
from geo.places.expressions import find_expressions, to_expression
from geo.places.likely import likely_countries
from geo.places.nations import (
    Scope,
    Standing,
    find_scope,
    keep_in_scope,
    with_provinces,
)
from geo.places.occurrences import Occurrence, find_occurrences, first_kind
from geo.places.resolution import (
    Meaning,
    Surroundings,
    find_document_senses,
    rank_meanings,
    with_document_sense,
)
from geo.places.settlement import Cue, Position, find_cues
from geo.places.similar import Similar
from geo.places.sounds import index_sounds
from geo.places.spellings import Part, Sense, WideNames, find_cores, find_senses
from geo.places.types import (
    GATES,
    TypeHint,
    find_hint,
    hint_before,
    hint_of_type_words,
    kinds_of_type_word,
)
from geo.places.unknown import with_unknown
from geo.text.composition import compose_text
from geo.text.recognition import Recognizer
from geo.text.roles import Reading, read_role

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from geo.model import Document, Place
    from geo.places.expression import Expression
    from geo.places.gazetteer import Gazetteer
    from geo.text.sentences import Sentence, Token

_HOLDING_NAMES = frozenset({Kind.SCHOOL, Kind.MONUMENT, Kind.CONNECTING_POINT})
_NESTED = SETTLED | {Kind.COUNTRY, Kind.RIVER}
_BEFORE, _AFTER = 7, 4
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_UNKNOWN_SCORE = 0.3
_MOST_ALTERNATIVES = 4
_NEARLY_SURE = 0.74
_OF_A_SOUND = 0.7


@dataclass(frozen=True, slots=True)
class _Read:
    """What an expression means and does."""

    expression: Expression
    kind: Kind
    place: Place | None
    score: float
    evidence: tuple[str, ...]
    reading: Reading
    others: tuple[Meaning, ...] = ()
    """What else it may mean, the best first."""
    rules: tuple[str, ...] = ()
    """The entries that told the kind of place."""
    countries: frozenset[str] = frozenset()
    """Of a name that means no place that is known, where it likely lies."""


class Geoparser:
    """Finds the toponyms of a document and tells which place each of them means."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Take the gazetteer whose names are to be found.

        Names that it lacks are offered too where the text says what they are:
        "Salavan province". They have no place and a low score.
        """
        senses = find_senses(gazetteer)
        self.gazetteer = gazetteer
        more = WideNames(gazetteer.wide) if gazetteer.wide is not None else None
        self._recognizer = Recognizer(senses, more)
        self._cores = find_cores(gazetteer)
        self._sounds = index_sounds(gazetteer)
        self._similar = Similar(gazetteer)
        self._nested = Recognizer(
            {
                sense: spellings
                for sense, spellings in senses.items()
                if sense.part is not Part.CORE
                and (place := gazetteer[sense.place_id]).kind in _NESTED
                and place.tier is Tier.REGION
                and not place.needs_cue
            }
        )

    def parse(self, document: Document) -> tuple[Mention, ...]:
        """Find every mention of a document, in reading order, the outer one first.

        Offsets are code points of the document's text as it stands. The borders are
        those of the document's own date. A place whose name the text gives to
        something else ("Tay Ninh City", where only the province is known) is a
        mention without a place.
        """
        composed = compose_text(document.text)
        expressions = find_expressions(
            composed.text, self._recognizer, self.gazetteer, self._sounds
        )
        waters = find_bare_waters(composed.text, expressions, self.gazetteer)
        expressions = tuple(sorted((*expressions, *waters), key=lambda e: e.start))
        scope = find_scope(composed.text, expressions, self.gazetteer)
        expressions = keep_in_scope(expressions, scope, self.gazetteer)
        expressions = tuple(
            expression
            for expression in with_unknown(composed.text, expressions, self._kind_of)
            if not self._is_demonym(composed.text, expression)
        )
        starts = [passage.start for passage in document.passages]
        is_read = guess_language(composed.text) in READ
        mentions = []
        found = self._read(composed.text, expressions, document.geography_on, scope)
        for read in found if is_read else map(_of_a_language_not_read, found):
            start, end = composed.span(read.expression.start, read.expression.end)
            number = max(0, bisect_right(starts, start) - 1)
            passage = document.passages[number].id if starts else ""
            mentions.append(_mention(document, passage, start, end, read))
        return tuple(sorted(mentions, key=lambda m: (m.start, -m.end)))

    def _kind_of(self, found: Expression) -> Kind:
        """Tell what a known expression is like."""
        return first_kind(found, self.gazetteer)

    def _is_demonym(self, text: str, found: Expression) -> bool:
        """Whether it only says of which country a city is: the Bolivian city of X."""
        words = text[found.start : found.end]
        return bool(found.unknown) and words in self.gazetteer.nations.demonyms

    def _read(
        self,
        text: str,
        expressions: Sequence[Expression],
        on: dt.date,
        scope: Scope,
    ) -> Iterator[_Read]:
        occurrences = list(find_occurrences(text, expressions, self.gazetteer))
        ranked = [
            self._look_up(occurrence.expression, on, scope)
            if occurrence.expression.unknown
            else _rank(self.gazetteer, occurrence, on, scope)
            for occurrence in occurrences
        ]
        senses = find_document_senses(
            (occurrence.expression.core, meanings[0])
            for occurrence, meanings in zip(occurrences, ranked, strict=True)
            if meanings
        )
        before: _Read | None = None
        roles = _Roles()
        told = with_provinces(scope, (m[0].place for m in ranked if m), self.gazetteer)
        for occurrence, meanings in zip(occurrences, ranked, strict=True):
            read = _read_occurrence(occurrence, meanings, senses, before, roles)
            if read:
                read = _without_surety(read, told)
                if read.place is None:
                    likely = likely_countries(
                        text, occurrence, expressions, self.gazetteer, scope
                    )
                    read = replace(read, countries=likely)
                before = read
                yield read
                yield from self._inside(text, read, on)

    def _look_up(
        self, expression: Expression, on: dt.date, scope: Scope
    ) -> tuple[Meaning, ...]:
        """Find the river that bears a name which only its type word makes one.

        A name with another spelling means the place of its kind that sounds like it.
        """
        names = {expression.core, _BRACKETED.sub("", expression.core)}
        places = {p.id: p for name in names for p in self._cores.get(name, ())}
        senses = [Sense(p.id) for p in places.values() if p.kind is expression.unknown]
        if senses or expression.unknown is None or not expression.is_told:
            return rank_meanings(self.gazetteer, senses, on)
        similar = self._similar.find(expression.core, expression.unknown)
        found = rank_meanings(self.gazetteer, similar, on)
        return tuple(
            replace(
                meaning,
                score=min(meaning.score, _OF_A_SOUND),
                evidence=(*meaning.evidence, "spelled in another way here"),
            )
            for meaning in found
            if scope.standing(meaning.place) is not Standing.ELSEWHERE
        )

    def _inside(self, text: str, outer: _Read, on: dt.date) -> Iterator[_Read]:
        """Read what an expression holds: a gate's provinces, a school's countries."""
        reading = Reading(Role.LITERAL, "in brackets, where a half lies")
        inner = list(outer.expression.nested)
        is_new = outer.expression.unknown and outer.kind is not Kind.BORDER_CHECKPOINT
        if outer.kind in _HOLDING_NAMES or is_new:
            label = outer.kind.label
            reading = Reading(Role.ASSOCIATIVE, f"inside the name of a {label}")
        if outer.kind in _HOLDING_NAMES and not inner:
            start, end = outer.expression.start, outer.expression.end
            spans = self._nested.find(text[start:end])
            found = [to_expression(text[start:end], span, start) for span in spans]
            inner += [e for e in found if (e.start, e.end) != (start, end)]
        for expression in inner:
            if expression.unknown:
                evidence = (
                    f"a name ({expression.unknown.label}) that the gazetteer lacks",
                )
                yield _Read(
                    expression,
                    expression.unknown,
                    None,
                    _UNKNOWN_SCORE,
                    evidence,
                    reading,
                )
                continue
            hint = hint_before(text[max(0, expression.start - 24) : expression.start])
            for best in rank_meanings(
                self.gazetteer, expression.senses, on, Surroundings(hint)
            )[:1]:
                yield _Read(
                    expression,
                    best.place.kind,
                    best.place,
                    best.score,
                    best.evidence,
                    reading,
                )


def _rank(
    gazetteer: Gazetteer, occurrence: Occurrence, on: dt.date, scope: Scope
) -> tuple[Meaning, ...]:
    expression, tokens = occurrence.expression, occurrence.sentence.tokens
    if expression.pair and not expression.is_half_known:
        place = gazetteer[expression.senses[0].place_id]
        reasons = (f"the pair '{expression.pair}'",)
        return (Meaning(place, 1.0, reasons, is_told=True),)
    senses = expression.senses
    if not _is_towards_a_city(occurrence):
        senses = tuple(sense for sense in senses if sense.part is not Part.BARE)
    index, members = occurrence.index, occurrence.members
    hint = hint_of_type_words(expression.type_words)
    if not hint.words:
        hint = find_hint(tokens, index, index)
    if not hint.words:
        hint = find_hint(tokens, members[0], members[-1])
    if not hint.words and occurrence.gates:
        hint = _as_gates(find_hint(tokens, occurrence.gates[0], occurrence.gates[-1]))
    before = tuple(t.folded for t in tokens[max(0, index - _BEFORE) : index])
    after = _phrase_after(tokens, index + 1)
    cues: tuple[Cue, ...] = ()
    if not any(gazetteer[sense.place_id].kind is Kind.COUNTRY for sense in senses):
        at = Position(occurrence.sentence, index, members)
        cues = (*find_cues(at), *(() if hint.kinds == GATES else occurrence.cues))
    surroundings = Surroundings(
        hint,
        before,
        after,
        occurrence.countries,
        cues,
        expression.is_half_known,
        scope,
        Scope(occurrence.nearby & scope.named),
        occurrence.bracketed,
    )
    return rank_meanings(gazetteer, senses, on, surroundings)


def _of_a_language_not_read(read: _Read) -> _Read:
    """Be sure of nothing in a text whose sentences are not read."""
    if read.place is None or read.score < SURE_SCORE:
        return read
    reasons = (*read.evidence, "in a text whose language is not read")
    return replace(read, score=_NEARLY_SURE, evidence=reasons)


def _without_surety(read: _Read, told: Scope) -> _Read:
    """Be sure of no place outside the countries of the text and those beside them."""
    is_told = read.place is None or (
        read.place.kind is Kind.COUNTRY
        or not told.beside
        or not read.place.countries
        or told.standing(read.place) in {Standing.NAMED, Standing.BESIDE}
    )
    if is_told or read.score < SURE_SCORE:
        return read
    reasons = (*read.evidence, "in no country that the text tells")
    return replace(read, score=_NEARLY_SURE, evidence=reasons)


def _as_gates(hint: TypeHint) -> TypeHint:
    """Keep what says that a whole list is of border checkpoints."""
    return hint if hint.kinds == GATES else TypeHint()


def _is_towards_a_city(occurrence: Occurrence) -> bool:
    """Whether a person's name may be that of the city called after him."""
    tokens, index = occurrence.sentence.tokens, occurrence.index
    if index + 1 < len(tokens):
        following = tokens[index + 1]
        if following.is_word and following.is_capital and following.name < 0:
            return False
    before = tokens[index - 1].folded if index else ""
    return len(occurrence.members) > 1 or before in EVERY.towards_cities


def _phrase_after(tokens: Sequence[Token], index: int) -> tuple[str, ...]:
    """Give the next words, as far as any mark but a dash."""
    words: list[str] = []
    for token in tokens[index : index + _AFTER]:
        if not token.is_word and token.folded not in {"-", "–"}:
            break
        words.append(token.folded)
    return tuple(words)


def _read_occurrence(
    occurrence: Occurrence,
    meanings: tuple[Meaning, ...],
    senses: Mapping[str, str],
    before: _Read | None,
    roles: _Roles,
) -> _Read | None:
    """Choose what an occurrence means; nothing where it names no kind of ours."""
    expression = occurrence.expression
    if expression.unknown and not meanings:
        evidence = (f"a name ({expression.unknown.label}) that the gazetteer lacks",)
        return _unplaced(occurrence, expression.unknown, evidence, roles)
    if not meanings:
        return None
    meanings = with_document_sense(meanings, senses.get(expression.core))
    chosen, others = meanings[0], meanings[1:]
    if chosen.is_contradicted:
        kind = chosen.told_kind
        if kind is None:
            return None
        return _unplaced(occurrence, kind, chosen.evidence, roles, meanings)
    place = chosen.place
    if before and before.place and _is_held(occurrence, before, place):
        name = before.place.names.en
        in_brackets = place.kind in SETTLED and _mark_before(occurrence) == "("
        role = Role.LITERAL if in_brackets else before.reading.role
        reading = Reading(role, f"holds {name} before it")
    else:
        reading = roles.read(occurrence, place.kind)
    return _Read(
        expression,
        place.kind,
        place,
        chosen.score,
        chosen.evidence,
        reading,
        others,
        chosen.rules,
    )


def _unplaced(
    occurrence: Occurrence,
    kind: Kind,
    evidence: tuple[str, ...],
    roles: _Roles,
    others: tuple[Meaning, ...] = (),
) -> _Read:
    reading = roles.read(occurrence, kind)
    expression = occurrence.expression
    return _Read(expression, kind, None, _UNKNOWN_SCORE, evidence, reading, others)


class _Roles:
    """Reads the role of each list of names once, not again for each of its names."""

    def __init__(self) -> None:
        self._sentence: Sentence | None = None
        self._readings: dict[tuple[int, Kind], Reading] = {}

    def read(self, occurrence: Occurrence, kind: Kind) -> Reading:
        """Tell what an occurrence does in its sentence; sentences come in order."""
        sentence, members = occurrence.sentence, occurrence.members
        if sentence is not self._sentence:
            self._sentence, self._readings = sentence, {}
        reading = self._readings.get((members[0], kind))
        if reading is None:
            reading = read_role(sentence, members[0], members[-1], kind)
            self._readings[members[0], kind] = reading
        return reading


def _mark_before(occurrence: Occurrence) -> str:
    index = occurrence.index
    return occurrence.sentence.tokens[index - 1].text if index else ""


def _is_held(occurrence: Occurrence, before: _Read, outer: Place) -> bool:
    """Whether it stands as in "Hanoi, Viet Nam", "Kratie province (Cambodia)"."""
    tokens, index = occurrence.sentence.tokens, occurrence.index
    if index and tokens[index - 1].folded in {"the", "nuoc"}:
        index -= 1
    mark = tokens[index - 1].text if index else ""
    if len(occurrence.members) > 1 or index < 2 or mark not in {",", "("}:
        return False
    inner = before.place
    last = index - 3 if kinds_of_type_word(tokens[index - 2].text) else index - 2
    if inner is None or tokens[last].end != before.expression.end:
        return False
    if inner.kind not in SETTLED:
        return inner is outer
    in_country = set(inner.countries) <= set(outer.countries)
    return outer.id in inner.within or (outer.kind is Kind.COUNTRY and in_country)


def _mention(
    document: Document, passage_id: str, start: int, end: int, read: _Read
) -> Mention:
    role = f"{read.reading.role.value}: {read.reading.reason}"
    return Mention(
        document_id=document.id,
        passage_id=passage_id,
        start=start,
        end=end,
        exact=document.text[start:end],
        role=read.reading.role,
        kind=read.kind,
        place_id=read.place.id if read.place else None,
        score=read.score,
        evidence="; ".join((*read.evidence, role)),
        rules=tuple(dict.fromkeys((*read.rules, *read.reading.rules))),
        countries=tuple(sorted(read.countries)) if read.place is None else (),
        alternatives=tuple(
            Alternative(
                place_id=other.place.id,
                score=other.score,
                evidence="; ".join(other.evidence),
            )
            for other in read.others[:_MOST_ALTERNATIVES]
        ),
    )

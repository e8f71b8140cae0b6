"""Drafts: what a clause promises, and the instruments and pairs that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.agreements.cues import CONCLUDING
from geo.agreements.instruments import find_form, find_instruments
from geo.agreements.pairs import PAIRED, find_pairs
from geo.model import Form, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.agreements.clauses import Clause, Span
    from geo.agreements.instruments import Instrument
    from geo.agreements.pairs import Named
    from geo.agreements.read_text import ReadText
    from geo.model import Place

_COUNT_WORD = re.compile(
    r"^(?:an?|the|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|một|hai|"
    r"ba|bốn|năm|sáu|\d+|several|many|các|nhiều)\s+",
    re.IGNORECASE,
)
_PARTNERS = re.compile(r"\s(?:between|giữa|with|với)\s")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to become an agreement: offsets of the text in NFC."""

    clause: Clause
    span: Span
    """What it quotes."""
    words: Span
    """Those that its status rests on."""
    status: Status
    title: str
    form: Form = Form.COMMITMENT
    instrument: Instrument | None = None
    pair: tuple[Place, Place] | None = None

    @property
    def subject(self) -> Span:
        """The words that it is about: the instrument, or all that it quotes."""
        if self.instrument and not self.pair:
            return self.instrument.start, self.instrument.end
        return self.span


def make_drafts(text: ReadText, clause: Clause) -> Iterator[Draft]:
    """Make one draft for each pair, or for the promise, and for each instrument.

    Where the promise is only to observe or to sign what is named, the instruments
    are drafts and the promise is none beside them.
    """
    instruments = find_instruments(text.text, clause)
    named = find_settled(text, clause)
    verb = max(clause.words[0], clause.start)
    pairs = find_pairs(text.text, clause.start, clause.end, named, verb)
    if pairs:
        for pair in pairs:
            yield _of_pair(text, clause, pair, instruments)
        instruments = tuple(i for i in instruments if i.is_titled and i.is_existing)
    elif not any(instrument.is_object for instrument in instruments):
        yield Draft(
            clause,
            (clause.start, clause.end),
            clause.words,
            clause.status,
            text.text[clause.content : clause.end],
        )
    for instrument in instruments:
        yield _of_instrument(text, clause, instrument)


def find_settled(text: ReadText, clause: Clause) -> list[Named]:
    """Give the provinces and towns that a clause names, and its sentence before it."""
    start = min(clause.sentence[0], clause.start)
    return [
        (first, last, place)
        for first, last, mention in text.inside(start, clause.end)
        if mention.kind in PAIRED and (place := text.place(mention))
    ]


def name_pair(text: ReadText, draft: Draft) -> dict[str, Span]:
    """Give for each place of a pair where the words name it, by its id."""
    ids = {place.id for place in draft.pair or ()}
    named = find_settled(text, draft.clause)
    return {place.id: (a, b) for a, b, place in reversed(named) if place.id in ids}


def _of_pair(
    text: ReadText,
    clause: Clause,
    pair: tuple[Place, Place],
    instruments: Sequence[Instrument],
) -> Draft:
    words = text.text[clause.content : clause.end]
    form = None
    if instruments:
        words = text.text[instruments[0].start : instruments[0].end]
        form = instruments[0].form
    head = _COUNT_WORD.sub("", _PARTNERS.split(words)[0], count=1)
    draft = Draft(
        clause,
        (clause.start, clause.end),
        clause.words,
        clause.status,
        head,
        form or find_form(head) or Form.COMMITMENT,
        instruments[0] if instruments else None,
        pair,
    )
    named = name_pair(text, draft)
    names = [text.text[slice(*named[place.id])] for place in pair]
    first = min(start for start, _ in named.values())
    return Draft(
        clause,
        (min(clause.start, first), clause.end),
        clause.words,
        clause.status,
        f"{' – '.join(names)}: {head}",
        draft.form,
        draft.instrument,
        pair,
    )


def _of_instrument(text: ReadText, clause: Clause, instrument: Instrument) -> Draft:
    start, words, status = clause.start, clause.words, clause.status
    governor = instrument.governor
    if governor and (instrument.is_existing or not instrument.is_object):
        words = governor
    if governor and not instrument.is_object:
        start = governor[0]
    if instrument.is_listed:
        start = instrument.start
    if instrument.is_existing:
        status = Status.IN_FORCE
    elif governor and CONCLUDING.match(text.text, *governor):
        status = Status.NEGOTIATING
    return Draft(
        clause,
        (min(start, instrument.start), instrument.end),
        words,
        status,
        text.text[instrument.start : instrument.end],
        instrument.form,
        instrument,
    )

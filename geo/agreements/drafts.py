"""Drafts: what a clause promises, and the instruments and pairs that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.agreements.instruments import find_form, find_instruments
from geo.agreements.pairs import find_pairs
from geo.agreements.parties import are_states, find_meant
from geo.agreements.signings import split_signings
from geo.language.matching import listed, said
from geo.model import SETTLED, UNITS, Form, Kind, Role, Status
from geo.text.folding import fold_toponym

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.agreements.clause import Clause, Span
    from geo.agreements.instruments import Instrument
    from geo.agreements.pairs import Named
    from geo.agreements.parties import Meant, Parties
    from geo.agreements.read_text import ReadText
    from geo.model import Mention, Place

_COUNT_WORD = re.compile(rf"^(?:{listed('how_many')}|\d+)(?:\s+|$)", re.IGNORECASE)
_PARTNERS = re.compile(rf"(?:^|\s){listed('partner_words')}\s")
_PAPERS = said("papers_between")
_BOND = said("bonds")
"""What the verb itself calls that which binds two provinces."""
_TOWNS = (" city", " town")
_IN_A_BODY = re.compile(
    rf"\s+(?:[A-Z][\w’'-]*\s+){{0,2}}(?:\w+ )?{listed('bodies_after')}\b"
)
_OF_A_BODY = re.compile(
    rf"{listed('bodies_before')}(?:\s+\w+){{0,2}}?\s+$", re.IGNORECASE
)
"""A university bears the name of a province and is none."""
_BEFORE = 40
_CONCLUDING = said("concluding")
_FAR = 1_000
"""So far before its clause a subject can stand: a sentence may have no end."""


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
    parties: Parties | None = None
    """Who "they" or "the two sides" are, where the clause does not name them."""
    open_because: str = ""
    """Why no pair is drawn though words stand for parties."""

    @property
    def subject(self) -> Span:
        """What it is about: the instrument, or what is promised, without who and where.

        "In Hanoi, both sides agreed to open a gate" is about the gate.
        """
        if self.instrument and not (self.pair and not self.parties):
            return self.instrument.start, self.instrument.end
        return max(self.span[0], self.clause.content), self.span[1]


def make_drafts(
    text: ReadText, clause: Clause, parties: Sequence[Parties] = ()
) -> Iterator[Draft]:
    """Make one draft for each pair, or for the promise, and for each instrument.

    Where the promise is only to observe or to sign what is named, the instruments
    are drafts and the promise is none beside them. Where several sign, each signing
    is read by itself; where it is not sure who signs with whom, no pair is drawn.
    """
    parts = split_signings(text.text, clause, find_settled(text, clause))
    for part in parts or (clause,):
        made = tuple(_make_drafts(text, part, is_sure=parts is not None))
        if parts and not any(draft.pair for draft in made):
            meant = find_meant(text, part, parties)
            made = tuple(own for one in made for own in _with_parties(one, meant))
        yield from made


def _with_parties(draft: Draft, meant: Meant | None) -> Iterator[Draft]:
    """Give a draft the pair that its words stand for, or say why it has none."""
    if meant is None or draft.status is Status.IN_FORCE:
        yield draft
    elif meant.parties is None:
        yield replace(draft, open_because=meant.open_because)
    elif len(meant.parties.pairs) == 1 or draft.status is Status.DONE:
        for pair in meant.parties.pairs:
            yield replace(draft, pair=pair, parties=meant.parties)
    else:
        yield replace(draft, parties=meant.parties)


def _make_drafts(text: ReadText, clause: Clause, *, is_sure: bool) -> Iterator[Draft]:
    instruments = find_instruments(text.text, clause)
    made = [i for i in instruments if not i.is_existing]
    verb = None if clause.is_item else clause.words[0]
    whole = (clause.start, clause.end)
    pairs = _pairs(text, clause, whole, verb) if is_sure else ()
    if pairs and len(made) < 2:
        only = made[0] if made else None
        yield from (_of_pair(text, clause, pair, only) for pair in pairs)
        instruments = tuple(i for i in instruments if i.is_existing)
    elif not any(instrument.is_object for instrument in instruments):
        yield Draft(
            clause,
            (clause.start, clause.end),
            clause.words,
            clause.status,
            text.text[clause.content : clause.end],
        )
    for instrument in instruments:
        span = instrument.start, instrument.end
        may_bind = is_sure and not instrument.is_existing
        bound = _pairs(text, clause, span) if may_bind else ()
        yield from (_of_pair(text, clause, pair, instrument) for pair in bound)
        if not bound:
            yield _of_instrument(text, clause, instrument)


def _pairs(
    text: ReadText, clause: Clause, span: Span, verb: int | None = None
) -> tuple[tuple[Place, Place], ...]:
    named = find_settled(text, clause)
    if verb is None:
        named = [name for name in named if span[0] <= name[0] and name[1] <= span[1]]
    is_bound = clause.is_item and bool(_PAPERS.search(text.text, *clause.lead))
    acting = frozenset(
        (first, last)
        for first, last, mention in text.inside(*span)
        if mention.role is Role.ACTOR
    )
    found = find_pairs(text.text, *span, named, verb, is_bound=is_bound, acting=acting)
    start, end = min(clause.sentence[0], clause.start), clause.end
    if are_states(text.text, named, start, end):
        return ()
    return found


def find_settled(text: ReadText, clause: Clause) -> list[Named]:
    """Give the provinces and towns that a clause names, and its sentence before it."""
    start = max(min(clause.sentence[0], clause.start), clause.start - _FAR)
    found = [
        (first, last, mention, place)
        for first, last, mention in text.inside(start, clause.end)
        if mention.kind in SETTLED
        and (place := text.place(mention))
        and not is_in_a_body(text, first, last)
    ]
    provinces = [place for *_, place in found if place.kind in UNITS]
    return [
        (first, last, _of_rank(text, mention, place, provinces))
        for first, last, mention, place in found
    ]


def _of_rank(
    text: ReadText, mention: Mention, place: Place, provinces: Sequence[Place]
) -> Place:
    """Take a town for the province of its name beside a province across the border.

    "Between Lào Cai and Yunnan" has the province, which signs with its equal.
    """
    if place.kind is not Kind.CITY or fold_toponym(mention.exact).endswith(_TOWNS):
        return place
    if all(province.countries == place.countries for province in provinces):
        return place
    return next(
        (
            province
            for province in text.provinces.get(fold_toponym(mention.exact), ())
            if province.countries == place.countries and text.is_drawn(province)
        ),
        place,
    )


def is_in_a_body(text: ReadText, start: int, end: int) -> bool:
    """Whether a name is that of a university, a bank or a hospital."""
    if _IN_A_BODY.match(text.text, end):
        return True
    return bool(_OF_A_BODY.search(text.text[max(0, start - _BEFORE) : start]))


def name_pair(text: ReadText, draft: Draft) -> dict[str, Span]:
    """Give for each place of a pair where the words name it, by its id."""
    ids = {place.id for place in draft.pair or ()}
    if draft.parties:
        found = reversed(draft.parties.named)
        return {place.id: (a, b) for a, b, place in found if place.id in ids}
    start, end = draft.span
    named = sorted(
        find_settled(text, draft.clause),
        key=lambda name: (not (start <= name[0] and name[1] <= end), name[0]),
    )
    return {place.id: (a, b) for a, b, place in reversed(named) if place.id in ids}


def _of_pair(
    text: ReadText,
    clause: Clause,
    pair: tuple[Place, Place],
    instrument: Instrument | None,
) -> Draft:
    begin, end = (
        (instrument.start, instrument.end)
        if instrument
        else (clause.content, clause.end)
    )
    head = _COUNT_WORD.sub("", _PARTNERS.split(text.text[begin:end])[0], count=1)
    if instrument is None and (not head or clause.content < clause.words[0]):
        bound = _BOND.search(text.text, *clause.words)
        head = bound.group() if bound else head
    if not head and (said := _PAPERS.search(text.text, *clause.lead)):
        head = said.group().removesuffix("s")
    form = instrument.form if instrument else find_form(head) or Form.COMMITMENT
    start = begin if instrument and instrument.is_listed else clause.start
    end = end if instrument else clause.end
    draft = Draft(
        clause, (start, end), clause.words, clause.status, head, form, instrument, pair
    )
    named = name_pair(text, draft)
    names = " – ".join(text.text[slice(*named[place.id])] for place in pair)
    return replace(
        draft,
        span=(
            min(start, *(first for first, _ in named.values())),
            max(end, *(last for _, last in named.values())),
        ),
        title=f"{names}: {head}",
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
    elif governor and _CONCLUDING.match(text.text, *governor):
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

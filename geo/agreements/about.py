"""About: the places that a draft binds, as far as they can be drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.agreements.drafts import is_in_a_body
from geo.agreements.sides import find_states
from geo.language.matching import listed, said
from geo.model import SETTLED, Kind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.agreements.clause import Span
    from geo.agreements.drafts import Draft
    from geo.agreements.read_text import ReadText
    from geo.model import Place

_WATERS = frozenset(
    {
        Kind.RIVER,
        Kind.LAKE,
        Kind.BASIN,
        Kind.DELTA,
        Kind.SEA,
        Kind.WATERS,
        Kind.BOUNDARY,
    }
)
"""What an instrument is about when its title has it: the waters, not a city that
only names it."""
_THIS = re.compile(
    r"\b(?:this|these|the said)\s+(?:\w+\s+){0,3}?"
    rf"(?P<noun>{listed('taken_up_nouns')})\b",
    re.IGNORECASE,
)
_LAND_BORDER = said("land_border")
_VENUE = re.compile(
    rf"\b{listed('venue_words')}(?:\s+\w+){{0,2}}?,?\s+{listed('venue_links')}"
    r"(?:\s+the)?\s*$",
    re.IGNORECASE,
)
_BEFORE = 60
_ASIDE = re.compile(
    rf"\b{listed('asides')}\b|,\s+for\s+the\s+(?=[A-Z])|,\s+some\s+way\b"
)
"""What follows only explains or compares."""


def find_places(text: ReadText, draft: Draft) -> tuple[str, ...]:
    """Give the ids of the places that a draft is about.

    They are the two of a pair; else what it names as a location, what "this
    checkpoint" takes up, the waters in the title of an instrument, or the land
    boundary of the two states where the words speak of it. Where people only met is
    none of them.
    """
    found = [*(draft.pair or ()), *_named(text, draft), *_taken_up(text, draft)]
    if draft.pair and not draft.parties:
        found = [
            place for place in found if place.kind not in SETTLED or place in draft.pair
        ]
    found = found or list(_land_boundary(text, draft))
    return tuple(dict.fromkeys(place.id for place in found if text.is_drawn(place)))


def say_why_no_place(text: ReadText, span: Span) -> str:
    """Say in a few words why an agreement has no place."""
    named = [m for _, _, m in text.inside(*span) if m.kind is not Kind.COUNTRY]
    if not named:
        return "the sentence names no place"
    if any(mention.role is Role.LITERAL for mention in named):
        return "no place that the sentence is about can be drawn"
    return "the sentence names places only within other names"


def _named(text: ReadText, draft: Draft) -> Iterator[Place]:
    begin, end = draft.subject
    aside = _ASIDE.search(text.text, begin, end)
    subject = begin, aside.start() if aside else end
    for span in (subject, *draft.clause.items):
        for start, stop, mention in text.inside(*span):
            place = text.place(mention)
            if place is None or place.kind is Kind.COUNTRY:
                continue
            titled = draft.instrument is not None and place.kind in _WATERS
            is_met_at = _VENUE.search(text.text[max(0, start - _BEFORE) : start])
            is_location = mention.role is Role.LITERAL and not (
                is_met_at or is_in_a_body(text, start, stop)
            )
            if is_location or (mention.role is Role.ASSOCIATIVE and titled):
                yield place


def _taken_up(text: ReadText, draft: Draft) -> tuple[Place, ...]:
    """Give what "this border checkpoint" takes up from before in the sentence."""
    said = _THIS.search(text.text, *draft.subject)
    if said is None:
        return ()
    noun = said["noun"].lower().rstrip("s")
    kind = "checkpoint" if noun in {"gate", "crossing"} else noun
    before = [
        place
        for _, _, mention in text.inside(draft.clause.sentence[0], said.start())
        if mention.role is Role.LITERAL
        and (place := text.place(mention))
        and place.kind.label.endswith(kind)
    ]
    return tuple(before[-1:])


def _land_boundary(text: ReadText, draft: Draft) -> Iterator[Place]:
    """Give the boundary of the two states where the words speak of it."""
    if _LAND_BORDER.search(text.text, *draft.subject):
        states = find_states(text, draft.clause)
        codes = {c for state in states for c in text.gazetteer[state].countries}
        yield from (p for p in text.boundaries if codes == {*p.countries})

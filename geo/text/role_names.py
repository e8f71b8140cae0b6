"""Roles: a toponym as part of another name, of a title, an office, a road."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import SETTLED, Kind, Role
from geo.text.role_context import (
    LONGEST_PHRASE,
    POSSESSIVE,
    Context,
    Reading,
    capitalised_words,
    small_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.text.sentences import Token

_FORUMS = frozenset({Kind.REGION, Kind.RIVER, Kind.BASIN})


def _in_brackets(at: Context) -> Reading | None:
    """Read "Poipet (Banteay Meanchey)": where the place before it lies."""
    before = at.token(at.first - 2)
    is_closed = at.word(at.first - 1) == "(" and at.word(at.first + 1) == ")"
    if is_closed and before and before.name >= 0 and at.kind in SETTLED:
        return Reading(Role.LITERAL, f"where {before.text} lies")
    return None


def _in_title(at: Context) -> Reading | None:
    """Inside a title: nothing but capitals and small words since the instrument."""
    is_linked = False
    for index in range(at.first - 1, -1, -1):
        token = at.sentence.tokens[index]
        if token.folded in at.words.titled and token.is_capital:
            return _title_reading(at, index) if is_linked else None
        if token.folded in at.words.title_words:
            is_linked = is_linked or token.is_word
        elif token.folded == ",":
            if not is_linked or not at.sentence.tokens[index + 1].is_capital:
                return None
        elif not (token.is_capital or token.name >= 0 or token.folded.isdigit()):
            return None
    return None


def _title_reading(at: Context, instrument: int) -> Reading | None:
    """Read a name in a title; in the heading of the text itself it is a party."""
    if at.word(at.left) in {"in", "at", "to"}:
        is_body = at.word(instrument) not in at.words.instruments
        if is_body or instrument == at.left - 1 or at.kind in SETTLED:
            return None
    if at.word(instrument) in at.words.heading_instruments and _is_heading(
        at, instrument
    ):
        return Reading(Role.ACTOR, "a party to the statement that this heading names")
    title = at.sentence.tokens[instrument].text
    return Reading(Role.ASSOCIATIVE, f"inside a title or a long name ('{title} …')")


def _is_heading(at: Context, instrument: int) -> bool:
    """Whether a paragraph begins with the instrument and never becomes a sentence."""
    tokens = at.sentence.tokens
    begins = all(
        t.is_capital or not t.is_word or t.folded in at.words.title_words
        for t in tokens[:instrument]
    )
    acts = any(t.folded in at.words.deeds and not t.is_capital for t in tokens)
    stops = tokens[-1].text == "."
    return at.sentence.starts_line and begins and not acts and not stops


def _continued(at: Context) -> Reading | None:
    """Followed by capitalised words that make it part of another name."""
    token = at.token(at.right)
    if token is None or not token.is_word or not token.is_capital:
        return None
    if token.folded in at.words.not_names or token.text[0].isdigit():
        return None
    after_in = at.word(at.left) in at.words.locative
    if token.folded in at.words.titles_of_persons and after_in:
        return None
    if at.sentence.is_headline and not _continues_names(at, token.folded):
        return None
    return Reading(Role.ASSOCIATIVE, f"part of another name ('… {token.text}')")


def _continues_names(at: Context, word: str) -> bool:
    words = at.words
    return word in words.name_words | words.instruments | words.roads


def _before_title(at: Context) -> Reading | None:
    """Read "Laos president": a country before an office."""
    index = at.last + 1
    while at.word(index) in at.words.before_offices:
        index += 1
    if at.kind is Kind.COUNTRY and at.word(index) in at.words.offices:
        return Reading(Role.ASSOCIATIVE, f"tells which {at.word(index)}")
    return None


def _holds_place(at: Context) -> Reading | None:
    """Read "Cambodia's Kandal province": the country is where that lies."""
    if at.kind is not Kind.COUNTRY or at.word(at.last + 1) not in POSSESSIVE:
        return None
    owned = list(capitalised_words(at, at.last + 2))
    if owned and owned[-1].name >= 0:
        return Reading(Role.LITERAL, f"where {owned[-1].text} lies")
    return None


def _on_a_road(at: Context) -> Reading | None:
    """Read names that dashes join before a kind of road."""
    if not at.is_compound and not at.is_chained:
        return None
    for word in small_words(at, at.right, LONGEST_PHRASE):
        if word in at.words.roads:
            return Reading(Role.ASSOCIATIVE, f"inside the name of a road ('… {word}')")
    return None


def _of_works(at: Context) -> Reading | None:
    """Read "the Xayaburi dam", "the Lower Sesan 2 plant"."""
    index = at.last + 1
    while at.word(index).isdigit():
        index += 1
    if at.word(index) in at.words.works and at.word(at.last) not in at.words.works:
        return Reading(Role.ASSOCIATIVE, f"the name of a {at.word(index)}")
    return None


def _campus(at: Context) -> Reading | None:
    """Read "Vietnam National University, Hanoi": where it is belongs to its name."""
    before = at.token(at.first - 2)
    if at.word(at.first - 1) != "," or before is None or at.kind not in SETTLED:
        return None
    if before.is_capital and before.folded in {"university", "college", "institute"}:
        return Reading(Role.ASSOCIATIVE, f"part of the name of a {before.folded}")
    return None


def _as_forum(at: Context) -> Reading | None:
    """Read a region beside an organisation, or before the word for a forum."""
    if at.kind not in _FORUMS:
        return None
    following = at.word(at.right)
    if following in at.words.frameworks:
        return Reading(Role.ASSOCIATIVE, f"tells which {following}")
    is_beside = (at.word(at.left) == "and" and _is_acronym(at.token(at.left - 1))) or (
        at.word(at.right) == "and" and _is_acronym(at.token(at.right + 1))
    )
    if is_beside and at.kind is Kind.REGION:
        return Reading(Role.ASSOCIATIVE, "named beside an organisation")
    return None


def _is_acronym(token: Token | None) -> bool:
    return token is not None and token.text.isupper() and len(token.text) > 2


RULES: tuple[Callable[[Context], Reading | None], ...] = (
    _in_brackets,
    _in_title,
    _before_title,
    _holds_place,
    _continued,
    _on_a_road,
    _of_works,
    _campus,
    _as_forum,
)

"""Roles: what a toponym does in its sentence, by rules of diplomatic English.

The rules are asked in order and the first that has an answer gives it. What they know
is general: titles of instruments, heads such as "Ministry of", prepositions, the nouns
that a name qualifies, verbs. The words are in `geo.text.vocabulary`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Kind, Role
from geo.text import role_names, role_nations
from geo.text.role_context import GOVERNED, Context, Reading, find_left, find_right

if TYPE_CHECKING:
    from geo.text.sentences import Sentence

__all__ = ["Reading", "read_role"]


def read_role(sentence: Sentence, first: int, last: int, kind: Kind) -> Reading:
    """Tell what a name, or a list of names, does in its sentence.

    Parameters
    ----------
    sentence
        With the names among its tokens.
    first, last
        The tokens of the first and of the last name of the list.
    kind
        What the names stand for.

    Examples
    --------
    >>> from geo.text.sentences import split_sentences
    >>> text = "Relations between Laos and Cambodia grew."
    >>> sentence = next(split_sentences(text, [(18, 22), (27, 35)]))
    >>> reading = read_role(sentence, 2, 4, Kind.COUNTRY)
    >>> reading.role.value, reading.reason
    ('actor', "after 'relations between'")
    """
    context = Context(
        sentence,
        first,
        last,
        find_left(sentence, first, kind),
        find_right(sentence, last),
        kind,
    )
    for rule in (*role_names.RULES, *role_nations.RULES):
        reading = rule(context)
        if reading and (kind in GOVERNED or reading.role is not Role.ACTOR):
            return reading
    if kind is Kind.COUNTRY:
        return Reading(Role.ACTOR, "a country, where nothing makes it a location")
    return Reading(Role.LITERAL, "nothing makes it more than a location")

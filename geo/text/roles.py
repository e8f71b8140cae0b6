"""Roles: what a toponym does in its sentence.

The rules are asked in order and the first that has an answer gives it. What they know
is general: titles of instruments, heads such as "Ministry of", prepositions, the nouns
that a name qualifies, verbs. Which rules are asked depends on where a language sets the
words that govern a name; the words themselves are in its files.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.shipped import LANGUAGES
from geo.language.tables import Head
from geo.model import Kind, Role
from geo.text import role_heads, role_names, role_nations
from geo.text.role_context import GOVERNED, Context, Reading, find_left, find_right
from geo.text.running import run

if TYPE_CHECKING:
    from geo.text.sentences import Sentence

__all__ = ["Reading", "read_role"]


_RULES = {
    Head.AFTER: (*role_names.RULES, *role_nations.RULES),
    Head.BEFORE: role_heads.RULES,
}


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
    language = LANGUAGES[sentence.language]
    words = language.words
    if language.about.head is Head.BEFORE:
        context = role_heads.find_context(sentence, first, last, kind, words)
    else:
        left = find_left(sentence, first, kind, words)
        right = find_right(sentence, last)
        context = Context(sentence, first, last, left, right, kind, words)
    for reading, rules in run(_RULES[language.about.head], context, (language.code,)):
        if kind in GOVERNED or reading.role is not Role.ACTOR:
            return replace(reading, rules=rules)
    if kind is Kind.COUNTRY:
        return Reading(Role.ACTOR, "a country, where nothing makes it a location")
    return Reading(Role.LITERAL, "nothing makes it more than a location")

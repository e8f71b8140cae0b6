"""From what is asked for to conditions of SQL, with every value a parameter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.collections.filling import to_json_list
from geo.collections.schema import STATUSES, TYPES
from geo.collections.words import ask_any, ask_each, ask_phrase
from geo.text.folding import fold_toponym
from geo.text.search import split_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from geo.collections.asking import Asked

_LIST = "(SELECT value FROM json_each(?))"
NOTHING = "0"


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions that all hold, and their parameters."""

    parts: tuple[str, ...] = ()
    values: tuple[object, ...] = ()

    def __add__(self, other: Where) -> Where:
        """Ask for both."""
        return Where(self.parts + other.parts, self.values + other.values)

    @property
    def sql(self) -> str:
        """Write them behind WHERE."""
        return " AND ".join(self.parts) or "1"


def one_of(column: str, values: Iterable[object]) -> Where:
    """Ask for one of some values; of none, for nothing in particular."""
    values = tuple(values)
    if not values:
        return Where()
    return Where((f"{column} IN {_LIST}",), (to_json_list(values),))


@dataclass(frozen=True, slots=True)
class Parts:
    """What is asked for, as conditions on quotations (``s``) and on texts (``d``)."""

    asked: Asked
    phrase: str
    """What is asked of the index of passages."""
    places: tuple[int, ...] | None
    """Numbers of the places asked for; ``None`` for all."""

    def of_agreements(self, without: str = "") -> Where:
        """Give the conditions on ``said``; one of them may be left out."""
        asked = self.asked
        found = Where()
        if without != "types":
            found += one_of("s.type", map(TYPES.index, asked.types))
        if without != "statuses":
            found += one_of("s.status", map(STATUSES.index, asked.statuses))
        if without != "countries":
            found += _of_parties(asked.countries, is_country=True)
        if without != "parties":
            found += _of_parties(asked.parties, is_country=False)
        if self.places is not None:
            bound = f"SELECT agreement FROM agreement_place WHERE place IN {_LIST}"
            found += Where((f"s.agreement IN ({bound})",), (to_json_list(self.places),))
        if asked.words.strip():
            found += _matching("s.agreement", "agreement_words", ask_each(asked.words))
        return found

    def of_texts(self, alias: str, number: str, without: str = "") -> Where:
        """Give the conditions that a text's own fields have to meet.

        Parameters
        ----------
        alias
            Of a table with the columns ``year`` and ``language``.
        number
            The column with the text's number.
        without
            A condition that is left out.
        """
        asked = self.asked
        found = Where()
        if without != "languages":
            found += one_of(f"{alias}.language", asked.languages)
        if without != "years":
            if asked.first_year is not None:
                found += Where((f"{alias}.year >= ?",), (asked.first_year,))
            if asked.last_year is not None:
                found += Where((f"{alias}.year <= ?",), (asked.last_year,))
        if asked.documents:
            found += Where(
                (f"{number} IN (SELECT n FROM document WHERE id IN {_LIST})",),
                (to_json_list(asked.documents),),
            )
        return found

    def texts(self, without: str = "") -> Where:
        """Give the conditions on ``document d``, those of its agreements among them.

        Words are looked for in the text itself and its title, places among all that
        it names.
        """
        asked = self.asked
        found = self.of_texts("d", "d.n", without)
        if asked.types or asked.statuses or asked.countries or asked.parties:
            of_agreements = Parts(_only_kinds(asked), "", None).of_agreements(without)
            if of_agreements.parts:
                said = f"SELECT s.document FROM said s WHERE {of_agreements.sql}"
                found += Where((f"d.n IN ({said})",), of_agreements.values)
        if self.places is not None:
            found += Where(
                (f"d.n IN (SELECT document FROM named WHERE place IN {_LIST})",),
                (to_json_list(self.places),),
            )
        if asked.words.strip():
            words = [f" {fold_toponym(word)}" for word in split_words(asked.words)]
            titled = " AND ".join(["instr(' ' || d.folded, ?)"] * len(words))
            inside = _matching("p.n", "passage_words", self.phrase)
            said = f"SELECT p.document FROM passage p WHERE {inside.sql}"
            found += Where(
                (f"(({titled}) OR d.n IN ({said}))",), (*words, *inside.values)
            )
        return found


def _only_kinds(asked: Asked) -> Asked:
    """Ask for what agreements are, and for nothing about where and in which words."""
    return type(asked)(
        types=asked.types,
        statuses=asked.statuses,
        countries=asked.countries,
        parties=asked.parties,
    )


def _of_parties(names: tuple[str, ...], *, is_country: bool) -> Where:
    if not names:
        return Where()
    bound = (
        "SELECT b.agreement FROM party a JOIN agreement_party b ON b.party = a.n "
        f"WHERE a.is_country = ? AND a.name IN {_LIST}"
    )
    return Where((f"s.agreement IN ({bound})",), (is_country, to_json_list(names)))


def _matching(column: str, index: str, question: str) -> Where:
    if not question:
        return Where((NOTHING,))
    return Where(
        (f"{column} IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)",),
        (question,),
    )


def find_phrase(connection: sqlite3.Connection, words: str) -> str:
    """Ask for words as they stand, or where they stand nowhere, for each longer one."""
    phrase = ask_phrase(words)
    if not phrase or len(split_words(words)) < 2:
        return phrase
    found = connection.execute(
        "SELECT 1 FROM passage_words WHERE passage_words MATCH ? LIMIT 1", (phrase,)
    ).fetchone()
    return phrase if found else ask_any(words)

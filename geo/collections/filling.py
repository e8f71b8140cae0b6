"""Filling the store: the rows of one text, and taking them out again."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.collections.schema import FORMS, KINDS, ROLES, STATUSES, TYPES
from geo.collections.words import index_words
from geo.model import UNITS, Kind
from geo.places.spellings import spell_names
from geo.text.folding import fold_toponym

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from geo.model import Agreement, Document, Mention, Place
    from geo.places.gazetteer import Gazetteer


_OF_AGREEMENTS = (
    "evidence",
    "said",
    "agreement_place",
    "agreement_unit",
    "agreement_party",
)
_OF_TEXTS = ("agreement", "passage", "mention", "named", "named_unit")
_WORD = re.compile(r"[\w\u1780-\u17dd]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A text with what was found in it, as the store takes it."""

    document: Document
    mentions: tuple[Mention, ...]
    agreements: tuple[Agreement, ...]
    """Those whose last quotation is in this text; the texts of the others stand before
    it."""
    stamp: str
    """Changes whenever a file of the text does."""


class Filling:
    """Writes texts into a store, one transaction's worth at a time.

    Parameters
    ----------
    connection
        Of the store; who called begins and commits.
    gazetteer
        Knows the places.
    """

    def __init__(self, connection: sqlite3.Connection, gazetteer: Gazetteer) -> None:
        self._do = connection
        self._gazetteer = gazetteer
        self._places: dict[str, int] = {}
        self._parties: dict[tuple[str, bool], int] = {}
        self._countries = {
            _as_words(spelled): place.names.en
            for place in gazetteer
            if place.kind is Kind.COUNTRY
            for spelled in spell_names(place)
        }
        self._by_code = {
            code: place.names.en
            for place in gazetteer
            if place.kind is Kind.COUNTRY
            for code in place.countries
        }
        self._of_party: dict[str, tuple[str, ...]] = {}

    def put(self, entry: Entry) -> None:
        """Write a text, in the place of what the store held of it."""
        self.remove(entry.document.id)
        number = self._put_document(entry)
        self._put_passages(number, entry.document)
        self._put_mentions(number, entry)
        named = self._named_countries(entry.mentions)
        for agreement in entry.agreements:
            self._put_agreement(agreement, named)

    def remove(self, document_id: str) -> None:
        """Take out what the store holds of a text."""
        found = self._do.execute("SELECT n FROM document WHERE id = ?", (document_id,))
        row = found.fetchone()
        if row is None:
            return
        number = row[0]
        rows = self._do.execute(
            "SELECT n, text FROM passage WHERE document = ?", (number,)
        ).fetchall()
        self._do.executemany(
            "INSERT INTO passage_words (passage_words, rowid, words) "
            "VALUES ('delete', ?, ?)",
            [(n, index_words(text)) for n, text in rows],
        )
        rows = self._do.execute(
            "SELECT n, words FROM agreement WHERE document = ?", (number,)
        ).fetchall()
        self._do.executemany(
            "INSERT INTO agreement_words (agreement_words, rowid, words) "
            "VALUES ('delete', ?, ?)",
            rows,
        )
        for table in _OF_AGREEMENTS:
            self._do.execute(
                f"DELETE FROM {table} WHERE agreement IN "
                "(SELECT n FROM agreement WHERE document = ?)",
                (number,),
            )
        for table in _OF_TEXTS:
            self._do.execute(f"DELETE FROM {table} WHERE document = ?", (number,))
        self._do.execute("DELETE FROM document WHERE n = ?", (number,))

    def _put_document(self, entry: Entry) -> int:
        document = entry.document
        day = document.geography_on
        placed = {m.place_id for m in entry.mentions if m.place_id}
        row = self._do.execute(
            "INSERT INTO document (id, stamp, title, short_title, publisher, dated, "
            "day, year, language, letters, folded, agreements, mentions, places) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING n",
            (
                document.id,
                entry.stamp,
                document.title,
                document.short_title,
                document.publisher,
                document.dated,
                day.isoformat(),
                day.year,
                document.language,
                len(document.text),
                fold_toponym(f"{document.title} {document.short_title}"),
                0,
                len(entry.mentions),
                len(placed),
            ),
        ).fetchone()
        number: int = row[0]
        return number

    def _put_passages(self, number: int, document: Document) -> None:
        for passage in document.passages:
            row = self._do.execute(
                "INSERT INTO passage (document, id, start, text) VALUES (?, ?, ?, ?) "
                "RETURNING n",
                (number, passage.id, passage.start, passage.text),
            ).fetchone()
            self._do.execute(
                "INSERT INTO passage_words (rowid, words) VALUES (?, ?)",
                (row[0], index_words(passage.text)),
            )

    def _put_mentions(self, number: int, entry: Entry) -> None:
        day = entry.document.geography_on
        self._do.executemany(
            'INSERT INTO mention (document, passage, start, "end", exact, role, kind, '
            "place, score, sure) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    number,
                    m.passage_id,
                    m.start,
                    m.end,
                    m.exact,
                    ROLES.index(m.role),
                    KINDS.index(m.kind),
                    self._place(m.place_id, day) if m.place_id else None,
                    m.score,
                    m.is_sure,
                )
                for m in entry.mentions
            ],
        )
        times = Counter(m.place_id for m in entry.mentions if m.place_id)
        self._do.executemany(
            "INSERT INTO named VALUES (?, ?, ?)",
            [(number, self._place(p, day), count) for p, count in times.items()],
        )
        self._do.execute(
            "INSERT INTO named_unit SELECT u.unit, x.document, sum(x.times) "
            "FROM named x JOIN unit u ON u.place = x.place WHERE x.document = ? "
            "GROUP BY u.unit",
            (number,),
        )

    def _put_agreement(self, agreement: Agreement, named: Iterable[str]) -> None:
        documents = {
            each.document_id: self._document(each.document_id)
            for each in agreement.evidence
        }
        number, day = self._put_title(agreement, documents)
        self._do.executemany(
            "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    number,
                    position,
                    documents[e.document_id][0],
                    e.passage_id,
                    e.quote,
                    e.start,
                    e.end,
                )
                for position, e in enumerate(agreement.evidence)
            ],
        )
        self._do.executemany(
            "INSERT INTO said VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    number,
                    document,
                    TYPES.index(agreement.type),
                    STATUSES.index(agreement.status),
                    year,
                    language,
                    agreement.is_proposed,
                    position == 0,
                )
                for position, (document, _, year, language) in enumerate(
                    documents.values()
                )
            ],
        )
        self._do.executemany(
            "UPDATE document SET agreements = agreements + 1 WHERE n = ?",
            [(document,) for document, *_ in documents.values()],
        )
        self._do.executemany(
            "INSERT OR IGNORE INTO agreement_place VALUES (?, ?)",
            [(number, self._place(place, day)) for place in agreement.places],
        )
        self._do.execute(
            "INSERT INTO agreement_unit SELECT DISTINCT u.unit, x.agreement "
            "FROM agreement_place x JOIN unit u ON u.place = x.place "
            "WHERE x.agreement = ?",
            (number,),
        )
        countries = self._countries_bound(agreement) or named
        parties = [
            *((party, False) for party in agreement.parties),
            *((country, True) for country in countries),
        ]
        self._do.executemany(
            "INSERT OR IGNORE INTO agreement_party VALUES (?, ?)",
            [
                (number, self._party(name, is_country=is_country))
                for name, is_country in parties
            ],
        )

    def _put_title(
        self,
        agreement: Agreement,
        documents: dict[str, tuple[int, dt.date, int, str]],
    ) -> tuple[int, dt.date]:
        """Write the agreement itself; give its number and the day of its places."""
        _, day, _, _ = documents[agreement.evidence[0].document_id]
        last = documents[agreement.evidence[-1].document_id][0]
        ends = agreement.pair or (None, None)
        words = index_words(" | ".join(self._words_of(agreement)))
        row = self._do.execute(
            "INSERT INTO agreement (id, document, form, title, status_words, "
            "promised_by, no_place_reason, pair_from, pair_to, words) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING n",
            (
                agreement.id,
                last,
                FORMS.index(agreement.form),
                agreement.title,
                agreement.status_words,
                agreement.promised_by,
                agreement.no_place_reason,
                *(self._place(end, day) if end else None for end in ends),
                words,
            ),
        ).fetchone()
        self._do.execute(
            "INSERT INTO agreement_words (rowid, words) VALUES (?, ?)", (row[0], words)
        )
        return row[0], day

    def _words_of(self, agreement: Agreement) -> Iterable[str]:
        """Give what an agreement is found by: its words, and its places' names."""
        yield agreement.title
        yield from agreement.parties
        yield from (evidence.quote for evidence in agreement.evidence)
        for place_id in agreement.places:
            place = self._gazetteer[place_id]
            names = (place.names.en, place.names.vi, place.names.km, *place.variants)
            yield from filter(None, names)
            yield place.kind.label

    def _document(self, document_id: str) -> tuple[int, dt.date, int, str]:
        number, day, year, language = self._do.execute(
            "SELECT n, day, year, language FROM document WHERE id = ?", (document_id,)
        ).fetchone()
        return number, dt.date.fromisoformat(day), year, language

    def _party(self, name: str, *, is_country: bool) -> int:
        key = name, is_country
        if key not in self._parties:
            self._do.execute(
                "INSERT OR IGNORE INTO party (name, is_country) VALUES (?, ?)", key
            )
            found = self._do.execute(
                "SELECT n FROM party WHERE name = ? AND is_country = ?", key
            )
            self._parties[key] = found.fetchone()[0]
        return self._parties[key]

    def _countries_bound(self, agreement: Agreement) -> tuple[str, ...]:
        """Name the countries of the parties, or else of the places, of an agreement.

        "The two sides" are of the countries whose towns they speak of.
        """
        of_parties = [c for p in agreement.parties for c in self._countries_of(p)]
        if of_parties:
            return tuple(dict.fromkeys(of_parties))
        codes = [c for p in agreement.places for c in self._gazetteer[p].countries]
        names = (self._by_code[code] for code in codes if code in self._by_code)
        found = tuple(dict.fromkeys(names))
        return found if len(found) > 1 else ()

    def _named_countries(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """Name the two countries that a text names most, or those that it lies in."""
        mentions = tuple(mentions)
        placed = [self._gazetteer[m.place_id] for m in mentions if m.place_id]
        named = Counter(p.names.en for p in placed if p.kind is Kind.COUNTRY)
        if not named:
            codes = (code for place in placed for code in place.countries)
            named = Counter(self._by_code[c] for c in codes if c in self._by_code)
        return tuple(name for name, _ in named.most_common(2))

    def _countries_of(self, party: str) -> tuple[str, ...]:
        """Name the countries that a party is of, by its own words."""
        if party not in self._of_party:
            words = _as_words(party)
            found = [
                country
                for spelled, country in self._countries.items()
                if spelled in words
            ]
            codes = sorted(self._gazetteer.nations.named_by(party))
            found += [self._by_code[code] for code in codes if code in self._by_code]
            self._of_party[party] = tuple(dict.fromkeys(found))
        return self._of_party[party]

    def _place(self, place_id: str, day: dt.date) -> int:
        if place_id not in self._places:
            found = self._do.execute("SELECT n FROM place WHERE id = ?", (place_id,))
            row = found.fetchone()
            self._places[place_id] = row[0] if row else self._add_place(place_id, day)
        return self._places[place_id]

    def _add_place(self, place_id: str, day: dt.date) -> int:
        place = self._gazetteer[place_id]
        version = place.on(day) or next(iter(place.versions), None)
        shape = version.geometry if version else None
        west, south, east, north = (
            shape.bounds if shape is not None else (None, None, None, None)
        )
        row = self._do.execute(
            "INSERT INTO place (id, name, kind, lon, lat, west, south, east, north) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING n",
            (
                place.id,
                place.names.en,
                KINDS.index(place.kind),
                version.lon if version else None,
                version.lat if version else None,
                *(west, south, east, north),
            ),
        ).fetchone()
        number: int = row[0]
        self._places[place_id] = number
        self._do.executemany(
            "INSERT OR IGNORE INTO unit VALUES (?, ?)",
            [(number, self._place(unit, day)) for unit in self._units_of(place)],
        )
        return number

    def _units_of(self, place: Place) -> list[str]:
        """Give the provinces that hold a place; a province is held by itself."""
        if place.kind in UNITS:
            return [place.id]
        found: dict[str, None] = {}
        for other in place.within:
            holder = self._gazetteer[other]
            found |= dict.fromkeys(self._units_of(holder))
        return list(found)


def _as_words(text: str) -> str:
    """Give the folded words of a text, a space on either side of each."""
    return f" {' '.join(_WORD.findall(fold_toponym(text)))} "


def to_json_list(values: Iterable[object]) -> str:
    """Write values as one parameter, which `json_each` reads back."""
    return json.dumps(list(values))

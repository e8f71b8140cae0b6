"""A collection: the questions that page, command line and exports ask of a store."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from geo.collections.asking import (
    AgreementRow,
    Asked,
    Counts,
    Facets,
    MentionRow,
    Paged,
    PairRow,
    PassageRow,
    PlaceRow,
    Sort,
    TextRow,
    UnitRow,
)
from geo.collections.clauses import Parts, Where, find_phrase, one_of
from geo.collections.filling import to_json_list
from geo.collections.schema import KINDS, ROLES, STATUSES, TYPES
from geo.collections.sources import AtlasSource, ProjectSource
from geo.collections.space import read_space
from geo.collections.store import FOLDER, Store, digest_gazetteer
from geo.text.search import find_any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.collections.space import Space
    from geo.model import AgreementType
    from geo.places.gazetteer import Gazetteer

PAGE = 50
"""Rows of a page, where nobody says otherwise."""
_MOST_PARTIES = 200
_NOTHING = Asked()
_ORDERS = {
    Sort.NEWEST: "d.day DESC, d.n",
    Sort.OLDEST: "d.day, d.n",
    Sort.TITLE: "d.folded, d.n",
    Sort.AGREEMENTS: "d.agreements DESC, d.n",
    Sort.PLACES: "d.places DESC, d.n",
}


class Collection:
    """Texts that can be asked, three or ten thousand; many threads may ask at once.

    Every question raises a ``GeoError`` where the texts cannot be read, and a
    ``ProjectError`` where the store cannot.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._space: tuple[int, Space] | None = None

    def count(self, asked: Asked = _NOTHING) -> Counts:
        """Count texts, agreements and mentions."""

        def question(do: sqlite3.Connection) -> Counts:
            parts = self._parts(do, asked)
            texts = parts.texts()
            ours, number = _each_once(parts)
            found = do.execute(
                "SELECT count(*), total(d.mentions), min(d.year), max(d.year) "
                f"FROM document d WHERE {texts.sql}",
                texts.values,
            ).fetchone()
            return Counts(
                texts=found[0],
                agreements=_number(
                    do,
                    f"SELECT {number} FROM said s WHERE {ours.sql}",
                    ours.values,
                ),
                mentions=int(found[1]),
                all_texts=_number(do, "SELECT count(*) FROM document"),
                first_year=found[2],
                last_year=found[3],
            )

        return self.store.ask(question)

    def facets(self, asked: Asked = _NOTHING) -> Facets:
        """Count by type, status, country, party, language and year."""
        return self.store.ask(lambda do: _facets(do, self._parts(do, asked)))

    def texts(
        self,
        asked: Asked = _NOTHING,
        *,
        sort: Sort = Sort.NEWEST,
        first: int = 0,
        most: int = PAGE,
    ) -> Paged[TextRow]:
        """List texts, some at once."""

        def question(do: sqlite3.Connection) -> Paged[TextRow]:
            where = self._parts(do, asked).texts()
            total = _number(
                do, f"SELECT count(*) FROM document d WHERE {where.sql}", where.values
            )
            rows = do.execute(
                "SELECT n, id, title, short_title, publisher, day, language, letters, "
                f"agreements, mentions, places FROM document d WHERE {where.sql} "
                f"ORDER BY {_ORDERS[sort]} LIMIT ? OFFSET ?",
                (*where.values, most, first),
            ).fetchall()
            types, countries = _describe_texts(do, [row[0] for row in rows])
            names = TextRow.__dataclass_fields__
            return Paged(
                tuple(
                    TextRow(
                        **dict(zip(names, row[1:], strict=False)),
                        countries=tuple(countries.get(row[0], ())),
                        types=types.get(row[0], {}),
                    )
                    for row in rows
                ),
                total,
            )

        return self.store.ask(question)

    def agreements(
        self, asked: Asked = _NOTHING, *, first: int = 0, most: int = PAGE
    ) -> Paged[AgreementRow]:
        """List agreements by type, the newest text first, some at once."""
        return self.store.ask(
            lambda do: _agreements(do, self._parts(do, asked), first, most)
        )

    def mentions(
        self, asked: Asked = _NOTHING, *, first: int = 0, most: int = PAGE
    ) -> Paged[MentionRow]:
        """List the mentions in the texts asked for, those of places asked for alone."""

        def question(do: sqlite3.Connection) -> Paged[MentionRow]:
            parts = self._parts(do, asked)
            texts = parts.texts()
            where = Where(
                (f"m.document IN (SELECT d.n FROM document d WHERE {texts.sql})",),
                texts.values,
            )
            if parts.places is not None:
                where += Where(
                    ("m.place IN (SELECT value FROM json_each(?))",),
                    (to_json_list(parts.places),),
                )
            total = _number(
                do, f"SELECT count(*) FROM mention m WHERE {where.sql}", where.values
            )
            rows = do.execute(
                'SELECT d.id, m.passage, m.start, m."end", m.exact, m.role, m.kind, '
                "p.id, m.score, m.sure FROM (SELECT * FROM mention m WHERE "
                f"{where.sql} ORDER BY m.document, m.start LIMIT ? OFFSET ?) m JOIN "
                "document d ON d.n = m.document LEFT JOIN place p ON p.n = m.place",
                (*where.values, most, first),
            )
            return Paged(
                tuple(
                    MentionRow(
                        document=row[0],
                        passage=row[1],
                        start=row[2],
                        end=row[3],
                        exact=row[4],
                        role=ROLES[row[5]],
                        kind=KINDS[row[6]],
                        place=row[7],
                        score=row[8],
                        is_sure=bool(row[9]),
                    )
                    for row in rows
                ),
                total,
            )

        return self.store.ask(question)

    def passages(
        self, asked: Asked, *, first: int = 0, most: int = PAGE
    ) -> Paged[PassageRow]:
        """List the passages that have the words asked for, the best first."""
        return self.store.ask(
            lambda do: _passages(do, self._parts(do, asked), first, most)
        )

    def pairs(self, asked: Asked = _NOTHING) -> tuple[PairRow, ...]:
        """Count agreements by the two places that they bind, the most first."""

        def question(do: sqlite3.Connection) -> tuple[PairRow, ...]:
            where = _among("a.n", _ours(self._parts(do, asked)))
            rows = do.execute(
                "SELECT f.id, t.id, count(*) AS times FROM agreement a "
                "JOIN place f ON f.n = a.pair_from JOIN place t ON t.n = a.pair_to "
                f"WHERE a.pair_from IS NOT NULL AND {where.sql} "
                "GROUP BY f.id, t.id ORDER BY times DESC, f.id, t.id",
                where.values,
            )
            return tuple(
                PairRow(from_place=row[0], to_place=row[1], agreements=row[2])
                for row in rows
            )

        return self.store.ask(question)

    def units(self, asked: Asked = _NOTHING) -> tuple[UnitRow, ...]:
        """Count mentions and agreements by province, by what lies in it too."""
        return self.store.ask(lambda do: _units(do, self._parts(do, asked)))

    def places(self, asked: Asked = _NOTHING) -> tuple[PlaceRow, ...]:
        """Give every place that is named, with its agreements by type."""
        return self.store.ask(lambda do: _places(do, self._parts(do, asked)))

    def _parts(self, do: sqlite3.Connection, asked: Asked) -> Parts:
        phrase = find_phrase(do, asked.words) if asked.words.strip() else ""
        return Parts(asked, phrase, self._find_places(do, asked))

    def _find_places(
        self, do: sqlite3.Connection, asked: Asked
    ) -> tuple[int, ...] | None:
        """Give the numbers of the places asked for, and of what lies in them."""
        if not asked.places and asked.box is None:
            return None
        found: set[int] | None = None
        if asked.places:
            where = one_of("id", asked.places)
            found = {
                number
                for row in do.execute(
                    "SELECT p.n, u.place FROM (SELECT n FROM place WHERE "
                    f"{where.sql}) p LEFT JOIN unit u ON u.unit = p.n",
                    where.values,
                )
                for number in row
                if number is not None
            }
        if asked.box is not None:
            inside = set(self._read_space(do).inside(asked.box))
            found = inside if found is None else found & inside
        return tuple(sorted(found or ()))

    def _read_space(self, do: sqlite3.Connection) -> Space:
        """Give the tree of the places, made anew when there are others."""
        # Places are only ever added, and a store that is built anew numbers others.
        known = hash(do.execute("SELECT max(n), count(*) FROM place").fetchone())
        name = do.execute("SELECT file FROM pragma_database_list").fetchone()[0]
        mark = hash((known, name))
        if self._space is None or self._space[0] != mark:
            self._space = mark, read_space(do)
        return self._space[1]


def open_collection(project: Path, data: Path, gazetteer: Gazetteer) -> Collection:
    """Open the collection of a project; what of its texts has changed is taken in.

    Parameters
    ----------
    project
        Its folder.
    data
        The data folder that the gazetteer was read from.
    gazetteer
        Knows the places.

    Raises
    ------
    GeoError
        A text of it cannot be read.
    """
    store = open_store(ProjectSource(project, gazetteer), data)
    store.refresh()
    return Collection(store)


def open_store(source: ProjectSource, data: Path) -> Store:
    """Give the store of a project as it stands, to be written into."""
    key = digest_gazetteer(data / "gazetteer")
    return Store(source, source.folder / FOLDER, key)


def collect(atlas: Atlas) -> Collection:
    """Make a collection of a finished atlas, in a folder that goes with it."""
    return Collection(Store(AtlasSource(atlas), None))


# --- questions in SQL -------------------------------------------------------------


def _number(do: sqlite3.Connection, sql: str, values: Iterable[object] = ()) -> int:
    found: int = do.execute(sql, tuple(values)).fetchone()[0]
    return found


def _each_once(parts: Parts, without: str = "") -> tuple[Where, str]:
    """Give the quotations asked for, and how the agreements behind them are counted.

    One that several texts are quoted for counts once: where nothing is asked of the
    texts, by its first.
    """
    of_texts = parts.of_texts("s", "s.document", without)
    where = parts.of_agreements(without)
    if of_texts.parts:
        return where + of_texts, "count(DISTINCT s.agreement)"
    return where + Where(("s.is_first",)), "count(*)"


def _ours(parts: Parts, without: str = "") -> Where:
    """Give the numbers of the agreements asked for, as a question in a question.

    It is empty where all of them are.
    """
    where = parts.of_agreements(without) + parts.of_texts("s", "s.document", without)
    if not where.parts:
        return where
    return Where((f"SELECT s.agreement FROM said s WHERE {where.sql}",), where.values)


def _texts_of(parts: Parts) -> Where:
    """Give the numbers of the texts asked for, likewise."""
    where = parts.texts()
    if not where.parts:
        return where
    return Where((f"SELECT d.n FROM document d WHERE {where.sql}",), where.values)


def _among(column: str, numbers: Where) -> Where:
    """Ask for a number that is one of those that a question gives, if it asks any."""
    if not numbers.parts:
        return numbers
    return Where((f"{column} IN ({numbers.sql})",), numbers.values)


def _facets(do: sqlite3.Connection, parts: Parts) -> Facets:
    def agreements(column: str, without: str) -> dict[Any, int]:
        where, number = _each_once(parts, without)
        return dict(
            do.execute(
                f"SELECT {column}, {number} FROM said s WHERE {where.sql} GROUP BY 1",
                where.values,
            ).fetchall()
        )

    def parties(without: str, *, is_country: bool) -> dict[str, int]:
        where = _among("b.agreement", _ours(parts, without))
        return dict(
            do.execute(
                "SELECT a.name, b.times FROM (SELECT b.party, count(*) AS times "
                f"FROM agreement_party b WHERE {where.sql} GROUP BY b.party) b "
                "JOIN party a ON a.n = b.party AND a.is_country = ? "
                "ORDER BY b.times DESC, a.name LIMIT ?",
                (*where.values, is_country, _MOST_PARTIES),
            ).fetchall()
        )

    def texts(column: str, without: str) -> dict[Any, int]:
        where = parts.texts(without)
        return dict(
            do.execute(
                f"SELECT d.{column}, count(*) FROM document d WHERE {where.sql} "
                "GROUP BY 1 ORDER BY 1",
                where.values,
            ).fetchall()
        )

    types, statuses = agreements("s.type", "types"), agreements("s.status", "statuses")
    return Facets(
        types={t: types[n] for n, t in enumerate(TYPES) if n in types},
        statuses={s: statuses[n] for n, s in enumerate(STATUSES) if n in statuses},
        countries=parties("countries", is_country=True),
        parties=parties("parties", is_country=False),
        languages=texts("language", "languages"),
        years=texts("year", "years"),
    )


def _describe_texts(
    do: sqlite3.Connection, numbers: list[int]
) -> tuple[Mapping[int, Mapping[AgreementType, int]], Mapping[int, list[str]]]:
    """Give the types of the agreements of some texts, and whose parties they have."""
    types = defaultdict[int, dict["AgreementType", int]](dict)
    countries = defaultdict[int, list[str]](list)
    where = one_of("s.document", numbers)
    if not numbers:
        return types, countries
    for number, kind, times in do.execute(
        f"SELECT s.document, s.type, count(*) FROM said s WHERE {where.sql} "
        "GROUP BY 1, 2 ORDER BY 1, 2",
        where.values,
    ):
        types[number][TYPES[kind]] = times
    for number, name in do.execute(
        "SELECT s.document, a.name FROM said s JOIN agreement_party b "
        "ON b.agreement = s.agreement JOIN party a ON a.n = b.party AND a.is_country "
        f"WHERE {where.sql} GROUP BY 1, 2 ORDER BY 1, count(*) DESC, 2",
        where.values,
    ):
        countries[number].append(name)
    return types, countries


def _agreements(
    do: sqlite3.Connection, parts: Parts, first: int, most: int
) -> Paged[AgreementRow]:
    where = parts.of_agreements() + parts.of_texts("s", "s.document")
    once, number = _each_once(parts)
    total = _number(do, f"SELECT {number} FROM said s WHERE {once.sql}", once.values)
    rows = do.execute(
        "SELECT a.n, a.id, f.type, f.status, a.title, f.proposed, d.id, e.passage, "
        'e.quote, e.start, e."end", d.day FROM (SELECT s.agreement, s.type, s.status, '
        "s.proposed, max(x.day) AS day FROM said s JOIN document x ON x.n = s.document "
        f"WHERE {where.sql} GROUP BY s.agreement "
        "ORDER BY s.type, day DESC, s.agreement LIMIT ? OFFSET ?) f "
        "JOIN agreement a ON a.n = f.agreement "
        "JOIN evidence e ON e.agreement = a.n AND e.position = 0 "
        "JOIN document d ON d.n = e.document ORDER BY f.type, f.day DESC, a.n",
        (*where.values, most, first),
    ).fetchall()
    numbers = [row[0] for row in rows]
    places = _names_of(do, "agreement_place", "place", "id", numbers)
    parties = _names_of(do, "agreement_party", "party", "name", numbers)
    return Paged(
        tuple(
            AgreementRow(
                id=row[1],
                type=TYPES[row[2]],
                status=STATUSES[row[3]],
                title=row[4],
                is_proposed=bool(row[5]),
                parties=tuple(parties.get(row[0], ())),
                places=tuple(places.get(row[0], ())),
                document=row[6],
                passage=row[7],
                quote=row[8],
                start=row[9],
                end=row[10],
                day=row[11],
            )
            for row in rows
        ),
        total,
    )


def _names_of(
    do: sqlite3.Connection, link: str, table: str, name: str, numbers: list[int]
) -> Mapping[int, list[str]]:
    found = defaultdict[int, list[str]](list)
    only = " AND NOT x.is_country" if table == "party" else ""
    for number, said in do.execute(
        f"SELECT l.agreement, x.{name} FROM {link} l JOIN {table} x "
        f"ON x.n = l.{table}{only} WHERE l.agreement IN "
        "(SELECT value FROM json_each(?)) ORDER BY l.agreement, x.n",
        (to_json_list(numbers),),
    ):
        found[number].append(said)
    return found


def _passages(
    do: sqlite3.Connection, parts: Parts, first: int, most: int
) -> Paged[PassageRow]:
    if not parts.phrase:
        return Paged((), 0)
    others = Asked(
        types=parts.asked.types,
        statuses=parts.asked.statuses,
        countries=parts.asked.countries,
        parties=parts.asked.parties,
        languages=parts.asked.languages,
        documents=parts.asked.documents,
        first_year=parts.asked.first_year,
        last_year=parts.asked.last_year,
    )
    texts = Parts(others, "", parts.places).texts()
    only, values = "", texts.values
    if texts.parts:
        only = (
            " AND rowid IN (SELECT p.n FROM document d JOIN passage p "
            f"ON p.document = d.n WHERE {texts.sql})"
        )
    total = _number(
        do,
        f"SELECT count(*) FROM passage_words WHERE passage_words MATCH ?{only}",
        (parts.phrase, *values),
    )
    rows = do.execute(
        "SELECT d.id, d.short_title, d.day, p.id, p.start, p.text FROM "
        f"(SELECT rowid FROM passage_words WHERE passage_words MATCH ?{only} "
        "ORDER BY rowid LIMIT ? OFFSET ?) f JOIN passage p ON p.n = f.rowid "
        "JOIN document d ON d.n = p.document ORDER BY p.n",
        (parts.phrase, *values, most, first),
    )
    return Paged(
        tuple(
            PassageRow(
                document=row[0],
                short_title=row[1],
                day=row[2],
                id=row[3],
                start=row[4],
                text=row[5],
                hits=tuple(
                    (row[4] + start, row[4] + end)
                    for start, end in find_any(row[5], parts.asked.words)
                ),
            )
            for row in rows
        ),
        total,
    )


def _units(do: sqlite3.Connection, parts: Parts) -> tuple[UnitRow, ...]:
    texts = _among("document", _texts_of(parts))
    named = dict(
        do.execute(
            f"SELECT unit, sum(times) FROM named_unit WHERE {texts.sql} GROUP BY unit",
            texts.values,
        ).fetchall()
    )
    ours = _among("agreement", _ours(parts))
    agreed = dict(
        do.execute(
            f"SELECT unit, count(*) FROM agreement_unit WHERE {ours.sql} GROUP BY unit",
            ours.values,
        ).fetchall()
    )
    rows = do.execute(
        "SELECT n, id, name FROM place WHERE n IN (SELECT unit FROM unit) ORDER BY id"
    )
    return tuple(
        UnitRow(
            place=row[1],
            name=row[2],
            mentions=named.get(row[0], 0),
            agreements=agreed.get(row[0], 0),
        )
        for row in rows
        if row[0] in named or row[0] in agreed
    )


def _places(do: sqlite3.Connection, parts: Parts) -> tuple[PlaceRow, ...]:
    texts = _among("document", _texts_of(parts))
    named = dict(
        do.execute(
            f"SELECT place, sum(times) FROM named WHERE {texts.sql} GROUP BY place",
            texts.values,
        ).fetchall()
    )
    where, number = _each_once(parts)
    types = defaultdict[int, dict["AgreementType", int]](dict)
    for place, kind, times in do.execute(
        f"SELECT x.place, s.type, {number} FROM said s "
        f"JOIN agreement_place x ON x.agreement = s.agreement WHERE {where.sql} "
        "GROUP BY 1, 2 ORDER BY 1, 2",
        where.values,
    ):
        types[place][TYPES[kind]] = times
    rows = do.execute("SELECT n, id, name, kind, lon, lat FROM place ORDER BY id")
    return tuple(
        PlaceRow(
            place=row[1],
            name=row[2],
            kind=KINDS[row[3]],
            lon=row[4],
            lat=row[5],
            mentions=named.get(row[0], 0),
            types=types.get(row[0], {}),
        )
        for row in rows
        if row[0] in named or row[0] in types
    )

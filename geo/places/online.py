"""Asking Nominatim for a name that the gazetteer lacks: chosen, never the default.

The public service's usage policy is kept: a user agent of our own, at most one
request a second from all who share a cache, no question asked twice, the attribution
with every answer (https://operations.osmfoundation.org/policies/nominatim/).
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import time
import unicodedata
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from geo.errors import OnlineError, UsageError
from geo.model import Confidence
from geo.places.measures import distance_m
from geo.places.nominatim import (
    PUBLIC_SERVER,
    PassingError,
    host_of,
    parse_position,
    request_rows,
    say_not_readable,
    user_agent,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from geo.places.geocoding import Candidate, Geocoder

LICENCE = "ODbL 1.0"
ATTRIBUTION = "© OpenStreetMap contributors"
CACHE_FILE = "nominatim.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS answers (
    asked_of TEXT, query TEXT, asked_at TEXT, asked_by TEXT, licence TEXT,
    attribution TEXT, answer TEXT, PRIMARY KEY (asked_of, query)
);
CREATE TABLE IF NOT EXISTS turns (host TEXT PRIMARY KEY, ended REAL);
"""
_PAUSE_S = 1.05
"""From the end of one request to the next: a little more than the policy asks."""
_PATIENCE_S = 90
"""How long one who asks waits for another on this machine who is asking."""
_ATTEMPTS = 2
_LONGEST_NAME = 200
_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})

Found_co = TypeVar("Found_co", covariant=True)


class SupportsGeocode(Protocol[Found_co]):
    """What is needed of a geocoder; the gazetteer's own satisfies it too."""

    def geocode(self, name: str, on: dt.date, limit: int = 5) -> tuple[Found_co, ...]:
        """Find what bears a name on a day, the best first; empty if nothing does."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineAnswer:
    """A place as an online geocoder has it, which is not one of the gazetteer's.

    Coordinates are degrees, EPSG:4326, in the order lon, lat.
    """

    name: str
    kind: str
    """In the service's own words, such as ``village``."""
    lon: float
    lat: float
    radius_m: float
    """From ``lon, lat`` to the farthest corner of the box given for it."""
    score: float
    """The service's own measure of importance, 0 to 1: not a candidate's score."""
    basis: str
    """How the position is known, and of which day it is, in words."""
    source: str
    """Who answered, and which object of OpenStreetMap it is."""
    query: str
    asked_of: str
    asked_at: dt.datetime
    """UTC; an answer from the cache keeps the time it was given."""
    confidence: Confidence = Confidence.C
    licence: str = LICENCE
    attribution: str = ATTRIBUTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answered to a query, as it was received."""

    asked_of: str
    query: str
    asked_at: dt.datetime
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Nominatim:
    """Nominatim as a geocoder; what it answers is kept in a folder."""

    cache: Path
    server: str = PUBLIC_SERVER
    timeout_s: float = 10.0
    """For each of at most two requests."""

    def geocode(
        self, name: str, on: dt.date, limit: int = 5
    ) -> tuple[OnlineAnswer, ...]:
        """Find what Nominatim has under a name, the most important first.

        It knows the map of the day it is asked, not that of ``on``: where the two
        differ, each answer's ``basis`` says so. Nothing found is an empty tuple.

        Raises
        ------
        OnlineError
            It could not be reached, did not answer in time, refused, or gave what
            is not an answer; or the cache could not be used.
        UsageError
            The server is not a web address, or the name is too long for one.
        """
        query = to_query(name)
        host_of(self.server)
        if not query:
            return ()
        with _opened(self.cache) as cache:
            reply = _recall(cache, self.server, query)
            if reply is None:
                with _alone(cache):
                    kept = _recall(cache, self.server, query)
                    reply = kept or _ask(cache, self, query)
        return parse_reply(reply, on)[:limit]


def geocode_or_ask(
    geocoder: Geocoder,
    online: SupportsGeocode[OnlineAnswer],
    name: str,
    on: dt.date,
    limit: int = 5,
) -> tuple[Candidate, ...] | tuple[OnlineAnswer, ...]:
    """Ask the gazetteer, and an online geocoder only for a name that it lacks.

    A name that the gazetteer holds for another day is not asked for: the service
    knows today's map alone.

    Raises
    ------
    OnlineError
        The online geocoder was asked, and gave no answer.
    """
    candidates = geocoder.geocode(name, on, limit)
    if candidates or geocoder.find_ended(name, on):
        return candidates
    return online.geocode(name, on, limit)


def to_query(name: str) -> str:
    r"""Spell a name as it is asked for: one line, composed, without controls.

    Raises
    ------
    UsageError
        It is longer than 200 characters.

    Examples
    --------
    >>> to_query("  Ban\tLung\n")
    'Ban Lung'
    >>> to_query("\x00")
    ''
    """
    query = unicodedata.normalize("NFC", _one_line(name))
    if len(query) > _LONGEST_NAME:
        msg = (
            f"A name of {len(query)} characters is not asked for online; "
            f"shorten it to {_LONGEST_NAME}."
        )
        raise UsageError(msg)
    return query


def _one_line(text: str) -> str:
    """Put one space for each run of blanks, line ends and control characters."""
    kept = (" " if unicodedata.category(c) in _UNPRINTABLE else c for c in text)
    return " ".join("".join(kept).split())


def parse_reply(reply: Reply, on: dt.date) -> tuple[OnlineAnswer, ...]:
    """Make answers of a reply, for one who asks about a day.

    Raises
    ------
    OnlineError
        A row lacks what an answer needs, or lies off the globe.

    Examples
    --------
    >>> row = {
    ...     "osm_type": "node", "osm_id": 7, "display_name": "Ban Lung, Cambodia",
    ...     "type": "town", "importance": 0.4, "lon": "107", "lat": "13.7",
    ...     "boundingbox": ["13.6", "13.8", "106.9", "107.1"],
    ... }
    >>> asked_at = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    >>> asked = {"asked_of": "https://n.test", "query": "Ban Lung"}
    >>> reply = Reply(**asked, asked_at=asked_at, rows=(row,))
    >>> (answer,) = parse_reply(reply, dt.date(2026, 2, 6))
    >>> answer.source, answer.kind, round(answer.radius_m, -2)
    ('Nominatim at n.test, OpenStreetMap node 7', 'town', 15500.0)
    >>> answer.basis.split("; ")[1]
    "OpenStreetMap's map of 2026-03-01, not of 2026-02-06."
    >>> parse_reply(Reply(**asked, asked_at=asked_at, rows=()), asked_at.date())
    ()
    """
    try:
        return tuple(_to_answer(row, reply, on) for row in reply.rows)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        msg = say_not_readable(host_of(reply.asked_of), error)
        raise OnlineError(msg) from error


def _to_answer(row: Mapping[str, Any], reply: Reply, on: dt.date) -> OnlineAnswer:
    lon, lat = parse_position(row["lon"], row["lat"])
    south, north, west, east = row["boundingbox"]
    corners = [parse_position(x, y) for x in (west, east) for y in (south, north)]
    day = reply.asked_at.date()
    other_day = "" if day == on else f", not of {on}"
    thing = _one_line(f"{row['osm_type']} {row['osm_id']}")
    return OnlineAnswer(
        name=_one_line(str(row["display_name"])),
        kind=_one_line(str(row.get("addresstype") or row.get("type") or "place")),
        lon=lon,
        lat=lat,
        radius_m=float(round(max(distance_m(lon, lat, *c) for c in corners))),
        score=_share(row.get("importance") or 0),
        basis=(
            "A point that Nominatim gives, the radius to the farthest corner of its "
            f"box; OpenStreetMap's map of {day}{other_day}."
        ),
        source=f"Nominatim at {host_of(reply.asked_of)}, OpenStreetMap {thing}",
        query=reply.query,
        asked_of=reply.asked_of,
        asked_at=reply.asked_at,
    )


def _share(number: str | float) -> float:
    """Keep a number between 0 and 1; what is none becomes 0."""
    value = float(number)
    return value if 0 <= value <= 1 else float(value > 1)


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open the cache, which also keeps the turns: its lock holds between processes."""
    path = folder / CACHE_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_PATIENCE_S, isolation_level=None)
        with closing(connection) as cache:
            cache.executescript(_TABLES)
            yield cache
    except OnlineError:
        raise
    except (OSError, sqlite3.Error) as error:
        raise _unusable(path, error) from error


def _unusable(path: Path | str, error: Exception) -> OnlineError:
    return OnlineError(f"The cache {path} cannot be used ({error}); name another.")


@contextmanager
def _alone(cache: sqlite3.Connection) -> Iterator[None]:
    """Keep all others who would ask waiting, in this process and in others.

    What was written stays also when asking fails: the turn was taken.
    """
    cache.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        cache.execute("COMMIT")


def _recall(cache: sqlite3.Connection, server: str, query: str) -> Reply | None:
    found = cache.execute(
        "SELECT asked_at, answer FROM answers WHERE asked_of = ? AND query = ?",
        (server, query),
    ).fetchone()
    if found is None:
        return None
    try:
        asked_at = dt.datetime.fromisoformat(found[0])
        rows = tuple(json.loads(found[1]))
    except (TypeError, ValueError) as error:
        raise _unusable(CACHE_FILE, error) from error
    return Reply(asked_of=server, query=query, asked_at=asked_at, rows=rows)


def _keep(cache: sqlite3.Connection, reply: Reply) -> None:
    record = (
        reply.asked_of,
        reply.query,
        reply.asked_at.isoformat(),
        user_agent(),
        LICENCE,
        ATTRIBUTION,
        json.dumps(reply.rows, sort_keys=True),
    )
    cache.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", record)


def _ask(cache: sqlite3.Connection, service: Nominatim, query: str) -> Reply:
    """Ask, once more if the fault may be a passing one, and keep the answer."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return _ask_once(cache, service, query)
        except PassingError:
            continue
    return _ask_once(cache, service, query)


def _ask_once(cache: sqlite3.Connection, service: Nominatim, query: str) -> Reply:
    with _turn(cache, host_of(service.server)):
        rows = request_rows(service.server, query, service.timeout_s)
    asked_at = dt.datetime.now(tz=dt.UTC)
    reply = Reply(asked_of=service.server, query=query, asked_at=asked_at, rows=rows)
    parse_reply(reply, asked_at.date())
    _keep(cache, reply)
    return reply


@contextmanager
def _turn(cache: sqlite3.Connection, host: str) -> Iterator[None]:
    """Wait until a host may be asked again, and note when it has been."""
    found = cache.execute("SELECT ended FROM turns WHERE host = ?", (host,)).fetchone()
    if found is not None:
        # A clock that was set back must not keep anyone waiting for hours.
        time.sleep(min(max(found[0] + _PAUSE_S - time.time(), 0), _PAUSE_S))
    try:
        yield
    finally:
        cache.execute("REPLACE INTO turns VALUES (?, ?)", (host, time.time()))

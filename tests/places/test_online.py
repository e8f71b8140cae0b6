"""Nominatim's adapter, against a server on the loopback that speaks its protocol."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import tomllib
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.cli import main
from geo.errors import GeoError, OnlineError, UsageError
from geo.model import Confidence
from geo.places.geocoding import Geocoder
from geo.places.online import CACHE_FILE, Nominatim, geocode_or_ask, to_query
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geo.atlas import Atlas

    Fault = Callable[[BaseHTTPRequestHandler], None]

DAY = dt.date(2026, 2, 6)
BAN_LUNG = {
    "place_id": 226012345,
    "licence": "Data © OpenStreetMap contributors, ODbL 1.0.",
    "osm_type": "node",
    "osm_id": 1526354218,
    "lat": "13.7394",
    "lon": "106.9873",
    "class": "place",
    "type": "town",
    "importance": 0.4231,
    "addresstype": "town",
    "name": "Ban Lung",
    "display_name": "Ban Lung, Ratanakiri, Cambodia",
    "boundingbox": ["13.6994", "13.7794", "106.9473", "107.0273"],
}
KNOWN = {"Banlung Airport Road": [BAN_LUNG]}


@dataclass
class Server:
    """A Nominatim that notes what it is asked, and can be made to fail."""

    address: str = ""
    asked: list[tuple[float, str, dict[str, str]]] = field(default_factory=list)
    faults: deque[Fault] = field(default_factory=deque)

    @property
    def queries(self) -> list[dict[str, list[str]]]:
        return [parse_qs(urlsplit(path).query) for _, path, _ in self.asked]

    @property
    def names(self) -> list[str]:
        return [query["q"][0] for query in self.queries]


def reply(
    handler: BaseHTTPRequestHandler,
    body: bytes,
    status: int = 200,
    **headers: str,
) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json; charset=utf-8")
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    with contextlib.suppress(OSError):
        handler.wfile.write(body)


def search(handler: BaseHTTPRequestHandler) -> None:
    address = urlsplit(handler.path)
    query = parse_qs(address.query)
    if address.path != "/search" or query["format"] != ["json"]:
        reply(handler, b'{"error": "no such thing"}', 404)
    else:
        reply(handler, json.dumps(KNOWN.get(query["q"][0], [])).encode())


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    noted = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            noted.asked.append((time.monotonic(), self.path, dict(self.headers)))
            (noted.faults.popleft() if noted.faults else search)(self)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        noted.address = f"http://127.0.0.1:{listening.server_port}"
        thread = threading.Thread(target=listening.serve_forever, args=(0.02,))
        thread.start()
        yield noted
        listening.shutdown()
        thread.join()


@pytest.fixture
def online(server: Server, tmp_path: Path) -> Nominatim:
    return Nominatim(tmp_path / "cache", server.address, timeout_s=0.4)


def failing(status: int, **headers: str) -> Fault:
    return lambda handler: reply(handler, b"<html>no</html>", status, **headers)


# --- answers -------------------------------------------------------------------


def test_an_answer_is_marked_as_its_own(online: Nominatim) -> None:
    (answer,) = online.geocode("Banlung Airport Road", DAY)
    assert (answer.lon, answer.lat) == (106.9873, 13.7394)
    assert answer.name == "Ban Lung, Ratanakiri, Cambodia"
    assert answer.kind == "town"
    assert answer.source == "Nominatim at 127.0.0.1, OpenStreetMap node 1526354218"
    assert answer.attribution == "© OpenStreetMap contributors"
    assert answer.licence == "ODbL 1.0"
    assert answer.confidence is Confidence.C
    assert f"not of {DAY}" in answer.basis


def test_the_radius_reaches_the_farthest_corner_of_the_box(online: Nominatim) -> None:
    (answer,) = online.geocode("Banlung Airport Road", DAY)
    assert answer.radius_m == pytest.approx(6_190, rel=0.01)


def test_it_is_asked_as_the_policy_wants(online: Nominatim, server: Server) -> None:
    online.geocode("Banlung Airport Road", DAY)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (_, path, headers), (query,) = server.asked[0], server.queries
    assert headers["User-Agent"] == f"accord-atlas/{project['project']['version']}"
    assert urlsplit(path).path == "/search"
    assert query["q"] == ["Banlung Airport Road"]
    assert query["format"] == ["json"]


def test_nothing_found_is_an_empty_tuple(online: Nominatim) -> None:
    assert online.geocode("Atlantis", DAY) == ()


def test_no_more_answers_are_given_than_wanted(
    online: Nominatim, server: Server
) -> None:
    rows = json.dumps([BAN_LUNG] * 7).encode()
    server.faults.append(lambda handler: reply(handler, rows))
    assert len(online.geocode("many", DAY)) == 5
    assert len(online.geocode("many", DAY, limit=2)) == 2


# --- what goes wrong -----------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (403, {}, "refuses to be asked (HTTP 403); ask much later"),
        (429, {"Retry_After": "120"}, "refuses to be asked (HTTP 429); ask in 120 s"),
        (429, {"Retry_After": "soon"}, "refuses to be asked (HTTP 429)"),
        (404, {}, "is not an answer of Nominatim (HTTP 404)"),
        (302, {"Location": "/search?q=other"}, "is not an answer of Nominatim"),
    ],
)
def test_a_refusal_is_one_sentence_and_is_not_asked_again(
    online: Nominatim,
    server: Server,
    status: int,
    headers: dict[str, str],
    said: str,
) -> None:
    server.faults.append(failing(status, **headers))
    with pytest.raises(OnlineError) as refused:
        online.geocode("Atlantis", DAY)
    assert said in str(refused.value)
    assert str(refused.value).startswith("127.0.0.1 ")
    assert len(server.asked) == 1


def test_an_error_of_its_own_is_tried_once_more_and_no_more(
    online: Nominatim, server: Server
) -> None:
    server.faults += [failing(500), failing(503)]
    with pytest.raises(OnlineError, match="cannot answer at present \\(HTTP 503\\)"):
        online.geocode("Banlung Airport Road", DAY)
    assert len(server.asked) == 2


def test_the_second_attempt_can_succeed(online: Nominatim, server: Server) -> None:
    server.faults.append(failing(500))
    assert online.geocode("Banlung Airport Road", DAY)
    (first, *_), (second, *_) = server.asked
    assert second - first >= 1


def silent(_: BaseHTTPRequestHandler) -> None:
    time.sleep(0.9)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(40):
            handler.wfile.write(b"[")
            time.sleep(0.05)


@pytest.mark.parametrize("slow", [silent, dripping])
def test_slowness_ends_after_two_attempts(
    online: Nominatim, server: Server, slow: Fault
) -> None:
    server.faults += [slow, slow]
    began = time.monotonic()
    with pytest.raises(OnlineError, match="did not answer in time; ask again later"):
        online.geocode("Atlantis", DAY)
    assert time.monotonic() - began < 3
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Sign in to the hotel's network</html>",
        b"null",
        b"{}",
        b'{"error": "unknown"}',
        b'"Ban Lung"',
        b"[1, 2]",
        b"[{}]",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b" " * 1_100_000 + b"[]",
        json.dumps([BAN_LUNG | {"lat": "106.9", "lon": "13.7"}]).encode(),
        json.dumps([BAN_LUNG | {"lat": "NaN"}]).encode(),
        json.dumps([BAN_LUNG | {"lon": 10**400}]).encode(),
        json.dumps([BAN_LUNG | {"lon": None}]).encode(),
        json.dumps([BAN_LUNG | {"lon": "286.9"}]).encode(),
        json.dumps([BAN_LUNG | {"boundingbox": "here"}]).encode(),
        json.dumps([BAN_LUNG | {"boundingbox": ["1", "2", "3"]}]).encode(),
        json.dumps([BAN_LUNG | {"importance": "much"}]).encode(),
    ],
)
def test_garbage_is_refused_in_one_sentence_and_not_kept(
    online: Nominatim, server: Server, body: bytes
) -> None:
    server.faults.append(lambda handler: reply(handler, body))
    with pytest.raises(OnlineError, match=r"is not an answer of Nominatim") as refused:
        online.geocode("Atlantis", DAY)
    assert "\n" not in str(refused.value)
    assert kept(online.cache) == []


def test_what_speaks_no_http_is_refused(online: Nominatim, server: Server) -> None:
    server.faults.append(lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n"))
    with pytest.raises(OnlineError, match=r"is not an answer of Nominatim"):
        online.geocode("Atlantis", DAY)


def test_a_hung_up_or_absent_server_cannot_be_reached(
    online: Nominatim, server: Server, tmp_path: Path
) -> None:
    server.faults.append(lambda handler: handler.connection.shutdown(2))
    with pytest.raises(OnlineError, match=r"127.0.0.1 cannot be reached"):
        online.geocode("Atlantis", DAY)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        absent = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(OnlineError, match=r"cannot be reached .*; check the network"):
        Nominatim(tmp_path, absent).geocode("Atlantis", DAY)


def test_a_host_that_no_one_knows_cannot_be_reached(tmp_path: Path) -> None:
    with pytest.raises(OnlineError, match=r"nominatim.invalid cannot be reached"):
        Nominatim(tmp_path, "http://nominatim.invalid").geocode("Atlantis", DAY)


@pytest.mark.parametrize(
    "address", ["", "nominatim", "file:///etc/passwd", "http://", "http://[", "//h:x"]
)
def test_a_server_that_is_no_web_address_is_bad_input(
    tmp_path: Path, address: str
) -> None:
    with pytest.raises(UsageError, match="is not a web address"):
        Nominatim(tmp_path, address).geocode("Atlantis", DAY)


def test_every_such_error_is_one_of_the_project_and_of_the_system() -> None:
    assert issubclass(OnlineError, GeoError)
    assert issubclass(OnlineError, OSError)


# --- one request a second ------------------------------------------------------


def test_requests_reach_the_server_a_second_apart_whoever_asks(
    online: Nominatim, server: Server
) -> None:
    asking = [Nominatim(online.cache, server.address) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        for number, each in enumerate(asking):
            pool.submit(each.geocode, f"Atlantis {number}", DAY)
    times = [at for at, _, _ in server.asked]
    assert len(times) == 3
    assert all(later - sooner >= 1 for sooner, later in pairwise(times))


def test_another_process_takes_its_turn_too(online: Nominatim, server: Server) -> None:
    online.geocode("Atlantis", DAY)
    command = [sys.executable, "-m", "geo", "geocode", "Lemuria", "--online"]
    command += ["--cache", str(online.cache), "--server", server.address]
    asking = [
        subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=ROOT) for _ in "12"
    ]
    assert [process.wait(60) for process in asking] == [1, 1]
    (first, *_), (second, *_) = server.asked  # the same question is asked once
    assert second - first >= 1


# --- the cache -----------------------------------------------------------------


def kept(cache: Path) -> list[sqlite3.Row]:
    with contextlib.closing(sqlite3.connect(cache / CACHE_FILE)) as opened:
        opened.row_factory = sqlite3.Row
        return opened.execute("SELECT * FROM answers ORDER BY query").fetchall()


def test_a_question_is_asked_once_also_after_a_restart(
    online: Nominatim, server: Server
) -> None:
    first = online.geocode("Banlung Airport Road", DAY)
    assert online.geocode(" Banlung  Airport Road ", DAY) == first
    restarted = Nominatim(online.cache, server.address)
    assert restarted.geocode("Banlung Airport Road", DAY) == first
    assert restarted.geocode("Atlantis", DAY) == ()
    assert restarted.geocode("Atlantis", DAY) == ()
    assert server.names == ["Banlung Airport Road", "Atlantis"]


def test_what_is_kept_says_when_of_whom_what_and_under_which_licence(
    online: Nominatim, server: Server
) -> None:
    (answer,) = online.geocode("Banlung Airport Road", DAY)
    (row,) = kept(online.cache)
    asked_at = dt.datetime.fromisoformat(row["asked_at"])
    assert asked_at == answer.asked_at
    assert (
        dt.timedelta(0)
        <= dt.datetime.now(tz=dt.UTC) - asked_at
        < dt.timedelta(minutes=1)
    )
    assert row["asked_of"] == server.address == answer.asked_of
    assert row["query"] == "Banlung Airport Road" == answer.query
    assert row["asked_by"].startswith("accord-atlas/")
    assert row["licence"] == "ODbL 1.0"
    assert row["attribution"] == "© OpenStreetMap contributors"
    assert json.loads(row["answer"]) == [BAN_LUNG]


def test_a_failure_is_not_kept(online: Nominatim, server: Server) -> None:
    server.faults.append(failing(403))
    with pytest.raises(OnlineError):
        online.geocode("Banlung Airport Road", DAY)
    assert kept(online.cache) == []
    assert online.geocode("Banlung Airport Road", DAY)


def test_an_answer_of_one_server_is_not_another_ones(
    online: Nominatim, server: Server
) -> None:
    online.geocode("Banlung Airport Road", DAY)
    other = Nominatim(online.cache, server.address.replace("127.0.0.1", "localhost"))
    assert other.geocode("Banlung Airport Road", DAY)
    assert len(server.asked) == 2


def test_a_damaged_cache_is_named_and_nobody_is_asked(
    online: Nominatim, server: Server
) -> None:
    online.cache.mkdir()
    (online.cache / CACHE_FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(OnlineError, match=r"nominatim.sqlite cannot be used"):
        online.geocode("Atlantis", DAY)
    assert server.asked == []


def test_a_file_where_the_folder_should_be_is_named(
    server: Server, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(OnlineError, match=r"taken.*cannot be used"):
        Nominatim(tmp_path / "taken", server.address).geocode("Atlantis", DAY)
    assert server.asked == []


@pytest.mark.parametrize(
    "change", ["answer = 'no JSON'", "asked_at = 'once'", "answer = NULL"]
)
def test_an_altered_answer_in_the_cache_is_refused(
    online: Nominatim, change: str
) -> None:
    online.geocode("Atlantis", DAY)
    with contextlib.closing(sqlite3.connect(online.cache / CACHE_FILE)) as opened:
        opened.execute(f"UPDATE answers SET {change}")  # noqa: S608 - one of three
        opened.commit()
    with pytest.raises(OnlineError, match="cannot be used"):
        online.geocode("Atlantis", DAY)


# --- hostile strings -----------------------------------------------------------

HOSTILE = (
    "'; DROP TABLE answers; --",
    "../../../etc/passwd",
    "Hanoi&format=xml&q=Huế",
    "Hanoi HTTP/1.1\r\nX-Evil: 1\r\n\r\n",
    "%0d%0aX-Evil: 1",
    "a\x00b",
    "\ud800 half",
    "\N{RIGHT-TO-LEFT OVERRIDE}txet",
    "🗺️" * 50,
    "{{ 7 * 7 }}${alert(1)}`<script>",
    "\N{COMBINING ACUTE ACCENT}" * 150,
)


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name)[:24])
def test_a_hostile_name_is_one_question_and_nothing_else(
    online: Nominatim, server: Server, name: str
) -> None:
    assert online.geocode(name, DAY) == ()
    assert online.geocode(name, DAY) == ()
    (query,) = server.queries
    assert query["q"] == [to_query(name)]
    assert query["format"] == ["json"]
    assert "X-Evil" not in server.asked[0][2]
    assert [path.name for path in online.cache.iterdir()] == [CACHE_FILE]
    assert [row["query"] for row in kept(online.cache)] == [to_query(name)]


@pytest.mark.parametrize("name", ["", "  \n\t", "\x00\x1b", "\ud800"])
def test_a_name_without_a_letter_asks_nobody(
    online: Nominatim, server: Server, name: str
) -> None:
    assert online.geocode(name, DAY) == ()
    assert server.asked == []


def test_a_name_too_long_for_one_asks_nobody(online: Nominatim, server: Server) -> None:
    with pytest.raises(UsageError, match="A name of 5000 characters"):
        online.geocode("a" * 5000, DAY)
    assert server.asked == []


@given(st.text(max_size=100))
def test_a_query_is_one_printable_line_and_stays_as_it_is(name: str) -> None:
    query = to_query(name)
    assert query == to_query(query)
    assert query.splitlines() in ([], [query])
    assert query.encode("utf-8").decode("utf-8") == query


def test_control_characters_of_an_answer_reach_no_terminal(
    online: Nominatim, server: Server
) -> None:
    row = BAN_LUNG | {
        "display_name": "Ban\x1b[31m\nLung\ud800",
        "addresstype": "to\twn",
        "osm_id": "7\r8",
        "importance": 7,
    }
    body = json.dumps([row]).encode()
    server.faults.append(lambda handler: reply(handler, body))
    (answer,) = online.geocode("Ban Lung", DAY)
    assert answer.name == "Ban [31m Lung"
    assert answer.kind == "to wn"
    assert answer.source.endswith("OpenStreetMap node 7 8")
    assert answer.score == 1


# --- only for a name that the gazetteer lacks ----------------------------------


@pytest.mark.parametrize("name", ["Đồng Nai", "dong nai", "Mondulkirri", "Bình Phước"])
def test_a_name_that_the_gazetteer_holds_for_any_day_asks_nobody(
    atlas: Atlas, online: Nominatim, server: Server, name: str
) -> None:
    geocoder = Geocoder(atlas.gazetteer)
    found = geocode_or_ask(geocoder, online, name, DAY)
    assert found == geocoder.geocode(name, DAY)
    assert server.asked == []


def test_a_name_that_the_gazetteer_lacks_is_asked(
    atlas: Atlas, online: Nominatim, server: Server
) -> None:
    geocoder = Geocoder(atlas.gazetteer)
    (answer,) = geocode_or_ask(geocoder, online, "Banlung Airport Road", DAY)
    assert answer.attribution
    assert server.names == ["Banlung Airport Road"]


def geocode(online: Nominatim, *arguments: str) -> int:
    where = ("--cache", str(online.cache), "--server", online.server)
    return main(["geocode", *arguments, "--online", *where])


def test_the_command_gives_a_marked_record(
    online: Nominatim, capsys: pytest.CaptureFixture[str]
) -> None:
    assert geocode(online, "Banlung Airport Road", "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["place"] is None
    assert record["asked_of"] == online.server
    assert record["attribution"] == "© OpenStreetMap contributors"
    assert (record["lon"], record["lat"]) == (106.9873, 13.7394)
    assert record["valid_from"] is record["valid_to"] is None
    assert geocode(online, "Banlung Airport Road") == 0
    assert capsys.readouterr().out.startswith("© OpenStreetMap contributors\tBan Lung,")


def test_the_command_asks_nobody_unless_told_and_needed(
    online: Nominatim, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["geocode", "Banlung Airport Road"]) == 1
    assert geocode(online, "Đồng Nai", "--on", "2026-02-06", "--json") == 0
    best = capsys.readouterr().out.splitlines()[0]
    assert json.loads(best)["place"] == "dong_nai"
    assert server.asked == []
    assert not online.cache.exists()


def test_the_command_says_in_one_line_that_nothing_was_found_or_asked(
    online: Nominatim, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert geocode(online, "Qqqqqq") == 1
    assert capsys.readouterr().err.startswith("Nothing is called 'Qqqqqq'")
    server.faults.append(failing(403))
    assert geocode(online, "Zzzzzz") == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Nothing is called 'Zzzzzz'" in said
    assert "refuses to be asked" in said
    wrong = Nominatim(online.cache, "gopher://old")
    assert geocode(wrong, "Zzzzzz") == 2
    assert capsys.readouterr().err.count("\n") == 1

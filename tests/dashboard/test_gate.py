"""The server answers under its own names, and to its own pages."""

from __future__ import annotations

import http.client
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from geo.dashboard.hosts import allowed_hosts, read_name
from geo.errors import UsageError
from tests.browser.running import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = ("localhost", "127.0.0.1", "[::1]", "LOCALHOST", "atlas.localhost", "localhost.")
OTHERS = (
    "pages.example",
    "localhost.pages.example",
    "127.0.0.1.pages.example",
    "10.0.0.7",
    "xlocalhost",
    "",
    "local host",
    "user@localhost",
    "localhost/x",
)
PUBLIC = "atlas.example"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving("--public-host", f"https://{PUBLIC}/") as address:
        yield int(address.rpartition(":")[2])


def ask(port: int, host: str, path: str = "/", method: str = "GET", **more: str) -> str:
    """Give the status, and what was said where the answer is a sentence."""
    line = http.client.HTTPConnection("127.0.0.1", port)
    try:
        line.putrequest(method, path, skip_host=True)
        for name, value in {"Host": host, **more}.items():
            line.putheader(name, value)
        line.endheaders()
        answer = line.getresponse()
        body = answer.read().decode()
        is_sentence = "json" in answer.headers["Content-Type"] or answer.status == 403
        return f"{answer.status} {body if is_sentence else ''}".strip()
    finally:
        line.close()


@contextmanager
def socket_to(port: int, host: str, origin: str | None) -> Iterator[None]:
    with (
        socket.create_connection(("127.0.0.1", port)) as line,
        connect(f"ws://{host}/_stcore/stream", sock=line, origin=origin),
    ):
        yield


def test_every_name_of_the_loopback_is_answered(port: int) -> None:
    for host in OURS:
        assert ask(port, f"{host}:{port}") == "200"


@pytest.mark.parametrize("host", OTHERS)
def test_a_page_or_file_asked_for_by_another_name_is_refused_in_a_sentence(
    port: int, host: str
) -> None:
    for path in ("/", "/static/x.js", "/_stcore/health", "/_atlas/connection"):
        said = ask(port, f"{host}:{port}" if host else "", path)
        assert said.startswith("403 This server was not started for the name")
        assert "--public-host" in said


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("pages.example:{port}", "http://pages.example:{port}"),
        ("pages.example:{port}", None),
        ("localhost:{port}", "http://pages.example:{port}"),
        ("127.0.0.1:{port}", "https://127.0.0.1.pages.example"),
        ("127.0.0.1:{port}", "http://10.0.0.7:{port}"),
        ("localhost:{port}", "null"),
        ("localhost:{port}", "http://atlas.example.pages.example"),
    ],
)
def test_the_socket_is_closed_to_pages_elsewhere(
    port: int, host: str, origin: str | None
) -> None:
    host = host.format(port=port)
    origin = origin and origin.format(port=port)
    with (
        pytest.raises(InvalidStatus, match="403"),
        socket_to(port, host, origin),
    ):
        pass


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost:{port}", "http://localhost:{port}"),
        ("127.0.0.1:{port}", "http://127.0.0.1:{port}"),
        ("localhost:{port}", None),
        (PUBLIC, f"https://{PUBLIC}"),
        # A proxy that calls the server by its own name, and one at another port.
        ("127.0.0.1:{port}", f"https://{PUBLIC}"),
        ("127.0.0.1:{port}", f"http://{PUBLIC}:8080"),
    ],
)
def test_the_socket_is_open_to_its_own_page_through_a_proxy_too(
    port: int, host: str, origin: str | None
) -> None:
    with socket_to(port, host.format(port=port), origin and origin.format(port=port)):
        pass


def test_nothing_is_sent_here_by_pages_elsewhere(port: int) -> None:
    path = "/_stcore/upload_file/session/file"
    for method in ("PUT", "DELETE", "POST"):
        said = ask(
            port, f"localhost:{port}", path, method, Origin="http://pages.example"
        )
        assert said.startswith("403 The server was not started for pages at")


def test_a_page_is_told_whether_it_will_be_let_in(port: int) -> None:
    for origin, refused in (
        (f"http://localhost:{port}", False),
        (f"https://{PUBLIC}", False),
        ("http://other.example:8080", True),
    ):
        path = f"/_atlas/connection?origin={quote(origin, safe='')}"
        said = ask(port, f"127.0.0.1:{port}", path)
        assert ("--public-host" in said) == refused


def test_started_for_others_it_is_reached_by_number_and_by_the_machines_name() -> None:
    own = socket.gethostname()
    for_others = allowed_hosts("0.0.0.0", [PUBLIC])  # noqa: S104 - not bound
    for host in (
        "192.168.1.7:8501",
        "[2001:db8::1]",
        own,
        "localhost",
        "atlas.example",
    ):
        assert for_others.answers(host)
    assert not for_others.answers("pages.example:8501")
    assert for_others.trusts("http://192.168.1.7:8501", "192.168.1.7:8501")
    assert not for_others.trusts("http://192.168.1.9", "192.168.1.7:8501")
    assert not for_others.trusts("http://192.168.1.7:9000", "192.168.1.7:8501")


def test_a_default_port_that_is_not_written_is_the_same_place() -> None:
    hosts = allowed_hosts("0.0.0.0")  # noqa: S104 - not bound
    assert hosts.trusts("http://10.0.0.7", "10.0.0.7:80")
    assert hosts.trusts("https://10.0.0.7", "10.0.0.7")
    assert not hosts.trusts("http://10.0.0.7:8080", "10.0.0.7")


@pytest.mark.parametrize("name", ["", "*", "*.example", "a b", "http://", "x:port"])
def test_what_is_no_name_of_a_host_is_said(name: str) -> None:
    with pytest.raises(UsageError, match="is no name of a host"):
        read_name(name)

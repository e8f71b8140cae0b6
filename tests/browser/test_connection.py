"""A page says in a sentence that it has no connection to its server."""

from __future__ import annotations

import re
import socket
import socketserver
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.running import beside, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

_NAME = "atlas.example"
_TO_HERE = f"--host-resolver-rules=MAP {_NAME} 127.0.0.1"
_CALLED = re.compile(rb"\r\nHost: [^\r]*", re.IGNORECASE)


class _Proxy(socketserver.ThreadingTCPServer):
    """Passes everything on as a proxy does that calls the server by its own name."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.to = port


class _Passing(socketserver.BaseRequestHandler):
    server: _Proxy

    def handle(self) -> None:
        host = b"\r\nHost: 127.0.0.1:%d" % self.server.to
        with socket.create_connection(("127.0.0.1", self.server.to)) as server:
            back = threading.Thread(target=_pass_on, args=(server, self.request))
            back.start()
            _pass_on(self.request, server, lambda words: _CALLED.sub(host, words))
            back.join()


def _pass_on(
    source: socket.socket,
    target: socket.socket,
    change: Callable[[bytes], bytes] = bytes,
) -> None:
    with suppress(OSError):
        while content := source.recv(1 << 16):
            target.sendall(change(content))
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def proxied(port: int) -> Iterator[int]:
    with _Proxy(port) as proxy:
        threading.Thread(target=proxy.serve_forever).start()
        try:
            yield proxy.server_address[1]
        finally:
            proxy.shutdown()


def test_behind_a_proxy_under_an_unknown_name_the_page_says_what_to_do(
    browser: Browser,
) -> None:
    with (
        serving() as address,
        proxied(int(address.rpartition(":")[2])) as port,
        beside(browser, _TO_HERE) as other,
    ):
        page = other.new_page()
        page.goto(f"http://{_NAME}:{port}/")
        told = page.locator("#atlas-connection")
        expect(told).to_contain_text(f"for pages at 'http://{_NAME}:{port}'")
        expect(told).to_contain_text("--public-host")


def test_behind_a_proxy_under_its_public_name_the_page_is_whole(
    browser: Browser,
) -> None:
    with (
        serving("--public-host", _NAME) as address,
        proxied(int(address.rpartition(":")[2])) as port,
        beside(browser, _TO_HERE) as other,
    ):
        page = other.new_page()
        page.goto(f"http://{_NAME}:{port}/")
        expect(page.locator(".st-key-reader .passage").first).to_be_visible()
        expect(page.get_by_role("tab").first).to_be_visible()
        expect(page.locator("#atlas-connection")).to_have_count(0)


def test_a_page_whose_server_has_stopped_says_so(browser: Browser) -> None:
    page = browser.new_page()
    with serving() as address:
        page.goto(address)
        expect(page.get_by_role("tab").first).to_be_visible()
    told = page.locator("#atlas-connection")
    expect(told).to_contain_text("The connection to the server is lost")
    page.close()

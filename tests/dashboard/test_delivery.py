"""Files are delivered whole, compressed and from memory; everything else passes."""

from __future__ import annotations

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from geo.dashboard.delivery import Delivery

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Message, Receive, Scope, Send

SCRIPT = b"let a = 1;\n" * 200
BROWSER = {"accept-encoding": "gzip, br", "host": "localhost:8501"}
FOR_EVER = "public, immutable, max-age=31536000"


@dataclass
class Files:
    """An app that answers every path alike, and counts how often it is asked."""

    body: bytes = SCRIPT
    cached: str = "public"
    status: int = 200
    asked: list[Mapping[str, str]] = field(default_factory=list)

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        self.asked.append(dict(Headers(scope=scope)))
        headers = [(b"cache-control", self.cached.encode()), (b"etag", b'"1"')]
        headers.append((b"content-length", str(len(self.body)).encode()))
        yet = {"more_body": True}
        start = {"type": "http.response.start", "status": self.status}
        await send({**start, "headers": headers})
        half = len(self.body) // 2
        for part, more in ((self.body[:half], yet), (self.body[half:], {})):
            await send({"type": "http.response.body", "body": part, **more})


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers
    body: bytes

    @property
    def content(self) -> bytes:
        packed = self.headers.get("content-encoding") == "gzip"
        return gzip.decompress(self.body) if packed else self.body


def ask(
    delivery: Delivery,
    path: str,
    *,
    query: str = "",
    method: str = "GET",
    **headers: str,
) -> Answer:
    named = {**BROWSER, **{k.replace("_", "-"): v for k, v in headers.items()}}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(k.encode(), v.encode()) for k, v in named.items()],
    }
    said: list[Message] = []

    async def send(message: Message) -> None:
        said.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    # In a thread of its own: Playwright's loop may be running in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, delivery(scope, receive, send)).result()
    body = b"".join(message.get("body", b"") for message in said[1:])
    return Answer(said[0]["status"], Headers(raw=said[0]["headers"]), body)


@pytest.mark.parametrize(
    "path", ["/static/js/index.js", "/component/geo.map/map.js", "/atlas/static/a.js"]
)
def test_a_file_is_read_once_and_then_answered_from_memory(path: str) -> None:
    files = Files()
    delivery = Delivery(files)
    first, second = ask(delivery, path), ask(delivery, path)
    assert len(files.asked) == 1
    assert first.content == second.content == SCRIPT
    assert len(first.body) < len(SCRIPT) / 10
    assert first.headers["content-length"] == str(len(first.body))
    assert first.headers["vary"] == "Accept-Encoding"
    assert "etag" not in first.headers


@given(st.binary(max_size=4000))
def test_whatever_a_file_holds_arrives_unchanged(content: bytes) -> None:
    delivery = Delivery(Files(body=content))
    assert ask(delivery, "/static/a.js").content == content
    assert ask(delivery, "/static/b.woff2").body == content


def test_small_files_and_fonts_are_not_compressed_again() -> None:
    assert (
        "content-encoding"
        not in ask(Delivery(Files(body=b"let a;")), "/static/a.js").headers
    )
    font = ask(Delivery(Files()), "/component/geo.map/noto.woff2")
    assert "content-encoding" not in font.headers
    assert font.headers["etag"] == '"1"'


def test_a_file_asked_by_its_version_may_be_kept_for_good() -> None:
    delivery = Delivery(Files())
    path = "/component/geo.map/map.js"
    assert ask(delivery, path).headers["cache-control"] == "public"
    assert ask(delivery, path, query="1f2e").headers["cache-control"] == FOR_EVER
    assert ask(delivery, path).headers["cache-control"] == "public"
    named = ask(delivery, "/component/geo.map/main.521860b0.js")
    assert named.headers["cache-control"] == FOR_EVER


@pytest.mark.parametrize(
    "files",
    [Files(cached="no-cache"), Files(status=404), Files(status=400)],
    ids=["a page", "a missing file", "a path that is refused"],
)
def test_what_may_change_is_asked_for_every_time(files: Files) -> None:
    delivery = Delivery(files)
    answers = [ask(delivery, "/component/geo.map/index.html") for _ in range(2)]
    assert len(files.asked) == len(answers)
    assert {answer.status for answer in answers} == {files.status}
    assert {answer.body for answer in answers} == {SCRIPT}


@pytest.mark.parametrize(
    "headers",
    [
        {"range": "bytes=0-9"},
        {"if_none_match": '"1"'},
        {"accept_encoding": "identity"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
def test_a_request_that_wants_an_answer_of_its_own_gets_it(
    headers: dict[str, str],
) -> None:
    files = Files()
    delivery = Delivery(files)
    ask(delivery, "/static/a.js")
    answer = ask(delivery, "/static/a.js", **headers)
    assert len(files.asked) == len(["the file", "the request"])
    assert answer.body == SCRIPT
    (name,) = headers
    assert files.asked[-1][name.replace("_", "-")] == headers[name]


@pytest.mark.parametrize(
    "detour",
    [
        "/component/geo.map/./map.js",
        "/component/geo.map//map.js",
        "/component/geo.map/x/../map.js",
        "//component/geo.map/map.js",
        "/component/geo.map/map.js/",
        "/component/./geo.map/map.js",
    ],
)
def test_a_file_asked_for_by_detours_is_kept_once(detour: str) -> None:
    files = Files()
    delivery = Delivery(files)
    path = "/component/geo.map/map.js"
    for _ in range(2):
        assert ask(delivery, path).content == ask(delivery, detour).content == SCRIPT
    assert len(files.asked) == len(["the file", "a detour", "a detour"])


def test_a_script_of_our_own_page_comes_from_memory_though_it_says_its_origin() -> None:
    files = Files()
    delivery = Delivery(files)
    for _ in range(2):
        ask(delivery, "/static/a.js", origin="http://localhost:8501")
    assert len(files.asked) == 1
    assert "origin" not in files.asked[0]


@pytest.mark.parametrize(
    ("path", "method"), [("/", "GET"), ("/_stcore/health", "GET"), ("/static/a", "PUT")]
)
def test_everything_else_passes_as_it_is(path: str, method: str) -> None:
    files = Files()
    delivery = Delivery(files)
    for _ in range(2):
        assert ask(delivery, path, method=method).body == SCRIPT
    assert [asked["accept-encoding"] for asked in files.asked] == ["gzip, br"] * 2

"""Delivering the files of the page: each compressed once, then answered from memory.

Streamlit reads its files anew for every request and sends them as they are, some three
megabytes before anything is seen; those of the map it lets the browser keep for no
time at all. On a slow line that is most of the wait.
"""

from __future__ import annotations

import asyncio
import gzip
import posixpath
import re
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FOLDERS = ("/static/", "/component/")
"""Of Streamlit's own files, and of those of the map and its frame."""
_OWN_ANSWER = ("range", "if-none-match", "if-modified-since")
"""Headers of requests whose answer depends on more than the file."""
_NOT_PASSED_ON = (b"accept-encoding", b"origin")
_FOR_GOOD = "public, immutable, max-age=31536000"
"""For what is asked by its version: another content has another address."""
_HASHED_NAME = re.compile(r"\.[0-9a-f]{8}\.\w+$")
_LEAST_BYTES = 500
_COMPRESSED_ALREADY = (".woff2", ".png")


class Delivery:
    """ASGI middleware that keeps what the server's files were answered with.

    Only whole files that may be cached are kept, each under the one plain spelling of
    its path, so that there are never more of them than files; a page or an error never
    is, nor what is asked for by a detour (``./map.js``).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[str, tuple[Message, Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or let the app answer and keep it."""
        if not _is_for_file(scope):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self._kept:
            start, body = await self._ask(scope, receive)
            if not _may_be_kept(start):
                await send(start)
                await send(body)
                return
            self._kept[path] = await asyncio.to_thread(_compress, path, start, body)
        start, body = self._kept[path]
        is_versioned = scope["query_string"] or _HASHED_NAME.search(path)
        await send(_keep_for_good(start) if is_versioned else start)
        await send(body)

    async def _ask(self, scope: Scope, receive: Receive) -> tuple[Message, Message]:
        """Give the app's whole answer: how it starts, and its body in one piece."""
        said: list[Message] = []

        async def listen(message: Message) -> None:
            said.append(message)

        plain = [(k, v) for k, v in scope["headers"] if k not in _NOT_PASSED_ON]
        await self._app({**scope, "headers": plain}, receive, listen)
        body = b"".join(message.get("body", b"") for message in said[1:])
        return said[0], {"type": "http.response.body", "body": body}


def _is_for_file(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    return (
        any(folder in scope["path"] for folder in _FOLDERS)
        and _is_plain(scope["path"])
        and "gzip" in headers.get("accept-encoding", "")
        and not any(name in headers for name in _OWN_ANSWER)
        and _is_from_here(headers)
    )


def _is_plain(path: str) -> bool:
    """Whether a path has no other spelling that is shorter."""
    return posixpath.normpath(path) == path and not path.startswith("//")


def _is_from_here(headers: Headers) -> bool:
    """Whether our own page asks: another's may be answered otherwise, or not at all."""
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")


def _may_be_kept(start: Message) -> bool:
    cached = Headers(raw=start["headers"]).get("cache-control", "")
    return bool(start["status"] == 200 and cached.startswith("public"))


def _keep_for_good(start: Message) -> Message:
    changed = {**start, "headers": list(start["headers"])}
    MutableHeaders(raw=changed["headers"])["Cache-Control"] = _FOR_GOOD
    return changed


def _compress(path: str, start: Message, body: Message) -> tuple[Message, Message]:
    content: bytes = body["body"]
    changed = {**start, "headers": list(start["headers"])}
    headers = MutableHeaders(raw=changed["headers"])
    headers.add_vary_header("Accept-Encoding")
    if len(content) >= _LEAST_BYTES and not path.endswith(_COMPRESSED_ALREADY):
        content = gzip.compress(content, compresslevel=6, mtime=0)
        headers["Content-Encoding"] = "gzip"
        del headers["ETag"]
    headers["Content-Length"] = str(len(content))
    return changed, {**body, "body": content}

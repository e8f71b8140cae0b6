"""The gate: who is answered at all, and what a page says whose connection fails."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse

from geo.dashboard.hosts import say_unknown, say_untrusted
from geo.wording.catalogue import words_of_scripts
from geo.wording.languages import LANGUAGES, choose_language

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from geo.dashboard.hosts import Hosts

_ASKED = "/_atlas/connection"
"""Where a page asks whether it will be let in; a refused socket tells it nothing."""
_NO_PAGES = ("/static/", "/component/", "/_stcore/", "/media/")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OF_A_WHOLE_ANSWER = (b"accept-encoding", b"if-none-match", b"if-modified-since")
_FORBIDDEN = 403


class Gate:
    """ASGI middleware that answers by the names the server was started for, no others.

    Into the page itself it writes the script that says when there is no connection.
    """

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self._app = app
        self._hosts = hosts
        script = files("geo.dashboard") / "static" / "connection.js"
        self._script = script.read_text(encoding="utf-8")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, answer, or let the app answer."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self._hosts.answers(host):
            await _refuse(say_unknown(host), scope, receive, send)
        elif scope["path"].endswith(_ASKED):
            await self._tell(host, scope, receive, send)
        elif origin and _asks_more(scope) and not self._hosts.trusts(origin, host):
            await _refuse(say_untrusted(origin), scope, receive, send)
        elif _is_for_page(scope):
            await self._app(_whole(scope), receive, _Adding(send, self._say(scope)))
        else:
            await self._app(scope, receive, send)

    def _say(self, scope: Scope) -> str:
        """Write what the page's head is given: its language, and the script's words."""
        query = parse_qs(scope["query_string"].decode("latin-1"))
        asked = query.get("lang", [""])[0]
        accepted = Headers(scope=scope).get("accept-language", "")
        language = asked if asked in LANGUAGES else choose_language(accepted)
        words = json.dumps(words_of_scripts(language)).replace("<", "\\u003c")
        return (
            f"<script>document.documentElement.lang={json.dumps(language)};"
            f"window.accordAtlasWords={words};</script>"
            f"<script>{self._script}</script>"
        )

    async def _tell(
        self, host: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        query = parse_qs(scope["query_string"].decode("latin-1"))
        origin = query.get("origin", [""])[0]
        trusted = self._hosts.trusts(origin, host)
        said = {"refused": "" if trusted else say_untrusted(origin)}
        answer = JSONResponse(said, headers={"Cache-Control": "no-store"})
        await answer(scope, receive, send)


def _asks_more(scope: Scope) -> bool:
    """Whether another page could do or learn something by it.

    What a page elsewhere gets in answer to a mere GET, its browser keeps from it.
    """
    return scope["type"] == "websocket" or scope["method"] not in _SAFE


async def _refuse(words: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    answer = PlainTextResponse(f"{words}\n", _FORBIDDEN, headers=headers)
    await answer(scope, receive, send)


def _is_for_page(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and not any(folder in scope["path"] for folder in _NO_PAGES)
    )


def _whole(scope: Scope) -> Scope:
    """Ask for the page as it is: what is compressed or not sent cannot be added to."""
    kept = [(k, v) for k, v in scope["headers"] if k not in _OF_A_WHOLE_ANSWER]
    return {**scope, "headers": kept}


class _Adding:
    """Sends an answer on, with a script at the end of its head if it is a page."""

    def __init__(self, send: Send, script: str) -> None:
        self._send = send
        self._script = script.encode()
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if "text/html" in Headers(raw=message["headers"]).get("content-type", ""):
                self._start = message
                return
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self._end()
            return
        await self._send(message)

    async def _end(self) -> None:
        body = self._body.replace(b"</head>", self._script + b"</head>", 1)
        headers = list(self._start["headers"]) if self._start else []
        start = {**(self._start or {}), "headers": headers}
        changed = MutableHeaders(raw=headers)
        changed["Content-Length"] = str(len(body))
        del changed["ETag"]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})

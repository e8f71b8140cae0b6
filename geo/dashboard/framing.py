"""Which pages may show this one within theirs: its own, and those that are named."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import MutableHeaders

from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ANY = "*"
_SCHEMES = {"http", "https"}


class Framing:
    """ASGI middleware that tells browsers who may frame the answers that are pages.

    Streamlit says nothing of it, and any page could lay itself over this one.
    """

    def __init__(self, app: ASGIApp, origins: Iterable[str]) -> None:
        self._app = app
        allowed = " ".join(("'self'", *origins))
        self._policy = f"frame-ancestors {allowed}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app answer, and add who may frame it to what is a page."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def adding(message: Message) -> None:
            await send(self._allow(message))

        await self._app(scope, receive, adding)

    def _allow(self, message: Message) -> Message:
        if message["type"] != "http.response.start":
            return message
        changed = {**message, "headers": list(message["headers"])}
        headers = MutableHeaders(raw=changed["headers"])
        if "text/html" in headers.get("content-type", ""):
            headers.append("Content-Security-Policy", self._policy)
        return changed


def read_origin(written: str) -> str:
    """Read the origin of a page that may frame this one; ``*`` stands for any.

    >>> read_origin("https://News.example/"), read_origin("http://localhost:8000")
    ('https://news.example', 'http://localhost:8000')
    >>> read_origin("*")
    '*'

    Raises
    ------
    UsageError
        It is no origin: a scheme, a host and perhaps a port.
    """
    if written == _ANY:
        return written
    try:
        parts = urlsplit(written)
        port = f":{parts.port}" if parts.port else ""
        host = _encode(parts.hostname or "")
    except ValueError:  # of an encoding too
        host = ""
    if not host or parts.scheme not in _SCHEMES or _is_more(parts):
        msg = (
            f"{written!r} is no origin; write it as the address of that page begins, "
            "such as --allow-framing https://news.example."
        )
        raise UsageError(msg)
    return f"{parts.scheme}://{host}{port}"


def _encode(name: str) -> str:
    """Write a host as a header holds it; nothing for what is no single name."""
    if any(letter.isspace() or letter in ";,*'\"" for letter in name):
        return ""
    return f"[{name}]" if ":" in name else name.encode("idna").decode("ascii")


def _is_more(parts: SplitResult) -> bool:
    """Whether an address names more than a host."""
    path = parts.path.strip("/")
    return bool(path or parts.query or parts.fragment or parts.username)

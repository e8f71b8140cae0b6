"""One question to a Nominatim server, through geopy: its rows, or why there are none.

The public service's usage policy is kept here as far as one request can: a user agent
of our own, no repetition, no redirect. ``online`` keeps the pauses and the answers.
"""

from __future__ import annotations

import json
import math
import time
from http.client import HTTPException
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import (
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.geocoders import Nominatim

from geo.errors import OnlineError, UsageError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping
    from http.client import HTTPResponse

PUBLIC_SERVER = "https://nominatim.openstreetmap.org"
_MOST_ROWS = 10
_LARGEST_BYTES = 1_000_000
_REFUSALS = frozenset({401, 402, 403, 407, 429})
_REQUEST_TIMEOUT = 408


class PassingError(OnlineError):
    """A fault that may be over at the next attempt."""


def user_agent() -> str:
    """Say who asks, as the usage policy wants it: program and version."""
    return f"accord-atlas/{version('accord-atlas')}"


def host_of(server: str) -> str:
    """Give the host of a server's address.

    Raises
    ------
    UsageError
        It is not the address of a web server.

    Examples
    --------
    >>> host_of("http://127.0.0.1:8080/nominatim")
    '127.0.0.1'
    """
    try:
        address = urlsplit(server)
        host, _ = address.hostname, address.port
    except ValueError:
        address, host = urlsplit(""), None
    if not host or address.scheme not in {"http", "https"}:
        msg = f"{server!r} is not a web address; expected one such as {PUBLIC_SERVER}."
        raise UsageError(msg)
    return host


def request_rows(
    server: str, query: str, timeout_s: float
) -> tuple[Mapping[str, Any], ...]:
    """Ask a server once; give the rows of its answer, as they were received.

    Raises
    ------
    OnlineError
        It could not be reached, refused, or gave what is not an answer.
    PassingError
        It did not answer in time, or had an error of its own.
    """
    host = host_of(server)
    address = urlsplit(server)
    client = Nominatim(
        domain=f"{address.netloc}{address.path}",
        scheme=address.scheme,
        user_agent=user_agent(),
        timeout=timeout_s,
        adapter_factory=_OneRequest,
    )
    try:
        found = client.geocode(
            query, exactly_one=False, limit=_MOST_ROWS, language="en"
        )
    except GeopyError as error:
        raise _explain(error, host) from error
    except ValueError as error:
        raise OnlineError(say_not_readable(host, error)) from error
    return tuple(location.raw for location in found or ())


class _OneRequest(BaseSyncAdapter):  # type: ignore[misc]  # geopy is not typed
    """One HTTP request a question: none repeated, no redirect, no endless body.

    geopy's own adapters follow redirects, and one of them repeats a request at once,
    which the policy forbids; neither ends while a server keeps sending.
    """

    def __init__(
        self, *, proxies: dict[str, str] | None, ssl_context: ssl.SSLContext | None
    ) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._opener = OpenerDirector()
        for handler in (
            ProxyHandler(proxies),
            HTTPHandler(),
            HTTPSHandler(context=ssl_context),
        ):
            self._opener.add_handler(handler)

    def get_json(
        self, url: str, *, timeout: float, headers: dict[str, str]
    ) -> list[dict[str, Any]]:
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            rows = json.loads(text)
        except (ValueError, RecursionError) as error:
            msg = "it is not JSON"
            raise GeocoderParseError(msg) from error
        if not (isinstance(rows, list) and all(isinstance(r, dict) for r in rows)):
            msg = "it is not a list of places"
            raise GeocoderParseError(msg)
        # geopy only warns of a latitude beyond the poles, and wraps longitudes.
        for row in rows:
            parse_position(row.get("lon"), row.get("lat"))
        return rows

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        deadline = time.monotonic() + timeout
        request = Request(url, headers=headers)  # noqa: S310 - http or https, checked
        try:
            with self._opener.open(request, timeout=timeout) as response:
                body = _read_body(response, deadline)
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise GeocoderTimedOut from error
            raise GeocoderUnavailable(str(error.reason)) from error
        except TimeoutError as error:
            raise GeocoderTimedOut from error
        except OSError as error:
            raise GeocoderUnavailable(str(error)) from error
        except HTTPException as error:
            raise GeocoderParseError(repr(error)) from error
        return _text_of(response, body)


def _read_body(response: HTTPResponse, deadline: float) -> bytes:
    body = bytearray()
    while part := response.read1():
        body += part
        if len(body) > _LARGEST_BYTES:
            msg = f"it is larger than {_LARGEST_BYTES:,} bytes"
            raise GeocoderParseError(msg)
        if time.monotonic() > deadline:
            raise GeocoderTimedOut
    return bytes(body)


def _text_of(response: HTTPResponse, body: bytes) -> str:
    text = body.decode("utf-8", "replace")
    if response.status != 200:
        msg = f"HTTP {response.status}"
        headers = {name.lower(): value for name, value in response.headers.items()}
        raise AdapterHTTPError(
            msg, status_code=response.status, headers=headers, text=text
        )
    return text


def _explain(error: GeopyError, host: str) -> OnlineError:
    """Say in one sentence what went wrong and what can be done."""
    cause = error.__cause__
    if isinstance(cause, AdapterHTTPError):
        return _explain_status(error, cause.status_code, host)
    if isinstance(error, GeocoderTimedOut):
        return PassingError(f"{host} did not answer in time; ask again later.")
    if isinstance(error, (GeocoderParseError, GeocoderQueryError)):
        return OnlineError(say_not_readable(host, error))
    reason = " ".join(str(error).split())
    return OnlineError(f"{host} cannot be reached ({reason}); check the network.")


def _explain_status(error: GeopyError, status: int, host: str) -> OnlineError:
    if status in _REFUSALS:
        seconds = getattr(error, "retry_after", None)
        when = f"in {seconds:.0f} s" if seconds else "much later"
        return OnlineError(f"{host} refuses to be asked (HTTP {status}); ask {when}.")
    if status >= 500 or status == _REQUEST_TIMEOUT:
        return PassingError(
            f"{host} cannot answer at present (HTTP {status}); ask again later."
        )
    return OnlineError(say_not_readable(host, error))


def parse_position(lon: object, lat: object) -> tuple[float, float]:
    """Read a position in degrees, EPSG:4326: lon, lat.

    Raises
    ------
    ValueError
        They are not numbers, or not on the globe.

    Examples
    --------
    >>> parse_position("106.9", 13.7)
    (106.9, 13.7)
    """
    try:
        x, y = float(str(lon)), float(str(lat))
    except ValueError:
        x = y = math.nan
    if not (-180 <= x <= 180 and -90 <= y <= 90):
        msg = f"lon={str(lon)[:20]}, lat={str(lat)[:20]}"
        raise ValueError(msg)
    return x, y


def say_not_readable(host: str, error: Exception) -> str:
    """Say that what came back is no answer.

    >>> say_not_readable("n.test", ValueError("it is not JSON"))
    'n.test gave what is not an answer of Nominatim (it is not JSON).'
    """
    reason = " ".join((str(error) or repr(error)).split())
    return f"{host} gave what is not an answer of Nominatim ({reason})."

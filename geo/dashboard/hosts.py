"""Under which names the server answers, and to whose pages."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
_LONGEST_SAID = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosts:
    """The names that a request may call this server by.

    A page elsewhere can have its own name point to this machine, and would then read
    what the server holds as if it were its own: so a name counts, not an address that
    it leads to.
    """

    names: frozenset[str]
    """In small letters, as browsers send them; the loopback's are among them."""
    by_address: bool = False
    """Whether any number of an interface will do: no name leads a page to one."""

    def answers(self, host: str) -> bool:
        """Whether a request that calls the server so is answered.

        >>> loopback = Hosts(names=_LOOPBACK)
        >>> loopback.answers("localhost:8501"), loopback.answers("pages.example:8501")
        (True, False)
        """
        name = _name_of(f"//{host}")
        if name is None:
            return False
        return (
            name in self.names
            or name.endswith(".localhost")
            or (self.by_address and _is_address(name))
        )

    def trusts(self, origin: str, host: str) -> bool:
        """Whether a page from an origin may ask for more than a file.

        Its own page may, whatever a proxy in between calls the server.

        >>> loopback = Hosts(names=_LOOPBACK)
        >>> loopback.trusts("http://localhost:8501", "localhost:8501")
        True
        >>> loopback.trusts("http://pages.example", "localhost:8501")
        False
        """
        name = _name_of(origin)
        if name is None:
            return False
        return _place_of(origin) == _place_of(f"//{host}", origin) or (
            name in self.names
        )


def allowed_hosts(bound_to: str, public: Iterable[str] = ()) -> Hosts:
    """Give the names for a server that is bound to an address.

    Parameters
    ----------
    bound_to
        A loopback's name, or whatever else others can reach: then the machine's own
        name and any number will do too.
    public
        Names under which others reach the server, such as through a proxy.

    Raises
    ------
    UsageError
        One of them is no name of a host.
    """
    names = {_LOOPBACK, frozenset(map(read_name, public))}
    for_others = not is_loopback(bound_to)
    if for_others:
        own = socket.gethostname().casefold()
        names.add(frozenset({bound_to.casefold(), own, f"{own}.local"}))
    return Hosts(names=frozenset().union(*names), by_address=for_others)


def read_name(written: str) -> str:
    """Read the name of a host, as it is or as an address holds it.

    >>> read_name("https://Atlas.example:8443/"), read_name("bản-đồ.example")
    ('atlas.example', 'xn--bn--xqa1698alia.example')

    Raises
    ------
    UsageError
        There is none.
    """
    where = written if "//" in written else f"//{written}"
    name = _name_of(where.split("?")[0].rstrip("/"))
    try:
        encoded = name.encode("idna").decode("ascii") if name else ""
    except UnicodeError:
        encoded = ""
    if not encoded or "*" in encoded or any(c.isspace() for c in encoded):
        msg = (
            f"{written!r} is no name of a host; write it as in an address, such as "
            "--public-host atlas.example.org."
        )
        raise UsageError(msg)
    return encoded


def is_loopback(bound_to: str) -> bool:
    """Whether only this machine reaches an address.

    >>> [is_loopback(a) for a in ("localhost", "127.0.0.2", "::1", "0.0.0.0", "box")]
    [True, True, True, False, False]
    """
    if bound_to.casefold() == "localhost":
        return True
    return _is_address(bound_to) and ipaddress.ip_address(bound_to).is_loopback


def say_unknown(host: str) -> str:
    """Say why a request is not answered, and what to do."""
    shown = host[:_LONGEST_SAID]
    return (
        f"This server was not started for the name {shown!r}: open it under its own "
        "address, or start it with --public-host and the name that readers use."
    )


def say_untrusted(origin: str) -> str:
    """Say why the page has no connection, and what to do."""
    shown = origin[:_LONGEST_SAID]
    return (
        f"The server was not started for pages at {shown!r}, so this page stays empty: "
        "start it with --public-host and the name in that address."
    )


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _name_of(address: str) -> str | None:
    """Give the host of an address; ``None`` where it is more, or less, than that."""
    try:
        parts = urlsplit(address)
        name, _ = parts.hostname, parts.port
    except ValueError:
        return None
    extra = parts.path or parts.query or parts.fragment or parts.username
    if not name or extra or parts.password:
        return None
    return name.rstrip(".").casefold()


def _place_of(address: str, like: str = "") -> tuple[str | None, int | None]:
    """Give the host and the port, that of the scheme where none is written."""
    parts = urlsplit(address)
    scheme = parts.scheme or urlsplit(like).scheme
    try:
        return _name_of(address), parts.port or _DEFAULT_PORTS.get(scheme)
    except ValueError:
        return None, None

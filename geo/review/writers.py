"""Who may write into a project that a server keeps, and under which name.

Without a sign-in nobody knows who writes, so only a reader at this very machine may:
the server listens on the loopback alone, and the reader gives a name. With one, the
name is who signed in, at the proxy before the server or at the page itself.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.review.ledgers import check_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LOCAL_NAMES = frozenset({"localhost", "localhost.localdomain", "ip6-localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """How a server lets its project be written into."""

    header: str = ""
    """What the proxy before it calls who signed in; empty where there is no proxy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Whether somebody may write, and as whom."""

    may_write: bool
    name: str = ""
    """Who signed in; empty where the page asks for a name."""
    sentence: str = ""
    """Why not, where it may not be."""


def allow_editing(
    host: str, public_hosts: Sequence[str] = (), header: str = ""
) -> Editing:
    """Check, before a server starts, that it will know who writes.

    Raises
    ------
    UsageError
        Others than this machine reach it, and nobody signs in.

    Examples
    --------
    >>> allow_editing("localhost")
    Editing(header='')
    >>> allow_editing("0.0.0.0", header="X-Forwarded-User")
    Editing(header='X-Forwarded-User')
    """
    if not header and (public_hosts or not is_loopback(host)):
        msg = (
            f"--edit without a sign-in is for this machine alone, and {host} is open "
            "to others: leave --host and --public-host out, or name with "
            "--sign-in-header what your proxy says of who signed in."
        )
        raise UsageError(msg)
    return Editing(header=header)


def find_writer(
    editing: Editing | None,
    headers: Mapping[str, str],
    *,
    signed_in: str = "",
    address: str = "",
) -> Writer:
    """Say whether somebody may write, and as whom.

    Parameters
    ----------
    editing
        How the server was started; ``None`` where it only shows.
    headers
        Of the page's request, by their names in lower case.
    signed_in
        Who signed in at the page itself.
    address
        Where the request comes from; empty for the server's own machine.
    """
    if editing is None:
        return Writer(may_write=False)
    said = signed_in
    if editing.header:
        said = headers.get(editing.header.lower(), "")
        if not said.strip():
            return Writer(may_write=False, sentence="Sign in to keep what you decide.")
    if said:
        return _named(said)
    if address and not is_loopback(address):
        return Writer(
            may_write=False,
            sentence="Without a sign-in only a reader at the server itself may write.",
        )
    return Writer(may_write=True)


def _named(said: str) -> Writer:
    try:
        return Writer(may_write=True, name=check_name(said))
    except UsageError as error:
        return Writer(may_write=False, sentence=str(error))


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address.

    >>> is_loopback("localhost"), is_loopback("127.0.0.2"), is_loopback("::1")
    (True, True, True)
    >>> is_loopback("0.0.0.0"), is_loopback("example.org"), is_loopback("")
    (False, False, False)
    """
    if host.lower() in _LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False

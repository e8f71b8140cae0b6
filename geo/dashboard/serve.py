"""Starting the dashboard: settings are passed, none is looked for on the machine."""

from __future__ import annotations

import errno
import signal
import socket
import sys
import time
import webbrowser
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from streamlit import net_util
from streamlit.web import bootstrap

from geo.dashboard.arguments import Arguments, write_arguments
from geo.dashboard.delivery import Delivery
from geo.dashboard.framing import Framing, read_origin
from geo.dashboard.gate import Gate
from geo.dashboard.hosts import allowed_hosts, read_name
from geo.dashboard.resources import read_shipped
from geo.errors import GeoError, UsageError
from geo.intake.reading import LARGEST_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import FrameType

    from geo.review.writers import Editing

_PORTS = range(1, 65536)
_OF_THE_PORT = {errno.EADDRINUSE, errno.EACCES}
_SECONDS_TO_STOP = 2
_RUNS_REMEMBERED = 200
"""How many runs the browser keeps what it was sent: with Streamlit's two, quick steps
end the connection for good, as the server names what the browser has forgotten."""
_EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - told apart, not bound


def serve(
    app: Path,
    data: Path,
    *,
    host: str,
    port: int,
    base_path: str,
    browser: bool,
    project: Path | None = None,
    public_hosts: Sequence[str] = (),
    editing: Editing | None = None,
    framed_by: Sequence[str] = (),
) -> None:
    """Run the dashboard of a data folder until it is stopped.

    A project of brought texts, if one is named, is what the page opens with. Only
    who calls the server by a name of this machine is answered, or by one of the
    public hosts: the names under which others reach it. With editing, what readers
    decide is written into the project, or the data folder where none is named.
    Pages of the origins that it is framed by may show it within theirs.

    Raises
    ------
    UsageError
        The port is taken, the host is not an address of this machine, a public host
        is no name, or what may frame it no origin.
    """
    hosts = allowed_hosts(host, public_hosts)
    origins = [read_origin(origin) for origin in framed_by]
    _check_address(host, port)
    # Streamlit would ask a service on the internet for this machine's address.
    net_util.get_external_ip = _no_address
    options = {
        "server.address": host,
        "server.port": port,
        "server.baseUrlPath": base_path.strip("/"),
        "server.headless": not browser,
        # Whoever comes through the gate.
        "server.allowedHosts": ["*"],
        # Behind a proxy, what the page's address says is not what the server hears.
        "server.corsAllowedOrigins": [
            f"{scheme}://{read_name(name)}"
            for name in public_hosts
            for scheme in ("https", "http")
        ],
        "server.fileWatcherType": "none",
        # The atlas is built once and stays: walking it after each run would cost
        # more than the run.
        "runner.postScriptGC": False,
        "server.maxUploadSize": LARGEST_BYTES // 1_000_000,
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "global.developmentMode": False,
        "global.maxCachedMessageAge": _RUNS_REMEMBERED,
        "theme.font": '"Atlas Sans", "Source Sans", "Atlas Khmer", sans-serif',
        "theme.light.primaryColor": "#0b5cad",
        "theme.light.backgroundColor": "#fcfcfb",
        "theme.light.secondaryBackgroundColor": "#f1f3f3",
        "theme.light.textColor": "#1c2328",
        "theme.dark.primaryColor": "#86bdf7",
        "theme.dark.backgroundColor": "#191e22",
        "theme.dark.secondaryBackgroundColor": "#22292e",
        "theme.dark.textColor": "#e9edef",
    }
    Thread(target=_read_ahead, args=(data.resolve(),), daemon=True).start()
    address = _address(host, port, base_path)
    sys.stdout.write(f"Accord Atlas: {address}\n")
    sys.stdout.flush()
    bootstrap.load_config_options(options)
    sys.argv = [str(app), *write_arguments(Arguments(data, project, editing))]

    # Not Streamlit's own runner: its sockets wait 40 ms before the end of an answer
    # (Nagle's algorithm, which uvicorn's own sockets are without).
    server = uvicorn.Server(
        uvicorn.Config(
            st.App(
                app.resolve(),
                middleware=[
                    Middleware(Framing, origins=origins),
                    Middleware(Gate, hosts=hosts),
                    Middleware(Delivery),
                ],
            ),
            host=host,
            port=port,
            ws="websockets-sansio",
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=_SECONDS_TO_STOP,
        )
    )
    if browser:
        Thread(target=_open_when_started, args=(server, address), daemon=True).start()
    signal.signal(signal.SIGTERM, _end)
    with suppress(KeyboardInterrupt):
        server.run()


def _end(number: int, _frame: FrameType | None) -> None:
    """End as a program does, so that temporary files go; uvicorn has shut down."""
    sys.exit(128 + number)


def _open_when_started(server: uvicorn.Server, address: str) -> None:
    while not server.started:
        time.sleep(0.1)
    webbrowser.open(address)


def _read_ahead(data: Path) -> None:
    """Read the data while the server starts; what is wrong with them the page says."""
    with suppress(GeoError):
        read_shipped(data)


def _no_address() -> None:
    return None


def _address(host: str, port: int, base_path: str) -> str:
    """Give the address that a reader on this machine opens.

    >>> _address("0.0.0.0", 8501, "/atlas")
    'http://localhost:8501/atlas/'
    >>> _address("::1", 8501, "")
    'http://[::1]:8501/'
    """
    name = "localhost" if host in _EVERYWHERE else host
    path = f"{base_path.strip('/')}/".lstrip("/")
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/{path}"


def _check_address(host: str, port: int) -> None:
    """Try what the server will do, to say in one sentence what would fail."""
    if port not in _PORTS:
        msg = f"{port} is no port; choose one with --port, from 1 to {_PORTS[-1]}."
        raise UsageError(msg)
    if not host:
        msg = "--host is empty; name an address, such as --host localhost."
        raise UsageError(msg)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, UnicodeError) as error:
        raise UsageError(_say_unusable(host, port, error)) from error


def _say_unusable(host: str, port: int, error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in _OF_THE_PORT:
        other = port + 1 if port + 1 in _PORTS else port - 1
        return (
            f"Port {port} of {host} cannot be used ({error}); "
            f"choose another with --port, such as --port {other}."
        )
    return (
        f"{host!r} is not an address of this machine ({error}); "
        "choose another with --host, such as --host localhost."
    )

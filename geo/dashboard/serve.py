"""Starting the dashboard: settings are passed, none is looked for on the machine."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

from streamlit.web import bootstrap

from geo.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def serve(
    app: Path, data: Path, *, host: str, port: int, base_path: str, browser: bool
) -> None:
    """Run the dashboard of a data folder until it is stopped.

    Raises
    ------
    UsageError
        The port is taken, or the host is not an address of this machine.
    """
    _check_port(host, port)
    options = {
        "server.address": host,
        "server.port": port,
        "server.baseUrlPath": base_path.strip("/"),
        "server.headless": not browser,
        "server.fileWatcherType": "none",
        # The atlas is built once and stays: walking it after each run would cost
        # more than the run.
        "runner.postScriptGC": False,
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "global.developmentMode": False,
        "theme.light.primaryColor": "#0b5cad",
        "theme.dark.primaryColor": "#79b8ff",
    }
    bootstrap.load_config_options(options)
    bootstrap.run(
        str(app),
        is_hello=False,
        args=[str(data.resolve())],
        flag_options=_flags(options),
    )


def _flags(options: dict[str, Any]) -> dict[str, Any]:
    """Spell the options as Streamlit's own command line does."""
    return {name.replace(".", "_"): value for name, value in options.items()}


def _check_port(host: str, port: int) -> None:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        msg = (
            f"Port {port} of {host} cannot be used ({error}); "
            f"choose another with --port, such as --port {port + 1}."
        )
        raise UsageError(msg) from error

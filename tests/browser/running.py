"""Starting the real app and a real Chromium, for the tests, pictures and benchmarks."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserType

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Names resolve for the loopback only: what asks for another host gets none.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(*command: str, port: int, path: str = "") -> Iterator[str]:
    """Run a server until the block ends; give its address once it answers."""
    process = subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    address = f"http://localhost:{port}{path}"
    try:
        wait_for(f"{address}/_stcore/health", process)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)
        process.stderr.close()


def wait_for(
    address: str, process: subprocess.Popen[bytes], seconds: float = 60
) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            message = process.stderr.read().decode()
            msg = f"The server stopped: {message}"
            raise RuntimeError(msg)
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.1)
    msg = f"{address} did not answer within {seconds} s."
    raise TimeoutError(msg)


@contextmanager
def serving(
    *arguments: str, data: str = "", path: str = "", project: str = ""
) -> Iterator[str]:
    """Run the dashboard, of another data folder or with a project if one is named."""
    port = free_port()
    chosen = ["--data", data] if data else []
    chosen += ["--project", project] if project else []
    base = ["--base-path", path] if path else []
    command = ["-m", "geo", *chosen, "serve", "--port", str(port), *base, *arguments]
    with running(*command, port=port, path=path) as address:
        yield address


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright, launched(playwright.chromium) as browser:
        yield browser


@contextmanager
def beside(browser: Browser, *flags: str) -> Iterator[Browser]:
    """Launch another browser where one runs: Playwright is begun once a thread."""
    with launched(browser.browser_type, *flags) as other:
        yield other


@contextmanager
def launched(kind: BrowserType, *flags: str) -> Iterator[Browser]:
    named = os.environ.get("CHROMIUM")
    found = named or next((p for name in NAMES if (p := shutil.which(name))), None)
    browser = kind.launch(executable_path=found, args=[*FLAGS, *flags])
    try:
        yield browser
    finally:
        browser.close()

"""The wheel, alone in a new environment and outside the source tree, is the whole app.

It is built and installed once for all tests here: half a minute with pip's cache.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WIDE, OpenPage
from tests.browser.running import chromium, free_port, wait_for
from tests.conftest import DATA, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator

SHIPPED = "geo/_shipped"
GATE = "meunchey_tannam"
Seen = TypeVar("Seen")
PROBE = """
import json
import streamlit as st
names = json.loads({names!r})
st.code(json.dumps({{name: st.get_option(name) for name in names}}), language=None)
"""


@dataclass
class Installed:
    """The wheel's environment, and an empty folder to be in."""

    wheel: Path
    environment: Path
    elsewhere: Path

    @property
    def settings(self) -> dict[str, str]:
        """Nothing of the tree, of the reader's own settings or of the tests."""
        return {"PATH": os.environ["PATH"], "HOME": str(self.elsewhere)}

    def run(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.environment / "bin" / name, *arguments],
            cwd=self.elsewhere,
            env=self.settings,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    @contextmanager
    def running(
        self, *command: str, port: int, path: str = "", **settings: str
    ) -> Iterator[str]:
        program, *arguments = command
        with subprocess.Popen(
            [self.environment / "bin" / program, *arguments],
            cwd=self.elsewhere,
            env=self.settings | settings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as process:
            address = f"http://localhost:{port}{path}"
            try:
                wait_for(f"{address}/_stcore/health", process)
                yield address
            finally:
                process.terminate()

    @contextmanager
    def serving(self, path: str = "") -> Iterator[str]:
        port = free_port()
        command = ["accord-atlas", "serve", "--port", str(port), "--base-path", path]
        with self.running(*command, port=port, path=path) as address:
            yield address


def pip(*arguments: str | Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", *arguments],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def installed() -> Iterator[Installed]:
    # pytest would keep the folder of its own fixture, 700 MB, for three runs.
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        alone = ("--no-deps", "--no-build-isolation")
        pip("wheel", *alone, "--wheel-dir", there / "dist", ROOT)
        (wheel,) = (there / "dist").glob("*.whl")
        venv = [sys.executable, "-m", "venv", "--without-pip", there / "venv"]
        subprocess.run(venv, check=True)
        python = there / "venv" / "bin" / "python"
        install = ("--python", python, "install", "--no-compile")
        pip(*install, "--require-hashes", "-r", ROOT / "constraints-app.txt")
        pip(*install, "--no-deps", wheel)
        (there / "elsewhere").mkdir()
        yield Installed(wheel, there / "venv", there / "elsewhere")


def files_of(*folders: Path) -> set[Path]:
    found = (path for folder in folders for path in folder.rglob("*"))
    return {
        path for path in found if path.is_file() and "__pycache__" not in path.parts
    }


# --- what is in it -------------------------------------------------------------


def test_it_holds_the_package_the_data_the_fonts_and_the_licences(
    installed: Installed,
) -> None:
    named = set(zipfile.ZipFile(installed.wheel).namelist())
    package = {str(path.relative_to(ROOT)) for path in files_of(ROOT / "geo")}
    folders = [f for f in DATA.iterdir() if f.is_dir() and f.name != "build"]
    data = {
        f"{SHIPPED}/{path.relative_to(ROOT)}"
        for path in files_of(*folders) | {DATA / "README.md", DATA / "checksums.json"}
    }
    assert package | data | {f"{SHIPPED}/app.py"} <= named
    endings = (".woff2", ".OFL.txt", ".js", ".css", "basemap.topojson", "LICENSE")
    assert all(any(name.endswith(e) for name in named) for e in endings)


def test_it_holds_nothing_else(installed: Installed) -> None:
    named = zipfile.ZipFile(installed.wheel).namelist()
    about = f"{installed.wheel.name.rsplit('-', 3)[0]}.dist-info/"
    assert {name for name in named if not name.startswith(("geo/", about))} == set()
    unwanted = ("tests/", "data/build/", "__pycache__", ".streamlit", ".ruff_cache")
    assert [name for name in named if any(u in name for u in unwanted)] == []


# --- its commands --------------------------------------------------------------


def test_it_runs_from_its_own_environment(installed: Installed) -> None:
    said = installed.run("python", "-c", "import geo; print(geo.__file__)").stdout
    assert Path(said.strip()).is_relative_to(installed.environment)


def test_its_data_pass_the_check(installed: Installed) -> None:
    done = installed.run("accord-atlas", "check")
    assert done.stderr == ""
    assert done.returncode == 0
    assert "records as accepted" in done.stdout


def test_it_geocodes_and_exports(installed: Installed) -> None:
    asked = ("geocode", "Đồng Nai", "--on", "2026-02-06", "--json")
    done = installed.run("python", "-X", "utf8", "-m", "geo", *asked)
    best = done.stdout.splitlines()[0]
    assert json.loads(best)["place"] == "dong_nai"
    done = installed.run("accord-atlas", "export", "geojson", "-o", "atlas.geojson")
    assert done.returncode == 0, done.stderr
    written = (installed.elsewhere / "atlas.geojson").read_text(encoding="utf-8")
    assert json.loads(written)["features"]


def test_it_reads_a_text_into_a_project_and_exports_that(installed: Installed) -> None:
    text = installed.elsewhere / "release.txt"
    text.write_text(
        "Press release\nPhnom Penh, 12 May 2025\n"
        "1. The two sides agreed to upgrade the Bavet–Mộc Bài border gate.\n",
        encoding="utf-8",
    )
    done = installed.run("accord-atlas", "read", "release.txt", "-o", "project")
    assert done.returncode == 0, done.stderr
    asked = ("--project", "project", "export", "csv", "-o", "release.csv")
    done = installed.run("accord-atlas", *asked)
    assert done.returncode == 0, done.stderr
    table = installed.elsewhere / "release-agreements.csv"
    assert "Bavet" in table.read_text(encoding="utf-8-sig")


def test_it_lists_the_libraries_of_its_own_environment(installed: Installed) -> None:
    done = installed.run("accord-atlas", "licences")
    names = {line.partition("\t")[0] for line in done.stdout.splitlines()}
    assert {"streamlit", "shapely", "pyarrow"} <= names
    assert "pytest" not in names


def test_scores_say_that_marked_texts_are_not_in_it(installed: Installed) -> None:
    done = installed.run("accord-atlas", "evaluate")
    assert done.returncode == 2
    assert "run it in the source tree" in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--port", "{taken}"), "Port {taken} of localhost cannot be used"),
        (("--port", "{taken}", "--host", "0.0.0.0"), "choose another with --port"),  # noqa: S104
        (("--port", "70000"), "from 1 to 65535"),
        (
            ("--host", "203.0.113.99"),
            "'203.0.113.99' is not an address of this machine",
        ),
        (("--host", ""), "--host is empty"),
    ],
)
def test_an_address_that_cannot_be_used_is_said_in_one_sentence(
    installed: Installed, options: tuple[str, ...], said: str
) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        taken = str(listening.getsockname()[1])
        chosen = [option.format(taken=taken) for option in options]
        done = installed.run("accord-atlas", "serve", *chosen)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert said.format(taken=taken) in done.stderr


def open_stream(port: int, origin: str) -> int:
    """Ask for the page's stream as a page of another origin would; give the status."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Origin": origin,
    }
    connection.request("GET", "/_stcore/stream", headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_its_server_asks_no_other_host_for_its_address(installed: Installed) -> None:
    port = free_port()
    command = ("accord-atlas", "serve", "--port", str(port), "--host", "0.0.0.0")  # noqa: S104
    with socket.socket() as proxy:
        proxy.bind(("127.0.0.1", 0))
        proxy.listen()
        proxy.settimeout(0.5)
        address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        proxies = {"http_proxy": address, "https_proxy": address}
        with installed.running(*command, port=port, **proxies):
            assert open_stream(port, f"http://127.0.0.1:{port}") == 101
            assert open_stream(port, "http://elsewhere.invalid") == 403
            with pytest.raises(TimeoutError):
                proxy.accept()


# --- its page ------------------------------------------------------------------


@dataclass
class Sight:
    """What a reader saw of the page, and what the page asked for."""

    marks: int = 0
    attribution: str = ""
    popup: str = ""
    cited: str = ""
    khmer: bool = False
    buttons: list[str] = field(default_factory=list)
    colour: str = ""
    strangers: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


def in_chromium(look: Callable[[OpenPage], Seen]) -> Seen:
    """Let a browser look from a thread of its own: the other tests have one here."""

    def looking() -> Seen:
        with chromium() as browser:
            opened = OpenPage(browser.new_page(viewport=WIDE))
            asked = opened.page.context
            asked.on("request", lambda request: opened.requested.append(request.url))
            return look(opened)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(looking).result()


def see(opened: OpenPage, address: str) -> Sight:
    sight = Sight()
    opened.page.context.on(
        "response",
        lambda response: (
            sight.failed.append(response.url) if response.status >= 400 else None
        ),
    )
    opened.page.goto(f"{address}/")
    gate = opened.mark(GATE, "border-checkpoint")
    gate.click()
    expect(opened.popup).to_contain_text("official inauguration")
    sight.popup = opened.popup.inner_text()
    sight.marks = opened.map.locator("path.mark").count()
    sight.attribution = opened.map.locator(".leaflet-control-attribution").inner_text()
    sight.khmer = opened.map.locator("body").evaluate(
        """async () => {
            await document.fonts.load('16px "Atlas Khmer"', 'ក');
            return [...document.fonts].some(font =>
                font.family.includes('Atlas Khmer') && font.status === 'loaded');
        }"""
    )
    sight.cited = follow(opened, opened.popup.get_by_role("link").first)
    sight.buttons = opened.page.get_by_role("button").all_inner_texts()
    sight.strangers = opened.strangers()
    asked = map(urlsplit, opened.requested)
    sight.paths = [url.path for url in asked if url.scheme.startswith("http")]
    return sight


def follow(opened: OpenPage, link: Locator) -> str:
    """Follow a citation to its page; give the words of the passage chosen there."""
    with opened.page.context.expect_page() as opening:
        link.click()
    passage = opening.value.locator(".passage.chosen")
    expect(passage).to_be_visible()
    return passage.inner_text()


@pytest.fixture(scope="module")
def sight(installed: Installed) -> Sight:
    with installed.serving() as address:
        return in_chromium(lambda opened: see(opened, address))


@pytest.fixture(scope="module")
def sight_below(installed: Installed) -> Sight:
    with installed.serving("/atlas") as address:
        return in_chromium(lambda opened: see(opened, address))


def test_its_page_draws_the_marks_and_the_gate_leads_to_its_words(
    sight: Sight,
) -> None:
    assert sight.marks > 20
    assert "Meun Chey" in sight.popup
    assert "The two sides welcomed the official inauguration" in sight.cited
    assert "OpenStreetMap" in sight.attribution


def test_its_page_has_the_khmer_letters(sight: Sight) -> None:
    assert sight.khmer


def test_its_page_asks_no_other_host_and_sends_no_statistics(sight: Sight) -> None:
    assert sight.paths
    assert sight.strangers == []
    assert sight.failed == []


def test_its_page_offers_no_deployment(sight: Sight) -> None:
    assert sight.buttons
    assert "Deploy" not in " ".join(sight.buttons)


def test_below_a_base_path_the_page_is_the_same_and_asks_nothing_outside_it(
    sight: Sight, sight_below: Sight
) -> None:
    assert sight_below.marks == sight.marks
    assert sight_below.popup == sight.popup
    assert sight_below.cited == sight.cited
    assert sight_below.khmer
    assert sight_below.strangers == sight_below.failed == []
    assert [p for p in sight_below.paths if not p.startswith("/atlas/")] == []


def test_its_settings_are_passed_where_no_file_holds_them(installed: Installed) -> None:
    tree = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    wanted = dict(flattened(tree)) | {
        "server.fileWatcherType": "none",
        "server.headless": True,
        "server.address": "localhost",
        "server.allowedHosts": ["*"],  # the server's own gate knows which, at any port
        "global.developmentMode": False,
    }
    port = free_port()
    probe = installed.elsewhere / "probe.py"
    probe.write_text(PROBE.format(names=json.dumps([*wanted])), encoding="utf-8")
    start = (
        "from pathlib import Path\n"
        "from geo.dashboard.serve import serve\n"
        f"serve(Path('probe.py'), Path(), host='localhost', port={port},"
        " base_path='', browser=False)"
    )
    assert not list(installed.elsewhere.rglob("config.toml"))
    with installed.running("python", "-c", start, port=port) as address:
        found = in_chromium(lambda opened: read_settings(opened, address))
    assert found == wanted


def flattened(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from flattened(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def read_settings(opened: OpenPage, address: str) -> dict[str, Any]:
    opened.page.goto(address)
    written = opened.page.locator("pre code")
    expect(written).to_be_visible()
    settings: dict[str, Any] = json.loads(written.inner_text())
    return settings

"""The map within another page, on another origin, and the link that is copied."""

from __future__ import annotations

import functools
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.running import beside, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, FrameLocator, Page

NAME = "atlas.test"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of what was asked for."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("another-page")


@pytest.fixture(scope="module")
def origin(folder: Path) -> Iterator[str]:
    """Serve another page from another origin than the map's."""
    answering = functools.partial(Quiet, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), answering) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def served(origin: str) -> Iterator[str]:
    with serving("--allow-framing", origin, "--public-host", NAME) as address:
        yield address


def framed(browser: Browser, folder: Path, origin: str, line: str) -> Page:
    (folder / "page.html").write_text(f"<!doctype html><title>A</title>{line}")
    page = browser.new_page()
    page.goto(f"{origin}/page.html")
    return page


def map_of(shown: FrameLocator | Page) -> FrameLocator:
    return shown.locator(".st-key-map iframe").last.content_frame


def share(page: Page) -> str:
    """Give the line that Share offers for another page."""
    page.locator(".copy-link summary").click()
    line = page.locator(".copy-link textarea")
    expect(line).to_have_value(re.compile("<iframe"))
    return line.input_value()


def test_the_line_that_share_gives_shows_the_map_within_a_page_that_is_allowed(
    browser: Browser, folder: Path, origin: str, served: str
) -> None:
    whole = browser.new_page()
    whole.goto(f"{served}/?types=mekong,border-checkpoint&tab=download")
    expect(map_of(whole).locator("path.land").first).to_be_attached()
    line = share(whole)
    assert "?types=border-checkpoint,mekong&amp;view=embed" in line
    page = framed(browser, folder, origin, line)
    shown = page.frame_locator("iframe")
    drawn = map_of(shown)
    gate = drawn.locator("path.place-meunchey_tannam:not(.reach):not(.halo)").first
    expect(gate).to_be_attached()
    expect(drawn.locator(".leaflet-control-attribution")).to_contain_text("OpenStreet")
    for absent in (".st-key-panel", ".st-key-reader", ".st-key-q"):
        expect(shown.locator(absent)).to_have_count(0)
    # The legend is the filter there too, and the way out leads to what is left.
    shown.get_by_role("button", name="Mekong and water").click()
    expect(drawn.locator("path.mark.type-mekong")).to_have_count(0)
    out = shown.get_by_role("link", name="Open in Accord Atlas")
    with page.context.expect_page() as opening:
        out.click()
    assert opening.value.url == f"{served}/?types=border-checkpoint"
    gate.click(force=True)
    with page.context.expect_page() as opening:
        drawn.locator(".leaflet-popup-content a").first.click()
    assert "passage=joint-statement-14" in opening.value.url
    assert "view=" not in opening.value.url


def test_a_page_that_is_not_allowed_shows_nothing(
    browser: Browser, folder: Path, origin: str, address: str
) -> None:
    line = f'<iframe src="{address}/?view=embed"></iframe>'
    refused: list[str] = []
    page = browser.new_page()
    page.on("console", lambda said: refused.append(said.text))
    (folder / "page.html").write_text(line)
    with page.expect_event("console", lambda said: "frame-ancestors" in said.text):
        page.goto(f"{origin}/page.html")
    expect(page.frame_locator("iframe").locator(".st-key-map")).to_have_count(0)


def test_on_plain_http_the_link_is_copied_with_all_that_is_chosen(
    browser: Browser, served: str
) -> None:
    port = served.rpartition(":")[2]
    rules = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
    with beside(browser, rules) as other:
        page = other.new_page()
        page.goto(f"http://{NAME}:{port}/?types=mekong&names=vi&place=mekong_river")
        expect(map_of(page).locator("path.land").first).to_be_attached()
        assert page.evaluate("!window.isSecureContext && !navigator.clipboard")
        page.get_by_text("Provinces until 30 June 2025").click()
        expect(page).to_have_url(re.compile("borders=old"))
        page.get_by_role("button", name="Cite this passage").first.click()
        expect(page.get_by_role("button", name="Citation copied")).to_be_visible()
        page.get_by_role("button", name="Copy link").click()
        expect(page.get_by_role("button", name="Link copied")).to_be_visible()
        field = page.get_by_role("textbox", name="Search names and words")
        field.focus()
        page.keyboard.press("Control+V")
        expect(field).to_have_value(page.url)
        for chosen in ("types=mekong", "names=vi", "place=mekong_river"):
            assert chosen in page.url

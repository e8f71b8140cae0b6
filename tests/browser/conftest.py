"""The real app in a real Chromium that reaches nothing but this machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.running import chromium, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, FrameLocator, Locator, Page

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
_WAIT_MS = 60_000
expect.set_options(timeout=_WAIT_MS)


@dataclass
class OpenPage:
    """A page of the dashboard, with what it asked the network for."""

    page: Page
    requested: list[str] = field(default_factory=list)

    @property
    def map(self) -> FrameLocator:
        # For a moment the frame of the drawing before stands beside the new one.
        return self.page.locator(".st-key-map iframe").last.content_frame

    @property
    def reader(self) -> Locator:
        return self.page.locator(".st-key-reader")

    @property
    def popup(self) -> Locator:
        return self.map.locator(".leaflet-popup-content")

    def mark(self, place: str, agreement_type: str = "") -> Locator:
        kind = f".type-{agreement_type}" if agreement_type else ""
        name = f".pair-{place}" if "--" in place else f".place-{place}"
        return self.map.locator(f"path{name}{kind}:not(.reach):not(.halo)")

    def passage(self, key: str) -> Locator:
        return self.page.locator(f"[id='passage-{key}']")

    def strangers(self) -> list[str]:
        hosts = {urlsplit(url).hostname for url in self.requested}
        return sorted(str(h) for h in hosts - {"localhost", "127.0.0.1", None})


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with serving() as running_at:
        yield running_at


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def usual_context(browser: Browser) -> BrowserContext:
    """Keep one browser cache for all pages that ask for nothing special."""
    return browser.new_context(viewport=WIDE)


@pytest.fixture
def open_page(
    browser: Browser, usual_context: BrowserContext, address: str
) -> Iterator[Callable[..., OpenPage]]:
    contexts: list[BrowserContext] = []

    def opening(query: str = "", *, at: str = address, **options: object) -> OpenPage:
        context = usual_context
        if options:
            context = browser.new_context(**{"viewport": WIDE, **options})
            contexts.append(context)
        opened = OpenPage(context.new_page())
        opened.page.on("request", lambda request: opened.requested.append(request.url))
        opened.page.goto(f"{at}/{query}")
        expect(opened.map.locator("path.land").first).to_be_attached()
        expect(opened.reader.locator(".passage").first).to_be_visible()
        # What follows the map and the text comes last.
        expect(opened.page.get_by_role("tab").first).to_be_visible()
        return opened

    yield opening
    for page in usual_context.pages:
        page.close()
    for context in contexts:
        context.close()

"""Pictures of the real page, remade by ``make pictures``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.browser.running import chromium, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCS = Path(__file__).parents[2] / "docs"
SIZES = {"wide": (1280, 900), "phone": (390, 844)}
VIEWS = {
    "page": "",
    "popup": "?place=meunchey_tannam",
    "pair": "?types=provincial-cooperation&place=dong_nai--kratie",
}


def take(browser: Browser, address: str, name: str, size: str, scheme: str) -> Path:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme
    )
    page = context.new_page()
    page.goto(f"{address}/{VIEWS[name]}")
    frame = page.frame_locator(".st-key-map iframe")
    frame.locator("path.mark").first.wait_for(state="attached")
    page.locator(".st-key-reader .passage").first.wait_for()
    page.wait_for_timeout(1200)
    path = DOCS / f"{name}-{size}-{scheme}.png"
    page.screenshot(path=path, full_page=size == "phone")
    context.close()
    return path


def main() -> None:
    DOCS.mkdir(exist_ok=True)
    with serving() as address, chromium() as browser:
        for name in VIEWS:
            for size in SIZES:
                for scheme in ("light", "dark"):
                    print(take(browser, address, name, size, scheme))


if __name__ == "__main__":
    main()

"""Pictures of the real page, remade by ``make pictures``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.browser.running import chromium, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
SIZES = {"wide": (1280, 900), "phone": (390, 844)}
VIEWS = {
    "page": "",
    "popup": "?place=meunchey_tannam",
    "pair": "?types=provincial-cooperation&place=dong_nai--kratie",
    "passage": "?passage=joint-statement-26&lang=vi",
}
TABS = (
    "Places",
    "Pairs",
    "Timeline",
    "Compare texts",
    "Documents",
    "Download",
    "About",
)
MAPS = {
    "gates-6": (11.3, 105.7, 6),
    "gates-8": (11.3, 105.7, 8),
    "gates-10": (10.95, 105.1, 10),
    "gates-12": (11.6, 105.81, 12),
    "bavet-10": (11.07, 106.17, 10),
    "phnom-penh-11": (11.53, 104.9, 11),
    "phnom-penh-14": (11.557, 104.93, 14),
}
SCHEMES = ("light", "dark")


def opened(browser: Browser, address: str, size: str, scheme: str) -> Page:
    width, height = SIZES[size]
    page = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme
    ).new_page()
    page.goto(address)
    page.frame_locator(".st-key-map iframe").locator("path.mark").first.wait_for(
        state="attached"
    )
    page.locator(".st-key-reader .passage").first.wait_for()
    page.wait_for_timeout(1500)
    return page


def take_views(browser: Browser, address: str) -> None:
    for name, query in VIEWS.items():
        for size in SIZES:
            for scheme in SCHEMES:
                page = opened(browser, f"{address}/{query}", size, scheme)
                page.screenshot(path=PICTURES / f"{name}-{size}-{scheme}.png")
                page.context.close()


def take_tabs(browser: Browser, address: str) -> None:
    for size in SIZES:
        for scheme in SCHEMES:
            page = opened(browser, address, size, scheme)
            for tab in TABS:
                page.get_by_role("tab", name=tab).click()
                page.wait_for_timeout(1800)
                name = tab.lower().replace(" ", "-")
                page.screenshot(path=PICTURES / f"tab-{name}-{size}-{scheme}.png")
            page.context.close()


def take_maps(browser: Browser, address: str) -> None:
    for scheme in SCHEMES:
        page = opened(browser, address, "wide", scheme)
        frame = page.locator(".st-key-map iframe")
        inside = page.frame_locator(".st-key-map iframe").locator("#map_div")
        for name, (lat, lon, zoom) in MAPS.items():
            inside.evaluate(
                "(_, [lat, lon, zoom]) => "
                "window.map.setView([lat, lon], zoom, {animate: false})",
                [lat, lon, zoom],
            )
            page.wait_for_timeout(400)
            frame.screenshot(path=PICTURES / f"map-{name}-{scheme}.png")
        page.context.close()


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with serving() as address, chromium() as browser:
        take_views(browser, address)
        take_tabs(browser, address)
        take_maps(browser, address)
    shutil.copyfile(
        PICTURES / "page-wide-light.png", ROOT / "docs" / "page-wide-light.png"
    )
    print(f"{len(list(PICTURES.glob('*.png')))} pictures in {PICTURES}")


if __name__ == "__main__":
    main()

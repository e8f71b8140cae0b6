"""A brought text is offered again where the server no longer holds it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.running import free_port, running

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

TEXT = """Vientiane, 3 June 2025
The two sides agreed to upgrade the Lao Bảo–Densavan border gate."""


def test_after_a_restart_a_brought_text_is_offered_and_the_first_click_counts(
    browser: Browser, tmp_path: Path
) -> None:
    port = free_port()
    command = ("-m", "geo", "serve", "--port", str(port))
    page = browser.new_page(accept_downloads=True)
    banner = page.locator(".st-key-brought_banner")
    offer = page.locator(".kept")
    with running(*command, port=port) as address:
        page.goto(f"{address}/?tab=your-text")
        page.locator(".st-key-brought_paste textarea").fill(TEXT)
        page.locator(".st-key-brought_paste textarea").press("Control+Enter")
        page.locator(".st-key-brought_read button").click()
        expect(banner).to_contain_text("3 June 2025")
        expect(offer).to_be_hidden()
    expect(page.locator("#atlas-connection")).to_be_visible()
    with running(*command, port=port):
        # The page tries again at growing pauses, and the server has to start.
        told = "is no longer held by the server"
        expect(offer).to_contain_text(told, timeout=90_000)
        pill = page.locator(".st-key-agreement_types button").first
        expect(pill).to_have_attribute("aria-pressed", "true")
        pill.click()
        expect(pill).to_have_attribute("aria-pressed", "false")
        with page.expect_download() as coming:
            offer.get_by_text("Save as a project").click()
        saved = tmp_path / "saved.zip"
        coming.value.save_as(saved)
        assert "documents/pasted-text.txt" in zipfile.ZipFile(saved).namelist()
        offer.get_by_text("Show it again").click()
        expect(banner).to_contain_text("3 June 2025")
        page.locator(".st-key-brought_forget button").click()
        expect(banner).to_have_count(0)
        page.wait_for_function("!sessionStorage.getItem('accord-atlas-kept')")
        page.reload()
        expect(page.get_by_role("tab").first).to_be_visible()
        expect(offer).to_be_hidden()
    page.close()

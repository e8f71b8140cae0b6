"""The page in the reader's language: chosen, kept in the address, and shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import serious

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import OpenPage

TYPES = {"vi": "Cửa khẩu biên giới", "km": "ច្រកទ្វារព្រំដែន"}


def test_a_browser_that_asks_for_vietnamese_gets_it_and_english_is_kept(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page(locale="vi-VN")
    page = opened.page
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(opened.map.locator("html")).to_have_attribute("lang", "vi")
    expect(page).to_have_url(f"{page.url.partition('?')[0]}?lang=vi")
    page.locator(".st-key-lang button[lang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("tab", name="Agreements")).to_be_visible()
    expect(page).to_have_url(f"{page.url.partition('?')[0]}?lang=en")


@pytest.mark.parametrize("language", ["vi", "km"])
def test_what_is_chosen_stays_when_the_language_changes_by_keyboard(
    open_page: Callable[..., OpenPage], language: str
) -> None:
    opened = open_page("?types=border-checkpoint,mekong&tab=places")
    page = opened.page
    choice = page.locator(f".st-key-lang button[lang={language}]")
    choice.focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", language)
    types = page.locator(".st-key-agreement_types")
    expect(types).to_contain_text(TYPES[language])
    expect(types.locator("[aria-pressed=true]")).to_have_count(2)
    expect(page.locator(".st-key-tab_places")).to_be_visible()
    expect(opened.map.locator("html")).to_have_attribute("lang", language)
    expect(opened.map.locator("#map_div")).to_have_attribute("data-lang", language)
    expect(opened.mark("meunchey_tannam").first).to_be_attached()
    expect(opened.reader.locator("article")).to_have_attribute("lang", "en")
    expect(page.locator(".unchecked [lang=en]")).to_be_visible()
    query = f"?types=border-checkpoint,mekong&lang={language}&tab=places"
    expect(page).to_have_url(f"{page.url.partition('?')[0]}{query}")


@pytest.mark.parametrize("language", ["vi", "km"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_another_language(
    open_page: Callable[..., OpenPage], language: str, scheme: str
) -> None:
    opened = open_page(f"?lang={language}&place=meunchey_tannam", color_scheme=scheme)
    expect(opened.popup).to_be_visible()
    expect(
        opened.page.locator(".st-key-tab_agreements tbody tr").first
    ).to_be_attached()
    assert serious(opened.page) == []
    frame = opened.page.locator(".st-key-map iframe").element_handle().content_frame()
    assert frame
    assert serious(frame) == []


def test_names_on_the_map_are_a_choice_of_their_own(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?lang=vi&names=km")
    expect(opened.page.locator("html")).to_have_attribute("lang", "vi")
    expect(opened.map.locator("html")).to_have_attribute("lang", "vi")
    expect(opened.map.locator("#map_div")).to_have_attribute("data-lang", "km")
    expect(opened.page).to_have_url(
        f"{opened.page.url.partition('?')[0]}?lang=vi&names=km"
    )

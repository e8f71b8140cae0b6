"""The map and its text come first; the rest follows, whatever becomes of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page, Response

    from tests.browser.conftest import OpenPage

# When each came, in the order they came.
FOLLOW = """
window.came = [];
const wanted = {frame: '.st-key-map iframe', text: '.st-key-reader .panel',
    types: '.st-key-agreement_types button', filters: '.st-key-filters',
    tables: '[role=tab]'};
new MutationObserver(() => {
    for (const [name, where] of Object.entries(wanted)) {
        if (!window.came.includes(name) && document.querySelector(where)) {
            window.came.push(name);
            if (name === 'frame') {
                const map = document.querySelector('.st-key-map');
                window.top_then = map.getBoundingClientRect().top;
            }
        }
    }
}).observe(document, {childList: true, subtree: true});
"""


def first_page(browser: Browser, size: dict[str, int]) -> Page:
    page = browser.new_context(viewport=size).new_page()
    page.add_init_script(f"if (window === top) {{ {FOLLOW} }}")
    return page


def test_the_map_and_the_text_come_before_buttons_and_tables(
    browser: Browser, address: str
) -> None:
    page = first_page(browser, WIDE)
    page.goto(address)
    expect(page.get_by_role("tab").first).to_be_visible()
    expect(page.locator(".st-key-filters")).to_be_visible()
    came = page.evaluate("window.came")
    assert set(came[:2]) == {"frame", "text"}
    assert set(came[2:]) == {"types", "filters", "tables"}
    page.context.close()


def test_what_follows_finds_its_room_kept_and_moves_nothing(
    browser: Browser, address: str
) -> None:
    for size in (WIDE, PHONE):
        page = first_page(browser, size)
        page.goto(address)
        types = page.locator(".st-key-agreement_types button")
        expect(types.first).to_be_visible()
        expect(page.locator(".st-key-map iframe")).to_be_visible()
        page.wait_for_timeout(1000)
        top = page.locator(".st-key-map").evaluate(
            "each => each.getBoundingClientRect().top"
        )
        assert abs(top - page.evaluate("window.top_then")) <= 4
        page.context.close()


def test_the_page_is_whole_though_the_map_never_comes(
    browser: Browser, address: str
) -> None:
    page = browser.new_context(viewport=WIDE).new_page()
    page.route("**/map.js*", lambda route: route.abort())
    page.goto(address)
    expect(page.get_by_role("tab").first).to_be_visible()
    expect(page.locator(".st-key-agreement_types button").first).to_be_visible()
    expect(page.locator(".st-key-reader .passage").first).to_be_visible()
    page.context.close()


def test_scripts_come_compressed_and_those_of_the_map_may_be_kept(
    browser: Browser, address: str
) -> None:
    page = browser.new_context(viewport=WIDE).new_page()
    scripts: list[Response] = []
    page.on(
        "response",
        lambda answer: scripts.append(answer) if ".js" in answer.url else None,
    )
    page.goto(address)
    expect(page.get_by_role("tab").first).to_be_visible()
    large = [s for s in scripts if len(s.body()) > 500]
    assert large
    assert [s.url for s in large if s.header_value("content-encoding") != "gzip"] == []
    kept = [s.header_value("cache-control") or "" for s in scripts]
    assert [age for age in kept if "immutable" not in age] == []
    page.context.close()


def test_a_link_to_a_place_opens_it_with_the_first_view(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page("?place=meunchey_tannam&lang=vi")
    expect(opened.popup).to_contain_text("Tân Nam")
    expect(opened.page.locator(".passage.chosen mark").first).to_be_visible()

"""What is taken along from the page is what the page shows."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import OpenPage


def download(opened: OpenPage, title: str) -> Path:
    with opened.page.expect_download() as coming:
        opened.page.get_by_role("button", name=title, exact=True).click()
    return Path(coming.value.path())


@pytest.fixture
def opened(open_page: Callable[..., OpenPage]) -> OpenPage:
    page = open_page("?types=provincial-cooperation&q=mondulkiri")
    page.page.get_by_role("tab", name="Download").click()
    return page


def test_geojson_holds_what_the_filters_leave_unless_all_is_asked_for(
    opened: OpenPage,
) -> None:
    said = opened.page.locator("[data-testid=stCaptionContainer]:visible")
    expect(said).to_contain_text(re.compile(r"what the filters leave: \d+ agree"))
    chosen = json.loads(download(opened, "GeoJSON").read_text(encoding="utf-8"))
    opened.page.get_by_text("All agreements, not only those").click()
    expect(said).to_contain_text("The files hold all")
    everything = json.loads(download(opened, "GeoJSON").read_text(encoding="utf-8"))
    types = {f["properties"]["agreement_type"] for f in chosen["features"]}
    assert types == {"provincial-cooperation"}
    pairs = [f for f in chosen["features"] if f["properties"]["kind"] == "pair"]
    assert {pair["properties"]["from_place"] for pair in pairs} == {"dong_nai"}
    assert len(pairs) == 6
    assert len(everything["features"]) > len(chosen["features"])


def test_the_csv_tables_come_together(opened: OpenPage) -> None:
    with zipfile.ZipFile(download(opened, "CSV tables")) as archive:
        names = archive.namelist()
    assert "accord-atlas.csv" in names
    assert any("agreements" in name for name in names)
    assert any("places" in name for name in names)


def test_the_html_file_is_whole(opened: OpenPage) -> None:
    content = download(opened, "One HTML file").read_text(encoding="utf-8")
    assert content.startswith("<!")
    assert content.rstrip().endswith("</html>")


def test_the_place_chosen_can_be_cited_in_plain_text(
    open_page: Callable[..., OpenPage],
) -> None:
    page = open_page("?place=dong_nai").page
    page.get_by_role("tab", name="Download").click()
    page.get_by_text("Cite what is seen").click()
    cited = page.locator(".stCode").last
    expect(cited).to_contain_text("Accord Atlas contributors, “Đồng Nai")
    expect(cited).to_contain_text("line 44")

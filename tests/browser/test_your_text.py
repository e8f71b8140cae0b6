"""A reader's own text: brought, seen, saved, forgotten and opened again."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from geo.cli import main
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.running import serving
from tests.intake.files import bomb, locked, scanned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = """Joint press release of the two ministries of transport
Vientiane, 3 June 2025
1. The two sides agreed to upgrade the Lao Bảo–Densavan border gate and the road to \
Savannakhet.
2. They witnessed the signing of an agreement between the People's Committee of Quảng \
Trị Province and the authorities of Savannakhet and Salavan provinces.
3. The delegations visited Phnom Penh and the Bavet–Mộc Bài border gate. They also saw \
Zorvath commune <script>alert(1)</script> {{ 7*7 }}.
"""


def _open_tab(opened: OpenPage) -> None:
    opened.page.get_by_role("tab", name="Your text").click()
    expect(opened.page.locator(".st-key-brought_paste textarea")).to_be_visible()


def _paste(opened: OpenPage, text: str, on: str = "") -> None:
    _open_tab(opened)
    box = opened.page.locator(".st-key-brought_paste textarea")
    box.fill(text)
    box.press("Control+Enter")
    if on:
        day = opened.page.locator(".st-key-brought_on input").first
        day.fill(on)
        day.press("Enter")
    opened.page.locator(".st-key-brought_read button").click()


def _upload(opened: OpenPage, file: Path) -> None:
    """Choose a file in the tab that is open, and have it read."""
    opened.page.locator(".st-key-brought_upload input").set_input_files(file)
    expect(opened.page.get_by_text(file.name).first).to_be_visible()
    opened.page.locator(".st-key-brought_read button").click()


def _assert_shown(opened: OpenPage) -> None:
    """The same map, passages and doubts, whichever way the text came here."""
    expect(opened.page.locator(".st-key-brought_banner")).to_contain_text(
        "1 not placed"
    )
    expect(opened.page.locator(".st-key-brought_banner")).to_contain_text("3 June 2025")
    expect(opened.mark("bavet_mocbai").first).to_be_attached()
    expect(opened.mark("quang_tri--savannakhet")).to_be_attached()
    expect(opened.reader.locator(".passage")).to_have_count(5)
    expect(opened.reader.locator(".mention.unplaced")).to_have_text("Zorvath")


def test_a_pasted_text_is_on_the_map_saved_and_opened_the_same(
    open_page: Callable[..., OpenPage], tmp_path: Path
) -> None:
    opened = open_page(accept_downloads=True)
    _paste(opened, TEXT)
    _assert_shown(opened)
    _open_tab(opened)
    with opened.page.expect_download() as download:
        opened.page.locator(".st-key-project_save button").click()
    saved = tmp_path / "project.zip"
    download.value.save_as(saved)
    assert "documents/pasted-text.txt" in zipfile.ZipFile(saved).namelist()

    opened.page.reload()
    expect(opened.mark("meunchey_tannam").first).to_be_attached()
    expect(opened.page.locator(".st-key-brought_banner")).to_have_count(0)
    _open_tab(opened)
    opened.page.get_by_text("Open a project that was saved here").click()
    opened.page.locator(".st-key-project_upload input").set_input_files(saved)
    opened.page.locator(".st-key-project_open button").click()
    _assert_shown(opened)
    assert opened.strangers() == []


def test_an_uploaded_text_is_read_and_its_words_lead_to_the_map(
    open_page: Callable[..., OpenPage], tmp_path: Path
) -> None:
    file = tmp_path / "release.txt"
    file.write_text(TEXT, encoding="utf-8")
    opened = open_page(color_scheme="dark")
    _open_tab(opened)
    _upload(opened, file)
    _assert_shown(opened)
    opened.passage("release-3").locator('[data-place="bavet_mocbai"]').first.click()
    expect(opened.popup).to_contain_text("Mộc Bài")


def test_what_was_set_aside_of_a_page_is_said_and_can_be_taken_back(
    open_page: Callable[..., OpenPage], tmp_path: Path
) -> None:
    file = tmp_path / "release.html"
    links = "".join(f'<li><a href="/{n}">Weather in Kep {n}</a></li>' for n in range(9))
    lines = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
    file.write_text(
        f"<nav><ul>{links}</ul></nav><article>{lines}</article>", encoding="utf-8"
    )
    opened = open_page(viewport={"width": 390, "height": 844})
    _open_tab(opened)
    _upload(opened, file)
    aside = opened.page.locator(".st-key-brought_aside")
    expect(aside).to_contain_text("27 words around this text were set aside")
    text = opened.page.locator('[id^="passage-release"]')
    expect(text.filter(has_text="Weather in Kep")).to_have_count(0)
    aside.get_by_role("button", name="Read all that its page shows").click()
    expect(aside).to_contain_text("Menus and all else")
    expect(text.filter(has_text="Weather in Kep 8")).not_to_have_count(0)
    aside.get_by_role("button", name="Read the text alone").click()
    expect(aside).to_contain_text("27 words")
    expect(text.filter(has_text="Weather in Kep")).to_have_count(0)


def test_a_project_of_a_folder_is_what_the_page_opens_with(
    open_page: Callable[..., OpenPage], tmp_path: Path
) -> None:
    texts, project = tmp_path / "texts", tmp_path / "project"
    texts.mkdir()
    (texts / "release.txt").write_text(TEXT, encoding="utf-8")
    assert main(["read", str(texts), "-o", str(project)]) == 0
    with serving(project=str(project)) as address:
        opened = open_page(at=address, locale="en-GB")
        _assert_shown(opened)
        opened.page.locator(".st-key-show_shipped button").click()
        expect(opened.mark("meunchey_tannam").first).to_be_attached()


def test_what_is_proposed_and_what_is_not_sure_look_so(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    _paste(opened, TEXT)
    _assert_shown(opened)
    opened.page.get_by_role("tab", name="Agreements").click()
    table = opened.page.locator(".st-key-tab_agreements")
    expect(table).to_contain_text("Proposed by a rule, not verified")
    expect(opened.mark("quang_tri--savannakhet")).to_have_class(
        re.compile(r"\bproposed\b")
    )
    opened.mark("quang_tri--savannakhet").dispatch_event("click")
    expect(opened.popup).to_contain_text("not verified")
    _open_tab(opened)
    panel = opened.page.locator(".st-key-brought_panel")
    expect(panel).to_contain_text("Zorvath")


def test_one_goes_back_to_the_shipped_documents_and_forgets_the_text(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    _paste(opened, TEXT)
    _assert_shown(opened)
    opened.page.locator(".st-key-show_shipped button").click()
    expect(opened.mark("meunchey_tannam").first).to_be_attached()
    opened.page.locator(".st-key-show_brought button").click()
    _assert_shown(opened)
    _open_tab(opened)
    opened.page.locator(".st-key-brought_forget button").click()
    expect(opened.mark("meunchey_tannam").first).to_be_attached()
    expect(opened.page.locator(".st-key-brought_banner")).to_have_count(0)


def test_a_text_without_a_date_is_asked_for_one(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    _paste(opened, "The two sides agreed to open a school in Tây Ninh.")
    expect(opened.page.get_by_text("Choose the day whose borders hold")).to_be_visible()
    day = opened.page.locator(".st-key-brought_on input").first
    day.fill("2025-06-30")
    day.press("Enter")
    opened.page.locator(".st-key-brought_read button").click()
    expect(opened.page.locator(".st-key-brought_banner")).to_contain_text(
        "30 June 2025"
    )


BAD = {
    "empty.txt": b"",
    "scan.pdf": scanned(),
    "locked.pdf": locked("secret", "owner"),
    "broken.pdf": b"%PDF-1.7 nothing",
    "broken.docx": b"PK\x03\x04 no document",
    "bomb.docx": bomb(),
    "binary.txt": bytes(range(256)) * 8,
    "nothing.txt": b"On 1 May 2025 it rained and nobody went anywhere.",
}


def test_bad_files_are_one_sentence_each_and_the_session_goes_on(
    open_page: Callable[..., OpenPage], tmp_path: Path
) -> None:
    opened = open_page()
    _open_tab(opened)
    for name, content in BAD.items():
        file = tmp_path / name
        file.write_bytes(content)
        _upload(opened, file)
        alert = opened.page.locator("[data-testid=stAlert]", has_text=name)
        expect(alert).to_have_count(1)
        assert "\n" not in alert.inner_text().strip()
        assert "Traceback" not in opened.page.content()
    expect(opened.page.locator(".st-key-brought_cancel")).to_have_count(0)
    file = tmp_path / "release.txt"
    file.write_text(TEXT, encoding="utf-8")
    _upload(opened, file)
    _assert_shown(opened)


def test_a_file_of_200_mb_is_refused_before_it_is_sent(
    open_page: Callable[..., OpenPage], tmp_path: Path
) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as content:
        content.truncate(200_000_000)
    opened = open_page()
    _open_tab(opened)
    opened.page.locator(".st-key-brought_upload input").set_input_files(file)
    expect(opened.page.get_by_text("File must be 25.0MB or smaller")).to_be_visible()
    expect(opened.mark("meunchey_tannam").first).to_be_attached()


def test_scripts_and_braces_of_a_text_stay_words(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page()
    dialogs: list[str] = []
    opened.page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
    hostile = (
        "Hanoi, 1 May 2025\nThe two sides agreed to open a border gate in Tây Ninh "
        "<img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} ${alert(2)} \\ ` </script> "
        "\u202egnitirw\u202c."
    )
    _paste(opened, hostile)
    expect(opened.page.locator(".st-key-brought_banner")).to_contain_text("1 May 2025")
    expect(opened.reader).to_contain_text("{{ 7*7 }}")
    assert "\u202e" not in opened.reader.inner_text()
    opened.mark("tay_ninh").first.dispatch_event("click")
    expect(opened.popup).to_contain_text("{{ 7*7 }}")
    assert dialogs == []


def test_a_reading_that_takes_long_is_cancelled(
    open_page: Callable[..., OpenPage], tmp_path: Path
) -> None:
    file = tmp_path / "long.txt"
    file.write_text(TEXT * 2500, encoding="utf-8")
    opened = open_page()
    _open_tab(opened)
    _upload(opened, file)
    cancel = opened.page.locator(".st-key-brought_cancel button")
    cancel.click()
    expect(cancel).to_have_count(0)
    expect(opened.page.locator(".st-key-brought_banner")).to_have_count(0)
    expect(opened.mark("meunchey_tannam").first).to_be_attached()


def test_a_click_elsewhere_does_not_lose_a_text_that_is_being_read(
    open_page: Callable[..., OpenPage], tmp_path: Path
) -> None:
    file = tmp_path / "long.txt"
    file.write_text(TEXT * 100, encoding="utf-8")
    opened = open_page()
    _open_tab(opened)
    _upload(opened, file)
    expect(opened.page.locator(".st-key-brought_cancel")).to_be_visible()
    opened.page.locator(".st-key-lang button", has_text="Tiếng Việt").click()
    expect(opened.page.locator(".st-key-brought_banner")).to_be_visible()


def test_a_text_is_brought_and_read_on_a_phone(
    open_page: Callable[..., OpenPage],
) -> None:
    opened = open_page(viewport=PHONE, has_touch=True)
    _paste(opened, TEXT)
    _assert_shown(opened)
    width = opened.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]

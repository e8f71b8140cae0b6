"""Menus in plain texts: names before the first sentence are set aside, and said."""

from __future__ import annotations

import pytest

from geo.intake.menus import find_menu
from geo.intake.reading import read_file, read_pasted

BODY = "The two sides agreed to open the gate of Mộc Bài.\nThey will meet again."
MENU = "Home\nNews\nProvinces\nBac Giang\nBen Tre\nTay Ninh\nAbout us\n"


@pytest.mark.parametrize(
    "menu",
    [
        MENU,
        MENU.replace("\n", "\n\n"),
        "Home / News / Provinces / Bac Giang / Ben Tre / About us\n\n",
        "HOME | NEWS | AN GIANG | BẾN TRE | CONTACT\n",
        "Trang chủ\nTin tức\nTỉnh thành\nAn Giang\nBến Tre\nLiên hệ\n",
        "• Home\n• News\n• An Giang\n• Ben Tre\n• Sitemap\n",
    ],
)
def test_a_menu_before_a_text_is_set_aside_said_and_can_be_taken_back(
    menu: str,
) -> None:
    for read in (read_pasted(menu + BODY), read_file("x.txt", (menu + BODY).encode())):
        assert read.text == BODY
        assert read.set_aside >= 7
        assert any("menu" in note.lower() for note in read.notes)
    whole = read_pasted(menu + BODY, whole=True)
    assert "Giang" in whole.text or "GIANG" in whole.text
    assert (whole.set_aside, whole.notes) == (0, ())


def test_the_title_below_a_menu_stays() -> None:
    assert read_pasted(f"{MENU}Joint Statement\n{BODY}").title == "Joint Statement"
    assert read_pasted(f"{MENU}\nJoint Statement\n\n{BODY}").text.startswith("Joint")


@pytest.mark.parametrize(
    "head",
    [
        "AGREEMENT\nBETWEEN\nVIET NAM\nAND\nCAMBODIA\nON TRADE\n",
        "Joint Statement\nPhnom Penh\nMinistry of Trade\nDepartment of Borders\n",
        "An Giang\nBen Tre\nCa Mau\nDong Nai\nGia Lai\nHa Noi\n",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n",
        "Home\nNews\nContact\n",
        "1. Home\n2. News\n3. An Giang\n4. Ben Tre\n5. About us\n",
    ],
)
def test_the_head_of_a_treaty_and_a_list_of_provinces_are_no_menu(head: str) -> None:
    assert find_menu(head + BODY) == (0, 0)
    assert read_pasted(head + BODY).set_aside == 0


def test_a_text_that_is_nothing_but_a_menu_is_read() -> None:
    assert read_pasted(MENU).text == MENU.strip()


def test_the_span_of_a_menu_holds_for_the_text_as_it_stands() -> None:
    text = f"\n{MENU}{BODY}"
    start, end = find_menu(text)
    assert text[end:] == BODY
    assert start == 0

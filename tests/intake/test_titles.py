"""Titles: the line that names a text, not what only stands at its head."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.intake.reading import read_file, read_pasted
from geo.intake.titles import LONGEST_TITLE, find_title

BODY = "The two governors agreed to open a market in May, as they said before."


@pytest.mark.parametrize(
    "line",
    [
        "Member for",
        "The Member for Lake Eyre",
        "• An Giang",
        "CONFIDENTIAL",
        "Top secret",
        "DRAFT",
        "Home",
        "Print",
        "Print article",
        "In trang",
        "For immediate release",
        "THÔNG CÁO BÁO CHÍ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày 6 tháng 2 năm 2026",
        "Phnom Penh, 6 February 2026",
        "6/2/2026",
        "PV| 22/12/2021 16:07",
        "October 02, 2019 3:36 PM GMT+7",
        "By A. Writer",
        "Edited by A Writer",
        "No. 216.",
        "Số: 12/2024/QĐ-UBND",
        "2026",
        "14.",
        "Text size A A A",
        "Last updated: 9 March 2017",
        "Photo: a reader",
        "Minutes of the meeting of the",
    ],
)
def test_what_stands_at_the_head_is_not_taken_for_the_title(line: str) -> None:
    text = f"{line}\n\nThe market of the two provinces\n\n{BODY}"
    assert find_title("", text, "a.txt") == ("The market of the two provinces", True)
    assert find_title(line, text, "a.txt") == ("The market of the two provinces", True)


@pytest.mark.parametrize(
    "title",
    [
        "Joint statement of 6 February 2026 on the market of Tan Nam",
        "Treaty on the Regime of the Border, Hue, 6 February 2026",
        "Homes for the people of the border",
        "News of the market, and of the gate",
        "Confidential talks end with a market",
        "Hai tỉnh ký biên bản ghi nhớ về chợ biên giới",
        "Tin vui cho hai tỉnh",
    ],
)
def test_a_title_that_begins_like_what_is_none_stays_one(title: str) -> None:
    assert find_title("", f"{title}\n\n{BODY}", "a.txt") == (title, True)


def test_a_title_in_capitals_is_read_over_its_lines() -> None:
    text = f"AGREEMENT\n\nON THE MARKETS OF\n\nTWO PROVINCES\n\n{BODY}"
    title = "AGREEMENT ON THE MARKETS OF TWO PROVINCES"
    assert read_pasted(text).title == title
    assert find_title("AGREEMENT", text, "a.docx") == (title, True)


@pytest.mark.parametrize(
    "named",
    [
        "Two provinces open a market | The Daily Reader",
        "Two provinces open a market - Daily Reader",
        "Daily Reader » Two provinces open a market",
        "Two provinces open a market – World – Daily Reader",
    ],
)
def test_the_name_of_the_site_is_left_out_of_a_page_s_title(named: str) -> None:
    page = f"<html><head><title>{named}</title></head><body><p>{BODY}</p></body></html>"
    assert read_file("page.html", page.encode()).title == "Two provinces open a market"


def test_where_there_is_none_the_file_s_name_stands_and_it_is_said() -> None:
    intake = read_file("note-7.txt", b"CONFIDENTIAL\n\n6 February 2026\n\n14.")
    assert intake.title == "note-7"
    assert "No title was found in it; the name of the file stands for one." in (
        intake.notes
    )
    assert not read_file("a.txt", b"A market\n\nopened.").notes


@given(st.text(max_size=300), st.text(max_size=80))
def test_a_title_is_one_short_line_for_any_text(text: str, heading: str) -> None:
    title, _ = find_title(heading, text, "note.txt")
    assert title
    assert "\n" not in title
    assert len(title) <= LONGEST_TITLE + 1

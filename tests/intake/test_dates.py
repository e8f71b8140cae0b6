"""Dates: read in the ways that texts of the region write them, the dating one first."""

from __future__ import annotations

import datetime as dt
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.intake.dates import find_dates
from tests.conftest import DATA

DAY = dt.date(2026, 2, 6)


@pytest.mark.parametrize(
    "words",
    [
        "6 February 2026",
        "06 Feb. 2026",
        "6th of February 2026",
        "6th day of February, 2026",
        "the 6th day of February in the year 2026",
        "Friday, 6 February 2026",
        "February 6, 2026",
        "FEBRUARY 6TH, 2026",
        "Feb 6 2026",
        "2026-02-06",
        "6/2/2026",
        "06.02.2026",
        "06-02-2026",
        "ngày 6 tháng 2 năm 2026",
        "Ngày 06 tháng 02 năm 2026",
        "6 tháng hai năm 2026",
        "ngày 06-02-2026",
        "6/2/2569",
        "ថ្ងៃទី៦ ខែកុម្ភៈ ឆ្នាំ២០២៦",
        "๖/๒/๒๕๖๙",
        "໖/໒/໒໐໒໖",
    ],
)
def test_a_day_is_read_however_it_is_written(words: str) -> None:
    text = f"They met on {words}, as agreed."
    (found,) = find_dates(text)
    assert found.day == DAY
    assert text[found.start : found.end] == found.words
    assert found.words in words
    assert len(found.words) >= len("6/2/2026")


@pytest.mark.parametrize(
    "words",
    [
        "31 February 2026",
        "30/2/2026",
        "2026-13-01",
        "0/0/2026",
        "ngày 32 tháng 2 năm 2026",
        "99 May 2026",
        "February 2026",
        "1.2.20261",
        "192.168.10.2026",
        "No. 16/2/2026-NĐ",
        "art. 3/4/2026/QH",
        "version 2026-02-06-1",
        "29/2/2567/x",
    ],
)
def test_what_is_no_day_is_no_date(words: str) -> None:
    assert find_dates(words) == ()


def test_a_day_of_numbers_is_read_day_first_and_says_so() -> None:
    (found,) = find_dates("It began on 06/02/2026.")
    assert found.day == DAY
    assert "read day first" in found.reason
    (sure,) = find_dates("It began on 26/02/2026.")
    assert "day first" not in sure.reason


def test_a_year_of_the_buddhist_era_is_counted_back_and_said() -> None:
    (found,) = find_dates("๖ กุมภา 6/2/2569")
    assert found.day == DAY
    assert "Buddhist" in found.reason


@pytest.mark.parametrize(
    "line",
    [
        "Done at Phnom Penh, on 6 February 2026, in two originals.",
        "DONE in duplicate at Hanoi this 6th day of February 2026",
        "Ký tại Phnôm Pênh ngày 6 tháng 2 năm 2026",
    ],
)
def test_the_day_it_was_done_comes_first(line: str) -> None:
    text = f"Agreement of 1 January 2001\n\nSince 7 January 1979 …\n\n{line}"
    assert [found.day.year for found in find_dates(text)] == [2026, 2001, 1979]


def test_a_line_of_its_own_comes_before_words_in_the_body() -> None:
    body = "The agreement signed on 17 December 2009 holds. " * 20
    text = f"Minutes of 5 May 2005 and after\nHà Nội, ngày 6 tháng 2 năm 2026\n\n{body}"
    assert [f.day.year for f in find_dates(text)][:3] == [2026, 2005, 2009]


def test_an_agreement_named_in_the_body_does_not_date_the_text() -> None:
    text = (DATA / "documents/joint-statement.txt").read_text(encoding="utf-8")
    assert find_dates(text)[0].day == DAY


@given(st.text(alphabet="0123456789/-. ngàythámnăm 6February,\n", max_size=80))
def test_no_text_of_numbers_raises_and_all_quote_the_text(text: str) -> None:
    found = find_dates(text)
    assert all(text[f.start : f.end] == f.words for f in found)
    spans = sorted((f.start, f.end) for f in found)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        "6 February 2026 " * 40_000,
        "Done at " * 60_000 + "6/2/2026",
        "done " * 100_000,
        "1/" * 300_000,
        "ngày 1 tháng " * 50_000,
        " " * 600_000 + "1",
        ("Done at a place, " * 20 + "6/2/2026\n") * 1_500,
    ],
)
def test_a_long_text_is_searched_in_seconds(text: str) -> None:
    start = time.process_time()
    find_dates(text)
    assert time.process_time() - start < 5

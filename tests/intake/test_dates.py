"""Dates: read in the ways that texts of the region write them, the dating one first."""

from __future__ import annotations

import datetime as dt
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.intake.date_context import DateKind
from geo.intake.dates import StatedDate, choose_day, find_dates
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
        "2026-02-06T09:30:00+07:00",
        "2026/02/06",
        "06-Feb-2026",
        "6 de febrero de 2026",
        "6 février 2026",
        "the sixth day of February in the year two thousand and twenty-six",
        "the sixth of February, two thousand twenty six",
        "February sixth, twenty twenty-six",
        "ngày mùng sáu tháng hai năm hai nghìn không trăm hai mươi sáu",
        "Friday, 02/06/2026",
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
        "๖ กุมภาพันธ์ ๒๕๖๙",
        "ວັນທີ 6 ກຸມພາ 2026",
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
    ("words", "first"),
    [
        ("5–6 February 2026", "2026-02-05"),
        ("5 to 6 February 2026", "2026-02-05"),
        ("31 January - 6 February 2026", "2026-01-31"),
        ("February 5-6, 2026", "2026-02-05"),
        ("December 30 – February 6, 2026", "2025-12-30"),
        ("từ ngày 5 đến ngày 6/2/2026", "2026-02-05"),
        ("5-6/2/2026", "2026-02-05"),
        ("từ ngày 31 tháng 1 đến ngày 6 tháng 2 năm 2026", "2026-01-31"),
    ],
)
def test_the_last_of_several_days_counts_and_the_first_is_told(
    words: str, first: str
) -> None:
    (found,) = find_dates(f"They met in Tay Ninh, {words}, and agreed.")
    assert found.day == DAY
    assert found.first == dt.date.fromisoformat(first)
    assert first in found.reason


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


def test_a_date_that_must_be_month_first_tells_how_the_others_are_read() -> None:
    text = "Opened on 04/26/2024. Closed on 06/02/2026."
    assert {found.day for found in find_dates(text)} == {
        dt.date(2024, 4, 26),
        dt.date(2026, 6, 2),
    }


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Posted by editor on Mon, 12/04/2006\nThe gate opened.", "2006-12-04"),
        ("Posted by editor on Wed, 12/04/2006\nThe gate opened.", "2006-04-12"),
        ("Posted: Sat 02-01-2021\nThe gate opened.", "2021-01-02"),
        ("Date: Monday, 10/7/2024\nThe gate opened.", "2024-10-07"),
    ],
)
def test_the_day_of_the_week_tells_day_from_month(text: str, day: str) -> None:
    sure = choose_day(text).sure
    assert sure is not None
    assert sure.day == dt.date.fromisoformat(day)


_CITING = "Recalling the Treaty signed on 27 December 1985, they agreed on a gate."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            (
                f"{_CITING}\nDONE at Hue on the sixth day of February, two thousand "
                "and twenty-six, in two copies."
            ),
            DateKind.DONE,
        ),
        (f"{_CITING}\nLàm tại Huế, ngày mùng 6 tháng 2 năm 2026.", DateKind.DONE),
        (
            (
                f"{_CITING}\nIN WITNESS WHEREOF the undersigned have signed this text\n"
                "in Hue on 6 February 2026."
            ),
            DateKind.DONE,
        ),
        (f"A press release\nPublished 2026-02-06T09:30Z\n{_CITING}", DateKind.POSTED),
        (f"A title\nFriday, 6 February 2026 | 17:05\n{_CITING}", DateKind.POSTED),
        (f"Tựa đề\nThứ sáu, 06/02/2026 17:05 (GMT+7)\n{_CITING}", DateKind.POSTED),
        (f"The Editor | 6 February 2026\n{_CITING}", DateKind.POSTED),
        (f"HUE, Feb. 6, 2026 (ABC) – {_CITING}", DateKind.DATELINE),
        (f"A title\nHue, 5-6 February 2026\n{_CITING}", DateKind.DATELINE),
        (f"Hà Nội, ngày 06 tháng 02 năm 2026\n{_CITING}", DateKind.DATELINE),
        (f"{_CITING}\n" * 40 + "Hue, 6 February 2026\nSecretary", DateKind.CLOSING),
        (f"6 February 2026 – Hue: the governors met.\n{_CITING}", DateKind.DATELINE),
        (f"A speech in Hue, 6 February 2026\n{_CITING}", DateKind.DATELINE),
        (f"A speech (Hue, 6 February 2026)\n{_CITING}", DateKind.DATELINE),
        (f"A title 6 February 2026 11:57\n{_CITING}", DateKind.POSTED),
        (f"{_CITING}\nThis Protocol is signed on 6 February 2026.", DateKind.DONE),
        ("This draft plan, signed in Hue on 6 February 2026, holds.", DateKind.DONE),
        (
            "A LAW OF MARKETS\nConcluded February 6, 2026; ratified 1 May 2026.",
            DateKind.DONE,
        ),
        (
            (
                "They held a meeting in\nHue on 6 February 2026. They recalled one "
                "held\non 1 May 2025, and asked for an answer by\n30 July 2026."
            ),
            DateKind.EVENT,
        ),
        (
            "Hội nghị của hai tỉnh được tổ chức từ ngày 5-6/2/2026 tại Huế.",
            DateKind.EVENT,
        ),
        (
            (
                "On 6 February 2026 they met, on the report of 1st May 2025 – "
                "31st January 2026, after one who died on 3 March 2024."
            ),
            DateKind.EVENT,
        ),
        (
            (
                "A Treaty of Markets; concluded, signed, and exchanged at Hue "
                "February 6, 2026."
            ),
            DateKind.DONE,
        ),
        (f"Letter dated 6 February 2026 from a minister\n{_CITING}", DateKind.DATELINE),
        (f"A/1/2 Assembly Distr.: General 6 February 2026\n{_CITING}", DateKind.POSTED),
        (f"This Plan was made on.....6th February, 2026\n{_CITING}", DateKind.EVENT),
        (f"{_CITING}\nBiên bản này được lập ngày 6/2/2026.", DateKind.DONE),
        (
            "Last updated: 9 March 2027\nThe governors met on 6 February 2026 in Hue.",
            DateKind.EVENT,
        ),
        (
            (
                f"{_CITING} Done, in duplicate, at Hue, this sixth day February two "
                f"thou- "
                "sand and twenty-six."
            ),
            DateKind.DONE,
        ),
        (
            (
                f"{_CITING} _ Done at Hue this sixth day of February, 1n the yaer of "
                f"our "
                "L0rd two thousand and twenty-six."
            ),
            DateKind.DONE,
        ),
        (
            (
                "Whereas a Treaty of Markets, amending that of May 5, 2005, was "
                "concluded "
                "at Hue on February 6, 2026, the original of which Treaty is word "
                "for word "
                "as follows: They agreed on 1 May 2024 to open a market."
            ),
            DateKind.DONE,
        ),
        (f"MARKETS TREATY—LAOS. FEBRUARY 6, 2026. 12 {_CITING}", DateKind.DATELINE),
        (
            "A title\nThe Market Post 6/2/2026\nOn 30 January 2026 they met.",
            DateKind.POSTED,
        ),
        ("A title\nChợ BáoChợ Báo06/02/2026\nHai tỉnh mở chợ ở đó.", DateKind.POSTED),
        (f"20260206 A Statement of Markets\n{_CITING}", DateKind.POSTED),
        (f"06.02.26. 5th meeting of the governors\n{_CITING}", DateKind.POSTED),
        (
            (
                f"Monday March 09, 2027\nA market opens\nPublished : 06 Feb 2026, "
                f"19:30\n"
                f"Updated : 07 Feb 2026\n{_CITING}"
            ),
            DateKind.POSTED,
        ),
        (
            "Friday, February 6, 2026\nA market opens\nThey met on Friday.",
            DateKind.POSTED,
        ),
        (
            (
                "A market opens Updated: 2026-02-06 16:23\nA governor said Friday "
                "that a "
                "deal of 2003 holds."
            ),
            DateKind.UPDATED,
        ),
        (
            (
                f"A TREATY OF MARKETS\n(Hue, 6 February 2026)\nENTRY INTO FORCE: 1 "
                f"MAY 2027"
                f"\n{_CITING}"
            ),
            DateKind.DATELINE,
        ),
        (f"On 6 February 2026 the governors met. {_CITING}", DateKind.EVENT),
        ("They met on 6 February 2026. It opens before 1 June 2031.", DateKind.EVENT),
        ("Of the 5 October 2019 pact he spoke on 6 February 2026.", DateKind.EVENT),
    ],
)
def test_the_day_of_the_text_is_found_among_those_it_names(
    text: str, kind: DateKind
) -> None:
    choice = choose_day(text)
    assert choice.sure is not None, choice.sentence
    assert choice.sure.day == DAY
    assert choice.sure.kind is kind
    assert choice.candidates[0] == choice.sure
    assert choice.sure.words in choice.sentence


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (_CITING, ["1985-12-27"]),
        ("Căn cứ Hiệp ước ký ngày 27/12/1985, hai bên mở cửa khẩu.", ["1985-12-27"]),
        ("The plan is to be official before June 1, 2031.", ["2031-06-01"]),
        ("The office opens by 1 June 2031, they said.", ["2031-06-01"]),
        ("Since 1 May 1999 the market is open.", ["1999-05-01"]),
        (
            (
                "Kể từ phiên họp của hai bên, và khi hai nước mở chợ ngày 08/01/2023, "
                "hai tỉnh đã hợp tác."
            ),
            ["2023-01-08"],
        ),
        (
            "VIENTIANE, Sept 11 (ABC) – They met. A deal of 2023 and one of 2024 hold.",
            ["2024-09-11", "2023-09-11"],
        ),
        ("HUẾ, ngày 11/9 – Hai bên ký năm 2024.", ["2024-09-11"]),
        (
            "Done at Hue, 1 May 2024.\nDone at Hue, 3 June 2025.",
            ["2024-05-01", "2025-06-03"],
        ),
        ("Published 05/06/2024\nThe gate opened.", ["2024-06-05", "2024-05-06"]),
        ("On 1 May 2004 they met. It was the law until 2019.", ["2004-05-01"]),
        ("On 1 May 2004 they met. Ever since, the gate is open.", ["2004-05-01"]),
        ("Signed on 1 May 2004, the Treaty bound both.", ["2004-05-01"]),
        ("On 27 December 1985 they signed a treaty. Work goes on.", ["1985-12-27"]),
        ("He was born on 5 August 1952. He led the talks.", ["1952-08-05"]),
        ("Hanoi (ABC) - They met on February 6, as in 2024.", ["2024-02-06"]),
        ("Given the decision of 1 May 2004, they met.", ["2004-05-01"]),
        ("Last updated: 9 March 2017\nA gate is open.", ["2017-03-09"]),
        ("HUẾ, 6/2 (ABC) – Hai bên ký năm 2024.", ["2024-02-06"]),
        ("1 May 2004\nA text.\n3 June 2019\nAnother.", ["2004-05-01", "2019-06-03"]),
        (
            "Wednesday, 20/10/2021\n\nA market opens\n\nIn 2010 it was planned.",
            ["2021-10-20"],
        ),
        (
            "Period of service: 20/12/1991 - 21/03/1996\nA speech.",
            ["1991-12-20", "1996-03-21"],
        ),
        (
            "Saturday, November 23, 2024\nA market opens\nOn November 16 they met.",
            ["2024-11-23", "2024-11-16"],
        ),
        (
            (
                "Welcome, Guest. Please login or register. March 29, 2024, 12:37:36 "
                "pm\n"
                "They met in 1973."
            ),
            ["2024-03-29"],
        ),
        (
            (
                "Chào Khách. Bạn có thể đăng nhập hoặc đăng ký. 29 Tháng Ba, 2024, "
                "12:37\n"
                "Hai bên họp năm 1973."
            ),
            ["2024-03-29"],
        ),
        (
            (
                "A market opens Updated: 2026-02-06 16:23\nA governor said Monday "
                "that a "
                "deal holds."
            ),
            ["2026-02-06"],
        ),
        (
            "A title\nChợ BáoChợ Báo10/09/2023\nThe governors of both sides met.",
            ["2023-09-10", "2023-10-09"],
        ),
        ("Nothing is dated here.", []),
    ],
)
def test_where_no_day_is_sure_the_reader_is_asked(text: str, days: list[str]) -> None:
    choice = choose_day(text)
    assert choice.sure is None
    assert [date.day.isoformat() for date in choice.candidates] == days
    for date in choice.candidates:
        assert text[date.start : date.end] == date.words
    assert choice.sentence.endswith((".", "?"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published 05/06/2024\nThe gate opened on 4 June 2024.", "2024-06-05"),
        ("Published 05/06/2024\nThe gate opened on 4 May 2024.", "2024-05-06"),
        ("Đăng ngày 05/06/2024\nHai bên mở cửa khẩu và các chợ.", "2024-06-05"),
        ("05/06/2024\nCác tỉnh của hai nước mở cửa khẩu và chợ.", "2024-06-05"),
    ],
)
def test_another_date_or_the_language_tells_day_from_month(text: str, day: str) -> None:
    sure = choose_day(text).sure
    assert sure is not None
    assert sure.day.isoformat() == day


def test_a_day_of_the_week_leaves_out_years_that_it_cannot_be_of() -> None:
    text = "HUE, Monday, Sept 11 (ABC) – They met. Deals of 2022, 2023 and 2024 hold."
    assert [d.day.year for d in choose_day(text).candidates] == [2023]


def stated(day: str, *, is_published: bool = True) -> StatedDate:
    return StatedDate(
        day=dt.date.fromisoformat(day),
        words=day,
        where="the page",
        is_published=is_published,
    )


def test_what_a_page_states_of_itself_counts_where_the_text_is_silent() -> None:
    choice = choose_day(_CITING, [stated("2026-02-06")])
    assert choice.sure is not None
    assert choice.sure.kind is DateKind.METADATA
    assert "not in the text: the page states it" in choice.sure.reason
    assert choice.sure.start == choice.sure.end


def test_what_a_text_says_of_itself_goes_before_what_its_page_states() -> None:
    text = f"{_CITING}\nDone at Hue, 6 February 2026."
    choice = choose_day(text, [stated("2026-03-01")])
    assert choice.sure is not None
    assert choice.sure.day == DAY
    assert dt.date(2026, 3, 1) in [date.day for date in choice.candidates]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (_CITING, stated("2026-02-06", is_published=False)),
        ("They met in Hue on 6 February 2026.", stated("2019-01-01")),
    ],
)
def test_what_a_file_states_is_not_sure_by_itself_nor_before_what_is_told(
    text: str, date: StatedDate
) -> None:
    choice = choose_day(text, [date])
    assert choice.sure is None or choice.sure.kind is not DateKind.METADATA
    assert date.day in [candidate.day for candidate in choice.candidates]


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
    choose_day(text)
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

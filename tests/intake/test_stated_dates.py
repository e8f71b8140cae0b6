"""Stated dates: what a page or a file says of itself, and that it is said as such."""

from __future__ import annotations

import datetime as dt

import pytest

from geo.intake.date_context import DateKind
from geo.intake.dates import choose_day
from geo.intake.reading import read_file
from tests.intake.files import pdf_file

DAY = dt.date(2026, 2, 6)
_BODY = "<p>The two governors agreed on a market, as the Treaty of 27 June 1985 says."


@pytest.mark.parametrize(
    "markup",
    [
        '<meta property="article:published_time" content="2026-02-06T09:30:00+07:00">',
        "<META content='2026-02-06' name='DC.date.issued'>",
        "<meta name=pubdate content=20260206T0930>",
        '<meta itemprop="datePublished" content="Fri, 06 Feb 2026 09:30:00 GMT">',
        '<meta name="citation_publication_date" content="2026/02/06">',
        (
            '<script type="application/ld+json">{"@type": "NewsArticle",'
            ' "datePublished": "2026-02-06T02:30:00Z"}</script>'
        ),
        '<time itemprop="datePublished" datetime="2026-02-06">today</time>',
        '<time datetime="2026-02-06T10:00" pubdate>today</time>',
    ],
)
def test_the_day_that_a_page_states_of_itself_is_found_and_said(markup: str) -> None:
    page = f"<html><head>{markup}</head><body>{_BODY}</body></html>"
    intake = read_file("page.html", page.encode())
    choice = choose_day(intake.text, intake.stated)
    assert choice.sure is not None
    assert choice.sure.day == DAY
    assert choice.sure.kind is DateKind.METADATA
    assert "not in the text" in choice.sentence


@pytest.mark.parametrize(
    "markup",
    [
        '<meta property="article:modified_time" content="2026-02-06">',
        '<meta name="description" content="Of 6 February 2026">',
        '<time datetime="2026-02-06">the day they met</time>',
        '<meta name="date" content="06/02/2026">',
        '<meta name="date" content="soon">',
        '<meta name="date" content="2026-02-30">',
    ],
)
def test_what_is_no_day_of_publishing_is_not_taken_for_one(markup: str) -> None:
    page = f"<html><head>{markup}</head><body>{_BODY}</body></html>"
    intake = read_file("page.html", page.encode())
    assert choose_day(intake.text, intake.stated).sure is None


def test_the_day_when_a_pdf_was_made_is_offered_and_never_sure() -> None:
    content = pdf_file(["The two governors agreed on a market of the Treaty of 1985."])
    made = dt.datetime.now(dt.UTC).date()
    intake = read_file("text.pdf", content)
    assert [abs(date.day - made).days <= 1 for date in intake.stated] == [True]
    choice = choose_day(intake.text, intake.stated)
    assert choice.sure is None
    assert choice.candidates[0].reason.endswith("the PDF’s “CreationDate” states it")

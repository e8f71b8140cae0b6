"""Markdown and HTML: the words that a reader sees, numbers of lists written out."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from geo.errors import IntakeError
from geo.intake.reading import read_file
from geo.text.passages import split_passages

PAGE = """<!DOCTYPE html><html><head><title>Site</title><style>p{}</style>
<script>alert("{{ 7 }}")</script></head><body>
<nav><a href="/">Home</a></nav><header><h1>Joint&nbsp;statement &amp; plan</h1></header>
<p>Việt&#32;Nam and<br>Cambodia</p><p hidden>secret</p>
<p style="display: none">gone</p><div aria-hidden="true">gone</div>
<ol start="14"><li>Tân Nam</li><li value="19"><p>Mộc Bài</p></li><li>Bavet</li></ol>
<ol type="a"><li>x</li><li>y</li></ol><ul><li>z</li></ul>
<table><tr><th>No.</th><th>Gate</th></tr><tr><td>1</td><td><p>Mộc
Bài</p><p>Bavet</p></td></tr></table><pre>one
  two</pre><footer>Imprint</footer></body></html>"""


def text_of(name: str, source: str) -> str:
    return read_file(name, source.encode()).text.replace("\n\n", "\n")


def test_a_page_gives_its_words_block_by_block() -> None:
    assert text_of("x.html", PAGE).split("\n") == [
        "Joint\u00a0statement & plan",
        "Việt Nam and",
        "Cambodia",
        "14. Tân Nam",
        "19. Mộc Bài",
        "20. Bavet",
        "a. x",
        "b. y",
        "• z",
        "No. | Gate",
        "1 | Mộc Bài Bavet",
        "one",
        "two",
    ]


def test_what_a_page_does_not_show_is_said() -> None:
    intake = read_file("x.htm", PAGE.encode())
    assert intake.title == "Joint statement & plan"
    assert intake.notes == (
        "Hidden parts of the page left out.",
        "Around the text 2 words in 2 blocks set aside: “Home”, “Imprint”.",
    )
    assert intake.set_aside == 2


def test_the_main_part_is_read_where_there_is_one() -> None:
    body = "<p>1. The gate of Mộc Bài is open.</p>" * 9
    intake = read_file(
        "x.html", f"<div>Read also: other news</div><main>{body}</main>".encode()
    )
    assert "other news" not in intake.text
    assert intake.set_aside == 4
    small = f"<article>One</article>{body}"
    assert "One" in read_file("x.html", small.encode()).text


def test_a_page_laid_out_as_a_table_keeps_its_numbered_paragraphs() -> None:
    cells = "".join(
        f"<p>{n}. The two sides agreed on this at length.</p>" for n in range(1, 30)
    )
    text = read_file(
        "x.html", f"<table><tr><td>{cells}</td></tr></table>".encode()
    ).text
    assert [p.id for p in split_passages("x", text)] == [str(n) for n in range(1, 30)]


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 50_000 + "words",
        "<table><tr><td>" * 3_000 + "words",
        "<ol>" + "<li>words" * 50_000,
        "<p" * 100_000 + ">words",
        "<b>" * 30_000 + "words" + "<!--" * 1000,
        "\x00\x01<p>words\ufffe",
    ],
)
def test_a_hostile_page_is_read_or_refused_in_seconds(source: str) -> None:
    start = time.process_time()
    with suppress(IntakeError):
        assert "\x00" not in read_file("x.html", source.encode()).text
    assert time.process_time() - start < 10


def test_a_page_of_scripts_alone_holds_no_words() -> None:
    with pytest.raises(IntakeError, match="holds no words"):
        read_file("x.html", b"<script>alert(1)</script><!-- words -->")


def test_markdown_loses_its_marks_and_keeps_its_numbers() -> None:
    source = (
        "---\ntitle: x\n---\n# Joint *statement*\n\nOne\ntwo  \nthree\n\n"
        "14. **Tân Nam**\n15. [Mộc Bài](http://x)\n\n    more\n\n3) c\n\n"
        "* point\n\n| Gate | Place |\n|---|---|\n| A | B |\n\n"
        "`{{ x }}` &amp; <b>b</b>\n\n<div>raw <script>no</script></div>\n"
    )
    intake = read_file("x.md", source.encode())
    assert intake.text.replace("\n\n", "\n").split("\n") == [
        "Joint statement",
        "One two",
        "three",
        "14. Tân Nam",
        "15. Mộc Bài",
        "more",
        "3) c",
        "• point",
        "Gate | Place",
        "A | B",
        "{{ x }} & b",
        "raw",
    ]
    assert intake.title == "Joint statement"
    assert intake.notes == ("The settings before the text (front matter) left out.",)


def test_a_year_at_the_head_of_a_line_of_markdown_stays() -> None:
    assert read_file("x.md", b"2026\\. A year\n").text == "2026. A year"
    assert read_file("x.md", b"2026. A year\n").text == "2026. A year"


@pytest.mark.parametrize(
    "source", ["[" * 20_000, "*a " * 20_000, "> " * 5_000 + "a", "`" * 30_000 + "a"]
)
def test_hostile_markdown_is_read_in_seconds(source: str) -> None:
    start = time.process_time()
    read_file("x.md", f"words\n\n{source}".encode())
    assert time.process_time() - start < 10


@pytest.mark.parametrize("source", ["* a\n" * 150_000, "*a* " * 150_000])
def test_markdown_of_marks_alone_is_refused_in_one_sentence(source: str) -> None:
    with pytest.raises(IntakeError, match="lines and marks; at most 250,000"):
        read_file("x.md", source.encode())


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("At ~~Bavet~~ Mộc Bài.", "At Mộc Bài."),
        ("At <del>Bavet</del> Mộc Bài & <b>x</b>", "At Mộc Bài & x"),
        ("Mộc Bài<sup>1</sup> is 5 < 6", "Mộc Bài [1] is 5 < 6"),
        ("One<br>two", "One\ntwo"),
        ("* ~~a~~ b", "• b"),
        ("| ~~A~~ x | B |\n|---|---|\n| c | <s>d</s> |", "x | B\n\nc |"),
    ],
)
def test_markdown_leaves_struck_words_out_and_shows_tags_as_a_page(
    source: str, written: str
) -> None:
    intake = read_file("x.md", source.encode())
    assert intake.text == written
    assert ("Struck words left out." in intake.notes) == ("~~" in source)


@pytest.mark.parametrize(
    "unit", ["a b ", "@", "@a{b", "/*", "p{display:\"a'", "p:before{content:\"'", "a,"]
)
def test_a_style_sheet_that_is_not_closed_is_read_in_seconds(unit: str) -> None:
    sheet = unit * (400_000 // len(unit))
    begun = time.process_time()
    page = read_file("x.html", f"<style>{sheet}</style><p>Kep.</p>".encode())
    assert page.text == "Kep."
    assert time.process_time() - begun < 10

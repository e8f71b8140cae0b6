"""Web pages: the article is read, what stands around it set aside and said."""

from __future__ import annotations

import pytest

from geo.errors import IntakeError
from geo.intake.reading import Intake, read_file

SIGNED = "<p>Done at Phnom Penh, 6 February 2026.</p>"
BODY = "".join(
    f"<p>{n}. The two sides agreed to open gate number {n}, to build the road that "
    "leads to it, and to meet again in the year after that.</p>"
    for n in range(1, 9)
)
MENU = "".join(f"<li><a href='/{n}'>Province {n}</a></li>" for n in range(40))
TEASERS = "".join(
    f"<div class='teaser'><a href='/{n}'><h3>Storm number {n} nears the coast</h3></a>"
    f"<p><a href='/{n}'>Read how people there make ready for it</a></p></div>"
    for n in range(12)
)
DECIMAL = (
    "ol{counter-reset:i;list-style:none} li{counter-increment:i}"
    "li::before{content:counters(i,'.') ' '}"
)
ARTICLES = (
    "h2{counter-increment:a}h2:before{content:'Article ' counter(a, upper-roman) '. '}"
)


def read(source: str, *, whole: bool = False) -> Intake:
    return read_file("x.html", source.encode(), whole=whole)


def lines(source: str) -> list[str]:
    return [line for line in read(source).text.split("\n") if line]


@pytest.mark.parametrize(
    "page",
    [
        "<nav>{menu}</nav><main>{body}</main>{teasers}",
        "<div class=top>{menu}</div><div>{body}</div><div class=side>{teasers}</div>",
        "<form><div>{menu}</div><div>{body}</div><div>{teasers}</div></form>",
        "<table><tr><td>{menu}</td><td>{body}</td><td>{teasers}</td></tr></table>",
        "<div class='nav widget'>{menu}<article>{body}</article>{teasers}</div>",
    ],
)
def test_the_article_is_read_and_the_rest_said_and_taken_back(page: str) -> None:
    body = f"<h1>Joint statement</h1>{BODY}{SIGNED}"
    source = page.format(menu=f"<ul>{MENU}</ul>", body=body, teasers=TEASERS)
    source = f"<title>Joint statement - Ministry</title><body>{source}"
    intake = read(source)
    assert intake.text.startswith("Joint statement\n")
    assert intake.text.endswith("Done at Phnom Penh, 6 February 2026.")
    assert all(f"{n}. The two sides" in intake.text for n in range(1, 9))
    assert "Province 7" not in intake.text
    assert "Storm" not in intake.text
    assert intake.set_aside > 80
    assert any("set aside: “" in note for note in intake.notes)
    whole = read(source, whole=True)
    assert "Province 7" in whole.text
    assert "Storm number 3" in whole.text
    assert whole.set_aside == 0
    assert len(whole.text) > len(intake.text)


def test_a_page_in_one_form_is_read() -> None:
    page = (
        "<div class=top>Ministry of Trade</div><form method=post action=v.aspx><div>"
        f"<h1>Joint statement</h1><p>1. The two sides opened a gate.</p>{SIGNED}</div>"
        "</form><div>Visitors: 9,876. Last updated 1 March 2024</div>"
    )
    assert lines(page)[-3:] == [
        "Joint statement",
        "1. The two sides opened a gate.",
        "Done at Phnom Penh, 6 February 2026.",
    ]


@pytest.mark.parametrize(
    ("heading", "panel"),
    [
        ("<h3><button aria-expanded=false>{}</button></h3>", "<div>{}</div>"),
        (
            "<h3><button aria-controls=p{n} aria-expanded=false>{}</button></h3>",
            "<div id=p{n} hidden>{}</div>",
        ),
        (
            "<h2 class=title><a data-bs-target='#p{n}' href='#'>{}</a></h2>",
            "<div id=p{n} style='display:none' aria-hidden=true>{}</div>",
        ),
        ("<details><summary>{}</summary>", "<div>{}</div></details>"),
    ],
)
def test_the_parts_of_an_accordion_are_read(heading: str, panel: str) -> None:
    parts = "".join(
        heading.replace("{n}", str(n)).format(f"Article {n}. The gate")
        + panel.replace("{n}", str(n)).format(f"<p>Clause {n} holds for both.</p>")
        for n in (1, 2, 3)
    )
    text = read(f"<main><h1>Agreement</h1>{parts}</main>").text
    for n in (1, 2, 3):
        assert f"Article {n}. The gate\n" in text
        assert f"Clause {n} holds for both." in text


def test_a_button_that_is_no_heading_is_left_out() -> None:
    assert lines("<p>The gate is open.</p><button>Share</button>") == [
        "The gate is open."
    ]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("<ol style='list-style: none'><li>14. A<li>15. B</ol>", ["14. A", "15. B"]),
        ("<ol style='list-style-type: lower-alpha'><li>A<li>B</ol>", ["a. A", "b. B"]),
        ("<style>.x{list-style:none}</style><ol class=x><li>14. A</ol>", ["14. A"]),
        (
            "<ol type=I start=3><li>A<li value=7>B<li>C</ol>",
            ["III. A", "VII. B", "VIII. C"],
        ),
        ("<ol reversed><li>A<li>B</ol>", ["2. A", "1. B"]),
        ("<ol><li>A<ol type=a><li>B</ol><li>C</ol>", ["1. A", "a. B", "2. C"]),
        ("<ol><li style='list-style:none'>A<li>B</ol>", ["A", "2. B"]),
        ("<ul style='list-style:none'><li>A</ul><ul><li>B</ul>", ["A", "• B"]),
        ("<ol style='list-style:upper-roman inside'><li>A</ol>", ["I. A"]),
        ("<ol style='list-style:decimal-leading-zero'><li>A</ol>", ["01. A"]),
        (
            f"<style>{DECIMAL}</style><ol><li>A<ol><li>B<li>C</ol><li>D</ol>",
            ["1 A", "1.1 B", "1.2 C", "2 D"],
        ),
        (
            f"<style>{ARTICLES}</style><h2>Gates</h2><p>x</p><h2>Roads</h2>",
            ["Article I. Gates", "x", "Article II. Roads"],
        ),
    ],
)
def test_lists_bear_the_numbers_that_a_browser_shows(
    source: str, written: list[str]
) -> None:
    assert lines(source) == written


@pytest.mark.parametrize(
    "struck",
    [
        "<del>{}</del>",
        "<s>{}</s>",
        "<strike>{}</strike>",
        "<span style='text-decoration: line-through'>{}</span>",
        "<style>.old{{text-decoration:line-through}}</style><i class=old>{}</i>",
    ],
)
def test_struck_words_are_left_out_and_said(struck: str) -> None:
    intake = read(f"<p>The gate of {struck.format('Bavet')}<ins>Mộc Bài</ins> opens.")
    assert intake.text == "The gate of Mộc Bài opens."
    assert "Struck words left out." in intake.notes
    kept = "<del style='text-decoration:none'>Mộc Bài</del>"
    assert read(f"<p>At {kept}").text == "At Mộc Bài"


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("Moc Bai<sup>1</sup> in Tay Ninh", "Moc Bai [1] in Tay Ninh"),
        ("Moc Bai<sup><a href='#f'>[2]</a></sup>, and", "Moc Bai [2], and"),
        ("Moc Bai<a href='#f'><sup>12</sup></a>.", "Moc Bai [12]."),
        ("Moc Bai<sup>(b)</sup>", "Moc Bai [b]"),
        ("in 2024<sup>3</sup>.", "in 2024 [3]."),
        ("<b>2024</b><sup>3</sup>", "2024 [3]"),
        ("the 10<sup>th</sup> and 1<sup>e</sup>", "the 10th and 1e"),
        ("5 km<sup>2</sup>, 10<sup>6</sup> m<sup>3</sup>", "5 km², 10⁶ m³"),
        ("<span style='vertical-align:super'>4</span> See", "[4] See"),
        ("Bavet<sup>*</sup>", "Bavet*"),
    ],
)
def test_marks_of_notes_stand_apart_from_words(source: str, written: str) -> None:
    assert read(f"<p>{source}</p>").text == written


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        "<p style='display:none'>{}</p>",
        "<p style='visibility: hidden'>{}</p>",
        "<p style='font-size:0'>{}</p>",
        "<p class='btn sr-only'>{}</p>",
        "<style>.h{{display:none !important}}</style><p class=h>{}</p>",
        "<dialog>{}</dialog>",
        "<template><p>{}</p></template>",
        "<noscript>{}</noscript>",
        "<!-- {} -->",
    ],
)
def test_what_is_hidden_is_left_out(hidden: str) -> None:
    page = BODY + hidden.format("Nobody sees this sentence of the page.")
    assert "Nobody" not in read(page).text


def test_a_sheet_that_hides_most_of_a_page_is_not_believed() -> None:
    page = f"<style>#all{{display:none}}</style><div id=all>{BODY}</div><p>x</p>"
    assert "gate number 3" in read(page).text


def test_rules_for_print_hide_nothing() -> None:
    sheet = "@media print { .p { display: none } } @import 'x'; .q{display:none}"
    page = f"<style>{sheet}</style>{BODY}<p class=p>Seen here.</p><p class=q>Not here."
    text = read(page).text
    assert "Seen here." in text
    assert "Not here." not in text


@pytest.mark.parametrize(
    "source",
    [
        "</html>",
        "<!-- words -->",
        "<html></html>",
        "<?xml version='1.0'?>",
        "<frameset>",
    ],
)
def test_a_page_with_nothing_in_it_is_refused_in_one_sentence(source: str) -> None:
    with pytest.raises(IntakeError, match=r"^x\.html: holds no words") as refused:
        read(source)
    assert "\n" not in str(refused.value)


def test_a_page_of_tags_is_refused() -> None:
    with pytest.raises(IntakeError, match=r"^x\.html: 500,001 tags; at most"):
        read("<html>" + "<p>x" * 500_000)


def test_the_lines_between_heading_and_text_stay() -> None:
    page = (
        f"<ul>{MENU}</ul><h1>Joint statement</h1><div>Friday, 06/02/2026</div>"
        f"<div>By Our Reporter</div><div class=text>{BODY}</div>"
    )
    assert lines(page)[:2] == ["Joint statement", "Friday, 06/02/2026"]


def test_a_list_of_teasers_is_read_as_it_stands() -> None:
    page = "".join(f"<div><h3>News {n}</h3><p>{BODY}</p></div>" for n in range(3))
    assert read(page).text.count("gate number 5") == 3


@pytest.mark.parametrize("depth", [255, 300, 1_000])
def test_nothing_is_lost_for_lying_deep(depth: int) -> None:
    deep = "<div>" * depth + "<p>deep words" + "</div>" * depth
    assert lines(f"<p>Above.</p>{deep}<p>Below.</p>") == [
        "Above.",
        "deep words",
        "Below.",
    ]


def test_a_page_nested_without_end_is_refused() -> None:
    with pytest.raises(IntakeError, match="nested far deeper"):
        read("<p>x</p>" + "<div>" * 50_000 + "words")


def test_controls_that_a_page_writes_as_entities_do_no_harm() -> None:
    page = f"{BODY}<p class='a&#1;b' id='&#x0c;&#65534;'>x<sup>a&#1;&#x8;</sup> y</p>"
    assert "x [a] y" in read(page).text
    assert lines("<p>a&#1;<s>b</s>&#2;c</p>&#3;<p hidden>d</p>&#31;e") == ["ac", "e"]


def test_notes_below_the_text_stay() -> None:
    note = "<div><p class=MsoFootnoteText><a href='#r'>[1]</a> A province.</p></div>"
    page = f"<div class=text>{BODY}</div>{note}<div class=footer>Imprint</div>"
    assert lines(page)[-1] == "[1] A province."


def test_a_list_of_linked_instruments_that_the_text_announces_stays() -> None:
    entries = "".join(f"<li><a href='/{n}'>Protocol number {n}</a></li>" for n in "12")
    page = (
        f"<ul>{MENU}</ul><main>{BODY}<p>They signed:</p><ul>{entries}</ul>{{}}</main>"
    )
    for after in ("", SIGNED):
        assert (
            "• Protocol number 1\n\n• Protocol number 2"
            in read(page.format(after)).text
        )


def test_links_before_and_after_the_text_are_set_aside() -> None:
    page = f"<body>{SIGNED * 3}<br><a href='/'>Home</a> | <a href='/b'>Back</a></body>"
    assert "Back" not in read(page).text

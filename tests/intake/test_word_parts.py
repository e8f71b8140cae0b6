"""Word documents: parts, numbers and marks that only some documents have."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from geo.errors import IntakeError
from geo.intake.reading import read_file
from tests.intake.files import (
    W,
    add_xml,
    one_word,
    with_parts,
    with_related,
    word_file,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
USUAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def run(text: str, look: str = "") -> str:
    shown = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(list_id: int, depth: int, text: str) -> str:
    words = run(text) if text else ""
    return (
        f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/>'
        f"</w:numPr></w:pPr>{words}"
    )


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str) -> str:
    """Give the definitions of lists, numbered from 1, each of some levels."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{inner}</w:abstractNum>'
        for n, inner in enumerate(levels, start=1)
    )
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in range(1, len(levels) + 1)
    )
    return f"<w:numbering {W}>{abstract}{nums}</w:numbering>"


def lines_of(content: bytes, name: str = "x.docx") -> list[str]:
    return [line for line in read_file(name, content).text.split("\n") if line]


def written(*paragraphs: str) -> bytes:
    return word_file(lambda d: [add_xml(d, inner) for inner in paragraphs])


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("ordinal", ["1st", "2nd", "3rd"]),
        ("ordinalText", ["First", "Second", "Third"]),
        ("cardinalText", ["One", "Two", "Three"]),
        ("upperRoman", ["I", "II", "III"]),
        ("lowerLetter", ["a", "b", "c"]),
        ("decimalZero", ["01", "02", "03"]),
        ("decimalEnclosedCircle", ["①", "②", "③"]),
        ("chicago", ["*", "†", "‡"]),
        ("thaiNumbers", ["๑", "๒", "๓"]),
        ("a format of tomorrow", ["1", "2", "3"]),
    ],
)
def test_numbers_are_written_in_the_format_of_their_list(
    form: str, printed: list[str]
) -> None:
    content = written(*(numbered(1, 0, "words") for _ in range(3)))
    content = with_parts(
        content, {"word/numbering.xml": lists(level(0, form, "Article %1:"))}
    )
    assert lines_of(content) == [f"Article {number}: words" for number in printed]


def test_letters_after_the_last_are_doubled() -> None:
    content = written(*(numbered(1, 0, "x") for _ in range(28)))
    parts = {"word/numbering.xml": lists(level(0, "upperLetter", "%1."))}
    assert lines_of(with_parts(content, parts))[25:] == ["Z. x", "AA. x", "BB. x"]


@pytest.mark.parametrize(
    ("more", "printed"),
    [
        ("", ["Article 1", "Article 2", "Article 1"]),
        ('<w:lvlRestart w:val="0"/>', ["Article 1", "Article 2", "Article 3"]),
        ('<w:lvlRestart w:val="1"/>', ["Article 1", "Article 2", "Article 1"]),
    ],
)
def test_a_depth_begins_anew_only_where_its_list_says_so(
    more: str, printed: list[str]
) -> None:
    depths = (0, 1, 1, 0, 1)
    content = written(*(numbered(1, depth, "words") for depth in depths))
    levels = level(0, "upperRoman", "Chapter %1") + level(
        1, "decimal", "Article %2", more
    )
    content = with_parts(content, {"word/numbering.xml": lists(levels)})
    found = [line for line in lines_of(content) if line.startswith("Article")]
    assert found == [f"{number} words" for number in printed]


def test_a_depth_that_restarts_after_the_first_goes_on_under_the_second() -> None:
    content = written(*(numbered(1, depth, "w") for depth in (0, 1, 2, 1, 2, 0, 1, 2)))
    levels = (
        level(0, "decimal", "%1.")
        + level(1, "decimal", "%1.%2.")
        + level(2, "lowerLetter", "(%3)", '<w:lvlRestart w:val="1"/>')
    )
    content = with_parts(content, {"word/numbering.xml": lists(levels)})
    found = [line[:3] for line in lines_of(content) if line.startswith("(")]
    assert found == ["(a)", "(b)", "(a)"]


def test_legal_numbers_are_digits_and_hidden_ones_are_not_printed() -> None:
    content = written(*(numbered(1, depth, "w") for depth in (0, 1, 2)))
    levels = (
        level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "decimal", "%3", "<w:rPr><w:vanish/></w:rPr>")
    )
    content = with_parts(content, {"word/numbering.xml": lists(levels)})
    assert lines_of(content) == ["I. w", "1.1 w", "w"]


def test_an_empty_numbered_paragraph_counts_and_in_a_cell_shows_its_number() -> None:
    def write(document: Document) -> None:
        for words in ("one", "", "three"):
            add_xml(document, numbered(1, 0, words))
        table = document.add_table(2, 2)
        for row, words in zip(table.rows, ("Tan Nam", "Moc Bai"), strict=True):
            paragraph = row.cells[0].paragraphs[0]
            paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
            number = paragraph.paragraph_format.element.pPr.numPr
            number.get_or_add_numId().val = 2
            number.get_or_add_ilvl().val = 0
            row.cells[1].text = words

    numbers = lists(level(0, "decimal", "%1."), level(0, "decimal", "%1)"))
    content = with_parts(word_file(write), {"word/numbering.xml": numbers})
    assert lines_of(content) == ["1. one", "3. three", "1) | Tan Nam", "2) | Moc Bai"]


def test_a_list_may_have_its_levels_from_a_style_of_lists() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="numbering" w:styleId="Treaty"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    numbers = lists(
        '<w:styleLink w:val="Treaty"/>' + level(0, "decimal", "Article %1."),
        '<w:numStyleLink w:val="Treaty"/>',
    )
    content = written(numbered(2, 0, "one"), numbered(2, 0, "two"))
    content = with_parts(
        content, {"word/numbering.xml": numbers, "word/styles.xml": styles}
    )
    assert lines_of(content) == ["Article 1. one", "Article 2. two"]


def test_a_style_is_numbered_at_the_depth_that_names_it() -> None:
    styles = f"<w:styles {W}>" + "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{style}"/>'
        f'{below}<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for style, below in (
            ("Part", ""),
            ("Clause", ""),
            ("Own", '<w:basedOn w:val="Clause"/>'),
        )
    )
    numbers = lists(
        level(0, "upperRoman", "%1.", '<w:pStyle w:val="Part"/>')
        + level(1, "decimal", "%1.%2", '<w:pStyle w:val="Clause"/>')
    )
    content = written(
        *(
            f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(style)}'
            for style in ("Part", "Clause", "Own")
        )
    )
    parts = {"word/numbering.xml": numbers, "word/styles.xml": f"{styles}</w:styles>"}
    assert lines_of(with_parts(content, parts)) == [
        "I. Part",
        "I.1 Clause",
        "I.2 Own",
    ]


@pytest.mark.parametrize(
    "look",
    [
        "<w:strike/>",
        "<w:dstrike/>",
        '<w:strike w:val="true"/>',
        '<w:rStyle w:val="Struck"/>',
    ],
)
def test_struck_words_are_left_out_and_said(look: str) -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="character" w:styleId="Struck"><w:rPr>'
        "<w:strike/></w:rPr></w:style></w:styles>"
    )
    content = written(run("shall ") + run("not ", look) + run("open"))
    intake = read_file("x.docx", with_parts(content, {"word/styles.xml": styles}))
    assert intake.text == "shall open"
    assert intake.notes == ("Words that are struck through left out.",)


def test_words_that_are_struck_no_longer_are_read_without_a_note() -> None:
    intake = read_file("x.docx", written(run("open", '<w:strike w:val="0"/>')))
    assert intake.text == "open"
    assert not intake.notes


@pytest.mark.parametrize("mark", ["del", "moveFrom"])
def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next(mark: str) -> None:
    gone = f'<w:pPr><w:rPr><w:{mark} w:id="1" w:author="x"/></w:rPr></w:pPr>'
    content = written(f"{gone}{run('the gate of Tay ')}", run("Ninh"), run("after"))
    intake = read_file("x.docx", content)
    assert intake.text.split("\n\n") == ["the gate of Tay Ninh", "after"]
    assert "Tracked deletions left out." in intake.notes


def test_a_paragraph_that_was_deleted_whole_takes_no_number() -> None:
    gone = (
        '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr>'
        '<w:del w:id="1" w:author="x"/></w:rPr></w:pPr><w:del w:id="2" w:author="x">'
        "<w:r><w:delText>gone</w:delText></w:r></w:del>"
    )
    content = written(numbered(1, 0, "one"), gone, numbered(1, 0, "two"))
    parts = {"word/numbering.xml": lists(level(0, "decimal", "%1."))}
    assert lines_of(with_parts(content, parts)) == ["1. one", "2. two"]


@pytest.mark.parametrize("target", ["numbering2.xml", "/word/deep/lists.xml"])
def test_parts_are_found_by_their_relations(target: str) -> None:
    content = written(numbered(1, 0, "one"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        named = archive.read("word/_rels/document.xml.rels").decode()
    named = named.replace('Target="numbering.xml"', f'Target="{target}"')
    path = target.lstrip("/") if target.startswith("/") else f"word/{target}"
    other = lists(level(0, "decimal", "Other %1"))
    mine = lists(level(0, "decimal", "Mine %1"))
    content = with_parts(
        content,
        {
            "word/_rels/document.xml.rels": named,
            "word/numbering.xml": other,
            path: mine,
        },
    )
    assert lines_of(content) == ["Mine 1 one"]


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("chunk.htm", b"<p>The gate of <b>Moc Bai</b></p><script>x</script>"),
        ("chunk.html", b"<meta charset=utf-8><p>The gate of Moc Bai"),
        ("chunk.txt", b"The gate of Moc Bai"),
        ("chunk.docx", word_file(lambda d: d.add_paragraph("The gate of Moc Bai"))),
    ],
)
def test_a_part_in_another_format_is_read_where_it_stands(
    part: str, content: bytes
) -> None:
    whole = with_related(one_word(), "aFChunk", part, content)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        body = archive.read("word/document.xml").decode()
    chunk = (
        '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships" r:id="raFChunk"/>'
    )
    body = body.replace("<w:body>", f"<w:body>{chunk}")
    whole = with_parts(whole, {"word/document.xml": body})
    assert lines_of(whole) == ["The gate of Moc Bai", "word"]


@pytest.mark.parametrize("content", [b"{\\rtf1 words}", b"MIME-Version: 1.0\n\nwords"])
def test_a_part_that_cannot_be_read_is_said(content: bytes) -> None:
    part = "chunk.rtf" if content.startswith(b"{") else "chunk.mht"
    whole = with_related(one_word(), "aFChunk", part, content)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        body = archive.read("word/document.xml").decode()
    body = body.replace("<w:body>", '<w:body><w:altChunk w:id="raFChunk"/>')
    intake = read_file("x.docx", with_parts(whole, {"word/document.xml": body}))
    assert intake.text == "word"
    assert any("A part in another format left out" in note for note in intake.notes)


def test_marks_of_notes_stand_where_they_are_and_before_the_notes() -> None:
    def notes(kind: str, *words: str) -> str:
        each = "".join(
            f'<w:{kind} w:id="{n}"><w:p><w:r><w:{kind}Ref/></w:r>{run(word)}</w:p>'
            f"</w:{kind}>"
            for n, word in enumerate(words, start=1)
        )
        return f"<w:{kind}s {W}>{each}</w:{kind}s>"

    def refer(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    content = written(
        run("Moc Bai") + refer("footnote", 2) + run(" and"),
        run("Tan Nam") + refer("endnote", 1) + refer("footnote", 1) + run("."),
    )
    content = with_related(
        content, "footnotes", "footnotes.xml", notes("footnote", "first", "second")
    )
    content = with_related(content, "endnotes", "endnotes.xml", notes("endnote", "end"))
    assert lines_of(content) == [
        "Moc Bai[1] and",
        "Tan Nam[i][2].",
        "[1] second",
        "[2] first",
        "[i] end",
    ]


@pytest.mark.parametrize(
    ("symbol", "read"),
    [
        ('<w:sym w:font="Symbol" w:char="F0B7"/>', "a•b"),
        ('<w:sym w:font="Symbol" w:char="F0B0"/>', "a°b"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "a✓b"),
        ('<w:sym w:font="Arial" w:char="00E9"/>', "aéb"),
        ('<w:sym w:font="Wingdings 3" w:char="F041"/>', "ab"),
        ('<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>&#xF061;</w:t>', "aαb"),
    ],
)
def test_symbols_are_the_characters_that_their_font_draws(
    symbol: str, read: str
) -> None:
    intake = read_file("x.docx", written(run("a") + f"<w:r>{symbol}</w:r>" + run("b")))
    assert intake.text == read
    said = "Symbols that only their font draws left out." in intake.notes
    assert said == (read == "ab")


def test_only_the_result_of_a_field_is_read() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>IF </w:instrText></w:r>"
    inner = mark("begin") + mark("separate") + run("INNER") + mark("end")
    outer = mark("begin") + code + inner + mark("separate") + run("6 May") + mark("end")
    simple = f'<w:fldSimple w:instr="DATE">{run(" 2026")}</w:fldSimple>'
    assert lines_of(written(run("on ") + outer + simple)) == ["on 6 May 2026"]
    unended = mark("begin") + code + run("words")
    assert lines_of(written(unended, run("after"))) == ["words", "after"]


def test_controls_tags_and_ruby_are_read_through() -> None:
    inner = (
        f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('one ')}"
        f'</w:sdtContent></w:sdt><w:smartTag w:element="place">{run("two ")}'
        f"</w:smartTag><w:r><w:ruby><w:rt>{run('over')}</w:rt><w:rubyBase>"
        f"{run('three')}</w:rubyBase></w:ruby></w:r>"
    )
    assert lines_of(written(inner)) == ["one two three"]


def test_the_words_of_an_old_vietnamese_font_are_read_as_it_draws_them() -> None:
    old = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    styles = (
        f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime"'
        "/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>"
    )
    # A letter and its mark may stand in two runs of one font.
    content = written(
        run("Mo", old) + run("äc Baøi, ", old) + run("Méc Bµi"),
    )
    intake = read_file("x.docx", with_parts(content, {"word/styles.xml": styles}))
    assert intake.text == "Mộc Bài, Mộc Bài"
    assert any("before Unicode" in note for note in intake.notes)


@pytest.mark.parametrize("ending", ["docm", "dotx", "dotm"])
def test_documents_with_macros_and_templates_are_read(ending: str) -> None:
    assert lines_of(one_word(), f"x.{ending}") == ["word"]


def test_a_document_of_the_strict_standard_is_read() -> None:
    content = written(numbered(1, 0, "one"))
    content = with_parts(
        content, {"word/numbering.xml": lists(level(0, "decimal", "%1."))}
    )
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(kept, "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name).replace(USUAL.encode(), STRICT.encode())
            part = part.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            new.writestr(name, part)
    assert lines_of(kept.getvalue()) == ["1. one"]


def test_the_day_when_a_document_was_saved_is_offered_and_never_sure() -> None:
    def write(document: Document) -> None:
        document.add_paragraph("The Treaty of 1985 holds.")
        document.core_properties.created = dt.datetime(2026, 2, 6, tzinfo=dt.UTC)
        document.core_properties.modified = dt.datetime(2026, 2, 9, tzinfo=dt.UTC)

    stated = read_file("x.docx", word_file(write)).stated
    assert [(date.day.isoformat(), date.is_published) for date in stated] == [
        ("2026-02-06", False),
        ("2026-02-09", False),
    ]
    assert "“created”" in stated[0].where


@pytest.mark.parametrize("make", [one_word, lambda: b"PK\x03\x04 no document"])
def test_a_document_within_documents_ends(make: Callable[[], bytes]) -> None:
    content = make()
    for _ in range(6):
        content = with_related(one_word(), "aFChunk", "inner.docx", content)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            body = archive.read("word/document.xml").decode()
        body = body.replace("<w:body>", '<w:body><w:altChunk w:id="raFChunk"/>')
        content = with_parts(content, {"word/document.xml": body})
    try:
        intake = read_file("x.docx", content)
    except IntakeError:
        pytest.fail("what cannot be read of it is said, and the rest is read")
    assert any("A part in another format left out" in note for note in intake.notes)

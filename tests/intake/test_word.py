"""Word documents: numbers as Word prints them, and nothing that it does not show."""

from __future__ import annotations

import io
import time
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from geo.errors import IntakeError
from geo.intake.reading import read_file
from geo.text.passages import split_passages
from tests.intake.files import (
    W,
    add_xml,
    bomb,
    one_word,
    with_parts,
    with_related,
    word_file,
)

if TYPE_CHECKING:
    from docx.document import Document

NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="14"/><w:numFmt w:val="decimal"/>
  <w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
  <w:lvlText w:val="(%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>
  <w:lvlText w:val="%1.%2.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
 <w:lvlText w:val="&#xf0b7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""

NOTES = f"""<w:footnotes {W}>
<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>In force.</w:t></w:r>
</w:p></w:footnote></w:footnotes>"""
DELETED = (
    '<w:del w:id="1" w:author="x"><w:r><w:delText>SECRET</w:delText></w:r></w:del>'
)
SEEN = (
    '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr>'
    '<w:t xml:space="preserve"> seen</w:t></w:r>'
)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(list_id: int, depth: int, text: str) -> str:
    return (
        f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/>'
        f"</w:numPr></w:pPr>{run(text)}"
    )


def lines_of(content: bytes) -> list[str]:
    return [line for line in read_file("x.docx", content).text.split("\n") if line]


def test_paragraphs_bear_the_numbers_that_word_prints() -> None:
    def write(document: Document) -> None:
        for entry in (
            (1, 0, "Tân Nam"),
            (1, 1, "first"),
            (1, 1, "second"),
            (1, 2, "deep"),
            (1, 0, "Mộc Bài"),
            (1, 1, "first again"),
            (2, 0, "point"),
            (3, 0, "anew"),
            (3, 0, "and on"),
            (9, 0, "no such list"),
            (0, 0, "none"),
        ):
            add_xml(document, numbered(*entry))

    content = with_parts(word_file(write), {"word/numbering.xml": NUMBERING})
    assert lines_of(content) == [
        "14. Tân Nam",
        "(a) first",
        "(b) second",
        "14.b.I deep",
        "15. Mộc Bài",
        "(a) first again",
        "• point",
        "1. anew",
        "2. and on",
        "no such list",
        "none",
    ]


def test_the_lists_of_a_style_are_numbered() -> None:
    def write(document: Document) -> None:
        document.add_heading("Joint statement", 1)
        for words in ("One", "Two", "Three"):
            document.add_paragraph(words, style="List Number")
        document.add_paragraph("Four", style="List Bullet")

    intake = read_file("x.docx", word_file(write))
    assert intake.text.split("\n\n") == [
        "Joint statement",
        "1. One",
        "2. Two",
        "3. Three",
        "• Four",
    ]
    assert intake.title == "Joint statement"
    assert [p.id for p in split_passages("x", intake.text)] == [
        *("l1", "1", "2", "3", "3b"),
    ]


def test_a_row_of_a_table_is_a_paragraph() -> None:
    def write(document: Document) -> None:
        table = document.add_table(2, 2)
        for cell, words in zip(
            (c for row in table.rows for c in row.cells),
            ("Gate", "Place", "Mộc\nBài", "Tây Ninh"),
            strict=True,
        ):
            cell.text = words
        document.add_table(1, 1).cell(0, 0).text = "alone"

    assert lines_of(word_file(write)) == ["Gate | Place", "Mộc Bài | Tây Ninh", "alone"]


def test_deletions_hidden_words_and_margins_are_left_out_and_said() -> None:
    def write(document: Document) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = "SECRET HEAD"
        section.footer.paragraphs[0].text = "SECRET FOOT"
        add_xml(
            document,
            run("kept ")
            + DELETED
            + f'<w:ins w:id="2" w:author="x">{run("added")}</w:ins>'
            + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t></w:r>"
            + SEEN
            + "<w:r><w:instrText>SECRET</w:instrText></w:r>"
            + '<w:r><w:footnoteReference w:id="1"/></w:r>'
            + f"<w:hyperlink>{run(' link')}</w:hyperlink>",
        )

    intake = read_file(
        "x.docx", with_related(word_file(write), "footnotes", "notes7.xml", NOTES)
    )
    assert intake.text == "kept added seen[1] link\n\n[1] In force."
    assert intake.notes == (
        "Headers and footers left out.",
        "Hidden text left out.",
        "The document's notes stand at the end, after their marks.",
        "Tracked deletions left out.",
    )


def test_a_text_box_is_read_once_and_breaks_part_lines() -> None:
    box = (
        f"<w:r><mc:AlternateContent xmlns:mc="
        '"http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
        f'Requires="wps"><w:drawing><w:txbxContent><w:p>{run("boxed")}</w:p>'
        "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        f"<w:p>{run('boxed')}</w:p></w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    def write(document: Document) -> None:
        add_xml(
            document,
            f"{run('one')}<w:r><w:br/></w:r>{run('two')}<w:r><w:tab/></w:r>{run('3')}{box}",
        )

    assert lines_of(word_file(write)) == ["one", "two 3", "boxed"]


def test_braces_and_marks_of_markup_stay_text() -> None:
    words = r"{{ 7 }} {% x %} <b> & \n"
    assert lines_of(word_file(lambda d: d.add_paragraph(words))) == [words]


def zipped(parts: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return kept.getvalue()


def lying_bomb() -> bytes:
    """Give a bomb that says it unpacks to little."""
    content = bytearray(bomb())
    size = (60_000_000).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (9).to_bytes(4, "little")
    return bytes(content)


def many_parts() -> bytes:
    return zipped({f"x{n}": b"" for n in range(6_000)})


def laughs() -> bytes:
    entities = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12)
    )
    xml = (
        f"<!DOCTYPE x [{entities}]><w:document {W}><w:body>&l11;</w:body></w:document>"
    )
    return with_parts(one_word(), {"word/document.xml": xml})


def outside() -> bytes:
    entity = '<!ENTITY e SYSTEM "file:///etc/hostname">'
    xml = f"<!DOCTYPE x [{entity}]><w:document {W}>&e;</w:document>"
    return with_parts(one_word(), {"word/document.xml": xml})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (bomb(), "unpacks to far more than a text has"),
        (lying_bomb(), "damaged|unpacks to far more"),
        (many_parts(), "unpacks to far more than a text has"),
        (laughs(), "defines entities of its own|damaged"),
        (outside(), "defines entities of its own|damaged"),
        (one_word()[:-400], "damaged"),
        (one_word()[:3000] + b"\x00" * 900 + one_word()[3900:], "damaged"),
        (with_parts(one_word(), {"word/document.xml": b"<w:document"}), "damaged"),
        (zipped({"a.txt": b"words"}), "a zip file, but not a Word document"),
        (zipped({}), "a zip file, but not a Word document"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "an old Word document"),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") + bytes(99),
            "locked with a password",
        ),
        (b"just words", "not a Word document"),
        (word_file(lambda _: None), "holds no words"),
    ],
)
def test_a_broken_or_hostile_word_file_is_one_clear_sentence(
    content: bytes, said: str
) -> None:
    start = time.process_time()
    with pytest.raises(IntakeError, match=said) as refused:
        read_file("x.docx", content)
    assert str(refused.value).startswith("x.docx: ")
    assert "\n" not in str(refused.value)
    assert time.process_time() - start < 5


def test_a_picture_in_the_file_costs_nothing() -> None:
    content = with_parts(one_word(), {"word/media/a.png": b"\x00" * 4_000_000})
    assert lines_of(content) == ["word"]


def test_the_library_that_makes_the_files_reads_the_same_words() -> None:
    content = word_file(lambda d: [d.add_paragraph(f"Words {n}") for n in range(9)])
    expected = [p.text for p in docx.Document(io.BytesIO(content)).paragraphs]
    assert lines_of(content) == expected

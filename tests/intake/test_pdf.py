"""PDF: reading order, paragraphs, and what frames a page left out."""

from __future__ import annotations

import base64
import io
import re
import threading
import time
import tracemalloc
import unicodedata
import zlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from geo.errors import IntakeError
from geo.intake.pdf_files import MOST_PAGES
from geo.intake.pdf_layout import Line, Word, read_page
from geo.intake.pdf_paragraphs import join_pages
from geo.intake.pdf_scripts import UNMAPPED, count_scripts, script_notes
from geo.intake.pdf_streams import LARGEST_STREAM, MOST_SHOWN
from geo.intake.reading import read_file
from geo.text.passages import split_passages
from tests.conftest import DATA
from tests.intake.files import (
    FONT,
    Pdf,
    drawn,
    drawn_words,
    gazette,
    locked,
    pdf_file,
    placed_lines,
    scanned,
    two_columns,
)

STATEMENT = [
    line.strip()
    for line in (DATA / "documents/joint-statement.txt")
    .read_text(encoding="utf-8")
    .split("\n")
    if line.strip()
]
"""The paragraphs of a shipped document."""


def column(*texts: str, x: float = 0.0, width: float = 200.0) -> list[Line]:
    """Make the lines of a column, all full but the last."""
    return [
        Line(text, x, 12.0 * n, x + width, 12.0 * n + 10, x, x + width)
        for n, text in enumerate(texts)
    ]


def joined(*texts: str) -> str:
    return join_pages([column(*texts)]).text


def test_a_statement_comes_back_paragraph_by_paragraph() -> None:
    content = pdf_file(STATEMENT, head="Joint statement", foot="- {} -")
    intake = read_file("x.pdf", content)
    assert intake.text.split("\n\n") == STATEMENT
    assert intake.notes == (
        "Page numbers left out.",
        "Running heads and feet left out: “Joint statement”.",
    )
    again = split_passages("x", "\n\n".join(STATEMENT))
    assert split_passages("x", intake.text) == again


def test_two_columns_are_read_one_after_the_other() -> None:
    title = "Statement of two neighbours on the occasion of a visit of state"
    intake = read_file("x.pdf", two_columns(STATEMENT, title))
    found = intake.text.split("\n\n")
    assert found[0] == intake.title == title
    assert len(set(STATEMENT) & set(found)) >= len(STATEMENT) - 1
    words = " ".join(intake.text.split())
    assert words == " ".join(" ".join([title, *STATEMENT]).split())


def test_columns_drawn_row_by_row_are_read_as_columns() -> None:
    left = (
        "14. The two sides welcomed the work on the gate of|Tân Nam in the "
        "province of Tây Ninh, and the roads|which lead to it from both of the "
        "countries there."
    )
    right = (
        "15. They agreed on the boundary, and on the work|of the provinces along "
        "it, and on trade between|the peoples of both countries in the new year."
    )
    rows = zip(left.split("|"), right.split("|"), strict=True)
    placed = [
        line
        for n, (a, b) in enumerate(rows)
        for line in ((20, 20 + n * 4, a), (105, 20 + n * 4, b))
    ]
    text = read_file("x.pdf", placed_lines(*placed)).text
    assert text == f"{left}\n\n{right}".replace("|", " ")


GAZETTE_TEXT = """\
The two sides agreed to open the gate of Tân Nam in Tây Ninh Province, to widen the \
road to it, and to study a crossing in An Giang Province.
Đồng Nai Province and Kratie Province signed a memorandum on trade; Phnom Penh and \
Hồ Chí Minh City will exchange visits of merchants twice a year.
Cần Thơ, Vĩnh Long and Cà Mau and those of Kampot, Kep and Takeo will look after the \
water of the Mekong and its delta together, as was said.
Both sides asked Gia Lai and Ratanakiri to look at the patrol roads, the markers and \
the works along the land boundary."""

GAZETTE = GAZETTE_TEXT.splitlines()


@pytest.mark.parametrize(
    "heading", ["", "What both of the sides agreed on in the year"]
)
@pytest.mark.parametrize("shift", [0, 3, 4, 4.5])
@pytest.mark.parametrize("gutter", [8, 16, 48])
@pytest.mark.parametrize("columns", [2, 3, 4])
def test_columns_set_at_heights_of_their_own_are_read_one_after_the_other(
    columns: int, gutter: float, shift: float, heading: str
) -> None:
    content = gazette(
        GAZETTE,
        columns=columns,
        gutter=gutter,
        shift=shift,
        heading=heading,
        indent=8,
    )
    said = [GAZETTE[0]] * columns + [heading] + GAZETTE[1:] * columns
    found = read_file("x.pdf", content).text.split("\n\n")
    assert found == (said if heading else GAZETTE * columns)


@st.composite
def scattered(draw: st.DrawFn) -> list[Word]:
    """Words on a few heights and in a few columns, and some anywhere at all."""
    near = st.sampled_from([0.0, 3.0, 12.0, 15.0, 24.0, 36.0, 48.0, 200.0])
    places = st.one_of(near, st.floats(-1e9, 1e9))
    sizes = st.one_of(st.sampled_from([0.0, 10.0, 90.0]), st.floats(0, 1e9))
    boxes = draw(st.lists(st.tuples(places, places, sizes, sizes), max_size=60))
    return [
        Word(f"w{n}", x, top, x + width, top + height)
        for n, (x, top, width, height) in enumerate(boxes)
    ]


@given(scattered())
def test_every_word_is_read_once_wherever_it_stands(words: list[Word]) -> None:
    lines = read_page(words)
    read = [w for line in lines for w in line.text.replace("|", " ").split()]
    assert sorted(read) == sorted(word.text for word in words)
    join_pages([lines])


def test_short_cells_are_no_columns_of_text() -> None:
    rows = [(f"Gate {n}", f"Province {n}", f"{1990 + n}", "open") for n in range(12)]
    placed = [
        (20 + 40 * column, 20 + 6 * n, cell)
        for n, row in enumerate(rows)
        for column, cell in enumerate(row)
    ]
    text = read_file("x.pdf", placed_lines(*placed)).text
    assert text.split("\n") == [" | ".join(row) for row in rows]


def test_a_table_is_read_row_by_row_and_signatures_party_by_party() -> None:
    placed = [
        (20, 20, "Gate"), (80, 20, "Province"), (140, 20, "Opened"),
        (20, 26, "Mộc Bài"), (80, 26, "Tây Ninh"), (140, 26, "1994"),
        (20, 32, "Hà Tiên"), (80, 32, "An Giang"), (140, 32, "2009"),
        (20, 60, "For the Government of"), (110, 60, "For the Government of"),
        (20, 66, "the Kingdom of Cambodia"), (110, 66, "the Republic"),
    ]  # fmt: skip
    assert read_file("x.pdf", placed_lines(*placed)).text.split("\n") == [
        "Gate | Province | Opened",
        "Mộc Bài | Tây Ninh | 1994",
        "Hà Tiên | An Giang | 2009",
        "For the Government of",
        "the Kingdom of Cambodia",
        "For the Government of",
        "the Republic",
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("of the pro-", "vinces there"), "of the provinces there"),
        (("of co-", "operation there"), "of co-operation there"),
        (("a Meun Chey-", "Tân Nam gate"), "a Meun Chey-Tân Nam gate"),
        (("a Meun Chey–", "Tân Nam gate"), "a Meun Chey–Tân Nam gate"),
        (("a Meun Chey", "–Tân Nam gate"), "a Meun Chey–Tân Nam gate"),
        (("a gate –", "open now"), "a gate – open now"),
        (("the tax-free and tax-", "free"), "the tax-free and tax-free"),
        (("cross\x02", "border"), "cross-border"),
        (("inter\ufffe", "national"), "international"),
        (("and 2019-", "2020"), "and 2019-2020"),
        (("Bà Rịa-", "vũng"), "Bà Rịa-vũng"),
        (("the e\ufb03cient of\ufb01ce", "is"), "the efficient office is"),
        (("ព្រះរាជាណាចក្រ", "កម្ពុជា"), "ព្រះរាជាណាចក្រកម្ពុជា"),
        (("km/", "h"), "km/h"),
    ],
)
def test_what_a_line_end_breaks_is_mended(lines: tuple[str, ...], said: str) -> None:
    assert joined(*lines) == said


def test_hyphens_undone_are_counted() -> None:
    assert join_pages([column("of pro-", "vinces")]).notes == (
        "1 hyphen at line ends undone.",
    )


def test_accents_come_with_their_letters() -> None:
    apart = unicodedata.normalize("NFD", "cửa khẩu Mộc Bài")
    assert joined(apart) == "cửa khẩu Mộc Bài"


@pytest.mark.parametrize(
    "label", ["15.", "(a)", "b)", "•", "Article 3", "Điều 3.", "II.", "2.1"]
)
def test_a_label_begins_a_paragraph_after_a_full_stop(label: str) -> None:
    assert joined("It is agreed.", f"{label} Next").count("\n\n") == 1


def test_a_number_that_a_sentence_wraps_before_is_no_label() -> None:
    assert (
        joined("as said in Article", "14. It begins")
        == "as said in Article 14. It begins"
    )


def test_a_sentence_goes_on_over_the_page() -> None:
    pages = [column("It is agreed to open"), column("the gate of Mộc Bài.")]
    pdf = join_pages(pages)
    assert pdf.text == "It is agreed to open the gate of Mộc Bài."
    assert pdf.page_starts == (0, 21)
    assert pdf.text[21:] == "the gate of Mộc Bài."


def test_a_head_on_both_of_two_pages_is_left_out() -> None:
    head = Line("Accord, 2026", 0, -30, 60, -22, 0, 200)
    pages = [[head, *column("It is agreed to open", "the gates.")] for _ in range(2)]
    pages[1][1:] = column("They meet again", "in a year.")
    pdf = join_pages(pages)
    assert pdf.text == "It is agreed to open the gates.\n\nThey meet again in a year."
    assert pdf.notes == ("Running heads and feet left out: “Accord, 2026”.",)


def test_khmer_from_a_pdf_is_read_with_a_warning() -> None:
    pdf = Pdf()
    pdf.add_font("Khmer", fname=FONT.with_name("noto-sans-khmer.ttf"))
    pdf.set_font("Khmer", size=12)
    pdf.add_page()
    pdf.cell(0, 8, "កម្ពុជា")
    intake = read_file("x.pdf", bytes(pdf.output()))
    assert intake.language == "km"
    assert "surer" in intake.notes[-1]


def test_pages_begin_where_their_first_words_stand() -> None:
    content = pdf_file(STATEMENT, foot="Page {}")
    intake = read_file("x.pdf", content)
    pages = PdfReader(io.BytesIO(content)).pages
    assert len(intake.page_starts) == len(pages)
    for start, page in zip(intake.page_starts, pages, strict=True):
        first = re.sub(r"\s+", " ", page.extract_text()[:30])
        assert intake.text[start:].replace("\n\n", " ").startswith(first[:25])


def test_a_page_without_text_begins_where_the_next_does() -> None:
    pdf = Pdf()
    for words in ("One.", "", "Two words", ""):
        pdf.add_page()
        pdf.paragraph(words)
    intake = read_file("x.pdf", bytes(pdf.output()))
    assert intake.text == "One.\n\nTwo words"
    assert intake.page_starts == (0, 6, 6, 15)


def test_footnotes_stand_at_the_end() -> None:
    pdf = Pdf(11)
    for n in range(2):
        pdf.add_page()
        pdf.paragraph(
            f"The page {n} has a text that is longer than its note by far. " * 4
        )
        pdf.set_y(-40)
        pdf.set_font("Noto", size=7)
        pdf.cell(0, 4, f"{n + 1} Signed in {2019 + n}.")
        pdf.set_font("Noto", size=11)
    intake = read_file("x.pdf", bytes(pdf.output()))
    assert intake.text.endswith("1 Signed in 2019.\n\n2 Signed in 2020.")
    assert "Footnotes stand at the end." in intake.notes


def test_words_turned_against_the_page_are_left_out() -> None:
    upright = [Word(f"w{n}", 0, 12 * n, 20, 12 * n + 10) for n in range(9)]
    across = [Word("DRAFT", 0, 0, 90, 90, 0.5), Word("side", 0, 0, 9, 90, 1.0)]
    assert all("D" not in line.text for line in read_page([*upright, *across]))
    assert read_page(across)[0].text == "side"


def test_a_page_lying_on_its_side_is_read() -> None:
    pdf = Pdf()
    pdf.add_page(orientation="L")
    with pdf.rotation(90, 100, 100):
        for n in range(3):
            pdf.text(60, 60 + n * 6, f"{n + 1}. This page is turned.")
    found = read_file("x.pdf", bytes(pdf.output())).text.split("\n\n")
    assert found == [f"{n}. This page is turned." for n in (1, 2, 3)]


def test_progress_is_told_and_what_it_raises_ends_the_reading() -> None:
    content = pdf_file(STATEMENT)
    told: list[tuple[int, int]] = []
    read_file("x.pdf", content, lambda done, pages: told.append((done, pages)))
    assert told == [(n + 1, len(told)) for n in range(len(told))]

    def cancel(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_file("x.pdf", content, cancel)
    assert read_file("x.pdf", content).text


def test_several_threads_read_at_once() -> None:
    content = pdf_file(STATEMENT)
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(read_file("x.pdf", content).text))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(a == b for a, b in pairwise(found))


def blank(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    assert read_file("x.pdf", locked("", "owner")).text == "Words of the text"


def flate_bomb(times: int = 1) -> bytes:
    packed = zlib.compress(b" " * (LARGEST_STREAM + 9), 9)
    packed = zlib.compress(packed) if times > 1 else packed
    stream = b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (
        len(packed),
        b"/FlateDecode" * times,
        packed,
    )
    kids = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", kids, page, stream]
    objects = b"".join(b"%d 0 obj\n%s\nendobj\n" % p for p in enumerate(parts, 1))
    return b"%PDF-1.4\n" + objects + b"trailer<</Root 1 0 R>>\n%%EOF"


LINES = [
    (f"1 0 0 1 50 {750 - 14 * n} Tm", "Both sides met in Tay Ninh Province, and they")
    for n in range(14)
]
"""Lines of one column, each full."""

SAID = " ".join(words for _, words in LINES)


@pytest.mark.parametrize(
    "far", ["3e8", "300000000", "-300000000", "2147483647", "9" * 44]
)
@pytest.mark.parametrize(
    "how",
    [
        "1 0 0 1 {} 400 Tm",
        "1 0 0 1 50 {} Tm",
        "{} 0 0 1 50 400 Tm",
        "{0} 0 0 {0} 50 400 Tm",
        "/F1 {} Tf 50 400 Td",
        "{} Tz 50 400 Td",
        "{} Tc 50 400 Td",
        "1 {} 0 1 50 400 Tm",
    ],
)
def test_a_word_set_beyond_all_measure_takes_nothing_from_the_others(
    how: str, far: str
) -> None:
    content = drawn_words(*LINES, (how.format(far), "end"))
    tracemalloc.start()
    text = read_file("x.pdf", content).text
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert " ".join(text.split()).startswith(SAID)
    assert peak < 2_000_000


@pytest.mark.parametrize(
    "page",
    [
        "/MediaBox[0 0 3000000000 3000000000]",
        "/MediaBox[-1e9 -1e9 1e9 1e9]",
        "/MediaBox[0 0 0 0]",
        "/MediaBox[600 800 0 0]",
        f"/MediaBox[0 0 {'9' * 40} 800]",
        "/MediaBox[(a) 0 600 800]",
        "/Rotate 45",
        "/MediaBox[0 0 600 800]/CropBox[900 900 990 990]",
        "/MediaBox[0 0 600 800]/Rotate -900000000",
        "/MediaBox[0 0 600 800]/UserUnit 1000000000",
    ],
)
def test_a_page_of_absurd_measures_is_read(page: str) -> None:
    far = ("1 0 0 1 300000000 400 Tm", "end")
    text = read_file("x.pdf", drawn_words(*LINES, far, page=page.encode())).text
    assert " ".join(text.split()).removesuffix(" end") == SAID


def test_words_are_laid_out_however_far_apart_they_stand() -> None:
    words = [
        Word(f"w{n}", x * 1e9, n * 1e7, x * 1e9 + 9, n * 1e7 + height)
        for n in range(400)
        for x, height in ((0, 10), (1, 1e-9), (n % 7, 0))
    ]
    tracemalloc.start()
    lines = read_page(words)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sum(len(line.text.replace("|", " ").split()) for line in lines) == 1200
    assert join_pages([lines]).text
    assert peak < 5_000_000


def packed_in_letters(content: bytes) -> bytes:
    """Make a PDF whose content is packed and written in printable letters."""
    written = base64.a85encode(zlib.compress(content, 9)) + b"~>"
    stream = b"<</Length %d/Filter[/ASCII85Decode/FlateDecode]>>stream\n%s\nendstream"
    return drawn(b"").replace(
        b"<</Length 0>>stream\n\nendstream", stream % (len(written), written)
    )


def test_a_stream_written_in_letters_is_read() -> None:
    content = packed_in_letters(b"BT /F1 9 Tf 50 500 Td (Tay Ninh) Tj ET")
    assert read_file("x.pdf", content).text == "Tay Ninh"


def test_a_stream_that_speaks_of_streams_is_measured_once() -> None:
    content = b"%stream\n" * 5_000 + letters(2_000)
    assert read_file("x.pdf", drawn(content)).text.startswith("Tay Ninh, Bac")


def test_words_outside_the_visible_part_are_left_out_and_said() -> None:
    placed = ("50 700 Td", "Seen here"), ("50 300 Td", "Cut off below")
    box = b"/MediaBox[0 0 600 800]/CropBox[0 400 600 800]"
    for turned in (b"", b"/Rotate 90", b"/Rotate 180", b"/Rotate 270"):
        intake = read_file("x.pdf", drawn_words(*placed, page=box + turned))
        assert intake.text == "Seen here"
        assert intake.notes == (
            "3 words outside the visible part of the page left out.",
        )
    off = ("-90 700 Td", "Beside"), ("50 900 Td", "Above"), ("50 500 Td", "Seen")
    assert read_file("x.pdf", drawn_words(*off)).text == "Seen"


def mapped(words: str, codes: str, placed: str = "") -> bytes:
    """Make a PDF whose font says that some letters stand for others."""
    pairs = "".join(
        f"<{ord(one):02x}> <{ord(other):04x}> "
        for one, other in zip(words, codes, strict=True)
        if one != " "
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def 1 "
        "begincodespacerange <00> <ff> endcodespacerange "
        f"{len(pairs) // 12} beginbfchar {pairs} endbfchar endcmap"
    ).encode()
    shown = placed or f"50 700 Td ({words}) Tj"
    content = drawn(f"BT /F1 12 Tf {shown} ET".encode("latin-1"))
    content = content.replace(b"/BaseFont", b"/ToUnicode 9 0 R/BaseFont", 1)
    stream = b"9 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\ntrailer"
    return content.replace(b"trailer", stream % (len(cmap), cmap))


def test_words_from_right_to_left_are_read_in_their_order_and_said() -> None:
    drawn_from_left = "זחט דהו 14 5 אבג"
    intake = read_file("x.pdf", mapped("abc def 14 5 ghi", drawn_from_left))
    assert intake.text == "גבא 14 5 והד טחז"
    assert [note for note in intake.notes if "right to left" in note]


def test_lines_from_top_to_bottom_are_said() -> None:
    placed = "".join(
        f"1 0 0 1 300 {700 - 12 * n} Tm ({c}) Tj " for n, c in enumerate("abcdef")
    )
    intake = read_file("x.pdf", mapped("abcdef", "東京大阪京都", placed))
    assert [note for note in intake.notes if "top to bottom" in note]


def test_letters_that_no_font_explains_are_said() -> None:
    private = "".join(chr(0xE000 + n) for n in range(19))
    said = "abc def ghi jkl mno"
    intake = read_file("x.pdf", mapped(said * 5, private * 5))
    assert [note for note in intake.notes if "do not say which letters" in note]
    unmapped = re.sub(rb"/ToUnicode \d+ 0 R", b"", pdf_file(["The gate of Tân Nam"]))
    with pytest.raises(IntakeError, match="do not say which letters they draw"):
        read_file("x.pdf", unmapped)


def test_letters_of_a_font_without_a_table_are_taken_for_what_they_are() -> None:
    counts = count_scripts([Word(w, 0, 0, 9, 9) for w in STATEMENT[0].split()])
    counts[UNMAPPED] = sum(counts.values())
    assert script_notes(counts) == ()
    shifted = STATEMENT[0].translate({n: n - 29 for n in range(65, 123)})
    counts = count_scripts([Word(w, 0, 0, 9, 9) for w in shifted.split()])
    counts[UNMAPPED] = sum(counts.values())
    assert len(script_notes(counts)) == 1


def test_a_text_with_a_few_signs_or_names_in_other_letters_needs_no_note() -> None:
    said = "The gate of \uf0b7 Tân Nam – *** … (…) — 1,000.50 % “‘” of it" + " more" * 9
    assert read_file("x.pdf", pdf_file(STATEMENT[:3])).notes == ()
    words = [Word(word, 9 * n, 0, 9 * n + 8, 9) for n, word in enumerate(said.split())]
    assert script_notes(count_scripts(words)) == ()


NUMBERED = """\
The Parties agreed to open the gate of Moc
Bai in Tay Ninh Province, and to keep the
road to Svay Rieng open for lorries and for
buses, and to meet each year in the town of
Bavet, where the two of them last met.
Both sides noted that the number of lorries
rose, and asked the customs of both to work
longer. They will meet again in the year in
which the road is done, or before that.""".splitlines()


def with_line_numbers(
    *, x: float = 20, every: int = 1, first: int = 1, lines: list[str] = NUMBERED
) -> str:
    """Give what draws lines of text and their numbers beside them."""
    pages = [
        f"1 0 0 1 50 {700 - 20 * n} Tm ({line}) Tj\n" for n, line in enumerate(lines)
    ]
    numbers = [
        f"1 0 0 1 {x + 5 * (first + n < 10)} {700 - 20 * n} Tm ({first + n}) Tj\n"
        for n in range(len(lines))
        if (first + n) % every == 0
    ]
    return f"BT /F1 10 Tf {''.join(pages)}{''.join(numbers)}ET"


@pytest.mark.parametrize(
    ("said", "count"),
    [
        (with_line_numbers(), 9),
        (with_line_numbers(x=300), 9),
        (with_line_numbers(first=31), 9),
        (with_line_numbers(every=2, first=2), 5),
        (with_line_numbers(every=5, lines=NUMBERED * 2), 3),
        (with_line_numbers(every=5, first=96, lines=NUMBERED * 3), 5),
        (with_line_numbers(x=300, every=5, lines=NUMBERED * 2), 3),
    ],
)
def test_numbers_of_lines_are_left_out_and_said(said: str, count: int) -> None:
    intake = read_file("x.pdf", drawn(said.encode()))
    read = " ".join(intake.text.split())
    words = " ".join(NUMBERED)
    assert read == " ".join([words] * (len(read) // len(words)))
    assert intake.notes == (f"{count} numbers of lines in the margin left out.",)


@pytest.mark.parametrize("start", [10, 1])
def test_numbers_of_lines_that_go_on_over_pages_are_left_out(start: int) -> None:
    one = with_line_numbers().encode()
    two = with_line_numbers(first=start, lines=NUMBERED[5:7]).encode()
    intake = read_file("x.pdf", drawn(one, two))
    assert not re.search(r"\d", intake.text)
    assert intake.notes == ("11 numbers of lines in the margin left out.",)


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("1", "Tay Ninh", "open"),
            ("2", "An Giang", "open"),
            ("3", "Kien Giang", "shut"),
        ],
        [
            ("1", "Gate of Tay Ninh"),
            ("2", "Gate of An Giang"),
            ("3", "Gate of Ha Tien"),
        ],
        [("2021", "Tay Ninh"), ("2022", "An Giang"), ("2023", "Kien Giang")],
        [("7", "roads and"), ("4", "bridges and"), ("9", "water")],
    ],
)
def test_numbers_of_rows_and_years_stay(rows: list[tuple[str, ...]]) -> None:
    places = (50, 80, 300)
    placed = [
        (f"{x} {700 - 20 * n} Td", cell)
        for n, row in enumerate(rows * 2)
        for x, cell in zip(places, row, strict=False)
    ]
    text = read_file("x.pdf", drawn_words(*placed)).text
    assert [word for word in text.split() if word.isdigit()] == [r[0] for r in rows * 2]


def test_numbers_of_paragraphs_stay() -> None:
    said = "the two sides agreed on the road and on the gate and went on with the work"
    placed = [
        (f"{50 if part < 0 else 80} {700 - 60 * n - 20 * max(part, 0)} Td", words)
        for n in range(6)
        for part, words in ((-1, str(n + 1)), (0, said), (1, said), (2, said))
    ]
    text = read_file("x.pdf", drawn_words(*placed)).text
    assert [word for word in text.split() if word.isdigit()] == list("123456")


def raised(before: str, mark: str, after: str = "", *, rise: float = 4) -> str:
    """Give what a text with a small mark above the line is read as."""
    content = (
        f"BT /F1 12 Tf 50 700 Td (by {before}) Tj /F1 7 Tf {rise} Ts ({mark}) Tj "
        f"/F1 12 Tf 0 Ts ({after} and so on) Tj ET"
    )
    text = read_file("x.pdf", drawn(content.encode())).text
    return text.removeprefix("by ").removesuffix(" and so on")


@pytest.mark.parametrize(
    ("before", "mark", "after", "said"),
    [
        ("Moc Bai", "1", "", "Moc Bai 1"),
        ("2024", "2", "", "2024 2"),
        ("Moc Bai", "12", ",", "Moc Bai 12,"),
        ("Tay Ninh", "a", "", "Tay Ninh a"),
        ("Tay Ninh", "*", ".", "Tay Ninh *."),
        ("Tay Ninh", "**", "", "Tay Ninh **"),
        ("Tay Ninh", "[3]", "", "Tay Ninh [3]"),
        ("Tay Ninh.", "4", "", "Tay Ninh. 4"),
        ("Tay Ninh", "1,2", "", "Tay Ninh 1,2"),
        ("the 1", "st", "", "the 1st"),
        ("the 22", "nd", "", "the 22nd"),
        ("le 1", "er", "", "le 1er"),
        ("XX", "e", "", "XXe"),
        ("No", "o", "", "No o"),
        ("N", "o", "", "No"),
        ("M", "me", "", "Mme"),
        ("12 km", "2", "", "12 km\u00b2"),
        ("3 m", "3", ".", "3 m\u00b3."),
        ("10", "-6", "", "10\u207b\u2076"),
        ("x", "2", "", "x\u00b2"),
    ],
)
def test_a_raised_mark_of_a_note_stands_apart_from_the_word(
    before: str, mark: str, after: str, said: str
) -> None:
    assert raised(before, mark, after) == said


def test_what_is_small_or_stands_on_the_line_stays_with_its_word() -> None:
    assert raised("H", "2", "O", rise=-2) == "H2O"
    assert raised("Moc Bai", "1", rise=0) == "Moc Bai1"
    assert raised("T", "AY NINH", rise=0) == "TAY NINH"


PICTURE = (
    b"q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x99 EI Q\n"  # a grey scan
)


def test_letters_that_are_not_drawn_are_left_out_but_for_those_of_a_scan() -> None:
    seen = [(f"50 {700 - 20 * n} Td", "Seen by all") for n in range(3)]
    unseen = ("3 Tr 50 500 Td", "Tan Nam")
    intake = read_file("x.pdf", drawn_words(*seen, unseen))
    assert "Tan Nam" not in intake.text
    assert intake.notes == ("2 words that no viewer shows left out.",)
    assert read_file("x.pdf", drawn_words(unseen)).text == "Tan Nam"
    stamp = drawn(
        PICTURE + b"BT /F1 9 Tf 3 Tr 50 500 Td (Tan Nam) Tj 0 Tr 0 -99 Td "
        b"(Copy made for the reader) Tj ET"
    )
    assert "Tan Nam" in read_file("x.pdf", stamp).text


def test_white_on_white_is_left_out_and_white_on_black_is_read() -> None:
    said = (
        b"BT /F1 12 Tf 50 700 Td (Tay Ninh) Tj ET 0 0 200 300 re f "
        b"1 g BT /F1 12 Tf 50 200 Td (Moc Bai) Tj 0 400 Td (Tan Nam) Tj ET"
    )
    for turned in (b"", b"/Rotate 90", b"/CropBox[20 20 500 790]/Rotate 180"):
        page = b"/MediaBox[0 0 600 800]" + turned
        intake = read_file("x.pdf", drawn(said, page=page))
        assert sorted(intake.text.split()) == ["Bai", "Moc", "Ninh", "Tay"]
        assert intake.notes == ("2 words that no viewer shows left out.",)


@pytest.mark.parametrize(("state", "is_read"), [(b"OFF", False), (b"ON", True)])
def test_a_layer_is_read_where_it_is_shown(state: bytes, *, is_read: bool) -> None:
    content = drawn(
        b"BT /F1 12 Tf 50 700 Td (Tay Ninh) Tj ET "
        b"/OC /L BDC BT /F1 12 Tf 50 600 Td (Tan Nam) Tj ET EMC"
    )
    content = content.replace(
        b"/Pages 2 0 R>>",
        b"/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</%s[6 0 R]>>>>>>" % state,
        1,
    )
    content = content.replace(
        b"/Resources<<", b"/Resources<</Properties<</L 6 0 R>>", 1
    )
    layer = b"6 0 obj\n<</Type/OCG/Name(L)>>\nendobj\ntrailer"
    intake = read_file("x.pdf", content.replace(b"trailer", layer))
    assert ("Tan Nam" in intake.text) is is_read
    assert len(intake.notes) == (not is_read)


def test_letters_too_small_to_be_seen_are_left_out_and_said() -> None:
    seen = ("50 700 Td", "Seen by all"), ("/F1 0.2 Tf 50 500 Td", "Tan Nam")
    intake = read_file("x.pdf", drawn_words(*seen))
    assert intake.text == "Seen by all"
    assert intake.notes == ("2 words too small to be seen left out.",)


def letters(count: int) -> bytes:
    return b"BT /F1 9 Tf " + b"(Tay Ninh, Bac) Tj " * (count // 13) + b"ET"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (flate_bomb(), "unpacks to far more than a text has"),
        (flate_bomb(2), "unpacks to far more than a text has"),
        (packed_in_letters(b" " * (LARGEST_STREAM + 9)), "unpacks to far more"),
        (drawn(letters(110_000)), "at most 100,000 are read; leave this page out"),
        (drawn(letters(MOST_SHOWN + 99)), "draws far more letters than a text has"),
        (packed_in_letters(letters(MOST_SHOWN + 99)), "draws far more letters"),
        (drawn(b"[<" + b"41" * MOST_SHOWN + b"4242>] TJ"), "draws far more letters"),
        (drawn_words(("50 900 Td", "a b")), "no words that a viewer shows; 2 words"),
        (locked("secret", "owner"), "locked with a password"),
        (scanned(), "no text in its 1 page, only pictures"),
        (blank(3), "no text in its 3 pages, only pictures"),
        (blank(MOST_PAGES + 1), "1,001 pages; at most 1,000 are read"),
        (pdf_file(["x"])[:200], "damaged, or no PDF at all"),
        (b"%PDF-1.7\n" + bytes(900), "damaged, or no PDF at all"),
        (b"words", "damaged, or no PDF at all"),
        (b"PK\x03\x04" + bytes(99), "damaged, or no PDF at all"),
    ],
)
def test_a_pdf_without_text_or_damaged_is_one_clear_sentence(
    content: bytes, said: str
) -> None:
    start = time.process_time()
    with pytest.raises(IntakeError, match=said) as refused:
        read_file("x.pdf", content)
    assert str(refused.value).startswith("x.pdf")
    assert "\n" not in str(refused.value)
    assert time.process_time() - start < 5

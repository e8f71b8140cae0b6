"""Plain and pasted texts: what is shown is what is kept."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import IntakeError
from geo.intake.cleaning import clean_text
from geo.intake.encodings import decode_text
from geo.intake.reading import LARGEST_BYTES, read_file, read_pasted
from geo.text.passages import split_passages
from tests.conftest import DATA

VIETNAMESE = "Hai bên nhất trí mở cửa khẩu quốc tế Tân Nam, tỉnh Tây Ninh."
ANY_TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=400)
LINES = st.lists(
    st.sampled_from(
        (
            *("1. One", "2. Two", "14. Nine", "15. Ten", "3) Three", "(1) Four", ""),
            *("Article 1", "Article 2", "Điều 3. Năm", "I. Six", "II. Six", "words"),
            *("1.1 Seven", "1.2 Eight"),
        )
    ),
    max_size=60,
)


def letters(text: str) -> str:
    return "".join(text.split())


@given(ANY_TEXT)
@settings(deadline=None)
def test_of_any_text_only_what_cannot_be_seen_is_lost(text: str) -> None:
    kept = clean_text(text).text
    visible = "".join(
        c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cn", "Co"}
    )
    seen = "".join(
        c for c in kept if unicodedata.category(c) not in {"Cc", "Cf", "Cn", "Co"}
    )
    invisible = dict.fromkeys(map(ord, "\u034f\u115f\u1160\u180e\u3164\uffa0"))
    expected = unicodedata.normalize("NFC", visible.translate(invisible))
    assert letters(unicodedata.normalize("NFC", seen)) == letters(expected)


@given(ANY_TEXT)
@settings(deadline=None)
def test_a_text_that_is_clean_stays_as_it_is(text: str) -> None:
    once = clean_text(text).text
    assert clean_text(once).text == once
    assert clean_text(once).notes == () or "�" in once
    assert "\n\n\n" not in once
    assert all(line == line.strip() for line in once.split("\n"))


@given(ANY_TEXT)
@settings(deadline=None)
def test_pasted_and_from_a_file_a_text_is_the_same(text: str) -> None:
    try:
        pasted = read_pasted(text)
    except IntakeError:
        assert not clean_text(text).text
        return
    assert read_file("x.txt", b"\xef\xbb\xbf" + text.encode()).text == pasted.text
    assert letters(pasted.text) == letters(clean_text(text).text)


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_passages_of_any_numbering_tile_the_text_under_ids_of_their_own(
    lines: list[str],
) -> None:
    text = "\n".join(lines)
    passages = split_passages("any", text)
    ids = [passage.id for passage in passages]
    assert len(set(ids)) == len(ids)
    assert all(i.replace(".", "").isalnum() and i.isascii() for i in ids)
    if passages:
        assert "".join(passage.text for passage in passages) == text
        assert all(text[p.start : p.end] == p.text for p in passages)


@pytest.mark.parametrize("document", ["joint-statement", "party-meeting"])
def test_a_shipped_document_comes_in_as_it_is(document: str) -> None:
    content = (DATA / "documents" / f"{document}.txt").read_bytes()
    intake = read_file(f"{document}.txt", content)
    assert intake.text == content.decode().strip()
    assert (intake.language, intake.notes, intake.page_starts) == ("en", (), ())


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_every_unicode_encoding_is_read(encoding: str) -> None:
    intake = read_file("x.txt", (VIETNAMESE * 3).encode(encoding))
    assert intake.text == VIETNAMESE * 3
    assert intake.language == "vi"


def test_windows_1258_is_told_by_the_marks_over_its_vowels() -> None:
    marked = "".join(
        c if c in "ăâđêôơư" else unicodedata.normalize("NFD", c) for c in VIETNAMESE
    )
    half = marked
    for whole in "âêô":
        half = half.replace(unicodedata.normalize("NFD", whole), whole)
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            broken = unicodedata.normalize("NFD", whole)[0] + tone + "\u0302"
            half = half.replace(broken, whole + tone)
    half = half.replace("a\u0306", "ă").replace("o\u031b", "ơ").replace("u\u031b", "ư")
    content = half.encode("cp1258")
    decoded = decode_text("x.txt", content)
    assert unicodedata.normalize("NFC", decoded.text) == VIETNAMESE
    assert decoded.encoding == "windows-1258"
    intake = read_file("x.txt", content)
    assert intake.text == VIETNAMESE
    assert intake.notes[0] == "Not UTF-8; read as Windows-1258, a guess."


def test_western_letters_are_read_and_the_guess_is_named() -> None:
    text = "Le président a été reçu à Hanoï — “très” bien. " * 5
    intake = read_file("x.txt", text.encode("cp1252"))
    assert intake.text == text.strip()
    assert intake.language == "fr"
    assert intake.notes


def test_what_cannot_be_seen_is_left_out_and_said() -> None:
    intake = read_pasted("Mộc\u202e B\u00adài\u200b\x00 gate\u2066 opens")
    assert intake.text == "Mộc Bài gate opens"
    assert intake.notes == (
        (
            "5 invisible characters (directions, zero width, soft hyphens or controls) "
            "left out."
        ),
    )


def test_a_lone_surrogate_does_not_stay() -> None:
    assert read_pasted("Tay\ud800 Ninh").text == "Tay Ninh"


def test_joiners_stay_where_a_script_needs_them() -> None:
    assert read_pasted("क\u200dष x\u200dy").text == "क\u200dष xy"


def test_lines_broken_at_a_width_are_joined_and_numbers_are_not() -> None:
    lines = (
        "14. The two sides welcomed the official inauguration of the",
        "Meun Chey–Tân Nam international border checkpoint and agreed",
        "to open the road that leads to it, and to keep the markets on",
        "both sides of it clean, well lit and open until late at night.",
        "15. They agreed to meet again in Phnom Penh in the next year,",
        "at a date that both of them find suitable, and thereafter in",
        "Hà Nội every second year until all is done as it was agreed.",
    )
    intake = read_pasted("\n".join(lines))
    assert intake.text == " ".join(lines[:4]) + "\n" + " ".join(lines[4:])
    assert intake.notes == ("Lines broken at 62 characters were joined to paragraphs.",)


def test_a_list_of_short_lines_is_not_joined() -> None:
    lines = "\n".join(
        f"Province number {n} of the long list, as signed" for n in range(9)
    )
    assert read_pasted(lines + "\n" + "x" * 60).text.count("\n") == 9


@pytest.mark.parametrize("poison", ["{{ 7 * 7 }}", "{% raw %}", r"C:\x", "$`<b>"])
def test_braces_and_backslashes_stay_text(poison: str) -> None:
    assert read_pasted(poison + " words").text == poison + " words"
    assert read_file("x.txt", poison.encode()).text == poison


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("note.txt", b"", "note.txt: the file is empty"),
        ("note.txt", b" \n\t \xc2\xa0", "holds no words, only white space"),
        ("note.xlsx", b"x", "ending in .xlsx are not read; expected .txt"),
        ("note.doc", b"x", "save it as .docx"),
        ("note", b"x", "a file without ending is not read"),
        ("note.txt", b"%PDF-1.7 x", "holds a PDF, not a text"),
        ("note.txt", b"PK\x03\x04xx", "holds a zip"),
        ("note.txt", bytes(range(256)) * 9, "bytes that no text has"),
        ("../../etc/note.txt", b"", r"^note\.txt: the file is empty"),
        ("C:\\a\\note.txt", b"", r"^note\.txt: the file is empty"),
        ("a\u202e\nb.txt", b"", r"^a b\.txt: the file is empty"),
        ("n" * 300 + ".txt", b"", r"^n{75}….txt: the file is empty"),
        ("big.txt", b"x" * (LARGEST_BYTES + 1), "at most 25 MB are read"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(
    name: str, content: bytes, said: str
) -> None:
    with pytest.raises(IntakeError, match=said) as refused:
        read_file(name, content)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["", " \n ", "\u200b\ufeff"])
def test_pasted_white_space_is_no_text(text: str) -> None:
    with pytest.raises(IntakeError, match="holds no words"):
        read_pasted(text)


def test_a_pasted_text_has_a_largest_size() -> None:
    with pytest.raises(IntakeError, match="paste it in parts"):
        read_pasted("x" * (LARGEST_BYTES + 1))


def test_a_script_that_is_not_latin_is_guessed() -> None:
    text = "Вьетнам и Камбоджа подписали совместное заявление в Пномпене. " * 5
    intake = read_file("x.txt", text.encode("cp1251"))
    assert intake.text == text.strip()
    guess, language = intake.notes
    assert guess == "Not UTF-8; read as Windows-1251, a guess."
    assert language.startswith("The text looks like Russian: ")


def test_the_title_is_the_first_line_or_the_name() -> None:
    assert read_pasted("2026\n\nJoint statement\nmore").title == "Joint statement"
    assert read_file("note-7.txt", b"1. 2. 3.").title == "note-7"
    long = read_pasted("The word " * 40).title
    assert len(long) <= 91
    assert long.endswith("…")


def test_marks_heaped_on_one_letter_are_left_out_with_a_note() -> None:
    intake = read_file("x.txt", ("Kep a" + "\u0301\u0323" * 100_000).encode())
    assert len(intake.text) < 40
    assert "199,970 marks left out: more than 30 stood on one letter." in intake.notes
    tonal = "Ta\u0302\u0301t ca\u0309"
    assert read_file("x.txt", tonal.encode()).text == "Tất cả"

"""Letters: every encoding read as what it is, and nothing garbled without a word."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import IntakeError
from geo.intake import legacy
from geo.intake.encodings import decode_text, find_declared
from geo.intake.legacy import find_legacy, read_font_run, to_unicode
from geo.intake.reading import read_file, read_pasted
from tests.intake.files import word_file

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCE = (
    "Hai bên thỏa thuận mở cặp cửa khẩu Mộc Bài ở tỉnh Tây Ninh, xây đường đến Đồng "
    "Nai và Lạng Sơn, giữ chợ sạch sẽ; kỹ sư của Cần Thơ được mời."
)
SHOWN = {
    "tcvn3": (
        "Hai bªn tháa thuËn më cÆp cöa khÈu Méc Bµi ë tØnh T©y Ninh, x©y ®\xadêng ®Õn "
        "§ång Nai vµ L¹ng S¬n, gi÷ chî s¹ch sÏ; kü s\xad cña CÇn Th¬ ®\xadîc mêi."
    ),
    "vni": (
        "Hai beân thoûa thuaän môû caëp cöûa khaåu Moäc Baøi ôû tænh Taây Ninh, xaây "
        "ñöôøng ñeán Ñoàng Nai vaø Laïng Sôn, giöõ chôï saïch seõ; kyõ sö cuûa Caàn "
        "Thô ñöôïc môøi."
    ),
    "viscii": (
        "Hai bên thöa thu§n m· c£p cØa kh¦u Mµc Bài · tïnh Tây Ninh, xây ðß"
        "¶ng ðªn Ð°ng Nai và LÕng S½n, giæ chþ sÕch s¨; kÛ sß cüa C¥n Th½ ðßþc m¶i."
    ),
}
"""The sentence as it shows where the fonts of its encoding are missing."""


def bytes_of(encoding: str) -> bytes:
    return SHOWN[encoding].encode("latin-1")


@pytest.mark.parametrize("encoding", sorted(SHOWN))
def test_vietnamese_of_before_unicode_is_read_as_what_it_is(encoding: str) -> None:
    intake = read_file("x.txt", bytes_of(encoding))
    assert intake.text == SENTENCE
    assert (intake.encoding, intake.language) == (encoding, "vi")
    assert "windows-1252" in intake.encodings
    assert "a guess" in intake.notes[0]


@pytest.mark.parametrize("encoding", sorted(SHOWN))
def test_pasted_in_word_in_a_page_and_saved_again_it_is_read_too(encoding: str) -> None:
    shown = SHOWN[encoding]
    word = word_file(lambda document: document.add_paragraph(shown))
    for intake in (
        read_pasted(shown),
        read_file("x.docx", word),
        read_file("x.txt", shown.encode()),
        read_file("x.html", f"<p>{shown}</p>".encode()),
        read_file("x.md", shown.encode("latin-1")),
    ):
        assert intake.text == SENTENCE
        assert any(legacy.LEGACY[encoding] in note for note in intake.notes)


@pytest.mark.parametrize("encoding", sorted(SHOWN))
def test_the_reader_may_say_which_encoding_it_is(encoding: str) -> None:
    few = SHOWN[encoding][:13].encode("latin-1")
    assert find_legacy(few.decode("latin-1")) is None
    intake = read_file("x.txt", few, encoding=encoding.upper())
    assert intake.text.startswith("Hai bên")
    assert intake.encodings == ()


def test_an_encoding_that_nobody_knows_is_said() -> None:
    for wrong in ("klingon", "base64", "a\0b", "idna", "punycode", "unicode_escape"):
        with pytest.raises(IntakeError, match="no encoding is called"):
            read_file("x.txt", b"words", encoding=wrong)


def every_letter() -> set[str]:
    vowels = "aăâeêioôơuưy"
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    small = {unicodedata.normalize("NFC", v + t) for v in vowels for t in tones} | {"đ"}
    return {c for letter in small for c in (letter, letter.upper()) if not c.isascii()}


def inverse(encoding: str) -> Mapping[str, str]:
    """Give each letter that an encoding has as it shows, and the others as they are."""
    if encoding == "vni":
        shown = {**{c: c for c in "íìÍÌ"}}
        for pair, letter in legacy._VNI_LETTERS.items():  # noqa: SLF001 - the table itself is tried
            shown.setdefault(letter, pair)
        return shown
    return {to_unicode(chr(code), encoding): chr(code) for code in range(256)}


@pytest.mark.parametrize("encoding", ["vni", "viscii"])
def test_every_vietnamese_letter_goes_there_and_back(encoding: str) -> None:
    table = inverse(encoding)
    letters = every_letter()
    assert len(letters) == 134
    assert letters <= set(table)
    assert {to_unicode(table[letter], encoding) for letter in letters} == letters


def test_tcvn3_holds_every_small_letter_and_the_capitals_without_tones() -> None:
    table = inverse("tcvn3")
    assert {c for c in every_letter() if c.islower()} | set("ĂÂÊÔƠƯĐ") <= set(table)


@pytest.mark.parametrize("encoding", sorted(SHOWN))
@given(st.lists(st.sampled_from(SENTENCE.split()), min_size=12, unique=True))
@settings(deadline=None)
def test_any_words_of_the_language_come_back(encoding: str, words: list[str]) -> None:
    table = inverse(encoding)
    text = " ".join(words)
    shown = "".join(table.get(character, character) for character in text)
    assert to_unicode(shown, encoding) == text
    found = find_legacy(shown)
    assert found in {encoding, None}


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "Le président a été reçu à Hanoï, où il a signé déjà l’accord présenté là.",
        "Não há razão: a cooperação é já difícil, são irmãos à mão, avó e pão.",
        "Für größere Übungen müssen Städte wie Köln und Zürich jährlich zählen.",
        "El señor Núñez llegó a Córdoba, Mérida, León y Bogotá; también está aquí.",
        "§ 5 of the treaty — “signed” at 10 °C, ±3 µm; © 2026 «Nhân Dân» · 5 × 4 ½",
        "Côte d’Ivoire, São Tomé, Curaçao, Réunion and Åland met near Mộc Bài.",
        "Łódź, województwo łódzkie, przejęcie Gdańska i Poznania, źródło ósme",
    ],
)
def test_other_languages_are_no_legacy_vietnamese(text: str) -> None:
    assert find_legacy(text) is None
    assert read_pasted(text).text == text


@pytest.mark.parametrize("encoding", sorted(SHOWN))
def test_a_pdf_in_an_old_font_is_read_and_what_it_hides_said(encoding: str) -> None:
    pdf = FPDF()
    for page in range(2):
        pdf.add_page()
        pdf.set_font("helvetica", size=11)
        pdf.multi_cell(0, 6, f"{page}. {SHOWN[encoding]}")
    intake = read_file("x.pdf", bytes(pdf.output()))
    assert intake.text.count("Mộc Bài ở tỉnh Tây Ninh") == 2
    assert [intake.text[start] for start in intake.page_starts] == ["0", "1"]
    assert any(legacy.LEGACY[encoding] in note for note in intake.notes)
    assert any("soft hyphen" in n for n in intake.notes) == (encoding == "tcvn3")


def test_the_soft_hyphen_that_is_a_letter_stays() -> None:
    assert "được" in read_pasted(SHOWN["tcvn3"]).text
    assert read_pasted("Mộc B\u00adài").text == "Mộc Bài"


def test_a_font_of_a_word_run_says_what_its_letters_are() -> None:
    assert read_font_run("Méc Bµi", ".VnTime") == "Mộc Bài"
    assert read_font_run("Méc Bµi", ".VnArialH") == "MỘC BÀI"
    assert read_font_run("Moäc Baøi", "VNI-Times") == "Mộc Bài"
    assert read_font_run("Mộc Bài", "Times New Roman") == "Mộc Bài"


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("gb2312", "越南西宁省"),
        ("GBK", "越南西宁省镕"),
        ("big5", "越南西寧省"),
        ("Shift_JIS", "ベトナムのタイニン省"),
        ("iso-2022-jp", "ベトナムのタイニン省"),
        ("euc-kr", "베트남 떠이닌성"),
        ("koi8-r", "провинция Тэйнинь"),
        ("windows-1251", "Тэйнинь"),
        ("iso-8859-2", "Łódź i Gdańsk"),
        ("iso-8859-1", "reçu à Hanoï “ici”"),
        ("tis-620", "จังหวัดสระแก้ว"),
    ],
)
def test_an_encoding_that_a_page_declares_is_believed(label: str, words: str) -> None:
    python = {"iso-8859-1": "cp1252", "GBK": "gb18030"}.get(label, label)
    for head in (
        f'<meta charset="{label}">',
        f"<META content='text/html; charset={label}' http-equiv=Content-Type>",
        f'<!-- charset="utf-8" --><meta charset={label} />',
        f'<?xml version="1.0" encoding="{label}"?>',
    ):
        content = head.encode() + f"<p>Tay Ninh: {words}</p>".encode(python)
        intake = read_file("x.html", content)
        assert intake.text == f"Tay Ninh: {words}"
        assert intake.encoding == label.lower()
        assert intake.encodings == ()
        assert "as the page declares" in intake.notes[0]


def test_a_declaration_is_not_believed_against_the_bytes() -> None:
    head = b'<meta charset="gb2312"><p>'
    assert read_file("x.html", head + SENTENCE.encode()).text == SENTENCE
    marked = b"\xff\xfe" + (head.decode() + SENTENCE).encode("utf-16-le")
    assert read_file("x.html", marked).text == SENTENCE
    french = "reçu à Hanoï, où il a signé déjà l’accord présenté là"
    intake = read_file("x.html", b'<meta charset="big5"><p>' + french.encode("cp1252"))
    assert intake.text == french
    assert "The page declares big5." in intake.notes[0]
    western = b'<meta charset="iso-8859-1"><p>' + bytes_of("viscii")
    assert read_file("x.html", western).text == SENTENCE


@pytest.mark.parametrize("label", ["punycode", "unicode_escape", "idna", "rot13"])
def test_what_is_no_encoding_of_a_text_is_not_believed(label: str) -> None:
    page = f"<meta charset={label}><p>reçu à Hanoï, C:\\new".encode("cp1252")
    assert read_file("x.html", page).text == "reçu à Hanoï, C:\\new"


def test_a_page_declares_only_what_it_is_not_said_to_be() -> None:
    assert find_declared(b"<p>The meta charset=koi8-r is a word of this text") == ""
    declared = '<meta charset="koi8-r"><p>Mộc Bài'.encode()
    assert read_file("x.html", declared, encoding="utf-8").text == "Mộc Bài"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "ព្រះរាជាណាចក្រកម្ពុជា និងវៀតណាម",
        "越南和柬埔寨发表联合声明，同意开放口岸。两国同意加强合作。",
        "The gate of Moc Bai\r\nis open.",
        "Вьетнам и Камбоджа",
    ],
)
def test_wide_unicode_without_a_mark_is_read(codec: str, text: str) -> None:
    decoded = decode_text("x.txt", text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, codec)


@pytest.mark.parametrize("codec", ["cp037", "cp500", "cp1140"])
def test_ebcdic_is_read_and_said(codec: str) -> None:
    text = "Done at Phnom Penh. The two sides opened the gate of Moc Bai in 2026."
    intake = read_file("x.txt", text.encode(codec))
    assert intake.text == text
    assert "EBCDIC" in intake.notes[0]
    assert intake.encodings


@pytest.mark.parametrize("misread", ["cp1252", "latin-1"])
@pytest.mark.parametrize(
    "text", [SENTENCE, "Вьетнам и Камбоджа подписали", "ព្រះរាជាណាចក្រកម្ពុជា"]
)
def test_utf8_read_once_too_often_is_put_right_and_said(
    text: str, misread: str
) -> None:
    if misread == "cp1252":  # Five bytes mean nothing there: they stay as they are.
        pairs = [(b, bytes([b]).decode("cp1252", "ignore")) for b in range(256)]
        table = {b: shown or chr(b) for b, shown in pairs}
        garbled = text.encode().decode("latin-1").translate(table)
    else:
        garbled = text.encode().decode("latin-1")
    intake = read_file("x.txt", f"One line.\n{garbled}".encode())
    assert intake.text == f"One line.\n{text}"
    assert any("garbled" in note for note in intake.notes)


def test_letters_lost_on_the_way_are_said() -> None:
    garbled = SENTENCE.encode().decode("cp1252", errors="replace")
    intake = read_file("x.txt", garbled.encode())
    assert "Mộc Bài" in intake.text
    assert any("show as �" in note for note in intake.notes)


def test_letters_that_became_question_marks_are_said() -> None:
    lost = SENTENCE.encode("cp1252", errors="replace")
    said = " ".join(read_file("x.txt", lost).notes)
    assert "letters had been replaced by “?”" in said
    asked = "Who signed? Where? And why? See http://x/y?a=b&c?d, a?b=1, c?d=2, e?f=3."
    assert read_pasted(asked).notes == ()

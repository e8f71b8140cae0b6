"""The sheets of the PDF, read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdf
import pytest

from geo.exports.formats import write
from geo.exports.pdf_sheets import needs_shaping
from geo.model import AgreementType

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas import Atlas

PAGE = "https://atlas.example/"
CHOSEN = [AgreementType.PROVINCIAL_COOPERATION, AgreementType.MEKONG]


@pytest.fixture(scope="module")
def sheets(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> pypdf.PdfReader:
    path = tmp_path_factory.mktemp("pdf") / "atlas.pdf"
    count = write("pdf", atlas, path, types=CHOSEN, page=PAGE)
    assert count == sum(a.type in CHOSEN for a in atlas.agreements)
    return pypdf.PdfReader(path)


def said(page: pypdf.PageObject) -> str:
    return " ".join(page.extract_text().split())


def chapters(reader: pypdf.PdfReader) -> list[str]:
    (top,) = [entry for entry in reader.outline if isinstance(entry, list)]
    return [str(entry.title) for entry in top]


def test_there_is_a_sheet_for_each_type_and_each_pair(
    atlas: Atlas, sheets: pypdf.PdfReader
) -> None:
    titles = chapters(sheets)
    assert titles[:2] == ["Provincial cooperation", "Mekong and water"]
    pairs = [f"{p.from_place.names.en} – {p.to_place.names.en} · " for p in atlas.pairs]
    assert len(pairs) == 9
    assert all(
        title.startswith(pair) for title, pair in zip(titles[2:], pairs, strict=False)
    )
    assert titles[2 + len(pairs) :] == ["Texts", "To cite"]


def test_a_pair_s_sheet_has_its_map_its_words_and_its_permalink(
    atlas: Atlas, sheets: pypdf.PdfReader
) -> None:
    for pair in atlas.pairs:
        query = f"?types=provincial-cooperation&place={pair.key}"
        (page,) = [page for page in sheets.pages if query in said(page)]
        assert len(page.images) == 1
        quote = " ".join(pair.agreement.evidence[0].quote.split())
        assert f"“{quote}”" in said(page)
        links = {
            link.get_object()["/A"]["/URI"]
            for link in page.get("/Annots", [])
            if "/A" in link.get_object()
        }
        assert f"{PAGE}{query}" in links
        assert any("passage=party-meeting-l44" in link for link in links)


def test_it_carries_its_fonts_its_language_its_credit_and_its_filter(
    sheets: pypdf.PdfReader,
) -> None:
    assert sheets.metadata is not None
    title = "Accord Atlas: places in agreements (Provincial cooperation; Mekong and"
    assert str(sheets.metadata.title).startswith(title)
    assert sheets.trailer["/Root"]["/Lang"] == "en"
    for page in sheets.pages:
        assert "OpenStreetMap contributors (ODbL" in said(page)
        for font in page["/Resources"]["/Font"].values():
            assert "+" in font.get_object()["/BaseFont"]  # a subset, within the file


def test_khmer_is_shaped_with_its_own_font(sheets: pypdf.PdfReader) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in sheets.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert any("Khmer" in name for name in fonts)
    assert needs_shaping("ខេត្តត្បូងឃ្មុំ")
    assert not needs_shaping("Tây Ninh – Prey Vêng, ¶14 “…”")


def test_it_is_the_same_bytes_twice(atlas: Atlas, tmp_path: Path) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    for path in (one, two):
        write("pdf", atlas, path, types=[AgreementType.MEKONG])
    assert one.read_bytes() == two.read_bytes()

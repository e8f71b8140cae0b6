"""Citations as a reader would paste them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.exports.citation_styles import (
    Citation,
    to_bibtex,
    to_coins,
    to_csl,
    to_ris,
    to_text,
)
from geo.exports.citing import (
    cite_agreement,
    cite_all,
    cite_document,
    cite_place,
    cite_view,
    link_words,
    render_cff,
)
from geo.exports.styled import STYLES, to_style
from tests.conftest import ROOT
from tests.exports.sources import read_json

if TYPE_CHECKING:
    from geo.atlas import Atlas
    from tests.exports.conftest import Exports


def published(atlas: Atlas) -> Atlas:
    documents = tuple(
        replace(document, url=f"https://example.org/{document.id}")
        for document in atlas.documents
    )
    return replace(atlas, documents=documents)


def test_an_agreement_is_cited_with_its_words_and_their_passage(atlas: Atlas) -> None:
    agreement = atlas.agreements[0]
    text = to_text(cite_agreement(agreement, atlas))
    assert text.startswith(f"Accord Atlas contributors, “{agreement.title}”.")
    assert f"“{agreement.evidence[0].quote}” (Joint Statement between" in text
    assert "(VNA/VNS, 2026-02-06), ¶14)" in text
    assert "http" not in text


def test_a_link_to_the_very_words_is_there_only_when_the_address_is_known(
    atlas: Atlas,
) -> None:
    agreement = atlas.agreements[0]
    text = to_text(cite_agreement(agreement, published(atlas)))
    assert "https://example.org/joint-statement#:~:text=The%20two%20sides" in text
    link = link_words("https://example.org/a#b", "one two three " * 9)
    assert link == (
        "https://example.org/a#:~:text="
        "one%20two%20three%20one%20two%20three,one%20two%20three%20one%20two%20three"
    )


def test_a_place_is_cited_with_its_names_and_the_words_about_it(atlas: Atlas) -> None:
    citation = cite_place(atlas.gazetteer["svay_rieng"], atlas)
    assert citation.title == "Svay Rieng (ស្វាយរៀង)"
    assert any("Tay Ninh Province" in words.quote for words in citation.words)
    named_only = cite_place(atlas.gazetteer["vienna"], atlas)
    assert named_only.words


def test_a_view_is_cited_with_its_address_and_the_day(atlas: Atlas) -> None:
    query = {"types": "mekong,transport", "lang": "vi"}
    day = dt.date(2026, 3, 1)
    page = "https://atlas.example/"
    text = to_text(cite_view(atlas, query, page=page, accessed=day))
    assert "“Accord Atlas: Mekong and water, Transport and transit”" in text
    assert "https://atlas.example/?types=mekong%2Ctransport&lang=vi" in text
    assert "(Seen 2026-03-01.)" in text
    assert "http" not in to_text(cite_view(atlas, query))


def test_a_text_without_a_date_gets_none(atlas: Atlas) -> None:
    interview = atlas.document("minister-interview")
    assert interview is not None
    assert "issued" not in to_csl(cite_document(interview))
    statement = atlas.document("joint-statement")
    assert statement is not None
    issued = to_csl(cite_document(statement))["issued"]
    assert issued == {"date-parts": [[2026, 2, 6]]}


@pytest.mark.parametrize("poison", ["{", "}", "\\", "$", "&", "%", "#", "_", "~", "^"])
def test_what_tex_would_read_as_its_own_is_escaped(poison: str) -> None:
    entry = to_bibtex(Citation(id="a", kind="entry", title=f"x{poison}y"))
    (line,) = (line for line in entry.splitlines() if "title" in line)
    value = line.partition("= {{")[2].removesuffix("}},")
    assert f"x{poison}y" not in value
    assert value.startswith("x\\")
    assert entry.replace("\\{", "").replace("\\}", "").count("{") == entry.replace(
        "\\{", ""
    ).replace("\\}", "").count("}")


def test_titles_keep_their_capitals(exports: Exports) -> None:
    """Styles write titles small, but for what stands in braces of its own."""
    lines = exports.path("bibtex").read_text(encoding="utf-8").splitlines()
    titles = [line.strip() for line in lines if "title = " in line]
    assert any("Tây Ninh" in title for title in titles)
    for title in titles:
        assert title.partition(" = ")[2].startswith("{{")
        assert title.endswith("}},")


def test_every_citation_is_in_both_files_once(exports: Exports) -> None:
    citations = cite_all(exports.atlas)
    assert exports.count("bibtex") == exports.count("csl") == len(citations)
    items = read_json(exports.path("csl"))
    ids = [item["id"] for item in items]
    assert ids == [citation.id for citation in citations]
    assert len(ids) == len(set(ids))
    assert {item["type"] for item in items} == {"dataset", "document", "entry"}
    bibtex = exports.path("bibtex").read_text(encoding="utf-8")
    assert all(f"{{{identifier},\n" in bibtex for identifier in ids)


def test_the_repository_says_how_it_is_cited() -> None:
    content = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert content == render_cff()
    assert "- name: Accord Atlas contributors" in content
    assert "version:" not in content.replace("cff-version:", "")


def test_a_text_is_cited_as_apa_and_chicago_have_it(atlas: Atlas) -> None:
    statement = atlas.document("joint-statement")
    assert statement is not None
    cited = cite_document(statement)
    assert to_style(cited, "APA").startswith("VNA/VNS. (2026, February 6). Joint Stat")
    chicago = to_style(cited, "Chicago")
    assert chicago.startswith("VNA/VNS. 2026. “Joint Statement Between")
    assert chicago.endswith("February 6.")
    assert "”." not in chicago


@pytest.mark.parametrize("style", STYLES)
def test_every_citation_has_its_title_once_in_every_style(
    atlas: Atlas, style: str
) -> None:
    for citation in cite_all(atlas)[:40]:
        words = citation.title.split()
        written = to_style(citation, style).casefold()
        assert written.count(" ".join(words).casefold()) == 1, citation.id
        if citation.container:
            assert "in accord atlas" in written


def test_zotero_reads_each_text_in_the_html_file(exports: Exports) -> None:
    content = exports.path("html").read_text(encoding="utf-8")
    for document in exports.atlas.documents:
        coins = to_coins(cite_document(document))
        assert f'<span class="Z3988" title="{coins.replace("&", "&#38;")}"' in content


def test_a_new_line_in_a_text_begins_no_field_of_ris(atlas: Atlas) -> None:
    citation = Citation(id="a", kind="entry", title="One\nER  - \nTY  - BOOK")
    lines = to_ris(citation).splitlines()
    assert [line[:6] for line in lines].count("ER  - ") == 1
    assert "TI  - One ER - TY - BOOK" in lines
    assert len(to_ris(cite_agreement(atlas.agreements[0], atlas)).splitlines()) < 9

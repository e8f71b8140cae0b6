"""Corpus: small files of ours in every format that is read."""

from __future__ import annotations

import datetime as dt

from geo.atlas import read_atlas
from geo.intake.reading import read_file
from geo.places.geoparsing import Geoparser
from geo.projects.bringing import bring, make_id, make_source, say_day
from geo.projects.storing import pack
from tests.conftest import DATA
from tests.intake.files import (
    add_xml,
    drawn,
    drawn_words,
    gazette,
    locked,
    pdf_file,
    placed_lines,
    two_columns,
    word_file,
)

TEXT = """\
# Statement on the gates

Done at Tây Ninh, 6 February 2026.

1. The two sides agreed to open the gate of Mộc Bài¹ in **Tây Ninh** Province.

2. They will widen the road to *Svay Rieng*:
   - by 12 km² of land, and
   - by `2027`.

| Gate | Province |
|---|---|
| Tân Nam | Tây Ninh |

> ព្រះរាជាណាចក្រកម្ពុជា and [a page](https://example.org "said") &amp; <b>more</b>
"""

PAGE = """\
<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Gates</title>
<style>.hidden{display:none}</style><script>let a = "<p>";</script></head><body>
<nav><a href="/">Home</a></nav><main><h1>Statement</h1><ol start="3" type="a">
<li>Tây Ninh<sup>1</sup></li><li value="9">Mộc <del>Bai</del> Bài<ul><li>road</ul></ol>
<table><tr><th colspan="2">Gate<td rowspan="9">Tân Nam</table><p class="hidden">no</p>
<details><summary>Article 1</summary><p>6 February 2026</p></details><pre>a
 b</pre><form><button>Article 2</button><p>Kampot &ndash; Hà Tiên</p></form></main>
"""


def corpus(kind: str) -> list[bytes]:
    """Give the files that a fuzzer begins with."""
    lines = [line for line in TEXT.splitlines() if line and "ក" not in line]
    if kind == "pdf":
        numbered = [(f"50 {700 - 20 * n} Td", f"line {n} goes on") for n in range(9)]
        numbers = [(f"20 {700 - 20 * n} Td", str(n)) for n in range(9)]
        return [
            pdf_file(lines, head="Statement", foot="- {} -"),
            two_columns(lines * 3, "Statement"),
            gazette(lines[1:3] * 2, columns=3, gutter=12, shift=3.5, heading="A"),
            placed_lines((20, 20, "Gate"), (80, 20, "Province"), (20, 26, "Mộc Bài")),
            locked("", "owner"),
            drawn_words(
                *numbered, *numbers, ("3 Tr 9 9 Td", "no"), ("1 g 9 99 Td", "w")
            ),
            drawn(b"BT /F1 9 Tf 50 700 Td (Bai) Tj 5 Ts /F1 5 Tf (1) Tj ET", b"q Q"),
        ]
    if kind == "docx":
        numbered = (
            '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
            "<w:r><w:t>Tây Ninh</w:t></w:r>"
            "<w:del><w:r><w:delText>no</w:delText></w:r></w:del>"
        )
        return [
            word_file(lambda d: [d.add_paragraph(line) for line in lines]),
            word_file(lambda d: add_xml(d, numbered)),
            word_file(lambda d: d.add_table(2, 2).cell(0, 0).add_paragraph("Tân Nam")),
            word_file(lambda d: d.add_heading("Statement", 1)),
        ]
    if kind == "project":
        parser = Geoparser(read_atlas(DATA).gazetteer)
        content = TEXT.encode()
        intake = read_file("a.md", content)
        brought = bring(
            intake,
            make_source("a.md", content, intake),
            say_day(dt.date(2026, 2, 6)),
            parser,
            document_id=make_id("a.md"),
        )
        return [pack([brought])]
    if kind == "html":
        return [PAGE.encode(), PAGE.encode("utf-16"), f"<p>{TEXT}".encode()]
    plain = "Tây Ninh, 6 tháng 2 năm 2026. Cửa khẩu Mộc Bài – Bavet.\r\n" * 9
    return [
        TEXT.encode(),
        TEXT.encode("utf-16"),
        plain.encode("utf-8-sig"),
        plain.replace("ử", "u").replace("ẩ", "a").encode("cp1258", "replace"),
        plain.encode("utf-32-be"),
        TEXT.encode("ascii", "replace"),
        bytes(range(256)),
    ]

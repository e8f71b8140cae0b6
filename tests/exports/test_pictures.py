"""SVG, PNG and the print view, opened by Chromium, Pillow and a PDF reader."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pypdf
import pytest
from PIL import Image

from geo.exports.fonts import Font, measure
from geo.exports.labels import Label, place_labels
from geo.exports.marks import collect_marks
from geo.exports.picture import to_png, write_svg
from geo.exports.print_view import write_print
from geo.exports.projection import fit, project
from geo.exports.selection import select
from geo.model import AgreementType
from tests.exports.poison import POISON, read_poisoned
from tests.exports.sources import KHMER, VIETNAMESE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from geo.atlas import Atlas
    from tests.exports.conftest import Exports, InChromium

SVG = "{http://www.w3.org/2000/svg}"
A4_POINTS = (595, 842)


def words_of(path: Path) -> str:
    root = ET.parse(path).getroot()  # noqa: S314 - our own
    return "\n".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


# --- SVG --------------------------------------------------------------------------


def test_every_mark_is_in_the_svg_with_all_its_names(exports: Exports) -> None:
    part = select(exports.atlas)
    root = ET.parse(exports.path("svg")).getroot()  # noqa: S314 - our own
    drawn = {}
    for group in root.iter(f"{SVG}g"):
        classes = (group.get("class") or "").split()
        if "mark" in classes:
            title = group.find(f"{SVG}title")
            assert title is not None
            drawn.update(dict.fromkeys(classes, title.text or ""))
    pairs = [pair for layer in part.layers for pair in layer.pairs]
    assert all(f"pair-{pair.key}" in drawn for pair in pairs)
    assert exports.count("svg") == len(collect_marks(part)) + len(pairs)
    assert KHMER in drawn["place-prey_veng"]
    assert VIETNAMESE in drawn["place-dong_nai"]


def test_legend_scale_and_attribution_stand_on_the_svg(exports: Exports) -> None:
    words = words_of(exports.path("svg"))
    for label in (
        *(t.label for t in AgreementType),
        "Site not fixed or not known: no pin",
        "km at",
        "© OpenStreetMap contributors (ODbL 1.0)",
        "not authoritative",
        "Borders of 6 February 2026",
    ):
        assert label in words.replace("\n", " ")


def test_chromium_opens_the_svg_and_asks_for_nothing(
    exports: Exports, in_chromium: InChromium
) -> None:
    def look(browser: Browser) -> None:
        page = browser.new_page(offline=True)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        path = exports.path("svg")
        page.goto(path.as_uri())
        assert page.locator("g.mark").count() >= exports.count("svg") - 2
        assert page.evaluate("document.fonts.check('16px \"Noto Sans\"', 'Đ')")
        assert [u for u in asked if not u.startswith((path.as_uri(), "data:"))] == []
        page.close()

    in_chromium(look)


@pytest.mark.parametrize(("lang", "name"), [("vi", VIETNAMESE), ("km", KHMER)])
def test_names_come_in_the_language_asked_for(
    atlas: Atlas, tmp_path: Path, lang: str, name: str
) -> None:
    path = tmp_path / "atlas.svg"
    write_svg(atlas, path, lang=lang)
    assert name in words_of(path)
    content = path.read_text(encoding="utf-8")
    assert ("Noto Sans Khmer';font-weight" in content) == (lang == "km")


def test_no_name_lies_over_another(
    atlas: Atlas, tmp_path: Path, in_chromium: InChromium
) -> None:
    boxes_of = """() => [...document.querySelectorAll('g.names text')].map((t) => {
        const b = t.getBBox();
        return [b.x, b.y, b.x + b.width, b.y + b.height, t.textContent];
    })"""

    def look(browser: Browser, path: Path) -> list[list[object]]:
        page = browser.new_page()
        page.goto(path.as_uri())
        boxes: list[list[object]] = page.evaluate(boxes_of)
        page.close()
        return boxes

    for lang in ("en", "vi", "km"):
        path = tmp_path / f"{lang}.svg"
        write_svg(atlas, path, lang=lang)
        boxes = in_chromium(lambda browser, path=path: look(browser, path))
        assert len(boxes) > 40
        for i, (left, top, right, bottom, name) in enumerate(boxes):
            for other_left, other_top, other_right, other_bottom, other in boxes[:i]:
                across = min(right, other_right) - max(left, other_left)
                down = min(bottom, other_bottom) - max(top, other_top)
                # Boxes of letters hold their leading: a touch is no collision.
                assert across < 1 or down < 7, (name, other)


def test_poison_stays_text_in_the_svg(tmp_path: Path) -> None:
    path = tmp_path / "atlas.svg"
    write_svg(read_poisoned(tmp_path), path)
    root = ET.parse(path).getroot()  # noqa: S314 - our own
    assert not list(root.iter(f"{SVG}script"))
    assert not list(root.iter(f"{SVG}image"))
    titles = [title.text or "" for title in root.iter(f"{SVG}title")]
    assert any(POISON in title for title in titles)


def test_it_is_the_same_bytes_twice(
    atlas: Atlas, exports: Exports, tmp_path: Path
) -> None:
    path = tmp_path / "again.svg"
    write_svg(atlas, path)
    assert path.read_bytes() == exports.path("svg").read_bytes()


# --- PNG --------------------------------------------------------------------------


def test_pillow_opens_the_png_and_it_is_no_empty_sheet(exports: Exports) -> None:
    with Image.open(exports.path("png")) as picture:
        assert picture.size == (2880, 2500)
        colours = picture.convert("RGB").getcolors(maxcolors=1_000_000)
    assert colours is not None
    assert len(colours) > 200


def test_khmer_is_shaped_and_not_a_row_of_letters() -> None:
    assert measure("ត្បូងឃ្មុំ", Font.REGULAR, 10) < 0.8 * sum(
        measure(letter, Font.REGULAR, 10) for letter in "ត្បូងឃ្មុំ"
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60">'
        "<style>.khmer{font-family:'Noto Sans Khmer'}</style>"
        '<text x="10" y="40" font-size="24"><tspan class="khmer">ព្រៃវែង</tspan></text>'
        "</svg>"
    )
    with Image.open(io.BytesIO(to_png(svg))) as picture:
        left, _, right, _ = picture.getchannel("A").getbbox()
    shaped = measure("ព្រៃវែង", Font.REGULAR, 24) / 1.12
    assert (right - left) / 2 == pytest.approx(shaped, rel=0.1)


# --- the parts --------------------------------------------------------------------


def test_a_frame_gives_back_the_degrees_that_it_was_given() -> None:
    frame = fit((102.0, 8.0, 109.0, 15.0), 800, 900)
    west, south, east, north = frame.bounds
    assert west <= 102
    assert east >= 109
    assert south <= 8
    assert north >= 15
    lon, lat = frame.to_lonlat(*frame.to_xy(105.3, 11.7))
    assert (lon, lat) == pytest.approx((105.3, 11.7))


def test_what_lies_outside_the_frame_is_not_drawn(atlas: Atlas) -> None:
    frame = fit((102.0, 8.0, 109.0, 15.0), 800, 900)
    hanoi = atlas.gazetteer["hanoi"].versions[-1].geometry
    assert hanoi is not None
    assert project(hanoi, frame).is_empty


def test_a_name_without_room_is_left_out() -> None:
    same = {"x": 50.0, "y": 50.0, "style": "name"}
    first = Label(lines=("first",), rank=1, **same)
    second = Label(lines=("second and longer",), rank=2, **same)
    placed = place_labels([second, first], (100, 60))
    assert [name.label for name in placed] == [first]


# --- the print view ---------------------------------------------------------------


def test_the_print_view_is_a_pdf_of_a4_with_map_legend_and_numbered_citations(
    exports: Exports, in_chromium: InChromium
) -> None:
    def make(browser: Browser) -> bytes:
        page = browser.new_page(offline=True)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        path = exports.path("print")
        page.goto(path.as_uri())
        content: bytes = page.pdf(prefer_css_page_size=True, print_background=True)
        assert [u for u in asked if not u.startswith((path.as_uri(), "data:"))] == []
        page.close()
        return content

    reader = pypdf.PdfReader(io.BytesIO(in_chromium(make)))
    sizes = {tuple(map(round, page.mediabox[2:])) for page in reader.pages}
    assert sizes <= {A4_POINTS, (596, 842), (595, 841)}
    front = reader.pages[0].extract_text()
    assert "Agreement types" in front
    assert "km at" in front
    assert "OpenStreetMap" in front
    assert VIETNAMESE in front
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert exports.count("print") == len(exports.atlas.agreements)
    for number in (1, 50, exports.count("print")):
        assert f"\n{number}" in text or f" {number}" in text
    flat = " ".join(text.split())
    for agreement in exports.atlas.agreements[::10]:
        beginning = " ".join(agreement.evidence[0].quote.split()[:4])
        assert beginning in flat


def test_the_numbers_on_the_map_lead_to_the_agreements_of_the_place(
    atlas: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / "print.html"
    write_print(atlas, path, types=[AgreementType.PROVINCIAL_COOPERATION])
    content = path.read_text(encoding="utf-8")
    assert "<li>Đồng Nai <b>4–9</b></li>" in content
    assert ">4–9</tspan>" in content
    assert content.count("six cooperation agreements between the People") == 1


def test_poison_stays_text_on_the_sheets(tmp_path: Path) -> None:
    path = tmp_path / "print.html"
    write_print(read_poisoned(tmp_path), path)
    content = path.read_text(encoding="utf-8")
    assert "<img" not in content
    assert "<script" not in content
    assert "{{ 7*7 }} ${alert(1)} &lt;img src=x onerror=alert(1)&gt;" in content

"""The print view as PDF, in one click: a sheet a type and a pair.

fpdf2 lays the sheets out with the shipped fonts and lets HarfBuzz shape every run, so
that Khmer stands as it is written; nothing outside Python is needed. Maps are the
project's own pictures, drawn at 200 dots an inch.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from geo.citations import passage_key, passage_label
from geo.exports.citation_styles import to_text
from geo.exports.citing import cite_atlas, cite_document, link_words
from geo.exports.credits import (
    count_agreements,
    render_credits,
    render_doubt,
    render_rights,
)
from geo.exports.files import whole_file
from geo.exports.fonts import Font, font_folder
from geo.exports.map_svg import draw_map
from geo.exports.marks import collect_marks, fit_marks
from geo.exports.markup import keep_xml
from geo.exports.more_fields import IN_TEMPLATES, list_more
from geo.exports.picture import STYLE, list_days, to_png
from geo.exports.selection import narrow, select
from geo.exports.titles import entitle
from geo.exports.writing import Taken, writes_part
from geo.maps.palette import COLOURS
from geo.maps.payload import read_basemap
from geo.model import AgreementType
from geo.shipped import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.model import Agreement, Evidence, Pair

_MARGIN, _WIDTH, _BOTTOM = 16.0, 178.0, 18.0
"""In millimetres; the width is what the margins of A4 leave."""
_TALL, _LOW = (900, 940), (900, 560)
"""The maps of the first sheet and of the others, in the units of the drawing."""
_ZOOM = 1.6
"""Pixels a unit: some 200 dots an inch."""
_SIDE_BY_SIDE = re.compile(
    "[\\u0000-\\u02ff\\u0370-\\u058f\\u1e00-\\u1fff\\u2010-\\u2bff]*"
)
"""Texts whose letters simply follow each other: Latin, Greek, Cyrillic, and signs."""
_GREY, _INK = (87, 96, 106), (28, 35, 40)
_DOUBT = (106, 74, 0)


@writes_part
def write_pdf(taken: Taken, path: Path) -> int:
    """Write the sheets and give the number of agreements on them."""
    sheets = _Sheets(taken)
    sheets.lay_out()
    with whole_file(path) as draft:
        draft.write_bytes(bytes(sheets.output()))
    return len(taken.part.agreements)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What one sheet is about, and the address that shows it."""

    title: str
    part: Atlas
    query: dict[str, str]
    colour: str


class _Sheets(FPDF):
    """The document: its fonts, the foot of every sheet, and what stands on each."""

    def __init__(self, taken: Taken) -> None:
        super().__init__(format="A4")
        self._taken = taken
        self._title = entitle(taken.chosen)
        for style, font in (("", Font.REGULAR), ("B", Font.BOLD), ("I", Font.ITALIC)):
            self.add_font("atlas", style, font_folder() / font.value)
        for style in ("", "B", "I"):
            self.add_font("khmer", style, font_folder() / Font.KHMER.value)
        self.set_fallback_fonts(["khmer"], exact_match=False)
        self.set_margins(_MARGIN, _MARGIN, _MARGIN)
        self.set_auto_page_break(auto=True, margin=_BOTTOM)
        self.set_title(self._title)
        self.set_lang("en")
        self.set_creation_date(_newest(taken.part))

    # --- what stands on every sheet ------------------------------------------------

    def footer(self) -> None:
        """Write whose the data are and the sheet's number at its foot."""
        self.set_y(-_BOTTOM + 4)
        self._face(7, colour=_GREY)
        self.multi_cell(
            _WIDTH - 14, 3.2, keep_xml(render_credits(self._taken.part)), align="L"
        )
        self.set_xy(-_MARGIN - 14, -_BOTTOM + 4)
        self.cell(14, 3.2, str(self.page_no()), align="R")

    # --- sheets --------------------------------------------------------------------

    def lay_out(self) -> None:
        """Lay out the first sheet, then one a type and one a pair."""
        taken = self._taken
        self.add_page()
        self._head(self._title, 17, level=0)
        self._words(self._lead(), 9.5, colour=_GREY)
        self._map(taken.part, _TALL)
        self._words(render_rights(taken.part), 8, colour=_GREY)
        for sheet in _list_sheets(taken.part):
            self._lay_sheet(sheet)
        self._sources()

    def _lead(self) -> str:
        part = self._taken.part
        return (
            f"{count_agreements(part.mapped)} on the map, "
            f"{count_agreements(part.listed)} without a place. {render_doubt(part)} "
            f"Borders of {list_days(part)}."
        )

    def _lay_sheet(self, sheet: _Sheet) -> None:
        self.add_page()
        self._dot(sheet.colour)
        self._head(sheet.title, 14, level=1)
        self._link(self._address(sheet.query))
        if sheet.part.mapped:
            self._map(sheet.part, _LOW)
        for agreement in sheet.part.agreements:
            self._agreement(agreement)

    def _address(self, query: dict[str, str]) -> str:
        asked = dict(query)
        if self._taken.lang != "en":
            asked["names"] = self._taken.lang
        return f"{self._taken.page}?{urlencode(asked)}"

    def _agreement(self, agreement: Agreement) -> None:
        if self.will_page_break(24):
            self.add_page()
        self.ln(2.5)
        self._words(agreement.title, 10.5, style="B")
        colour = _DOUBT if agreement.is_proposed else _GREY
        self._words(_say_standing(agreement, self._taken.part), 8.5, colour=colour)
        for words in agreement.evidence:
            self._quotation(words, agreement)
        for label, value in list_more(agreement, IN_TEMPLATES):
            self._words(f"{label}: {value}", 8.5, colour=_GREY)
        if agreement.editor_note:
            self._words(f"Editor’s note: {agreement.editor_note}", 8.5, style="I")

    def _quotation(self, words: Evidence, agreement: Agreement) -> None:
        document = self._taken.part.document(words.document_id)
        title = document.short_title if document else words.document_id
        self.set_x(_MARGIN + 4)
        self._words(f"“{words.quote}”", 9.5, width=_WIDTH - 4)
        self.set_x(_MARGIN + 4)
        key = passage_key(words.document_id, words.passage_id)
        place = "--".join(agreement.pair or agreement.places[:1])
        asked = {"place": place, "passage": key} if place else {"passage": key}
        online = link_words((document.url if document else "") or "", words.quote)
        where = f"{title}, {passage_label(words.passage_id)}"
        target = online or (self._address(asked) if self._taken.page else "")
        self._words(where, 8, colour=_GREY, width=_WIDTH - 4, link=target)

    def _sources(self) -> None:
        if self.will_page_break(50):
            self.add_page()
        self._head("Texts", 12, level=1)
        for document in self._taken.part.documents:
            self._words(to_text(cite_document(document)), 8.5)
        self._head("To cite", 12, level=1)
        self._words(to_text(cite_atlas()), 8.5)

    # --- parts ---------------------------------------------------------------------

    def _face(
        self, size: float, style: str = "", colour: tuple[int, int, int] = _INK
    ) -> None:
        self.set_font("atlas", style, size)
        self.set_text_color(*colour)

    def _words(
        self,
        text: str,
        size: float,
        *,
        style: str = "",
        colour: tuple[int, int, int] = _INK,
        width: float = _WIDTH,
        link: str = "",
    ) -> None:
        if not text:
            return
        self._face(size, style, colour)
        self.set_text_shaping(use_shaping_engine=needs_shaping(text))
        self.multi_cell(
            width,
            size * 0.48,
            keep_xml(text),
            align="L",
            link=link,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )

    def _head(self, text: str, size: float, *, level: int) -> None:
        self.start_section(keep_xml(text), level=level)
        self._words(text, size, style="B")
        self.ln(1)

    def _link(self, address: str) -> None:
        target = address if self._taken.page else ""
        self._words(f"On the page: {address}", 8.5, colour=_GREY, link=target)

    def _dot(self, colour: str) -> None:
        self.set_fill_color(colour)
        self.rect(_MARGIN, self.get_y(), _WIDTH, 1.2, style="F")
        self.ln(3)

    def _map(self, part: Atlas, size: tuple[int, int]) -> None:
        self.ln(2)
        picture = draw_picture(part, self._taken.whole, size, self._taken.lang)
        height = _WIDTH * size[1] / size[0]
        places = ", ".join(f.place.names.en for f in part.features)
        self.image(
            io.BytesIO(picture),
            x=_MARGIN,
            w=_WIDTH,
            h=height,
            alt_text=keep_xml(f"Map: {places}"),
        )
        self.ln(3)


def needs_shaping(text: str) -> bool:
    r"""Whether letters of a text stand otherwise than side by side.

    Shaping takes fpdf2 ten times as long as writing does.

    >>> needs_shaping("Tây Ninh"), needs_shaping("ត្បូងឃ្មុំ"), needs_shaping("a\u0301")
    (False, True, True)
    """
    return not _SIDE_BY_SIDE.fullmatch(text)


def _list_sheets(part: Atlas) -> list[_Sheet]:
    by_type = [
        _Sheet(
            title=agreement_type.label,
            part=select(part, [agreement_type], whole_texts=True),
            query={"types": agreement_type.value},
            colour=COLOURS[agreement_type],
        )
        for agreement_type in AgreementType
        if any(a.type is agreement_type for a in part.agreements)
    ]
    return by_type + [_sheet_of_pair(pair, part) for pair in part.pairs]


def _sheet_of_pair(pair: Pair, part: Atlas) -> _Sheet:
    one, other = pair.from_place.names, pair.to_place.names
    spelled = (
        f"{getattr(one, lang) or one.en} – {getattr(other, lang) or other.en}"
        for lang in ("en", "vi", "km")
    )
    return _Sheet(
        title=" · ".join(dict.fromkeys(spelled)),
        part=narrow(part, [pair.agreement], whole_texts=True),
        query={"types": pair.agreement.type.value, "place": pair.key},
        colour=COLOURS[pair.agreement.type],
    )


def _say_standing(agreement: Agreement, part: Atlas) -> str:
    said = f"{agreement.type.label} · {agreement.standing}"
    if agreement.promise:
        said += f"; {agreement.promise}"
    if not agreement.places:
        return f"{said}; no place named: {agreement.no_place_reason}"
    names = ", ".join(part.gazetteer[p].names.en for p in agreement.places)
    return f"{said} · {names}"


def draw_picture(part: Atlas, whole: Atlas, size: tuple[int, int], lang: str) -> bytes:
    """Draw the map of a part by itself, as PNG, with the shipped fonts."""
    width, height = size
    drawing = draw_map(
        part,
        read_basemap(data_folder() / "basemap"),
        fit_marks(collect_marks(part), width, height),
        gazetteer=whole.gazetteer,
        home=whole.home,
        lang=lang,
    )
    return to_png(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}"><style>{STYLE}</style>{drawing.body}'
        f'<rect class="edge" width="{width}" height="{height}"/></svg>',
        zoom=_ZOOM,
    )


def _newest(part: Atlas) -> dt.datetime:
    """Give the day that the file is said to be made on: the same for the same texts."""
    days = [document.geography_on for document in part.documents]
    day = max(days, default=dt.date(1980, 1, 1))
    return dt.datetime.combine(day, dt.time(), dt.UTC)

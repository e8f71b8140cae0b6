"""Reading one text, from its bytes to what was found in it.

The page and the command line both do it so, each text in a process of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.intake.reading import read_file, read_pasted
from geo.projects.bringing import bring, decide_day, find_day, make_source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from geo.intake.dates import DayChoice
    from geo.intake.reading import Intake
    from geo.places.geoparsing import Geoparser
    from geo.projects.bringing import BroughtText

_FOR_PAGES = 0.7
_FOR_PLACES = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A text to be read, and how."""

    name: str
    """Of its file; empty where it was typed or pasted."""
    content: bytes
    """The file, or the words in UTF-8."""
    document_id: str
    recorded_as: str = ""
    """What its record calls the file, if that is not its name."""
    on: dt.date | None = None
    """Whose borders hold; ``None`` for the day that the text states."""
    encoding: str = ""
    """Of its letters; empty to find out."""
    whole: bool = False
    """Whether what stands around the text is read with it."""
    most_letters: int = 0
    """How many it may have; 0 for as many as there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What became of it."""

    choice: DayChoice
    """What it says of its day."""
    text: BroughtText | None
    """``None`` where its day has to be asked for."""
    encoding: str = ""
    encodings: tuple[str, ...] = ()
    """Others that are possible, where the encoding is a guess."""
    set_aside: int = 0
    """Words around the text that were not read; reading it whole brings them back."""
    whole: bool = False
    """Whether it was read with all that stands around it."""


def read_text(
    geoparser: Geoparser, tell: Callable[[float, str], None], asked: Asked
) -> Found:
    """Read a text, find its places and propose its agreements.

    Raises
    ------
    GeoError
        It cannot be read, or has too many letters.
    """

    def on_page(done: int, pages: int) -> None:
        tell(_FOR_PAGES * done / pages, f"Page {done} of {pages}")

    intake = _take_in(asked, on_page)
    if asked.most_letters and len(intake.text) > asked.most_letters:
        msg = (
            f"{asked.name or 'The text'}: it has {len(intake.text):,} letters; this "
            f"page shows up to {asked.most_letters:,}. Read it with "
            "`accord-atlas read`."
        )
        raise UsageError(msg)
    choice = find_day(intake)
    day = decide_day(choice, asked.on)
    text = None
    if day is not None:
        tell(_FOR_PLACES, "Finding the places")
        recorded = asked.recorded_as or asked.name or "pasted text"
        source = make_source(recorded, asked.content, intake)
        text = bring(intake, source, day, geoparser, document_id=asked.document_id)
    return Found(
        choice=choice,
        text=text,
        encoding=intake.encoding,
        encodings=intake.encodings,
        set_aside=intake.set_aside,
        whole=asked.whole,
    )


def _take_in(asked: Asked, on_page: Callable[[int, int], None]) -> Intake:
    if not asked.name:
        return read_pasted(asked.content.decode("utf-8"), whole=asked.whole)
    return read_file(
        asked.name, asked.content, on_page, encoding=asked.encoding, whole=asked.whole
    )


_WARM_UP = (
    """Joint statement
Phnom Penh, 12 May 2025
1. The two sides agreed to upgrade a border gate, and will sign a memorandum of
understanding between the People's Committee of Tây Ninh Province and the authorities
of Svay Rieng province.""",
    """Thông cáo chung
Hà Nội, ngày 12 tháng 5 năm 2025
1. Hai bên nhất trí nâng cấp cửa khẩu, và sẽ ký biên bản ghi nhớ giữa tỉnh Tây Ninh và
tỉnh Svay Rieng.""",
)


def warm_up(geoparser: Geoparser) -> None:
    """Read a text in each language, so that what is made once is made before others.

    A process that splits off for each text would make all of it again for each.
    """
    for text in _WARM_UP:
        content = text.encode("utf-8")
        asked = Asked(name="warm-up.txt", content=content, document_id="warm-up")
        read_text(geoparser, lambda *_: None, asked)

"""Bringing a text: its mentions and the agreements that rules propose in it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.agreements.proposals import propose
from geo.atlas import build_atlas
from geo.intake.dates import choose_day
from geo.model import AgreementType, Document
from geo.text.folding import fold_toponym
from geo.text.passages import split_passages

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from geo.atlas import Atlas
    from geo.intake.dates import DayChoice, FoundDate
    from geo.intake.reading import Intake
    from geo.model import Agreement, Mention
    from geo.places.gazetteer import Gazetteer
    from geo.places.geoparsing import Geoparser

_NO_ID_LETTERS = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 60
_LONGEST_SHORT_TITLE = 48
RIGHTS = "Brought by a reader; rights with its publisher."


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file that a text came from."""

    name: str
    """As the reader's machine calls it, without its folder."""
    sha256: str
    """Of the file's bytes, not of the text that was read from it."""
    format: str
    notes: tuple[str, ...] = ()
    """What was left out or joined while it was read, a sentence each."""
    place: str = ""
    """Where it lay, seen from the project; empty when it was uploaded or pasted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GeographyDay:
    """The day whose borders hold for a text, and how it is known."""

    day: dt.date
    reason: str
    words: str = ""
    """The text's own words for it; empty when the reader said it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtText:
    """A text with what was found in it. Nobody has verified any of it."""

    document: Document
    mentions: tuple[Mention, ...]
    """In reading order; those without a place are kept too."""
    agreements: tuple[Agreement, ...]
    """Proposed by rules, each with the reason; in the order of the types."""
    source: Source

    @property
    def unsure(self) -> tuple[Mention, ...]:
        """The mentions that have a place but may mean another."""
        return tuple(m for m in self.mentions if m.place_id and not m.is_sure)

    @property
    def unplaced(self) -> tuple[Mention, ...]:
        """The mentions of places that the gazetteer lacks."""
        return tuple(m for m in self.mentions if m.place_id is None)


def find_day(intake: Intake) -> DayChoice:
    """Find the day whose borders hold for a text, or what to ask the reader."""
    return choose_day(intake.text, intake.stated)


def decide_day(choice: DayChoice, on: dt.date | None) -> GeographyDay | None:
    """Take the day that the reader says, else the sure one, else ``None``: ask."""
    if on is not None:
        return say_day(on, choice)
    return take_day(choice.sure) if choice.sure is not None else None


def take_day(date: FoundDate) -> GeographyDay:
    """Take the day that a text or its file surely states."""
    said = f"“{date.words}”, {date.reason}." if date.words else f"{date.reason}."
    return GeographyDay(
        day=date.day, reason=said[:1].upper() + said[1:], words=date.words
    )


def say_day(day: dt.date, choice: DayChoice | None = None) -> GeographyDay:
    """Take the day that the reader says, perhaps one of the candidates of a text."""
    chosen = "The day that the reader of this text chose"
    named = [d for d in (choice.candidates if choice else ()) if d.day == day]
    if not named:
        return GeographyDay(day=day, reason=f"{chosen}.")
    words, reason = named[0].words, named[0].reason
    return GeographyDay(day=day, reason=f"{chosen}: “{words}”, {reason}.", words=words)


def make_id(name: str, taken: Collection[str] = ()) -> str:
    """Make a document's id of a file's name.

    Examples
    --------
    >>> make_id("Tuyên bố chung (final).docx")
    'tuyen-bo-chung-final'
    >>> make_id("a.txt", taken={"a"}), make_id("???")
    ('a-2', 'text')
    """
    stem = name.rsplit(".", 1)[0] if "." in name[1:] else name
    folded = _NO_ID_LETTERS.sub("-", fold_toponym(stem)).strip("-")
    wanted = folded[:_LONGEST_ID].strip("-") or "text"
    number = 1
    found = wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def make_source(
    name: str, content: bytes, intake: Intake, *, place: str = ""
) -> Source:
    """Record the file that a text came from."""
    return Source(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        format=intake.format,
        notes=intake.notes,
        place=place,
    )


def bring(
    intake: Intake,
    source: Source,
    on: GeographyDay,
    geoparser: Geoparser,
    *,
    document_id: str,
) -> BroughtText:
    """Find the mentions of a text, and propose the agreements that it speaks of."""
    document = Document(
        id=document_id,
        title=intake.title,
        short_title=_shorten(intake.title),
        publisher="not stated",
        dated=on.words or "not stated",
        geography_on=on.day,
        geography_reason=on.reason,
        language=intake.language,
        rights=RIGHTS,
        sha256=hashlib.sha256(intake.text.encode("utf-8")).hexdigest(),
        text=intake.text,
        passages=split_passages(document_id, intake.text),
    )
    return _read(document, source, geoparser)


def read_on_day(text: BroughtText, day: dt.date, geoparser: Geoparser) -> BroughtText:
    """Read a text again with the borders of another day; its record stays."""
    document = replace(text.document, geography_on=day)
    return _read(document, text.source, geoparser)


def _read(document: Document, source: Source, geoparser: Geoparser) -> BroughtText:
    mentions = geoparser.parse(document)
    return BroughtText(
        document=document,
        mentions=mentions,
        agreements=_with_document(propose(document, mentions, geoparser.gazetteer)),
        source=source,
    )


def bring_again(text: BroughtText, on: dt.date, geoparser: Geoparser) -> BroughtText:
    """Find the mentions of a text, and its agreements, as on another day.

    Its record stays: who decided the day has said so elsewhere.
    """
    document = replace(text.document, geography_on=on)
    mentions = geoparser.parse(document)
    proposed = propose(document, mentions, geoparser.gazetteer)
    return replace(text, mentions=mentions, agreements=_with_document(proposed))


def build_project_atlas(texts: Iterable[BroughtText], gazetteer: Gazetteer) -> Atlas:
    """Build the atlas of brought texts, which the page shows as it does the shipped."""
    texts = tuple(texts)
    return build_atlas(
        (text.document for text in texts),
        gazetteer,
        (agreement for text in texts for agreement in text.agreements),
        {text.document.id: text.mentions for text in texts},
    )


def _with_document(agreements: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """Make ids that are unique among several texts; in the order of the register."""
    order = list(AgreementType)
    named = (
        replace(a, id=f"{a.evidence[0].document_id.replace('-', '_')}_{a.id}")
        for a in agreements
    )
    return tuple(sorted(named, key=lambda a: order.index(a.type)))


def _shorten(title: str) -> str:
    """Cut a title at a word, as a citation can bear it.

    >>> _shorten("Joint statement on the strengthening of the comprehensive friendship")
    'Joint statement on the strengthening of the…'
    """
    if len(title) <= _LONGEST_SHORT_TITLE:
        return title
    return title[: _LONGEST_SHORT_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"

"""A document as the rules read it: in NFC, with its mentions, and quoted exactly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.model import Evidence, Kind
from geo.text.composition import compose_text
from geo.text.folding import fold_toponym

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.agreements.clause import Span
    from geo.model import Document, Mention, Passage, Place
    from geo.places.gazetteer import Gazetteer
    from geo.text.composition import ComposedText

LONGEST_QUOTE = 2_000
"""So many characters a quotation has at most; the longest of a real text has 700."""
_WIDER = (250, 500, 1_000, LONGEST_QUOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """A document in NFC, with what stands where in it."""

    document: Document
    composed: ComposedText
    gazetteer: Gazetteer
    mentions: tuple[tuple[int, int, Mention], ...]
    """Each with its offsets in the text in NFC."""
    countries: tuple[str, ...]
    """The countries that it names, by place id, those most often named first."""
    starts: tuple[int, ...]
    """Of the mentions, to find them fast."""
    passages: Mapping[str, Passage]
    """By their ids, in the order of the document."""
    passage_starts: tuple[int, ...]
    boundaries: tuple[Place, ...]
    """The land boundaries that the gazetteer knows."""
    provinces: Mapping[str, tuple[Place, ...]]
    """By their folded names: what a town of that name is the seat of."""

    @property
    def text(self) -> str:
        """The words, in NFC."""
        return self.composed.text

    def inside(self, start: int, end: int) -> Iterator[tuple[int, int, Mention]]:
        """Give the mentions between two offsets."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end)
        return (m for m in self.mentions[first : max(first, last)] if m[1] <= end)

    def place(self, mention: Mention) -> Place | None:
        """Give the place of a mention, if the gazetteer has it."""
        if mention.place_id is None or mention.place_id not in self.gazetteer:
            return None
        return self.gazetteer[mention.place_id]

    def is_drawn(self, place: Place) -> bool:
        """Whether a place can be drawn as on the day of the document."""
        version = place.on(self.document.geography_on)
        return version is not None and version.is_placed

    def quote(self, span: Span) -> tuple[Evidence, ...]:
        """Quote the document as it stands, one quotation for each passage."""
        return tuple(self._cut(*self.composed.span(*span)))

    def quote_once(self, span: Span) -> tuple[Evidence, ...]:
        """Quote so that each passage says its quotation once, as the register asks.

        Words that stand twice are quoted with what stands around them. None is longer
        than `LONGEST_QUOTE`: a sentence may have no end.
        """
        return tuple(self._told_apart(evidence) for evidence in self.quote(span))

    def _told_apart(self, evidence: Evidence) -> Evidence:
        passage = self.passages[evidence.passage_id]
        text = passage.text
        start, end = evidence.start - passage.start, evidence.end - passage.start
        end = _cut_short(text, start, end)
        if not _is_said_once(text, start, end):
            first = len(text) - len(text.lstrip())
            last = len(text.rstrip())
            if last - first <= LONGEST_QUOTE:
                start, end = first, last
            else:
                start, end = _widen(text, start, end)
        return replace(
            evidence,
            quote=text[start:end],
            start=passage.start + start,
            end=passage.start + end,
        )

    def words(self, span: Span) -> str:
        """Give words of the document as it stands, as far as their passage goes."""
        return next((evidence.quote for evidence in self.quote(span)), "")

    def _cut(self, start: int, end: int) -> Iterator[Evidence]:
        """Cut a quotation where a passage ends; offsets are the document's own."""
        text = self.document.text
        first = max(0, bisect_right(self.passage_starts, start) - 1)
        last = bisect_left(self.passage_starts, end)
        for passage in self.document.passages[first:last]:
            begin, stop = max(start, passage.start), min(end, passage.end)
            words = text[begin:stop]
            if words.strip():
                begin += len(words) - len(words.lstrip())
                quote = words.strip()
                yield Evidence(
                    document_id=self.document.id,
                    passage_id=passage.id,
                    quote=quote,
                    start=begin,
                    end=begin + len(quote),
                )


def _cut_short(text: str, start: int, end: int) -> int:
    """Give the end of a quotation that is not too long, at the end of a word."""
    if end - start <= LONGEST_QUOTE:
        return end
    cut = text.rfind(" ", start + 1, start + LONGEST_QUOTE + 1)
    return (
        start + len(text[start:cut].rstrip())
        if cut > start
        else start + (LONGEST_QUOTE)
    )


def _is_said_once(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    return text.find(words) == start and text.find(words, start + 1) < 0


def _widen(text: str, start: int, end: int) -> Span:
    """Take in what stands around words that stand twice, until they stand once."""
    for size in _WIDER:
        room = max(0, size - (end - start)) // 2
        first = text.find(" ", max(0, start - room)) + 1 if start > room else 0
        last = text.rfind(" ", end, end + room) if end + room < len(text) else len(text)
        first, last = min(first, start), max(last, end)
        words = text[first:last].strip()
        first = text.index(words, first)
        if _is_said_once(text, first, first + len(words)):
            return first, first + len(words)
    return start, end


def read_text(
    document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> ReadText:
    """Bring a document and its mentions to the same offsets, those in NFC."""
    composed = compose_text(document.text)
    starts, ends = composed.starts, composed.ends
    placed = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        start, end = mention.start, mention.end
        if starts is not None and ends is not None:
            start, end = bisect_left(starts, start), bisect_right(ends, end)
        placed.append((start, end, mention))
    counts = Counter(
        mention.place_id
        for _, _, mention in placed
        if mention.kind is Kind.COUNTRY and mention.place_id in gazetteer
    )
    countries = tuple(place_id for place_id, _ in counts.most_common() if place_id)
    boundaries, provinces = _index(gazetteer)
    return ReadText(
        document=document,
        composed=composed,
        gazetteer=gazetteer,
        mentions=tuple(placed),
        countries=countries,
        starts=tuple(start for start, _, _ in placed),
        passages={passage.id: passage for passage in document.passages},
        passage_starts=tuple(passage.start for passage in document.passages),
        boundaries=boundaries,
        provinces=provinces,
    )


@lru_cache(maxsize=2)
def _index(
    gazetteer: Gazetteer,
) -> tuple[tuple[Place, ...], Mapping[str, tuple[Place, ...]]]:
    """Walk the gazetteer once for all texts: its boundaries, and provinces by name."""
    boundaries = tuple(p for p in gazetteer if p.kind is Kind.BOUNDARY)
    provinces: dict[str, tuple[Place, ...]] = {}
    for place in gazetteer:
        if place.kind is Kind.PROVINCE:
            names = (place.names.en, place.names.vi or "")
            for name in {fold_toponym(name) for name in names}:
                provinces[name] = (*provinces.get(name, ()), place)
    return boundaries, provinces

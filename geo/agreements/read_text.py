"""A document as the rules read it: in NFC, with its mentions, and quoted exactly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.model import Evidence, Kind
from geo.text.composition import compose_text
from geo.text.folding import fold_toponym

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.agreements.clauses import Span
    from geo.model import Document, Mention, Passage, Place
    from geo.places.gazetteer import Gazetteer
    from geo.text.composition import ComposedText


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
        """Quote so that each passage says its quotation once, as the register asks."""
        quoted = []
        for evidence in self.quote(span):
            passage = self.passages[evidence.passage_id]
            if passage.text.count(evidence.quote) == 1:
                quoted.append(evidence)
                continue
            words = passage.text.strip()
            start = passage.start + passage.text.index(words)
            quoted.append(
                replace(evidence, quote=words, start=start, end=start + len(words))
            )
        return tuple(quoted)

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
    provinces: dict[str, tuple[Place, ...]] = {}
    for place in gazetteer:
        if place.kind is Kind.PROVINCE:
            for name in {
                fold_toponym(place.names.en),
                fold_toponym(place.names.vi or ""),
            }:
                provinces[name] = (*provinces.get(name, ()), place)
    return ReadText(
        document=document,
        composed=composed,
        gazetteer=gazetteer,
        mentions=tuple(placed),
        countries=countries,
        starts=tuple(start for start, _, _ in placed),
        passages={passage.id: passage for passage in document.passages},
        passage_starts=tuple(passage.start for passage in document.passages),
        boundaries=tuple(p for p in gazetteer if p.kind is Kind.BOUNDARY),
        provinces=provinces,
    )

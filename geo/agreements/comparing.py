"""Comparing two texts: what of one stands in the other, in the same or other words."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.agreements.alike import Likeness, match_pairs
from geo.agreements.firmness import firmness_of, is_firmer, read_firmness
from geo.language.matching import listed
from geo.language.shipped import LANGUAGES
from geo.model import Firmness
from geo.text.folding import fold_toponym
from geo.text.sentences import find_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.model import Agreement, AgreementType, Document, Mention

_WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
_JOINT = re.compile(
    rf"(?:[;,]\s+(?:{listed('and')}\s+)?|\s+{listed('and')}\s+)"
    rf"(?=(?:{listed('between_verbs')}\s+)?{listed('item_verbs')}(?!\w))",
    re.IGNORECASE,
)
"""Between two things that a sentence promises."""
_AFTER = re.compile(rf"(?:[\s;,]+(?:{listed('and')})?)+$", re.IGNORECASE)
_READ = frozenset({*LANGUAGES, "und"})
_FEWEST_WORDS = 5
"""Of what is set apart from a sentence."""
_SAME = 0.68
"""From this share of equal words on two quotations say the same."""


Runs = list[tuple[str, bool]]
"""Pieces of a quotation, and whether each stands out."""


class Change(StrEnum):
    """What became of a commitment from one text to the other."""

    KEPT = "kept"
    REWORDED = "reworded"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What a text commits to, with the words that say so."""

    document_id: str
    passage_id: str
    quote: str
    start: int
    end: int
    firmness: Firmness
    places: tuple[str, ...]
    """Ids of what it is about, or else names."""
    agreement: Agreement | None = None
    """None for a sentence that nobody proposed as an agreement."""

    @property
    def type(self) -> AgreementType | None:
        """What it is about, where that is known."""
        return self.agreement.type if self.agreement else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words of one text, and those that stand in their place in the other."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A commitment of one text or of both."""

    change: Change
    score: float
    """How alike the two are, from 0 to 1; 0 for what stands in one text alone."""
    before: Commitment | None
    after: Commitment | None
    differences: tuple[Difference, ...] = ()

    @property
    def turn(self) -> str:
        """Whether it binds more or less than before: firmer, softer or nothing."""
        if self.before is None or self.after is None:
            return ""
        before, after = self.before.firmness, self.after.firmness
        if before is after:
            return ""
        return "firmer" if is_firmer(before, after) else "softer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two texts, with what was found in it."""

    document: Document
    mentions: Sequence[Mention]
    agreements: Sequence[Agreement]


def compare(before: Side, after: Side) -> tuple[Compared, ...]:
    """Compare the commitments of two texts, in the order of the earlier one.

    What is new follows, in the order of the later one. Texts in two languages are
    matched by their numbers, places and figures.
    """
    old, new = find_commitments(before), find_commitments(after)
    likeness = Likeness(old, new, before.document.language, after.document.language)
    matched = match_pairs(likeness)
    lines = [
        *(_compare_two(old[i], new[j], score, likeness) for i, j, score in matched),
        *(
            Compared(change=Change.DROPPED, score=0.0, before=one, after=None)
            for i, one in enumerate(old)
            if all(i != first for first, _, _ in matched)
        ),
    ]
    lines.sort(key=_start_before)
    lines += (
        Compared(change=Change.NEW, score=0.0, before=None, after=one)
        for j, one in enumerate(new)
        if all(j != second for _, second, _ in matched)
    )
    return tuple(lines)


def _start_before(line: Compared) -> int:
    return line.before.start if line.before else 0


def _compare_two(
    old: Commitment, new: Commitment, score: float, likeness: Likeness
) -> Compared:
    differences = tuple(find_differences(old.quote, new.quote))
    is_same = likeness.is_translated or (
        old.firmness is new.firmness and is_same_wording(old.quote, new.quote)
    )
    return Compared(
        change=Change.KEPT if is_same else Change.REWORDED,
        score=round(score, 3),
        before=old,
        after=new,
        differences=() if likeness.is_translated else differences,
    )


def is_same_wording(before: str, after: str) -> bool:
    """Whether two quotations say the same in nearly the same words.

    A figure that differs is another promise, and so are other words
    for a third of it.

    >>> is_same_wording("They agreed to meet.", "they agreed to meet")
    True
    >>> is_same_wording("raise trade to 5 billion USD", "raise trade to 9 billion USD")
    False
    """
    old, new = words_of(before), words_of(after)
    figures = [[word for word in words if word[:1].isdigit()] for words in (old, new)]
    if figures[0] != figures[1]:
        return False
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return 2 * same >= _SAME * (len(old) + len(new))


def words_of(text: str) -> list[str]:
    """Give the folded words of a text."""
    return [fold_toponym(word) for word in _WORD.findall(text)]


def find_differences(before: str, after: str) -> Iterator[Difference]:
    """Give the words that differ, in their order.

    >>> [(d.before, d.after) for d in find_differences("open two gates", "open a gate")]
    [('two gates', 'a gate')]
    """
    for (a, b), (c, d) in _differing(before, after):
        yield Difference(before=before[a:b], after=after[c:d])


def mark_differences(before: str, after: str) -> tuple[Runs, Runs]:
    """Cut two quotations where they differ: runs, and whether each differs.

    >>> mark_differences("open two gates", "open a gate")[1]
    [('open ', False), ('a gate', True)]
    """
    spans = list(_differing(before, after))
    return (
        _cut(before, [old for old, _ in spans]),
        _cut(after, [new for _, new in spans]),
    )


def _differing(
    before: str, after: str
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Give the offsets of the words that differ, in the one and in the other."""
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    matcher = difflib.SequenceMatcher(
        None,
        [fold_toponym(word.group()) for word in old],
        [fold_toponym(word.group()) for word in new],
        autojunk=False,
    )
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield _span(old[a:b]), _span(new[c:d])


def _span(words: Sequence[re.Match[str]]) -> tuple[int, int]:
    return (words[0].start(), words[-1].end()) if words else (0, 0)


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> Runs:
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    return [(text[a:b], (a, b) in spans) for a, b in pairwise(edges)]


# --- commitments ------------------------------------------------------------------


def find_commitments(side: Side) -> tuple[Commitment, ...]:
    """Give what a text commits to: its agreements, and sentences that bind beside them.

    Agreements that stand on the very same words are one commitment; one that names an
    instrument within another's words belongs to it.
    """
    document = side.document
    agreed = [
        _of_agreement(agreement, document)
        for agreement in side.agreements
        if any(e.document_id == document.id for e in agreement.evidence)
    ]
    whole = _outermost(agreed)
    beside = [
        one
        for one in _of_sentences(side)
        if not any(w.start < one.end and one.start < w.end for w in whole)
    ]
    items = [item for one in (*whole, *beside) for item in _split(one, side.mentions)]
    return tuple(sorted(items, key=lambda one: (one.start, one.end)))


def _split(one: Commitment, mentions: Sequence[Mention]) -> Iterator[Commitment]:
    """Give what a commitment lists one by one: to open a gate, and to build a road."""
    if one.agreement is not None and one.agreement.pair is not None:
        yield one
        return
    cuts = [0]
    for joint in _JOINT.finditer(one.quote):
        if len(one.quote[cuts[-1] : joint.start()].split()) >= _FEWEST_WORDS:
            cuts.append(joint.end())
    if len(one.quote[cuts[-1] :].split()) < _FEWEST_WORDS and len(cuts) > 1:
        cuts.pop()
    if len(cuts) == 1:
        yield one
        return
    for first, last in zip(cuts, [*cuts[1:], len(one.quote)], strict=True):
        quote = _AFTER.sub("", one.quote[first:last])
        start, end = one.start + first, one.start + first + len(quote)
        places = (m.place_id for m in mentions if start <= m.start < end and m.place_id)
        yield replace(
            one,
            quote=quote,
            start=start,
            end=end,
            places=tuple(dict.fromkeys(places)),
            firmness=read_firmness(quote) or one.firmness,
        )


def _of_agreement(agreement: Agreement, document: Document) -> Commitment:
    evidence = next(e for e in agreement.evidence if e.document_id == document.id)
    return Commitment(
        document_id=document.id,
        passage_id=evidence.passage_id,
        quote=evidence.quote,
        start=evidence.start,
        end=evidence.end,
        firmness=firmness_of(agreement, evidence.quote),
        places=agreement.places,
        agreement=agreement,
    )


def _outermost(found: Iterable[Commitment]) -> list[Commitment]:
    """Keep of words within words the outer ones; pairs of places all stay."""
    kept: list[Commitment] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        is_pair = one.agreement is not None and one.agreement.pair is not None
        inside = any(k.start <= one.start and one.end <= k.end for k in kept)
        if is_pair or not inside:
            kept.append(one)
    return kept


def _of_sentences(side: Side) -> Iterator[Commitment]:
    """Give the sentences whose words bind somebody, however softly."""
    document = side.document
    for passage in document.passages:
        for first, last in find_sentences(passage.text):
            quote = passage.text[first:last]
            firmness = read_firmness(quote)
            if firmness is None:
                if document.language in _READ:
                    continue
                # Of a language whose words are not known every sentence counts.
                firmness = Firmness.NOTES
            start, end = passage.start + first, passage.start + last
            places = (
                m.place_id or m.exact
                for m in side.mentions
                if start <= m.start and m.end <= end
            )
            yield Commitment(
                document_id=document.id,
                passage_id=passage.id,
                quote=quote,
                start=start,
                end=end,
                firmness=firmness,
                places=tuple(dict.fromkeys(places)),
            )

"""Evaluation: mentions found, scored against those marked by reading."""

from __future__ import annotations

import json
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any, Protocol

from geo.errors import DocumentError
from geo.model import Kind, Role
from geo.places.measures import distance_m

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from geo.model import Document, Mention
    from geo.places.gazetteer import Gazetteer


class Parser(Protocol):
    """What finds the mentions of a document."""

    gazetteer: Gazetteer

    def parse(self, document: Document) -> tuple[Mention, ...]:
        """Find every mention of a document."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention that a reader marked."""

    document_id: str
    passage_id: str
    start: int
    end: int
    exact: str
    role: Role
    kind: Kind
    place_id: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many mentions were marked, found, and found right."""

    marked: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was marked that was found right."""
        return self.right / self.marked if self.marked else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both.

        >>> round(Tally(marked=4, found=3, right=3).f1, 3)
        0.857
        """
        total = self.marked + self.found
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Report:
    """How well mentions were found and resolved."""

    spans: Mapping[str, Tally]
    """The same words, whatever role and place."""
    pins: Mapping[str, Tally]
    """Literal mentions: the same words at the same place."""
    roles: Mapping[str, Tally]
    """The same words and the same role."""
    kinds: Mapping[str, Tally]
    """The same words and the same kind."""
    resolution: Mapping[str, Tally]
    """Marked literal mentions: how many were found, how many at the right place."""
    errors_m: tuple[float, ...]
    """For each literal mention found whose place has a position: how far off."""

    @property
    def median_error_m(self) -> float | None:
        """The median distance in metres; ``None`` where nothing has a position."""
        return median(self.errors_m) if self.errors_m else None


Pairs = list[tuple[GoldMention | None, "Mention | None"]]


def evaluate(
    documents: Iterable[Document], gold_folder: Path, geoparser: Parser
) -> Report:
    """Parse each document that has a gold file and compare.

    Raises
    ------
    DocumentError
        A gold file is malformed, or it does not quote its document.
    """
    pairs: Pairs = []
    errors: list[float] = []
    for document in documents:
        path = gold_folder / f"{document.id}.jsonl"
        if path.is_file():
            gold = read_gold(path, document)
            matched = match_mentions(gold, geoparser.parse(document))
            pairs += matched
            errors += _errors_m(matched, geoparser.gazetteer, document.geography_on)
    return build_report(pairs, tuple(errors))


def read_gold(path: Path, document: Document) -> tuple[GoldMention, ...]:
    """Read the marked mentions of a document.

    Raises
    ------
    DocumentError
        A line is malformed, or its words are not at its offsets.
    """
    mentions = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        try:
            mention = _gold_mention(json.loads(line), document.id)
        except (ValueError, KeyError, TypeError) as error:
            msg = f"{path.name}, line {number}: not a marked mention ({error})."
            raise DocumentError(msg) from error
        if document.text[mention.start : mention.end] != mention.exact:
            msg = (
                f"{path.name}, line {number}: {mention.exact!r} is not at "
                f"{mention.start}:{mention.end} of {document.id}."
            )
            raise DocumentError(msg)
        mentions.append(mention)
    return tuple(mentions)


def _gold_mention(record: Mapping[str, Any], document_id: str) -> GoldMention:
    return GoldMention(
        document_id=document_id,
        passage_id=str(record["passage"]),
        start=int(record["start"]),
        end=int(record["end"]),
        exact=str(record["exact"]),
        role=Role(record["role"]),
        kind=Kind(record["kind"]),
        place_id=str(record["place"]) if record["place"] else None,
    )


def match_mentions(gold: Iterable[GoldMention], found: Iterable[Mention]) -> Pairs:
    """Pair the mentions that quote the same words; what is alone stays alone."""
    by_span = {(m.start, m.end): m for m in found}
    pairs: Pairs = [(g, by_span.pop((g.start, g.end), None)) for g in gold]
    return pairs + [(None, mention) for mention in by_span.values()]


def build_report(pairs: Pairs, errors_m: tuple[float, ...] = ()) -> Report:
    """Count what was marked, found and right, in every way that is reported."""
    return Report(
        spans={
            label: _tally(pairs, kinds, frozenset(Role))
            for label, kinds in _KINDS.items()
        },
        pins={
            label: _tally(pairs, kinds, {Role.LITERAL}, same_place=True)
            for label, kinds in _KINDS.items()
        },
        roles={role.value: _tally(pairs, set(Kind), {role}) for role in Role},
        kinds={kind.label: _tally(pairs, {kind}, set(Role)) for kind in Kind},
        resolution={
            label: _resolution(pairs, kinds) for label, kinds in _KINDS.items()
        },
        errors_m=errors_m,
    )


_KINDS = {
    "all": frozenset(Kind),
    "countries left out": frozenset(Kind) - {Kind.COUNTRY},
    "countries": frozenset({Kind.COUNTRY}),
}


def _tally(
    pairs: Pairs,
    kinds: Collection[Kind],
    roles: Collection[Role],
    *,
    same_place: bool = False,
) -> Tally:
    """Count mentions of some kinds and roles; right is what both sides count."""
    marked = found = right = 0
    for gold, mention in pairs:
        is_marked = gold is not None and gold.kind in kinds and gold.role in roles
        is_found = (
            mention is not None and mention.kind in kinds and mention.role in roles
        )
        agrees = not same_place or _is_same_place(gold, mention)
        marked += is_marked
        found += is_found
        right += is_marked and is_found and agrees
    return Tally(marked, found, right)


def _resolution(pairs: Pairs, kinds: Collection[Kind]) -> Tally:
    """Count the marked literal mentions, those found, those at the right place."""
    literal = [
        (gold, mention)
        for gold, mention in pairs
        if gold is not None and gold.role is Role.LITERAL and gold.kind in kinds
    ]
    return Tally(
        marked=len(literal),
        found=sum(mention is not None for _, mention in literal),
        right=sum(_is_same_place(gold, mention) for gold, mention in literal),
    )


def _is_same_place(gold: GoldMention | None, mention: Mention | None) -> bool:
    if gold is None or mention is None:
        return False
    return gold.place_id == mention.place_id


def _errors_m(pairs: Pairs, gazetteer: Gazetteer, on: dt.date) -> list[float]:
    """Measure how far each literal mention lies from where it was marked."""
    errors = []
    for gold, mention in pairs:
        if gold and mention and gold.role is Role.LITERAL:
            right = _position(gazetteer, gold.place_id, on)
            ours = _position(gazetteer, mention.place_id, on)
            if right and ours:
                errors.append(distance_m(*right, *ours))
    return errors


def _position(
    gazetteer: Gazetteer, place_id: str | None, on: dt.date
) -> tuple[float, float] | None:
    if place_id is None or place_id not in gazetteer:
        return None
    version = gazetteer[place_id].on(on)
    if version is None or version.lon is None or version.lat is None:
        return None
    return version.lon, version.lat


def render_report(report: Report) -> str:
    """Set a report as a table of plain text."""
    lines = [f"{'':34}{'marked':>8}{'found':>8}{'right':>8}{'P':>8}{'R':>8}{'F1':>8}"]
    sections = {
        "words": report.spans,
        "words and place of literal mentions": report.pins,
        "words and role": report.roles,
        "words and kind": report.kinds,
    }
    for title, tallies in sections.items():
        lines.append(title)
        lines += [
            _line(label, tally)
            for label, tally in tallies.items()
            if tally.marked or tally.found
        ]
    lines.append("literal mentions at the right place")
    for label, tally in report.resolution.items():
        lines.append(f"  {label:32}{tally.right:>8} of {tally.marked}")
    if report.median_error_m is not None:
        lines.append(
            f"  {'median error, metres':32}{report.median_error_m:>8.0f} "
            f"({len(report.errors_m)} with a position)"
        )
    return "\n".join(lines)


def _line(label: str, tally: Tally) -> str:
    counts = f"{tally.marked:>8}{tally.found:>8}{tally.right:>8}"
    shares = f"{tally.precision:>8.3f}{tally.recall:>8.3f}{tally.f1:>8.3f}"
    return f"  {label:32}{counts}{shares}"

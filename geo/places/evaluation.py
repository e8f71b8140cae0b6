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
    from collections.abc import Collection, Iterable, Iterator, Mapping
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
    """Literal mentions with a place: the same words at the same place."""
    any_role: Mapping[str, Tally]
    """The same words and the same role, for all roles together."""
    roles: Mapping[str, Tally]
    """The same words and the same role, for each role."""
    kinds: Mapping[str, Tally]
    """The same words and the same kind."""
    resolution: Mapping[str, Tally]
    """Marked literal mentions with a place: how many were found, how many rightly."""
    errors_m: tuple[float, ...]
    """For each literal mention found whose place has a position: how far off."""
    sure: Tally
    """Mentions with the right words that are sure of their place, and right."""
    unsure: Tally
    """Those with a place that are not sure of it."""
    strays: int
    """How many mentions were found where nothing at all is marked."""

    @property
    def median_error_m(self) -> float | None:
        """The median distance in metres; ``None`` where nothing has a position."""
        return median(self.errors_m) if self.errors_m else None


@dataclass(frozen=True, slots=True)
class Slip:
    """One difference between what was marked and what was found."""

    document_id: str
    passage_id: str
    start: int
    exact: str
    what: str
    """``stray`` (nothing is marked there), missed, words, role or place."""
    detail: str
    """What was marked and what was found."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well each text was read, and all of them together."""

    texts: Mapping[str, Report]
    total: Report
    slips: tuple[Slip, ...]
    pairs: Pairs
    """What reading marked, and what was found."""


Pairs = list[tuple[GoldMention | None, "Mention | None"]]


def evaluate(
    documents: Iterable[Document], gold_folder: Path, geoparser: Parser
) -> Evaluation:
    """Parse each document that has a gold file and compare.

    Raises
    ------
    DocumentError
        A gold file is malformed, or it does not quote its document.
    """
    texts: dict[str, Report] = {}
    pairs: Pairs = []
    errors: tuple[float, ...] = ()
    slips: tuple[Slip, ...] = ()
    for document in documents:
        path = gold_folder / f"{document.id}.jsonl"
        if path.is_file():
            gold = read_gold(path, document)
            here = match_mentions(gold, geoparser.parse(document))
            errors_here = _errors_m(here, geoparser.gazetteer, document.geography_on)
            slips_here = find_slips(here)
            texts[document.id] = build_report(here, errors_here, slips_here)
            pairs += here
            errors += errors_here
            slips += slips_here
    return Evaluation(texts, build_report(pairs, errors, slips), slips, pairs)


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


def build_report(
    pairs: Pairs, errors_m: tuple[float, ...] = (), slips: tuple[Slip, ...] = ()
) -> Report:
    """Count what was marked, found and right, in every way that is reported."""
    return Report(
        spans={
            label: _tally(pairs, kinds, frozenset(Role))
            for label, kinds in _KINDS.items()
        },
        pins={label: _pins(pairs, kinds) for label, kinds in _KINDS.items()},
        any_role={
            label: sum_tallies(_tally(pairs, kinds, {role}) for role in Role)
            for label, kinds in _KINDS.items()
        },
        roles={role.value: _tally(pairs, set(Kind), {role}) for role in Role},
        kinds={kind.label: _tally(pairs, {kind}, set(Role)) for kind in Kind},
        resolution={
            label: _resolution(pairs, kinds) for label, kinds in _KINDS.items()
        },
        errors_m=errors_m,
        sure=_trust(pairs, is_sure=True),
        unsure=_trust(pairs, is_sure=False),
        strays=sum(slip.what == "stray" for slip in slips),
    )


_KINDS = {
    "all": frozenset(Kind),
    "countries left out": frozenset(Kind) - {Kind.COUNTRY},
    "countries": frozenset({Kind.COUNTRY}),
}


def sum_tallies(tallies: Iterable[Tally]) -> Tally:
    """Add up.

    >>> sum_tallies([Tally(3, 2, 1), Tally(1, 1, 1)])
    Tally(marked=4, found=3, right=2)
    """
    each = tuple(tallies)
    return Tally(
        marked=sum(tally.marked for tally in each),
        found=sum(tally.found for tally in each),
        right=sum(tally.right for tally in each),
    )


def _tally(pairs: Pairs, kinds: Collection[Kind], roles: Collection[Role]) -> Tally:
    """Count mentions of some kinds and roles; right is what both sides count."""
    marked = found = right = 0
    for gold, mention in pairs:
        is_marked = gold is not None and gold.kind in kinds and gold.role in roles
        is_found = (
            mention is not None and mention.kind in kinds and mention.role in roles
        )
        marked += is_marked
        found += is_found
        right += is_marked and is_found
    return Tally(marked, found, right)


def _pins(pairs: Pairs, kinds: Collection[Kind]) -> Tally:
    """Count the pins that are marked, those set, those set where they are marked.

    A mention whose place is null has no pin: setting one there is wrong, setting
    none is no merit.
    """
    marked = found = right = 0
    for gold, mention in pairs:
        is_marked = _is_pin(gold, kinds)
        is_found = _is_pin(mention, kinds)
        marked += is_marked
        found += is_found
        right += is_marked and is_found and _is_same_place(gold, mention)
    return Tally(marked, found, right)


def _is_pin(mention: GoldMention | Mention | None, kinds: Collection[Kind]) -> bool:
    return (
        mention is not None
        and mention.role is Role.LITERAL
        and mention.kind in kinds
        and mention.place_id is not None
    )


def _resolution(pairs: Pairs, kinds: Collection[Kind]) -> Tally:
    """Count the marked literal mentions, those found, those at the right place."""
    literal = [(gold, mention) for gold, mention in pairs if _is_pin(gold, kinds)]
    return Tally(
        marked=len(literal),
        found=sum(mention is not None for _, mention in literal),
        right=sum(_is_same_place(gold, mention) for gold, mention in literal),
    )


def _trust(pairs: Pairs, *, is_sure: bool) -> Tally:
    """Count mentions with a place, countries left out: how many are right."""
    told = [
        (gold, mention)
        for gold, mention in pairs
        if gold and mention and mention.place_id and mention.is_sure is is_sure
        if gold.kind is not Kind.COUNTRY
    ]
    right = sum(_is_same_place(gold, mention) for gold, mention in told)
    return Tally(len(told), len(told), right)


def _is_same_place(gold: GoldMention | None, mention: Mention | None) -> bool:
    if gold is None or mention is None:
        return False
    return gold.place_id == mention.place_id


def find_slips(pairs: Pairs) -> tuple[Slip, ...]:
    """Find each difference within one document, in text order."""
    slips = [slip for gold, found in pairs for slip in _slips(gold, found, pairs)]
    return tuple(sorted(slips, key=lambda slip: slip.start))


def _slips(
    gold: GoldMention | None, found: Mention | None, pairs: Pairs
) -> Iterator[Slip]:
    if gold and found:
        if gold.role is not found.role:
            yield _slip(gold, "role", f"marked {gold.role}, found {found.role}")
        if not _is_same_place(gold, found):
            yield _slip(
                gold, "place", f"marked {gold.place_id}, found {found.place_id}"
            )
    elif gold:
        beside = _quote(other for _, other in pairs if _overlaps(gold, other))
        if beside:
            yield _slip(gold, "words", f"found {beside} instead")
        else:
            yield _slip(gold, "missed", f"marked {gold.role} {gold.place_id}")
    elif found:
        beside = _quote(other for other, _ in pairs if _overlaps(found, other))
        if beside:
            yield _slip(found, "words", f"marked is {beside}")
        else:
            yield _slip(found, "stray", f"found {found.role} {found.place_id}")


def _slip(mention: GoldMention | Mention, what: str, detail: str) -> Slip:
    return Slip(
        document_id=mention.document_id,
        passage_id=mention.passage_id,
        start=mention.start,
        exact=mention.exact,
        what=what,
        detail=detail,
    )


def _overlaps(one: GoldMention | Mention, other: GoldMention | Mention | None) -> bool:
    return other is not None and one.start < other.end and other.start < one.end


def _quote(mentions: Iterable[GoldMention | Mention | None]) -> str:
    return ", ".join(f"“{mention.exact}”" for mention in mentions if mention)


def _errors_m(pairs: Pairs, gazetteer: Gazetteer, on: dt.date) -> tuple[float, ...]:
    """Measure how far each literal mention lies from where it was marked."""
    errors = []
    for gold, mention in pairs:
        if gold and mention and gold.role is Role.LITERAL:
            right = _position(gazetteer, gold.place_id, on)
            ours = _position(gazetteer, mention.place_id, on)
            if right and ours:
                errors.append(distance_m(*right, *ours))
    return tuple(errors)


def _position(
    gazetteer: Gazetteer, place_id: str | None, on: dt.date
) -> tuple[float, float] | None:
    if place_id is None or place_id not in gazetteer:
        return None
    version = gazetteer[place_id].on(on)
    if version is None or version.lon is None or version.lat is None:
        return None
    return version.lon, version.lat


def render_texts(evaluation: Evaluation) -> str:
    """Set one line for each text and one for all, of places other than countries."""
    width = max(len(name) for name in ("", *evaluation.texts, "all texts"))
    head = (
        f"{'':{width}}{'marked':>8}{'found':>8}{'P':>8}{'R':>8}{'F1':>8}"
        f"{'role F1':>9}{'right place':>16}{'stray':>7}{'all F1':>8}"
    )
    reports = {**evaluation.texts, "all texts": evaluation.total}
    lines = [f"{name:{width}}{_text_line(report)}" for name, report in reports.items()]
    return "\n".join([head, *lines])


def _text_line(report: Report) -> str:
    spans = report.spans["countries left out"]
    resolved = report.resolution["countries left out"]
    return (
        f"{spans.marked:>8}{spans.found:>8}"
        f"{spans.precision:>8.3f}{spans.recall:>8.3f}{spans.f1:>8.3f}"
        f"{report.any_role['countries left out'].f1:>9.3f}"
        f"{f'{resolved.right} of {resolved.marked}':>16}"
        f"{report.strays:>7}{report.spans['all'].f1:>8.3f}"
    )


def render_slips(slips: Iterable[Slip]) -> str:
    """Set one line for each difference: text, passage, what, words, detail."""
    return "\n".join(
        f"{slip.document_id}\t{slip.passage_id}\t{slip.what}\t{slip.exact}\t{slip.detail}"
        for slip in slips
    )


def render_report(report: Report) -> str:
    """Set a report as a table of plain text."""
    lines = [f"{'':34}{'marked':>8}{'found':>8}{'right':>8}{'P':>8}{'R':>8}{'F1':>8}"]
    sections = {
        "words": report.spans,
        "words and place of literal mentions": report.pins,
        "words and role": {**report.any_role, **report.roles},
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
    sure, unsure = (_percent(tally) for tally in (report.sure, report.unsure))
    lines.append(f"  {'places other than countries':32}sure: {sure}, unsure: {unsure}")
    if report.median_error_m is not None:
        lines.append(
            f"  {'median error, metres':32}{report.median_error_m:>8.0f} "
            f"({len(report.errors_m)} with a position)"
        )
    return "\n".join(lines)


def _percent(tally: Tally) -> str:
    share = f"{100 * tally.precision:.0f} % right" if tally.found else "none"
    return f"{share} ({tally.right} of {tally.found})"


def _line(label: str, tally: Tally) -> str:
    counts = f"{tally.marked:>8}{tally.found:>8}{tally.right:>8}"
    shares = f"{tally.precision:>8.3f}{tally.recall:>8.3f}{tally.f1:>8.3f}"
    return f"  {label:32}{counts}{shares}"

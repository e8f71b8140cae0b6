"""Score the reader of texts on real ones: ``python tests/corpus/score.py FOLDER``.

The texts are other people's words and are not in the repository; ``manifest.jsonl``
says where each was and holds what a reader marked in it, without a word of it. The
folder has the texts as ``GROUP/ID.txt``; one whose sha-256 differs is left out, and
said.
``--lot tuned`` or ``--lot aside`` takes half of them: those set aside are scored once.

*Found*: the same words. *Right*: found at the place marked, by id, or no farther from
the marked point than the marks allow; where no position is to be had, found without
one. *Right or listed*: that, or found without a position. *Wrong pins*: of the
mentions with a position, those that have another place, or stand where nothing is
marked. Countries are left out. Intervals are Wilson's, 95 in 100.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import shapely

from geo.agreements.proposals import propose
from geo.model import Document, Kind, Mention, Role, Version
from geo.places.gazetteer import Gazetteer, read_gazetteer
from geo.places.geoparsing import Geoparser
from geo.places.measures import distance_m
from geo.text.passages import split_passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.model import Agreement

ROOT = Path(__file__).parents[2]
MANIFEST = Path(__file__).with_name("manifest.jsonl")
WATERS = {Kind.RIVER, Kind.LAKE, Kind.SEA}
UNDATED = dt.date(2024, 1, 1)
"""The borders of a text whose day cannot be seen."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader marked."""

    start: int
    end: int
    role: str
    kind: str
    country: str
    place: str | None
    lon: float | None
    lat: float | None
    within_km: float | None


def wilson(right: int, of: int) -> str:
    """Give a share with its 95 % interval.

    >>> wilson(3, 4)
    '.75 (.30–.95) 3/4'
    """
    if not of:
        return "– 0/0"
    z, p = 1.96, right / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * ((p * (1 - p) + z * z / (4 * of)) / of) ** 0.5 / (1 + z * z / of)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    shares = (f"{share:.2f}".removeprefix("0") for share in (p, low, high))
    return "{} ({}–{}) {}/{}".format(*shares, right, of)


def read_corpus(folder: Path, lot: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Give each record of the manifest with its text."""
    for line in MANIFEST.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        path = folder / record["group"] / f"{record['id']}.txt"
        if lot not in {"all", record["lot"]}:
            continue
        if not path.exists():
            print(f"{path}: not there, left out", file=sys.stderr)
            continue
        text = path.read_text(encoding="utf-8")
        if hashlib.sha256(text.encode()).hexdigest() != record["sha256"]:
            print(f"{path}: not the text that was marked, left out", file=sys.stderr)
            continue
        yield record, text


def to_document(record: dict[str, Any], text: str) -> Document:
    """Make a document of a text of the corpus."""
    day = dt.date.fromisoformat(record["date"]) if record["date"] else UNDATED
    return Document(
        id=record["id"],
        title="",
        short_title="",
        publisher="",
        dated="",
        geography_on=day,
        geography_reason="",
        language=record["language"],
        rights="",
        sha256=record["sha256"],
        text=text,
        passages=split_passages(record["id"], text),
    )


def is_right(mark: Mark, mention: Mention, gazetteer: Gazetteer, on: dt.date) -> bool:
    """Whether a mention has the place that was marked."""
    if mention.place_id is None or mark.place == mention.place_id:
        return mention.place_id is not None or mark.place is mark.lon is None
    place = gazetteer[mention.place_id]
    version = place.on(on) or place.versions[-1]
    is_country = place.kind is Kind.COUNTRY
    if mark.lon is None or mark.lat is None or version.point is None or is_country:
        return False
    near = distance_m(*version.point, mark.lon, mark.lat) / 1000
    return near <= (mark.within_km or 0) or flows_by(mark, place.kind, version)


def flows_by(mark: Mark, kind: Kind, version: Version) -> bool:
    """Whether a point marked for a water lies within 0.3 degrees of it."""
    if mark.kind != kind or kind not in WATERS or version.geometry is None:
        return False
    return bool(version.geometry.distance(shapely.Point(mark.lon, mark.lat)) < 0.3)


def score_mentions(
    marks: Iterable[Mark],
    mentions: Iterable[Mention],
    gazetteer: Gazetteer,
    on: dt.date,
) -> Counter[str]:
    """Count what was found and right in one text."""
    counts: Counter[str] = Counter()
    found = {(m.start, m.end): m for m in mentions}
    for mark in marks:
        mention = found.pop((mark.start, mark.end), None)
        if mark.kind == "country":
            continue
        counts["marked"] += 1
        literal = mark.role == Role.LITERAL
        counts["literal"] += literal
        if mention is None:
            continue
        right = is_right(mark, mention, gazetteer, on)
        counts["found"] += 1
        counts["right"] += right
        counts["right literal"] += right and literal
        counts["right or listed"] += right or mention.place_id is None
        counts["role"] += mention.role == mark.role
        if mention.place_id:
            counts["pins"] += 1
            counts["wrong pins"] += not right
            counts["sure"] += mention.is_sure
            counts["sure right"] += mention.is_sure and right
    for mention in found.values():
        if mention.kind is not Kind.COUNTRY and mention.place_id:
            counts["pins"] += 1
            counts["wrong pins"] += 1
            counts["sure"] += mention.is_sure
            counts["strays"] += 1
    return counts


def score_promises(
    promises: list[list[Any]], proposed: Iterable[Agreement], marks: list[Mark]
) -> Counter[str]:
    """Count commitments found, their types, statuses and pairs, in one text."""
    counts: Counter[str] = Counter()
    left = [*proposed]
    counts["commitments"], counts["proposed"] = len(promises), len(left)
    wanted = {
        frozenset(marks[i].place or "" for i in pair)
        for *_, pairs in promises
        for pair in pairs
    }
    drawn = {frozenset(a.pair) for a in left if a.pair}
    counts["pairs"], counts["pairs drawn"] = len(wanted), len(drawn)
    counts["pairs right"] = len(wanted & drawn)
    for start, end, kind, status, *_ in promises:
        best = max(left, key=lambda a: overlap(a, start, end), default=None)
        if best is None or 2 * overlap(best, start, end) < min(
            end - start, sum(e.end - e.start for e in best.evidence)
        ):
            continue
        left.remove(best)
        counts["matched"] += 1
        counts["type"] += best.type == kind
        counts["status"] += best.status == status
    return counts


def overlap(agreement: Agreement, start: int, end: int) -> int:
    """Count the letters that an agreement quotes between two offsets."""
    return sum(
        max(0, min(e.end, end) - max(e.start, start)) for e in agreement.evidence
    )


def render(group: str, counts: Counter[str]) -> str:
    """Set one group as lines of figures."""
    rows = {
        "found": ("found", "marked"),
        "right place": ("right", "marked"),
        "right place, literal": ("right literal", "literal"),
        "right or listed": ("right or listed", "marked"),
        "role": ("role", "found"),
        "sure and right": ("sure right", "sure"),
        "wrong pins": ("wrong pins", "pins"),
        "commitments found": ("matched", "commitments"),
        "proposals right": ("matched", "proposed"),
        "type": ("type", "matched"),
        "status": ("status", "matched"),
        "pairs found": ("pairs right", "pairs"),
        "pairs right": ("pairs right", "pairs drawn"),
    }
    lines = [f"{group}: {counts['texts']} texts"]
    lines += [
        f"  {name:22} {wilson(counts[right], counts[of])}"
        for name, (right, of) in rows.items()
    ]
    return "\n".join(lines)


def main() -> None:
    """Score the corpus and print a table a group."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lot", choices=("tuned", "aside", "all"), default="tuned")
    chosen = parser.parse_args()
    gazetteer = read_gazetteer(ROOT / "data" / "gazetteer")
    geoparser = Geoparser(gazetteer)
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for record, text in read_corpus(chosen.folder, chosen.lot):
        document = to_document(record, text)
        marks = [Mark(*mark) for mark in record["mentions"]]
        mentions = geoparser.parse(document)
        proposed = propose(document, mentions, gazetteer)
        counts = score_mentions(marks, mentions, gazetteer, document.geography_on)
        counts += score_promises(record["agreements"], proposed, marks)
        counts["texts"] = 1
        groups[record["group"]] += counts
    print(*(render(*group) for group in sorted(groups.items())), sep="\n")


if __name__ == "__main__":
    main()

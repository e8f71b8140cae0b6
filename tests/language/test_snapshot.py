"""What the rules read today: a change of a table or a rule shows what it changes.

Write the snapshot anew with ``python -m tests.language.test_snapshot`` and read its
difference line by line before it is committed.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from geo.agreements.proposals import propose
from geo.atlas import read_atlas
from geo.places.geoparsing import Geoparser
from geo.text.documents import read_documents
from tests.agreements.texts import DRAWABLE, PARSER, read
from tests.places.marked import read_marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.model import Agreement, Document, Mention
    from geo.places.gazetteer import Gazetteer

HERE = Path(__file__).parent
SNAPSHOT = HERE / "snapshot.txt"
ROOT = HERE.parents[1]
LATER = {"rules"}
"""Fields that say which rules read: they are not what was read."""


def digest(record: Mention | Agreement) -> str:
    """Give the first letters of the sha-256 of every field."""
    fields = {k: v for k, v in dataclasses.asdict(record).items() if k not in LATER}
    content = json.dumps(fields, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:10]


def lines(
    document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> Iterator[str]:
    """Give what was read of a text, one line a mention and a proposal."""
    for m in mentions:
        exact = " ".join(m.exact.split())
        place = m.place_id or m.kind.value
        what = f"{exact} {m.role.value} {place} {m.score}"
        yield f"{m.start}-{m.end} {what} {digest(m)}"
    for a in propose(document, mentions, gazetteer):
        pair = "–".join(a.pair or ())
        at = a.evidence[0].start
        what = f"{a.type.value} {a.form.value} {a.status.value} {pair}"
        yield f"  {at} {what} {' '.join(a.title.split())} {digest(a)}"


def read_all() -> dict[str, list[str]]:
    atlas = read_atlas(ROOT / "data")
    parser = Geoparser(atlas.gazetteer)
    texts = ROOT / "tests" / "gold" / "texts"
    found = {}
    for document in (*atlas.documents, *read_documents(texts)):
        mentions = parser.parse(document)
        found[document.id] = list(lines(document, mentions, atlas.gazetteer))
    marked = ROOT / "tests" / "places" / "sentences.txt"
    for number, line in enumerate(marked.read_text(encoding="utf-8").splitlines()):
        if line and not line.startswith("#"):
            document = read(read_marked(line)[0], f"sentence-{number}")
            found[document.id] = list(lines(document, PARSER.parse(document), DRAWABLE))
    return found


def write(found: dict[str, list[str]]) -> str:
    parts = ("\n".join([f"# {name}", *read]) for name, read in found.items())
    return "\n".join(parts) + "\n"


def test_everything_is_read_as_it_was_when_the_snapshot_was_written() -> None:
    expected = SNAPSHOT.read_text(encoding="utf-8")
    assert write(read_all()) == expected


if __name__ == "__main__":
    SNAPSHOT.write_text(write(read_all()), encoding="utf-8")

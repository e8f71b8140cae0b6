"""Write the manifest of a marked corpus: where each text is and what was marked in it.

Run ``python tests/corpus/make_manifest.py FOLDER``. The folder has a folder for each
group, and in it for each text ``ID.txt``, ``ID.meta.json`` and ``ID.marks.json``. The
manifest holds no word of any text: offsets, kinds, countries, positions.

The lot is drawn by the texts' own digests: of each group, in the order of the sha-256,
every second text is set aside.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

MANIFEST = Path(__file__).with_name("manifest.jsonl")
MARK = ("start", "end", "role", "kind", "country", "place", "lon", "lat", "within_km")
PROMISE = ("start", "end", "type", "status", "form", "firmness")


def read_group(folder: Path) -> list[dict[str, Any]]:
    """Read the texts of a group, half of them set aside."""
    records = [read_text(path) for path in sorted(folder.glob("*.marks.json"))]
    records.sort(key=lambda record: record["sha256"])
    for number, record in enumerate(records):
        record["lot"] = "aside" if number % 2 else "tuned"
    return sorted(records, key=lambda record: record["id"])


def read_text(marks: Path) -> dict[str, Any]:
    """Turn one text's marks into a record without words."""
    name = marks.name.removesuffix(".marks.json")
    meta = json.loads(marks.with_name(f"{name}.meta.json").read_text("utf-8"))
    marked = json.loads(marks.read_text("utf-8"))
    mentions, promises = marked["mentions"], marked["agreements"]
    first = {m["exact"]: number for number, m in reversed([*enumerate(mentions)])}
    return {
        "id": name,
        "group": marks.parent.name,
        "address": meta["address"],
        "date": meta.get("date"),
        "language": meta["language"],
        "sha256": marked["sha256"],
        "mentions": [[m.get(key) for key in MARK] for m in mentions],
        "agreements": [
            [
                *(promise.get(key) for key in PROMISE),
                [
                    [first[half] for half in pair]
                    for pair in promise.get("pair") or ()
                    if all(half in first for half in pair)
                ],
            ]
            for promise in promises
        ],
    }


def main() -> None:
    """Write the manifest."""
    groups = sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_dir())
    records = [record for group in groups for record in read_group(group)]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    MANIFEST.write_text("\n".join([*lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()

"""The manifest of the real texts: complete, balanced, and without a word of theirs."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from geo.model import AgreementType, Kind, Role, Status

RECORDS: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__)
    .with_name("manifest.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
KINDS = {*Kind, "island"}
CODES = re.compile(r"[A-Z]{2}(?:\+[A-Z]{2})*")
TYPES = {*AgreementType, "undecided"}


def test_half_of_each_group_is_set_aside() -> None:
    lots = Counter((record["group"], record["lot"]) for record in RECORDS)
    for group in {record["group"] for record in RECORDS}:
        assert 0 <= lots[group, "tuned"] - lots[group, "aside"] <= 1


def test_each_text_stands_once_with_its_address_and_digest() -> None:
    assert len({r["id"] for r in RECORDS}) == len({r["sha256"] for r in RECORDS}) >= 64
    assert all(record["address"].startswith("http") for record in RECORDS)


def test_marks_are_offsets_and_words_of_ours_alone() -> None:
    for record in RECORDS:
        for start, end, role, kind, country, *_ in record["mentions"]:
            assert 0 <= start < end
            assert role in set(Role)
            assert kind in KINDS, record["id"]
            assert CODES.fullmatch(country), record["id"]
        for start, end, kind, status, *_ in record["agreements"]:
            assert 0 <= start < end
            assert kind in TYPES, record["id"]
            assert status in set(Status), record["id"]

"""The texts as their files hold them, to check every quotation against."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.conftest import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

VIETNAMESE, KHMER = "Đồng Nai", "ព្រៃវែង"


@cache
def text_of(document: str) -> str:
    return (DATA / "documents" / f"{document}.txt").read_bytes().decode()


def assert_quoted(words: Iterable[tuple[str, int, int, str]]) -> None:
    """Check document, start, end and quotation against the files."""
    checked = 0
    for document, start, end, quote in words:
        assert text_of(document)[start:end] == quote
        checked += 1
    assert checked


def words_of(evidence: Iterable[dict[str, Any]]) -> list[tuple[str, int, int, str]]:
    return [(e["document"], e["start"], e["end"], e["quote"]) for e in evidence]


def read_json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    return json.loads(path.read_text(encoding="utf-8"))

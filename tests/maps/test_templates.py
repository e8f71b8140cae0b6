"""The tags of what people read stand in templates, not in the strings of the code."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

TAG = re.compile(r"(?<!P)</?[a-z][a-z0-9]*(?=[\s>/{])|<!doctype", re.IGNORECASE)
DRAWINGS = {"labels", "legend_svg", "map_svg", "pdf_sheets", "picture", "print_view"}
"""What draws writes SVG as it goes: a path is no page."""
MOST = 60


def strings(code: str) -> Iterator[str]:
    """Give the texts of some code that are no descriptions."""
    tree = ast.parse(code)
    described = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in described:
            yield node.value if isinstance(node.value, str) else ""


def test_few_tags_stand_in_strings() -> None:
    counts = {
        path.name: sum(
            len(TAG.findall(text)) for text in strings(path.read_text(encoding="utf-8"))
        )
        for path in sorted((ROOT / "geo").rglob("*.py"))
        if path.stem not in DRAWINGS
    }
    found = {name: count for name, count in counts.items() if count}
    assert sum(found.values()) < MOST, found

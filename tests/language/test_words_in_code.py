"""The words of languages stand in their files: what is left of them in the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOMS = ("text", "places", "agreements")
GEO = Path(__file__).parents[2] / "geo"
MOST_PATTERNS = 30
_ESCAPED = re.compile(r"\\[a-zA-Z]|\(\?P<\w+>|\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_]{3,}")


def patterns() -> Iterator[tuple[str, str]]:
    """Give every pattern of the rules that holds two words or more."""
    for room in ROOMS:
        for path in sorted((GEO / room).glob("*.py")):
            source = path.read_text(encoding="utf-8")
            for node in ast.walk(ast.parse(source)):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                called = ast.unparse(node.func)
                if called in {"re.compile", "compile_words"}:
                    said = ast.get_source_segment(source, node.args[0]) or ""
                    if len(_WORD.findall(_ESCAPED.sub(" ", said))) >= 2:
                        yield path.name, said


def test_few_patterns_of_the_rules_hold_words() -> None:
    """Each of these ties words to a shape that no phrase can write."""
    found = list(patterns())
    assert len(found) <= MOST_PATTERNS, found


def test_no_room_keeps_a_set_of_words_of_its_own() -> None:
    for room in ROOMS:
        for path in sorted((GEO / room).glob("*.py")):
            makes_it = path.name == "vocabulary.py"
            assert makes_it or "word_set(" not in path.read_text(encoding="utf-8")

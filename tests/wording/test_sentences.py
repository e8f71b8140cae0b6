"""Sentences of other rooms are known by their forms, and said in another language."""

from __future__ import annotations

import ast
import re
from itertools import product
from typing import TYPE_CHECKING

import pytest

from geo.wording.messages import speaking
from geo.wording.sentences import CERTAINTIES, OF_READING, understand
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.atlas import Atlas

GAP = "{}"


@pytest.mark.parametrize("language", ["vi", "km"])
def test_how_sure_a_position_is_can_be_said_in_every_language(
    atlas: Atlas, language: str
) -> None:
    certainties = {place.certainty for place in atlas.gazetteer if place.certainty}
    assert len(certainties) > 100
    with speaking(language):
        same = [words for words in certainties if understand(words) == words]
    assert same == []


def test_every_form_of_a_position_is_one_that_a_position_has(atlas: Atlas) -> None:
    said = {place.certainty for place in atlas.gazetteer}
    for form in CERTAINTIES:
        pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(form))
        assert any(re.fullmatch(pattern, words) for words in said) or "unit" in form, (
            form
        )


def test_every_sentence_of_reading_is_one_that_a_reader_says() -> None:
    said = {
        sentence
        for room in ("intake", "projects", "review")
        for file in (ROOT / "geo" / room).glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for sentence in spelled(node)
    }
    for form in OF_READING:
        bare = re.sub(r"\{\w+\}", GAP, form)
        assert bare in said or bare.rstrip(".") in said, form


def spelled(node: ast.AST) -> Iterator[str]:
    """Give a string as it may be said, with a gap for what varies."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        yield from map("".join, product(*map(choices, node.values)))


def choices(part: ast.expr) -> list[str]:
    if isinstance(part, ast.FormattedValue):
        value = part.value
        if isinstance(value, ast.IfExp):
            return [*spelled(value.body), *spelled(value.orelse)]
        return [GAP]
    return list(spelled(part))


def test_what_stands_in_a_sentence_stands_in_its_translation() -> None:
    with speaking("vi"):
        said = understand("within about 3 km: on the border nearest to Lao Bảo")
        assert said == "sai số khoảng 3 km: trên biên giới, chỗ gần Lao Bảo nhất"
        page = understand(
            "a.pdf: 700 pages; at most 500 are read; hand in the part that you need."
        )
        assert page == "a.pdf: 700 trang; chỉ đọc tối đa 500; hãy đưa vào phần bạn cần."
        assert understand("What no room says.") == "What no room says."

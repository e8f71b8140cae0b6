"""One escape for three languages."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.maps.escaping import escape_text


@given(st.text())
def test_escaping_loses_nothing_and_leaves_no_character_of_theirs(text: str) -> None:
    escaped = escape_text(text)
    assert not set(escaped) & set("<>\"'`{}$\\")
    if "\r" not in text and "\x00" not in text:
        assert unescape(escaped) == text


@pytest.mark.parametrize(
    "poison", ["{{ 7 * 7 }}", "{% raw %}", "${alert(1)}", "`", "\\"]
)
def test_known_poison_is_written_as_references(poison: str) -> None:
    assert poison not in escape_text(f"[{poison}]")

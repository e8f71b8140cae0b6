"""Khmer is drawn in letters of the page's own, at every weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import OpenPage

FACES = """async ([selector, weight]) => {
    const element = document.querySelector(selector);
    const family = getComputedStyle(element).fontFamily;
    const faces = await document.fonts.load(`${weight} 16px ${family}`, "ខ្មែរ");
    return faces.map((face) => [face.status, face.unicodeRange]);
}"""


@pytest.mark.parametrize("weight", [400, 600, 700])
@pytest.mark.parametrize(
    "selector", [".st-key-lang button p", ".st-key-reader .panel", "h1"]
)
def test_khmer_outside_the_map_has_a_font_that_is_shipped(
    open_page: Callable[..., OpenPage], selector: str, weight: int
) -> None:
    opened = open_page()
    faces = opened.page.evaluate(FACES, [selector, weight])
    khmer = {status for status, letters in faces if "U+1780" in letters}
    assert khmer == {"loaded"}
    assert opened.strangers() == []

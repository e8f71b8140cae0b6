"""Text from outside reaches popup, reader and table as those very characters."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.running import serving
from tests.conftest import DATA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import OpenPage

POISON = (
    r"{{ 7*7 }} ${alert(1)} <img src=x onerror=alert(1)> \ ` {% raw %} &lt; $x$ :b["
)
HONEST = "welcomed the official inauguration"


def poisoned(folder: Path) -> Path:
    """Copy the data with the poison in a text, a quotation, a title and a name."""
    data = folder / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("build"))
    text = data / "documents" / "joint-statement.txt"
    record = text.with_suffix(".toml")
    before = hashlib.sha256(text.read_bytes()).hexdigest()
    replace(text, HONEST, f"{HONEST} {POISON}")
    replace(record, before, hashlib.sha256(text.read_bytes()).hexdigest())
    register = data / "agreements" / "border-checkpoint.toml"
    escaped = f"{HONEST} {POISON}".replace("\\", "\\\\")
    replace(register, f"The two sides {HONEST}", f"The two sides {escaped}")
    poison = POISON.replace("\\", "\\\\")
    replace(register, 'title = "Inauguration of', f'title = "{poison} Inauguration of')
    replace(
        data / "gazetteer" / "places.toml",
        'names = { en = "Meun Chey–Tân Nam"',
        f'names = {{ en = "Meun Chey–Tân Nam {poison}"',
    )
    return data


def replace(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")


def test_poison_arrives_as_it_is_written_and_runs_nothing(
    open_page: Callable[..., OpenPage], tmp_path: Path
) -> None:
    with serving(data=str(poisoned(tmp_path))) as address:
        opened = open_page("?place=meunchey_tannam", at=address)
        alarms: list[str] = []
        opened.page.on("dialog", lambda dialog: alarms.append(dialog.message))
        expect(opened.popup.locator("h3 .name-en")).to_contain_text(POISON)
        expect(opened.popup.locator("h4").first).to_contain_text(POISON)
        expect(opened.popup.locator("blockquote").first).to_contain_text(POISON)
        expect(opened.passage("joint-statement-14")).to_contain_text(POISON)
        table = opened.page.locator(".st-key-tab_agreements")
        expect(table.locator("td").first).to_contain_text(POISON)
        expect(table.locator("blockquote").first).to_contain_text(POISON)
        opened.popup.locator("button, a").first.focus()
        for outside in (opened.page, opened.map):
            assert outside.locator("img[src=x]").count() == 0
        assert alarms == []
        assert opened.strangers() == []

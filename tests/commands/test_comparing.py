"""The command `compare` takes ids and files, and says what it cannot find."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geo.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from geo.atlas import Atlas

NOTE = """Press note
Phnom Penh, 12 May 2027
1. The two sides agreed to open the Bavet–Mộc Bài border gate at night.
2. Both sides will aim at a trade turnover of US$20 billion.
"""


def test_a_file_is_compared_with_a_shipped_text(
    atlas: Atlas, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE, "utf-8")
    assert main(["compare", "joint-statement", str(note), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["change"] for line in lines} <= {"kept", "reworded", "new", "dropped"}
    document = atlas.document("joint-statement")
    assert document is not None
    for line in lines:
        assert (line["before"] is None) == (line["change"] == "new")
        assert (line["after"] is None) == (line["change"] == "dropped")
        for side, text in (("before", document.text), ("after", NOTE)):
            one = line[side]
            if one:
                assert text[one["start"] : one["end"]] == one["quote"]
    assert {line["after"]["passage"] for line in lines if line["after"]} == {"1", "2"}


def test_what_is_not_there_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "joint-statement", "no-such-text"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert "'no-such-text'" in said[0]
    assert "party-meeting" in said[0]

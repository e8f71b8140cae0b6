"""The command `find` asks what the page asks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geo.cli import main

if TYPE_CHECKING:
    import pytest

    from geo.atlas import Atlas


def found(capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, object]]:
    assert main(["find", *options, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_it_finds_passages_agreements_and_counts(
    atlas: Atlas, capsys: pytest.CaptureFixture[str]
) -> None:
    (passage,) = found(capsys, "dong nai")
    assert passage["document"] == "party-meeting"
    rows = found(capsys, "--what", "agreements", "--type", "mekong")
    assert {row["id"] for row in rows} == {
        a.id for a in atlas.agreements if a.type == "mekong"
    }
    counts, *facets = found(capsys, "--what", "counts", "--text", "joint-statement")
    assert counts["texts"] == 1
    assert {next(iter(facet)) for facet in facets} >= {"types", "countries", "years"}
    pairs = found(capsys, "--what", "pairs")
    assert len(pairs) == len({pair.key for pair in atlas.pairs})
    assert len(found(capsys, "--what", "texts", "--first", "1", "--most", "1")) == 1


def test_nothing_found_is_told_by_the_exit_status(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["find", "qqqqq"]) == 1
    assert main(["find", "--from", "2030", "--what", "texts"]) == 1
    assert not capsys.readouterr().out
    assert main(["find", "Mekong"]) == 0
    assert "joint-statement" in capsys.readouterr().out

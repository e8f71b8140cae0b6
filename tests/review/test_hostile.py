"""Ledgers of strangers: whatever a line holds, it is a decision or it is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from geo.places.gazetteer import add_places
from geo.projects.bringing import build_project_atlas
from geo.review.added import added_places
from geo.review.agreeing import compare_readers
from geo.review.answers import drop_undone
from geo.review.decisions import render_line
from geo.review.ledgers import read_ledgers
from geo.review.queueing import progress, queue
from geo.review.state import state_of
from tests.review.test_state import play, text

if TYPE_CHECKING:
    from pathlib import Path

    from geo.places.gazetteer import Gazetteer
    from geo.projects.bringing import BroughtText

__all__ = ["text"]

_STRANGE = (
    *(None, True, 0, -1, 10**30, 1.5, float("nan"), "", "x", "literal", "trade"),
    *("one", "2026-02-06", "\x00", [], [1], ["x"], ["x", "y"], [[]], [None], {}),
    *({"x": 1}, [{}], {"exact": 1}),
)
_EVERYTHING = [(number, number, "one") for number in range(10)]


def _paths(record: Any, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401 - any JSON
    inner = (
        record.items()
        if isinstance(record, dict)
        else enumerate(record)
        if isinstance(record, list)
        else ()
    )
    return [before, *(p for key, one in inner for p in _paths(one, (*before, key)))]


def _put(record: Any, path: tuple[Any, ...], value: object) -> Any:  # noqa: ANN401 - any JSON
    if not path:
        return value
    key, *rest = path
    copy = dict(record) if isinstance(record, dict) else list(record)
    copy[key] = _put(copy[key], tuple(rest), value)
    return copy


@pytest.fixture(scope="module")
def whole(text: BroughtText) -> tuple[dict[str, Any], ...]:
    """Records of decisions of each kind."""
    return tuple(json.loads(render_line(d)) for d in play(text, _EVERYTHING))


@pytest.mark.parametrize("number", range(len(_EVERYTHING)))
def test_a_line_that_somebody_altered_is_a_decision_or_is_told(
    text: BroughtText,
    whole: tuple[dict[str, Any], ...],
    gazetteer: Gazetteer,
    tmp_path: Path,
    number: int,
) -> None:
    record = whole[number]
    altered = [
        _put(record | {"id": f"{record['id']}-{count}"}, path, strange)
        for count, path in enumerate(_paths(record))
        for strange in _STRANGE
    ]
    folder = tmp_path / "decisions"
    folder.mkdir()
    lines = "".join(json.dumps(one) + "\n" for one in (*whole, *altered))
    (folder / "one.jsonl").write_text(lines, encoding="utf-8")
    ledgers = read_ledgers(tmp_path)
    assert len(ledgers.told) > len(altered) / 4
    assert {one["id"] for one in whole} <= {d.id for d in ledgers.decisions}
    known = add_places(
        gazetteer,
        (
            place
            for place in added_places(drop_undone(ledgers.decisions)).values()
            if place.id not in gazetteer
        ),
    )
    state = state_of([text], ledgers.decisions, known)
    queue(state)
    progress(state)
    compare_readers(state)
    build_project_atlas(state.texts, known)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"\n\n", b"[" * 5_000, b"{}", b"null\n"]
)
def test_a_file_that_is_no_ledger_is_told(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "decisions"
    folder.mkdir()
    (folder / "one.jsonl").write_bytes(content)
    ledgers = read_ledgers(tmp_path)
    assert not ledgers.decisions
    assert len(ledgers.told) == bool(content.strip())

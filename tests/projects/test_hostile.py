"""Projects that somebody altered: one sentence, or as good as ever; nothing else."""

from __future__ import annotations

import copy
import datetime as dt
import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import GeoError
from geo.exports.geojson import to_features
from geo.projects.bringing import build_project_atlas
from geo.projects.storing import read_project, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.places.gazetteer import Gazetteer
    from tests.projects.conftest import BringText

_DEEP: list[Any] = []
for _ in range(60):
    _DEEP = [_DEEP]
MISSING = object()
VALUES: list[Any] = [
    MISSING,
    None,
    True,
    0,
    -1,
    -(10**30),
    10**30,
    2**63,
    0.5,
    -1e308,
    float("nan"),
    float("inf"),
    "",
    " ",
    "x",
    "../../etc/passwd",
    "tay_ninh",
    "\x00",
    "\ud800",
    "a\nb",
    "é" * 3_000,
    [],
    [[]],
    [None],
    ["tay_ninh"],
    ["tay_ninh", "tay_ninh", "tay_ninh"],
    [0],
    {},
    {"x": {"y": []}},
    [{}],
    [{"x": 1}],
    _DEEP,
    dt.date(1, 1, 1),
    dt.date(9999, 12, 31),
    dt.datetime(2026, 2, 6, 12, tzinfo=dt.UTC),
    dt.datetime(2026, 2, 6, 12),  # noqa: DTZ001 - as a file may have it
    dt.time(12),
]


@pytest.fixture(scope="module")
def whole(
    bring_text: BringText, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """Give the files of a project of one text."""
    folder = tmp_path_factory.mktemp("whole")
    write_text(folder, bring_text("one.txt"))
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for room in ("documents", "mentions", "agreements")
        for path in (folder / room).rglob("*")
        if path.is_file()
    }


def steps_of(record: object, so_far: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value of a record, those within others too."""
    if so_far:
        yield so_far
    if isinstance(record, dict):
        for key, value in record.items():
            yield from steps_of(value, (*so_far, key))
    if isinstance(record, list):
        for at, value in enumerate(record):
            yield from steps_of(value, (*so_far, at))


def altered(record: Any, steps: tuple[Any, ...], value: object) -> Any:  # noqa: ANN401
    changed = copy.deepcopy(record)
    at = changed
    for step in steps[:-1]:
        at = at[step]
    if value is MISSING:
        del at[steps[-1]]
    else:
        at[steps[-1]] = value
    return changed


def read(name: str, content: bytes) -> Any:  # noqa: ANN401
    if name.endswith(".toml"):
        return tomllib.loads(content.decode("utf-8"))
    return [json.loads(line) for line in content.decode("utf-8").splitlines()]


def write(name: str, record: Any) -> bytes | None:  # noqa: ANN401
    """Write a record; ``None`` where its format cannot hold it."""
    try:
        if name.endswith(".toml"):
            return tomli_w.dumps(record).encode("utf-8")
        lines = (json.dumps(line) for line in record)
        return "".join(f"{line}\n" for line in lines).encode("utf-8")
    except (TypeError, ValueError, AttributeError):
        return None


def open_altered(
    folder: Path, whole: dict[str, bytes], gazetteer: Gazetteer, **parts: bytes
) -> str:
    """Open a project in which some files are others; give the sentence, if any."""
    for name, content in {**whole, **parts}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    sentence = ""
    try:
        texts = read_project(folder, gazetteer)
        to_features(build_project_atlas(texts, gazetteer))
    except GeoError as error:
        sentence = str(error)
    assert "\n" not in sentence
    assert len(sentence) < 1_000
    return sentence


def test_every_field_of_every_record_altered_is_one_sentence_or_none(
    whole: dict[str, bytes], gazetteer: Gazetteer, tmp_path: Path
) -> None:
    said = set()
    for name, as_it_was in whole.items():
        if name.endswith(".txt"):
            continue
        record = read(name, as_it_was)
        for number, steps in enumerate(steps_of(record)):
            if name.endswith(".jsonl") and steps[0] not in {0, len(record) - 1}:
                continue
            # A quarter of them for each field, and all of them among four.
            for value in VALUES[number % 4 :: 4]:
                content = write(name, altered(record, steps, value))
                if content is None:
                    continue
                sentence = open_altered(tmp_path, whole, gazetteer, **{name: content})
                if sentence:
                    # A wrong digest is said of the text.
                    stem = name.rsplit("/", maxsplit=1)[-1].partition(".")[0]
                    named = f"{stem}." in sentence or "recorded twice" in sentence
                    assert named, sentence
                    said.add(sentence)
    assert len(said) > 100


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_bytes_put_anywhere_are_one_sentence_or_none(
    *,
    whole: dict[str, bytes],
    gazetteer: Gazetteer,
    tmp_path: Path,
    data: st.DataObject,
) -> None:
    name = data.draw(st.sampled_from(sorted(whole)))
    content = whole[name]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 20)))
    put = data.draw(st.one_of(st.binary(max_size=8), st.sampled_from([b"[" * 5_000])))
    open_altered(
        tmp_path, whole, gazetteer, **{name: content[:start] + put + content[end:]}
    )


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"9" * 10_000,
        b"[1" + b"0" * 5_000 + b"]",
        b"NaN",
        b"null",
        b"\xff\xfe",
        b'"',
        b"",
    ],
)
def test_a_line_that_is_no_mention_is_named(
    whole: dict[str, bytes], gazetteer: Gazetteer, tmp_path: Path, line: bytes
) -> None:
    name = "mentions/one.jsonl"
    content = whole[name] + line + b"\n"
    assert "one.jsonl" in open_altered(tmp_path, whole, gazetteer, **{name: content})


@pytest.mark.parametrize(
    "content",
    [
        b"a = " + b"[" * 50_000,
        b"a = " + b"9" * 10_000,
        b"a = 1\na = 2",
        b"agreement = 1",
        b"agreement = [1, 2]",
        b'agreement = "x"',
        b"[agreement]\nid = 1",
        b"\xff",
        b"a = 1" * 3,
    ],
)
@pytest.mark.parametrize(
    "name", ["documents/one.toml", "agreements/one/border-checkpoint.toml"]
)
def test_a_file_that_is_no_record_is_named(
    *,
    whole: dict[str, bytes],
    gazetteer: Gazetteer,
    tmp_path: Path,
    name: str,
    content: bytes,
) -> None:
    sentence = open_altered(tmp_path, whole, gazetteer, **{name: content})
    is_ignored = b"a = " in content and name.startswith("agreements")
    assert name.rsplit("/", maxsplit=1)[-1] in sentence or is_ignored

"""Records come back equal, ids are unique, and no cell of a table is run."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing
from dataclasses import is_dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, get_args, get_origin

import openpyxl
import pyarrow.parquet as pq
import pytest
import shapely
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from shapely.geometry.base import BaseGeometry

from geo.atlas import build_atlas
from geo.exports.annotations import read_annotations
from geo.exports.formats import FORMATS, write
from geo.exports.geopackage import read_gpkg
from geo.exports.records import Records, from_tables, to_records, to_tables
from geo.exports.rows import from_row, to_row
from geo.exports.selection import narrow
from geo.fields import Family, Reading, fields_of, from_record, to_record
from geo.model import (
    Agreement,
    Document,
    Evidence,
    Mention,
    Passage,
    Place,
    StatedDate,
    Version,
    Wording,
)
from tests.conftest import ROOT
from tests.exports.sources import read_json
from tests.exports.test_proposals import features_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.atlas import Atlas

QUICKLY = settings(
    max_examples=10, deadline=None, suppress_health_check=list(HealthCheck)
)
NOUNS = (Agreement, Document, Evidence, Mention, Passage, Place, StatedDate, Version)
WORDS = st.text(max_size=20) | st.sampled_from(
    ["Tây Ninh", "ព្រៃវែង", "=1+1", "\u2028", "\x85", '"', "\\", "'", "[]", "null", ""]
)
SCALARS = {
    str: WORDS,
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    dt.date: st.dates(min_value=dt.date(1000, 1, 1)),
    BaseGeometry: st.just(shapely.Point(105.8, 11.6)),
}


def values(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type
    """Draw any value of a field's type, so that a new field is tried by itself."""
    if get_origin(hint) is tuple:
        one, *more = get_args(hint)
        if more == [Ellipsis]:
            return st.lists(values(one), max_size=3).map(tuple)
        return st.tuples(values(one), *map(values, more))
    if is_dataclass(hint) and isinstance(hint, type):
        inner = things(hint)
        if hint is Version:  # only tables carry a shape within a place
            return inner.map(lambda version: replace(version, geometry=None))
        return inner
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return SCALARS[hint]


def things(noun: type) -> st.SearchStrategy[Any]:
    drawn = {}
    for field in fields_of(noun):
        value = values(field.hint)
        if field.said.is_address:
            value = st.sampled_from(["https://host.example/a?b#c", "HTTP://x.example"])
        drawn[field.attribute] = value | st.none() if field.is_optional else value
    made = st.builds(noun, **drawn)
    if noun in {Evidence, Wording}:
        return made.map(lambda e: replace(e, end=e.start + len(e.quote)))
    return made


def make_wording(record: dict[str, Any]) -> Wording:
    end = record["start"] + len(record["quote"])
    return from_record(Wording, record, Reading(family=Family.TOML), end=end)


def make_evidence(record: dict[str, Any]) -> Evidence:
    end = record["start"] + len(record["quote"])
    return from_record(Evidence, record, Reading(family=Family.TOML), end=end)


def through_json(record: dict[str, Any]) -> Any:  # noqa: ANN401 - what JSON gives
    return json.loads(json.dumps(record, ensure_ascii=False))


def through_toml(record: dict[str, Any]) -> Any:  # noqa: ANN401 - what TOML gives
    return tomllib.loads(tomli_w.dumps(record))


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize(
    ("family", "through"),
    [
        (Family.TOML, through_toml),
        (Family.LINES, through_json),
        (Family.JSON, through_json),
        (Family.ANNOTATION, through_json),
    ],
)
@QUICKLY
@given(data=st.data())
def test_every_record_comes_back_equal(
    data: st.DataObject,
    noun: type,
    family: Family,
    through: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    thing = data.draw(things(noun))
    by_hand = {Evidence: make_evidence, Wording: make_wording}
    makers = by_hand if family is Family.TOML else {}
    beside = {
        field.attribute: getattr(thing, field.attribute)
        for field in fields_of(noun)
        if not field.name_in(family)
    }
    record = through(to_record(thing, family))
    reading = Reading(family=family, makers=makers)
    assert from_record(noun, record, reading, **beside) == thing


@pytest.mark.parametrize("noun", NOUNS)
@QUICKLY
@given(data=st.data())
def test_every_row_comes_back_equal(data: st.DataObject, noun: type) -> None:
    thing = data.draw(things(noun))
    beside = {
        field.attribute: getattr(thing, field.attribute)
        for field in fields_of(noun)
        if not field.name_in(Family.TABLE)
    }
    assert from_row(noun, to_row(thing), **beside) == thing


def test_tables_and_files_give_back_every_record(atlas: Atlas, tmp_path: Path) -> None:
    records = to_records(atlas)
    assert from_tables(to_tables(records)) == records
    path = tmp_path / "atlas.gpkg"
    write("gpkg", atlas, path, whole_texts=True)
    read = read_gpkg(path)
    assert read.agreements == records.agreements
    assert sorted(read.mentions, key=repr) == sorted(records.mentions, key=repr)
    path = tmp_path / "atlas.jsonld"
    write("annotations", atlas, path)
    assert read_annotations(path, atlas.documents).agreements == atlas.agreements
    assert isinstance(read, Records)


# --- ids --------------------------------------------------------------------------


def bind_twice(atlas: Atlas) -> Atlas:
    """Let a second agreement bind a pair that one binds already."""
    first = replace(next(a for a in atlas.agreements if a.pair), due="2026-12")
    second = replace(first, id="another_for_the_same_pair")
    third = replace(first, id="one_more", pair=(first.pair or ("", ""))[::-1])
    twice = build_atlas(
        atlas.documents,
        atlas.gazetteer,
        [*(a for a in atlas.agreements if a.id != first.id), first, second, third],
        atlas.mentions,
    )
    return narrow(twice, [a for a in twice.agreements if a.type is first.type])


def ids_of_features(path: Path) -> list[str]:
    return [str(f.get("id") or f.get("@id")) for f in read_json(path)["features"]]


def ids_of_columns(path: Path) -> list[str]:
    return list(pq.read_table(path).column("id").to_pylist())


def ids_of_layers(path: Path) -> list[str]:
    return [str(feature["id"]) for feature in features_of("gpkg", path)]


def ids_of_nodes(path: Path) -> list[str]:
    nodes = read_json(path)["@graph"]
    items = [item for node in nodes for item in node.get("items", ())]
    return [node["id"] for node in (*nodes, *items)]


def ids_of_items(path: Path) -> list[str]:
    return [item["id"] for item in read_json(path)]


def ids_of_entries(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.partition("{")[2] for line in lines if line.startswith("@")]


def ids_of_rows(path: Path) -> list[str]:
    table = path.with_name(f"{path.stem}-agreements.csv").read_text("utf-8-sig")
    return [row["agreement"] for row in csv.DictReader(table.splitlines())]


def ids_of_elements(path: Path) -> list[str]:
    body = path.read_text(encoding="utf-8").partition("<script")[0]
    return [part.partition('"')[0] for part in body.split(' id="')[1:]]


def ids_of_lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("ID  - ") for line in lines if line.startswith("ID  - ")]


def ids_of_sheet(path: Path) -> list[str]:
    rows = openpyxl.load_workbook(path, read_only=True)["agreements"].values
    column = list(next(rows)).index("agreement")
    return [str(row[column]) for row in rows]


def ids_of_events(path: Path) -> list[str]:
    calendar = Calendar.from_ical(path.read_bytes())
    return [str(event["uid"]) for event in calendar.walk("VEVENT")]


IDS = {
    "geojson": ids_of_features,
    "lpf": ids_of_features,
    "csv": ids_of_rows,
    "geoparquet": ids_of_columns,
    "gpkg": ids_of_layers,
    "csl": ids_of_items,
    "annotations": ids_of_nodes,
    "bibtex": ids_of_entries,
    "ris": ids_of_lines,
    "ics": ids_of_events,
    "xlsx": ids_of_sheet,
    **dict.fromkeys(("kml", "svg", "html", "print"), ids_of_elements),
}
WITHOUT_IDS = {"png", "pdf", "bundle"}
"""Pictures, and a folder of all the others."""


@pytest.mark.parametrize("slug", sorted(FORMATS.keys() - WITHOUT_IDS))
def test_ids_are_unique_in_every_format(
    slug: str, atlas: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / f"atlas{FORMATS[slug].suffix}"
    write(slug, bind_twice(atlas), path)
    ids = IDS[slug](path)
    assert ids
    assert sorted(ids) == sorted(set(ids))


def test_each_agreement_of_a_pair_is_a_feature_that_names_it(
    atlas: Atlas, tmp_path: Path
) -> None:
    part = bind_twice(atlas)
    path = tmp_path / "atlas.geojson"
    write("geojson", part, path)
    pairs = {
        f["id"]: f["properties"]
        for f in read_json(path)["features"]
        if f["properties"]["kind"] == "pair"
    }
    bound = [a for a in part.agreements if a.pair]
    assert {p["agreements"][0] for p in pairs.values()} == {a.id for a in bound}
    for feature_id, properties in pairs.items():
        assert feature_id == f"{properties['place']}.{properties['agreements'][0]}"


# --- cells ------------------------------------------------------------------------

FORMULAS = (
    *("=1+1", "+1+1 agreed", "@SUM(1+1)", "-2+3", "\t=1+1", "\r=1+1", " =1+1"),
    *("＝1+1", "\u00a0=1", '=HYPERLINK("http://x.example","Tay Ninh")', "\n@A1"),
)


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_is_run_and_the_words_still_stand_in_the_row(
    atlas: Atlas, tmp_path: Path, words: str
) -> None:
    first = atlas.agreements[0]
    evidence = tuple(replace(e, quote=words) for e in first.evidence)
    armed = replace(first, title=words, parties=(words, "x"), evidence=evidence)
    part = replace(narrow(atlas, [first]), agreements=(armed,), layers=(), landmarks=())
    path = tmp_path / "atlas.csv"
    write("csv", part, path)
    for table, columns in (
        ("agreements", ("title", "parties")),
        ("quotations", ("quote",)),
    ):
        content = (tmp_path / f"atlas-{table}.csv").read_bytes().decode("utf-8-sig")
        (row,) = csv.DictReader(content.splitlines(keepends=True))
        written = json.loads(row["as_written"])
        for column in columns:
            assert row[column] == f"'{written[column]}"
            assert written[column].startswith(words)
        for name, cell in row.items():
            assert not cell.strip().startswith(tuple("=+-@＝＋－＠\t\r")), name


def test_numbers_and_plain_words_stay_as_they_are(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "atlas.csv"
    write("csv", atlas, path)
    for table in ("", "-agreements", "-quotations", "-places"):
        file = tmp_path / f"atlas{table}.csv"
        with file.open(encoding="utf-8-sig", newline="") as content:
            rows = list(csv.DictReader(content))
        assert rows
        assert {row["as_written"] for row in rows} == {""}


# --- a field more -----------------------------------------------------------------

ADDED = """    mood: Annotated[str, Said("How it is meant.")] = ""
"""
ADDED_TO_AGREEMENT = """    cause: Annotated[Evidence | None, Said("Why.")] = None
    steps: Annotated[tuple[Evidence, ...], Said("On the way to it.")] = ()
"""
AFTER = {
    "class Place:": "    versions: Annotated[",
    "class Mention:": "    alternatives: Annotated[",
    "class Agreement:": "    outside: Annotated[",
}
WALK = """
import dataclasses, json, sys
from pathlib import Path

from geo.atlas import build_atlas, read_atlas
from geo.cli import main
from geo.exports.annotations import read_annotations
from geo.exports.formats import write
from geo.exports.geopackage import read_gpkg
from geo.exports.selection import narrow
from geo.places.gazetteer import build_gazetteer
from geo.projects.bringing import BroughtText, Source
from geo.projects.storing import read_project, write_text

out = Path(sys.argv[1])
atlas = read_atlas(Path("data"))
replace = dataclasses.replace
agreements = tuple(
    replace(a, mood="glad of it", cause=a.evidence[0], steps=a.evidence)
    for a in atlas.agreements
)
gazetteer = build_gazetteer(replace(p, air="a glad place") for p in atlas.gazetteer)
mentions = {
    key: tuple(replace(m, mood="glad to be named") for m in found)
    for key, found in atlas.mentions.items()
}
atlas = build_atlas(atlas.documents, gazetteer, agreements, mentions)
chosen = [a for a in atlas.agreements if a.type == "transport"]
part = narrow(atlas, chosen, whole_texts=True)
formats = ("geojson", "gpkg", "geoparquet", "kml", "csv", "annotations", "lpf")
for slug in (*formats, "xlsx", "pdf", "bibtex", "ris", "csl", "html", "print"):
    write(slug, part, out / f"atlas.{slug}", whole_texts=True)

read = read_gpkg(out / "atlas.gpkg")
assert read.agreements == part.agreements
assert set(read.mentions) == {m for found in part.mentions.values() for m in found}
assert {p.air for p in read.places} == {"a glad place"}
read = read_annotations(out / "atlas.annotations", part.documents)
assert read.agreements == part.agreements
assert dict(read.mentions) == dict(part.mentions)

for document in part.documents:
    key = {document.id}
    ours = tuple(
        a for a in part.agreements if {e.document_id for e in a.evidence} == key
    )
    text = BroughtText(
        document=document,
        mentions=part.mentions.get(document.id, ()),
        agreements=ours,
        source=Source(name="x.txt", sha256="", format="text"),
    )
    write_text(out / "project", text)
    (again,) = (
        t for t in read_project(out / "project", gazetteer)
        if t.document.id == document.id
    )
    assert again == text
main(["--project", str(out / "project"), "agreements", "--json"])
main(["parse", str(next(Path("data/documents").glob("*.txt"))), "--json"])
main(["geocode", "Tay Ninh", "--json"])
"""


def test_a_field_added_in_one_place_is_in_every_format_and_comes_back(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "tree"
    (copy / "geo").mkdir(parents=True)
    for path in (ROOT / "geo").iterdir():
        (copy / "geo" / path.name).symlink_to(path)
    (copy / "data").symlink_to(ROOT / "data")
    model = copy / "geo" / "model.py"
    model.unlink()
    content = (ROOT / "geo" / "model.py").read_text(encoding="utf-8")
    for noun, before in AFTER.items():
        head, _, rest = content.partition(noun)
        more = ADDED_TO_AGREEMENT if noun == "class Agreement:" else ""
        added = ADDED.replace("mood", "air") if noun == "class Place:" else ADDED
        content = f"{head}{noun}{rest.replace(before, added + more + before, 1)}"
    model.write_text(content, encoding="utf-8")
    (copy / "walk.py").write_text(WALK, encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    run = subprocess.run(
        [sys.executable, "walk.py", str(out)],
        cwd=copy,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    agreements = [a for a in answers if "form" in a]
    assert agreements
    assert {a["mood"] for a in agreements} == {"glad of it"}
    assert all(a["cause"] == a["evidence"][0] for a in agreements)
    assert all(a["steps"] == a["evidence"] for a in agreements)
    assert all("mood" in answer or "air" in answer for answer in answers)
    for slug in ("geojson", "geoparquet", "kml", "gpkg"):
        content = "\n".join(
            json.dumps(f, ensure_ascii=False, default=str)
            for f in features_of(slug, out / f"atlas.{slug}")
        )
        assert "glad of it" in content, slug
        assert "steps" in content, slug
    for slug in ("xlsx", "pdf", "bibtex", "ris", "csl", "html", "print"):
        assert "glad of it" in words_of(slug, out / f"atlas.{slug}"), slug
    linked = read_json(out / "atlas.lpf")["features"]
    assert {f["properties"]["air"] for f in linked} == {"a glad place"}
    for name, column, value in (
        ("atlas", "mood", "glad to be named"),
        ("atlas-agreements", "mood", "glad of it"),
        ("atlas-places", "air", "a glad place"),
    ):
        with (out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert {row[column] for row in csv.DictReader(file)} == {value}
    with closing(sqlite3.connect(out / "atlas.gpkg")) as connection:
        query = "SELECT mood, cause, steps FROM agreements"
        rows = connection.execute(query).fetchall()
    assert {mood for mood, _, _ in rows} == {"glad of it"}
    assert all(json.loads(steps)[0] == json.loads(cause) for _, cause, steps in rows)

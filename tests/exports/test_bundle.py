"""The bundle: checked by its own sums, by Frictionless and by a JSON-LD processor."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from frictionless import Package, system
from pyld import jsonld

from geo.exports.bundle import write_bundle
from geo.exports.formats import FORMATS
from geo.model import AgreementType
from tests.exports.contexts import SCHEMA, load
from tests.exports.sources import read_json, text_of

if TYPE_CHECKING:
    from geo.atlas import Atlas
    from tests.exports.conftest import Exports


@pytest.fixture(scope="session")
def unpacked(exports: Exports, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    with zipfile.ZipFile(exports.path("bundle")) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder / "accord-atlas"


def test_every_format_is_there_and_every_sum_is_right(
    exports: Exports, unpacked: Path
) -> None:
    names = {path.name for path in unpacked.rglob("*") if path.is_file()}
    assert len(names) == exports.count("bundle")
    suffixes = {form.suffix for form in FORMATS.values()} - {".zip"}
    assert all(any(name.endswith(suffix) for name in names) for suffix in suffixes)
    assert {"CITATION.cff", "LICENCES.txt", "README.txt"} < names
    sums = (unpacked / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(sums) == len(names) - 1
    for line in sums:
        digest, _, name = line.partition("  ")
        content = (unpacked / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest


def test_frictionless_finds_the_package_and_its_tables_valid(unpacked: Path) -> None:
    path = unpacked / "datapackage.json"
    content = read_json(path)
    for resource in content["resources"]:
        held = (unpacked / resource["path"]).read_bytes()
        assert len(held) == resource["bytes"]
        digest = hashlib.sha256(held).hexdigest()
        assert resource["hash"] == f"sha256:{digest}"
    # What is no table is described, and not read as one.
    tables = [r for r in content["resources"] if "schema" in r]
    assert len(tables) == 4
    with system.use_context(trusted=True):
        described = Package.from_descriptor(
            {**content, "resources": tables}, basepath=os.fspath(unpacked)
        )
        report = described.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    assert Package.metadata_validate is not None
    assert list(Package.metadata_validate(content)) == []


def test_the_dataset_is_linked_data_with_licences_and_sources(unpacked: Path) -> None:
    content = read_json(unpacked / "dataset.jsonld")
    (dataset,) = jsonld.expand(content, options={"documentLoader": load})
    assert dataset["@type"] == [f"{SCHEMA}Dataset"]
    assert len(dataset[f"{SCHEMA}license"]) == 4
    assert len(dataset[f"{SCHEMA}isBasedOn"]) == 3
    parts = dataset[f"{SCHEMA}distribution"]
    held = {path.name for path in unpacked.iterdir()}
    assert {p[f"{SCHEMA}contentUrl"][0]["@value"] for p in parts} <= held
    south, west, north, east = map(
        float, content["spatialCoverage"]["geo"]["box"].split()
    )
    assert south < 12 < north
    assert west < 105 < east


def test_the_same_atlas_gives_the_same_bytes(
    atlas: Atlas, exports: Exports, tmp_path: Path
) -> None:
    path = tmp_path / "again.zip"
    write_bundle(atlas, path)
    assert path.read_bytes() == exports.path("bundle").read_bytes()


def test_whole_texts_come_only_on_request_and_as_they_are(
    atlas: Atlas, unpacked: Path, tmp_path: Path
) -> None:
    assert not (unpacked / "texts").exists()
    path = tmp_path / "whole.zip"
    write_bundle(atlas, path, types=[AgreementType.MEKONG], whole_texts=True)
    with zipfile.ZipFile(path) as archive:
        texts = [name for name in archive.namelist() if "/texts/" in name]
        assert texts
        for name in texts:
            assert archive.read(name).decode() == text_of(Path(name).stem)
        package = json.loads(archive.read("accord-atlas/datapackage.json"))
    assert any(r["path"].startswith("texts/") for r in package["resources"])

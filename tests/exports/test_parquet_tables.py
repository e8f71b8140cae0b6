"""Other engines read the Parquet tables as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import geopandas
import pyarrow.parquet as pq
import pytest

from geo.cli import main
from geo.exports.parquet_tables import SCHEMAS

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas import Atlas


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tables") / "new" / "tables"
    assert main(["tables", "-o", str(made)]) == 0
    return made


def test_duckdb_and_geopandas_say_where_the_mekong_is_promised(folder: Path) -> None:
    duckdb.execute(f"SET file_search_path = '{folder}'")
    found = duckdb.sql("""
        SELECT place, count(*) AS agreements FROM (
            SELECT unnest(a.places) AS place
            FROM 'agreements.parquet' a JOIN 'evidence.parquet' e USING (agreement)
            WHERE a.type = 'mekong' AND e.document = 'joint-statement'
        ) GROUP BY place""").df()
    places = geopandas.read_parquet(folder / "places.parquet")
    now = places[places["valid_to"].isna()].merge(found, on="place")
    assert "mekong_river" in set(now["place"])
    assert now.geometry.is_valid.all()


def test_the_tables_hold_all_of_the_atlas(folder: Path, atlas: Atlas) -> None:
    tables = {name: pq.read_table(folder / f"{name}.parquet") for name in SCHEMAS}
    assert tables["documents"]["document"].to_pylist() == [
        document.id for document in atlas.documents
    ]
    joined: dict[str, str] = {}
    for row in tables["passages"].select(["document", "text"]).to_pylist():
        joined[row["document"]] = joined.get(row["document"], "") + row["text"]
    assert joined == {document.id: document.text for document in atlas.documents}
    assert tables["mentions"].num_rows == len(atlas.all_mentions)
    assert {*tables["agreements"]["agreement"].to_pylist()} == {
        agreement.id for agreement in atlas.agreements
    }
    assert tables["evidence"].num_rows == sum(len(a.evidence) for a in atlas.agreements)
    for row in tables["evidence"].to_pylist():
        document = atlas.document(row["document"])
        assert document is not None
        assert document.text[row["start"] : row["end"]] == row["quote"]
    used = {place for a in atlas.agreements for place in a.places}
    assert used <= {*tables["places"]["place"].to_pylist()}


def test_every_file_names_whose_positions_are_used(folder: Path) -> None:
    for name in SCHEMAS:
        metadata = pq.read_metadata(folder / f"{name}.parquet").metadata
        assert b"OpenStreetMap" in metadata[b"credits"]


def test_an_empty_collection_and_a_file_in_the_way_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "documents").mkdir()
    command = ["--project", str(tmp_path), "tables", "-o"]
    assert main([*command, str(tmp_path / "out")]) == 0
    assert pq.read_table(tmp_path / "out" / "mentions.parquet").num_rows == 0
    (tmp_path / "file").write_text("x", "utf-8")
    capsys.readouterr()
    assert main([*command, str(tmp_path / "file" / "out")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1

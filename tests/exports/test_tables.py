"""GeoParquet and CSV in DuckDB, KML in GDAL: counts, letters, offsets."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pyogrio
import shapely

from geo.exports.csv_files import COLUMNS, name_files
from geo.exports.geojson import to_features, to_landmarks
from geo.exports.kml import write_kml
from geo.maps.palette import COLOURS
from geo.model import AgreementType
from tests.exports.poison import POISON, read_poisoned
from tests.exports.sources import KHMER, VIETNAMESE, assert_quoted, words_of

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from tests.exports.conftest import Exports


# --- GeoParquet -------------------------------------------------------------------


def test_duckdb_reads_geoparquet_as_geometry(
    exports: Exports, spatial: duckdb.DuckDBPyConnection
) -> None:
    path = exports.path("geoparquet")
    features = {f["id"]: f for f in to_features(exports.atlas)}
    columns = "id, ST_AsText(geometry), name, name_km, evidence"
    rows = spatial.read_parquet(str(path)).project(columns).fetchall()
    assert len(rows) == len(features) == exports.count("geoparquet")
    for feature_id, text, name, name_km, evidence in rows:
        shape = shapely.geometry.shape(features[feature_id]["geometry"])
        assert shapely.from_wkt(text).equals_exact(shape, 1e-9)
        assert name == features[feature_id]["properties"]["name"]
        assert name_km == features[feature_id]["properties"]["name_km"]
        assert_quoted(words_of(evidence))
    assert VIETNAMESE in {row[2] for row in rows}
    assert KHMER in {row[3] for row in rows}


def test_geoparquet_says_its_version_its_reference_system_and_its_rights(
    exports: Exports,
) -> None:
    metadata = pq.read_schema(exports.path("geoparquet")).metadata
    geo = json.loads(metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    column = geo["columns"][geo["primary_column"]]
    assert column["encoding"] == "WKB"
    assert column["crs"]["id"]["code"] in {4326, "CRS84"}
    assert set(column["covering"]["bbox"]) == {"xmin", "ymin", "xmax", "ymax"}
    assert "OpenStreetMap" in metadata[b"credits"].decode()
    assert "publishers" in metadata[b"rights"].decode()


# --- CSV --------------------------------------------------------------------------


def test_duckdb_reads_the_csv_tables_with_the_same_counts(
    exports: Exports, spatial: duckdb.DuckDBPyConnection
) -> None:
    atlas = exports.atlas
    counts = {
        "mentions": sum(len(found) for found in atlas.mentions.values()),
        "agreements": len(atlas.agreements),
        "quotations": sum(len(a.evidence) for a in atlas.agreements),
        "places": sum(len(place.versions) for place in exports.places),
    }
    assert exports.count("csv") == counts["mentions"]
    files = name_files(exports.path("csv"))
    for file, (table, count) in zip(files, counts.items(), strict=True):
        read = spatial.read_csv(str(file), header=True)
        assert len(read.fetchall()) == count
        assert tuple(read.columns) == COLUMNS[table]


def test_a_spreadsheet_finds_letters_and_offsets_in_the_csv(exports: Exports) -> None:
    mentions, _, quotations, places = (
        list(
            csv.DictReader(
                file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
            )
        )
        for file in name_files(exports.path("csv"))
    )
    assert exports.path("csv").read_bytes().startswith(b"\xef\xbb\xbf")
    for rows, words in ((mentions, "exact"), (quotations, "quote")):
        assert_quoted(
            (r["document"], int(r["start"]), int(r["end"]), r[words]) for r in rows
        )
    assert VIETNAMESE in {row["name"] for row in places}
    assert KHMER in {row["name_km"] for row in mentions}
    assert all(row["attribution"] for row in places if row["lon"])


# --- KML --------------------------------------------------------------------------


def test_gdal_reads_a_folder_a_type_from_kml(exports: Exports) -> None:
    path = exports.path("kml")
    atlas = exports.atlas
    drawn = [*to_features(atlas), *to_landmarks(atlas)]
    frames = {
        layer: pyogrio.read_dataframe(path, layer=layer)
        for layer, _ in pyogrio.list_layers(path)
    }
    labels = {y.agreement_type.label for y in atlas.layers if y.features or y.pairs}
    assert set(frames) == {*labels, "Named only"}
    assert sum(map(len, frames.values())) == len(drawn) == exports.count("kml")
    transport = frames[AgreementType.TRANSPORT.label]
    assert transport.crs.to_epsg() == 4326
    for evidence in transport["evidence"]:
        assert_quoted(words_of(json.loads(evidence)))
    provinces = frames[AgreementType.PROVINCIAL_COOPERATION.label]
    assert VIETNAMESE in set(provinces["Name"])
    assert KHMER in set(provinces["name_km"])
    assert provinces["attribution"].str.contains("OpenStreetMap").all()


def test_a_site_that_is_not_fixed_has_a_circle_and_no_pin(exports: Exports) -> None:
    frame = pyogrio.read_dataframe(
        exports.path("kml"), layer=AgreementType.TRANSPORT.label
    )
    circle = frame[frame["place"] == "expressway_connecting_point"].geometry.iloc[0]
    kinds = {part.geom_type: part for part in circle.geoms}
    west, _, east, _ = kinds["Polygon"].bounds
    assert 2 * 19 < (east - west) * 109 < 2 * 21  # kilometres a degree at 11° N
    style = exports.path("kml").read_text(encoding="utf-8")
    colour = COLOURS[AgreementType.TRANSPORT].removeprefix("#")
    assert f'<Style id="dashed-{colour}">\n      <IconStyle>' in style
    dashed = style.partition(f'<Style id="dashed-{colour}">')[2]
    assert "<scale>0</scale>" in dashed.partition("</IconStyle>")[0]


def test_poison_stays_text_in_a_balloon(tmp_path: Path) -> None:
    path = tmp_path / "atlas.kml"
    write_kml(read_poisoned(tmp_path), path)
    frame = pyogrio.read_dataframe(path, layer=AgreementType.BORDER_CHECKPOINT.label)
    gate = frame[frame["place"] == "meunchey_tannam"].iloc[0]
    assert POISON in gate["Name"]
    assert "<img" not in gate["description"]
    assert "&#60;img" in gate["description"]

"""GeoPackage in SQLite and DuckDB, which did not write it, and read back."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import shapely

from geo.errors import UsageError
from geo.exports.geojson import to_features, to_landmarks
from geo.exports.geopackage import read_gpkg, write_gpkg
from geo.exports.records import to_records
from geo.exports.selection import select
from geo.maps.palette import COLOURS
from geo.model import AgreementType
from tests.exports.sources import KHMER, VIETNAMESE, assert_quoted, words_of

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from geo.atlas import Atlas
    from tests.exports.conftest import Exports

Rows = list[tuple[object, ...]]
AT = ("document", "start", "end")


def ask(path: Path, query: str) -> Rows:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def rows_of(path: Path, table: str, *columns: str) -> Rows:
    quoted = ", ".join(f'"{column}"' for column in columns)
    return ask(path, f"SELECT {quoted} FROM {table}")  # noqa: S608 - names of our own


def layers_of(path: Path) -> dict[str, str]:
    query = "SELECT table_name, geometry_type_name FROM gpkg_geometry_columns"
    return dict(ask(path, query))


def to_shape(blob: bytes) -> shapely.Geometry:
    """Read a geometry as the standard writes it: a header, then WKB."""
    envelope = (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]
    return shapely.from_wkb(blob[8 + envelope :])


def test_sqlite_finds_every_feature_in_the_layer_of_its_type(exports: Exports) -> None:
    path = exports.path("gpkg")
    layers = layers_of(path)
    assert {"border_checkpoint_points", "transport_areas", "pairs"} < set(layers)
    found: dict[str, shapely.Geometry] = {}
    for layer in layers.keys() - {"places"}:
        for feature_id, blob in rows_of(path, layer, "id", "geometry"):
            found[str(feature_id)] = to_shape(bytes(blob))
    atlas = exports.atlas
    drawn = [*to_features(atlas), *to_landmarks(atlas)]
    assert found.keys() == {feature["id"] for feature in drawn}
    assert exports.count("gpkg") == len(drawn)
    for feature in drawn:
        shape = shapely.geometry.shape(feature["geometry"])
        assert found[feature["id"]].equals(shape)


def test_each_layer_has_one_geometry_type(exports: Exports) -> None:
    path = exports.path("gpkg")
    for layer, kind in layers_of(path).items():
        shapes = [bytes(b) for (b,) in rows_of(path, layer, "geometry") if b]
        kinds = {to_shape(blob).geom_type.upper() for blob in shapes}
        assert layer == "places" or kinds == {kind}


def test_duckdb_reads_names_and_counts(
    exports: Exports, spatial: duckdb.DuckDBPyConnection
) -> None:
    path = exports.path("gpkg")
    atlas = exports.atlas
    for table, count in (
        ("agreements", len(atlas.agreements)),
        ("mentions", sum(len(found) for found in atlas.mentions.values())),
        ("places", sum(len(place.versions) for place in exports.places)),
    ):
        query = "SELECT count(*) FROM ST_Read(?, layer = ?)"
        assert spatial.execute(query, [str(path), table]).fetchone() == (count,)
    names = "SELECT name, name_km FROM ST_Read(?, layer = 'places')"
    found = spatial.execute(names, [str(path)]).fetchall()
    assert VIETNAMESE in {name for name, _ in found}
    assert KHMER in {name for _, name in found}


def test_every_quotation_and_mention_stands_at_its_offsets(exports: Exports) -> None:
    path = exports.path("gpkg")
    assert_quoted(rows_of(path, "quotations", *AT, "quote"))
    assert_quoted(rows_of(path, "mentions", *AT, "exact"))
    assert_quoted(rows_of(path, "passages", *AT, "text"))
    for layer in layers_of(path).keys() - {"places"}:
        for (evidence,) in rows_of(path, layer, "evidence"):
            words = words_of(json.loads(str(evidence)))
            if words:
                assert_quoted(words)


def test_a_style_in_the_atlas_s_colour_stands_beside_every_layer(
    exports: Exports,
) -> None:
    path = exports.path("gpkg")
    query = "SELECT f_table_name, styleQML, styleSLD, useAsDefault FROM layer_styles"
    styles = {str(name): rest for name, *rest in ask(path, query)}
    assert styles.keys() == layers_of(path).keys() - {"places"}
    for qml, sld, is_default in styles.values():
        assert ET.fromstring(str(qml)).tag == "qgis"  # noqa: S314 - our own
        assert "StyledLayerDescriptor" in ET.fromstring(str(sld)).tag  # noqa: S314
        assert is_default == 1
    colour = COLOURS[AgreementType.TRANSPORT]
    assert colour in str(styles["transport_points"][1])
    rgb = ",".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    assert f"{rgb},255" in str(styles["transport_points"][0])


def test_attribution_and_rights_are_inside(exports: Exports) -> None:
    words = dict(ask(exports.path("gpkg"), "SELECT about, words FROM rights"))
    assert "© OpenStreetMap contributors (ODbL 1.0)" in str(words["credits"])
    assert "GeoNames (CC BY 4.0)" in str(words["credits"])
    assert "rights with their publishers" in str(words["rights"])


@pytest.mark.parametrize("whole_texts", [True, False])
def test_the_round_trip_changes_nothing(
    atlas: Atlas, tmp_path: Path, *, whole_texts: bool
) -> None:
    path, again = tmp_path / "atlas.gpkg", tmp_path / "again.gpkg"
    write_gpkg(atlas, path, whole_texts=whole_texts)
    write_gpkg(atlas, again, whole_texts=whole_texts)
    records = read_gpkg(path)
    assert records == to_records(select(atlas, whole_texts=whole_texts))
    assert path.read_bytes() == again.read_bytes()
    if whole_texts:
        assert records.documents == atlas.documents
    assert records.agreements == atlas.agreements


def test_whole_texts_are_there_only_when_asked_for(
    atlas: Atlas, exports: Exports, tmp_path: Path
) -> None:
    cited = ask(exports.path("gpkg"), "SELECT count(*) FROM passages")
    path = tmp_path / "whole.gpkg"
    write_gpkg(atlas, path, whole_texts=True)
    every = ask(path, "SELECT count(*) FROM passages")
    passages = sum(len(document.passages) for document in atlas.documents)
    assert cited < every == [(passages,)]


def test_another_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "other.gpkg"
    with pytest.raises(UsageError, match="not a GeoPackage of an atlas"):
        read_gpkg(path)
    path.write_bytes(b"no such thing")
    with pytest.raises(UsageError, match="not a GeoPackage of an atlas"):
        read_gpkg(path)

"""GeoJSON as another reader would open it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas
import pytest
import shapely
from geojson_pydantic import FeatureCollection
from shapely.geometry import shape

from geo.errors import UsageError
from geo.exports.geojson import write_geojson
from geo.model import AgreementType
from tests.exports.sources import assert_quoted, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas import Atlas


def written(atlas: Atlas, folder: Path) -> list[dict[str, object]]:
    path = folder / "atlas.geojson"
    write_geojson(atlas, path)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert set(content) == {"type", "features"}
    features: list[dict[str, object]] = content["features"]
    return features


def test_every_feature_carries_the_promised_properties(
    atlas: Atlas, tmp_path: Path
) -> None:
    promised = {
        *("place", "name", "name_vi", "name_km", "kind", "agreement_type"),
        *("agreements", "status", "evidence", "radius_m", "valid_from", "valid_to"),
        *("source", "attribution"),
    }
    features = written(atlas, tmp_path)
    for feature in features:
        assert promised <= set(feature["properties"])
    pairs = [f for f in features if f["properties"]["kind"] == "pair"]
    assert len(pairs) == 9
    for pair in pairs:
        assert pair["geometry"]["type"] == "LineString"
        assert {"from_place", "to_place"} <= set(pair["properties"])


def test_outer_rings_run_counterclockwise_and_decimals_are_six_at_most(
    atlas: Atlas, tmp_path: Path
) -> None:
    for feature in written(atlas, tmp_path):
        for part in shapely.get_parts(shape(feature["geometry"])):
            if part.geom_type == "Polygon":
                assert part.exterior.is_ccw
        numbers = json.dumps(feature["geometry"]["coordinates"])
        decimals = [n.split(".")[1] for n in numbers.split(",") if "." in n]
        assert all(len(d.strip("] ")) <= 6 for d in decimals)


def test_geopandas_opens_it_with_the_same_count_and_letters(
    atlas: Atlas, tmp_path: Path
) -> None:
    features = written(atlas, tmp_path)
    frame = geopandas.read_file(tmp_path / "atlas.geojson")
    assert len(frame) == len(features)
    assert frame.crs.to_epsg() == 4326
    assert "Đồng Nai" in set(frame["name"])
    assert "ព្រៃវែង" in set(frame["name_km"])


def test_a_model_of_rfc_7946_takes_every_feature(atlas: Atlas, tmp_path: Path) -> None:
    features = written(atlas, tmp_path)
    content = (tmp_path / "atlas.geojson").read_text(encoding="utf-8")
    collection = FeatureCollection.model_validate_json(content)
    assert len(collection.features) == len(features)
    for feature in collection.features:
        assert_quoted(words_of(feature.properties["evidence"]))


def test_one_type_is_that_type_and_no_other(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "atlas.geojson"
    count = write_geojson(atlas, path, types=[AgreementType.MEKONG])
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert len(features) == count > 0
    assert {f["properties"]["agreement_type"] for f in features} == {"mekong"}
    assert write_geojson(atlas, path, types=[]) == 0


def test_an_existing_file_stays_when_the_new_one_cannot_be_written(
    atlas: Atlas, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        write_geojson(atlas, tmp_path / "missing" / "atlas.geojson")
    path = tmp_path / "atlas.geojson"
    path.mkdir()
    with pytest.raises(UsageError, match="nothing was changed"):
        write_geojson(atlas, path)
    assert [p.name for p in tmp_path.iterdir()] == ["atlas.geojson"]

"""Checks of the data: what reading them does not already refuse."""

from __future__ import annotations

import hashlib
import json
import tomllib
from typing import TYPE_CHECKING, Any

import shapely

from geo.errors import GazetteerError, GeoError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.places.gazetteer import Gazetteer

_LEDGER = "checksums.json"
_TOLERANCE_DEGREES = 1e-4
_TABLES = {"gazetteer": "place", "agreements": "agreement"}


def check_geometries(gazetteer: Gazetteer) -> int:
    """Check every geometry and give their number.

    Raises
    ------
    GazetteerError
        A geometry is invalid, leaves the globe, or its label point lies outside it.
    """
    count = 0
    for place in gazetteer:
        for version in place.versions:
            geometry = version.geometry
            if geometry is None:
                continue
            count += 1
            where = f"place {place.id!r} from {version.valid_from or 'ever'}"
            if not geometry.is_valid:
                reason = shapely.is_valid_reason(geometry)
                msg = f"{where}: its geometry is not valid ({reason})."
                raise GazetteerError(msg)
            west, south, east, north = geometry.bounds
            if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
                msg = f"{where}: its geometry leaves the globe: {geometry.bounds}."
                raise GazetteerError(msg)
            point = shapely.Point(version.point or ())
            if point.is_empty or geometry.distance(point) > _TOLERANCE_DEGREES:
                msg = (
                    f"{where}: its point {version.lon}, {version.lat} lies outside it."
                )
                raise GazetteerError(msg)
    return count


def check_ids(data: Path) -> int:
    """Compare the ids of all records with the ledger's; give their number.

    Raises
    ------
    GeoError
        A record was added, lost or renamed since it was accepted.
    """
    accepted = _read_ledger(data)
    found = {key: value for key, _, value in _digests(data)}
    for key, value in found.items():
        if key not in accepted:
            msg = f"{key} is not an accepted record ({value}); {_ADVICE}"
            raise GeoError(msg)
    lost = sorted(accepted.keys() - found.keys())
    if lost:
        msg = f"{lost[0]} is accepted but no longer there; {_ADVICE}"
        raise GeoError(msg)
    return len(found)


def check_digests(data: Path) -> int:
    """Compare the content of all records with the ledger's; give their number.

    A quotation is checked against its text, but nothing in a coordinate says that
    it is the right one. So each record's digest is kept in ``checksums.json``; an
    editor accepts a change with ``geo check --accept``.

    Raises
    ------
    GeoError
        A record was altered since it was accepted.
    """
    accepted = _read_ledger(data)
    count = 0
    for key, digest, value in _digests(data):
        count += 1
        if accepted.get(key) != digest:
            msg = (
                f"{key} was altered ({value}): its digest is {digest}, accepted was "
                f"{accepted.get(key)}; {_ADVICE}"
            )
            raise GeoError(msg)
    return count


def _read_ledger(data: Path) -> dict[str, str]:
    path = data / _LEDGER
    try:
        ledger: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = f"{path} is not readable; write it with `geo check --accept`."
        raise GeoError(msg) from error
    return ledger


_ADVICE = "restore it, or look at the change and run `geo check --accept`."


def write_ledger(data: Path) -> int:
    """Accept every record as it stands now; give their number."""
    digests = {key: digest for key, digest, _ in _digests(data)}
    content = json.dumps(digests, indent=0, sort_keys=True, ensure_ascii=False)
    (data / _LEDGER).write_text(content + "\n", encoding="utf-8")
    return len(digests)


def _digests(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the key of each record, its digest and the value a message names."""
    for folder, table in _TABLES.items():
        for path in sorted((data / folder).glob("*.toml")):
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            for record in content.get(table, ()):
                key = f"{folder}/{path.name}, {table} {record.get('id')!r}"
                yield key, _digest(record), _positions(record)
    for path in sorted(data.glob("*/*.geojson")):
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        for number, feature in enumerate(features, start=1):
            key = f"{path.parent.name}/{path.name}, feature {number}"
            yield key, _digest(feature), _feature_name(feature)


def _digest(record: dict[str, Any]) -> str:
    canonical = json.dumps(record, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:16]


def _positions(record: dict[str, Any]) -> str:
    points = [
        f"lon {v['lon']}, lat {v['lat']}"
        for v in record.get("version", ())
        if "lon" in v
    ]
    return "; ".join(points) or str(record.get("title") or record.get("id"))


def _feature_name(feature: dict[str, Any]) -> str:
    properties = feature["properties"]
    name = properties.get("place") or properties.get("names") or "unnamed"
    return f"{name} from {properties.get('valid_from') or 'ever'}"

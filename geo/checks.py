"""Checks of the data: what reading them does not already refuse."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tomllib
from itertools import chain
from typing import TYPE_CHECKING, Any

import shapely

from geo.errors import GazetteerError, GeoError
from geo.model import UNITS, Kind
from geo.places.gazetteer import TILED
from geo.places.measures import area_km2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.places.gazetteer import Gazetteer

    _Named = tuple[str, BaseGeometry]

_LEDGER = "checksums.json"
_TOLERANCE_DEGREES = 1e-4
_MOST_KM2 = 0.5
_GAP_DEGREES = 1e-5
"""A gap as narrow as the last decimal of the outlines, about a metre."""
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


def find_change_days(gazetteer: Gazetteer) -> tuple[dt.date, ...]:
    """Give the day before and the day of each change of a province, in order."""
    firsts = {
        version.valid_from
        for place in gazetteer
        if place.kind in UNITS
        for version in place.versions
        if version.valid_from
    }
    eves = {day - dt.timedelta(days=1) for day in firsts}
    return tuple(sorted(firsts | eves))


def check_coverage(gazetteer: Gazetteer, days: Iterable[dt.date]) -> int:
    """Check that the provinces of both countries tile on each day; count the days.

    Neighbours share every vertex of their border; all overlaps and all gaps, lakes
    left out, come to less than half a square kilometre.

    Raises
    ------
    GazetteerError
        They do not; the sentence names the day and the places.
    """
    count = 0
    for day in days:
        count += 1
        named = _outlines(gazetteer, day)
        _check_shared(named, day)
        _check_areas(named, _lakes(gazetteer, day), day)
    return count


def _outlines(gazetteer: Gazetteer, day: dt.date) -> list[_Named]:
    """Give name and outline of each province of both countries on a day."""
    named = []
    for place in gazetteer:
        version = place.on(day)
        if version and place.kind in UNITS and TILED & {*place.countries}:
            if version.geometry is None:
                msg = f"On {day}, {place.names.en} has no outline; build it."
                raise GazetteerError(msg)
            named.append((place.names.en, version.geometry))
    return named


def _lakes(gazetteer: Gazetteer, day: dt.date) -> BaseGeometry:
    versions = [place.on(day) for place in gazetteer if place.kind is Kind.LAKE]
    return shapely.union_all([v.geometry for v in versions if v and v.geometry])


def _check_shared(named: Sequence[_Named], day: dt.date) -> None:
    edges = shapely.coverage_invalid_edges([land for _, land in named], _GAP_DEGREES)
    # Only one of two neighbours may be told of, but its edge lies along the other.
    invalid = shapely.union_all(edges)
    if invalid:
        raise GazetteerError(_say_parted(invalid, named, day))


def _check_areas(named: Sequence[_Named], lakes: BaseGeometry, day: dt.date) -> None:
    lands = [land for _, land in named]
    whole = shapely.coverage_union_all(lands)
    rings = chain.from_iterable(part.interiors for part in shapely.get_parts(whole))
    holes = [shapely.Polygon(ring) for ring in rings]
    gaps = shapely.union_all(holes) - lakes
    gaps_km2 = area_km2(gaps)
    overlaps_km2 = max(sum(map(area_km2, lands)) - area_km2(whole), 0.0)
    if gaps_km2 + overlaps_km2 >= _MOST_KM2:
        msg = (
            f"On {day}, the outlines leave gaps of {gaps_km2:.1f} km², beside "
            f"{_and(_beside(gaps, named)) or 'none'}, and overlap by "
            f"{overlaps_km2:.1f} km²; build the geometries again."
        )
        raise GazetteerError(msg)
    # Neighbours that part for a little way and meet again leave a sliver of a hole.
    slivers = [hole for hole in holes if not hole.intersects(lakes)]
    if slivers:
        raise GazetteerError(_say_parted(slivers[0], named, day))


def _beside(gaps: BaseGeometry, named: Sequence[_Named]) -> list[str]:
    return [name for name, land in named if land.intersects(gaps)]


def _say_parted(where: BaseGeometry, named: Sequence[_Named], day: dt.date) -> str:
    lon, lat = shapely.get_coordinates(where)[0]
    names = _and(_beside(where, named))
    return (
        f"On {day}, the borders of {names} do not share every vertex with each "
        f"other's, near lon {lon:.5f}, lat {lat:.5f}; build the geometries again."
    )


def _and(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1]) if names[1:] else names)


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
    editor accepts a change with ``accord-atlas check --accept``.

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
        msg = f"{path} is not readable; write it with `accord-atlas check --accept`."
        raise GeoError(msg) from error
    return ledger


_ADVICE = "restore it, or look at the change and run `accord-atlas check --accept`."


def write_ledger(data: Path) -> int:
    """Accept every record as it stands now; give their number.

    Raises
    ------
    GeoError
        The file cannot be written; then it stays as it was.
    """
    digests = {key: digest for key, digest, _ in _digests(data)}
    content = json.dumps(digests, indent=0, sort_keys=True, ensure_ascii=False)
    draft = data / f".{_LEDGER}.draft"
    try:
        draft.write_text(content + "\n", encoding="utf-8")
        draft.replace(data / _LEDGER)
    except OSError as error:
        draft.unlink(missing_ok=True)
        msg = (
            f"{data / _LEDGER}: cannot be written ({error.strerror}); it is as it was."
        )
        raise GeoError(msg) from error
    return len(digests)


def _digests(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the key of each record, its digest and the value a message names."""
    for folder, table in _TABLES.items():
        for path in sorted((data / folder).glob("*.toml")):
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            for record in content.get(table, ()):
                key = f"{folder}/{path.name}, {table} {record.get('id')!r}"
                yield key, _digest(record), _positions(record)
    tables = data / "gazetteer"
    for path in sorted((*tables.glob("*.csv"), *tables.glob("wide.*"))):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        yield f"gazetteer/{path.name}", digest, "one of its rows"
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

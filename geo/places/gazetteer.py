"""The gazetteer: places by hand in TOML, joined with the geometries built for them."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import shape

from geo import toml_files
from geo.errors import GazetteerError
from geo.fields import Family, Reading, from_plain, from_record
from geo.model import UNITS, Confidence, Kind, Place, Seat, Sign, Version
from geo.places.measures import point_inside, reach_m
from geo.places.nations import NONE, Nations, read_nations
from geo.places.points import read_points
from geo.places.wide import read_wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from geo.places.wide import WideGazetteer

FORMER = "former.toml"
_READING = Reading(family=Family.TOML)
_APART = ("seat", "seat_geonames", "seat_lon", "seat_lat", "version")
"""What a place's record has beside its own fields."""
_ID_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
TILED = frozenset({"KH", "VN"})
"""The countries whose units have outlines that share their borders, on every day."""


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """The places known, by id: those at hand, and those of the wide world.

    Walking and counting are over those at hand; the others come when they are asked
    for by id or by name. What is derived from it is kept for the very same one.
    """

    places: Mapping[str, Place]
    wide: WideGazetteer | None = None
    nations: Nations = NONE
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the id of a place, the names that it had."""

    def __iter__(self) -> Iterator[Place]:
        """Walk the places at hand in the order of their ids."""
        return iter(self.places.values())

    def __len__(self) -> int:
        """Count the places at hand."""
        return len(self.places)

    def __contains__(self, place_id: object) -> bool:
        """Whether there is a place of that id."""
        if place_id in self.places:
            return True
        return self.wide is not None and place_id in self.wide

    def __getitem__(self, place_id: str) -> Place:
        """Give the place of that id.

        Raises
        ------
        GazetteerError
            No place has that id.
        """
        place = self.places.get(place_id)
        if place is None and self.wide is not None:
            place = self.wide.place(place_id)
        if place is None:
            msg = f"No place has the id {place_id!r}."
            raise GazetteerError(msg)
        return place


def add_places(gazetteer: Gazetteer, places: Iterable[Place]) -> Gazetteer:
    """Give a gazetteer that knows places of a project's own too.

    Without any it is the very same.

    Raises
    ------
    GazetteerError
        One has the id of a place that is known, or names one that is not.
    """
    own = tuple(places)
    if not own:
        return gazetteer
    wide = next((p.id for p in own if p.id in gazetteer), None)
    if wide is not None:
        msg = f"Place {wide!r} is recorded twice; keep one record."
        raise GazetteerError(msg)
    return build_gazetteer((*gazetteer, *own), gazetteer.wide, gazetteer.nations)


@dataclass(frozen=True, slots=True)
class _Built:
    """A geometry from the build, with where it came from."""

    geometry: shapely.geometry.base.BaseGeometry
    valid_to: dt.date | None
    source: str
    licence: str
    attribution: str


def build_gazetteer(
    places: Iterable[Place],
    wide: WideGazetteer | None = None,
    nations: Nations = NONE,
) -> Gazetteer:
    """Collect places into a gazetteer, sorted by id; ``wide`` has those of the world.

    Raises
    ------
    GazetteerError
        Two places have the same id, or a place names one that is not there.
    """
    by_id: dict[str, Place] = {}
    for place in sorted(places, key=lambda place: place.id):
        if place.id in by_id:
            msg = f"Place {place.id!r} is recorded twice; keep one record."
            raise GazetteerError(msg)
        by_id[place.id] = place
    for place in by_id.values():
        named = {
            *place.within,
            *(other for v in place.versions for other in (*v.formed_from, *v.became)),
        }
        unknown = sorted(other for other in named if other not in by_id)
        if unknown:
            msg = f"Place {place.id!r} names {unknown[0]!r}, which is not recorded."
            raise GazetteerError(msg)
        _check_within(place, by_id)
    return Gazetteer(MappingProxyType(by_id), wide, nations)


def _check_within(place: Place, places: Mapping[str, Place]) -> None:
    """Refuse a place that lies within itself, by whatever way, or within a point."""
    above, seen = list(place.within), set[str]()
    while above:
        holder = above.pop()
        if holder == place.id:
            msg = f"Place {place.id!r} lies within itself; mend its within."
            raise GazetteerError(msg)
        if holder not in seen:
            seen.add(holder)
            above += places[holder].within if holder in places else ()
    for holder in place.within:
        if places[holder].kind is Kind.BORDER_CHECKPOINT:
            msg = (
                f"Place {place.id!r} lies within {holder!r}, a border checkpoint; name "
                "what holds it, such as its province."
            )
            raise GazetteerError(msg)


def read_gazetteer(folder: Path) -> Gazetteer:
    """Read every ``*.toml`` and ``*.csv`` of a folder, join every ``*.geojson`` to it.

    Raises
    ------
    GazetteerError
        A record is malformed, or a record and its geometry do not fit together.
    """
    built: dict[tuple[str, dt.date | None], _Built] = {}
    for path in sorted(folder.glob("*.geojson")):
        built |= _read_geometries(path)
    places: list[Place] = []
    for path in sorted(folder.glob("*.toml")):
        places += [_place(r, built, path.name) for r in read_records(path, "place")]
    for path in sorted(folder.glob("*.csv")):
        places += read_points(path)
    used = {(p.id, v.valid_from) for p in places for v in p.versions}
    for place_id, valid_from in sorted(built, key=str):
        if (place_id, valid_from) not in used:
            msg = (
                f"A geometry of {place_id!r} from {valid_from or 'ever'} has no "
                "version in the gazetteer; record it, or build the geometries again."
            )
            raise GazetteerError(msg)
    gazetteer = build_gazetteer(places, read_wide(folder), read_nations(folder))
    former = read_former(folder)
    unknown = next((place for place in former if place not in gazetteer), None)
    if unknown is not None:
        msg = f"{FORMER}: names of {unknown!r}, which is not recorded."
        raise GazetteerError(msg)
    return replace(gazetteer, former=former)


def read_former(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Read the names that places of today had, by their ids.

    Raises
    ------
    GazetteerError
        The file is malformed.
    """
    path = folder / FORMER
    if not path.exists():
        return MappingProxyType({})
    found: dict[str, tuple[str, ...]] = {}
    for record in read_records(path, "former"):
        place, names = record.get("place"), record.get("names")
        if not isinstance(place, str) or not names or not isinstance(names, list):
            msg = f"{FORMER}: a record of former names needs a place and its names."
            raise GazetteerError(msg)
        found[place] = (*found.get(place, ()), *names)
    return MappingProxyType(found)


def read_records(path: Path, table: str) -> list[dict[str, Any]]:
    """Read the records of one kind from a TOML file.

    Raises
    ------
    GazetteerError
        The file is not TOML, or its table is not a list of records.
    """
    return toml_files.read_records(path, table, GazetteerError)


def _read_geometries(path: Path) -> dict[tuple[str, dt.date | None], _Built]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return {
            (f["properties"]["place"], _date(f["properties"]["valid_from"])): _Built(
                geometry=shape(f["geometry"]),
                valid_to=_date(f["properties"]["valid_to"]),
                source=f["properties"]["source"],
                licence=f["properties"]["licence"],
                attribution=f["properties"]["attribution"],
            )
            for f in features
        }
    except (ValueError, KeyError, TypeError, shapely.errors.ShapelyError) as error:
        msg = f"{path.name}: not a readable collection of geometries ({error!r})."
        raise GazetteerError(msg) from error


def read_place(record: dict[str, Any], where: str) -> Place:
    """Read the record of a place that states its position itself.

    Raises
    ------
    GazetteerError
        It is malformed; the sentence begins with where it stands.
    """
    return _place(record, {}, where)


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _place(
    record: dict[str, Any],
    built: Mapping[tuple[str, dt.date | None], _Built],
    file: str,
) -> Place:
    place_id = record.get("id", "")
    where = f"{file}, place {place_id!r}"
    is_text = isinstance(place_id, str) and place_id
    if not is_text or not set(place_id) <= _ID_LETTERS:
        msg = f"{where}: an id is made of a to z, 0 to 9 and _."
        raise GazetteerError(msg)
    own = {key: value for key, value in record.items() if key not in _APART}
    try:
        kind = from_plain(Kind, record["kind"], "kind", _READING)
        is_area = kind in UNITS
        versions = tuple(
            _version(version, built, place_id, is_area=is_area)
            for version in record.get("version", [{}])
        )
        _check_versions(versions)
        usual = {"sign": Sign.AREA.value, "certainty": _AREA_CERTAINTY}
        return from_record(
            Place,
            {**usual, **own} if is_area else own,
            _READING,
            seat=_seat(record),
            versions=versions,
        )
    except KeyError as error:
        msg = f"{where}: no value for {error.args[0]!r}."
        raise GazetteerError(msg) from error
    except (TypeError, ValueError) as error:
        msg = f"{where}: {error}"
        raise GazetteerError(msg) from error


_AREA_CERTAINTY = (
    "the whole province, its outline simplified from OpenStreetMap, not authoritative"
)


def _seat(record: dict[str, Any]) -> Seat | None:
    if "seat_lon" not in record:
        return None
    return Seat(name=record["seat"], lon=record["seat_lon"], lat=record["seat_lat"])


def _version(
    record: dict[str, Any],
    built: Mapping[tuple[str, dt.date | None], _Built],
    place_id: str,
    *,
    is_area: bool,
) -> Version:
    usual = Confidence.A if is_area else Confidence.D
    try:
        version = from_record(
            Version, {"confidence": usual.value, **record}, _READING, geometry=None
        )
    except ValueError as error:
        msg = f"a version: {error}"
        raise ValueError(msg) from error
    found = built.get((place_id, version.valid_from))
    if found is not None:
        return _from_built(found, version)
    if version.lon is None and version.lat is None:
        return version
    return replace(version, geometry=shapely.Point(_check_position(version)))


def _from_built(built: _Built, version: Version) -> Version:
    if built.valid_to != version.valid_to:
        msg = (
            f"the version ends {version.valid_to or 'never'}, its geometry "
            f"{built.valid_to or 'never'}; build the geometries again."
        )
        raise ValueError(msg)
    lon, lat = point_inside(built.geometry)
    return replace(
        version,
        geometry=built.geometry,
        lon=lon,
        lat=lat,
        radius_m=float(round(reach_m(built.geometry, lon, lat))),
        source=built.source,
        licence=built.licence,
        attribution=built.attribution,
        basis=version.basis or "Outline of the province.",
    )


def _check_position(version: Version) -> tuple[float, float]:
    """Give lon and lat of a version that states all that a position needs."""
    lon, lat, radius = version.lon, version.lat, version.radius_m
    if lon is None or lat is None or not (-180 <= lon <= 180 and -90 <= lat <= 90):
        msg = (
            f"lon={lon}, lat={lat}; expected lon in [-180, 180] and lat in "
            "[-90, 90]. Swapped?"
        )
        raise ValueError(msg)
    if radius is None or radius <= 0:
        msg = f"radius_m is {radius!r}; every position states its radius in metres."
        raise ValueError(msg)
    missing = [k for k in ("basis", "source", "licence") if not getattr(version, k)]
    if missing:
        msg = f"a position needs {', '.join(missing)}."
        raise ValueError(msg)
    return lon, lat


def _check_versions(versions: tuple[Version, ...]) -> None:
    for before, after in pairwise(versions):
        if (
            before.valid_to is None
            or after.valid_from is None
            or before.valid_to >= after.valid_from
        ):
            msg = (
                "versions overlap or are out of order: one ends "
                f"{before.valid_to or 'never'}, the next begins {after.valid_from}."
            )
            raise ValueError(msg)

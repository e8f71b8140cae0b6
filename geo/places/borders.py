"""Borders between places: computed from their outlines on a day, never typed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geo.model import Border
from geo.places.measures import shared_border_km

if TYPE_CHECKING:
    from geo.model import Place, Version
    from geo.places.gazetteer import Gazetteer


def find_border(one: Place, other: Place, day: dt.date, gazetteer: Gazetteer) -> Border:
    """Measure the border of two areas on a day, and say since when they have it.

    A merger can give a province a border that it never had: then ``since`` is its
    first day and ``through`` the provinces of the day before whose border it was.
    """
    versions = one.on(day), other.on(day)
    length = _length_km(*versions)
    if length == 0:
        return Border(length_km=0)
    for place, rest in ((one, other), (other, one)):
        version = place.on(day)
        if version is None or version.valid_from is None:
            continue
        eve = version.valid_from - dt.timedelta(days=1)
        if _length_km(place.on(eve), rest.on(eve)) > 0:
            continue
        through = tuple(
            gazetteer[former]
            for former in version.formed_from
            if _length_km(gazetteer[former].on(eve), rest.on(eve)) > 0
        )
        if through:
            return Border(length_km=length, since=version.valid_from, through=through)
    return Border(length_km=length)


def _length_km(one: Version | None, other: Version | None) -> float:
    if not (one and other) or one.geometry is None or other.geometry is None:
        return 0.0
    return shared_border_km(one.geometry, other.geometry)

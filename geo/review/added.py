"""Places that readers added: records of the project's own gazetteer.

A record stands in the decision that added it, and has what every record of the
gazetteer has: a position with its radius, the basis for it in words, whose it is.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from geo.fields import Family, Reading, from_plain
from geo.model import SETTLED, Confidence, Kind, Sign
from geo.places.gazetteer import read_place
from geo.text.folding import fold_toponym

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Place
    from geo.review.decisions import Decision

_SOURCE = "placed on the map by a reader of this text"
_LICENCE = "CC0-1.0"
_READING = Reading(family=Family.JSON)


def place_record(
    name: str,
    kind: str,
    lon: float,
    lat: float,
    radius_m: float,
    *,
    basis: str,
    seed: str,
) -> dict[str, Any]:
    """Make the record of a place that a reader puts on the map.

    Parameters
    ----------
    name, kind
        As the text calls it, and what it is.
    lon, lat
        Degrees, EPSG:4326.
    radius_m
        How far off the place may be at the most.
    basis
        How its reader knows, in words.
    seed
        The same seed gives the same id: the id of the decision.
    """
    known: Kind = from_plain(Kind, kind, "kind", _READING)
    stem = "_".join(fold_toponym(name).split()).encode("ascii", "ignore").decode()
    letters = "".join(c for c in stem.lower() if c.isalnum() or c == "_")
    digest = hashlib.sha256(seed.encode("utf-8")).hexdigest()[:6]
    return {
        "id": f"own_{letters.strip('_') or 'place'}_{digest}",
        "kind": known.value,
        "names": {"en": name},
        "sign": (Sign.PIN if known in SETTLED else Sign.DASHED).value,
        "certainty": f"placed by a reader, to within {radius_m:,.0f} m",
        "version": [
            {
                "lon": float(lon),
                "lat": float(lat),
                "radius_m": float(radius_m),
                "basis": basis or "A reader put it there on the map.",
                "source": _SOURCE,
                "licence": _LICENCE,
                "confidence": Confidence.C.value,
            }
        ],
    }


def added_places(decisions: Iterable[Decision]) -> dict[str, Place]:
    """Give the places that decisions bring with them, by id."""
    found: dict[str, Place] = {}
    for decision in decisions:
        for record in list_records(decision):
            place = read_place(record, f"decision {decision.id!r}")
            found.setdefault(place.id, place)
    return found


def list_records(decision: Decision) -> list[dict[str, Any]]:
    """List the records of places that a decision brings with it."""
    record = decision.value.get("record")
    return [record] if isinstance(record, dict) else []

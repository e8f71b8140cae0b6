"""Projects that were saved as a file: read again with what was decided about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.review.projects import open_packed

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.places.geoparsing import Geoparser
    from geo.projects.bringing import BroughtText
    from geo.review.decisions import Decision

_CHECKING = 0.75


def open_saved(
    geoparser: Geoparser, tell: Callable[[float, str], None], content: bytes
) -> tuple[tuple[BroughtText, ...], tuple[Decision, ...]]:
    """Read a saved project, and verify it: what was read, and what was decided.

    Raises
    ------
    GeoError
        It is none, or something in it is altered.
    """
    tell(_CHECKING, "Checking the project")
    state = open_packed(content, geoparser.gazetteer).state
    return state.reading, state.decisions

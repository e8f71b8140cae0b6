"""Accord Atlas: from diplomatic text to a cited map.

What a script of one's own needs can be had from here, as ``geo.read_atlas`` or
``geo.write``. Each name is loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.atlas import read_atlas
    from geo.exports.formats import write
    from geo.exports.selection import narrow, select
    from geo.model import AgreementType
    from geo.shipped import data_folder

__all__ = ["AgreementType", "data_folder", "narrow", "read_atlas", "select", "write"]
_ROOMS = {
    "AgreementType": "geo.model",
    "data_folder": "geo.shipped",
    "narrow": "geo.exports.selection",
    "read_atlas": "geo.atlas",
    "select": "geo.exports.selection",
    "write": "geo.exports.formats",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name not in _ROOMS:
        msg = f"module 'geo' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(_ROOMS[name]), name)

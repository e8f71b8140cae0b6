"""The licences of what an export carries, as one text."""

from __future__ import annotations

from importlib.resources import files


def render_licences() -> str:
    """Give the notices and licences of data, fonts and scripts."""
    return (files("geo.exports") / "static/LICENCES.txt").read_text(encoding="utf-8")

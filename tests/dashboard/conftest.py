"""What finds the places of a text that a reader brings."""

from __future__ import annotations

from tests.projects.conftest import gazetteer, geoparser

__all__ = ["gazetteer", "geoparser"]

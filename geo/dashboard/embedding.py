"""The map within another page: legend, credit, and the way to the whole page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.dashboard.controls import show_title, show_types
from geo.dashboard.map_view import show_map
from geo.dashboard.panel import show_way_out
from geo.dashboard.session import write_address

if TYPE_CHECKING:
    from geo.dashboard.resources import Resources
    from geo.model import Agreement, AgreementType


def is_embedded() -> bool:
    """Whether the address asks for the map alone: ``?view=embed``."""
    return st.query_params.get("view") == "embed"


def show_embedded(
    resources: Resources,
    types: tuple[AgreementType, ...],
    passing: tuple[Agreement, ...],
    allowed: list[str] | None,
) -> None:
    """Show the map with its legend and the link to the whole page, and nothing else."""
    with st.container(key="bar", horizontal=True, vertical_alignment="center"):
        show_title(resources)
        show_way_out()
        write_address()
    with st.container(key="stage"):
        show_map(resources, types, allowed)
        with st.container(key="legend"):
            show_types(resources.atlas, passing)

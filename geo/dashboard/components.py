"""The page's own elements: a skeleton of HTML and the script that fills it."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import streamlit as st

from geo.maps.markup import render_part
from geo.maps.modules import join_modules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from streamlit.components.v2.types import ComponentRenderer

STATIC = files("geo.dashboard") / "static"


def declare(name: str, *, html: str | None = None) -> ComponentRenderer:
    """Declare the element that a script of ``static/page`` draws.

    Parameters
    ----------
    name
        Of the script, and of its skeleton in the template ``components``.
    html
        The skeleton, where it is no part of that template.
    """
    return st.components.v2.component(
        f"accord_atlas_{name}",
        html=render_part("components", name) if html is None else html,
        js=join_modules(STATIC / "page", name, is_module=True),
        isolate_styles=False,
    )


def say_each(options: Iterable[str], say: Callable[[str], str]) -> Callable[[str], str]:
    """Say the options of a list once, in the language that the page has now.

    Streamlit asks for their words again wherever it needs them.
    """
    return {option: say(option) for option in options}.__getitem__

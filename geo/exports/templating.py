"""The templates of the files that people read; their parts are those of the page."""

from __future__ import annotations

from markupsafe import Markup

from geo.exports.markup import keep_xml
from geo.maps.markup import make_environment
from geo.maps.palette import COLOURS


def render(template: str, **values: object) -> str:
    """Fill a template of the folder beside this file."""
    return keep_xml(_ENVIRONMENT.get_template(f"{template}.html").render(**values))


def written(markup: str) -> Markup:
    """Say of a drawing, a style or a script of our own that it is written already."""
    return Markup(markup)  # noqa: S704 - no text of others is in it unescaped


_ENVIRONMENT = make_environment("geo.exports", "geo.maps")
_ENVIRONMENT.filters["hex"] = COLOURS.__getitem__

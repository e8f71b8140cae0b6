"""The one gate through which every string reaches the map's HTML."""

from __future__ import annotations

from urllib.parse import urlencode

_REFERENCES = {ord(c): f"&#{ord(c)};" for c in "&<>\"'`{}$\\"}


def escape_text(text: str) -> str:
    """Write what HTML, Jinja or JavaScript would read as their own as references.

    The reader sees the same text; ``html.unescape`` gives it back.

    >>> escape_text("{{ 7*7 }}")
    '&#123;&#123; 7*7 &#125;&#125;'
    >>> escape_text("Đồng Nai")
    'Đồng Nai'
    """
    return text.translate(_REFERENCES)


def address(path: str, **query: str) -> str:
    """Build a link with a query, percent-encoded, then escaped for an attribute.

    >>> address("../../", place="tay_ninh", passage="party-meeting-l44")
    '../../?place=tay_ninh&#38;passage=party-meeting-l44'
    """
    return escape_text(f"{path}?{urlencode(query)}")

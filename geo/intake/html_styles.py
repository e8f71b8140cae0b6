"""HTML styles: what of a page is hidden, struck, raised or counted, as it says itself.

A page says it in its ``style`` attributes and in sheets of its own; sheets that lie
elsewhere are not known. Rules that hold only for some screens are left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector

from geo.intake.html_lists import write_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import html

# Each of these takes what is not closed too, so that no part is gone through twice.
_COMMENT = re.compile(r"/\*(?:.*?\*/|.*\Z)", re.DOTALL)
_CONDITION = re.compile(
    r"@[^{};]*+(?:;|\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}?)?", re.DOTALL
)
_RULE = re.compile(r"(?<![^{}])([^{}]+)\{([^{}]*)\}")
_DECLARATION = re.compile(
    r"(?<![\w-])(display|visibility|text-decoration(?:-line)?|list-style(?:-type)?"
    r"|vertical-align|font-size|counter-reset|counter-increment|content)\s*:\s*"
    r"((?:[^;\"']|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))+)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"::?before$")
_LONGEST_SHEET = 500_000
_MOST_RULES = 300
_MOST_ELEMENTS = 20_000
_LARGEST_HIDDEN = 0.3
_LIST_STYLE = re.compile(
    r"\b(none|disc|circle|square|(?:lower|upper)-(?:alpha|latin|roman)"
    r"|decimal(?:-leading-zero)?)\b"
)
_COUNTER = re.compile(r"([\w-]+)(?:\s+(-?\d{1,6}))?")
_CONTENT = re.compile(
    r"\"([^\"]*)\"|'([^']*)'"
    r"|counter\(\s*([\w-]+)\s*(?:,\s*([\w-]+)\s*)?\)"
    r"|counters\(\s*([\w-]+)\s*,\s*[\"']([^\"']*)[\"']\s*(?:,\s*([\w-]+)\s*)?\)"
)


class Styles:
    """What the styles of a page say of its elements."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._said: dict[html.HtmlElement, dict[str, str]] = defaultdict(dict)
        self._before: dict[html.HtmlElement, str] = {}
        self._length = len(root.text_content())
        self._read_sheets(root)
        self._labels: dict[html.HtmlElement, str] = (
            dict(self._count(root)) if self._before else {}
        )

    def is_hidden(self, element: html.HtmlElement) -> bool:
        """Whether an element is not drawn; a sheet alone never hides most of a page."""
        own = _inline(element)
        if _hides(own):
            return True
        return (
            _hides(self._said.get(element, {}))
            and "display" not in own
            and len(element.text_content()) < _LARGEST_HIDDEN * self._length
        )

    def is_struck(self, element: html.HtmlElement) -> bool:
        """Whether a line goes through its words, by its tag or its style."""
        line = self._get(element, "text-decoration") or self._get(
            element, "text-decoration-line"
        )
        if element.tag in {"del", "s", "strike"}:
            return not line.startswith("none")
        return "line-through" in line

    def is_raised(self, element: html.HtmlElement) -> bool:
        """Whether its words stand above the line."""
        return element.tag == "sup" or self._get(element, "vertical-align") == "super"

    def list_style(self, element: html.HtmlElement) -> str:
        """Give how the entries of a list are marked; empty where nothing says it."""
        said = self._get(element, "list-style-type") or self._get(element, "list-style")
        found = _LIST_STYLE.search(said)
        return found[1] if found else ""

    def counted(self, element: html.HtmlElement) -> str:
        """Give the number that a counter of the page's sheet puts before an element."""
        return self._labels.get(element, "")

    def _get(self, element: html.HtmlElement, name: str) -> str:
        said = _inline(element).get(name)
        if said is None and element in self._said:
            said = self._said[element].get(name)
        return said or ""

    def _read_sheets(self, root: html.HtmlElement) -> None:
        sheet = "\n".join(style.text or "" for style in root.iter("style"))
        if not sheet or len(sheet) > _LONGEST_SHEET:
            return
        if sum(1 for _ in root.iter(etree.Element)) > _MOST_ELEMENTS:
            return
        plain = _CONDITION.sub(" ", _COMMENT.sub(" ", sheet))
        for number, (selector, said) in enumerate(_wanted_rules(plain)):
            if number >= _MOST_RULES:
                return
            is_before = bool(_BEFORE.search(selector))
            for element in _select(root, _BEFORE.sub("", selector)):
                if is_before:
                    self._before[element] = said.get("content", "")
                else:
                    self._said[element].update(said)

    def _count(self, root: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
        """Count through the page as a browser does, and give what it puts before."""
        counters: dict[str, list[tuple[int, int]]] = defaultdict(list)
        depth = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "end":
                for scopes in counters.values():
                    while scopes and scopes[-1][0] > depth:
                        scopes.pop()
                depth -= 1
                continue
            depth += 1
            for name, value in _pairs(self._get(element, "counter-reset"), 0):
                scopes = counters[name]
                while scopes and scopes[-1][0] >= depth:
                    scopes.pop()
                scopes.append((depth, value))
            for name, step in _pairs(self._get(element, "counter-increment"), 1):
                scopes = counters[name] or [(depth, 0)]
                level, value = scopes.pop()
                counters[name] = [*scopes, (level, value + step)]
            if content := self._before.get(element):
                written = "".join(_write_content(content, counters)).strip()
                if any(character.isdigit() for character in written) or "(" in content:
                    yield element, f"{written} " if written else ""


def _wanted_rules(sheet: str) -> Iterator[tuple[str, dict[str, str]]]:
    for selectors, declarations in _RULE.findall(sheet):
        said = _declarations(declarations)
        if said:
            for selector in selectors.split(","):
                yield selector.strip(), said


def _select(root: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Give the elements that a selector means; those of states and others none."""
    if not selector or ":" in selector:
        return []
    try:
        found = CSSSelector(selector, translator="html")(root)
    except (SelectorError, etree.XPathError):
        return []
    return list(found) if isinstance(found, list) else []


def _inline(element: html.HtmlElement) -> dict[str, str]:
    style = element.get("style")
    return _declarations(style) if style else {}


def _declarations(text: str) -> dict[str, str]:
    return {
        name.lower(): value.replace("!important", "").strip()
        if name.lower() == "content"
        else value.lower().replace("!important", "").strip()
        for name, value in _DECLARATION.findall(text)
    }


def _hides(said: dict[str, str]) -> bool:
    return (
        said.get("display") == "none"
        or said.get("visibility") in {"hidden", "collapse"}
        or said.get("font-size") in {"0", "0px", "0pt", "0em"}
    )


def _pairs(said: str, default: int) -> Iterator[tuple[str, int]]:
    if said and said != "none":
        for name, value in _COUNTER.findall(said):
            yield name, int(value) if value else default


def _write_content(
    content: str, counters: dict[str, list[tuple[int, int]]]
) -> Iterator[str]:
    for double, single, name, style, joined, string, styles in _CONTENT.findall(
        content
    ):
        values = [value for _, value in counters.get(name or joined, [])] or [0]
        if name:
            yield write_number(values[-1], style or "decimal")
        elif joined:
            yield string.join(write_number(v, styles or "decimal") for v in values)
        else:
            yield double or single

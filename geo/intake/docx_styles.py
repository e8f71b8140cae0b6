"""Styles of a Word document: what a paragraph or a run inherits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml import etree

_T = TypeVar("_T")
_OFF = frozenset(("0", "false", "off"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLook:
    """How a run is drawn; ``None`` and an empty font where it is not said."""

    hidden: bool | None = None
    struck: bool | None = None
    font: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style as the document defines it, without what it inherits."""

    id: str
    name: str
    below: str
    """The style that it is based on."""
    list_id: str
    """The list that it numbers its paragraphs with; ``0`` means none."""
    depth: int | None
    look: RunLook


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document, by id, and the fonts of its defaults."""

    by_id: Mapping[str, Style]
    default: RunLook = RunLook()
    default_paragraph: str = ""

    def above(self, style: str) -> Iterator[Style]:
        """Give a style and those that it is based on, the nearest first."""
        for _ in range(len(self.by_id)):
            found = self.by_id.get(style)
            if found is None:
                return
            yield found
            style = found.below

    def inherit(self, style: str, read: Callable[[Style], _T]) -> _T | None:
        """Give the first value that a style or one that it is based on says."""
        said = (read(found) for found in self.above(style))
        return next((value for value in said if value not in {None, ""}), None)


def parse_styles(part: etree._Element | None) -> Styles:
    """Build the styles from the part of the file that defines them."""
    if part is None:
        return Styles({})
    found = {value(e, "styleId"): _style(e) for e in part.iterfind("{*}style")}
    default = part.find("{*}docDefaults/{*}rPrDefault/{*}rPr")
    paragraph = next(
        (
            value(e, "styleId")
            for e in part.iterfind("{*}style")
            if value(e, "type") == "paragraph" and value(e, "default") in {"1", "true"}
        ),
        "",
    )
    return Styles(found, read_look(default), paragraph)


def read_look(properties: etree._Element | None) -> RunLook:
    """Read how the properties of a run draw it."""
    if properties is None:
        return RunLook()
    fonts = properties.find("{*}rFonts")
    struck = [is_on(e) for tag in ("strike", "dstrike") for e in _find(properties, tag)]
    hidden = _find(properties, "vanish")
    return RunLook(
        hidden=is_on(hidden[0]) if hidden else None,
        struck=any(struck) if struck else None,
        font=value(fonts, "ascii") or value(fonts, "hAnsi"),
    )


def number_of(properties: etree._Element | None) -> tuple[str, int | None]:
    """Give the list and the depth that properties of a paragraph name, if any."""
    found = None if properties is None else properties.find("{*}numPr")
    if found is None:
        return "", None
    depth = value(found.find("{*}ilvl"), "val")
    return value(found.find("{*}numId"), "val"), int(depth) if depth.isdigit() else None


def value(element: etree._Element | None, name: str) -> str:
    """Give an attribute, whatever namespace it is in, or an empty string."""
    if element is None:
        return ""
    return next(
        (str(v) for key, v in element.attrib.items() if local(str(key)) == name), ""
    )


def is_on(element: etree._Element | None) -> bool:
    """Whether a property that is on or off is on."""
    return element is not None and value(element, "val") not in _OFF


def local(tag: str) -> str:
    """Give a name without its namespace."""
    return tag.rpartition("}")[2]


def _find(properties: etree._Element, tag: str) -> list[etree._Element]:
    return properties.findall(f"{{*}}{tag}")[:1]


def _style(e: etree._Element) -> Style:
    list_id, depth = number_of(e.find("{*}pPr"))
    return Style(
        id=value(e, "styleId"),
        name=value(e.find("{*}name"), "val").lower(),
        below=value(e.find("{*}basedOn"), "val"),
        list_id=list_id,
        depth=depth,
        look=read_look(e.find("{*}rPr")),
    )

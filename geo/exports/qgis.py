"""Styles that a desktop program opens the layers with: QML for QGIS, SLD for others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from geo.model import Sign

if TYPE_CHECKING:
    from collections.abc import Iterable

_PIN_MM, _LINE_MM = 3.2, 0.6
_PROPOSED = 0.3
"""How much of a fill's opacity is left where nobody has verified anything."""
_DOUBTED_NAME = """"name" || CASE WHEN "proposed" THEN ' (proposed)' ELSE '' END"""
_METRES = (
    "transform(buffer(transform($geometry, 'EPSG:4326', 'EPSG:3857'), "
    "\"radius_m\" / cos(radians(y($geometry)))), 'EPSG:3857', 'EPSG:4326')"
)
"""The circle of uncertainty in its true size."""
_PLACEMENTS = {"points": "6", "lines": "2", "areas": "4"}
"""QGIS's numbers for: beside a point, along a line, across an area."""
_SLD, _OGC, _SE = (
    "http://www.opengis.net/sld",
    "http://www.opengis.net/ogc",
    "http://www.opengis.net/se",
)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a sign is drawn."""

    sign: Sign
    label: str
    stroke: bool = True
    dashed: bool = False
    opacity: float = 0.0
    """Of the fill, between 0 and 1."""
    proposed: bool | None = None
    """Whether it is for what nobody has verified; ``None`` where that is not asked."""


_LOOKS = {
    "points": (
        _Look(Sign.PIN, "Place, with its circle of uncertainty", opacity=1),
        _Look(Sign.DASHED, "Site not fixed or not known", dashed=True, opacity=0.1),
        _Look(Sign.LABEL, "A name and no position", stroke=False),
    ),
    "lines": (_Look(Sign.LINE, "Line"),),
    "areas": (
        _Look(Sign.AREA, "Area", opacity=0.16),
        _Look(Sign.OUTLINE, "Approximate outline", dashed=True, opacity=0.05),
        _Look(Sign.SOFT, "Area without an edge", stroke=False, opacity=0.3),
    ),
}


def _looks(shape: str, *, has_proposals: bool) -> tuple[_Look, ...]:
    """Give the looks of a layer; what is only proposed is dashed and paler."""
    if not has_proposals:
        return _LOOKS[shape]
    return tuple(
        replace(
            look,
            label=f"{look.label}; proposed by a rule, not verified",
            dashed=True,
            opacity=look.opacity * _PROPOSED,
            proposed=True,
        )
        if is_proposed
        else replace(look, proposed=False)
        for look in _LOOKS[shape]
        for is_proposed in (False, True)
    )


def render_qml(shape: str, colour: str, *, has_proposals: bool = False) -> str:
    """Write the style of a layer for QGIS 3.

    Parameters
    ----------
    shape
        ``points``, ``lines`` or ``areas``.
    colour
        As ``#rrggbb``.
    has_proposals
        Whether something in the layer is not verified, and has to look so.
    """
    looks = _looks(shape, has_proposals=has_proposals)
    root = ET.Element(
        "qgis", version="3.22", styleCategories="Symbology|Labeling", labelsEnabled="1"
    )
    renderer = ET.SubElement(root, "renderer-v2", type="RuleRenderer")
    rules = ET.SubElement(renderer, "rules", key="root")
    symbols = ET.SubElement(renderer, "symbols")
    for number, look in enumerate(looks):
        ET.SubElement(
            rules,
            "rule",
            key=f"rule{number}",
            symbol=str(number),
            filter=_filter(look),
            label=look.label,
        )
        _add_symbol(symbols, str(number), shape, look, colour)
    _add_labels(root, shape, has_proposals=has_proposals)
    return _render(root, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n")


def _filter(look: _Look) -> str:
    sign = f"\"sign\" = '{look.sign.value}'"
    doubt = {None: "", True: ' AND "proposed"', False: ' AND NOT "proposed"'}
    return f"{sign}{doubt[look.proposed]}"


def _add_symbol(
    parent: ET.Element, name: str, shape: str, look: _Look, colour: str
) -> None:
    kind = {"points": "marker", "lines": "line", "areas": "fill"}[shape]
    symbol = ET.SubElement(parent, "symbol", name=name, type=kind, alpha="1")
    if shape == "lines":
        _add_layer(symbol, "SimpleLine", _line(colour, look))
    elif shape == "areas":
        _add_layer(symbol, "SimpleFill", _fill(colour, look))
    elif look.sign is Sign.LABEL:
        _add_layer(symbol, "SimpleMarker", {"size": "0.01", "outline_style": "no"})
    else:
        _add_circle(symbol, name, look, colour)
        if look.sign is Sign.PIN:
            _add_layer(symbol, "SimpleMarker", _marker(colour, look))


def _add_circle(symbol: ET.Element, name: str, look: _Look, colour: str) -> None:
    layer = _add_layer(
        symbol,
        "GeometryGenerator",
        {"SymbolType": "Fill", "geometryModifier": _METRES, "units": "MapUnit"},
    )
    inner = ET.SubElement(layer, "symbol", name=f"@{name}@0", type="fill", alpha="1")
    faint = replace(look, opacity=0.12)
    _add_layer(inner, "SimpleFill", _fill(colour, faint))


def _add_layer(parent: ET.Element, kind: str, properties: dict[str, str]) -> ET.Element:
    layer = ET.SubElement(
        parent, "layer", {"class": kind, "enabled": "1", "pass": "0", "locked": "0"}
    )
    options = ET.SubElement(layer, "Option", type="Map")
    for name, value in properties.items():
        ET.SubElement(options, "Option", name=name, value=value, type="QString")
    return layer


def _rgba(colour: str, opacity: float = 1) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"


def _stroke(look: _Look) -> str:
    if not look.stroke:
        return "no"
    return "dash" if look.dashed else "solid"


def _fill(colour: str, look: _Look) -> dict[str, str]:
    return {
        "color": _rgba(colour, look.opacity),
        "style": "solid",
        "outline_color": _rgba(colour),
        "outline_style": _stroke(look),
        "outline_width": "0.4",
        "outline_width_unit": "MM",
    }


def _line(colour: str, look: _Look) -> dict[str, str]:
    return {
        "line_color": _rgba(colour),
        "line_style": _stroke(look),
        "line_width": str(_LINE_MM),
        "line_width_unit": "MM",
        "capstyle": "round",
        "joinstyle": "round",
    }


def _marker(colour: str, look: _Look) -> dict[str, str]:
    return {
        "name": "circle",
        "color": _rgba(colour, look.opacity),
        "outline_color": _rgba(colour if look.proposed else "#ffffff"),
        "outline_style": _stroke(look),
        "outline_width": "0.5",
        "size": str(_PIN_MM),
        "size_unit": "MM",
    }


def _add_labels(root: ET.Element, shape: str, *, has_proposals: bool) -> None:
    labeling = ET.SubElement(root, "labeling", type="simple")
    settings = ET.SubElement(labeling, "settings", calloutType="simple")
    style = ET.SubElement(
        settings,
        "text-style",
        fieldName=_DOUBTED_NAME if has_proposals else "name",
        isExpression="1" if has_proposals else "0",
        fontSize="8",
        fontSizeUnit="Point",
        textColor="51,49,43,255",
    )
    ET.SubElement(
        style,
        "text-buffer",
        bufferDraw="1",
        bufferSize="0.8",
        bufferSizeUnits="MM",
        bufferColor="255,255,255,255",
        bufferOpacity="0.85",
    )
    ET.SubElement(
        settings,
        "placement",
        placement=_PLACEMENTS[shape],
        dist="1.5",
        distUnits="MM",
        predefinedPositionOrder="R,L,TR,BR,TL,BL",
        offsetType="1",
    )
    # Areas lie under names; only points keep them off.
    ET.SubElement(settings, "rendering", obstacle="1" if shape == "points" else "0")


# --- SLD --------------------------------------------------------------------------


def render_sld(
    layer: str, shape: str, colour: str, *, has_proposals: bool = False
) -> str:
    """Write the same style as SLD 1.1, for programs other than QGIS.

    The circle of uncertainty is left out: SLD has no metres on the ground.
    """
    for prefix, address in (("sld", _SLD), ("ogc", _OGC), ("se", _SE)):
        ET.register_namespace(prefix, address)
    root = ET.Element(f"{{{_SLD}}}StyledLayerDescriptor", version="1.1.0")
    named = ET.SubElement(root, f"{{{_SLD}}}NamedLayer")
    ET.SubElement(named, f"{{{_SE}}}Name").text = layer
    user = ET.SubElement(named, f"{{{_SLD}}}UserStyle")
    style = ET.SubElement(user, f"{{{_SE}}}FeatureTypeStyle")
    for look in _looks(shape, has_proposals=has_proposals):
        if look.sign is not Sign.LABEL:
            _add_rule(style, shape, look, colour)
    return _render(root, "")


def _add_rule(style: ET.Element, shape: str, look: _Look, colour: str) -> None:
    rule = ET.SubElement(style, f"{{{_SE}}}Rule")
    ET.SubElement(rule, f"{{{_SE}}}Name").text = look.label
    test = ET.SubElement(rule, f"{{{_OGC}}}Filter")
    wanted = [("sign", look.sign.value)]
    if look.proposed is not None:
        wanted.append(("proposed", str(look.proposed).lower()))
        test = ET.SubElement(test, f"{{{_OGC}}}And")
    for name, value in wanted:
        equal = ET.SubElement(test, f"{{{_OGC}}}PropertyIsEqualTo")
        ET.SubElement(equal, f"{{{_OGC}}}PropertyName").text = name
        ET.SubElement(equal, f"{{{_OGC}}}Literal").text = value
    dash = [("stroke-dasharray", "5 4")] if look.dashed else []
    if shape == "lines":
        line = ET.SubElement(rule, f"{{{_SE}}}LineSymbolizer")
        stroke = [("stroke", colour), ("stroke-width", "2"), *dash]
        _add_parameters(line, "Stroke", stroke)
        return
    if shape == "areas":
        parent = ET.SubElement(rule, f"{{{_SE}}}PolygonSymbolizer")
    else:
        point = ET.SubElement(rule, f"{{{_SE}}}PointSymbolizer")
        graphic = ET.SubElement(point, f"{{{_SE}}}Graphic")
        parent = ET.SubElement(graphic, f"{{{_SE}}}Mark")
        ET.SubElement(parent, f"{{{_SE}}}WellKnownName").text = "circle"
        ET.SubElement(graphic, f"{{{_SE}}}Size").text = "10"
    fill = [("fill", colour), ("fill-opacity", str(look.opacity))]
    _add_parameters(parent, "Fill", fill)
    if look.stroke:
        stroke = [("stroke", colour), ("stroke-width", "1"), *dash]
        _add_parameters(parent, "Stroke", stroke)


def _add_parameters(
    parent: ET.Element, name: str, parameters: Iterable[tuple[str, str]]
) -> None:
    element = ET.SubElement(parent, f"{{{_SE}}}{name}")
    for key, value in parameters:
        ET.SubElement(element, f"{{{_SE}}}SvgParameter", name=key).text = value


def _render(root: ET.Element, head: str) -> str:
    ET.indent(root)
    return head + ET.tostring(root, encoding="unicode") + "\n"

"""KML for globes: a folder an agreement type, in its colour, with popups.

Written with the standard library's ElementTree, which escapes every text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

import pyproj
import shapely
from shapely.geometry import shape

from geo.citations import passage_label
from geo.exports.credits import render_notice
from geo.exports.files import whole_file
from geo.exports.geojson import to_features, to_landmarks
from geo.exports.markup import keep_xml
from geo.exports.templating import render
from geo.exports.titles import entitle
from geo.exports.writing import Taken, writes_part
from geo.maps.palette import COLOURS, NAMED_COLOUR
from geo.model import AgreementType, Sign

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.atlas import Atlas

_NAMESPACE = "http://www.opengis.net/kml/2.2"
_EARTH = pyproj.Geod(ellps="WGS84")
_CORNERS = 48
"""Of the polygon that stands for a circle of uncertainty."""
_FILL_ALPHA = {
    Sign.PIN: 0.12,
    Sign.DASHED: 0.1,
    Sign.AREA: 0.16,
    Sign.OUTLINE: 0.05,
    Sign.SOFT: 0.3,
    Sign.LINE: 0.0,
    Sign.LABEL: 0.0,
}
_PROPOSED_ALPHA = 0.5
_Properties = dict[str, Any]


@writes_part
def write_kml(taken: Taken, path: Path) -> int:
    """Write all that is drawn and give the number of placemarks."""
    part = taken.part
    root = _build(part, entitle(taken.chosen))
    with whole_file(path) as draft:
        content = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        draft.write_bytes(content + b"\n")
    return len(root.findall(".//Placemark"))


def _build(part: Atlas, title: str) -> ET.Element:
    root = ET.Element("kml", xmlns=_NAMESPACE)
    document = ET.SubElement(root, "Document")
    _add(document, "name", title)
    _add(document, "open", "1")
    _add(document, "description", render_notice(part))
    features = [*to_features(part), *to_landmarks(part)]
    for style in dict.fromkeys(_style_of(f["properties"]) for f in features):
        _add_style(document, style)
    labels = {t.value: t.label for t in AgreementType} | {"named": "Named only"}
    for slug, label in labels.items():
        ours = [f for f in features if f["properties"]["agreement_type"] == slug]
        if ours:
            folder = ET.SubElement(document, "Folder", id=f"type-{slug}")
            _add(folder, "name", label)
            for feature in ours:
                _add_placemark(folder, feature, part, label)
    ET.indent(root)
    return root


def _add(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = keep_xml(text)
    return element


# --- styles -----------------------------------------------------------------------


class _Style(NamedTuple):
    """How a mark looks. KML has no dashes: what is only proposed is paler."""

    colour: str
    sign: Sign
    is_proposed: bool

    @property
    def id(self) -> str:
        """Different for each look."""
        doubt = "-proposed" if self.is_proposed else ""
        return f"{self.sign.value}-{self.colour.removeprefix('#')}{doubt}"


def _style_of(properties: _Properties) -> _Style:
    slug = properties["agreement_type"]
    colour = NAMED_COLOUR if slug == "named" else COLOURS[AgreementType(slug)]
    return _Style(colour, Sign(properties["sign"]), properties["proposed"])


def _add_style(document: ET.Element, look: _Style) -> None:
    colour, sign = look.colour, look.sign
    opacity = _PROPOSED_ALPHA if look.is_proposed else 1
    style = ET.SubElement(document, "Style", id=look.id)
    icon = ET.SubElement(style, "IconStyle")
    _add(icon, "color", _kml_colour(colour, opacity))
    _add(icon, "scale", "1" if sign is Sign.PIN else "0")
    line = ET.SubElement(style, "LineStyle")
    _add(line, "color", _kml_colour(colour, 0 if sign is Sign.SOFT else opacity))
    _add(line, "width", "3" if sign is Sign.LINE else "1.5")
    fill = ET.SubElement(style, "PolyStyle")
    _add(fill, "color", _kml_colour(colour, _FILL_ALPHA[sign] * opacity))


def _kml_colour(colour: str, opacity: float) -> str:
    red, green, blue = (colour[i : i + 2] for i in (1, 3, 5))
    return f"{round(255 * opacity):02x}{blue}{green}{red}"


# --- placemarks -------------------------------------------------------------------


def _add_placemark(
    folder: ET.Element, feature: Mapping[str, Any], part: Atlas, label: str
) -> None:
    properties = feature["properties"]
    placemark = ET.SubElement(folder, "Placemark", id=feature["id"])
    doubt = " (proposed)" if properties["proposed"] else ""
    _add(placemark, "name", f"{properties['name']}{doubt}")
    _add(placemark, "description", _render_popup(properties, part, label))
    _add(placemark, "styleUrl", f"#{_style_of(properties).id}")
    extended = ET.SubElement(placemark, "ExtendedData")
    for key, value in properties.items():
        if value is not None and key != "name":  # the placemark's own
            _add(ET.SubElement(extended, "Data", name=key), "value", _cell(value))
    if feature["geometry"]:
        _add_geometry(placemark, shape(feature["geometry"]), properties)


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _add_geometry(
    placemark: ET.Element, geometry: BaseGeometry, properties: _Properties
) -> None:
    """Add a geometry; a point comes with its circle of uncertainty."""
    parts = list(shapely.get_parts(geometry))
    if isinstance(geometry, shapely.Point) and properties["sign"] != Sign.LABEL:
        parts.append(_circle(geometry, properties["radius_m"]))
    parent = placemark
    if len(parts) > 1:
        parent = ET.SubElement(placemark, "MultiGeometry")
    for one in parts:
        _add_part(parent, one)


def _add_part(parent: ET.Element, part: BaseGeometry) -> None:
    if not isinstance(part, shapely.Polygon):
        _add(ET.SubElement(parent, part.geom_type), "coordinates", _render(part))
        return
    polygon = ET.SubElement(parent, "Polygon")
    rings = [("outerBoundaryIs", part.exterior)]
    rings += [("innerBoundaryIs", ring) for ring in part.interiors]
    for tag, ring in rings:
        inside = ET.SubElement(ET.SubElement(polygon, tag), "LinearRing")
        _add(inside, "coordinates", _render(ring))


def _render(part: BaseGeometry) -> str:
    return " ".join(f"{lon:.6f},{lat:.6f}" for lon, lat in part.coords)


def _circle(point: shapely.Point, radius_m: float) -> shapely.Polygon:
    corners = []
    for corner in range(_CORNERS):
        # Azimuths run clockwise and rings counterclockwise.
        azimuth = -360 * corner / _CORNERS
        lon, lat, _ = _EARTH.fwd(point.x, point.y, azimuth, radius_m)
        corners.append((lon, lat))
    return shapely.Polygon(corners)


# --- popups -----------------------------------------------------------------------


def _render_popup(properties: _Properties, part: Atlas, label: str) -> str:
    """Write the balloon: names, agreements with their words, how sure the place is."""
    others = [properties[key] for key in ("name_vi", "name_km") if properties[key]]
    return render(
        "balloon",
        others=" · ".join(others),
        kind=properties["kind"].replace("_", " "),
        label=label,
        about=[a for a in part.agreements if a.id in properties["agreements"]],
        quotations=_list_quotations(properties["evidence"], part),
        certainty=properties["certainty"],
        attribution=properties["attribution"],
    )


def _list_quotations(
    evidence: list[dict[str, Any]], part: Atlas
) -> list[tuple[str, str]]:
    """Give each quotation once, with where it stands."""
    shown: dict[tuple[str, str, str], tuple[str, str]] = {}
    for words in evidence:
        document = part.document(words["document"])
        title = document.short_title if document else words["document"]
        key = (words["document"], words["passage"], words["quote"])
        shown[key] = words["quote"], f"{title}, {passage_label(words['passage'])}"
    return list(shown.values())

"""What describes a bundle: a Frictionless data package and a schema.org dataset."""

from __future__ import annotations

import hashlib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from geo.exports.annotations import name_text
from geo.exports.citation_styles import AUTHOR, to_text
from geo.exports.citing import cite_atlas
from geo.exports.credits import render_notice
from geo.exports.csv_files import AS_WRITTEN, COLUMNS
from geo.exports.rows import column_type
from geo.fields import columns_of
from geo.model import Agreement, Evidence, Mention, Place, Version

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.atlas import Atlas
    from geo.model import Document

NAME = "accord-atlas"
DESCRIPTION = (
    "Places that governments wrote into their agreements, geocoded as they were on the "
    "day of the text, each with the quotation that puts it on the map."
)
_LICENCES = (
    (
        "ODbL-1.0",
        "Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
    (
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    (
        "CC-BY-SA-4.0",
        "Creative Commons Attribution-ShareAlike 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    (
        "CC0-1.0",
        "Creative Commons Zero 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
)
_FIELD_TYPES = MappingProxyType(
    {"int64": "integer", "double": "number", "date32[day]": "date"}
)
"""By the type that Arrow has for a column; the rest are texts."""
_MORE = MappingProxyType(
    {
        "proposed": {
            "type": "boolean",
            "description": "Whether a rule proposes it and nobody has verified it.",
        },
        "agreement": {"type": "string", "description": "What stands on the words."},
        "quotations": {"type": "integer", "description": "How many it stands on."},
        "dates": {"type": "string", "description": "Those that the texts state."},
        "dates_from_elsewhere": {"type": "string", "description": "Others."},
        AS_WRITTEN: {
            "type": "string",
            "description": "Cells with an apostrophe before them, as they are (JSON).",
        },
        **{
            name: {"type": kind, "description": "Of the place on the day of the text."}
            for name, kind in (
                *(("name", "string"), ("name_vi", "string"), ("name_km", "string")),
                *(("lon", "number"), ("lat", "number"), ("radius_m", "number")),
                ("attribution", "string"),
            )
        },
        "title": {"type": "string", "description": "Of the text."},
        "publisher": {"type": "string", "description": "Of the text."},
    }
)
"""Columns that are no field of their table's noun."""
_NOUNS = MappingProxyType(
    {
        "mentions": (Mention,),
        "agreements": (Agreement,),
        "quotations": (Evidence,),
        "places": (Place, Version),
    }
)
_KEYS = MappingProxyType({"agreements": "agreement"})
_REFERENCES = MappingProxyType({"quotations": ("agreement", "agreements")})
_Json = dict[str, Any]


def describe_package(part: Atlas, files: Mapping[str, tuple[bytes, str, str]]) -> _Json:
    """Describe the files of a bundle as a Frictionless data package.

    Parameters
    ----------
    part
        What the files hold.
    files
        Content, media type and title by path.
    """
    return {
        "name": NAME,
        "title": "Accord Atlas",
        "description": DESCRIPTION,
        "version": cite_atlas().version,
        "profile": "data-package",
        "licenses": [
            {"name": name, "title": title, "path": path}
            for name, title, path in _LICENCES
        ],
        "contributors": [{"title": AUTHOR, "role": "author"}],
        "sources": [_source(document) for document in part.documents],
        "attribution": render_notice(part),
        "resources": [
            _resource(path, content, media_type, title)
            for path, (content, media_type, title) in files.items()
        ],
    }


def _source(document: Document) -> _Json:
    title = f"{document.title} ({document.publisher})"
    return {"title": title, **({"path": document.url} if document.url else {})}


def _resource(path: str, content: bytes, media_type: str, title: str) -> _Json:
    name = path.rpartition("/")[2].lower().replace("_", "-")
    resource: _Json = {
        "name": name,
        "title": title,
        "path": path,
        "format": path.rpartition(".")[2].lower(),
        "mediatype": media_type,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    table = _table_of(path)
    if not table:
        return resource
    return {
        **resource,
        "profile": "tabular-data-resource",
        "encoding": "utf-8-sig",
        "schema": _table_schema(table),
    }


def _table_of(path: str) -> str:
    if not path.endswith(".csv"):
        return ""
    stem = path.rpartition("/")[2].removesuffix(".csv")
    return next((name for name in COLUMNS if stem.endswith(f"-{name}")), "mentions")


def _table_schema(table: str) -> _Json:
    told = {
        column.name: {
            "type": _FIELD_TYPES.get(str(column_type(column)), "string"),
            "description": column.meaning,
        }
        for noun in _NOUNS[table]
        for column in columns_of(noun)
    }
    schema: _Json = {
        "fields": [{"name": n, **(told.get(n) or _MORE[n])} for n in COLUMNS[table]]
    }
    if table in _KEYS:
        schema["primaryKey"] = [_KEYS[table]]
    if table in _REFERENCES:
        field, other = _REFERENCES[table]
        schema["foreignKeys"] = [
            {
                "fields": [field],
                "reference": {
                    "resource": f"{NAME}-{other}.csv",
                    "fields": [_KEYS[other]],
                },
            }
        ]
    return schema


def describe_dataset(part: Atlas, files: Mapping[str, tuple[bytes, str, str]]) -> _Json:
    """Describe the same as a schema.org dataset, for search engines and catalogues."""
    days = sorted({document.geography_on.isoformat() for document in part.documents})
    bounds = _bounds(part)
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": "Accord Atlas",
        "description": DESCRIPTION,
        "version": cite_atlas().version,
        "creator": {"@type": "Organization", "name": AUTHOR},
        "license": [path for _, _, path in _LICENCES],
        "creditText": render_notice(part),
        "citation": to_text(cite_atlas()),
        "isAccessibleForFree": True,
        "inLanguage": ["en", "vi", "km"],
        "keywords": ["gazetteer", "agreements", "Cambodia", "Viet Nam", "Mekong"],
        "temporalCoverage": "/".join(dict.fromkeys([days[0], days[-1]]))
        if days
        else "",
        **(
            {
                "spatialCoverage": {
                    "@type": "Place",
                    "geo": {"@type": "GeoShape", "box": bounds},
                }
            }
            if bounds
            else {}
        ),
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "name": document.title,
                "publisher": {"@type": "Organization", "name": document.publisher},
                "identifier": name_text(document),
                **({"url": document.url} if document.url else {}),
            }
            for document in part.documents
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": title,
                "contentUrl": path,
                "encodingFormat": media_type,
                "contentSize": f"{len(content)} B",
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            for path, (content, media_type, title) in files.items()
        ],
    }


def _bounds(part: Atlas) -> str:
    """Give south, west, north and east of what is drawn, as schema.org orders them."""
    drawn = [f.version.geometry for f in part.features]
    boxes = [shape.bounds for shape in drawn if shape is not None]
    if not boxes:
        return ""
    west, south = min(b[0] for b in boxes), min(b[1] for b in boxes)
    east, north = max(b[2] for b in boxes), max(b[3] for b in boxes)
    return f"{south:.4f} {west:.4f} {north:.4f} {east:.4f}"

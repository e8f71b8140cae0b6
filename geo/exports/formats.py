"""The formats of the exports: what each is for, and who writes it.

A writer is loaded when it is asked for: some of their libraries take their time.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.exports.titles import EVERYTHING
from geo.wording.messages import N_

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.exports.titles import Chosen
    from geo.exports.writing import Writer
    from geo.model import AgreementType


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that the atlas can be taken along in."""

    slug: str
    title: str
    suffix: str
    media_type: str
    what_for: str
    """One sentence for the download area."""
    counted: str
    """What the writer's count counts."""
    writer: str
    """Module and function."""


_EVERY = (
    Format(
        slug="html",
        title=N_("One HTML file"),
        suffix=".html",
        media_type="text/html",
        what_for=N_(
            "The map with its passages and tables; opens from a disk or an "
            "e-mail without the internet, and can be embedded."
        ),
        counted="marks",
        writer="html_page.write_html",
    ),
    Format(
        slug="png",
        title=N_("PNG picture"),
        suffix=".png",
        media_type="image/png",
        what_for=N_(
            "The map with legend, scale and attribution, for a page or slides."
        ),
        counted="marks",
        writer="picture.write_png",
    ),
    Format(
        slug="svg",
        title=N_("SVG picture"),
        suffix=".svg",
        media_type="image/svg+xml",
        what_for=N_("The same picture to be edited or printed at any size."),
        counted="marks",
        writer="picture.write_svg",
    ),
    Format(
        slug="print",
        title=N_("Print view"),
        suffix=".html",
        media_type="text/html",
        what_for=N_(
            "Map, legend and numbered citations on A4; print it, or save a PDF."
        ),
        counted="agreements",
        writer="print_view.write_print",
    ),
    Format(
        slug="pdf",
        title="PDF",
        suffix=".pdf",
        media_type="application/pdf",
        what_for=N_(
            "A sheet of A4 for each type and each pair: its map, its quotations, "
            "its permalink."
        ),
        counted="agreements",
        writer="pdf_sheets.write_pdf",
    ),
    Format(
        slug="geojson",
        title="GeoJSON",
        suffix=".geojson",
        media_type="application/geo+json",
        what_for=N_("Places and pairs with their quotations, for web maps and GIS."),
        counted="features",
        writer="geojson.write_geojson",
    ),
    Format(
        slug="gpkg",
        title="GeoPackage",
        suffix=".gpkg",
        media_type="application/geopackage+sqlite3",
        what_for=N_(
            "Layers in the atlas's colours, with all records as tables, for QGIS."
        ),
        counted="features",
        writer="geopackage.write_gpkg",
    ),
    Format(
        slug="geoparquet",
        title="GeoParquet",
        suffix=".parquet",
        media_type="application/vnd.apache.parquet",
        what_for=N_("The features as columns, for DuckDB, Python and R."),
        counted="features",
        writer="geoparquet.write_geoparquet",
    ),
    Format(
        slug="kml",
        title="KML",
        suffix=".kml",
        media_type="application/vnd.google-earth.kml+xml",
        what_for=N_("Folders by agreement type with popups, for globes."),
        counted="placemarks",
        writer="kml.write_kml",
    ),
    Format(
        slug="csv",
        title=N_("CSV tables"),
        suffix=".csv",
        media_type="text/csv",
        what_for=N_(
            "Mentions, and beside them agreements, quotations and places, for "
            "spreadsheets."
        ),
        counted="mentions",
        writer="csv_files.write_csv",
    ),
    Format(
        slug="xlsx",
        title=N_("Workbook"),
        suffix=".xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        what_for=N_(
            "Agreements, quotations, places and mentions as sheets, names beside "
            "ids, for Excel and LibreOffice."
        ),
        counted="agreements",
        writer="workbook.write_xlsx",
    ),
    Format(
        slug="ics",
        title="iCalendar",
        suffix=".ics",
        media_type="text/calendar",
        what_for=N_("What is due, and what the texts date, as days of a calendar."),
        counted="events",
        writer="calendar_files.write_ics",
    ),
    Format(
        slug="annotations",
        title="Web Annotations",
        suffix=".jsonld",
        media_type="application/ld+json",
        what_for=N_(
            "Mentions and quotations that point into the texts (W3C), for "
            "annotation tools."
        ),
        counted="annotations",
        writer="annotations.write_annotations",
    ),
    Format(
        slug="lpf",
        title="Linked Places",
        suffix=".lpf.json",
        media_type="application/geo+json",
        what_for=N_(
            "The gazetteer with dates and citations, for gazetteers such as the "
            "World Historical Gazetteer."
        ),
        counted="places",
        writer="linked_places.write_lpf",
    ),
    Format(
        slug="bibtex",
        title="BibTeX",
        suffix=".bib",
        media_type="application/x-bibtex",
        what_for=N_(
            "Citations of the texts, agreements and places, for LaTeX and Zotero."
        ),
        counted="citations",
        writer="citing.write_bibtex",
    ),
    Format(
        slug="ris",
        title="RIS",
        suffix=".ris",
        media_type="application/x-research-info-systems",
        what_for=N_("The same citations for Zotero, EndNote and Mendeley."),
        counted="citations",
        writer="citing.write_ris",
    ),
    Format(
        slug="csl",
        title="CSL-JSON",
        suffix=".csl.json",
        media_type="application/vnd.citationstyles.csl+json",
        what_for=N_("The same citations for citation processors."),
        counted="citations",
        writer="citing.write_csl",
    ),
    Format(
        slug="bundle",
        title=N_("Everything"),
        suffix=".zip",
        media_type="application/zip",
        what_for=N_(
            "All formats with checksums, licences and a data package, to be kept."
        ),
        counted="files",
        writer="bundle.write_bundle",
    ),
)
FORMATS = MappingProxyType({form.slug: form for form in _EVERY})
"""By slug, in the order of the download area."""


def write(
    slug: str,
    atlas: Atlas,
    path: Path,
    *,
    types: Collection[AgreementType] | None = None,
    whole_texts: bool = False,
    lang: str = "en",
    chosen: Chosen = EVERYTHING,
    page: str = "",
) -> int:
    """Write an atlas in a format and give the count that the format counts.

    Parameters
    ----------
    slug
        Of the format.
    atlas, path
        What is written, and where to.
    types
        ``None`` for all of them.
    whole_texts
        Carry whole texts, where the format carries passages.
    lang
        Of the names, where the format shows them in one language.
    chosen
        The filter in words, where it is more than types: the file's title says it.
    page
        The address of the page that shows the atlas, for permalinks.

    Raises
    ------
    UsageError
        There is no such format, or the file cannot be written.
    """
    if slug not in FORMATS:
        msg = f"No format is called {slug!r}; expected one of {', '.join(FORMATS)}."
        raise UsageError(msg)
    form = FORMATS[slug]
    module, _, function = form.writer.partition(".")
    writer: Writer = getattr(import_module(f"geo.exports.{module}"), function)
    return writer(
        atlas,
        path,
        types=types,
        whole_texts=whole_texts,
        lang=lang,
        chosen=chosen,
        page=page,
    )

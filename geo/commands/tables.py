"""The command `tables`: a collection as Parquet, for other engines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.collections.sources import AtlasSource, ProjectSource
from geo.exports.parquet_tables import write_tables
from geo.places.gazetteer import read_gazetteer
from geo.review.projects import read_reviewed_atlas

if TYPE_CHECKING:
    import argparse

    from geo.collections.sources import Source


def add_tables(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command to those of the command line."""
    command = commands.add_parser(
        "tables",
        help="all of a collection as Parquet tables, for DuckDB, GeoPandas and Spark",
        description="Documents, passages, mentions, agreements, evidence and places as "
        "six tables with the columns of the field list, written a text at a time; "
        "places.parquet is GeoParquet.",
    )
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="DIR", help="their folder"
    )
    command.set_defaults(run=run_tables)


def run_tables(options: argparse.Namespace) -> int:
    """Write the tables, and say how many rows each has."""
    source: Source
    if options.project is None:
        source = AtlasSource(read_reviewed_atlas(options.data))
    else:
        gazetteer = read_gazetteer(options.data / "gazetteer")
        source = ProjectSource(options.project, gazetteer)
    entries = (source.read(name) for name in source.stamps())
    counts = write_tables(entries, source.gazetteer, options.output)
    said = ", ".join(f"{count} {name}" for name, count in counts.items())
    print(f"{options.output}: {said}")
    return 0

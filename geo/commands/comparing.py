"""The command `compare`: what of one text stands in another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.agreements.comparing import Side, compare
from geo.commands.output import complain, to_json
from geo.errors import DocumentError, UsageError
from geo.intake.reading import LARGEST_BYTES, read_file
from geo.places.geoparsing import Geoparser
from geo.projects.bringing import (
    bring,
    decide_day,
    find_day,
    make_id,
    make_source,
    say_day,
    take_day,
)
from geo.projects.changing import list_ids
from geo.review.projects import open_text, read_reviewed_atlas

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from geo.agreements.comparing import Commitment, Compared
    from geo.atlas import Atlas

_LONGEST_SHOWN = 160


def add_compare(
    commands: argparse._SubParsersAction[Any], day: Callable[[str], dt.date]
) -> None:
    """Add the command to those of the command line.

    Parameters
    ----------
    commands
        Where it is added.
    day
        Reads the value of an option that is a day.
    """
    command = commands.add_parser(
        "compare",
        help="what two texts commit to: kept, reworded, new, dropped",
        description="What two texts commit to, one line a commitment: kept, reworded "
        "(with the words that differ, and whether it binds more or less), new, "
        "dropped. Texts in two languages are set side by side by the numbers of their "
        "passages, their places and figures.",
    )
    for name, which in (("first", "the earlier"), ("second", "the later")):
        command.add_argument(
            name,
            metavar=name[0].upper() if name == "first" else "B",
            help=f"{which} text: a file, or the id of a text of the project or shipped",
        )
    command.add_argument(
        "--on", type=day, help="whose borders hold for files that state no day"
    )
    command.add_argument("--json", action="store_true", help="one object a line")
    command.set_defaults(run=run_compare)


def run_compare(options: argparse.Namespace) -> int:
    """Compare two texts and print a line for each commitment."""
    atlas = read_reviewed_atlas(options.data)
    geoparser = Geoparser(atlas.gazetteer)
    sides = [
        _find_side(name, options, atlas, geoparser)
        for name in (options.first, options.second)
    ]
    for line in compare(*sides):
        print(to_json(to_record(line)) if options.json else _say(line))
    return 0


def _find_side(
    name: str, options: argparse.Namespace, atlas: Atlas, geoparser: Geoparser
) -> Side:
    """Find a text by the id of a project's or a shipped one, or read its file."""
    project: Path | None = options.project
    if project is not None and name in list_ids(project):
        text = open_text(project, name, atlas.gazetteer)
        return Side(
            document=text.document, mentions=text.mentions, agreements=text.agreements
        )
    document = atlas.document(name)
    if document is not None:
        return Side(
            document=document,
            mentions=atlas.mentions[name],
            agreements=atlas.agreements,
        )
    if Path(name).is_file():
        return _read_side(Path(name), options.on, geoparser)
    known = (*(list_ids(project) if project else ()), *(d.id for d in atlas.documents))
    msg = (
        f"There is no file {name!r} and no text of that id; expected a file or one of "
        f"{', '.join(known[:20])}{' …' if len(known) > 20 else ''}."
    )
    raise UsageError(msg)


def _read_side(path: Path, on: dt.date | None, geoparser: Geoparser) -> Side:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror})."
        raise DocumentError(msg) from error
    intake = read_file(path.name, content)
    choice = find_day(intake)
    day = decide_day(choice, on)
    if day is None and choice.candidates:
        day = take_day(choice.candidates[0])
        complain(f"{path}: {choice.sentence} Taken for now: {day.day}.")
    text = bring(
        intake,
        make_source(path.name, content, intake),
        day or say_day(dt.datetime.now(tz=dt.UTC).date()),
        geoparser,
        document_id=make_id(path.name),
    )
    return Side(
        document=text.document, mentions=text.mentions, agreements=text.agreements
    )


def to_record(line: Compared) -> dict[str, Any]:
    """Give a line as one object."""
    one = line.before or line.after
    kind = one.type if one else None
    return {
        "change": line.change.value,
        "score": line.score,
        "turn": line.turn,
        "type": kind.value if kind else None,
        "before": _to_record(line.before),
        "after": _to_record(line.after),
        "differences": [
            {"before": each.before, "after": each.after} for each in line.differences
        ],
    }


def _to_record(one: Commitment | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "document": one.document_id,
        "passage": one.passage_id,
        "quote": one.quote,
        "start": one.start,
        "end": one.end,
        "firmness": one.firmness.value,
        "places": list(one.places),
        "agreement": one.agreement.id if one.agreement else None,
    }


def _say(line: Compared) -> str:
    quotes = (_shorten(one.quote) if one else "" for one in (line.before, line.after))
    differences = "; ".join(
        f"{each.before or '–'} → {each.after or '–'}" for each in line.differences
    )
    return "\t".join(
        (line.change.value, f"{line.score:.2f}", line.turn, *quotes, differences)
    )


def _shorten(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"

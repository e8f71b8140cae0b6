"""The command `find`: the questions of the page, asked of a collection's store."""

from __future__ import annotations

from dataclasses import asdict
from enum import Enum
from typing import TYPE_CHECKING, Any

from geo.collections.asking import Asked
from geo.collections.collection import PAGE, collect, open_collection
from geo.commands.output import to_json
from geo.model import AgreementType, Status
from geo.places.gazetteer import read_gazetteer
from geo.review.projects import read_reviewed_atlas

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping

    from geo.collections.collection import Collection

_WHAT = ("passages", "texts", "agreements", "mentions", "pairs", "provinces", "counts")
_LONGEST_SHOWN = 120


def add_find(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command to those of the command line."""
    command = commands.add_parser(
        "find",
        help="what a collection holds of some words, types, countries, years or places",
        description="Asks the store of a project, or of the shipped texts: passages "
        "that have some words, texts, agreements, mentions, pairs counted by their "
        "ends, provinces with what is said of them, or the counts of all that. Options "
        "given several times mean one or another.",
    )
    command.add_argument("words", nargs="?", default="", help="in any spelling")
    command.add_argument("--what", choices=_WHAT, default="passages")
    for name, values in (
        ("type", [t.value for t in AgreementType]),
        ("status", [s.value for s in Status]),
    ):
        command.add_argument(
            f"--{name}", action="append", choices=values, default=[], metavar="SLUG"
        )
    for name, help_ in (
        ("country", "of which a party is, by its English name"),
        ("language", "of the text, such as en or vi"),
        ("place", "the id of a place, or of a province for all that lies in it"),
        ("text", "the id of a text"),
    ):
        command.add_argument(
            f"--{name}", action="append", default=[], metavar="NAME", help=help_
        )
    command.add_argument("--from", type=int, dest="first_year", metavar="YEAR")
    command.add_argument("--to", type=int, dest="last_year", metavar="YEAR")
    command.add_argument(
        "--first", type=int, default=0, metavar="N", help="how many are passed over"
    )
    command.add_argument("--most", type=int, default=PAGE, metavar="N")
    command.add_argument("--json", action="store_true", help="one object a line")
    command.set_defaults(run=run_find)


def run_find(options: argparse.Namespace) -> int:
    """Answer, one row a line; 1 where nothing is found."""
    rows = list(_ask(_open(options), options))
    for row in rows:
        print(to_json(row) if options.json else _say(row))
    return 0 if rows else 1


def _open(options: argparse.Namespace) -> Collection:
    if options.project is None:
        return collect(read_reviewed_atlas(options.data))
    gazetteer = read_gazetteer(options.data / "gazetteer")
    return open_collection(options.project, options.data, gazetteer)


def _ask(
    collection: Collection, options: argparse.Namespace
) -> Iterable[dict[str, Any]]:
    asked = Asked(
        words=options.words,
        types=tuple(map(AgreementType, options.type)),
        statuses=tuple(map(Status, options.status)),
        countries=tuple(options.country),
        languages=tuple(options.language),
        documents=tuple(options.text),
        places=tuple(options.place),
        first_year=options.first_year,
        last_year=options.last_year,
    )
    some = {"first": max(0, options.first), "most": max(0, options.most)}
    match options.what:
        case "counts":
            yield _plain(asdict(collection.count(asked)))
            for name, counts in asdict(collection.facets(asked)).items():
                yield {name: _plain(counts)}
            return
        case "pairs":
            found: Iterable[Any] = collection.pairs(asked)
        case "provinces":
            found = collection.units(asked)
        case "texts":
            found = collection.texts(asked, **some).rows
        case "agreements":
            found = collection.agreements(asked, **some).rows
        case "mentions":
            found = collection.mentions(asked, **some).rows
        case _:
            found = collection.passages(asked, **some).rows
    yield from (_plain(asdict(row)) for row in found)


def _plain(values: Mapping[Any, Any]) -> dict[str, Any]:
    """Give values as JSON can hold them, types and statuses by their slugs."""
    return {_value(key): _value(value) for key, value in values.items()}


def _value(value: Any) -> Any:  # noqa: ANN401 - whatever an answer holds
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return _plain(value)
    return value


def _say(row: Mapping[str, Any]) -> str:
    cells = []
    for value in row.values():
        if isinstance(value, dict):
            cells.append(", ".join(f"{k} {n}" for k, n in value.items()))
        elif isinstance(value, tuple | list):
            cells.append(", ".join(map(str, value)))
        else:
            words = " ".join(str(value).split())
            cells.append(
                words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"
            )
    return "\t".join(cells)

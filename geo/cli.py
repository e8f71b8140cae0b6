"""The command line: every command of ``python -m geo``.

Results go to standard output, errors in one line to standard error. The exit status
is 0, 1 for "not found" or "check failed", 2 for bad input.
"""

from __future__ import annotations

import argparse
import datetime as dt
import fnmatch
import io
import os
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from tqdm import tqdm

from geo.agreements.evaluating import (
    evaluate_proposals,
    read_gold_proposals,
    render_proposals_report,
)
from geo.agreements.register import check_verified
from geo.agreements.rule_counts import count_rules, render_rules
from geo.atlas import read_atlas
from geo.checks import (
    check_coverage,
    check_digests,
    check_geometries,
    check_ids,
    find_change_days,
    write_ledger,
)
from geo.commands.comparing import add_compare
from geo.commands.finding import add_find
from geo.commands.output import complain as _complain
from geo.commands.output import to_json as _to_json
from geo.commands.reviewing import (
    add_review_commands,
    open_reviewed,
    tell_lost,
)
from geo.commands.tables import add_tables
from geo.commands.workers import add_workers, keep_store, open_readers
from geo.errors import DocumentError, GeoError, OnlineError, UsageError
from geo.exports.credits import render_doubt
from geo.exports.field_list import render_fields
from geo.exports.files import is_stream
from geo.exports.formats import FORMATS, write
from geo.exports.prov import write_prov
from geo.exports.selection import select
from geo.fields import Family, flatten, to_record
from geo.intake.own_text import OwnText, read_with_offsets
from geo.intake.reading import LARGEST_BYTES
from geo.libraries import list_libraries
from geo.model import AgreementType, Mention
from geo.places.evaluation import (
    evaluate,
    render_report,
    render_slips,
    render_texts,
)
from geo.places.gazetteer import Gazetteer, read_gazetteer
from geo.places.geocoding import Candidate, Geocoder
from geo.places.geoparsing import Geoparser
from geo.projects.bringing import build_project_atlas
from geo.projects.days import add_asked, read_days, write_days
from geo.projects.finding import find_files
from geo.projects.folders import Outcome, read_files
from geo.projects.managing import remove, rename
from geo.review.gold import list_reviewed, write_gold
from geo.review.projects import read_reviewed_atlas, rename_in_ledgers
from geo.review.writers import allow_editing
from geo.shipped import app_script, data_folder
from geo.text.documents import make_document, read_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from geo.atlas import Atlas
    from geo.intake.dates import DayChoice
    from geo.model import Document
    from geo.places.online import OnlineAnswer
    from geo.projects.days import DayRow

_OK, _FAILED, _BAD_INPUT = 0, 1, 2
_MOST_CANDIDATES = 5
_PROV = "prov"
"""Who decided what: of a project as its readers see it, not of what is drawn."""
_STANDARD_INPUT = Path("-")
_TYPES = tuple(agreement_type.value for agreement_type in AgreementType)
_INTERRUPTED = 130
"""What a shell expects of a command that was ended with Ctrl+C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    _let_streams_take_any_letter()
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        if sys.stdout is not None:
            sys.stdout.flush()
    except GeoError as error:
        _complain(str(error))
        return _FAILED if options.run is _check else _BAD_INPUT
    except BrokenPipeError:
        # Whoever read has enough, as `head` has.
        _drop_output()
        return _OK
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        what = error.filename or "The output"
        _complain(f"{what}: cannot be read or written ({error.strerror}).")
        _drop_output()
        return _BAD_INPUT
    return status


def _let_streams_take_any_letter() -> None:
    """Escape what the console or the file cannot hold, as Python does."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that the end is quiet."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with a command, and where its options stand."""

    def error(self, message: str) -> NoReturn:
        """End with exit status 2."""
        _complain(f"{self.prog}: {message}; see {self.prog} --help")
        raise SystemExit(_BAD_INPUT)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="accord-atlas",
        description="From diplomatic text to a cited map.",
    )
    parser.add_argument(
        "--version", action="version", version=f"accord-atlas {version('accord-atlas')}"
    )
    _add_where(parser, data=data_folder(), project=None)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser(
        "check", help="verify every quotation, offset and geometry"
    )
    check.add_argument(
        "--accept", action="store_true", help="accept every record as it stands now"
    )
    check.set_defaults(run=_check)

    agreements = commands.add_parser("agreements", help="the register of agreements")
    agreements.add_argument("--type", choices=_TYPES, metavar="TYPE")
    agreements.add_argument("--json", action="store_true", help="one object a line")
    agreements.set_defaults(run=_agreements)

    parse = commands.add_parser(
        "parse",
        help="the mentions of places in any text",
        description="The mentions of places in any text. Offsets count code points: of "
        "the file itself where it is a plain text in UTF-8, else of the text as it was "
        "read from the file, which is said; --raw counts in the file's own text.",
    )
    parse.add_argument("file", type=Path, help="of any format; - for standard input")
    parse.add_argument(
        "--on", type=_day, help="whose borders hold; today's if left out"
    )
    parse.add_argument("--json", action="store_true", help="one object a line")
    _add_how(parse)
    parse.add_argument(
        "--raw",
        action="store_true",
        help="take the file's own text, tags and all, as it stands",
    )
    parse.set_defaults(run=_parse)

    _add_read(commands)

    geocode = commands.add_parser("geocode", help="the places that bear a name")
    geocode.add_argument("name")
    geocode.add_argument("--on", type=_day, help="the day; today if left out")
    geocode.add_argument("--json", action="store_true", help="one object a line")
    geocode.add_argument(
        "--online", action="store_true", help="ask Nominatim for an unknown name"
    )
    geocode.add_argument(
        "--cache",
        type=Path,
        metavar="DIR",
        help="what Nominatim answered; ~/.cache/accord-atlas if left out",
    )
    geocode.add_argument("--server", metavar="URL", help="a Nominatim of your own")
    geocode.set_defaults(run=_geocode)

    evaluate = commands.add_parser(
        "evaluate", help="score the mentions against those marked by reading"
    )
    evaluate.add_argument(
        "--gold",
        type=Path,
        default=Path("tests/gold"),
        help="folder of *.jsonl; its folder texts holds texts of its own",
    )
    evaluate.add_argument(
        "--only",
        nargs="+",
        default=[],
        metavar="TEXT",
        help="these texts and no others; 'vn-*' for all whose id begins so",
    )
    evaluate.add_argument(
        "--without", nargs="+", default=[], metavar="TEXT", help="leave texts out"
    )
    evaluate.add_argument(
        "--list", action="store_true", help="the texts, and nothing is read"
    )
    evaluate.add_argument(
        "--errors",
        action="store_true",
        help="every difference, a span found where nothing is marked among them",
    )
    evaluate.add_argument(
        "--rules",
        action="store_true",
        help="for each entry of the languages how often it fired, and was right",
    )
    evaluate.set_defaults(run=_evaluate)

    export = commands.add_parser("export", help="write the atlas in another format")
    export.add_argument("format", choices=sorted({*FORMATS, _PROV}))
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    export.add_argument(
        "--type",
        action="append",
        choices=_TYPES,
        metavar="TYPE",
        help="only agreements of this type; may be given several times",
    )
    export.add_argument(
        "--whole-texts",
        action="store_true",
        help="carry the whole texts, not only the passages that are cited",
    )
    export.add_argument(
        "--lang",
        choices=("en", "vi", "km"),
        default="en",
        help="of the names on a picture",
    )
    export.set_defaults(run=_export)

    add_compare(commands, _day)
    add_find(commands)
    add_tables(commands)
    _add_lists(commands)

    _add_serve(commands.add_parser("serve", help="open the dashboard"))
    _add_managing(commands)
    add_review_commands(commands)
    for command in commands.choices.values():
        # Without a default: what stood before the command holds.
        _add_where(command, data=argparse.SUPPRESS, project=argparse.SUPPRESS)
    return parser


def _add_lists(commands: argparse._SubParsersAction[_Parser]) -> None:
    fields = commands.add_parser(
        "fields", help="every field of a record and what it means, as Markdown"
    )
    fields.set_defaults(run=_fields)

    licences = commands.add_parser(
        "licences", help="every library that this runs on, with version and licence"
    )
    licences.add_argument("--json", action="store_true", help="one object a line")
    licences.set_defaults(run=_licences)


def _add_serve(serve: argparse.ArgumentParser) -> None:
    serve.add_argument("--host", default="localhost")
    serve.add_argument("--port", type=int, default=8501)
    serve.add_argument("--base-path", default="", help="when it is not at the root")
    serve.add_argument(
        "--public-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a name that readers elsewhere open it under, such as that of a proxy; "
        "may be given several times",
    )
    serve.add_argument(
        "--edit",
        action="store_true",
        help="keep what readers decide in the project, or beside the documents",
    )
    serve.add_argument(
        "--sign-in-header",
        default="",
        metavar="NAME",
        help="with --edit, what a proxy before the server says of who signed in, such "
        "as X-Forwarded-User; it has to take out what a browser sends of that name",
    )
    serve.add_argument(
        "--allow-framing",
        action="append",
        default=[],
        metavar="ORIGIN",
        help="a page that may show the map within it, such as https://news.example, "
        "or * for any; may be given several times",
    )
    serve.set_defaults(run=_serve)


def _add_read(commands: argparse._SubParsersAction[_Parser]) -> None:
    read = commands.add_parser(
        "read", help="read a text, or a folder of texts, into a project"
    )
    read.add_argument("path", type=Path, help="a file, or a folder of files")
    read.add_argument(
        "-o", "--output", type=Path, required=True, metavar="DIR", help="the project"
    )
    read.add_argument(
        "--on", type=_day, help="whose borders hold; the text's own date if left out"
    )
    read.add_argument(
        "--dates",
        type=Path,
        metavar="FILE.csv",
        help="the days of single files, in columns file and date; texts whose day is "
        "not sure are added to it, to be filled in",
    )
    read.add_argument(
        "--again",
        action="store_true",
        help="read what is known again too, and what was removed; what was changed "
        "by hand is kept",
    )
    add_workers(read)
    _add_how(read)
    read.set_defaults(run=_read)


def _add_managing(
    commands: argparse._SubParsersAction[_Parser],
) -> None:
    rename = commands.add_parser("rename", help="give a text of a project another id")
    rename.add_argument("text", metavar="ID", help="as `agreements` and `read` name it")
    rename.add_argument("new", metavar="NEW", help="of a to z, 0 to 9 and dashes")
    rename.set_defaults(run=_rename)
    remove = commands.add_parser(
        "remove", help="take a text out of a project, and set it aside"
    )
    remove.add_argument("text", metavar="ID")
    remove.set_defaults(run=_remove)


def _add_where(
    parser: argparse.ArgumentParser, *, data: object, project: object
) -> None:
    parser.add_argument("--data", type=Path, default=data, help="another data folder")
    parser.add_argument(
        "--project",
        type=Path,
        default=project,
        metavar="DIR",
        help="a project of your own texts, in place of the shipped documents",
    )


def _add_how(command: argparse.ArgumentParser) -> None:
    """Let a command be told how a file is to be read."""
    command.add_argument(
        "--encoding",
        default="",
        metavar="NAME",
        help="of the file's bytes, such as windows-1258, gb18030, tcvn3, vni or "
        "viscii; found out if left out",
    )
    command.add_argument(
        "--whole",
        action="store_true",
        help="read menus, teasers and the like around a text with it",
    )


def _open(options: argparse.Namespace) -> Atlas:
    """Read the atlas of the data folder, or that of a project, verified."""
    if options.project is None:
        return read_reviewed_atlas(options.data)
    opened = open_reviewed(options)
    for sentence in opened.told:
        _complain(sentence)
    return build_project_atlas(opened.state.texts, opened.gazetteer)


def _check(options: argparse.Namespace) -> int:
    if options.project is not None:
        return _check_project(options)
    if not options.accept:
        check_ids(options.data)
    atlas = read_reviewed_atlas(options.data)
    check_verified(atlas.agreements, atlas.documents)
    geometries = check_geometries(atlas.gazetteer)
    records = 0 if options.accept else check_digests(options.data)
    read_on = {document.geography_on for document in atlas.documents}
    days = sorted(read_on.union(find_change_days(atlas.gazetteer)))
    check_coverage(atlas.gazetteer, days)
    if options.accept:
        records = write_ledger(options.data)
    passages = sum(len(document.passages) for document in atlas.documents)
    quotations = sum(len(agreement.evidence) for agreement in atlas.agreements)
    mentions = len(atlas.all_mentions)
    whole = sum(agreement.firmness is not None for agreement in atlas.agreements)
    print(
        f"{len(atlas.documents)} documents, {passages} passages, {mentions} mentions; "
        f"{len(atlas.agreements)} agreements ({len(atlas.mapped)} mapped, "
        f"{len(atlas.listed)} listed) with {quotations} quotations, each at its "
        f"offsets, and {whole} promises taken whole; "
        f"{len(atlas.gazetteer)} places with {geometries} geometries, all valid; the "
        f"provinces of both countries tile, vertex by vertex, on "
        f"{', '.join(map(str, days))}; {records} records as accepted."
    )
    return _OK


def _check_project(options: argparse.Namespace) -> int:
    if options.accept:
        msg = "A project has nothing to accept: leave out --accept."
        raise UsageError(msg)
    atlas = _open(options)
    passages = sum(len(document.passages) for document in atlas.documents)
    mentions = atlas.all_mentions
    verified = sum(not agreement.is_proposed for agreement in atlas.agreements)
    said = f"{verified} of them" if verified else "none is"
    print(
        f"{len(atlas.documents)} documents, {passages} passages; {len(mentions)} "
        f"mentions ({sum(m.place_id is None for m in mentions)} without a place, "
        f"{sum(bool(m.place_id) and not m.is_sure for m in mentions)} not sure of it) "
        f"and {len(atlas.agreements)} proposed agreements ({len(atlas.mapped)} mapped, "
        f"{len(atlas.listed)} listed), each at its offsets; {said} verified."
    )
    return _OK


def _agreements(options: argparse.Namespace) -> int:
    atlas = _open(options)
    for agreement in atlas.agreements:
        if options.type in {None, agreement.type.value}:
            record = to_record(agreement, Family.JSON)
            print(
                _to_json(record)
                if options.json
                else f"{agreement.id}\t{agreement.type}\t{agreement.status}\t"
                f"{agreement.title}"
            )
    return _OK


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        msg = f"{text!r} is not a date; expected one such as 2026-02-06"
        raise argparse.ArgumentTypeError(msg) from error


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


def _parse(options: argparse.Namespace) -> int:
    on = options.on or _today()
    gazetteer = read_gazetteer(options.data / "gazetteer")
    found = _read_own(options)
    document = make_document(options.file.stem, found.text, on)
    start, end = found.aside
    for mention in Geoparser(gazetteer).parse(document):
        if start <= mention.start < end:
            continue
        record = _to_mention(mention, gazetteer, on)
        record["offsets"] = "file" if found.is_own else "reading"
        print(
            _to_json(record)
            if options.json
            else f"{mention.passage_id}\t{mention.start}\t{mention.exact}\t"
            f"{mention.role}\t{mention.place_id or '?'}\t{mention.score:.2f}\t"
            f"{mention.evidence}"
        )
    return _OK


def _read_own(options: argparse.Namespace) -> OwnText:
    """Read the file to be parsed, and say what was done to it."""
    name = "standard input" if options.file == _STANDARD_INPUT else options.file.name
    found = read_with_offsets(
        name,
        _read_bytes(options.file),
        encoding=options.encoding,
        whole=options.whole,
        raw=options.raw,
    )
    for note in found.notes:
        _complain(f"{name}: {note}")
    return found


def _read_bytes(path: Path) -> bytes:
    """Read a file or standard input, but no further than a text may be large."""
    if path == _STANDARD_INPUT:
        return sys.stdin.buffer.read(LARGEST_BYTES + 1)
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror})."
        raise DocumentError(msg) from error


def _to_mention(mention: Mention, gazetteer: Gazetteer, on: dt.date) -> dict[str, Any]:
    place = gazetteer[mention.place_id] if mention.place_id else None
    version = place.on(on) if place else None
    return {
        **to_record(mention, Family.JSON),
        "name": place.names.en if place else None,
        "lon": version.lon if version else None,
        "lat": version.lat if version else None,
        "radius_m": version.radius_m if version else None,
        "sure": mention.is_sure,
    }


def _read(options: argparse.Namespace) -> int:
    files = find_files(options.path, options.output)
    rows = read_days(options.dates) if options.dates else ()
    days = {row.file: row.date for row in rows if row.date is not None}
    for name in days.keys() - files.keys():
        sys.stderr.write(f"{options.dates}: there is no file {name!r} to read.\n")
    counts = Counter[Outcome]()
    asked: dict[str, DayChoice] = {}
    with open_readers(options) as readers, keep_store(options, _complain) as keep:
        reading = read_files(
            files,
            options.output,
            readers,
            options.on,
            days,
            again=options.again,
            encoding=options.encoding,
            whole=options.whole,
            tell=_complain,
        )
        # Drawn on standard error, and only where somebody looks.
        for file in tqdm(reading, total=len(files), unit="text", disable=None):
            counts[file.outcome] += 1
            keep(file)
            if file.sentence and file.choice is None:
                tqdm.write(file.sentence, file=sys.stderr)
            if file.choice is not None:
                asked[file.name] = file.choice
    said = (
        f"{options.output}: {counts[Outcome.READ]} read, {counts[Outcome.KNOWN]} "
        f"known already, {counts[Outcome.REFUSED]} refused"
        + (f", {len(asked)} without a sure day" if asked else "")
    )
    if counts[Outcome.REMOVED]:
        said += f", {counts[Outcome.REMOVED]} removed before and left out"
    print(said)
    if counts[Outcome.READ]:
        tell_lost(options)
    _ask_for_days(asked, rows, options)
    return _BAD_INPUT if counts[Outcome.REFUSED] or asked else _OK


def _rename(options: argparse.Namespace) -> int:
    project = _need_project(options)
    gazetteer = read_gazetteer(options.data / "gazetteer")
    rename(project, options.text, options.new, gazetteer, _complain)
    rename_in_ledgers(project, options.text, options.new)
    print(f"{project}: {options.text} is {options.new} now")
    return _OK


def _remove(options: argparse.Namespace) -> int:
    project = _need_project(options)
    aside = remove(project, options.text, _complain)
    print(
        f"{project}: {options.text} is removed, and only read again with --again; as "
        f"it was, it lies in {aside}"
    )
    return _OK


def _need_project(options: argparse.Namespace) -> Path:
    if options.project is None:
        msg = "The shipped documents stay as they are; name a project with --project."
        raise UsageError(msg)
    project: Path = options.project
    return project


def _ask_for_days(
    asked: Mapping[str, DayChoice],
    rows: Iterable[DayRow],
    options: argparse.Namespace,
) -> None:
    """List the texts that need a day, and write them into the table, if any."""
    for name, choice in asked.items():
        sys.stderr.write(f"{name}: {choice.sentence}\n")
        for date in choice.candidates[:_MOST_CANDIDATES]:
            sys.stderr.write(f"    {date.day}  “{date.words}”, {date.reason}\n")
    if not asked:
        return
    if options.dates:
        write_days(options.dates, add_asked(rows, asked))
        how = f"Fill in the column date of {options.dates}, and read them again."
    else:
        how = (
            "Say whose borders hold with --on DATE, or with --dates FILE.csv, which "
            "lists them to be filled in."
        )
    sys.stderr.write(f"{how}\n")


def _geocode(options: argparse.Namespace) -> int:
    on = options.on or _today()
    gazetteer = read_gazetteer(options.data / "gazetteer")
    geocoder = Geocoder(gazetteer)
    try:
        found = _find(geocoder, options, on)
    except OnlineError as error:
        _complain(f"{_say_not_found(geocoder, options.name, on)} {error}")
        return _FAILED
    for candidate in found:
        record = _to_candidate(candidate)
        print(
            _to_json(record)
            if options.json
            else f"{record['place'] or record['attribution']}\t{record['name']}\t"
            f"{record['kind']}\t{record['lon']}\t{record['lat']}\t{record['score']}"
        )
    if found:
        return _OK
    _complain(_say_not_found(geocoder, options.name, on))
    return _FAILED


def _find(
    geocoder: Geocoder, options: argparse.Namespace, on: dt.date
) -> tuple[Candidate, ...] | tuple[OnlineAnswer, ...]:
    if not options.online:
        return geocoder.geocode(options.name, on)
    # Only who asks online pays for the import.
    from geo.places.nominatim import PUBLIC_SERVER  # noqa: PLC0415
    from geo.places.online import Nominatim, geocode_or_ask  # noqa: PLC0415

    cache = options.cache or Path.home() / ".cache" / "accord-atlas"
    online = Nominatim(cache, options.server or PUBLIC_SERVER)
    return geocode_or_ask(geocoder, online, options.name, on)


def _say_not_found(geocoder: Geocoder, name: str, on: dt.date) -> str:
    ended = ", ".join(place.id for place in geocoder.find_ended(name, on))
    nearest = ", ".join(geocoder.nearest_names(name))
    said = f"Nothing is called {name!r} on {on}."
    if ended:
        said += f" It was one on another day: {ended}."
    elif nearest:
        said += f" The nearest names are {nearest}."
    return said


def _to_candidate(candidate: Candidate | OnlineAnswer) -> dict[str, Any]:
    if not isinstance(candidate, Candidate):
        return _to_online(candidate)
    return {
        **flatten(candidate.place, Family.FEATURE),
        **flatten(candidate.version, Family.FEATURE),
        "score": candidate.score,
    }


def _to_online(answer: OnlineAnswer) -> dict[str, Any]:
    """Give an answer the fields of a candidate; its mark is the lack of a place."""
    return {
        "place": None,
        "name": answer.name,
        "kind": answer.kind,
        "lon": answer.lon,
        "lat": answer.lat,
        "radius_m": answer.radius_m,
        "valid_from": None,
        "valid_to": None,
        "source": answer.source,
        "score": answer.score,
        "iso3166_2": None,
        "basis": answer.basis,
        "confidence": answer.confidence.value,
        "licence": answer.licence,
        "attribution": answer.attribution,
        "asked_of": answer.asked_of,
        "asked_at": answer.asked_at.isoformat(timespec="seconds"),
    }


def _evaluate(options: argparse.Namespace) -> int:
    if options.project is None:
        return _score(options, partial(read_atlas, options.data))
    opened = open_reviewed(options)
    reviewed = list_reviewed(opened.state)
    if not reviewed:
        msg = (
            "No text is reviewed: about each of its mentions and proposals something "
            "has to be decided, and nobody may differ; see `accord-atlas review`."
        )
        raise UsageError(msg)
    with tempfile.TemporaryDirectory(prefix="accord-atlas-") as folder:
        write_gold(reviewed, Path(folder))
        options.gold = Path(folder)
        return _score(options, partial(build_project_atlas, (), opened.gazetteer))


def _score(options: argparse.Namespace, read: Callable[[], Atlas]) -> int:
    documents = _choose_texts(options)
    if not documents:
        msg = (
            f"{options.gold} has no texts that were marked by reading; run it in the "
            "source tree, or name with --gold a folder that has *.jsonl beside texts/."
        )
        raise UsageError(msg)
    if options.list:
        for document in documents:
            print(f"{document.id}\t{document.geography_on}\t{document.short_title}")
        return _OK
    atlas = read()
    geoparser = Geoparser(atlas.gazetteer)
    evaluation = evaluate(documents, options.gold, geoparser)
    print("Places other than countries; the last column counts countries too.")
    print(f"{render_texts(evaluation)}\n\n{render_report(evaluation.total)}")
    if options.errors and evaluation.slips:
        print(f"\n{render_slips(evaluation.slips)}")
    reports = []
    registered = [d for d in documents if d in atlas.documents]
    if registered:
        proposals = evaluate_proposals(
            registered,
            atlas.mentions,
            atlas.gazetteer,
            atlas.agreements,
            label="shipped",
        )
        reports.append(proposals)
        print(f"\n{render_proposals_report(proposals)}")
    marked = {
        document: read_gold_proposals(path, document, atlas.gazetteer)
        for document in documents
        if (path := options.gold / "proposals" / f"{document.id}.jsonl").is_file()
    }
    if marked:
        proposals = evaluate_proposals(
            marked,
            {document.id: geoparser.parse(document) for document in marked},
            atlas.gazetteer,
            [agreement for found in marked.values() for agreement in found],
            label="own texts",
            has_forms=False,
        )
        reports.append(proposals)
        print(f"\n{render_proposals_report(proposals)}")
    if options.rules:
        print(f"\n{render_rules(count_rules(evaluation.pairs, reports))}")
    return _OK


def _choose_texts(options: argparse.Namespace) -> tuple[Document, ...]:
    """Read the documents and the texts of the gold that have gold, by id."""
    found = {
        document.id: document
        for folder in (options.data / "documents", options.gold / "texts")
        for document in read_documents(folder)
        if (options.gold / f"{document.id}.jsonl").is_file()
    }
    for pattern in (*options.only, *options.without):
        if not fnmatch.filter(found, pattern):
            msg = (
                f"{options.gold} has no gold for {pattern!r}; "
                f"it has {', '.join(found) or 'none at all'}."
            )
            raise DocumentError(msg)
    return tuple(
        document
        for name, document in found.items()
        if _matches(name, options.only or ["*"]) and not _matches(name, options.without)
    )


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def _export(options: argparse.Namespace) -> int:
    if options.format == _PROV:
        return _export_decisions(options)
    atlas = _open(options)
    types = options.type and [AgreementType(slug) for slug in options.type]
    count = write(
        options.format,
        atlas,
        options.output,
        types=types,
        whole_texts=options.whole_texts,
        lang=options.lang,
    )
    # Into a pipe goes what was asked for and nothing else.
    told = sys.stderr if is_stream(options.output) else sys.stdout
    print(f"{options.output}: {count} {FORMATS[options.format].counted}", file=told)
    doubt = render_doubt(select(atlas, types))
    if doubt:
        print(doubt, file=told)
    return _OK


def _export_decisions(options: argparse.Namespace) -> int:
    if options.type:
        msg = "What readers decided is written whole: leave out --type."
        raise UsageError(msg)
    count = write_prov(open_reviewed(options).state, options.output)
    told = sys.stderr if is_stream(options.output) else sys.stdout
    print(f"{options.output}: {count} decisions", file=told)
    return _OK


def _fields(_: argparse.Namespace) -> int:
    print(render_fields(), end="")
    return _OK


def _licences(options: argparse.Namespace) -> int:
    for library in list_libraries("accord-atlas"):
        print(
            _to_json(asdict(library))
            if options.json
            else f"{library.name}\t{library.version}\t{library.licence}"
        )
    return _OK


def _serve(options: argparse.Namespace) -> int:
    editing = (
        allow_editing(options.host, options.public_host, options.sign_in_header)
        if options.edit
        else None
    )
    # Streamlit takes a second to import: only the dashboard pays for it.
    from geo.dashboard.serve import serve  # noqa: PLC0415

    serve(
        app_script(),
        options.data,
        host=options.host,
        port=options.port,
        base_path=options.base_path,
        project=options.project,
        browser=sys.stdout.isatty(),
        public_hosts=options.public_host,
        editing=editing,
        framed_by=options.allow_framing,
    )
    return _OK

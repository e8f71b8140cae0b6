"""The command line: every command of ``python -m geo``.

Results go to standard output, errors in one line to standard error. The exit status
is 0, 1 for "not found" or "check failed", 2 for bad input.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.atlas import Atlas, read_atlas
from geo.checks import check_digests, check_geometries, check_ids, write_ledger
from geo.errors import GeoError
from geo.exports.geojson import to_evidence, write_geojson
from geo.model import Agreement, AgreementType
from geo.shipped import app_script, data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_OK, _FAILED, _BAD_INPUT = 0, 1, 2
_EXPORTS: dict[str, Callable[[Atlas, Path], int]] = {"geojson": write_geojson}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except GeoError as error:
        sys.stderr.write(f"{error}\n")
        return _FAILED if options.run is _check else _BAD_INPUT
    except BrokenPipeError:
        sys.stderr.close()
        return _OK
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="accord-atlas",
        description="From diplomatic text to a cited map.",
    )
    parser.add_argument(
        "--data", type=Path, default=data_folder(), help="another data folder"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser(
        "check", help="verify every quotation, offset and geometry"
    )
    check.add_argument(
        "--accept", action="store_true", help="accept every record as it stands now"
    )
    check.set_defaults(run=_check)

    agreements = commands.add_parser("agreements", help="the register of agreements")
    agreements.add_argument("--type", choices=list(AgreementType), metavar="TYPE")
    agreements.add_argument("--json", action="store_true", help="one object a line")
    agreements.set_defaults(run=_agreements)

    export = commands.add_parser("export", help="write the atlas in another format")
    export.add_argument("format", choices=sorted(_EXPORTS))
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    export.set_defaults(run=_export)

    serve = commands.add_parser("serve", help="open the dashboard")
    serve.add_argument("--host", default="localhost")
    serve.add_argument("--port", type=int, default=8501)
    serve.add_argument("--base-path", default="", help="when it is not at the root")
    serve.set_defaults(run=_serve)
    return parser


def _check(options: argparse.Namespace) -> int:
    if not options.accept:
        check_ids(options.data)
    atlas = read_atlas(options.data)
    geometries = check_geometries(atlas.gazetteer)
    records = (write_ledger if options.accept else check_digests)(options.data)
    passages = sum(len(document.passages) for document in atlas.documents)
    quotations = sum(len(agreement.evidence) for agreement in atlas.agreements)
    mentions = sum(len(found) for found in atlas.mentions.values())
    print(
        f"{len(atlas.documents)} documents, {passages} passages, {mentions} mentions; "
        f"{len(atlas.agreements)} agreements ({len(atlas.mapped)} mapped, "
        f"{len(atlas.listed)} listed) with {quotations} quotations, each at its "
        f"offsets; {len(atlas.gazetteer)} places with {geometries} geometries, all "
        f"valid; {records} records as accepted."
    )
    return _OK


def _agreements(options: argparse.Namespace) -> int:
    atlas = read_atlas(options.data)
    for agreement in atlas.agreements:
        if options.type in {None, agreement.type.value}:
            record = _to_record(agreement)
            print(
                json.dumps(record, ensure_ascii=False)
                if options.json
                else f"{agreement.id}\t{agreement.type}\t{agreement.status}\t"
                f"{agreement.title}"
            )
    return _OK


def _to_record(agreement: Agreement) -> dict[str, Any]:
    return {
        "id": agreement.id,
        "type": agreement.type.value,
        "form": agreement.form.value,
        "title": agreement.title,
        "parties": list(agreement.parties),
        "promised_by": agreement.promised_by,
        "status": agreement.status.value,
        "status_words": agreement.status_words,
        "places": list(agreement.places),
        "pair": list(agreement.pair) if agreement.pair else None,
        "no_place_reason": agreement.no_place_reason,
        "dates": [
            {"date": d.date, "what": d.what, "words": d.words} for d in agreement.dates
        ],
        "editor_note": agreement.editor_note,
        "evidence": to_evidence(agreement),
    }


def _export(options: argparse.Namespace) -> int:
    atlas = read_atlas(options.data)
    count = _EXPORTS[options.format](atlas, options.output)
    print(f"{options.output}: {count} features")
    return _OK


def _serve(options: argparse.Namespace) -> int:
    # Streamlit takes a second to import: only the dashboard pays for it.
    from geo.dashboard.serve import serve  # noqa: PLC0415

    serve(
        app_script(),
        options.data,
        host=options.host,
        port=options.port,
        base_path=options.base_path,
        browser=sys.stdout.isatty(),
    )
    return _OK

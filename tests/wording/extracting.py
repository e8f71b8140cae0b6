"""Collecting the messages of the code: what ``make messages`` and its test run.

Python, templates and scripts are read by Babel; the labels of the closed lists in the
model are taken from the lists themselves.
"""

from __future__ import annotations

import ast
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from geo.model import NO_DATE_STATED, AgreementType, Firmness, Kind, Status
from geo.wording.catalogue import TEMPLATE, read_catalogue
from geo.wording.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

_GEO = Path(__file__).parents[2] / "geo"
_METHODS = [
    ("wording/values.py", "tests.wording.extracting:extract_python"),
    ("wording/sentences.py", "tests.wording.extracting:extract_python"),
    ("exports/formats.py", "tests.wording.extracting:extract_python"),
    ("dashboard/**.py", "tests.wording.extracting:extract_python"),
    ("maps/**.py", "tests.wording.extracting:extract_python"),
    ("**/templates/**.html", "jinja2.ext:babel_extract"),
    ("dashboard/static/**.js", "javascript"),
    ("maps/static/**.js", "javascript"),
]
_OPTIONS: dict[str, dict[str, Any]] = {
    "**/templates/**.html": {
        "extensions": "",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "silent": "false",
    },
}
_KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "N_": None,
    "ngettext": (1, 2),
}
_HEADER = (
    "# Words of the page of Accord Atlas; CONTRIBUTING.md says how to change them."
)
_SOME_DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""In the heads of all files: the history of each says when it was changed."""
_LABELS = {
    "type of agreement": [each.label for each in AgreementType],
    "status of an agreement": [each.label for each in Status],
    "how firm a promise is": [each.value for each in Firmness],
    "when a promise is due": [NO_DATE_STATED],
    "kind of place": [each.label for each in Kind],
}


def extract_messages() -> Catalog:
    """Collect the messages of the code, and where each stands."""
    catalogue = Catalog(
        project="Accord Atlas",
        charset="utf-8",
        header_comment=_HEADER,
        fuzzy=False,
        creation_date=_SOME_DAY,
    )
    for place, line, message, comments in _found():
        catalogue.add(
            message, None, [(place, line)] if place else (), auto_comments=comments
        )
    return catalogue


def _found() -> Iterator[tuple[str, int, str | tuple[str, ...], list[str]]]:
    found = extract_from_dir(
        _GEO,
        method_map=_METHODS,
        options_map=_OPTIONS,
        keywords=_KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for place, line, message, comments, _context in found:
        yield f"geo/{place}", line, message, comments
    for what, labels in _LABELS.items():
        for label in labels:
            yield "geo/model.py", 1, label, [what]


def extract_python(
    file: BinaryIO, keywords: Mapping[str, Any], _tags: object, **_options: object
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """Collect the messages of a Python file, those within f-strings as well."""
    for node in ast.walk(ast.parse(file.read())):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).rpartition(".")[2]
        said = [
            each.value
            for each in node.args
            if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        if name in keywords and said:
            message = said[0] if len(said) == 1 else tuple(said)
            yield node.lineno, name, message, []


def write_catalogues(folder: Path) -> None:
    """Write the template anew, and bring every catalogue up to it.

    What a message was translated as stays, also where its place in the code moved; a
    message that is gone takes its translation with it.
    """
    template = extract_messages()
    _write(template, folder / TEMPLATE)
    for language in LANGUAGES[1:]:
        path = folder / f"{language}.po"
        catalogue = (
            read_catalogue(language, folder)
            if path.exists()
            else Catalog(locale=language, project="Accord Atlas", charset="utf-8")
        )
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.fuzzy = False
        catalogue.header_comment = _HEADER
        catalogue.revision_date = _SOME_DAY
        _write(catalogue, path)


def _write(catalogue: Catalog, path: Path) -> None:
    with path.open("wb") as file:
        write_po(
            file,
            catalogue,
            width=88,
            omit_header=False,
            sort_by_file=True,
            ignore_obsolete=True,
            include_lineno=False,
        )


def read_template(folder: Path) -> Catalog:
    """Read the template as it was written last."""
    with (folder / TEMPLATE).open("rb") as file:
        return read_po(file)


if __name__ == "__main__":
    write_catalogues(Path(sys.argv[1]))

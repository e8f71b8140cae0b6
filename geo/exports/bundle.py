"""The bundle: every format in one zip, with checksums, licences and descriptions.

The same atlas gives the same bytes: entries are sorted, dated alike and written by
writers that read no clock.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from geo.exports.citing import render_cff
from geo.exports.csv_files import name_files
from geo.exports.datapackage import (
    DESCRIPTION,
    NAME,
    describe_dataset,
    describe_package,
)
from geo.exports.files import whole_file
from geo.exports.formats import FORMATS, write
from geo.exports.licences import render_licences
from geo.exports.writing import Taken, writes_part

if TYPE_CHECKING:
    from collections.abc import Mapping


_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can hold: the same in every bundle."""
_READABLE = 0o644 << 16
_Files = dict[str, tuple[bytes, str, str]]
"""Content, media type and title by path."""


@writes_part
def write_bundle(taken: Taken, path: Path) -> int:
    """Write the bundle and give the number of files in it."""
    files = _collect(taken)
    with whole_file(path) as draft:
        _zip(draft, {name: content for name, (content, _, _) in files.items()})
    return len(files)


def _collect(taken: Taken) -> _Files:
    part, whole_texts = taken.part, taken.whole_texts
    files: _Files = {}
    with tempfile.TemporaryDirectory(prefix="accord-atlas-export-") as folder:
        for slug, form in FORMATS.items():
            if slug != "bundle":
                name = f"{NAME}-print{form.suffix}" if slug == "print" else ""
                target = Path(folder) / (name or f"{NAME}{form.suffix}")
                write(
                    slug,
                    taken.whole,
                    target,
                    types=taken.types,
                    whole_texts=whole_texts,
                )
                written = name_files(target) if slug == "csv" else (target,)
                for file in written:
                    about = form.media_type, _entitle(form.title, file)
                    files[file.name] = (file.read_bytes(), *about)
    if whole_texts:
        for document in part.documents:
            content = document.text.encode()
            files[f"texts/{document.id}.txt"] = (content, "text/plain", document.title)
    files["CITATION.cff"] = (render_cff().encode(), "text/yaml", "How to cite")
    files["LICENCES.txt"] = (render_licences().encode(), "text/plain", "Licences")
    files = dict(sorted(files.items()))
    described = {
        "datapackage.json": (
            describe_package(part, files),
            "Frictionless data package",
        ),
        "dataset.jsonld": (describe_dataset(part, files), "schema.org dataset"),
    }
    for name, (description, title) in described.items():
        content = json.dumps(description, ensure_ascii=False, indent=1).encode()
        files[name] = (content + b"\n", "application/json", title)
    files["README.txt"] = (_render_readme(files).encode(), "text/plain", "What is here")
    files["SHA256SUMS"] = (_render_sums(files).encode(), "text/plain", "Checksums")
    return files


def _entitle(title: str, file: Path) -> str:
    table = file.stem.removeprefix(f"{NAME}-")
    return (
        f"{title}: {table}" if file.suffix == ".csv" and table != file.stem else title
    )


def _render_readme(files: _Files) -> str:
    width = max(len(name) for name in files) + 2
    rows = "".join(f"{name:<{width}}{title}\n" for name, (_, _, title) in files.items())
    return (
        f"Accord Atlas\n\n{DESCRIPTION}\n\n{rows}\n"
        "Check the files with: sha256sum -c SHA256SUMS\n"
        "Licences and attribution: LICENCES.txt. How to cite: CITATION.cff.\n"
    )


def _render_sums(files: _Files) -> str:
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, (content, _, _) in sorted(files.items())
    )


def _zip(draft: Path, contents: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(draft, "w") as archive:
        for name, content in sorted(contents.items()):
            entry = zipfile.ZipInfo(f"{NAME}/{name}", date_time=_DATE)
            entry.external_attr = _READABLE
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=9)

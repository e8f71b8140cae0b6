"""Merging two copies of a project: every text of either, every line of both ledgers.

That is what git does by itself with the files of a ledger, as they say in
``decisions/.gitattributes``: lines are only ever added, and their order says nothing.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from geo.errors import ProjectError, UsageError
from geo.projects.changing import files_of, find_root, list_ids, memory_file
from geo.projects.storing import read_project
from geo.review.by_hand import WHO
from geo.review.decisions import render_line
from geo.review.ledgers import FOLDER, GIT, UNION, list_ledgers, read_ledgers
from geo.review.projects import know_added, read_apart

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geo.places.gazetteer import Gazetteer
    from geo.projects.bringing import BroughtText


def merge_projects(one: Path, two: Path, into: Path, gazetteer: Gazetteer) -> None:
    """Write a project that holds what two copies of it hold.

    Parameters
    ----------
    one, two
        The copies; neither is changed.
    into
        A folder that is not there yet, or is empty.
    gazetteer
        That of the data folder.

    Raises
    ------
    GeoError
        One is no project, a text of the same id is another text in the other, or the
        folder cannot be written.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        msg = f"{into}: there is something already; expected a folder that is new."
        raise UsageError(msg)
    texts = [
        read_project(project, know_added(project, gazetteer)) for project in (one, two)
    ]
    _check_same(one, two, *texts)
    try:
        shutil.copytree(
            one, into, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".lock")
        )
        for name in sorted({*list_ids(two)}.difference(list_ids(one))):
            _copy_text(two, into, name)
        _merge_ledgers(two, into)
        _keep_by_hand(two, into, texts[1], know_added(two, gazetteer))
    except (OSError, shutil.Error) as error:
        msg = f"{into}: cannot be written ({error})."
        raise ProjectError(msg) from error


def _check_same(
    one: Path, two: Path, ours: Iterable[BroughtText], theirs: Iterable[BroughtText]
) -> None:
    digests = {text.document.id: text.document.sha256 for text in ours}
    for text in theirs:
        name = text.document.id
        if digests.get(name, text.document.sha256) != text.document.sha256:
            msg = (
                f"{name!r} is one text in {one.name} and another in {two.name}; give "
                f"one of them another id with `accord-atlas --project {two} rename`."
            )
            raise ProjectError(msg)


def _copy_text(project: Path, into: Path, name: str) -> None:
    root = find_root(project, name)
    for path in (*files_of(root, name), memory_file(root, name)):
        if path.is_file():
            target = into / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def _merge_ledgers(project: Path, into: Path) -> None:
    for path in list_ledgers(project):
        _add_missing(into / FOLDER / path.name, path.read_bytes().split(b"\n"))


def _keep_by_hand(
    project: Path, into: Path, texts: Iterable[BroughtText], gazetteer: Gazetteer
) -> None:
    """Write what was changed by hand in the files of a copy that are not taken."""
    _, by_hand = read_apart(project, texts, gazetteer)
    held = {d.id for d in read_ledgers(into).decisions}
    lines = [
        render_line(d).rstrip("\n").encode("utf-8") for d in by_hand if d.id not in held
    ]
    if lines:
        name = f"{WHO.replace(' ', '-')}.jsonl"
        _add_missing(into / FOLDER / name, lines)


def _add_missing(path: Path, lines: Iterable[bytes]) -> None:
    """Add the lines that a file does not have; their order says nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    held = path.read_bytes().split(b"\n") if path.is_file() else []
    every = dict.fromkeys(line for line in (*held, *lines) if line.strip())
    path.write_bytes(b"".join(line + b"\n" for line in every))
    git = path.with_name(GIT)
    if not git.is_file():
        git.write_text(UNION, encoding="ascii")

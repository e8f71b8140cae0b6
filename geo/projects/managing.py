"""Renaming a text of a project, and removing one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.projects.bringing import make_id
from geo.projects.changing import list_ids, only_run, remove_text, set_aside
from geo.projects.storing import (
    is_as_written,
    read_machine,
    read_project_text,
    write_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from pathlib import Path

    from geo.model import Agreement
    from geo.projects.bringing import BroughtText

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def rename(
    project: Path,
    text_id: str,
    new_id: str,
    place_ids: Container[str],
    tell: Callable[[str], object],
) -> None:
    """Give a text another id; all that is known of it goes with it.

    Parameters
    ----------
    project, text_id, new_id
        The folder, the text, and its id from now on.
    place_ids
        Those of the gazetteer.
    tell
        Given a sentence when another run has to be waited for.

    Raises
    ------
    GeoError
        There is no such text, the new id is taken or none, the text is altered, or
        the disk does not take it.
    """
    if not _ID.fullmatch(new_id) or make_id(new_id) != new_id:
        msg = (
            f"{new_id!r} cannot be the id of a text; expected a to z, 0 to 9 and "
            f"single dashes, such as {make_id(new_id)!r}."
        )
        raise UsageError(msg)
    _check_project(project)
    with only_run(project, tell):
        _check_known(project, text_id)
        if new_id in list_ids(project):
            msg = f"{project.name} has a text {new_id!r} already; choose another id."
            raise UsageError(msg)
        text = read_project_text(project, text_id, place_ids)
        machine = read_machine(project, text_id, place_ids)
        if not is_as_written(project, text):
            set_aside(project, text_id)
        write_text(
            project,
            _renamed(text, new_id),
            machine=_renamed(machine, new_id) if machine else None,
            replaces=text_id,
        )


def remove(project: Path, text_id: str, tell: Callable[[str], object]) -> Path:
    """Take a text out of a project; gives the folder where it lies from now on.

    Its source is not read again unless that is asked for.

    Raises
    ------
    GeoError
        There is no such text, or the disk does not take it.
    """
    _check_project(project)
    with only_run(project, tell):
        _check_known(project, text_id)
        aside = set_aside(project, text_id)
        remove_text(project, text_id)
    return aside


def _check_project(project: Path) -> None:
    if not list_ids(project):
        msg = f"{str(project)!r} is no project; expected one that `read` wrote."
        raise UsageError(msg)


def _check_known(project: Path, text_id: str) -> None:
    ids = list_ids(project)
    if text_id not in ids:
        known = ", ".join(ids[:20]) + (", …" if len(ids) > 20 else "")
        msg = f"{project.name} has no text {text_id!r}; it has {known}."
        raise UsageError(msg)


def _renamed(text: BroughtText, new_id: str) -> BroughtText:
    old_id = text.document.id
    stem, new_stem = f"{old_id.replace('-', '_')}_", f"{new_id.replace('-', '_')}_"

    def name(agreement: Agreement) -> Agreement:
        """Let the agreements that bear the text's id bear the new one."""
        own = agreement.id.removeprefix(stem)
        return replace(
            agreement,
            id=new_stem + own if own != agreement.id else agreement.id,
            evidence=tuple(
                replace(one, document_id=new_id) for one in agreement.evidence
            ),
            words=tuple(replace(one, document_id=new_id) for one in agreement.words),
        )

    return replace(
        text,
        document=replace(
            text.document,
            id=new_id,
            passages=tuple(
                replace(p, document_id=new_id) for p in text.document.passages
            ),
        ),
        mentions=tuple(replace(m, document_id=new_id) for m in text.mentions),
        agreements=tuple(map(name, text.agreements)),
    )

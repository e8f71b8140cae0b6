"""What the dashboard's script is told when it is started."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from geo.review.writers import Editing
from geo.shipped import data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

_EDIT = "edit"


class Arguments(NamedTuple):
    """What is shown, and whether it may be written into."""

    data: Path
    project: Path | None = None
    editing: Editing | None = None


def write_arguments(arguments: Arguments) -> list[str]:
    """Give the arguments as words.

    >>> write_arguments(Arguments(Path("/data"), None, Editing(header="X-User")))
    ['/data', '', 'edit', 'X-User']
    """
    project = str(arguments.project.resolve()) if arguments.project else ""
    words = [str(arguments.data.resolve()), project]
    editing = arguments.editing
    return words + ([_EDIT, editing.header] if editing is not None else [])


def read_arguments(words: Sequence[str]) -> Arguments:
    """Read the arguments again; without any the shipped atlas is shown.

    >>> read_arguments(["/data"])
    Arguments(data=PosixPath('/data'), project=None, editing=None)
    >>> read_arguments(["/data", "/own", "edit", ""]).editing
    Editing(header='')
    """
    data, project, edit, header = [*words, "", "", "", ""][:4]
    return Arguments(
        Path(data) if data else data_folder(),
        Path(project) if project else None,
        Editing(header=header) if edit == _EDIT else None,
    )

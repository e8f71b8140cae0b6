"""Ledgers: a file of decisions for each reader of a project, only ever added to.

``decisions/<reader>.jsonl`` holds one decision a line. Nobody writes into another's
file, so that copies of a project are merged by taking every line of both.
"""

from __future__ import annotations

import datetime as dt
import os
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.errors import ProjectError, UsageError
from geo.projects.bringing import make_id
from geo.projects.changing import take_lock
from geo.review.checking import check_decision
from geo.review.decisions import Decision, read_line, render_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FOLDER = "decisions"
_ASIDE = "set-aside"
_LONGEST_NAME = 80
_TICK = dt.timedelta(microseconds=1)
GIT = ".gitattributes"
UNION = "*.jsonl merge=union\n"
"""Lets git take the lines of both sides where two copies added some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledgers:
    """All that a project's readers decided, and what could not be read of it."""

    decisions: tuple[Decision, ...] = ()
    """Every line that could be read, once, in the order of their making."""
    told: tuple[str, ...] = ()
    """A sentence for each line that could not, which stays where it is."""

    @property
    def readers(self) -> tuple[str, ...]:
        """Everybody who decided something, by name."""
        return tuple(sorted({d.who for d in self.decisions}))


def collect(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give each decision once, in the order of their making.

    Where two lines have one id, one of them is taken, whichever comes first.
    """
    by_id: dict[str, Decision] = {}
    for decision in decisions:
        kept = by_id.setdefault(decision.id, decision)
        if kept is not decision and render_line(decision) < render_line(kept):
            by_id[decision.id] = decision
    return tuple(sorted(by_id.values(), key=lambda d: d.key))


# --- reading ----------------------------------------------------------------------


def read_ledgers(project: Path) -> Ledgers:
    """Read all ledgers of a project; one without any has none.

    Raises
    ------
    ProjectError
        A file cannot be read at all.
    """
    found: list[Decision] = []
    told: list[str] = []
    for path in list_ledgers(project):
        decisions, sentences = _read_lines(path, _read_bytes(path))
        found += decisions
        told += sentences
    return Ledgers(decisions=collect(found), told=tuple(told))


def list_ledgers(project: Path) -> tuple[Path, ...]:
    """List the files of a project's ledgers, sorted by name."""
    return tuple(
        path
        for path in sorted((project / FOLDER).glob("*.jsonl"))
        if not path.name.startswith(".")
    )


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        msg = f"{FOLDER}/{path.name}: cannot be read ({error.strerror})."
        raise ProjectError(msg) from error


@lru_cache(maxsize=100_000)
def _read_checked(line: bytes) -> Decision:
    """Read a line once: it is never changed, and read again at every decision."""
    decision = read_line(line.decode("utf-8"))
    check_decision(decision)
    return decision


def _read_lines(path: Path, content: bytes) -> tuple[list[Decision], list[str]]:
    found: list[Decision] = []
    told: list[str] = []
    *lines, last = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    for number, line in enumerate((*lines, last), start=1):
        if not line.strip():
            continue
        try:
            found.append(_read_checked(line))
        except ValueError as error:
            what = (
                "the last line was cut while it was written"
                if line is last
                else f"not a decision ({error})"
            )
            told.append(f"{FOLDER}/{path.name}, line {number}: {what}; passed over.")
    return found, told


# --- writing ----------------------------------------------------------------------


def append(
    project: Path, who: str, decisions: Iterable[Decision]
) -> tuple[Decision, ...]:
    """Add decisions to a reader's ledger; those that stand there are left as they are.

    They are stamped after all that the project holds, so that what was decided later
    is later, whatever the clocks say. When this returns they are on the disk; a
    process that is ended midway leaves whole lines and at most one that is cut, which
    the next writer sets aside.

    Parameters
    ----------
    project
        Its folder.
    who
        The reader, as whom every decision is written.
    decisions
        In the order of their making.

    Returns
    -------
    written
        All of them, as they stand in the ledger now.

    Raises
    ------
    ProjectError
        A decision lacks something, or the disk does not take it.
    """
    who = check_name(who)
    with _only_writer(project) as folder:
        path = name_file(folder, who)
        held = {d.id: d for d in read_ledgers(project).decisions}
        latest = max((d.when for d in held.values()), default=None)
        written: list[Decision] = []
        added: list[Decision] = []
        for decision in decisions:
            if decision.id in held:
                written.append(held[decision.id])
                continue
            when = decision.when.astimezone(dt.UTC)
            if latest is not None and when <= latest:
                when = latest + _TICK
            latest = when
            stamped = replace(decision, who=who, when=when)
            _check(stamped)
            held[stamped.id] = stamped
            written.append(stamped)
            added.append(stamped)
        if added:
            _add_lines(path, "".join(map(render_line, added)).encode("utf-8"))
    return tuple(written)


def check_name(who: str) -> str:
    """Give a reader's name without spaces around it.

    Raises
    ------
    UsageError
        It is empty, too long, or more than a line.
    """
    name = " ".join(who.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        msg = (
            f"{who[:_LONGEST_NAME]!r} is no name of a reader; expected 1 to "
            f"{_LONGEST_NAME} letters."
        )
        raise UsageError(msg)
    return name


def _check(decision: Decision) -> None:
    try:
        check_decision(decision)
    except ValueError as error:
        msg = f"Decision {decision.id!r}: {error}"
        raise ProjectError(msg) from error


@contextmanager
def _only_writer(project: Path) -> Iterator[Path]:
    """Be the only one who adds to the ledgers; others wait their turn."""
    folder = project / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("a+b") as lock:
            take_lock(lock, wait=True)
            yield folder
    except OSError as error:
        msg = (
            f"{project}: the decision cannot be written ({error.strerror}); those "
            "made before are as they were."
        )
        raise ProjectError(msg) from error


def name_file(folder: Path, who: str) -> Path:
    """Name the file of a reader: after the name, with a number where that is taken."""
    number = 1
    while True:
        stem = _stem(who) if number == 1 else f"{_stem(who)}-{number}"
        path = folder / f"{stem}.jsonl"
        if not path.is_file():
            return path
        decisions, _ = _read_lines(path, _read_bytes(path))
        if not decisions or any(d.who == who for d in decisions):
            return path
        number += 1


def _stem(who: str) -> str:
    # A full stop in a name ends no file's name.
    return make_id(who.replace(".", " "))


def _add_lines(path: Path, content: bytes) -> None:
    _mend_end(path)
    git = path.with_name(GIT)
    if not git.is_file():
        git.write_text(UNION, encoding="ascii")
    is_new = not path.is_file()
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        size = os.fstat(handle).st_size
        try:
            _write_all(handle, content)
            os.fsync(handle)
        except OSError:
            # The disk is full: what was begun is none of the ledger.
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)
    if is_new:
        _sync_folder(path.parent)


def _write_all(handle: int, content: bytes) -> None:
    while content:
        content = content[os.write(handle, content) :]


def _mend_end(path: Path) -> None:
    """Set a last line aside that was cut, and end one that is whole."""
    content = path.read_bytes() if path.is_file() else b""
    cut = content[content.rfind(b"\n") + 1 :]
    if not cut:
        return
    try:
        read_line(cut.decode("utf-8"))
    except ValueError:
        aside = path.parent / _ASIDE
        aside.mkdir(exist_ok=True)
        number = 1
        while (draft := aside / f"{path.stem}-{number}.txt").exists():
            number += 1
        draft.write_bytes(cut)
        os.truncate(path, len(content) - len(cut))
    else:
        with path.open("ab") as file:
            file.write(b"\n")


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

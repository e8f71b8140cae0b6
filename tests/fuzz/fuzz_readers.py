"""Fuzz the readers: damaged files may be refused in a sentence, and nothing else.

Run ``python tests/fuzz/fuzz_readers.py pdf --minutes 10``, or ``make fuzz`` for all.
Each reader runs in a child process with limits of memory and of time for each file. A
finding is printed with the reader and the number that makes the file again; ``--only
NUMBER --keep FOLDER`` writes it down.
"""

from __future__ import annotations

import argparse
import resource
import signal
import subprocess
import sys
import time
import traceback
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from geo.atlas import read_atlas
from geo.errors import GeoError
from geo.intake.reading import read_file
from geo.projects.storing import unpack
from tests.conftest import DATA
from tests.fuzz.corpus import corpus
from tests.fuzz.mutations import mutate

if TYPE_CHECKING:
    from collections.abc import Callable

ENDINGS = {
    "pdf": ".pdf",
    "html": ".html",
    "docx": ".docx",
    "markdown": ".md",
    "text": ".txt",
}
KINDS = (*ENDINGS, "project")
SECONDS = 20
"""Of the processor, that one file may take."""

MEGABYTES = 600
"""By how much reading one file may let the process grow."""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("kind", choices=[*KINDS, "all"])
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--start", type=int, default=0)
    asked.add_argument("--only", type=int)
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = asked.parse_args()
    signal.signal(signal.SIGPROF, _too_slow)
    if options.only is not None:
        content = mutate(corpus(options.kind), options.only)
        if options.keep:
            name = f"{options.only}{ENDINGS.get(options.kind, '.zip')}"
            (options.keep / name).write_bytes(content)
        print(
            try_one(reader(options.kind), content) or "read, or refused as it should be"
        )
        return 0
    if options.child:
        run(options.kind, options.start, time.monotonic() + 60 * options.minutes)
        return 0
    kinds = KINDS if options.kind == "all" else (options.kind,)
    found = sum(watch(kind, options.start, options.minutes) for kind in kinds)
    return 1 if found else 0


def watch(kind: str, start: int, minutes: float) -> int:
    """Let children read damaged files one after the other; say what they find."""
    end = time.monotonic() + 60 * minutes
    found = tried = 0
    while (left := end - time.monotonic()) > 0:
        number = start
        command = [sys.executable, __file__, kind, "--child", "--start", str(start)]
        with subprocess.Popen(
            [*command, "--minutes", str(left / 60)], stdout=subprocess.PIPE, text=True
        ) as child:
            for line in child.stdout or ():
                said, _, rest = line.rstrip().partition(" ")
                if said == "at":
                    number = int(rest)
                    tried += 1
                else:
                    found += 1
                    print(f"{kind} {number}: {line.rstrip()}", flush=True)
        if child.returncode:
            found += 1
            print(
                f"{kind} {number}: the process ended with {child.returncode}",
                flush=True,
            )
        start = number + 1
    print(f"{kind}: {tried:,} files, {found} findings", flush=True)
    return found


def run(kind: str, start: int, end: float) -> None:
    """Read damaged files until the time is over, or one made the process grow."""
    files, read = corpus(kind), reader(kind)
    usual = _grown()
    resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
    for number in count(start):
        if time.monotonic() > end:
            return
        print("at", number, flush=True)
        if said := try_one(read, mutate(files, number)):
            print(said, flush=True)
        if _grown() > usual + MEGABYTES:
            print(f"grown by {_grown() - usual} MB", flush=True)
            return


def try_one(read: Callable[[bytes], object], content: bytes) -> str:
    """Read a file; say what was wrong, in one line, or nothing."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        read(content)
    except GeoError as error:
        return "" if "\n" not in str(error) else f"more than a sentence: {error!r}"
    except BaseException as error:  # noqa: BLE001  # whatever it is, it is a finding
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {error} in {where.filename}:{where.lineno}"[
            :400
        ]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return ""


def reader(kind: str) -> Callable[[bytes], object]:
    """Give what reads files of a kind."""
    if kind == "project":
        ids = frozenset(read_atlas(DATA).gazetteer.places)
        return lambda content: unpack(content, ids)
    return lambda content: read_file(f"x{ENDINGS[kind]}", content)


def _grown() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _too_slow(*_: object) -> None:
    msg = f"more than {SECONDS} s"
    raise TimeoutError(msg)


if __name__ == "__main__":
    sys.exit(main())

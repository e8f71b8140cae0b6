"""Budgets: how much memory and processor time the reading of one text may take.

What is limited is the memory that a process may write to (``RLIMIT_DATA``): beyond
what the process began with, whose pages it shares with others. The address space
would count every library as well, and what is resident only grows when it is too
late. Time is processor time, so that a busy machine refuses nothing.

Linux keeps both limits itself. macOS keeps that of time; of memory what is resident
is looked at several times a second. Windows keeps none: texts are read within the
server there, and only Cancel ends a reading.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

try:
    import resource
except ImportError:  # pragma: no cover - Windows
    resource = None  # type: ignore[assignment]  # the module is absent there

_LOOK_S = 0.1
_LAST_WORDS_S = 5
_LAST_WORDS_BYTES = 8_000_000
_MOSTLY = 0.8
OVER_BUDGET = 77
"""The exit status of a process that was seen to be over its budget."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What one text may take."""

    memory: int = 512_000_000
    """Bytes of its own."""
    seconds: int = 120
    """Of processor time; a text of 700 pages takes a tenth of it."""


def keep(budget: Budget) -> int:
    """Hold this process to a budget from now on; give what it began with, in bytes."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + budget.seconds
    _limit(resource.RLIMIT_CPU, spent, spent + _LAST_WORDS_S)
    _limit(resource.RLIMIT_CORE, 0, 0)
    most = _data_bytes() + budget.memory
    if sys.platform == "linux":
        _limit(resource.RLIMIT_DATA, most, most + _LAST_WORDS_BYTES)
    else:
        limit = _resident() + budget.memory
        threading.Thread(target=_look, args=(limit,), daemon=True).start()
    with suppress(OSError):
        os.nice(5)
    with suppress(OSError):
        # Should the machine itself run out of memory, this process goes first.
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    return _resident()


def is_spent(budget: Budget, began_with: int) -> bool:
    """Whether most of the memory has been taken: what fails then fails for that."""
    return _resident() - began_with > _MOSTLY * budget.memory


def _limit(what: int, soft: int, hard: int) -> None:
    """Set a limit, never above one that holds already."""
    _, most = resource.getrlimit(what)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    with suppress(OSError, ValueError):
        resource.setrlimit(what, (soft, hard))


def _data_bytes() -> int:
    """Give what this process may write to and shares with nobody, as Linux counts."""
    with suppress(OSError, ValueError, IndexError):
        status = Path("/proc/self/status").read_text("ascii", errors="replace")
        return int(status.partition("VmData:")[2].split()[0]) * 1024
    return 0


def _resident() -> int:
    """Give the most that was resident at once; macOS counts bytes, Linux KiB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _look(limit: int) -> None:  # pragma: no cover - where the system does not look
    while _resident() <= limit:
        time.sleep(_LOOK_S)
    os._exit(OVER_BUDGET)

"""Which tests a change at hand concerns: printed for pytest, one argument a line.

A changed room means its tests and its own examples. The browser's tests and those of
the wheel are left to `make test`, unless they were changed themselves. With nothing
changed since the last commit, that commit is the change at hand.
"""

from __future__ import annotations

import subprocess
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1]
ALWAYS = ("tests/test_checks.py",)
LEFT_OUT = ("browser", "benchmarks", "package")
OF_DATA = (
    "tests/test_checks.py",
    "tests/agreements",
    "tests/geography",
    "tests/places/test_world.py",
)


def changed_files() -> list[str]:
    """List what differs from the last commit, or what that commit changed."""
    now = _git("diff", "--name-only", "HEAD") + _git(
        "ls-files", "--others", "--exclude-standard"
    )
    return now or _git("diff", "--name-only", "HEAD~1", "HEAD")


def name_tests(changed: str) -> tuple[str, ...]:
    """Name the tests that one changed file concerns.

    >>> name_tests("geo/intake/dates.py")
    ('tests/intake', 'geo/intake/dates.py')
    >>> name_tests("geo/cli.py")
    ('tests/test_cli.py', 'geo/cli.py')
    >>> name_tests("README.md")
    ()
    """
    path = PurePosixPath(changed)
    own = (changed,) if path.suffix == ".py" else ()
    wanted: tuple[str, ...] = ()
    match path.parts:
        case ("tests", *_) if path.name.startswith("test_"):
            wanted = own
        case ("tests", room, _, *_) if room not in LEFT_OUT:
            wanted = (f"tests/{room}",)
        case ("geo", room, _, *_):
            wanted = (f"tests/{room}", *own)
        case ("geo", _):
            wanted = (f"tests/test_{path.name}", *own)
        case ("data", *_):
            wanted = OF_DATA
    return wanted


def _git(*arguments: str) -> list[str]:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.split("\n")[:-1]


def main() -> None:
    """Print the arguments."""
    wanted = (test for file in changed_files() for test in name_tests(file))
    print(*sorted({t for t in (*ALWAYS, *wanted) if (ROOT / t).exists()}), sep="\n")


if __name__ == "__main__":
    main()

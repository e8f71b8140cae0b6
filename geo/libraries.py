"""The libraries that an installation runs on, with version and licence."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_NOT_STATED = "not stated"
_LONGEST_LICENCE = 80
"""Some packages put the whole text where its name belongs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A package that is installed."""

    name: str
    version: str
    licence: str
    """As its own record states it."""


def list_libraries(name: str) -> tuple[Library, ...]:
    """List what a package needs to run, and all that this needs in turn, by name.

    What a requirement's own condition rules out here, such as another system, is
    left out.
    """
    found: dict[str, Library] = {}
    todo = _requirements(distribution(name))
    while todo:
        wanted = canonicalize_name(todo.pop())
        if wanted in found:
            continue
        try:
            package = distribution(wanted)
        except PackageNotFoundError:
            continue
        found[wanted] = Library(
            name=wanted, version=package.version, licence=_licence(package)
        )
        todo += _requirements(package)
    return tuple(found[key] for key in sorted(found))


def _requirements(package: Distribution) -> list[str]:
    wanted = [Requirement(line) for line in package.requires or ()]
    return [
        one.name
        for one in wanted
        if one.marker is None or one.marker.evaluate({"extra": ""})
    ]


def _licence(package: Distribution) -> str:
    """Give the licence by its expression, else its classifiers, else its file."""
    record = package.metadata.json
    told = record.get("license_expression")
    if isinstance(told, str):
        return told
    named = [
        line.rpartition(" :: ")[2]
        for line in record.get("classifier", ())
        if line.startswith("License ::")
    ]
    return "; ".join(named) or _begin(str(record.get("license", ""))) or _look(package)


def _look(package: Distribution) -> str:
    """Give the first line of the licence that a package carries."""
    for file in package.files or ():
        if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")):
            return _begin(file.read_text(encoding="utf-8")) or _NOT_STATED
    return _NOT_STATED


def _begin(text: str) -> str:
    return text.strip().partition("\n")[0].strip()[:_LONGEST_LICENCE]

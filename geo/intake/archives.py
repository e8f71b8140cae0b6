"""Archives: parts of a zip file, never more of them than it is fair to hold."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from geo.errors import IntakeError

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_PART = 40_000_000
"""Bytes that a part which is read may have, unpacked."""

_LARGEST_TOTAL = 500_000_000
_MOST_PARTS = 5_000
_SUSPECT_SIZE = 5_000_000
_HIGHEST_RATIO = 200
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class Archive:
    """A zip file whose sizes were looked at before anything is unpacked."""

    def __init__(self, name: str, opened: zipfile.ZipFile) -> None:
        self._name = name
        self._zip = opened
        self._parts = {part.filename: part for part in opened.infolist()}
        self._check_sizes()

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def read(self, part: str) -> bytes:
        """Unpack a part, or give nothing if it is not there.

        Raises
        ------
        IntakeError
            It is larger than `LARGEST_PART`, or damaged.
        """
        if part not in self._parts:
            return b""
        try:
            # What a part says of its size may be wrong: one byte more tells.
            with self._zip.open(self._parts[part]) as stream:
                content = stream.read(LARGEST_PART + 1)
        except _DAMAGE as error:
            raise IntakeError(broken(self._name)) from error
        if len(content) > LARGEST_PART:
            raise IntakeError(self._too_large())
        return content

    def _check_sizes(self) -> None:
        parts = self._parts.values()
        total = sum(part.file_size for part in parts)
        if (
            len(parts) > _MOST_PARTS
            or total > _LARGEST_TOTAL
            or any(
                part.file_size > _SUSPECT_SIZE
                and part.file_size > _HIGHEST_RATIO * part.compress_size
                for part in parts
            )
        ):
            raise IntakeError(self._too_large())

    def _too_large(self) -> str:
        return (
            f"{self._name}: unpacks to far more than a text has; expected at most "
            f"{LARGEST_PART / 1e6:.0f} MB; save it again from a word processor."
        )


@contextmanager
def open_archive(name: str, content: bytes) -> Iterator[Archive]:
    """Open the bytes of a zip file.

    Raises
    ------
    IntakeError
        It is damaged, or unpacks to more than a text has.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGE as error:
        raise IntakeError(broken(name)) from error
    with opened:
        yield Archive(name, opened)


def broken(name: str) -> str:
    """Say that a file is damaged."""
    return (
        f"{name}: the file is damaged and cannot be unpacked; expected a Word "
        "document; open it in a word processor and save it again."
    )

"""Streams of a PDF: how much they unpack to, before PDFium holds all of it at once."""

from __future__ import annotations

import base64
import re
import zlib
from typing import TYPE_CHECKING

from geo.errors import IntakeError

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_STREAM = 60_000_000
"""Bytes that a stream other than a picture may have, unpacked."""

MOST_SHOWN = 500_000
"""Bytes of letters that one stream may draw; a letter is one or two bytes."""

_LARGEST_TOTAL = 400_000_000
_MOST_SHOWN_TOTAL = 8_000_000
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_ASCII = re.compile(rb"/(?:ASCII85Decode|A85)\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_DICTIONARY_REACH = 1_000
_CHUNK = 65_536
_MOST_AT_ONCE = 4_000_000
_OPERATORS = (b"Tj", b"TJ", b")'", b") '", b')"', b') "')
_STRING = re.compile(rb"\([^()]*\)|<[0-9A-Fa-f\s]*>")
_SHOWN = re.compile(
    rb"(?:\([^()]*\)|<[0-9A-Fa-f\s]*>)\s*(?:Tj\b|['\"])|\[[^\[\]]*\]\s*TJ\b"
)


def check_streams(name: str, content: bytes) -> None:
    """Refuse a PDF whose streams unpack to, or draw, far more than a text has.

    Pictures are passed over: reading the words never unpacks them.

    Raises
    ------
    IntakeError
        One stream, or all together, are too large, or one is packed twice.
    """
    total = shown_in_all = written_in_all = measured_to = 0
    for found in _STREAM.finditer(content):
        head = content[max(0, found.start() - _DICTIONARY_REACH) : found.start()]
        head = head.rpartition(b"obj")[2]
        if _PICTURE.search(head):
            continue
        written = _written_size(content, found.end()) if _ASCII.search(head) else 0
        written_in_all += written
        if written_in_all > len(content):
            # Streams that overlap: the same letters would be read again and again.
            raise IntakeError(_too_large(name))
        if not written and not _FLATE.search(head):
            if found.end() <= measured_to:
                # The word stands within a stream that is measured already.
                continue
            measured_to = content.find(b"endstream", found.end())
            measured_to = len(content) if measured_to < 0 else measured_to
        size = shown = 0
        for chunk in _unpacked(content, found.end(), head, written):
            size += len(chunk)
            shown += _shown(chunk)
            if size > LARGEST_STREAM or shown > MOST_SHOWN:
                break
        total += size
        shown_in_all += shown
        is_packed_twice = len(_FLATE.findall(head)) > 1
        if is_packed_twice or size > LARGEST_STREAM or total > _LARGEST_TOTAL:
            raise IntakeError(_too_large(name))
        if shown > MOST_SHOWN or shown_in_all > _MOST_SHOWN_TOTAL:
            raise IntakeError(_too_many_letters(name))


def _unpacked(content: bytes, start: int, head: bytes, written: int) -> Iterator[bytes]:
    """Give what a stream unpacks to, a part at a time."""
    is_packed = _FLATE.search(head)
    if written:
        content, start = _from_ascii(content[start : start + written]), 0
    if is_packed:
        yield from _inflated(content, start)
        return
    end = content.find(b"endstream", start)
    end = len(content) if end < 0 else end
    for at in range(start, end, _MOST_AT_ONCE):
        yield content[at : min(end, at + _MOST_AT_ONCE)]


def _written_size(content: bytes, start: int) -> int:
    """Say how long a stream is that is written in printable characters."""
    end = content.find(b"~>", start)
    return (len(content) if end < 0 else end) - start


def _from_ascii(written: bytes) -> bytes:
    try:
        return base64.a85decode(written.removeprefix(b"<~"))
    except ValueError:
        return b""


def _inflated(content: bytes, start: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    fed = start
    waiting = b""
    try:
        while not unpacker.eof:
            if not waiting:
                waiting = content[fed : fed + _CHUNK]
                fed += _CHUNK
            if not waiting:
                return
            yield unpacker.decompress(waiting, _MOST_AT_ONCE)
            waiting = unpacker.unconsumed_tail
    except zlib.error:
        # Damaged or encrypted: PDFium says so, or unpacks as far as it goes.
        return


def _shown(chunk: bytes) -> int:
    """Count the bytes of the strings that a part of a stream draws."""
    if not any(operator in chunk for operator in _OPERATORS):
        return 0
    return sum(
        len(string) - 2 if string[0] == ord("(") else len(string) // 2 - 1
        for found in _SHOWN.finditer(chunk)
        for string in _STRING.findall(found.group())
    )


def _too_large(name: str) -> str:
    return (
        f"{name}: unpacks to far more than a text has; expected at most "
        f"{LARGEST_STREAM / 1e6:.0f} MB a page; print it to a new PDF."
    )


def _too_many_letters(name: str) -> str:
    return (
        f"{name}: draws far more letters than a text has; expected at most "
        f"{MOST_SHOWN / 1e3:.0f},000 on a page and {_MOST_SHOWN_TOTAL / 1e6:.0f} "
        "million in all; hand in the part that you need."
    )

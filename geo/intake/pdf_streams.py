"""Streams of a PDF: how much they unpack to, before PDFium holds all of it at once."""

from __future__ import annotations

import re
import zlib

from geo.errors import IntakeError

LARGEST_STREAM = 60_000_000
"""Bytes that a stream other than a picture may have, unpacked."""

_LARGEST_TOTAL = 400_000_000
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_DICTIONARY_REACH = 1_000
_CHUNK = 65_536
_MOST_AT_ONCE = 4_000_000


def check_streams(name: str, content: bytes) -> None:
    """Refuse a PDF whose streams unpack to far more than a text has.

    Pictures are passed over: reading the words never unpacks them.

    Raises
    ------
    IntakeError
        One stream, or all together, are too large, or one is packed twice.
    """
    total = 0
    for found in _STREAM.finditer(content):
        head = content[max(0, found.start() - _DICTIONARY_REACH) : found.start()]
        head = head.rpartition(b"obj")[2]
        packed = len(_FLATE.findall(head))
        if not packed or _PICTURE.search(head):
            continue
        size = _unpacked_size(content, found.end())
        total += size
        if packed > 1 or size > LARGEST_STREAM or total > _LARGEST_TOTAL:
            raise IntakeError(_too_large(name))


def _unpacked_size(content: bytes, start: int) -> int:
    """Count what a stream unpacks to, up to a little over the largest."""
    unpacker = zlib.decompressobj()
    size = 0
    fed = start
    waiting = b""
    try:
        while size <= LARGEST_STREAM and not unpacker.eof:
            if not waiting:
                waiting = content[fed : fed + _CHUNK]
                fed += _CHUNK
            if not waiting:
                break
            size += len(unpacker.decompress(waiting, _MOST_AT_ONCE))
            waiting = unpacker.unconsumed_tail
    except zlib.error:
        # Damaged or encrypted: PDFium says so, or unpacks as far as it goes.
        return size
    return size


def _too_large(name: str) -> str:
    return (
        f"{name}: unpacks to far more than a text has; expected at most "
        f"{LARGEST_STREAM / 1e6:.0f} MB a page; print it to a new PDF."
    )

"""Mutations: from a file of ours and a number, always the same damaged file."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_TOKEN = re.compile(rb"[A-Za-z/<>\[\]&;:=\"']+")
_NUMBERS = (
    b"0", b"-1", b"1", b"65536", b"2147483647", b"-2147483648", b"4294967296",
    b"1e38", b"-300000000", b"9" * 40, b"0.00001", b"-0.5", b"nan",
)  # fmt: skip
_STREAM = re.compile(
    rb"(<<[^>]*/FlateDecode[^>]*>>\s*stream\r?\n)(.*?)(\r?\nendstream)", re.DOTALL
)


def mutate(files: Sequence[bytes], number: int) -> bytes:
    """Damage a file in a way that a number says."""
    chance = random.Random(number)
    content = chance.choice(files)
    if content.startswith(b"PK") and chance.random() < 0.8:
        return _in_parts(content, files, chance)
    if content.startswith(b"%PDF") and chance.random() < 0.8:
        content = _unpacked(content)
    return _damaged(content, files, chance)


def _in_parts(content: bytes, files: Sequence[bytes], chance: random.Random) -> bytes:
    """Damage what is packed in a zip file, not its packing."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        chosen = set(chance.sample(names, min(len(names), chance.choice((1, 1, 2)))))
        for name in names:
            part = old.read(name)
            new.writestr(
                name, _damaged(part, files, chance) if name in chosen else part
            )
    return kept.getvalue()


def _unpacked(content: bytes) -> bytes:
    """Write the packed streams of a PDF as they are, so that damage reaches them."""

    def plain(found: re.Match[bytes]) -> bytes:
        try:
            stream = zlib.decompress(found[2])
        except zlib.error:
            return found[0]
        head = re.sub(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?", b"", found[1])
        head = re.sub(rb"/Length\s+\d+", b"/Length %d" % len(stream), head)
        return head + stream + found[3]

    return _STREAM.sub(plain, content)


def _damaged(content: bytes, files: Sequence[bytes], chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 3, 8, 20))):
        kind = chance.choice((_number, _token, _bits, _cut, _repeat, _splice, _noise))
        content = kind(content, files, chance)[:2_000_000]
    return content


def _place(content: bytes, chance: random.Random) -> int:
    return chance.randrange(len(content) + 1)


def _number(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    """Put a number of extreme size where one stands."""
    found = _NUMBER.search(content, _place(content, chance)) or _NUMBER.search(content)
    if not found:
        return content
    return content[: found.start()] + chance.choice(_NUMBERS) + content[found.end() :]


def _token(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    """Put one word of the file in the place of another."""
    one = _TOKEN.search(content, _place(content, chance))
    other = _TOKEN.search(content, _place(content, chance))
    if not one or not other:
        return content
    return content[: one.start()] + other[0] + content[one.end() :]


def _bits(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _n in range(chance.choice((1, 4, 16))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start = _place(content, chance)
    return content[:start] + content[start + chance.choice((1, 9, 99, 9_999)) :]


def _repeat(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start = _place(content, chance)
    part = content[start : start + chance.choice((1, 5, 40, 400))]
    return content[:start] + part * chance.choice((2, 9, 200, 3_000)) + content[start:]


def _splice(content: bytes, files: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(files)
    start, end = _place(content, chance), _place(other, chance)
    return (
        content[:start]
        + other[end : end + chance.choice((20, 400, 9_999))]
        + (content[start:])
    )


def _noise(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start = _place(content, chance)
    return (
        content[:start] + chance.randbytes(chance.choice((1, 4, 64))) + content[start:]
    )

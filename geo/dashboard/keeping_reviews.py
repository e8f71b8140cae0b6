"""A review as a file: the texts as they were read, and the ledgers beside them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from geo.projects.bringing import make_id
from geo.projects.storing import pack
from geo.review.decisions import render_line
from geo.review.ledgers import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.projects.bringing import BroughtText
    from geo.review.decisions import Decision


def pack_reviewed(
    reading: Iterable[BroughtText], decisions: Iterable[Decision]
) -> bytes:
    """Write texts and what was decided about them as one project, a zip file.

    The same texts and decisions give the same bytes.
    """
    ledgers: dict[str, list[str]] = {}
    for decision in decisions:
        ledgers.setdefault(decision.who, []).append(render_line(decision))
    content = io.BytesIO(pack(reading))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        taken: set[str] = set()
        for who in sorted(ledgers):
            name = make_id(who.replace(".", " "), taken)
            taken.add(name)
            part = zipfile.ZipInfo(f"{FOLDER}/{name}.jsonl")
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, "".join(ledgers[who]))
    return content.getvalue()

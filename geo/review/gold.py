"""Gold from reviewed texts: what readers decided, as evaluation reads it.

A text counts once all of its mentions and proposals are decided and no two readers
differ about one: only then does what is not marked say that nothing stands there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import tomli_w

from geo.errors import ProjectError
from geo.fields import Family, to_record
from geo.review.queueing import progress

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geo.model import Agreement, Mention
    from geo.projects.bringing import BroughtText
    from geo.review.state import State

_MENTION_FIELDS = ("passage", "start", "end", "exact", "role", "kind", "place")


def list_reviewed(state: State) -> tuple[BroughtText, ...]:
    """List the texts about which everything is decided."""
    return tuple(text for text in state.texts if is_reviewed(state, text.document.id))


def is_reviewed(state: State, document_id: str) -> bool:
    """Whether everything about a text is decided, and nobody differs."""
    done = progress(state, document_id)
    return done.decided == done.total > 0 and not done.disagreed


def write_gold(texts: Iterable[BroughtText], folder: Path) -> int:
    """Write texts with their gold and give their number.

    Parameters
    ----------
    texts
        As readers decided.
    folder
        For ``<id>.jsonl``, ``texts/<id>.txt`` with its record, and
        ``proposals/<id>.jsonl``.

    Raises
    ------
    ProjectError
        The disk does not take it.
    """
    count = 0
    try:
        for room in (folder / "texts", folder / "proposals"):
            room.mkdir(parents=True, exist_ok=True)
        for text in texts:
            count += 1
            name = text.document.id
            record = tomli_w.dumps(to_record(text.document, Family.TOML))
            _write(folder / "texts" / f"{name}.txt", text.document.text)
            _write(folder / "texts" / f"{name}.toml", record)
            _write(folder / f"{name}.jsonl", _render(map(_mark, text.mentions)))
            _write(
                folder / "proposals" / f"{name}.jsonl",
                _render(map(_mark_agreement, text.agreements)),
            )
    except OSError as error:
        msg = f"{folder}: cannot be written ({error.strerror})."
        raise ProjectError(msg) from error
    return count


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def _render(records: Iterable[dict[str, object]]) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records)


def _mark(mention: Mention) -> dict[str, object]:
    record = to_record(mention, Family.LINES)
    return {name: record[name] for name in _MENTION_FIELDS}


def _mark_agreement(agreement: Agreement) -> dict[str, object]:
    first = agreement.evidence[0]
    marked: dict[str, object] = {
        "start": first.start,
        "quote": first.quote,
        "type": agreement.type.value,
        "status": agreement.status.value,
        "places": list(agreement.places),
    }
    return marked | ({"pair": list(agreement.pair)} if agreement.pair else {})

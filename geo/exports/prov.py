"""Provenance: who decided what, when and on which reading, as W3C PROV in JSON-LD.

Each decision is an activity of its reader, and what it was about an entity that was
derived from the text. The terms stand in the file itself: nothing has to be fetched.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.exports.annotations import NAMES, name_text
from geo.exports.files import whole_file
from geo.projects.bringing import make_id
from geo.review.answers import STANDING, undone_steps
from geo.review.items import ReviewedAgreement, ReviewedMention

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geo.review.decisions import Decision
    from geo.review.items import Item, ReviewedText
    from geo.review.state import State

_Json = dict[str, Any]
_LINKS = (
    "wasDerivedFrom",
    "wasGeneratedBy",
    "wasInvalidatedBy",
    "wasAttributedTo",
    "wasAssociatedWith",
    "used",
    "wasInformedBy",
)
_TIMES = ("startedAtTime", "endedAtTime")
_CONTEXT: _Json = {
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "atlas": f"{NAMES}term:",
    "id": "@id",
    "type": "@type",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "sha256": "https://schema.org/sha256",
    **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in _LINKS},
    **{name: {"@id": f"prov:{name}", "@type": "xsd:dateTime"} for name in _TIMES},
    **{name: f"atlas:{name}" for name in ("act", "why", "exact", "standing")},
    **{name: {"@id": f"atlas:{name}", "@type": "@json"} for name in ("value", "was")},
}


def write_prov(state: State, path: Path) -> int:
    """Write what readers decided and give the number of decisions.

    Raises
    ------
    UsageError
        The file cannot be written.
    """
    with whole_file(path) as draft:
        content = json.dumps(to_prov(state), ensure_ascii=False, indent=1)
        draft.write_text(f"{content}\n", encoding="utf-8")
    return len(state.decisions)


def to_prov(state: State) -> _Json:
    """Give agents, decisions, texts and what was decided about as one graph."""
    texts = {record.document_id: record for record in state.records}
    undone = undone_steps(state.decisions)
    return {
        "@context": _CONTEXT,
        "@graph": [
            *_agents(state.decisions),
            *map(_text, state.records),
            *(_activity(d, texts, undone) for d in state.decisions),
            *(_entity(item, texts) for item in state.items if _is_told(item)),
        ],
    }


def _is_told(item: Item) -> bool:
    return item.is_decided and isinstance(item, ReviewedMention | ReviewedAgreement)


def _agents(decisions: Iterable[Decision]) -> list[_Json]:
    names: dict[str, None] = {}
    rules: dict[str, None] = {}
    for decision in decisions:
        names[decision.who] = None
        if decision.rules:
            rules[decision.rules] = None
    return [
        *(
            {"id": _reader(name), "type": "prov:Person", "label": name}
            for name in names
        ),
        *(
            {
                "id": f"{NAMES}rules:{edition}",
                "type": "prov:SoftwareAgent",
                "label": f"Accord Atlas, rules of edition {edition}",
            }
            for edition in rules
        ),
    ]


def _reader(name: str) -> str:
    return f"{NAMES}reader:{make_id(name.replace('.', ' '))}"


def _text(record: ReviewedText) -> _Json:
    document = record.document
    told: _Json = {
        "id": name_text(document),
        "type": "prov:Entity",
        "label": document.title,
        "sha256": document.sha256,
    }
    if record.is_decided:
        told["wasAttributedTo"] = [_reader(name) for name in record.decided_by]
    return told


def _activity(
    decision: Decision,
    texts: dict[str, ReviewedText],
    undone: set[tuple[str, str]],
) -> _Json:
    when = decision.when.isoformat(timespec="microseconds")
    told: _Json = {
        "id": _decision(decision.id),
        "type": "prov:Activity",
        "startedAtTime": when,
        "endedAtTime": when,
        "wasAssociatedWith": [_reader(decision.who)],
        "act": f"{decision.subject.value} {decision.act.value}",
        "value": dict(decision.value),
    }
    if decision.rules:
        told["wasAssociatedWith"].append(f"{NAMES}rules:{decision.rules}")
    if decision.document_id in texts:
        told["used"] = [name_text(texts[decision.document_id].document)]
    if decision.words:
        told["exact"] = decision.words.exact
    if decision.was:
        told["was"] = dict(decision.was)
    if decision.why:
        told["why"] = decision.why
    if decision.replaces:
        told["wasInformedBy"] = [_decision(name) for name in decision.replaces]
    if (decision.who, decision.undone_with) in undone:
        told["standing"] = "undone"
    return told


def _decision(name: str) -> str:
    return f"{NAMES}decision:{name}"


def _entity(item: Item, texts: dict[str, ReviewedText]) -> _Json:
    decisions = [_decision(d.id) for d in item.decisions]
    told: _Json = {
        "id": _name(item),
        "type": "prov:Entity",
        "wasDerivedFrom": [name_text(texts[item.document_id].document)],
        "wasAttributedTo": [_reader(name) for name in item.decided_by],
        "standing": _standing(item),
    }
    gone = told["standing"] in {"not a place", "reject", "split", "merge"}
    return told | {"wasInvalidatedBy" if gone else "wasGeneratedBy": decisions}


def _name(item: Item) -> str:
    """Name what was decided about as the annotations do."""
    if isinstance(item, ReviewedAgreement):
        return f"{NAMES}agreement:{(item.agreement or item.read).id}"
    if isinstance(item, ReviewedMention):
        shown = item.mention or item.machine
        if shown is not None:
            span = f"{shown.start}-{shown.end}"
            return f"{NAMES}mention:{item.document_id}:{span}:{shown.kind.value}"
        return f"{NAMES}mention:{item.document_id}:{item.words.start}"
    return f"{NAMES}text:{item.document_id}"


def _standing(item: Item) -> str:
    if item.differs:
        return "disputed"
    if isinstance(item, ReviewedMention) and item.mention is None:
        return "not a place"
    held = item.held.get(STANDING)
    said = str(held.value) if held else "keep"
    return "verified" if said == "keep" else said

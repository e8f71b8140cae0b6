"""What is to be looked at, as the browser shows it: mentions, proposals, places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.citations import passage_key, passage_label
from geo.dashboard.hand import mention_id
from geo.fields import Family, to_record
from geo.model import Kind
from geo.review.answers import KEEP
from geo.review.decisions import Decision, Subject
from geo.review.said import show

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from geo.model import Agreement, Document, Mention, Passage, Place
    from geo.places.gazetteer import Gazetteer
    from geo.review.items import (
        Item,
        ReviewedAgreement,
        ReviewedMention,
        ReviewedText,
    )
    from geo.review.state import State

_AROUND = 240
"""Code points of a long passage that are shown on either side."""
_MOST_STEPS = 100
"""Steps from before that can be undone."""
PROMISE = ("promised_by", "action", "object", "to", "due")
"""Who, what, to whom and by when, as far as an agreement has them."""
_SHOWN = (
    *("title", "type", "status", "status_words", "parties", "places", "pair"),
    *PROMISE,
)


def list_items(state: State, who: str) -> list[dict[str, Any]]:
    """List all that can be decided about, mentions first."""
    documents = {record.document_id: record.document for record in state.records}
    return [
        *(_of_mention(m, documents[m.document_id], who) for m in state.mentions),
        *(_of_agreement(a, documents[a.document_id], who) for a in state.agreements),
    ]


def _of_mention(item: ReviewedMention, document: Document, who: str) -> dict[str, Any]:
    shown = item.mention or item.machine
    machine = item.machine or item.mention
    start, end = (
        (shown.start, shown.end) if shown else (item.words.start, item.words.end)
    )
    offers = {a.place_id: a.evidence for a in (machine.alternatives if machine else ())}
    if machine and machine.place_id:
        offers = {machine.place_id: machine.evidence, **offers}
    return {
        "id": mention_id(item),
        "is": "mention",
        "title": document.text[start:end],
        **_where(document, start, end),
        "place": shown.place_id if shown else None,
        "kind": shown.kind.value if shown else "",
        "role": shown.role.value if shown else "",
        "why": _reasons(shown.evidence if shown else ""),
        "rules": list(shown.rules) if shown else [],
        "offers": [{"place": p, "why": why} for p, why in offers.items()],
        "unsure": item.is_unsure or item.is_unplaced,
        "like": _likeness(item),
        "state": _state_of_mention(item),
        **_said(item, who),
    }


def _likeness(item: ReviewedMention) -> str:
    one = item.machine
    return f"{one.exact}|{one.place_id}|{one.role}" if one else ""


def _state_of_mention(item: ReviewedMention) -> str:
    if not item.is_decided:
        return "open"
    if item.mention is None:
        return "rejected"
    if item.machine is None:
        return "added"
    return "confirmed" if _core(item.mention) == _core(item.machine) else "changed"


def _core(mention: Mention) -> tuple[object, ...]:
    return mention.place_id, mention.role, mention.start, mention.end


def _of_agreement(
    item: ReviewedAgreement, document: Document, who: str
) -> dict[str, Any]:
    shown = item.agreement or item.read
    first = shown.evidence[0]
    record = to_record(shown, Family.JSON)
    fields = {name: record[name] for name in _SHOWN if record.get(name) is not None}
    return {
        "id": item.id,
        "is": "agreement",
        **_where(document, first.start, first.end),
        **fields,
        "why": _reasons(shown.proposed_because),
        "rules": list(shown.rules),
        "unsure": False,
        "state": _state_of_agreement(item),
        **_said(item, who),
    }


def _state_of_agreement(item: ReviewedAgreement) -> str:
    if not item.is_decided:
        return "open" if item.read.is_proposed else "shipped"
    if item.agreement is None:
        return "rejected" if item.standing == "reject" else item.standing
    if item.machine is None:
        return "added"
    same = _fields(item.agreement) == _fields(item.machine)
    return "confirmed" if same and item.standing == KEEP else "changed"


def _fields(agreement: Agreement) -> dict[str, Any]:
    record = to_record(agreement, Family.JSON)
    return {name: record.get(name) for name in _SHOWN}


def _said(item: Item, who: str) -> dict[str, Any]:
    """Give who decided, when and why, and where readers differ."""
    if not item.is_decided:
        return {"by": "", "when": "", "mine": False, "note": "", "disagreed": None}
    notes = dict.fromkeys(d.why for d in item.decisions if d.why)
    return {
        "by": " · ".join(item.decided_by),
        "when": item.decided_at.isoformat() if item.decided_at else "",
        "mine": any(d.who == who for d in item.decisions),
        "note": "; ".join(notes),
        "disagreed": _differing(item) if item.differs else None,
    }


def _differing(item: Item) -> list[dict[str, str]]:
    """Give what each reader says, once a reader, with the decision that says so."""
    found: dict[str, dict[str, str]] = {}
    for question, held in item.held.items():
        if not held.differs:
            continue
        for decision in (*held.decisions, *held.others):
            said = decision.value.get(question, decision.act.value)
            before = found.get(decision.who, {}).get("said", "")
            found[decision.who] = {
                "who": decision.who,
                "said": f"{before}; {show(said)}" if before else show(said),
                "decision": decision.id,
            }
    return list(found.values())


def _reasons(evidence: str) -> list[str]:
    return [part.strip() for part in evidence.split("; ") if part.strip()]


def _where(document: Document, start: int, end: int) -> dict[str, Any]:
    """Say where words stand, with as much of their passage as shows what they mean."""
    passage = _passage_at(document, start)
    last = passage.start + len(passage.text.rstrip())
    first, last = _cut(document.text, start, end, passage.start, max(last, end))
    return {
        "document": document.id,
        "start": start,
        "end": end,
        "from": first,
        "context": document.text[first:last],
        "lang": document.language,
        "passage": passage_key(document.id, passage.id),
        "where": passage_label(passage.id),
    }


def _passage_at(document: Document, offset: int) -> Passage:
    return next(p for p in reversed(document.passages) if p.start <= offset)


def _cut(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Cut a long passage around words, where other words end."""
    if start - first > _AROUND:
        space = text.find(" ", start - _AROUND, start)
        first = space + 1 if space >= 0 else start - _AROUND
    if last - end > _AROUND:
        space = text.rfind(" ", end, end + _AROUND)
        last = space if space >= 0 else end + _AROUND
    return first, last


def list_texts(records: Iterable[ReviewedText]) -> list[dict[str, Any]]:
    """List the texts with what their records say."""
    return [
        {
            "id": record.document_id,
            "short_title": record.document.short_title,
            "title": record.document.title,
            "publisher": record.document.publisher,
            "parties": "; ".join(record.parties),
            "language": record.document.language,
            "geography_on": record.document.geography_on.isoformat(),
            "geography_reason": record.document.geography_reason,
        }
        for record in records
    ]


def list_places(
    ids: Iterable[str], gazetteer: Gazetteer, day: dt.date, lang: str
) -> dict[str, dict[str, Any]]:
    """Describe places, as they were on a day."""
    countries = {
        code: _name(place, lang)
        for place in gazetteer
        if place.kind is Kind.COUNTRY
        for code in place.countries[:1]
    }
    found = dict.fromkeys(i for i in ids if i and i in gazetteer)
    return {i: _place(gazetteer[i], day, lang, countries) for i in found}


def _place(
    place: Place, day: dt.date, lang: str, countries: dict[str, str]
) -> dict[str, Any]:
    version = place.on(day) or (place.versions[-1] if place.versions else None)
    where = [countries.get(code, code) for code in place.countries]
    since = version.valid_from if version else None
    lon, lat = (version.point if version else None) or (None, None)
    return {
        "id": place.id,
        "name": _name(place, lang),
        "kind": place.kind.value,
        "detail": [place.kind.label, *where],
        "since": since,
        "lon": lon,
        "lat": lat,
        "radius": version.radius_m if version else None,
    }


def _name(place: Place, lang: str) -> str:
    return str(getattr(place.names, lang, None) or place.names.en)


def places_of(items: Iterable[dict[str, Any]]) -> set[str]:
    """Give the ids of all places that some items name or offer."""
    found: set[str] = set()
    for item in items:
        found |= {offer["place"] for offer in item.get("offers", ())}
        found |= {item.get("place") or "", *item.get("places", ())}
    return found - {""}


def list_steps(state: State, who: str) -> list[dict[str, Any]]:
    """List what a reader decided last, for undoing it."""
    mine = [d for d in state.decisions if d.who == who]
    return [
        {
            "id": d.id,
            "step": d.undone_with,
            "number": 0,
            "when": d.when.isoformat(),
            "who": d.who,
            "subject": d.subject.value,
            "act": d.act.value,
            "item": _item_of(d),
            "value": {"step": d.value["step"]} if d.subject is Subject.STEP else {},
            "why": d.why,
            "said": f"“{d.words.exact[:60]}”" if d.words else "",
        }
        for d in mine[-_MOST_STEPS:]
    ]


def _item_of(decision: Decision) -> str:
    if decision.about or decision.words is None:
        return decision.about or decision.document_id
    return f"{decision.document_id}:{decision.words.start}-{decision.words.end}"

"""Proposals: agreements that rules find in any text, each with the rule's reason.

A proposal is never shown as a verified agreement: ``proposed_because`` says which
words of its own quotation made the rule propose it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.agreements.about import find_places, say_why_no_place
from geo.agreements.clauses import find_clauses
from geo.agreements.drafts import make_drafts, name_pair
from geo.agreements.instruments import name_form
from geo.agreements.pairs import joins_names
from geo.agreements.parties import find_parties
from geo.agreements.parts import trim
from geo.agreements.promises import take_apart
from geo.agreements.read_text import LONGEST_QUOTE, read_text
from geo.agreements.sides import list_parties
from geo.agreements.topics import find_topic
from geo.language.matching import listed
from geo.model import SETTLED, Agreement, Form, Kind, Part, Role, Status
from geo.text.folding import fold_toponym

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.agreements.clause import Span
    from geo.agreements.drafts import Draft
    from geo.agreements.read_text import ReadText
    from geo.model import Document, Evidence, Mention
    from geo.places.gazetteer import Gazetteer

_LONGEST_TITLE = 90
_LONGEST_ID = 64
_LONGEST_DOCUMENT_IN_ID = 24
_WITHIN = re.compile(rf"\b{listed('within')}\b", re.IGNORECASE)
_LISTS = re.compile(rf"^\s*,\s*$|[–-]|\b{listed('and')}\b", re.IGNORECASE)
_REACH = 60
_SUBJECT_WORDS = 6
_NUMBER = re.compile(r"^(?:(?:Article|Điều)\s+\d+[.:]?|to)\s+(?=\S)")
_DANGLING = re.compile(
    r"(?:\s+(?:an?|and|as|at|between|by|for|from|in|of|on|or|that|the|their|to|which|"
    r"with|các|cho|của|giữa|ở|tại|và|về|với))+$"
)
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_STATUS_REASONS = {
    Status.IN_FORCE: "in force",
    Status.DONE: "done",
    Status.AGREED: "agreed",
    Status.NEGOTIATING: "being negotiated",
    Status.DISCUSSING: "being discussed",
    Status.AIM: "an aim",
}


def propose(
    document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> tuple[Agreement, ...]:
    """Propose the agreements that a document tells of, in reading order.

    Parameters
    ----------
    document
        Any text, in English or Vietnamese.
    mentions
        Its mentions, with their places and roles.
    gazetteer
        The places that they name.

    Returns
    -------
    agreements
        Each with its words quoted exactly and ``proposed_because`` in words; empty
        for a text that promises nothing. An instrument that the text names several
        times is one agreement with several quotations.
    """
    text = read_text(document, mentions, gazetteer)
    actors = _find_actors(text)
    parties = find_parties(text)
    proposals: dict[str, Agreement] = {}
    for clause in find_clauses(text.text, actors):
        for draft in make_drafts(text, clause, parties):
            agreement = _propose_one(text, draft)
            key = _key(draft) or _said(agreement)
            known = proposals.get(key)
            proposals[key] = _merge(known, agreement) if known else agreement
    return _with_ids(document, proposals.values())


def _find_actors(text: ReadText) -> list[Span]:
    """Give where names stand for who can promise, and those listed with them."""
    actors: list[Span] = []
    for group in _listed_together(text):
        spans = [(first, last) for first, last, _ in group]
        start = spans[0][0]
        before = re.split(r"[.;:,!?\n]", text.text[max(0, start - _REACH) : start])[-1]
        is_subject = len(before.split()) <= _SUBJECT_WORDS and not _WITHIN.search(
            before
        )
        acts = is_subject or any(_can_promise(m) for *_, m in group)
        if len(group) > 1 and acts and _is_list(text, group):
            actors += spans
        else:
            actors += [(a, b) for a, b, m in group if _can_promise(m)]
    return actors


def _listed_together(text: ReadText) -> Iterator[list[tuple[int, int, Mention]]]:
    """Give the names of states, provinces and towns, those of a list together."""
    group: list[tuple[int, int, Mention]] = []
    for first, last, mention in text.mentions:
        if mention.kind not in SETTLED and mention.kind is not Kind.COUNTRY:
            continue
        if mention.kind is Kind.COUNTRY and text.text[first - 1 : first] == "(":
            continue  # "Kep (Cambodia) and Trat" says where Kep is
        parts = group and (group[-1][2].kind in SETTLED) != (mention.kind in SETTLED)
        if group and (parts or not joins_names(text.text[group[-1][1] : first])):
            yield group
            group = []
        group.append((first, last, mention))
    if group:
        yield group


def _is_list(text: ReadText, group: Sequence[tuple[int, int, Mention]]) -> bool:
    """Whether provinces and towns are listed: "Kep, Trat and Pailin"."""
    gaps = [text.text[a[1] : b[0]] for a, b in pairwise(group)]
    return all(
        mention.kind in SETTLED and _is_free(mention) for *_, mention in group
    ) and all("(" not in gap and _LISTS.search(gap) for gap in gaps)


def _is_free(mention: Mention) -> bool:
    """Whether a name is no part of another one."""
    return _can_promise(mention) or (
        mention.kind in SETTLED and mention.role is not Role.ASSOCIATIVE
    )


def _can_promise(mention: Mention) -> bool:
    """Whether a name stands for who can promise: a state, a province, a town."""
    if mention.kind is Kind.COUNTRY:
        return mention.role is not Role.ASSOCIATIVE
    return mention.kind in SETTLED and mention.role is Role.ACTOR


def _key(draft: Draft) -> str:
    """Give the whole title of an instrument, which names it again and again."""
    if draft.pair or draft.instrument is None or not draft.instrument.is_titled:
        return ""
    return f"{fold_toponym(draft.title)}, {draft.form}"


def _said(agreement: Agreement) -> str:
    """Give the words that it quotes: said again in the same passage, it is the same."""
    quoted = [f"{e.passage_id}: {e.quote}" for e in agreement.evidence]
    named = (agreement.status, agreement.type, agreement.title, *(agreement.pair or ()))
    return "\n".join((*named, *quoted))


def _merge(known: Agreement, again: Agreement) -> Agreement:
    quoted = {(e.passage_id, e.quote) for e in known.evidence}
    more = tuple(e for e in again.evidence if (e.passage_id, e.quote) not in quoted)
    places = known.places or again.places
    return replace(
        known,
        evidence=known.evidence + more,
        places=places,
        no_place_reason="" if places else known.no_place_reason,
    )


def _propose_one(text: ReadText, draft: Draft) -> Agreement:
    agreement_type, words, span, rules = find_topic(text, draft)
    places = find_places(text, draft)
    said = text.words(draft.words)
    about = f"because of {_list(words)}" if words else "as no word tells another type"
    reason = f"{agreement_type.label.lower()}, {about}; "
    reason += f"{_STATUS_REASONS[draft.status]}, because of '{said}'"
    evidence = _evidence(text, draft, span)
    if span[1] - span[0] > LONGEST_QUOTE:
        reason += f"; quoted are the first {LONGEST_QUOTE:,} characters"
    if draft.pair and draft.parties:
        named = name_pair(text, draft)
        both = " and ".join(f"'{text.words(named[p.id])}'" for p in draft.pair)
        reason += f"; the pair is {both}, whom it takes up"
    elif draft.open_because:
        reason += f"; no pair, as {draft.open_because}"
    form = "" if draft.form is Form.COMMITMENT else name_form(draft.title)
    promise = take_apart(text, draft)
    return Agreement(
        id="",
        type=agreement_type,
        form=draft.form,
        title=_title(draft.title) or _title(text.text[slice(*span)]),
        status=draft.status,
        status_words=said,
        parties=list_parties(text, draft),
        places=places,
        pair=(draft.pair[0].id, draft.pair[1].id) if draft.pair else None,
        no_place_reason="" if places else say_why_no_place(text, span),
        evidence=evidence,
        proposed_because=reason,
        rules=tuple(filter(None, (draft.clause.rule, *rules, form))),
        firmness=promise.firmness,
        words=promise.words,
        promised_by=promise.said.get(Part.PROMISED_BY, ""),
        action=promise.said.get(Part.ACTION, ""),
        object=promise.said.get(Part.OBJECT, ""),
        to=promise.said.get(Part.TO, ""),
        due=promise.said[Part.DUE],
        under=promise.said.get(Part.UNDER, ""),
        depends_on=promise.said.get(Part.DEPENDS_ON, ""),
    )


def _evidence(text: ReadText, draft: Draft, span: Span) -> tuple[Evidence, ...]:
    """Quote a draft, and the words of its status where they stand outside it.

    First comes what stands in the passage of the status, as the register has it.
    """
    spans = [span, *draft.clause.items]
    if draft.parties and draft.pair:
        first, last = draft.parties.span
        spans += [(first, last)] if not (span[0] <= first and last <= span[1]) else []
    start, end = draft.words
    if not (span[0] <= start and end <= span[1]):
        lead = draft.clause.lead
        spans.append((min(start, lead[0]), max(end, lead[1])))
    passages = [e.passage_id for e in text.quote(draft.words)[:1]]
    quoted = dict.fromkeys(e for part in spans for e in text.quote_once(part))
    return tuple(sorted(quoted, key=lambda e: e.passage_id not in passages))


def _title(words: str) -> str:
    """Make a title of the text's own words, cut at a word.

    >>> _title("(a)  open a gate; ")
    'Open a gate'
    """
    span = trim(words, 0, len(words))
    title = " ".join(words[slice(*span)].split()) if span else ""
    title = _NUMBER.sub("", title, count=1)
    title = title[:1].upper() + title[1:]
    if len(title) <= _LONGEST_TITLE:
        return title
    cut = title[:_LONGEST_TITLE].rsplit(" ", 1)[0][: _LONGEST_TITLE - 1]
    cut = _DANGLING.sub("", cut)
    return cut.rstrip(" ,;:.–-(") + "…"


def _list(words: Iterable[str]) -> str:
    return " and ".join(words)


def _with_ids(
    document: Document, agreements: Iterable[Agreement]
) -> tuple[Agreement, ...]:
    """Name each after its document, its passage and its title."""
    counts: Counter[str] = Counter()
    named = []
    for agreement in agreements:
        where = _slug(document.id)[:_LONGEST_DOCUMENT_IN_ID]
        passage = _slug(agreement.evidence[0].passage_id)
        stem = f"{where}_{passage}_{_slug(agreement.title)}"[:_LONGEST_ID].strip("_")
        counts[stem] += 1
        number = f"__{counts[stem]}" if counts[stem] > 1 else ""
        named.append(replace(agreement, id=f"{stem}{number}"))
    return tuple(named)


def _slug(words: str) -> str:
    return _NOT_IN_IDS.sub("_", fold_toponym(words)).strip("_") or "text"

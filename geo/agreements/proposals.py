"""Proposals: agreements that rules find in any text, each with the rule's reason.

A proposal is never shown as a verified agreement: ``proposed_because`` says which
words of its own quotation made the rule propose it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.agreements.clauses import find_clauses, trim
from geo.agreements.cues import ONE_SIDE, TOPICS
from geo.agreements.instruments import find_form, find_instruments, find_parties
from geo.agreements.pairs import PAIRED, find_pairs
from geo.model import Agreement, AgreementType, Evidence, Form, Kind, Role, Status
from geo.text.composition import compose_text
from geo.text.folding import fold_toponym

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.agreements.clauses import Clause, Span
    from geo.agreements.instruments import Instrument
    from geo.agreements.pairs import Named
    from geo.model import Document, Mention, Place
    from geo.places.gazetteer import Gazetteer
    from geo.text.composition import ComposedText

    _Scores = dict[AgreementType, dict[Span, float]]

_LONGEST_TITLE = 90
_LONGEST_ID = 48
_NEAR_WORDS = 12
_LONGEST_SUBJECT = 6
_SAME_BEGINNING = 4
_WATERS = frozenset(
    {
        Kind.RIVER,
        Kind.LAKE,
        Kind.BASIN,
        Kind.DELTA,
        Kind.SEA,
        Kind.WATERS,
        Kind.BOUNDARY,
    }
)
_STATUS_WORDS = {
    Status.IN_FORCE: "in force",
    Status.DONE: "done",
    Status.AGREED: "agreed",
    Status.NEGOTIATING: "being negotiated",
    Status.DISCUSSING: "being discussed",
    Status.AIM: "an aim",
}
_THIS_GATE = re.compile(
    r"\b(?:this|these|the said)\s+(?:\w+\s+){0,3}?(?P<noun>checkpoints?|gates?|"
    r"crossings?|bridges?|monuments?|schools?|rivers?)\b",
    re.IGNORECASE,
)
_LAND_BORDER = re.compile(
    r"(?<!\w)(?:land\s+(?:boundary|border)|undemarcated|border\s+treaties|"
    r"border\s+statute|biên giới (?:trên bộ|đất liền)|phân giới|cắm mốc)(?!\w)",
    re.IGNORECASE,
)
_THREE = re.compile(
    r"\bthree\s+(?:countries|parties|sides)\b|\bba nước\b", re.IGNORECASE
)
_COUNT_WORD = re.compile(
    r"(?:an?|the|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|một|hai|"
    r"ba|bốn|năm|sáu|\d+|several|many|các|nhiều)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Text:
    """A document in NFC, with what stands where in it."""

    document: Document
    composed: ComposedText
    gazetteer: Gazetteer
    mentions: tuple[tuple[int, int, Mention], ...]
    countries: tuple[str, ...]
    """The countries that it names most, by place id, most often first."""

    @property
    def text(self) -> str:
        """The words, in NFC."""
        return self.composed.text

    def original(self, span: Span) -> Span:
        """Give a span's offsets in the document as it stands."""
        return self.composed.span(*span)

    def inside(self, start: int, end: int) -> Iterator[tuple[int, int, Mention]]:
        """Give the mentions between two offsets."""
        return (m for m in self.mentions if start <= m[0] and m[1] <= end)

    def place(self, mention: Mention) -> Place | None:
        """Give the place of a mention, if the gazetteer has it."""
        if mention.place_id is None or mention.place_id not in self.gazetteer:
            return None
        return self.gazetteer[mention.place_id]


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is to become an agreement: offsets of the text in NFC."""

    clause: Clause
    span: Span
    words: Span
    """Of the status."""
    status: Status
    title: str
    form: Form = Form.COMMITMENT
    instrument: Instrument | None = None
    pair: tuple[Place, Place] | None = None


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
        for a text that promises nothing.
    """
    text = _read(document, mentions, gazetteer)
    actors = [(a, b) for a, b, m in text.mentions if m.kind is Kind.COUNTRY]
    drafts: list[_Draft] = []
    for clause in find_clauses(text.text, actors):
        drafts += _drafts(text, clause)
    agreements = [_agreement(text, draft) for draft in drafts]
    return _with_ids(document, _merge(agreements))


def _read(
    document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> _Text:
    composed = compose_text(document.text)
    starts, ends = composed.starts, composed.ends
    placed = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        start, end = mention.start, mention.end
        if starts is not None and ends is not None:
            start, end = bisect_left(starts, start), bisect_right(ends, end)
        placed.append((start, end, mention))
    counts = Counter(
        m.place_id
        for _, _, m in placed
        if m.kind is Kind.COUNTRY and m.place_id in gazetteer
    )
    named = tuple(place_id for place_id, _ in counts.most_common() if place_id)
    return _Text(document, composed, gazetteer, tuple(placed), named)


def _drafts(text: _Text, clause: Clause) -> Iterator[_Draft]:
    """Make of a clause what it promises, and the instruments that it names."""
    instruments = find_instruments(text.text, clause)
    named = _settled(text, clause)
    pairs = find_pairs(
        text.text, clause.start, clause.end, named, max(clause.words[0], clause.start)
    )
    if pairs:
        yield from (_pair_draft(text, clause, pair, instruments) for pair in pairs)
        instruments = tuple(i for i in instruments if i.is_titled and i.governor)
    elif not any(i.is_object for i in instruments):
        title = text.text[clause.content : clause.end]
        form = find_form(text.text[clause.words[0] : clause.words[1]])
        yield _Draft(
            clause,
            (clause.start, clause.end),
            clause.words,
            clause.status,
            title,
            form or Form.COMMITMENT,
        )
    for instrument in instruments:
        if not pairs or instrument.is_existing:
            yield _instrument_draft(text, clause, instrument)


def _settled(text: _Text, clause: Clause) -> list[Named]:
    start = min(clause.sentence[0], clause.start)
    return [
        (a, b, place)
        for a, b, mention in text.inside(start, clause.end)
        if mention.kind in PAIRED and (place := text.place(mention))
    ]


def _pair_draft(
    text: _Text,
    clause: Clause,
    pair: tuple[Place, Place],
    instruments: Sequence[Instrument],
) -> _Draft:
    names = _names(text, clause, pair)
    words = text.text[clause.content : clause.end]
    form = Form.COMMITMENT
    if instruments:
        first = instruments[0]
        words, form = text.text[first.start : first.end], first.form
    head = re.split(r"\s(?:between|giữa|with|với)\s", words)[0]
    head = _COUNT_WORD.sub("", head, count=1) if _COUNT_WORD.match(head) else head
    title = f"{' – '.join(names)}: {head}"
    if not instruments:
        form = find_form(head) or form
    ids = {place.id for place in pair}
    named = [a for a, _, place in _settled(text, clause) if place.id in ids]
    return _Draft(
        clause,
        (min(clause.start, *named), clause.end),
        clause.words,
        clause.status,
        title,
        form,
        instruments[0] if instruments else None,
        pair,
    )


def _names(text: _Text, clause: Clause, pair: tuple[Place, Place]) -> tuple[str, ...]:
    """Give the names of a pair as the sentence has them."""
    said = {
        place.id: text.text[a:b] for a, b, place in reversed(_settled(text, clause))
    }
    return tuple(said.get(place.id, place.names.en) for place in pair)


def _instrument_draft(text: _Text, clause: Clause, instrument: Instrument) -> _Draft:
    words, status = clause.words, clause.status
    begin = min(clause.start, instrument.start)
    if instrument.governor and (instrument.is_existing or not instrument.is_object):
        words = instrument.governor
    if instrument.is_existing:
        status = Status.IN_FORCE
    elif instrument.governor and re.match(
        r"(?:early\s+)?conclu|negotia|finali|đàm",
        text.text[slice(*instrument.governor)],
        re.IGNORECASE,
    ):
        status = Status.NEGOTIATING
    if not instrument.is_object and instrument.governor:
        begin = instrument.governor[0]
    if instrument.is_listed:
        begin = instrument.start
    return _Draft(
        clause,
        (begin, instrument.end),
        words,
        status,
        text.text[instrument.start : instrument.end],
        instrument.form,
        instrument,
    )


def _agreement(text: _Text, draft: _Draft) -> Agreement:
    topic, words, span = _topic(text, draft)
    places = _places(text, draft, span)
    evidence = list(_evidence(text, span))
    for item in draft.clause.items:
        evidence += _evidence(text, item)
    if not (span[0] <= draft.words[0] and draft.words[1] <= span[1]):
        evidence += _evidence(text, _lead(draft))
    said = _quoted(text, draft.words)
    evidence = _with_first(evidence, _passage_of(text, draft.words))
    because = topic.label.lower()
    because += f", because of {_list(words)}" if words else ", no word for another type"
    because += f"; {_STATUS_WORDS[draft.status]}, because of '{said}'"
    pair = (draft.pair[0].id, draft.pair[1].id) if draft.pair else None
    return Agreement(
        id="",
        type=topic,
        form=draft.form,
        title=_title(draft.title) or _title(text.text[slice(*span)]) or "Untitled",
        status=draft.status,
        status_words=said,
        parties=_parties(text, draft),
        promised_by=_one_side(text, draft.clause),
        places=places,
        pair=pair,
        no_place_reason="" if places else _why_no_place(text, span),
        evidence=tuple(evidence),
        proposed_because=because,
    )


def _with_first(evidence: Sequence[Evidence], passage_id: str) -> list[Evidence]:
    """Put first what stands in the passage of the status, where it is read from."""
    ordered = sorted(evidence, key=lambda e: e.passage_id != passage_id)
    return list(dict.fromkeys(ordered))


def _passage_of(text: _Text, span: Span) -> str:
    return next((e.passage_id for e in _cut(text, *text.original(span))), "")


def _lead(draft: _Draft) -> Span:
    start, end = draft.clause.lead
    return min(start, draft.words[0]), max(end, draft.words[1])


def _quoted(text: _Text, span: Span) -> str:
    """Give words of the document as it stands, within one passage."""
    return next((e.quote for e in _cut(text, *text.original(span))), "")


def _evidence(text: _Text, span: Span) -> Iterator[Evidence]:
    """Quote a span, one quotation a passage, each of which its passage says once."""
    for evidence in _cut(text, *text.original(span)):
        passage = next(p for p in text.document.passages if p.id == evidence.passage_id)
        if passage.text.count(evidence.quote) == 1:
            yield evidence
            continue
        quote = passage.text.strip()
        start = passage.start + passage.text.index(quote)
        yield replace(evidence, quote=quote, start=start, end=start + len(quote))


def _cut(text: _Text, start: int, end: int) -> Iterator[Evidence]:
    document = text.document
    for passage in document.passages:
        first, last = max(start, passage.start), min(end, passage.end)
        words = document.text[first:last]
        if first < last and words.strip():
            first += len(words) - len(words.lstrip())
            quote = words.strip()
            yield Evidence(
                document_id=document.id,
                passage_id=passage.id,
                quote=quote,
                start=first,
                end=first + len(quote),
            )


def _topic(text: _Text, draft: _Draft) -> tuple[AgreementType, tuple[str, ...], Span]:
    """Tell what it is about, the words that say so, and the span that holds them.

    Words of the title and near the verb weigh more. Where the clause says nothing
    ("this cooperation"), the sentence up to it is asked, and quoted with it.
    """
    if draft.pair:
        words = _pair_words(text, draft)
        return AgreementType.PROVINCIAL_COOPERATION, words, draft.span
    start, end = draft.span
    near = draft.clause.content
    if draft.instrument:
        start = near = draft.instrument.start
    scored = _scores(text.text, start, end, near)
    if not scored and draft.clause.sentence[0] < draft.span[0]:
        start = draft.clause.sentence[0]
        scored = _scores(text.text, start, end, end)
        if scored:
            draft_span = (start, end)
            return *_best(text, scored), draft_span
    if not scored:
        return AgreementType.POLITICAL, (), draft.span
    return *_best(text, scored), draft.span


def _scores(text: str, start: int, end: int, near: int) -> _Scores:
    """Weigh the words for each type; those soon after the verb count double."""
    close = re.compile(r"(?:\s*\S+){0,%d}" % _NEAR_WORDS).match(text, near, end)
    reach = close.end() if close else near
    scores: _Scores = {}
    for topic, tables in TOPICS.items():
        for weight, words in tables:
            for match in words.finditer(text, start, end):
                is_near = near <= match.start() < reach
                value = weight * (2.0 if is_near else 1.0)
                scores.setdefault(topic, {})[match.span()] = value
    return scores


def _best(text: _Text, scores: _Scores) -> tuple[AgreementType, tuple[str, ...]]:
    """Give the type of the greatest weight; each further word adds half as much."""
    totals = {
        topic: sum(
            value / 2**rank
            for rank, value in enumerate(sorted(found.values(), reverse=True))
        )
        for topic, found in scores.items()
    }
    best = max(totals, key=lambda topic: totals[topic])
    spans = sorted(scores[best], key=lambda span: (-scores[best][span], span))
    words = [_quoted(text, span) for span in spans]
    return best, tuple(dict.fromkeys(word for word in words if word))[:3]


def _pair_words(text: _Text, draft: _Draft) -> tuple[str, ...]:
    named = {place.id for place in draft.pair or ()}
    spans = [
        (a, b)
        for a, b, place in _settled(text, draft.clause)
        if place.id in named and draft.span[0] <= a
    ]
    return tuple(dict.fromkeys(_quoted(text, span) for span in spans))


def _places(text: _Text, draft: _Draft, span: Span) -> tuple[str, ...]:
    """Give the places it is about: named as locations, or the provinces bound."""
    if draft.pair:
        return tuple(p.id for p in draft.pair if _is_drawn(text, p))
    start, end = span
    if draft.instrument:
        start = draft.instrument.start
    found: list[Place] = []
    for _, _, mention in text.inside(start, end):
        place = text.place(mention)
        if place and _is_about(mention, draft, place):
            found.append(place)
    for item in draft.clause.items:
        found += [
            place
            for _, _, mention in text.inside(*item)
            if (place := text.place(mention)) and _is_about(mention, draft, place)
        ]
    found += _meant_again(text, draft)
    if not found:
        found += _land_boundary(text, draft, (start, end))
    ids = (place.id for place in found if _is_drawn(text, place))
    return tuple(dict.fromkeys(ids))


def _is_about(mention: Mention, draft: _Draft, place: Place) -> bool:
    if place.kind is Kind.COUNTRY:
        return False
    if mention.role is Role.LITERAL:
        return True
    titled = draft.instrument is not None and mention.role is Role.ASSOCIATIVE
    return titled and place.kind in _WATERS


def _meant_again(text: _Text, draft: _Draft) -> list[Place]:
    """Give what "this border checkpoint" takes up from before in the sentence."""
    said = _THIS_GATE.search(text.text, *draft.span)
    if said is None:
        return []
    noun = said["noun"].lower().rstrip("s")
    kind = "checkpoint" if noun in {"gate", "crossing"} else noun
    before = [
        place
        for _, _, mention in text.inside(draft.clause.sentence[0], said.start())
        if mention.role is Role.LITERAL
        and (place := text.place(mention))
        and place.kind.label.endswith(kind)
    ]
    return before[-1:]


def _land_boundary(text: _Text, draft: _Draft, span: Span) -> list[Place]:
    """Give the boundary of the two states where the words speak of it."""
    if not _LAND_BORDER.search(text.text, *span):
        return []
    states = _states(text, draft.clause)
    codes = {c for s in states for c in text.gazetteer[s].countries}
    return [
        place
        for place in text.gazetteer
        if place.kind is Kind.BOUNDARY and set(place.countries) == codes
    ]


def _is_drawn(text: _Text, place: Place) -> bool:
    version = place.on(text.document.geography_on)
    return version is not None and version.is_placed


def _why_no_place(text: _Text, span: Span) -> str:
    named = [m for _, _, m in text.inside(*span) if m.kind is not Kind.COUNTRY]
    if not named:
        return "the sentence names no place"
    if any(mention.role is Role.LITERAL for mention in named):
        return "the place that the sentence names has no position of its own"
    return "the sentence names places only within other names"


def _states(text: _Text, clause: Clause) -> tuple[str, ...]:
    """Give the states that a sentence speaks of, or else its passage or document."""
    limit = 3 if _THREE.search(text.text, *clause.sentence) else 2
    for start, end in (clause.sentence, _passage_span(text, clause)):
        named = dict.fromkeys(
            m.place_id
            for _, _, m in text.inside(start, end)
            if m.kind is Kind.COUNTRY and m.place_id in text.gazetteer
        )
        if len(named) == limit:
            return tuple(place_id for place_id in named if place_id)
    return tuple(c for c in text.countries if c in text.gazetteer)[:limit]


def _passage_span(text: _Text, clause: Clause) -> Span:
    line = text.text.rfind("\n", 0, clause.start) + 1
    end = text.text.find("\n", clause.end)
    return line, end if end >= 0 else len(text.text)


def _parties(text: _Text, draft: _Draft) -> tuple[str, ...]:
    if draft.pair:
        return _names(text, draft.clause, draft.pair)
    if draft.instrument:
        title = text.text[draft.instrument.start : draft.instrument.end]
        between = find_parties(title)
        if between:
            return between
    states = _states(text, draft.clause)
    return tuple(text.gazetteer[place_id].names.en for place_id in states)


def _one_side(text: _Text, clause: Clause) -> str | None:
    """Tell whose promise it is where one side alone makes it."""
    subject = text.text[clause.lead[0] : clause.words[0]]
    named = [
        place
        for _, _, mention in text.inside(clause.lead[0], clause.words[0])
        if mention.kind is Kind.COUNTRY and (place := text.place(mention))
    ]
    if len(named) == 1 and len(subject.split()) <= _LONGEST_SUBJECT:
        return named[0].names.en
    match = ONE_SIDE.search(text.text, clause.lead[0], clause.words[0])
    return _nation(text, match["side"] or match["phia"]) if match else None


def _nation(text: _Text, word: str) -> str:
    """Give the country that "Vietnamese" belongs to, by how both begin."""
    folded = fold_toponym(word)[:_SAME_BEGINNING]
    for place_id in text.countries:
        place = text.gazetteer[place_id]
        for name in (place.names.en, *place.variants):
            if fold_toponym(name).replace(" ", "").startswith(folded):
                return place.names.en
    return word


def _title(words: str) -> str:
    """Make a title of the text's own words, cut at a word."""
    span = trim(words, 0, len(words))
    title = " ".join(words[slice(*span)].split()) if span else ""
    title = title[:1].upper() + title[1:]
    if len(title) <= _LONGEST_TITLE:
        return title
    cut = title[:_LONGEST_TITLE].rsplit(" ", 1)[0][: _LONGEST_TITLE - 1]
    return cut.rstrip(" ,;:.–-") + "…"


def _list(words: Iterable[str]) -> str:
    return " and ".join(f"'{word}'" for word in words)


def _merge(agreements: Sequence[Agreement]) -> tuple[Agreement, ...]:
    """Make one of an instrument that is named again: its quotations side by side."""
    merged: dict[tuple[object, ...], Agreement] = {}
    for number, agreement in enumerate(agreements):
        named = agreement.form is not Form.COMMITMENT and agreement.pair is None
        key: tuple[object, ...] = (
            (fold_toponym(agreement.title), agreement.form) if named else (number,)
        )
        known = merged.get(key)
        if known is None:
            merged[key] = agreement
            continue
        more = [e for e in agreement.evidence if e not in known.evidence]
        merged[key] = replace(
            known,
            evidence=(*known.evidence, *more),
            places=known.places or agreement.places,
            no_place_reason=known.no_place_reason and agreement.no_place_reason,
        )
    return tuple(merged.values())


def _with_ids(
    document: Document, agreements: Iterable[Agreement]
) -> tuple[Agreement, ...]:
    """Name each after its document, its passage and its title."""
    counts: Counter[str] = Counter()
    named = []
    for agreement in agreements:
        passage = agreement.evidence[0].passage_id
        stem = f"{_slug(document.id)[:24]}_{_slug(passage)}_{_slug(agreement.title)}"
        stem = stem[: _LONGEST_ID + 16].strip("_")
        counts[stem] += 1
        number = counts[stem]
        named.append(
            replace(agreement, id=stem if number == 1 else f"{stem}__{number}")
        )
    return tuple(named)


def _slug(words: str) -> str:
    folded = re.sub(r"[^a-z0-9]+", "_", fold_toponym(words)).strip("_")
    return folded or "text"

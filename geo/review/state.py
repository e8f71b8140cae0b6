"""The state: what the machine read, and what readers decided about it.

It is made anew of both, whenever one of them changes, and of nothing else: the same
reading with the same decisions gives the same state, in whichever order and from
however many files the decisions come.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.model import AgreementType
from geo.review.added import added_places
from geo.review.agreed import Placed, apply_to_agreements
from geo.review.anchoring import find_all_words
from geo.review.answers import drop_undone
from geo.review.decisions import Act, Subject
from geo.review.ledgers import collect
from geo.review.mentioned import apply_to_mentions
from geo.review.recorded import apply_to_record, set_parties

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from geo.model import Agreement, Mention, Place
    from geo.projects.bringing import BroughtText
    from geo.review.anchoring import Span
    from geo.review.decisions import Decision
    from geo.review.items import (
        Item,
        ReviewedAgreement,
        ReviewedMention,
        ReviewedText,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A decision that holds, but has nothing to hold on to."""

    decision: Decision
    sentence: str
    """What it looked for and did not find."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A project as its readers see it."""

    reading: tuple[BroughtText, ...]
    """What the machine read, which nothing here changes."""
    texts: tuple[BroughtText, ...]
    """The same as readers decided: what the atlas is built of."""
    records: tuple[ReviewedText, ...]
    """One a text, in their order."""
    mentions: tuple[ReviewedMention, ...]
    """Of all texts, in reading order."""
    agreements: tuple[ReviewedAgreement, ...]
    """Of all texts, in the order of the types."""
    places: tuple[Place, ...]
    """Those that readers added."""
    decisions: tuple[Decision, ...]
    """Every line of the ledgers, once, in the order of their making."""
    lost: tuple[Lost, ...] = ()
    """What holds but was not found; nothing is dropped."""

    @property
    def items(self) -> tuple[Item, ...]:
        """All that can be decided about."""
        return (*self.records, *self.mentions, *self.agreements)


def state_of(
    reading: Iterable[BroughtText],
    decisions: Iterable[Decision],
    place_ids: Container[str] | None = None,
) -> State:
    """Give the state that decisions make of what the machine read.

    Parameters
    ----------
    reading
        The texts as the machine read them.
    decisions
        Of all ledgers, in any order, each any number of times.
    place_ids
        Those of the gazetteer; where they are given, a decision for a place that is
        neither among them nor added is listed as lost.
    """
    reading = tuple(reading)
    every = collect(decisions)
    valid = drop_undone(every)
    added = added_places(valid)
    lost: list[Lost] = []
    by_text: dict[str, list[Decision]] = {text.document.id: [] for text in reading}
    for decision in readdress(valid, by_text):
        missing = _missing_place(decision, place_ids, added)
        if decision.document_id not in by_text:
            lost.append(_lose(decision, f"there is no text {decision.document_id!r}"))
        elif missing:
            lost.append(_lose(decision, f"there is no place {missing!r}"))
        else:
            by_text[decision.document_id].append(decision)
    reviewed = [_Reviewed.of(text, by_text[text.document.id]) for text in reading]
    order = list(AgreementType)
    return State(
        reading=reading,
        texts=tuple(one.text for one in reviewed),
        records=tuple(one.record for one in reviewed),
        mentions=tuple(m for one in reviewed for m in one.mentions),
        agreements=tuple(
            sorted(
                (a for one in reviewed for a in one.agreements),
                key=lambda a: order.index((a.agreement or a.read).type),
            )
        ),
        places=tuple(added[key] for key in sorted(added)),
        decisions=every,
        lost=(*lost, *(one for text in reviewed for one in text.lost)),
    )


def _lose(decision: Decision, sentence: str) -> Lost:
    return Lost(decision=decision, sentence=sentence)


def readdress(
    decisions: Iterable[Decision], texts: Container[str]
) -> tuple[Decision, ...]:
    """Give decisions with the ids that their texts have by now, renamings left out.

    Parameters
    ----------
    decisions
        That hold.
    texts
        The ids that there are.
    """
    decisions = tuple(decisions)
    names = {d.document_id: d.value["to"] for d in decisions if d.act is Act.RENAME}
    if not names:
        return decisions
    return tuple(
        replace(d, document_id=_called_now(d.document_id, names, texts))
        for d in decisions
        if d.act is not Act.RENAME
    )


def _called_now(name: str, names: Mapping[str, str], texts: Container[str]) -> str:
    """Give the id that a text has by now, which may have been renamed since."""
    seen: set[str] = set()
    while name not in texts and name in names and name not in seen:
        seen.add(name)
        name = names[name]
    return name


def _missing_place(
    decision: Decision,
    place_ids: Container[str] | None,
    added: Mapping[str, Place],
) -> str:
    """Give the first place that a decision names and nobody knows; most often none."""
    if place_ids is None:
        return ""
    value = decision.value
    named = [
        value.get("place"),
        *(value.get("places") or ()),
        *(value.get("pair") or ()),
    ]
    named += [p for part in value.get("parts", ()) for p in part.get("places", ())]
    return next((p for p in named if p and p not in added and p not in place_ids), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reviewed:
    """One text of the state."""

    text: BroughtText
    record: ReviewedText
    mentions: tuple[ReviewedMention, ...]
    agreements: tuple[ReviewedAgreement, ...]
    lost: tuple[Lost, ...]

    @classmethod
    def of(cls, read: BroughtText, decisions: list[Decision]) -> _Reviewed:
        """Let the decisions about a text find their words, and apply them."""
        about: dict[Subject, list[Decision]] = defaultdict(list)
        for decision in decisions:
            about[decision.subject].append(decision)
        spans, lost = _anchor(read.document.text, decisions)
        record = apply_to_record(read.document, read.agreements, about[Subject.TEXT])
        by_span: dict[Span, list[Decision]] = defaultdict(list)
        for decision in about[Subject.MENTION]:
            if decision.id in spans:
                by_span[spans[decision.id]].append(decision)
        mentions = apply_to_mentions(
            read.document,
            read.mentions,
            {span: tuple(found) for span, found in by_span.items()},
        )
        agreements = apply_to_agreements(
            read.document,
            set_parties(read.agreements, record),
            [
                Placed(decision, spans[decision.id])
                for decision in about[Subject.AGREEMENT]
                if decision.id in spans
            ],
            record.parties,
        )
        return cls(
            text=replace(
                read,
                document=record.document,
                mentions=_shown_mentions(mentions),
                agreements=_shown_agreements(agreements),
            ),
            record=record,
            mentions=mentions,
            agreements=agreements,
            lost=tuple(lost),
        )


def _anchor(
    text: str, decisions: Iterable[Decision]
) -> tuple[dict[str, Span], list[Lost]]:
    spans: dict[str, Span] = {}
    lost: list[Lost] = []
    about = [(d, d.words) for d in decisions if d.words is not None]
    found = find_all_words([words for _, words in about], text)
    for (decision, words), span in zip(about, found, strict=True):
        if span is None:
            said = f"the words {words.exact!r} do not surely stand there any more"
            lost.append(_lose(decision, said))
        else:
            spans[decision.id] = span
    return spans, lost


def _shown_mentions(items: Iterable[ReviewedMention]) -> tuple[Mention, ...]:
    shown = (item.mention for item in items if item.mention is not None)
    return tuple(sorted(shown, key=lambda m: m.start))


def _shown_agreements(items: Iterable[ReviewedAgreement]) -> tuple[Agreement, ...]:
    order = list(AgreementType)
    shown = (item.agreement for item in items if item.agreement is not None)
    return tuple(sorted(shown, key=lambda a: order.index(a.type)))

"""Evaluating proposals: how far rules get at what was found by reading.

A proposal and an agreement of the register are compared within one document, by the
characters that they quote there, all quotations of each taken together. They can
match when they share at least half of what the shorter of them quotes; two with
pairs only when the pair is the same. Each matches once at the most: those that share
the greatest part of what they quote together are matched first. So a proposal that
quotes a sentence with three agreements finds one of them and misses two.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.agreements.proposals import propose
from geo.errors import RegisterError
from geo.model import Agreement, AgreementType, Evidence, Form, Status
from geo.places.evaluation import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from geo.model import Document, Mention
    from geo.places.gazetteer import Gazetteer

    Match = tuple[Agreement, Agreement]
    """What the register has, and what was proposed."""


@dataclass(frozen=True, slots=True)
class DocumentMatches:
    """What matches in one document, and what is left alone on either side."""

    document_id: str
    matched: tuple[Match, ...]
    missed: tuple[Agreement, ...]
    """Agreements of the register that no proposal found."""
    extra: tuple[Agreement, ...]
    """Proposals that the register does not have."""

    @property
    def tally(self) -> Tally:
        """Count agreements in the register, proposed, and matched."""
        right = len(self.matched)
        return Tally(right + len(self.missed), right + len(self.extra), right)

    @property
    def pairs(self) -> Tally:
        """Count pairs in the register, proposed, and matched."""
        right = sum(ours.pair is not None for ours, _ in self.matched)
        missed = sum(agreement.pair is not None for agreement in self.missed)
        extra = sum(agreement.pair is not None for agreement in self.extra)
        return Tally(right + missed, right + extra, right)


@dataclass(frozen=True, slots=True)
class ProposalsReport:
    """How well the rules propose what the register has, document by document."""

    documents: tuple[DocumentMatches, ...]
    label: str = "all documents"
    """What the line of the totals is called."""
    has_forms: bool = True
    """Whether readers marked forms too."""

    @property
    def matched(self) -> tuple[Match, ...]:
        """Everything that matches."""
        return tuple(match for found in self.documents for match in found.matched)

    @property
    def shares(self) -> Mapping[str, int]:
        """Of what matches, how much has the right type, status, form and places."""
        rules: Mapping[str, Callable[[Agreement, Agreement], bool]] = {
            "type": lambda ours, theirs: ours.type is theirs.type,
            "status": lambda ours, theirs: ours.status is theirs.status,
            **(
                {"form": lambda our, their: our.form is their.form}
                if self.has_forms
                else {}
            ),
            "places": lambda ours, theirs: set(ours.places) == set(theirs.places),
        }
        return {
            name: sum(is_right(*match) for match in self.matched)
            for name, is_right in rules.items()
        }


def evaluate_proposals(
    documents: Iterable[Document],
    mentions: Mapping[str, Sequence[Mention]],
    gazetteer: Gazetteer,
    register: Sequence[Agreement],
    *,
    label: str = "all documents",
    has_forms: bool = True,
) -> ProposalsReport:
    """Propose agreements for each document and compare them with the register.

    Parameters
    ----------
    documents
        Those that the register was made from.
    mentions
        By document id.
    gazetteer
        The places that the mentions name.
    register
        The agreements made by reading.
    label
        What the line of the totals is called.
    has_forms
        Whether reading told the forms too.
    """
    return ProposalsReport(
        documents=tuple(
            match_agreements(
                document.id,
                register,
                propose(document, mentions.get(document.id, ()), gazetteer),
            )
            for document in documents
        ),
        label=label,
        has_forms=has_forms,
    )


def match_agreements(
    document_id: str, register: Iterable[Agreement], proposed: Iterable[Agreement]
) -> DocumentMatches:
    """Match the agreements of the register with proposals, one to one."""
    ours = [(a, quoted) for a in register if (quoted := _quoted(a, document_id))]
    theirs = [(a, quoted) for a in proposed if (quoted := _quoted(a, document_id))]
    ranked = sorted(
        (
            (-len(mine & other) / len(mine | other), i, j)
            for i, (agreement, mine) in enumerate(ours)
            for j, (proposal, other) in enumerate(theirs)
            if agreement.pair == proposal.pair
            and 2 * len(mine & other) >= min(len(mine), len(other))
        ),
    )
    taken: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in taken and j not in taken.values():
            taken[i] = j
    return DocumentMatches(
        document_id=document_id,
        matched=tuple((ours[i][0], theirs[j][0]) for i, j in sorted(taken.items())),
        missed=tuple(a for i, (a, _) in enumerate(ours) if i not in taken),
        extra=tuple(a for j, (a, _) in enumerate(theirs) if j not in taken.values()),
    )


def _quoted(agreement: Agreement, document_id: str) -> frozenset[int]:
    """Give the offsets of every character that an agreement quotes of a document."""
    return frozenset(
        offset
        for evidence in agreement.evidence
        if evidence.document_id == document_id
        for offset in range(evidence.start, evidence.end)
    )


def read_gold_proposals(
    path: Path, document: Document, gazetteer: Gazetteer
) -> tuple[Agreement, ...]:
    """Read the agreements that a reader marked in a text, one JSON object a line.

    Parameters
    ----------
    path
        Lines with ``start`` (code points of the document), ``quote``, ``type``,
        ``status``, ``places`` and, where two provinces are bound, ``pair``.
    document
        The text.
    gazetteer
        Of the places marked, those count that it can draw on the day of the text.
    """
    marked = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            marked.append(_marked(json.loads(line), document, gazetteer, number))
        except (KeyError, TypeError, ValueError) as error:
            msg = (
                f"{path.name}, line {number}: {error}; give start, quote (as it stands "
                "in the text), type, status and places."
            )
            raise RegisterError(msg) from error
    return tuple(marked)


def _marked(
    record: Mapping[str, Any], document: Document, gazetteer: Gazetteer, number: int
) -> Agreement:
    start, quote = int(record["start"]), str(record["quote"])
    end = start + len(quote)
    if document.text[start:end] != quote:
        msg = f"{quote!r} does not stand at {start}"
        raise ValueError(msg)
    passage = next(p for p in document.passages if p.start <= start < p.end)
    pair = record.get("pair")
    return Agreement(
        id=f"{document.id}_{number}",
        type=AgreementType(record["type"]),
        form=Form.COMMITMENT,
        title=quote,
        status=Status(record["status"]),
        status_words="",
        parties=(),
        places=tuple(p for p in record["places"] if _is_drawn(gazetteer, p, document)),
        pair=(pair[0], pair[1]) if pair else None,
        evidence=(
            Evidence(
                document_id=document.id,
                passage_id=passage.id,
                quote=quote,
                start=start,
                end=end,
            ),
        ),
    )


def _is_drawn(gazetteer: Gazetteer, place_id: str, document: Document) -> bool:
    if place_id not in gazetteer:
        return False
    version = gazetteer[place_id].on(document.geography_on)
    return version is not None and version.is_placed


_COLUMNS = ("register", "found", "right", "P", "R", "F1")


def render_proposals_report(report: ProposalsReport) -> str:
    """Set a report as a table of plain text."""
    columns = "".join(f"{name:>8}" for name in _COLUMNS)
    lines = [f"{'agreements proposed by rules':34}{columns}"]
    lines += [_line(found.document_id, found.tally) for found in report.documents]
    lines.append(_line(report.label, _sum(f.tally for f in report.documents)))
    lines.append(_line("pairs of provinces", _sum(f.pairs for f in report.documents)))
    matched = len(report.matched)
    lines += [
        f"  {f'with the right {name}':32}{right:>8} of {matched}"
        f" ({right / matched if matched else 1:.3f})"
        for name, right in report.shares.items()
    ]
    return "\n".join(lines)


def _sum(tallies: Iterable[Tally]) -> Tally:
    tallies = tuple(tallies)
    return Tally(
        marked=sum(tally.marked for tally in tallies),
        found=sum(tally.found for tally in tallies),
        right=sum(tally.right for tally in tallies),
    )


def _line(label: str, tally: Tally) -> str:
    counts = f"{tally.marked:>8}{tally.found:>8}{tally.right:>8}"
    shares = f"{tally.precision:>8.3f}{tally.recall:>8.3f}{tally.f1:>8.3f}"
    return f"  {label:32}{counts}{shares}"

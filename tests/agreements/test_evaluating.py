"""What matches what, and how well the rules do on the three documents."""

from dataclasses import replace

import pytest

from geo.agreements.evaluating import (
    ProposalsReport,
    evaluate_proposals,
    match_agreements,
    render_proposals_report,
)
from geo.atlas import Atlas
from geo.model import Agreement, Status
from tests.agreements.texts import propose_for


def quoting(start: int, end: int) -> Agreement:
    (agreement,) = propose_for("Both sides agreed to trade.")
    words = agreement.evidence[0]
    evidence = replace(words, start=start, end=end, quote="x" * (end - start))
    return replace(agreement, id=f"from_{start}_to_{end}", evidence=(evidence,))


def test_half_of_the_shorter_quotation_is_enough_and_less_is_not() -> None:
    ours = [quoting(0, 10)]
    assert match_agreements("text", ours, [quoting(5, 100)]).tally.right == 1
    assert match_agreements("text", ours, [quoting(6, 100)]).tally.right == 0


def test_a_proposal_matches_once_and_the_best_first() -> None:
    ours = [quoting(0, 10), quoting(0, 20)]
    found = match_agreements("text", ours, [quoting(0, 19)])
    assert [verified.id for verified, _ in found.matched] == ["from_0_to_20"]
    assert [missed.id for missed in found.missed] == ["from_0_to_10"]
    assert found.tally.precision == 1
    assert found.tally.recall == 0.5


def test_pairs_match_only_the_same_pair() -> None:
    ours = replace(quoting(0, 10), pair=("tay_ninh", "svay_rieng"))
    other = replace(quoting(0, 10), pair=("tay_ninh", "prey_veng"))
    found = match_agreements("text", [ours], [other])
    assert (found.pairs.marked, found.pairs.found, found.pairs.right) == (1, 1, 0)
    assert match_agreements("text", [ours], [quoting(0, 10)]).tally.right == 0


def test_what_another_document_says_counts_for_that_document() -> None:
    assert match_agreements("other", [quoting(0, 10)], []).tally.marked == 0


def test_the_table_names_every_figure(atlas: Atlas) -> None:
    report = evaluate_proposals(
        atlas.documents, atlas.mentions, atlas.gazetteer, atlas.agreements
    )
    table = render_proposals_report(report)
    for words in (*(d.id for d in atlas.documents), "pairs of provinces", "type"):
        assert words in table
    assert "of " + str(len(report.matched)) in table


def test_the_rules_find_most_of_what_reading_found(atlas: Atlas) -> None:
    report = evaluate_proposals(
        atlas.documents, atlas.mentions, atlas.gazetteer, atlas.agreements
    )
    marked, found, right = (
        sum(getattr(d.tally, count) for d in report.documents)
        for count in ("marked", "found", "right")
    )
    assert right / marked >= 0.75
    assert right / found >= 0.8
    assert report.shares["type"] / right >= 0.9
    assert report.shares["status"] / right >= 0.8
    assert report.shares["places"] / right >= 0.85
    pairs = [d.pairs for d in report.documents if d.pairs.marked or d.pairs.found]
    assert [(p.marked, p.found, p.right) for p in pairs] == [(9, 9, 9)]


def test_an_empty_register_and_no_document_make_an_empty_report(atlas: Atlas) -> None:
    report = evaluate_proposals([], {}, atlas.gazetteer, [])
    assert "1.000" in render_proposals_report(report)


@pytest.mark.parametrize("status", list(Status))
def test_shares_count_what_is_right(status: Status) -> None:
    ours, theirs = quoting(0, 10), replace(quoting(0, 10), status=status)
    report = ProposalsReport((match_agreements("text", [ours], [theirs]),))
    assert report.shares["type"] == 1
    assert report.shares["status"] == (status is Status.AGREED)

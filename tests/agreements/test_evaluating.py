"""What matches what, and how well the rules do on the three documents."""

from dataclasses import replace
from pathlib import Path

import pytest

from geo.agreements.evaluating import (
    ProposalsReport,
    evaluate_proposals,
    match_agreements,
    read_gold_proposals,
    render_proposals_report,
)
from geo.atlas import Atlas
from geo.errors import RegisterError
from geo.model import Agreement, Status
from geo.places.geoparsing import Geoparser
from geo.text.documents import read_documents
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


OWN_TEXTS = Path(__file__).parents[1] / "gold"


def test_the_rules_find_most_of_what_a_reader_marked_in_our_own_texts(
    atlas: Atlas,
) -> None:
    geoparser = Geoparser(atlas.gazetteer)
    documents = {d.id: d for d in read_documents(OWN_TEXTS / "texts")}
    marked = {
        documents[path.stem]: read_gold_proposals(
            path, documents[path.stem], atlas.gazetteer
        )
        for path in sorted((OWN_TEXTS / "proposals").glob("*.jsonl"))
    }
    assert len(marked) == 5
    report = evaluate_proposals(
        marked,
        {document.id: geoparser.parse(document) for document in marked},
        atlas.gazetteer,
        [agreement for found in marked.values() for agreement in found],
        has_forms=False,
    )
    tallies = [found.tally for found in report.documents]
    right = sum(tally.right for tally in tallies)
    assert right / sum(tally.found for tally in tallies) >= 0.85
    assert right / sum(tally.marked for tally in tallies) >= 0.75
    assert report.shares["type"] / right >= 0.85
    assert "form" not in report.shares


def test_a_mark_that_does_not_stand_in_the_text_is_one_clear_sentence(
    tmp_path: Path, atlas: Atlas
) -> None:
    document = atlas.documents[0]
    path = tmp_path / "text.jsonl"
    path.write_text('{"start": 3, "quote": "no such words"}\n', encoding="utf-8")
    with pytest.raises(RegisterError, match=r"text\.jsonl, line 1: 'no such words'"):
        read_gold_proposals(path, document, atlas.gazetteer)

"""Agreements written as TOML and read back; proposals kept out of the register."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.agreements.proposals import propose
from geo.agreements.register import check_verified, read_register
from geo.agreements.writing import write_agreements, write_register
from geo.atlas import Atlas
from geo.errors import RegisterError
from geo.model import Agreement, AgreementType, Document
from tests.agreements.test_proposals import SENTENCES, TEXTS
from tests.agreements.texts import DRAWABLE, PARSER, propose_for, read


def write(folder: Path, agreements: tuple[Agreement, ...]) -> Path:
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.toml"):
        path.unlink()
    for name, content in write_register(agreements).items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def by_id(agreements: tuple[Agreement, ...]) -> dict[str, Agreement]:
    return {agreement.id: agreement for agreement in agreements}


@pytest.mark.parametrize("text", TEXTS)
def test_proposals_are_read_back_as_they_were_written(
    text: str, tmp_path: Path
) -> None:
    proposals = propose_for(text)
    again = read_register(write(tmp_path, proposals), [read(text)], DRAWABLE)
    assert by_id(again) == by_id(proposals)


@given(SENTENCES | st.text(), st.text(), st.text())
@settings(max_examples=100, deadline=None)
def test_any_words_survive_the_writing(
    tmp_path_factory: pytest.TempPathFactory, text: str, title: str, note: str
) -> None:
    document = read(text)
    proposals = tuple(
        replace(proposal, title=title, editor_note=note)
        for proposal in propose(document, PARSER.parse(document), DRAWABLE)
    )
    folder = write(tmp_path_factory.getbasetemp() / "written", proposals)
    assert by_id(read_register(folder, [document], DRAWABLE)) == by_id(proposals)


def test_the_register_itself_is_read_back_as_it_was_written(
    atlas: Atlas, tmp_path: Path
) -> None:
    folder = write(tmp_path, atlas.agreements)
    again = read_register(folder, atlas.documents, atlas.gazetteer)
    assert by_id(again) == by_id(atlas.agreements)


def test_one_file_holds_one_type() -> None:
    types = {a.type for a in propose_for(TEXTS[0])}
    assert AgreementType.TRADE in types
    with pytest.raises(RegisterError, match="do not belong into one file"):
        write_agreements(propose_for(TEXTS[0]))


def test_the_line_that_marks_a_proposal_is_in_the_file() -> None:
    (proposal,) = propose_for("Both sides agreed to trade.")
    content = write_agreements([proposal])
    assert "proposed_because = \"trade and economy, because of 'trade'; " in content
    verified = write_agreements([replace(proposal, proposed_because="")])
    assert "proposed_because" not in verified


def test_a_proposal_in_the_register_is_refused_in_one_sentence(atlas: Atlas) -> None:
    check_verified(atlas.agreements, atlas.documents)
    text = read("Both sides agreed to trade.")
    (proposal,) = propose_for(text.text)
    with pytest.raises(RegisterError) as caught:
        check_verified([*atlas.agreements, proposal], [*atlas.documents, text])
    assert str(caught.value) == (
        f"trade.toml, agreement {proposal.id!r}: a rule proposed it "
        f"({proposal.proposed_because}) and nobody has verified it; promote it by "
        "reading it and taking the line proposed_because out."
    )


def test_a_proposal_that_a_reader_has_promoted_is_verified(tmp_path: Path) -> None:
    document: Document = read("Both sides agreed to trade.")
    folder = write(tmp_path, propose_for(document.text))
    path = folder / "trade.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("proposed_because")]
    path.write_text("\n".join(kept), encoding="utf-8")
    (agreement,) = read_register(folder, [document], DRAWABLE)
    assert not agreement.is_proposed
    check_verified([agreement], [document])


def test_what_a_passage_says_without_end_is_read_back_as_it_was_written(
    tmp_path: Path,
) -> None:
    text = "both sides agreed to open a gate in Kep and " * 300
    proposals = propose_for(text)
    again = read_register(write(tmp_path, proposals), [read(text)], DRAWABLE)
    assert by_id(again) == by_id(proposals)

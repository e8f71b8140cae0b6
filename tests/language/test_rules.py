"""Which rules made a mention or a proposal, and how often each was right."""

import pytest

from geo.agreements.evaluating import ProposalsReport
from geo.agreements.rule_counts import count_rules
from geo.language.shipped import LANGUAGES, name_entries
from geo.places.evaluation import GoldMention
from tests.agreements.texts import PARSER, propose_for, read

ENTRIES = frozenset(name_entries(LANGUAGES.values()))


@pytest.mark.parametrize(
    ("text", "name", "rules"),
    [
        ("They met in Kratie.", "Kratie", {"rule.event", "en.locative"}),
        ("Laos pledged a road.", "Laos", {"rule.subject", "en.deeds"}),
        ("They visited Kratie province.", "Kratie", {"en.type.province"}),
        ("Đoàn thăm tỉnh Kratie.", "Kratie", {"vi.type.tinh", "vi.visits"}),
        (
            "Bộ Ngoại giao Lào đã gửi thư.",
            "Lào",
            {"rule.in_a_name"},
        ),
    ],
)
def test_a_mention_names_the_rules_that_made_it(
    text: str, name: str, rules: set[str]
) -> None:
    (mention,) = (m for m in PARSER.parse(read(text)) if m.exact.startswith(name))
    assert rules <= {*mention.rules}


def test_a_proposal_names_the_entry_of_its_verb_and_of_its_topic() -> None:
    (proposal,) = propose_for("Both sides vowed to build a hospital.")
    assert proposal.rules == ("en.cue.agreed-vowed", "en.topic.society-4")
    (proposal,) = propose_for("They signed a memorandum on fish with the bank.")
    assert proposal.rules[-1] == "en.form.memorandum"
    (proposal,) = propose_for("Hai bên cam kết bảo vệ nguồn nước.")
    assert {r.split(".")[0] for r in proposal.rules} == {"vi"}


def test_what_is_named_is_an_entry_or_a_rule_of_the_code() -> None:
    text = "Laos and Viet Nam agreed to open a gate in Kratie. Lào thăm tỉnh Kep."
    named = [r for m in PARSER.parse(read(text)) for r in m.rules]
    named += [r for a in propose_for(text) for r in a.rules]
    assert named
    assert all(r in ENTRIES or r.startswith("rule.") for r in named)


def test_each_rule_is_counted_with_what_was_right() -> None:
    document = read("Laos pledged a road.")
    (mention,) = PARSER.parse(document)
    gold = GoldMention(
        document_id="text",
        passage_id=mention.passage_id,
        start=mention.start,
        end=mention.end,
        exact=mention.exact,
        role=mention.role,
        kind=mention.kind,
        place_id=mention.place_id,
    )
    report = ProposalsReport(())
    counts = {
        c.id: c for c in count_rules([(gold, mention), (None, mention)], [report])
    }
    assert (counts["en.deeds"].fired, counts["en.deeds"].right) == (2, 1)
    assert counts.keys() >= ENTRIES
    assert counts["vi.visits"].fired == 0

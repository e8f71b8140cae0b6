"""The commands of reviewing, as somebody types them."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

from geo.cli import main
from geo.projects.storing import read_project
from geo.review.deciding import (
    Hand,
    choose_place,
    confirm,
    edit_agreement,
    name_no_place,
    put_on_map,
    reject,
    set_record,
    undo,
)
from geo.review.ledgers import append
from geo.review.projects import open_project, open_shipped, read_reviewed_atlas
from tests.review.test_deciding import agreement, mention

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from geo.places.gazetteer import Gazetteer

HAND = Hand(who="a reader")


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main([str(word) for word in words])
    said = capsys.readouterr()
    return status, said.out, said.err


def review(project: Path, gazetteer: Gazetteer) -> None:
    """Decide about everything in the text, one of it in a way of its own."""
    state = open_project(project, gazetteer).state
    tay_ninh, zorvath = mention(state, "Tây Ninh"), mention(state, "Zorvath")
    gate = agreement(state, "upgrade_the_bavet")
    pair = agreement(state, "prey_veng")
    rest = [m for m in state.mentions if m not in {tay_ninh, zorvath}]
    for step in (
        set_record(state.records[0], {"title": "A press release"}, HAND),
        choose_place([tay_ninh], gazetteer["tay_ninh"], HAND),
        put_on_map([zorvath], HAND, lon=105.9, lat=11.3, radius_m=1500),
        confirm([*rest, agreement(state, "svay_rieng")], HAND),
        edit_agreement(gate, {"type": "transport"}, HAND),
        reject([pair], HAND),
    ):
        append(project, HAND.who, step)


def test_decisions_are_listed_as_they_stand(
    project: Path, gazetteer: Gazetteer, capsys: pytest.CaptureFixture[str]
) -> None:
    review(project, gazetteer)
    state = open_project(project, gazetteer).state
    append(project, HAND.who, undo(state.decisions, HAND))
    other = Hand(who="another")
    append(project, other.who, name_no_place([mention(state, "Tây Ninh")], other))
    status, out, err = run(capsys, "--project", project, "decisions", "--json")
    assert status == 0
    assert not err
    lines = [json.loads(line) for line in out.splitlines()]
    assert {line["who"] for line in lines} == {"a reader", "another"}
    standings = [line["standing"] for line in lines]
    assert standings.count("disputed") == 2
    assert standings.count("undone") == 1
    assert standings.count("step") == 1
    assert standings.count("holds") == len(lines) - 4
    status, out, err = run(capsys, "--project", project, "decisions")
    assert len(out.splitlines()) == len(lines)
    assert "1 disputed, 0 decisions without their words" in err
    status, out, _ = run(capsys, "decisions", "--project", project, "--agreement")
    assert "mention place\t1 decided by two or more, 1 differently" in out


def test_what_is_decided_is_what_every_command_answers(
    project: Path, gazetteer: Gazetteer, capsys: pytest.CaptureFixture[str]
) -> None:
    review(project, gazetteer)
    _, out, _ = run(capsys, "--project", project, "agreements", "--json")
    records = [json.loads(line) for line in out.splitlines()]
    assert {record["type"] for record in records} == {
        "transport",
        "provincial-cooperation",
    }
    assert all(record["decided_by"] == ["a reader"] for record in records)
    assert not any(record["proposed_because"] for record in records)
    status, out, _ = run(capsys, "--project", project, "check")
    assert status == 0
    assert "2 of them verified" in out


def test_what_is_decided_goes_into_every_format_and_what_is_not_stays_proposed(
    project: Path,
    gazetteer: Gazetteer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    state = open_project(project, gazetteer).state
    append(project, HAND.who, confirm([agreement(state, "upgrade_the_bavet")], HAND))
    append(
        project,
        HAND.who,
        choose_place([mention(state, "Phnom Penh")], gazetteer["tay_ninh"], HAND),
    )
    (text,) = open_project(project, gazetteer).state.texts
    verified = {a.id for a in text.agreements if not a.is_proposed}
    assert len(verified) == 1
    features_path, annotations_path = tmp_path / "a.geojson", tmp_path / "a.jsonld"
    for name, path in (("geojson", features_path), ("annotations", annotations_path)):
        asked = ("--project", project, "export", name, "-o", path)
        assert run(capsys, *asked)[0] == 0
    features = json.loads(features_path.read_text("utf-8"))["features"]
    told = {
        key: (because, by)
        for feature in features
        for key, because, by in zip(
            feature["properties"]["agreements"],
            feature["properties"]["proposed_because"],
            feature["properties"]["decided_by"],
            strict=True,
        )
    }
    assert told.keys() == {a.id for a in text.agreements}
    for key, (because, by) in told.items():
        assert bool(because) != (key in verified)
        assert by == (["a reader"] if key in verified else [])
    graph = json.loads(annotations_path.read_text("utf-8"))["@graph"]
    items = [item for node in graph for item in node.get("items", ())]
    (moved,) = (
        item
        for item in items
        if item["target"]["selector"][0]["exact"] == "Phnom Penh"
        and item["motivation"] == "identifying"
    )
    assert moved["body"][0]["source"]["id"].endswith(":tay_ninh")
    assert moved["creator"] == [{"type": "Person", "name": "a reader"}]


def test_what_is_likely_is_confirmed_as_one_step(
    project: Path, gazetteer: Gazetteer, capsys: pytest.CaptureFixture[str]
) -> None:
    accept = ("review", "--accept", "likely", "--above", ".95", "--as", "a reader")
    status, out, _ = run(capsys, "--project", project, *accept)
    assert status == 0
    count = int(out.split()[0])
    state = open_project(project, gazetteer).state
    assert count == sum(m.is_decided for m in state.mentions) > 0
    assert all(m.machine.score > 0.95 for m in state.mentions if m.is_decided)  # type: ignore[union-attr]
    assert run(capsys, "--project", project, *accept)[1].startswith("0 mentions")
    append(project, HAND.who, undo(state.decisions, HAND))
    state = open_project(project, gazetteer).state
    assert not any(m.is_decided for m in state.mentions)
    status, _, err = run(capsys, "--project", project, *accept[:-4], "--above", "95")
    assert status == 2
    assert "expected a score between 0 and 1" in err


def test_the_queue_is_shown_with_what_is_unsure_first(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "--project", project, "review")
    assert status == 0
    assert out.splitlines()[0].split("\t")[:3] == ["one", "mention", "Zorvath"]
    assert "0 of 10 decided" in err
    assert run(capsys, "--project", project, "review", "nothing")[0] == 2


def test_a_reviewed_text_becomes_part_of_an_atlas_as_it_was_decided(
    project: Path,
    gazetteer: Gazetteer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    review(project, gazetteer)
    decided = open_project(project, gazetteer).state.texts[0]
    data = tmp_path / "atlas"
    status, out, err = run(capsys, "--project", project, "promote", "one", "-o", data)
    assert (status, err) == (0, "")
    assert "2 agreements, 1 places of its own and 7 decisions" in out
    status, out, err = run(capsys, "--data", data, "check")
    assert (status, err) == (0, "")
    assert out.startswith("1 documents")
    atlas = read_reviewed_atlas(data)
    assert atlas.documents == (decided.document,)
    shown = [(m.start, m.end, m.place_id, m.role) for m in atlas.mentions["one"]]
    assert shown == [(m.start, m.end, m.place_id, m.role) for m in decided.mentions]
    assert [m.decided_by for m in atlas.mentions["one"]] == [("a reader",)] * 7
    assert {a.id: (a.type, a.decided_by) for a in atlas.agreements} == {
        a.id: (a.type, a.decided_by) for a in decided.agreements
    }
    status, _, err = run(capsys, "--project", project, "promote", "one", "-o", data)
    assert status == 2
    assert "has a text 'one' already" in err
    assert run(capsys, "--data", data, "check")[0] == 0


def test_what_cannot_be_verified_is_not_promoted_and_nothing_is_changed(
    project: Path,
    gazetteer: Gazetteer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    state = open_project(project, gazetteer).state
    gate = agreement(state, "upgrade_the_bavet")
    wrong = {"status_words": "words that stand nowhere"}
    append(project, HAND.who, edit_agreement(gate, wrong, HAND))
    data = tmp_path / "atlas"
    status, _, err = run(capsys, "--project", project, "promote", "one", "-o", data)
    assert status == 2
    assert "one is not promoted" in err
    assert "words that stand nowhere" in err
    assert not data.exists()


def test_gold_of_reviewed_texts_scores_the_machine_against_the_reader(
    project: Path,
    gazetteer: Gazetteer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, _, err = run(capsys, "--project", project, "evaluate")
    assert status == 2
    assert err.startswith("No text is reviewed")
    review(project, gazetteer)
    gold = tmp_path / "gold"
    status, out, _ = run(capsys, "--project", project, "gold", "-o", gold)
    assert (status, out) == (0, f"{gold}: 1 texts\n")
    marked = [
        json.loads(line)
        for line in (gold / "one.jsonl").read_text("utf-8").splitlines()
    ]
    assert [one["exact"] for one in marked][:2] == ["Tây Ninh", "Bavet–Mộc Bài"]
    status, out, _ = run(capsys, "--project", project, "evaluate", "--errors")
    assert status == 0
    assert "marked tay_ninh, found tay_ninh_town" in out
    assert "own texts" in out


def test_copies_are_merged_and_through_git_without_conflicts(
    project: Path,
    gazetteer: Gazetteer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def git(folder: Path, *words: str) -> None:
        subprocess.run(
            [
                *("git", "-c", "user.name=a reader", "-c", "user.email=a@reader"),
                *words,
            ],
            cwd=folder,
            check=True,
            capture_output=True,
        )

    state = open_project(project, gazetteer).state
    append(project, "one", confirm([mention(state, "Tây Ninh")], Hand(who="one")))
    git(project, "init", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-m", "Begin")
    copy = tmp_path / "copy"
    shutil.copytree(project, copy)
    for folder, words, who in (
        (project, "Svay Rieng", "one"),
        (copy, "Prey Veng", "one"),
        (copy, "Zorvath", "two"),
    ):
        hand = Hand(who=who)
        append(folder, who, name_no_place([mention(state, words)], hand))
        git(folder, "add", "-A")
        git(folder, "commit", "-m", "Decide")
    merged = tmp_path / "merged"
    status, out, _ = run(capsys, "merge", project, copy, "-o", merged)
    assert status == 0
    assert "1 texts, 4 decisions of 2 readers, 0 disputed" in out
    git(project, "pull", "--no-rebase", str(copy), "main")
    through_git = open_project(project, gazetteer)
    assert not through_git.told
    assert through_git.state == open_project(merged, gazetteer).state
    status, _, err = run(capsys, "merge", project, copy, "-o", merged)
    assert status == 2
    assert "expected a folder that is new" in err


def test_a_project_of_before_with_something_verified_by_hand_opens(
    project: Path, gazetteer: Gazetteer, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "agreements" / "one" / "border-checkpoint.toml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(
        "".join(line for line in lines if not line.startswith("proposed_because")),
        encoding="utf-8",
    )
    (text,) = read_project(project, gazetteer)
    opened = open_project(project, gazetteer)
    assert [d.who for d in opened.state.decisions] == ["by hand"]
    assert opened == open_project(project, gazetteer)
    (shown,) = opened.state.texts
    verified = {a.id for a in text.agreements if not a.is_proposed}
    assert {a.id for a in shown.agreements if not a.is_proposed} == verified
    assert len(verified) == 1
    _, out, _ = run(capsys, "--project", project, "decisions")
    assert "by hand\tone\tagreement confirm" in out


def test_the_shipped_documents_are_reviewed_the_same_way(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    project: Path,
    gazetteer: Gazetteer,
) -> None:
    review(project, gazetteer)
    data = tmp_path / "atlas"
    run(capsys, "--project", project, "promote", "one", "-o", data)
    state = open_shipped(data).state
    other = Hand(who="another reader")
    append(data, other.who, name_no_place([mention(state, "Phnom Penh")], other))
    status, out, _ = run(capsys, "--data", data, "decisions", "--agreement")
    assert status == 0
    assert "1 decided by two or more, 1 differently" in out
    _, out, err = run(capsys, "--data", data, "review", "--show", "disagreed")
    assert out.startswith("one\tmention\tPhnom Penh")
    assert "1 disputed" in err


def test_a_server_that_others_reach_is_not_started_for_editing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = run(
        capsys, "--project", project, "serve", "--edit", "--host", "::"
    )
    assert status == 2
    assert err.startswith("--edit without a sign-in is for this machine alone")

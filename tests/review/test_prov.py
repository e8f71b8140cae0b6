"""Provenance of decisions: W3C PROV that a processor of JSON-LD reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyld import jsonld

from geo.cli import main
from geo.exports.annotations import to_annotations
from geo.exports.prov import to_prov
from geo.projects.bringing import build_project_atlas
from geo.review.deciding import Hand, choose_place, confirm, name_no_place, undo
from geo.review.ledgers import append
from geo.review.projects import open_project
from tests.review.test_deciding import agreement, mention

if TYPE_CHECKING:
    from pathlib import Path

    from geo.places.gazetteer import Gazetteer

PROV = "http://www.w3.org/ns/prov#"
HAND = Hand(who="độc giả", rules="1f", why="as the map beside the text says")


def decide(folder: Path, gazetteer: Gazetteer) -> None:
    state = open_project(folder, gazetteer).state
    for step in (
        choose_place([mention(state, "Tây Ninh")], gazetteer["tay_ninh"], HAND),
        confirm([agreement(state, "svay_rieng")], HAND),
        name_no_place([mention(state, "Zorvath")], HAND),
        confirm([mention(state, "Prey Veng")], HAND),
    ):
        append(folder, HAND.who, step)
    append(
        folder, HAND.who, undo(open_project(folder, gazetteer).state.decisions, HAND)
    )


def test_each_decision_is_an_activity_of_its_reader(
    project: Path,
    gazetteer: Gazetteer,
    tmp_path: Path,
) -> None:
    decide(project, gazetteer)
    path = tmp_path / "out.jsonld"
    assert main(["--project", str(project), "export", "prov", "-o", str(path)]) == 0
    said = json.loads(path.read_text(encoding="utf-8"))
    state = open_project(project, gazetteer).state
    assert said == json.loads(json.dumps(to_prov(state)))
    nodes = {node["@id"]: node for node in jsonld.flatten(said)}
    activities = [n for n in nodes.values() if f"{PROV}Activity" in n.get("@type", ())]
    assert len(activities) == len(state.decisions) == 5
    for activity in activities:
        agents = {agent["@id"] for agent in activity[f"{PROV}wasAssociatedWith"]}
        assert agents == {
            "urn:accord-atlas:reader:doc-gia",
            "urn:accord-atlas:rules:1f",
        }
        assert all(agent in nodes for agent in agents)
        assert activity[f"{PROV}startedAtTime"][0]["@type"].endswith("dateTime")
    gone = [n for n in nodes.values() if f"{PROV}wasInvalidatedBy" in n]
    assert len(gone) == 1
    made = [n for n in nodes.values() if f"{PROV}wasGeneratedBy" in n]
    assert len(made) == 2
    for entity in (*gone, *made):
        (source,) = entity[f"{PROV}wasDerivedFrom"]
        assert f"{PROV}Entity" in nodes[source["@id"]]["@type"]


def test_an_annotation_says_whose_it_is(
    project: Path,
    gazetteer: Gazetteer,
) -> None:
    decide(project, gazetteer)
    opened = open_project(project, gazetteer)
    said = to_annotations(build_project_atlas(opened.state.texts, opened.gazetteer))
    items = [item for node in said["@graph"] for item in node.get("items", ())]
    by_reader = [i for i in items if isinstance(i["creator"], list)]
    by_rules = [i for i in items if not isinstance(i["creator"], list)]
    assert len(by_reader) == 2
    for item in by_reader:
        assert item["creator"] == [{"type": "Person", "name": "độc giả"}]
        assert item["created"].endswith("+00:00")
        assert item["motivation"] in {"identifying", "classifying"}
    assert by_rules
    assert all(i["creator"]["type"] == "Software" for i in by_rules)
    assert not any("created" in i for i in by_rules)

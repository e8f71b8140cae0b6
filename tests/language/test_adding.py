"""Adding a language is adding a file: shown with a small French that is not shipped."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geo.language.shipped import FOLDER_VARIABLE
from geo.shipped import data_folder

FRENCH = Path(__file__).with_name("fr.toml")
READ = """
import json, sys
from tests.agreements.texts import PARSER, propose_for, read
found = []
for text in json.loads(sys.stdin.read()):
    found.append({
        "mentions": [
            [m.exact, m.role.value, m.place_id, list(m.rules)]
            for m in PARSER.parse(read(text))
        ],
        "proposals": [
            [a.type.value, a.status.value, list(a.rules)] for a in propose_for(text)
        ],
    })
print(json.dumps(found))
"""
TEXTS = [
    "Le ministre a visité le Laos et la province de Kratie.",
    "Les autorités de Kratie ont reçu une lettre du district.",
    "Le Cambodge et le Laos: Laos promet une école à Kratie dans un an.",
    "Les deux parties ont convenu d'ouvrir un poste frontière de nuit à Kratie.",
    "They met in Kratie. The two sides agreed to open a gate.",
]


@pytest.fixture(scope="module")
def found(
    tmp_path_factory: pytest.TempPathFactory,
) -> list[dict[str, list[list[object]]]]:
    folder = tmp_path_factory.mktemp("languages") / "language"
    shutil.copytree(data_folder() / "language", folder)
    shutil.copy(FRENCH, folder / "fr.toml")
    answered = subprocess.run(
        [sys.executable, "-c", READ],
        input=json.dumps(TEXTS),
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, FOLDER_VARIABLE: str(folder)},
    )
    return json.loads(answered.stdout)


def test_a_file_gives_a_language_its_roles(
    found: list[dict[str, list[list[object]]]],
) -> None:
    roles = [[(m[0], m[1]) for m in one["mentions"]] for one in found[:3]]
    assert roles[0] == [("Laos", "literal"), ("Kratie", "literal")]
    assert roles[1] == [("Kratie", "associative")]
    assert roles[2][-2:] == [("Laos", "actor"), ("Kratie", "literal")]
    rules = {rule for one in found[:3] for m in one["mentions"] for rule in m[3]}
    assert {"fr.visits", "fr.deed_beginnings", "fr.type.province"} <= rules


def test_a_file_gives_a_language_its_promises(
    found: list[dict[str, list[list[object]]]],
) -> None:
    (proposal,) = found[3]["proposals"]
    assert proposal[:2] == ["border-checkpoint", "agreed"]
    assert proposal[2] == ["fr.cue.agreed-convenu", "fr.topic.border-checkpoint"]


def test_what_is_read_in_english_stays_as_it_was(
    found: list[dict[str, list[list[object]]]],
) -> None:
    assert found[4]["mentions"][0][:3] == ["Kratie", "literal", "kratie_town"]
    assert found[4]["proposals"][0][:2] == ["border-checkpoint", "agreed"]


def test_a_language_that_cannot_be_read_ends_a_command_in_one_sentence(
    tmp_path: Path,
) -> None:
    (tmp_path / "xx.toml").write_text("[language]\ncode = 1\n", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "geo", "--version"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env={**os.environ, FOLDER_VARIABLE: str(tmp_path)},
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert "xx.toml, language: code is 1; expected a text" in ended.stderr

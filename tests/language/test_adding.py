"""Adding a language is adding a file: shown with a small French that is not shipped."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from geo.intake.dates import choose_day
from geo.intake.language import guess_language
from geo.language.shipped import FOLDER_VARIABLE
from geo.shipped import data_folder

FRENCH = Path(__file__).with_name("fr.toml")
READ = """
import json, sys
from geo.intake.dates import choose_day
from geo.intake.language import guess_language
from tests.agreements.texts import PARSER, propose_for, read
found = []
for text in json.loads(sys.stdin.read()):
    found.append({
        "mentions": [
            [m.exact, m.role.value, m.place_id, list(m.rules)]
            for m in PARSER.parse(read(text))
        ],
        "day": str(choose_day(text).sure and choose_day(text).sure.day),
        "language": guess_language(text),
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
    "They met in Kratie on 6 Febry 2026. The two sides agreed to open a gate.",
    (
        "Recalling the deal of 1 May 2004.\nSigillatum in Hue, 6 February 2026. It "
        "holds until the year 2030."
    ),
    "Tilu lampa di sunu kota na sunu lampa tilu kali na kota.",
]
WORDS_ADDED = {
    'words = ["february",': 'words = ["february", "febry",',
    '    "done this",': '    "sigillatum in", "done this",',
}
OF_SMALL_WORDS = """
[language]
code = "xx"
name = "Made up"
head = "before"
small_words = "di na sunu"
"""


@pytest.fixture(scope="module")
def found(
    tmp_path_factory: pytest.TempPathFactory,
) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("languages") / "language"
    shutil.copytree(data_folder() / "language", folder)
    shutil.copy(FRENCH, folder / "fr.toml")
    (folder / "xx.toml").write_text(OF_SMALL_WORDS, encoding="utf-8")
    dates = folder / "en/dates.toml"
    table = dates.read_text(encoding="utf-8")
    for old, new in WORDS_ADDED.items():
        assert old in table
        table = table.replace(old, new)
    dates.write_text(table, encoding="utf-8")
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
    found: list[dict[str, Any]],
) -> None:
    roles = [[(m[0], m[1]) for m in one["mentions"]] for one in found[:3]]
    assert roles[0] == [("Laos", "literal"), ("Kratie", "literal")]
    assert roles[1] == [("Kratie", "associative")]
    assert roles[2][-2:] == [("Laos", "actor"), ("Kratie", "literal")]
    rules = {rule for one in found[:3] for m in one["mentions"] for rule in m[3]}
    assert {"fr.visits", "fr.deed_beginnings", "fr.type.province"} <= rules


def test_a_file_gives_a_language_its_promises(
    found: list[dict[str, Any]],
) -> None:
    (proposal,) = found[3]["proposals"]
    assert proposal[:2] == ["border-checkpoint", "agreed"]
    assert proposal[2] == ["fr.cue.agreed-convenu", "fr.topic.border-checkpoint"]


def test_a_month_or_a_word_beside_it_that_is_added_dates_a_text(
    found: list[dict[str, Any]],
) -> None:
    assert [one["day"] for one in found[5:7]] == ["2026-02-06", "2026-02-06"]
    assert choose_day(TEXTS[5]).sure is None
    assert choose_day(TEXTS[6]).sure is None


def test_the_smallest_words_that_are_added_tell_the_language_of_a_text(
    found: list[dict[str, Any]],
) -> None:
    assert [found[number]["language"] for number in (0, 4, 7)] == ["fr", "en", "xx"]
    assert guess_language(TEXTS[7]) == "und"


def test_what_is_read_in_english_stays_as_it_was(
    found: list[dict[str, Any]],
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

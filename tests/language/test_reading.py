"""The files of a language: what is refused, and that every entry has its use."""

import re
from pathlib import Path

import pytest

from geo.errors import LanguageError
from geo.language.reading import read_language
from geo.language.shipped import LANGUAGES
from geo.language.tables import WordsEntry
from geo.text.folding import fold_toponym

ABOUT = '[language]\ncode = "xx"\nname = "Ours"\nhead = "after"\n'


def write(folder: Path, content: str) -> Path:
    path = folder / "xx.toml"
    path.write_text(ABOUT + content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[[words]]\nid = "deeds"\nwrods = "a"\n', "words 'deeds': unknown field"),
        ('[[words]]\nid = "sea"\nwords = "a"\n', "words 'sea': no rule asks for it"),
        ('[[words]]\nid = "deeds"\nwords = "a b a"\n', "'a' stands twice"),
        (
            '[[words]]\nid = "deeds"\nwords = "a"\n' * 2,
            "words 'deeds': stands twice",
        ),
        (
            '[[words]]\nid = "deeds"\nwith = ["x"]\n',
            "words 'deeds': with: there is no entry 'x'",
        ),
        ("[[colours]]\n", "unknown table 'colours'"),
        (
            '[[cue]]\nid = "a"\nphrases = ["(a"]\nexample = "a"\n',
            "cue 'a': phrases: '(a': ) is missing",
        ),
        (
            '[[cue]]\nid = "a"\nphrases = ["{b}"]\nexample = "a"\n',
            "cue 'a': phrases: '{b}': there are no phrases 'b'",
        ),
        (
            '[[cue]]\nid = "a"\nstatus = "signed"\nphrases = ["a"]\nexample = "a"\n',
            "cue 'a': status is 'signed'; expected one of",
        ),
    ],
)
def test_a_wrong_entry_is_refused_in_one_sentence_that_names_it(
    content: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(LanguageError, match=re.escape(said)) as refused:
        read_language(write(tmp_path, content))
    assert "xx.toml" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_without_a_language_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    path.write_text("", encoding="utf-8")
    with pytest.raises(LanguageError, match=re.escape("no table [language]")):
        read_language(path)


WORDS = [
    pytest.param(entry, id=f"{code}-{entry.id}")
    for code, language in LANGUAGES.items()
    for entry in language.entries
]


@pytest.mark.parametrize("entry", WORDS)
def test_the_example_of_an_entry_holds_one_of_its_words(entry: WordsEntry) -> None:
    told = [*entry.words.split(), *entry.phrases]
    example = " ".join(re.findall(r"[\w’'.-]+|[^\w\s]", entry.example))
    spelled = {f" {example} ", f" {example.lower()} ", f" {fold_toponym(example)} "}
    assert not told or any(f" {word} " in text for word in told for text in spelled)

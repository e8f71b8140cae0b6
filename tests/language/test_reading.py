"""The files of a language: what is refused, and that every entry has its use."""

import re
from pathlib import Path

import pytest

from geo.errors import LanguageError
from geo.intake.date_words import UNSPACED_FROM
from geo.language.anchors import find_anchors
from geo.language.phrases import compile_phrases
from geo.language.reading import read_language
from geo.language.shipped import LANGUAGES
from geo.language.tables import Cue, FormWords, Phrases, Topic, TypeWord, WordsEntry
from geo.places.types import kinds_named
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
    assert not told or any(
        f" {word} " in text or (word > UNSPACED_FROM and word in entry.example)
        for word in told
        for text in spelled
    )


FOUND = [
    pytest.param(language.code, entry, id=f"{language.code}-{table}-{entry.id}")
    for language in LANGUAGES.values()
    for table, entries in (
        ("cue", language.cues),
        ("topic", language.topics),
        ("form", language.forms),
        ("phrases", language.phrases.values()),
    )
    for entry in entries
]


@pytest.mark.parametrize(("code", "entry"), FOUND)
def test_the_example_of_an_entry_is_one_of_its_phrases(
    code: str, entry: Cue | Topic | FormWords | Phrases
) -> None:
    lists = {i: e.phrases for i, e in LANGUAGES[code].phrases.items()}
    assert compile_phrases(entry.phrases, lists).search(entry.example)


@pytest.mark.parametrize(
    ("phrase", "yes", "no"),
    [
        ("sign[ed]", "was Signed.", "a signal"),
        ("[the] two  sides", "two\nsides", "two besides"),
        ("agree[d] [also] {before to|on}", "agreed to go", "agreed with"),
        ("will {not before be|have}", "will go", "will be"),
        ("{after both} sides", "both sides", "all sides"),
        ("{not after we} agree", "they agree", "we agree"),
        ("<2>gates", "three open gates", "gate"),
        ("conclu* of", "conclusion of", "conclave"),
        ("usd #", "usd 5,000", "usd five"),
        ("twinned ... were set up", "twinned in 2010 were set up", "twinned; set up"),
        ("{verbs*} go", "may soon go", "ago"),
    ],
)
def test_the_marks_of_a_phrase_mean_what_the_guide_says(
    phrase: str, yes: str, no: str
) -> None:
    pattern = compile_phrases([phrase], {"verbs": ["may", "soon"]})
    assert pattern.search(yes)
    assert not pattern.search(no)


TYPES = [
    pytest.param(entry, id=f"{language.code}-{entry.id}")
    for language in LANGUAGES.values()
    for entry in language.types
]


@pytest.mark.parametrize("entry", TYPES)
def test_a_type_word_stands_in_its_example_beside_a_name(entry: TypeWord) -> None:
    example = fold_toponym(entry.example)
    words = [fold_toponym(word) for word in (*entry.words, *entry.many)]
    assert any(word in example for word in words)
    assert example not in words


@pytest.mark.parametrize("entry", TYPES)
def test_a_type_word_is_taken_from_the_name_that_is_asked_for(entry: TypeWord) -> None:
    for word in (*entry.words, *entry.many):
        names = {name for name, _ in kinds_named(f"{word} Xyzzy")}
        names |= {name for name, _ in kinds_named(f"Xyzzy {word}")}
        names |= {name for name, _ in kinds_named(f"{word} of Xyzzy")}
        assert "Xyzzy" in names


def test_months_and_days_of_the_week_are_told_apart_in_every_language() -> None:
    for language in LANGUAGES.values():
        assert [month.number for month in language.months] in ([], [*range(1, 13)])
        assert [day.number for day in language.weekdays] in ([], [*range(1, 8)])
        for entry in (*language.months, *language.weekdays):
            assert any(word in entry.example.lower() for word in entry.words)


@pytest.mark.parametrize(("code", "entry"), FOUND)
def test_what_a_phrase_is_found_in_holds_one_of_its_anchors(
    code: str, entry: Cue | Topic | FormWords | Phrases
) -> None:
    lists = {i: e.phrases for i, e in LANGUAGES[code].phrases.items()}
    for phrase in entry.phrases:
        anchors = find_anchors(phrase, lists)
        found = compile_phrases([phrase], lists).search(entry.example)
        if found and anchors:
            assert any(anchor in found.group().lower() for anchor in anchors)


def test_what_stands_before_a_phrase_is_words_alone(tmp_path: Path) -> None:
    content = '[[cue]]\nid = "a"\nphrases = ["{after b*} c"]\nexample = "b c"\n'
    with pytest.raises(LanguageError, match="what stands before it is words alone"):
        read_language(write(tmp_path, content))

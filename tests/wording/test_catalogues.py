"""Every message of the page has a translation that says the same of the same things."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from geo.exports.formats import FORMATS
from geo.wording.catalogue import FOLDER, read_catalogue, words_of_scripts
from geo.wording.languages import LANGUAGES
from tests.conftest import ROOT
from tests.wording.extracting import extract_messages, read_template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog, Message

TRANSLATED = LANGUAGES[1:]
_TAG = re.compile(r"</?\w+[^>]*>")
_KHMER = re.compile(r"[\u1780-\u17ff]")
_ANEW = "run `make messages`, then translate what is new in geo/wording/catalogues"


def messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def forms(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words


def names_in(words: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(words) if name})


def test_the_template_holds_the_messages_of_the_code() -> None:
    found = {message.id for message in messages(extract_messages())}
    written = {message.id for message in messages(read_template(FOLDER))}
    assert found == written, _ANEW


def test_what_every_format_is_for_is_a_message() -> None:
    written = {message.id for message in messages(read_template(FOLDER))}
    assert {form.what_for for form in FORMATS.values()} <= written


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_translates_every_message_and_no_other(language: str) -> None:
    catalogue = read_catalogue(language)
    template = {message.id for message in messages(read_template(FOLDER))}
    assert {message.id for message in messages(catalogue)} == template, _ANEW
    lacking = [
        message.id
        for message in messages(catalogue)
        if message.fuzzy or not all(forms(message.string or ""))
    ]
    assert lacking == [], _ANEW


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_the_same_names_and_has_the_same_tags(
    language: str,
) -> None:
    for message in messages(read_catalogue(language)):
        for said in forms(message.string):
            original = forms(message.id)[-1]
            assert names_in(said) == names_in(original), message.id
            assert sorted(_TAG.findall(said)) == sorted(_TAG.findall(original))
            assert said == said.strip()


def test_what_is_said_in_khmer_is_in_khmer_letters() -> None:
    latin = [
        message.id
        for message in messages(read_catalogue("km"))
        if not all(map(_KHMER.search, forms(message.string)))
    ]
    assert latin == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_numbers_have_the_forms_that_the_language_has(language: str) -> None:
    catalogue = read_catalogue(language)
    for message in messages(catalogue):
        if not isinstance(message.id, str):
            assert len(message.string) == catalogue.num_plurals


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_term_is_called_as_the_glossary_calls_it(language: str) -> None:
    column = 1 + LANGUAGES.index(language)
    said = {
        message.id: message.string for message in messages(read_catalogue(language))
    }
    lines = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line.startswith("| ")][1:]
    assert len(rows) > 20
    for row in rows:
        term, translation = row[1].strip(), row[column].strip()
        assert translation.casefold() in said[term].casefold(), term


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_script_is_sent_its_words_and_the_forms_of_its_numbers(language: str) -> None:
    words = words_of_scripts(language)
    forms_sent = [said for said in words.values() if isinstance(said, dict)]
    assert words["Copy link"] not in {"", "Copy link"}
    assert forms_sent
    assert all(forms.get("other") and all(forms.values()) for forms in forms_sent)
    assert words_of_scripts("en") == {}

"""The languages that are read, each once."""

from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.language.reading import read_languages
from geo.language.vocabulary import Vocabulary
from geo.shipped import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.language.tables import Language

FOLDER_VARIABLE = "ACCORD_ATLAS_LANGUAGES"
"""Names another folder of languages, to try one that is not shipped."""


def _folder() -> Path:
    told = os.environ.get(FOLDER_VARIABLE)
    return Path(told) if told else data_folder() / "language"


LANGUAGES = {language.code: language for language in read_languages(_folder())}
"""By their codes."""

DEFAULT = "en"
"""The language of a sentence that nothing tells."""


def name_entries(languages: Iterable[Language]) -> Iterator[str]:
    """Give the ids by which mentions and proposals name the entries."""
    for language in languages:
        code = language.code
        yield from (f"{code}.{entry.id}" for entry in language.entries)
        yield from (f"{code}.type.{entry.id}" for entry in language.types)
        yield from (f"{code}.cue.{entry.id}" for entry in language.cues)
        yield from (f"{code}.topic.{entry.id}" for entry in language.topics)
        yield from (f"{code}.form.{entry.id}" for entry in language.forms)


def _unite() -> Vocabulary:
    values: dict[str, Any] = {}
    for field in fields(Vocabulary):
        for language in LANGUAGES.values():
            more = getattr(language.words, field.name)
            known = values.get(field.name)
            is_set = isinstance(more, frozenset)
            values[field.name] = (
                more if known is None else known | more if is_set else (*known, *more)
            )
    return Vocabulary(**values)


EVERY = _unite()
"""The words of every language together: what no direction of reading decides."""

"""Reading the files of a language into tables, and refusing what is wrong in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from geo.errors import LanguageError
from geo.fields import Family, Reading, from_record
from geo.language.phrases import check
from geo.language.tables import (
    About,
    Cue,
    FormWords,
    Language,
    Month,
    Phrases,
    Topic,
    TypeWord,
    WordsEntry,
)
from geo.language.vocabulary import Vocabulary
from geo.toml_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    Entry = WordsEntry | TypeWord | Cue | Topic | FormWords | Phrases | Month
    E = TypeVar("E", WordsEntry, TypeWord, Cue, Topic, FormWords, Phrases, Month)

_READING = Reading(family=Family.TOML)
_TABLES: dict[str, type] = {
    "words": WordsEntry,
    "type": TypeWord,
    "cue": Cue,
    "topic": Topic,
    "form": FormWords,
    "phrases": Phrases,
    "month": Month,
    "weekday": Month,
}
_KINDS = {field.name: str(field.type) for field in fields(Vocabulary)}


def read_languages(folder: Path) -> tuple[Language, ...]:
    """Read every language of a folder: a file, or a folder of files, for each.

    Raises
    ------
    LanguageError
        An entry has a field or a word that is not expected, or stands twice; the
        sentence names file, entry and field.
    """
    found = sorted(p for p in folder.iterdir() if p.is_dir() or p.suffix == ".toml")
    return tuple(read_language(path) for path in found)


def read_language(path: Path) -> Language:
    """Read one language, from a file or from all files of a folder."""
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    about: About | None = None
    tables: dict[str, list[Any]] = {name: [] for name in _TABLES}
    for file in files:
        content = read_toml(file, LanguageError)
        unknown = sorted(content.keys() - _TABLES.keys() - {"language"})
        if unknown:
            expected = ", ".join(("language", *_TABLES))
            msg = f"{file.name}: unknown table {unknown[0]!r}; expected {expected}."
            raise LanguageError(msg)
        if "language" in content:
            about = _make(About, content["language"], f"{file.name}, language")
        for name, noun in _TABLES.items():
            records = content.get(name, [])
            if not isinstance(records, list):
                msg = f"{file.name}: {name} is no list; write [[{name}]]."
                raise LanguageError(msg)
            for record in records:
                key = record.get("id") if isinstance(record, dict) else record
                tables[name].append(_make(noun, record, f"{file.name}, {name} {key!r}"))
    if about is None:
        msg = f"{path.name}: no table [language] with code, name and head."
        raise LanguageError(msg)
    for name, entries in tables.items():
        _refuse_doubles(path, name, entries)
    _check_phrases(path, tables)
    return Language(
        about=about,
        words=_vocabulary(path, tables["words"]),
        types=tuple(tables["type"]),
        cues=tuple(tables["cue"]),
        topics=tuple(tables["topic"]),
        forms=tuple(tables["form"]),
        phrases={entry.id: entry for entry in tables["phrases"]},
        months=tuple(tables["month"]),
        weekdays=tuple(tables["weekday"]),
        entries=tuple(tables["words"]),
    )


def _make(noun: Any, record: object, where: str) -> Any:  # noqa: ANN401 - any entry
    try:
        return from_record(noun, record, _READING)
    except ValueError as error:
        msg = f"{where}: {error}"
        raise LanguageError(msg) from error


def _refuse_doubles(path: Path, name: str, entries: Sequence[Any]) -> None:
    """Refuse an id that stands twice, and a phrase or a word twice in its entry."""
    twice = [i for i, n in Counter(entry.id for entry in entries).items() if n > 1]
    if twice:
        msg = f"{path.name}, {name} {twice[0]!r}: stands twice; every id is used once."
        raise LanguageError(msg)
    for entry in entries:
        told = [*getattr(entry, "phrases", ()), *_words_of(entry)]
        again = [word for word, count in Counter(told).items() if count > 1]
        if again:
            msg = (
                f"{path.name}, {name} {entry.id!r}: {again[0]!r} stands twice; "
                "take one out."
            )
            raise LanguageError(msg)


def _words_of(entry: object) -> Iterable[str]:
    words = getattr(entry, "words", ())
    return words.split() if isinstance(words, str) else words


def _check_phrases(path: Path, tables: Mapping[str, Sequence[Any]]) -> None:
    lists = {entry.id: entry.phrases for entry in tables["phrases"]}
    for name in ("cue", "topic", "form", "phrases"):
        for entry in tables[name]:
            try:
                for phrase in entry.phrases:
                    check(phrase, lists)
            except ValueError as error:
                msg = f"{path.name}, {name} {entry.id!r}: phrases: {error}"
                raise LanguageError(msg) from error


def _vocabulary(path: Path, entries: Sequence[WordsEntry]) -> Vocabulary:
    """Gather the words of each table, those of the entries it takes in among them."""
    by_id = {entry.id: entry for entry in entries}
    unknown = sorted(by_id.keys() - _KINDS.keys())
    if unknown:
        msg = f"{path.name}, words {unknown[0]!r}: no rule asks for it; see the guide."
        raise LanguageError(msg)
    values: dict[str, Any] = {}
    for name, entry in by_id.items():
        for other in entry.with_:
            if other not in by_id:
                msg = f"{path.name}, words {name!r}: with: there is no entry {other!r}."
                raise LanguageError(msg)
        words = tuple(_gather(name, by_id, ()))
        values[name] = words if _KINDS[name].startswith("tuple") else frozenset(words)
    return Vocabulary(**values)


def _gather(
    name: str, by_id: Mapping[str, WordsEntry], seen: tuple[str, ...]
) -> Iterable[str]:
    entry = by_id[name]
    yield from entry.words.split()
    yield from entry.phrases
    for other in entry.with_:
        if other not in seen:
            yield from _gather(other, by_id, (*seen, name))

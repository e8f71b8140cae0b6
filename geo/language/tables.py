"""What the files of a language hold: entries with an id and an example."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from geo.fields import Said
from geo.model import AgreementType, Form, Kind, Status  # noqa: TC001 - looked up

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.language.vocabulary import Vocabulary


class Head(StrEnum):
    """Where the words stand that govern a name: "Kep province", "tỉnh Kep"."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A language itself."""

    code: Annotated[str, Said("As BCP 47 has it; the name of its file or folder.")]
    name: Annotated[str, Said("In English.")]
    head: Annotated[Head, Said("Where the words stand that govern a name.")]
    marked: Annotated[
        float,
        Said(
            "The share of a sentence's small words that have marks over or under "
            "letters, from which on it is in this language; 0 where marks tell nothing."
        ),
    ] = 0.0
    small_words: Annotated[
        str,
        Said("Its smallest words, which tell it where no marks do, parted by spaces."),
    ] = ""
    letters: Annotated[
        str,
        Said(
            'Letters that tell it from others, or ranges of them: "ăđ", "ạ-ỹ"; a text '
            "with one in every fourth word is in this language."
        ),
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsEntry:
    """Words that tell one thing."""

    id: Annotated[str, Said("A field of the vocabulary.")]
    words: Annotated[str, Said("Single words, parted by spaces.")] = ""
    phrases: Annotated[tuple[str, ...], Said("Words of several parts.")] = ()
    with_: Annotated[
        tuple[str, ...], Said("Other entries whose words belong to it too.", "with")
    ] = ()
    example: Annotated[str, Said("A sentence that holds one of them.")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeWord:
    """A word that says what kind of place a name beside it names."""

    id: Annotated[str, Said("Its own, in its language.")]
    words: Annotated[tuple[str, ...], Said("As it is written, the singular first.")]
    many: Annotated[tuple[str, ...], Said("The same of several places.")] = ()
    kinds: Annotated[tuple[Kind, ...], Said("What a known name beside it is.")] = ()
    new: Annotated[
        Kind | None, Said("What a name beside it is that the gazetteer lacks.")
    ] = None
    is_exclusive: Annotated[
        bool, Said("Whether the name can then be of no other kind.", "exclusive")
    ] = False
    in_name: Annotated[
        bool, Said("Whether it counts only with a capital, as part of the name.")
    ] = False
    example: Annotated[str, Said("A sentence with it beside a name.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that make a promise, or that tell that what follows is none."""

    id: Annotated[str, Said("Its own, in its language.")]
    status: Annotated[
        Status | None,
        Said("How firm it is; none for thanks, praise and the like."),
    ] = None
    needs_sides: Annotated[
        bool,
        Said('Whether it counts only after words for the sides: "they will".'),
    ] = False
    takes_any: Annotated[
        bool,
        Said(
            "Whether it counts after any subject, which then belongs to what is "
            'promised: "a bridge will be built".'
        ),
    ] = False
    phrases: Annotated[tuple[str, ...], Said("In the notation of phrases.")]
    example: Annotated[str, Said("A sentence that it is found in.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Words that tell what an agreement is about."""

    id: Annotated[str, Said("Its own, in its language.")]
    type: Annotated[AgreementType, Said("What they speak for.")]
    weight: Annotated[int, Said("How much.")]
    phrases: Annotated[tuple[str, ...], Said("In the notation of phrases.")]
    example: Annotated[str, Said("A sentence that it is found in.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """Nouns that tell what an instrument is."""

    id: Annotated[str, Said("Its own, in its language.")]
    form: Annotated[Form, Said("What they name.")]
    phrases: Annotated[tuple[str, ...], Said("In the notation of phrases.")]
    example: Annotated[str, Said("A sentence that it is found in.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Phrases that a procedure asks for by their id."""

    id: Annotated[str, Said("What they tell; a list of the procedures' own.")]
    phrases: Annotated[tuple[str, ...], Said("In the notation of phrases.")]
    example: Annotated[str, Said("A sentence that one of them is found in.")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month, or a day of the week, and how it is written."""

    id: Annotated[str, Said("Its own, in its language.")]
    number: Annotated[int, Said("From 1; of the days of the week Monday is 1.")]
    words: Annotated[tuple[str, ...], Said("As it is written, in small letters.")]
    example: Annotated[str, Said("A date that it stands in.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """All that is known of one language."""

    about: About
    words: Vocabulary
    types: tuple[TypeWord, ...] = ()
    cues: tuple[Cue, ...] = ()
    topics: tuple[Topic, ...] = ()
    forms: tuple[FormWords, ...] = ()
    phrases: Mapping[str, Phrases] = field(default_factory=dict)
    months: tuple[Month, ...] = ()
    weekdays: tuple[Month, ...] = ()
    entries: tuple[WordsEntry, ...] = ()
    """Where the words come from."""

    @property
    def code(self) -> str:
        """As BCP 47 has it."""
        return self.about.code

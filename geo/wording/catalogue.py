"""The catalogues: one file a language, read as it is and compiled in memory.

So nothing is built beforehand, neither for an installation nor in a clone, and what
is shown is what the file says.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from geo.wording.languages import LANGUAGES

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from babel.messages.catalog import Catalog

FOLDER = files("geo.wording") / "catalogues"
TEMPLATE = "messages.pot"
_SOME_NUMBERS = range(200)
"""Among which every form of whole numbers is met, in all languages of CLDR."""


def read_catalogue(language: str, folder: Traversable = FOLDER) -> Catalog:
    """Read the catalogue of a language, with where each message stands in the code."""
    with (folder / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


@lru_cache(maxsize=len(LANGUAGES))
def load_translations(language: str) -> NullTranslations:
    """Load what messages are called in a language; those of the code stay as they are.

    What has no translation yet is shown in the language of the code.
    """
    if language == LANGUAGES[0]:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)


@lru_cache(maxsize=1)
def messages_of_scripts() -> tuple[str | tuple[str, str], ...]:
    """Give the messages that the scripts of the page show; two for a number's."""
    with (FOLDER / TEMPLATE).open("rb") as file:
        template = read_po(file)
    shown = (
        message.id
        for message in template
        if message.id and any(place.endswith(".js") for place, _ in message.locations)
    )
    return tuple(
        each if isinstance(each, str) else (each[0], each[1]) for each in shown
    )


def words_of_scripts(language: str) -> dict[str, str | dict[str, str]]:
    """Give what the scripts of the page need: their messages, in a language.

    Of a message about a number its forms, by the names that CLDR and browsers give
    them. In the language of the code nothing is needed.
    """
    if language == LANGUAGES[0]:
        return {}
    translations = load_translations(language)
    words: dict[str, str | dict[str, str]] = {}
    for message in messages_of_scripts():
        if isinstance(message, str):
            words[message] = translations.gettext(message)
        else:
            words[message[0]] = _forms(*message, language)
    return words


def _forms(one: str, many: str, language: str) -> dict[str, str]:
    translations = load_translations(language)
    form_of = Locale.parse(language).plural_form
    return {
        form_of(number): translations.ngettext(one, many, number)
        for number in reversed(_SOME_NUMBERS)
    }

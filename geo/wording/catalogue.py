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

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from geo.wording.languages import LANGUAGES

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from babel.messages.catalog import Catalog

FOLDER = files("geo.wording") / "catalogues"
TEMPLATE = "messages.pot"


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
def messages_of_scripts() -> tuple[str, ...]:
    """Give the messages that the scripts of the page show."""
    with (FOLDER / TEMPLATE).open("rb") as file:
        template = read_po(file)
    return tuple(
        message.id
        for message in template
        if isinstance(message.id, str)
        and any(place.endswith(".js") for place, _ in message.locations)
    )


def words_of_scripts(language: str) -> dict[str, str]:
    """Give what the scripts of the page need: their messages, in a language.

    In the language of the code nothing is needed.
    """
    if language == LANGUAGES[0]:
        return {}
    translations = load_translations(language)
    return {each: translations.gettext(each) for each in messages_of_scripts()}

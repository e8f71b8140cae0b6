"""What every writer of a format shares: how it is asked, and the part it is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Protocol

from geo.exports.selection import select
from geo.exports.titles import EVERYTHING, Chosen, chosen_types

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.model import AgreementType


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a writer is given."""

    part: Atlas
    """The agreements that were asked for, and what they need."""
    whole: Atlas
    """What the part was taken from."""
    types: Collection[AgreementType] | None
    """``None`` for all of them."""
    whole_texts: bool
    """Whether the part carries every passage of its documents."""
    lang: str
    """Of the names, where the format shows them in one language."""
    chosen: Chosen = EVERYTHING
    """The filter in words, for the title."""
    page: str = ""
    """The address of the page that shows the atlas; empty where none is known."""


class Writer(Protocol):
    """What every format's writer can be asked."""

    def __call__(
        self,
        atlas: Atlas,
        path: Path,
        *,
        types: Collection[AgreementType] | None = None,
        whole_texts: bool = False,
        lang: str = "en",
        chosen: Chosen = EVERYTHING,
        page: str = "",
    ) -> int:
        """Write an atlas to a file, whole or not at all, and give a count.

        Parameters
        ----------
        atlas, path
            What is written, and where to.
        types
            ``None`` for all of them.
        whole_texts
            Carry whole texts, where the format carries passages.
        lang
            Of the names, where the format shows them in one language.
        chosen
            The filter in words, where it is more than types.
        page
            The address of the page that shows the atlas, for permalinks; empty where
            it is published nowhere.

        Raises
        ------
        UsageError
            The file cannot be written.
        """


def writes_part(write: Callable[[Taken, Path], int]) -> Writer:
    """Let a function that writes what it is given be asked for a part of an atlas."""

    @wraps(write)
    def writing(
        atlas: Atlas,
        path: Path,
        *,
        types: Collection[AgreementType] | None = None,
        whole_texts: bool = False,
        lang: str = "en",
        chosen: Chosen = EVERYTHING,
        page: str = "",
    ) -> int:
        part = select(atlas, types, whole_texts=whole_texts)
        taken = Taken(
            part=part,
            whole=atlas,
            types=types,
            whole_texts=whole_texts,
            lang=lang,
            chosen=chosen if chosen.titles else chosen_types(types),
            page=page,
        )
        return write(taken, path)

    return writing

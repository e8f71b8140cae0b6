"""What a file is called, and the title that stands in it: both say the filter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.text.folding import fold_toponym

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.atlas import Atlas
    from geo.model import AgreementType

_MOST_NAMED = 3
"""Parts of a filter that a file's name holds; of more it says how many there are."""
_LONGEST = 60
_TITLE = "Accord Atlas: places in agreements"
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in words, for titles and names; empty where everything is taken."""

    titles: tuple[str, ...] = ()
    """``("Mekong and water", "In force")``."""
    slugs: tuple[str, ...] = ()
    """``("mekong", "in-force")``."""


EVERYTHING = Chosen()


def chosen_types(types: Iterable[AgreementType] | None) -> Chosen:
    """Say which types were asked for; nothing where it is all of them."""
    ours = tuple(types or ())
    return Chosen(tuple(t.label for t in ours), tuple(t.value for t in ours))


def entitle(chosen: Chosen) -> str:
    """Write the title of a file.

    >>> entitle(EVERYTHING)
    'Accord Atlas: places in agreements'
    >>> entitle(Chosen(("Mekong and water", "In force"), ("mekong", "in-force")))
    'Accord Atlas: places in agreements (Mekong and water; In force)'
    """
    if not chosen.titles:
        return _TITLE
    return f"{_TITLE} ({_enumerate(chosen.titles)})"


def _enumerate(titles: tuple[str, ...]) -> str:
    """Name what a title has room for, and count the rest.

    >>> _enumerate(("a", "b")), _enumerate(("a", "b", "c", "d", "e"))
    ('a; b', 'a; b; c and 2 more')
    """
    rest = len(titles) - _MOST_NAMED
    named = "; ".join(titles[:_MOST_NAMED])
    return f"{named} and {rest} more" if rest > 0 else named


def name_file(chosen: Chosen, part: Atlas, suffix: str) -> str:
    """Name a file after what was asked for and the day of its texts.

    ``accord-atlas_mekong_2026-02-06.xlsx``: between the days of the first and of the
    last text stands ``to``, and nothing where there is none.
    """
    days = sorted({document.geography_on.isoformat() for document in part.documents})
    span = "_to_".join(dict.fromkeys((*days[:1], *days[-1:])))
    asked = _join([_simplify(slug) for slug in chosen.slugs])
    return f"{'_'.join(filter(None, ('accord-atlas', asked, span)))}{suffix}"


def _join(slugs: list[str]) -> str:
    """Join what was asked for, as far as a name has room.

    >>> _join(["mekong", "in-force"]), _join(["a", "b", "c", "d"])
    ('mekong_in-force', '4-filters')
    """
    if len(slugs) > _MOST_NAMED:
        return f"{len(slugs)}-filters"
    return "_".join(slug for slug in slugs if slug)[:_LONGEST].rstrip("-_")


def _simplify(words: str) -> str:
    """Write words as every system takes them in the name of a file.

    >>> _simplify("Tây Ninh / 2026"), _simplify("in-force"), _simplify("ភ្នំពេញ")
    ('tay-ninh-2026', 'in-force', 'words')
    """
    return _NO_LETTERS.sub("-", fold_toponym(words)).strip("-") or "words"

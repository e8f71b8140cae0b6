"""What can be asked of a collection, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.model import AgreementType, Kind, Role, Status

T = TypeVar("T")

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


class Sort(StrEnum):
    """In which order texts are listed."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    AGREEMENTS = "agreements"
    PLACES = "places"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for; what is empty asks for nothing."""

    words: str = ""
    types: tuple[AgreementType, ...] = ()
    statuses: tuple[Status, ...] = ()
    countries: tuple[str, ...] = ()
    """Of which a party is, by their English names."""
    parties: tuple[str, ...] = ()
    """As the texts name them."""
    languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Ids of places, or of the provinces that hold them."""
    box: Box | None = None
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """Some of the answers, and how many there are."""

    rows: tuple[T, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """A text as a list shows it."""

    id: str
    title: str
    short_title: str
    publisher: str
    day: str
    language: str
    letters: int
    agreements: int
    mentions: int
    places: int
    countries: tuple[str, ...] = ()
    """Of the parties of its agreements, the most frequent first."""
    types: Mapping[AgreementType, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """An agreement as a list shows it, with its first quotation."""

    id: str
    type: AgreementType
    status: Status
    title: str
    is_proposed: bool
    parties: tuple[str, ...]
    places: tuple[str, ...]
    document: str
    passage: str
    quote: str
    start: int
    end: int
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """A mention as a list shows it."""

    document: str
    passage: str
    start: int
    end: int
    exact: str
    role: Role
    kind: Kind
    place: str | None
    score: float
    is_sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """A passage that some words were found in."""

    document: str
    short_title: str
    day: str
    id: str
    start: int
    text: str
    hits: tuple[tuple[int, int], ...]
    """Half-open offsets of the words in the document's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """Two places that agreements bind."""

    from_place: str
    to_place: str
    agreements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A province, with what is said of it and of what lies in it."""

    place: str
    name: str
    mentions: int
    agreements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place with what is said of it."""

    place: str
    name: str
    kind: Kind
    lon: float | None
    lat: float | None
    mentions: int
    types: Mapping[AgreementType, int]
    """Its agreements by type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there is."""

    texts: int
    agreements: int
    mentions: int
    all_texts: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many there are of each, as all that is asked for leaves them but itself.

    Agreements by type, status, country and party; texts by language and year.
    """

    types: Mapping[AgreementType, int]
    statuses: Mapping[Status, int]
    countries: Mapping[str, int]
    parties: Mapping[str, int]
    languages: Mapping[str, int]
    years: Mapping[int, int]

"""The nouns of the atlas, all frozen: what each room hands to the next."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - dataclass fields are looked up at run time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


class AgreementType(StrEnum):
    """What an agreement is about: a closed list, in the order of the page."""

    BORDER_CHECKPOINT = "border-checkpoint"
    TRANSPORT = "transport"
    PROVINCIAL_COOPERATION = "provincial-cooperation"
    MEKONG = "mekong"
    LAND_BOUNDARY = "land-boundary"
    MARITIME = "maritime"
    TRADE = "trade"
    SECURITY = "security"
    SOCIETY = "society"
    POLITICAL = "political"

    @property
    def label(self) -> str:
        """The words for it on the page."""
        return _TYPE_LABELS[self]


_TYPE_LABELS = {
    AgreementType.BORDER_CHECKPOINT: "Border checkpoints",
    AgreementType.TRANSPORT: "Transport and transit",
    AgreementType.PROVINCIAL_COOPERATION: "Provincial cooperation",
    AgreementType.MEKONG: "Mekong and water",
    AgreementType.LAND_BOUNDARY: "Land boundary",
    AgreementType.MARITIME: "Maritime",
    AgreementType.TRADE: "Trade and economy",
    AgreementType.SECURITY: "Defence and security",
    AgreementType.SOCIETY: "Education, health, culture",
    AgreementType.POLITICAL: "Political and regional",
}


class Form(StrEnum):
    """What an instrument is."""

    AGREEMENT = "agreement"
    PROTOCOL = "protocol"
    MEMORANDUM = "memorandum"
    PLAN = "plan"
    CONVENTION = "convention"
    DECLARATION = "declaration"
    COMMITMENT = "commitment"


class Status(StrEnum):
    """How firm it is; the text's own words stand beside it."""

    IN_FORCE = "in-force"
    DONE = "done"
    AGREED = "agreed"
    NEGOTIATING = "negotiating"
    DISCUSSING = "discussing"
    AIM = "aim"

    @property
    def label(self) -> str:
        """The words for it on the page."""
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    Status.IN_FORCE: "In force",
    Status.DONE: "Done (inaugurated, signed or presented)",
    Status.AGREED: "Agreed, not reported done",
    Status.NEGOTIATING: "Being negotiated",
    Status.DISCUSSING: "Being discussed",
    Status.AIM: "A standing aim",
}


class Role(StrEnum):
    """What a mention does in its sentence."""

    LITERAL = "literal"
    """The words stand for a location."""
    ASSOCIATIVE = "associative"
    """The toponym is part of another name."""
    ACTOR = "actor"
    """The toponym stands for a government or its people."""


class Kind(StrEnum):
    """What a place is."""

    COUNTRY = "country"
    PROVINCE = "province"
    MUNICIPALITY = "municipality"
    CITY = "city"
    DISTRICT = "district"
    BORDER_CHECKPOINT = "border_checkpoint"
    CONNECTING_POINT = "connecting_point"
    SCHOOL = "school"
    MONUMENT = "monument"
    RIVER = "river"
    LAKE = "lake"
    BASIN = "basin"
    DELTA = "delta"
    SEA = "sea"
    BOUNDARY = "boundary"
    WATERS = "waters"
    REGION = "region"

    @property
    def label(self) -> str:
        """The words for it on the page."""
        return self.value.replace("_", " ")


class Sign(StrEnum):
    """How a place is drawn, which says how sure its position is."""

    PIN = "pin"
    """A dot, with its circle of uncertainty."""
    DASHED = "dashed"
    """A dashed circle and no dot: the site is not fixed or not known."""
    AREA = "area"
    """A filled area with an outline."""
    OUTLINE = "outline"
    """A dashed outline: approximate."""
    SOFT = "soft"
    """A filled area without an edge."""
    LINE = "line"
    """A line."""
    LABEL = "label"
    """A name and nothing else."""


class Tier(StrEnum):
    """Which of two places of the same name a text means first."""

    REGION = "region"
    """A place of the Mekong countries, a country, or one that their texts name."""
    WORLD = "world"
    """A city anywhere else."""


class Confidence(StrEnum):
    """How well a position is supported."""

    A = "A"
    """Two independent sources agree within the radius."""
    B = "B"
    """One direct source, or one derivation checked against another."""
    C = "C"
    """An anchor only: the place lies somewhere around it."""
    D = "D"
    """No position."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph of a document. Passages tile their document."""

    document_id: str
    id: str
    """The printed number (``14``), a lettered paragraph after it (``19b``) or
    the line (``l44``)."""
    start: int
    """First code point of the passage in the document's text, zero-based."""
    text: str
    """With the separator that follows it."""

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A diplomatic text, never changed, with the record of where it came from."""

    id: str
    title: str
    short_title: str
    """As a citation names it: ``Joint statement``."""
    publisher: str
    """As the text states it, or ``not stated``."""
    dated: str
    """The date as the text states it, or ``not stated``."""
    geography_on: dt.date
    """The day whose borders hold for this text."""
    geography_reason: str
    language: str
    rights: str
    sha256: str
    """Of the file's bytes."""
    text: str
    url: str | None = None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A place's names, one a language; what is not known is absent."""

    en: str
    vi: str | None = None
    km: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A place as it was between two days.

    Coordinates are degrees, EPSG:4326, in the order lon, lat.
    """

    valid_from: dt.date | None = None
    """First day, or ``None`` where no beginning is recorded."""
    valid_to: dt.date | None = None
    """Last day, or ``None`` while it lasts."""
    geometry: BaseGeometry | None = None
    lon: float | None = None
    """With ``lat`` a point of the place: inside it where it is an area."""
    lat: float | None = None
    radius_m: float | None = None
    """Every point of the place lies within so many metres of ``lon, lat``: the
    uncertainty of a point, the extent of an area or a line."""
    basis: str = ""
    """How the position is known, in words."""
    confidence: Confidence = Confidence.D
    source: str = ""
    licence: str = ""
    attribution: str = ""
    formed_from: tuple[str, ...] = ()
    became: tuple[str, ...] = ()
    legal_source: str = ""
    iso3166_2: str | None = None
    iso_note: str = ""

    def holds_on(self, day: dt.date) -> bool:
        """Whether this version is in force on that day."""
        starts = self.valid_from is None or self.valid_from <= day
        return starts and (self.valid_to is None or day <= self.valid_to)

    @property
    def point(self) -> tuple[float, float] | None:
        """Where it is found on a map: lon, lat."""
        if self.lon is None or self.lat is None:
            return None
        return self.lon, self.lat

    @property
    def is_placed(self) -> bool:
        """Whether it can be drawn."""
        return self.geometry is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """The town that a province is governed from: degrees, EPSG:4326."""

    name: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the gazetteer."""

    id: str
    kind: Kind
    names: Names
    variants: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2."""
    sides: tuple[tuple[str, ...], ...] = ()
    """For a border checkpoint, the spellings of its half on either side."""
    within: tuple[str, ...] = ()
    """Places that hold it; for a border checkpoint the provinces on its two sides."""
    sign: Sign = Sign.PIN
    certainty: str = ""
    """One sentence for the reader: how sure the position is."""
    wikidata: str | None = None
    geonames: int | None = None
    seat: Seat | None = None
    """Of the present unit."""
    population: int | None = None
    """Of a town; of two with the same name the larger one is meant first."""
    tier: Tier = Tier.REGION
    needs_cue: bool = False
    """Whether its name is also a word or a person's: a text has to say that a place
    is meant."""
    versions: tuple[Version, ...] = ()

    def on(self, day: dt.date) -> Version | None:
        """Give the version in force on that day."""
        return next((v for v in self.versions if v.holds_on(day)), None)


SURE_SCORE = 0.75
"""From this score on a mention is shown as sure of its place."""
CLEAR_LEAD = 0.1
"""So far ahead of the next candidate a mention is sure of its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another place that a mention may mean."""

    place_id: str
    score: float
    evidence: str
    """What speaks for it and against it, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One occurrence of a toponym.

    Fields follow the W3C Web Annotation selectors: ``start`` and ``end`` find the
    mention fast, ``exact`` finds it again after the text has been edited.
    """

    document_id: str
    passage_id: str
    start: int
    """First code point in the document's text, zero-based."""
    end: int
    """One past the last code point."""
    exact: str
    role: Role
    kind: Kind
    place_id: str | None
    """``None`` when no place of the gazetteer fits."""
    score: float = 1.0
    """Between 0 and 1, comparable among candidates of one mention."""
    evidence: str = ""
    """Why this place and this role, in words."""
    alternatives: tuple[Alternative, ...] = ()
    """What else it may mean, the best first."""

    @property
    def is_sure(self) -> bool:
        """Whether its place is known and well ahead of any other."""
        if self.place_id is None or self.score < SURE_SCORE:
            return False
        rivals = [a.score for a in self.alternatives]
        return not rivals or self.score - max(rivals) >= CLEAR_LEAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words of a document that an agreement stands on."""

    document_id: str
    passage_id: str
    quote: str
    start: int
    """First code point in the document's text, zero-based."""
    end: int
    """One past the last code point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """A date that belongs to an agreement."""

    date: str
    """ISO 8601: a day, a month or a year, as precise as the source is."""
    what: str
    words: str = ""
    """The document's own words; empty for a date from elsewhere."""
    source: str = ""
    """Where a date from outside the documents comes from."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An instrument or a commitment, with the words that hold it."""

    id: str
    type: AgreementType
    form: Form
    title: str
    status: Status
    status_words: str
    """The text's own words for the status."""
    parties: tuple[str, ...]
    promised_by: str | None = None
    """Whose promise it is, when it is one side's alone."""
    places: tuple[str, ...] = ()
    pair: tuple[str, str] | None = None
    """Vietnamese province, Cambodian province."""
    no_place_reason: str = ""
    editor_note: str = ""
    evidence: tuple[Evidence, ...] = ()
    dates: tuple[StatedDate, ...] = ()
    outside: tuple[StatedDate, ...] = ()
    """What does not come from the documents, kept apart."""
    proposed_because: str = ""
    """The rule's reason, in words, where no reader has verified the agreement."""

    @property
    def is_proposed(self) -> bool:
        """Whether a rule proposes it and nobody has verified it."""
        return bool(self.proposed_because)

    @property
    def standing(self) -> str:
        """Its status in words; a proposal says that it is one, and why."""
        if not self.is_proposed:
            return self.status.label
        return (
            f"{self.status.label}; proposed by a rule, not verified: "
            f"{self.proposed_because}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A place within one agreement type."""

    place: Place
    version: Version
    agreement_type: AgreementType
    agreements: tuple[Agreement, ...]

    @property
    def id(self) -> str:
        """Stable, and different for each place and type."""
        return f"{self.place.id}.{self.agreement_type.value}"

    @property
    def is_proposed(self) -> bool:
        """Whether nobody has verified any of its agreements."""
        return all(agreement.is_proposed for agreement in self.agreements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """A place that no agreement is about, drawn because it can be found.

    Either a text mentions it literally, or it orients the reader.
    """

    place: Place
    version: Version
    mentions: tuple[Mention, ...]
    """Literal ones, in reading order; empty for orientation alone."""

    @property
    def id(self) -> str:
        """Like a feature's, with ``named`` for the type."""
        return f"{self.place.id}.named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """Whether two areas touch along a line, and since when."""

    length_km: float
    """Geodesic, on the generalised outlines; 0 when they do not touch."""
    since: dt.date | None = None
    """The day a merger or division gave them a border, if one did."""
    through: tuple[Place, ...] = ()
    """The places of the day before whose border it was."""

    @property
    def is_shared(self) -> bool:
        """Whether there is a common line; a common point is not enough."""
        return self.length_km > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two places that an agreement binds, drawn as a line between them."""

    from_place: Place
    to_place: Place
    day: dt.date
    """Whose borders hold."""
    agreement: Agreement
    border: Border
    """Computed from the geometry of that day and of the days before."""

    @property
    def id(self) -> str:
        """Both places, in the order of the agreement."""
        return f"{self.from_place.id}--{self.to_place.id}"

    @property
    def ends(self) -> tuple[tuple[float, float], ...]:
        """A point inside each place, lon, lat; empty unless both are placed."""
        versions = (self.from_place.on(self.day), self.to_place.on(self.day))
        points = [v.point for v in versions if v is not None and v.point is not None]
        return tuple(points) if len(points) == len(versions) else ()

    @property
    def attribution(self) -> str:
        """Whose data both ends are."""
        versions = (self.from_place.on(self.day), self.to_place.on(self.day))
        return " · ".join(dict.fromkeys(v.attribution for v in versions if v))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The features of one agreement type."""

    agreement_type: AgreementType
    features: tuple[Feature, ...]
    pairs: tuple[Pair, ...] = field(default=())

"""The nouns of the atlas, all frozen: what each room hands to the next.

What is written to files says beside each field what it means, and where a family of
formats calls it otherwise; readers and writers follow from there (``geo.fields``).
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - fields are looked up at run time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from shapely.geometry.base import BaseGeometry  # noqa: TC002 - as above

from geo.fields import Family, Said

_NOWHERE = dict.fromkeys(Family, "")
_ONLY_IN_TABLES = {family: "" for family in Family if family is not Family.TABLE}


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


class Firmness(StrEnum):
    """How firmly a text binds whoever promises, in falling order."""

    SHALL = "shall"
    """It has the force of a treaty: shall, undertake to, is bound to."""
    WILL = "will"
    """It is announced without a condition: will, commits itself, pledges."""
    AGREED = "agreed"
    """It was agreed, decided or signed."""
    AIMS = "aims"
    """It is striven for: aims, hopes, is planned, will work towards."""
    CONSIDERS = "considers"
    """It is looked into: consider, study, discuss, propose."""
    NOTES = "notes"
    """It is noted, welcomed or reaffirmed, and asks for nothing new."""


class Part(StrEnum):
    """A part of a promise that a text has words for."""

    PROMISED_BY = "promised_by"
    ACTION = "action"
    OBJECT = "object"
    TO = "to"
    DUE = "due"
    FIRMNESS = "firmness"
    UNDER = "under"
    DEPENDS_ON = "depends_on"


NO_DATE_STATED = "no date stated"
"""What a promise says of its day where the text names none: that is a finding."""


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


UNITS = frozenset({Kind.PROVINCE, Kind.MUNICIPALITY})
"""What a country is divided into first."""
SETTLED = UNITS | {Kind.CITY, Kind.DISTRICT}
"""Where people live and are governed, below a country; what can be twinned."""
WATER = frozenset(
    {Kind.RIVER, Kind.LAKE, Kind.WATERS, Kind.SEA, Kind.DELTA, Kind.BASIN}
)
WIDE = WATER | {Kind.COUNTRY, Kind.BOUNDARY, Kind.REGION}
"""What reaches far beyond what a text says of it."""


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

    document_id: Annotated[str, Said("The text that it is a part of.")]
    id: Annotated[
        str,
        Said(
            "The printed number (14), a lettered paragraph after it (19b) or the line "
            "(l44).",
            but={Family.TABLE: "passage"},
        ),
    ]
    start: Annotated[
        int,
        Said("First code point of the passage in the document's text, zero-based."),
    ]
    text: Annotated[str, Said("With the separator that follows it.")]

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A diplomatic text, never changed, with the record of where it came from."""

    id: Annotated[str, Said("Short and stable.", but={Family.TABLE: "document"})]
    title: Annotated[str, Said("As the text has it.")]
    short_title: Annotated[str, Said("As a citation names it: Joint statement.")]
    publisher: Annotated[str, Said("As the text states it, or 'not stated'.")]
    dated: Annotated[str, Said("The date as the text states it, or 'not stated'.")]
    geography_on: Annotated[dt.date, Said("The day whose borders hold for this text.")]
    geography_reason: Annotated[str, Said("Why it is that day.")]
    language: Annotated[str, Said("A tag such as en or vi; 'und' if not known.")]
    rights: Annotated[str, Said("Whose the text is.")]
    sha256: Annotated[str, Said("Of the file's bytes.")]
    text: Annotated[
        str,
        Said("What offsets refer to.", but=_NOWHERE),
    ]
    url: Annotated[str | None, Said("Where it is published.", is_address=True)] = None
    passages: Annotated[
        tuple[Passage, ...],
        Said("They tile the text.", but=_NOWHERE),
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A place's names, one a language; what is not known is absent."""

    en: Annotated[str, Said("In English.")]
    vi: Annotated[str | None, Said("In Vietnamese.")] = None
    km: Annotated[str | None, Said("In Khmer.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A place as it was between two days.

    Coordinates are degrees, EPSG:4326, in the order lon, lat.
    """

    valid_from: Annotated[
        dt.date | None, Said("First day; none where no beginning is recorded.")
    ] = None
    valid_to: Annotated[dt.date | None, Said("Last day; none while it lasts.")] = None
    lon: Annotated[float | None, Said("Degrees east of a point of the place.")] = None
    lat: Annotated[
        float | None,
        Said("Degrees north of that point, which lies inside it where it is an area."),
    ] = None
    radius_m: Annotated[
        float | None,
        Said(
            "Every point of the place lies within so many metres of lon, lat: the "
            "uncertainty of a point, the extent of an area or a line."
        ),
    ] = None
    basis: Annotated[str, Said("How the position is known, in words.")] = ""
    confidence: Annotated[
        Confidence, Said("How well the position is supported, A to D.")
    ] = Confidence.D
    source: Annotated[str, Said("Where the position or outline comes from.")] = ""
    licence: Annotated[str, Said("Of the position or outline.")] = ""
    attribution: Annotated[str, Said("Whom to name with it.")] = ""
    formed_from: Annotated[
        tuple[str, ...], Said("Ids of the places that it was made of.")
    ] = ()
    became: Annotated[
        tuple[str, ...], Said("Ids of the places that were made of it.")
    ] = ()
    legal_source: Annotated[str, Said("The act that made or ended it.")] = ""
    iso3166_2: Annotated[str | None, Said("The code of ISO 3166-2.")] = None
    iso_note: Annotated[str, Said("What is to be said of that code.")] = ""
    geometry: Annotated[
        BaseGeometry | None,
        Said(
            "Point, line or outline.",
            but=_ONLY_IN_TABLES,
        ),
    ] = None

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

    name: Annotated[str, Said("In its own language.")]
    lon: Annotated[float, Said("Degrees east.")]
    lat: Annotated[float, Said("Degrees north.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the gazetteer."""

    id: Annotated[
        str,
        Said(
            "Of the place in this atlas.",
            name="place",
            but={Family.TOML: "id", Family.LINKED: ""},
        ),
    ]
    kind: Annotated[Kind, Said("What it is.", but={Family.LINKED: ""})]
    names: Annotated[
        Names,
        Said("One a language.", flat="name", but={Family.LINKED: ""}),
    ]
    variants: Annotated[
        tuple[str, ...], Said("Other spellings.", but={Family.LINKED: ""})
    ] = ()
    countries: Annotated[
        tuple[str, ...], Said("ISO 3166-1 alpha-2.", but={Family.LINKED: ""})
    ] = ()
    sides: Annotated[
        tuple[tuple[str, ...], ...],
        Said(
            "For a border checkpoint, the spellings of its half on either side.",
            but={Family.FEATURE: "", Family.LINKED: ""},
        ),
    ] = ()
    within: Annotated[
        tuple[str, ...],
        Said(
            "Ids of the places that hold it; for a border checkpoint of the provinces "
            "on its two sides.",
            but={Family.LINKED: ""},
        ),
    ] = ()
    sign: Annotated[
        Sign, Said("How it is drawn, which says how sure its position is.")
    ] = Sign.PIN
    certainty: Annotated[
        str,
        Said(
            "One sentence for the reader: how sure the position is.",
            but={Family.LINKED: ""},
        ),
    ] = ""
    wikidata: Annotated[
        str | None, Said("Its id in Wikidata.", but={Family.LINKED: ""})
    ] = None
    geonames: Annotated[
        int | None, Said("Its id in GeoNames.", but={Family.LINKED: ""})
    ] = None
    seat: Annotated[
        Seat | None,
        Said("The town that the present unit is governed from.", flat="seat"),
    ] = None
    population: Annotated[
        int | None,
        Said("Of a town; of two with the same name the larger one is meant first."),
    ] = None
    tier: Annotated[
        Tier,
        Said(
            "Which of two places of the same name a text means first.",
            but={Family.FEATURE: ""},
        ),
    ] = Tier.REGION
    needs_cue: Annotated[
        bool,
        Said(
            "Whether its name is also a word or a person's: a text has to say that a "
            "place is meant.",
            but={Family.FEATURE: ""},
        ),
    ] = False
    versions: Annotated[
        tuple[Version, ...],
        Said(
            "As it was between two days, one after the other.",
            but={
                Family.TOML: "version",
                **dict.fromkeys((Family.TABLE, Family.FEATURE, Family.LINKED), ""),
            },
        ),
    ] = ()

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

    place_id: Annotated[str, Said("Its id.")]
    score: Annotated[float, Said("Between 0 and 1.")]
    evidence: Annotated[str, Said("What speaks for it and against it, in words.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One occurrence of a toponym.

    Fields follow the W3C Web Annotation selectors: ``start`` and ``end`` find the
    mention fast, ``exact`` finds it again after the text has been edited.
    """

    document_id: Annotated[
        str,
        Said(
            "The text that it stands in.",
            but={Family.LINES: "", Family.ANNOTATION: ""},
        ),
    ]
    passage_id: Annotated[
        str, Said("The passage that it stands in.", but={Family.ANNOTATION: ""})
    ]
    start: Annotated[
        int,
        Said(
            "First code point in the document's text, zero-based.",
            but={Family.ANNOTATION: ""},
        ),
    ]
    end: Annotated[
        int, Said("One past the last code point.", but={Family.ANNOTATION: ""})
    ]
    exact: Annotated[str, Said("The words themselves.", but={Family.ANNOTATION: ""})]
    role: Annotated[
        Role, Said("What it does in its sentence.", but={Family.ANNOTATION: ""})
    ]
    kind: Annotated[Kind, Said("What the place is.")]
    place_id: Annotated[
        str | None,
        Said(
            "The place that it means; none when no place of the gazetteer fits.",
            but={Family.ANNOTATION: ""},
        ),
    ]
    score: Annotated[
        float,
        Said("Between 0 and 1, comparable among candidates of one mention."),
    ] = 1.0
    evidence: Annotated[str, Said("Why this place and this role, in words.")] = ""
    alternatives: Annotated[
        tuple[Alternative, ...], Said("What else it may mean, the best first.")
    ] = ()
    rules: Annotated[
        tuple[str, ...],
        Said("The rules that made it, by the ids of their entries."),
    ] = ()
    countries: Annotated[
        tuple[str, ...],
        Said(
            "Where the place is not known: the countries that it likely lies in, by "
            "their ISO 3166-1 codes.",
        ),
    ] = ()
    decided_by: Annotated[
        tuple[str, ...],
        Said(
            "The readers who decided about it; empty where nobody has.",
            but={Family.LINES: ""},
        ),
    ] = ()
    decided_at: Annotated[
        str,
        Said(
            "When they last did, as ISO 8601 in UTC; empty where nobody has.",
            but={Family.LINES: ""},
        ),
    ] = ""

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

    document_id: Annotated[str, Said("The text that is quoted.")]
    passage_id: Annotated[str, Said("The passage that says so.")]
    quote: Annotated[str, Said("The words, exactly as they stand there.")]
    start: Annotated[int, Said("First code point in the document's text, zero-based.")]
    end: Annotated[int, Said("One past the last code point.", but={Family.TOML: ""})]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """A date that belongs to an agreement."""

    date: Annotated[
        str,
        Said("ISO 8601: a day, a month or a year, as precise as the source is."),
    ]
    what: Annotated[str, Said("What happened or is to happen.")]
    words: Annotated[
        str, Said("The document's own words; empty for a date from elsewhere.")
    ] = ""
    source: Annotated[
        str, Said("Where a date from outside the documents comes from.")
    ] = ""
    note: Annotated[str, Said("What is to be said of it.")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of a document that say one part of a promise."""

    of: Annotated[Part, Said("The part that they say.")]
    document_id: Annotated[str, Said("The text that is quoted.")]
    passage_id: Annotated[str, Said("The passage that says so.")]
    quote: Annotated[str, Said("The words, exactly as they stand there.")]
    start: Annotated[int, Said("First code point in the document's text, zero-based.")]
    end: Annotated[int, Said("One past the last code point.", but={Family.TOML: ""})]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An instrument or a commitment, with the words that hold it."""

    id: Annotated[
        str,
        Said(
            "Short and stable.",
            but={
                Family.TABLE: "agreement",
                Family.FEATURE: "agreements",
                Family.ANNOTATION: "",
            },
        ),
    ]
    type: Annotated[
        AgreementType,
        Said(
            "What it is about.",
            but={
                Family.TOML: "",
                Family.FEATURE: "",
                Family.ANNOTATION: "agreement_type",
            },
        ),
    ]
    form: Annotated[Form, Said("What kind of instrument it is.")]
    title: Annotated[str, Said("As the text calls it.")]
    status: Annotated[Status, Said("How firm it is.")]
    status_words: Annotated[str, Said("The text's own words for the status.")]
    parties: Annotated[tuple[str, ...], Said("Who agreed.")]
    promised_by: Annotated[
        str, Said("Who promises: the sides together, or the one whose promise it is.")
    ] = ""
    action: Annotated[str, Said("What is to be done, or was.")] = ""
    object: Annotated[str, Said("What it is to be done to.")] = ""
    to: Annotated[str, Said("To whom it is promised, where it is one side's.")] = ""
    due: Annotated[
        str,
        Said(
            "When it is to be done: a day, month or year (ISO 8601), the text's words, "
            "or 'no date stated'."
        ),
    ] = ""
    firmness: Annotated[
        Firmness | None,
        Said("How firmly it binds: shall, will, agreed, aims, considers or notes."),
    ] = None
    under: Annotated[str, Said("The instrument that it is promised under.")] = ""
    depends_on: Annotated[str, Said("What has to happen first.")] = ""
    places: Annotated[
        tuple[str, ...],
        Said("Ids of the places that it is about.", but={Family.FEATURE: ""}),
    ]
    no_place_reason: Annotated[
        str, Said("Why nothing can be drawn.", but={Family.FEATURE: ""})
    ] = ""
    pair: Annotated[
        tuple[str, str] | None,
        Said("Vietnamese province, Cambodian province.", but={Family.FEATURE: ""}),
    ] = None
    editor_note: Annotated[str, Said("What an editor says of it.")] = ""
    proposed_because: Annotated[
        str,
        Said(
            "The rule's reason, in words, where no reader has verified the agreement."
        ),
    ] = ""
    rules: Annotated[
        tuple[str, ...],
        Said("The rules that made it, by the ids of their entries."),
    ] = ()
    words: Annotated[
        tuple[Wording, ...],
        Said("The text's own words for each part of the promise."),
    ] = ()
    decided_by: Annotated[
        tuple[str, ...],
        Said("The readers who decided about it; empty where nobody has."),
    ] = ()
    decided_at: Annotated[
        str, Said("When they last did, as ISO 8601 in UTC; empty where nobody has.")
    ] = ""
    dates: Annotated[
        tuple[StatedDate, ...],
        Said(
            "Those that the documents state.",
            but={Family.TOML: "date", Family.TABLE: ""},
        ),
    ] = ()
    evidence: Annotated[
        tuple[Evidence, ...],
        Said(
            "The quotations that it stands on.",
            but=dict.fromkeys((Family.TABLE, Family.FEATURE, Family.ANNOTATION), ""),
        ),
    ] = ()
    outside: Annotated[
        tuple[StatedDate, ...],
        Said(
            "What does not come from the documents, kept apart.",
            but={Family.TABLE: ""},
        ),
    ] = ()

    @property
    def is_proposed(self) -> bool:
        """Whether a rule proposes it and nobody has verified it."""
        return bool(self.proposed_because)

    def says(self, part: Part) -> str:
        """Give what it says of a part of the promise; empty where it says nothing."""
        return str(getattr(self, part.value) or "")

    @property
    def promise(self) -> str:
        """Whose promise it is, and by when: empty where nobody has told."""
        due = "" if self.due in {"", NO_DATE_STATED} else "due "
        of = f"a promise of {self.promised_by}" if self.promised_by else ""
        return ", ".join(filter(None, (of, f"{due}{self.due}")))

    def words_for(self, part: Part) -> str:
        """Give the text's own words for a part of the promise, if any."""
        return next((one.quote for one in self.words if one.of == part), "")

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
        """Stable, and different for each agreement that binds the two places."""
        return f"{self.key}.{self.agreement.id}"

    @property
    def key(self) -> str:
        """Both places, in the order of the agreement: what the page chooses."""
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

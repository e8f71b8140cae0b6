"""The atlas: the steps in order, and their finished result."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.agreements.register import read_register
from geo.errors import GeoError
from geo.model import AgreementType, Feature, Kind, Landmark, Layer, Pair, Role
from geo.places.borders import find_border
from geo.places.gazetteer import Gazetteer, read_gazetteer
from geo.places.geoparsing import Geoparser
from geo.text.documents import read_documents

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from geo.model import Agreement, Document, Mention, Passage, Place


_ORIENTATION = (
    "bassac_river",
    "hau_river",
    "mekong_delta",
    "tien_river",
    "tonle_sap_lake",
    "tonle_sap_river",
)


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything that the page, the command line and the exports read."""

    documents: tuple[Document, ...]
    gazetteer: Gazetteer
    agreements: tuple[Agreement, ...]
    mentions: Mapping[str, tuple[Mention, ...]]
    """By document id, in reading order."""
    layers: tuple[Layer, ...]
    """One an agreement type, in the order of the types."""
    landmarks: tuple[Landmark, ...]
    """Places drawn without an agreement: named by a text, or for orientation."""

    @property
    def features(self) -> tuple[Feature, ...]:
        """Every place within an agreement type, in the order of the types."""
        return tuple(f for layer in self.layers for f in layer.features)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every two places that an agreement binds, in the order of the types."""
        return tuple(pair for layer in self.layers for pair in layer.pairs)

    @property
    def all_mentions(self) -> tuple[Mention, ...]:
        """The mentions of all documents, in their order."""
        return tuple(m for found in self.mentions.values() for m in found)

    def document(self, document_id: str) -> Document | None:
        """Give the document of that id."""
        return next((d for d in self.documents if d.id == document_id), None)

    def passage(self, document_id: str, passage_id: str) -> Passage | None:
        """Give the passage of that document and id."""
        document = self.document(document_id)
        passages = document.passages if document else ()
        return next((p for p in passages if p.id == passage_id), None)

    @property
    def home(self) -> tuple[Place, ...]:
        """The countries that the texts are about: the two they name most, their like.

        Where no text names a country, those of the places that agreements are about.
        """
        named = Counter(
            m.place_id
            for m in self.all_mentions
            if m.kind is Kind.COUNTRY and m.place_id
        )
        if named:
            least = min(count for _, count in named.most_common(2))
            ids = {place for place, count in named.items() if 2 * count > least}
            return tuple(place for place in self.gazetteer if place.id in ids)
        codes = {code for f in self.features for code in f.place.countries}
        return tuple(
            place
            for place in self.gazetteer
            if place.kind is Kind.COUNTRY and codes & {*place.countries}
        )

    @property
    def mapped(self) -> tuple[Agreement, ...]:
        """The agreements that have at least one place that can be drawn."""
        drawn = {a.id for f in self.features for a in f.agreements}
        return tuple(a for a in self.agreements if a.id in drawn)

    @property
    def listed(self) -> tuple[Agreement, ...]:
        """The agreements without a place: shown in the table, never pinned."""
        mapped = {agreement.id for agreement in self.mapped}
        return tuple(a for a in self.agreements if a.id not in mapped)


def read_atlas(data: Path, geoparser: Geoparser | None = None) -> Atlas:
    """Read documents, gazetteer and register of a data folder, verify, and build.

    Parameters
    ----------
    data
        The folder.
    geoparser
        Finds the mentions, and brings its gazetteer; ``None`` for one of the folder's.

    Raises
    ------
    GeoError
        Something in the folder is missing, altered or malformed; the message
        names file, record and value.
    """
    if not data.is_dir():
        msg = f"There is no data folder {str(data)!r}."
        raise GeoError(msg)
    documents = read_documents(data / "documents")
    geoparser = geoparser or Geoparser(read_gazetteer(data / "gazetteer"))
    gazetteer = geoparser.gazetteer
    agreements = read_register(data / "agreements", documents, gazetteer)
    mentions = {document.id: geoparser.parse(document) for document in documents}
    return build_atlas(documents, gazetteer, agreements, mentions)


def build_atlas(
    documents: Iterable[Document],
    gazetteer: Gazetteer,
    agreements: Iterable[Agreement],
    mentions: Mapping[str, tuple[Mention, ...]],
) -> Atlas:
    """Place agreements and mentions as of the day of their texts.

    Parameters
    ----------
    documents, gazetteer, agreements
        What was read, and verified when it was.
    mentions
        By document id, in reading order; every document has an entry.
    """
    documents = tuple(documents)
    agreements = tuple(agreements)
    days = {document.id: document.geography_on for document in documents}
    layers = tuple(
        _layer(agreement_type, agreements, gazetteer, days)
        for agreement_type in AgreementType
    )
    agreed = {f.place.id for layer in layers for f in layer.features}
    return Atlas(
        documents=documents,
        gazetteer=gazetteer,
        agreements=agreements,
        mentions=mentions,
        layers=layers,
        landmarks=_landmarks(gazetteer, mentions, days, agreed),
    )


def _landmarks(
    gazetteer: Gazetteer,
    mentions: Mapping[str, tuple[Mention, ...]],
    days: Mapping[str, dt.date],
    agreed: set[str],
) -> tuple[Landmark, ...]:
    """Collect what is drawn without an agreement; countries are labels already."""
    found: dict[str, list[Mention]] = {
        place_id: [] for place_id in _ORIENTATION if place_id in gazetteer
    }
    for mention in (m for ours in mentions.values() for m in ours):
        if mention.role is Role.LITERAL and mention.place_id:
            found.setdefault(mention.place_id, []).append(mention)
    day = max(days.values(), default=None)
    landmarks: list[Landmark] = []
    for place_id, named in sorted(found.items()):
        place = gazetteer[place_id]
        on = days[named[0].document_id] if named else day
        version = place.on(on) if on else None
        if place_id in agreed or place.kind is Kind.COUNTRY:
            continue
        if version is not None and version.is_placed:
            landmarks.append(
                Landmark(place=place, version=version, mentions=tuple(named))
            )
    return tuple(landmarks)


def _layer(
    agreement_type: AgreementType,
    agreements: tuple[Agreement, ...],
    gazetteer: Gazetteer,
    days: Mapping[str, dt.date],
) -> Layer:
    ours = [a for a in agreements if a.type == agreement_type]
    by_place: dict[tuple[str, dt.date], list[Agreement]] = {}
    for agreement in ours:
        for place_id in agreement.places:
            key = place_id, days[agreement.evidence[0].document_id]
            by_place.setdefault(key, []).append(agreement)
    features = [
        Feature(
            place=gazetteer[place_id],
            version=version,
            agreement_type=agreement_type,
            agreements=tuple(about),
        )
        for (place_id, day), about in by_place.items()
        if (version := gazetteer[place_id].on(day)) is not None and version.is_placed
    ]
    pairs = [
        _pair(a, gazetteer, days[a.evidence[0].document_id]) for a in ours if a.pair
    ]
    return Layer(
        agreement_type=agreement_type, features=tuple(features), pairs=tuple(pairs)
    )


def _pair(agreement: Agreement, gazetteer: Gazetteer, day: dt.date) -> Pair:
    from_id, to_id = agreement.pair or ("", "")
    from_place, to_place = gazetteer[from_id], gazetteer[to_id]
    return Pair(
        from_place=from_place,
        to_place=to_place,
        day=day,
        agreement=agreement,
        border=find_border(from_place, to_place, day, gazetteer),
    )

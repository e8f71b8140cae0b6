"""What the templates of the one-file page are filled with: passages and tables."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geo.citations import passage_key, passage_label
from geo.exports.citing import link_words
from geo.exports.more_fields import IN_TEMPLATES, list_more
from geo.maps.markup import list_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.atlas import Atlas
    from geo.model import (
        Agreement,
        AgreementType,
        Document,
        Evidence,
        Mention,
        Passage,
        Place,
        Version,
    )

_Span = tuple[int, int, str]
"""First code point, one past the last, and the agreement that cites them."""
_Run = tuple[str, str, bool, str]
"""Words, the place that they mean, whether the keyboard reaches it, who cites them."""


# --- passages ---------------------------------------------------------------------


def list_documents(part: Atlas) -> list[dict[str, Any]]:
    """Give the passages of every document, with what is left out marked as such."""
    cited: dict[tuple[str, str], list[_Span]] = {}
    for agreement in part.agreements:
        for words in agreement.evidence:
            key = words.document_id, words.passage_id
            cited.setdefault(key, []).append((words.start, words.end, agreement.id))
    return [
        {"document": d, "passages": _list_passages(d, part, cited)}
        for d in part.documents
    ]


def _list_passages(
    document: Document, part: Atlas, cited: dict[tuple[str, str], list[_Span]]
) -> list[dict[str, Any]]:
    mentions = part.mentions.get(document.id, ())
    found: list[dict[str, Any]] = []
    end = 0
    for passage in document.passages:
        spans = cited.get((document.id, passage.id), [])
        ours = [m for m in mentions if m.passage_id == passage.id and m.place_id]
        found.append(
            {
                "key": passage_key(document.id, passage.id),
                "label": passage_label(passage.id),
                "gap": passage.start > end,
                "runs": _list_runs(passage, ours, spans),
            }
        )
        end = passage.end
    return found


def _list_runs(
    passage: Passage, mentions: list[Mention], spans: list[_Span]
) -> list[_Run]:
    """Give the words in runs: each lies in the same mention, and is cited or not."""
    end = passage.start + len(passage.text.rstrip())
    edges = {passage.start, end}
    for start, stop in (
        *((m.start, m.end) for m in mentions),
        *((first, last) for first, last, _ in spans),
    ):
        edges |= {min(max(edge, passage.start), end) for edge in (start, stop)}
    return [
        _describe_run(passage, start, stop, mentions, spans)
        for start, stop in pairwise(sorted(edges))
    ]


def _describe_run(
    passage: Passage,
    start: int,
    end: int,
    mentions: Iterable[Mention],
    spans: Iterable[_Span],
) -> _Run:
    words = passage.text[start - passage.start : end - passage.start]
    place, reach = "", False
    around = [m for m in mentions if m.start <= start and end <= m.end]
    if around and words.strip():
        inner = min(around, key=lambda mention: mention.end - mention.start)
        place, reach = inner.place_id or "", inner.start == start
    citing = dict.fromkeys(
        a for first, last, a in spans if first <= start and end <= last
    )
    return words, place, reach, " ".join(citing)


# --- tables -----------------------------------------------------------------------


def describe_agreement(agreement: Agreement, part: Atlas) -> dict[str, Any]:
    """Give what a row says of an agreement."""
    return {
        "agreement": agreement,
        "quotes": quote_online(agreement.evidence, part),
        "places": [part.gazetteer[place_id] for place_id in agreement.places],
        "pair": "--".join(agreement.pair or ()),
        "more": list_more(agreement, IN_TEMPLATES),
    }


def quote_online(evidence: Iterable[Evidence], part: Atlas) -> list[dict[str, Any]]:
    """Give quotations with where they stand, and the words where they are published."""
    return [
        cited
        | {"online": _link(cited["of"], part), "runs": [(cited["of"].quote, False)]}
        for cited in list_evidence(evidence, part)
    ]


def _link(evidence: Evidence, part: Atlas) -> str:
    document = part.document(evidence.document_id)
    return link_words((document.url if document else "") or "", evidence.quote)


def list_places(part: Atlas) -> list[dict[str, Any]]:
    """Give what is drawn: names, types, position and how sure it is."""
    types: dict[str, list[AgreementType]] = {}
    drawn: dict[str, tuple[Place, Version]] = {}
    for feature in part.features:
        drawn[feature.place.id] = feature.place, feature.version
        types.setdefault(feature.place.id, []).append(feature.agreement_type)
    drawn |= {mark.place.id: (mark.place, mark.version) for mark in part.landmarks}
    return [
        {
            "place": place,
            "types": types.get(place.id, ()),
            "slugs": " ".join(t.value for t in types.get(place.id, ())) or "named",
            "names": _list_names(place),
            "position": f"{version.lat:.4f}, {version.lon:.4f}"
            if version.point
            else "",
            "attribution": version.attribution,
        }
        for place, version in sorted(drawn.values(), key=lambda one: one[0].names.en)
    ]


def _list_names(place: Place) -> list[tuple[str, str]]:
    names = (("en", place.names.en), ("vi", place.names.vi), ("km", place.names.km))
    return [(lang, name) for lang, name in names if name]

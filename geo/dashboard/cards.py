"""The card of what is chosen: its agreements, whole, with their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from geo.exports.citation_styles import quote_words
from geo.exports.citing import cite_words
from geo.maps.markup import as_said, in_tongue, render
from geo.maps.popups import (
    describe_border,
    first_mentions,
    quote_evidence,
    quote_mentions,
)
from geo.wording.messages import _

if TYPE_CHECKING:
    from geo.atlas import Atlas
    from geo.dashboard.state import Choice
    from geo.model import Agreement, Names, Pair


def render_card(atlas: Atlas, choice: Choice, shown: str = "en") -> str:
    """Write the card of the place or the pair chosen; nothing where none is.

    ``shown`` is the language of the names.
    """
    ends = [end for end in choice.place.split("--") if end in atlas.gazetteer]
    if not (choice.place and ends):
        return ""
    places = [atlas.gazetteer[end] for end in ends]
    pairs = [pair for layer in atlas.layers for pair in layer.pairs]
    alike = [pair for pair in pairs if pair.key == choice.place]
    agreements = [pair.agreement for pair in alike] or _agreements_at(atlas, choice)
    landmark = next((m for m in atlas.landmarks if m.place.id == choice.place), None)
    return render(
        "card",
        place=choice.place,
        heads=[place.names for place in places],
        local=_other_names([place.names for place in places], shown),
        kind=_(places[0].kind.label),
        agreements=[
            {
                "agreement": agreement,
                "quotes": [
                    cited | {"cites": quote_words(cite_words(cited["of"], atlas))}
                    for cited in quote_evidence(
                        agreement, atlas, choice.place, set(ends)
                    )
                ],
                "partners": _partners(agreement, pairs, choice.place, atlas),
            }
            for agreement in agreements
        ],
        mentions=quote_mentions(first_mentions(landmark), atlas) if landmark else [],
        sure=describe_border(alike[0]) if alike else as_said(places[0].certainty),
    )


def _agreements_at(atlas: Atlas, choice: Choice) -> list[Agreement]:
    """Give the agreements about a place, those of the type chosen first."""
    ours = [a for a in atlas.agreements if choice.place in a.places]
    return sorted(ours, key=lambda agreement: agreement.type.value != choice.type)


def _other_names(names: list[Names], shown: str) -> Markup:
    """Give the names in the languages not shown, as far as they differ from those."""
    first = [getattr(each, shown) or each.en for each in names]
    others = {
        lang: [getattr(each, lang) or each.en for each in names]
        for lang in ("en", "vi", "km")
    }
    return Markup(" · ").join(
        in_tongue(" – ".join(those), lang)
        for lang, those in others.items()
        if those != first and (lang == "en" or those != others["en"])
    )


def _partners(
    agreement: Agreement, pairs: list[Pair], chosen: str, atlas: Atlas
) -> list[dict[str, Any]]:
    """Give what else is bound: pairs that share an end, or the agreement's places."""
    if agreement.pair is None:
        others = [p for p in agreement.places if p != chosen]
        return [{"id": p, "names": atlas.gazetteer[p].names} for p in others]
    hub = agreement.pair[0]
    partners = {
        pair.key: pair.to_place.names
        for pair in pairs
        if pair.from_place.id == hub and pair.key != "--".join(agreement.pair)
    }
    return [{"id": key, "names": names} for key, names in partners.items()]

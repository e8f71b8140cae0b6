"""What the page holds, the card of what is chosen, and what leaves the rest out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.dashboard.cards import render_card
from geo.dashboard.panel import read_dropped, show_active, show_panel
from geo.dashboard.session import current, names_language
from geo.maps.markup import as_english, render
from geo.maps.popups import name_of
from geo.model import AgreementType, Kind, Status
from geo.wording.messages import N_, _, ngettext
from geo.wording.values import say_count, say_day, say_list, say_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from geo.atlas import Atlas
    from geo.dashboard.filters import Filter
    from geo.dashboard.state import Choice
    from geo.model import Agreement, Pair

_WAYS = 3
_HUBS = 4
"""Provinces whose pairs are told one by one."""
_NUMBERS = (
    *(N_("no"), N_("one"), N_("two"), N_("three"), N_("four")),
    *(N_("five"), N_("six"), N_("seven"), N_("eight"), N_("nine")),
)


def show_lead(atlas: Atlas) -> None:
    """Show the card of what is chosen, or what the page holds and three ways in."""
    choice: Choice = current("choice")
    card = render_card(atlas, choice, names_language())
    show_panel(
        card or render_lead(atlas),
        key="lead_panel",
        label=_("What is chosen") if card else _("What the page holds"),
        document=choice.place,
        lang=names_language(),
    )


def render_lead(atlas: Atlas) -> str:
    """Write the headline, the counts, and three ways in."""
    return render(
        "lead",
        headline=say_headline(atlas),
        number=len(atlas.documents),
        texts=_in_words(len(atlas.documents)).capitalize(),
        day=say_days(atlas),
        agreements=say_count(len(atlas.agreements), "agreement"),
        mapped=len(atlas.mapped),
        listed=len(atlas.listed),
        ways=_ways(atlas)[:_WAYS],
    )


def say_headline(atlas: Atlas) -> str:
    """Say whose texts they are.

    Those of two countries, where two are named far more than the others.
    """
    countries = _countries(atlas)
    if not countries:
        return _("What the texts say, place by place")
    return _("What {countries} wrote, place by place").format(
        countries=say_list(countries)
    )


def say_scope(atlas: Atlas) -> tuple[str, str]:
    """Say what the page is about, for its bar: the countries; the day and the texts."""
    said = (say_days(atlas), say_count(len(atlas.documents), "text"))
    return " – ".join(_countries(atlas)) or _("Texts"), " · ".join(filter(None, said))


def say_days(atlas: Atlas) -> str:
    """Say the day whose borders hold, where all texts have the same."""
    days = sorted({document.geography_on for document in atlas.documents})
    return say_day(days[0]) if len(days) == 1 else ""


def _countries(atlas: Atlas) -> list[str]:
    """Name the two countries that the texts name most."""
    named = Counter(
        mention.place_id
        for found in atlas.mentions.values()
        for mention in found
        if mention.kind is Kind.COUNTRY and mention.place_id
    )
    most = [place for place, _ in named.most_common(2)]
    return [name_of(atlas.gazetteer[place]) for place in most]


def _in_words(number: int) -> str:
    """Say a small number in words.

    >>> _in_words(3), _in_words(12)
    ('three', '12')
    """
    return _(_NUMBERS[number]) if number < len(_NUMBERS) else say_number(number)


def _ways(atlas: Atlas) -> list[dict[str, Any]]:
    """Give ways in: the pairs, then mapped agreements, each of another type."""
    pairs = [pair for layer in atlas.layers for pair in layer.pairs]
    ways = [_way_of_pairs(pairs)] if pairs else []
    types = {way["type"] for way in ways}
    ranked = sorted(
        atlas.mapped, key=lambda a: (a.type.value, a.status is not Status.DONE)
    )
    for agreement in ranked:
        if agreement.type in types or not agreement.places:
            continue
        types.add(agreement.type)
        ways.append(
            {
                "place": agreement.places[0],
                "type": agreement.type,
                "title": as_english(agreement.title),
                "words": as_english(f"“{agreement.status_words}”"),
            }
        )
    return ways


def _way_of_pairs(pairs: list[Pair]) -> dict[str, Any]:
    by_hub: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_hub.setdefault(pair.from_place.id, []).append(pair)
    hubs = list(by_hub.values())
    largest = max(hubs, key=len)[0]
    if len(hubs) > _HUBS:
        hubs = sorted(hubs, key=len, reverse=True)[:_HUBS]
    count = _in_words(len(pairs)).capitalize()
    return {
        "place": largest.from_place.id,
        "type": largest.agreement.type,
        "title": ngettext(
            "{number} pair of provinces", "{number} pairs of provinces", len(pairs)
        ).format(number=count),
        "words": ", ".join(
            _("{province} with {number}").format(
                province=group[0].from_place.names.vi or name_of(group[0].from_place),
                number=_in_words(len(group)),
            )
            for group in hubs
        )
        + (" …" if len(by_hub) > len(hubs) else ""),
    }


def show_counts(
    atlas: Atlas,
    asked: Filter,
    shown: Collection[Agreement],
    types: tuple[AgreementType, ...],
) -> None:
    """Show how much is on the map and in the list, and a chip for every filter."""
    titles = {document.id: document.short_title for document in atlas.documents}
    ids = {agreement.id for agreement in atlas.mapped}
    mapped = [agreement for agreement in shown if agreement.id in ids]
    chips = [
        *_chips("status", ((s.value, _(s.label)) for s in asked.statuses)),
        *_chips("documents", ((d, titles.get(d, d)) for d in asked.documents)),
        *_chips(
            "q",
            [(asked.words, f"“{asked.words.strip()}”")] if asked.words.strip() else [],
        ),
    ]
    places = {place for agreement in mapped for place in agreement.places}
    show_active(
        render(
            "active",
            mapped=say_count(len(mapped), "agreement"),
            places=say_count(len(places), "place"),
            listed=say_number(len(shown) - len(mapped)),
            chips=chips,
            all_types=len(types) == len(AgreementType),
        ),
        on_drop=_drop,
    )


def _chips(kind: str, values: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"kind": kind, "value": value, "label": label} for value, label in values]


def _drop() -> None:
    """Take a filter away, or all of them; the types are pressed in the browser."""
    kind, value = read_dropped()
    if kind in {"q", "all"}:
        st.session_state["q"] = ""
    for key in ("status", "documents"):
        if kind == "all":
            st.session_state[key] = []
        elif kind == key:
            kept = [each for each in current(key) if each != value]
            st.session_state[key] = kept

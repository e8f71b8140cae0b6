"""What is chosen on the page, and the address that restores it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.citations import passage_key, split_passage_key
from geo.collections.asking import Sort
from geo.dashboard.filters import Filter, find_drawn, find_hits, passage_at
from geo.model import AgreementType, Status
from geo.wording.languages import LANGUAGES
from geo.wording.messages import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.atlas import Atlas
    from geo.model import Agreement, Evidence

TABS = (
    N_("Agreements"),
    N_("Places"),
    N_("Pairs"),
    N_("Timeline"),
    N_("Compare texts"),
    N_("Documents"),
    N_("Your text"),
    N_("Download"),
    N_("About"),
)
"""What lies beside the map; an address names one in small letters, ``your-text``."""
ALL_TYPES = tuple(AgreementType)
_AT_FIRST = "first"
_MOST_FIRST = 10**9
_OLD = "old"
"""Of the borders: those of before 1 July 2025 too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The place and the passage chosen last, wherever that was."""

    place: str = ""
    """A place's id, or a pair's: ``tay_ninh--svay_rieng``."""
    type: str = ""
    passage: str = ""
    """Document and passage: ``joint-statement-14``."""
    lit: tuple[tuple[int, int], ...] = ()
    """Words to light in the document: half-open offsets in code points."""
    click: str = ""
    """Different for each choice, so that the same choice again is a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Which of many texts are listed, and in which order."""

    words: str = ""
    sort: str = Sort.NEWEST.value
    first: int = 0
    """How many stand before them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that an address of the page holds."""

    types: tuple[AgreementType, ...] = ALL_TYPES
    asked: Filter = field(default_factory=Filter)
    lang: str = LANGUAGES[0]
    """Of the page."""
    names: str = ""
    """Of the names on the map; empty for those of the page's language."""
    old_borders: bool = False
    """Whether the provinces of before 1 July 2025 are drawn too. An online background
    is no part of a view: whoever is sent a link has not chosen to ask its server."""
    choice: Choice = field(default_factory=Choice)
    tab: str = TABS[0]
    compared: tuple[str, str] = ("", "")
    """The earlier and the later text that are compared; empty for none."""
    listed: Listed = field(default_factory=Listed)


def read_view(
    query: Mapping[str, str],
    atlas: Atlas,
    *,
    click: str = "address",
    own_language: str = LANGUAGES[0],
) -> View:
    """Restore a view from an address; what it does not know is left out.

    ``own_language`` is that of the reader's browser: an address may name none.
    """
    types = ALL_TYPES
    if "types" in query:
        slugs = query["types"].split(",")
        types = tuple(t for t in AgreementType if t.value in slugs)
    known = {document.id for document in atlas.documents}
    asked = Filter(
        statuses=tuple(s for s in Status if s.value in _split(query, "status")),
        documents=tuple(d for d in _split(query, "document") if d in known),
        words=query.get("q", ""),
    )
    lang, names = query.get("lang"), query.get("names")
    choice = first_choice(atlas)
    if query.get("place"):
        choice = choose_place(
            atlas, query["place"], click=click, passage=query.get("passage", "")
        )
    elif query.get("passage"):
        choice = choose_passage(atlas, query["passage"], click=click)
    elif asked.words.strip():
        choice = choose_words(atlas, asked.words, click=_AT_FIRST)
    return View(
        types=types,
        asked=asked,
        lang=lang if lang in LANGUAGES else own_language,
        names=names if names in LANGUAGES and names != lang else "",
        old_borders=query.get("borders") == _OLD,
        choice=choice,
        tab=next((t for t in TABS if _slug(t) == query.get("tab")), TABS[0]),
        compared=_read_compared(query.get("compare", "")),
        listed=_read_listed(query),
    )


def _read_listed(query: Mapping[str, str]) -> Listed:
    sort, first = query.get("texts_sort", ""), query.get("texts_from", "")
    return Listed(
        words=query.get("texts_q", ""),
        sort=sort if sort in set(Sort) else Sort.NEWEST.value,
        first=min(int(first), _MOST_FIRST) if first.isdecimal() else 0,
    )


def _read_compared(said: str) -> tuple[str, str]:
    """Read the two texts of an address; whether they are there is seen when shown."""
    first, _, second = said.partition(",")
    return first, second


def _slug(tab: str) -> str:
    return tab.lower().replace(" ", "-")


def _split(query: Mapping[str, str], key: str) -> list[str]:
    return list(dict.fromkeys(query.get(key, "").split(",")))


def write_view(view: View, *, own_language: str = LANGUAGES[0]) -> dict[str, str]:
    """Give the query that restores a view; what is as at first is left out.

    A language is left out only where it is English and the browser's own too: who is
    sent a link sees the page in the language it was sent in.
    """
    is_chosen = view.choice.click != _AT_FIRST
    query = {
        "status": ",".join(view.asked.statuses),
        "document": ",".join(view.asked.documents),
        "q": view.asked.words if view.asked.words.strip() else "",
        "lang": view.lang if {view.lang, own_language} != {LANGUAGES[0]} else "",
        "names": view.names,
        "borders": _OLD if view.old_borders else "",
        "place": view.choice.place if is_chosen else "",
        "passage": view.choice.passage if is_chosen else "",
        "tab": _slug(view.tab) if view.tab != TABS[0] else "",
        "compare": ",".join(view.compared) if any(view.compared) else "",
        "texts_q": view.listed.words.strip(),
        "texts_sort": view.listed.sort if view.listed.sort != Sort.NEWEST else "",
        "texts_from": str(view.listed.first or ""),
    }
    # No type at all is a choice too.
    types = {} if view.types == ALL_TYPES else {"types": ",".join(view.types)}
    return types | {key: value for key, value in query.items() if value}


def first_choice(atlas: Atlas) -> Choice:
    """Open the reader where the first mapped agreement stands.

    A brought text, whose agreements are only proposed, opens at its beginning.
    """
    if not atlas.mapped or atlas.mapped[0].is_proposed:
        return Choice()
    evidence = atlas.mapped[0].evidence[0]
    return Choice(
        passage=_key(evidence),
        lit=((evidence.start, evidence.end),),
        click=_AT_FIRST,
    )


def choose_words(atlas: Atlas, words: str, *, click: str, document: str = "") -> Choice:
    """Choose the place that some words name, or else the first passage that has them.

    ``document`` is searched first; words found nowhere choose nothing.
    """
    place = find_drawn(atlas, words)
    if place:
        return choose_place(atlas, place, click=click)
    hits = find_hits(atlas, words) if words.strip() else {}
    if not hits:
        return Choice()
    chosen = document if document in hits else next(iter(hits))
    passage = passage_at(atlas, chosen, hits[chosen][0][0])
    return choose_passage(atlas, passage, click=click)


def choose_passage(atlas: Atlas, key: str, *, click: str) -> Choice:
    """Choose a passage and no place; an unknown passage chooses nothing."""
    if atlas.passage(*split_passage_key(key)) is None:
        return Choice()
    return Choice(passage=key, click=click)


def choose_place(
    atlas: Atlas, place: str, *, click: str, agreement_type: str = "", passage: str = ""
) -> Choice:
    """Choose a place or a pair, with the words that put it on the map.

    The passage is the one asked for, or else that of the first evidence; a place
    that no agreement names is shown where a text mentions it first.
    """
    agreements = _agreements_of(atlas, place, agreement_type)
    evidence = [e for agreement in agreements for e in agreement.evidence]
    if passage and atlas.passage(*split_passage_key(passage)) is None:
        passage = ""
    if not passage:
        passage = _key(evidence[0]) if evidence else _first_mention(atlas, place)
    lit = tuple(dict.fromkeys((e.start, e.end) for e in evidence if _key(e) == passage))
    choice = Choice(
        place=place if _exists(atlas, place) else "",
        type=agreement_type,
        passage=passage,
        lit=lit,
        click=click,
    )
    return choice if lit else replace(choice, lit=_mentions_in(atlas, place, passage))


def _key(evidence: Evidence) -> str:
    return passage_key(evidence.document_id, evidence.passage_id)


def _exists(atlas: Atlas, place: str) -> bool:
    return all(end in atlas.gazetteer for end in place.split("--"))


def _agreements_of(atlas: Atlas, place: str, agreement_type: str) -> list[Agreement]:
    """Give the agreements of a mark: of its type, or of the first type that has it."""
    for layer in atlas.layers:
        ours = [
            *(p.agreement for p in layer.pairs if p.key == place),
            *(a for f in layer.features if f.place.id == place for a in f.agreements),
        ]
        if ours and agreement_type in {"", layer.agreement_type.value}:
            return ours
    return []


def _first_mention(atlas: Atlas, place: str) -> str:
    for document in atlas.documents:
        for mention in atlas.mentions[document.id]:
            if mention.place_id == place:
                return passage_key(mention.document_id, mention.passage_id)
    return ""


def _mentions_in(atlas: Atlas, place: str, passage: str) -> tuple[tuple[int, int], ...]:
    ends = place.split("--")
    return tuple(
        (mention.start, mention.end)
        for mention in atlas.all_mentions
        if mention.place_id in ends
        and passage_key(mention.document_id, mention.passage_id) == passage
    )

"""The tables: all that the map says, in words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from geo.citations import passage_key, passage_label
from geo.maps.palette import colour_of
from geo.model import AgreementType, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.atlas import Atlas
    from geo.model import Agreement, Evidence, Mention, Names, Place


def render_table(heads: Sequence[str], rows: Iterable[str], *, sortable: bool) -> str:
    """Write a table of rows that are written already; its heads sort it if asked."""
    cells = "".join(
        f'<th scope="col"><button type="button" class="sort">{head}</button></th>'
        if sortable
        else f'<th scope="col">{head}</th>'
        for head in heads
    )
    body = "".join(rows)
    return (
        f'<table class="atlas"><thead><tr>{cells}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def render_agreements(agreements: Iterable[Agreement], atlas: Atlas) -> str:
    """Write agreements as a table, each with its words and its places."""
    heads = ("Agreement", "Type", "Status", "In the text’s words", "Places")
    rows = (_render_agreement(agreement, atlas) for agreement in agreements)
    return render_table(heads, rows, sortable=True)


def _render_agreement(agreement: Agreement, atlas: Atlas) -> str:
    return (
        f'<tr id="row-{agreement.id}" data-group="{agreement.id}">'
        f"<td>{escape(agreement.title)}{render_note(agreement)}"
        f"{render_outside(agreement)}</td>"
        f"<td>{render_type(agreement.type)}</td>"
        f"<td>{render_status(agreement)}</td>"
        f"<td>{''.join(render_quote(e, atlas) for e in agreement.evidence)}</td>"
        f"<td>{_render_places(agreement, atlas)}</td></tr>"
    )


def render_type(agreement_type: AgreementType) -> str:
    """Write a type with its colour."""
    colour = colour_of(agreement_type.value)
    return (
        f'<span class="swatch" style="background:{colour}"></span>'
        f"{escape(agreement_type.label)}"
    )


def render_status(agreement: Agreement) -> str:
    """Write a status, the text's own words for it, and whose promise it is."""
    promise = (
        f"<br><small>a promise of {escape(agreement.promised_by)} alone</small>"
        if agreement.promised_by
        else ""
    )
    return (
        f"{escape(agreement.status.label)}"
        f"<br><small>“{escape(agreement.status_words)}”</small>{promise}"
        f"{_render_proposal(agreement)}"
    )


def _render_proposal(agreement: Agreement) -> str:
    """Say that nobody has verified it; the rule's reason is there for who asks."""
    if not agreement.is_proposed:
        return ""
    return (
        "<br><small><b>Proposed by a rule, not verified</b></small><details>"
        f"<summary>why</summary><small>{escape(agreement.proposed_because)}</small>"
        "</details>"
    )


def render_note(agreement: Agreement) -> str:
    """Write the editor's note, marked as one; nothing when there is none."""
    if not agreement.editor_note:
        return ""
    return f"<br><small><b>Editor’s note:</b> {escape(agreement.editor_note)}</small>"


def render_outside(agreement: Agreement) -> str:
    """Write what comes from outside the documents, marked as such."""
    if not agreement.outside:
        return ""
    facts = "; ".join(
        f"{escape(fact.what)} {escape(fact.date)} ({escape(fact.source)}"
        f"{'; ' + escape(fact.note) if fact.note else ''})"
        for fact in agreement.outside
    )
    return f"<br><small><b>Not from the documents:</b> {facts}</small>"


def render_quote(evidence: Evidence, atlas: Atlas) -> str:
    """Write a quotation and, as a button, where it stands."""
    document = atlas.document(evidence.document_id)
    title = document.short_title if document else evidence.document_id
    key = passage_key(evidence.document_id, evidence.passage_id)
    return (
        f"<blockquote>“{escape(evidence.quote)}”</blockquote>"
        f'<button type="button" data-passage="{escape(key)}">'
        f"{escape(title)}, {passage_label(evidence.passage_id)}</button> "
    )


def _render_places(agreement: Agreement, atlas: Atlas) -> str:
    if not agreement.places:
        return f"no place named: {escape(agreement.no_place_reason)}"
    kind = agreement.type.value
    pair = (
        render_place_button("--".join(agreement.pair), kind, "the pair") + "<br>"
        if agreement.pair
        else ""
    )
    return pair + "<br>".join(
        render_place_button(i, kind, render_names(atlas.gazetteer[i].names))
        for i in agreement.places
    )


def render_place_button(place_id: str, agreement_type: str, label: str) -> str:
    """Write a button that brings the map to a place; the label is written already."""
    return (
        f'<button type="button" data-place="{escape(place_id)}" '
        f'data-type="{escape(agreement_type)}">{label}</button>'
    )


def render_names(names: Names) -> str:
    """Write a name in every language; the page's language shows one of them."""
    return "".join(
        f'<span class="name name-{chosen}" lang="{chosen if name else "en"}">'
        f"{escape(name or names.en)}</span>"
        for chosen, name in (("en", names.en), ("vi", names.vi), ("km", names.km))
    )


def render_places(atlas: Atlas) -> str:
    """Write the places that the agreements or the texts name, as a table."""
    mentions = _literal_mentions(atlas)
    types = _types_of_places(atlas)
    named = [p for p in atlas.gazetteer if p.id in types or p.id in mentions]
    heads = ("Place", "Kind", "In agreements about", "Named in", "How sure")
    rows = (
        _render_place(place, types.get(place.id, ()), mentions.get(place.id, []), atlas)
        for place in sorted(named, key=lambda place: place.names.en)
    )
    return render_table(heads, rows, sortable=True)


def _literal_mentions(atlas: Atlas) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for mention in atlas.all_mentions:
        if mention.place_id and mention.role is not Role.ACTOR:
            found.setdefault(mention.place_id, []).append(mention)
    return found


def _types_of_places(atlas: Atlas) -> dict[str, tuple[AgreementType, ...]]:
    found: dict[str, list[AgreementType]] = {}
    for agreement in atlas.agreements:
        for place_id in agreement.places:
            types = found.setdefault(place_id, [])
            if agreement.type not in types:
                types.append(agreement.type)
    return {place_id: tuple(types) for place_id, types in found.items()}


def _render_place(
    place: Place,
    types: Sequence[AgreementType],
    mentions: Sequence[Mention],
    atlas: Atlas,
) -> str:
    passages = dict.fromkeys((m.document_id, m.passage_id) for m in mentions)
    shown = list(passages)[:4]
    cited = ", ".join(_render_citation(d, p, place.id, atlas) for d, p in shown)
    rest = len(passages) - len(shown)
    label = render_names(place.names)
    kinds = "<br>".join(render_type(t) for t in types) or "named only"
    more = f" and {rest} more passages" if rest > 0 else ""
    return (
        f'<tr data-group="place:{place.id}">'
        f"<td>{render_place_button(place.id, '', label)}</td>"
        f"<td>{escape(place.kind.label)}</td><td>{kinds}</td>"
        f"<td>{cited or 'no text by this name'}{more}</td>"
        f"<td>{escape(place.certainty)}</td></tr>"
    )


def _render_citation(
    document_id: str, passage_id: str, place_id: str, atlas: Atlas
) -> str:
    document = atlas.document(document_id)
    title = document.short_title if document else document_id
    key = passage_key(document_id, passage_id)
    return (
        f'<button type="button" data-place="{escape(place_id)}" '
        f'data-passage="{escape(key)}">{escape(title)}, '
        f"{passage_label(passage_id)}</button>"
    )

"""The tables: all that the map says, in words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from geo.citations import passage_key, passage_label
from geo.maps.palette import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.atlas import Atlas
    from geo.model import Agreement, Evidence


def render_agreements(agreements: Iterable[Agreement], atlas: Atlas) -> str:
    """Write agreements as a table, each with its words and its places."""
    rows = "".join(_render_row(agreement, atlas) for agreement in agreements)
    if not rows:
        return "<p>No agreement of the chosen types.</p>"
    heads = ("Agreement", "Type", "Status", "In the text’s words", "Places")
    return (
        '<table class="atlas"><thead><tr>'
        + "".join(f'<th scope="col">{head}</th>' for head in heads)
        + f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def _render_row(agreement: Agreement, atlas: Atlas) -> str:
    promise = (
        f"<br><small>a promise of {escape(agreement.promised_by)} alone</small>"
        if agreement.promised_by
        else ""
    )
    note = (
        f"<br><small><b>Editor’s note:</b> {escape(agreement.editor_note)}</small>"
        if agreement.editor_note
        else ""
    )
    return (
        f'<tr id="row-{agreement.id}" data-group="{agreement.type.value}">'
        f"<td>{escape(agreement.title)}{note}</td>"
        f'<td><span class="swatch" style="background:{COLOURS[agreement.type]}"></span>'
        f"{escape(agreement.type.label)}</td>"
        f"<td>{escape(agreement.status.label)}{promise}</td>"
        f"<td>{''.join(_render_evidence(e, atlas) for e in agreement.evidence)}</td>"
        f"<td>{_render_places(agreement, atlas)}</td></tr>"
    )


def _render_evidence(evidence: Evidence, atlas: Atlas) -> str:
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
    place = "--".join(agreement.pair) if agreement.pair else ""
    pair = (
        f'<button type="button" data-place="{place}" '
        f'data-type="{agreement.type.value}">the pair</button><br>'
        if place
        else ""
    )
    return pair + "<br>".join(
        f'<button type="button" data-place="{place_id}" '
        f'data-type="{agreement.type.value}">'
        f"{escape(atlas.gazetteer[place_id].names.en)}</button>"
        for place_id in agreement.places
    )

"""The parts of the one-file page: passages, tables, and what stands behind them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.citations import passage_key, passage_label
from geo.exports.citation_styles import to_text
from geo.exports.citing import cite_atlas, cite_document, link_words
from geo.exports.credits import render_credits, render_rights
from geo.exports.markup import to_markup
from geo.maps.markup import render_names
from geo.maps.palette import COLOURS

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
    )

_Span = tuple[int, int, str]
"""First code point, one past the last, and the agreement that cites them."""


# --- passages ---------------------------------------------------------------------


def render_reader(part: Atlas) -> str:
    """Write the passages of every document, with what is left out marked as such."""
    cited: dict[tuple[str, str], list[_Span]] = {}
    for agreement in part.agreements:
        for words in agreement.evidence:
            key = words.document_id, words.passage_id
            cited.setdefault(key, []).append((words.start, words.end, agreement.id))
    return "".join(_render_document(d, part, cited) for d in part.documents)


def _render_document(
    document: Document, part: Atlas, cited: dict[tuple[str, str], list[_Span]]
) -> str:
    mentions = part.mentions.get(document.id, ())
    body, end = "", 0
    for passage in document.passages:
        if passage.start > end:
            body += _GAP
        spans = cited.get((document.id, passage.id), [])
        ours = [m for m in mentions if m.passage_id == passage.id and m.place_id]
        body += _render_passage(passage, document, ours, spans)
        end = passage.end
    return (
        f'<article lang="{to_markup(document.language)}" '
        f'aria-label="{to_markup(document.short_title)}">'
        f"<h2>{to_markup(document.title)}</h2>"
        f'<p class="source">{to_markup(document.publisher)}; dated: '
        f"{to_markup(document.dated)}</p>{body}</article>"
    )


_GAP = '<p class="gap" title="Passages that nothing cites are left out">[…]</p>'


def _render_passage(
    passage: Passage, document: Document, mentions: list[Mention], spans: list[_Span]
) -> str:
    key = to_markup(passage_key(document.id, passage.id))
    label = to_markup(f"{document.short_title}, {passage_label(passage.id)}")
    return (
        f'<div class="passage" id="passage-{key}">'
        f'<a class="number" href="#passage-{key}" aria-label="{label}">'
        f"{to_markup(passage_label(passage.id))}</a>"
        f"<p>{_render_words(passage, mentions, spans)}</p></div>"
    )


def _render_words(passage: Passage, mentions: list[Mention], spans: list[_Span]) -> str:
    """Write the words in runs: each lies in the same mention, and is cited or not."""
    end = passage.start + len(passage.text.rstrip())
    edges = {passage.start, end}
    for start, stop in (
        *((m.start, m.end) for m in mentions),
        *((first, last) for first, last, _ in spans),
    ):
        edges |= {min(max(edge, passage.start), end) for edge in (start, stop)}
    return "".join(
        _render_run(passage, start, stop, mentions, spans)
        for start, stop in pairwise(sorted(edges))
    )


def _render_run(
    passage: Passage,
    start: int,
    end: int,
    mentions: Iterable[Mention],
    spans: Iterable[_Span],
) -> str:
    words = to_markup(passage.text[start - passage.start : end - passage.start])
    around = [m for m in mentions if m.start <= start and end <= m.end]
    if around and words.strip():
        inner = min(around, key=lambda mention: mention.end - mention.start)
        reach = "" if inner.start == start else ' tabindex="-1"'
        words = (
            f'<a class="mention" href="#place={inner.place_id}" '
            f'data-place="{inner.place_id}"{reach}>{words}</a>'
        )
    citing = dict.fromkeys(
        a for first, last, a in spans if first <= start and end <= last
    )
    if citing:
        words = f'<mark data-cited="{" ".join(citing)}">{words}</mark>'
    return words


# --- tables -----------------------------------------------------------------------


def render_agreements(part: Atlas) -> str:
    """Write the register as a table, with its words and places."""
    heads = ("Agreement", "Type", "Status", "In the text’s words", "Places")
    rows = "".join(_render_agreement(a, part) for a in part.agreements)
    return _table("agreements", heads, rows)


def _table(name: str, heads: Iterable[str], rows: str) -> str:
    cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
    head = f"<thead><tr>{cells}</tr></thead>"
    return f'<table id="{name}">{head}<tbody>{rows}</tbody></table>'


def _render_agreement(agreement: Agreement, part: Atlas) -> str:
    promise = (
        f"<br><small>{to_markup(agreement.promise)}</small>"
        if agreement.promise
        else ""
    )
    note = (
        f"<br><small><b>Editor’s note:</b> {to_markup(agreement.editor_note)}</small>"
        if agreement.editor_note
        else ""
    )
    words = "".join(_render_evidence(e, part) for e in agreement.evidence)
    return (
        f'<tr data-type="{agreement.type.value}" id="agreement-{agreement.id}">'
        f"<td><b>{to_markup(agreement.title)}</b>{note}</td>"
        f"<td>{render_swatch(agreement.type)}{to_markup(agreement.type.label)}</td>"
        f"<td>{to_markup(agreement.standing)}{promise}</td>"
        f"<td>{words}</td><td>{_render_places(agreement, part)}</td></tr>"
    )


def render_swatch(agreement_type: AgreementType) -> str:
    """Write the dot of an agreement type's colour."""
    return f'<i class="swatch" style="background:{COLOURS[agreement_type]}"></i>'


def _render_evidence(evidence: Evidence, part: Atlas) -> str:
    document = part.document(evidence.document_id)
    title = document.short_title if document else evidence.document_id
    key = to_markup(passage_key(evidence.document_id, evidence.passage_id))
    link = link_words((document.url if document else "") or "", evidence.quote)
    online = (
        f' <a href="{to_markup(link)}" target="_blank" rel="noopener">at its '
        "publisher</a>"
        if link
        else ""
    )
    return (
        f"<blockquote>“{to_markup(evidence.quote)}”</blockquote>"
        f'<p class="cite"><a href="#passage-{key}" data-passage="{key}">'
        f"{to_markup(title)}, {to_markup(passage_label(evidence.passage_id))}</a>"
        f"{online}</p>"
    )


def _render_places(agreement: Agreement, part: Atlas) -> str:
    if not agreement.places:
        return f"<i>no place named: {to_markup(agreement.no_place_reason)}</i>"
    pair = [("--".join(agreement.pair), "the pair")] if agreement.pair else []
    places = [(p, render_names(part.gazetteer[p].names)) for p in agreement.places]
    return "".join(
        f'<button type="button" class="link" data-place="{place_id}" '
        f'data-of="{agreement.type.value}">{name}</button>'
        for place_id, name in (*pair, *places)
    )


def render_places(part: Atlas) -> str:
    """Write what is drawn as a table: names, types, position and how sure it is."""
    types: dict[str, list[AgreementType]] = {}
    places: dict[str, Place] = {}
    for feature in part.features:
        places[feature.place.id] = feature.place
        types.setdefault(feature.place.id, []).append(feature.agreement_type)
    places |= {mark.place.id: mark.place for mark in part.landmarks}
    named = {f.place.id: f.version for f in part.features}
    named |= {mark.place.id: mark.version for mark in part.landmarks}
    rows = ""
    for place_id, place in sorted(places.items(), key=lambda one: one[1].names.en):
        slugs = " ".join(t.value for t in types.get(place_id, ())) or "named"
        labels = "<br>".join(
            f"{render_swatch(t)}{to_markup(t.label)}" for t in types.get(place_id, ())
        )
        version = named[place_id]
        position = f"{version.lat:.4f}, {version.lon:.4f}" if version.point else ""
        rows += (
            f'<tr data-type="{slugs}"><td><button type="button" class="link" '
            f'data-place="{place_id}">{render_names(place.names)}</button>'
            f"{_render_other_names(place)}</td><td>{to_markup(place.kind.label)}</td>"
            f"<td>{labels or '<i>named, no agreement is about it</i>'}</td>"
            f"<td>{position}</td><td>{to_markup(place.certainty)}. "
            f"<small>{to_markup(version.attribution)}</small></td></tr>"
        )
    heads = ("Place", "Kind", "Agreement types", "Lat, lon", "How certain")
    return _table("places", heads, rows)


def _render_other_names(place: Place) -> str:
    names = ((place.names.en, "en"), (place.names.vi, "vi"), (place.names.km, "km"))
    every = " · ".join(
        f'<span lang="{lang}">{to_markup(name)}</span>' for name, lang in names if name
    )
    return f"<small>{every}</small>"


# --- about ------------------------------------------------------------------------


def render_about(part: Atlas, licences: str) -> str:
    """Write sources, rights, how to cite and how to embed."""
    texts = "".join(
        f"<li>{to_markup(to_text(cite_document(d)))}</li>" for d in part.documents
    )
    embed = (
        '<iframe src="accord-atlas.html?embed" title="Accord Atlas: places in '
        'agreements" width="100%" height="560" loading="lazy"></iframe>'
    )
    return (
        "<h3>The texts</h3>"
        f"<ul>{texts}</ul><p>{to_markup(render_rights(part))}</p>"
        f"<h3>Positions and outlines</h3><p>{to_markup(render_credits(part))}</p>"
        f"<h3>To cite</h3><p>{to_markup(to_text(cite_atlas()))}</p>"
        "<h3>To embed</h3><p>Put this file beside your page, and in the page:</p>"
        f'<pre tabindex="0"><code>{to_markup(embed)}</code></pre>'
        f"<details><summary>Licences</summary><pre>{to_markup(licences)}</pre></details>"
    )

"""The reader: a whole document as HTML, with its mentions and the lit words."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.citations import passage_key
from geo.maps.markup import say_passage
from geo.wording.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.model import Document, Mention, Passage

_LitSpans = tuple[tuple[int, int], ...]


def render_document(
    document: Document,
    mentions: Sequence[Mention],
    *,
    chosen: str = "",
    lit: _LitSpans = (),
    hits: _LitSpans = (),
    names: Mapping[str, str] | None = None,
) -> str:
    """Write a document, one paragraph a passage, nothing left out.

    Parameters
    ----------
    document
        Its text is shown as it stands, escaped.
    mentions
        Of this document, in reading order.
    chosen
        The passage to mark, as in an address: ``joint-statement-14``.
    lit
        Offsets of the words to light; they count in the chosen passage only.
    hits
        Offsets of words that a search found, marked wherever they stand.
    names
        Of places by id, in the language that the page speaks of them.
    """
    paragraphs = "".join(
        _render_passage(
            passage,
            document,
            mentions,
            chosen=chosen,
            lit=lit,
            hits=hits,
            names=names or {},
        )
        for passage in document.passages
    )
    return (
        f'<article class="document" lang="{escape(document.language)}" '
        f'aria-label="{escape(document.short_title)}">{paragraphs}</article>'
    )


def _render_passage(
    passage: Passage,
    document: Document,
    mentions: Iterable[Mention],
    *,
    chosen: str,
    lit: _LitSpans,
    hits: _LitSpans,
    names: Mapping[str, str],
) -> str:
    key = passage_key(document.id, passage.id)
    is_chosen = key == chosen
    ours = [m for m in mentions if m.passage_id == passage.id]
    here = tuple(h for h in hits if passage.start <= h[0] < passage.end)
    shown = lit if is_chosen else ()
    body = _render_words(passage, ours, lit=shown, hits=here, names=names)
    label = f"{document.short_title}, {say_passage(passage.id)}"
    return (
        f'<div class="passage{" chosen" if is_chosen else ""}" '
        f'id="passage-{escape(key)}"{_current(is_chosen)}>'
        f'<button type="button" class="number" data-passage="{escape(key)}" '
        f'aria-label="{escape(label)}">{escape(say_passage(passage.id))}</button>'
        f'<p data-start="{passage.start}" data-document="{escape(document.id)}">'
        f"{body}</p></div>"
    )


def _current(is_chosen: bool) -> str:  # noqa: FBT001 - a helper of two words
    return ' aria-current="true"' if is_chosen else ""


def _render_words(
    passage: Passage,
    mentions: list[Mention],
    *,
    lit: _LitSpans,
    hits: _LitSpans,
    names: Mapping[str, str],
) -> str:
    """Write the words in runs: each run lies in the same mention and is lit or not."""
    end = passage.start + len(passage.text.rstrip())
    cuts = {passage.start, end}
    for start, stop in (*((m.start, m.end) for m in mentions), *lit, *hits):
        cuts |= {
            min(max(start, passage.start), end),
            min(max(stop, passage.start), end),
        }
    bounds = sorted(cuts)
    return "".join(
        _render_run(passage, start, stop, mentions, lit=lit, hits=hits, names=names)
        for start, stop in pairwise(bounds)
    )


def _render_run(
    passage: Passage,
    start: int,
    end: int,
    mentions: list[Mention],
    *,
    lit: _LitSpans,
    hits: _LitSpans,
    names: Mapping[str, str],
) -> str:
    words = escape(passage.text[start - passage.start : end - passage.start])
    around = [m for m in mentions if m.start <= start and end <= m.end]
    if around:
        inner = min(around, key=lambda mention: mention.end - mention.start)
        name = names.get(inner.place_id or "", inner.exact)
        words = _render_mention(inner, words, name, is_first=inner.start == start)
    if any(s <= start and end <= e for s, e in hits):
        words = f'<mark class="hit">{words}</mark>'
    elif any(s <= start and end <= e for s, e in lit):
        words = f"<mark>{words}</mark>"
    return words


def _render_mention(mention: Mention, words: str, name: str, *, is_first: bool) -> str:
    """Write a mention as a button in the text; only its first run takes the focus."""
    said = escape(_title(mention, name))
    if mention.place_id is None:
        css = f"mention unplaced{_decided(mention)}"
        return f'<span class="{css}" title="{said}">{words}</span>'
    key = passage_key(mention.document_id, mention.passage_id)
    doubt = "" if mention.is_sure else " unsure"
    doubt += _decided(mention)
    return (
        f'<span class="mention {mention.role.value}{doubt}" role="button" '
        f'tabindex="{0 if is_first else -1}" '
        f'data-place="{escape(mention.place_id or "")}" '
        f'data-passage="{escape(key)}" '
        f'title="{said}">{words}</span>'
    )


def _decided(mention: Mention) -> str:
    return " decided" if mention.decided_by else ""


def _title(mention: Mention, name: str) -> str:
    """Say what a mention leads to, or why it leads nowhere."""
    if mention.decided_by:
        return _("{name}, {kind}, verified by {who}: show it on the map").format(
            name=name, kind=_(mention.kind.label), who=" · ".join(mention.decided_by)
        )
    if mention.is_sure:
        return _("{name}, {kind}: show it on the map").format(
            name=name, kind=_(mention.kind.label)
        )
    doubt = _("not sure") if mention.place_id else _("not placed")
    said = f"{name or mention.exact}, {_(mention.kind.label)}, {doubt}"
    return f"{said}: {mention.evidence}".rstrip(": ")

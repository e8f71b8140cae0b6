"""The reader shows every word of a document, and lights what is asked."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from geo.dashboard.reader import render_document

if TYPE_CHECKING:
    from geo.atlas import Atlas


def words_of(html: str) -> str:
    return unescape(re.sub(r"<button.*?</button>|<[^>]*>", " ", html))


def test_no_word_of_a_document_is_lost_or_added(atlas: Atlas) -> None:
    for document in atlas.documents:
        html = render_document(document, atlas.mentions[document.id])
        shown = "".join(words_of(html).split())
        assert shown == "".join(document.text.split())


def test_each_passage_has_the_id_that_links_use(atlas: Atlas) -> None:
    for document in atlas.documents:
        html = render_document(document, atlas.mentions[document.id])
        for passage in document.passages:
            assert f'id="passage-{document.id}-{passage.id}"' in html


def test_lit_words_are_marked_in_the_chosen_passage_alone(atlas: Atlas) -> None:
    document = atlas.document("joint-statement")
    assert document
    evidence = atlas.agreements[0].evidence[0]
    html = render_document(
        document,
        atlas.mentions[document.id],
        chosen=f"{document.id}-{evidence.passage_id}",
        lit=((evidence.start, evidence.end),),
    )
    lit = "".join(words_of(m) for m in re.findall(r"<mark>(.*?)</mark>", html))
    assert "".join(lit.split()) == "".join(evidence.quote.split())

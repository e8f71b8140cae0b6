"""Any two texts of the page beside each other."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from geo.agreements.comparing import Change, Side, compare
from geo.dashboard.comparing import render_compared
from geo.dashboard.state import View, read_view, write_view

if TYPE_CHECKING:
    from geo.atlas import Atlas


def side(atlas: Atlas, document_id: str) -> Side:
    document = atlas.document(document_id)
    assert document is not None
    return Side(
        document=document,
        mentions=atlas.mentions[document_id],
        agreements=atlas.agreements,
    )


def test_every_commitment_of_two_texts_is_shown_with_its_passage(atlas: Atlas) -> None:
    before, after = side(atlas, "joint-statement"), side(atlas, "party-meeting")
    html = render_compared(before, after, atlas)
    words = unescape(re.sub(r"<[^>]+>", "", html))
    lines = compare(before, after)
    for line in lines:
        for one in (line.before, line.after):
            if one:
                assert f"“{one.quote}”" in words
                key = f"{one.document_id}-{one.passage_id}"
                assert f'data-passage="{key}"' in html
    for change in Change:
        count = sum(line.change is change for line in lines)
        said = re.search(rf'data-change="{change.value}"><h3>[^<]*: (\d+)<', html)
        assert (int(said[1]) if said else 0) == count
    assert "<mark>" in html, "words that differ are lit"


def test_a_text_that_the_page_does_not_show_is_cited_and_not_led_to(
    atlas: Atlas,
) -> None:
    before, after = side(atlas, "joint-statement"), side(atlas, "party-meeting")
    other = replace(
        atlas, documents=tuple(d for d in atlas.documents if d.id == "party-meeting")
    )
    html = render_compared(before, after, other)
    assert "joint-statement-" not in html
    assert "Joint statement, ¶" in unescape(html)
    assert 'data-passage="party-meeting-' in html


def test_an_address_holds_the_two_texts(atlas: Atlas) -> None:
    view = View(tab="Compare texts", compared=("joint-statement", "party-meeting"))
    query = write_view(view)
    assert query["compare"] == "joint-statement,party-meeting"
    assert read_view(query, atlas).compared == view.compared
    assert read_view({}, atlas).compared == ("", "")
    assert "compare" not in write_view(View())

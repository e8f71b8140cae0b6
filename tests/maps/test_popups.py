"""Popups say what puts a mark on the map, in the very words."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from geo.maps.popups import render_feature_popup, render_pair_popup

if TYPE_CHECKING:
    from geo.atlas import Atlas


def test_every_popup_quotes_each_of_its_agreements_and_cites_the_passage(
    atlas: Atlas,
) -> None:
    for layer in atlas.layers:
        for feature in layer.features:
            html = render_feature_popup(feature, atlas)
            words = unescape(html.replace("<mark>", "").replace("</mark>", ""))
            for agreement in feature.agreements:
                assert agreement.title in words
                for evidence in agreement.evidence:
                    assert f"“{evidence.quote}”" in words
                    assert f"{evidence.document_id}-{evidence.passage_id}" in words


def test_a_pair_lights_both_of_its_ends_in_the_quotation(atlas: Atlas) -> None:
    pairs = [pair for layer in atlas.layers for pair in layer.pairs]
    assert len(pairs) == 9
    for pair in pairs:
        html = render_pair_popup(pair, atlas)
        lit = [part.split("</mark>")[0] for part in html.split("<mark>")[1:]]
        assert len(lit) == 2
        assert pair.to_place.names.en in lit

"""Popups say what puts a mark on the map, in the very words."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from geo.maps.popups import (
    describe_border,
    render_feature_popup,
    render_pair_popup,
)
from geo.wording.values import say_date

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
        html = render_pair_popup([pair], atlas)
        lit = [part.split("</mark>")[0] for part in html.split("<mark>")[1:]]
        assert len(lit) == 2
        assert pair.to_place.names.en in lit


def test_a_pair_says_since_when_it_shares_a_border_and_through_what(
    atlas: Atlas,
) -> None:
    said = {p.key: describe_border(p) for layer in atlas.layers for p in layer.pairs}
    assert said["dong_nai--kratie"] == (
        "Đồng Nai borders Kratie since 1 July 2025, through what was Bình Phước."
    )
    assert said["tay_ninh--svay_rieng"] == "Tây Ninh and Svay Rieng share a border."
    assert "do not share" in said["dong_nai--kampong_cham"]
    shared = {pair for pair, words in said.items() if "do not share" not in words}
    assert shared == {
        "tay_ninh--svay_rieng",
        "tay_ninh--prey_veng",
        "tay_ninh--tbong_khmum",
        "dong_nai--kratie",
        "dong_nai--mondulkiri",
        "dong_nai--tbong_khmum",
    }


def test_what_is_not_from_the_documents_is_told_after_the_quotation(
    atlas: Atlas,
) -> None:
    told = 0
    for feature in (f for layer in atlas.layers for f in layer.features):
        html = unescape(render_feature_popup(feature, atlas))
        facts = [fact for a in feature.agreements for fact in a.outside]
        assert ("Not from the documents:" in html) == bool(facts)
        for fact in facts:
            after = html.index(f"{fact.what} {say_date(fact.date)} ({fact.source}")
            assert after > html.index("</blockquote>")
            told += 1
    assert told

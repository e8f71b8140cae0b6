"""An address restores what was chosen, and nothing that it does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dashboard.state import ALL_TYPES, View, choose_place, read_view, write_view
from geo.model import AgreementType

if TYPE_CHECKING:
    from geo.atlas import Atlas


def test_a_first_visit_shows_all_types_and_an_empty_address(atlas: Atlas) -> None:
    view = read_view({}, atlas)
    assert view.types == ALL_TYPES
    assert view.choice.passage == "joint-statement-14"
    assert write_view(view) == {}


def test_an_address_and_its_view_are_the_same(atlas: Atlas) -> None:
    query = {
        "types": "border-checkpoint,mekong",
        "lang": "km",
        "place": "tay_ninh--prey_veng",
        "passage": "party-meeting-l44",
    }
    assert write_view(read_view(query, atlas)) == query


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(["types", "lang", "place", "passage"]), st.text())
)
def test_any_address_gives_a_view(atlas: Atlas, query: dict[str, str]) -> None:
    view = read_view(query, atlas)
    assert isinstance(view, View)
    assert read_view(write_view(view), atlas).types == view.types


def test_an_address_names_the_language_unless_it_is_english_for_who_reads_english(
    atlas: Atlas,
) -> None:
    for own in ("en", "vi", "km"):
        for chosen in ("en", "vi", "km"):
            for names in ("", "en", "vi", "km"):
                view = View(lang=chosen, names="" if names == chosen else names)
                query = write_view(view, own_language=own)
                assert ("lang" in query) == ((own, chosen) != ("en", "en"))
                read = read_view(query, atlas, own_language=own)
                assert (read.lang, read.names) == (view.lang, view.names)


def test_an_address_of_before_shows_the_names_it_named(atlas: Atlas) -> None:
    view = read_view({"lang": "vi"}, atlas)
    assert (view.lang, view.names) == ("vi", "")


def test_none_chosen_is_kept_apart_from_all(atlas: Atlas) -> None:
    view = read_view({"types": ""}, atlas)
    assert view.types == ()
    assert write_view(view)["types"] == ""


def test_every_mark_leads_to_the_words_of_its_agreement(atlas: Atlas) -> None:
    for layer in atlas.layers:
        marks = [*(f.place.id for f in layer.features), *(p.key for p in layer.pairs)]
        for mark in marks:
            kind = layer.agreement_type.value
            choice = choose_place(atlas, mark, click="1", agreement_type=kind)
            assert choice.place == mark
            assert choice.passage
            assert choice.lit


def test_a_chosen_passage_that_does_not_exist_is_left_out(atlas: Atlas) -> None:
    view = read_view({"place": "tay_ninh", "passage": "joint-statement-99"}, atlas)
    assert view.choice.place == "tay_ninh"
    assert view.choice.passage == "joint-statement-14"


def test_types_are_in_the_order_of_the_page(atlas: Atlas) -> None:
    view = read_view({"types": "mekong,border-checkpoint"}, atlas)
    assert view.types == (AgreementType.BORDER_CHECKPOINT, AgreementType.MEKONG)

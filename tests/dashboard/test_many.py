"""Many texts are a list that is searched, sorted and turned like pages."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from geo.collections.asking import Asked, Sort
from geo.collections.collection import collect
from geo.dashboard.bringing import Coming
from geo.dashboard.leading import _way_of_pairs, _ways
from geo.dashboard.many import MANY, PAGE, render_texts, say_page
from geo.dashboard.state import Listed, View, read_view, write_view
from geo.dashboard.your_text import _say_days
from geo.projects.bringing import BroughtText, Source

if TYPE_CHECKING:
    from geo.atlas import Atlas

COUNT = 2 * PAGE + 3


def copies(atlas: Atlas) -> tuple[BroughtText, ...]:
    """Give a text of the atlas many times, without agreements, each with a title."""
    document = atlas.documents[-1]
    return tuple(
        BroughtText(
            document=replace(
                document,
                id=f"copy-{n}",
                title=f"Text {n:03} <b>&",
                short_title=f"Text {n:03}",
                geography_on=document.geography_on.replace(year=1990 + n),
                passages=tuple(
                    replace(p, document_id=f"copy-{n}") for p in document.passages
                ),
            ),
            mentions=(),
            agreements=(),
            source=Source(name=f"{n}.txt", sha256="0" * 64, format="txt"),
        )
        for n in range(COUNT)
    )


def many(atlas: Atlas) -> Atlas:
    texts = copies(atlas)
    return replace(
        atlas,
        documents=tuple(text.document for text in texts),
        agreements=(),
        mentions={text.document.id: () for text in texts},
    )


def test_pages_of_the_list_hold_every_text_once(atlas: Atlas) -> None:
    whole = many(atlas)
    collection = collect(whole)
    titles: list[str] = []
    for first in range(0, COUNT, PAGE):
        page = collection.texts(Asked(), sort=Sort.OLDEST, first=first, most=PAGE)
        html = render_texts(page, first, whole)
        titles += re.findall(r"data-passage=\"copy-\d+-\w+\"[^>]*>([^<]+)<", html)
        assert f"of {COUNT} texts" in say_page(first, page)
    assert [unescape(title) for title in titles] == [
        f"Text {n:03} <b>&" for n in range(COUNT)
    ]


def test_an_address_holds_what_is_listed(atlas: Atlas) -> None:
    listed = Listed(words="trade", sort="title", first=40)
    query = write_view(View(tab="Documents", listed=listed))
    assert read_view(query, atlas).listed == listed
    assert read_view({"texts_sort": "x", "texts_from": "-1"}, atlas).listed == Listed()
    assert not any(key.startswith("texts") for key in write_view(View()))


def test_the_way_of_many_pairs_names_a_few(atlas: Atlas) -> None:
    pairs = list(atlas.pairs)
    (way,) = [way for way in _ways(atlas) if "pairs" in way["title"]]
    assert way["words"] == "Tây Ninh with three, Đồng Nai with six"
    mixed = _way_of_pairs([*pairs[::2], *pairs[1::2]])
    assert sorted(mixed["words"].split(", ")) == sorted(way["words"].split(", "))
    turned = [replace(p, from_place=p.to_place, to_place=p.from_place) for p in pairs]
    assert _way_of_pairs(turned)["words"].endswith(" …")
    assert _way_of_pairs(turned)["words"].count(" with ") == 4


def test_of_many_days_the_first_and_the_last_are_said() -> None:
    days = [dt.date(2000 + n, 1, 1) for n in range(9)]
    assert _say_days(days[:2]) == "1 January 2000, 1 January 2001"
    assert _say_days(days) == "1 January 2000 to 1 January 2008"


def page() -> None:
    from geo.dashboard.page import show_page  # noqa: PLC0415 - AppTest takes this alone
    from geo.shipped import data_folder  # noqa: PLC0415 - as above

    show_page(data_folder())


def test_the_page_turns_searches_and_sorts_the_list(atlas: Atlas) -> None:
    assert COUNT >= MANY
    test = AppTest.from_function(page, default_timeout=300)
    test.query_params["tab"] = "documents"
    test.session_state["brought_next"] = Coming(texts=copies(atlas))
    test.session_state["first_tab"] = "documents"
    test.run()
    test.session_state["tabs"] = "Documents"
    test.run()
    assert not test.error
    assert f"1 to {PAGE} of {COUNT} texts" in captions(test)
    test.button(key="texts_on").click().run()
    assert f"{PAGE + 1} to {2 * PAGE} of {COUNT} texts" in captions(test)
    test.selectbox(key="texts_sort").select("title").run()
    assert f"1 to {PAGE} of {COUNT} texts" in captions(test), "from the first again"
    test.text_input(key="texts_q").input("text 007").run()
    assert "1 to 1 of 1 text" in captions(test)


def captions(test: AppTest) -> str:
    return " | ".join(caption.value for caption in test.caption)

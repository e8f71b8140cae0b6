"""Whatever the page shows is a message of the catalogues, or else words of the data.

The page is shown in a language that marks each message, so that what bears no mark was
written past the catalogues.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st
from lxml import html
from streamlit.testing.v1 import AppTest

from geo.dashboard.state import TABS
from geo.intake.reading import read_pasted
from geo.maps.backgrounds import BACKGROUNDS
from geo.maps.payload import build_payload
from geo.places.geoparsing import Geoparser
from geo.projects.bringing import bring, make_source, say_day
from geo.projects.nursery import Nursery
from geo.wording import messages
from geo.wording.catalogue import FOLDER, TEMPLATE
from geo.wording.languages import OWN_NAMES
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.atlas import Atlas

SHOWN = ("label", "placeholder", "help", "body", "value", "text", "tooltip")
MARKED = re.compile("⟦[^⟦⟧]*⟧")
DAY = re.compile(r"(?:\d+ )?tháng \d+(?: năm)?")
"""As CLDR writes it in Vietnamese."""
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
IN_A_STYLE = re.compile(r"(?:content|--say-[\w-]+): *'([^']*)'")
WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"^[A-Z“].*[a-z][ …].*[a-z]")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
STRING = re.compile(r'"[^"\n]*"|`[^`]*`')
NAMES = {"Accord Atlas", *OWN_NAMES.values(), *BACKGROUNDS}


class Marking(NullTranslations):
    """Translations into a language in which each message bears a mark."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def marking(language: str) -> NullTranslations:
    return NullTranslations() if language == "en" else Marking()


def page() -> None:
    """Show the page."""
    from geo.dashboard.page import show_page  # noqa: PLC0415 - AppTest takes this alone
    from geo.shipped import data_folder  # noqa: PLC0415 - as above

    show_page(data_folder())


@pytest.fixture(scope="module")
def marked() -> Iterator[None]:
    """Let the marks be seen, and leave none of them to who comes after."""
    st.cache_resource.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "load_translations", marking)
        patch.setattr(Nursery, "start", lambda _: None)
        yield
    st.cache_resource.clear()


def shown(query: dict[str, str], brought: object = None) -> AppTest:
    test = AppTest.from_function(page, default_timeout=120)
    test.query_params["lang"] = "vi"
    for key, value in query.items():
        test.query_params[key] = value
    if brought is not None:
        test.session_state["brought_next"] = brought
    return test.run()


def protos(node: object) -> Iterator[Any]:
    children = getattr(node, "children", None) or {}
    for child in children.values():
        yield from protos(child)
    if hasattr(node, "proto"):
        yield node.proto


def said_by(proto: Any) -> Iterator[str]:  # noqa: ANN401 - a message of any kind
    """Give every text that an element shows."""
    for field, value in proto.ListFields() if proto is not None else ():
        if field.name == "json":
            yield from said_in_data(json.loads(value))
        elif field.name == "options":
            yield from (
                each if isinstance(each, str) else each.content for each in value
            )
        elif field.name in SHOWN and isinstance(value, str):
            yield from said_in_html(value)
        elif field.message_type is not None and not field.is_repeated:
            yield from said_by(value)


def said_in_data(data: object) -> Iterator[str]:
    """Give the texts in what a script of the page is sent."""
    for key, value in data.items() if isinstance(data, dict) else ():
        if key == "html":
            yield from said_in_html(value)
        elif key in {"label", "kind"}:
            yield value
        elif isinstance(value, list):
            for each in value:
                yield from said_in_data(each)


def said_in_html(text: str) -> Iterator[str]:
    """Give the texts of some HTML that do not say their language themselves."""
    yield from (
        word for style in STYLE.findall(text) for word in IN_A_STYLE.findall(style)
    )
    root = html.fragment_fromstring(
        strip_marked(STYLE.sub("", text)), create_parent=True
    )
    for element in root.iter():
        around = [element, *element.iterancestors()]
        if not any("lang" in each.attrib for each in around):
            yield element.text or ""
            yield from (element.get(name, "") for name in ("aria-label", "title"))
        if not any("lang" in each.attrib for each in around[1:]):
            yield element.tail or ""


def strip_marked(text: str) -> str:
    """Take the messages out of a text, with all that stands in them."""
    while MARKED.search(text):
        text = MARKED.sub("", text)
    return text


def unmarked(texts: Iterable[str], known: Iterable[str]) -> str:
    """Give the texts that say something without a mark."""
    left = []
    for text in texts:
        rest = DAY.sub("", strip_marked(text)).replace("\\", "").replace("\u2060", "")
        for name in sorted({*known, *NAMES}, key=len, reverse=True):
            rest = rest.replace(name, "")
        if WORD.search(rest):
            left.append(text)
    return "\n".join(dict.fromkeys(left))


def of_the_data(atlas: Atlas) -> set[str]:
    """Give what an element that cannot say its language shows of the data."""
    return {
        *(document.short_title for document in atlas.documents),
        *(name for place in atlas.gazetteer for name in (place.names.vi,) if name),
    }


QUERIES = [
    *({"tab": tab.lower().replace(" ", "-")} for tab in TABS),
    {"place": "meunchey_tannam"},
    {"place": "tay_ninh--prey_veng"},
    {"place": "kampot"},
    {"q": "Mekong", "status": "aim"},
    {"q": "nowhere at all"},
    {"types": "mekong", "document": "joint-statement"},
]


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("query", QUERIES, ids=lambda query: " ".join(query.values()))
def test_the_page_shows_no_words_past_the_catalogues(
    atlas: Atlas, query: dict[str, str]
) -> None:
    test = shown(query)
    texts = [text for proto in protos(test._tree) for text in said_by(proto)]  # noqa: SLF001 - the only way to what custom components are sent
    assert len(texts) > 30
    known = of_the_data(atlas) | {query.get("q", "")}
    assert unmarked(texts, known) == ""


@pytest.mark.usefixtures("marked")
def test_a_brought_text_is_shown_with_no_words_past_the_catalogues(
    atlas: Atlas,
) -> None:
    words = (
        "The delegation met in Paris and Tây Ninh on 3 June 2025. The two sides agreed "
        "to upgrade the road from Tây Ninh to Svay Rieng and a road to Nowhereburg."
    )
    intake = read_pasted(words)
    source = make_source("pasted text", words.encode(), intake)
    text = bring(
        intake,
        source,
        say_day(dt.date(2025, 6, 3)),
        Geoparser(atlas.gazetteer),
        document_id="pasted",
    )
    test = shown({}, brought=(text,))
    texts = [each for proto in protos(test._tree) for each in said_by(proto)]  # noqa: SLF001 - as above
    known = {text.document.title, text.document.short_title, *of_the_data(atlas)}
    assert unmarked(texts, known) == ""


@pytest.mark.usefixtures("marked")
def test_the_map_shows_no_words_past_the_catalogues(atlas: Atlas) -> None:
    with messages.speaking("vi"):
        payload = build_payload(atlas)
    texts = [
        text for mark in payload["features"] for text in said_in_html(mark["popup"])
    ]
    texts += [text for mark in payload["pairs"] for text in said_in_html(mark["popup"])]
    texts += [mark["kind"] for mark in (*payload["features"], *payload["pairs"])]
    texts += [kind["label"] for kind in payload["types"]]
    seats = {p.seat.name for p in atlas.gazetteer if p.seat}
    sources = {v.attribution for p in atlas.gazetteer for v in p.versions}
    assert unmarked(texts, seats | sources | of_the_data(atlas)) == ""


def test_a_script_of_the_page_says_no_sentence_past_the_catalogues() -> None:
    scripts = [
        *(ROOT / "geo/dashboard/static").rglob("*.js"),
        *(ROOT / "geo/maps/static").rglob("*.js"),
    ]
    assert len(scripts) > 20
    template = (FOLDER / TEMPLATE).read_text(encoding="utf-8")
    for script in scripts:
        code = COMMENT.sub("", script.read_text(encoding="utf-8"))
        for found in STRING.finditer(code):
            is_said = code[: found.start()].rstrip().endswith(("_(", "+"))
            is_said = is_said or f"msgid_plural {found[0]}" in template
            is_said = is_said or f"msgid {found[0]}" in template
            words = re.sub(r"\$\{[^}]*\}", "", found[0][1:-1])
            assert is_said or not SENTENCE.search(words), f"{script.name}: {words}"


def test_a_style_sheet_says_no_words_of_its_own() -> None:
    for sheet in (
        *(ROOT / "geo/dashboard").rglob("*.css"),
        *(ROOT / "geo/maps").rglob("*.css"),
    ):
        said = re.findall(r'content: *"([^"]*)"', sheet.read_text(encoding="utf-8"))
        assert not [words for words in said if WORD.search(words)], sheet.name

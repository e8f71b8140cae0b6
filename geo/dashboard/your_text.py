"""The tab of the reader's own text: bring, check what is not sure, save, open."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.citations import passage_key
from geo.dashboard.bringing import (
    LONGEST_TEXT,
    PASTED,
    Coming,
    File,
    Left,
    forget,
    open_next,
    open_project,
    put_aside,
    read_brought,
)
from geo.dashboard.panel import show_panel
from geo.dashboard.plain import plain
from geo.dashboard.reviewing import (
    begin_review,
    gazetteer_now,
    is_reviewing,
    pack_now,
    texts_now,
)
from geo.dashboard.session import names_language
from geo.errors import GeoError
from geo.intake.reading import FORMATS
from geo.maps.markup import render, say_passage
from geo.wording.messages import N_, _
from geo.wording.sentences import understand
from geo.wording.values import say_count, say_day, say_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.dashboard.bringing import Brought
    from geo.dashboard.resources import Resources
    from geo.model import Mention
    from geo.places.gazetteer import Gazetteer
    from geo.projects.bringing import BroughtText
    from geo.projects.texts import Found

_bring_up = st.components.v2.component(
    "accord_atlas_bring_up",
    html="<span></span>",
    js="""export default function ({ data, parentElement }) {
        const span = parentElement.querySelector("span");
        if (span.dataset.shown === data) return;
        span.dataset.shown = data;
        const banner = span.closest("[class*=st-key-brought_banner]");
        banner.scrollIntoView({ block: "start" });
    }""",
    isolate_styles=False,
)
_TOLD_DAYS = 4
"""Days that are told one by one."""
_EARLIEST, _LATEST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
_WHAT = N_(
    "Paste or upload a text: the places in it are found, drawn on the map above and "
    "quoted, and the commitments in it are proposed. English and Vietnamese are read; "
    "in Khmer only the names of places are found, not what is said of them. The text "
    "stays in this session on this server and in this tab of your browser, and goes "
    "nowhere else; closing the tab forgets it, so save it first."
)
_KEPT = N_(
    "One that you check and correct is kept in this browser for 30 days, or until you "
    "forget it."
)
_CHOOSE_DAY = N_(
    "Choose the day whose borders hold for it, or say another above and find its "
    "places again."
)
_MOST_DAYS = 8
_LONGEST_WORDS = 80
_NOTHING = N_(
    "{name}: no place was found in it, so there is nothing to draw. Names of places "
    "are found in English, Vietnamese and Khmer; check that it is the text you meant."
)


def show_banner(resources: Resources) -> None:
    """Say above the map that a brought text is shown, and lead back."""
    brought: Brought | None = st.session_state.get("brought")
    if brought is None:
        return
    with st.container(
        key="brought_banner", horizontal=True, vertical_alignment="center", gap="small"
    ):
        if not resources.is_brought:
            st.text(_("Your text is put aside."))
            st.button(
                _("Show your text"), key="show_brought", on_click=_go, args=(True,)
            )
            return
        st.text(_say_brought(texts_now(brought.texts)), width="stretch")
        _bring_up(key="brought_up", data=str(id(brought)), width="content")
        if not is_reviewing():
            st.button(
                _("Check and correct"),
                key="review_start",
                type="primary",
                on_click=begin_review,
            )
        st.button(
            _("Back to the built-in documents"),
            key="show_shipped",
            on_click=_go,
            args=(False,),
        )


def _go(shown: bool) -> None:  # noqa: FBT001 - Streamlit passes it by position
    put_aside(shown=shown)


def _say_brought(texts: tuple[BroughtText, ...]) -> str:
    mentions = [m for text in texts for m in text.mentions]
    placed = {m.place_id for m in mentions if m.place_id}
    unsure = sum(len(text.unsure) for text in texts)
    unplaced = sum(len(text.unplaced) for text in texts)
    agreements = [a for text in texts for a in text.agreements]
    verified = sum(not agreement.is_proposed for agreement in agreements)
    days = sorted({text.document.geography_on for text in texts})
    title = texts[0].document.short_title if len(texts) == 1 else _("Your texts")
    said = (
        _(
            "{title}: {places} in {mentions}, {unsure} not sure, {unplaced} not "
            "placed, listed under “Your text” below; {agreements}, {verified} of them "
            "verified. Borders of {days}. A link cannot hold your text: send the "
            "saved project."
        )
        if verified
        else _(
            "{title}: {places} in {mentions}, {unsure} not sure, {unplaced} not "
            "placed, listed under “Your text” below; {agreements} proposed by rules, "
            "none verified. Borders of {days}. A link cannot hold your text: send the "
            "saved project."
        )
    )
    return said.format(
        title=title,
        places=say_count(len(placed), "place"),
        mentions=say_count(len(mentions), "mention"),
        unsure=say_number(unsure),
        unplaced=say_number(unplaced),
        agreements=say_count(len(agreements), "agreement"),
        verified=say_number(verified),
        days=_say_days(days),
    )


def _say_days(days: Sequence[dt.date]) -> str:
    """Say the days whose borders hold; of many, the first and the last."""
    if len(days) <= _TOLD_DAYS:
        return ", ".join(map(say_day, days))
    return _("{first} to {last}").format(first=say_day(days[0]), last=say_day(days[-1]))


def show_your_text(shipped: Resources) -> None:
    """Show what was brought and what is not sure in it, and take another text."""
    brought: Brought | None = st.session_state.get("brought")
    if brought is not None:
        _show_brought(brought, shipped)
    _show_intake(shipped)
    _show_opening(shipped)


# --- bringing ---------------------------------------------------------------------


def _show_intake(shipped: Resources) -> None:
    # It needs a moment, which choosing a file takes as well.
    shipped.nursery.start()
    st.markdown(f"{_(_WHAT)} {_(_KEPT)}")
    uploaded = st.file_uploader(
        _("A file: {formats}").format(formats=", ".join(FORMATS)),
        type=[ending.removeprefix(".") for ending in FORMATS],
        key="brought_upload",
    )
    pasted = st.text_area(
        _("Or the text itself"),
        key="brought_paste",
        max_chars=LONGEST_TEXT,
        height=140,
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="brought_ask"):
        on = st.date_input(
            _("Use the borders of this day (the text's own date if left empty)"),
            value=None,
            min_value=_EARLIEST,
            max_value=_LATEST,
            key="brought_on",
            format="YYYY-MM-DD",
            width=340,
        )
        pressed = st.button(
            _("Find its places"), key="brought_read", type="primary", on_click=_ask
        )
    if uploaded is None and not (pasted or "").strip():
        _ask(read=False)
        if pressed:
            st.error(
                _("There is no text yet: choose a file, or paste the text, first.")
            )
        return
    file = (
        File(name=uploaded.name, content=uploaded.getvalue())
        if uploaded is not None
        else File(name=PASTED, content=pasted.encode("utf-8", "replace"))
    )
    if st.session_state.get("brought_asked"):
        _read(file, on, shipped)
    _show_question(file)


def _ask(
    *,
    read: bool = True,
    on: dt.date | None = None,
    encoding: str | None = None,
    whole: bool = False,
) -> None:
    """Ask for the text to be read, or no longer; with what the reader chose for it."""
    st.session_state["brought_asked"] = read
    if on is not None:
        st.session_state["brought_on"] = on
    st.session_state["brought_encoding"] = encoding or ""
    st.session_state["brought_whole"] = whole
    st.session_state["brought_question"] = None


def _read(file: File, on: dt.date | None, shipped: Resources) -> None:
    """Read a file with its progress shown.

    A click elsewhere ends this very run, and the next one begins the reading again; a
    click on Cancel asks for it no longer.
    """
    encoding = st.session_state.get("brought_encoding") or ""
    whole = bool(st.session_state.get("brought_whole"))
    with _showing_progress() as show:
        try:
            found = read_brought(
                file, shipped, show, on=on, encoding=encoding, whole=whole
            )
        except Left:
            return
        except Exception as error:
            _ask(read=False)
            if not isinstance(error, GeoError):
                raise
            st.error(plain(understand(str(error))))
            return
    _ask(read=False)
    text = found.text
    if text is None:
        st.session_state["brought_question"] = (file.digest, found)
        return
    if not text.mentions and not text.agreements:
        st.warning(plain(_(_NOTHING).format(name=file.name)))
        return
    has_choice = found.encodings or found.set_aside or found.whole
    open_next(Coming(texts=(text,), choice=found if has_choice else None))


@contextmanager
def _showing_progress() -> Iterator[Callable[[float, str], object]]:
    """Show how far a reading is, and the button that cancels it, while it goes on."""
    busy = st.empty()
    with busy.container(
        horizontal=True, vertical_alignment="center", key="brought_busy"
    ):
        bar = st.progress(0.0, _("Reading"))
        st.button(
            _("Cancel"), key="brought_cancel", on_click=_ask, kwargs={"read": False}
        )
    try:
        yield lambda share, doing: bar.progress(share, plain(doing))
    finally:
        busy.empty()


def _show_question(file: File) -> None:
    """Ask for the day of a text that is not sure of it, with what it may be."""
    digest, found = st.session_state.get("brought_question") or ("", None)
    if found is None or digest != file.digest:
        return
    choice = found.choice
    st.warning(plain(f"{understand(choice.sentence)} {_(_CHOOSE_DAY)}"))
    with st.container(key="brought_days", gap="small"):
        for number, date in enumerate(choice.candidates[:_MOST_DAYS]):
            reason = understand(date.reason)
            st.button(
                plain(f"{say_day(date.day)}: “{_cut(date.words)}”, {reason}"),
                key=f"brought_day_{number}",
                on_click=_ask,
                kwargs={"on": date.day, "whole": found.whole},
            )


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…"


def _show_opening(shipped: Resources) -> None:
    with st.expander(_("Open a project that was saved here")):
        saved = st.file_uploader(
            _("A saved project"), type=["zip"], key="project_upload"
        )
        if st.button(_("Open it"), key="project_open") and saved is not None:
            with _showing_progress() as show:
                try:
                    coming = open_project(saved.getvalue(), shipped, show)
                except Left:
                    return
                except GeoError as error:
                    st.error(plain(understand(str(error))))
                    return
            open_next(coming)


# --- what was brought -------------------------------------------------------------


def _show_brought(brought: Brought, shipped: Resources) -> None:
    texts = texts_now(brought.texts)
    with st.container(horizontal=True, key="brought_actions"):
        st.download_button(
            _("Save as a project"),
            data=pack_now() or brought.packed,
            file_name=f"{texts[0].document.id}.zip",
            mime="application/zip",
            key="project_save",
            on_click="ignore",
        )
        st.button(_("Discard this text"), key="brought_forget", on_click=forget)
    if brought.choice is not None and brought.choice.encodings:
        _show_encodings(brought.choice)
    if brought.choice is not None:
        _show_set_aside(brought.choice)
    gazetteer = gazetteer_now(shipped.atlas.gazetteer)
    show_panel(
        "".join(_render_text(text, gazetteer) for text in texts),
        key="brought_panel",
        label=_("What is sure of your text and what is not"),
        lang=names_language(),
    )


def _show_encodings(guessed: Found) -> None:
    """Offer what else the letters of the file may be, where they were guessed."""
    st.warning(
        _(
            "How the letters of this file are stored is a guess: if words look wrong "
            "in it, read it otherwise, while the file is still chosen below."
        )
    )
    with st.container(horizontal=True, key="brought_encodings", gap="small"):
        st.text(
            f"{_('Read as {encoding}').format(encoding=guessed.encoding)}.",
            width="content",
        )
        for encoding in guessed.encodings:
            st.button(
                plain(_("Read as {encoding}").format(encoding=encoding)),
                key=f"brought_as_{encoding}",
                on_click=_ask,
                kwargs={"encoding": encoding},
            )


def _show_set_aside(found: Found) -> None:
    """Say what was set aside around a text, and offer to read it with that or not."""
    if not found.whole and not found.set_aside:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", key="brought_aside", gap="small"
    ):
        if found.whole:
            st.text(
                _("Menus and all else that its page shows were read with this text."),
                width="content",
            )
            label = _("Read the text alone")
        else:
            st.text(
                _(
                    "{words} around this text were set aside, such as menus. If "
                    "something is missing, read all, while the file is still chosen "
                    "below."
                ).format(words=say_count(found.set_aside, "word")),
                width="stretch",
            )
            label = _("Read all that its page shows")
        st.button(
            label,
            key="brought_whole_again",
            on_click=_ask,
            kwargs={"whole": not found.whole},
        )


def _render_text(text: BroughtText, gazetteer: Gazetteer) -> str:
    document, unsure, unplaced = text.document, tuple(text.unsure), tuple(text.unplaced)
    return render(
        "brought",
        document=document,
        notes=text.source.notes,
        said=_("From {name}. Read with the borders of {day}:").format(
            name=text.source.name, day=say_day(document.geography_on)
        ),
        unsure=[_describe_unsure(mention, gazetteer) for mention in unsure],
        unsure_head=_("Not sure: {number}").format(number=say_number(len(unsure))),
        unplaced=[_cite(m) | {"reason": _say_unplaced(m)} for m in unplaced],
        unplaced_head=_("Not placed: {number}").format(
            number=say_number(len(unplaced))
        ),
    )


def _cite(mention: Mention) -> dict[str, Any]:
    return {
        "mention": mention,
        "key": passage_key(mention.document_id, mention.passage_id),
        "label": say_passage(mention.passage_id),
    }


def _describe_unsure(mention: Mention, gazetteer: Gazetteer) -> dict[str, Any]:
    return _cite(mention) | {
        "place": gazetteer[mention.place_id or ""],
        "others": [(gazetteer[a.place_id], a.evidence) for a in mention.alternatives],
    }


def _say_unplaced(mention: Mention) -> str:
    """Say in plain words why a mention has no place."""
    if mention.alternatives:
        return _("the text means a {kind}; another place has its name").format(
            kind=_(mention.kind.label)
        )
    return _("the gazetteer lacks it")

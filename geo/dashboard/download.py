"""The download area: what is chosen, or all of it, in the formats of the field."""

from __future__ import annotations

import io
import tempfile
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geo.dashboard.session import current, names_language, read_filter, read_types
from geo.dashboard.state import ALL_TYPES
from geo.exports.citation_styles import to_text
from geo.exports.citing import cite_agreement, cite_place, cite_view
from geo.exports.formats import FORMATS, write
from geo.exports.selection import narrow
from geo.exports.styled import STYLES, to_style
from geo.exports.titles import EVERYTHING, Chosen, name_file
from geo.wording.messages import N_, _
from geo.wording.values import say_count, say_number

if TYPE_CHECKING:
    from collections.abc import Collection

    from geo.atlas import Atlas
    from geo.dashboard.filters import Filter
    from geo.exports.citation_styles import Citation
    from geo.exports.formats import Format
    from geo.model import Agreement, AgreementType

_WITH_WORDS = N_("With its words")


def show_downloads(atlas: Atlas, shown: list[Agreement]) -> None:
    """Show a button a format, with what it is for; a file is made when asked for."""
    with st.expander(_("Cite what is seen, and the place chosen")):
        style = st.segmented_control(
            _("Citation style"),
            [_WITH_WORDS, *STYLES],
            default=_WITH_WORDS,
            required=True,
            format_func=_,
            key="citation_style",
            label_visibility="collapsed",
        )
        for citation in _citations(atlas):
            cited = to_style(citation, style) if style in STYLES else to_text(citation)
            st.code(cited, language=None, wrap_lines=True)
    chosen = shown if len(shown) < len(atlas.agreements) else None
    if chosen is not None and _asks_for_all(len(shown), len(atlas.agreements)):
        chosen = None
    if chosen == []:
        return
    part = atlas if chosen is None else narrow(atlas, chosen)
    words = EVERYTHING
    if chosen is not None:
        words = say_chosen(read_types(), read_filter(), atlas)
    for form in FORMATS.values():
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"download_{form.slug}"
        ):
            st.download_button(
                _(form.title),
                data=partial(
                    _make_file, form, part, words, names_language(), page_address()
                ),
                file_name=name_file(words, part, _suffix(form)),
                mime=form.media_type if form.slug != "csv" else "application/zip",
                key=f"download_button_{form.slug}",
                on_click="ignore",
                width=170,
            )
            st.text(_(form.what_for))


def say_chosen(types: Collection[AgreementType], asked: Filter, atlas: Atlas) -> Chosen:
    """Say a filter in words, and in slugs for the name of a file."""
    documents = [d for d in atlas.documents if d.id in asked.documents]
    some = [] if len(types) == len(ALL_TYPES) else list(types)
    words = [asked.words.strip()] if asked.words.strip() else []
    return Chosen(
        titles=(
            *(t.label for t in some),
            *(status.label for status in asked.statuses),
            *(document.short_title for document in documents),
            *(f"“{each}”" for each in words),
        ),
        slugs=(
            *(t.value for t in some),
            *(status.value for status in asked.statuses),
            *(document.id for document in documents),
            *words,
        ),
    )


def page_address() -> str:
    """Give the address that the page was opened by, without what is chosen on it."""
    return (st.context.url or "").partition("?")[0]


def _asks_for_all(shown: int, known: int) -> bool:
    """Say that the files follow the filters, and ask whether to leave them aside."""
    everything = st.toggle(
        _("All agreements, not only those that the filters leave"),
        value=False,
        key="download_all",
    )
    if everything:
        st.caption(
            _("The files hold all {agreements}.").format(
                agreements=say_count(known, "agreement")
            )
        )
    elif shown:
        st.caption(
            _("The files hold what the filters leave: {agreements} of {all}.").format(
                agreements=say_count(shown, "agreement"), all=say_number(known)
            )
        )
    else:
        st.info(_("No agreement passes the filters above: take one away, or take all."))
    return everything


def _citations(atlas: Atlas) -> list[Citation]:
    """Cite the view, and the place or the pair that is chosen in it."""
    cited = [cite_view(atlas, current("address"))]
    place = current("choice").place
    pairs = atlas.pairs
    cited += [cite_agreement(p.agreement, atlas) for p in pairs if p.key == place]
    if place in atlas.gazetteer:
        cited.append(cite_place(atlas.gazetteer[place], atlas))
    return cited


def _suffix(form: Format) -> str:
    """Give the ending of the download: tables that belong together come as a zip."""
    return "-csv.zip" if form.slug == "csv" else form.suffix


def _make_file(
    form: Format, part: Atlas, chosen: Chosen, lang: str, page: str
) -> bytes:
    """Write a format into a folder of its own, and give its bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"accord-atlas{form.suffix}"
        write(form.slug, part, path, lang=lang, chosen=chosen, page=page)
        files = sorted(Path(folder).iterdir())
        return files[0].read_bytes() if len(files) == 1 else _zip(files)


def _zip(files: list[Path]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    return content.getvalue()

"""Sentences that come from rooms which speak English only, said in another language.

A reader of files or the gazetteer knows nothing of the page, so it says what is wrong,
or how sure a position is, in a sentence of its own. The page knows these sentences by
their forms and says them in the language of its reader; one that is not known stays as
it is, in English.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import Formatter

from geo.wording.messages import N_, gettext, spoken
from geo.wording.values import say_date

CERTAINTIES = (
    N_("a bay: not drawn"),
    N_("a canal, planned or being built: its line is not drawn"),
    N_("a country"),
    N_("a country; its capital's point stands for it"),
    N_("a national park: not drawn"),
    N_("a park of many temples: not drawn"),
    N_("a policy region without agreed limits: not drawn"),
    N_("a region without agreed limits: not drawn"),
    N_("a sea: a name without limits, not drawn"),
    N_("a sea: its two names as a label, without limits"),
    N_("a territory as ISO 3166-1 lists it, which says nothing of its status"),
    N_("a river without an openly licensed line in the sources: not drawn"),
    N_("a former state, its point roughly in its middle: not drawn"),
    N_("a region without a measured edge: not drawn"),
    N_("somewhere within the circle: the outline is not known here"),
    N_("a generalised line, within about {km} km"),
    N_(
        "a generalised line: 0.2 to 0.35 km from surveyed water on average in "
        "Cambodia, 2 km at most"
    ),
    N_(
        "a district without an openly licensed outline: all of it within about {km} km "
        "of this point"
    ),
    N_(
        "a province without an openly licensed outline here: all of it within about "
        "{km} km of {place}"
    ),
    N_(
        "a province without an openly licensed outline here: its mainland within about "
        "{km} km of {place}"
    ),
    N_(
        "a region without an openly licensed outline here: all of it within about {km} "
        "km of {place}"
    ),
    N_(
        "a region without an outline here: its mainland within about {km} km of {place}"
    ),
    N_("a state without an outline here: all of it within about {km} km of {place}"),
    N_(
        "a unit without an outline of its own in the source: what the outlines of its "
        "neighbours leave open"
    ),
    N_("the whole unit, its outline coarse and not authoritative"),
    N_("a port without a point of its own: within about {km} km of {place}"),
    N_("an airport without a point of its own: within about {km} km of {place}"),
    N_("a bay and port without a point of its own: within about {km} km of {place}"),
    N_("a port and town without a point of its own: within about {km} km of {place}"),
    N_(
        "an economic zone with a port and airport without a point of its own: within "
        "about {km} km of {place}"
    ),
    N_("a stupa without a point of its own: within about {km} km of {place}"),
    N_("a ferry town: within about {km} km of this point"),
    N_("a pass between {place} and {partner}: not drawn"),
    N_("a pass on the border of {place} and {partner}: not drawn"),
    N_("falls on the border of {place} and {partner}: not drawn"),
    N_("a temple in {place}: not drawn"),
    N_("temples in {place}: not drawn"),
    N_("an island off {place}: not drawn"),
    N_("islands and a former district of {place}: not drawn"),
    N_("a special economic zone in {place}: not drawn"),
    N_(
        "the island, all of it within about {km} km of {place}; nothing else is meant "
        "here"
    ),
    N_("approximate and without an edge: joint waters, no maritime boundary"),
    N_("approximate: computed from rivers and coast, not surveyed"),
    N_("approximate: the thirteen provinces usually counted to it until 30 June 2025"),
    N_(
        "as OpenStreetMap maps it; not authoritative. The texts do not say where the "
        "undemarcated part lies"
    ),
    N_("city point, within about {km} km"),
    N_("many monuments across Cambodia; no openly licensed list of their positions"),
    N_("no openly licensed position; the gate {place} stands for it"),
    N_("no published position: somewhere in {place}, within about {km} km"),
    N_(
        "not fixed on the day of the text: somewhere around {place}, within about {km} "
        "km"
    ),
    N_(
        "outline at low water, generalised to 100 m; the lake grows several times over "
        "in the wet season"
    ),
    N_("outline generalised to {metres} m"),
    N_("planned; the text states no site"),
    N_(
        "site not known here: somewhere on the border of {place}, within about {km} km "
        "of its middle"
    ),
    N_(
        "site not known here: somewhere on the border, within about {km} km of its "
        "point nearest to {place}"
    ),
    N_("site not published: somewhere in {place} commune, within about {km} km"),
    N_(
        "the whole province, its outline simplified from OpenStreetMap, not "
        "authoritative"
    ),
    N_("town point, the town within about {km} km"),
    N_("town point, within about {km} km"),
    N_("within about {km} km: on the border at the village of {place}"),
    N_("within about {km} km: on the border nearest to {place}"),
    N_("within about {km} km: where the border passes east of {place}"),
    N_(
        "within about {km} km: where the outlines of {place} and the former {partner} "
        "meet"
    ),
    N_("within about {metres} m"),
    N_("within about {metres} m, from one source"),
)
"""How sure positions are, in the gazetteer."""

OF_READING = (
    N_("Reading"),
    N_("Finding the places"),
    N_("Checking the project"),
    N_("Page {page} of {pages}"),
    N_("{name}: the file is empty; expected a text; choose another file."),
    N_("{name} holds no words, only white space; hand in a text."),
    N_("{name}: {what} not read; expected {known}; {remedy}."),
    N_(
        "{name}: {size} MB; at most {most} MB are read; split it, or leave pictures "
        "out."
    ),
    N_(
        "{name}: it has {number} letters; this page shows up to {most}. Read it with "
        "`accord-atlas read`."
    ),
    N_("The text has {number} characters; at most {most} are read; paste it in parts."),
    N_(
        "{name}: damaged, or no PDF at all; expected a PDF that opens in a viewer; "
        "save it again as PDF."
    ),
    N_("{name}: locked with a password; save it without one and hand it in again."),
    N_(
        "{name}: the document is locked with a password; save it without one and hand "
        "it in again."
    ),
    N_(
        "{name}: its fonts do not say which letters they draw; recognise the letters "
        "(OCR) and hand in the result."
    ),
    N_(
        "{name}: no text in its {number} page, only pictures of them; recognise the "
        "letters (OCR) and hand in the result."
    ),
    N_(
        "{name}: no text in its {number} pages, only pictures of them; recognise the "
        "letters (OCR) and hand in the result."
    ),
    N_(
        "{name}: {number} pages; at most {most} are read; hand in the part that you "
        "need."
    ),
    N_(
        "{name}: the file is damaged and cannot be unpacked; expected a Word document; "
        "open it in a word processor and save it again."
    ),
    N_(
        "{name}: not a Word document; expected a .docx as a word processor saves it; "
        "save it again as .docx."
    ),
    N_(
        "{name}: a zip file, but not a Word document; expected a .docx as a word "
        "processor saves it; unpack it and hand in the text in it."
    ),
    N_(
        "{name}: an old Word document (.doc) under another ending; open it in a word "
        "processor and save it as .docx."
    ),
    N_(
        "{name}: holds {kind}, not a text as its ending says; give the file the ending "
        "of its format, or save it as a text."
    ),
    N_(
        "{name}: holds bytes that no text has; expected words in UTF-8 or another "
        "encoding; save it as a text."
    ),
    N_(
        "{name}: its letters are garbled, UTF-8 that was once read as Windows-1252 "
        "(Viá»‡t for Việt); save the original again as UTF-8."
    ),
    N_(
        "{name}: reading it takes more {what} than a text may ({memory} MB, {seconds} "
        "s); split it, or save it as plain text."
    ),
    N_("This is no saved project: {why}. Choose the zip saved here."),
    N_(
        "This is no saved project, or a damaged one ({why}). Choose the zip saved here."
    ),
    N_("No date was found in this text."),
    N_("It names days, but none is surely its own."),
    N_("Its head and its foot name several days: which is its own?"),
    N_("It says more than once when it was done: which counts?"),
    N_("The day at its head has no year."),
    N_("“{words}” may be written with the day or the month first."),
    N_("“{words}” may be the day when its page was saved."),
    N_("Its page states several days: which is its own?"),
    N_("Its page states {day}, but it tells of a later day."),
    N_("where the text says when it was done"),
    N_("after a place, at the head of the text"),
    N_("in a line of its own at the head of the text"),
    N_("in a line of its own at the end of the text"),
    N_("where the text says when it was last changed"),
    N_("the day of what the text tells of"),
    N_("of another text or a past event that this one names"),
    N_("of what was still to come"),
    N_("read day first"),
    N_("read month first"),
    N_("read month first, as another date of the text must be"),
    N_("the day of the week tells which figure is the month"),
    N_("The day that the reader of this text chose."),
    N_("No title was found in it; the name of the file stands for one."),
    N_("Lines broken at {number} characters were joined to paragraphs."),
    N_("Accents that stood beside their letters were joined to them."),
    N_("Not UTF-8; read as {encoding}, a guess."),
    N_("Not UTF-8; read as {encoding}, as the page declares."),
    N_("Read as {encoding}, as was asked for."),
    N_("Its Vietnamese was written for an old font, {font}, and is now Unicode."),
    N_("Tracked deletions left out."),
    N_("Hidden text left out."),
    N_("Headers and footers left out."),
    N_("The table of contents left out."),
    N_("The document's notes stand at the end, after their marks."),
    N_("Hidden parts of the page left out."),
    N_("Struck words left out."),
    N_("Page numbers left out."),
    N_("Running heads and feet left out: {words}."),
    N_("Footnotes stand at the end."),
)
"""What the reading of a text tells a reader of the page."""


def understand(sentence: str) -> str:
    """Say a sentence of another room in the language spoken, if its form is known.

    >>> understand("within about 3 km: on the border nearest to Lao Bảo")
    'within about 3 km: on the border nearest to Lao Bảo'
    """
    if spoken() == "en" or not sentence:
        return sentence
    for form, message in _forms():
        found = form.fullmatch(sentence)
        if found:
            values = {k: say_date(understand(v)) for k, v in found.groupdict().items()}
            return gettext(message).format(**values)
    if "; " in sentence:
        return "; ".join(map(understand, sentence.split("; ")))
    return gettext(sentence)


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give the sentences as patterns; those with the most words of their own first."""
    messages = sorted((*CERTAINTIES, *OF_READING), key=_letters, reverse=True)
    return tuple((re.compile(_pattern(each)), each) for each in messages)


def _letters(message: str) -> int:
    return sum(len(words) for words, *_ in Formatter().parse(message))


def _pattern(message: str) -> str:
    return "".join(
        re.escape(words) + (f"(?P<{name}>.+?)" if name else "")
        for words, name, *_ in Formatter().parse(message)
    )

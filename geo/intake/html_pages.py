"""HTML: the words that a page shows of its article, one paragraph a block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html

from geo.errors import IntakeError
from geo.intake.cleaning import count_of
from geo.intake.extracts import Extract, squeeze
from geo.intake.html_article import split_article
from geo.intake.html_styles import Styles
from geo.intake.html_writer import BlockWriter
from geo.text.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.intake.html_writer import Block

_NEVER_SHOWN = word_set("""
    audio canvas datalist embed head iframe input map math noscript object optgroup
    option rp rt script select style svg template textarea video
""")
_SCREEN_READERS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|element-invisible)(?:\s|$)",
    re.IGNORECASE,
)
_OPENS = ("aria-controls", "data-target", "data-bs-target")
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt")
_HEADINGS = ("h1", "h2", "h3")
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_MOST_TAGS = 400_000
_MOST_STEPS = 10_000_000
_LIMIT = "ERR_RESOURCE_LIMIT"
_NOTE_MARK = re.compile(r"[\[(]?(\d{1,3}|[a-zA-Z]|[ivx]{2,5})[\])]?")
_POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BASE_OF_POWER = re.compile(r"\b(?:[kcmdh]?m|10)$")
_SAMPLES, _LONGEST_SAMPLE = 3, 30
_WORD = re.compile(r"[^\W\d_]{2,}")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_html(text: str, *, whole: bool = False, name: str = "The page") -> Extract:
    """Read the words of a page: its article, without what stands around it.

    Scripts and what is hidden or struck out are left out, entities decoded. A row of
    a table is a paragraph, its cells parted by bars. The numbers of lists, which a
    browser writes itself, are written out, and marks of notes set apart.

    Parameters
    ----------
    text
        The page's source.
    whole
        Whether menus, teasers and all else that the page shows are read too.
    name
        Of the file, for what is said of it.

    Raises
    ------
    IntakeError
        It has far more tags than a page has.

    Examples
    --------
    >>> read_html("<h1>A&amp;B</h1><ol start=14><li>x</ol>").paragraphs
    ('A&B', '14. x')
    >>> read_html("").paragraphs
    ()
    """
    root = _parse(name, text)
    if root is None:
        return Extract(paragraphs=())
    named = squeeze(root.findtext(".//title") or "")
    styles = Styles(root)
    notes = [*_drop_unseen(root, styles)]
    _set_marks_apart(root, styles)
    blocks = BlockWriter(styles).write(root)
    article = blocks if whole else split_article(root, blocks, named)
    kept = set(map(id, article))
    aside = [block for block in blocks if id(block) not in kept]
    words = sum(len(_WORD.findall(block.words)) for block in aside)
    if words:
        notes.append(_say_aside(aside, words))
    return Extract(
        paragraphs=tuple(block.words for block in article),
        heading=_heading(article) or named,
        notes=tuple(notes),
        set_aside=words,
    )


def _parse(name: str, text: str) -> html.HtmlElement | None:
    source = _NOT_XML.sub("", _DECLARED.sub("", text))
    if source.count("<") > _MOST_TAGS:
        msg = (
            f"{name}: {source.count('<'):,} tags; at most {_MOST_TAGS:,} are read; "
            "split it, or save it as a text."
        )
        raise IntakeError(msg)
    # Otherwise what lies deeper than 255 elements would be lost, and all after it.
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(
            source.encode(), parser=parser, ensure_head_body=True
        )
    except (etree.LxmlError, AssertionError, ValueError):
        # Of nothing but a comment or an end tag there is no tree.
        return None
    if _is_too_deep(root) or any(e.type_name == _LIMIT for e in parser.error_log):
        msg = (
            f"{name}: its elements are nested far deeper than those of a page; open it "
            "in a browser and save its text."
        )
        raise IntakeError(msg)
    _drop_controls(root)
    return root


def _drop_controls(root: html.HtmlElement) -> None:
    """Drop what entities may write and lxml does not take back: controls."""
    for element in root.iter(etree.Element):
        if element.text and _NOT_XML.search(element.text):
            element.text = _NOT_XML.sub("", element.text)
        if element.tail and _NOT_XML.search(element.tail):
            element.tail = _NOT_XML.sub("", element.tail)


def _is_too_deep(root: html.HtmlElement) -> bool:
    """Whether looking up from each element would take too long."""
    depth = steps = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        steps += depth
    return steps > _MOST_STEPS


def _drop_unseen(root: html.HtmlElement, styles: Styles) -> Iterator[str]:
    """Take out what a page does not show and what is struck, and say what had words."""
    opened = _opened(root)
    unseen: list[html.HtmlElement] = []
    struck: list[html.HtmlElement] = []
    hidden: list[html.HtmlElement] = []
    for element in root.iter(etree.Element):
        if element.tag in _NEVER_SHOWN or _is_control(element):
            unseen.append(element)
        elif element.tag in {"html", "body"}:
            continue
        elif styles.is_struck(element):
            struck.append(element)
        elif element.get("id") not in opened and _is_hidden(element, styles):
            hidden.append(element)
    had_hidden, had_struck = (
        any(element.text_content().strip() for element in elements)
        for elements in (hidden, struck)
    )
    for element in (*unseen, *struck, *hidden):
        if element.getparent() is not None:
            element.drop_tree()
    if had_hidden:
        yield "Hidden parts of the page left out."
    if had_struck:
        yield "Struck words left out."


def _opened(root: html.HtmlElement) -> set[str]:
    """Give the ids of what a reader of the page can open: parts under a heading."""
    return {
        element.get(name, "").lstrip("#")
        for element in root.iter("button", "a", "div", "h2", "h3", "h4", "summary")
        for name in _OPENS
        if element.get(name)
        and (element.tag != "a" or _is_title(element))
        and _is_title(element)
    }


def _is_title(element: html.HtmlElement) -> bool:
    """Whether it is a heading, or the button or link that is one."""
    return element.tag in _TITLES or any(
        above.tag in _TITLES for above in element.iterancestors()
    )


def _is_control(element: html.HtmlElement) -> bool:
    """Whether it is a button that is not a heading of the text."""
    if element.tag != "button":
        return False
    return not (element.get("aria-expanded") or _is_title(element))


def _is_hidden(element: html.HtmlElement, styles: Styles) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (element.tag == "dialog" and element.get("open") is None)
        or bool(_SCREEN_READERS.search(element.get("class", "")))
        or styles.is_hidden(element)
    )


def _set_marks_apart(root: html.HtmlElement, styles: Styles) -> None:
    """Put the marks of notes in brackets, apart from the words before them."""
    raised = [e for e in root.iter(etree.Element) if styles.is_raised(e)]
    for element in raised:
        if element.getparent() is None or len(element.text_content()) > _LONGEST_SAMPLE:
            continue
        before = _words_before(element)
        element.text = _raise(squeeze(element.text_content()), before)
        for below in list(element):
            element.remove(below)


def _raise(words: str, before: str) -> str:
    found = _NOTE_MARK.fullmatch(words)
    if not found or (found[1].isalpha() and before[-1:].isdigit()):
        return words
    if found[0].isdigit() and _BASE_OF_POWER.search(before):
        return words.translate(_POWERS)
    return f" [{found[1]}]" if before.strip() else f"[{found[1]}] "


def _words_before(element: html.HtmlElement) -> str:
    """Give the words right before an element, in the same line."""
    before = element.getprevious()
    if before is not None:
        return before.tail or str(before.text_content())
    above = element.getparent()
    if above is None:
        return ""
    if above.text or above.tag not in {"a", "b", "em", "font", "i", "span", "strong"}:
        return above.text or ""
    return _words_before(above)


def _heading(article: Iterable[Block]) -> str:
    """Give the first heading of the highest rank that the article has."""
    found: dict[str, str] = {}
    for block in article:
        for above in (block.element, *block.element.iterancestors(*_HEADINGS)):
            if above.tag in _HEADINGS:
                found.setdefault(str(above.tag), block.words)
    return next((found[tag] for tag in _HEADINGS if tag in found), "")


def _say_aside(aside: list[Block], words: int) -> str:
    shown = [
        block.words if len(block.words) <= _LONGEST_SAMPLE else _cut(block.words)
        for block in aside
        if _WORD.search(block.words)
    ]
    samples = ", ".join(f"“{words}”" for words in shown[:_SAMPLES])
    return (
        f"Around the text {count_of(words, 'word')} in {count_of(len(aside), 'block')} "
        f"set aside: {samples}{' and others' if len(shown) > _SAMPLES else ''}."
    )


def _cut(words: str) -> str:
    return words[:_LONGEST_SAMPLE].rsplit(" ", 1)[0] + "…"

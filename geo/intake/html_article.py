"""The article of a page: which of its blocks are the text, and which stand around it.

readability-lxml scores the elements of a page and says which one is the article. It
drops what it takes for clutter inside it, a form around the whole page among that, and
it knows no signature below nor date above. So its choice is only where to look: of the
blocks there, those stay that are no menu, and if it leaves most of the running text of
the page outside, it is not believed.
"""

from __future__ import annotations

import copy
import logging
import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from geo.text.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lxml import html

    from geo.intake.html_writer import Block

_AROUND = word_set("aside dialog footer menu nav")
_AROUND_ROLES = word_set("banner complementary contentinfo navigation search")
_AROUND_NAMES = re.compile(
    r"(?:^|[\s_-])(?:ad|ads|advert\w*|breadcrumbs?|comments?|cookies?|footer|menu|nav\w*"
    r"|newsletter|pag(?:er|ination)|popup|promo\w*|recommend\w*|related|share|sharing"
    r"|sidebar|skip\w*|social\w*|sponsor\w*|subscri\w*|tags?|teasers?|toolbar|topbar"
    r"|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NO_NAME = re.compile("[^ -~]")
_MARK = "n"
_MARKED = re.compile(r'\bn="(\d+)"')
_MOST_ELEMENTS = 30_000
_DEEPEST = 150
_LONGEST = 2_000_000
_LINKED, _ALL_LINKED = 0.5, 0.7
_NOTE = re.compile(r"\[\w{1,4}\]\s")
_RUNNING_WORDS, _RUNNING = 12, 120
_SENTENCE = re.compile(r"[.!?:;…។।。][\"'”’)\]]*$")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,6})[.)]\s|•\s")
_COUNTER = re.compile(
    r"\b(?:visitors?|visits?|page ?views|views|hits|last (?:updated?|modified)"
    r"|all rights reserved|lượt (?:xem|truy cập|người)|số lượt|đang (?:online|truy cập)"
    r"|bản quyền|cập nhật lần cuối)\b|[©]",
    re.IGNORECASE,
)
_LONGEST_COUNTER = 14
_MOST_OUTSIDE = 1.0
_BEFORE = 6
_SMALL_PAGE = 60
_MAIN = ("main", "article")
_LEAST_MAIN = 0.4
_MOST_PARTS = 20


def split_article(
    root: html.HtmlElement, blocks: Sequence[Block], named: str
) -> tuple[Block, ...]:
    """Give the blocks of a page that are its text.

    Parameters
    ----------
    root
        The page, without what it does not show.
    blocks
        All that it shows, in order.
    named
        What the page calls itself, as its title.
    """
    chosen = _choose(root)
    main = _main_part(root, blocks)
    found = [
        block.element in chosen and (main is None or _is_in(block, main))
        for block in blocks
    ]
    holders = _find_holders(blocks, found)
    likely = [
        not _is_around(block.element, holders) and not _is_counter(block)
        for block in blocks
    ]
    kept = [is_found and sure for is_found, sure in zip(found, likely, strict=True)]
    if not _is_believed(blocks, kept, likely):
        kept = [
            is_likely
            and block.linked < _LINKED
            and (main is None or _is_in(block, main))
            for block, is_likely in zip(blocks, likely, strict=True)
        ]
    _trim(blocks, kept)
    if any(kept):
        _restore(blocks, kept, likely)
        _keep_head(blocks, kept, likely, named)
        _keep_end(blocks, kept, likely)
    if not any(kept):
        return tuple(blocks)
    return tuple(block for block, is_kept in zip(blocks, kept, strict=True) if is_kept)


def _choose(root: html.HtmlElement) -> Collection[html.HtmlElement]:
    """Give the elements that readability-lxml takes for the article."""
    elements = list(root.iter(etree.Element))
    if not _is_fit(root, elements):
        return ()
    marked = copy.deepcopy(root)
    for number, element in enumerate(marked.iter(etree.Element)):
        named = [(name, element.get(name)) for name in ("class", "id", "itemprop")]
        element.attrib.clear()
        element.set(_MARK, str(number))
        for name, value in named:
            if value:
                element.set(name, _NO_NAME.sub(" ", value[:100]))
        if element.tag in {"form", "fieldset", "button", "details", "center"}:
            element.tag = "span" if element.tag == "button" else "div"
    return {elements[int(number)] for number in _MARKED.findall(_summary(marked))}


def _summary(marked: html.HtmlElement) -> str:
    # Only a web page pays for the import.
    from readability import Document  # noqa: PLC0415
    from readability.readability import Unparseable  # noqa: PLC0415

    log = logging.getLogger("readability")
    log.propagate = False
    log.addHandler(logging.NullHandler())
    try:
        return str(Document(marked).summary(html_partial=True))
    except Unparseable:
        return ""


def _is_fit(root: html.HtmlElement, elements: Sequence[html.HtmlElement]) -> bool:
    """Whether a page is of a size that the library takes in time."""
    if len(elements) > _MOST_ELEMENTS or len(root.text_content()) > _LONGEST:
        return False
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest <= _DEEPEST


def _main_part(
    root: html.HtmlElement, blocks: Sequence[Block]
) -> html.HtmlElement | None:
    """Give the main or article element that holds most of the running text."""
    total = sum(len(block.words) for block in blocks if block.linked < _LINKED)
    for tag in _MAIN:
        for part in islice(root.iter(tag), _MOST_PARTS):
            within = set(part.iter(etree.Element))
            inside = sum(
                len(block.words)
                for block in blocks
                if block.linked < _LINKED and block.element in within
            )
            if inside > _LEAST_MAIN * total:
                return part
    return None


def _is_in(block: Block, part: html.HtmlElement) -> bool:
    return block.element is part or part in block.element.iterancestors(part.tag)


def _find_holders(
    blocks: Sequence[Block], found: Sequence[bool]
) -> Collection[html.HtmlElement]:
    """Give the elements that hold half of the text or more, whatever they are called.

    Where nothing was found, the running text of the whole page counts.
    """
    held: dict[html.HtmlElement, int] = defaultdict(int)
    total = 0
    some = any(found)
    for block, is_found in zip(blocks, found, strict=True):
        if is_found if some else _is_running(block):
            total += len(block.words)
            for above in (block.element, *block.element.iterancestors()):
                held[above] += len(block.words)
    return {element for element, words in held.items() if words * 2 >= total}


def _is_around(
    element: html.HtmlElement, holders: Collection[html.HtmlElement]
) -> bool:
    """Whether an element or one above it says that it is no part of the text."""
    for above in (element, *element.iterancestors()):
        if above in holders:
            return False
        if above.tag in _AROUND or above.get("role") in _AROUND_ROLES:
            return True
        if above.tag in _HEADINGS:
            continue
        if any(_AROUND_NAMES.search(above.get(name, "")) for name in ("class", "id")):
            return True
    return False


def _is_counter(block: Block) -> bool:
    """Whether a short line says of the page how often it was seen, or whose it is."""
    return (
        bool(_COUNTER.search(block.words))
        and len(block.words.split()) <= _LONGEST_COUNTER
        and (any(map(str.isdigit, block.words)) or "©" in block.words)
    )


def _is_running(block: Block) -> bool:
    """Whether a block is of the running text rather than a name or a teaser."""
    return block.linked < _LINKED and (
        len(block.words.split()) >= _RUNNING_WORDS or len(block.words) >= _RUNNING
    )


def _is_believed(
    blocks: Sequence[Block], kept: Sequence[bool], likely: Sequence[bool]
) -> bool:
    """Whether the choice holds most of the running text of the page."""
    inside = outside = 0
    for block, is_kept, is_likely in zip(blocks, kept, likely, strict=True):
        if is_kept:
            inside += len(block.words)
        elif is_likely and _is_running(block):
            outside += len(block.words)
    return inside > _SMALL_PAGE and outside <= _MOST_OUTSIDE * inside


def _restore(blocks: Sequence[Block], kept: list[bool], likely: Sequence[bool]) -> None:
    """Take back what was dropped amid the text and is no menu."""
    places = [number for number, is_kept in enumerate(kept) if is_kept]
    for number in range(places[0], places[-1] + 1):
        block = blocks[number]
        if kept[number] or not likely[number]:
            continue
        if block.linked >= _LINKED:
            kept[number] = _is_introduced(blocks, kept, number)
            continue
        kept[number] = (
            _is_running(block)
            or bool(_SENTENCE.search(block.words))
            or bool(_NUMBERED.match(block.words))
            or " | " in block.words
            or _heading_of(block) is not None
        )


def _keep_head(
    blocks: Sequence[Block], kept: list[bool], likely: Sequence[bool], named: str
) -> None:
    """Take the heading above the text, and the few lines between, such as its date."""
    first = kept.index(True)
    for number in range(first - 1, -1, -1):
        heading = _heading_of(blocks[number])
        if heading is None or not (
            heading.tag == "h1" or (likely[number] and blocks[number].words in named)
        ):
            continue
        kept[number] = True
        between = range(number + 1, first)
        if len(between) <= _BEFORE:
            for lead in between:
                block = blocks[lead]
                kept[lead] = likely[lead] and block.linked < _LINKED and _is_lead(block)
        return


def _is_lead(block: Block) -> bool:
    """Whether a line between heading and text says more than who wrote it."""
    return (
        any(character.isdigit() for character in block.words)
        or _is_running(block)
        or _heading_of(block) is not None
    )


def _keep_end(
    blocks: Sequence[Block], kept: list[bool], likely: Sequence[bool]
) -> None:
    """Take the sentences right below the text, such as where it was done."""
    last = len(kept) - 1 - kept[::-1].index(True)
    for number in range(last + 1, len(blocks)):
        block = blocks[number]
        is_sentence = (
            block.linked == 0
            and block.element.tag in {"p", "b", "i", "em", "strong", "li"}
            and bool(_SENTENCE.search(block.words))
        )
        if not likely[number] or not (
            is_sentence
            or _NOTE.match(block.words)
            or _is_introduced(blocks, kept, number)
        ):
            return
        kept[number] = True


def _is_introduced(blocks: Sequence[Block], kept: Sequence[bool], number: int) -> bool:
    """Whether an entry of a list belongs to a line that ends in a colon."""
    before = number - 1
    while before > 0 and kept[before] and _is_entry(blocks[before]):
        before -= 1
    return (
        _is_entry(blocks[number])
        and before >= 0
        and kept[before]
        and blocks[before].words.endswith(":")
    )


def _is_entry(block: Block) -> bool:
    above = next(block.element.iterancestors("li"), None)
    return block.element.tag == "li" or above is not None


def _trim(blocks: Sequence[Block], kept: list[bool]) -> None:
    """Drop the links before the first and after the last words of the text."""
    for numbers in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        for number in numbers:
            if not kept[number]:
                continue
            block = blocks[number]
            if block.linked < _ALL_LINKED or _heading_of(block) is not None:
                break
            kept[number] = _is_introduced(blocks, kept, number)
            if kept[number]:
                break


def _heading_of(block: Block) -> html.HtmlElement | None:
    for above in (block.element, *block.element.iterancestors()):
        if above.tag in _HEADINGS:
            return above
        if above.tag in {"p", "div", "li", "td", "body"}:
            return None
    return None

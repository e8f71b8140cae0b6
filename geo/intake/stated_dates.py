"""Stated dates: the days that a page or a file states of itself, outside its text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from geo.intake.date_forms import find_written, make_day
from geo.intake.dates import StatedDate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

_TAG = re.compile(r"<(meta|time)\s([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([a-z:_-]{1,40})\s*=\s*(?:\"([^\"]{0,500})\"|'([^']{0,500})'|([^\s\"'>]{1,500}))",
    re.IGNORECASE,
)
_NAMES = ("property", "name", "itemprop", "http-equiv")
_PUBLISHED = re.compile(
    r"(?:article|og|book)[:.](?:published(?:_time)?|release_date)|date_?published"
    r"|(?:dc|dcterms|dct)[.:](?:date(?:\.(?:issued|created|published))?|issued|created)"
    r"|(?:pub|publish|publication|published|release|issue)[-_.]?(?:date|time)"
    r"|date|pubdate|[a-z]{1,20}[-.:]?pub[-_]?date|sailthru\.date"
    r"|citation_(?:publication_|online_)?date|cxenseparse:recs:publishtime",
    re.IGNORECASE,
)
_LINKED = re.compile(r"\"(datePublished)\"\s*:\s*\"([^\"\\]{6,60})\"")
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}.*)?")
_CREATED = re.compile(
    rb"/(CreationDate)\s*\(\s*D:(\d{8})|<xmp:(CreateDate)>(\d{4}-\d\d-\d\d)"
)
_HEAD = 1_000_000
_MOST = 20


def find_stated_in_page(source: str) -> tuple[StatedDate, ...]:
    """Find the days of publishing that a web page states in its markup.

    Of the elements ``time``, which also mark the days that a page tells of, only
    those that say they are the day of publishing are taken for it.

    >>> page = '<meta property="article:published_time" content="2026-02-06T09:30Z">'
    >>> [(date.day.isoformat(), date.where) for date in find_stated_in_page(page)]
    [('2026-02-06', 'the page’s “article:published_time”')]
    """
    return _once((*_in_tags(source[:_HEAD]), *_in_data(source[:_HEAD])))


def find_stated_in_pdf(content: bytes) -> tuple[StatedDate, ...]:
    """Find the day when a PDF was made, which may be long after its text."""
    found: list[StatedDate] = []
    for match in _CREATED.finditer(content):
        name, value = next(
            (match[i].decode(), match[i + 1].decode()) for i in (1, 3) if match[i]
        )
        found += make_stated(value, f"the PDF’s “{name}”", is_published=False)
    return _once(found)


def make_stated(
    value: str, where: str, *, is_published: bool
) -> tuple[StatedDate, ...]:
    """Read a value that states a day; what is no day, or could be two, states none."""
    words = html.unescape(value).strip()
    day = _read_day(words)
    if day is None:
        return ()
    return (StatedDate(day=day, words=words, where=where, is_published=is_published),)


def _in_tags(source: str) -> Iterator[StatedDate]:
    for tag, inner in _TAG.findall(source):
        attributes = {
            name.lower(): double or single or bare
            for name, double, single, bare in _ATTRIBUTE.findall(inner)
        }
        names = [attributes[name] for name in _NAMES if attributes.get(name)]
        if tag.lower() == "meta":
            value = attributes.get("content", "")
            said = [name for name in names if _PUBLISHED.fullmatch(name)]
            if said:
                where = f"the page’s “{said[0]}”"
                yield from make_stated(value, where, is_published=True)
        else:
            is_published = "pubdate" in inner.lower() or any(
                _PUBLISHED.fullmatch(name) for name in names
            )
            yield from make_stated(
                attributes.get("datetime", ""),
                "an element “time” of the page",
                is_published=is_published,
            )


def _in_data(source: str) -> Iterator[StatedDate]:
    for name, value in _LINKED.findall(source):
        yield from make_stated(value, f"the page’s “{name}”", is_published=True)


def _read_day(words: str) -> dt.date | None:
    packed = _PACKED.fullmatch(words)
    if packed:
        return make_day(int(packed[1]), int(packed[2]), int(packed[3]))
    found = [day for day in find_written(words[:60]) if day.year and day.other is None]
    return found[0].in_year(found[0].year or 0) if len(found) == 1 else None


def _once(dates: Iterable[StatedDate]) -> tuple[StatedDate, ...]:
    """Keep each day once, that of publishing before any other."""
    found: dict[dt.date, StatedDate] = {}
    for date in sorted(dates, key=lambda date: not date.is_published):
        found.setdefault(date.day, date)
    return tuple(found.values())[:_MOST]

"""Titles: the line that names a text, and not one that only stands at its head."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from geo.intake.cleaning import strip_invisible
from geo.intake.date_forms import find_written
from geo.text.folding import fold_toponym

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_TITLE = 90
"""Characters of a title; what is more is cut at a word."""

_HEAD = 5_000
_MOST_LINES = 60
_LONGEST_LINE = 200
_MOST_JOINED = 4
_EDGES = ' |*_#[]()“”"←→«»‹›<>'
_WORD = re.compile(r"[^\W\d_]{2,}")
_NONE = re.compile(
    r"(?:strictly |top |most )?(?:confidential|secret|restricted|unclassified|draft"
    r"|original|copy|annex|enclosure|inclosure|unofficial translation|translation"
    r"|advance copy|embargoed|for immediate release|press release|news release|news"
    r"|mật|tối mật|tuyệt mật|dự thảo|bản sao|phụ lục|thông cáo báo chí"
    r"|print|print article|print this page|page images|pdf|epub|download.*|share.*"
    r"|home|home ?page|menu|skip to .*|back to .*|search.*|advertisement|subscribe"
    r"|log ?in|sign in|sign up|register|related .*|read more|show .*|view .*|click .*"
    r"|listen .*|image source.*|photos?\b\s?[:(/].*|source:.*|nguồn:.*|tin tức"
    r"|trang chủ"
    r"|in trang|in bài.*|đăng ký|đăng nhập|chia sẻ.*|xem thêm.*|theo dõi .*"
    r"|cập nhật.*|last (?:updated|modified).*|updated.*|text size.*|you are .*"
    r"|page \d.*"
    r"|welcome to .*|.{0,30}\blogo|copyright.*|all rights .*|cookies?.*"
    r"|(?:the )?member for\b.*|mr\.? speaker.*|"
    r"(?:socialist|kingdom|republic)\b.{0,60}|independence ?[-–] ?freedom.*"
    r"|cộng hòa xã hội chủ nghĩa việt nam|cộng hoà xã hội chủ nghĩa việt nam"
    r"|độc lập ?[-–] ?tự do ?[-–] ?hạnh phúc|nation,? religion,? king)[\s:.!|]*",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?:by|(?:edited|written|reported|posted|compiled) by|from our)\s(?-i:\W?[A-ZĐ])"
    r".{0,60}"
    r"|(?:author|tác giả|bài|tin|ảnh|theo|người đăng|pv|phóng viên)\b\s?[:|/].{0,60}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:no|nr|ref|reference|file no|doc|số|số hiệu)\b\s?[.:]?\s?"
    r"[\w./()½-]*\d[\w./()½ĐÐ-]*[\s.|]*",
    re.IGNORECASE,
)
_OPEN_END = re.compile(
    r"\b(?:for|of|the|a|an|and|to|in|by|with|on|at|from|của|và|tại|cho|với)$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[•▪●◦‣·*]\s")
_AGENCY = re.compile(
    r"^[^\W\d_][^\d.,–—-]{1,40}(?:,\s?[^\d.–—-]{1,30})?\s\([^)]{2,40}\)\s?[-–—]"
)
_SITE = re.compile(r"\s[|–—•»«-]\s|\s::\s")
_SENTENCE_END = re.compile(r"[.;:?!…]$")


def find_title(heading: str, text: str, name: str) -> tuple[str, bool]:
    r"""Find the title of a text.

    Parameters
    ----------
    heading
        The first one, where the format marks headings.
    text
        Of which the first lines are tried after it.
    name
        Of the file, which stands for a title where there is none.

    Returns
    -------
    title, is_found
        The title, shortened; and whether it stands in the text.

    Examples
    --------
    >>> find_title("", "CONFIDENTIAL\n• An Giang\nJoint statement\n…", "a.txt")
    ('Joint statement', True)
    >>> find_title("", "Hue, 6 February 2026", "note.txt")
    ('note', False)
    """
    lines = [strip_invisible(line).strip() for line in text[:_HEAD].split("\n")]
    lines = [line for line in lines if line][:_MOST_LINES]
    heading = strip_invisible(heading).strip()
    if heading and heading not in lines:
        heading = _without_site(heading, lines)
    if heading and _is_title(heading):
        at = lines.index(heading) if heading in lines else -1
        return shorten(_joined(lines, at) if at >= 0 else heading), True
    for at, line in enumerate(lines):
        if _is_title(line) or _goes_on(lines, at):
            return shorten(_joined(lines, at)), True
    return PurePosixPath(name).stem or name, False


def shorten(title: str) -> str:
    """Cut a title at a word.

    >>> shorten("word " * 30)[-10:]
    'word word…'
    """
    if len(title) <= LONGEST_TITLE:
        return title
    return title[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:.-–—") + "…"


def _is_title(line: str) -> bool:
    if not _WORD.search(line) or _BULLET.match(line):
        return False
    bare = line.strip(_EDGES)
    return not (
        _NONE.fullmatch(bare)
        or _AUTHOR.fullmatch(bare)
        or _NUMBER.fullmatch(bare)
        or _OPEN_END.search(bare)
        or _is_dateline(bare)
    )


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """Whether a line in capitals with an open end goes on in the next."""
    both = lines[at : at + 2]
    return (
        len(both) == 2
        and bool(_OPEN_END.search(both[0]))
        and all(_is_capitals(line) and not _NONE.fullmatch(line) for line in both)
    )


def _is_dateline(line: str) -> bool:
    """Whether a line is little more than a day, with a place or a name before it."""
    if len(line) > _LONGEST_LINE:
        return False
    found = find_written(line)
    if not found:
        return False
    rest = line[: found[0].start] + line[found[-1].end :]
    words = [word for word in _WORD.findall(rest) if word.islower()]
    return len(_WORD.findall(rest)) <= 6 and len(words) <= 2


def _joined(lines: Sequence[str], at: int) -> str:
    """Join a title in capitals that goes on over several lines."""
    parts = [lines[at]]
    for line in lines[at + 1 : at + _MOST_JOINED]:
        if not (_is_capitals(parts[-1]) and _is_capitals(line)):
            break
        if _SENTENCE_END.search(parts[-1]) or not line[:1].isalpha():
            break
        if not _is_title(line) and not _OPEN_END.search(line):
            break
        parts.append(line)
    return " ".join(parts)


def _is_capitals(line: str) -> bool:
    return line.isupper() and len(line) <= _LONGEST_LINE


def _without_site(heading: str, lines: Sequence[str]) -> str:
    """Leave out the name of the site that a page's title bears before or after it."""
    parts = [part.strip() for part in _SITE.split(heading) if part.strip()]
    if len(parts) < 2:
        return heading
    known = {fold_toponym(line) for line in lines}
    named = [part for part in parts if fold_toponym(part) in known and _is_title(part)]
    return max(named or parts, key=len)

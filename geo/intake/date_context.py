"""Context of dates: what the words around a day say that it is the day of."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.intake.date_words import GAP, WEEKDAYS, any_of, split_scripts, words_beside
from geo.text.vocabulary import CAPITAL

if TYPE_CHECKING:
    from geo.intake.date_forms import WrittenDay


class DateKind(StrEnum):
    """What a day is the day of, the surest for the text's own day first."""

    DONE = "done"
    """Where the text says when it was done, signed or issued."""
    DATELINE = "dateline"
    """After a place, before the words of a report or a letter."""
    POSTED = "posted"
    """In a line of its own at the head of the text, as a page is posted."""
    UPDATED = "updated"
    """In such a line, as the day when a page was last changed."""
    CLOSING = "closing"
    """In a line of its own at the end of the text."""
    METADATA = "metadata"
    """Not in the text: what the page or the file says of itself."""
    EVENT = "event"
    """Of what the text tells."""
    CITED = "cited"
    """Of another text, or of something long ago, that this one names."""
    AHEAD = "ahead"
    """Of what is still to come: a deadline, a plan."""


_REACH = 220
_EARLY = 1_500
_FIRST_LINES = 14
_LAST_LINES = 12
_TITLE_LINES = 4

_INSTRUMENTS = (
    r"(?:agreements?|treat(?:y|ies)|conventions?|protocols?|declarations?|statements?"
    r"|communiqu[eé]s?|memorand(?:um|a)|mou|charters?|pacts?|accords?|laws?|acts?"
    r"|decrees?|decisions?|resolutions?|minutes|instruments?|exchange of notes"
    r"|notes?|letters?|judgments?|plans?|contracts?|constitution|regulations?"
    r"|hiệp ước|hiệp định|nghị định(?: thư)?|công ước|tuyên bố(?: chung)?"
    r"|th[oỏ]a thuận|tho[aả] thuận|thỏa ước|luật|nghị quyết|quyết định|thông tư"
    r"|thông cáo(?: chung)?|bản ghi nhớ|biên bản|chỉ thị|văn bản|văn kiện|công văn"
    r"|kế hoạch|pháp lệnh|hiến chương|hiến pháp|sắc lệnh)"
)
_CITED_BEFORE = re.compile(
    rf"\b{_INSTRUMENTS}\b[^.;:\n]{{0,90}}?\b(?:signed|concluded|done|adopted|dated"
    r"|ratified|initialled|issued|approved|made|reached|ký(?: kết)?|thông qua"
    r"|ban hành|có hiệu lực)\b[^.;:\n]{0,70}$"
    rf"|\b{_INSTRUMENTS}\b(?:\s\S+){{0,6}}?\s(?:of|dated|from|số \S+|năm)\s(?:the\s)?$"
    r"|\bent(?:ry|ered|ers) into force:?\s(?:on\s)?$"
    r"|\b(?:since|born(?: on)?|died(?: on)?|established|founded|independence"
    r"|anniversary|ent(?:ered|ry|ers) into force|in force|effective|as amended"
    r"|recall(?:ed|ing|s)?|pursuant to|in accordance with|having regard to"
    r"|kể từ|từ|thành lập|kỷ niệm|sinh|mất|căn cứ|theo)\b[^.;:\n]{0,60}$"
    r"|(?:^|[.;]\s+)\W*(?:ever since|since|kể từ|từ khi)\b[^.;]{0,220}$",
    re.IGNORECASE,
)
_CITED_AFTER = re.compile(
    rf"\s{{0,3}}(?:\w+\s){{0,3}}?{_INSTRUMENTS}\b|\s{{0,2}}\([^)]{{0,40}}independence",
    re.IGNORECASE,
)
_AHEAD_BEFORE = re.compile(
    r"\b(?:before|by|until|till|no later than|not later than|prior to|up to|as of"
    r"|deadline(?: is|:)?|expir\w+(?: on)?|trước|chậm nhất|đến hết|hạn chót|thời hạn"
    r"|muộn nhất)\s{1,3}(?:the\s|ngày\s)?$"
    r"|\b(?:will|shall|would|to be (?:held|opened|signed)|scheduled|due|planned"
    r"|expected|is set|sẽ|dự kiến|sắp)\b[^.;\n]{0,120}$",
    re.IGNORECASE,
)
_AHEAD_AFTER = re.compile(r"\s{0,3}(?:onwards?|deadline|trở đi)\b", re.IGNORECASE)
_DONE_AT, _DONE_AT_OTHER = split_scripts("done_at", f",?{GAP}")
_DONE = re.compile(
    rf"(?:^|[.;:]\s+)[\W_]*(?:được )?{_DONE_AT}\b[^.;]{{0,170}}$"
    r"|^\W*(?:done|dated)\b[^.;]{0,60}$"
    r"|\bin witness whereof\b[^.;]{0,200}$"
    r"|\b(?:have|has) signed (?:this|the present)\b[^.;]{0,150}$"
    rf"|\b(?:this|the present)\s(?:\w+\s)?{_INSTRUMENTS}\b[^.;]{{0,60}}"
    r"\b(?:done|signed|made|concluded|adopted)\b[^.;]{0,120}$"
    rf"|\b{_INSTRUMENTS} này (?:được )?(?:ký|làm|lập)\b[^.;]{{0,120}}$"
    rf"|{_DONE_AT_OTHER}[^។\n]{{0,150}}$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:^|[.;:]\s+)\W*(?:(?:signed|adopted|issued|given|concluded|dated|agreed)\s"
    r"(?:this|on|at|in|by)\b|(?:được )?(?:ban hành|thông qua) (?:tại|ngày|ở))"
    r"[^.;]{0,170}$"
    r"|(?:^|[.;:]\s+)\W*(?:signed|adopted|concluded|done)"
    r"(?:,?\s(?:and\s)?(?:signed|sealed|exchanged)){0,2},?\s(?:at\s\w+,?\s)?$",
    re.IGNORECASE,
)
_SET_OUT_AFTER = re.compile(
    r",?\s(?:(?:the|an?)\s)?(?:original|text|copy)\sof\swhich\b[^.]{0,200}?"
    r"\b(?:word\sfor\sword|as\sfollows|reads)\b"
    r"|,?\s(?:the\soriginal\sof\swhich|(?:and\s)?which\s(?:\w+\s){0,4}word\sfor\sword)\b",
    re.IGNORECASE,
)
"""After the day of a treaty that a proclamation gives in full."""
_GOES_ON = re.compile(r"\s?,\s(?:the|it|this|that|these|its|their)\b", re.IGNORECASE)
_WEEKDAY = any_of(WEEKDAYS)
_UPDATED_LABEL = any_of(words_beside("updated_labels"))
_POSTED_LABEL = any_of(words_beside("posted_labels"))
_BY = r"(?:by|bởi|theo|tác giả|author)\s[^|\n,]{1,40}?"
_PLACE = (
    rf"{CAPITAL}[\w.’'-]*(?:\s(?:de|of|the|và|and|del)?\s?{CAPITAL}[\w.’'-]*){{0,5}}"
)
_AGENCY = r"\([^)\n]{2,40}\)"
_BAR = r"[|•·–—>/\\:,;()\[\]*\s-]"
_BEFORE_ALONE = re.compile(
    rf"^{_BAR}*(?:(?P<updated>{_UPDATED_LABEL})|{_POSTED_LABEL})?{_BAR}*(?:{_BY})?"
    rf"(?:(?:on|at|lúc)\b)?{_BAR}*(?:(?:{_WEEKDAY})\b{_BAR}*)?"
    rf"(?:\d{{1,2}}[:hg]\d{{2}}(?::\d{{2}})?\s?(?:[ap]\.?m\.?)?{_BAR}*)?(?:(?:ngày|the|on)\s)?$",
    re.IGNORECASE,
)
_BEFORE_LABELLED = re.compile(
    rf"(?:^|[|•·–—\d]|\s{{2,}}|[.)]\s|\s(?=\w+:)|\w\s(?=distr))\s*(?:(?P<updated>{_UPDATED_LABEL})|"
    rf"(?:post(?:ed)?|published|released|distr\.:?\s?(?:general|limited|restricted)"
    rf"|đăng(?:\slúc|\sngày)?|ngày\sđăng))"
    rf"(?:\son|\sat|\sngày|\s(?:vào\s)?lúc)?{_BAR}*(?:{_BY}\s*)?(?:on\s)?(?:(?:{_WEEKDAY})\b{_BAR}*)?$",
    re.IGNORECASE,
)
_BEFORE_NAMED = re.compile(
    rf"^[^\n|•·]{{1,60}}\s?[|•·]{_BAR}*(?:(?:{_WEEKDAY})\b{_BAR}*)?(?:ngày\s)?$",
    re.IGNORECASE,
)
_BEFORE_BYLINE = re.compile(rf"^\W*(?:{CAPITAL}[\w.’'-]*\s?){{1,5}}[\s,]*$")
"""One who wrote it, or who brought it: capitalised words alone."""
_RUNNING_HEAD = re.compile(r"^[^\n]{0,40}?[^\W\d_]{4}[^\n]{2,120}$")
_CAPITAL_SHARE = 0.85
_BEFORE_PLACE = re.compile(
    rf"^[\s(\[“\"*–-]*(?!(?i:on|since|in|from|until|by|as|when|after|before|of)\b){_PLACE}"
    rf"(?:,\s?{_PLACE})?\s?(?:[,–—/-]\s?|{_AGENCY}\s?[,–—-]?\s?)+(?:(?:on|this|the|ngày)\s){{0,2}}$"
)
_AFTER_ALONE = re.compile(
    rf"^{_BAR}*(?:(?:at|lúc|vào)\s)?(?:T?\d{{1,2}}[:hg.]\d{{2}}(?::\d{{2}})?\s?(?:[ap]\.?m\.?\b)?)?{_BAR}*"
    rf"(?:\(?(?:GMT|UTC|ICT)\s?(?:[+-]\s?\d{{1,2}}(?::\d\d)?)?\)?|[ap]\.?m\.?|IST|hrs?)?[\s.|)\]/,;–—-]*"
    rf"(?:$|[|•·(]|(?:{_UPDATED_LABEL}|share|views?|lượt xem|print|by)\b)",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(
    rf"^{_BAR}*\d{{1,2}}[:hg]\d{{2}}(?::\d{{2}})?(?:\s?[ap]\.?m\b\.?)?\s?(?:$|[-–—|(])",
    re.IGNORECASE,
)
_LED_BY = re.compile(
    r"\b(?:on|at|from|since|until|till|by|before|of|to|and|ngày|từ|đến|lúc|vào)\s$",
    re.IGNORECASE,
)
_PERIOD_AFTER = re.compile(
    r"\s?(?:[-–—]|to|until|đến)\s?\d{1,2}(?:st|nd|rd|th)?"
    r"(?:[/.-]\d{1,2}[/.-]\d{4}|\s\w+,?\s\d{4})",
    re.IGNORECASE,
)
_PERIOD_BEFORE = re.compile(r"\d{4}\s?(?:[-–—]|to|until|đến)\s?$", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"\b(?:từ|from|between|trong|during)\s$", re.IGNORECASE)
_LINE_LED_BY = re.compile(
    r"(?:\b(?:on|at|from|since|until|by|before|of|to|and|in|the|with|for|that|which"
    r"|ngày|từ|đến|vào|tại|và|của)|,)$",
    re.IGNORECASE,
)
_LETTER_BEFORE = re.compile(
    r"^\W*(?:(?:identical )?letters?|note verbale|telegram|message|statement|communiqué"
    r"|aide-mémoire|memorandum|report)\s(?:dated|of|issued on|made on)\s(?:the\s)?$",
    re.IGNORECASE,
)
_TITLE_BEFORE = re.compile(r"^[^.;?!]{4,160}[,(–—:]\s?(?:on\s|the\s|ngày\s)?$")
_TITLE_FOLLOWS = re.compile(rf"\.?[ \u00a0]{{1,3}}(?:{CAPITAL}|\d+(?:st|nd|rd|th)\b)")
_OF_THE_VISIT = re.compile(
    r"\b(?:log\s?in|sign\s?in|register|đăng\snhập|đăng\ský)\b[\s.|/·•-]*"
    rf"(?:{_WEEKDAY},?\s)?$",
    re.IGNORECASE,
)
"""Before the day that a page shows whoever looks at it."""
_TITLE_AFTER = re.compile(r"^\s?\)?\s?$")
_AFTER_PLACE = re.compile(rf"^\s?(?:{_AGENCY}\s?)?(?:[-–—:.]|/|$|\)|\]|\()")
_REASONS = {
    DateKind.DONE: "where the text says when it was done",
    DateKind.DATELINE: "after a place, at the head of the text",
    DateKind.POSTED: "in a line of its own at the head of the text",
    DateKind.UPDATED: "where the text says when it was last changed",
    DateKind.CLOSING: "in a line of its own at the end of the text",
    DateKind.EVENT: "the day of what the text tells of",
    DateKind.CITED: "of another text or a past event that this one names",
    DateKind.AHEAD: "of what was still to come",
}


def say_kind(kind: DateKind) -> str:
    """Say for the reader what a day is the day of."""
    return _REASONS[kind]


def find_kind(text: str, written: WrittenDay) -> DateKind:
    """Tell from the words around a day what it is the day of."""
    before, after = _around(text, written)
    paragraph = _paragraph_before(text, written.start)
    if _is_done((paragraph, before), after) or _is_set_out(text, written):
        return DateKind.DONE
    if _is_of_period(before, after) or _OF_THE_VISIT.search(before):
        return DateKind.CITED
    named = None if _goes_on(text, written) else _of_line(before, after)
    is_early = is_at_head(text, written.start)
    if is_early:
        named = named or _of_head(text, written, before, after)
    elif named in {DateKind.POSTED, DateKind.DATELINE} and _is_last(text, written.end):
        named = DateKind.CLOSING
    if named is not None and (is_early or named is DateKind.CLOSING):
        return named
    if written.first is not None:
        paragraph = _RANGE_BEFORE.sub("", paragraph)
    told = _of_sentence(paragraph, after)
    if (told is DateKind.EVENT and _is_title(text, written, before, after)) or (
        is_early and _LETTER_BEFORE.match(before)
    ):
        return DateKind.DATELINE
    return told


def _of_head(
    text: str, written: WrittenDay, before: str, after: str
) -> DateKind | None:
    """Tell a day in the first lines that is not alone in its own."""
    if _is_running_head(text, written, before):
        return DateKind.DATELINE
    has_time = _TIME_AFTER.match(after) and not _LED_BY.search(before)
    return DateKind.POSTED if has_time or _begins_title(text, written) else None


def _goes_on(text: str, written: WrittenDay) -> bool:
    """Whether the line of a day goes on with a sentence of the line before it."""
    above = text[max(0, written.start - _REACH) : written.start].split("\n")[:-1]
    return bool(above) and bool(_LINE_LED_BY.search(above[-1].rstrip()))


def _is_of_period(before: str, after: str) -> bool:
    """Whether a day begins or ends a period that is written with both its days."""
    return bool(_PERIOD_AFTER.match(after) or _PERIOD_BEFORE.search(before))


def _is_done(befores: tuple[str, str], after: str) -> bool:
    if _CITED_AFTER.match(after):
        return False
    goes_on = _GOES_ON.match(after)
    return any(
        _DONE.search(before) or (_SIGNED.search(before) and not goes_on)
        for before in befores
    )


def _begins_title(text: str, written: WrittenDay) -> bool:
    """Whether figures stand before all else and a title follows them."""
    words = text[written.start : written.end]
    return (
        not text[: written.start].strip()
        and not any(map(str.isalpha, words))
        and bool(_TITLE_FOLLOWS.match(text, written.end))
    )


def _is_set_out(text: str, written: WrittenDay) -> bool:
    """Whether the treaty of a day follows in full, as in a proclamation of it."""
    after = text[written.end : written.end + 2 * _REACH].replace("\n", " ")
    return bool(_SET_OUT_AFTER.match(after))


def _is_running_head(text: str, written: WrittenDay, before: str) -> bool:
    """Whether a day stands in a head of capitals: "CONVENTION—ITALY. MAY 7, 1908."."""
    words = text[written.start : written.end]
    letters = [letter for letter in before if letter.isalpha()]
    return (
        _count_lines(text[: written.start]) <= 2
        and words.upper() == words
        and any(letter.isalpha() for letter in words)
        and bool(_RUNNING_HEAD.match(before))
        and sum(map(str.isupper, letters)) >= _CAPITAL_SHARE * len(letters)
    )


def _of_sentence(paragraph: str, after: str) -> DateKind:
    """Tell in running text what is told from what is cited or still to come."""
    if _AHEAD_BEFORE.search(paragraph) or _AHEAD_AFTER.match(after):
        return DateKind.AHEAD
    if (
        _CITED_BEFORE.search(paragraph)
        or _CITED_AFTER.match(after)
        or _SIGNED.search(paragraph)
    ):
        return DateKind.CITED
    return DateKind.EVENT


def _is_title(text: str, written: WrittenDay, before: str, after: str) -> bool:
    """Whether a day ends one of the first lines, as that of a speech's title does."""
    return bool(
        _count_lines(text[: written.start]) <= _TITLE_LINES
        and _TITLE_AFTER.match(after)
        and _TITLE_BEFORE.match(before)
    )


def is_at_head(text: str, start: int) -> bool:
    """Whether something stands in the first lines of a text."""
    return start < _EARLY and _count_lines(text[:start]) < _FIRST_LINES


def _count_lines(text: str) -> int:
    return sum(bool(line.strip()) for line in text.split("\n"))


def _is_last(text: str, end: int) -> bool:
    rest = text[end : end + 4_000]
    return len(rest) < 4_000 and _count_lines(rest) <= _LAST_LINES


def _around(text: str, written: WrittenDay) -> tuple[str, str]:
    """Give the words of the line before and after a day."""
    reach = max(0, written.start - _REACH)
    line = text.rfind("\n", reach, written.start) + 1
    before = (
        text[line : written.start]
        if line or reach == 0
        else f"x {text[reach : written.start]}"
    )
    return before, text[written.end : written.end + _REACH].partition("\n")[0]


def _paragraph_before(text: str, start: int) -> str:
    """Give the words before a day, over single breaks of lines in a sentence."""
    reach = max(0, start - _REACH)
    before = text[reach:start]
    begin = before.rfind("\n\n") + 2 if "\n\n" in before else 0
    lines = before[begin:].split("\n")
    kept = [lines.pop()]
    while lines and lines[-1].strip() and lines[-1].rstrip()[-1] not in '.;:!?”"':
        kept.insert(0, lines.pop())
    joined = " ".join(kept)
    is_cut = reach > 0 and begin == 0 and not lines
    return f"x {joined}" if is_cut else joined


def _of_line(before: str, after: str) -> DateKind | None:
    """Tell a line of a dateline or of a posting from running text."""
    ends = bool(_AFTER_ALONE.match(after))
    alone = _BEFORE_ALONE.match(before)
    if alone and ends:
        return DateKind.UPDATED if alone["updated"] else DateKind.POSTED
    labelled = _BEFORE_LABELLED.search(before)
    if labelled:
        return DateKind.UPDATED if labelled["updated"] else DateKind.POSTED
    if (
        alone
        and re.match(r"\s?[-–—:]\s", after)
        and not (ends and _BEFORE_NAMED.match(before))
    ):
        return DateKind.DATELINE
    if _BEFORE_PLACE.match(before) and (_AFTER_PLACE.match(after) or ends):
        is_named = ends and _BEFORE_NAMED.match(before)
        return DateKind.POSTED if is_named else DateKind.DATELINE
    is_named = _BEFORE_NAMED.match(before) or _BEFORE_BYLINE.match(before)
    return DateKind.POSTED if ends and is_named else None

"""Roles in Vietnamese sentences, where the head stands before the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Kind, Role
from geo.text import vietnamese_words as lexicon
from geo.text.roles import Reading
from geo.text.vocabulary import DASHES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.text.sentences import Sentence, Token

_VISIT = "thăm"
_GOVERNED = frozenset(
    {Kind.COUNTRY, Kind.PROVINCE, Kind.MUNICIPALITY, Kind.CITY, Kind.DISTRICT}
)
_LONGEST_HEAD = 9
_LONGEST_CHAIN = 16
_REACH_OF_VISIT = 6
_REACH_OF_OF = 10
_REACH_OF_PAPERS = 6
_REACH_OF_TITLE = 12


def read_vietnamese_role(
    sentence: Sentence, first: int, kind: Kind, last: int | None = None
) -> Reading:
    """Tell what a name, or a list that begins with it, does in a Vietnamese sentence.

    Examples
    --------
    >>> from geo.text.sentences import split_sentences
    >>> sentence = next(split_sentences("Bộ Ngoại giao Lào", [(14, 17)]))
    >>> read_vietnamese_role(sentence, 3, Kind.COUNTRY).role.value
    'associative'
    """
    tokens = sentence.tokens
    last = first if last is None else last
    first = _chain_start(tokens, first)
    left = _skip_types(tokens, first - 1)
    head = _head(tokens, left)
    reading = (
        _in_a_title(tokens, left)
        or _on_a_road(tokens, left, first)
        or _in_a_name(tokens, head, kind)
        or _after_authority(head, kind)
        or _at_the_border(tokens, left, head)
        or (kind in _GOVERNED and _after_telling(tokens, left, head))
        or _on_paper(tokens, left, kind)
        or _subject(tokens, last, left, kind)
        or _at_a_location(tokens, left)
        or _before_relations(tokens, first, kind)
    )
    if reading:
        return reading
    if kind is Kind.COUNTRY:
        return Reading(Role.ACTOR, "a country, where nothing makes it a location")
    return Reading(Role.LITERAL, "nothing makes it more than a location")


def _lower(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].text.lower() if 0 <= index < len(tokens) else ""


def _skip_types(tokens: Sequence[Token], left: int) -> int:
    """Go left past tỉnh, thành phố, nước, các: what kind of place it is."""
    while left >= 0:
        word = _lower(tokens, left)
        if (_lower(tokens, left - 1), word) in lexicon.PHRASES:
            left -= 2
        elif word in lexicon.TYPES or word in lexicon.QUANTIFIERS:
            left -= 1
        else:
            break
    return left


def _head(tokens: Sequence[Token], left: int) -> list[Token]:
    """Give the words of the noun phrase that ends at the name, in their order."""
    head: list[Token] = []
    for index in range(left, max(left - _LONGEST_HEAD, -1), -1):
        token = tokens[index]
        is_dash = token.text in DASHES and index and tokens[index - 1].is_capital
        if is_dash and head and head[0].is_capital:
            continue
        if is_dash and not head and index == left:
            continue
        if (
            not token.is_word
            or token.text.lower() in lexicon.ENDS_PHRASE
            or token.name >= 0
        ):
            break
        head.insert(0, token)
    return head


def _chain_start(tokens: Sequence[Token], first: int) -> int:
    """Go back to the first of the names that dashes join."""
    farthest = max(1, first - _LONGEST_CHAIN)
    while (
        first > farthest
        and tokens[first - 1].text in DASHES
        and tokens[first - 2].name >= 0
    ):
        first -= 2
    return first


def _in_a_title(tokens: Sequence[Token], left: int) -> Reading | None:
    """Read Tuyên bố về ứng xử của các bên ở Biển Đông: one long title."""
    for index in range(left - 1, max(left - _REACH_OF_TITLE, 0), -1):
        words = (tokens[index].text, tokens[index + 1].text)
        if not tokens[index].is_word or tokens[index].name >= 0:
            return None
        if words in lexicon.TITLES:
            follows = _lower(tokens, index + 2) in {"về", "giữa", "của", "ở", "thư"}
            title = Reading(Role.ASSOCIATIVE, f"in a title ('{' '.join(words)} …')")
            return title if follows else None
    return None


def _on_a_road(tokens: Sequence[Token], left: int, first: int) -> Reading | None:
    """Read cao tốc Phnôm Pênh - Ba Vét: the towns of a road."""
    is_joined = any(t.text in DASHES for t in tokens[first + 1 : first + 2])
    for road in lexicon.ROADS if is_joined else ():
        words = tuple(
            _lower(tokens, left - len(road) + 1 + i) for i in range(len(road))
        )
        if words == road:
            return Reading(
                Role.ASSOCIATIVE, f"the name of a road ('{' '.join(road)} …')"
            )
    return None


def _after_telling(
    tokens: Sequence[Token], left: int, head: Sequence[Token]
) -> Reading | None:
    """Read đoàn Lào, một cán bộ của Đồng Tháp, gạo Bát-đom-boong."""
    if _lower(tokens, left) == "của":
        start = max(left - _REACH_OF_OF, 0)
        head = [t for t in tokens[start:left] if t.is_word]
        ends = [i for i, t in enumerate(head) if t.text.lower() in lexicon.ENDS_CLAUSE]
        head = head[ends[-1] + 1 :] if ends else head
    telling = _holds(head, lexicon.TELLING_HEADS)
    return Reading(Role.ASSOCIATIVE, f"tells which '{telling}'") if telling else None


def _on_paper(tokens: Sequence[Token], left: int, kind: Kind) -> Reading | None:
    """Read thỏa thuận giữa Cần Thơ và Xiêm Riệp: the parties to a paper."""
    if _lower(tokens, left) != "giữa" or kind is Kind.COUNTRY or kind not in _GOVERNED:
        return None
    paper = _holds(tokens[max(0, left - _REACH_OF_PAPERS) : left], lexicon.PAPERS)
    return Reading(Role.ASSOCIATIVE, f"a party to the '{paper}'") if paper else None


def _subject(
    tokens: Sequence[Token], last: int, left: int, kind: Kind
) -> Reading | None:
    """Read Cần Thơ gửi, do Long An cấp: who does what only a government does."""
    if kind not in _GOVERNED:
        return None
    if _lower(tokens, left) == "do":
        return Reading(Role.ACTOR, "after 'do'")
    index = last + 1
    if _lower(tokens, index) == "(" and _lower(tokens, index + 2) == ")":
        index += 3
    while _lower(tokens, index) in lexicon.WILL:
        index += 1
    verb = _lower(tokens, index)
    if (
        verb in lexicon.DEEDS
        and tokens[index].name < 0
        and not tokens[index].is_capital
    ):
        return Reading(Role.ACTOR, f"it '{verb} …'")
    return None


def _holds(head: Sequence[Token], phrases: Sequence[tuple[str, ...]]) -> str:
    """Give the phrase that the head holds, if any."""
    words = [token.text.lower() for token in head]
    for phrase in phrases:
        if any(tuple(words[i : i + len(phrase)]) == phrase for i in range(len(words))):
            return " ".join(phrase)
    return ""


def _in_a_name(
    tokens: Sequence[Token], head: Sequence[Token], kind: Kind
) -> Reading | None:
    """Read Bộ Ngoại giao Lào: a capitalised head is the name of a body or a title."""
    name = list(head)
    while name and not (name[0].is_capital and _counts(tokens, name[0])):
        name.pop(0)
    if not name:
        return None
    shown = " ".join(token.text for token in name)
    acting = _holds(name[:2], lexicon.ACTING)
    if acting and len(name) == len(acting.split()) and kind in _GOVERNED:
        return Reading(Role.ACTOR, f"after '{shown}'")
    return Reading(Role.ASSOCIATIVE, f"after '{shown}', a body, an office or a title")


def _counts(tokens: Sequence[Token], capital: Token) -> bool:
    """Whether a capital is more than the beginning of the sentence."""
    return capital.start > tokens[0].start or capital.text.lower() in lexicon.BODIES


def _after_authority(head: Sequence[Token], kind: Kind) -> Reading | None:
    authority = _holds(head, lexicon.AUTHORITIES)
    if authority:
        return Reading(Role.ASSOCIATIVE, f"after '{authority}'")
    acting = _holds(head, lexicon.ACTING)
    if acting and kind in _GOVERNED:
        return Reading(Role.ACTOR, f"after '{acting}'")
    return None


def _at_the_border(
    tokens: Sequence[Token], left: int, head: Sequence[Token]
) -> Reading | None:
    """Read a border between lands: biên giới Việt Nam – Lào, biên giới giữa."""
    border = _holds(head, lexicon.BORDERS)
    if not border and _lower(tokens, left) in {"giữa", "với"}:
        if left and tokens[left - 1].name >= 0 and _lower(tokens, left) == "giữa":
            return Reading(Role.LITERAL, f"where {tokens[left - 1].text} lies")
        border = _holds(_head(tokens, left - 1), lexicon.BORDERS)
    return Reading(Role.LITERAL, f"after '{border}'") if border else None


def _at_a_location(tokens: Sequence[Token], left: int) -> Reading | None:
    word = _lower(tokens, left)
    if word in lexicon.LOCATIVE:
        return Reading(Role.LITERAL, f"after '{word}'")
    if any(
        _lower(tokens, index) == _VISIT
        for index in range(left, max(left - _REACH_OF_VISIT, -1), -1)
        if all(t.is_word and t.name < 0 for t in tokens[index : left + 1])
        and not any(
            _lower(tokens, i) in lexicon.ENDS_PHRASE for i in range(index + 1, left + 1)
        )
    ):
        return Reading(Role.LITERAL, f"after '{_VISIT}'")
    return None


def _before_relations(
    tokens: Sequence[Token], first: int, kind: Kind
) -> Reading | None:
    before = _lower(tokens, first - 1)
    if before in {"với", "của", "cho", "giữa"} | DASHES and kind in _GOVERNED:
        role = Role.ACTOR if kind is Kind.COUNTRY else Role.LITERAL
        return Reading(role, f"after '{before}'")
    return None

"""Roles where the head stands before the name: "Bộ Ngoại giao Lào", "tỉnh Kratie"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Kind, Role
from geo.text.role_context import GOVERNED, Context, Reading
from geo.text.vocabulary import DASHES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.language.vocabulary import Vocabulary
    from geo.text.sentences import Sentence, Token

_LONGEST_HEAD = 9
_LONGEST_CHAIN = 16
_REACH_OF_VISIT = 6
_REACH_OF_OF = 10
_REACH_OF_PAPERS = 6
_REACH_OF_TITLE = 12


def find_context(
    sentence: Sentence, first: int, last: int, kind: Kind, words: Vocabulary
) -> Context:
    """Find what governs the names: past a chain of names, and tỉnh, nước, các."""
    tokens = sentence.tokens
    first = _chain_start(tokens, first)
    left = _skip_types(tokens, first - 1, words)
    head = _head(tokens, left, words)
    return Context(sentence, first, last, left, last + 1, kind, words, tuple(head))


def _lower(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].text.lower() if 0 <= index < len(tokens) else ""


def _skip_types(tokens: Sequence[Token], left: int, words: Vocabulary) -> int:
    """Go left past what kind of place it is, and how many."""
    while left >= 0:
        word = _lower(tokens, left)
        if f"{_lower(tokens, left - 1)} {word}" in words.type_phrases_before:
            left -= 2
        elif word in words.types_before or word in words.quantifiers:
            left -= 1
        else:
            break
    return left


def _head(tokens: Sequence[Token], left: int, words: Vocabulary) -> list[Token]:
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
            or token.text.lower() in words.ends_phrase
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


def _in_a_title(at: Context) -> Reading | None:
    """Read Tuyên bố về ứng xử của các bên ở Biển Đông: one long title."""
    tokens, left = at.sentence.tokens, at.left
    for index in range(left - 1, max(left - _REACH_OF_TITLE, 0), -1):
        if not tokens[index].is_word or tokens[index].name >= 0:
            return None
        two = f"{tokens[index].text} {tokens[index + 1].text}"
        if two in at.words.title_beginnings:
            follows = _lower(tokens, index + 2) in at.words.title_links
            title = Reading(Role.ASSOCIATIVE, f"in a title ('{two} …')")
            return title if follows else None
    return None


def _on_a_road(at: Context) -> Reading | None:
    """Read cao tốc Phnôm Pênh - Ba Vét: the towns of a road."""
    tokens, left = at.sentence.tokens, at.left
    is_joined = any(t.text in DASHES for t in tokens[at.first + 1 : at.first + 2])
    for road in at.words.road_phrases if is_joined else ():
        size = len(road.split())
        before = " ".join(_lower(tokens, left - size + 1 + i) for i in range(size))
        if before == road:
            return Reading(Role.ASSOCIATIVE, f"the name of a road ('{road} …')")
    return None


def _in_a_name(at: Context) -> Reading | None:
    """Read Bộ Ngoại giao Lào: a capitalised head is the name of a body or a title."""
    name = list(at.head)
    while name and not (name[0].is_capital and _counts(at, name[0])):
        name.pop(0)
    if not name:
        return None
    shown = " ".join(token.text for token in name)
    acting = _holds(name[:2], at.words.acting_phrases)
    if acting and len(name) == len(acting.split()) and at.kind in GOVERNED:
        return Reading(Role.ACTOR, f"after '{shown}'")
    return Reading(Role.ASSOCIATIVE, f"after '{shown}', a body, an office or a title")


def _counts(at: Context, capital: Token) -> bool:
    """Whether a capital is more than the beginning of the sentence."""
    is_inside = capital.start > at.sentence.tokens[0].start
    return is_inside or capital.text.lower() in at.words.body_beginnings


def _after_authority(at: Context) -> Reading | None:
    authority = _holds(at.head, at.words.authority_phrases)
    if authority:
        return Reading(Role.ASSOCIATIVE, f"after '{authority}'")
    acting = _holds(at.head, at.words.acting_phrases)
    if acting and at.kind in GOVERNED:
        return Reading(Role.ACTOR, f"after '{acting}'")
    return None


def _at_the_border(at: Context) -> Reading | None:
    """Read a border between lands: biên giới Việt Nam – Lào, biên giới giữa."""
    tokens, left = at.sentence.tokens, at.left
    border = _holds(at.head, at.words.border_phrases)
    word = _lower(tokens, left)
    is_between = word in at.words.between
    if not border and (is_between or word in at.words.with_whom):
        if left and tokens[left - 1].name >= 0 and is_between:
            return Reading(Role.LITERAL, f"where {tokens[left - 1].text} lies")
        head = _head(tokens, left - 1, at.words)
        border = _holds(head, at.words.border_phrases)
    return Reading(Role.LITERAL, f"after '{border}'") if border else None


def _after_telling(at: Context) -> Reading | None:
    """Read đoàn Lào, một cán bộ của Đồng Tháp, gạo Bát-đom-boong."""
    if at.kind not in GOVERNED:
        return None
    tokens, left, head = at.sentence.tokens, at.left, list(at.head)
    if _lower(tokens, left) in at.words.of_whom:
        head = [t for t in tokens[max(left - _REACH_OF_OF, 0) : left] if t.is_word]
        ends = [i for i, t in enumerate(head) if t.text.lower() in at.words.ends_clause]
        head = head[ends[-1] + 1 :] if ends else head
    telling = _holds(head, at.words.telling_phrases)
    return Reading(Role.ASSOCIATIVE, f"tells which '{telling}'") if telling else None


def _on_paper(at: Context) -> Reading | None:
    """Read thỏa thuận giữa Cần Thơ và Xiêm Riệp: the parties to a paper."""
    tokens, left = at.sentence.tokens, at.left
    is_between = _lower(tokens, left) in at.words.between
    if not is_between or at.kind is Kind.COUNTRY or at.kind not in GOVERNED:
        return None
    before = tokens[max(0, left - _REACH_OF_PAPERS) : left]
    paper = _holds(before, at.words.paper_phrases)
    return Reading(Role.ASSOCIATIVE, f"a party to the '{paper}'") if paper else None


def _subject(at: Context) -> Reading | None:
    """Read Cần Thơ gửi, do Long An cấp: who does what only a government does."""
    if at.kind not in GOVERNED:
        return None
    tokens = at.sentence.tokens
    before = _lower(tokens, at.left)
    if before in at.words.by_whom:
        return Reading(Role.ACTOR, f"after '{before}'")
    index = at.last + 1
    if _lower(tokens, index) == "(" and _lower(tokens, index + 2) == ")":
        index += 3
    while _lower(tokens, index) in at.words.auxiliaries:
        index += 1
    verb = _lower(tokens, index)
    is_word = verb in at.words.deed_beginnings and tokens[index].name < 0
    if is_word and not tokens[index].is_capital:
        return Reading(Role.ACTOR, f"it '{verb} …'")
    return None


def _at_a_location(at: Context) -> Reading | None:
    tokens, left = at.sentence.tokens, at.left
    word = _lower(tokens, left)
    if word in at.words.locative:
        return Reading(Role.LITERAL, f"after '{word}'")
    for index in range(left, max(left - _REACH_OF_VISIT, -1), -1):
        if not tokens[index].is_word or tokens[index].name >= 0:
            return None
        if _lower(tokens, index) in at.words.visits:
            return Reading(Role.LITERAL, f"after '{_lower(tokens, index)}'")
        if _lower(tokens, index) in at.words.ends_phrase:
            return None
    return None


def _before_relations(at: Context) -> Reading | None:
    before = _lower(at.sentence.tokens, at.first - 1)
    words = at.words
    joins = words.with_whom | words.of_whom | words.for_whom | words.between | DASHES
    if before in joins and at.kind in GOVERNED:
        role = Role.ACTOR if at.kind is Kind.COUNTRY else Role.LITERAL
        return Reading(role, f"after '{before}'")
    return None


def _holds(head: Sequence[Token], phrases: Sequence[str]) -> str:
    """Give the first of some phrases that the head holds, if any."""
    words = f" {' '.join(token.text.lower() for token in head)} "
    return next((phrase for phrase in phrases if f" {phrase} " in words), "")


RULES: tuple[Callable[[Context], Reading | None], ...] = (
    _in_a_title,
    _on_a_road,
    _in_a_name,
    _after_authority,
    _at_the_border,
    _after_telling,
    _on_paper,
    _subject,
    _at_a_location,
    _before_relations,
)

"""Roles in Vietnamese sentences, where the head stands before the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Kind, Role
from geo.text.roles import Reading
from geo.text.vocabulary import DASHES, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.text.sentences import Sentence, Token

_TELLING = word_set("""
    bởi chuyến của cùng giữa gửi hợp lần mối một ngày những này nước năm sẽ thăm trên
    tại tới tỉnh từ và vào về với được đã đến đối đồng
""")
_TYPES = word_set("tỉnh tp huyện xã phường quận nước sông")
_PHRASES = {
    ("thành", "phố"),
    ("thủ", "đô"),
    ("vương", "quốc"),
    ("lưu", "vực"),
    ("đất", "nước"),
}
_QUANTIFIERS = word_set("các hai ba bốn năm những mỗi")
_ENDS_PHRASE = word_set("""
    bởi cho có của cùng giữa gồm hoặc khi là mà như nhằm ra rằng sang theo thăm thì
    trong trên tại tới từ vào và về với ở đã đến để được
""")
_LOCATIVE = word_set("khắp ngoài ở qua sang tại thuộc tới từ vào về đến")
_TOWARDS = word_set("sang tới về đến")
_ACTING = (
    ("chính", "phủ"),
    ("nhà", "nước"),
    ("nhân", "dân"),
    ("lãnh", "đạo"),
    ("phía",),
    ("hai", "nước"),
)
_AUTHORITIES = (("chính", "quyền"), ("cơ", "quan"))
_BORDERS = (("biên", "giới"), ("lãnh", "thổ"), ("giáp", "biên"), ("đường", "biên"))
_BODIES = word_set("""
    ban bí bộ chủ công hiệp hội nghị phó quốc thủ tuyên tòa tổng ubnd ủy viện đài đại
    đảng đoàn
""")
_VISIT = "thăm"
_GOVERNED = frozenset(
    {Kind.COUNTRY, Kind.PROVINCE, Kind.MUNICIPALITY, Kind.CITY, Kind.DISTRICT}
)
_LONGEST_HEAD = 9
_REACH_OF_VISIT = 6


def is_vietnamese(sentence: Sentence) -> bool:
    """Whether a sentence is Vietnamese, by its small words.

    >>> from geo.text.sentences import split_sentences
    >>> texts = ("quan hệ giữa Lào và Việt Nam", "ties of Lào and Việt Nam")
    >>> [is_vietnamese(next(split_sentences(t, [(0, 1)]))) for t in texts]
    [True, False]
    """
    small = [t.text for t in sentence.tokens if t.name < 0 and t.text[0].islower()]
    return sum(word in _TELLING and not word.isascii() for word in small) > 0


def read_vietnamese_role(sentence: Sentence, first: int, kind: Kind) -> Reading:
    """Tell what a name, or a list that begins with it, does in a Vietnamese sentence.

    Examples
    --------
    >>> from geo.text.sentences import split_sentences
    >>> sentence = next(split_sentences("Bộ Ngoại giao Lào", [(14, 17)]))
    >>> read_vietnamese_role(sentence, 3, Kind.COUNTRY).role.value
    'associative'
    """
    tokens = sentence.tokens
    left = _skip_types(tokens, first - 1)
    head = _head(tokens, left)
    reading = (
        _in_a_name(tokens, head, kind)
        or _after_authority(head, kind)
        or _at_the_border(tokens, left, head)
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
        if (_lower(tokens, left - 1), word) in _PHRASES:
            left -= 2
        elif word in _TYPES or word in _QUANTIFIERS:
            left -= 1
        else:
            break
    return left


def _head(tokens: Sequence[Token], left: int) -> list[Token]:
    """Give the words of the noun phrase that ends at the name, in their order."""
    head: list[Token] = []
    for index in range(left, max(left - _LONGEST_HEAD, -1), -1):
        token = tokens[index]
        if not token.is_word or token.text.lower() in _ENDS_PHRASE or token.name >= 0:
            break
        head.insert(0, token)
    return head


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
    acting = _holds(name[:2], _ACTING)
    if acting and len(name) == len(acting.split()) and kind in _GOVERNED:
        return Reading(Role.ACTOR, f"after '{shown}'")
    return Reading(Role.ASSOCIATIVE, f"after '{shown}', a body, an office or a title")


def _counts(tokens: Sequence[Token], capital: Token) -> bool:
    """Whether a capital is more than the beginning of the sentence."""
    return capital.start > tokens[0].start or capital.text.lower() in _BODIES


def _after_authority(head: Sequence[Token], kind: Kind) -> Reading | None:
    authority = _holds(head, _AUTHORITIES)
    if authority:
        return Reading(Role.ASSOCIATIVE, f"after '{authority}'")
    acting = _holds(head, _ACTING)
    if acting and kind in _GOVERNED:
        return Reading(Role.ACTOR, f"after '{acting}'")
    return None


def _at_the_border(
    tokens: Sequence[Token], left: int, head: Sequence[Token]
) -> Reading | None:
    """Read a border between lands: biên giới Việt Nam – Lào, biên giới giữa."""
    border = _holds(head, _BORDERS)
    if not border and _lower(tokens, left) == "giữa":
        border = _holds(_head(tokens, left - 1), _BORDERS)
    return Reading(Role.LITERAL, f"after '{border}'") if border else None


def _at_a_location(tokens: Sequence[Token], left: int) -> Reading | None:
    word = _lower(tokens, left)
    if word in _LOCATIVE:
        return Reading(Role.LITERAL, f"after '{word}'")
    if any(
        _lower(tokens, index) == _VISIT
        for index in range(left, max(left - _REACH_OF_VISIT, -1), -1)
        if all(t.is_word and t.name < 0 for t in tokens[index : left + 1])
        and not any(
            _lower(tokens, i) in _ENDS_PHRASE for i in range(index + 1, left + 1)
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

"""Type words: what "province", "river" or "border gate" says a name to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.shipped import EVERY
from geo.model import Kind
from geo.text.folding import fold_toponym

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.text.sentences import Token

SETTLED = frozenset({Kind.PROVINCE, Kind.MUNICIPALITY, Kind.CITY, Kind.DISTRICT})
"""What people live in and govern, countries left out."""
GATES = frozenset({Kind.BORDER_CHECKPOINT})
"""What a word for a border checkpoint names."""

_CITY = frozenset({Kind.MUNICIPALITY, Kind.CITY})
_KINDS: dict[str, frozenset[Kind]] = {
    "province": frozenset({Kind.PROVINCE, Kind.MUNICIPALITY}),
    "city": _CITY,
    "municipality": _CITY,
    "town": frozenset({Kind.CITY}),
    "district": frozenset({Kind.DISTRICT}),
    "river": frozenset({Kind.RIVER}),
    "lake": frozenset({Kind.LAKE}),
    "basin": frozenset({Kind.BASIN}),
    "delta": frozenset({Kind.DELTA}),
    "temple": frozenset({Kind.MONUMENT}),
    "pagoda": frozenset({Kind.MONUMENT}),
    "region": frozenset({Kind.REGION}),
    "subregion": frozenset({Kind.REGION}),
    "sub-region": frozenset({Kind.REGION}),
    **dict.fromkeys(
        (
            "commune",
            "village",
            "ward",
            "township",
            "island",
            "bay",
            "mountain",
            "street",
        ),
        frozenset(),
    ),
}
_PLURALS = {
    "provinces": "province",
    "cities": "city",
    "municipalities": "municipality",
    "towns": "town",
    "districts": "district",
    "rivers": "river",
    "lakes": "lake",
}
# "Mekong region" and "Hanoi districts" do not say that the name is another place's.
_EXCLUSIVE = frozenset(_KINDS) - {"region", "subregion", "sub-region", "basin", "delta"}


_VIETNAMESE: dict[tuple[str, ...], frozenset[Kind]] = {
    ("tinh",): frozenset({Kind.PROVINCE, Kind.MUNICIPALITY}),
    ("huyen",): frozenset({Kind.DISTRICT}),
    ("song",): frozenset({Kind.RIVER}),
    ("xa",): frozenset({Kind.DISTRICT}),
    ("phuong",): frozenset({Kind.DISTRICT}),
    ("quan",): frozenset({Kind.DISTRICT}),
    ("cau",): frozenset({Kind.CONNECTING_POINT}),
    ("thi", "xa"): frozenset({Kind.CITY}),
    ("thi", "tran"): frozenset({Kind.CITY}),
    ("thanh", "pho"): _CITY,
    ("thu", "do"): _CITY,
    ("cua", "khau"): GATES,
}
_EXCLUSIVE_VIETNAMESE = frozenset({"tinh", "huyen", "song", "pho", "xa", "tran", "cau"})
_GATE_QUALITIES = {("quoc", "te"), ("song", "phuong"), ("quoc", "gia")}
_ORDER = tuple(Kind)


@dataclass(frozen=True, slots=True)
class TypeHint:
    """What the words beside a name say that it is."""

    kinds: frozenset[Kind] = frozenset()
    words: str = ""
    """The evidence in words; empty when nothing says anything."""
    is_exclusive: bool = False
    """Whether the name cannot be of any other kind."""

    @property
    def kind(self) -> Kind | None:
        """The humblest of the kinds."""
        return max(self.kinds, key=_ORDER.index, default=None)


def kinds_of_type_word(word: str) -> frozenset[Kind] | None:
    """Give the kinds that a type word names; ``None`` for any other word.

    >>> kinds_of_type_word("River")
    frozenset({<Kind.RIVER: 'river'>})
    >>> kinds_of_type_word("Commission") is None
    True
    """
    folded = fold_toponym(word)
    return _KINDS.get(_PLURALS.get(folded, folded))


def hint_of_type_words(words: str) -> TypeHint:
    """Read the capitalised type words that belong to a name.

    >>> hint_of_type_words("International Border Gate").kinds
    frozenset({<Kind.BORDER_CHECKPOINT: 'border_checkpoint'>})
    >>> hint_of_type_words("").words
    ''
    """
    if not words:
        return TypeHint()
    last = fold_toponym(words.rsplit(maxsplit=1)[-1])
    kinds = _KINDS.get(_PLURALS.get(last, last), GATES)
    return TypeHint(kinds, f"named '{words}' after it", last in _EXCLUSIVE)


def find_hint(tokens: Sequence[Token], first: int, last: int) -> TypeHint:
    """Read the type word after a name or a list of names, or the one before it.

    >>> from geo.text.sentences import split_sentences
    >>> text = "the provinces of Kratie and the town of Pursat"
    >>> tokens = next(split_sentences(text, [(17, 23), (40, 46)])).tokens
    >>> [find_hint(tokens, i, i).words for i, t in enumerate(tokens) if t.name >= 0]
    ["'provinces of' before it", "'town of' before it"]
    """
    gate = _gate_phrase(tokens, last + 1)
    if gate:
        return TypeHint(GATES, f"'{gate}' after it")
    word = _folded(tokens, last + 1)
    kinds = _KINDS.get(_PLURALS.get(word, word))
    if kinds is not None and (kinds or word in _EXCLUSIVE):
        return TypeHint(kinds, f"'{word}' after it", word in _EXCLUSIVE)
    return _hint_before(tokens, first)


def _gate_phrase(tokens: Sequence[Token], index: int) -> str:
    words: list[str] = []
    while (
        word := _folded(tokens, index + len(words))
    ) in EVERY.gates | EVERY.gate_qualifiers:
        words.append(word)
    return " ".join(words) if set(words) & EVERY.gates else ""


def _hint_before(tokens: Sequence[Token], first: int) -> TypeHint:
    vietnamese = _vietnamese_kinds(tokens, first - 1)
    if vietnamese:
        token = tokens[first - 1]
        is_exclusive = token.folded in _EXCLUSIVE_VIETNAMESE
        return TypeHint(vietnamese, f"'{token.text}' before it", is_exclusive)
    index = first - 2 if _folded(tokens, first - 1) == "the" else first - 1
    word = _folded(tokens, index)
    head = _folded(tokens, index - 1)
    if word in {"of", "in", "at"} and head in EVERY.gates:
        return TypeHint(GATES, f"'{head} {word}' before it")
    kinds = _KINDS.get(_PLURALS.get(head, head))
    if word == "of" and kinds:
        return TypeHint(kinds, f"'{head} of' before it")
    kinds = _KINDS.get(_PLURALS.get(word, word))
    if kinds and index >= 0 and tokens[index].name < 0:
        return TypeHint(kinds, f"'{word}' before it")
    return TypeHint()


def _vietnamese_kinds(tokens: Sequence[Token], index: int) -> frozenset[Kind]:
    """Read tỉnh, thành phố, sông or cửa khẩu quốc tế before a name."""
    if (_folded(tokens, index - 1), _folded(tokens, index)) in _GATE_QUALITIES:
        index -= 2
    pair = (_folded(tokens, index - 1), _folded(tokens, index))
    return _VIETNAMESE.get(pair) or _VIETNAMESE.get(pair[1:], frozenset())


def _folded(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].folded if 0 <= index < len(tokens) else ""

"""Roles: what a toponym does in its sentence, by rules of diplomatic English.

The rules are asked in order and the first that has an answer gives it. What they know
is general: titles of instruments, heads such as "Ministry of", prepositions, the nouns
that a name qualifies, verbs. The words are in `geo.text.vocabulary`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model import Kind, Role
from geo.text import vocabulary as lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.text.sentences import Sentence, Token

_SETTLED = frozenset({Kind.PROVINCE, Kind.MUNICIPALITY, Kind.CITY, Kind.DISTRICT})
_GOVERNED = _SETTLED | {Kind.COUNTRY}
_FORUMS = frozenset({Kind.REGION, Kind.RIVER, Kind.BASIN})
_CAPITALISED_NAMES = lexicon.NAME_WORDS | lexicon.INSTRUMENTS | lexicon.ROADS
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_BETWEEN = frozenset({"between", "among", "amongst"})
_GOVERNING = frozenset({"state", "government"})
_LONGEST_PHRASE = 4
_REACH_OF_BETWEEN = 14
_REACH_OF_TO = 40
_REACH_OF_WITH = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """A role and the reason for it, in words."""

    role: Role
    reason: str


@dataclass(frozen=True, slots=True)
class _Context:
    """Where a name, or a list of names, stands in its sentence."""

    sentence: Sentence
    first: int
    last: int
    left: int
    """The token that governs the names, or -1."""
    right: int
    """The token that follows them and what a dash joins to them."""
    kind: Kind

    def token(self, index: int) -> Token | None:
        """Give the token at an index; nothing outside the sentence."""
        tokens = self.sentence.tokens
        return tokens[index] if 0 <= index < len(tokens) else None

    def word(self, index: int) -> str:
        """Give the folded token at an index; nothing outside the sentence."""
        token = self.token(index)
        return token.folded if token else ""

    @property
    def is_compound(self) -> bool:
        """Whether a dash joins the names."""
        within = self.sentence.tokens[self.first : self.right]
        return any(token.folded in lexicon.DASHES for token in within)


def read_role(sentence: Sentence, first: int, last: int, kind: Kind) -> Reading:
    """Tell what a name, or a list of names, does in its sentence.

    Parameters
    ----------
    sentence
        With the names among its tokens.
    first, last
        The tokens of the first and of the last name of the list.
    kind
        What the names stand for.

    Examples
    --------
    >>> from geo.text.sentences import split_sentences
    >>> text = "Relations between Laos and Cambodia grew."
    >>> sentence = next(split_sentences(text, [(18, 22), (27, 35)]))
    >>> reading = read_role(sentence, 2, 4, Kind.COUNTRY)
    >>> reading.role.value, reading.reason
    ('actor', "after 'relations between'")
    """
    context = _Context(
        sentence,
        first,
        last,
        _find_left(sentence, first, kind),
        _find_right(sentence, last),
        kind,
    )
    for rule in _RULES:
        reading = rule(context)
        if reading and (kind in _GOVERNED or reading.role is not Role.ACTOR):
            return reading
    if kind is Kind.COUNTRY:
        return Reading(Role.ACTOR, "a country, where nothing makes it a location")
    return Reading(Role.LITERAL, "nothing makes it more than a location")


def _find_left(sentence: Sentence, first: int, kind: Kind) -> int:
    """Go left past what changes nothing: the, southern, Laos's, province of."""
    tokens = sentence.tokens
    left = first - 1
    while left >= 0:
        if tokens[left].folded in lexicon.TRANSPARENT and tokens[left].name < 0:
            left -= 1
        elif kind in _SETTLED and _is_possessor(tokens, left):
            left -= 2
        elif kind in _SETTLED and _is_type_of(tokens, left):
            left = _skip_capitals(tokens, left - 2)
        else:
            break
    return left


def _is_possessor(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name and its 's end there."""
    return (
        index > 0
        and tokens[index].folded in _POSSESSIVE
        and tokens[index - 1].name >= 0
    )


def _is_type_of(tokens: Sequence[Token], index: int) -> bool:
    """Whether "province of" ends there."""
    head = tokens[index - 1].folded if index else ""
    return tokens[index].folded == "of" and head in lexicon.TYPE_WORDS


def _skip_capitals(tokens: Sequence[Token], index: int) -> int:
    """Go left past what tells the province: the Central Highlands province of."""
    while index >= 0 and tokens[index].is_word and tokens[index].is_capital:
        if tokens[index].folded in lexicon.FUNCTION_WORDS:
            break
        index -= 1
    return index


def _find_right(sentence: Sentence, last: int) -> int:
    """Go right past what a dash joins on (–Lancang) and names without a mark."""
    tokens = sentence.tokens
    right = last + 1
    while right < len(tokens):
        if tokens[right].name >= 0:
            right += 1
        elif right + 1 < len(tokens) and _is_joined(tokens[right], tokens[right + 1]):
            right += 2
        else:
            break
    if right + 3 < len(tokens) and _is_bracketed_acronym(tokens[right : right + 3]):
        right += 3
    return right


def _is_bracketed_acronym(tokens: Sequence[Token]) -> bool:
    opening, inside, closing = tokens
    return opening.text == "(" and inside.text.isupper() and closing.text == ")"


def _is_joined(dash: Token, following: Token) -> bool:
    return (
        dash.folded in lexicon.DASHES
        and dash.end == following.start
        and following.is_word
        and following.is_capital
    )


# --- part of another name ------------------------------------------------------


def _in_title(at: _Context) -> Reading | None:
    """Inside a title: nothing but capitals and small words since the instrument."""
    is_linked = False
    for index in range(at.first - 1, -1, -1):
        token = at.sentence.tokens[index]
        if token.folded in lexicon.TITLED and token.is_capital:
            return _title_reading(at, index) if is_linked else None
        if token.folded in lexicon.TITLE_WORDS:
            is_linked = is_linked or token.is_word
        elif token.folded == ",":
            if not is_linked or not at.sentence.tokens[index + 1].is_capital:
                return None
        elif not (token.is_capital or token.name >= 0 or token.folded.isdigit()):
            return None
    return None


def _title_reading(at: _Context, instrument: int) -> Reading | None:
    """Read a name in a title; in the heading of the text itself it is a party."""
    if at.word(at.left) in {"in", "at", "to"}:
        is_body = at.word(instrument) not in lexicon.INSTRUMENTS
        if is_body or instrument == at.left - 1 or at.kind in _SETTLED:
            return None
    if at.word(instrument) in lexicon.HEADING_INSTRUMENTS and _is_heading(
        at, instrument
    ):
        return Reading(Role.ACTOR, "a party to the statement that this heading names")
    title = at.sentence.tokens[instrument].text
    return Reading(Role.ASSOCIATIVE, f"inside a title or a long name ('{title} …')")


def _is_heading(at: _Context, instrument: int) -> bool:
    """Whether a paragraph begins with the instrument and never becomes a sentence."""
    tokens = at.sentence.tokens
    begins = all(
        t.is_capital or not t.is_word or t.folded in lexicon.TITLE_WORDS
        for t in tokens[:instrument]
    )
    acts = any(t.folded in lexicon.DEEDS and not t.is_capital for t in tokens)
    stops = tokens[-1].text == "."
    return at.sentence.starts_line and begins and not acts and not stops


def _continued(at: _Context) -> Reading | None:
    """Followed by capitalised words that make it part of another name."""
    token = at.token(at.right)
    if token is None or not token.is_word or not token.is_capital:
        return None
    if token.folded in lexicon.NOT_NAMES or token.text[0].isdigit():
        return None
    after_in = at.word(at.left) in lexicon.LOCATIVE
    if token.folded in lexicon.TITLES_OF_PERSONS and after_in:
        return None
    if at.sentence.is_headline and token.folded not in _CAPITALISED_NAMES:
        return None
    return Reading(Role.ASSOCIATIVE, f"part of another name ('… {token.text}')")


def _before_title(at: _Context) -> Reading | None:
    """Read "Laos president": a country before an office."""
    index = at.last + 1
    while at.word(index) in lexicon.BEFORE_OFFICES:
        index += 1
    if at.kind is Kind.COUNTRY and at.word(index) in lexicon.OFFICES:
        return Reading(Role.ASSOCIATIVE, f"tells which {at.word(index)}")
    return None


def _holds_place(at: _Context) -> Reading | None:
    """Read "Cambodia's Kandal province": the country is where that lies."""
    if at.kind is not Kind.COUNTRY or at.word(at.last + 1) not in _POSSESSIVE:
        return None
    owned = list(_capitalised_words(at, at.last + 2))
    if owned and owned[-1].name >= 0:
        return Reading(Role.LITERAL, f"where {owned[-1].text} lies")
    return None


def _on_a_road(at: _Context) -> Reading | None:
    """Read names that dashes join before a kind of road."""
    if not at.is_compound:
        return None
    for word in _small_words(at, at.right, _LONGEST_PHRASE):
        if word in lexicon.ROADS:
            return Reading(Role.ASSOCIATIVE, f"inside the name of a road ('… {word}')")
    return None


def _as_forum(at: _Context) -> Reading | None:
    """Read a region beside an organisation, or before the word for a forum."""
    if at.kind not in _FORUMS:
        return None
    following = at.word(at.right)
    if following in lexicon.FRAMEWORKS:
        return Reading(Role.ASSOCIATIVE, f"tells which {following}")
    is_beside = (at.word(at.left) == "and" and _is_acronym(at.token(at.left - 1))) or (
        at.word(at.right) == "and" and _is_acronym(at.token(at.right + 1))
    )
    if is_beside and at.kind is Kind.REGION:
        return Reading(Role.ASSOCIATIVE, "named beside an organisation")
    return None


def _is_acronym(token: Token | None) -> bool:
    return token is not None and token.text.isupper() and len(token.text) > 2


# --- government, people, nation, or the land ---------------------------------------


def _before_noun(at: _Context) -> Reading | None:
    """Before the noun that it qualifies: relations, side, border."""
    longest = _LONGEST_PHRASE if at.is_compound else 1
    skipped = at.kind in _SETTLED and at.word(at.right) in lexicon.TYPE_WORDS
    noun = ""
    for word in _small_words(at, at.right + skipped, longest):
        noun = word
    shown = f"before '{noun}'"
    if noun == "authorities":
        return Reading(Role.ASSOCIATIVE, shown)
    if noun in lexicon.RELATIONS:
        return Reading(Role.ACTOR, shown)
    if noun in lexicon.BORDERS | lexicon.LANDS:
        return Reading(Role.LITERAL, shown)
    if noun in lexicon.FRAMEWORKS:
        return Reading(Role.ASSOCIATIVE, shown)
    return None


def _small_words(at: _Context, index: int, longest: int) -> Iterator[str]:
    """Give the words of a noun phrase, as far as one that ends it."""
    for token in at.sentence.tokens[index : index + longest]:
        if not token.is_word or token.is_capital or token.name >= 0:
            return
        if token.folded in lexicon.FUNCTION_WORDS:
            return
        yield token.folded


def _after_of(at: _Context) -> Reading | None:
    """After "… of": an office, a body, a nation's leadership, a part of the land."""
    head = at.token(at.left - 1)
    if at.word(at.left) != "of" or head is None:
        return None
    if head.name >= 0:
        return Reading(Role.LITERAL, f"where {head.text} lies")
    role = _role_after_head(at, head)
    return Reading(role, f"after '{head.text} of'") if role else None


def _role_after_head(at: _Context, head: Token) -> Role | None:
    is_name = head.is_capital and at.left > 1
    is_office = at.word(at.left - 2) in {"of", "/"} and head.folded in _GOVERNING
    if head.folded in lexicon.ACTING_HEADS and not is_office:
        return Role.ACTOR
    if head.folded in lexicon.LANDS and not is_name:
        return Role.LITERAL
    bodies = lexicon.BODIES | (lexicon.FRAMEWORKS - {"cooperation"})
    if is_office or is_name or head.folded in bodies:
        return Role.ASSOCIATIVE
    return Role.ACTOR if at.kind is Kind.COUNTRY else None


def _possessive(at: _Context) -> Reading | None:
    """Before 's: whose laws, whose hospital."""
    if at.word(at.last + 1) not in _POSSESSIVE:
        return None
    owned = list(_capitalised_words(at, at.last + 2))
    bodies = lexicon.POSSESSED_BODIES | lexicon.BODIES
    body = next((t for t in owned if t.folded in bodies), None)
    if body:
        return Reading(Role.ASSOCIATIVE, f"tells whose {body.text}")
    phrase = list(_small_words(at, at.last + 2 + len(owned), _LONGEST_PHRASE))
    land = next((word for word in phrase if word in lexicon.LANDS), "")
    if at.kind is Kind.COUNTRY and land:
        return Reading(Role.LITERAL, f"before its '{land}'")
    if at.kind is Kind.COUNTRY:
        return Reading(Role.ACTOR, "possessive of a nation")
    acting = lexicon.ACTING_HEADS | lexicon.RELATIONS | {"position", "commitment"}
    deed = next((word for word in phrase if word in acting), "")
    return Reading(Role.ACTOR, f"before its '{deed}'") if deed else None


def _capitalised_words(at: _Context, index: int) -> Iterator[Token]:
    """Give the capitalised words of a list, and the first name among them."""
    for token in at.sentence.tokens[index:]:
        if token.name >= 0:
            yield token
            return
        if not (token.is_capital or token.folded in {",", "and", "of"}):
            return
        yield token


def _between(at: _Context) -> Reading | None:
    """Between two names: a border lies between lands, relations between nations."""
    word = at.word(at.left)
    if word not in _BETWEEN:
        return None
    for index in range(at.left - 1, max(at.left - _REACH_OF_BETWEEN, -1), -1):
        token = at.sentence.tokens[index]
        if token.name >= 0 and index == at.left - 1:
            return Reading(Role.LITERAL, f"where {token.text} lies")
        if token.folded in lexicon.INSTRUMENTS and token.is_capital and index:
            title = f"inside the title of an instrument ('{token.text} …')"
            return Reading(Role.ASSOCIATIVE, title)
        if token.folded in lexicon.BORDERS and not token.is_capital:
            return Reading(Role.LITERAL, f"after '{token.folded} {word}'")
        if token.folded in lexicon.RELATIONS:
            return Reading(Role.ACTOR, f"after '{token.folded} {word}'")
    return Reading(Role.ACTOR, f"after '{word}'") if at.kind is Kind.COUNTRY else None


def _after_preposition(at: _Context) -> Reading | None:
    """After a preposition, or after the verb of a visit."""
    word = at.word(at.left)
    if word in lexicon.LOCATIVE or word in lexicon.REACHING:
        return Reading(Role.LITERAL, f"after '{word}'")
    if word in lexicon.ADDRESSING:
        return Reading(Role.ACTOR, f"it is '{word}'")
    special = _PREPOSITIONS.get(word)
    return special(at) if special else None


def _to(at: _Context) -> Reading:
    if at.word(at.left - 1) in {"ambassador", "ambassadors", "envoy", "accredited"}:
        return Reading(Role.ASSOCIATIVE, "after 'ambassador to', an office")
    for index in range(at.left - 1, max(at.left - _REACH_OF_TO, -1), -1):
        word = at.word(index)
        if word in lexicon.MOTION:
            return Reading(Role.LITERAL, f"after '{word} … to'")
        if word in lexicon.GIVING and at.kind in _GOVERNED:
            return Reading(Role.ACTOR, f"after '{word} … to'")
    return Reading(Role.LITERAL, "after 'to'")


def _from(at: _Context) -> Reading:
    before = at.word(at.left - 1)
    if before in lexicon.SENDERS and at.kind is Kind.COUNTRY:
        return Reading(Role.ACTOR, f"after '{before} from'")
    return Reading(Role.LITERAL, "after 'from'")


def _for(at: _Context) -> Reading | None:
    before = at.word(at.left - 1)
    if before in lexicon.LEAVING:
        return Reading(Role.LITERAL, f"after '{before} for'")
    if before == "envoy":
        return Reading(Role.ASSOCIATIVE, "after 'envoy for', an office")
    if before in lexicon.GIVING or at.kind is Kind.COUNTRY:
        return Reading(Role.ACTOR, f"after '{before} for'")
    return None


def _with(at: _Context) -> Reading | None:
    noun = at.word(at.left - 1)
    if noun in lexicon.BORDERS:
        return Reading(Role.LITERAL, f"after '{noun} with'")
    for index in range(at.left - 1, max(at.left - _REACH_OF_WITH, -1), -1):
        word = at.word(index)
        if word in lexicon.RELATIONS:
            return Reading(Role.ACTOR, f"after '{word} with'")
    return Reading(Role.ACTOR, "after 'with'") if at.kind is Kind.COUNTRY else None


def _by(at: _Context) -> Reading:
    return Reading(Role.ACTOR, f"after '{at.word(at.left)}'")


_PREPOSITIONS: dict[str, Callable[[_Context], Reading | None]] = {
    "to": _to,
    "from": _from,
    "for": _for,
    "with": _with,
    "by": _by,
    "against": _by,
}


def _after_unknown_place(at: _Context) -> Reading | None:
    """In Hua Hin, Thailand; Sekong (Laos): after a place that has no name here."""
    mark = at.word(at.first - 1)
    if at.first != at.last or mark not in {",", "("}:
        return None
    index = at.first - 2
    while (token := at.token(index)) and token.is_capital and token.is_word:
        index -= 1
    if index == at.first - 2:
        return None
    if mark == "(" and at.word(at.last + 1) == ")":
        return Reading(Role.LITERAL, "in brackets after a place")
    if mark == "," and at.word(index) in lexicon.LOCATIVE | {"to", "from"}:
        return Reading(Role.LITERAL, f"after '{at.word(index)} …,'")
    return None


def _subject(at: _Context) -> Reading | None:
    """Before a verb that only a government can be the subject of."""
    index = _skip_place(at, at.last + 1)
    passed: set[str] = set()
    while at.word(index) in lexicon.AUXILIARIES or _is_date(at, index):
        passed.add(at.word(index))
        index += 1
    verb = at.token(index)
    if verb is None or not verb.is_word or verb.is_capital:
        return None
    if verb.folded in lexicon.DEEDS:
        return Reading(Role.ACTOR, f"it '{verb.folded}'")
    if passed & {"will", "shall"} and verb.folded != "be" and at.kind in _SETTLED:
        return Reading(Role.ACTOR, f"it 'will {verb.folded}'")
    return None


def _skip_place(at: _Context, index: int) -> int:
    """Go past "province of Cambodia"."""
    if at.kind in _SETTLED and at.word(index) in lexicon.TYPE_WORDS:
        index += 1
    following = at.token(index + 1)
    if at.word(index) == "of" and following and following.name >= 0:
        index += 2
    return index


def _is_date(at: _Context, index: int) -> bool:
    """Whether the token belongs to "on Friday", "on 5 May", "on December 28"."""
    word = at.word(index)
    return (word == "on" and _is_date(at, index + 1)) or (
        word in lexicon.DAYS_AND_MONTHS or word.isdigit()
    )


_RULES: tuple[Callable[[_Context], Reading | None], ...] = (
    _in_title,
    _before_title,
    _holds_place,
    _continued,
    _on_a_road,
    _as_forum,
    _before_noun,
    _after_of,
    _possessive,
    _between,
    _after_preposition,
    _after_unknown_place,
    _subject,
)

"""Roles: a government, a people, a nation, or the land that they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import SETTLED, Kind, Role
from geo.text.role_context import (
    GOVERNED,
    LONGEST_PHRASE,
    POSSESSIVE,
    Context,
    Reading,
    capitalised_words,
    small_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.text.sentences import Token

_BETWEEN = frozenset({"between", "among", "amongst"})
_GOVERNING = frozenset({"state", "government"})
_GATHERINGS = frozenset({"meeting", "summit", "talks", "conference"})
_TELLING = frozenset({"principles", "spirit"})
_IRREGULAR = frozenset({"made", "set", "put", "given", "held", "sent", "built", "led"})
_REACH_OF_BETWEEN = 14
_REACH_OF_TO = 40
_REACH_OF_WITH = 6


def _before_noun(at: Context) -> Reading | None:
    """Before the noun that it qualifies: relations, side, border."""
    longest = LONGEST_PHRASE if at.is_compound else 1
    skipped = at.kind in SETTLED and at.word(at.right) in at.words.settled_types
    if at.kind in SETTLED and at.word(at.right) == "provincial":
        skipped = True
    noun = ""
    for word in small_words(at, at.right + skipped, longest):
        noun = word
    if noun in _GATHERINGS and at.word(at.left) in {"in", "at"}:
        return Reading(Role.LITERAL, f"where the {noun} is")
    if at.kind in SETTLED and skipped and noun in at.words.bodies:
        return Reading(Role.ASSOCIATIVE, f"before '{noun}'")
    if at.kind in SETTLED and noun in at.words.bodies:
        return Reading(Role.ASSOCIATIVE, f"tells which {noun}")
    role = _role_before_noun(at, noun)
    return Reading(role, f"before '{noun}'") if role else None


def _role_before_noun(at: Context, noun: str) -> Role | None:
    if noun == "authorities":
        return Role.ASSOCIATIVE
    if noun in at.words.relations:
        return Role.ACTOR
    if noun in at.words.borders | at.words.lands:
        return Role.LITERAL
    return Role.ASSOCIATIVE if noun in at.words.frameworks else None


def _after_of(at: Context) -> Reading | None:
    """After "… of": an office, a body, a nation's leadership, a part of the land."""
    head = at.token(at.left - 1)
    if at.word(at.left) != "of" or head is None:
        return None
    if head.folded == "those":
        return _like_those(at)
    if head.name >= 0:
        return Reading(Role.LITERAL, f"where {head.text} lies")
    role = _role_after_head(at, head)
    return Reading(role, f"after '{head.text} of'") if role else None


def _like_those(at: Context) -> Reading | None:
    """Read "those of": they are what an "of" before them spoke of."""
    tokens = at.sentence.tokens
    for index in range(at.left - 2, 0, -1):
        if tokens[index].folded == "of":
            head = tokens[index - 1]
            role = _role_after_head(at, head)
            return Reading(role, f"'those' are '{head.text} of'") if role else None
        if tokens[index].folded == "authorities":
            return Reading(Role.ASSOCIATIVE, "'those' are authorities")
    return None


def _role_after_head(at: Context, head: Token) -> Role | None:
    is_name = head.is_capital and at.left > 1
    is_authority = at.kind in SETTLED and head.folded == "government"
    tells = head.folded in at.words.persons | _TELLING or _is_ministry(at)
    if is_authority or (tells and not _is_leadership(at, head)):
        return Role.ASSOCIATIVE
    is_paper = head.folded in at.words.instruments | {"intent", "work"}
    if _is_leadership(at, head) or (is_paper and not is_name):
        return Role.ACTOR
    is_office = at.word(at.left - 2) in {"of", "/"} and head.folded in _GOVERNING
    if head.folded in at.words.acting_heads and not is_office:
        return Role.ACTOR
    if head.folded in at.words.lands and not is_name:
        return Role.LITERAL
    bodies = at.words.bodies | (at.words.frameworks - {"cooperation"})
    if is_office or is_name or head.folded in bodies:
        return Role.ASSOCIATIVE
    return Role.ACTOR if at.kind is Kind.COUNTRY else None


def _is_leadership(at: Context, head: Token) -> bool:
    """Read "ministers of", "Officials of": a capital only where a sentence begins."""
    if head.folded not in at.words.leaders or at.kind is not Kind.COUNTRY:
        return False
    index = at.left - 1
    begins = index == 0 or at.word(index - 1) in {"—", "–", "-"}
    return not head.is_capital or begins


def _is_ministry(at: Context) -> bool:
    """Read "ministry of transport of": the first head counts."""
    return at.word(at.left - 2) == "of" and at.word(at.left - 3) in {
        "ministry",
        "ministries",
        "minister",
        "ministers",
        "department",
    }


def _possessive(at: Context) -> Reading | None:
    """Before 's: whose laws, whose hospital."""
    if at.word(at.last + 1) not in POSSESSIVE:
        return None
    owned = list(capitalised_words(at, at.last + 2))
    bodies = at.words.possessed_bodies | at.words.bodies
    body = next((t for t in owned if t.folded in bodies), None)
    if body:
        return Reading(Role.ASSOCIATIVE, f"tells whose {body.text}")
    phrase = list(small_words(at, at.last + 2 + len(owned), LONGEST_PHRASE))
    office = next((word for word in phrase if word in at.words.bodies), "")
    if at.kind in SETTLED and office:
        return Reading(Role.ASSOCIATIVE, f"tells whose {office}")
    land = next((word for word in phrase if word in at.words.lands), "")
    if at.kind is Kind.COUNTRY and land:
        return Reading(Role.LITERAL, f"before its '{land}'")
    if at.kind is Kind.COUNTRY:
        return Reading(Role.ACTOR, "possessive of a nation")
    acting = at.words.acting_heads | at.words.relations | {"position", "commitment"}
    deed = next((word for word in phrase if word in acting), "")
    return Reading(Role.ACTOR, f"before its '{deed}'") if deed else None


def _between(at: Context) -> Reading | None:
    """Between two names: a border lies between lands, relations between nations."""
    word = at.word(at.left)
    if word not in _BETWEEN:
        return None
    for index in range(at.left - 1, max(at.left - _REACH_OF_BETWEEN, -1), -1):
        reading = _joined_by(at, index, word)
        if reading:
            return reading
    return Reading(Role.ACTOR, f"after '{word}'") if at.kind is Kind.COUNTRY else None


def _joined_by(at: Context, index: int, word: str) -> Reading | None:
    """Read what stands before "between": a place, an instrument, a border, a bond."""
    token = at.sentence.tokens[index]
    if token.name >= 0:
        is_beside = index == at.left - 1 or token.text.endswith("Bridge")
        return Reading(Role.LITERAL, f"beside {token.text}") if is_beside else None
    if token.folded in at.words.instruments and at.kind in SETTLED:
        return Reading(Role.ASSOCIATIVE, f"a party to the {token.folded}")
    if token.folded in at.words.instruments and token.is_capital and index:
        title = f"inside the title of an instrument ('{token.text} …')"
        return Reading(Role.ASSOCIATIVE, title)
    is_road = token.folded in at.words.roads
    if is_road or (token.folded in at.words.borders and not token.is_capital):
        return Reading(Role.LITERAL, f"after '{token.folded} {word}'")
    if token.folded in at.words.relations:
        return Reading(Role.ACTOR, f"after '{token.folded} {word}'")
    return None


def _after_preposition(at: Context) -> Reading | None:
    """After a preposition, or after the verb of a visit."""
    word = at.word(at.left)
    if word in at.words.locative or word in at.words.reaching:
        return Reading(Role.LITERAL, f"after '{word}'")
    if word in at.words.addressing:
        return Reading(Role.ACTOR, f"it is '{word}'")
    special = _PREPOSITIONS.get(word)
    return special(at) if special else None


def _to(at: Context) -> Reading:
    if at.word(at.left - 1) in {"ambassador", "ambassadors", "envoy", "accredited"}:
        return Reading(Role.ASSOCIATIVE, "after 'ambassador to', an office")
    for index in range(at.left - 1, max(at.left - _REACH_OF_TO, -1), -1):
        word = at.word(index)
        if word in at.words.motion:
            return Reading(Role.LITERAL, f"after '{word} … to'")
        if word in at.words.giving and at.kind in GOVERNED:
            return Reading(Role.ACTOR, f"after '{word} … to'")
    return Reading(Role.LITERAL, "after 'to'")


def _from(at: Context) -> Reading:
    before = at.word(at.left - 1)
    if before in at.words.senders and at.kind is Kind.COUNTRY:
        return Reading(Role.ACTOR, f"after '{before} from'")
    return Reading(Role.LITERAL, "after 'from'")


def _for(at: Context) -> Reading | None:
    before = at.word(at.left - 1)
    if before in at.words.leaving:
        return Reading(Role.LITERAL, f"after '{before} for'")
    if before == "envoy":
        return Reading(Role.ASSOCIATIVE, "after 'envoy for', an office")
    if before in at.words.giving or at.kind is Kind.COUNTRY:
        return Reading(Role.ACTOR, f"after '{before} for'")
    return None


def _with(at: Context) -> Reading | None:
    noun = at.word(at.left - 1)
    if noun in at.words.borders:
        return Reading(Role.LITERAL, f"after '{noun} with'")
    for index in range(at.left - 1, max(at.left - _REACH_OF_WITH, -1), -1):
        word = at.word(index)
        if word in at.words.relations:
            return Reading(Role.ACTOR, f"after '{word} with'")
    return Reading(Role.ACTOR, "after 'with'") if at.kind is Kind.COUNTRY else None


def _by(at: Context) -> Reading | None:
    if at.kind in SETTLED and not _is_participle(at.word(at.left - 1)):
        return None
    return Reading(Role.ACTOR, f"after '{at.word(at.left)}'")


def _is_participle(word: str) -> bool:
    return word.endswith("ed") or word in _IRREGULAR


_PREPOSITIONS: dict[str, Callable[[Context], Reading | None]] = {
    "to": _to,
    "from": _from,
    "for": _for,
    "with": _with,
    "by": _by,
    "against": _by,
}


def _after_unknown_place(at: Context) -> Reading | None:
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
    if mark == "," and at.word(index) in at.words.locative | {"to", "from"}:
        return Reading(Role.LITERAL, f"after '{at.word(index)} …,'")
    return None


def _subject(at: Context) -> Reading | None:
    """Before a verb that only a government can be the subject of."""
    index = _skip_place(at, at.last + 1)
    passed: set[str] = set()
    while at.word(index) in at.words.auxiliaries or _is_date(at, index):
        passed.add(at.word(index))
        index += 1
    verb = at.token(index)
    if verb is None or not verb.is_word or verb.is_capital:
        return None
    if verb.folded in at.words.deeds:
        return Reading(Role.ACTOR, f"it '{verb.folded}'")
    if passed & {"will", "shall"} and verb.folded != "be" and at.kind in SETTLED:
        return Reading(Role.ACTOR, f"it 'will {verb.folded}'")
    return None


def _skip_place(at: Context, index: int) -> int:
    """Go past "province of Cambodia"."""
    if at.kind in SETTLED and at.word(index) in at.words.settled_types:
        index += 1
    following = at.token(index + 1)
    if at.word(index) == "of" and following and following.name >= 0:
        index += 2
    return index


def _is_date(at: Context, index: int) -> bool:
    """Whether the token belongs to "on Friday", "on 5 May", "on December 28"."""
    word = at.word(index)
    return (word == "on" and _is_date(at, index + 1)) or (
        word in at.words.days_and_months or word.isdigit()
    )


RULES: tuple[Callable[[Context], Reading | None], ...] = (
    _before_noun,
    _after_of,
    _possessive,
    _between,
    _after_preposition,
    _after_unknown_place,
    _subject,
)

"""The templates that draw agreements, places and quotations, wherever they are shown.

Jinja2 fills them, and every value passes the one escape on its way in: a template
holds the tags, and a text holds none.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from geo.citations import passage_key, passage_label
from geo.maps.escaping import address, escape_text
from geo.maps.palette import colour_of
from geo.model import NO_DATE_STATED
from geo.wording import messages
from geo.wording.sentences import understand
from geo.wording.values import say_count, say_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from geo.atlas import Atlas
    from geo.model import Agreement, Evidence, Mention, Names


def render(template: str, **values: object) -> str:
    """Fill a template of the folder beside this file."""
    return _ENVIRONMENT.get_template(f"{template}.html").render(**values)


def render_part(template: str, macro: str, *values: object) -> str:
    """Fill one macro of a template."""
    part: Any = getattr(_ENVIRONMENT.get_template(f"{template}.html").module, macro)
    return str(part(*values))


def _escape(value: object) -> Markup:
    """Escape a value, unless a template wrote it."""
    if hasattr(value, "__html__"):
        return Markup(value)  # noqa: S704 - it says itself that it is HTML
    return Markup(escape_text(str(value)))  # noqa: S704 - escaped just now


def _(message: str, **values: object) -> Markup:
    """Say a message in a template; it may hold tags, what stands in it does not."""
    return _fill(messages.gettext(message), values)


def _say_number(one: str, many: str, number: int, **values: object) -> Markup:
    """Say a message about a number of things in a template."""
    return _fill(messages.ngettext(one, many, number), {"number": number} | values)


def _fill(said: str, values: Mapping[str, object]) -> Markup:
    return Markup(said).format(  # noqa: S704 - of our own catalogues
        **{name: _escape(value) for name, value in values.items()}
    )


def in_tongue(words: str, language: str) -> Markup:
    """Write words of a language, marked as such where the page speaks another."""
    if language == messages.spoken() or not words:
        return _escape(words)
    return Markup('<span lang="{}">{}</span>').format(_escape(language), _escape(words))


def as_english(words: str) -> Markup:
    """Write what the data say in English only, marked as English beside another."""
    return in_tongue(words, "en")


def say_passage(passage_id: str) -> str:
    """Name a passage in the language spoken.

    >>> say_passage("19b"), say_passage("l44")
    ('¶19b', 'line 44')
    """
    if passage_id.startswith("l"):
        return messages.gettext("line {number}").format(number=passage_id[1:])
    return passage_label(passage_id)


def as_said(words: str) -> Markup:
    """Write a sentence of the data in the language spoken, or as English."""
    said = understand(words)
    return as_english(words) if said == words else _escape(said)


def say_standing(agreement: Agreement) -> Markup:
    """Say the status of an agreement; a proposal says that it is one, and why."""
    status = messages.gettext(agreement.status.label)
    if not agreement.is_proposed:
        return _escape(status)
    return _(
        "{status}; proposed by a rule, not verified: {reason}",
        status=status,
        reason=as_english(agreement.proposed_because),
    )


def say_part(part: str) -> Markup:
    """Say a part of a promise: one of a closed list, a day, or words of the data."""
    said, day = messages.gettext(part), say_date(part)
    return _escape(
        next((each for each in (said, day) if each != part), as_english(part))
    )


def say_promise(agreement: Agreement) -> Markup:
    """Say whose promise an agreement is, and by when."""
    side, due = as_english(agreement.promised_by or ""), agreement.due
    if due in {"", NO_DATE_STATED}:
        return _("A promise of {side}.", side=side)
    if not side:
        return _("Due {due}.", due=say_part(due))
    return _("A promise of {side}, due {due}.", side=side, due=say_part(due))


def names_by_language(names: Names) -> list[tuple[str, str, str]]:
    """Give a name in every language, and the language that it is written in.

    What has no name in a language is shown by its English one.
    """
    by_language = ((lang, getattr(names, lang)) for lang in ("en", "vi", "km"))
    return [
        (lang, name or names.en, lang if name else "en") for lang, name in by_language
    ]


def list_evidence(evidence: Iterable[Evidence], atlas: Atlas) -> list[dict[str, Any]]:
    """Give what a template needs to cite some words: their passage and its name."""
    return [cite(e.document_id, e.passage_id, atlas) | {"of": e} for e in evidence]


def cite(document_id: str, passage_id: str, atlas: Atlas) -> dict[str, Any]:
    """Name a passage for a reader (``label``) and for an address (``key``)."""
    document = atlas.document(document_id)
    title = document.short_title if document else document_id
    language = document.language if document else "en"
    return {
        "key": passage_key(document_id, passage_id),
        "label": in_tongue(title, language) + f", {say_passage(passage_id)}",
        "language": language,
    }


def link(path: str, **query: str) -> Markup:
    """Build a link for a template: it is escaped already."""
    return Markup(address(path, **query))  # noqa: S704 - escaped by address


def light(
    evidence: Evidence, mentions: Iterable[Mention], lit: Collection[str]
) -> list[tuple[str, bool]]:
    """Cut a quotation where places are mentioned: runs, and whether each is lit."""
    spans: list[tuple[int, int]] = []
    for mention in mentions:
        begin = spans[-1][1] if spans else evidence.start
        if (
            mention.place_id in lit
            and begin <= mention.start
            and mention.end <= evidence.end
        ):
            spans.append((mention.start, mention.end))
    edges = sorted(
        {evidence.start, evidence.end, *(edge for span in spans for edge in span)}
    )
    lit_spans = set(spans)
    return [
        (
            evidence.quote[start - evidence.start : end - evidence.start],
            (start, end) in lit_spans,
        )
        for start, end in pairwise(edges)
    ]


def group_by_words(agreements: Iterable[Agreement]) -> list[list[Agreement]]:
    """Put agreements together that stand on the same words."""
    by_evidence: dict[tuple[Evidence, ...], list[Agreement]] = {}
    for agreement in agreements:
        by_evidence.setdefault(agreement.evidence, []).append(agreement)
    return list(by_evidence.values())


def make_environment(*packages: str) -> jinja2.Environment:
    """Make what fills the templates of packages, looked for in this order."""
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.PackageLoader(name) for name in packages]),
        autoescape=True,
        finalize=_escape,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters |= {
        "by_language": names_by_language,
        "colour": colour_of,
        "count": say_count,
        "date": say_date,
        "english": as_english,
        "part": say_part,
        "promise": say_promise,
        "said": messages.gettext,
        "standing": say_standing,
        "sure": as_said,
        "tongue": in_tongue,
    }
    environment.globals |= {"_": _, "ngettext": _say_number}
    return environment


_ENVIRONMENT = make_environment("geo.maps")
PARTS: Any = _ENVIRONMENT.get_template("parts.html").module

"""A record says in one sentence what is wrong with it, whichever field it is."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from geo.fields import (
    Family,
    Reading,
    columns_of,
    fields_of,
    from_record,
    to_record,
)
from geo.model import (
    Agreement,
    Document,
    Evidence,
    Mention,
    Names,
    Passage,
    Place,
    Role,
    StatedDate,
    Version,
)

NOUNS = (
    *(Agreement, Document, Evidence, Mention, Names, Passage, Place, StatedDate),
    Version,
)
MENTION = {
    "passage": "1",
    "start": 3,
    "end": 9,
    "exact": "Kratie",
    "role": "literal",
    "kind": "province",
    "place": "kratie",
    "score": 1,
    "evidence": "its name",
    "rules": ["en.type.province"],
    "countries": ["LA"],
    "alternatives": [{"place": "kratie_town", "score": 0.5, "evidence": "its seat"}],
}
LINES = Reading(family=Family.LINES)


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("family", Family)
def test_every_field_means_something_and_has_a_name_of_its_own(
    noun: type, family: Family
) -> None:
    names = [field.name_in(family) for field in fields_of(noun)]
    carried = [name for name in names if name]
    assert len(carried) == len(set(carried))
    assert all(field.said.meaning.endswith(".") for field in fields_of(noun))


def test_what_is_drawn_has_one_property_of_each_name() -> None:
    names = [
        column.name
        for noun in (Place, Version, Agreement)
        for column in columns_of(noun, Family.FEATURE)
    ]
    assert len(names) == len(set(names))


def test_a_record_gives_the_noun_and_the_noun_the_record() -> None:
    mention = from_record(Mention, MENTION, LINES, document_id="d")
    assert mention.role is Role.LITERAL
    assert mention.alternatives[0].place_id == "kratie_town"
    assert to_record(mention, Family.LINES) == MENTION


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": "3"}, "start is '3'; expected a whole number."),
        ({"start": True}, "start is True; expected a whole number."),
        ({"score": float("nan")}, "score is nan; expected a number."),
        ({"score": None}, "score is None; expected a number."),
        ({"exact": 7}, "exact is 7; expected a text."),
        ({"role": "hero"}, "role is 'hero'; expected one of literal, associative, ac"),
        ({"role": ["literal"]}, "role is ['literal']; expected one of literal, assoc"),
        ({"kind": {}}, "kind is {}; expected one of country, province"),
        ({"alternatives": "none"}, "alternatives is 'none'; expected a list."),
        ({"alternatives": [3]}, "alternatives 1: 3 is no record; expected fields wit"),
        ({"alternatives": [{}]}, "alternatives 1: no value for 'place'."),
        (
            {"alternatives": [{"place": "a", "score": 1, "evidence": 2}]},
            "alternatives 1: evidence is 2; expected a text.",
        ),
        (
            {"moood": "glad"},
            "unknown field 'moood'; expected alternatives, countries, end, evid",
        ),
        ({"exact": ["x"] * 99}, "exact is ['x', 'x', 'x'"),
    ],
)
def test_what_is_wrong_is_said_with_the_field_and_what_was_expected(
    change: dict[str, object], said: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(said)) as raised:
        from_record(Mention, {**MENTION, **change}, LINES, document_id="d")
    assert str(raised.value).startswith(said)
    assert len(str(raised.value)) < 250


@pytest.mark.parametrize("record", [None, [], 3, "text", [("passage", "1")]])
def test_what_is_no_record_is_said_to_be_none(record: object) -> None:
    with pytest.raises(ValueError, match="is no record; expected fields with values"):
        from_record(Mention, record, LINES, document_id="d")


def test_a_field_of_a_later_edition_is_passed_over_where_that_is_asked() -> None:
    later = Reading(family=Family.LINES, keeps_unknown=True)
    mention = from_record(Mention, {**MENTION, "mood": "glad"}, later, document_id="d")
    assert to_record(mention, Family.LINES) == MENTION


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x"),
        *("file:///etc/passwd", "//host.example/x", "/x", "https://", "https:", ""),
        *("ftp://host.example", "https://host.example/a b", " https://host.example"),
        *("https://host.example/\njavascript:x", "vbscript:x", "http:host.example"),
    ],
)
@pytest.mark.parametrize("family", [Family.TOML, Family.TABLE])
def test_only_addresses_with_http_or_https_are_read(
    address: str, family: Family
) -> None:
    document = Document(
        **dict.fromkeys(("id", "title", "short_title", "publisher", "dated"), "x"),
        **dict.fromkeys(("geography_reason", "language", "rights", "sha256"), "x"),
        geography_on=dt.date(2026, 2, 6),
        text="",
    )
    record = to_record(document, family)
    reading = Reading(family=family)
    kept = {**record, "url": "https://host.example/a?b=c#d"}
    assert from_record(Document, kept, reading, text="").url == kept["url"]
    with pytest.raises(ValueError, match="expected an address with http or https"):
        from_record(Document, {**record, "url": address}, reading, text="")
